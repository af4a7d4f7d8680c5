//! The reasons for which an operation is not accepted, and their codes.

use serde::{Deserialize, Serialize};
use std::fmt;

/// Why an operation was not accepted. The device keeps the operation and shows the reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Refusal {
    /// The actor is not the person who is signed in.
    NotYou,
    /// The class or course is unknown, or not one of the actor's.
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
    /// Said to have been accepted before, but the signature is not the school's.
    Receipt,
    /// The student's record was erased.
    Erased,
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
            Self::Receipt => "receipt",
            Self::Erased => "erased",
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_the_word_on_the_wire() {
        for refusal in [
            Refusal::NotYou,
            Refusal::NotYourClass,
            Refusal::NotThisStudent,
            Refusal::NotYourRole,
            Refusal::NotYourLane,
            Refusal::BadReference,
            Refusal::Malformed,
            Refusal::KindUnknown,
            Refusal::IdReused,
            Refusal::Blob,
            Refusal::TooLarge,
            Refusal::Receipt,
            Refusal::Erased,
        ] {
            assert_eq!(serde_json::to_value(refusal).unwrap(), refusal.to_string());
        }
    }
}
