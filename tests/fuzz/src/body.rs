//! Bodies of operations, as any device may send them: `kind version json`. What can be read survives being written,
//! and is routed and viewed without harm.

use notyet_model::fact::{Body, Parsed};
use notyet_model::ids::{ClassId, SchoolId, UserId};
use notyet_model::register::{Class, Context, Course, Entity, Member, Outcome, Rubric, School, view};
use notyet_model::stream::route;

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let mut parts = text.splitn(3, ' ');
    let (Some(kind), Some(version), Some(json)) = (parts.next(), parts.next(), parts.next()) else { return };
    let Ok(version) = version.parse() else { return };
    let Ok(Parsed::Known(body)) = Body::parse(kind, version, json) else { return };

    assert_eq!(body.kind(), (kind, version));
    assert_eq!(Body::parse(kind, version, &body.to_json()), Ok(Parsed::Known(body.clone())));
    let (school, class) = (SchoolId::from_bytes([1; 16]), ClassId::from_bytes([2; 16]));
    let student = UserId::from_bytes([3; 16]);
    for (class, student) in [(None, None), (Some(class), None), (Some(class), Some(student))] {
        let _ = route(school, class, student, &body, class.as_slice());
    }
    if let Body::Set(set) = body
        && let Some(entity) = Entity::parse(&set.entity)
    {
        let fields = &set.fields;
        match entity {
            Entity::School => drop(view::<School>(fields)),
            Entity::Context => drop(view::<Context>(fields)),
            Entity::Course => drop(view::<Course>(fields)),
            Entity::Class => drop(view::<Class>(fields)),
            Entity::Outcome => drop(view::<Outcome>(fields)),
            Entity::Rubric => drop(view::<Rubric>(fields)),
            Entity::Member => drop(view::<Member>(fields)),
        }
    }
}
