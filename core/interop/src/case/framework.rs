//! A competency framework as plain values, whatever version of CASE it came from. Fields without a place of their own
//! are kept in `extra`, as they came.

use serde_json::{Map, Value};
use uuid::Uuid;

/// A whole package.
#[derive(Debug, Clone, PartialEq)]
pub struct Framework {
    /// The document that the items belong to.
    pub document: Document,
    /// Outcomes, standards and headings, in the file's order.
    pub items: Vec<Item>,
    /// How they hang together, in the file's order.
    pub associations: Vec<Association>,
    /// Rubrics, in the file's order.
    pub rubrics: Vec<Rubric>,
    /// Definitions and extensions of the package, as they came.
    pub extra: Map<String, Value>,
}

/// The head of a package.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// Its id.
    pub identifier: Uuid,
    /// Its title.
    pub title: String,
    /// Who made it.
    pub creator: Option<String>,
    /// Everything else, as it came.
    pub extra: Map<String, Value>,
}

/// An outcome, a standard or a heading.
#[derive(Debug, Clone, PartialEq)]
pub struct Item {
    /// Its id.
    pub identifier: Uuid,
    /// The code that people use: `RI.7.1`.
    pub human_coding_scheme: Option<String>,
    /// The formal wording.
    pub full_statement: String,
    /// The wording for students: "I can …".
    pub alternative_label: Option<String>,
    /// `Outcome`, `Standard` … as written.
    pub item_type: Option<String>,
    /// Notes.
    pub notes: Option<String>,
    /// Grades (`educationLevel`, or `educationalLevel` as older exports write it).
    pub education_level: Vec<String>,
    /// Everything else, as it came.
    pub extra: Map<String, Value>,
}

/// A reference to an item or document, of this package or another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// Its id as written; outside this package it need not be a UUID.
    pub identifier: String,
    /// What it is called there; often the item's code.
    pub title: Option<String>,
    /// Its address.
    pub uri: Option<String>,
}

/// One edge between two items.
#[derive(Debug, Clone, PartialEq)]
pub struct Association {
    /// Its id.
    pub identifier: Uuid,
    /// `isChildOf`, `isRelatedTo` … as written.
    pub kind: String,
    /// Where it starts.
    pub origin: Link,
    /// Where it leads.
    pub destination: Link,
    /// Order among siblings.
    pub sequence: Option<i64>,
    /// Everything else, as it came.
    pub extra: Map<String, Value>,
}

/// A rubric.
#[derive(Debug, Clone, PartialEq)]
pub struct Rubric {
    /// Its id.
    pub identifier: Uuid,
    /// Its title.
    pub title: Option<String>,
    /// Its rows, by position; without one, in the file's order.
    pub criteria: Vec<Criterion>,
    /// Everything else, as it came.
    pub extra: Map<String, Value>,
}

/// A row of a rubric.
#[derive(Debug, Clone, PartialEq)]
pub struct Criterion {
    /// Its id.
    pub identifier: Uuid,
    /// Its short title.
    pub category: Option<String>,
    /// Its description.
    pub description: Option<String>,
    /// The item that it judges; always an item of this package.
    pub item: Option<Uuid>,
    /// Order among rows.
    pub position: Option<i64>,
    /// Its levels, by position; without one, in the file's order.
    pub levels: Vec<Level>,
    /// Everything else, as it came.
    pub extra: Map<String, Value>,
}

/// One cell of a rubric.
#[derive(Debug, Clone, PartialEq)]
pub struct Level {
    /// Its id.
    pub identifier: Uuid,
    /// The level's name: `Approaching`.
    pub quality: Option<String>,
    /// What work at this level shows.
    pub description: Option<String>,
    /// Points in thousandths, rounded to the nearest: a score of 2.5 is 2500.
    pub score_thousandths: Option<i64>,
    /// Order among levels, lowest first.
    pub position: Option<i64>,
    /// Everything else, as it came.
    pub extra: Map<String, Value>,
}
