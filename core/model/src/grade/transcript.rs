//! A transcript of proficiencies: what a student has shown, outcome by outcome, beside the grade and never
//! hidden by it. It only puts in order what was worked out elsewhere.

use super::overrides::CourseGrade;
use crate::calendar::Day;
use crate::ids::OutcomeId;
use crate::method::Method;

/// One outcome on the transcript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Proficiency {
    /// Which outcome.
    pub outcome: OutcomeId,
    /// Its position in the course.
    pub place: u32,
    /// What has been shown.
    pub shown: Shown,
}

/// What has been shown on one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// No evidence yet, which is not the lowest level.
    NoEvidence,
    /// A level, and when it was last shown.
    At {
        /// The position on the outcome's scale, lowest 0.
        level: usize,
        /// The day of the latest work that shows it.
        last_shown: Day,
    },
}

/// A student's transcript for one course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transcript {
    /// How levels are worked out in this course, with its parameters.
    pub method: Method,
    /// The version of the policy that turns them into a mark.
    pub policy_version: u32,
    /// The proficiencies, by position in the course, then by id.
    pub proficiencies: Vec<Proficiency>,
    /// The grade beside them, with its reasons and what was done by hand.
    pub grade: CourseGrade,
}

/// Puts proficiencies beside a grade. Their order does not matter.
pub fn transcript(method: Method, mut proficiencies: Vec<Proficiency>, grade: CourseGrade) -> Transcript {
    proficiencies.sort_by_key(|p| (p.place, p.outcome));
    Transcript { method, policy_version: grade.worked_out.policy_version, proficiencies, grade }
}

#[cfg(test)]
mod tests {
    use super::super::mark::mark;
    use super::super::overrides::History;
    use super::super::policy::{GradePolicy, GradePolicyParts};
    use super::super::standing::tests::{outcome, standings};
    use super::*;
    use crate::scale::Scale;

    #[test]
    fn proficiencies_stand_in_the_courses_order_beside_the_grade() {
        let parts = GradePolicyParts { version: 7, ..GradePolicy::preset().into() };
        let policy = GradePolicy::try_from(parts).unwrap();
        let scale = Scale::preset();
        let worked_out = mark(&policy, &standings(&scale, &[Some(2), None, Some(1)])).unwrap();
        let grade = CourseGrade { worked_out, by_hand: History::default() };
        let at = |n, place, shown| Proficiency { outcome: outcome(n), place, shown };
        let first = at(3, 0, Shown::At { level: 1, last_shown: Day(40) });
        let second = at(1, 5, Shown::At { level: 2, last_shown: Day(30) });
        let third = at(2, 5, Shown::NoEvidence);
        assert_eq!(
            transcript(Method::Mean, vec![third, second, first], grade.clone()),
            Transcript {
                method: Method::Mean,
                policy_version: 7,
                proficiencies: vec![first, second, third],
                grade,
            }
        );
    }
}
