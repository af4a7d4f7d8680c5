//! Whether the domain is right, and whether its tests would tell: mutants of its changed lines.

use anyhow::Result;

use super::tally::Tally;
use crate::mutants;

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    let verdict = mutants::changed_lines()?;
    tally.passed += verdict.caught as u64;
    for fault in verdict.faults {
        tally.fault(format!("mutants: {fault}"));
    }
    Ok(())
}
