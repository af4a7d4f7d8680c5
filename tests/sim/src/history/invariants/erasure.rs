//! Promise 9. Erasure: slots stay. Nothing is erased in these histories, so every operation stands for ever where it stood.

use super::{Held, Invariant, broken, require};
use crate::history::book::Book;
use std::collections::BTreeMap;

/// No stream is shorter than it was, and what was read of it stands where it stood.
pub(super) fn slots_stay(book: &mut Book, slots: &BTreeMap<String, usize>) -> Held {
    let says = |error: rusqlite::Error| broken(Invariant::Erasure, error.to_string());
    for (stream, length) in slots {
        let held = &book.streams[stream][..*length];
        let mut read = book
            .db()
            .prepare_cached("SELECT op FROM feed WHERE stream = ?1 AND seq <= ?2 ORDER BY seq")
            .map_err(says)?;
        let ops = read
            .query_map(rusqlite::params![stream, *length as i64], |row| row.get::<_, String>(0))
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
            .map_err(says)?;
        let same = ops.iter().eq(held.iter().map(|(id, _)| id.to_string()).collect::<Vec<_>>().iter());
        require(same, Invariant::Erasure, || format!("{stream} is another up to {length} than it was"))?;
    }
    Ok(())
}
