//! Benchmarks: they measure and print, and judge nothing by a clock. It owns which of them runs; each module owns what
//! it measures. Unoptimised code says nothing about speed, so build with `--release`.

mod media;
mod seed;
mod store;
mod sync;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

#[derive(Parser)]
#[command(name = "notyet-bench", about = "Measures and prints. Build with --release.")]
struct Cli {
    #[command(subcommand)]
    bench: Bench,
}

#[derive(Subcommand)]
enum Bench {
    /// The photo pipeline, beside turbojpeg with `--features turbojpeg`.
    Media(media::Args),
    /// A folder for measuring calls from Kotlin.
    Seed(seed::Args),
    /// Sync, server and store, each beside what it is held to.
    Sync(sync::Args),
    /// Captures beside the disk's own floor, and opening a full database.
    Store(store::Args),
}

fn main() -> anyhow::Result<ExitCode> {
    let cli = Cli::parse();
    if cfg!(debug_assertions) {
        eprintln!("these figures would mean nothing: build with --release");
        return Ok(ExitCode::from(2));
    }
    let mut out = std::io::stdout().lock();
    match cli.bench {
        Bench::Media(args) => media::run(&args, &mut out)?,
        Bench::Seed(args) => seed::run(&args)?,
        Bench::Sync(args) => sync::run(&args, &mut out)?,
        Bench::Store(args) => store::run(&args, &mut out)?,
    }
    Ok(ExitCode::SUCCESS)
}
