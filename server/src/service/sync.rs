//! Push and pull in one round trip. Every pushed operation meets its own fate; then the answer is read in one
//! snapshot: what the person may read at that moment, and not a number more.

use super::{Answered, Service, check_proto};
use crate::epoch;
use crate::feed::{Desk, append};
use crate::judge::{Verdict, judge, may_read_blob};
use crate::offers;
use crate::room::{self, Said};
use crate::storage::{self, Room, Storage, Stored, Tx};
use crate::who::Who;
use notyet_model::authority::Refusal;
use notyet_model::ids::SchoolId;
use notyet_model::stream::Stream;
use notyet_protocol::codec::MAX_COMPRESSED_BYTES;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::kinds;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{
    Ack, CHAIN_CHARS, Cursor, Fate, Fault, LARGE_TIMES, Limits, Page, SyncAnswer, SyncRequest, USUAL_OPS,
};
use std::collections::BTreeMap;
use std::mem;

/// What one answer holds unless the device has room for more. The bytes are counted before compression, so that the
/// compressed answer keeps to its cap whatever is in it.
const ANSWER: Room = Room { ops: USUAL_OPS as usize, bytes: MAX_COMPRESSED_BYTES };
/// What it holds at most.
const LARGE_ANSWER: Room = Room { ops: LARGE_TIMES * ANSWER.ops, bytes: LARGE_TIMES * ANSWER.bytes };

/// How many lost photos one answer asks for.
const MOST_WANTED: usize = 100;

impl Service {
    /// `POST /v1/sync`.
    pub async fn sync(&self, token: &str, mut request: SyncRequest) -> Result<SyncAnswer, Fault> {
        check_proto(request.proto)?;
        let most = Limits::default().push_ops as usize;
        if request.push.len() + request.offer.len() > most || request.room.len() > most {
            return Err(Fault::TooLarge);
        }
        let now = self.env.now_ms();
        self.who(token).await?;
        let pushed = mem::take(&mut request.push);
        let short = if request.brief { pushed.clone() } else { vec![] };
        let take_in = self.take_in(token, pushed, &mut request, now);
        let look = look(self.folder.school, token, request, now);
        let news = self.news.clone();
        // One after the other on one thread: handing over between threads costs as much as a small push.
        let served = self.blocking(move |storage| {
            let acks = match take_in(storage)? {
                Ok(acks) => acks,
                Err(fault) => return Ok(Err(fault)),
            };
            if acks.iter().any(|ack| ack.fate == Fate::Stored) {
                super::tell(&news);
            }
            Ok(storage::read(storage, look)?.map(|looked| (acks, looked)))
        });
        let (acks, Looked { pulled, epoch, heard, who }) = served.await??;
        let Pulled { streams, again, pages, want } = pulled;
        if self.room().hear(heard, now) {
            self.tell();
        }
        let token = self.successor(&who.device, token).await?;
        let joins = self.doors().waiting(&who.teaches(), now);
        let room = Some(self.room().news(&who.teaches(), now));
        let kinds = kinds::known();
        let forked = who.device.doubled.is_some() && !mutant::on(Mutant::ForkNotTold);
        let mut answer =
            SyncAnswer { epoch, now, kinds, acks, forked, again, pages, want, streams, joins, room, token };
        answer.shorten(&short);
        Ok(answer)
    }

    /// The fates of what is pushed and offered. Nothing is taken from a device that means another history: what it
    /// pushes may lean on what was forgotten here, and its owner's rights, too.
    fn take_in(
        &self,
        token: &str,
        ops: Vec<RawOp>,
        request: &mut SyncRequest,
        now_ms: i64,
    ) -> impl FnOnce(&dyn Storage) -> Answered<Vec<Ack>> + Send + 'static + use<> {
        let offers = mem::take(&mut request.offer);
        let (folder, env, token) = (self.folder.clone(), self.env(), token.to_owned());
        let (meant, cursors) = (request.epoch.clone(), request.cur.clone());
        move |storage| {
            if ops.is_empty() && offers.is_empty() {
                return Ok(Ok(vec![]));
            }
            let taken = move |tx: &mut dyn Tx| -> Answered<Vec<Ack>> {
                let who = match Who::of_token(tx, folder.school, &token)? {
                    Ok(who) => who,
                    Err(fault) => return Ok(Err(fault)),
                };
                let present = epoch::present(tx)?;
                let streams = names(&who.streams(tx)?);
                if meant != present || !strayed(tx, &streams, &cursors)?.is_empty() {
                    return Ok(Ok(vec![]));
                }
                let desk = folder.desk(now_ms);
                let taken = offers::take(tx, &desk, &present, &offers)?;
                if taken.forgot {
                    epoch::begin(tx, desk.ledger, &*env)?;
                }
                let pushed = push(tx, &desk, &who, &ops)?;
                Ok(Ok([taken.acks, pushed].concat()))
            };
            // What is read is rolled back.
            match mutant::on(Mutant::AckBeforeCommit) {
                true => storage::read(storage, taken),
                false => storage::write(storage, taken),
            }
        }
    }
}

/// What a device gets: what its person may read that it does not hold, and what is kept of what they say of this
/// moment, in one state.
struct Looked {
    pulled: Pulled,
    epoch: Epoch,
    heard: Vec<Said>,
    who: Who,
}

fn look(
    school: SchoolId,
    token: &str,
    request: SyncRequest,
    now_ms: i64,
) -> impl FnOnce(&mut dyn Tx) -> Answered<Looked> + Send + 'static + use<> {
    let (token, room) = (token.to_owned(), room_for(&request));
    move |tx| match Who::of_token(tx, school, &token)? {
        Ok(who) => {
            let epoch = epoch::present(tx)?;
            // Cursors of another epoch mean nothing here.
            let cursors = if request.epoch == epoch { request.cur } else { BTreeMap::new() };
            let heard = room::heard(tx, &who, &request.room, now_ms)?;
            Ok(Ok(Looked { pulled: pull(tx, &who, &cursors, room)?, epoch, heard, who }))
        }
        Err(fault) => Ok(Err(fault)),
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
    want: Vec<String>,
}

/// How much an answer may hold: as much as the device asks for, within bounds.
fn room_for(request: &SyncRequest) -> Room {
    let asked = request.most.map_or(ANSWER.ops, |most| most as usize);
    if asked > ANSWER.ops { Room { ops: asked.min(LARGE_ANSWER.ops), ..LARGE_ANSWER } } else { ANSWER }
}

fn pull(tx: &mut dyn Tx, who: &Who, cursors: &BTreeMap<String, Cursor>, mut room: Room) -> Stored<Pulled> {
    let streams = names(&who.streams(tx)?);
    let again = strayed(tx, &streams, cursors)?;
    let mut pages = BTreeMap::new();
    for stream in &streams {
        let cursor = cursors.get(stream).filter(|_| !again.contains(stream));
        let from = cursor.map_or(0, |cursor| cursor.seq);
        if tx.head(stream)? != from {
            let page = tx.page(stream, from, room)?;
            room.ops -= page.ops.len();
            let bytes: usize = page.ops.iter().map(crate::storage::bytes_of).sum();
            room.bytes = room.bytes.saturating_sub(bytes);
            pages.insert(stream.clone(), page);
        }
    }
    let want = wanted_of(tx, who)?;
    Ok(Pulled { streams, again, pages, want })
}

fn names(streams: &[Stream]) -> Vec<String> {
    streams.iter().map(ToString::to_string).collect()
}

/// The streams of which a device has read what does not stand here. A cursor without a chain can only be too far
/// ahead. Asked of streams that are not this person's, too: with what was forgotten their right to read it may be, and
/// a device throws nothing away that is in doubt. Who guesses is told the same of every stream, whether it is there or
/// not; only with its digest, which says that it was read, one is told otherwise.
fn strayed(tx: &mut dyn Tx, theirs: &[String], cursors: &BTreeMap<String, Cursor>) -> Stored<Vec<String>> {
    let mut strayed = vec![];
    for (stream, cursor) in cursors.iter().filter(|(_, cursor)| cursor.seq > 0) {
        if cursor.chain.is_empty() && !theirs.contains(stream) {
            continue;
        }
        let digest = tx.digest_at(stream, cursor.seq)?;
        let agrees = digest.is_some_and(|it| cursor.chain.is_empty() || it[..CHAIN_CHARS] == cursor.chain);
        if !agrees {
            strayed.push(stream.clone());
        }
    }
    Ok(strayed)
}

/// Photos of this person's streams whose bytes are missing.
fn wanted_of(tx: &mut dyn Tx, who: &Who) -> Stored<Vec<String>> {
    let (wanted, mut theirs) = (tx.wanted()?, vec![]);
    if wanted.is_empty() {
        return Ok(theirs);
    }
    let relations = who.relations(tx)?;
    for sha256 in wanted {
        if theirs.len() < MOST_WANTED && may_read_blob(tx, &relations, &sha256)? {
            theirs.push(sha256);
        }
    }
    Ok(theirs)
}
