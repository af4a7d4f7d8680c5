//! Power cuts: real stores and the real server over a file system that keeps apart what was not synced, and at a
//! moment that a seed decides loses it, some of it, or pieces of it.
#![allow(clippy::print_stdout, reason = "a command's output is for the terminal")]

mod calls;
mod device;
mod disk;
mod lives;
mod server;

use anyhow::{Context, ensure};
use clap::{Parser, ValueEnum};
use notyet_proof::chance::Chance;
use notyet_proof::kept::Kept;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Cuts of one school or device before it begins anew in an empty folder.
const A_ROUND: u64 = 20;

#[derive(Parser)]
#[command(about = "What holds when the power goes while a device or a server writes.")]
struct Cli {
    /// How many cuts a side.
    #[arg(long, default_value_t = 10_000)]
    cuts: u64,
    /// The first round's seed; another one each time, if not said.
    #[arg(long)]
    seed: Option<u64>,
    /// One side only.
    #[arg(long)]
    side: Option<Side>,
    /// Where it is noted how far this got, to go on from there.
    #[arg(long, value_name = "FILE")]
    kept: Option<PathBuf>,
    /// Lets every sync do nothing, to see that it is noticed: succeeds when something is missing.
    #[arg(long)]
    without_syncs: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Side {
    /// A teacher's device: records, photos, and the queue.
    Device,
    /// The server: what is pushed to it, and photos.
    Server,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    let done = if cli.without_syncs { is_noticed(&cli) } else { all(&cli) };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn all(cli: &Cli) -> anyhow::Result<()> {
    let mut kept = Kept::begin(cli.kept.as_deref(), cli.seed, cli.cuts)?;
    println!("seed {}, {} cuts a side, {} done before", kept.seed(), cli.cuts, kept.done());
    let (begun, mut shown) = (Instant::now(), 0);
    while kept.left() > 0 {
        let (seed, cuts) = (kept.seed() + kept.done(), A_ROUND.min(kept.left()));
        for side in Side::value_variants().iter().filter(|side| cli.side.is_none_or(|only| only == **side)) {
            let again = || {
                let side = format!("{side:?}").to_lowercase();
                format!("again: cargo xtask power --side {side} --cuts {cuts} --seed {seed}")
            };
            shown += round(*side, seed, cuts, true).with_context(again)?;
        }
        kept.note(cuts)?;
        let seconds = begun.elapsed().as_secs_f64();
        print!("\r{} cuts a side; {shown} things said before them, none lost; {seconds:.0} s", kept.done());
        // A terminal that is gone takes nothing away from the result.
        let _ = std::io::stdout().flush();
    }
    println!();
    ensure!(shown > 0, "nothing was said before the cuts");
    Ok(())
}

/// Each side loses something when syncs do nothing; a check that would not see it would be worth nothing.
fn is_noticed(cli: &Cli) -> anyhow::Result<()> {
    let seed = cli.seed.unwrap_or_else(notyet_proof::chance::fresh_seed);
    for side in Side::value_variants() {
        let lost = round(*side, seed, cli.cuts, false);
        let Err(error) = lost else {
            anyhow::bail!("seed {seed}: {side:?} without a sync, and nothing is missed")
        };
        println!("{side:?} without syncs: {error:#}");
    }
    Ok(())
}

/// One device or school from its beginning through so many cuts; says how many things it had said before them.
fn round(side: Side, seed: u64, cuts: u64, syncs: bool) -> anyhow::Result<usize> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        match side {
            Side::Device => device::round(Chance::new(seed), cuts, syncs).await,
            Side::Server => server::round(Chance::new(seed), cuts, syncs).await,
        }
    })
}
