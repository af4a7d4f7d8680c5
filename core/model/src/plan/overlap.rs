//! Outcomes across departments: which courses work on the same outcome or standard, and, with the school's
//! leave, that a student “has mastered that target in Social Studies” (feature 57). Without a [`Leave`] nothing
//! of another class can be asked for.

use crate::calendar::Day;
use crate::ids::{ClassId, CourseId, OutcomeId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// An outcome as the map sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The courses that work on it, as [`crate::outcome::courses`] says.
    pub courses: BTreeSet<CourseId>,
    /// Whether it is the whole school's.
    pub school_wide: bool,
    /// Codes of the standards that it is aligned to.
    pub standards: BTreeSet<String>,
}

/// What several courses have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Common {
    /// An outcome of the whole school.
    Outcome(OutcomeId),
    /// A standard to which outcomes of several courses are aligned.
    Standard(String),
}

/// The overlap map: what at least two courses work on, and by which outcomes of each. Outcomes of the whole
/// school stand first, then standards by code.
pub fn map(
    outcomes: &BTreeMap<OutcomeId, Listed>,
) -> BTreeMap<Common, BTreeMap<CourseId, BTreeSet<OutcomeId>>> {
    let mut map: BTreeMap<Common, BTreeMap<CourseId, BTreeSet<OutcomeId>>> = BTreeMap::new();
    let mut add = |common: Common, course: CourseId, outcome: OutcomeId| {
        map.entry(common).or_default().entry(course).or_default().insert(outcome);
    };
    for (id, listed) in outcomes {
        for course in listed.courses.iter().copied() {
            add(Common::Outcome(*id), course, *id);
            for code in &listed.standards {
                add(Common::Standard(code.clone()), course, *id);
            }
        }
    }
    map.retain(|_, courses| courses.len() >= 2);
    map
}

/// What the school lets its teachers see of each other's classes. A setting of the school.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Nothing.
    Closed,
    /// Outcomes of the whole school, to teachers of the same student. The default, as the product's table says.
    #[default]
    SchoolWide,
}

/// Why there is no leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoLeave {
    /// The school keeps classes closed to each other.
    #[error("the school keeps the results of other classes closed")]
    Closed,
    /// The asker does not teach this student.
    #[error("only teachers of the same student see results of other classes")]
    NotYourStudent,
    /// The outcome belongs to one course.
    #[error("only outcomes of the whole school are seen across classes")]
    NotSchoolWide,
}

/// The school's leave to see how one student does on one outcome in other classes. Only [`Leave::ask`] makes
/// one, and it is good for nothing else:
///
/// ```compile_fail
/// use notyet_model::ids::{OutcomeId, UserId};
/// use notyet_model::plan::overlap::Leave;
/// let student = UserId::from_bytes([1; 16]);
/// let leave = Leave { student, outcome: OutcomeId::from_bytes([1; 16]) };
/// ```
#[derive(Debug, PartialEq, Eq)]
pub struct Leave {
    student: UserId,
    outcome: OutcomeId,
}

impl Leave {
    /// Asks for it: `taught` are the students whom the asker teaches, in whatever class.
    pub fn ask(
        sharing: Sharing,
        taught: &BTreeSet<UserId>,
        student: UserId,
        outcome: OutcomeId,
        outcomes: &BTreeMap<OutcomeId, Listed>,
    ) -> Result<Self, NoLeave> {
        if sharing == Sharing::Closed {
            return Err(NoLeave::Closed);
        }
        if !taught.contains(&student) {
            return Err(NoLeave::NotYourStudent);
        }
        match outcomes.get(&outcome) {
            Some(listed) if listed.school_wide => Ok(Self { student, outcome }),
            _ => Err(NoLeave::NotSchoolWide),
        }
    }
}

/// What was shown in one class. It names no work and quotes no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The level, as a position on the scale.
    pub level: usize,
    /// The position that counts as mastery there.
    pub mastery: usize,
    /// The day of the latest work.
    pub day: Day,
}

impl Shown {
    /// Whether the student has mastered it there.
    pub fn mastered(&self) -> bool {
        self.level >= self.mastery
    }
}

/// How the student of this leave does on its outcome in classes other than `own`, the asker's; the latest work
/// first, then by class.
pub fn elsewhere(
    leave: &Leave,
    own: &BTreeSet<ClassId>,
    shown: &BTreeMap<(ClassId, UserId, OutcomeId), Shown>,
) -> Vec<(ClassId, Shown)> {
    let theirs = shown.iter().filter(|((class, student, outcome), _)| {
        *student == leave.student && *outcome == leave.outcome && !own.contains(class)
    });
    let mut elsewhere: Vec<(ClassId, Shown)> = theirs.map(|((class, ..), shown)| (*class, *shown)).collect();
    elsewhere.sort_by_key(|(class, shown)| (std::cmp::Reverse(shown.day), *class));
    elsewhere
}

#[cfg(test)]
mod tests {
    use super::super::given::{class, course, outcome, student};
    use super::*;
    use proptest::prelude::*;

    /// Worked on in these courses; the whole school's where they are several.
    fn listed(courses: &[u8], standards: &[&str]) -> Listed {
        Listed {
            courses: courses.iter().map(|c| course(*c)).collect(),
            school_wide: courses.len() > 1,
            standards: standards.iter().map(|s| (*s).to_owned()).collect(),
        }
    }

    /// C3 is the school's, worked on in English (1) and Social Studies (2); R1 is English's; H1 Social Studies'.
    fn outcomes() -> BTreeMap<OutcomeId, Listed> {
        [
            (outcome(3), listed(&[1, 2], &["RI.7.1"])),
            (outcome(4), listed(&[1], &["RI.7.1", "RI.7.8", "W.7.1"])),
            (outcome(5), listed(&[2], &["RI.7.8"])),
        ]
        .into()
    }

    #[test]
    fn the_map_names_what_two_courses_work_on_and_by_which_outcomes() {
        let standard = |code: &str| Common::Standard(code.to_owned());
        let of = |list: &[u8]| list.iter().map(|n| outcome(*n)).collect::<BTreeSet<_>>();
        assert_eq!(
            map(&outcomes()),
            [
                (Common::Outcome(outcome(3)), [(course(1), of(&[3])), (course(2), of(&[3]))].into()),
                (standard("RI.7.1"), [(course(1), of(&[3, 4])), (course(2), of(&[3]))].into()),
                (standard("RI.7.8"), [(course(1), of(&[4])), (course(2), of(&[5]))].into()),
            ]
            .into()
        );
    }

    fn ask(sharing: Sharing, who: u8, what: u8) -> Result<Leave, NoLeave> {
        Leave::ask(sharing, &[student(1)].into(), student(who), outcome(what), &outcomes())
    }

    #[test]
    fn leave_takes_the_schools_word_ones_own_student_and_a_school_wide_outcome() {
        assert_eq!(ask(Sharing::default(), 1, 3), Ok(Leave { student: student(1), outcome: outcome(3) }));
        assert_eq!(ask(Sharing::Closed, 1, 3), Err(NoLeave::Closed));
        assert_eq!(ask(Sharing::SchoolWide, 2, 3), Err(NoLeave::NotYourStudent));
        assert_eq!(ask(Sharing::SchoolWide, 1, 4), Err(NoLeave::NotSchoolWide));
        assert_eq!(ask(Sharing::SchoolWide, 1, 9), Err(NoLeave::NotSchoolWide));
    }

    fn shown(level: usize, day: i32) -> Shown {
        Shown { level, mastery: 2, day: Day(day) }
    }

    #[test]
    fn a_leave_shows_its_student_its_outcome_and_other_classes_only() {
        let all = [
            ((class(1), student(1), outcome(3)), shown(1, 9)),
            ((class(2), student(1), outcome(3)), shown(2, 5)),
            ((class(3), student(1), outcome(3)), shown(1, 5)),
            ((class(4), student(1), outcome(3)), shown(0, 7)),
            ((class(2), student(2), outcome(3)), shown(3, 8)),
            ((class(2), student(1), outcome(4)), shown(3, 8)),
        ]
        .into();
        let leave = ask(Sharing::SchoolWide, 1, 3).unwrap();
        let answer = elsewhere(&leave, &[class(1)].into(), &all);
        assert_eq!(answer, [(class(4), shown(0, 7)), (class(2), shown(2, 5)), (class(3), shown(1, 5))]);
        assert_eq!(answer.iter().map(|(_, s)| s.mastered()).collect::<Vec<_>>(), [false, true, false]);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn only_what_two_courses_share_is_on_the_map_and_all_of_it(
            list in prop::collection::vec((prop::collection::btree_set(1u8..4, 1..3), 0u8..3), 0..5),
        ) {
            let outcomes: BTreeMap<OutcomeId, Listed> = (1u8..)
                .zip(&list)
                .map(|(n, (courses, code))| {
                    let courses = Vec::from_iter(courses.iter().copied());
                    (outcome(n), listed(&courses, &[["a", "b", "c"][usize::from(*code)]]))
                })
                .collect();
            let map = map(&outcomes);
            for (n, (courses, code)) in (1u8..).zip(&list) {
                prop_assert_eq!(map.contains_key(&Common::Outcome(outcome(n))), courses.len() > 1);
                let same = list.iter().filter(|(_, other)| other == code).flat_map(|(courses, _)| courses);
                let shared = same.collect::<BTreeSet<_>>().len() > 1;
                let key = Common::Standard(["a", "b", "c"][usize::from(*code)].to_owned());
                prop_assert_eq!(map.contains_key(&key), shared);
            }
        }
    }
}
