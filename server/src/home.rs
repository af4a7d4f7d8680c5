//! What an entity belongs to, by way of other entities where its own fields do not say.

use crate::feed::id_in;
use crate::storage::{Owner, Stored, Tx};
use notyet_model::ids::{ClassId, CourseId, OutcomeId};
use notyet_model::register::{Entity, Home, Outcome, home, view};
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// The home of an entity with these merged fields; never [`Home::Of`].
pub(crate) fn home_of(
    tx: &mut dyn Tx,
    entity: Entity,
    id: &str,
    fields: &Map<String, Value>,
) -> Stored<Home> {
    match home(entity, id, fields) {
        Home::Of(parent, id) => {
            let fields = tx.fields(parent.as_str(), &id)?;
            home_of(tx, parent, &id, &fields)
        }
        home => Ok(home),
    }
}

/// Whether an entity is, or belongs to, an outcome of the whole school.
pub(crate) fn is_school_wide(tx: &mut dyn Tx, entity: Entity, fields: &Map<String, Value>) -> Stored<bool> {
    match entity {
        Entity::Outcome => Ok(view::<Outcome>(fields).is_some_and(|outcome| outcome.school_wide)),
        Entity::Rubric | Entity::Sample => match id_in::<OutcomeId>(fields, "outcome") {
            Some(outcome) => is_wide(tx, outcome),
            None => Ok(false),
        },
        Entity::School
        | Entity::Context
        | Entity::Course
        | Entity::Class
        | Entity::Member
        | Entity::Task
        | Entity::Term
        | Entity::Phrase
        | Entity::Wording
        | Entity::MasteryDay
        | Entity::PeerRound
        | Entity::PeerReview
        | Entity::Seat => Ok(false),
    }
}

/// Whether an outcome is the whole school's.
pub(crate) fn is_wide(tx: &mut dyn Tx, outcome: OutcomeId) -> Stored<bool> {
    let fields = tx.fields(Entity::Outcome.as_str(), &outcome.to_string())?;
    is_school_wide(tx, Entity::Outcome, &fields)
}

/// An entity; `None` also where its fields do not make one.
pub(crate) fn view_of<T: DeserializeOwned>(tx: &mut dyn Tx, entity: Entity, id: &str) -> Stored<Option<T>> {
    let fields = tx.fields(entity.as_str(), id)?;
    Ok(view(&fields))
}

/// The course that a class follows; `None`: there is no such class.
pub(crate) fn course_of(tx: &mut dyn Tx, class: ClassId) -> Stored<Option<CourseId>> {
    let fields = tx.fields(Entity::Class.as_str(), &class.to_string())?;
    Ok(id_in(&fields, "course"))
}

/// Classes that follow a course.
pub(crate) fn classes_of(tx: &mut dyn Tx, course: CourseId) -> Stored<Vec<ClassId>> {
    let classes = tx.owned(Entity::Class.as_str(), Owner::Course(course))?;
    Ok(classes.iter().filter_map(|id| id.parse().ok()).collect())
}
