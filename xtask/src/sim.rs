//! `cargo xtask sim`: histories of sync in which everything goes wrong, over the real engine, stores and server. The
//! program stands in `tests/sim`; it is built with the rules that can be left out, of which none is unless it is
//! asked for.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::repo;
use crate::steps::{Done, cargo, must, shown, step};

/// Histories in each test run.
const HISTORIES: &str = "1000";
/// Mutants in each test run; which ones, the number of commits says, so that all of them have their turn.
const MUTANTS: &str = "5";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How many histories.
    #[arg(long)]
    histories: Option<u64>,
    /// The first seed; the others follow it.
    #[arg(long)]
    seed: Option<u64>,
    /// Runs one again: a seed, or a file with a seed and its steps.
    #[arg(long, value_name = "SEED|FILE")]
    replay: Option<String>,
    /// Leaves rules of sync out, one after the other, and sees that each is noticed.
    #[arg(long)]
    mutants: bool,
    /// With --mutants: looks for the seeds that catch them, instead of trying those that are known.
    #[arg(long, requires = "mutants")]
    hunt: bool,
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let mut program = Command::new(build()?);
    program.current_dir(repo::root());
    for (name, value) in [
        ("--histories", args.histories.map(|count| count.to_string())),
        ("--seed", args.seed.map(|seed| seed.to_string())),
        ("--replay", args.replay.clone()),
    ] {
        program.args(value.map(|value| format!("{name}={value}")));
    }
    program.args(args.mutants.then_some("--mutants")).args(args.hunt.then_some("--hunt"));
    shown(&mut program)
}

/// So many histories, from another seed each time.
pub(crate) fn in_full(histories: u64) -> Result<()> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH)?;
    run(&Args {
        histories: Some(histories),
        seed: Some(since.as_secs()),
        replay: None,
        mutants: false,
        hunt: false,
    })
}

/// All mutants against the seeds that catch them.
pub(crate) fn every_mutant() -> Result<()> {
    run(&Args { histories: None, seed: None, replay: None, mutants: true, hunt: false })
}

/// The histories of a test run.
pub(crate) fn histories() -> Result<Done> {
    step("histories", Command::new(build()?).current_dir(repo::root()).args(["--histories", HISTORIES]))
}

/// The mutants of a test run.
pub(crate) fn some_mutants() -> Result<Done> {
    let mut program = Command::new(build()?);
    program.current_dir(repo::root()).args(["--mutants", "--some", MUTANTS, "--seed", &turn()]);
    step("histories, mutants", &mut program)
}

/// A number that is another after each commit.
fn turn() -> String {
    let mut git = Command::new("git");
    let counted = git.current_dir(repo::root()).args(["rev-list", "--count", "HEAD"]).output();
    let count = counted.ok().and_then(|it| String::from_utf8(it.stdout).ok()?.trim().parse::<u64>().ok());
    (count.unwrap_or(0) * 5).to_string()
}

fn build() -> Result<PathBuf> {
    let mut build = cargo();
    build.args(["build", "--package", "notyet-sim", "--bin", "sim", "--features", "mutants"]);
    must("build histories", &mut build)?;
    Ok(repo::target().join("debug/sim"))
}
