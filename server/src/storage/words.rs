//! Words that both databases keep for what is an enum here. What is not what was written counts as damage.

use super::{StorageFault, Stored};
use serde_json::Value;

/// The word of a role, as it is on the wire.
pub(super) fn word(role: &impl serde::Serialize) -> Stored<String> {
    match serde_json::to_value(role) {
        Ok(Value::String(word)) => Ok(word),
        other => Err(unreadable(format!("a role became {other:?}"))),
    }
}

pub(super) fn parse<T: serde::de::DeserializeOwned>(word: String) -> Stored<T> {
    serde_json::from_value(Value::String(word)).map_err(unreadable)
}

pub(super) fn unreadable(what: impl ToString) -> StorageFault {
    StorageFault::Damaged(what.to_string())
}
