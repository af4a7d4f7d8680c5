//! Taking facts back, and setting fields of entities.

use crate::ids::OpId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

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
