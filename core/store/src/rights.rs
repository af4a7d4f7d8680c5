//! Whether the person signed in may record something, as far as this device can know. The server has the last
//! word; asking here first spares people a refusal hours later.

use crate::fold::body_of;
use crate::{Reader, StoreError, entity};
use notyet_model::authority::{About, Refusal, Relations, Review, Role, Written, may_change, may_write};
use notyet_model::fact::{Body, Name, Set, Target};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_model::register::{
    self, ClassRole, Entity, Home, Outcome, PeerReview, PeerRound, RoundState, view,
};
use notyet_protocol::op::Op;
use notyet_protocol::wire::Enrolment;
use rusqlite::{OptionalExtension, params};
use serde_json::{Map, Value};

/// Checks the role, the relation to class and student, the body's rules, and every record it names that is here.
/// What has not arrived yet is given the benefit of the doubt.
pub(crate) fn check(
    reader: &Reader<'_>,
    who: &Enrolment,
    subject: Option<(ClassId, UserId)>,
    body: &Body,
) -> Result<(), StoreError> {
    let (about, relations) = match body {
        Body::Set(set) => fields(reader, who, set)?,
        _ => fact(reader, who, subject)?,
    };
    require(may_write(&relations, about, body))?;
    if let Body::Set(set) = body {
        require(stands_as_it_is(reader, set)?)?;
    }
    if let Some((class, student)) = subject {
        let reviewed = relations.reviews.iter().any(|r| (r.class, r.student) == (class, student));
        let known = reviewed || learns_in(reader, class, student)?;
        require(if known { Ok(()) } else { Err(Refusal::NotThisStudent) })?;
    }
    require(body.check().map_err(|_| Refusal::Malformed))?;
    for name in body.names() {
        let fits = match (&name, subject) {
            (Name::Fact(target), Some(subject)) => fits(reader, &relations, subject, target)?,
            (Name::Attachment(id), Some(subject)) => carries(reader, subject, *id)?,
            _ => true,
        };
        require(if fits { Ok(()) } else { Err(Refusal::BadReference) })?;
    }
    Ok(())
}

fn require(holds: Result<(), Refusal>) -> Result<(), StoreError> {
    holds.map_err(StoreError::Refused)
}

/// What a fact is about, and what the person is to that class.
fn fact(
    reader: &Reader<'_>,
    who: &Enrolment,
    subject: Option<(ClassId, UserId)>,
) -> Result<(About, Relations), StoreError> {
    let about = About { class: subject.map(|s| s.0), student: subject.map(|s| s.1), course: None };
    let mut relations = Relations::new(who.user, who.school, who.role);
    let Some(class) = about.class else { return Ok((about, relations)) };
    let role = match reader.member(class, who.user)? {
        Some(member) if !member.active => None,
        Some(member) => Some(member.role),
        None if is_caught_up(reader)? => None,
        // The roster has not arrived: what the server said of the person at enrolment stands.
        None => match who.role {
            Role::Teacher => Some(ClassRole::Teacher),
            Role::Student => Some(ClassRole::Student),
            Role::Administrator => None,
        },
    };
    match role {
        Some(ClassRole::Teacher) => relations.teaches.push(class),
        Some(ClassRole::Student) => {
            relations.learns_in.push(class);
            relations.reviews = reviews(reader, who.user, class)?;
        }
        None => {}
    }
    Ok((about, relations))
}

/// Whether all has come that the server said there is. Before the first answer nothing has.
fn is_caught_up(reader: &Reader<'_>) -> Result<bool, StoreError> {
    let mut read = reader.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM cur WHERE seq > 0)")?;
    let has_read: bool = read.query_row([], |row| row.get(0))?;
    Ok(has_read && reader.fetched()?.is_none())
}

/// Whose work the person comments on in open rounds of a class.
fn reviews(reader: &Reader<'_>, user: UserId, class: ClassId) -> Result<Vec<Review>, StoreError> {
    let mut reviews = Vec::new();
    for (_, review) in entity::list::<PeerReview>(reader.conn, Entity::PeerReview, "")? {
        let round: Option<PeerRound> =
            entity::view(reader.conn, Entity::PeerRound, &review.round.to_string())?;
        let open = round.is_some_and(|round| round.class == class && round.state == RoundState::Open);
        if open && review.reviewer == user {
            let shared = review.of.iter();
            reviews.extend(shared.map(|it| Review { round: review.round, class, student: it.student }));
        }
    }
    Ok(reviews)
}

/// What an entity belongs to once these fields are set, and which classes and courses are the person's.
fn fields(reader: &Reader<'_>, who: &Enrolment, set: &Set) -> Result<(About, Relations), StoreError> {
    let entity = known(set)?;
    let (stands, merged) = merged(reader, entity, set)?;
    let mut relations = Relations::new(who.user, who.school, who.role);
    for (class, fields) in reader.classes()? {
        let member = reader.member(class, who.user)?;
        if member.is_some_and(|member| member.active && member.role == ClassRole::Teacher) {
            relations.teaches.push(class);
            relations.edits.push(fields.course);
        }
    }
    // What the whole school works on is no course's own, neither before nor after.
    let wide = is_school_wide(reader, entity, &stands)? || is_school_wide(reader, entity, &merged)?;
    let about = match home_of(reader, entity, &set.id, &merged)? {
        Home::Class(class) => About { class: Some(class), ..About::default() },
        Home::Course(course) => About { course: Some(course).filter(|_| !wide), ..About::default() },
        Home::School | Home::Of(..) | Home::Nowhere => About::default(),
    };
    Ok((about, relations))
}

/// Whether the fields make an entity with those that stand, and it stays what and whose it was.
fn stands_as_it_is(reader: &Reader<'_>, set: &Set) -> Result<Result<(), Refusal>, StoreError> {
    let entity = known(set)?;
    let (stands, merged) = merged(reader, entity, set)?;
    if register::check(entity, &merged).is_err() {
        return Ok(Err(Refusal::Malformed));
    }
    if stands.is_empty() {
        return Ok(Ok(()));
    }
    // What was judged by one version of a rubric was judged by that text.
    if entity == Entity::Rubric && merged != stands {
        return Ok(Err(Refusal::IdReused));
    }
    let moves = home_of(reader, entity, &set.id, &stands)? != home_of(reader, entity, &set.id, &merged)?;
    Ok(if moves { Err(Refusal::BadReference) } else { Ok(()) })
}

fn known(set: &Set) -> Result<Entity, StoreError> {
    Entity::parse(&set.entity).ok_or(StoreError::Refused(Refusal::KindUnknown))
}

/// An entity's fields.
type Fields = Map<String, Value>;

/// The fields that stand, and what they become.
fn merged(reader: &Reader<'_>, entity: Entity, set: &Set) -> Result<(Fields, Fields), StoreError> {
    let stands: Fields = entity::view(reader.conn, entity, &set.id)?.unwrap_or_default();
    let mut merged = stands.clone();
    merged.extend(set.fields.clone());
    Ok((stands, merged))
}

/// Whether an entity is, or belongs to, an outcome of the whole school.
fn is_school_wide(
    reader: &Reader<'_>,
    entity: Entity,
    fields: &Map<String, Value>,
) -> Result<bool, StoreError> {
    let outcome = match entity {
        Entity::Outcome => view::<Outcome>(fields),
        Entity::Rubric | Entity::Sample => match fields.get("outcome").and_then(Value::as_str) {
            Some(id) => entity::view(reader.conn, Entity::Outcome, id)?,
            None => None,
        },
        _ => None,
    };
    Ok(outcome.is_some_and(|outcome| outcome.school_wide))
}

fn home_of(
    reader: &Reader<'_>,
    entity: Entity,
    id: &str,
    fields: &Map<String, Value>,
) -> Result<Home, StoreError> {
    match register::home(entity, id, fields) {
        Home::Of(parent, id) => {
            let fields: Option<Map<String, Value>> = entity::view(reader.conn, parent, &id)?;
            home_of(reader, parent, &id, &fields.unwrap_or_default())
        }
        home => Ok(home),
    }
}

fn learns_in(reader: &Reader<'_>, class: ClassId, student: UserId) -> Result<bool, StoreError> {
    match reader.member(class, student)? {
        Some(member) => Ok(member.role == ClassRole::Student),
        None => Ok(!reader.members(class)?.iter().any(|m| m.role == ClassRole::Student)),
    }
}

/// Whether a photo was captured here, or has come, for this student of this class.
fn carries(
    reader: &Reader<'_>,
    (class, student): (ClassId, UserId),
    id: AttachmentId,
) -> Result<bool, StoreError> {
    let mut read = reader.conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM attachment WHERE id = ? AND class = ? AND student = ?)",
    )?;
    Ok(read.query_row(params![id.0, class.0, student.0], |row| row.get(0))?)
}

/// Whether a record that is named is what it must be and, where it is changed, theirs to change; true for one that
/// is not here.
fn fits(
    reader: &Reader<'_>,
    relations: &Relations,
    (class, student): (ClassId, UserId),
    target: &Target,
) -> Result<bool, StoreError> {
    let mut read = reader.conn.prepare_cached("SELECT body FROM op WHERE id = ?")?;
    let text: Option<String> = read.query_row([target.id.0], |row| row.get(0)).optional()?;
    let Some(text) = text else { return Ok(true) };
    let op: Op = serde_json::from_str(&text)?;
    let of = (op.class, op.student) == (Some(class), Some(target.student.unwrap_or(student)));
    let Some(body) = body_of(&op).filter(|body| of && target.fits(body)) else { return Ok(false) };
    let role = reader.member(class, op.actor)?.map(|member| member.role);
    Ok(!target.changes || may_change(relations, Written { class, author: op.actor, role, body: &body }))
}
