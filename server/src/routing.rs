//! Looks up what routing has to know beside an operation, and asks the model where it goes.

use crate::home::{classes_of, home_of, is_school_wide, is_wide};
use crate::storage::{Owner, StorageFault, Stored, Tx};
use notyet_model::fact::Body;
use notyet_model::ids::{OpId, SchoolId};
use notyet_model::register::{Entity, Home};
use notyet_model::stream::{Place, Stream, route};
use notyet_protocol::op::Op;

/// The streams of an operation, in their order. What it sets has taken effect before.
pub(crate) fn streams_of(tx: &mut dyn Tx, school: SchoolId, op: &Op, body: &Body) -> Stored<Vec<Stream>> {
    let (mut classes, mut taken_back) = (vec![], vec![]);
    let (mut class, mut school_wide) = (op.class, false);
    if let Body::Set(set) = body
        && let Some(entity) = Entity::parse(&set.entity)
    {
        let fields = tx.fields(&set.entity, &set.id)?;
        match home_of(tx, entity, &set.id, &fields)? {
            Home::Course(course) => classes = classes_of(tx, course)?,
            Home::Class(home) => class = Some(home),
            Home::School | Home::Of(..) | Home::Nowhere => {}
        }
        school_wide = match entity {
            Entity::Course => rules_the_schools(tx, &set.id)?,
            _ => is_school_wide(tx, entity, &fields)?,
        };
    }
    if let Body::Judgement(judgement) = body {
        school_wide = is_wide(tx, judgement.outcome)?;
    }
    if let Body::Retraction(retraction) = body {
        for id in &retraction.of {
            taken_back.extend(heard(tx, school, *id)?);
        }
    }
    let place = Place {
        school,
        class,
        student: op.student,
        actor: op.actor,
        classes: &classes,
        school_wide,
        taken_back: &taken_back,
    };
    route(&place, body).map_err(|error| StorageFault::Other(error.to_string()))
}

/// Where a fact that is here went; nowhere, if it is not here.
pub(crate) fn heard(tx: &mut dyn Tx, school: SchoolId, id: OpId) -> Stored<Vec<Stream>> {
    let Some(stored) = tx.op(id)? else { return Ok(vec![]) };
    match (stored.op(), stored.body()) {
        (Some(op), Some(body)) => streams_of(tx, school, &op, &body),
        _ => Ok(vec![]),
    }
}

/// Whether levels on an outcome of the whole school follow from this course's rules.
fn rules_the_schools(tx: &mut dyn Tx, course: &str) -> Stored<bool> {
    let Ok(course) = course.parse() else { return Ok(false) };
    for id in tx.owned(Entity::Outcome.as_str(), Owner::Course(course))? {
        let fields = tx.fields(Entity::Outcome.as_str(), &id)?;
        if is_school_wide(tx, Entity::Outcome, &fields)? {
            return Ok(true);
        }
    }
    Ok(false)
}
