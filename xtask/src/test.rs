//! `cargo xtask test`: all tests of all three languages, one heavy build at a time, and at the end one line with
//! their number. Counts what the runners report; a part that ran nothing counts as a fault.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;
use clap::ValueEnum;

use crate::steps::Done;

mod android;
mod e2e;
mod ios;
mod long;
mod model;
mod peers;
mod rust;
mod sim;
mod tally;

pub(crate) use android::maven;
pub(crate) use ios::{ensure_swift, inside};
use tally::Tally;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which part; all, when none is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Instead of the tests: the proofs of sync with their figures in full, for hours; goes on where it was cut off. Those
    /// named here, with commas; all, when none is.
    #[arg(long, value_name = "PROOFS", num_args = 0.., value_delimiter = ',', conflicts_with = "parts")]
    long: Option<Vec<String>>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Part {
    /// Format, lints and tests of the workspace.
    Rust,
    /// The domain: others' answers beside ours, fuzz targets, and mutants of its changed lines.
    Model,
    /// Histories of sync in which everything goes wrong, and rules left out to see that it is noticed.
    Sim,
    /// Tests and lints of the Kotlin modules.
    Android,
    /// Build, tests and format of the Swift package.
    Ios,
    /// The whole chain, twice, in two windows under a virtual display.
    E2e,
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    if let Some(names) = &args.long {
        return long::run(names);
    }
    let parts = if args.parts.is_empty() { Part::value_variants() } else { &args.parts };
    let mut all = Tally::default();
    for part in parts {
        let name = format!("{part:?}").to_lowercase();
        println!("── {name}");
        let begun = Instant::now();
        let mut tally = Tally::default();
        let ran = match part {
            Part::Rust => rust::run(&mut tally),
            Part::Model => model::run(&mut tally),
            Part::Sim => sim::run(&mut tally),
            Part::Android => android::run(&mut tally),
            Part::Ios => ios::run(&mut tally),
            Part::E2e => e2e::run(&mut tally),
        };
        if let Err(error) = ran {
            tally.fault(format!("{error:#}"));
        } else if tally.passed == 0 && tally.failed == 0 {
            tally.fault("not one test ran".to_owned());
        }
        println!("── {name}: {tally} in {:.0} s", begun.elapsed().as_secs_f64());
        all.add(&name, tally);
    }
    for fault in &all.faults {
        println!("{fault}");
    }
    println!("{all}");
    Ok(if all.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// A check that counts nothing: one fault if it does not succeed.
fn check(name: &str, tally: &mut Tally, done: Result<Done>) -> Result<()> {
    if !done?.success {
        tally.fault(format!("{name}: see above"));
    }
    Ok(())
}
