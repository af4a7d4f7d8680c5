//! Whether one pushed operation is taken: its author, its place, its body's rules, and everything that its body
//! names, looked up in the transaction that would append it. Reads only.

mod fact;
mod fields;
mod names;

use crate::feed::LATE;
use crate::storage::{Stored, StoredOp, Tx};
use crate::who::Who;
use notyet_model::authority::{Refusal, Relations, may_read, may_write};
use notyet_model::fact::{Body, Parsed};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::Op;

/// Bytes of one operation. A page of feedback has some 3,000.
pub(crate) const MAX_OP_BYTES: usize = 64 << 10;

/// What is to be done with an operation.
pub(crate) enum Verdict {
    /// Append it with these flags.
    Take { body: Body, flags: u32 },
    /// It is there already, byte for byte.
    Known,
    /// Say why not.
    Refuse(Refusal),
}

/// Judges one operation.
pub(crate) fn judge(tx: &mut dyn Tx, who: &Who, op: &Op, text: &str, now_ms: i64) -> Stored<Verdict> {
    let is_actor = op.actor == who.person.id || mutant::on(Mutant::ActorNotCompared);
    if !is_actor || !is_own_device(tx, who, op)? {
        return Ok(Verdict::Refuse(Refusal::NotYou));
    }
    if is_about_erased(tx, op)? {
        return Ok(Verdict::Refuse(Refusal::Erased));
    }
    if let Some(known) = tx.op(op.id)? {
        let same = known.actor == op.actor && (known.text == text || mutant::on(Mutant::DupWithOtherBytes));
        let same = same && !mutant::on(Mutant::RepeatRefused);
        return Ok(if same { Verdict::Known } else { Verdict::Refuse(Refusal::IdReused) });
    }
    if text.len() > MAX_OP_BYTES {
        return Ok(Verdict::Refuse(Refusal::TooLarge));
    }
    let body = match op.body() {
        Ok(Parsed::Known(body)) => body,
        Ok(Parsed::Unknown) => return Ok(Verdict::Refuse(Refusal::KindUnknown)),
        Err(_) => return Ok(Verdict::Refuse(Refusal::Malformed)),
    };
    if op.dseq > i64::MAX as u64 {
        return Ok(Verdict::Refuse(Refusal::Malformed));
    }
    Ok(match allow(tx, who, op, &body, now_ms)? {
        Ok(flags) => Verdict::Take { body, flags },
        Err(refusal) => Verdict::Refuse(refusal),
    })
}

/// Whether an operation is about a student whose record was erased.
pub(crate) fn is_about_erased(tx: &mut dyn Tx, op: &Op) -> Stored<bool> {
    match op.student {
        Some(student) => tx.is_erased(student),
        None => Ok(false),
    }
}

/// Work that was recorded on an earlier device of the same person keeps that device's name.
fn is_own_device(tx: &mut dyn Tx, who: &Who, op: &Op) -> Stored<bool> {
    Ok(op.dev == who.device.id || tx.device(op.dev)?.is_some_and(|device| device.user == who.person.id))
}

/// A lookup's trouble, or the reason to refuse: both end the judging early.
enum Stop {
    Storage(crate::storage::StorageFault),
    Refusal(Refusal),
}

impl From<crate::storage::StorageFault> for Stop {
    fn from(fault: crate::storage::StorageFault) -> Self {
        Self::Storage(fault)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

fn allow(tx: &mut dyn Tx, who: &Who, op: &Op, body: &Body, now_ms: i64) -> Stored<Result<u32, Refusal>> {
    match check(tx, who, op, body, now_ms) {
        Ok(flags) => Ok(Ok(flags)),
        Err(Stop::Refusal(refusal)) => Ok(Err(refusal)),
        Err(Stop::Storage(fault)) => Err(fault),
    }
}

/// Facts and fields each have their own way; both end at the names in the body.
fn check(tx: &mut dyn Tx, who: &Who, op: &Op, body: &Body, now_ms: i64) -> Result<u32, Stop> {
    let (about, subject_left) = match body {
        Body::Set(set) => (fields::check(tx, who, op, set, now_ms)?, false),
        _ => fact::check(tx, who, op, body, now_ms)?,
    };
    // What may no longer be written was written in time, or it would have been refused.
    let now = who.relations_at(tx, now_ms, now_ms)?;
    let late = subject_left || may_write(&now, about, body).is_err();
    Ok(if late { LATE } else { 0 })
}

fn require(holds: bool, otherwise: Refusal) -> Result<(), Stop> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}

/// Whether one of the person's streams carries a blob.
pub(crate) fn may_read_blob(tx: &mut dyn Tx, relations: &Relations, sha256: &str) -> Stored<bool> {
    let grants = tx.grants(sha256)?;
    Ok(grants.iter().filter_map(|text| text.parse().ok()).any(|stream| may_read(relations, &stream)))
}

impl StoredOp {
    /// The operation; `None`: it cannot be read by this version.
    pub(crate) fn op(&self) -> Option<Op> {
        serde_json::from_str(&self.text).ok()
    }

    /// Its body; `None` also for a kind that this version does not know.
    pub(crate) fn body(&self) -> Option<Body> {
        match self.op()?.body() {
            Ok(Parsed::Known(body)) => Some(body),
            Ok(Parsed::Unknown) | Err(_) => None,
        }
    }
}
