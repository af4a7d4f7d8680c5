//! Promise 3. Density: a stream's numbers are 1 to its head, each operation stands there once, and the chain of digests is
//! right; no reader skips a number that was committed.

use super::{Held, Invariant, broken, require};
use crate::history::book::Book;
use crate::history::verdict::Violation;
use notyet_model::ids::OpId;
use notyet_protocol::digest::Digest;
use notyet_store::Inspection;

/// Reads what was appended to streams since; answers it.
pub(super) fn streams(book: &mut Book) -> Result<Vec<(String, OpId)>, Violation> {
    let (grown, read) = appended(book).map_err(|error| broken(Invariant::Density, error.to_string()))?;
    let mut placed = Vec::new();
    for (stream, seq, op, digest) in read {
        let id: OpId =
            op.parse().map_err(|_| broken(Invariant::Density, format!("{stream} holds “{op}”")))?;
        let ops = book.streams.entry(stream.clone()).or_default();
        let next = ops.len() as u64 + 1;
        require(seq as u64 == next, Invariant::Density, || {
            format!("{stream} goes from {} to {seq}", next - 1)
        })?;
        require(!ops.iter().any(|(held, _)| *held == id), Invariant::Density, || {
            format!("{stream} holds {id} twice")
        })?;
        let before = ops.last().and_then(|(_, digest)| Digest::from_hex(digest)).unwrap_or_default();
        require(before.then(next, id).to_hex() == digest, Invariant::Density, || {
            format!("the digest of {stream} after {seq} is another")
        })?;
        ops.push((id, digest));
        placed.push((stream, id));
    }
    for (stream, head, digest) in grown {
        let ops = book.streams.get(&stream);
        let (held, last) = (ops.map_or(0, Vec::len) as i64, ops.and_then(|ops| ops.last()));
        require(held == head, Invariant::Density, || {
            format!("{stream} has {held} operations and head {head}")
        })?;
        require(last.is_none_or(|(_, last)| *last == digest), Invariant::Density, || {
            format!("the head of {stream} has another digest than its last operation")
        })?;
    }
    Ok(placed)
}

type Heads = Vec<(String, i64, String)>;
type Rows = Vec<(String, i64, String, String)>;

fn appended(book: &Book) -> rusqlite::Result<(Heads, Rows)> {
    let mut read = book.db().prepare_cached("SELECT stream, seq, digest FROM head")?;
    let heads: Heads =
        read.query_map([], |r| Ok((r.get(0)?, r.get(1)?, r.get(2)?)))?.collect::<Result<_, _>>()?;
    let grown: Heads = heads
        .into_iter()
        .filter(|(stream, seq, _)| book.streams.get(stream).map_or(0, Vec::len) as i64 != *seq)
        .collect();
    let mut rows = Rows::new();
    for (stream, ..) in &grown {
        let held = book.streams.get(stream).map_or(0, Vec::len) as i64;
        let mut read = book.db().prepare_cached(
            "SELECT stream, seq, op, digest FROM feed WHERE stream = ?1 AND seq > ?2 ORDER BY seq",
        )?;
        let appended = read.query_map(rusqlite::params![stream, held], |r| {
            Ok((r.get(0)?, r.get(1)?, r.get(2)?, r.get(3)?))
        })?;
        for row in appended {
            rows.push(row?);
        }
    }
    Ok((grown, rows))
}

/// No device skips a number, or counts further than it holds or the server has.
pub(super) fn readers(kept: &[Inspection], book: &Book) -> Held {
    for (who, kept) in kept.iter().enumerate() {
        for (stream, held) in &kept.streams {
            let head = book.streams.get(stream).map_or(0, Vec::len) as u64;
            require(held.seq <= head, Invariant::Density, || {
                format!("tablet {who} has read {stream} up to {}, which ends at {head}", held.seq)
            })?;
            let places: Vec<u64> = held.ops.iter().filter_map(|(place, _)| *place).collect();
            require(places == (1..=held.seq).collect::<Vec<_>>(), Invariant::Density, || {
                format!("tablet {who} has read {stream} up to {} and holds {places:?}", held.seq)
            })?;
        }
    }
    Ok(())
}
