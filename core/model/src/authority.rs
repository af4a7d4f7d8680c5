//! Who may write and read what: pure functions over a person's relations. The server decides by them, and the
//! apps use them to hide what would be refused.

use crate::fact::{Body, Lane};
use crate::ids::{ClassId, SchoolId, UserId};
use crate::stream::Stream;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a person is in the school.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Learns.
    Student,
    /// Teaches.
    Teacher,
    /// Runs the school's server.
    Administrator,
}

/// A person's relations at one moment, as the roster says.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relations {
    /// The person.
    pub user: UserId,
    /// Their school.
    pub school: SchoolId,
    /// What they are in it.
    pub role: Role,
    /// Classes that they teach.
    pub teaches: Vec<ClassId>,
    /// Classes that they learn in.
    pub learns_in: Vec<ClassId>,
}

/// Why an operation was not accepted. The device keeps the operation and shows the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The actor is not the person who is signed in.
    NotYou,
    /// The class is unknown, or not one of the actor's.
    NotYourClass,
    /// The student is not in that class, or not the actor.
    NotThisStudent,
    /// A role that may not write this kind.
    NotYourRole,
    /// A student cannot write in the teacher's lane, nor a teacher in a student's.
    NotYourLane,
    /// Something that the body names is of another school, class or student, or is not there.
    BadReference,
    /// The body has not its kind's shape, or breaks one of its rules.
    Malformed,
    /// The server does not know this kind yet.
    KindUnknown,
    /// The id was used for other content.
    IdReused,
    /// The actor has neither uploaded these bytes nor may read them.
    Blob,
    /// More than the server takes.
    TooLarge,
}

impl Refusal {
    /// The code on the wire, in the database and in words files.
    pub fn code(self) -> &'static str {
        match self {
            Self::NotYou => "not_you",
            Self::NotYourClass => "not_your_class",
            Self::NotThisStudent => "not_this_student",
            Self::NotYourRole => "not_your_role",
            Self::NotYourLane => "not_your_lane",
            Self::BadReference => "bad_reference",
            Self::Malformed => "malformed",
            Self::KindUnknown => "kind_unknown",
            Self::IdReused => "id_reused",
            Self::Blob => "blob",
            Self::TooLarge => "too_large",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

/// Whether a person may read a stream.
pub fn may_read(who: &Relations, stream: &Stream) -> bool {
    let staff = who.role != Role::Student;
    match stream {
        Stream::Common(school) => *school == who.school,
        Stream::Staff(school) => staff && *school == who.school,
        Stream::Class(class) => who.teaches.contains(class) || who.learns_in.contains(class),
        Stream::Teaching(class) => staff && who.teaches.contains(class),
        Stream::Student(class, student) => {
            (*student == who.user && who.learns_in.contains(class)) || (staff && who.teaches.contains(class))
        }
    }
}

/// Whether a person may write an operation with this body about this student of this class. That the student
/// is in the class, and that everything the body names exists there, is for the caller to look up.
pub fn may_write(
    who: &Relations,
    class: Option<ClassId>,
    student: Option<UserId>,
    body: &Body,
) -> Result<(), Refusal> {
    if let Body::Set(_) = body {
        // Entities come from the school's own systems through the server's commands.
        return Err(Refusal::NotYourRole);
    }
    let class = class.ok_or(Refusal::NotYourClass)?;
    let student = student.ok_or(Refusal::NotThisStudent)?;
    match who.role {
        Role::Administrator => return Err(Refusal::NotYourRole),
        Role::Teacher if !who.teaches.contains(&class) => return Err(Refusal::NotYourClass),
        Role::Student if !who.learns_in.contains(&class) => return Err(Refusal::NotYourClass),
        Role::Student if student != who.user => return Err(Refusal::NotThisStudent),
        Role::Teacher | Role::Student => {}
    }
    match body {
        Body::Judgement(judgement) => match (who.role, judgement.lane) {
            (Role::Teacher, Lane::Teacher) | (Role::Student, Lane::Own) => Ok(()),
            _ => Err(Refusal::NotYourLane),
        },
        Body::Feedback(_) if who.role == Role::Student => Err(Refusal::NotYourRole),
        Body::Feedback(_) | Body::Evidence(_) | Body::BlobRef(_) | Body::Retraction(_) => Ok(()),
        _ => Err(Refusal::NotYourRole),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::fact::{Feedback, Judgement, Purpose, Retraction, Support};
    use crate::ids::OutcomeId;

    const SCHOOL: SchoolId = SchoolId::from_bytes([1; 16]);
    const CLASS: ClassId = ClassId::from_bytes([2; 16]);
    const OTHER_CLASS: ClassId = ClassId::from_bytes([4; 16]);
    const AMARA: UserId = UserId::from_bytes([3; 16]);
    const BEN: UserId = UserId::from_bytes([5; 16]);
    const ORTIZ: UserId = UserId::from_bytes([6; 16]);

    fn person(user: UserId, role: Role) -> Relations {
        let (teaches, learns_in) = match role {
            Role::Student => (vec![], vec![CLASS]),
            Role::Teacher => (vec![CLASS], vec![]),
            Role::Administrator => (vec![], vec![]),
        };
        Relations { user, school: SCHOOL, role, teaches, learns_in }
    }

    fn judgement(lane: Lane) -> Body {
        Body::Judgement(Judgement {
            evidence: None,
            outcome: OutcomeId::from_bytes([1; 16]),
            rubric_version: None,
            level: None,
            rows: vec![],
            purpose: Purpose::Formative,
            support: Support::Independent,
            lane,
            baseline: false,
            task: None,
            context: None,
            work_at_ms: 0,
            work_day: Day(0),
            supersedes: vec![],
        })
    }

    fn feedback() -> Body {
        Body::Feedback(Feedback {
            next_step: "Use a quotation".into(),
            ..Feedback::on(OutcomeId::from_bytes([1; 16]), 0, Day(0))
        })
    }

    /// Written by hand from the product's features 28, 39, 44 and 64; a row is a person, a body, a class, a
    /// student and what must come of it.
    #[test]
    fn the_table_of_who_may_write_what_holds() {
        use Refusal::{NotThisStudent, NotYourClass, NotYourLane, NotYourRole};
        let (ortiz, amara) = (person(ORTIZ, Role::Teacher), person(AMARA, Role::Student));
        let office = person(ORTIZ, Role::Administrator);
        let (of_teacher, own) = (judgement(Lane::Teacher), judgement(Lane::Own));
        let take_back = Body::Retraction(Retraction { of: vec![] });
        let table = [
            (&ortiz, &of_teacher, CLASS, AMARA, Ok(())),
            (&ortiz, &own, CLASS, AMARA, Err(NotYourLane)),
            (&ortiz, &of_teacher, OTHER_CLASS, AMARA, Err(NotYourClass)),
            (&ortiz, &take_back, CLASS, AMARA, Ok(())),
            (&amara, &own, CLASS, AMARA, Ok(())),
            (&amara, &of_teacher, CLASS, AMARA, Err(NotYourLane)),
            (&amara, &own, CLASS, BEN, Err(NotThisStudent)),
            (&amara, &own, OTHER_CLASS, AMARA, Err(NotYourClass)),
            (&amara, &feedback(), CLASS, AMARA, Err(NotYourRole)),
            (&office, &of_teacher, CLASS, AMARA, Err(NotYourRole)),
        ];
        for (who, body, class, student, expected) in table {
            assert_eq!(may_write(who, Some(class), Some(student), body), expected, "{:?} {body:?}", who.role);
        }
    }

    #[test]
    fn the_table_of_who_may_read_what_holds() {
        let (ortiz, amara) = (person(ORTIZ, Role::Teacher), person(AMARA, Role::Student));
        let table = [
            (Stream::Common(SCHOOL), true, true),
            (Stream::Common(SchoolId::from_bytes([9; 16])), false, false),
            (Stream::Staff(SCHOOL), true, false),
            (Stream::Class(CLASS), true, true),
            (Stream::Class(OTHER_CLASS), false, false),
            (Stream::Teaching(CLASS), true, false),
            (Stream::Student(CLASS, AMARA), true, true),
            (Stream::Student(CLASS, BEN), true, false),
            (Stream::Student(OTHER_CLASS, AMARA), false, false),
        ];
        for (stream, teacher, student) in table {
            assert_eq!(
                (may_read(&ortiz, &stream), may_read(&amara, &stream)),
                (teacher, student),
                "{stream}"
            );
        }
    }
}
