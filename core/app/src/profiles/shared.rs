//! What goes on for all profiles, whoever calls: which cores run, who is locked and when, what is noted for the
//! list.

use super::HostKeys;
use crate::core::Inner;
use crate::error::CoreError;
use crate::host::{Config, Host, LogLevel, Network};
use crate::notices::{Notices, Subscription};
use crate::opening::open_given_up;
use crate::screens::sync::Device;
use crate::worker::Leftover;
use notyet_store::{DbKey, Door, Env, People, Pin, ProfileId, Stage, Topics};
use notyet_words::Speech;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::AtomicU64;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tokio::runtime::Handle;

/// What outlives any one call.
pub(super) struct Shared {
    pub(super) people: People,
    pub(super) config: Config,
    pub(super) env: Arc<dyn Env>,
    pub(super) speech: Speech,
    pub(super) handle: Handle,
    pub(super) notices: Arc<Notices>,
    /// One thing after another: entering, locking and leaving never overlap.
    pub(super) turn: tokio::sync::Mutex<()>,
    pub(super) cores: Mutex<BTreeMap<ProfileId, Arc<Inner>>>,
    pub(super) watches: Mutex<BTreeMap<ProfileId, Arc<Subscription>>>,
    /// The tablet is handed to a student: whose it is, and all that the student may reach.
    pub(super) handed: Mutex<Option<(ProfileId, Arc<Inner>)>>,
    pub(super) leftovers: Mutex<BTreeMap<ProfileId, Leftover>>,
    pub(super) network: Mutex<Option<Network>>,
    pub(super) touched_ms: AtomicU64,
}

impl Shared {
    /// Reads who is here, and finishes what was under way when the program last ended.
    pub(super) fn open(
        config: Config,
        host: Arc<dyn Host>,
        env: Arc<dyn Env>,
        handle: Handle,
    ) -> Result<Arc<Self>, CoreError> {
        let people = People::open(Path::new(&config.folder), Arc::new(HostKeys(host.clone())), env.clone())?;
        host.log(LogLevel::Info, format!("opened, {} profiles", people.list().len()));
        Ok(Arc::new(Self {
            people,
            speech: Speech::new(&config.locale),
            config,
            touched_ms: AtomicU64::new(env.uptime_ms()),
            env,
            handle,
            notices: Arc::default(),
            turn: tokio::sync::Mutex::default(),
            cores: Mutex::default(),
            watches: Mutex::default(),
            handed: Mutex::default(),
            leftovers: Mutex::default(),
            network: Mutex::default(),
        }))
    }

    pub(super) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        work: impl FnOnce(&Arc<Self>) -> Result<T, CoreError> + Send + 'static,
    ) -> Result<T, CoreError> {
        let me = self.clone();
        self.handle.spawn_blocking(move || work(&me)).await.unwrap_or_else(|e| Err(CoreError::internal(&e)))
    }

    pub(super) fn word(&self) -> Device {
        if self.config.is_tablet { Device::Tablet } else { Device::Phone }
    }

    pub(super) fn changed(&self) {
        self.notices.tell(0, Topics::ALL);
    }

    pub(super) fn core(&self, id: &ProfileId) -> Option<Arc<Inner>> {
        lock(&self.cores).get(id).cloned()
    }

    pub(super) fn all_cores(&self) -> Vec<Arc<Inner>> {
        lock(&self.cores).values().cloned().collect()
    }

    /// A profile that is on the list.
    pub(super) fn listed(&self, id: &str) -> Result<ProfileId, CoreError> {
        let id = ProfileId::read(id).ok_or_else(|| CoreError::not_found("profile"))?;
        match self.people.person(&id).map(|person| person.stage) {
            Ok(Stage::Here) => Ok(id),
            Ok(_) | Err(_) => Err(CoreError::not_found("profile")),
        }
    }

    /// The core of a profile whose screens are open.
    pub(super) fn open_core_of(&self, id: &str) -> Result<Arc<Inner>, CoreError> {
        let core = self.core(&self.listed(id)?).ok_or(CoreError::Locked)?;
        core.store.open()?;
        Ok(core)
    }

    /// The place in which somebody joins, and its core.
    pub(super) fn joining(&self) -> Result<(ProfileId, Arc<Inner>), CoreError> {
        let person = self.people.list().into_iter().find(|person| person.stage == Stage::Joining);
        let id = person.ok_or_else(|| CoreError::not_found("profile"))?.id;
        let core = self.core(&id).ok_or_else(|| CoreError::not_found("profile"))?;
        Ok((id, core))
    }

    /// Opens a profile's screens, with its engine.
    pub(super) async fn open_core(
        self: &Arc<Self>,
        id: &ProfileId,
        key: DbKey,
    ) -> Result<Arc<Inner>, CoreError> {
        self.touch();
        if let Some(core) = self.core(id) {
            if let Some(store) = self.take_back(id).await? {
                core.store.put(store);
                core.link.nudge();
            }
            core.unlock(key).await?;
            self.changed();
            return Ok(core);
        }
        let folder = self.people.folder(id);
        let core = self.run(move |device| {
            let store = open_given_up(&folder, &key, &device.env)?;
            let config = Config { folder: folder.display().to_string(), ..device.config.clone() };
            Ok(Inner::over(store, config, device.handle.clone()))
        });
        let core = core.await?;
        if let Some(network) = *lock(&self.network) {
            core.link.set_network(network);
        }
        core.link.start(&core).await;
        lock(&self.cores).insert(id.clone(), core.clone());
        self.watch_erasures(id, &core);
        self.changed();
        Ok(core)
    }

    pub(super) async fn lock_all(self: &Arc<Self>) -> Result<(), CoreError> {
        self.lock_those(|_| true).await
    }

    pub(super) async fn lock_others(self: &Arc<Self>, id: &ProfileId) -> Result<(), CoreError> {
        self.lock_those(|other| other != id).await
    }

    pub(super) async fn lock_those(
        self: &Arc<Self>,
        which: impl Fn(&ProfileId) -> bool,
    ) -> Result<(), CoreError> {
        let cores: Vec<_> = lock(&self.cores).iter().map(|(id, core)| (id.clone(), core.clone())).collect();
        for (id, core) in cores.into_iter().filter(|(id, _)| which(id)) {
            let given = self.take_back(&id).await?.map(|store| core.give_up(store));
            let shut = if given.is_some() { given } else { core.shut().await? };
            let Some((store, left)) = shut else { continue };
            self.note(id.clone(), left).await;
            let weak = Arc::downgrade(self);
            core.go_on(store, async move {
                if let Some(device) = weak.upgrade() {
                    device.note(id, 0).await;
                }
            });
        }
        Ok(())
    }

    /// Notes for the list how much waits. That it does is no secret; that it cannot be noted stops nobody.
    pub(super) async fn note(self: &Arc<Self>, id: ProfileId, waiting: u32) {
        if let Err(error) = self.run(move |device| Ok(device.people.set_waiting(&id, waiting)?)).await {
            tracing::warn!(%error, "what waits could not be noted");
        }
        self.changed();
    }

    pub(super) fn set_pin(&self, id: &ProfileId, old: Option<&Pin>, new: &Pin) -> Result<(), CoreError> {
        let core = self.open_core_of(id.as_str())?;
        let key = self.people.enter(id, old)?;
        let sign_in = super::keeping::sign_in_secret(&core.store.read(|r| r.session())?);
        self.people.set_pin(id, &key, new, sign_in.as_ref())?;
        self.changed();
        Ok(())
    }

    pub(super) async fn forget(self: &Arc<Self>, id: &str) -> Result<(), CoreError> {
        let id = self.listed(id)?;
        let person = self.people.person(&id)?;
        if person.waiting > 0 || self.people.door(&id)? != Door::SignIn {
            return Err(CoreError::NotAllowed { reason: "profile_in_use".into() });
        }
        self.close(&id).await;
        self.run(move |device| Ok(device.people.forget(&id)?)).await?;
        self.changed();
        Ok(())
    }

    /// Ends what goes on for a profile; its database is closed when this returns.
    pub(super) async fn close(self: &Arc<Self>, id: &ProfileId) {
        lock(&self.watches).remove(id);
        // Its calls that are under way end; that one of them panicked is no reason to stay.
        drop(self.take_back(id).await);
        let Some(core) = lock(&self.cores).remove(id) else { return };
        drop(core.link.take_back().await);
        // The calls that are under way end first; that one of them panicked is no reason to stay.
        let shut = core.run(|inner| {
            inner.store.shut();
            Ok(())
        });
        let _ = shut.await;
        core.link.stop().await;
    }

    pub(super) async fn stop(self: &Arc<Self>) {
        let ids: Vec<ProfileId> = lock(&self.cores).keys().cloned().collect();
        for id in ids {
            self.close(&id).await;
        }
        let leftovers = std::mem::take(&mut *lock(&self.leftovers));
        for leftover in leftovers.into_values() {
            drop(leftover.end().await);
        }
    }
}

pub(super) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
