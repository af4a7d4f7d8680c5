//! What people record. A fact is immutable, has exactly one subject and one audience, and is kept byte for
//! byte as it was written; a change of mind is a further fact that names what it supersedes.

mod change;
mod evidence;
mod feedback;
mod judgement;

pub use change::{Retraction, Set};
pub use evidence::{BlobRef, Evidence};
pub use feedback::Feedback;
pub use judgement::{Judgement, Lane, Purpose, RowLevel, Support};

use serde::Deserialize;

/// The body of an operation of a known kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Body {
    /// `judgement`
    Judgement(Judgement),
    /// `evidence`
    Evidence(Evidence),
    /// `feedback`
    Feedback(Feedback),
    /// `blob.ref`
    BlobRef(BlobRef),
    /// `retraction`
    Retraction(Retraction),
    /// `set`
    Set(Set),
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

impl Body {
    /// The kind and the version that go on the wire.
    pub fn kind(&self) -> (&'static str, u16) {
        match self {
            Self::Judgement(_) => ("judgement", 1),
            Self::Evidence(_) => ("evidence", 1),
            Self::Feedback(_) => ("feedback", 1),
            Self::BlobRef(_) => ("blob.ref", 1),
            Self::Retraction(_) => ("retraction", 1),
            Self::Set(_) => ("set", 1),
        }
    }

    /// The JSON text of the body.
    pub fn to_json(&self) -> String {
        let text = match self {
            Self::Judgement(b) => serde_json::to_string(b),
            Self::Evidence(b) => serde_json::to_string(b),
            Self::Feedback(b) => serde_json::to_string(b),
            Self::BlobRef(b) => serde_json::to_string(b),
            Self::Retraction(b) => serde_json::to_string(b),
            Self::Set(b) => serde_json::to_string(b),
        };
        text.expect("bodies hold only strings, integers and lists, which JSON can always say")
    }

    /// Reads the body of an operation of this kind and version. Unknown fields are ignored here; they survive
    /// because the operation's bytes are kept.
    pub fn parse(kind: &str, version: u16, json: &str) -> Result<Parsed, BadBody> {
        fn read<'a, T: Deserialize<'a>>(kind: &str, json: &'a str) -> Result<T, BadBody> {
            serde_json::from_str(json).map_err(|e| BadBody { kind: kind.to_owned(), fault: e.to_string() })
        }
        let body = match (kind, version) {
            ("judgement", 1) => Self::Judgement(read(kind, json)?),
            ("evidence", 1) => Self::Evidence(read(kind, json)?),
            ("feedback", 1) => Self::Feedback(read(kind, json)?),
            ("blob.ref", 1) => Self::BlobRef(read(kind, json)?),
            ("retraction", 1) => Self::Retraction(read(kind, json)?),
            ("set", 1) => Self::Set(read(kind, json)?),
            _ => return Ok(Parsed::Unknown),
        };
        Ok(Parsed::Known(body))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::ids::OutcomeId;

    fn judgement() -> Judgement {
        Judgement {
            evidence: None,
            outcome: OutcomeId::from_bytes([1; 16]),
            rubric_version: None,
            level: Some(crate::scale::preset_level(3)),
            rows: vec![],
            purpose: Purpose::Summative,
            support: Support::Independent,
            lane: Lane::Own,
            task: None,
            context: None,
            work_at_ms: 5,
            work_day: Day(20_000),
            supersedes: vec![],
        }
    }

    #[test]
    fn a_body_survives_the_wire() {
        let body = Body::Judgement(judgement());
        let (kind, version) = body.kind();
        assert_eq!(Body::parse(kind, version, &body.to_json()), Ok(Parsed::Known(body.clone())));
        assert!(body.to_json().contains(r#""lane":"self""#));
    }

    #[test]
    fn an_unknown_kind_or_a_newer_version_is_no_fault() {
        assert_eq!(Body::parse("poem", 1, "{}"), Ok(Parsed::Unknown));
        assert_eq!(Body::parse("judgement", 2, "{}"), Ok(Parsed::Unknown));
    }

    #[test]
    fn a_body_without_its_fields_names_the_one_that_lacks() {
        let fault = Body::parse("judgement", 1, r#"{"level":null}"#).unwrap_err();
        assert_eq!(
            fault.to_string(),
            "the body of a judgement cannot be read: missing field `outcome` at line 1 column 14"
        );
    }
}
