//! The plan of the day: whom to sit down with today, in which order, and why each stands before the next
//! (features 40 and 71). It proposes and never decides; it is given no level and so can order by none; a
//! student who is not here today is never counted as waiting.
//!
//! # The promise
//! With *c* conferences a day, a class of at most 10·*c* students, and the plan followed: **everyone is seen
//! within 10 school days on which they are here**, however many questions others ask. Each day the longest
//! waits of those who are here take as many conferences as the promise needs ([`Reason::Turn`]): for whoever is
//! here, the *i*-th in the order of waiting and with *d* days left, *i* − *c·d* of them, or as many as reach that
//! student. What remains goes to who needs it most. This is Jackson's earliest-due-date rule (1955) with its
//! test of whether all due dates can be met, for one visit each. In a larger class whoever has waited the 10
//! days still comes before every question, so nobody is left out.

use super::coverage::Last;
use crate::ids::{OutcomeId, UserId};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use walk::{Candidate, Pressing};

/// School days within which everyone is seen. Source: feature 40.
pub const WITHIN: u32 = 10;

/// How many conferences are held on one day: 3 to 12, and 6 where nobody chose. Source: feature 40 and the
/// conference screen's design.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Conferences(u8);

/// A number of conferences that no day holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a day holds 3 to 12 conferences, not {0}")]
pub struct BadConferences(pub u8);

impl TryFrom<u8> for Conferences {
    type Error = BadConferences;

    fn try_from(a_day: u8) -> Result<Self, BadConferences> {
        if (3..=12).contains(&a_day) { Ok(Self(a_day)) } else { Err(BadConferences(a_day)) }
    }
}

impl From<Conferences> for u8 {
    fn from(conferences: Conferences) -> Self {
        conferences.0
    }
}

impl Default for Conferences {
    fn default() -> Self {
        Self(6)
    }
}

/// What a student waits for, the more pressing first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Asked about feedback, and has no answer yet.
    Question,
    /// Says: ready to show it.
    Ready,
    /// A growth goal is due.
    Goal,
    /// Asks for a retake.
    Retake,
    /// Proposes a way of showing it.
    Proposal,
}

/// Something that a student waits for, and the outcome that it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Need {
    /// What it is.
    pub kind: Kind,
    /// About which outcome.
    pub outcome: OutcomeId,
}

/// When a student who is here can be sat down with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// At once.
    Now,
    /// Another adult is with the student at this moment.
    With(UserId),
    /// Put off till later today; keeps the place in today's plan.
    Later,
}

/// Whether a student is here today.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// In the room.
    Here(When),
    /// Not here today: no conference, and no waiting that counts.
    NotHere,
}

/// A table of the room, by the number that the teacher gave it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Table(pub u16);

/// What the plan knows of a student. There is no level in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Student {
    /// The last feedback.
    pub last: Last,
    /// What the student waits for.
    pub needs: BTreeSet<Need>,
    /// Where the student sits; who sits nowhere is a stop of their own.
    pub table: Option<Table>,
    /// Whether the student is here, and free.
    pub presence: Presence,
}

/// Why a student is proposed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// One of the longest waits, and today's conference keeps the promise for everyone.
    Turn,
    /// Waits for this.
    Need(Need),
    /// Nothing presses; nobody who is left has waited longer.
    Wait,
}

/// Why a proposal stands before the next one. The first that tells them apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ahead {
    /// This student is free now and the next is not, or is with an adult and the next was put off till later.
    Free,
    /// Sits with this student, who comes before everyone at the next table; it saves walking.
    AtTableOf(UserId),
    /// Has the more pressing first reason: turn, question, ready, goal, retake, proposal, wait.
    Reason,
    /// Has waited longer.
    LongerWait,
    /// Nothing tells them apart: the order of ids, the same on every device.
    Nothing,
}

/// A student to sit down with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proposal {
    /// Whom.
    pub student: UserId,
    /// At which table.
    pub table: Option<Table>,
    /// When.
    pub when: When,
    /// The last feedback, and how long ago.
    pub last: Last,
    /// Why; the most pressing first, never empty.
    pub reasons: Vec<Reason>,
    /// Why before the next; `None` for the last of the plan.
    pub ahead: Option<Ahead>,
}

/// Whether so many conferences a day reach everyone within [`WITHIN`] school days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Promise {
    /// They do.
    Kept,
    /// It would take this many a day.
    Needs(usize),
}

/// The plan of a day. Every student of the class is in exactly one of its four lists.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan {
    /// Whom to sit down with, in this order; at most as many as conferences are left today.
    pub proposals: Vec<Proposal>,
    /// Here, and not in today's plan; longest wait first.
    pub waiting: Vec<UserId>,
    /// Had feedback today, by id; each has taken one of the day's conferences.
    pub seen: Vec<UserId>,
    /// Not here today, by id.
    pub not_here: Vec<UserId>,
    /// Whether the promise can be kept for a class of this size.
    pub promise: Promise,
}

/// The plan for what is left of today. Ask again after each conference: it follows from what is known then.
///
/// ```
/// use notyet_model::ids::{OutcomeId, UserId};
/// use notyet_model::plan::coverage::Last;
/// use notyet_model::plan::day::{self, Ahead, Conferences, Kind, Need, Presence, Reason, Student, When};
///
/// let (amara, ben, gurleen) = ([1; 16], [2; 16], [3; 16]);
/// let c3 = OutcomeId::from_bytes([9; 16]);
/// let heard = |school_days| Student {
///     last: Last::Feedback { outcome: c3, school_days },
///     needs: [].into(),
///     table: None,
///     presence: Presence::Here(When::Now),
/// };
/// let question = Need { kind: Kind::Question, outcome: c3 };
/// let class = [
///     (amara, heard(4)),
///     (ben, Student { needs: [question].into(), ..heard(1) }),
///     (gurleen, Student { presence: Presence::NotHere, ..heard(9) }),
/// ];
/// let class = class.map(|(id, student)| (UserId::from_bytes(id), student)).into();
///
/// let plan = day::plan(&class, Conferences::default());
/// // Ben asked; Amara has waited longer, and nobody's promise is in danger yet.
/// assert_eq!(plan.proposals[0].student, UserId::from_bytes(ben));
/// assert_eq!(plan.proposals[0].reasons, [Reason::Need(question)]);
/// assert_eq!(plan.proposals[0].ahead, Some(Ahead::Reason));
/// assert_eq!(plan.proposals[1].reasons, [Reason::Wait]);
/// // Gurleen is not here, and does not count as waiting.
/// assert_eq!((plan.waiting, plan.not_here), (vec![], vec![UserId::from_bytes(gurleen)]));
/// ```
pub fn plan(class: &BTreeMap<UserId, Student>, conferences: Conferences) -> Plan {
    propose(class, usize::from(conferences.0))
}

fn propose(class: &BTreeMap<UserId, Student>, a_day: usize) -> Plan {
    let seen: Vec<UserId> = class.iter().filter(|(_, s)| s.last.is_today()).map(|(id, _)| *id).collect();
    let mut queue: Vec<(UserId, &Student)> =
        class.iter().filter(|(_, s)| !s.last.is_today()).map(|(id, s)| (*id, s)).collect();
    queue.sort_by_key(|(id, s)| (Reverse(s.last.school_days()), *id));
    let left = a_day.saturating_sub(seen.len());
    let turns = turns(&queue, a_day).min(left);

    let mut here: Vec<Candidate> = queue.iter().filter_map(Candidate::if_here).collect();
    let waiting: Vec<UserId> = here.iter().map(|c| c.id).collect();
    for candidate in here.iter_mut().take(turns) {
        candidate.pressing = Pressing::Turn;
    }
    here.sort_by_key(Candidate::rank);
    here.truncate(left);
    let chosen: BTreeSet<UserId> = here.iter().map(|c| c.id).collect();
    let by_id = class.iter().filter(|(id, s)| s.presence == Presence::NotHere && !seen.contains(id));
    Plan {
        proposals: walk::walk(&here),
        waiting: waiting.into_iter().filter(|id| !chosen.contains(id)).collect(),
        not_here: by_id.map(|(id, _)| *id).collect(),
        seen,
        promise: match class.len().div_ceil(WITHIN as usize) {
            needed if needed <= a_day => Promise::Kept,
            needed => Promise::Needs(needed),
        },
    }
}

/// How many of today's conferences the longest waits must have. Who is not here needs none today, and stands
/// before others all the same: they come back.
fn turns(queue: &[(UserId, &Student)], a_day: usize) -> usize {
    let (mut turns, mut here) = (0, 0);
    for (before, (_, student)) in queue.iter().enumerate() {
        if student.presence != Presence::NotHere {
            here += 1;
            let days_left = WITHIN.saturating_sub(student.last.school_days()) as usize;
            turns = (before + 1).saturating_sub(a_day * days_left).min(here).max(turns);
        }
    }
    turns
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
mod walk;
