//! A student's erasure in the feed. Every operation about them becomes a blank one in its place, so that numbers and
//! digests stay what they were; and one notice tells every device of the school to forget what it holds of them.

use crate::op::{Op, Origin};
use notyet_model::clock::Hlc;
use notyet_model::ids::{DeviceId, OpId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

const NOTICE: &str = "erasure";
const BLANK: &str = "erased";
const VERSION: u16 = 1;

/// What an operation has to do with an erasure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Erasure {
    /// This student's record was erased, wherever it is.
    Notice(UserId),
    /// Something about an erased student stood here.
    Blank,
}

/// The body of a notice. Its subject is in the body alone: it is nobody's record.
#[derive(Serialize, Deserialize)]
struct Notice {
    student: UserId,
}

/// What an operation says of an erasure; `None`: nothing. Only the server writes either kind: to everybody else they
/// are unknown, and refused.
pub fn of(op: &Op) -> Option<Erasure> {
    match op.k.as_str() {
        NOTICE => serde_json::from_str::<Notice>(op.b.get()).ok().map(|it| Erasure::Notice(it.student)),
        BLANK => Some(Erasure::Blank),
        _ => None,
    }
}

/// The server's notice that a student was erased.
pub fn notice(origin: Origin, student: UserId) -> Op {
    of_kind(origin, NOTICE, &serde_json::to_string(&Notice { student }).expect("an id is JSON"))
}

/// What stands in the place of an operation that was erased: its id and nothing else.
pub fn blank(id: OpId) -> Op {
    let origin = Origin {
        id,
        dev: DeviceId::from_bytes([0; 16]),
        dseq: 0,
        actor: UserId::from_bytes([0; 16]),
        hlc: Hlc(0),
        class: None,
        student: None,
    };
    of_kind(origin, BLANK, "{}")
}

fn of_kind(origin: Origin, kind: &str, body: &str) -> Op {
    Op {
        id: origin.id,
        dev: origin.dev,
        dseq: origin.dseq,
        actor: origin.actor,
        hlc: origin.hlc,
        k: kind.to_owned(),
        v: VERSION,
        class: origin.class,
        student: origin.student,
        b: RawValue::from_string(body.to_owned()).expect("a body's text is JSON"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use notyet_model::fact::Parsed;

    #[test]
    fn a_blank_says_which_operation_it_was_and_nothing_of_it() {
        let id = OpId::from_bytes([7; 16]);
        let read = blank(id).to_raw().read().unwrap();
        assert_eq!((read.id, of(&read)), (id, Some(Erasure::Blank)));
        assert_eq!((read.student, read.class, read.dseq, read.hlc), (None, None, 0, Hlc(0)));
        assert_eq!(blank(id).to_raw(), blank(id).to_raw(), "always the same bytes");
    }

    #[test]
    fn a_notice_names_its_student_and_no_body_of_a_record_is_either_kind() {
        let student = UserId::from_bytes([3; 16]);
        let origin = Origin {
            id: OpId::from_bytes([1; 16]),
            dev: DeviceId::from_bytes([2; 16]),
            dseq: 4,
            actor: UserId::from_bytes([0; 16]),
            hlc: Hlc(9),
            class: None,
            student: None,
        };
        let op = notice(origin, student).to_raw().read().unwrap();
        assert_eq!((of(&op), op.student), (Some(Erasure::Notice(student)), None));
        assert_eq!(op.body(), Ok(Parsed::Unknown), "nobody may push one");
        assert_eq!(blank(op.id).body(), Ok(Parsed::Unknown));
        assert_eq!(of(&Op { k: "evidence".into(), ..op }), None);
    }
}
