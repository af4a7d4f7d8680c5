//! What an entity belongs to, by way of other entities where its own fields do not say.

use crate::feed::id_in;
use crate::storage::{Owner, Stored, Tx};
use notyet_model::ids::{ClassId, CourseId};
use notyet_model::register::{Entity, Home, home};
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

/// The course that a class follows; `None`: there is no such class.
pub(crate) fn course_of(tx: &mut dyn Tx, class: ClassId) -> Stored<Option<CourseId>> {
    Ok(id_in(&tx.fields(Entity::Class.as_str(), &class.to_string())?, "course"))
}

/// Classes that follow a course.
pub(crate) fn classes_of(tx: &mut dyn Tx, course: CourseId) -> Stored<Vec<ClassId>> {
    let classes = tx.owned(Entity::Class.as_str(), Owner::Course(course))?;
    Ok(classes.iter().filter_map(|id| id.parse().ok()).collect())
}
