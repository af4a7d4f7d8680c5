//! Push and pull in one round trip. Every pushed operation meets its own fate; then the answer is read in one
//! snapshot: what the person may read at that moment, and not a number more.

use super::{Service, check_proto};
use crate::epoch;
use crate::feed::{Desk, append};
use crate::judge::{Verdict, judge};
use crate::offers;
use crate::storage::{Room, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Refusal;
use notyet_protocol::codec::MAX_COMPRESSED_BYTES;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{
    Ack, CHAIN_CHARS, Cursor, Fate, Fault, Limits, Offer, Page, SyncAnswer, SyncRequest,
};
use std::collections::BTreeMap;
use std::mem;

/// What one answer holds. The bytes are counted before compression, so that the compressed answer keeps to its
/// cap whatever is in it.
const ANSWER: Room = Room { ops: 500, bytes: MAX_COMPRESSED_BYTES };

impl Service {
    /// `POST /v1/sync`.
    pub async fn sync(&self, token: &str, mut request: SyncRequest) -> Result<SyncAnswer, Fault> {
        check_proto(request.proto)?;
        if request.push.len() + request.offer.len() > Limits::default().push_ops as usize {
            return Err(Fault::TooLarge);
        }
        let now = self.env.now_ms();
        let (push, offer) = (mem::take(&mut request.push), mem::take(&mut request.offer));
        self.who(token).await?;
        let acks = self.take_in(token, push, offer, now).await?;
        if acks.iter().any(|ack| ack.fate == Fate::Stored) {
            self.tell();
        }
        let (school, bearer) = (self.folder.school, token.to_owned());
        let pulled = self.read(move |tx| match Who::of_token(tx, school, &bearer)? {
            Ok(who) => {
                let epoch = epoch::present(tx)?;
                // Cursors of another epoch mean nothing here.
                let cursors = if request.epoch == epoch { request.cur } else { BTreeMap::new() };
                Ok(Ok((pull(tx, &who, &cursors)?, epoch, who)))
            }
            Err(fault) => Ok(Err(fault)),
        });
        let (Pulled { streams, again, pages }, epoch, who) = pulled.await??;
        let token = self.successor(&who.device, token).await?;
        let joins = self.doors().waiting(&who.teaches(), now);
        Ok(SyncAnswer { epoch, now, acks, again, pages, streams, joins, token })
    }

    /// The fates of what is pushed and offered.
    async fn take_in(
        &self,
        token: &str,
        ops: Vec<RawOp>,
        offers: Vec<Offer>,
        now_ms: i64,
    ) -> Result<Vec<Ack>, Fault> {
        if ops.is_empty() && offers.is_empty() {
            return Ok(vec![]);
        }
        let (folder, env, token) = (self.folder.clone(), self.env(), token.to_owned());
        let acks = self.write(move |tx| match Who::of_token(tx, folder.school, &token)? {
            Ok(who) => {
                let desk = folder.desk(now_ms);
                // What was forgotten comes first: what is new may lean on it.
                let present = epoch::present(tx)?;
                let taken = offers::take(tx, &desk, &present, &offers)?;
                if taken.forgot {
                    epoch::begin(tx, desk.ledger, &*env)?;
                }
                let pushed = push(tx, &desk, &who, &ops)?;
                Ok(Ok([taken.acks, pushed].concat()))
            }
            Err(fault) => Ok(Err(fault)),
        });
        acks.await?
    }
}

fn push(tx: &mut dyn Tx, desk: &Desk<'_>, who: &Who, ops: &[RawOp]) -> Stored<Vec<Ack>> {
    let mut acks = Vec::with_capacity(ops.len());
    for raw in ops {
        let Ok(op) = raw.read() else {
            // Without an id there is nothing to answer about; the device keeps what got no answer.
            acks.extend(raw.id().map(|id| Ack { id, fate: Fate::Refused(Refusal::Malformed) }));
            continue;
        };
        let fate = match judge(tx, who, &op, raw.text(), desk.now_ms)? {
            Verdict::Take { body, flags } => {
                append(tx, desk, &op, raw.text(), &body, flags)?;
                Fate::Stored
            }
            Verdict::Known => Fate::Dup,
            Verdict::Refuse(refusal) => Fate::Refused(refusal),
        };
        acks.push(Ack { id: op.id, fate });
    }
    Ok(acks)
}

/// What a person may read now that their device does not hold.
struct Pulled {
    streams: Vec<String>,
    again: Vec<String>,
    pages: BTreeMap<String, Page>,
}

fn pull(tx: &mut dyn Tx, who: &Who, cursors: &BTreeMap<String, Cursor>) -> Stored<Pulled> {
    let (mut streams, mut again, mut pages, mut room) = (vec![], vec![], BTreeMap::new(), ANSWER);
    for stream in who.streams(tx)? {
        let stream = stream.to_string();
        let mut from = 0;
        if let Some(cursor) = cursors.get(&stream) {
            if is_of_this_history(tx, &stream, cursor)? {
                from = cursor.seq;
            } else {
                again.push(stream.clone());
            }
        }
        if tx.head(&stream)? != from {
            let page = tx.page(&stream, from, room)?;
            room.ops -= page.ops.len();
            let bytes: usize = page.ops.iter().map(crate::storage::bytes_of).sum();
            room.bytes = room.bytes.saturating_sub(bytes);
            pages.insert(stream.clone(), page);
        }
        streams.push(stream);
    }
    Ok(Pulled { streams, again, pages })
}

/// Whether a device has read what stands here. A cursor without a chain can only be too far ahead.
fn is_of_this_history(tx: &mut dyn Tx, stream: &str, cursor: &Cursor) -> Stored<bool> {
    if cursor.seq == 0 {
        return Ok(true);
    }
    let digest = tx.digest_at(stream, cursor.seq)?;
    Ok(digest.is_some_and(|digest| cursor.chain.is_empty() || digest[..CHAIN_CHARS] == cursor.chain))
}
