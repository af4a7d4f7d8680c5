//! Looks up what routing has to know beside an operation, and asks the model where it goes.

use crate::feed::id_in;
use crate::home::{classes_of, home_of};
use crate::storage::{StorageFault, Stored, Tx};
use notyet_model::fact::Body;
use notyet_model::ids::{OpId, SchoolId};
use notyet_model::register::{Entity, Outcome, view};
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
        let home = home_of(tx, entity, &set.id, &fields)?;
        class = home.class;
        if let Some(course) = home.course {
            classes = classes_of(tx, course)?;
        }
        school_wide = match entity {
            Entity::Outcome => is_school_wide(tx, &set.id)?,
            Entity::Rubric | Entity::Sample => {
                is_school_wide(tx, &id_in::<String>(&fields, "outcome").unwrap_or_default())?
            }
            _ => false,
        };
    }
    if let Body::Judgement(judgement) = body {
        school_wide = is_school_wide(tx, &judgement.outcome.to_string())?;
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

/// Whether an outcome is there and belongs to no course.
fn is_school_wide(tx: &mut dyn Tx, outcome: &str) -> Stored<bool> {
    let fields = tx.fields(Entity::Outcome.as_str(), outcome)?;
    Ok(view::<Outcome>(&fields).is_some_and(|outcome| outcome.course.is_none()))
}
