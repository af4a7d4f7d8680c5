//! Promise 4. Idempotency: requests, answers and pages that come twice, late or again change nothing.

use super::{Held, Invariant, broken, require};
use crate::history::book::Book;
use notyet_model::ids::OpId;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Fate, SyncAnswer, SyncRequest};
use std::collections::BTreeSet;

/// Where everything stands.
pub(crate) struct Mark {
    known: BTreeSet<OpId>,
}

pub(super) fn mark(book: &Book) -> Mark {
    Mark { known: book.ops.keys().copied().collect() }
}

/// A request that was served before is served again. What it pushed is known; what was refused may be taken now,
/// when what it names has come, but nothing that was known may be anything else.
pub(super) fn nothing_new(book: &Book, before: &Mark, request: &str, answer: Option<&str>) -> Held {
    let request: SyncRequest = serde_json::from_str(request)
        .map_err(|error| broken(Invariant::Idempotency, format!("a kept request: {error}")))?;
    let pushed: BTreeSet<OpId> = request
        .push
        .iter()
        .chain(request.offer.iter().map(|offer| &offer.op))
        .filter_map(RawOp::id)
        .collect();
    for id in book.ops.keys().filter(|id| !before.known.contains(id)) {
        require(pushed.contains(id), Invariant::Idempotency, || {
            format!("{id} came out of a repeated request")
        })?;
    }
    let Some(Ok(answer)) = answer.map(serde_json::from_str::<SyncAnswer>) else { return Ok(()) };
    for ack in &answer.acks {
        let was_known = before.known.contains(&ack.id);
        // What was about a student who has been erased since is refused like everything about them.
        let was_known = was_known && !book.was_erased(ack.id, &book.erased);
        require(!was_known || ack.fate == Fate::Dup, Invariant::Idempotency, || {
            format!("{} was stored before and is now {:?}", ack.id, ack.fate)
        })?;
    }
    Ok(())
}
