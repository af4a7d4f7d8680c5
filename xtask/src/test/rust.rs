//! The workspace: format, lints, tests. Which rules hold inside the workspace (its crate graph, its licences, its
//! texts) are tests like any other and run with them.

use anyhow::Result;

use super::check;
use super::tally::{self, Tally};
use crate::steps::{cargo, quiet_step, step};
use crate::{level, setup};

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    setup::ensure(&[setup::Part::Rust, setup::Part::Server])?;
    check("cargo fmt", tally, step("cargo fmt", cargo().args(["fmt", "--all", "--check"])))?;
    let clippy = ["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"];
    check("cargo clippy", tally, step("cargo clippy", cargo().args(clippy)))?;
    // The whole chain has a part of its own.
    cargo_test(tally, "cargo test", &["--workspace", "--exclude", "notyet-e2e"])?;
    check("levels beside Python's", tally, level::beside_python())
}

/// Runs tests through Cargo, counts them, and shows what went wrong.
pub(super) fn cargo_test(tally: &mut Tally, name: &str, what: &[&str]) -> Result<()> {
    let done = quiet_step(name, cargo().arg("test").args(what).arg("--no-fail-fast"))?;
    if !done.success {
        done.show(what_went_wrong(&done.log));
    }
    tally.count(name, tally::cargo_test(&done.log), done.success);
    Ok(())
}

/// Compiler errors, and each failed test with what it said.
fn what_went_wrong(log: &str) -> impl Iterator<Item = &str> {
    let mut inside = false;
    log.lines().filter(move |line| {
        if line.starts_with("error") || line.starts_with("failures:") || line.starts_with("---- ") {
            inside = true;
        } else if line.starts_with("test result:") || line.starts_with("     Running ") {
            inside = false;
        }
        inside
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_long_log_the_errors_and_the_failed_tests_are_shown() {
        let log = "test a ... ok\ntest b ... FAILED\n\nfailures:\n\n---- b stdout ----\n1 is not 2\n\nfailures:\n    b\n\n\
                   test result: FAILED. 1 passed; 1 failed\n\n     Running tests/c.rs\n\nrunning 1 test\ntest c ... ok\n";
        let shown: Vec<_> = what_went_wrong(log).filter(|line| !line.is_empty()).collect();
        assert_eq!(shown, ["failures:", "---- b stdout ----", "1 is not 2", "failures:", "    b"]);
    }
}
