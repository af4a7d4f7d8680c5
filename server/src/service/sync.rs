//! Push and pull in one round trip. Every pushed operation meets its own fate; then the answer is read in one
//! snapshot: what the person may read at that moment, and not a number more.

use super::{Service, check_proto};
use crate::feed::{Desk, append};
use crate::folder::Folder;
use crate::judge::{Verdict, judge};
use crate::storage::{Room, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Refusal;
use notyet_model::ids::OpId;
use notyet_protocol::codec::MAX_COMPRESSED_BYTES;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Ack, Cursor, Fate, Fault, Limits, Page, SyncAnswer, SyncRequest};
use serde::Deserialize;
use std::collections::BTreeMap;

/// What one answer holds. The bytes are counted before compression, so that the compressed answer keeps to its
/// cap whatever is in it.
const ANSWER: Room = Room { ops: 500, bytes: MAX_COMPRESSED_BYTES };

impl Service {
    /// `POST /v1/sync`.
    pub async fn sync(&self, token: &str, request: SyncRequest) -> Result<SyncAnswer, Fault> {
        check_proto(request.proto)?;
        if request.push.len() > Limits::default().push_ops as usize {
            return Err(Fault::TooLarge);
        }
        let now = self.env.now_ms();
        let acks = if request.push.is_empty() {
            vec![]
        } else {
            let (folder, token, ops) = (self.folder.clone(), token.to_owned(), request.push);
            let taken = move |tx: &mut dyn Tx| match Who::of_token(tx, folder.school, &token)? {
                Ok(who) => Ok(Ok(push(tx, &folder, &who, &ops, now)?)),
                Err(fault) => Ok(Err(fault)),
            };
            let rolled_back = mutant::on(Mutant::AckBeforeCommit);
            (if rolled_back { self.read(taken).await? } else { self.write(taken).await? })?
        };
        if acks.iter().any(|ack| ack.fate == Fate::Stored) {
            self.tell();
        }
        let (folder, token) = (self.folder.clone(), token.to_owned());
        // Cursors of another store mean nothing here.
        let cursors = if request.epoch == folder.epoch { request.cur } else { BTreeMap::new() };
        let pulled = self.read(move |tx| match Who::of_token(tx, folder.school, &token)? {
            Ok(who) => Ok(Ok((pull(tx, &who, &cursors)?, who))),
            Err(fault) => Ok(Err(fault)),
        });
        let ((streams, pages), who) = pulled.await??;
        Ok(SyncAnswer {
            epoch: self.folder.epoch.clone(),
            now,
            acks,
            pages,
            streams,
            joins: self.doors().waiting(&who.teaches(), now),
        })
    }
}

fn push(tx: &mut dyn Tx, folder: &Folder, who: &Who, ops: &[RawOp], now_ms: i64) -> Stored<Vec<Ack>> {
    let desk = Desk { keys: &folder.keys, school: folder.school, now_ms };
    let mut acks = Vec::with_capacity(ops.len());
    for raw in ops {
        let Ok(op) = raw.read() else {
            // Without an id there is nothing to answer about; the device keeps what got no answer.
            acks.extend(id_of(raw).map(|id| Ack { id, fate: Fate::Refused(Refusal::Malformed) }));
            continue;
        };
        let fate = match judge(tx, who, &op, raw.text(), now_ms)? {
            Verdict::Take { body, flags } => {
                append(tx, &desk, &op, raw.text(), &body, flags)?;
                Fate::Stored
            }
            Verdict::Known => Fate::Dup,
            Verdict::Refuse(refusal) => Fate::Refused(refusal),
        };
        acks.push(Ack { id: op.id, fate });
    }
    Ok(acks)
}

fn id_of(raw: &RawOp) -> Option<OpId> {
    #[derive(Deserialize)]
    struct Named {
        id: OpId,
    }
    serde_json::from_str::<Named>(raw.text()).ok().map(|named| named.id)
}

type Pulled = (Vec<String>, BTreeMap<String, Page>);

fn pull(tx: &mut dyn Tx, who: &Who, cursors: &BTreeMap<String, Cursor>) -> Stored<Pulled> {
    let (mut streams, mut pages, mut room) = (vec![], BTreeMap::new(), ANSWER);
    for stream in who.streams(tx)? {
        let stream = stream.to_string();
        let from = cursors.get(&stream).map_or(0, |cursor| cursor.seq);
        if tx.head(&stream)? != from {
            let page = tx.page(&stream, from, room)?;
            room.ops -= page.ops.len();
            let bytes: usize = page.ops.iter().map(crate::storage::bytes_of).sum();
            room.bytes = room.bytes.saturating_sub(bytes);
            pages.insert(stream.clone(), page);
        }
        streams.push(stream);
    }
    Ok((streams, pages))
}
