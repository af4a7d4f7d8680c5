//! The rules that a grade policy is made of, and the rows of their tables. Each rule says one highest mark; how
//! they come together is the policy's business.

use crate::fraction::Fraction;
use crate::ids::{LevelId, OutcomeId};
use serde::{Deserialize, Serialize};

/// How outcomes without evidence enter a share.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unseen {
    /// They belong to the course and are not demonstrated yet. Trying can then never lower a mark.
    #[default]
    NotDemonstrated,
    /// They are left out: the share is of the outcomes that have evidence. The first level on an outcome may
    /// then move a mark either way.
    LeftOut,
}

/// The least level that an essential outcome asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Minimum {
    /// The level that counts as mastery for that outcome.
    Mastery,
    /// A level of the school's scale.
    Level(LevelId),
}

/// One rule of a policy.
///
/// `from` holds the least value of each mark but the lowest, lowest first, so that every value has exactly one
/// mark: below the first bound the lowest, from the last bound on the highest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "rule", rename_all = "snake_case")]
pub enum Rule {
    /// By the share of the course's outcomes that are demonstrated: at or above their own mastery.
    Share {
        /// Shares above 0, at most 1, rising.
        from: Vec<Fraction>,
        /// How outcomes without evidence count.
        #[serde(default)]
        unseen: Unseen,
    },
    /// By the mean of the points of all outcomes that have evidence; the others are left out, because any
    /// number for them would be one that the student did not show.
    Mean {
        /// Points, rising.
        from: Vec<Fraction>,
    },
    /// While one of these outcomes is below its minimum, or without evidence, the mark goes no higher than
    /// `at_most`.
    Essential {
        /// The outcomes that nobody may miss.
        outcomes: Vec<OutcomeId>,
        /// What each must reach.
        at: Minimum,
        /// The highest mark until then: its place among the policy's marks, lowest 0.
        at_most: usize,
    },
}

/// One row of a table: the values that give one mark.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Row {
    /// The place of the mark, lowest 0.
    pub mark: usize,
    /// The least value; `None` for the lowest mark.
    pub from: Option<Fraction>,
    /// The value from which on the next mark is given; `None` for the highest.
    pub below: Option<Fraction>,
}

impl Row {
    /// The n-th row of a table with these bounds.
    pub(super) fn nth(from: &[Fraction], mark: usize) -> Self {
        let below_it = mark.checked_sub(1).and_then(|n| from.get(n));
        Self { mark, from: below_it.copied(), below: from.get(mark).copied() }
    }

    /// The row that a value falls into.
    pub(super) fn of(from: &[Fraction], value: Fraction) -> Self {
        Self::nth(from, from.partition_point(|bound| *bound <= value))
    }

    /// Whether a value falls into this row.
    pub(super) fn holds(&self, value: Fraction) -> bool {
        self.from.is_none_or(|from| from <= value) && self.below.is_none_or(|below| value < below)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_falls_into_exactly_one_row() {
        let from = [1, 3].map(|n| Fraction::new(n, 4).unwrap());
        for n in -1..6 {
            let value = Fraction::new(n, 4).unwrap();
            let rows: Vec<_> = (0..3).map(|m| Row::nth(&from, m)).filter(|r| r.holds(value)).collect();
            assert_eq!(rows, [Row::of(&from, value)], "{n}/4");
        }
        assert_eq!(Row::of(&from, from[0]), Row { mark: 1, from: Some(from[0]), below: Some(from[1]) });
    }
}
