//! `cargo xtask level`: works out levels for the cases on standard input. How a level follows is not decided here.

use std::process::{Command, ExitCode, Stdio};

use anyhow::{Context, Result, bail};

use crate::repo;
use crate::steps::cargo;

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
