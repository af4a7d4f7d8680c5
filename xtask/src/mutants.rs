//! `cargo xtask mutants`: breaks the domain in small ways, one at a time, and asks of its tests whether one notices.
//! What none noticed is printed, and held to the list of those that nobody can notice. Never touches the work tree:
//! it works on copies under `target/mutants`.

use std::process::{Command, ExitCode};
use std::time::{Duration, SystemTime};

use anyhow::{Context, Result};

use crate::{repo, setup};

mod accepted;
mod copies;
mod verdict;
mod workers;

use verdict::{Choice, Verdict};

#[derive(clap::Args, Default)]
pub(crate) struct Args {
    /// Only lines that changed since all mutants were last run, as `core/model/mutants.toml` says.
    #[arg(long)]
    changed: bool,
    /// Only lines that changed since this commit.
    #[arg(long, value_name = "COMMIT", conflicts_with = "changed")]
    since: Option<String>,
    /// Only files whose path matches.
    #[arg(long, value_name = "GLOB")]
    file: Vec<String>,
    /// Only the k-th of n equal parts, counted from 0.
    #[arg(long, value_name = "K/N")]
    shard: Option<Shard>,
}

/// One of several equal parts of all mutants; every n-th, so that each part sees every file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Shard {
    k: u64,
    n: u64,
}

impl Shard {
    const WHOLE: Self = Self { k: 0, n: 1 };

    /// The part of this part that one of several workers takes.
    fn of_worker(self, worker: u64, workers: u64) -> Self {
        Self { k: self.k + worker * self.n, n: self.n * workers }
    }
}

impl std::str::FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let (k, n) = text.split_once('/').ok_or("a part is written k/n")?;
        match (k.parse(), n.parse()) {
            (Ok(k), Ok(n)) if k < n => Ok(Self { k, n }),
            _ => Err("a part is written k/n, where k counts from 0 and is less than n".to_owned()),
        }
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.k, self.n)
    }
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let verdict = examine(args, None)?;
    Ok(if verdict.faults.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// How long the changed lines may take in a run of all tests, building not counted.
const CHANGED_LIMIT: Duration = Duration::from_secs(180);
/// As many mutants as that is enough for: 3.6 s each on two cores (November 2026).
const CHANGED_MUTANTS: u64 = 50;

/// The part of all tests: changed lines, in a bounded time. Where there are more, a part of them that chance chose.
pub(crate) fn changed_lines() -> Result<Verdict> {
    examine(&Args { changed: true, ..Args::default() }, Some(CHANGED_LIMIT))
}

fn examine(args: &Args, limit: Option<Duration>) -> Result<Verdict> {
    setup::cargo_tool("cargo-mutants", "27.1.0")?;
    let copies = copies::refresh()?;
    let accepted = accepted::read()?;
    let base = args.since.as_deref().or(accepted.checked.as_deref().filter(|_| args.changed));
    let filters = filters(base, &args.file)?;

    let all = workers::list(&copies[0], &[])?;
    let chosen = workers::list(&copies[0], &filters)?;
    let shard = match (args.shard, limit) {
        (Some(shard), _) => shard,
        (None, Some(_)) => by_chance(chosen.len() as u64),
        (None, None) => Shard::WHOLE,
    };
    println!("{} mutants of {}, part {shard}; {} at a time", chosen.len(), all.len(), copies.len());
    if limit.is_some() && shard != Shard::WHOLE {
        println!("the same ones again: cargo xtask mutants --changed --shard {shard}");
    }
    let tried = if chosen.is_empty() { Vec::new() } else { workers::run(&copies, &filters, shard, limit)? };
    let choice = Choice { changed: base.is_some(), drawn: args.shard.is_none() && shard != Shard::WHOLE };
    let verdict = Verdict::of(&tried, &accepted, &all, choice);
    println!("{verdict}");
    Ok(verdict)
}

/// The arguments that say which lines and files.
fn filters(base: Option<&str>, files: &[String]) -> Result<Vec<String>> {
    let mut filters: Vec<String> =
        files.iter().flat_map(|glob| ["--file".to_owned(), glob.clone()]).collect();
    if let Some(base) = base {
        let mut git = Command::new("git");
        git.current_dir(repo::root()).args(["-c", "diff.noprefix=false", "-c", "diff.mnemonicPrefix=false"]);
        git.args(["diff", "--no-ext-diff", "--no-color", base, "--", "core/model"]);
        let diff = git.output().context("cannot start git")?;
        if diff.status.success() {
            let path = repo::target().join("mutants/changed.diff");
            std::fs::write(&path, diff.stdout).with_context(|| format!("cannot write {}", path.display()))?;
            filters.extend(["--in-diff".to_owned(), path.display().to_string()]);
        } else {
            println!("{base} is no commit of this clone's: all lines count as changed");
        }
    }
    Ok(filters)
}

/// A part of about as many as may be tried.
fn by_chance(mutants: u64) -> Shard {
    let n = mutants.div_ceil(CHANGED_MUTANTS).max(1);
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    Shard { k: u64::from(now.subsec_micros()) % n, n }
}

/// A line of a file without what it is indented by; empty where there is none.
fn line_of(text: &str, line: usize) -> &str {
    text.lines().nth(line.saturating_sub(1)).unwrap_or_default().trim()
}
