//! The order of the walk through the room, and why each stands before the next. Who is in the plan was decided
//! before.

use super::{Ahead, Kind, Presence, Proposal, Reason, Student, When};
use crate::ids::UserId;
use std::cmp::Reverse;

/// The most pressing reason, without the outcome: two questions press equally.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Pressing {
    Turn,
    Need(Kind),
    Wait,
}

/// A student who is here and not seen today.
#[derive(Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) id: UserId,
    student: &'a Student,
    when: When,
    pub(super) pressing: Pressing,
}

impl<'a> Candidate<'a> {
    pub(super) fn if_here((id, student): &(UserId, &'a Student)) -> Option<Self> {
        let Presence::Here(when) = student.presence else { return None };
        let pressing = student.needs.first().map_or(Pressing::Wait, |need| Pressing::Need(need.kind));
        Some(Self { id: *id, student, when, pressing })
    }

    /// The most pressing first, then the longest wait, then the id.
    pub(super) fn rank(&self) -> (Pressing, Reverse<u32>, UserId) {
        (self.pressing, Reverse(self.student.last.school_days()), self.id)
    }

    /// Who is free now comes first; an adult is with a student for minutes; later is later.
    fn free(&self) -> u8 {
        match self.when {
            When::Now => 0,
            When::With(_) => 1,
            When::Later => 2,
        }
    }

    fn same_stop(&self, other: &Self) -> bool {
        let together = self.student.table.is_some() && self.student.table == other.student.table;
        self.free() == other.free() && (together || self.id == other.id)
    }

    fn reasons(&self) -> Vec<Reason> {
        let turn = (self.pressing == Pressing::Turn).then_some(Reason::Turn);
        let needs = self.student.needs.iter().map(|need| Reason::Need(*need));
        let wait = (self.pressing == Pressing::Wait).then_some(Reason::Wait);
        turn.into_iter().chain(needs).chain(wait).collect()
    }
}

/// Puts who was chosen, most pressing first, in the order of the walk: table by table, a table where its most
/// pressing student stands.
pub(super) fn walk(chosen: &[Candidate]) -> Vec<Proposal> {
    let lead = |c: &Candidate| chosen.iter().position(|other| other.same_stop(c));
    let mut walk: Vec<&Candidate> = chosen.iter().collect();
    walk.sort_by_key(|c| (c.free(), lead(c)));
    let proposal = |(at, c): (usize, &&Candidate)| Proposal {
        student: c.id,
        table: c.student.table,
        when: c.when,
        last: c.student.last,
        reasons: c.reasons(),
        ahead: walk.get(at + 1).map(|next| ahead(c, next, lead(c).map(|at| chosen[at].id))),
    };
    walk.iter().enumerate().map(proposal).collect()
}

fn ahead(this: &Candidate, next: &Candidate, lead: Option<UserId>) -> Ahead {
    let waits = (this.student.last.school_days(), next.student.last.school_days());
    match lead {
        _ if this.free() != next.free() => Ahead::Free,
        Some(lead) if lead != this.id && !this.same_stop(next) => Ahead::AtTableOf(lead),
        _ if this.pressing != next.pressing => Ahead::Reason,
        _ if waits.0 != waits.1 => Ahead::LongerWait,
        _ => Ahead::Nothing,
    }
}
