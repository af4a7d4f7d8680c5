//! Appends an accepted operation: signs it, routes it to its streams, gives it its numbers, and lets it take
//! effect in registers, memberships, attachments and grants. Whether it may be appended was decided before.

use crate::backfill;
use crate::blobs::Photos;
use crate::home::view_of;
use crate::keys::Keys;
use crate::ledger::Ledger;
use crate::rounds;
use crate::routing::streams_of;
use crate::storage::{Attachment, Device, Membership, StorageFault, Stored, StoredOp, Tx};
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Bound, Name, Set};
use notyet_model::ids::SchoolId;
use notyet_model::register::{Entity, Member, PeerReview, view};
use notyet_model::stream::Stream;
use notyet_protocol::digest::to_hex;
use notyet_protocol::mac::sign;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::Op;
use serde_json::{Map, Value};

/// Came late: bit 0 of an envelope's flags.
pub(crate) const LATE: u32 = 1;
/// Its clock is disputed: bit 1.
pub(crate) const DISPUTED: u32 = 2;
/// How far a device's clock may run ahead before it is held to the server's.
const AHEAD_MS: i64 = 60_000;

/// What appending needs to know beside the operation.
pub(crate) struct Desk<'a> {
    pub(crate) keys: &'a Keys,
    pub(crate) ledger: &'a Ledger,
    pub(crate) blobs: &'a Photos,
    pub(crate) school: SchoolId,
    pub(crate) now_ms: i64,
}

/// When an operation takes effect, and what is noted of it. Given once, and signed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word {
    pub(crate) eff: Hlc,
    pub(crate) flags: u32,
}

/// Appends an operation that comes now, whose exact text is `text`.
pub(crate) fn append(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    op: &Op,
    text: &str,
    body: &Body,
    flags: u32,
) -> Stored<()> {
    let latest = Hlc::at_ms(desk.now_ms.saturating_add(AHEAD_MS));
    let eff = if mutant::on(Mutant::EffUnbounded) { op.hlc } else { op.hlc.min(latest) };
    let rewritten = mutant::on(Mutant::UnknownFieldsDropped).then(|| op.to_raw());
    let text = rewritten.as_ref().map_or(text, |raw| raw.text());
    let flags = if op.hlc > latest { flags | DISPUTED } else { flags };
    put(tx, desk, op, text, body, Word { eff, flags })
}

/// Appends an operation under the word that was given for it, now or before this server forgot it.
pub(crate) fn put(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    op: &Op,
    text: &str,
    body: &Body,
    Word { eff, flags }: Word,
) -> Stored<()> {
    keep(tx, desk, op, text, Word { eff, flags })?;
    notice_double(tx, desk, op)?;
    let before = backfill::course_before(tx, body)?;
    take_effect(tx, desk, op, eff, body)?;
    let mut streams = streams_of(tx, desk.school, op, body)?;
    if let Some(class) = op.class {
        streams.extend(rounds::followers(tx, class, body)?);
        streams
            .extend(op.student.filter(|_| mutant::on(Mutant::RoutedToClass)).map(|_| Stream::Class(class)));
        let is_seat = || matches!(body, Body::Set(set) if set.entity == Entity::Seat.as_str());
        let shown = op.student.filter(|_| mutant::on(Mutant::SeatShownToStudent) && is_seat());
        streams.extend(shown.map(|student| Stream::Student(class, student)));
    }
    // Counters last and in one order, so that two writers can wait for each other but never in a circle.
    streams.sort();
    for stream in &streams {
        tx.append(&stream.to_string(), op.id)?;
    }
    for sha256 in body.binds().into_iter().flat_map(Bound::hashes) {
        for stream in &streams {
            tx.put_grant(sha256, &stream.to_string())?;
        }
    }
    if let Some(review) = review(tx, body)? {
        rounds::share(tx, &review)?;
    }
    if let Body::Set(set) = body {
        backfill::after(tx, desk.school, set, before)?;
    }
    Ok(())
}

/// Two operations under one count of a device: there are two of it. Noted once; what they recorded stays what it is.
fn notice_double(tx: &mut dyn Tx, desk: &Desk<'_>, op: &Op) -> Stored<()> {
    if !tx.is_counted_twice(op.dev, op.dseq, op.id)? {
        return Ok(());
    }
    match tx.device(op.dev)?.filter(|device| device.doubled.is_none()) {
        Some(device) => tx.put_device(&Device { doubled: Some(desk.now_ms), ..device }),
        None => Ok(()),
    }
}

/// Keeps an operation as it is, under the school's signature, in no stream yet.
pub(crate) fn keep(tx: &mut dyn Tx, desk: &Desk<'_>, op: &Op, text: &str, word: Word) -> Stored<()> {
    tx.insert_op(&signed(desk, op, text, word)?)
}

/// The row of an operation that came now.
pub(crate) fn signed(desk: &Desk<'_>, op: &Op, text: &str, Word { eff, flags }: Word) -> Stored<StoredOp> {
    let dseq =
        i64::try_from(op.dseq).map_err(|_| StorageFault::Other("a device's count is out of range".into()))?;
    Ok(StoredOp {
        id: op.id,
        class: op.class,
        student: op.student,
        kind: op.k.clone(),
        v: op.v,
        actor: op.actor,
        dev: op.dev,
        dseq,
        eff,
        flags,
        received: desk.now_ms,
        mac: to_hex(&sign(desk.keys.school(), text, eff, flags)),
        text: text.to_owned(),
    })
}

/// What an operation leads to beside its place in the feed. Facts lead to nothing but what they are; their
/// attachments are from then on those of their student.
fn take_effect(tx: &mut dyn Tx, desk: &Desk<'_>, op: &Op, eff: Hlc, body: &Body) -> Stored<()> {
    if let Body::Set(set) = body {
        for (field, value) in &set.fields {
            tx.set_field(&set.entity, &set.id, field, (eff, op.id), value)?;
        }
        if Entity::parse(&set.entity) == Some(Entity::Member) {
            keep_member(tx, eff.ms(), set)?;
        }
    }
    for name in body.names() {
        if let (Name::Attachment(id), Some((class, student))) = (name, op.class.zip(op.student)) {
            let (actor, at_ms) = (op.actor, eff.ms().min(desk.now_ms));
            tx.put_attachment(&Attachment { id, class, student, actor, at_ms, bound: None })?;
        }
    }
    if let Some(bound) = body.binds() {
        tx.bind_attachment(bound.attachment, op.id)?;
    }
    Ok(())
}

/// What a student reviews, as it stands once this operation has taken effect; `None`: it is about something else.
fn review(tx: &mut dyn Tx, body: &Body) -> Stored<Option<PeerReview>> {
    match body {
        Body::Set(set) if Entity::parse(&set.entity) == Some(Entity::PeerReview) => {
            view_of(tx, Entity::PeerReview, &set.id)
        }
        _ => Ok(None),
    }
}

fn keep_member(tx: &mut dyn Tx, at_ms: i64, set: &Set) -> Stored<()> {
    let fields = tx.fields(&set.entity, &set.id)?;
    let member: Member =
        view(&fields).ok_or_else(|| StorageFault::Other("a member without its fields".into()))?;
    let before = tx.member(member.class, member.user)?;
    let left_ms = match (member.active, before.and_then(|before| before.left_ms)) {
        (true, _) => None,
        (false, left) => Some(left.unwrap_or(at_ms)),
    };
    tx.put_member(&Membership { class: member.class, user: member.user, role: member.role, left_ms })
}

/// An id in a field.
pub(crate) fn id_in<T: std::str::FromStr>(fields: &Map<String, Value>, field: &str) -> Option<T> {
    fields.get(field)?.as_str()?.parse().ok()
}
