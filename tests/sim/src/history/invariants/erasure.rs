//! Promise 9. Erasure: afterwards nothing of the student is on the server, in what it is put back from, or on any device that
//! has heard of it, not even in what rows leave behind; and slots stay.

use super::{Held, Invariant, broken, require};
use crate::history::book::{Book, canaries};
use crate::history::cast;
use crate::history::ledger::Ledger;
use crate::history::tablet::Tablet;
use crate::history::traces::{self, Traces};
use notyet_model::ids::{OpId, UserId};
use notyet_store::Inspection;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

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

/// Nothing that was stored since is about somebody who was erased; and nothing is blank that is about somebody else.
pub(super) fn stored(book: &Book, ledger: &Ledger, fresh: &[OpId]) -> Held {
    for logged in fresh.iter().map(|id| &book.ops[id]) {
        let about = logged.op.student.filter(|student| ledger.erased.contains(student));
        require(about.is_none(), Invariant::Erasure, || {
            format!("{} {} about {about:?} is stored, who was erased", logged.op.k, logged.op.id)
        })?;
    }
    for logged in book.ops.values().filter(|it| it.is_blank()) {
        let id = logged.op.id;
        require(book.was_erased(id, &ledger.erased), Invariant::Erasure, || {
            format!("{id} is blank, and its student was not erased")
        })?;
    }
    Ok(())
}

/// The planted texts that stand for everything about those who were erased, their names among them.
fn theirs(book: &Book, ledger: &Ledger) -> BTreeSet<String> {
    let of = |student: &UserId| ledger.planted.get(student).cloned().unwrap_or_default();
    let mut texts: BTreeSet<String> = ledger.erased.iter().flat_map(of).collect();
    texts.extend(
        ledger
            .erased
            .iter()
            .flat_map(|student| canaries(&cast::name(*student)).map(str::to_owned).collect::<Vec<_>>()),
    );
    let signed =
        book.signed.values().filter(|it| it.op.student.is_some_and(|of| ledger.erased.contains(&of)));
    texts.extend(signed.flat_map(|it| canaries(&it.text).map(str::to_owned).collect::<Vec<_>>()));
    texts
}

/// What is looked for can be found: before a student is erased, the server's disk has their name on it, and every device
/// that holds something of theirs shows it to whoever has its key. A search that finds nothing proves nothing.
pub(super) fn is_there(student: UserId, folder: &Path, tablets: &[Tablet]) -> Held {
    let there = traces::in_files(folder);
    let is_named = canaries(&cast::name(student)).any(|canary| there.contains_key(canary));
    require(is_named, Invariant::Erasure, || format!("nothing of {student} is found on the server's disk"))?;
    for (who, tablet) in tablets.iter().enumerate() {
        let held = super::inspect(who, tablet)?;
        let about = held.ops.values().filter(|op| op.student == Some(student));
        let texts: BTreeSet<String> =
            about.flat_map(|op| canaries(&op.text).map(str::to_owned).collect::<Vec<_>>()).collect();
        let found = tablet.traces();
        let missed = texts.iter().find(|text| !found.contains_key(*text));
        require(missed.is_none(), Invariant::Erasure, || {
            format!("tablet {who} holds {missed:?} of {student}, and a search does not find it")
        })?;
    }
    Ok(())
}

/// Nothing of theirs is on the server's disk: rows, free pages, logs, photos, keys and ledger.
pub(super) fn server(book: &Book, ledger: &Ledger, folder: &Path) -> Held {
    nowhere(book, ledger, || traces::in_files(folder))
}

/// The same without photos: a device that has not heard may have sent one since, which is swept after some weeks.
pub(super) fn rows(book: &Book, ledger: &Ledger, folder: &Path) -> Held {
    nowhere(book, ledger, || traces::in_rows(folder))
}

/// Nothing of theirs is on a device that has read every notice.
pub(super) fn device(who: usize, tablet: &Tablet, kept: &Inspection, ledger: &Ledger, book: &Book) -> Held {
    let read = kept.ops.values().filter(|op| op.state == 3 && op.kind == "erasure");
    let told: BTreeSet<UserId> = read.filter_map(|op| told(&op.text)).collect();
    if !told.is_superset(&ledger.erased) {
        return Ok(());
    }
    nowhere(book, ledger, || tablet.traces())?;
    let photos = ledger.photos.iter().filter(|(_, photo)| {
        let about = ledger.saved.get(&photo.evidence).and_then(|saved| saved.about);
        about.is_some_and(|about| ledger.erased.contains(&about))
    });
    for (id, _) in photos {
        require(!tablet.has_photo(*id), Invariant::Erasure, || format!("tablet {who} still has photo {id}"))?;
    }
    Ok(())
}

fn told(text: &str) -> Option<UserId> {
    let notice: serde_json::Value = serde_json::from_str(text).ok()?;
    notice["b"]["student"].as_str()?.parse().ok()
}

fn nowhere(book: &Book, ledger: &Ledger, look: impl FnOnce() -> Traces) -> Held {
    if ledger.erased.is_empty() {
        return Ok(());
    }
    let (found, theirs) = (look(), theirs(book, ledger));
    let stays: Vec<_> = found.iter().filter(|(text, _)| theirs.contains(*text)).collect();
    require(stays.is_empty(), Invariant::Erasure, || {
        let signed = book.signed.values().filter(|it| stays.iter().any(|(text, _)| it.text.contains(*text)));
        let of: Vec<_> = signed.map(|it| format!("{} {}", it.op.k, it.op.id)).collect();
        format!("{stays:?} are of somebody who was erased: {of:?}")
    })
}

/// The device of somebody who was erased is as new once it has been opened again.
pub(super) fn as_new(who: usize, tablet: &Tablet, kept: &Inspection) -> Held {
    require(*kept == Inspection::default(), Invariant::Erasure, || {
        format!("tablet {who} is an erased student's and holds {} operations", kept.ops.len())
    })?;
    let traces = tablet.traces();
    require(traces.is_empty(), Invariant::Erasure, || {
        format!("tablet {who} is an erased student's, and {traces:?} is found on it")
    })?;
    let agree = tablet.store.files_agree().map_err(|error| broken(Invariant::Erasure, error.to_string()))?;
    require(agree, Invariant::Erasure, || format!("tablet {who} is an erased student's and has photos"))
}
