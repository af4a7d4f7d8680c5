//! The network of a history: calls reach the service in this process as JSON text, and one thing at a time may go
//! wrong with the next call of a device. Keeps the text of all that came to somebody until the checker has read it.

use super::book;
use super::host::Host;
use async_trait::async_trait;
use notyet_model::build::{Build, Turn, Until};
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::PROTO;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::op::RawOp;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    DeviceRequest, Fault, JoinDecision, Joined, OpenDoor, OpenedDoor, Page, SyncAnswer, SyncRequest,
    WaitAnswer, WaitRequest,
};
use notyet_server::Service;
use notyet_sync::{Token, Transport, TransportError};
use rusqlite::Connection;
use std::collections::VecDeque;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// How many old requests and answers are kept to come again.
const KEPT: usize = 6;

/// What goes wrong with the next sync.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mischief {
    LoseRequest,
    LoseReply,
    Double,
    Delay,
    OldAnswer,
    OldPages,
    MangledPage,
    ServerCrashesBefore,
    ServerCrashesAfter,
}

/// What came to somebody.
#[derive(Clone, Debug)]
pub(crate) enum Seen {
    /// An answer to a sync.
    Answer(String),
    /// Streams that a wait said have grown.
    Heads(Vec<String>),
    /// Bytes of a photo.
    Photo(String, Vec<u8>),
    /// An answer although the device was shut out.
    ShutOut,
}

/// A request that is on its way for long.
#[derive(Clone, Debug)]
pub(crate) struct Late {
    /// Who hears the answer, if anybody.
    pub(crate) user: UserId,
    pub(crate) token: Token,
    pub(crate) request: String,
}

/// The server as it is reached at this moment.
pub(crate) struct Net {
    service: Mutex<(Arc<Service>, Build)>,
    down: AtomicBool,
    pub(crate) late: Mutex<Vec<Late>>,
    /// While the server has no room left: how many requests it has refused for that.
    pub(crate) full: Mutex<Option<u32>>,
    /// From now on the server stumbles over a push that holds this.
    pub(crate) poison: Mutex<Option<OpId>>,
    /// What came to whom, and how many operations the server had then.
    pub(crate) seen: Mutex<Vec<(UserId, i64, Seen)>>,
    rows: Mutex<Connection>,
}

impl Net {
    pub(crate) fn to(host: &Host) -> Arc<Self> {
        Arc::new(Self {
            service: Mutex::new((host.service().clone(), host.build)),
            down: AtomicBool::new(false),
            late: Mutex::default(),
            full: Mutex::default(),
            poison: Mutex::default(),
            seen: Mutex::default(),
            rows: Mutex::new(book::connect(&host.folder())),
        })
    }

    /// Notes what came to somebody.
    pub(crate) fn saw(&self, user: UserId, seen: Seen) {
        let row = lock(&self.rows).query_row("SELECT max(rowid) FROM op", [], |row| row.get(0));
        lock(&self.seen).push((user, row.expect("the server's table of operations"), seen));
    }

    /// Whether the server has ended and not been opened again.
    pub(crate) fn is_down(&self) -> bool {
        self.down.load(Ordering::SeqCst)
    }

    /// The server is there again.
    pub(crate) fn is_up(&self, host: &Host) {
        *lock(&self.service) = (host.service().clone(), host.build);
        *lock(&self.rows) = book::connect(&host.folder());
        self.down.store(false, Ordering::SeqCst);
    }

    /// The server, and its turn.
    fn service(&self) -> Result<Serving, TransportError> {
        if self.is_down() {
            return Err(lost("the server"));
        }
        let (service, build) = lock(&self.service).clone();
        Ok(Serving { service, _turn: Turn::here().of(build) })
    }

    /// What brings something new is refused while there is no room for it.
    fn has_room(&self) -> Result<(), TransportError> {
        match &mut *lock(&self.full) {
            None => Ok(()),
            Some(refused) => {
                *refused += 1;
                Err(Fault::Full.into())
            }
        }
    }

    /// One sync as the server serves it; the answer is seen by this person.
    pub(crate) async fn serve(&self, late: &Late) -> Result<String, TransportError> {
        let Late { user, token, request } = late;
        let request: SyncRequest = from_text(request)?;
        if let Some(poison) = *lock(&self.poison)
            && request.push.iter().any(|op| op.read().is_ok_and(|op| op.id == poison))
        {
            return Err(Fault::Server { ticket: "poison".into() }.into());
        }
        if !request.push.is_empty() || !request.offer.is_empty() {
            self.has_room()?;
        }
        let pushed = request.push.clone();
        let answer = self.service()?.sync(token.expose(), request).await?;
        // What is named by its number comes to them as much as what is written out.
        let mut whole = answer.clone();
        whole.lengthen(&pushed);
        self.saw(*user, Seen::Answer(to_text(&whole)));
        Ok(to_text(&answer))
    }
}

/// The server for one call.
struct Serving {
    service: Arc<Service>,
    _turn: Until,
}

impl std::ops::Deref for Serving {
    type Target = Service;

    fn deref(&self) -> &Service {
        &self.service
    }
}

/// One device's way to the server.
pub(crate) struct Wire {
    pub(crate) net: Arc<Net>,
    user: UserId,
    /// Set once the device has ended: nothing of it may reach the server any more.
    pub(crate) dead: Arc<AtomicBool>,
    /// Set while the device is shut out: the server must serve nothing to it.
    pub(crate) out: Arc<AtomicBool>,
    state: Mutex<Told>,
}

#[derive(Default)]
struct Told {
    next: Option<Mischief>,
    happened: bool,
    requests: VecDeque<Late>,
    answers: VecDeque<String>,
}

impl Wire {
    pub(crate) fn new(net: Arc<Net>, user: UserId, dead: Arc<AtomicBool>, out: Arc<AtomicBool>) -> Arc<Self> {
        Arc::new(Self { net, user, dead, out, state: Mutex::default() })
    }

    /// Something came from the server.
    fn heard(&self) {
        if self.out.load(Ordering::SeqCst) {
            self.net.saw(self.user, Seen::ShutOut);
        }
    }

    /// What goes wrong with the next sync.
    pub(crate) fn next(&self, mischief: Mischief) {
        let mut told = lock(&self.state);
        (told.next, told.happened) = (Some(mischief), false);
    }

    /// Whether it did; from now on nothing does.
    pub(crate) fn happened(&self) -> bool {
        let mut told = lock(&self.state);
        told.next = None;
        std::mem::take(&mut told.happened)
    }

    /// An earlier request, the latest first.
    pub(crate) fn earlier(&self, nth: usize) -> Option<Late> {
        let told = lock(&self.state);
        told.requests.iter().rev().nth(nth).cloned()
    }

    fn take(&self) -> Option<Mischief> {
        lock(&self.state).next.take()
    }

    fn it_happened(&self) {
        lock(&self.state).happened = true;
    }

    fn late(&self, token: &Token, request: &str) -> Late {
        Late { user: self.user, token: token.clone(), request: request.to_owned() }
    }

    fn alive(&self) -> Result<(), TransportError> {
        if self.dead.load(Ordering::SeqCst) { Err(lost("the device")) } else { Ok(()) }
    }

    async fn served(&self, token: &Token, request: &str) -> Result<String, TransportError> {
        let late = self.late(token, request);
        let answer = self.net.serve(&late).await?;
        self.heard();
        let mut told = lock(&self.state);
        told.requests.push_back(late);
        told.answers.push_back(answer.clone());
        if told.requests.len() > KEPT {
            told.requests.pop_front();
            told.answers.pop_front();
        }
        Ok(answer)
    }

    /// Old pages in place of what the server had to say of the same streams.
    fn with_old_pages(&self, answer: &mut SyncAnswer) {
        let told = lock(&self.state);
        let old = told.answers.iter().rev().skip(1).find_map(|old| {
            let old: SyncAnswer = from_text(old).ok()?;
            let mut pages = old.pages;
            pages.retain(|stream, page| {
                !page.ops.is_empty() && old.epoch == answer.epoch && answer.streams.contains(stream)
            });
            (!pages.is_empty()).then_some(pages)
        });
        drop(told);
        if let Some(old) = old {
            answer.pages.extend(old);
            self.it_happened();
        }
    }

    /// The last operation of a page changes places with another page's or with its neighbour.
    fn mangle(&self, answer: &mut SyncAnswer) {
        let full = |page: &&mut Page| page.ops.len() > 1;
        if let Some(page) = answer.pages.values_mut().find(full) {
            let last = page.ops.len() - 1;
            let (a, b) = (page.ops[last - 1].op.clone(), page.ops[last].op.clone());
            (page.ops[last - 1].op, page.ops[last].op) = (b, a);
            self.it_happened();
        }
    }
}

#[async_trait]
impl Transport for Wire {
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError> {
        self.alive()?;
        let joined = self.net.service()?.device(request.clone(), IpAddr::V4(Ipv4Addr::LOCALHOST)).await?;
        self.heard();
        Ok(joined)
    }

    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        self.alive()?;
        let text = to_text(request);
        let mischief = self.take();
        match mischief {
            Some(Mischief::LoseRequest) => {
                self.it_happened();
                return Err(lost("the request"));
            }
            Some(Mischief::Delay) => {
                self.it_happened();
                lock(&self.net.late).push(self.late(token, &text));
                return Err(lost("the request, for now"));
            }
            Some(Mischief::ServerCrashesBefore) => {
                self.it_happened();
                self.net.down.store(true, Ordering::SeqCst);
                return Err(lost("the server"));
            }
            Some(Mischief::Double) => {
                self.it_happened();
                drop(self.net.serve(&self.late(token, &text)).await);
            }
            _ => {}
        }
        let answer = self.served(token, &text).await?;
        let mut parsed: SyncAnswer = from_text(&answer)?;
        match mischief {
            Some(Mischief::LoseReply) => {
                self.it_happened();
                return Err(lost("the answer"));
            }
            Some(Mischief::ServerCrashesAfter) => {
                self.it_happened();
                self.net.down.store(true, Ordering::SeqCst);
                return Err(lost("the server"));
            }
            Some(Mischief::OldAnswer) => {
                let old = lock(&self.state).answers.iter().rev().nth(1).cloned();
                if let Some(old) = old {
                    self.it_happened();
                    return from_text(&old);
                }
            }
            Some(Mischief::OldPages) => self.with_old_pages(&mut parsed),
            Some(Mischief::MangledPage) => self.mangle(&mut parsed),
            _ => {}
        }
        Ok(parsed)
    }

    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        self.alive()?;
        let news = self.net.service()?.wait(token.expose(), request.clone()).await?;
        // A stream that was asked about and may not be read is named back with nothing in it.
        let heads =
            news.heads.iter().filter(|(_, head)| **head > 0).map(|(stream, _)| stream.clone()).collect();
        self.net.saw(self.user, Seen::Heads(heads));
        Ok(news)
    }

    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        self.alive()?;
        Ok(self.net.service()?.open_door(token.expose(), request.clone()).await?)
    }

    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError> {
        self.alive()?;
        Ok(self.net.service()?.decide_join(token.expose(), decision.clone()).await?)
    }

    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError> {
        self.alive()?;
        self.net.has_room()?;
        Ok(self.net.service()?.put_blob(token.expose(), sha256, bytes).await?)
    }

    async fn get_blob(&self, token: &Token, sha256: &str, _: u64) -> Result<Vec<u8>, TransportError> {
        self.alive()?;
        let bytes = self.net.service()?.get_blob(token.expose(), sha256).await?;
        self.heard();
        self.net.saw(self.user, Seen::Photo(sha256.to_owned(), bytes.clone()));
        Ok(bytes)
    }

    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        self.alive()?;
        self.net.has_room()?;
        Ok(self.net.service()?.patch_blob(token.expose(), sha256, piece, bytes).await?)
    }

    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError> {
        self.alive()?;
        match self.net.service()?.head_blob(token.expose(), sha256).await {
            Ok(come) => Ok(Some(come)),
            Err(Fault::NotFound) => Ok(None),
            Err(fault) => Err(fault.into()),
        }
    }
}

fn to_text(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("wire types hold only what JSON can say")
}

fn from_text<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, TransportError> {
    serde_json::from_str(text).map_err(|error| TransportError::BadAnswer { what: error.to_string() })
}

fn lost(what: &str) -> TransportError {
    TransportError::Offline { cause: format!("{what} was lost") }
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A push without a device behind it.
pub(crate) fn bare(epoch: &Epoch, push: Vec<RawOp>) -> SyncRequest {
    SyncRequest { proto: PROTO, push, ..SyncRequest::new("newer", epoch.clone()) }
}

pub(crate) fn request_text(request: &SyncRequest) -> String {
    to_text(request)
}
