//! Whom a token belongs to, and what that person is in the school at this moment. Read inside the transaction that
//! uses it, so that nothing is decided on yesterday's roster.

use crate::home::{course_of, view_of};
use crate::keys::token_hash;
use crate::rounds;
use crate::storage::{Device, Membership, Person, Stored, Tx};
use notyet_model::authority::{Relations, Review, Role, may_read};
use notyet_model::ids::{ClassId, SchoolId};
use notyet_model::plan::overlap::Sharing;
use notyet_model::register::{ClassRole, Entity, RoundState, School};
use notyet_model::stream::Stream;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::wire::Fault;

/// How long work that was done before leaving a class, or before a peer round closed, is still taken.
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
        let device = tx.device_by_token(&token_hash(token))?.filter(|device| device.revoked.is_none());
        let Some(device) = device else { return Ok(Err(Fault::SignedOut)) };
        let Some(person) = tx.person(device.user)?.filter(|person| person.active) else {
            return Ok(Err(Fault::SignedOut));
        };
        let memberships = tx.memberships_of(person.id)?;
        Ok(Ok(Self { school, person, device, memberships }))
    }

    /// Classes that the person teaches now.
    pub(crate) fn teaches(&self) -> Vec<ClassId> {
        self.in_classes(|membership| membership.left_ms.is_none()).teaches
    }

    /// What the person is now: what decides on reading.
    pub(crate) fn relations(&self, tx: &mut dyn Tx) -> Stored<Relations> {
        let mut relations = self
            .in_classes(|membership| membership.left_ms.is_none() || mutant::on(Mutant::ReadAfterLeaving));
        let school: Option<School> = view_of(tx, Entity::School, &self.school.to_string())?;
        relations.lead = school.as_ref().and_then(|it| it.safeguarding_lead) == Some(self.person.id);
        if self.is_student() {
            let left =
                self.memberships.iter().filter(|m| m.role == ClassRole::Student && m.left_ms.is_some());
            relations.learned_in = left.map(|m| m.class).collect();
            relations.reviews = self.reviews(tx, &relations, |state| {
                state == RoundState::Open || mutant::on(Mutant::ClosedRoundReadable)
            })?;
        } else {
            relations.inherits = tx.records_beside(self.person.id)?;
            if school.and_then(|school| school.sharing).unwrap_or_default() == Sharing::SchoolWide {
                relations.shares = tx.taught_by(self.person.id)?;
            }
        }
        Ok(relations)
    }

    /// What the person was when they recorded something at `work_ms` that reaches the server at `now_ms`: what
    /// decides on writing.
    pub(crate) fn relations_at(&self, tx: &mut dyn Tx, work_ms: i64, now_ms: i64) -> Stored<Relations> {
        let mut relations = self.in_classes(|membership| standing(membership, work_ms, now_ms).is_some());
        if self.is_student() {
            relations.reviews = self.reviews(tx, &relations, |state| match state {
                RoundState::Draft => false,
                RoundState::Open => true,
                RoundState::Closed { at_ms } => in_time(at_ms, work_ms, now_ms),
            })?;
        } else {
            for class in relations.teaches.clone() {
                relations.edits.extend(course_of(tx, class)?);
            }
        }
        Ok(relations)
    }

    /// The streams that this person's devices hold, in the order in which they are best read. Staff read a class
    /// whole, so they need none of its students' own streams.
    pub(crate) fn streams(&self, tx: &mut dyn Tx) -> Stored<Vec<Stream>> {
        let it = self.relations(tx)?;
        let me = self.person.id;
        let mut streams =
            vec![Stream::Common(self.school), Stream::Staff(self.school), Stream::Safeguarding(self.school)];
        let classes = || it.teaches.iter().chain(&it.learns_in);
        streams.extend(classes().flat_map(|class| [Stream::Class(*class), Stream::Teaching(*class)]));
        let own = it.learns_in.iter().chain(&it.learned_in);
        streams.extend(own.map(|class| Stream::Student(*class, me)));
        streams.extend(it.inherits.iter().map(|(class, student)| Stream::Student(*class, *student)));
        for student in &it.shares {
            let wide = Stream::Wide(self.school, *student);
            // Most students have none; a list of empty streams would only cost.
            if tx.head(&wide.to_string())? > 0 {
                streams.push(wide);
            }
        }
        streams.extend(it.reviews.iter().map(|review| Stream::Review(review.round, me)));
        streams.sort();
        streams.dedup();
        streams.retain(|stream| may_read(&it, stream));
        Ok(streams)
    }

    fn is_student(&self) -> bool {
        self.person.role == Role::Student
    }

    /// The classes of the memberships that hold. Rights of staff need a staff role in the school, and a student's
    /// never mix with them.
    fn in_classes(&self, holds: impl Fn(&Membership) -> bool) -> Relations {
        let classes = |role| {
            let of_role = self.memberships.iter().filter(move |m| m.role == role);
            of_role.filter(|m| holds(m)).map(|m| m.class).collect()
        };
        let mut relations = Relations::new(self.person.id, self.school, self.person.role);
        if self.is_student() {
            relations.learns_in = classes(ClassRole::Student);
        } else {
            relations.teaches = classes(ClassRole::Teacher);
        }
        relations
    }

    fn reviews(
        &self,
        tx: &mut dyn Tx,
        relations: &Relations,
        holds: impl Fn(RoundState) -> bool,
    ) -> Stored<Vec<Review>> {
        let mut reviews = vec![];
        for class in &relations.learns_in {
            reviews.extend(rounds::reviews(tx, *class, self.person.id, &holds)?);
        }
        Ok(reviews)
    }
}

/// Whether a membership covers something recorded at `work_ms`: `Some(false)` while it lasts, `Some(true)` for
/// work that was done before it ended and comes in time, `None` otherwise.
pub(crate) fn standing(membership: &Membership, work_ms: i64, now_ms: i64) -> Option<bool> {
    match membership.left_ms {
        None => Some(false),
        Some(left) => in_time(left, work_ms, now_ms).then_some(true),
    }
}

/// Whether something that was recorded before an end still comes in time.
fn in_time(end_ms: i64, work_ms: i64, now_ms: i64) -> bool {
    work_ms <= end_ms && now_ms.saturating_sub(end_ms) <= GRACE_MS
}
