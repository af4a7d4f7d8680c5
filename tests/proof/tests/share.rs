//! The share of the long proofs that each test run has. The seed of a run that fails is in what it printed.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use std::process::Command;

const PROOF: &str = env!("CARGO_BIN_EXE_proof");
const POWER: &str = env!("CARGO_BIN_EXE_power");

fn holds(program: &str, words: &[&str]) {
    // Both must have been built; the one starts the other.
    assert!(std::path::Path::new(env!("CARGO_BIN_EXE_proof-server")).exists());
    let ran = Command::new(program).args(words).output().unwrap();
    let (said, complaint) = (String::from_utf8_lossy(&ran.stdout), String::from_utf8_lossy(&ran.stderr));
    assert!(ran.status.success(), "{said}\n{complaint}");
}

#[test]
fn whatever_was_said_before_fifty_kills_a_side_is_there_afterwards() {
    holds(PROOF, &["crash", "--kills", "50"]);
}

#[test]
fn whatever_was_said_before_two_hundred_power_cuts_a_side_is_there_afterwards() {
    holds(POWER, &["--cuts", "200"]);
}

#[test]
fn without_syncs_a_power_cut_takes_something_and_it_is_noticed() {
    holds(POWER, &["--cuts", "40", "--without-syncs"]);
}

#[test]
fn queues_drain_in_two_rounds_once_bad_weather_clears_up() {
    holds(PROOF, &["network"]);
}

#[test]
fn a_thousand_long_polls_each_hear_of_their_own_class_alone() {
    holds(PROOF, &["polls"]);
}
