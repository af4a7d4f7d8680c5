//! Identifiers. One newtype for each kind of thing, so that a student's id can never stand where an outcome's
//! belongs. All are UUIDs; those of facts are version 7, minted by the device that records them.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;
use uuid::Uuid;

/// A text that should have been an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("“{text}” does not name a known {kind}")]
pub struct BadId {
    /// What the identifier should have named.
    pub kind: &'static str,
    /// The text that was given.
    pub text: String,
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident, $kind:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl $name {
            /// The identifier with these sixteen bytes.
            pub const fn from_bytes(bytes: [u8; 16]) -> Self {
                Self(Uuid::from_bytes(bytes))
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({})", stringify!($name), self.0)
            }
        }

        impl FromStr for $name {
            type Err = BadId;

            fn from_str(text: &str) -> Result<Self, BadId> {
                Uuid::from_str(text)
                    .map(Self)
                    .map_err(|_| BadId { kind: $kind, text: text.to_owned() })
            }
        }
    )*};
}

ids! {
    /// A school: everything that one server keeps for one roster.
    SchoolId, "school";
    /// A person at one school, whatever their role. Someone at two schools is two users.
    UserId, "person";
    /// One installation of the app, registered for one user.
    DeviceId, "device";
    /// A course: outcomes, rubrics and tasks that live longer than a class.
    CourseId, "course";
    /// A class: a course in one session with one roster.
    ClassId, "class";
    /// A learning outcome.
    OutcomeId, "outcome";
    /// One immutable version of an outcome's rubric.
    RubricId, "rubric";
    /// One row of a rubric; the same row keeps its id from version to version.
    RowId, "rubric row";
    /// One level of a scale; the same level keeps its id for ever.
    LevelId, "level";
    /// A kind of work (context): essay, project, exit ticket.
    ContextId, "kind of work";
    /// A task that a class works on.
    TaskId, "task";
    /// A step of a path: its activities stand for each other.
    StepId, "step";
    /// A way to show mastery that a task offers.
    WayId, "way to show mastery";
    /// A word of the glossary.
    TermId, "term";
    /// A phrase of a teacher's phrase bank.
    PhraseId, "phrase";
    /// A piece of sample work that shows what a level looks like.
    SampleId, "sample";
    /// A wording of an outcome or a term that a teacher shares.
    WordingId, "wording";
    /// A Mastery Day.
    MasteryDayId, "Mastery Day";
    /// A round of peer feedback.
    RoundId, "peer round";
    /// The beginning of a sentence that a round offers ("I can see …").
    StarterId, "starter";
    /// A fact or any other operation; also its idempotency key.
    OpId, "record";
    /// A photo, voice note or document, before and after its bytes are known.
    AttachmentId, "attachment";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_identifier_survives_text_and_names_its_kind_when_it_is_none() {
        let id = OutcomeId::from_bytes([7; 16]);
        assert_eq!(id.to_string().parse::<OutcomeId>(), Ok(id));
        let fault = "C3".parse::<OutcomeId>().unwrap_err();
        assert_eq!(fault.to_string(), "“C3” does not name a known outcome");
    }
}
