//! What a server that went back has lost, and which devices still hold it: what the invariants may ask for again. What no
//! device holds is gone, and nothing is promised of it.

use super::{Held, inspect};
use crate::history::book::Book;
use crate::history::ledger::Ledger;
use crate::history::tablet::Tablet;
use notyet_model::fact::Body;
use notyet_model::ids::OpId;
use notyet_store::Inspection;

/// Notes it, right after the server went back.
pub(super) fn note(tablets: &[Tablet], book: &Book, ledger: &mut Ledger) -> Held {
    let mut kept = Vec::new();
    for (who, tablet) in tablets.iter().enumerate() {
        // What the device of an erased student still has is given to nobody any more.
        let gone = ledger.erased.contains(&tablet.user());
        kept.push(if gone { Inspection::default() } else { inspect(who, tablet)? });
    }
    ledger.forgotten.clear();
    let lost: Vec<OpId> = book.signed.keys().filter(|id| !book.ops.contains_key(id)).copied().collect();
    for id in &lost {
        let on = |kept: &Inspection, state: u8| kept.ops.get(id).is_some_and(|op| op.state == state);
        let holders = (0..kept.len()).filter(|who| on(&kept[*who], CONFIRMED)).collect();
        let waits = kept.iter().any(|kept| kept.ops.get(id).is_some_and(|op| op.state != CONFIRMED));
        ledger.forgotten.insert(*id, holders);
        if !waits && ledger.forgotten[id].is_empty() {
            ledger.lost_for_good(*id);
        }
    }
    for id in lost {
        let Some(bound) = book.signed[&id].body.as_ref().and_then(Body::binds) else { continue };
        let here = kept.iter().any(|kept| kept.ops.contains_key(&id))
            || tablets.iter().any(|tablet| tablet.has_photo(bound.attachment));
        if !here && let Some(photo) = ledger.photos.get_mut(&bound.attachment) {
            photo.lost = true;
        }
    }
    Ok(())
}

/// The state of an operation that the feed has shown to a device.
const CONFIRMED: u8 = 3;
