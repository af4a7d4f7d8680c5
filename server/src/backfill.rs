//! What a stream's readers need from before: a class that begins to follow a course, and everyone once an outcome
//! is the whole school's. An operation that a stream has already is not appended again.

use crate::feed::id_in;
use crate::storage::{Owner, Stored, Tx};
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{ClassId, CourseId, OutcomeId, SchoolId};
use notyet_model::register::{Entity, Outcome, view};
use notyet_model::stream::Stream;

/// The course that a class followed before an operation takes effect.
pub(crate) fn course_before(tx: &mut dyn Tx, body: &Body) -> Stored<Option<CourseId>> {
    match body {
        Body::Set(set) if Entity::parse(&set.entity) == Some(Entity::Class) => {
            let fields = tx.fields(&set.entity, &set.id)?;
            Ok(id_in(&fields, "course"))
        }
        _ => Ok(None),
    }
}

/// Appends what was missing, once fields have taken effect.
pub(crate) fn after(
    tx: &mut dyn Tx,
    school: SchoolId,
    set: &Set,
    course_before: Option<CourseId>,
) -> Stored<()> {
    let fields = tx.fields(&set.entity, &set.id)?;
    if Entity::parse(&set.entity) == Some(Entity::Class)
        && let Some(class) = set.id.parse().ok()
        && let Some(course) = id_in(&fields, "course").filter(|after| Some(*after) != course_before)
    {
        of_course(tx, class, course)?;
    }
    if Entity::parse(&set.entity) == Some(Entity::Outcome)
        && let Some(id) = set.id.parse().ok()
        && let Some(outcome) = view::<Outcome>(&fields).filter(|outcome| outcome.school_wide)
    {
        of_outcome(tx, school, id, &outcome)?;
    }
    Ok(())
}

/// What the course holds; its phrases are for staff.
fn of_course(tx: &mut dyn Tx, class: ClassId, course: CourseId) -> Stored<()> {
    for (entity, id) in tx.ops_of_course(course)? {
        let stream = match Entity::parse(&entity) {
            Some(Entity::Phrase) => Stream::Teaching(class),
            _ => Stream::Class(class),
        };
        tx.append(&stream.to_string(), id)?;
    }
    Ok(())
}

/// The outcome, its rubrics and sample work, and the course by whose rules its levels follow.
fn of_outcome(tx: &mut dyn Tx, school: SchoolId, id: OutcomeId, outcome: &Outcome) -> Stored<()> {
    let mut entities = vec![(Entity::Course, outcome.course.to_string()), (Entity::Outcome, id.to_string())];
    for entity in [Entity::Rubric, Entity::Sample] {
        let owned = tx.owned(entity.as_str(), Owner::Outcome(id))?;
        entities.extend(owned.into_iter().map(|id| (entity, id)));
    }
    for (entity, id) in entities {
        for op in tx.ops_of(entity.as_str(), &id)? {
            tx.append(&Stream::Common(school).to_string(), op)?;
        }
    }
    Ok(())
}
