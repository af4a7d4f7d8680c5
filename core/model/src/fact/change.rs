//! Taking facts back, and setting fields of entities.

use super::check::{self, BadFact, LIST};
use super::{Kind, Name, Target};
use crate::ids::OpId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// Takes facts back. What was taken back stays on record and counts nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Retraction {
    /// What is taken back: facts of the same student, neither retractions nor settings.
    pub of: Vec<OpId>,
}

impl Retraction {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::list("of", &self.of, 1, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        self.of.iter().map(|id| Name::Fact(Target::one(*id, Kind::RETRACTABLE).changed())).collect()
    }
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

impl Set {
    /// Whether it keeps its rules: it names an entity. What the fields must hold is known only when they are
    /// merged with those that stand already; see [`crate::register::check`].
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("entity", &self.entity, check::MARK)?;
        check::words("id", &self.id, check::LINE)
    }

    /// No ids: those of an entity are asked of its merged fields; see [`crate::register::names`].
    pub fn names(&self) -> Vec<Name> {
        Vec::new()
    }
}
