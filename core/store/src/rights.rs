//! Whether the person signed in may record something, as far as this device can know. The server has the last
//! word; asking here first spares people a refusal hours later.

use crate::fold::body_of;
use crate::{Reader, StoreError, entity};
use notyet_model::authority::{About, Refusal, Relations, Review, Role, Written, may_change, may_write};
use notyet_model::fact::{Body, Name, Set, Target};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_model::register::{self, ClassRole, Entity, Home, PeerReview, PeerRound, RoundState};
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

/// What an entity belongs to once these fields are set, and which classes and courses are the person's. Fields
/// that would not make an entity are refused.
fn fields(reader: &Reader<'_>, who: &Enrolment, set: &Set) -> Result<(About, Relations), StoreError> {
    let known = Entity::parse(&set.entity).ok_or(Refusal::KindUnknown);
    let entity = known.map_err(StoreError::Refused)?;
    let mut merged: Map<String, Value> = entity::view(reader.conn, entity, &set.id)?.unwrap_or_default();
    merged.extend(set.fields.clone());
    require(register::check(entity, &merged).map_err(|_| Refusal::Malformed))?;
    let mut relations = Relations::new(who.user, who.school, who.role);
    for (class, fields) in reader.classes()? {
        let member = reader.member(class, who.user)?;
        if member.is_some_and(|member| member.active && member.role == ClassRole::Teacher) {
            relations.teaches.push(class);
            relations.edits.push(fields.course);
        }
    }
    let about = match home_of(reader, entity, &set.id, &merged)? {
        Home::Class(class) => About { class: Some(class), ..About::default() },
        Home::Course(course) => About { course: Some(course), ..About::default() },
        Home::School | Home::Of(..) | Home::Nowhere => About::default(),
    };
    Ok((about, relations))
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
