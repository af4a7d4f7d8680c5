//! Histories: some people of a school, their devices and a server over a few days in which everything goes wrong
//! that can, and the ten invariants of sync checked in each. A history follows from its seed alone: the seed gives
//! a list of steps, and each step carries its own chance, so that any part of the list can be run again.

mod bodies;
mod book;
mod capture;
mod cast;
mod chance;
mod erase;
mod faults;
mod host;
mod hostile;
mod invariants;
mod kept;
mod ledger;
mod minimise;
pub mod mutants;
mod net;
mod plan;
mod raw;
mod rights;
mod run;
mod seats;
mod sound;
mod stage;
mod step;
mod tablet;
mod traces;
mod verdict;
#[cfg(test)]
mod versions;
mod wal;
mod work;

pub use invariants::Invariant;
pub use kept::{BadHistory, kept};
pub use minimise::minimise;
pub use plan::plan;
pub use run::{run, run_steps};
pub use step::{Act, Step};
pub use verdict::{Told, Totals, Violation};
