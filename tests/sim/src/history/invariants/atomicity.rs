//! Promise 7. Atomicity: after a crash at any step operations, numbers, levels and cursors agree, no cursor is ahead of what
//! is there, and nothing was acknowledged that is not committed.

use super::{Held, Invariant, broken, require};
use crate::history::book::{Book, Streams};
use crate::history::ledger::Ledger;
use crate::history::tablet::Tablet;
use notyet_protocol::digest::to_hex;
use notyet_protocol::wire::{Fate, SyncAnswer};
use notyet_store::Inspection;

/// What the server has said that it has, it has.
pub(super) fn acknowledged(book: &Book, answer: &SyncAnswer) -> Held {
    for ack in &answer.acks {
        if matches!(ack.fate, Fate::Stored | Fate::Dup) {
            require(book.ops.contains_key(&ack.id), Invariant::Atomicity, || {
                format!("{} was acknowledged as {:?} and is not committed", ack.id, ack.fate)
            })?;
        }
    }
    Ok(())
}

/// The server's rows agree with each other.
pub(super) fn server(book: &Book) -> Held {
    let one = |sql: &str| book.db().query_row(sql, [], |row| row.get::<_, String>(0));
    let sound =
        one("PRAGMA integrity_check").map_err(|error| broken(Invariant::Atomicity, error.to_string()))?;
    require(sound == "ok", Invariant::Atomicity, || format!("the server's database: {sound}"))?;
    let odd = one("SELECT count(*) || ' operations stand in no stream or not at all' FROM
           (SELECT op FROM feed EXCEPT SELECT id FROM op)");
    let odd = odd.map_err(|error| broken(Invariant::Atomicity, error.to_string()))?;
    require(odd.starts_with("0 "), Invariant::Atomicity, || odd.clone())
}

/// A device's rows agree with each other, with the server's and with what people were shown.
pub(super) fn device(who: usize, tablet: &Tablet, kept: &Inspection, ledger: &Ledger, book: &Book) -> Held {
    let says = |what: &str| broken(Invariant::Atomicity, format!("tablet {who}: {what}"));
    let integrity = tablet.store.integrity().map_err(|error| says(&error.to_string()))?;
    require(integrity == "ok", Invariant::Atomicity, || format!("tablet {who}: {integrity}"))?;
    let agree = tablet.store.levels_agree().map_err(|error| says(&error.to_string()))?;
    require(agree, Invariant::Liveness, || {
        format!("tablet {who}: its levels are not those that its facts lead to")
    })?;
    for (stream, held) in &kept.streams {
        let last = held.ops.iter().filter_map(|(place, _)| *place).max().unwrap_or(0);
        let read_from = |streams: &Streams| match held.seq.checked_sub(1) {
            None => true,
            Some(at) => streams
                .get(stream)
                .and_then(|ops| ops.get(at as usize))
                .is_some_and(|(_, digest)| *digest == to_hex(&held.digest)),
        };
        // Who has not heard of it yet holds what was there before the server went back.
        let was_there = read_from(&book.streams) || book.past.iter().any(read_from);
        require(held.seq == last && was_there, Invariant::Atomicity, || {
            format!("tablet {who} has read {stream} up to {}, and holds it up to {last}", held.seq)
        })?;
    }
    for (id, saved) in ledger.saved.iter().filter(|(_, saved)| saved.on.contains(&who)) {
        // What was confirmed goes again with a stream that may no longer be read.
        let here = kept.ops.contains_key(id) || book.signed.contains_key(id) || ledger.went(saved);
        require(here, Invariant::Durability, || {
            format!("tablet {who} was shown {} {id} as saved, and it is gone", saved.kind)
        })?;
    }
    Ok(())
}
