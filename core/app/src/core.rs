//! One person's core as an object: one store, one engine, one set of listeners. [`crate::Profiles`] opens it.

use crate::areas::{Capturing, Documents, Enrolment, Learning, Markup, Settings, Syncing, Teaching, Voices};
use crate::error::CoreError;
use crate::history::{History, Subject};
use crate::host::Config;
use crate::intents::Moves;
use crate::link::Link;
use crate::notices::{Listener, Notices, Subscription, Topic};
use crate::own::OwnStep;
use crate::preferences::{Preferences, Voice};
use crate::screens::sync::Device;
use crate::vault::Vault;
use crate::words::{self, TextArg, TextPlace, Words};
use notyet_model::calendar::Day;
use notyet_model::ids::{ClassId, ContextId, OutcomeId, UserId};
use notyet_store::{PinFault, Store, StoreError};
use notyet_words::Speech;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::runtime::{Builder, Handle, Runtime};

/// Everything that this person's app needs of Rust. Cheap calls (`words`, `observe`, the areas) return at once;
/// the asynchronous ones run on the core's own threads, whatever thread awaits them.
#[derive(uniffi::Object)]
pub struct Core {
    pub(crate) inner: Arc<Inner>,
    _threads: Arc<Threads>,
}

/// The core's own threads. Ended without waiting: the last reference may fall on one of them, where waiting panics.
pub(crate) struct Threads(Option<Runtime>);

impl Threads {
    /// Starts them.
    pub(crate) fn start() -> Result<(Arc<Self>, Handle), CoreError> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(2)
            .thread_name("notyet")
            .enable_all()
            .build()
            .map_err(|e| CoreError::internal(&e))?;
        let handle = runtime.handle().clone();
        Ok((Arc::new(Self(Some(runtime))), handle))
    }
}

impl Drop for Threads {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}

/// What all areas share.
pub(crate) struct Inner {
    pub(crate) store: Vault,
    pub(crate) voice: Mutex<Voice>,
    pub(crate) config: Config,
    pub(crate) notices: Arc<Notices>,
    pub(crate) link: Link,
    pub(crate) kept: Mutex<Kept>,
    history: Mutex<History>,
    own: Mutex<Option<OwnStep>>,
    moves: Mutex<Moves>,
    /// The student whom this teacher's tablet is handed to; of everybody else's device, nobody.
    pub(crate) handed_to: Option<Subject>,
    handle: Handle,
}

/// What is kept from one student to the next, and who that is.
#[derive(Clone, Copy, Default)]
pub(crate) struct Kept {
    pub(crate) class: Option<ClassId>,
    pub(crate) outcome: Option<OutcomeId>,
    pub(crate) kind: Option<ContextId>,
    /// Whom the teacher sits with.
    pub(crate) with: Option<UserId>,
}

#[uniffi::export]
impl Core {
    /// Who this device is for, and how it becomes theirs.
    pub fn enrolment(&self) -> Arc<Enrolment> {
        Arc::new(Enrolment::new(self.inner.clone()))
    }

    /// A teacher's screens and intents.
    pub fn teaching(&self) -> Arc<Teaching> {
        Arc::new(Teaching::new(self.inner.clone()))
    }

    /// A teacher's Capture and Tag.
    pub fn capturing(&self) -> Arc<Capturing> {
        Arc::new(Capturing::new(self.inner.clone()))
    }

    /// A student's screens.
    pub fn learning(&self) -> Arc<Learning> {
        Arc::new(Learning::new(self.inner.clone()))
    }

    /// Changing a photo before it is saved.
    pub fn markup(&self) -> Arc<Markup> {
        Arc::new(Markup::new(self.inner.clone()))
    }

    /// Voice notes.
    pub fn voices(&self) -> Arc<Voices> {
        Arc::new(Voices::new(self.inner.clone()))
    }

    /// Documents.
    pub fn documents(&self) -> Arc<Documents> {
        Arc::new(Documents::new(self.inner.clone()))
    }

    /// What waits, and photos.
    pub fn syncing(&self) -> Arc<Syncing> {
        Arc::new(Syncing::new(self.inner.clone()))
    }

    /// What a person chooses for themselves on this device.
    pub fn settings(&self) -> Arc<Settings> {
        Arc::new(Settings::new(self.inner.clone()))
    }

    /// What the shell itself follows of what this person has chosen. Told with the session or the roster when it may
    /// have changed.
    pub fn preferences(&self) -> Preferences {
        let chosen = self.inner.preferences();
        Preferences { hand: chosen.hand, still: chosen.still, words_revision: self.inner.words_revision() }
    }

    /// The static texts, in this person's language and with their school's own words. Told with the session or the
    /// roster when they may have changed.
    pub fn words(&self) -> Words {
        Words { revision: self.inner.words_revision(), ..words::words(&self.inner.speech()) }
    }

    /// A text with arguments that only the shell knows.
    pub fn format(&self, key: String, args: Vec<TextArg>) -> String {
        words::format(&self.inner.speech(), &key, &args)
    }

    /// Where what a teacher types speaks of what a person is and not of what the work does, for a quiet underline. Answers
    /// at once, from letter to letter; nothing is kept.
    pub fn fixed_mindset(&self, text: String) -> Vec<TextPlace> {
        words::fixed_mindset(&self.inner.speech(), &text)
    }

    /// An error in words.
    pub fn sentence(&self, error: CoreError) -> String {
        words::error(&self.inner.speech(), &error)
    }

    /// Tells a listener when one of these topics changes, the first time at once, then at most every 50 ms, until
    /// the subscription is dropped.
    pub fn observe(&self, topics: Vec<Topic>, listener: Arc<dyn Listener>) -> Arc<Subscription> {
        self.inner.notices.observe(&self.inner.handle, &topics, listener)
    }
}

impl Core {
    /// The object over what runs already.
    pub(crate) fn of(inner: Arc<Inner>, threads: Arc<Threads>) -> Arc<Self> {
        Arc::new(Self { inner, _threads: threads })
    }
}

/// An error in words, when there is no core (yet) to ask.
#[uniffi::export]
pub fn error_sentence(locale: String, error: CoreError) -> String {
    words::error(&Speech::new(&locale), &error)
}

/// The static texts, when there is no core (yet) to ask.
#[uniffi::export]
pub fn fallback_words(locale: String) -> Words {
    words::words(&Speech::new(&locale))
}

impl Inner {
    /// The core over an open store.
    pub(crate) fn over(store: Store, config: Config, handle: Handle) -> Arc<Self> {
        let heard = store.clone();
        let inner = Arc::new(Self {
            voice: Mutex::new(Voice::new(&config.locale)),
            store: Vault::new(store),
            config,
            notices: Arc::default(),
            link: Link::default(),
            kept: Mutex::default(),
            history: Mutex::default(),
            own: Mutex::default(),
            moves: Mutex::default(),
            handed_to: None,
            handle,
        });
        inner.hear(&heard);
        inner
    }

    /// The core of a tablet that is handed to a student, over the store that its teacher's screens gave up. The teacher's
    /// engine goes on sending, and what is written is told as before.
    pub(crate) fn handed(&self, store: Store, to: Subject) -> Arc<Self> {
        Arc::new(Self {
            voice: Mutex::new(self.voice().clone()),
            store: Vault::new(store),
            config: self.config.clone(),
            notices: self.notices.clone(),
            link: Link::default(),
            kept: Mutex::default(),
            history: Mutex::default(),
            own: Mutex::default(),
            moves: Mutex::default(),
            handed_to: Some(to),
            handle: self.handle.clone(),
        })
    }

    /// Runs blocking work on the core's threads; it finishes even if its caller goes away.
    pub(crate) async fn run<T: std::marker::Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Arc<Self>) -> Result<T, CoreError> + std::marker::Send + 'static,
    ) -> Result<T, CoreError> {
        let me = self.clone();
        self.handle.spawn_blocking(move || work(&me)).await.unwrap_or_else(|e| Err(CoreError::internal(&e)))
    }

    /// Runs asynchronous work on the core's threads; it finishes even if its caller goes away.
    pub(crate) async fn spawn<T: std::marker::Send + 'static>(
        &self,
        work: impl Future<Output = Result<T, CoreError>> + std::marker::Send + 'static,
    ) -> Result<T, CoreError> {
        self.handle.spawn(work).await.unwrap_or_else(|e| Err(CoreError::internal(&e)))
    }

    /// Where background tasks of the core run.
    pub(crate) fn handle(&self) -> &Handle {
        &self.handle
    }

    /// What can be taken back.
    pub(crate) fn history(&self) -> MutexGuard<'_, History> {
        self.history.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What a student did last.
    pub(crate) fn own(&self) -> MutexGuard<'_, Option<OwnStep>> {
        self.own.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The moves of seats that can be taken back.
    pub(crate) fn moves(&self) -> MutexGuard<'_, Moves> {
        self.moves.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What is kept from one student to the next.
    pub(crate) fn kept(&self) -> MutexGuard<'_, Kept> {
        self.kept.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Now, as work is dated: UTC milliseconds and the school's calendar day.
    pub(crate) fn work_time(&self) -> Result<(i64, Day), CoreError> {
        let zone = self.store.read(|r| r.zone())?;
        let now_ms = self.store.now_ms()?;
        Ok((now_ms, Day::of_ms(now_ms, zone)))
    }

    /// What sentences call this device.
    pub(crate) fn device(&self) -> Device {
        if self.config.is_tablet { Device::Tablet } else { Device::Phone }
    }

    /// Everything that is held may be sent.
    pub(crate) fn release_all(&self) -> Result<(), CoreError> {
        self.store.write(|tx| tx.release(None))?;
        self.link.nudge();
        Ok(())
    }
}

impl From<StoreError> for CoreError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::WrongKey => Self::WrongKey,
            StoreError::Newer { .. } => Self::NeedsUpdate { what: "database".into() },
            StoreError::Damaged { .. } => Self::Damaged,
            StoreError::Full => Self::StorageFull,
            StoreError::KeyStore(_) => Self::Busy,
            StoreError::Pin(PinFault::Needed) => Self::invalid("pin", "needed"),
            StoreError::Pin(PinFault::Wrong) => Self::invalid("pin", "wrong"),
            StoreError::Pin(PinFault::SignIn) => Self::invalid("pin", "sign-in"),
            StoreError::Pin(PinFault::Wait(ms)) => {
                Self::TooSoon { seconds: (ms.max(0) as u64).div_ceil(1_000) }
            }
            StoreError::Locked => Self::Busy,
            StoreError::NotFound => Self::not_found("record"),
            StoreError::SignedOut => Self::SignedOut,
            StoreError::Refused(refusal) => Self::NotAllowed { reason: refusal.code().into() },
            other => Self::internal(&other),
        }
    }
}
