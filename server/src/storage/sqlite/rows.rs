//! Cells and rows of SQLite as values. What is not what was written counts as damage.

use super::super::words::{parse, unreadable};
use super::super::{Device, Membership, Person, Stored, StoredOp};
use notyet_model::authority::Role;
use notyet_model::clock::Hlc;
use notyet_model::register::ClassRole;
use rusqlite::Row;
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
        parent: get_some(row, 8)?,
        doubled: row.get(9)?,
    })
}

pub(super) fn op(row: &Row<'_>) -> Stored<StoredOp> {
    Ok(StoredOp {
        id: get(row, 0)?,
        class: get_some(row, 1)?,
        student: get_some(row, 2)?,
        kind: row.get(3)?,
        v: row.get(4)?,
        actor: get(row, 5)?,
        dev: get(row, 6)?,
        dseq: row.get(7)?,
        eff: Hlc(row.get::<_, i64>(8)? as u64),
        flags: row.get(9)?,
        received: row.get(10)?,
        mac: row.get(11)?,
        text: row.get(12)?,
    })
}

pub(super) fn get<T: FromStr<Err: ToString>>(row: &Row<'_>, column: usize) -> Stored<T> {
    row.get::<_, String>(column)?.parse().map_err(unreadable)
}

pub(super) fn get_some<T: FromStr<Err: ToString>>(row: &Row<'_>, column: usize) -> Stored<Option<T>> {
    row.get::<_, Option<String>>(column)?.map(|text| text.parse().map_err(unreadable)).transpose()
}
