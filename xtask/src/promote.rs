//! `cargo xtask promote`: kills a PostgreSQL primary under load and promotes its asynchronous standby, again and again,
//! until nothing that was acknowledged is missing, or something is. The test itself is the server's.

use anyhow::Result;

use crate::setup::{self, Part};
use crate::steps::{cargo, shown};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// How often a standby is promoted; each takes some seconds.
    #[arg(long, default_value_t = 200)]
    times: u32,
}

impl Args {
    /// So many.
    pub(crate) fn times(times: u32) -> Self {
        Self { times }
    }
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    setup::ensure(&[Part::Rust, Part::Server])?;
    let mut test = cargo();
    test.args(["test", "--package", "notyet-server", "--test", "it", "promotion::", "--", "--nocapture"]);
    shown(test.env("NOTYET_PROMOTIONS", args.times.to_string()))
}
