//! What is said about work.

use crate::calendar::Day;
use crate::ids::{OpId, OutcomeId};
use serde::{Deserialize, Serialize};

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
