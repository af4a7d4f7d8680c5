//! The table of what sync, server and store are held to, a row each: every figure in one run with what it is compared
//! with, both taking turns, so that a busy machine slows both. Devices are encrypted unless a line says otherwise; the
//! server is the real program, a process of its own with every commit on the disk. Ours is compared with Anki and
//! PouchDB where they are installed.

mod apply;
mod bell;
mod counter;
mod dashboard;
mod figure;
mod one;
mod peer;
mod polls;
mod rebuild;
mod results;
mod school;
mod through;
mod week;
mod wire;

use std::io::Write;
use std::path::PathBuf;

use clap::ValueEnum;

/// What to measure.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// These rows only; all, when none is named.
    #[arg(long, value_enum, value_delimiter = ',')]
    only: Vec<Row>,
    /// How often each comparison is made; the medians count.
    #[arg(long, default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..))]
    rounds: u16,
    /// Observations of a bulk.
    #[arg(long, default_value_t = 10_000, value_parser = clap::value_parser!(u32).range(500..))]
    observations: u32,
    /// The server's program.
    #[arg(long)]
    server: PathBuf,
    /// A Python that has PyPI's anki. Without it nothing is compared with Anki.
    #[arg(long)]
    anki: Option<PathBuf>,
    /// A folder with npm's pouchdb and express-pouchdb. Without it nothing is compared with PouchDB.
    #[arg(long)]
    pouchdb: Option<PathBuf>,
    /// Results of the large database that the class dashboard is read from.
    #[arg(long, default_value_t = 10_000_000)]
    results: u32,
    /// Where the large database is kept for the next run; without it it is made anew.
    #[arg(long)]
    keep: Option<PathBuf>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Row {
    /// From the tap to the other device's commit, through the running engines.
    Bell,
    /// Ten thousand observations from a device to the server to another device.
    Through,
    /// One observation pushed, and pulled.
    One,
    /// Taking in a pull, beside bare inserts.
    Apply,
    /// The server over HTTP, beside bare counter rows.
    Counter,
    /// Bytes of an observation on the wire.
    Wire,
    /// A class's levels as a screen reads them, in a small and in a large database.
    Dashboard,
    /// Working out a class's levels anew.
    Rebuild,
    /// A thousand devices that wait.
    Polls,
}

pub(crate) fn run(args: &Args, out: &mut impl Write) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    let rows = if args.only.is_empty() { Row::value_variants() } else { &args.only };
    for row in rows {
        match row {
            Row::Bell => runtime.block_on(bell::run(out))?,
            Row::Through => runtime.block_on(through::run(args, out))?,
            Row::One => runtime.block_on(one::run(args, out))?,
            Row::Apply => runtime.block_on(apply::run(args, out))?,
            Row::Counter => runtime.block_on(counter::run(args, out))?,
            Row::Wire => runtime.block_on(wire::run(args, out))?,
            Row::Dashboard => dashboard::run(args, out)?,
            Row::Rebuild => rebuild::run(args, out)?,
            Row::Polls => runtime.block_on(polls::run(args, out))?,
        }
    }
    Ok(())
}
