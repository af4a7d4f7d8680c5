//! The one entry for people and for CI: `cargo xtask <command>`. Each command is a module that owns one job;
//! this file only names them. Nothing that ships depends on this crate.
#![allow(clippy::print_stdout, reason = "a command's output is for the terminal")]

use std::process::ExitCode;

use clap::{Parser, Subcommand};

mod bench;
mod bindings;
mod fixtures;
mod fuzz;
#[cfg(test)]
mod house;
mod icons;
mod level;
mod mutants;
mod promote;
mod proof;
mod repo;
mod run;
mod setup;
mod shots;
mod sim;
mod steps;
mod test;
mod tokens;
mod words;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Builds, tests and shows NotYet.")]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Installs what this machine lacks, or lists it.
    Setup(setup::Args),
    /// Writes the generated Kotlin and Swift: tokens, icons, words and the core's interface.
    Bindings(bindings::Args),
    /// The whole chain: server, demonstration school, tablet and phone side by side; without a display it plays itself.
    Run(run::Args),
    /// A whole lesson in windows: conferences, a walk, photos, half of it offline; ends with what everybody knows, as one hash.
    Lesson(run::LessonArgs),
    /// Draws every screen in its states, and the contact sheets.
    Shots(shots::Args),
    /// Prints the project's figures, each beside its floor or bar.
    Bench(bench::Args),
    /// Breaks the domain in small ways, and says which of them its tests overlook.
    Mutants(mutants::Args),
    /// Writes the fixtures of the present versions of wire and tables that are not kept yet.
    Fixtures,
    /// Looks for input that breaks what reads it.
    Fuzz(fuzz::Args),
    /// Promotes standbys of a PostgreSQL primary that is killed under load, and looks for what is missing.
    Promote(promote::Args),
    /// Kills a device and a server again and again while they work, and looks for what is missing.
    Crash(proof::Crash),
    /// Cuts a device's and a server's power again and again while they write, and looks for what is missing.
    Power(proof::Power),
    /// Devices behind bad networks over real sockets, and a thousand long polls.
    Network(proof::Network),
    /// Histories of sync in which everything goes wrong; says which seed breaks what.
    Sim(sim::Args),
    /// Works out levels for cases on standard input, one JSON object a line; answers likewise.
    Level,
    /// Runs all tests and ends with their number.
    Test(test::Args),
}

fn main() -> ExitCode {
    let done = match Cli::parse().command {
        Command::Setup(args) => setup::run(&args),
        Command::Bindings(args) => bindings::run(&args),
        Command::Run(args) => run::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Lesson(args) => run::lesson(&args).map(|()| ExitCode::SUCCESS),
        Command::Shots(args) => shots::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Bench(args) => bench::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Mutants(args) => mutants::run(&args),
        Command::Fixtures => fixtures::run().map(|()| ExitCode::SUCCESS),
        Command::Fuzz(args) => fuzz::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Promote(args) => promote::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Crash(args) => proof::crash(&args).map(|()| ExitCode::SUCCESS),
        Command::Power(args) => proof::power(&args).map(|()| ExitCode::SUCCESS),
        Command::Network(args) => proof::network(&args).map(|()| ExitCode::SUCCESS),
        Command::Sim(args) => sim::run(&args).map(|()| ExitCode::SUCCESS),
        Command::Level => level::run(),
        Command::Test(args) => test::run(&args),
    };
    done.unwrap_or_else(|error| {
        // Without the backtrace that anyhow would print: the reader needs the sentence.
        eprintln!("xtask: {error:#}");
        ExitCode::FAILURE
    })
}
