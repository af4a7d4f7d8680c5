//! Levels given to work: by a teacher or by the student, as practice or as a chance, alone or with help.

use crate::calendar::Day;
use crate::ids::{ContextId, LevelId, OpId, OutcomeId, RowId, RubricId, TaskId};
use serde::{Deserialize, Serialize};

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
