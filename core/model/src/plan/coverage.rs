//! Coverage: how many school days ago each student last had feedback, overall and on each outcome (feature 40).
//! It counts days; it neither orders students nor says who is next, which is [`super::day`]'s part.

use super::school_days::SchoolDays;
use crate::calendar::Day;
use crate::ids::{OutcomeId, UserId};
use std::collections::{BTreeMap, BTreeSet};

/// One feedback that stands (not taken back).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// Who received it.
    pub student: UserId,
    /// The outcome that it is pegged to.
    pub outcome: OutcomeId,
    /// The day on which it was given.
    pub day: Day,
}

/// The last feedback that a student had.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Last {
    /// None yet.
    NoneYet {
        /// School days since the student joined.
        school_days: u32,
    },
    /// There was one.
    Feedback {
        /// The outcome that it was on.
        outcome: OutcomeId,
        /// School days since; 0 is today.
        school_days: u32,
    },
}

impl Last {
    /// School days without feedback.
    pub fn school_days(self) -> u32 {
        match self {
            Self::NoneYet { school_days } | Self::Feedback { school_days, .. } => school_days,
        }
    }

    /// Whether there was feedback today.
    pub fn is_today(self) -> bool {
        matches!(self, Self::Feedback { school_days: 0, .. })
    }
}

/// How long ago feedback on one outcome was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Since {
    /// So many school days; 0 is today.
    SchoolDays(u32),
    /// There has been none.
    Never,
}

/// One student's coverage.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coverage {
    /// The last feedback, whatever it was on, outcomes of other courses included. Of several on one day the
    /// outcome with the greatest id stands for them.
    pub last: Last,
    /// Since the last feedback on each outcome that was asked about.
    pub by_outcome: BTreeMap<OutcomeId, Since>,
}

/// The coverage of each student, given with the day on which they `joined` the class, as of `today`. Feedback
/// to other students is left out; feedback that is dated after today (a device's clock was ahead) counts as
/// today's.
///
/// Source: feature 40, “days since each student last had feedback, on each outcome”.
pub fn coverage(
    joined: &BTreeMap<UserId, Day>,
    outcomes: &BTreeSet<OutcomeId>,
    given: &[Given],
    school_days: &SchoolDays,
    today: Day,
) -> BTreeMap<UserId, Coverage> {
    let mut latest: BTreeMap<UserId, BTreeMap<OutcomeId, Day>> =
        joined.keys().map(|student| (*student, BTreeMap::new())).collect();
    for feedback in given {
        if let Some(days) = latest.get_mut(&feedback.student) {
            let day = days.entry(feedback.outcome).or_insert(feedback.day);
            *day = feedback.day.max(*day);
        }
    }
    let since = |day: Day| school_days.between(day, today);
    let one = |student: &UserId, joined: Day| {
        let days = &latest[student];
        Coverage {
            last: match days.iter().max_by_key(|(_, day)| **day) {
                Some((outcome, day)) => Last::Feedback { outcome: *outcome, school_days: since(*day) },
                None => Last::NoneYet { school_days: since(joined) },
            },
            by_outcome: outcomes
                .iter()
                .map(|o| (*o, days.get(o).map_or(Since::Never, |day| Since::SchoolDays(since(*day)))))
                .collect(),
        }
    };
    joined.iter().map(|(student, joined)| (*student, one(student, *joined))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::given::{outcome, student};
    use super::*;
    use proptest::prelude::*;

    fn given(who: u8, on: u8, day: i32) -> Given {
        Given { student: student(who), outcome: outcome(on), day: Day(day) }
    }

    /// Students 1 and 2, who joined on days 0 and 4. Day 0 is a Monday; five school days a week.
    fn of(list: &[Given], today: i32) -> BTreeMap<UserId, Coverage> {
        let school_days = (0..60).filter(|d| d % 7 < 5).map(Day).collect();
        let joined = [(student(1), Day(0)), (student(2), Day(4))].into();
        coverage(&joined, &[1, 2].map(outcome).into(), list, &school_days, Day(today))
    }

    fn heard(on: u8, school_days: u32) -> Last {
        Last::Feedback { outcome: outcome(on), school_days }
    }

    fn since(first: Since, second: Since) -> BTreeMap<OutcomeId, Since> {
        [(outcome(1), first), (outcome(2), second)].into()
    }

    #[test]
    fn the_latest_feedback_counts_in_school_days() {
        let answer = of(&[given(1, 1, 3), given(1, 2, 1), given(1, 1, 0)], 8);
        let by_outcome = since(Since::SchoolDays(3), Since::SchoolDays(5));
        assert_eq!(answer[&student(1)], Coverage { last: heard(1, 3), by_outcome });
        assert_eq!(answer[&student(1)].last.school_days(), 3);
    }

    #[test]
    fn without_feedback_the_days_since_joining_count() {
        let last = Last::NoneYet { school_days: 2 };
        let by_outcome = since(Since::Never, Since::Never);
        assert_eq!(of(&[], 8)[&student(2)], Coverage { last, by_outcome });
        assert_eq!(last.school_days(), 2);
    }

    #[test]
    fn feedback_on_another_courses_outcome_is_the_last_all_the_same() {
        let by_outcome = since(Since::Never, Since::Never);
        let answer = of(&[given(1, 9, 7)], 8);
        assert_eq!(answer[&student(1)], Coverage { last: heard(9, 1), by_outcome });
    }

    #[test]
    fn of_several_on_one_day_the_greatest_id_stands_for_them() {
        assert_eq!(of(&[given(1, 2, 3), given(1, 1, 3)], 8)[&student(1)].last, heard(2, 3));
    }

    #[test]
    fn feedback_from_a_clock_that_was_ahead_is_todays() {
        let last = of(&[given(1, 1, 30)], 8)[&student(1)].last;
        assert_eq!((last, last.is_today()), (heard(1, 0), true));
        assert!(!heard(1, 1).is_today());
        assert!(!Last::NoneYet { school_days: 0 }.is_today());
    }

    #[test]
    fn nobody_else_is_named() {
        let answer = of(&[given(7, 1, 3)], 8);
        assert_eq!(answer.keys().copied().collect::<Vec<_>>(), [1, 2].map(student));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn the_order_of_feedback_does_not_matter(
            list in prop::collection::vec((1u8..4, 1u8..4, 0i32..30), 0..8), turn in 0usize..8,
        ) {
            let list: Vec<Given> = list.into_iter().map(|(s, o, d)| given(s, o, d)).collect();
            let mut turned = list.clone();
            turned.reverse();
            turned.rotate_left(turn.min(list.len()));
            prop_assert_eq!(of(&turned, 20), of(&list, 20));
        }

        #[test]
        fn the_last_is_the_shortest_of_all_outcomes(
            list in prop::collection::vec((1u8..3, 1u8..3, 0i32..30), 0..8),
        ) {
            let list: Vec<Given> = list.into_iter().map(|(s, o, d)| given(s, o, d)).collect();
            for student in of(&list, 20).values() {
                let shortest = match student.last {
                    Last::NoneYet { .. } => Since::Never,
                    Last::Feedback { school_days, .. } => Since::SchoolDays(school_days),
                };
                prop_assert_eq!(Some(&shortest), student.by_outcome.values().min());
            }
        }
    }
}
