//! Fields of entities: whose the entity is, whether the fields make one together with those that stand, and that it
//! stays what and whose it was.

use super::fact::find;
use super::names::Desk;
use super::{Stop, require};
use crate::home::{course_of, home_of, is_school_wide};
use crate::storage::Tx;
use crate::who::Who;
use notyet_model::authority::{About, Refusal, may_write};
use notyet_model::fact::{Body, Name, Set};
use notyet_model::ids::UserId;
use notyet_model::register::{self, Entity, Home, PeerReview, Phrase, Seat, view};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::Op;
use serde_json::{Map, Value};
use std::sync::Arc;

/// The longest name of a field, in bytes.
const MAX_FIELD_NAME: usize = 100;

/// Judges fields that are set; answers what they are about.
pub(super) fn check(tx: &mut dyn Tx, who: &Who, op: &Op, set: &Set, now_ms: i64) -> Result<About, Stop> {
    let entity = Entity::parse(&set.entity).ok_or(Refusal::KindUnknown)?;
    let work_ms = op.hlc.ms();
    let stands = tx.fields(&set.entity, &set.id)?;
    let mut merged = stands.clone();
    Arc::make_mut(&mut merged).extend(set.fields.clone());
    let home = home_of(tx, entity, &set.id, &merged)?;
    let (class, course) = match home {
        Home::Class(class) => (Some(class), course_of(tx, class)?),
        Home::Course(course) => (None, Some(course)),
        Home::School | Home::Of(..) | Home::Nowhere => (None, None),
    };
    // What the whole school works on is no course's own, neither before nor after.
    let wide = is_school_wide(tx, entity, &stands)? || is_school_wide(tx, entity, &merged)?;
    let about = About { class, student: None, course: course.filter(|_| !wide) };
    let relations = who.relations_at(tx, work_ms, now_ms)?;
    let may = may_write(&relations, about, &Body::Set(set.clone()));
    may.or_else(|refusal| match entity == Entity::Seat && mutant::on(Mutant::SeatsByAnyone) {
        true => Ok(()),
        false => Err(refusal),
    })?;
    let its_own = op.student == seated(entity, &merged) || mutant::on(Mutant::SeatInAnyRecord);
    require(its_own, Refusal::NotThisStudent)?;
    require(op.class.is_none() || op.class == class, Refusal::NotYourClass)?;
    require(is_its_id(who, entity, &set.id, &merged), Refusal::BadReference)?;
    require(register::check(entity, &merged).is_ok(), Refusal::Malformed)?;
    require(set.fields.keys().all(|name| is_a_name(name)), Refusal::Malformed)?;
    if !stands.is_empty() {
        // What was judged by one version of a rubric was judged by that text.
        require(entity != Entity::Rubric || merged == stands, Refusal::IdReused)?;
        require(home_of(tx, entity, &set.id, &stands)? == home, Refusal::BadReference)?;
    }
    if let Some(phrase) = view::<Phrase>(&merged).filter(|_| entity == Entity::Phrase) {
        let theirs = phrase.author == op.actor || !set.fields.contains_key("author");
        require(theirs, Refusal::BadReference)?;
    }
    let names = register::names(entity, &set.id, &merged).ok_or(Refusal::Malformed)?;
    for name in names {
        match name {
            Name::Fact(target) => {
                let (class, student) = class.zip(target.student).ok_or(Refusal::BadReference)?;
                find(tx, class, student, &target)?;
            }
            // A student's photo stays in that student's record.
            Name::Attachment(id) => require(tx.attachment(id)?.is_none(), Refusal::BadReference)?,
            other => {
                let fresh = Some((entity, set.id.as_str(), &merged));
                Desk { tx, class, course, fresh, work_ms, now_ms }.resolve(&other)?;
            }
        }
    }
    Ok(about)
}

/// Whom fields are about: a seat goes with the record of whoever sits there when that is erased; other entities are
/// nobody's record.
fn seated(entity: Entity, fields: &Map<String, Value>) -> Option<UserId> {
    view::<Seat>(fields).filter(|_| entity == Entity::Seat).map(|seat| seat.user)
}

/// A field that nobody here knows is kept for those who do, under a name that every database can keep and find.
fn is_a_name(field: &str) -> bool {
    field.len() <= MAX_FIELD_NAME && !field.contains(char::is_control)
}

/// An id is written in one way only, so that one entity never stands under two.
fn is_its_id(who: &Who, entity: Entity, id: &str, fields: &Map<String, Value>) -> bool {
    match entity {
        Entity::School => id == who.school.to_string(),
        Entity::PeerReview => {
            view::<PeerReview>(fields).is_some_and(|it| id == PeerReview::key(it.round, it.reviewer))
        }
        Entity::Seat => view::<Seat>(fields).is_some_and(|it| id == Seat::key(it.class, it.user)),
        Entity::Context
        | Entity::Course
        | Entity::Class
        | Entity::Outcome
        | Entity::Rubric
        | Entity::Member
        | Entity::Task
        | Entity::Term
        | Entity::Phrase
        | Entity::Sample
        | Entity::Wording
        | Entity::MasteryDay
        | Entity::PeerRound => uuid::Uuid::parse_str(id).is_ok_and(|it| it.to_string() == id),
    }
}
