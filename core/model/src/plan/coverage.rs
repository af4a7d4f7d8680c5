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

/// How long ago.
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
    /// Since the last feedback, whatever it was on, outcomes of other courses included.
    pub overall: Since,
    /// Since the last feedback on each outcome that was asked about.
    pub by_outcome: BTreeMap<OutcomeId, Since>,
}

/// The coverage of each student as of `today`. Feedback to other students is left out; feedback that is dated
/// after today (a device's clock was ahead) counts as today's.
///
/// Source: feature 40, “days since each student last had feedback, on each outcome”.
pub fn coverage(
    students: &BTreeSet<UserId>,
    outcomes: &BTreeSet<OutcomeId>,
    given: &[Given],
    school_days: &SchoolDays,
    today: Day,
) -> BTreeMap<UserId, Coverage> {
    let mut latest: BTreeMap<UserId, BTreeMap<OutcomeId, Day>> =
        students.iter().map(|s| (*s, BTreeMap::new())).collect();
    for feedback in given {
        if let Some(days) = latest.get_mut(&feedback.student) {
            let day = days.entry(feedback.outcome).or_insert(feedback.day);
            *day = feedback.day.max(*day);
        }
    }
    let since = |day: Option<&Day>| match day {
        Some(day) => Since::SchoolDays(school_days.between(*day, today)),
        None => Since::Never,
    };
    latest
        .into_iter()
        .map(|(student, days)| {
            let by_outcome = outcomes.iter().map(|o| (*o, since(days.get(o)))).collect();
            (student, Coverage { overall: since(days.values().max()), by_outcome })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::given::{outcome, student};
    use super::*;
    use proptest::prelude::*;

    fn given(who: u8, on: u8, day: i32) -> Given {
        Given { student: student(who), outcome: outcome(on), day: Day(day) }
    }

    fn of(list: &[Given], today: i32) -> BTreeMap<UserId, Coverage> {
        // Day 0 is a Monday; five school days a week.
        let school_days = (0..60).filter(|d| d % 7 < 5).map(Day).collect();
        let students = [1, 2].map(student).into();
        coverage(&students, &[1, 2].map(outcome).into(), list, &school_days, Day(today))
    }

    #[test]
    fn the_latest_feedback_counts_in_school_days() {
        let answer = of(&[given(1, 1, 3), given(1, 2, 1), given(1, 1, 0)], 8);
        let by_outcome = [(outcome(1), Since::SchoolDays(3)), (outcome(2), Since::SchoolDays(5))].into();
        assert_eq!(answer[&student(1)], Coverage { overall: Since::SchoolDays(3), by_outcome });
    }

    #[test]
    fn a_student_without_feedback_is_named_all_the_same() {
        let by_outcome = [(outcome(1), Since::Never), (outcome(2), Since::Never)].into();
        assert_eq!(of(&[], 8)[&student(2)], Coverage { overall: Since::Never, by_outcome });
    }

    #[test]
    fn feedback_on_another_courses_outcome_counts_overall_only() {
        let by_outcome = [(outcome(1), Since::Never), (outcome(2), Since::Never)].into();
        let answer = of(&[given(1, 9, 7)], 8);
        assert_eq!(answer[&student(1)], Coverage { overall: Since::SchoolDays(1), by_outcome });
    }

    #[test]
    fn feedback_from_a_clock_that_was_ahead_is_todays() {
        assert_eq!(of(&[given(1, 1, 30)], 8)[&student(1)].overall, Since::SchoolDays(0));
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
        fn overall_is_the_shortest_of_all_outcomes(
            list in prop::collection::vec((1u8..3, 1u8..3, 0i32..30), 0..8),
        ) {
            let list: Vec<Given> = list.into_iter().map(|(s, o, d)| given(s, o, d)).collect();
            for student in of(&list, 20).values() {
                prop_assert_eq!(Some(&student.overall), student.by_outcome.values().min());
            }
        }
    }
}
