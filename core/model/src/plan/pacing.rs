//! The pacing guide beside the student's own pace (feature 12): “The class is on C4. You are on C3. Both are
//! fine.” By its type the answer has room for two outcomes and for nothing else: no distance, no colour, no
//! date, no score, and nobody else.

use crate::calendar::Day;
use crate::ids::OutcomeId;
use std::collections::{BTreeMap, BTreeSet};

/// Where the class is, and where the student is. Both are fine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Beside {
    /// What the class is on; `None` before the guide begins.
    pub class: Option<OutcomeId>,
    /// What the student is on; `None` once every outcome of the guide has been shown.
    pub student: Option<OutcomeId>,
}

/// Places the student beside the class.
///
/// `guide` says from which day on the class works on which outcome; the class is on the latest that has begun.
/// The student is on what they are `working_on`, else on the first outcome in the guide's order that is still
/// `open` for them.
pub fn beside(
    guide: &BTreeMap<Day, OutcomeId>,
    today: Day,
    working_on: Option<OutcomeId>,
    open: &BTreeSet<OutcomeId>,
) -> Beside {
    Beside {
        class: guide.range(..=today).next_back().map(|(_, outcome)| *outcome),
        student: working_on.or_else(|| guide.values().find(|outcome| open.contains(outcome)).copied()),
    }
}

#[cfg(test)]
mod tests {
    use super::super::given::outcome;
    use super::*;
    use proptest::prelude::*;

    fn guide() -> BTreeMap<Day, OutcomeId> {
        [(Day(0), outcome(1)), (Day(10), outcome(3)), (Day(20), outcome(4))].into()
    }

    #[test]
    fn the_class_is_on_what_has_begun_last_and_the_student_on_what_they_work_on() {
        let at = |today| beside(&guide(), Day(today), Some(outcome(3)), &[outcome(1)].into());
        let both = |class| Beside { class, student: Some(outcome(3)) };
        assert_eq!(at(-1), both(None));
        assert_eq!(at(9), both(Some(outcome(1))));
        assert_eq!(at(10), both(Some(outcome(3))));
        assert_eq!(at(99), both(Some(outcome(4))));
    }

    #[test]
    fn a_student_without_a_task_is_on_the_first_open_outcome_of_the_guide() {
        let on = |open: &[u8]| {
            let open = open.iter().map(|n| outcome(*n)).collect();
            beside(&guide(), Day(0), None, &open).student
        };
        assert_eq!(on(&[4, 3]), Some(outcome(3)));
        assert_eq!(on(&[7]), None);
        assert_eq!(on(&[]), None);
    }

    /// By its type the answer cannot carry a distance, a colour, a date or a score: a field more, and this no
    /// longer compiles; anything hidden in one, and the size is another.
    #[test]
    fn the_answer_has_room_for_two_outcomes_and_nothing_else() {
        let Beside { class, student } = beside(&guide(), Day(5), None, &[outcome(4)].into());
        let both: [Option<OutcomeId>; 2] = [class, student];
        assert_eq!(both, [Some(outcome(1)), Some(outcome(4))]);
        assert_eq!(size_of::<Beside>(), size_of::<[Option<OutcomeId>; 2]>());
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        /// However far apart class and student are, in outcomes or in days, the answer is the same.
        #[test]
        fn how_far_apart_they_are_cannot_be_read(between in 0u8..20, stretch in 1i32..40) {
            let days = (0..).map(|n| Day(n * stretch));
            let outcomes = [1].into_iter().chain(10..10 + between).chain([2]).map(outcome);
            let guide: BTreeMap<Day, OutcomeId> = days.zip(outcomes).collect();
            let answer = beside(&guide, Day(10_000), Some(outcome(1)), &BTreeSet::new());
            prop_assert_eq!(answer, Beside { class: Some(outcome(2)), student: Some(outcome(1)) });
        }
    }
}
