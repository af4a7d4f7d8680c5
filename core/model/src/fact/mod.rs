//! What people record. A fact is immutable, has exactly one subject and one audience, and is kept byte for
//! byte as it was written; a change of mind is a further fact that names what it supersedes.
//!
//! Every kind of fact is a struct with its shape, its rules (`check`) and the ids that it names (`names`). Who
//! may write and read it is decided elsewhere ([`crate::authority`], [`crate::stream`]), and what it leads to in
//! [`crate::select`] and [`crate::flow`].
//!
//! ```
//! use notyet_model::fact::{Body, Kind, Name, Parsed};
//!
//! let json = r#"{"feedback": "0190f3a0-0000-7000-8000-000000000001", "text": "Which claim?"}"#;
//! let Ok(Parsed::Known(body)) = Body::parse("question", 1, json) else { panic!() };
//! assert_eq!(body.check(), Ok(()));
//! let names = body.names();
//! assert!(matches!(&names[..], [Name::Fact(target)] if target.kinds == [Kind::Feedback]));
//! ```

mod change;
mod check;
mod choice;
mod evidence;
mod feedback;
mod goal;
mod judgement;
mod link;
mod name;
#[cfg(feature = "next")]
mod next;
mod office;
mod peer;
mod practice;
mod retake;
#[cfg(test)]
pub(crate) mod samples;

pub use change::{Retraction, Set};
pub use check::{BadFact, LINE, LIST, MARK, Rule, TEXT};
pub use choice::{Choice, Pick, Proposal, ProposalDecision};
pub use evidence::{BlobRef, Bound, DocumentFormat, DocumentRef, Evidence, GroupLink, Piece, VoiceRef};
pub use feedback::{Answer, Feedback, Question, Rewording, Understood};
pub use goal::{Goal, GoalReview, Went};
pub use judgement::{Excusal, Judgement, Lane, Purpose, RowLevel, Support};
pub use link::{BadLink, Link, Resource};
pub use name::{Name, Target};
pub use office::{AmendmentAnswer, AmendmentRequest, GradeDecision, GradeOverride, GradeRequest, StaffNote};
pub use peer::{PeerComment, PeerUnkind};
pub use practice::{
    Confidence, Feel, Habit, OwnWords, Partner, Practice, Readiness, Side, Signup, TaskFeel, TermMode,
    TermPractice, Wording,
};
pub use retake::{Conditions, Decision, RetakeConditions, RetakeDecision, RetakeRequest};

pub(crate) use check::{list, require, text, words};

#[cfg(feature = "next")]
use crate::build::{Build, build};
use crate::ids::OpId;

macro_rules! kinds {
    ($($kind:ident, $word:literal, $version:literal;)*) => {
        /// The kinds of fact that this program knows, with their words on the wire.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Kind {
            $(#[doc = concat!("`", $word, "`")] $kind,)*
        }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// The word on the wire.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$kind => $word,)*
                }
            }

            /// The version of the body that goes on the wire.
            pub fn version(self) -> u16 {
                match self {
                    $(Self::$kind => $version,)*
                }
            }
        }

        /// The body of an operation of a known kind.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Body {
            $(#[doc = concat!("`", $word, "`")] $kind($kind),)*
        }

        impl Body {
            /// Its kind.
            pub fn which(&self) -> Kind {
                match self {
                    $(Self::$kind(_) => Kind::$kind,)*
                }
            }

            fn text(&self) -> serde_json::Result<String> {
                match self {
                    $(Self::$kind(body) => serde_json::to_string(body),)*
                }
            }

            fn read(kind: Kind, json: &str) -> serde_json::Result<Self> {
                Ok(match kind {
                    $(Kind::$kind => Self::$kind(serde_json::from_str(json)?),)*
                })
            }

            /// Whether the body keeps the rules of its kind: lengths, counts, what must be said. That what it
            /// names is there is for whoever keeps the records; see [`Body::names`].
            pub fn check(&self) -> Result<(), BadFact> {
                match self {
                    $(Self::$kind(body) => body.check(),)*
                }
            }

            /// Every id that the body names, with what it must be, in the order of its fields.
            pub fn names(&self) -> Vec<Name> {
                match self {
                    $(Self::$kind(body) => body.names(),)*
                }
            }
        }
    };
}

kinds! {
    Judgement, "judgement", 1;
    Excusal, "excusal", 1;
    Evidence, "evidence", 1;
    BlobRef, "blob.ref", 1;
    VoiceRef, "voice.ref", 1;
    DocumentRef, "document.ref", 1;
    GroupLink, "group.link", 1;
    Feedback, "feedback", 1;
    Question, "question", 1;
    Answer, "answer", 1;
    Understood, "understood", 1;
    Rewording, "rewording", 1;
    OwnWords, "own_words", 1;
    Practice, "practice", 1;
    Readiness, "readiness", 1;
    TaskFeel, "task.feel", 1;
    Habit, "habit", 1;
    Partner, "partner", 1;
    Signup, "signup", 1;
    RetakeConditions, "retake.conditions", 1;
    RetakeRequest, "retake.request", 1;
    RetakeDecision, "retake.decision", 1;
    Choice, "choice", 1;
    Proposal, "proposal", 1;
    ProposalDecision, "proposal.decision", 1;
    Goal, "goal", 1;
    GoalReview, "goal.review", 1;
    PeerComment, "peer.comment", 1;
    PeerUnkind, "peer.unkind", 1;
    StaffNote, "staff.note", 1;
    GradeOverride, "grade.override", 1;
    GradeRequest, "grade.request", 1;
    GradeDecision, "grade.decision", 1;
    AmendmentRequest, "amendment.request", 1;
    AmendmentAnswer, "amendment.answer", 1;
    Retraction, "retraction", 1;
    Set, "set", 1;
}

impl Kind {
    /// What binds an attachment to bytes; see [`Body::binds`].
    pub const BINDING: &'static [Self] = &[Self::BlobRef, Self::VoiceRef, Self::DocumentRef];

    /// What can be taken back: facts about a student. Not retractions (what was taken back is recorded anew),
    /// not the bytes of a photo, a voice note or a document (they go with the evidence), not settings.
    pub const RETRACTABLE: &'static [Self] = &[
        Self::Judgement,
        Self::Excusal,
        Self::Evidence,
        Self::GroupLink,
        Self::Feedback,
        Self::Question,
        Self::Answer,
        Self::Understood,
        Self::Rewording,
        Self::OwnWords,
        Self::Practice,
        Self::Readiness,
        Self::TaskFeel,
        Self::Habit,
        Self::Partner,
        Self::Signup,
        Self::RetakeConditions,
        Self::RetakeRequest,
        Self::RetakeDecision,
        Self::Choice,
        Self::Proposal,
        Self::ProposalDecision,
        Self::Goal,
        Self::GoalReview,
        Self::PeerComment,
        Self::PeerUnkind,
        Self::StaffNote,
        Self::GradeOverride,
        Self::GradeRequest,
        Self::GradeDecision,
        Self::AmendmentRequest,
        Self::AmendmentAnswer,
    ];

    /// The kind of that word on the wire.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.as_str() == word)
    }
}

/// What [`Body::parse`] makes of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Parsed {
    /// A kind and version that this program knows.
    Known(Body),
    /// Another kind, or a newer version of a known one: kept, passed on, folded nowhere.
    Unknown,
}

/// A body that does not have its kind's shape.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the body of a {kind} cannot be read: {fault}")]
pub struct BadBody {
    /// The operation's kind.
    pub kind: String,
    /// What serde found, with line and column.
    pub fault: String,
}

/// Every kind with every version of it that this program reads, one a line: what two programs compare to see whether
/// one knows more than the other.
pub fn vocabulary() -> String {
    let mut known: Vec<(&str, u16)> = Kind::ALL.iter().map(|kind| (kind.as_str(), kind.version())).collect();
    #[cfg(feature = "next")]
    if build() == Build::Next {
        known.extend(next::MORE);
    }
    known.sort_unstable();
    known.iter().map(|(kind, version)| format!("{kind} {version}\n")).collect()
}

impl Body {
    /// The kind and the version that go on the wire.
    pub fn kind(&self) -> (&'static str, u16) {
        #[cfg(feature = "next")]
        if build() == Build::Next
            && let Some(kind) = next::kind(self)
        {
            return kind;
        }
        (self.which().as_str(), self.which().version())
    }

    /// The JSON text of the body.
    pub fn to_json(&self) -> String {
        let text = self.text();
        let text = text.expect("bodies hold only strings, integers and lists, which JSON can always say");
        #[cfg(feature = "next")]
        if build() == Build::Next {
            return next::written(self, text);
        }
        text
    }

    /// Reads the body of an operation of this kind and version. Unknown fields are ignored here; they survive
    /// because the operation's bytes are kept.
    pub fn parse(kind: &str, version: u16, json: &str) -> Result<Parsed, BadBody> {
        #[cfg(feature = "next")]
        if build() == Build::Next
            && let Some(read) = next::parse(kind, version, json)
        {
            return read;
        }
        match Kind::parse(kind).filter(|known| known.version() == version) {
            None => Ok(Parsed::Unknown),
            Some(known) => Self::read(known, json)
                .map(Parsed::Known)
                .map_err(|e| BadBody { kind: kind.to_owned(), fault: e.to_string() }),
        }
    }

    /// The bytes that it binds an attachment to; `None` for every other kind.
    pub fn binds(&self) -> Option<Bound<'_>> {
        match self {
            Self::BlobRef(BlobRef { attachment, sha256, thumb, .. }) => {
                Some(Bound { attachment: *attachment, sha256, thumb: Some(thumb) })
            }
            Self::VoiceRef(VoiceRef { attachment, sha256, .. }) => {
                Some(Bound { attachment: *attachment, sha256, thumb: None })
            }
            Self::DocumentRef(DocumentRef { attachment, sha256, .. }) => {
                Some(Bound { attachment: *attachment, sha256, thumb: None })
            }
            _ => None,
        }
    }

    /// What the body corrects: all leaves that its author saw.
    pub fn supersedes(&self) -> &[OpId] {
        match self {
            Self::Judgement(body) => &body.supersedes,
            Self::Evidence(body) => &body.supersedes,
            Self::Feedback(body) => &body.supersedes,
            Self::Practice(body) => &body.supersedes,
            Self::Goal(body) => &body.supersedes,
            _ => &[],
        }
    }
}

#[cfg(test)]
mod tests;
