//! Looks up what routing has to know beside an operation, and asks the model where it goes.

use crate::home::{classes_of, home_of};
use crate::storage::{StorageFault, Stored, Tx};
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
            Home::School => school_wide = true,
            Home::Course(course) => classes = classes_of(tx, course)?,
            Home::Class(home) => class = Some(home),
            Home::Of(..) | Home::Nowhere => {}
        }
    }
    if let Body::Judgement(judgement) = body {
        let id = judgement.outcome.to_string();
        let fields = tx.fields(Entity::Outcome.as_str(), &id)?;
        school_wide = home_of(tx, Entity::Outcome, &id, &fields)? == Home::School;
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
