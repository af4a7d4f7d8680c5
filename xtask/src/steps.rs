//! Runs one external command after the other, each with a name, a duration and a log of its own. Knows nothing of
//! what the commands do.

use std::fs::{self, File};
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use crate::repo;

/// How many lines of a log are shown at most.
const SHOWN_LINES: usize = 60;

/// What a command left.
pub(crate) struct Done {
    pub(crate) success: bool,
    /// Standard output and standard error as they came.
    pub(crate) log: String,
    /// Where the log is kept.
    path: PathBuf,
}

impl Done {
    /// Prints the end of what matters in a log.
    pub(crate) fn show<'a>(&self, lines: impl Iterator<Item = &'a str>) {
        let lines: Vec<_> = lines.collect();
        for line in &lines[lines.len().saturating_sub(SHOWN_LINES)..] {
            println!("  | {line}");
        }
        println!("  all of it: {}", self.path.display());
    }
}

/// Runs a command to its end, writing what it says to `target/xtask/<name>.log`. Prints the name at once and the
/// duration afterwards.
pub(crate) fn quiet_step(name: &str, command: &mut Command) -> Result<Done> {
    print!("{name:<24} ");
    std::io::stdout().flush()?;
    let (done, took) = logged(name, command)?;
    println!("{took}");
    Ok(done)
}

/// Like [`quiet_step`], for one of several at once: its line is printed whole, when it has ended.
pub(crate) fn step_beside(name: &str, command: &mut Command) -> Result<Done> {
    let (done, took) = logged(name, command)?;
    println!("{name:<24} {took}");
    Ok(done)
}

/// What a command left, and how long it took, in words.
fn logged(name: &str, command: &mut Command) -> Result<(Done, String)> {
    let begun = Instant::now();
    let folder = repo::target().join("xtask");
    fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let path = folder.join(format!("{}.log", name.replace(' ', "-")));
    let file = File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
    let status = command
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("cannot start {}", command.get_program().display()))?;
    // Tools write what they like: a byte that is no UTF-8 must not end a run.
    let log = String::from_utf8_lossy(&fs::read(&path)?).into_owned();
    let ended = if status.success() { String::new() } else { format!("  {status}") };
    let took = format!("{:>7.1} s{ended}", begun.elapsed().as_secs_f64());
    Ok((Done { success: status.success(), log, path }, took))
}

/// Like [`quiet_step`]; prints the end of the log if the command did not succeed.
pub(crate) fn step(name: &str, command: &mut Command) -> Result<Done> {
    let done = quiet_step(name, command)?;
    if !done.success {
        done.show(done.log.lines());
    }
    Ok(done)
}

/// Like [`step`], for a command without which nothing that follows makes sense.
pub(crate) fn must(name: &str, command: &mut Command) -> Result<Done> {
    let done = step(name, command)?;
    if !done.success {
        bail!("{name} did not succeed");
    }
    Ok(done)
}

/// Runs a command whose output is for the terminal.
pub(crate) fn shown(command: &mut Command) -> Result<()> {
    let status =
        command.status().with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !status.success() {
        bail!("{} ended with {status}", command.get_program().display());
    }
    Ok(())
}

/// The Cargo that runs this program, in the repository's root.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(repo::root());
    // Set by `cargo run` for xtask itself; other crates' builds must not see them.
    for (name, _) in std::env::vars_os().filter(|(name, _)| name.to_string_lossy().starts_with("CARGO_PKG_"))
    {
        command.env_remove(name);
    }
    command.env_remove("CARGO_MANIFEST_DIR");
    command
}
