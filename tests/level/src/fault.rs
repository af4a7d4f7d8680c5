//! What is wrong with a line: which field, and which rule it breaks.

use std::fmt;

/// A field and the rule that it breaks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{field}: {rule}")]
pub(crate) struct Fault {
    field: String,
    rule: String,
}

impl Fault {
    /// A fault of one field.
    pub(crate) fn of(field: impl fmt::Display, rule: impl fmt::Display) -> Self {
        Self { field: field.to_string(), rule: rule.to_string() }
    }

    /// A field that has to be there.
    pub(crate) fn missing(field: impl fmt::Display) -> Self {
        Self::of(field, "is not there")
    }

    /// The same fault, seen from the object or the list that the field is in.
    pub(crate) fn inside(self, outer: impl fmt::Display) -> Self {
        let joint = if self.field.starts_with('[') { "" } else { "." };
        Self { field: format!("{outer}{joint}{}", self.field), rule: self.rule }
    }
}
