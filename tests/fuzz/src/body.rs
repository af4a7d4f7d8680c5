//! Bodies of operations, as any device may send them: `kind version json`. What can be read survives being written;
//! its rules, its names and its way can be asked for.

use notyet_model::fact::{Body, Kind, Parsed};
use notyet_model::ids::{ClassId, SchoolId, UserId};
use notyet_model::register::{Course, Entity, check, names, view};
use notyet_model::stream::{Place, route};

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let Some(body) = read(text) else { return };
    let (kind, version) = body.kind();
    assert_eq!(Kind::parse(kind), Some(body.which()));
    assert_eq!(Body::parse(kind, version, &body.to_json()), Ok(Parsed::Known(body.clone())));
    let _ = (body.check(), body.names());
    let (school, class) = (SchoolId::from_bytes([1; 16]), ClassId::from_bytes([2; 16]));
    let student = UserId::from_bytes([3; 16]);
    for (class, student) in [(None, None), (Some(class), None), (Some(class), Some(student))] {
        let place = Place {
            school,
            class,
            student,
            actor: UserId::from_bytes([4; 16]),
            classes: class.as_slice(),
            school_wide: true,
            taken_back: &[],
        };
        let _ = route(&place, &body);
    }
    if let Body::Set(set) = body
        && let Some(entity) = Entity::parse(&set.entity)
    {
        // What keeps its rules can say what it names, but for an id that is none.
        let named = names(entity, &set.id, &set.fields).is_some();
        assert!(named || check(entity, &set.fields).is_err() || entity == Entity::Outcome);
        let _ = view::<Course>(&set.fields).map(|course| course.policy());
    }
}

/// The body of a line, if it is one of a known kind.
pub(crate) fn read(line: &str) -> Option<Body> {
    let mut parts = line.splitn(3, ' ');
    let (kind, version, json) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    match Body::parse(kind, version, json) {
        Ok(Parsed::Known(body)) => Some(body),
        _ => None,
    }
}
