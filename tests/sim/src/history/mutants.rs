//! Which invariant each left-out rule breaks, and the seed whose history shows it.

use super::invariants::Invariant;
use super::run::run;
use notyet_protocol::mutant::Mutant;

/// A history that catches a mutant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Caught {
    /// The rule that is left out.
    pub mutant: Mutant,
    /// What no longer holds.
    pub breaks: Invariant,
    /// In the history of this seed.
    pub seed: u64,
}

/// A mutant must be caught by one of the first histories, up to this one.
pub const WITHIN: u64 = 200;

const fn caught(mutant: Mutant, breaks: Invariant, seed: u64) -> Caught {
    Caught { mutant, breaks, seed }
}

/// All of them.
pub const TABLE: &[Caught] = &[
    caught(Mutant::AckBeforeCommit, Invariant::Atomicity, 1),
];

/// The first seed from this one on, up to [`WITHIN`], whose history breaks with the mutant that is switched on.
pub fn hunt(first: u64) -> Option<(u64, super::Violation)> {
    (first..=WITHIN).find_map(|seed| Some((seed, run(seed).violation?)))
}
