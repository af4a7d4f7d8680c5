//! Whom a token belongs to, and what that person is in the school at this moment. Read inside the transaction that
//! uses it, so that nothing is decided on yesterday's roster.

use crate::keys::token_hash;
use crate::storage::{Device, Membership, Person, Stored, Tx};
use notyet_model::authority::{Relations, Role, may_read};
use notyet_model::ids::SchoolId;
use notyet_model::register::ClassRole;
use notyet_model::stream::Stream;
use notyet_protocol::wire::Fault;

/// How long work that was done before leaving a class is still taken.
const GRACE_MS: i64 = 14 * 24 * 3600 * 1000;

/// A signed-in person.
#[derive(Clone, Debug)]
pub(crate) struct Who {
    pub(crate) school: SchoolId,
    pub(crate) person: Person,
    pub(crate) device: Device,
    pub(crate) memberships: Vec<Membership>,
}

impl Who {
    /// The person of a token; [`Fault::SignedOut`] when it opens nothing. The lookup is by hash, so its time says
    /// nothing of the token.
    pub(crate) fn of_token(tx: &mut dyn Tx, school: SchoolId, token: &str) -> Stored<Result<Self, Fault>> {
        let Some(device) = tx.device_by_token(&token_hash(token))? else { return Ok(Err(Fault::SignedOut)) };
        let Some(person) = tx.person(device.user)?.filter(|person| person.active) else {
            return Ok(Err(Fault::SignedOut));
        };
        let memberships = tx.memberships_of(person.id)?;
        Ok(Ok(Self { school, person, device, memberships }))
    }

    /// What the person is now.
    pub(crate) fn relations(&self) -> Relations {
        self.relations_where(|membership| membership.left_ms.is_none())
    }

    /// What the person was when they recorded something at `work_ms` that reaches the server at `now_ms`.
    pub(crate) fn relations_at(&self, work_ms: i64, now_ms: i64) -> Relations {
        self.relations_where(|membership| standing(membership, work_ms, now_ms).is_some())
    }

    /// The streams that this person's devices hold, in the order in which they are best read. Staff read a class
    /// whole, so they need none of its students' own streams.
    pub(crate) fn streams(&self) -> Vec<Stream> {
        let relations = self.relations();
        let mut streams = vec![Stream::Common(self.school), Stream::Staff(self.school)];
        for class in relations.teaches.iter().chain(&relations.learns_in) {
            streams.extend([Stream::Class(*class), Stream::Teaching(*class)]);
        }
        for class in &relations.learns_in {
            streams.push(Stream::Student(*class, self.person.id));
        }
        streams.sort();
        streams.retain(|stream| may_read(&relations, stream));
        streams
    }

    fn relations_where(&self, holds: impl Fn(&Membership) -> bool) -> Relations {
        let classes = |role| {
            let of_role = self.memberships.iter().filter(move |m| m.role == role);
            of_role.filter(|m| holds(m)).map(|m| m.class).collect()
        };
        // Rights of staff need a staff role in the school, and a student's never mix with them.
        let is_student = self.person.role == Role::Student;
        Relations {
            user: self.person.id,
            school: self.school,
            role: self.person.role,
            teaches: if is_student { vec![] } else { classes(ClassRole::Teacher) },
            learns_in: if is_student { classes(ClassRole::Student) } else { vec![] },
        }
    }
}

/// Whether a membership covers something recorded at `work_ms`: `Some(false)` while it lasts, `Some(true)` for
/// work that was done before it ended and comes in time, `None` otherwise.
pub(crate) fn standing(membership: &Membership, work_ms: i64, now_ms: i64) -> Option<bool> {
    match membership.left_ms {
        None => Some(false),
        Some(left) => (work_ms <= left && now_ms.saturating_sub(left) <= GRACE_MS).then_some(true),
    }
}
