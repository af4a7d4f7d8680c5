//! Whether the domain is right, and whether its tests would tell: others' answers beside ours, a short look for input
//! that breaks it, and mutants of its changed lines.

use anyhow::Result;

use super::peers;
use super::tally::Tally;
use crate::{fuzz, mutants, setup};

/// How long each target is tried; their corpus is replayed as a test of the workspace.
const FUZZ_SECONDS: u32 = 5;

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    setup::ensure(&[setup::Part::Model])?;
    for proof in [compare, look, break_lines] {
        // What one of them lacks keeps none from the others.
        if let Err(error) = proof(tally) {
            tally.fault(format!("{error:#}"));
        }
    }
    Ok(())
}

fn compare(tally: &mut Tally) -> Result<()> {
    tally.count("pyBKT", peers::bkt()?, true);
    Ok(())
}

fn look(tally: &mut Tally) -> Result<()> {
    let program = fuzz::build()?;
    for found in fuzz::look(&program, &fuzz::targets()?, FUZZ_SECONDS)? {
        match found {
            None => tally.passed += 1,
            Some(fault) => tally.fault(fault),
        }
    }
    Ok(())
}

fn break_lines(tally: &mut Tally) -> Result<()> {
    let verdict = mutants::changed_lines()?;
    tally.passed += verdict.caught as u64;
    for fault in verdict.faults {
        tally.fault(format!("mutants: {fault}"));
    }
    Ok(())
}
