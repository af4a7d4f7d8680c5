//! The school's outcomes, picked out of a framework with their rubric rows and the standards they align to. A
//! pure reading of what `read` has checked.

use std::collections::HashMap;

use serde_json::Value;
use uuid::Uuid;

use super::OUTCOME;
use super::framework::{Association, Criterion, Framework, Item, Level, Link};
use super::tasks::is_task;

pub(super) const KINDS: [&str; 2] = ["skill", "content"];

/// Associations that align an outcome with a standard, in either direction.
const ALIGNING: [&str; 3] = ["isRelatedTo", "isPartOf", "exactMatchOf"];

/// One outcome, ready to be taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutcomeSpec {
    /// The item's identifier.
    pub id: Uuid,
    /// Its code: `C3`.
    pub code: Option<String>,
    /// The formal wording.
    pub formal: String,
    /// The wording for students; the formal one if the file has no other.
    pub i_can: String,
    /// Skill or content.
    pub kind: Kind,
    /// Codes of the standards it aligns to, in the file's order, each once.
    pub standards: Vec<String>,
    /// The name of the level that counts as mastery, where the outcome sets its own.
    pub mastery_level: Option<String>,
    /// Whether other subjects of the school share it.
    pub school_wide: bool,
    /// Place among the outcomes, from 0.
    pub position: u32,
    /// Its rubric: none if the file has none, at most [`super::MAX_ROWS`].
    pub rows: Vec<RubricRow>,
}

/// What an outcome is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Kind {
    /// Something to be able to do.
    #[default]
    Skill,
    /// Something to know.
    Content,
}

/// One row of an outcome's rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RubricRow {
    /// The criterion's identifier.
    pub id: Uuid,
    /// Its title.
    pub title: String,
    /// Its cells, lowest level first.
    pub cells: Vec<Cell>,
}

/// One level of one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// The cell's identifier. The same level has another one in each row: levels are told by name.
    pub id: Uuid,
    /// The level's name.
    pub level: String,
    /// What work at this level shows.
    pub text: String,
    /// Points in thousandths; None if the file gives none.
    pub points_thousandths: Option<i64>,
}

impl Framework {
    /// Items with the type `Outcome`, by the sequence number of their place in the document, then in the file's order.
    pub fn outcomes(&self) -> Vec<OutcomeSpec> {
        let standards = self.alignments();
        let spec = |(position, item): (usize, &Item)| OutcomeSpec {
            id: item.identifier,
            code: item.human_coding_scheme.clone(),
            formal: item.full_statement.clone(),
            i_can: item.alternative_label.clone().unwrap_or_else(|| item.full_statement.clone()),
            kind: match ours(item, "kind").and_then(Value::as_str) {
                Some("content") => Kind::Content,
                _ => Kind::Skill,
            },
            standards: standards.get(&item.identifier).cloned().unwrap_or_default(),
            mastery_level: ours(item, "masteryLevel").and_then(Value::as_str).map(str::to_owned),
            school_wide: ours(item, "schoolWide").and_then(Value::as_bool).unwrap_or_default(),
            position: position as u32,
            rows: self.rows_of(item.identifier),
        };
        self.in_order(is_outcome).into_iter().enumerate().map(spec).collect()
    }

    fn rows_of(&self, item: Uuid) -> Vec<RubricRow> {
        let rows = self.rubrics.iter().flat_map(|rubric| &rubric.criteria);
        rows.filter(|row| row.item == Some(item))
            .map(|row| RubricRow {
                id: row.identifier,
                title: row.category.clone().or(row.description.clone()).unwrap_or_default(),
                cells: ordered_levels(row).into_iter().map(cell).collect(),
            })
            .collect()
    }

    /// Items of one kind, by the sequence number of their place in the document, then in the file's order.
    pub(super) fn in_order(&self, is_wanted: fn(&Item) -> bool) -> Vec<&Item> {
        let children = self.associations.iter().filter(|edge| edge.kind == "isChildOf");
        let places: HashMap<Uuid, i64> =
            children.filter_map(|edge| Some((here(&edge.origin)?, edge.sequence?))).collect();
        let mut items: Vec<&Item> = self.items.iter().filter(|item| is_wanted(item)).collect();
        items.sort_by_key(|item| places.get(&item.identifier).copied().unwrap_or(i64::MAX));
        items
    }

    /// Outcome → codes of standards. The other end may be an item of this file or of another framework, whose code is
    /// then the link's title.
    fn alignments(&self) -> HashMap<Uuid, Vec<String>> {
        let items: HashMap<Uuid, &Item> = self.items.iter().map(|item| (item.identifier, item)).collect();
        let is_ours =
            |link: &Link| here(link).and_then(|id| items.get(&id)).is_some_and(|item| is_outcome(item));
        let mut aligned: HashMap<Uuid, Vec<String>> = HashMap::new();
        for Association { kind, origin, destination, .. } in &self.associations {
            let (outcome, standard) = match (is_ours(origin), is_ours(destination)) {
                (true, false) => (origin, destination),
                (false, true) => (destination, origin),
                _ => continue,
            };
            let item = here(standard).and_then(|id| items.get(&id));
            let is_document = here(standard) == Some(self.document.identifier);
            if is_document || item.is_some_and(|item| is_task(item)) || !ALIGNING.contains(&kind.as_str()) {
                continue;
            }
            let code = match item {
                Some(item) => item.human_coding_scheme.clone().or_else(|| Some(item.full_statement.clone())),
                None => standard.title.clone().or_else(|| Some(standard.identifier.clone())),
            };
            if let (Some(outcome), Some(code)) = (here(outcome), code) {
                let codes = aligned.entry(outcome).or_default();
                if !codes.contains(&code) {
                    codes.push(code);
                }
            }
        }
        aligned
    }
}

pub(super) fn is_outcome(item: &Item) -> bool {
    item.item_type.as_deref() == Some(OUTCOME)
}

pub(super) fn level_name(level: &Level) -> String {
    level.quality.clone().unwrap_or_default()
}

/// Lowest first: by position where given, else by points, else as in the file.
pub(super) fn ordered_levels(row: &Criterion) -> Vec<&Level> {
    let mut levels: Vec<&Level> = row.levels.iter().collect();
    levels.sort_by_key(|level| {
        (level.position.unwrap_or(i64::MAX), level.score_thousandths.unwrap_or(i64::MAX))
    });
    levels
}

fn cell(level: &Level) -> Cell {
    Cell {
        id: level.identifier,
        level: level_name(level),
        text: level.description.clone().unwrap_or_default(),
        points_thousandths: level.score_thousandths,
    }
}

pub(super) fn ours<'a>(item: &'a Item, name: &str) -> Option<&'a Value> {
    item.extra.get("extensions")?.get("notyet")?.get(name)
}

pub(super) fn here(link: &Link) -> Option<Uuid> {
    Uuid::parse_str(&link.identifier).ok()
}
