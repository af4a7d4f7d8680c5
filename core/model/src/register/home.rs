//! What an entity belongs to, as its fields say.

use super::Entity;
use crate::ids::{ClassId, CourseId};
use serde_json::{Map, Value};
use std::str::FromStr;

/// What an entity belongs to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Home {
    /// The school.
    School,
    /// A course.
    Course(CourseId),
    /// A class.
    Class(ClassId),
    /// What this other entity belongs to.
    Of(Entity, String),
    /// It does not say.
    Nowhere,
}

/// What the entity with this id and these merged fields belongs to. An entity without fields is not there, and
/// belongs nowhere.
pub fn home(entity: Entity, id: &str, fields: &Map<String, Value>) -> Home {
    if fields.is_empty() {
        return Home::Nowhere;
    }
    let course = || id_in(fields, "course").map(Home::Course);
    let class = || id_in(fields, "class").map(Home::Class);
    let of = |entity, field| id_in(fields, field).map(|id| Home::Of(entity, id));
    let home = match entity {
        Entity::School | Entity::Context => Some(Home::School),
        Entity::Outcome | Entity::Task | Entity::Term | Entity::Phrase | Entity::Wording => course(),
        Entity::Rubric | Entity::Sample => of(Entity::Outcome, "outcome"),
        Entity::Course => id.parse().map(Home::Course).ok(),
        Entity::Class => id.parse().map(Home::Class).ok(),
        Entity::Member | Entity::MasteryDay | Entity::PeerRound | Entity::Seat => class(),
        Entity::PeerReview => of(Entity::PeerRound, "round"),
    };
    home.unwrap_or(Home::Nowhere)
}

fn id_in<T: FromStr>(fields: &Map<String, Value>, field: &str) -> Option<T> {
    fields.get(field)?.as_str()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    const COURSE: CourseId = CourseId::from_bytes([1; 16]);
    const CLASS: ClassId = ClassId::from_bytes([2; 16]);

    fn of(entity: Entity, id: &str, fields: Value) -> Home {
        home(entity, id, fields.as_object().unwrap())
    }

    #[test]
    fn everything_belongs_to_the_school_a_course_a_class_or_to_what_does() {
        let (course, class) = (COURSE.to_string(), CLASS.to_string());
        let all = |id: &str| json!({"course": COURSE, "class": CLASS, "outcome": id, "round": id});
        let table = [
            (Entity::School, Home::School),
            (Entity::Context, Home::School),
            (Entity::Course, Home::Course(COURSE)),
            (Entity::Class, Home::Class(CLASS)),
            (Entity::Outcome, Home::Course(COURSE)),
            (Entity::Rubric, Home::Of(Entity::Outcome, "x".into())),
            (Entity::Member, Home::Class(CLASS)),
            (Entity::Task, Home::Course(COURSE)),
            (Entity::Term, Home::Course(COURSE)),
            (Entity::Phrase, Home::Course(COURSE)),
            (Entity::Sample, Home::Of(Entity::Outcome, "x".into())),
            (Entity::Wording, Home::Course(COURSE)),
            (Entity::MasteryDay, Home::Class(CLASS)),
            (Entity::PeerRound, Home::Class(CLASS)),
            (Entity::PeerReview, Home::Of(Entity::PeerRound, "x".into())),
            (Entity::Seat, Home::Class(CLASS)),
        ];
        assert_eq!(table.iter().map(|(entity, _)| *entity).collect::<Vec<_>>(), Entity::ALL);
        for (entity, home) in table {
            let id = if entity == Entity::Class { &class } else { &course };
            assert_eq!(of(entity, id, all("x")), home, "{entity:?}");
            assert_eq!(of(entity, id, json!({})), Home::Nowhere, "{entity:?}");
        }
    }

    #[test]
    fn what_does_not_say_or_says_nonsense_is_nobodys() {
        assert_eq!(of(Entity::Outcome, "x", json!({"course": null})), Home::Nowhere);
        assert_eq!(of(Entity::Outcome, "x", json!({"course": "Maps"})), Home::Nowhere);
        assert_eq!(of(Entity::Task, "x", json!({"title": "Letter"})), Home::Nowhere);
        assert_eq!(of(Entity::Course, "Maps", json!({"title": "Maps"})), Home::Nowhere);
    }
}
