//! Promise 10. Liveness and evolution: when faults stop, queues drain in at most two rounds, whatever single operation the
//! server stumbles over; what nobody knows yet survives byte for byte.

use super::{Held, Invariant, broken, require};
use crate::history::book::Book;
use crate::history::host::Host;
use crate::history::ledger::Ledger;
use crate::history::net::lock;
use crate::history::stage::Stage;
use crate::history::tablet::Tablet;
use crate::history::verdict::Violation;
use notyet_model::authority::Refusal;
use notyet_model::build::Turn;
use notyet_model::fact::Parsed;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::op::Op;
use notyet_protocol::wire::Cursor;
use notyet_store::{Inspection, StoreError};
use std::collections::BTreeMap;

/// More photos than one device ever has.
const MOST_PHOTOS: usize = 200;
/// After so many there must be no news.
const MOST_ROUNDS: usize = 6;

/// Faults stop; what is on its way arrives; who was shut out signs in again; everything is let go, and everybody talks
/// to the server twice.
pub(crate) async fn quiet(stage: &mut Stage) -> Result<(), Violation> {
    for who in 0..stage.tablets.len() {
        if stage.tablets[who].is_out() && !stage.sign_in(who).await? {
            return Err(stuck(who, "its owner cannot sign in again"));
        }
        stage.tablets[who].restart_engine();
        let released = stage.tablets[who].store.write(|tx| tx.release(None));
        released.map_err(|error| broken(Invariant::Liveness, format!("tablet {who}: {error}")))?;
    }
    loop {
        let Some(late) = lock(&stage.net.late).pop() else { break };
        drop(stage.net.serve(&late).await);
    }
    stage.look()?;
    for who in 0..stage.tablets.len() {
        if stage.is_erased(who) {
            forget(stage, who).await?;
        }
    }
    let poisoned = lock(&stage.net.poison).is_some();
    two_rounds(stage, poisoned).await?;
    if poisoned {
        *lock(&stage.net.poison) = None;
        for tablet in &mut stage.tablets {
            tablet.restart_engine();
        }
        two_rounds(stage, false).await?;
    }
    Ok(())
}

/// Two rounds of everybody, after which nothing waits; then more, until nobody hears anything new. A clone may learn
/// from the other's work that a photo of its own is wanted, so news may take longer than queues.
async fn two_rounds(stage: &mut Stage, poisoned: bool) -> Result<(), Violation> {
    for round in 0..MOST_ROUNDS {
        let before = pulled(stage)?;
        for who in (0..stage.tablets.len()).filter(|who| !stage.is_erased(*who)).collect::<Vec<_>>() {
            drain(stage, who).await?;
            if round == 0 {
                // A photo that met trouble rests, and its time comes.
                stage.pass(3_600).await;
            }
            for _ in 0..MOST_PHOTOS {
                if !stage.tablets[who].photo().await.map_err(|e| stuck(who, &e.to_string()))? {
                    break;
                }
            }
            drain(stage, who).await?;
            stage.look()?;
        }
        if round == 1 {
            nothing_waits(stage, poisoned)?;
        }
        if round > 0 && pulled(stage)? == before {
            *stage.totals.rounds.entry(round).or_default() += 1;
            return Ok(());
        }
    }
    Err(broken(Invariant::Liveness, format!("there is still news after {MOST_ROUNDS} rounds")))
}

/// The device of somebody who was erased asks, is told, and forgets all that it has.
async fn forget(stage: &mut Stage, who: usize) -> Result<(), Violation> {
    for _ in 0..MOST_ROUNDS {
        // It is always told that nobody is signed in.
        drop(stage.tablets[who].drain().await);
        if !stage.tablets[who].is_signed_in() {
            return stage.reopen(who);
        }
        // The server may have asked it not to come back too often.
        stage.pass(3_600).await;
    }
    Err(stuck(who, "its owner was erased, and it has not been told"))
}

fn nothing_waits(stage: &Stage, poisoned: bool) -> Held {
    for (who, tablet) in stage.tablets.iter().enumerate() {
        let outbox = tablet.store.outbox(500, 4 << 20);
        let waiting = outbox.map_err(|error| stuck(who, &error.to_string()))?.len();
        require(waiting <= usize::from(poisoned), Invariant::Liveness, || {
            format!("tablet {who} has {waiting} operations waiting after two rounds, poisoned: {poisoned}")
        })?;
    }
    Ok(())
}

async fn drain(stage: &mut Stage, who: usize) -> Result<(), Violation> {
    stage.tablets[who].drain().await.map_err(|error| stuck(who, &error.to_string()))
}

fn stuck(who: usize, what: &str) -> Violation {
    broken(
        Invariant::Liveness,
        format!("tablet {who} gets nowhere although nothing is wrong any more: {what}"),
    )
}

/// How far a device has read.
type Read = (Epoch, BTreeMap<String, Cursor>);

/// How far the devices have read.
fn pulled(stage: &Stage) -> Result<Vec<Read>, Violation> {
    let one = |(who, tablet): (usize, &Tablet)| {
        let read = || Ok((tablet.store.epoch()?, tablet.store.cursors()?));
        read().map_err(|error: StoreError| stuck(who, &error.to_string()))
    };
    stage.tablets.iter().enumerate().map(one).collect()
}

/// What a server did not know that knows it by now has been offered to it again, and what a device did not know that
/// knows it by now has been folded.
pub(super) fn learnt(who: usize, tablet: &Tablet, kept: &Inspection, host: &Host) -> Held {
    let folded = {
        let _its = tablet.turn();
        tablet.store.folds_agree().map_err(|error| stuck(who, &error.to_string()))?
    };
    require(folded, Invariant::Liveness, || {
        format!("tablet {who} has not folded what it has learnt to read")
    })?;
    let _servers = Turn::here().of(host.build);
    let unknown = Some(Refusal::KindUnknown.code());
    for op in kept.ops.values().filter(|op| op.refused.as_deref() == unknown) {
        let read = serde_json::from_str::<Op>(&op.text).map(|op| op.body());
        require(!matches!(read, Ok(Ok(Parsed::Known(_)))), Invariant::Liveness, || {
            format!("tablet {who} has not offered its {} {} again to the newer server", op.kind, op.id)
        })?;
    }
    Ok(())
}

/// What clients without an engine pushed is kept byte for byte, fields that nobody knows included.
pub(super) fn bytes(ledger: &Ledger, book: &Book) -> Held {
    for (id, text) in &ledger.pushed {
        let kept = book.ops.get(id).map(|it| &it.text);
        require(kept == Some(text), Invariant::Liveness, || {
            format!("{id} was pushed as {text}, kept as {kept:?}")
        })?;
    }
    Ok(())
}
