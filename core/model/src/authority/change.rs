//! Who may take back or correct which fact.

use super::write::{Writers, writers};
use super::{Relations, Role};
use crate::fact::Body;
use crate::ids::{ClassId, UserId};
use crate::register::ClassRole;

/// A fact that is to be taken back or corrected.
#[derive(Clone, Copy, Debug)]
pub struct Written<'a> {
    /// The class that it was recorded in.
    pub class: ClassId,
    /// Who recorded it.
    pub author: UserId,
    /// What its author is or was in that class; absent: an administrator.
    pub role: Option<ClassRole>,
    /// What was recorded.
    pub body: &'a Body,
}

/// Whether a person may take back or correct a fact: its author, another teacher of the class where a teacher
/// recorded it, an administrator. Of what students recorded, a teacher takes back only what others would see, work
/// and comments on work; what a student says of themselves or asks for is theirs. A peer's comment is its author's
/// while the round is open. That the person may write to the class at all, [`super::may_write`] has said.
pub fn may_change(who: &Relations, fact: Written<'_>) -> bool {
    match (who.role, fact.role) {
        (Role::Administrator, _) => true,
        (Role::Teacher, Some(ClassRole::Teacher)) => who.user == fact.author || who.teaches(fact.class),
        (Role::Teacher, Some(ClassRole::Student)) => {
            who.teaches(fact.class) && others_see(writers(fact.body))
        }
        (Role::Teacher, None) => false,
        (Role::Student, _) => who.user == fact.author && is_open(who, writers(fact.body)),
    }
}

fn others_see(writers: Writers) -> bool {
    matches!(writers, Writers::Work | Writers::Reviewer(_))
}

fn is_open(who: &Relations, writers: Writers) -> bool {
    match writers {
        Writers::Reviewer(round) => who.reviews.iter().any(|review| review.round == round),
        _ => true,
    }
}
