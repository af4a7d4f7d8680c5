//! Promise 4. Idempotency: requests, answers and pages that come twice, late or again change nothing; and devices that
//! are there twice do not stay one.

use super::{Held, Invariant, broken, require};
use crate::history::book::Book;
use crate::history::ledger::Ledger;
use crate::history::tablet::Tablet;
use notyet_model::ids::{DeviceId, OpId};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Fate, SyncAnswer, SyncRequest};
use std::collections::{BTreeMap, BTreeSet};

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

/// Of two devices that are one to the server, none has recorded under the other's count: what detects a clone has told
/// them apart.
pub(super) fn doubles(tablets: &[Tablet], ledger: &Ledger, book: &Book) -> Held {
    for (who, tablet) in tablets.iter().enumerate() {
        let Some(device) = tablet.device() else { continue };
        for (other, _) in tablets.iter().enumerate().skip(who + 1).filter(|it| it.1.device() == Some(device))
        {
            let (his, hers) = (counted(who, device, ledger, book), counted(other, device, ledger, book));
            let twice = his.iter().find(|(dseq, id)| hers.get(dseq).is_some_and(|it| it != *id));
            require(twice.is_none(), Invariant::Idempotency, || {
                format!("tablets {who} and {other} are both {device}, and both counted {twice:?}")
            })?;
        }
    }
    Ok(())
}

/// What a tablet recorded as this device and the server has, by its count.
fn counted(who: usize, device: DeviceId, ledger: &Ledger, book: &Book) -> BTreeMap<u64, OpId> {
    let own = ledger.saved.iter().filter(|(_, saved)| saved.on.contains(&who));
    let there = own.filter_map(|(id, _)| book.ops.get(id)).filter(|logged| logged.op.dev == device);
    there.map(|logged| (logged.op.dseq, logged.op.id)).collect()
}
