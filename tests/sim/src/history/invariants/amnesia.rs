//! Promise 8. Amnesia: whatever earlier state the server goes back to, what it signed and a device still holds comes back as
//! it was, epochs only grow newer, and who was shut out stays out. That promises 1 to 7 hold again is asked by them.

use super::{Held, Invariant, require};
use crate::history::book::Book;
use crate::history::ledger::Ledger;
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::epoch::Epoch;

/// Each epoch is newer than all before.
pub(super) fn epochs(known: &mut Vec<Epoch>, epoch: &Epoch) -> Held {
    let Some(last) = known.last().filter(|last| *last != epoch) else {
        if known.is_empty() {
            known.push(epoch.clone());
        }
        return Ok(());
    };
    require(last.is_before(epoch), Invariant::Amnesia, || format!("epoch {epoch} comes after {last}"))?;
    known.push(epoch.clone());
    Ok(())
}

/// What was signed once is stored under another word only byte for byte: as its author's own, which the feed had not
/// shown to them; or it is blank now, which [`super::erasure`] asks about.
pub(super) fn the_same(book: &Book, fresh: &[OpId]) -> Held {
    for id in fresh {
        let (before, now) = (&book.signed[id], &book.ops[id]);
        let same = before.text == now.text || now.is_blank();
        require(same, Invariant::Amnesia, || {
            format!("{id} was signed as {} and comes back as {}", before.text, now.text)
        })?;
    }
    Ok(())
}

/// What the server lost, and some device held, is there again. What it did not know when it had it, it does not take, nor
/// what was erased.
pub(super) fn came_back(ledger: &Ledger, book: &Book) -> Held {
    for (id, on) in &ledger.forgotten {
        let here = book.ops.contains_key(id) || book.is_strange(*id) || on.is_empty();
        let here = here || book.was_erased(*id, &ledger.erased);
        require(here, Invariant::Amnesia, || {
            let lost = &book.signed[id].op;
            format!(
                "{} {id} by {} was lost by the server, is on {on:?}, and has not come back",
                lost.k, lost.actor
            )
        })?;
    }
    Ok(())
}

/// A device that was shut out is served nothing.
pub(super) fn shut_out(user: UserId) -> Held {
    require(false, Invariant::Amnesia, || format!("a device of {user} was shut out and is served"))
}
