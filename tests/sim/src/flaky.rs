//! A bad network around any transport: requests that do not arrive, answers that do not come back, requests
//! that arrive twice, no network at all. What goes wrong is told beforehand, call by call, so that a history
//! can be played again. Also counts what went over the wire.

use async_trait::async_trait;
use notyet_model::ids::OpId;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    DeviceRequest, JoinDecision, Joined, OpenDoor, OpenedDoor, SyncAnswer, SyncRequest, WaitAnswer,
    WaitRequest,
};
use notyet_sync::{Token, Transport, TransportError};
use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::sync::watch;

/// The calls of a transport.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Call {
    /// [`Transport::device`]
    Device,
    /// [`Transport::sync`]
    Sync,
    /// [`Transport::wait`]
    Wait,
    /// [`Transport::open_door`]
    Door,
    /// [`Transport::decide_join`]
    Join,
    /// [`Transport::put_blob`]
    Put,
    /// [`Transport::patch_blob`]
    Patch,
    /// [`Transport::get_blob`]
    Get,
    /// [`Transport::head_blob`]
    Head,
}

/// What may go wrong with one call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mischief {
    /// Nothing.
    None,
    /// The request never arrives.
    DropRequest,
    /// The request is served, and nobody learns of it.
    DropReply,
    /// The request arrives twice; the second answer comes back.
    Duplicate,
    /// Something in between answers this in the server's place.
    Answer(TransportError),
    /// A wait is answered at once and empty, as when somebody knocks; other calls are not touched.
    AnswerEmpty,
    /// A picture comes as [`Mischief::OTHER_BYTES`]; other calls are not touched.
    OtherBytes,
}

impl Mischief {
    /// What comes in a picture's place.
    pub const OTHER_BYTES: &[u8] = b"not the picture";
}

/// What went over the wire in one call of [`Transport::sync`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SyncSeen {
    /// Operations pushed.
    pub pushed: usize,
    /// Operations pulled; `None` when no answer came back.
    pub pulled: Option<usize>,
}

#[derive(Default)]
struct Plan {
    offline: bool,
    mischief: BTreeMap<Call, VecDeque<Mischief>>,
    counts: BTreeMap<Call, u32>,
    syncs: Vec<SyncSeen>,
    poison: Option<(OpId, TransportError)>,
}

/// A transport with a bad network around it.
pub struct Flaky {
    inner: Arc<dyn Transport>,
    plan: Mutex<Plan>,
    begun: watch::Sender<()>,
}

impl Flaky {
    /// A network that is good until told otherwise.
    pub fn new(inner: Arc<dyn Transport>) -> Arc<Self> {
        Arc::new(Self { inner, plan: Mutex::default(), begun: watch::channel(()).0 })
    }

    /// Takes the network away, or gives it back.
    pub fn set_offline(&self, offline: bool) {
        self.plan().offline = offline;
    }

    /// What goes wrong with the next call of this kind, after what was told before.
    pub fn next(&self, call: Call, mischief: Mischief) {
        self.plan().mischief.entry(call).or_default().push_back(mischief);
    }

    /// Forgets all mischief that was told and has not happened.
    pub fn calm(&self) {
        self.plan().mischief.clear();
    }

    /// From now on a push that holds this operation is answered with this, whole.
    pub fn poison(&self, op: OpId, answer: TransportError) {
        self.plan().poison = Some((op, answer));
    }

    /// Takes the poison's effect away.
    pub fn heal(&self) {
        self.plan().poison = None;
    }

    /// How many calls of this kind were made, whatever became of them.
    pub fn count(&self, call: Call) -> u32 {
        self.plan().counts.get(&call).copied().unwrap_or(0)
    }

    /// Waits until one more call of this kind has begun than `count`; its answer may still be on the way.
    pub async fn has_begun(&self, call: Call, count: u32) {
        let mut begun = self.begun.subscribe();
        // The sender lives as long as this does.
        let _ = begun.wait_for(|()| self.count(call) > count).await;
    }

    /// The rounds so far, oldest first.
    pub fn syncs(&self) -> Vec<SyncSeen> {
        self.plan().syncs.clone()
    }

    /// Forgets the counts and the rounds.
    pub fn forget(&self) {
        let mut plan = self.plan();
        plan.counts.clear();
        plan.syncs.clear();
    }

    fn plan(&self) -> MutexGuard<'_, Plan> {
        self.plan.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn is_next(&self, call: Call, mischief: &Mischief) -> bool {
        self.plan().mischief.get(&call).and_then(VecDeque::front) == Some(mischief)
    }

    fn begin(&self, call: Call) -> Mischief {
        *self.plan().counts.entry(call).or_default() += 1;
        self.begun.send_replace(());
        let mut plan = self.plan();
        if plan.offline {
            return Mischief::DropRequest;
        }
        plan.mischief.get_mut(&call).and_then(VecDeque::pop_front).unwrap_or(Mischief::None)
    }

    fn poisoned(&self, request: &SyncRequest) -> Option<TransportError> {
        let (id, answer) = self.plan().poison.clone()?;
        request.push.iter().any(|op| op.read().is_ok_and(|op| op.id == id)).then_some(answer)
    }

    async fn through<T, F>(&self, call: Call, serve: impl Fn() -> F) -> Result<T, TransportError>
    where
        F: Future<Output = Result<T, TransportError>>,
    {
        match self.begin(call) {
            Mischief::None | Mischief::AnswerEmpty | Mischief::OtherBytes => serve().await,
            Mischief::DropRequest => Err(lost("the request")),
            Mischief::DropReply => {
                // Whatever it said, nobody hears it.
                let _ = serve().await;
                Err(lost("the answer"))
            }
            Mischief::Duplicate => {
                let _ = serve().await;
                serve().await
            }
            Mischief::Answer(error) => Err(error),
        }
    }
}

fn lost(what: &str) -> TransportError {
    TransportError::Offline { cause: format!("{what} was lost") }
}

#[async_trait]
impl Transport for Flaky {
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError> {
        self.through(Call::Device, || self.inner.device(request)).await
    }

    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        let answer = match self.poisoned(request) {
            Some(answer) => Err(answer),
            None => self.through(Call::Sync, || self.inner.sync(token, request)).await,
        };
        let pulled =
            answer.as_ref().ok().map(|answer| answer.pages.values().map(|page| page.ops.len()).sum());
        self.plan().syncs.push(SyncSeen { pushed: request.push.len(), pulled });
        answer
    }

    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        if self.is_next(Call::Wait, &Mischief::AnswerEmpty) {
            self.begin(Call::Wait);
            return Ok(WaitAnswer::default());
        }
        self.through(Call::Wait, || self.inner.wait(token, request)).await
    }

    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        self.through(Call::Door, || self.inner.open_door(token, request)).await
    }

    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError> {
        self.through(Call::Join, || self.inner.decide_join(token, decision)).await
    }

    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError> {
        self.through(Call::Put, || self.inner.put_blob(token, sha256, bytes.clone())).await
    }

    async fn get_blob(&self, token: &Token, sha256: &str, max_bytes: u64) -> Result<Vec<u8>, TransportError> {
        if self.is_next(Call::Get, &Mischief::OtherBytes) {
            self.begin(Call::Get);
            return Ok(Mischief::OTHER_BYTES.to_vec());
        }
        self.through(Call::Get, || self.inner.get_blob(token, sha256, max_bytes)).await
    }

    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        self.through(Call::Patch, || self.inner.patch_blob(token, sha256, piece, bytes.clone())).await
    }

    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError> {
        self.through(Call::Head, || self.inner.head_blob(token, sha256)).await
    }
}
