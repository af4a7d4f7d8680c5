//! Appends an accepted operation: signs it, routes it to its streams, gives it its numbers, and lets it take
//! effect in registers, memberships, attachments and grants. Whether it may be appended was decided before.

use crate::keys::Keys;
use crate::storage::{Attachment, Membership, StorageFault, Stored, StoredOp, Tx};
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{ClassId, CourseId, SchoolId};
use notyet_model::register::{Entity, Member, view};
use notyet_model::stream::{Stream, route};
use notyet_protocol::digest::to_hex;
use notyet_protocol::mac::sign;
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
    pub(crate) school: SchoolId,
    pub(crate) now_ms: i64,
}

/// Appends an operation whose exact text is `text`.
pub(crate) fn append(
    tx: &mut dyn Tx,
    desk: &Desk<'_>,
    op: &Op,
    text: &str,
    body: &Body,
    flags: u32,
) -> Stored<()> {
    let latest = Hlc::at_ms(desk.now_ms.saturating_add(AHEAD_MS));
    let eff = op.hlc.min(latest);
    let flags = if op.hlc > latest { flags | DISPUTED } else { flags };
    let dseq =
        i64::try_from(op.dseq).map_err(|_| StorageFault::Other("a device's count is out of range".into()))?;
    tx.insert_op(&StoredOp {
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
    })?;
    let before = before(tx, body)?;
    take_effect(tx, desk, op, eff, body)?;
    let classes = classes(tx, body)?;
    let streams = route(desk.school, op.class, op.student, body, &classes);
    let mut streams = streams.map_err(|error| StorageFault::Other(error.to_string()))?;
    // Counters last and in one order, so that two writers can wait for each other but never in a circle.
    streams.sort();
    for stream in &streams {
        tx.append(&stream.to_string(), op.id)?;
    }
    if let Body::BlobRef(blob) = body {
        for sha256 in [&blob.sha256, &blob.thumb] {
            for stream in &streams {
                tx.put_grant(sha256, &stream.to_string())?;
            }
        }
    }
    backfill(tx, op, body, before)
}

fn take_effect(tx: &mut dyn Tx, desk: &Desk<'_>, op: &Op, eff: Hlc, body: &Body) -> Stored<()> {
    match body {
        Body::Set(set) => {
            for (field, value) in &set.fields {
                tx.set_field(&set.entity, &set.id, field, (eff, op.id), value)?;
            }
            if Entity::parse(&set.entity) == Some(Entity::Member) {
                keep_member(tx, desk.now_ms, set)?;
            }
        }
        Body::Evidence(evidence) => {
            for id in &evidence.attachments {
                claim(tx, op, *id)?;
            }
        }
        Body::BlobRef(blob) => claim(tx, op, blob.attachment)?,
        _ => {}
    }
    Ok(())
}

fn claim(tx: &mut dyn Tx, op: &Op, id: notyet_model::ids::AttachmentId) -> Stored<()> {
    match op.class.zip(op.student) {
        Some((class, student)) => tx.put_attachment(&Attachment { id, class, student, actor: op.actor }),
        None => Ok(()),
    }
}

fn keep_member(tx: &mut dyn Tx, now_ms: i64, set: &Set) -> Stored<()> {
    let fields = tx.fields(&set.entity, &set.id)?;
    let member: Member =
        view(&fields).ok_or_else(|| StorageFault::Other("a member without its fields".into()))?;
    let before = tx.member(member.class, member.user)?;
    let left_ms = match (member.active, before.and_then(|before| before.left_ms)) {
        (true, _) => None,
        (false, left) => Some(left.unwrap_or(now_ms)),
    };
    tx.put_member(&Membership { class: member.class, user: member.user, role: member.role, left_ms })
}

/// The classes that see a course, outcome or rubric.
fn classes(tx: &mut dyn Tx, body: &Body) -> Stored<Vec<ClassId>> {
    let Body::Set(set) = body else { return Ok(vec![]) };
    let course = match Entity::parse(&set.entity) {
        Some(Entity::Course) => set.id.parse().ok(),
        Some(Entity::Outcome) => id_in(&tx.fields("outcome", &set.id)?, "course"),
        Some(Entity::Rubric) => match id_in::<String>(&tx.fields("rubric", &set.id)?, "outcome") {
            Some(outcome) => id_in(&tx.fields("outcome", &outcome)?, "course"),
            None => None,
        },
        _ => None,
    };
    match course {
        Some(course) => tx.classes_of(course),
        None => Ok(vec![]),
    }
}

/// The course that a class followed before this operation.
fn before(tx: &mut dyn Tx, body: &Body) -> Stored<Option<CourseId>> {
    match body {
        Body::Set(set) if Entity::parse(&set.entity) == Some(Entity::Class) => {
            Ok(id_in(&tx.fields("class", &set.id)?, "course"))
        }
        _ => Ok(None),
    }
}

/// A class that begins to follow a course gets what the course holds already.
fn backfill(tx: &mut dyn Tx, op: &Op, body: &Body, before: Option<CourseId>) -> Stored<()> {
    let (Body::Set(set), Some(class)) = (body, op.class) else { return Ok(()) };
    if Entity::parse(&set.entity) != Some(Entity::Class) {
        return Ok(());
    }
    let after: Option<CourseId> = id_in(&tx.fields("class", &set.id)?, "course");
    let Some(course) = after.filter(|after| Some(*after) != before) else { return Ok(()) };
    for id in tx.ops_of_course(course)? {
        tx.append(&Stream::Class(class).to_string(), id)?;
    }
    Ok(())
}

/// An id in a field.
pub(crate) fn id_in<T: std::str::FromStr>(fields: &Map<String, Value>, field: &str) -> Option<T> {
    fields.get(field)?.as_str()?.parse().ok()
}
