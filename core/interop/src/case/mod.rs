//! Reads CASE 1.0 and 1.1 packages: bytes of JSON in, a [`Framework`] or every fault out. Outcomes of the school and
//! the standards they align to come out as [`OutcomeSpec`]s; storing them is the importer's business.
//!
//! Tolerant, because real packages bend the schema: extra fields are kept, null counts as absent, one string may stand
//! for a list, numbers may stand for text. Strict about identifiers and about what would be lost without a word.
//!
//! What NotYet needs beyond CASE stands in the item's `extensions.notyet`, which the 1.1 schema leaves open:
//! `kind` (`skill` or `content`), `masteryLevel` (the name of the level that counts as mastery) and `schoolWide`.

mod check;
mod fault;
mod framework;
mod json;
mod outcomes;
mod read;

pub use fault::{Fault, Rule};
pub use framework::{Association, Criterion, Document, Framework, Item, Level, Link, Rubric};
pub use outcomes::{Cell, Kind, OutcomeSpec, RubricRow};
pub use read::{MAX_BYTES, read};

/// The `CFItemType` of the school's own outcomes; every other item is a standard or a heading.
pub const OUTCOME: &str = "Outcome";
/// The most rubric rows one outcome may have.
pub const MAX_ROWS: usize = 4;
