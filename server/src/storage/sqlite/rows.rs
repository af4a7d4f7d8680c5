//! Cells and rows of SQLite as values. What is not what was written counts as damage.

use super::super::{Device, Membership, Person, StorageFault, Stored};
use notyet_model::authority::Role;
use notyet_model::register::ClassRole;
use rusqlite::Row;
use serde_json::Value;
use std::str::FromStr;

pub(super) fn person(row: &Row<'_>) -> Stored<Person> {
    Ok(Person { id: get(row, 0)?, name: row.get(1)?, role: parse::<Role>(row.get(2)?)?, active: row.get(3)? })
}

pub(super) fn membership(row: &Row<'_>) -> Stored<Membership> {
    let role = parse::<ClassRole>(row.get(2)?)?;
    Ok(Membership { class: get(row, 0)?, user: get(row, 1)?, role, left_ms: row.get(3)? })
}

pub(super) fn device(row: &Row<'_>) -> Stored<Device> {
    Ok(Device {
        id: get(row, 0)?,
        user: get(row, 1)?,
        name: row.get(2)?,
        token_sha256: row.get(3)?,
        enrolled: row.get(4)?,
        token_since: row.get(5)?,
        next_sha256: row.get(6)?,
        revoked: row.get(7)?,
    })
}

pub(super) fn get<T: FromStr<Err: ToString>>(row: &Row<'_>, column: usize) -> Stored<T> {
    row.get::<_, String>(column)?.parse().map_err(unreadable)
}

pub(super) fn get_some<T: FromStr<Err: ToString>>(row: &Row<'_>, column: usize) -> Stored<Option<T>> {
    row.get::<_, Option<String>>(column)?.map(|text| text.parse().map_err(unreadable)).transpose()
}

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
