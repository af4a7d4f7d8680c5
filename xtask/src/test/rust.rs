//! The workspace: format, lints, tests. Which rules hold inside the workspace (its crate graph, its licences, its
//! texts) are tests like any other and run with them.

use anyhow::Result;

use super::check;
use super::tally::{Tally, cargo_test};
use crate::setup;
use crate::steps::{cargo, step};

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    setup::ensure(&[setup::Part::Rust])?;
    check("cargo fmt", tally, step("cargo fmt", cargo().args(["fmt", "--all", "--check"])))?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    check("cargo clippy", tally, step("cargo clippy", cargo().args(clippy)))?;
    let done = step(
        "cargo test",
        cargo().args(["test", "--workspace", "--exclude", "notyet-e2e", "--no-fail-fast"]),
    )?;
    tally.count("cargo test", cargo_test(&done.log), done.success);
    Ok(())
}
