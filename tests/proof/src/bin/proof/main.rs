//! Proofs with real processes, as `cargo xtask crash` and `cargo xtask network` ask for them. Ends with 1 and a sentence
//! with the seed when something does not hold.
#![allow(clippy::print_stdout, reason = "a command's output is for the terminal")]

use clap::{Parser, Subcommand};
use std::path::PathBuf;
use std::process::ExitCode;

mod crash;
mod network;

#[derive(Parser)]
#[command(about = "What holds when real processes end without warning and real networks fail.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Kills a device and a server while they work, again and again, and looks for what is missing.
    Crash(crash::Args),
    /// Devices behind bad networks, and what they hold when it clears up.
    Network(network::Args),
    /// A thousand devices that wait for news, and who is told of which.
    Polls(network::PollsArgs),
    /// A process in which some of them wait.
    #[command(hide = true)]
    Poller(network::PollerArgs),
    /// The device that is killed: records and syncs for ever, and says what it showed as saved.
    #[command(hide = true)]
    Device(crash::DeviceArgs),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Crash(args) => within(crash::run(&args)),
        Command::Network(args) => within(network::run(&args)),
        Command::Polls(args) => within(network::polls(&args)),
        Command::Poller(args) => within(network::poll(&args)),
        Command::Device(args) => within(crash::record_for_ever(&args)),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn within(work: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
    tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?.block_on(work)
}

/// A program of this package, which lies beside this one.
fn beside(name: &str) -> anyhow::Result<PathBuf> {
    Ok(std::env::current_exe()?.with_file_name(name))
}
