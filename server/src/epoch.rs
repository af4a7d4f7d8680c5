//! Which epoch a school's store is in. A new one is on the ledger's disk before the database knows of it, so that
//! no epoch is ever given twice.

use crate::env::{Env, random};
use crate::ledger::{Entry, Ledger};
use crate::memory::Memory;
use crate::storage::{StorageFault, Stored, Tx};
use notyet_protocol::digest::to_hex;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::mutant::{self, Mutant};

const KEY: &str = "epoch";

/// The epoch that the database is in; the default, if it was never in any.
pub(crate) fn present(tx: &mut dyn Tx) -> Stored<Epoch> {
    // What an older server wrote here was chance alone: no number, and so before every epoch.
    Ok(tx.meta(KEY)?.and_then(|text| text.parse().ok()).unwrap_or_default())
}

/// Begins the epoch after the present one and all that the ledger knows.
pub(crate) fn begin(tx: &mut dyn Tx, ledger: &Ledger, env: &dyn Env) -> Stored<Epoch> {
    let by_database = mutant::on(Mutant::EpochsCountedByDatabase);
    let known = if by_database { 0 } else { Memory::of(ledger)?.epoch.n() };
    let next = Epoch::new(present(tx)?.n().max(known) + 1, to_hex(&random::<8>(env)));
    remember(ledger, &Entry::Epoch { epoch: next.clone() })?;
    tx.set_meta(KEY, &next.to_string())?;
    if next.n() > 1 {
        tracing::warn!(epoch = %next, "the database has gone back: devices offer again what it has forgotten");
    }
    Ok(next)
}

/// Adds to the ledger in the name of the transaction that is under way.
pub(crate) fn remember(ledger: &Ledger, entry: &Entry) -> Stored<()> {
    ledger.append(entry).map_err(|error| StorageFault::Ledger(error.to_string()))
}
