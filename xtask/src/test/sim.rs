//! Whether sync keeps its promises: hundreds of histories, and a few rules left out to see that it would be noticed.

use anyhow::Result;

use super::tally::Tally;
use crate::{setup, sim};

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    setup::ensure(&[setup::Part::Rust])?;
    for (name, proof) in [("histories", sim::histories()), ("mutants of sync", sim::some_mutants())] {
        // What one of them lacks keeps none from the other.
        match proof {
            Ok(done) if done.success => tally.passed += 1,
            Ok(_) => tally.fault(format!("{name}: see above")),
            Err(error) => tally.fault(format!("{error:#}")),
        }
    }
    Ok(())
}
