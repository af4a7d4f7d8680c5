//! `cargo xtask crash`, `power` and `network`: proofs with real processes, real files and real sockets. The programs
//! stand in `tests/proof`; a share of each runs with the tests of that crate.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::repo;
use crate::setup::{self, Part};
use crate::steps::{cargo, must, shown};

#[derive(clap::Args)]
pub(crate) struct Crash {
    /// How often the device is killed, and how often the server.
    #[arg(long, default_value_t = 50)]
    kills: u64,
    /// The seed to begin with; another one each time, if not said.
    #[arg(long)]
    seed: Option<u64>,
}

#[derive(clap::Args)]
pub(crate) struct Power {
    /// How often the device loses its power, and how often the server.
    #[arg(long, default_value_t = 200)]
    cuts: u64,
    /// The seed to begin with; another one each time, if not said.
    #[arg(long)]
    seed: Option<u64>,
    /// One of the two only.
    #[arg(long)]
    side: Option<Side>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Side {
    /// A teacher's device.
    Device,
    /// The school's server.
    Server,
}

#[derive(clap::Args)]
pub(crate) struct Network {
    /// How often all of it is done.
    #[arg(long, default_value_t = 1)]
    times: u64,
    /// The seed to begin with; another one each time, if not said.
    #[arg(long)]
    seed: Option<u64>,
}

/// `cargo xtask crash`
pub(crate) fn crash(args: &Crash) -> Result<()> {
    let mut words = vec!["crash".to_owned(), format!("--kills={}", args.kills)];
    words.extend(args.seed.map(|seed| format!("--seed={seed}")));
    shown(program("proof")?.args(words))
}

/// `cargo xtask power`
pub(crate) fn power(args: &Power) -> Result<()> {
    let mut words = vec![format!("--cuts={}", args.cuts)];
    words.extend(args.seed.map(|seed| format!("--seed={seed}")));
    words.extend(args.side.map(|side| format!("--side={}", format!("{side:?}").to_lowercase())));
    shown(program("power")?.args(words))
}

/// `cargo xtask network`
pub(crate) fn network(args: &Network) -> Result<()> {
    let mut words = vec!["network".to_owned(), format!("--times={}", args.times)];
    words.extend(args.seed.map(|seed| format!("--seed={seed}")));
    shown(program("proof")?.args(words))?;
    shown(program("proof")?.arg("polls"))
}

/// So many kills a side, going on where the last run was cut off.
pub(crate) fn crash_in_full(kills: u64, folder: &Path) -> Result<()> {
    let mut proof = program("proof")?;
    shown(proof.args(["crash", &format!("--kills={kills}")]).arg("--kept").arg(folder.join("crash.json")))
}

/// So many power cuts a side, going on where the last run was cut off.
pub(crate) fn power_in_full(cuts: u64, folder: &Path) -> Result<()> {
    shown(program("power")?.arg(format!("--cuts={cuts}")).arg("--kept").arg(folder.join("power.json")))
}

/// Bad networks in so many schools, and a thousand long polls.
pub(crate) fn network_in_full(times: u64) -> Result<()> {
    network(&Network { times, seed: None })
}

fn program(name: &str) -> Result<Command> {
    setup::ensure(&[Part::Rust])?;
    must("build proofs", cargo().args(["build", "--package", "notyet-proof"]))?;
    let mut program = Command::new(repo::target().join("debug").join(name));
    program.current_dir(repo::root());
    Ok(program)
}
