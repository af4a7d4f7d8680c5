//! Runs cargo-mutants, one for each copy, and reads what it writes. Knows nothing of what is accepted.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde::Deserialize;

use super::{Shard, line_of};
use crate::repo;
use crate::steps::{cargo, must};

/// What tests of the whole workspace build the domain with, too: the next version beside the present one.
const FEATURES: &str = "--features=next";
/// Cases of each property: one that finds a fault at all finds it early.
const CASES: &str = "64";
/// No test process and no compiler may take more memory, in bytes: a mutant may well fill a list for ever.
const MEMORY: u64 = 8 << 30;

/// One small change of the domain.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mutant {
    /// From the repository's root.
    pub(super) file: String,
    pub(super) line: usize,
    pub(super) column: usize,
    /// What was changed, in cargo-mutants' words.
    pub(super) what: String,
    /// The line that it begins on.
    pub(super) code: String,
}

impl std::fmt::Display for Mutant {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.what)
    }
}

/// What became of a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fate {
    /// It does not compile, which says nothing about tests.
    Unviable,
    /// A test failed.
    Caught,
    /// The tests did not end, which nobody would overlook.
    Endless,
    /// Every test passed.
    Survived,
}

/// All mutants that meet the filters.
pub(super) fn list(copy: &Path, filters: &[String]) -> Result<Vec<Mutant>> {
    let mut list = mutants(copy);
    let done =
        list.args(["--list", "--json"]).args(filters).output().context("cannot start cargo mutants")?;
    if !done.status.success() {
        bail!("cargo mutants: {}", String::from_utf8_lossy(&done.stderr));
    }
    if done.stdout.is_empty() {
        return Ok(Vec::new());
    }
    let listed: Vec<Listed> = serde_json::from_slice(&done.stdout).context("the list of mutants")?;
    listed.into_iter().map(|listed| listed.read(copy)).collect()
}

/// Tries each mutant of a part that meets the filters, for so long at most.
pub(super) fn run(
    copies: &[PathBuf],
    filters: &[String],
    shard: Shard,
    limit: Option<Duration>,
) -> Result<Vec<(Mutant, Fate)>> {
    build(copies)?;
    let begun = Instant::now();
    let mut workers = Vec::new();
    for (n, copy) in copies.iter().enumerate() {
        let part = shard.of_worker(n as u64, copies.len() as u64);
        workers.push((copy, start(copy, filters, part, limit)?));
    }
    let mut tried = Vec::new();
    for (copy, mut worker) in workers {
        let status = worker.wait()?;
        // 2: something survived; 3: something did not end; 124: the time was up.
        if !matches!(status.code(), Some(0 | 2 | 3 | 124)) {
            bail!("cargo mutants ended with {status}, see {}", log(copy).display());
        }
        tried.extend(outcomes(copy)?);
    }
    let (number, seconds) = (tried.len(), begun.elapsed().as_secs_f64());
    println!("tried {number} in {seconds:.0} s, {:.2} s each", seconds / number.max(1) as f64);
    Ok(tried)
}

/// Builds the tests in the first copy, and gives what that made to copies that have nothing yet.
fn build(copies: &[PathBuf]) -> Result<()> {
    let mut build = cargo();
    prepare(&mut build, &copies[0]);
    build.args(["test", "--no-run", "--package", "notyet-model", "--lib", FEATURES]);
    must("build for mutants", &mut build)?;
    for copy in copies.iter().filter(|copy| !copy.join("target").exists()) {
        let mut cp = Command::new("cp");
        must("copy the build", cp.arg("-a").arg(copies[0].join("target")).arg(copy))?;
    }
    Ok(())
}

fn start(copy: &Path, filters: &[String], part: Shard, limit: Option<Duration>) -> Result<Child> {
    let _ = fs::remove_dir_all(copy.join("mutants.out"));
    let run = mutants(copy);
    let seconds = limit.map_or(0, |limit| limit.as_secs());
    // `timeout` interrupts it in the foreground, so that Ctrl-C still reaches it; 0 is no limit.
    let mut command = Command::new("timeout");
    command.args(["--foreground", "--signal=INT", "--kill-after=20", &seconds.to_string()]);
    command.args(["prlimit", &format!("--as={MEMORY}")]).arg(run.get_program()).args(run.get_args());
    command.args(["--in-place", "--output"]).arg(copy).args(filters);
    command.args(["--sharding", "round-robin", "--shard", &part.to_string()]);
    if limit.is_some() {
        // What the time is not enough for is then not always the same.
        command.arg("--shuffle");
    }
    // The tests take a second, and several at a busy moment.
    command.args(["--minimum-test-timeout", "15", "--timeout-multiplier", "10", "--build-timeout", "180"]);
    command.args(["--cargo-arg=--lib", "--colors", "never"]);
    prepare(&mut command, copy);
    let log = log(copy);
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(file.try_clone()?).stderr(file);
    command.spawn().context("cannot start cargo mutants")
}

fn log(copy: &Path) -> PathBuf {
    copy.with_extension("log")
}

fn mutants(copy: &Path) -> Command {
    let mut command = cargo();
    command.args(["mutants", "--package", "notyet-model", FEATURES]).current_dir(copy);
    command
}

/// The surroundings of every build and test in a copy.
fn prepare(command: &mut Command, copy: &Path) {
    command.current_dir(copy).env("CARGO_TARGET_DIR", copy.join("target"));
    command.env("NOTYET_PROPERTY_CASES", CASES);
    // The same mutants survive in every run; none is caught by what another one left behind; no time goes into
    // making the examples small that nobody reads.
    command.env("PROPTEST_RNG_SEED", "1").env("PROPTEST_DISABLE_FAILURE_PERSISTENCE", "1");
    command.env("PROPTEST_MAX_SHRINK_ITERS", "0");
}

fn outcomes(copy: &Path) -> Result<Vec<(Mutant, Fate)>> {
    let path = copy.join("mutants.out/outcomes.json");
    if !path.exists() {
        // Fewer mutants than workers.
        return Ok(Vec::new());
    }
    let written: Outcomes = serde_json::from_str(&repo::read(&path)?).context("the outcomes")?;
    let mut tried = Vec::new();
    for outcome in written.outcomes {
        let Scenario::Mutant(listed) = outcome.scenario else { continue };
        let fate = match outcome.summary.as_str() {
            "Unviable" => Fate::Unviable,
            "CaughtMutant" => Fate::Caught,
            "Timeout" => Fate::Endless,
            "MissedMutant" => Fate::Survived,
            other => bail!("{} came to “{other}”", listed.name),
        };
        tried.push((listed.read(copy)?, fate));
    }
    Ok(tried)
}

#[derive(Deserialize)]
struct Outcomes {
    outcomes: Vec<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    scenario: Scenario,
    summary: String,
}

#[derive(Deserialize)]
enum Scenario {
    Baseline,
    Mutant(Listed),
}

/// A mutant as cargo-mutants writes it.
#[derive(Deserialize)]
struct Listed {
    name: String,
    file: String,
    span: Span,
}

#[derive(Deserialize)]
struct Span {
    start: Position,
}

#[derive(Deserialize)]
struct Position {
    line: usize,
    column: usize,
}

impl Listed {
    fn read(self, copy: &Path) -> Result<Mutant> {
        let Position { line, column } = self.span.start;
        let place = format!("{}:{line}:{column}: ", self.file);
        let what = self.name.strip_prefix(&place).unwrap_or(&self.name).to_owned();
        let code = line_of(&repo::read(&copy.join(&self.file))?, line).to_owned();
        Ok(Mutant { file: self.file, line, column, what, code })
    }
}
