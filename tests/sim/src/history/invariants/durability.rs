//! Promise 1. Durability: what was shown as saved, and still exists somewhere, ends in the feed, or refused with a reason
//! that its device shows, or concerns an erased student; and so do the bytes of its photos and voice notes, whoever has left the class
//! by then.

use super::{Held, Invariant, require};
use crate::history::book::Book;
use crate::history::ledger::Ledger;
use notyet_model::fact::{Body, Kind};
use notyet_store::Inspection;

/// Everything that was shown as saved.
pub(super) fn saved(kept: &[Inspection], ledger: &Ledger, book: &Book) -> Held {
    for (id, saved) in &ledger.saved {
        let in_feed = book.ops.contains_key(id);
        if in_feed {
            require(!saved.undone, Invariant::Durability, || {
                format!("{} {id} was undone without trace and is in the feed", saved.kind)
            })?;
            continue;
        }
        if ledger.went(saved) {
            continue;
        }
        for who in &saved.on {
            let here = kept[*who].ops.get(id);
            let refused = here.is_some_and(|op| op.state == 4 && op.refused.is_some());
            require(refused, Invariant::Durability, || {
                let state = here.map(|op| (op.state, op.refused.clone()));
                format!(
                    "{} {id} by {} was saved on tablet {who}, is not in the feed, and stands there as {state:?}",
                    saved.kind, saved.by
                )
            })?;
        }
    }
    Ok(())
}

/// What was held when a device ended is let go when it opens again.
pub(super) fn released(who: usize, kept: &Inspection) -> Held {
    let held = kept.ops.values().find(|op| op.state == 0);
    require(held.is_none(), Invariant::Durability, || {
        format!("tablet {who} still holds {:?} although it was opened anew", held.map(|op| op.id))
    })
}

/// Photos and voice notes of work that is in the feed: their bytes are bound, unless they were damaged by the history itself.
pub(super) fn photos(kept: &[Inspection], ledger: &Ledger, book: &Book) -> Held {
    for (attachment, photo) in &ledger.photos {
        let Some(saved) = ledger.saved.get(&photo.evidence) else { continue };
        let is_owed = !photo.torn && !photo.lost && !saved.on.is_empty() && !ledger.went(saved);
        if !is_owed || !book.ops.contains_key(&photo.evidence) {
            continue;
        }
        let names = |text: &str| text.contains(&attachment.to_string());
        let bound = book
            .ops
            .values()
            .any(|it| it.body.as_ref().and_then(Body::binds).is_some_and(|it| it.attachment == *attachment));
        let refused = saved.on.iter().any(|who| {
            let refs = kept[*who]
                .ops
                .values()
                .filter(|op| Kind::BINDING.iter().any(|kind| op.kind == kind.as_str()));
            refs.into_iter().any(|op| op.state == 4 && names(&op.text))
        });
        require(bound || refused, Invariant::Durability, || {
            format!(
                "the photo or voice note {attachment} of {} by {}, on {:?}, was saved and never bound",
                photo.evidence, saved.by, saved.on
            )
        })?;
    }
    Ok(())
}
