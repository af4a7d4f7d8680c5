//! The last four weeks of a grading period: which open retakes could still be entered in it, for the teacher
//! and the student alike. It is an offer and closes nothing: a retake stays open after the period, and the mark
//! is worked out anew whenever one is entered.

use crate::calendar::Day;
use crate::flow::retake::Stage;
use crate::ids::{OutcomeId, UserId};

/// How many calendar days before a period's last day the list begins: four weeks (feature 55).
pub const NOTICE_DAYS: i32 = 28;

/// What an open retake waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WaitsFor {
    /// The student, who has conditions left to meet or has not asked yet.
    Student,
    /// The teacher's approval.
    Approval,
    /// The retake itself: it is approved.
    Retake,
}

impl WaitsFor {
    /// What a retake at this stage waits for; `None` before the first chance, when there is nothing to retake.
    pub fn of(stage: &Stage<'_>) -> Option<Self> {
        match stage {
            Stage::NothingToRetake => None,
            Stage::Earning | Stage::Returned { .. } => Some(Self::Student),
            Stage::Asked { .. } => Some(Self::Approval),
            Stage::Approved { .. } => Some(Self::Retake),
        }
    }
}

/// A retake that is not entered yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenRetake {
    /// Whose it is.
    pub student: UserId,
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// The outcome's position in the course.
    pub place: u32,
    /// What it waits for.
    pub waits_for: WaitsFor,
    /// The first day on which it could be entered.
    pub earliest: Day,
}

/// What the teacher sees.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TeacherView {
    /// The period's last day.
    pub ends: Day,
    /// Whole days until then; 0 on the last day.
    pub days_left: i32,
    /// The retakes that could still be entered, by outcome in the course's order, then by student.
    pub retakes: Vec<OpenRetake>,
}

/// A retake as its student sees it: what, and what comes next. It holds no day and no number, so that no screen
/// can count down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StudentRetake {
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// What it waits for.
    pub waits_for: WaitsFor,
}

/// The retakes that could still be entered in a period that ends on `ends`, for a teacher. `None` outside the
/// last four weeks, both ends included. The order of `open` does not matter.
pub fn for_teacher(open: &[OpenRetake], ends: Day, today: Day) -> Option<TeacherView> {
    let days_left = ends.since(today);
    if !(0..=NOTICE_DAYS).contains(&days_left) {
        return None;
    }
    let mut retakes: Vec<OpenRetake> = open.iter().filter(|r| r.earliest <= ends).copied().collect();
    retakes.sort_by_key(|r| (r.place, r.outcome, r.student));
    Some(TeacherView { ends, days_left, retakes })
}

/// The same list for one student: their own retakes, in the course's order; empty outside the last four weeks.
pub fn for_student(open: &[OpenRetake], student: UserId, ends: Day, today: Day) -> Vec<StudentRetake> {
    let retakes = for_teacher(open, ends, today).map_or_else(Vec::new, |view| view.retakes);
    retakes
        .into_iter()
        .filter(|r| r.student == student)
        .map(|r| StudentRetake { outcome: r.outcome, waits_for: r.waits_for })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Kind;
    use crate::fact::samples::sample;
    use crate::flow::testing::fact;
    use proptest::prelude::*;

    const ENDS: Day = Day(100);

    fn person(n: u8) -> UserId {
        UserId::from_bytes([n; 16])
    }

    fn retake(student: u8, place: u32, earliest: i32) -> OpenRetake {
        OpenRetake {
            student: person(student),
            outcome: OutcomeId::from_bytes([u8::try_from(place).unwrap(); 16]),
            place,
            waits_for: WaitsFor::Approval,
            earliest: Day(earliest),
        }
    }

    #[test]
    fn a_retake_waits_for_somebody_or_for_itself() {
        let request = &fact(1, sample(Kind::RetakeRequest));
        let stages = [
            Stage::NothingToRetake,
            Stage::Earning,
            Stage::Returned { request, reason: "Once more" },
            Stage::Asked { request },
            Stage::Approved { request },
        ];
        use WaitsFor::{Approval, Retake, Student};
        let expected = [None, Some(Student), Some(Student), Some(Approval), Some(Retake)];
        assert_eq!(stages.map(|stage| WaitsFor::of(&stage)), expected);
    }

    #[test]
    fn the_list_begins_four_weeks_before_the_last_day_and_ends_with_it() {
        let days_left = |today| for_teacher(&[], ENDS, Day(today)).map(|view| view.days_left);
        assert_eq!([71, 72, 100, 101].map(days_left), [None, Some(28), Some(0), None]);
    }

    #[test]
    fn a_retake_is_listed_while_it_could_be_entered_in_the_period() {
        let open = [retake(1, 2, 101), retake(2, 1, 100), retake(1, 1, 60)];
        let retakes = vec![open[2], open[1]];
        assert_eq!(
            for_teacher(&open, ENDS, Day(90)),
            Some(TeacherView { ends: ENDS, days_left: 10, retakes })
        );
    }

    #[test]
    fn a_student_sees_the_same_retakes_if_they_are_their_own() {
        let open = [retake(1, 2, 80), retake(2, 1, 80), retake(1, 1, 80), retake(1, 3, 101)];
        let own = |r: OpenRetake| StudentRetake { outcome: r.outcome, waits_for: WaitsFor::Approval };
        assert_eq!(for_student(&open, person(1), ENDS, Day(90)), [own(open[2]), own(open[0])]);
        assert_eq!(for_student(&open, person(1), ENDS, Day(10)), []);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn nothing_counts_down_in_what_a_student_sees(
            open in prop::collection::vec((1u8..4, 1u32..4, 60i32..110), 0..5),
            first in 72i32..=100, second in 72i32..=100,
        ) {
            let mut open: Vec<_> = open.into_iter().map(|(s, p, e)| retake(s, p, e)).collect();
            let seen = for_student(&open, person(1), ENDS, Day(first));
            open.reverse();
            prop_assert_eq!(for_student(&open, person(1), ENDS, Day(second)), seen);
        }
    }
}
