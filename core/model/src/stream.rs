//! Streams: who gets to see an operation. The server routes each operation to one or more streams when it
//! appends it, and a device reads whole streams; nothing is ever cut out of an operation.

use crate::fact::{Body, Set};
use crate::ids::{ClassId, SchoolId, UserId};
use crate::register::{ClassRole, Entity, Member};
use std::fmt;
use std::str::FromStr;

/// A totally ordered feed of operations with one audience.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Stream {
    /// `C:school`: everyone of the school (its name, zone, kinds of work, scales).
    Common(SchoolId),
    /// `K:school`: staff of the school.
    Staff(SchoolId),
    /// `P:class`: everyone of the class; never names a student.
    Class(ClassId),
    /// `T:class`: the class's staff; everything of the class.
    Teaching(ClassId),
    /// `S:class:student`: that student's own.
    Student(ClassId, UserId),
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Common(school) => write!(f, "C:{school}"),
            Self::Staff(school) => write!(f, "K:{school}"),
            Self::Class(class) => write!(f, "P:{class}"),
            Self::Teaching(class) => write!(f, "T:{class}"),
            Self::Student(class, student) => write!(f, "S:{class}:{student}"),
        }
    }
}

/// A text that names no stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” does not name a stream")]
pub struct BadStream(pub String);

impl FromStr for Stream {
    type Err = BadStream;

    fn from_str(text: &str) -> Result<Self, BadStream> {
        let bad = || BadStream(text.to_owned());
        let (letter, rest) = text.split_once(':').ok_or_else(bad)?;
        match letter {
            "C" => rest.parse().map(Self::Common).map_err(|_| bad()),
            "K" => rest.parse().map(Self::Staff).map_err(|_| bad()),
            "P" => rest.parse().map(Self::Class).map_err(|_| bad()),
            "T" => rest.parse().map(Self::Teaching).map_err(|_| bad()),
            "S" => {
                let (class, student) = rest.split_once(':').ok_or_else(bad)?;
                match (class.parse(), student.parse()) {
                    (Ok(class), Ok(student)) => Ok(Self::Student(class, student)),
                    _ => Err(bad()),
                }
            }
            _ => Err(bad()),
        }
    }
}

/// Why an operation belongs to no stream.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoRoute {
    /// A fact about a student must name the class and the student.
    #[error("a fact names its class and its student")]
    NoSubject,
    /// An entity of another kind, or one whose id or fields do not say where it belongs.
    #[error("the entity does not say where it belongs")]
    NoPlace,
}

/// The streams of an operation. `classes` are the classes that follow the course of a course, outcome or
/// rubric; other operations do not need them.
pub fn route(
    school: SchoolId,
    class: Option<ClassId>,
    student: Option<UserId>,
    body: &Body,
    classes: &[ClassId],
) -> Result<Vec<Stream>, NoRoute> {
    match body {
        Body::Set(set) => route_set(school, class, student, set, classes),
        Body::Judgement(_)
        | Body::Evidence(_)
        | Body::Feedback(_)
        | Body::BlobRef(_)
        | Body::Retraction(_) => {
            let (class, student) = class.zip(student).ok_or(NoRoute::NoSubject)?;
            Ok(vec![Stream::Teaching(class), Stream::Student(class, student)])
        }
        // What has no place yet goes to nobody.
        _ => Err(NoRoute::NoPlace),
    }
}

fn route_set(
    school: SchoolId,
    class: Option<ClassId>,
    student: Option<UserId>,
    set: &Set,
    classes: &[ClassId],
) -> Result<Vec<Stream>, NoRoute> {
    match Entity::parse(&set.entity).ok_or(NoRoute::NoPlace)? {
        Entity::School | Entity::Context => Ok(vec![Stream::Common(school)]),
        Entity::Course | Entity::Outcome | Entity::Rubric => {
            Ok(classes.iter().copied().map(Stream::Class).collect())
        }
        Entity::Class => Ok(vec![Stream::Class(class.ok_or(NoRoute::NoPlace)?)]),
        Entity::Member => {
            let class = class.ok_or(NoRoute::NoPlace)?;
            let member: Member = crate::register::view(&set.fields).ok_or(NoRoute::NoPlace)?;
            match member.role {
                ClassRole::Teacher => Ok(vec![Stream::Class(class)]),
                ClassRole::Student => {
                    let student = student.filter(|s| *s == member.user).ok_or(NoRoute::NoPlace)?;
                    Ok(vec![Stream::Teaching(class), Stream::Student(class, student)])
                }
            }
        }
        _ => Err(NoRoute::NoPlace),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::Retraction;
    use serde_json::json;

    const SCHOOL: SchoolId = SchoolId::from_bytes([1; 16]);
    const CLASS: ClassId = ClassId::from_bytes([2; 16]);
    const AMARA: UserId = UserId::from_bytes([3; 16]);

    #[test]
    fn every_stream_survives_its_text() {
        for stream in [
            Stream::Common(SCHOOL),
            Stream::Staff(SCHOOL),
            Stream::Class(CLASS),
            Stream::Teaching(CLASS),
            Stream::Student(CLASS, AMARA),
        ] {
            assert_eq!(stream.to_string().parse(), Ok(stream));
        }
        for text in ["", "S:", "X:1", "P:7B", &format!("S:{CLASS}")] {
            assert_eq!(text.parse::<Stream>(), Err(BadStream(text.to_owned())));
        }
    }

    #[test]
    fn a_fact_goes_to_the_classes_staff_and_to_its_student_alone() {
        let body = Body::Retraction(Retraction { of: vec![] });
        assert_eq!(
            route(SCHOOL, Some(CLASS), Some(AMARA), &body, &[]),
            Ok(vec![Stream::Teaching(CLASS), Stream::Student(CLASS, AMARA)])
        );
        assert_eq!(route(SCHOOL, Some(CLASS), None, &body, &[]), Err(NoRoute::NoSubject));
    }

    #[test]
    fn a_students_name_never_enters_the_stream_that_the_class_reads() {
        let member = json!({"class": CLASS, "user": AMARA, "role": "student", "name": "Amara Okafor",
            "short": "Amara O.", "active": true});
        let body = Body::Set(Set {
            entity: "member".into(),
            id: Member::key(CLASS, AMARA),
            fields: member.as_object().unwrap().clone(),
        });
        let streams = route(SCHOOL, Some(CLASS), Some(AMARA), &body, &[CLASS]).unwrap();
        assert!(!streams.contains(&Stream::Class(CLASS)));
        assert_eq!(route(SCHOOL, Some(CLASS), None, &body, &[CLASS]), Err(NoRoute::NoPlace));
    }
}
