//! What people record. A fact is immutable, has exactly one subject and one audience, and is kept byte for
//! byte as it was written; a change of mind is a further fact that names what it supersedes.

use crate::calendar::Day;
use crate::ids::{AttachmentId, ContextId, LevelId, OpId, OutcomeId, RowId, RubricId, TaskId};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a result is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Practice: informs, and never enters a level or a grade.
    Formative,
    /// A chance to show mastery (an at-bat).
    Summative,
}

/// Whether the work was done alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Support {
    /// Alone.
    Independent,
    /// With help.
    Supported,
}

/// Whose judgement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lane {
    /// A teacher's.
    Teacher,
    /// The student's own.
    #[serde(rename = "self")]
    Own,
}

/// The level given to one row of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowLevel {
    /// Which row.
    pub row_id: RowId,
    /// Its level.
    pub level_id: LevelId,
}

/// A level given to a student's work on one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The piece of work, when one was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<OpId>,
    /// The outcome that was judged.
    pub outcome: OutcomeId,
    /// The version of the rubric that the person had before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric_version: Option<RubricId>,
    /// The person's own tap for the whole; absent when rows alone were judged, which is practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelId>,
    /// Levels by row; they feed the rows' curves and never a level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowLevel>,
    /// Practice, or a chance to show mastery.
    pub purpose: Purpose,
    /// Alone, or with help.
    pub support: Support,
    /// Whose judgement it is.
    pub lane: Lane,
    /// Whether it tells what was known before the course: a pre-test, last year's level. It never counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub baseline: bool,
    /// The task that the work belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The kind of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<ContextId>,
    /// When the work was done: UTC milliseconds, the device's clock plus its offset to the server's.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone, fixed when written.
    pub work_day: Day,
    /// All leaves that the author saw of what this one corrects; same student, outcome and lane.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

/// A captured piece of work of one student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The outcomes it belongs to; at least one.
    pub outcomes: Vec<OutcomeId>,
    /// Photos, voice notes and files; their bytes follow in their own time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// The kind of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<ContextId>,
    /// The task that the work belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// When it was captured, UTC milliseconds.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone.
    pub work_day: Day,
}

/// What a teacher says about work, in three parts, each of which may be empty, but not all.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The outcome that it is pegged to.
    pub outcome: OutcomeId,
    /// The judgement that it goes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<OpId>,
    /// What went well.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub went_well: String,
    /// What to improve.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub improve: String,
    /// One next step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// When it was written, UTC milliseconds.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone.
    pub work_day: Day,
    /// All leaves that the author saw of what this one corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

/// Binds an attachment to the bytes that it turned out to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BlobRef {
    /// The attachment that an evidence names.
    pub attachment: AttachmentId,
    /// SHA-256 of the processed picture, lower-case hexadecimal.
    pub sha256: String,
    /// SHA-256 of its thumbnail, lower-case hexadecimal.
    pub thumb: String,
    /// Pixels across, after the orientation was applied.
    pub w: u32,
    /// Pixels down.
    pub h: u32,
}

/// Takes facts back. What was taken back stays on record and counts nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retraction {
    /// What is taken back: facts of the same student.
    pub of: Vec<OpId>,
}

/// Sets fields of an entity (outcome, class, member …); each field is a register whose latest write wins.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Set {
    /// The kind of entity; see [`crate::register::Entity`].
    pub entity: String,
    /// Which one: an id, or for members `class/user`.
    pub id: String,
    /// New values by field.
    pub fields: Map<String, Value>,
}

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
            baseline: false,
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
