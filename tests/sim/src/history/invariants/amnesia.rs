//! Promise 8. Amnesia: epochs only grow newer. No server of these histories forgets, so what is asked is that none says so.

use super::{Held, Invariant, require};

/// An epoch that was over does not come again.
pub(super) fn epochs(known: &mut Vec<String>, epoch: &str) -> Held {
    if known.last().is_some_and(|last| last == epoch) {
        return Ok(());
    }
    let is_new = !known.iter().any(|old| old == epoch);
    require(is_new, Invariant::Amnesia, || format!("epoch {epoch} comes again after {}", known.len()))?;
    known.push(epoch.to_owned());
    Ok(())
}
