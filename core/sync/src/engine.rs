//! The engine's handle: starts the two tasks (facts, photos) on the caller's tokio runtime, tells them what
//! changed outside, and ends them. Decides nothing itself.

use crate::photos::{self, PhotoProcessor};
use crate::state::SyncState;
use crate::transport::{Retry, Token, Transport, TransportError};
use crate::{facts, round};
use notyet_model::ids::AttachmentId;
use notyet_protocol::wire::{Fault, Limits};
use notyet_store::{Store, StoreError};
use std::collections::BTreeSet;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// What the host says of its network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NetworkPolicy {
    /// Whether there is any; without it nothing is tried.
    pub online: bool,
    /// Whether bytes cost: pictures in full then come only when asked for, and go only when somebody says so.
    pub metered: bool,
}

impl Default for NetworkPolicy {
    /// There is a network and it costs nothing, until the host says otherwise.
    fn default() -> Self {
        Self { online: true, metered: false }
    }
}

/// What the engine is told once.
#[derive(Clone, Debug)]
pub struct Policy {
    /// The app's version, which goes with every request.
    pub app: String,
    /// The network at the start.
    pub network: NetworkPolicy,
    /// How many bytes of operations one request may hold at most, besides the server's limit on their number.
    pub push_bytes: usize,
}

impl Policy {
    /// The usual policy for this version of the app.
    pub fn new(app: impl Into<String>) -> Self {
        Self { app: app.into(), network: NetworkPolicy::default(), push_bytes: round::PUSH_BYTES }
    }
}

/// A running engine. Dropping it tells its tasks to end; [`Engine::stop`] also waits until they have.
pub struct Engine {
    shared: Arc<Shared>,
    state: watch::Receiver<SyncState>,
    tasks: Mutex<Vec<JoinHandle<()>>>,
}

impl Engine {
    /// Starts the engine. Must be called within a tokio runtime, which then carries its tasks. The store must
    /// hold an enrolment; without one the engine says [`crate::Phase::SignedOut`] and only processes pictures.
    pub fn start(
        store: Store,
        transport: Arc<dyn Transport>,
        photos: Arc<dyn PhotoProcessor>,
        policy: Policy,
    ) -> Self {
        let (shared, state) = Shared::new(store, transport, policy);
        let tasks = vec![
            tokio::spawn(facts::run(Arc::clone(&shared))),
            tokio::spawn(photos::run(Arc::clone(&shared), photos)),
        ];
        Self { shared, state, tasks: Mutex::new(tasks) }
    }

    /// Says that there is something to send, or that a person asks for news: at once, whatever pause was on,
    /// unless the server itself asked for one.
    pub fn nudge(&self) {
        self.shared.tell(|control| control.nudges += 1);
    }

    /// A person asks for everything to be sent now: pictures in full go even where bytes cost, until the engine ends.
    pub fn send_all(&self) {
        self.shared.tell(|control| {
            control.send_all = true;
            control.nudges += 1;
        });
    }

    /// Whether pictures in full wait for a network that costs nothing.
    pub fn spares_bytes(&self) -> bool {
        let control = self.shared.control.borrow();
        control.network.metered && !control.send_all
    }

    /// Says what the network is now. Its return is as good as a nudge.
    pub fn set_network(&self, network: NetworkPolicy) {
        self.shared.tell(|control| control.network = network);
    }

    /// Asks for a picture in full, even where bytes cost.
    pub fn ask_for_photo(&self, attachment: AttachmentId) {
        self.shared.tell(|control| {
            control.asked.insert(attachment);
        });
    }

    /// Where the engine stands, now and from now on.
    pub fn state(&self) -> watch::Receiver<SyncState> {
        self.state.clone()
    }

    /// Ends the tasks and waits for them: requests on their way are given up, what is being written is finished.
    /// Afterwards nothing of the engine touches the store. May be called again.
    pub async fn stop(&self) {
        self.shared.tell(|control| control.ended = true);
        let tasks = std::mem::take(&mut *self.tasks.lock().unwrap_or_else(PoisonError::into_inner));
        for task in tasks {
            // A task that panicked has ended, too; the panic was printed where it happened.
            let _ = task.await;
        }
    }
}

impl Drop for Engine {
    fn drop(&mut self) {
        self.shared.tell(|control| control.ended = true);
    }
}

/// What the outside wants; both tasks watch it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Control {
    pub(crate) ended: bool,
    /// Signed out or too old: pictures may be processed, nothing may be sent.
    pub(crate) halted: bool,
    pub(crate) network: NetworkPolicy,
    pub(crate) nudges: u64,
    pub(crate) photo_nudges: u64,
    pub(crate) send_all: bool,
    pub(crate) asked: BTreeSet<AttachmentId>,
}

/// What both tasks share.
pub(crate) struct Shared {
    store: Store,
    pub(crate) transport: Arc<dyn Transport>,
    pub(crate) policy: Policy,
    pub(crate) control: watch::Sender<Control>,
    pub(crate) state: watch::Sender<SyncState>,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Mishap {
    /// The engine ends, or the network went.
    #[error("cut short")]
    Cut,
    /// The network's or the server's trouble.
    #[error(transparent)]
    Transport(#[from] TransportError),
    /// This device's trouble.
    #[error(transparent)]
    Store(StoreError),
    /// A store call panicked, or the server and this device do not get on with each other.
    #[error("{0}")]
    Stuck(&'static str),
}

impl Mishap {
    /// Whether the server does not know this device's token.
    pub(crate) fn is_signed_out(&self) -> bool {
        matches!(self, Self::Transport(TransportError::Fault(Fault::SignedOut)))
    }

    /// How long the server asked not to be asked again.
    pub(crate) fn not_before(&self) -> Duration {
        match self {
            Self::Transport(error) => match error.retry() {
                Retry::NotBefore(least) => least,
                Retry::Later | Retry::Never => Duration::ZERO,
            },
            Self::Cut | Self::Store(_) | Self::Stuck(_) => Duration::ZERO,
        }
    }
}

impl Shared {
    pub(crate) fn new(
        store: Store,
        transport: Arc<dyn Transport>,
        policy: Policy,
    ) -> (Arc<Self>, watch::Receiver<SyncState>) {
        let (state_sender, state) = watch::channel(SyncState::default());
        let control = Control { network: policy.network, ..Control::default() };
        let control = watch::channel(control).0;
        (Arc::new(Self { store, transport, policy, control, state: state_sender }), state)
    }

    pub(crate) fn tell(&self, change: impl FnOnce(&mut Control)) {
        self.control.send_modify(change);
    }

    pub(crate) fn show(&self, change: impl FnOnce(&mut SyncState)) {
        self.state.send_if_modified(|state| {
            let before = *state;
            change(state);
            *state != before
        });
    }

    /// Calls the store off the runtime's own threads. Never cut short: what was begun is finished.
    pub(crate) async fn with_store<T: Send + 'static>(
        &self,
        call: impl FnOnce(&Store) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, Mishap> {
        let store = self.store.clone();
        match tokio::task::spawn_blocking(move || call(&store)).await {
            Ok(result) => result.map_err(Mishap::Store),
            Err(_) => Err(Mishap::Stuck("a call of the store panicked")),
        }
    }

    /// Awaits the network for as long as there is one and the engine runs.
    pub(crate) async fn with_network<T>(
        &self,
        request: impl Future<Output = Result<T, TransportError>>,
    ) -> Result<T, Mishap> {
        let mut control = self.control.subscribe();
        tokio::select! {
            answer = request => answer.map_err(Mishap::Transport),
            _ = control.wait_for(|control| control.ended || control.halted || !control.network.online) => {
                Err(Mishap::Cut)
            }
        }
    }

    pub(crate) fn now_ms(&self) -> i64 {
        self.store.env().now_ms()
    }

    pub(crate) fn chance(&self) -> u64 {
        crate::enrol::chance(self.store.env().as_ref())
    }

    /// The enrolment that the store holds.
    pub(crate) async fn session(&self) -> Result<Option<Signed>, Mishap> {
        let session = self.with_store(|store| store.read(|reader| reader.session())).await?;
        Ok(session.map(|session| Signed {
            token: Token::new(session.enrolment.token),
            limits: session.enrolment.limits,
        }))
    }
}

/// As whom the engine speaks, and how much at once.
#[derive(Clone, Debug)]
pub(crate) struct Signed {
    pub(crate) token: Token,
    pub(crate) limits: Limits,
}
