//! Captured work, and the bytes of its photos.

use crate::calendar::Day;
use crate::ids::{AttachmentId, ContextId, OutcomeId, TaskId};
use serde::{Deserialize, Serialize};

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
