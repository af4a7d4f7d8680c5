//! Measures the device's store: a capture until it is durable beside the least that the disk itself asks for, and
//! opening a full database until its first screen is read. It owns the comparison, not the bars, which the project set:
//! at most 2.0 times the floor encrypted, at most 200 ms.
//!
//! Capture and floor take turns in one folder, so that a busy disk slows both. The floor of a capture without a photo is
//! one `fdatasync` after appending the operation's bytes to a plain file; with a photo it is three: the photo's file, its
//! folder's entry, the operation.

mod capture;
pub(crate) mod full;

use std::io::Write;
use std::path::PathBuf;
use std::time::Duration;

use anyhow::Context;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where to write; the disk under it is what is measured. Default: the system's folder for temporary files.
    #[arg(long)]
    folder: Option<PathBuf>,
    /// How often each comparison is made.
    #[arg(long, default_value_t = 5, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Captures without a photo in a round.
    #[arg(long, default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..))]
    captures: u32,
    /// Captures with a photo in a round.
    #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    photos: u32,
    /// Results in the database that is opened.
    #[arg(long, default_value_t = 28_000)]
    results: u32,
}

/// Measures and prints.
pub(crate) fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
    let folder = match &args.folder {
        Some(folder) => tempfile::tempdir_in(folder),
        None => tempfile::tempdir(),
    }
    .context("making a folder to measure in")?;
    capture::run(folder.path(), args, out)?;
    full::run(&folder.path().join("full"), args.results, out)
}

/// The middle of the times, in microseconds.
fn median_us(times: &mut [Duration]) -> f64 {
    times.sort_unstable();
    times[times.len() / 2].as_secs_f64() * 1e6
}

fn verdict(out: &mut impl Write, what: &str, measured: f64, bar: f64) -> anyhow::Result<()> {
    let word = if measured <= bar { "within" } else { "BEYOND" };
    writeln!(out, "{what}: {measured:.2}, {word} the bar of {bar}").context("writing the result")
}
