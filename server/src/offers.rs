//! Takes back what this server once accepted and has forgotten, from a device that still holds it with its signature.
//! Whose it was and whether they might write it was decided then; only an erasure is stronger than a signature.

use crate::feed::{Desk, Word, put};
use crate::judge::is_about_erased;
use crate::rounds;
use crate::storage::{StorageFault, Stored, Tx};
use notyet_model::authority::Refusal;
use notyet_model::fact::{Body, Parsed};
use notyet_model::ids::OpId;
use notyet_protocol::digest::from_hex;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::erasure;
use notyet_protocol::mac::verify;
use notyet_protocol::wire::{Ack, Fate, Offer};

/// What came of a request's offers.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    pub(crate) acks: Vec<Ack>,
    /// Something that was accepted in the present epoch had been forgotten, without anyone noticing.
    pub(crate) forgot: bool,
}

/// Takes what is offered in `present`, the epoch of the store.
pub(crate) fn take(tx: &mut dyn Tx, desk: &Desk<'_>, present: &Epoch, offers: &[Offer]) -> Stored<Taken> {
    let mut taken = Taken::default();
    for offer in offers {
        let Some(id) = offer.op.id() else { continue };
        let fate = one(tx, desk, id, offer)?;
        taken.forgot |= fate == Fate::Stored && offer.epoch == *present;
        taken.acks.push(Ack { id, fate });
    }
    Ok(taken)
}

fn one(tx: &mut dyn Tx, desk: &Desk<'_>, id: OpId, offer: &Offer) -> Stored<Fate> {
    let text = offer.op.text();
    let mac = from_hex(&offer.mac).and_then(|bytes| bytes.try_into().ok());
    if !mac.is_some_and(|mac| verify(desk.keys.school(), text, offer.eff, offer.flags, &mac)) {
        return Ok(Fate::Refused(Refusal::Receipt));
    }
    let known = tx.op(id)?;
    if known.as_ref().is_some_and(|known| known.text == text) {
        return Ok(Fate::Dup);
    }
    let Ok(op) = offer.op.read() else { return Ok(Fate::Refused(Refusal::Malformed)) };
    // What was erased is known from the ledger; a device's word for it adds nothing.
    if erasure::of(&op).is_some() || is_about_erased(tx, &op)? {
        return Ok(Fate::Refused(Refusal::Erased));
    }
    if known.is_some() {
        return Ok(Fate::Refused(Refusal::IdReused));
    }
    let body = match op.body() {
        Ok(Parsed::Known(body)) => body,
        Ok(Parsed::Unknown) => return Ok(Fate::Refused(Refusal::KindUnknown)),
        Err(_) => return Ok(Fate::Refused(Refusal::Malformed)),
    };
    put(tx, desk, &op, text, &body, Word { eff: offer.eff, flags: offer.flags })?;
    if let (Body::Evidence(_), Some(class)) = (&body, op.class) {
        rounds::share_again(tx, class, id)?;
    }
    if let Some(bound) = body.binds() {
        for sha256 in bound.hashes() {
            if !desk.blobs.has(sha256).map_err(|error| StorageFault::Other(error.to_string()))? {
                tx.want(sha256)?;
            }
        }
    }
    Ok(Fate::Stored)
}
