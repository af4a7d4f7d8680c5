//! What an entity belongs to: the course or the class that its fields name, directly or by way of another entity.

use crate::feed::id_in;
use crate::storage::{Owner, Stored, Tx};
use notyet_model::ids::{ClassId, CourseId};
use notyet_model::register::Entity;
use serde_json::{Map, Value};

/// Where an entity is at home. Neither: it belongs to the school, or does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Home {
    pub(crate) class: Option<ClassId>,
    pub(crate) course: Option<CourseId>,
}

/// The home of an entity with these merged fields.
pub(crate) fn home_of(
    tx: &mut dyn Tx,
    entity: Entity,
    id: &str,
    fields: &Map<String, Value>,
) -> Stored<Home> {
    let of_course = |course| Home { class: None, course };
    match entity {
        Entity::School | Entity::Context => Ok(Home::default()),
        Entity::Course => Ok(of_course(id.parse().ok())),
        Entity::Outcome | Entity::Task | Entity::Term | Entity::Phrase | Entity::Wording => {
            Ok(of_course(id_in(fields, "course")))
        }
        Entity::Rubric | Entity::Sample => {
            let outcome = named(tx, Entity::Outcome, fields, "outcome")?;
            Ok(of_course(id_in(&outcome, "course")))
        }
        Entity::Class => of_class(tx, id.parse().ok()),
        Entity::Member | Entity::MasteryDay | Entity::PeerRound => of_class(tx, id_in(fields, "class")),
        Entity::PeerReview => {
            let round = named(tx, Entity::PeerRound, fields, "round")?;
            of_class(tx, id_in(&round, "class"))
        }
    }
}

/// The course that a class follows; `None`: there is no such class.
pub(crate) fn course_of(tx: &mut dyn Tx, class: ClassId) -> Stored<Option<CourseId>> {
    Ok(id_in(&tx.fields(Entity::Class.as_str(), &class.to_string())?, "course"))
}

/// Classes that follow a course.
pub(crate) fn classes_of(tx: &mut dyn Tx, course: CourseId) -> Stored<Vec<ClassId>> {
    let classes = tx.owned(Entity::Class.as_str(), Owner::Course(course))?;
    Ok(classes.iter().filter_map(|id| id.parse().ok()).collect())
}

fn of_class(tx: &mut dyn Tx, class: Option<ClassId>) -> Stored<Home> {
    let course = match class {
        Some(class) => course_of(tx, class)?,
        None => None,
    };
    Ok(Home { class, course })
}

/// The fields of the entity that a field names; empty when it names none.
fn named(
    tx: &mut dyn Tx,
    entity: Entity,
    fields: &Map<String, Value>,
    field: &str,
) -> Stored<Map<String, Value>> {
    match id_in::<String>(fields, field) {
        Some(id) => tx.fields(entity.as_str(), &id),
        None => Ok(Map::new()),
    }
}
