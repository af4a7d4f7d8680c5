//! Rounds: one request that pushes and pulls, and as many of them as it takes until nothing is left. Finds the
//! one operation that a request stumbles over, so that it holds up no other.

use crate::engine::{Mishap, Shared, Signed};
use crate::enrol::{join, secret};
use crate::frame::Frame;
use crate::transport::{Token, TransportError};
use notyet_model::authority::Refusal;
use notyet_model::ids::OpId;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::RawOp;
use notyet_protocol::proto;
use notyet_protocol::room::RoomWord;
use notyet_protocol::wire::{Ack, DeviceRequest, Fate, Fault, Join, Joined, Offer, SyncAnswer, SyncRequest};
use notyet_store::{Applied, Store, StoreError};
use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Below the server's 512 KiB for a compressed body even if nothing compresses, with room for the cursors.
pub(crate) const PUSH_BYTES: usize = 448 << 10;

/// Where the secret of a return stands whose answer has not come.
const RETURNING: &str = "returning";

pub(crate) struct Rounds {
    shared: Arc<Shared>,
    signed: Signed,
    /// Operations that the server stumbled over or said nothing about; offered again at the next start.
    aside: Vec<RawOp>,
    /// The nudges that the last look at the outbox has answered.
    pub(crate) nudges_answered: u64,
    /// Offers that the server stumbled over; made again at the next start.
    not_offered: Vec<RawOp>,
    /// The version of the wire that the server understands, as far as is known.
    proto: u32,
    /// What was acknowledged and never shown has been pushed once more since the start.
    asked_again: bool,
    /// How large requests and answers may be.
    frame: Frame,
}

impl Rounds {
    /// The token that the last answer left in force.
    pub(crate) fn token(&self) -> &Token {
        &self.signed.token
    }

    pub(crate) fn new(shared: Arc<Shared>, signed: Signed) -> Self {
        let (aside, not_offered) = (vec![], vec![]);
        let (proto, frame) = (proto(), Frame::Usual);
        Self { shared, signed, aside, nudges_answered: 0, not_offered, proto, asked_again: false, frame }
    }

    /// Shows the certificate to a server that does not know the token any more, or that knows two devices by it, and goes
    /// on with the token that it gives.
    pub(crate) async fn come_back(&mut self) -> Result<(), Mishap> {
        let session = self.shared.with_store(|store| store.read(|reader| reader.session())).await?;
        let Some(session) = session else { return Err(TransportError::from(Fault::SignedOut).into()) };
        let secret = self.shared.with_store(returning).await?;
        let request = DeviceRequest {
            proto: self.proto,
            app: self.shared.policy.app.clone(),
            device_name: String::new(),
            secret,
            join: Join::Certificate { certificate: session.enrolment.certificate },
        };
        let joined = match self.shared.with_network(join(&*self.shared.transport, &request)).await {
            Err(Mishap::Transport(TransportError::Fault(Fault::Erased))) => {
                tracing::warn!("the record of this person was erased; all that is here goes");
                self.shared.with_store(|store| store.forget_everything().map(drop)).await?;
                return Err(TransportError::from(Fault::SignedOut).into());
            }
            joined => joined?,
        };
        let Joined::Enrolled(enrolment) = joined else {
            return Err(TransportError::from(Fault::SignedOut).into());
        };
        let (kept, server_url) = (enrolment.clone(), session.server_url);
        let enrolled = move |store: &Store| {
            store.write(|tx| {
                tx.enrol(&kept, &server_url)?;
                tx.delete_meta(RETURNING)
            })
        };
        self.shared.with_store(enrolled).await?;
        self.signed = Signed { token: Token::new(enrolment.token), limits: enrolment.limits };
        Ok(())
    }

    /// Rounds until nothing is left to push or to pull; at least one.
    pub(crate) async fn drain(&mut self) -> Result<(), Mishap> {
        let (mut parcel, mut asking) = (self.next_parcel(true).await?, false);
        loop {
            let (aside_before, carried) = (self.aside.len(), !parcel.is_empty() && !asking);
            let was_large = self.frame == Frame::Large;
            let (more, moved) = match self.round(parcel.clone(), vec![]).await {
                // It takes nothing in, and still says what there is to read.
                Err(Mishap::Transport(TransportError::Fault(Fault::Full))) if !parcel.is_empty() => {
                    while self.round(Parcel::default(), vec![]).await?.more {}
                    return Err(TransportError::from(Fault::Full).into());
                }
                Ok(applied) => {
                    self.asked_again = (self.asked_again || asking) && !applied.started_again;
                    (applied.more, moved(&applied) || self.aside.len() > aside_before)
                }
                // What compresses badly goes in frames of the usual size, which are never too large.
                Err(Mishap::Transport(TransportError::Fault(Fault::TooLarge)))
                    if was_large && !parcel.is_empty() =>
                {
                    (false, true)
                }
                Err(Mishap::Transport(error))
                    if error.may_be_the_requests_own()
                        && !parcel.is_empty()
                        && !mutant::on(Mutant::PoisonStopsAll) =>
                {
                    self.isolate(Parcel { goes_on: false, ..parcel }).await?;
                    self.asked_again |= asking;
                    (false, true)
                }
                Err(mishap) => return Err(mishap),
            };
            parcel = self.next_parcel(more).await?;
            asking = parcel.is_empty() && !more;
            if asking {
                parcel = Parcel { push: self.unshown().await?, ..Parcel::default() };
                if parcel.is_empty() {
                    return Ok(());
                }
            } else if !moved && (carried || more) {
                return Err(Mishap::Stuck("a round moved nothing although something is left"));
            }
        }
    }

    /// One request, and its answer in the store. `refused` are verdicts to be written with it. Where it is plain what
    /// comes next, that is asked for while the answer is taken in, and so on. Over what a request of its own should
    /// stumble, the next round does once more.
    async fn round(&mut self, parcel: Parcel, refused: Vec<Ack>) -> Result<Applied, Mishap> {
        let goes_on = parcel.goes_on && refused.is_empty();
        let mut asked = self.request(parcel).await?;
        let first = self.ask_first(&mut asked).await;
        self.frame = self.frame.after(took(&first));
        let mut said = first?;
        said.answer.acks.extend(refused);
        let mut sum: Option<Applied> = None;
        loop {
            let next = if goes_on { self.next_request(&asked, &said.answer).await? } else { None };
            // Of a request that meant another history nothing is taken, nor answered.
            if is_of_one_history(&asked, &said.answer) {
                self.set_aside(unanswered(asked.push, &said.answer.acks));
            }
            let forked = said.answer.forked;
            let (applied, following) = match &next {
                None => (self.take_in(said).await?, None),
                Some(next) => {
                    let (applied, following) = tokio::join!(self.take_in(said), self.ask(next));
                    (applied?, Some(following))
                }
            };
            if let Some(token) = applied.1 {
                self.signed.token = Token::new(token);
            }
            if forked {
                tracing::info!("there are two of this device; it becomes another one");
                self.come_back().await?;
            }
            // A server that moves nothing is asked no more.
            let goes_on = moved(&applied.0);
            if let Some(following) = &following {
                self.frame = self.frame.after(took(following));
            }
            let applied = sum.map_or(applied.0, |sum| sum.then(applied.0));
            match (next, following) {
                (Some(next), Some(Ok(following))) if goes_on => {
                    (asked, said, sum) = (next, following, Some(applied));
                }
                (_, Some(Err(mishap))) if !is_met_again(&mishap) => return Err(mishap),
                _ => return Ok(applied),
            }
        }
    }

    async fn request(&self, parcel: Parcel) -> Result<SyncRequest, Mishap> {
        let held = |store: &Store| Ok((store.epoch()?, store.cursors()?, store.room_words()?));
        let (epoch, cur, room) = self.shared.with_store(held).await?;
        let app = self.shared.policy.app.clone();
        let Parcel { push, offer, .. } = parcel;
        let (now, most) = (self.shared.now_ms(), self.frame.most());
        Ok(SyncRequest { proto: self.proto, app, epoch, now, push, offer, cur, room, most, brief: true })
    }

    /// Asks in the newest words that both speak.
    async fn ask_first(&mut self, request: &mut SyncRequest) -> Result<Said, Mishap> {
        match self.ask(request).await {
            Err(Mishap::Transport(error)) if let Some(older) = error.older_wire(self.proto) => {
                tracing::info!(older, "the server is older than this program");
                (self.proto, request.proto) = (older, older);
                self.ask(request).await
            }
            said => said,
        }
    }

    async fn ask(&self, request: &SyncRequest) -> Result<Said, Mishap> {
        let asked_at = Instant::now();
        let answer = self.shared.transport.sync(&self.signed.token, request);
        let mut answer = self.shared.with_network(answer).await?;
        let took = asked_at.elapsed();
        if !answer.lengthen(&request.push) {
            let what = "the number of something that was not pushed".to_owned();
            return Err(TransportError::BadAnswer { what }.into());
        }
        let (sent_at_ms, received_at_ms) = (request.now, self.shared.now_ms());
        Ok(Said { answer, room: request.room.clone(), took, sent_at_ms, received_at_ms })
    }

    /// The request that follows an answer before it is taken in: further operations, and further pages of what goes on.
    /// `None`: there is nothing more, or the answer has to be taken in before anybody can tell.
    async fn next_request(
        &mut self,
        asked: &SyncRequest,
        answer: &SyncAnswer,
    ) -> Result<Option<SyncRequest>, Mishap> {
        if !is_of_one_history(asked, answer) || answer.token.is_some() || answer.forked {
            return Ok(None);
        }
        self.nudges_answered = self.shared.control.borrow().nudges;
        let push = self.outgoing(&asked.push).await?;
        if push.is_empty() && !answer.pages.values().any(|page| page.more) {
            return Ok(None);
        }
        let mut cur = asked.cur.clone();
        for (stream, page) in &answer.pages {
            cur.insert(stream.clone(), page.cursor());
        }
        cur.retain(|stream, _| answer.streams.contains(stream));
        let (proto, app, epoch) = (asked.proto, asked.app.clone(), asked.epoch.clone());
        let now = self.shared.now_ms();
        let (offer, room, most) = (vec![], vec![], self.frame.most());
        Ok(Some(SyncRequest { proto, app, epoch, now, push, offer, cur, room, most, brief: true }))
    }

    /// How many operations, and how many bytes of them, one request may carry.
    fn push_room(&self) -> (usize, usize) {
        let ops = self.frame.ops().min(self.signed.limits.push_ops);
        (ops as usize, self.shared.policy.push_bytes * self.frame.times())
    }

    /// Takes an answer into the store. A token that came with it is written down before it is used: its first use ends
    /// the one that is written down now.
    async fn take_in(&self, said: Said) -> Result<(Applied, Option<String>), Mishap> {
        let Said { mut answer, room, sent_at_ms, received_at_ms, .. } = said;
        let (offered, is_heard) = (answer.token.take(), answer.room.is_some());
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
        if is_heard {
            self.shared.with_store(move |store| store.told_room(&room)).await?;
        }
        if let Some(token) = offered.clone() {
            self.shared.with_store(move |store| store.write(|tx| tx.renew_token(&token))).await?;
        }
        if applied.wake_photos || moved(&applied) {
            self.shared.tell(|control| control.photo_nudges += 1);
        }
        Ok((applied, offered))
    }

    /// What goes next. While something is in doubt nothing new goes, because that may lean on it; and it is offered
    /// only once no stream goes on, because until then the server may yet show it.
    async fn next_parcel(&mut self, more: bool) -> Result<Parcel, Mishap> {
        self.nudges_answered = self.shared.control.borrow().nudges;
        let offer = self.offers().await?;
        Ok(match (offer.is_empty(), more) {
            (true, _) => Parcel { push: self.outgoing(&[]).await?, offer, goes_on: true },
            (false, true) => Parcel::default(),
            (false, false) => Parcel { offer, ..Parcel::default() },
        })
    }

    /// What may be pushed in one request, after these.
    async fn outgoing(&self, pushed: &[RawOp]) -> Result<Vec<RawOp>, Mishap> {
        let (max_ops, max_bytes) = self.push_room();
        let aside: HashSet<&str> = self.aside.iter().map(RawOp::text).collect();
        let (look_at, bytes) =
            (max_ops + aside.len(), max_bytes + aside.iter().map(|text| text.len()).sum::<usize>());
        let under_way = pushed.to_vec();
        let found = move |store: &Store| store.outbox_beside(&under_way, look_at, bytes);
        let mut ops = self.shared.with_store(found).await?;
        ops.retain(|op| !aside.contains(op.text()));
        ops.truncate(max_ops);
        Ok(ops)
    }

    /// What the server said that it has although it shows it nowhere: once in each start it is pushed again. Nobody else
    /// has read it, so a server that went back to before it, unnoticed, is told by nothing else.
    async fn unshown(&self) -> Result<Vec<RawOp>, Mishap> {
        if self.asked_again {
            return Ok(vec![]);
        }
        let (max_ops, max_bytes) = self.push_room();
        self.shared.with_store(move |store| store.unshown(max_ops, max_bytes)).await
    }

    /// What may be offered in one request.
    async fn offers(&self) -> Result<Vec<Offer>, Mishap> {
        let ((max_ops, max_bytes), not_offered) = (self.push_room(), self.not_offered.clone());
        let look_at = max_ops + not_offered.len();
        let mut offers = self.shared.with_store(move |store| store.offers(look_at, max_bytes)).await?;
        offers.retain(|offer| !not_offered.contains(&offer.op));
        offers.truncate(max_ops);
        Ok(if mutant::on(Mutant::NothingOffered) { vec![] } else { offers })
    }

    /// Pushes these operations in halves, and halves of halves, until the ones that the server stumbles over
    /// stand alone. A server that serves nothing at all is not theirs to answer for.
    async fn isolate(&mut self, parcel: Parcel) -> Result<(), Mishap> {
        self.round(Parcel::default(), vec![]).await?;
        let mut parts = vec![parcel];
        while let Some(mut part) = parts.pop() {
            match self.round(part.clone(), vec![]).await {
                Ok(_) => {}
                Err(Mishap::Transport(error)) if error.may_be_the_requests_own() => {
                    if let Some(second) = part.halve() {
                        parts.extend([second, part]);
                    } else if let Some(op) = part.push.pop() {
                        self.give_up_on(op, &error).await?;
                    } else if let Some(offer) = part.offer.pop() {
                        tracing::warn!(%error, "the server stumbles over one offer");
                        self.not_offered.push(offer.op);
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
        self.round(Parcel::default(), verdict.into_iter().collect()).await?;
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

/// What the server said, and when.
struct Said {
    answer: SyncAnswer,
    /// What it has heard of this moment.
    room: Vec<RoomWord>,
    /// From the question to the answer.
    took: Duration,
    /// By this device's clock, UTC milliseconds.
    sent_at_ms: i64,
    received_at_ms: i64,
}

/// How long a round trip took, or what is wrong with the network or the server.
fn took(said: &Result<Said, Mishap>) -> Result<Duration, &Mishap> {
    said.as_ref().map(|said| said.took)
}

/// What one request carries to the server: something new or something in doubt, never both.
#[derive(Clone, Debug, Default)]
struct Parcel {
    push: Vec<RawOp>,
    offer: Vec<Offer>,
    /// Nothing is in doubt, so more of the same may follow at once.
    goes_on: bool,
}

impl Parcel {
    fn is_empty(&self) -> bool {
        self.push.is_empty() && self.offer.is_empty()
    }

    /// Splits off a half. `None`: there is but one.
    fn halve(&mut self) -> Option<Self> {
        let (push, offer) = (self.push.len().div_ceil(2), self.offer.len().div_ceil(2));
        let half =
            Self { push: self.push.split_off(push), offer: self.offer.split_off(offer), goes_on: false };
        (!half.is_empty()).then_some(half)
    }
}

/// The secret by which the server knows this device again when its answer was lost: the same until one has come.
fn returning(store: &Store) -> Result<String, StoreError> {
    if let Some(kept) = store.read(|reader| reader.meta(RETURNING))? {
        return Ok(kept);
    }
    let fresh = secret(&**store.env());
    store.write(|tx| tx.set_meta(RETURNING, &fresh))?;
    Ok(fresh)
}

/// Whether a round that asks for the same again is the one to deal with it.
fn is_met_again(mishap: &Mishap) -> bool {
    match mishap {
        Mishap::Transport(TransportError::Fault(Fault::Full)) => true,
        Mishap::Transport(error) => error.may_be_the_requests_own(),
        Mishap::Store(_) | Mishap::Stuck(_) | Mishap::Cut => false,
    }
}

/// Whether a request and its answer mean the same history, stream by stream.
fn is_of_one_history(asked: &SyncRequest, answer: &SyncAnswer) -> bool {
    answer.epoch == asked.epoch && answer.again.is_empty()
}

/// What was pushed and got no fate.
fn unanswered(mut pushed: Vec<RawOp>, acks: &[Ack]) -> Vec<RawOp> {
    let answered: HashSet<OpId> = acks.iter().map(|ack| ack.id).collect();
    pushed.retain(|op| op.id().is_none_or(|id| !answered.contains(&id)));
    pushed
}

fn moved(applied: &Applied) -> bool {
    applied.read > 0
        || applied.acked > 0
        || applied.refused > 0
        || applied.settled > 0
        || applied.started_again
}
