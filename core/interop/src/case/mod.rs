//! Reads CASE 1.0 and 1.1 packages: bytes of JSON in, a [`Framework`] or every fault out. Outcomes of the school and
//! the standards they align to come out as [`OutcomeSpec`]s, its tasks as [`TaskSpec`]s; storing them is the importer's
//! business.
//!
//! Tolerant, because real packages bend the schema: extra fields are kept, null counts as absent, one string may stand
//! for a list, numbers may stand for text. Strict about identifiers and about what would be lost without a word.
//!
//! What NotYet needs beyond CASE stands in the item's `extensions.notyet`, which the 1.1 schema leaves open:
//! `kind` (`skill` or `content`), `masteryLevel` (the name of the level that counts as mastery) and `schoolWide` of an
//! outcome; `kindOfWork` (its name) and `depthOfKnowledge` (1 to 4) of a task. A task is related to the outcomes that it is
//! judged on (`isRelatedTo`), and what comes first `precedes` it.

mod check;
mod fault;
mod framework;
mod json;
mod outcomes;
mod read;
mod tasks;

pub use fault::{Fault, Rule};
pub use framework::{Association, Criterion, Document, Framework, Item, Level, Link, Rubric};
pub use outcomes::{Cell, Kind, OutcomeSpec, RubricRow};
pub use read::{MAX_BYTES, read};
pub use tasks::TaskSpec;

/// The `CFItemType` of the school's own outcomes; what is neither an outcome nor a task is a standard or a heading.
pub const OUTCOME: &str = "Outcome";
/// The `CFItemType` of a course's tasks.
pub const TASK: &str = "Task";
/// The most rubric rows one outcome may have.
pub const MAX_ROWS: usize = 4;
