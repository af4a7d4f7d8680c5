//! From counted results to a level: a pure function of the ordered results and a policy, with no clock and no
//! earlier level. The default is the at-bats rule: several chances, alone, in more than one kind of work, over
//! time; each of these words is its own test.
//!
//! Source of the rule: the Mastery Collaborative's "three at-bats, or summative chances to show independent
//! mastery, in multiple contexts over time".

use crate::scale::Scale;
use crate::select::Counted;
use serde::{Deserialize, Serialize};
use std::collections::HashSet;

/// Parameters of the at-bats rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AtBatsParts", into = "AtBatsParts")]
pub struct AtBats(AtBatsParts);

/// The numbers of the rule, before they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtBatsParts {
    /// How many chances the rule looks at together; at least `successes`.
    pub chances: u32,
    /// How many of them must reach the level; at least 1.
    pub successes: u32,
    /// In how many kinds of work; at most `chances`.
    pub contexts: u32,
    /// Calendar days between the first and the last that count.
    pub span_days: u32,
    /// After how many misses in a row a level is earned anew; 0: never.
    pub misses_to_reopen: u32,
}

/// Why numbers are no at-bats rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an at-bats rule needs 1 to {chances} successes and at most {chances} kinds of work")]
pub struct BadPolicy {
    chances: u32,
}

impl TryFrom<AtBatsParts> for AtBats {
    type Error = BadPolicy;

    fn try_from(p: AtBatsParts) -> Result<Self, BadPolicy> {
        if p.successes >= 1 && p.successes <= p.chances && p.contexts <= p.chances {
            Ok(Self(p))
        } else {
            Err(BadPolicy { chances: p.chances })
        }
    }
}

impl From<AtBats> for AtBatsParts {
    fn from(rule: AtBats) -> Self {
        rule.0
    }
}

impl Default for AtBats {
    /// 2 of the latest 3 chances, in 2 kinds of work, 7 days apart; two misses in a row reopen.
    fn default() -> Self {
        Self(AtBatsParts { chances: 3, successes: 2, contexts: 2, span_days: 7, misses_to_reopen: 2 })
    }
}

/// How a course works out levels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Policy {
    /// The at-bats rule.
    AtBats(AtBats),
}

impl Default for Policy {
    fn default() -> Self {
        Self::AtBats(AtBats::default())
    }
}

/// The level that counted results amount to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Level {
    /// Nothing counts yet, which is not the lowest level.
    NoEvidence,
    /// A level of the scale, and the results that show it, in the order of the work.
    Shown {
        /// Position on the scale, lowest 0.
        level: usize,
        /// Indices into the counted results.
        by: Vec<usize>,
    },
}

impl Level {
    /// The position on the scale, if there is a level.
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::NoEvidence => None,
            Self::Shown { level, .. } => Some(*level),
        }
    }
}

/// The level of results in the order that [`crate::select::select`] gives them.
///
/// A level below mastery shows at once; mastery and above ask for the kinds of work and the time as well.
pub fn level(counted: &[Counted], policy: &Policy, scale: &Scale) -> Level {
    match policy {
        Policy::AtBats(rule) => at_bats(counted, &rule.0, scale),
    }
}

fn at_bats(results: &[Counted], rule: &AtBatsParts, scale: &Scale) -> Level {
    if results.is_empty() {
        return Level::NoEvidence;
    }
    for level in (0..scale.levels().len()).rev() {
        if let Some(by) = shows(results, level, rule, scale) {
            return Level::Shown { level, by };
        }
    }
    // Level 0 is reached by every result and needs only as many as there are, so this is not reached with a
    // valid scale; the lowest level is the honest answer all the same.
    Level::Shown { level: 0, by: (0..results.len()).collect() }
}

/// The results that show this level, if they do.
fn shows(results: &[Counted], level: usize, rule: &AtBatsParts, scale: &Scale) -> Option<Vec<usize>> {
    let start = after_reopening(results, level, rule.misses_to_reopen);
    let (need, contexts, span_days) = if level >= scale.mastery() {
        (rule.successes as usize, rule.contexts as usize, rule.span_days as i32)
    } else {
        ((rule.successes as usize).min(results.len()), 0, 0)
    };
    let misses_allowed = (rule.chances - rule.successes) as usize;
    for first in start..results.len() {
        let run = run_from(results, first, level, misses_allowed);
        // Every run that starts later or ends earlier holds no more hits than this one.
        if run.len() < need.max(1) {
            continue;
        }
        let kinds: HashSet<_> = run.iter().filter_map(|i| results[*i].context()).collect();
        let (earliest, latest) = (results[run[0]].work_day(), results[run[run.len() - 1]].work_day());
        if kinds.len() >= contexts && latest.since(earliest) >= span_days {
            return Some(run);
        }
    }
    None
}

/// The hits of the longest run from `first` with at most so many misses.
fn run_from(results: &[Counted], first: usize, level: usize, misses_allowed: usize) -> Vec<usize> {
    let mut misses = 0;
    let mut hits = Vec::new();
    for (i, result) in results.iter().enumerate().skip(first) {
        if result.level() >= level {
            hits.push(i);
        } else {
            misses += 1;
            if misses > misses_allowed {
                break;
            }
        }
    }
    hits
}

/// Where earning starts: after the last run of so many misses in a row.
fn after_reopening(results: &[Counted], level: usize, misses_to_reopen: u32) -> usize {
    if misses_to_reopen == 0 {
        return 0;
    }
    let (mut start, mut misses) = (0, 0);
    for (i, result) in results.iter().enumerate() {
        misses = if result.level() < level { misses + 1 } else { 0 };
        if misses >= misses_to_reopen {
            start = i + 1;
        }
    }
    start
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::tests::at_bat;
    use crate::select::{Recorded, select};
    use proptest::prelude::*;

    fn level_of(recorded: &[Recorded]) -> Option<usize> {
        let scale = Scale::preset();
        let counted = select(recorded, &HashSet::new(), &scale).counted;
        level(&counted, &Policy::default(), &scale).position()
    }

    #[test]
    fn no_result_is_no_level() {
        assert_eq!(level_of(&[]), None);
    }

    #[test]
    fn two_of_three_in_two_kinds_of_work_a_week_apart_show_mastery() {
        assert_eq!(level_of(&[at_bat(1, 3, 1, 0), at_bat(2, 2, 2, 3), at_bat(3, 3, 2, 7)]), Some(2));
    }

    #[test]
    fn chances_are_a_test_of_their_own() {
        assert_eq!(level_of(&[at_bat(1, 4, 1, 0)]), Some(1));
    }

    #[test]
    fn kinds_of_work_are_a_test_of_their_own() {
        assert_eq!(level_of(&[at_bat(1, 3, 1, 0), at_bat(2, 3, 1, 9)]), Some(1));
        assert_eq!(level_of(&[at_bat(1, 3, 1, 0), at_bat(2, 3, 0, 9)]), Some(1));
    }

    #[test]
    fn time_is_a_test_of_its_own() {
        assert_eq!(level_of(&[at_bat(1, 3, 1, 0), at_bat(2, 3, 2, 6)]), Some(1));
    }

    #[test]
    fn more_successes_never_push_an_earlier_one_out() {
        let many: Vec<Recorded> =
            (0..5).map(|n| at_bat(n + 1, 3, 1 + (n == 0) as u8, i32::from(n) * 8)).collect();
        assert_eq!(level_of(&many), Some(2));
    }

    #[test]
    fn one_miss_is_shown_and_two_in_a_row_reopen() {
        let mut results = vec![at_bat(1, 3, 1, 0), at_bat(2, 3, 2, 8), at_bat(3, 1, 1, 9)];
        assert_eq!(level_of(&results), Some(2));
        results.push(at_bat(4, 1, 1, 10));
        assert_eq!(level_of(&results), Some(0));
    }

    #[test]
    fn a_rule_of_no_successes_or_too_many_is_refused() {
        let rule = |chances, successes, contexts| {
            AtBats::try_from(AtBatsParts { chances, successes, contexts, span_days: 0, misses_to_reopen: 0 })
        };
        assert_eq!(rule(3, 0, 0), Err(BadPolicy { chances: 3 }));
        assert_eq!(rule(2, 3, 0), Err(BadPolicy { chances: 2 }));
        assert_eq!(rule(2, 2, 3), Err(BadPolicy { chances: 2 }));
        assert!(rule(1, 1, 0).is_ok());
    }

    fn records() -> impl Strategy<Value = Vec<Recorded>> {
        prop::collection::vec((1u8..=4, 0u8..=3, 0i32..30), 0..10).prop_map(|cases| {
            cases.into_iter().enumerate().map(|(n, (l, c, d))| at_bat(n as u8 + 1, l, c, d)).collect()
        })
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn the_order_of_recording_does_not_matter(recorded in records(), turn in 0usize..10) {
            let mut turned = recorded.clone();
            turned.rotate_left(turn.min(recorded.len()));
            prop_assert_eq!(level_of(&turned), level_of(&recorded));
        }

        #[test]
        fn a_result_at_or_above_the_present_level_never_lowers_it(
            recorded in records(), context in 0u8..=3, day in 0i32..30, above in 0u8..=3,
        ) {
            let before = level_of(&recorded);
            let at = (before.unwrap_or(0) as u8 + 1 + above).min(4);
            let mut more = recorded;
            more.push(at_bat(200, at, context, day));
            prop_assert!(level_of(&more) >= before);
        }

        #[test]
        fn practice_never_moves_a_level(recorded in records(), level in 1u8..=4, day in 0i32..30) {
            let before = level_of(&recorded);
            let mut practice = at_bat(200, level, 1, day);
            practice.judgement.purpose = crate::fact::Purpose::Formative;
            let mut more = recorded;
            more.push(practice);
            prop_assert_eq!(level_of(&more), before);
        }
    }
}
