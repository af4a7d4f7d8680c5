//! The people of the table, for the tests of this module.

use super::{Relations, Review, Role};
use crate::ids::{ClassId, CourseId, RoundId, SchoolId, UserId};

pub(super) const SCHOOL: SchoolId = SchoolId::from_bytes([1; 16]);
pub(super) const ABROAD: SchoolId = SchoolId::from_bytes([2; 16]);
pub(super) const CLASS_7B: ClassId = ClassId::from_bytes([0x7b; 16]);
pub(super) const CLASS_7S: ClassId = ClassId::from_bytes([0x75; 16]);
const CLASS_7D: ClassId = ClassId::from_bytes([0x7d; 16]);
const CLASS_8B: ClassId = ClassId::from_bytes([0x8b; 16]);
pub(super) const HUMANITIES: CourseId = CourseId::from_bytes([0xc1; 16]);
const SOCIAL_STUDIES: CourseId = CourseId::from_bytes([0xc2; 16]);
pub(super) const ROUND: RoundId = RoundId::from_bytes([0xf1; 16]);
pub(super) const AMARA: UserId = UserId::from_bytes([0xa1; 16]);
pub(super) const BEN: UserId = UserId::from_bytes([0xa2; 16]);
const CHIDI: UserId = UserId::from_bytes([0xa3; 16]);
pub(super) const ORTIZ: UserId = UserId::from_bytes([0xb1; 16]);
pub(super) const ADEYEMI: UserId = UserId::from_bytes([0xb2; 16]);
pub(super) const OFFICE: UserId = UserId::from_bytes([0xb3; 16]);
const SOMEBODY: UserId = UserId::from_bytes([0xb4; 16]);

/// When a person's relations are asked: while they write, those at the time of the work count; while they read,
/// those of now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum At {
    Work,
    Now,
}

/// The columns of the table.
pub(super) const ACTORS: [&str; 19] = [
    "self", "leaver", "gone", "mate", "peer", "past", "other", "teach", "co", "t.leaver", "t.gone", "next",
    "share", "unshare", "stranger", "office", "head", "lead", "abroad",
];

pub(super) fn actor(name: &str, at: At) -> Relations {
    let student = |user, learns_in: &[ClassId], learned_in: &[ClassId]| Relations {
        learns_in: learns_in.to_vec(),
        learned_in: learned_in.to_vec(),
        ..Relations::new(user, SCHOOL, Role::Student)
    };
    let teacher = |user, class: Option<ClassId>, course: Option<CourseId>| Relations {
        teaches: class.into_iter().collect(),
        edits: course.into_iter().collect(),
        ..Relations::new(user, SCHOOL, Role::Teacher)
    };
    let of_amara =
        |user, class, course| Relations { shares: vec![AMARA], ..teacher(user, Some(class), Some(course)) };
    match (name, at) {
        ("self", _) | ("leaver", At::Work) => student(AMARA, &[CLASS_7B, CLASS_7S], &[]),
        ("gone", _) | ("leaver", At::Now) => student(AMARA, &[CLASS_7S], &[CLASS_7B]),
        ("mate" | "past", _) => student(BEN, &[CLASS_7B], &[]),
        ("peer", _) => {
            let reviews = vec![Review { round: ROUND, class: CLASS_7B, student: AMARA }];
            Relations { reviews, ..student(BEN, &[CLASS_7B], &[]) }
        }
        ("other", _) => student(CHIDI, &[CLASS_7D], &[]),
        ("teach", _) => of_amara(ORTIZ, CLASS_7B, HUMANITIES),
        ("co", _) | ("t.leaver", At::Work) => of_amara(ADEYEMI, CLASS_7B, HUMANITIES),
        ("t.gone", _) | ("t.leaver", At::Now) => teacher(ADEYEMI, None, None),
        ("next", _) => {
            Relations { inherits: vec![(CLASS_7B, AMARA)], ..of_amara(SOMEBODY, CLASS_8B, HUMANITIES) }
        }
        ("share", _) => of_amara(SOMEBODY, CLASS_7S, SOCIAL_STUDIES),
        ("unshare", _) => teacher(SOMEBODY, Some(CLASS_7S), Some(SOCIAL_STUDIES)),
        ("stranger", _) => teacher(SOMEBODY, Some(CLASS_7D), Some(CourseId::from_bytes([0xc3; 16]))),
        ("office", _) => Relations::new(OFFICE, SCHOOL, Role::Administrator),
        ("head", _) => Relations { role: Role::Administrator, ..of_amara(OFFICE, CLASS_7B, HUMANITIES) },
        ("lead", _) => Relations { lead: true, ..teacher(SOMEBODY, None, None) },
        ("abroad", _) => Relations {
            school: ABROAD,
            ..teacher(SOMEBODY, Some(ClassId::from_bytes([0x99; 16])), Some(CourseId::from_bytes([0xc9; 16])))
        },
        other => panic!("nobody is called {other:?}"),
    }
}
