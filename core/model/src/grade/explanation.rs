//! How a mark came about, as data: the outcomes, the arithmetic of each rule, the row of each table. A checker
//! works the mark out again from this alone, without the policy and without the levels it was made from.

use super::rule::{Row, Unseen};
use super::standing::Shown;
use crate::fraction::Fraction;
use crate::ids::OutcomeId;

/// How a mark came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The labels of all marks, lowest first.
    pub marks: Vec<String>,
    /// The course's outcomes, by place, then by id.
    pub outcomes: Vec<Line>,
    /// What each rule of the policy made of them, in the policy's order; empty without any evidence.
    pub steps: Vec<Step>,
}

/// One outcome in the reckoning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which.
    pub outcome: OutcomeId,
    /// What has been shown; `None`: no evidence yet.
    pub shown: Option<Shown>,
    /// The position that counts as mastery.
    pub mastery: usize,
}

impl Line {
    /// Whether the outcome is demonstrated: at or above its mastery.
    pub fn is_demonstrated(&self) -> bool {
        self.reaches(self.mastery)
    }

    fn reaches(&self, level: usize) -> bool {
        self.shown.is_some_and(|shown| shown.level >= level)
    }
}

/// What one rule made of the outcomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// So many of so many are demonstrated, and that share falls into this row.
    Share {
        /// How outcomes without evidence counted.
        unseen: Unseen,
        /// Outcomes at or above their mastery.
        demonstrated: usize,
        /// Outcomes that counted; at least 1.
        of: usize,
        /// The row of the table.
        row: Row,
    },
    /// The points of the outcomes with evidence have this mean, and it falls into this row.
    Mean {
        /// The sum of their points.
        sum: Fraction,
        /// How many they are; at least 1.
        of: usize,
        /// The sum shared among them.
        mean: Fraction,
        /// The row of the table.
        row: Row,
    },
    /// Essential outcomes, and what holds the mark down while one of them is not there yet.
    Essential {
        /// The outcomes and their least positions, by place, then by id.
        required: Vec<Required>,
        /// The highest mark until all are there.
        at_most: usize,
        /// Those that are not there yet.
        open: Vec<OutcomeId>,
    },
}

/// An essential outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Required {
    /// Which.
    pub outcome: OutcomeId,
    /// The position that it must reach.
    pub level: usize,
}

impl Step {
    /// The highest mark that this rule allows; `None` where it does not hold the mark down.
    fn allows(&self) -> Option<usize> {
        match self {
            Self::Share { row, .. } | Self::Mean { row, .. } => Some(row.mark),
            Self::Essential { at_most, open, .. } => (!open.is_empty()).then_some(*at_most),
        }
    }
}

/// A step of an explanation that does not follow from its outcomes; counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("step {0} of the explanation does not follow from its outcomes")]
pub struct Unexplained(pub usize);

/// Works a mark out again from its explanation alone: counts, sums and rows are checked against the outcomes
/// that the explanation lists, and the lowest mark of the steps is the answer.
pub fn recompute(why: &Explanation) -> Result<Option<usize>, Unexplained> {
    if why.outcomes.iter().all(|line| line.shown.is_none()) {
        return if why.steps.is_empty() { Ok(None) } else { Err(Unexplained(1)) };
    }
    for (i, step) in why.steps.iter().enumerate() {
        let follows = match step {
            Step::Share { unseen, demonstrated, of, row } => {
                let value = Fraction::count(*demonstrated).over(*of);
                share(&why.outcomes, *unseen) == (*demonstrated, *of) && value.is_some_and(|v| row.holds(v))
            }
            Step::Mean { sum: total, of, mean, row } => {
                sum(&why.outcomes) == Some((*total, *of))
                    && total.over(*of) == Some(*mean)
                    && row.holds(*mean)
            }
            Step::Essential { required, open: waiting, .. } => open(required, &why.outcomes) == *waiting,
        };
        if !follows || step.allows().is_some_and(|mark| mark >= why.marks.len()) {
            return Err(Unexplained(i + 1));
        }
    }
    Ok(Some(lowest(&why.steps, why.marks.len())))
}

/// Demonstrated outcomes, and those that count.
pub(super) fn share(outcomes: &[Line], unseen: Unseen) -> (usize, usize) {
    let counts = |line: &&Line| unseen == Unseen::NotDemonstrated || line.shown.is_some();
    let demonstrated = outcomes.iter().filter(|line| line.is_demonstrated()).count();
    (demonstrated, outcomes.iter().filter(counts).count())
}

/// The points of all outcomes with evidence, and how many these are.
pub(super) fn sum(outcomes: &[Line]) -> Option<(Fraction, usize)> {
    outcomes
        .iter()
        .filter_map(|line| line.shown)
        .try_fold((Fraction::ZERO, 0), |(sum, n), shown| Some((sum.plus(shown.points)?, n + 1)))
}

/// The required outcomes that are not there yet.
pub(super) fn open(required: &[Required], outcomes: &[Line]) -> Vec<OutcomeId> {
    let there = |r: &Required| outcomes.iter().any(|l| l.outcome == r.outcome && l.reaches(r.level));
    required.iter().filter(|r| !there(r)).map(|r| r.outcome).collect()
}

/// The lowest mark that a step allows; the highest of all where none holds it down.
pub(super) fn lowest(steps: &[Step], marks: usize) -> usize {
    steps.iter().filter_map(Step::allows).min().unwrap_or(marks.saturating_sub(1))
}
