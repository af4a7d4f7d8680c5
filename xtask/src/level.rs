//! `cargo xtask level`: works out levels for the cases on standard input, and holds that program against a second
//! one, written in Python from the description of the methods alone. How a level follows is decided in neither
//! place here.

use std::fs::File;
use std::path::PathBuf;
use std::process::{Command, ExitCode, Stdio};
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::steps::{Done, cargo, must, step};

const CASES: &str = "6000";

/// The command: builds the program and hands it the standard streams. What Cargo says goes to standard error.
pub(crate) fn run() -> Result<ExitCode> {
    let mut build = cargo();
    build.args(["build", "--quiet", "--release", "--package", "notyet-level"]);
    if !build.stdin(Stdio::null()).stdout(std::io::stderr()).status().context("cannot start cargo")?.success()
    {
        bail!("the program did not build");
    }
    let program = repo::target().join("release/notyet-level");
    let ended =
        Command::new(&program).status().with_context(|| format!("cannot start {}", program.display()))?;
    Ok(if ended.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Random cases, answered by both programs; the seed is in the step's name, so that a difference can be found again.
pub(crate) fn beside_python() -> Result<Done> {
    let seed = SystemTime::now().duration_since(UNIX_EPOCH)?.as_secs().to_string();
    must("build level", cargo().args(["build", "--package", "notyet-level"]))?;
    let folder = tempfile::tempdir()?;
    let (cases, answers) = (folder.path().join("cases"), folder.path().join("answers"));
    fill(&cases, python().args(["cases", &seed, CASES]))?;
    fill(&answers, Command::new(repo::target().join("debug/notyet-level")).stdin(File::open(&cases)?))?;
    step(&format!("levels, seed {seed}"), python().arg("check").args([&cases, &answers]))
}

fn python() -> Command {
    let mut python = Command::new("python3");
    // Nothing is left beside the sources.
    python.arg("-B").arg(repo::root().join("tests/peers/level.py"));
    python
}

/// Runs a command with its standard output in a file.
fn fill(path: &PathBuf, command: &mut Command) -> Result<()> {
    let ended = command
        .stdout(File::create(path)?)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !ended.success() {
        bail!("{} ended with {ended}", command.get_program().display());
    }
    Ok(())
}
