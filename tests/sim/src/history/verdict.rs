//! What is told of a history: what it did, and what it broke.

use super::invariants::Invariant;
use super::step::{Act, Sort};
use std::collections::BTreeMap;
use std::fmt;

/// An invariant that does not hold, with what there is to see.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Which one.
    pub invariant: Invariant,
    /// After which step of the list; absent: once all was quiet.
    pub step: Option<usize>,
    /// What does not hold.
    pub what: String,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.step {
            Some(step) => write!(f, "{:?}, after step {step}: {}", self.invariant, self.what),
            None => write!(f, "{:?}, at the end: {}", self.invariant, self.what),
        }
    }
}

/// What happened, counted only where it really did: a crash of a device that had nothing to crash is none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Histories.
    pub histories: u64,
    /// Steps taken.
    pub steps: u64,
    /// Devices that took part.
    pub devices: u64,
    /// Operations recorded or pushed, by kind.
    pub operations: BTreeMap<String, u64>,
    /// Steps that did something, by act.
    pub acts: BTreeMap<Act, u64>,
    /// Histories by how many rounds of everybody brought somebody news once the faults had stopped.
    pub rounds: BTreeMap<usize, u64>,
}

impl Totals {
    /// Operations of all kinds.
    pub fn operation_count(&self) -> u64 {
        self.operations.values().sum()
    }

    /// Faults of all kinds.
    pub fn fault_count(&self) -> u64 {
        self.acts.iter().filter(|(act, _)| act.sort() == Sort::Fault).map(|(_, count)| count).sum()
    }

    /// Adds another's.
    pub fn add(&mut self, other: &Self) {
        self.histories += other.histories;
        self.steps += other.steps;
        self.devices += other.devices;
        for (kind, count) in &other.operations {
            *self.operations.entry(kind.clone()).or_default() += count;
        }
        for (act, count) in &other.acts {
            *self.acts.entry(*act).or_default() += count;
        }
        for (rounds, count) in &other.rounds {
            *self.rounds.entry(*rounds).or_default() += count;
        }
    }
}

/// A history that was run to its end, or to the first violation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub totals: Totals,
    /// What did not hold.
    pub violation: Option<Violation>,
}
