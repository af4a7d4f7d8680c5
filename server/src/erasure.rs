//! Carrying out a student's erasure in the database and the photos. Everything about them is blanked in its place,
//! what was made of it goes, and a notice to every device of the school is appended. Running it again changes
//! nothing; a database that is put back from a copy has it carried out again from the ledger before it is served.

use crate::env::Env;
use crate::feed::{Desk, Word, keep, signed};
use crate::pen::Pen;
use crate::storage::{self, Storage, StorageFault, Stored, StoredOp, Tx};
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Bound, Kind};
use notyet_model::ids::UserId;
use notyet_model::stream::Stream;
use notyet_protocol::erasure::{blank, notice};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::wire::{Erased, SharedPhoto};
use std::collections::BTreeSet;

/// Under this name stands that something was erased of which the log may hold traces.
const TRACES: &str = "traces";

/// Blanks everything about a student. The ledger has it already.
pub(crate) fn carry_out(tx: &mut dyn Tx, desk: &Desk<'_>, env: &dyn Env, student: UserId) -> Stored<Erased> {
    let ops = tx.ops_about(student)?;
    let mut bodies = vec![];
    for op in &ops {
        match op.body() {
            Some(Body::Set(set)) => tx.drop_fields(&set.entity, &set.id, op.id)?,
            Some(Body::VoiceRef(_)) if mutant::on(Mutant::VoiceNotDestroyed) => {}
            Some(body) if body.binds().is_some() => bodies.push(body),
            _ => {}
        }
        if op.kind != "feedback" || !mutant::on(Mutant::FeedbackNotBlanked) {
            blank_out(tx, desk, op)?;
        }
    }
    let bound: Vec<Bound<'_>> = bodies.iter().filter_map(Body::binds).collect();
    let (destroyed, shared) = destroy(tx, desk, student, &bound)?;
    destroy_loose(tx, desk)?;
    tx.drop_person(student)?;
    if !tx.is_erased(student)? {
        tx.put_erased(student, desk.now_ms)?;
        announce(tx, desk, env, student)?;
    }
    tx.set_meta(TRACES, "1")?;
    Ok(Erased { ops: ops.len() as u32, photos: destroyed, shared })
}

/// Overwrites what the database has only unlinked.
pub(crate) fn scrub(storage: &dyn Storage) -> Stored<()> {
    storage.scrub()?;
    storage::write(storage, |tx| tx.set_meta(TRACES, ""))
}

/// Whether the process ended between an erasure and [`scrub`], or could not do it for those who were reading.
pub(crate) fn has_traces(tx: &mut dyn Tx) -> Stored<bool> {
    Ok(tx.meta(TRACES)?.is_some_and(|it| !it.is_empty()))
}

/// Leaves the operation's id and its place, under a signature of their own: so a device that holds the blank can
/// show that it was there, and nothing else can be shown.
fn blank_out(tx: &mut dyn Tx, desk: &Desk<'_>, op: &StoredOp) -> Stored<()> {
    let nothing = blank(op.id);
    let word = Word { eff: op.eff, flags: 0 };
    tx.replace_op(&StoredOp { received: 0, ..signed(desk, &nothing, nothing.to_raw().text(), word)? })
}

/// Takes the student's photos, voice notes and documents from everybody, and destroys those that are in nobody else's record. Answers
/// how many are destroyed, and which ones others keep. A name can stand in another's record as a picture or as a
/// thumbnail: two blank pages have different pictures and one thumbnail.
fn destroy(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    student: UserId,
    photos: &[Bound<'_>],
) -> Stored<(u32, Vec<SharedPhoto>)> {
    if photos.is_empty() {
        return Ok((0, vec![]));
    }
    let pictures: BTreeSet<&str> = photos.iter().map(|photo| photo.sha256).collect();
    let (mut kept, mut shared) = (BTreeSet::new(), BTreeSet::new());
    for kind in Kind::BINDING {
        for op in tx.ops_of_kind(kind.as_str())? {
            let (Some(body), Some(of)) = (op.body(), op.student) else { continue };
            let Some(theirs) = body.binds() else { continue };
            if pictures.contains(theirs.sha256) {
                shared.insert(SharedPhoto { sha256: theirs.sha256.to_owned(), student: of });
            }
            kept.extend(theirs.hashes().map(str::to_owned));
        }
    }
    for name in photos.iter().copied().flat_map(Bound::hashes).collect::<BTreeSet<_>>() {
        if kept.contains(name) {
            for stream in tx.grants(name)? {
                if is_theirs(&stream, student) {
                    tx.drop_grant(name, &stream)?;
                }
            }
        } else {
            tx.drop_blob(name)?;
            // Before the commit: the ledger sees to it that what is destroyed here is forgotten there, too.
            desk.blobs.delete(name).map_err(|error| StorageFault::Other(error.to_string()))?;
        }
    }
    let destroyed = pictures.iter().filter(|name| !kept.contains(**name)).count();
    Ok((destroyed as u32, shared.into_iter().collect()))
}

/// Destroys all that was sent and that no record carries yet, by whomever: who is in it is written nowhere here, and
/// the devices that are to keep it send it again.
fn destroy_loose(tx: &mut dyn Tx, desk: &Desk<'_>) -> Stored<()> {
    let says = |error: std::io::Error| StorageFault::Other(error.to_string());
    for sha256 in tx.loose_before(i64::MAX)? {
        tx.drop_uploads(&sha256)?;
        desk.blobs.delete(&sha256).map_err(says)?;
    }
    for (sha256, user) in tx.begun_before(i64::MAX)? {
        for part in tx.parts(&sha256, user)? {
            desk.blobs.delete_part(&part.object).map_err(says)?;
        }
        tx.drop_parts(&sha256, user)?;
    }
    Ok(())
}

/// Whether a stream is of this student alone.
fn is_theirs(stream: &str, student: UserId) -> bool {
    matches!(stream.parse(), Ok(Stream::Student(_, of) | Stream::Wide(_, of)) if of == student)
}

/// Tells every device of the school, in the one stream that all of them read.
fn announce(tx: &mut dyn Tx, desk: &Desk<'_>, env: &dyn Env, student: UserId) -> Stored<()> {
    let mut pen = Pen::take(tx, desk.now_ms)?;
    let op = notice(pen.stamp(env, desk.now_ms, None, None), student);
    pen.put_down(tx)?;
    keep(tx, desk, &op, op.to_raw().text(), Word { eff: op.hlc.min(Hlc::at_ms(desk.now_ms)), flags: 0 })?;
    tx.append(&Stream::Common(desk.school).to_string(), op.id)
}
