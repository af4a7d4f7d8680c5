//! `cargo xtask fuzz`: libFuzzer looks for bytes that break what reads them. The targets stand in `tests/fuzz`; the
//! compiler that builds everything else builds them too, told to count where the program comes by.

use std::num::NonZero;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;

use anyhow::{Context, Result, ensure};

use crate::repo;
use crate::steps::{Done, cargo, must, shown, step_beside};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which; all, when none is named.
    targets: Vec<String>,
    /// How long each is tried.
    #[arg(long, default_value_t = 60)]
    seconds: u32,
    /// Runs the one target on these files only, to see again what they broke.
    #[arg(long, value_name = "FILE")]
    input: Vec<PathBuf>,
}

impl Args {
    /// Every target, so many seconds each.
    pub(crate) fn all(seconds: u32) -> Self {
        Self { targets: vec![], seconds, input: vec![] }
    }
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let known = targets()?;
    for target in &args.targets {
        ensure!(known.contains(target), "there is no target {target}, but {}", known.join(", "));
    }
    ensure!(args.input.is_empty() || args.targets.len() == 1, "files are for one target: name it");
    let program = build()?;
    if let ([target], [_, ..]) = (&args.targets[..], &args.input[..]) {
        return shown(start(&program, target).args(&args.input));
    }
    let targets = if args.targets.is_empty() { &known } else { &args.targets };
    let broken: Vec<_> = look(&program, targets, args.seconds)?.into_iter().flatten().collect();
    ensure!(broken.is_empty(), "{}", broken.join("\n"));
    Ok(())
}

/// The targets' names: each has a corpus.
pub(crate) fn targets() -> Result<Vec<String>> {
    let folders = repo::sorted_entries(&repo::root().join("tests/fuzz/corpus"))?;
    Ok(folders.iter().filter_map(|folder| folder.file_name()?.to_str().map(str::to_owned)).collect())
}

/// What makes libFuzzer see where the program comes by, and which numbers and texts it compares; LLVM's own pass, as
/// cargo-fuzz uses it, which needs no other compiler than ours. No address sanitizer, which does: without `unsafe`
/// there is nothing for it to find.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
     -Cllvm-args=-sanitizer-coverage-trace-compares --cfg fuzzing";

/// Builds the program that holds all targets.
pub(crate) fn build() -> Result<PathBuf> {
    let host =
        Command::new("rustc").current_dir(repo::root()).arg("-vV").output().context("cannot start rustc")?;
    let host = String::from_utf8(host.stdout).context("rustc's version")?;
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).context("rustc names no host")?;
    let mut build = cargo();
    // A target that is named keeps the flags away from build scripts and macros.
    build.args([
        "build",
        "--package",
        "notyet-fuzz",
        "--features",
        "libfuzzer",
        "--profile",
        "fuzz",
        "--target",
        host,
    ]);
    must("build fuzz targets", build.env("RUSTFLAGS", COVERAGE))?;
    Ok(repo::target().join(host).join("fuzz/notyet-fuzz"))
}

/// Lets libFuzzer look at each for so long, at as many at once as there are processors; the answers say what it found, if
/// anything.
pub(crate) fn look(program: &Path, targets: &[String], seconds: u32) -> Result<Vec<Option<String>>> {
    let at_once = thread::available_parallelism().map_or(1, NonZero::get);
    let mut found = Vec::new();
    for some in targets.chunks(at_once) {
        let looked: Vec<_> = thread::scope(|scope| {
            let looking: Vec<_> =
                some.iter().map(|target| scope.spawn(move || look_at(program, target, seconds))).collect();
            looking.into_iter().map(|it| it.join().expect("looking does not panic")).collect()
        });
        found.extend(looked.into_iter().collect::<Result<Vec<_>>>()?);
    }
    Ok(found)
}

/// What leads to new corners is kept under `target/fuzz-found` for the next time.
fn look_at(program: &Path, target: &str, seconds: u32) -> Result<Option<String>> {
    let folder = repo::target().join("fuzz-found").join(target);
    let found = folder.join("corpus");
    std::fs::create_dir_all(&found).with_context(|| format!("cannot make {}", found.display()))?;
    let mut command = start(program, target);
    command.arg(format!("-max_total_time={seconds}")).arg(format!("-artifact_prefix={}/", folder.display()));
    command.args(["-timeout=5", "-rss_limit_mb=2048", "-verbosity=1", "-print_final_stats=1"]);
    let done = step_beside(&format!("fuzz {target}"), command.arg(found).arg(corpus(target)))?;
    if done.success {
        println!("  {}", sum(&done.log));
        return Ok(None);
    }
    // Without what it says about its progress.
    done.show(done.log.lines().filter(|line| !line.starts_with(['#', '\t'])));
    Ok(Some(broken(target, &done)))
}

fn corpus(target: &str) -> PathBuf {
    repo::root().join("tests/fuzz/corpus").join(target)
}

fn start(program: &Path, target: &str) -> Command {
    let mut command = Command::new(program);
    command.env("NOTYET_FUZZ", target).env("RUST_BACKTRACE", "1").current_dir(repo::root());
    command
}

/// Its last line, without what is only for itself.
fn sum(log: &str) -> &str {
    log.lines().rev().find(|line| line.contains("DONE")).unwrap_or("no closing line").trim()
}

/// The sentence that leads from a fault to its cure.
fn broken(target: &str, done: &Done) -> String {
    match done.log.lines().find_map(|line| line.split_once("Test unit written to ")) {
        Some((_, path)) => format!(
            "{target} is broken by {path}\n  again: cargo xtask fuzz {target} --input {path}\n  to keep it as a test: \
             cp {path} {}",
            corpus(target).display()
        ),
        None => format!("{target}: libFuzzer ended badly, and kept no input"),
    }
}
