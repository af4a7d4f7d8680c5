//! Rounds: one request that pushes and pulls, and as many of them as it takes until nothing is left. Finds the
//! one operation that a request stumbles over, so that it holds up no other.

use crate::engine::{Mishap, Shared, Signed};
use crate::transport::TransportError;
use notyet_model::authority::Refusal;
use notyet_model::ids::OpId;
use notyet_protocol::PROTO;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Ack, Fate, Fault, SyncRequest};
use notyet_store::{Applied, StoreError};
use std::collections::HashSet;
use std::sync::Arc;

/// Below the server's 512 KiB for a compressed body even if nothing compresses, with room for the cursors.
pub(crate) const PUSH_BYTES: usize = 448 << 10;

pub(crate) struct Rounds {
    shared: Arc<Shared>,
    signed: Signed,
    /// Operations that the server stumbled over or said nothing about; offered again at the next start.
    aside: Vec<RawOp>,
    /// The nudges that the last look at the outbox has answered.
    pub(crate) nudges_answered: u64,
}

impl Rounds {
    pub(crate) fn new(shared: Arc<Shared>, signed: Signed) -> Self {
        Self { shared, signed, aside: vec![], nudges_answered: 0 }
    }

    /// Rounds until nothing is left to push or to pull; at least one.
    pub(crate) async fn drain(&mut self) -> Result<(), Mishap> {
        let mut ops = self.outgoing().await?;
        loop {
            let aside_before = self.aside.len();
            let (more, moved) = match self.round(ops.clone(), vec![]).await {
                Ok(applied) => (applied.more, moved(&applied) || self.aside.len() > aside_before),
                Err(Mishap::Transport(error))
                    if error.may_be_the_requests_own()
                        && !ops.is_empty()
                        && !mutant::on(Mutant::PoisonStopsAll) =>
                {
                    self.isolate(ops).await?;
                    (false, true)
                }
                Err(mishap) => return Err(mishap),
            };
            ops = self.outgoing().await?;
            if ops.is_empty() && !more {
                return Ok(());
            }
            if !moved {
                return Err(Mishap::Stuck("a round moved nothing although something is left"));
            }
        }
    }

    /// One request, and its answer in the store. `refused` are verdicts to be written with it.
    async fn round(&mut self, push: Vec<RawOp>, refused: Vec<Ack>) -> Result<Applied, Mishap> {
        let (epoch, cur) = self.shared.with_store(|store| Ok((store.epoch()?, store.cursors()?))).await?;
        let sent_at_ms = self.shared.now_ms();
        let app = self.shared.policy.app.clone();
        let request = SyncRequest { proto: PROTO, app, epoch, now: sent_at_ms, push, cur };
        let answer = self.shared.transport.sync(&self.signed.token, &request);
        let mut answer = self.shared.with_network(answer).await?;
        self.set_aside(unanswered(request.push, &answer.acks));
        let received_at_ms = self.shared.now_ms();
        answer.acks.extend(refused);
        let applied =
            match self.shared.with_store(move |store| store.apply(&answer, sent_at_ms, received_at_ms)).await
            {
                Err(Mishap::Store(StoreError::Feed { stream, fault })) => {
                    tracing::warn!(%stream, %fault, "a stream does not continue what is here");
                    self.shared.with_store(move |store| store.restart_stream(&stream)).await?;
                    return Err(Mishap::Stuck("a stream has to be read again from its start"));
                }
                applied => applied?,
            };
        if applied.wake_photos || moved(&applied) {
            self.shared.tell(|control| control.photo_nudges += 1);
        }
        Ok(applied)
    }

    /// What may be pushed in one request.
    async fn outgoing(&mut self) -> Result<Vec<RawOp>, Mishap> {
        self.nudges_answered = self.shared.control.borrow().nudges;
        let max_ops = self.signed.limits.push_ops as usize + self.aside.len();
        let bytes_aside: usize = self.aside.iter().map(|op| op.text().len()).sum();
        let max_bytes = self.shared.policy.push_bytes + bytes_aside;
        let mut ops = self.shared.with_store(move |store| store.outbox(max_ops, max_bytes)).await?;
        ops.retain(|op| !self.aside.contains(op));
        Ok(ops)
    }

    /// Pushes these operations in halves, and halves of halves, until the ones that the server stumbles over
    /// stand alone. A server that serves nothing at all is not theirs to answer for.
    async fn isolate(&mut self, ops: Vec<RawOp>) -> Result<(), Mishap> {
        self.round(vec![], vec![]).await?;
        let mut parts = vec![ops];
        while let Some(mut part) = parts.pop() {
            match self.round(part.clone(), vec![]).await {
                Ok(_) => {}
                Err(Mishap::Transport(error)) if error.may_be_the_requests_own() => {
                    if part.len() > 1 {
                        let second = part.split_off(part.len() / 2);
                        parts.extend([second, part]);
                    } else if let Some(op) = part.pop() {
                        self.give_up_on(op, &error).await?;
                    }
                }
                Err(mishap) => return Err(mishap),
            }
        }
        Ok(())
    }

    /// Writes down as refused what the server cannot even read, and sets aside what it has trouble with. Does so
    /// only beside a round that succeeds without it.
    async fn give_up_on(&mut self, op: RawOp, error: &TransportError) -> Result<(), Mishap> {
        let refusal = match error {
            TransportError::Fault(Fault::Malformed { .. }) => Some(Refusal::Malformed),
            TransportError::Fault(Fault::TooLarge) => Some(Refusal::TooLarge),
            _ => None,
        };
        let verdict =
            refusal.and_then(|code| Some(Ack { id: op.read().ok()?.id, fate: Fate::Refused(code) }));
        tracing::warn!(%error, ?verdict, "the server stumbles over one operation");
        let is_refused = verdict.is_some();
        self.round(vec![], verdict.into_iter().collect()).await?;
        if !is_refused {
            self.set_aside(vec![op]);
        }
        Ok(())
    }

    fn set_aside(&mut self, ops: Vec<RawOp>) {
        for op in ops {
            if !self.aside.contains(&op) {
                self.aside.push(op);
            }
        }
        let set_aside = self.aside.len() as u32;
        self.shared.show(|state| state.set_aside = set_aside);
    }
}

/// What was pushed and got no fate.
fn unanswered(mut pushed: Vec<RawOp>, acks: &[Ack]) -> Vec<RawOp> {
    let answered: HashSet<OpId> = acks.iter().map(|ack| ack.id).collect();
    pushed.retain(|op| op.read().map_or(true, |op| !answered.contains(&op.id)));
    pushed
}

fn moved(applied: &Applied) -> bool {
    applied.pulled > 0 || applied.acked > 0 || applied.refused > 0
}
