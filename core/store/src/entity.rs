//! Entities: registers folded from confirmed operations, the latest write of each field standing, and one row
//! for each entity with its fields merged, which is what readers see.

use crate::StoreError;
use crate::clock::signed;
use crate::levels::BodyOf;
use notyet_model::clock::Hlc;
use notyet_model::fact::Set;
use notyet_model::ids::OpId;
use notyet_model::register::{Entity, wins};
use notyet_protocol::mutant::{self, Mutant};
use rusqlite::{Connection, OptionalExtension, params};
use serde::de::DeserializeOwned;
use serde_json::value::RawValue;
use std::collections::BTreeMap;

/// The name under which an entity's rows are kept.
pub(crate) fn name(kind: &str, id: &str) -> String {
    format!("{kind}/{id}")
}

/// Folds one confirmed operation into the registers. In which order operations come does not matter.
pub(crate) fn fold(conn: &Connection, set: &Set, eff: Hlc, id: OpId) -> Result<(), StoreError> {
    let entity = name(&set.entity, &set.id);
    for (field, value) in &set.fields {
        let held: Option<(i64, uuid::Uuid)> = conn
            .prepare_cached("SELECT eff, opid FROM reg WHERE entity = ? AND field = ?")?
            .query_row(params![entity, field], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        let by_arrival = mutant::on(Mutant::LastToArriveStands);
        if held.is_none_or(|(at, by)| by_arrival || wins((eff, id), (Hlc(at.max(0) as u64), OpId(by)))) {
            conn.prepare_cached(
                "INSERT INTO reg (entity, field, eff, opid, value) VALUES (?, ?, ?, ?, ?)
                 ON CONFLICT (entity, field) DO UPDATE SET
                        eff = excluded.eff, opid = excluded.opid, value = excluded.value",
            )?
            .execute(params![entity, field, signed(eff.0), id.0, value.to_string()])?;
        }
    }
    Ok(())
}

/// Folds an entity from what is left of its operations, after some have gone.
pub(crate) fn fold_again(conn: &Connection, entity: &str) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM reg WHERE entity = ?")?.execute([entity])?;
    let mut read = conn.prepare_cached(
        "SELECT id, coalesce(eff, hlc), body FROM op WHERE entity = ? AND entity IS NOT NULL AND state = 3",
    )?;
    let mut rows = read.query([entity])?;
    while let Some(row) = rows.next()? {
        let set: BodyOf<Set> = serde_json::from_str(row.get_ref(2)?.as_str().unwrap_or(""))?;
        fold(conn, &set.b, Hlc(row.get::<_, i64>(1)?.max(0) as u64), OpId(row.get(0)?))?;
    }
    Ok(())
}

/// Puts an entity's registers into its one row.
pub(crate) fn merge(conn: &Connection, entity: &str) -> Result<(), StoreError> {
    let mut read = conn.prepare_cached("SELECT field, value FROM reg WHERE entity = ?")?;
    let mut fields: BTreeMap<String, Box<RawValue>> = BTreeMap::new();
    let mut rows = read.query([entity])?;
    while let Some(row) = rows.next()? {
        fields.insert(row.get(0)?, RawValue::from_string(row.get(1)?)?);
    }
    if fields.is_empty() {
        conn.prepare_cached("DELETE FROM entity WHERE entity = ?")?.execute([entity])?;
    } else {
        conn.prepare_cached(
            "INSERT INTO entity (entity, fields) VALUES (?, ?)
             ON CONFLICT (entity) DO UPDATE SET fields = excluded.fields",
        )?
        .execute(params![entity, serde_json::to_string(&fields)?])?;
    }
    Ok(())
}

/// A typed view of one entity; absent also when its fields do not make one (it is kept, and shown nowhere).
pub(crate) fn view<T: DeserializeOwned>(
    conn: &Connection,
    kind: Entity,
    id: &str,
) -> Result<Option<T>, StoreError> {
    let mut read = conn.prepare_cached("SELECT fields FROM entity WHERE entity = ?")?;
    let mut rows = read.query([name(kind.as_str(), id)])?;
    Ok(match rows.next()? {
        Some(row) => serde_json::from_str(row.get_ref(0)?.as_str().unwrap_or("")).ok(),
        None => None,
    })
}

/// Typed views of all entities of a kind whose id starts with `within` (empty, or a part that ends with `/`),
/// with the rest of their ids, in no particular order.
pub(crate) fn list<T: DeserializeOwned>(
    conn: &Connection,
    kind: Entity,
    within: &str,
) -> Result<Vec<(String, T)>, StoreError> {
    let from = name(kind.as_str(), within);
    // The least text that is greater than all that start so: '0' follows '/'.
    let to = format!("{}0", &from[..from.len() - 1]);
    let mut read =
        conn.prepare_cached("SELECT entity, fields FROM entity WHERE entity >= ? AND entity < ?")?;
    let mut rows = read.query([&from, &to])?;
    let mut views = Vec::new();
    while let Some(row) = rows.next()? {
        if let Ok(view) = serde_json::from_str(row.get_ref(1)?.as_str().unwrap_or("")) {
            let entity: String = row.get(0)?;
            views.push((entity[from.len()..].to_owned(), view));
        }
    }
    Ok(views)
}
