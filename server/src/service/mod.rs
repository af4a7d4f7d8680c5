//! What the server does, one method for each request of the wire, usable in-process or behind HTTP. Decides with
//! what the database says in the same transaction; holds nothing that matters across a restart.

mod blob;
mod codes;
mod erase;
mod join;
mod sign_in;
mod step_up;
mod sweep;
mod sync;
mod token;
mod upload;
mod wait;

pub use codes::NotForStaff;
pub use sweep::Swept;

use crate::blobs::{Photos, is_full};
use crate::doors::Doors;
use crate::env::{Env, random};
use crate::feed::Desk;
use crate::folder::{Folder, FolderFault};
use crate::limits::{Limits, Rates};
use crate::oidc::Provider;
use crate::plan::{self, Plan};
use crate::room::Room;
use crate::storage::{self, Storage, StorageFault, Stored, Tx};
use notyet_model::ids::SchoolId;
use notyet_protocol::digest::to_hex;
use notyet_protocol::wire::Fault;
use notyet_protocol::{oldest_proto, proto};
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;
use tokio::sync::watch;

/// How often another process's commits are looked for (a pragma of some microseconds).
const WATCH_EVERY: Duration = Duration::from_millis(200);

/// A school's service.
pub struct Service {
    folder: Arc<Folder>,
    env: Arc<dyn Env>,
    doors: Mutex<Doors>,
    room: Mutex<Room>,
    limits: Mutex<Limits>,
    /// The school's accounts, where it has some.
    provider: OnceLock<Provider>,
    /// Counts up whenever someone who waits may have news.
    news: watch::Sender<u64>,
    closing: watch::Sender<bool>,
    replaced: AtomicBool,
}

impl Service {
    /// Opens a school's folder; keys are in `keys`, or in `folder/keys`. The caller holds the folder's lock if
    /// others might serve it.
    pub fn open(folder: &Path, keys: Option<&Path>, env: Arc<dyn Env>) -> Result<Arc<Self>, FolderFault> {
        let folder = Folder::open(folder, None, keys, &*env)?;
        Ok(Self::of(folder, env))
    }

    /// A service over what was opened already.
    pub fn of(folder: Folder, env: Arc<dyn Env>) -> Arc<Self> {
        Arc::new(Self {
            folder: Arc::new(folder),
            env,
            doors: Mutex::default(),
            room: Mutex::default(),
            limits: Mutex::new(Limits::new(Rates::default())),
            provider: OnceLock::new(),
            news: watch::channel(0).0,
            closing: watch::channel(false).0,
            replaced: AtomicBool::new(false),
        })
    }

    /// The school.
    pub fn school(&self) -> SchoolId {
        self.folder.school
    }

    /// What is inside the school's folder.
    pub fn folder(&self) -> &Arc<Folder> {
        &self.folder
    }

    /// Writes what differs between a plan and what is known; see [`Plan`]. Returns how much changed.
    pub async fn apply(&self, plan: Plan) -> Result<usize, Fault> {
        let env = self.env();
        self.change(move |tx, desk| plan::apply(tx, desk, &*env, &plan)).await
    }

    /// A change by the server itself, in one transaction.
    pub(crate) async fn change<T: Send + 'static>(
        &self,
        mut work: impl FnMut(&mut dyn Tx, &Desk<'_>) -> Stored<T> + Send + 'static,
    ) -> Result<T, Fault> {
        let (folder, now_ms) = (self.folder.clone(), self.env.now_ms());
        let changed = self.write(move |tx| work(tx, &folder.desk(now_ms)));
        let changed = changed.await?;
        self.tell();
        Ok(changed)
    }

    pub(crate) fn env(&self) -> Arc<dyn Env> {
        self.env.clone()
    }

    /// What the service does without being asked: wakes those who wait when another process has committed, and
    /// sweeps. Runs until the service closes, or its database is no longer the one that was opened.
    pub async fn attend(self: Arc<Self>) {
        tokio::select! {
            () = self.watch_other_processes() => {}
            () = self.keep_tidy() => {}
        }
    }

    /// Wakes those who wait whenever another process has committed (an import, a code). Runs until the service
    /// closes.
    async fn watch_other_processes(&self) {
        let mut closing = self.closing.subscribe();
        let mut every = tokio::time::interval(WATCH_EVERY);
        every.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
        let mut last = None;
        loop {
            tokio::select! {
                _ = every.tick() => {}
                _ = closing.wait_for(|closing| *closing) => return,
            }
            let storage = self.folder.storage.clone();
            match tokio::task::spawn_blocking(move || storage.version()).await {
                Ok(Ok(version)) => {
                    if last.replace(version).is_some_and(|last| last != version) {
                        self.tell();
                        self.note_mark().await;
                    }
                }
                Ok(Err(StorageFault::Replaced)) => {
                    self.replaced.store(true, Ordering::SeqCst);
                    return;
                }
                Ok(Err(fault)) => tracing::warn!(%fault, "the database could not be watched"),
                Err(error) => tracing::error!(%error, "watching the database broke off"),
            }
        }
    }

    /// Whether watching ended because another database stands in the place of the one that was opened.
    pub(crate) fn is_replaced(&self) -> bool {
        self.replaced.load(Ordering::SeqCst)
    }

    /// Lets everyone who waits go home; requests that come later are still served.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    /// Notes beside the keys how far the database is. Without it a copy that is put back is known later: by what
    /// devices hold.
    async fn note_mark(&self) {
        let folder = self.folder.clone();
        match tokio::task::spawn_blocking(move || folder.note_mark()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the watermark could not be written"),
            Err(error) => tracing::error!(%error, "writing the watermark broke off"),
        }
    }

    /// Folds the database's log into its file. The last thing before the process ends.
    pub async fn checkpoint(&self) -> Result<(), Fault> {
        self.note_mark().await;
        self.blocking(|storage| storage.checkpoint()).await
    }

    /// Whether the database answers.
    pub async fn healthy(&self) -> Result<(), Fault> {
        self.read(|tx| tx.meta("epoch")).await.map(drop)
    }

    /// What keeps the server from its work; `None`: it can do all of it.
    pub async fn readiness(&self) -> Option<&'static str> {
        if *self.closing.borrow() || self.is_replaced() {
            return Some("stopping");
        }
        if self.healthy().await.is_err() {
            return Some("the database does not answer");
        }
        let folder = self.folder.clone();
        let looked = tokio::task::spawn_blocking(move || {
            // Of a photo that nobody has: whether the place answers is what is asked.
            let photos = folder.blobs.has(&"0".repeat(64)).is_err().then_some("photos cannot be read");
            photos.or_else(|| folder.ledger.entries().is_err().then_some("the ledger cannot be read"))
        });
        looked.await.unwrap_or(Some("looking broke off"))
    }

    fn tell(&self) {
        tell(&self.news);
    }

    fn doors(&self) -> MutexGuard<'_, Doors> {
        // No method leaves the doors half changed.
        self.doors.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        // No method leaves it half changed.
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn limits(&self) -> MutexGuard<'_, Limits> {
        // No method leaves a meter half changed.
        self.limits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn random_hex<const N: usize>(&self) -> String {
        to_hex(&random::<N>(&*self.env))
    }

    async fn read<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut dyn Tx) -> Stored<T> + Send + 'static,
    ) -> Result<T, Fault> {
        self.blocking(move |storage| storage::read(storage, work)).await
    }

    async fn write<T: Send + 'static>(
        &self,
        work: impl FnMut(&mut dyn Tx) -> Stored<T> + Send + 'static,
    ) -> Result<T, Fault> {
        self.blocking(move |storage| storage::write(storage, work)).await
    }

    async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&dyn Storage) -> Stored<T> + Send + 'static,
    ) -> Result<T, Fault> {
        let storage = self.folder.storage.clone();
        match tokio::task::spawn_blocking(move || work(&*storage)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(StorageFault::Full)) => Err(full()),
            Ok(Err(fault)) => Err(self.trouble(&fault)),
            Err(error) => Err(self.trouble(&error)),
        }
    }

    /// Asks the place where photos are.
    async fn with_photos<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Photos) -> io::Result<T> + Send + 'static,
    ) -> Result<T, Fault> {
        let photos = self.folder.blobs.clone();
        match tokio::task::spawn_blocking(move || work(&photos)).await {
            Ok(Ok(value)) => Ok(value),
            Ok(Err(error)) if is_full(&error) => Err(full()),
            Ok(Err(error)) => Err(self.trouble(&error)),
            Err(error) => Err(self.trouble(&error)),
        }
    }

    /// The server's own trouble: in the log under a ticket, outside the ticket alone.
    fn trouble(&self, cause: &dyn std::fmt::Display) -> Fault {
        let ticket = self.random_hex::<6>();
        tracing::error!(ticket, %cause, "a request could not be served");
        Fault::Server { ticket }
    }
}

/// Wakes those who wait.
fn tell(news: &watch::Sender<u64>) {
    news.send_modify(|count| *count += 1);
}

/// Said at every try, so that whoever looks at the log finds it at its end.
fn full() -> Fault {
    tracing::error!("the disk is full: nothing is taken in until there is room");
    Fault::Full
}

fn check_proto(asked: u32) -> Result<(), Fault> {
    let (oldest, newest) = (oldest_proto(), proto());
    if (oldest..=newest).contains(&asked) { Ok(()) } else { Err(Fault::Version { oldest, newest }) }
}

/// For the work inside transactions that can end in a refusal to the caller.
type Answered<T> = Stored<Result<T, Fault>>;
