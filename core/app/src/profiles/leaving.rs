//! Signing out: what the server has goes from the device at once, what it lacks is sealed under a key of its own
//! and sent without the person; when that is done nothing is left.

use super::shared::{Shared, lock};
use crate::core::Inner;
use crate::error::CoreError;
use crate::opening::open_given_up;
use crate::worker::{self, Leftover, until_sent};
use notyet_protocol::wire::Enrolment;
use notyet_store::{ProfileId, Stage, Store};
use notyet_sync::Phase;
use std::sync::Arc;
use std::time::Duration;

/// How long a person who signs out waits for the server at most.
const SEND_AT_MOST: Duration = Duration::from_secs(10);

impl Shared {
    pub(super) async fn sign_out(self: &Arc<Self>, id: &str) -> Result<(), CoreError> {
        let core = self.open_core_of(id)?;
        let id = self.listed(id)?;
        core.run(|inner| inner.release_all()).await?;
        send_what_goes(&core).await?;
        self.let_go(&id, &core).await
    }

    /// Keeps of a profile whose screens are open nothing but what is not sent.
    pub(super) async fn let_go(self: &Arc<Self>, id: &ProfileId, core: &Arc<Inner>) -> Result<(), CoreError> {
        let Some((store, _)) = core.shut().await? else { return Err(CoreError::Locked) };
        core.link.stop().await;
        if let Err(error) = self.part(id, &store).await {
            // Nothing was given up: the profile stands as it did.
            core.store.put(store);
            core.link.start(core).await;
            return Err(error);
        }
        drop(store);
        lock(&self.cores).remove(id);
        lock(&self.watches).remove(id);
        let gone = self.run(|device| Ok(device.people.finish_leaving()?)).await;
        self.changed();
        self.clone().send_leftovers().await;
        gone
    }

    /// Copies what is not sent and puts the copy in the profile's place.
    async fn part(self: &Arc<Self>, id: &ProfileId, store: &Store) -> Result<(), CoreError> {
        let (id, store) = (id.clone(), store.clone());
        self.run(move |device| {
            let people = &device.people;
            if store.read(|r| r.left_to_send())? == 0 {
                return Ok(people.leave(&id, None)?);
            }
            let leftover = people.begin_leaving(&id)?;
            let left = store.copy_unsent(&leftover.folder, &leftover.key);
            let parted = left.and_then(|left| people.leave(&id, Some((&leftover, left))));
            if parted.is_err() {
                people.stay(leftover)?;
            }
            Ok(parted?)
        })
        .await
    }

    /// Sends on what people left who signed out, as far as it is not being sent already.
    pub(super) async fn send_leftovers(self: Arc<Self>) {
        for person in self.people.list() {
            let is_sent = lock(&self.leftovers).contains_key(&person.id);
            if person.stage == Stage::Leaving
                && !is_sent
                && let Err(error) = self.send_leftover(person.id).await
            {
                tracing::error!(%error, "what somebody left cannot be opened");
            }
        }
    }

    async fn send_leftover(self: &Arc<Self>, id: ProfileId) -> Result<(), CoreError> {
        let opened = id.clone();
        let store = self.run(move |device| {
            let key = device.people.key_of_leftover(&opened)?.ok_or(CoreError::WrongKey)?;
            Ok(open_given_up(&device.people.folder(&opened), &key, &device.env)?)
        });
        let store = store.await?;
        let network = *lock(&self.network);
        let Some(engine) = worker::engine_of(&store, &self.config.app_version, network) else {
            return Err(CoreError::SignedOut);
        };
        let (weak, sending, sent, gone) = (Arc::downgrade(self), engine.clone(), store.clone(), id.clone());
        // Held until it is noted, so that the task cannot end before.
        let mut leftovers = lock(&self.leftovers);
        let task = self.handle.spawn(async move {
            if !until_sent(&sending, &sent).await {
                return;
            }
            sending.stop().await;
            drop(sent);
            let Some(device) = weak.upgrade() else { return };
            lock(&device.leftovers).remove(&gone);
            let forgotten = device.run(move |device| Ok(device.people.forget(&gone)?)).await;
            if let Err(error) = forgotten {
                tracing::error!(%error, "what was sent could not be destroyed yet");
            }
            device.changed();
        });
        leftovers.insert(id, Leftover { engine, store, task });
        Ok(())
    }

    /// Lets what a person left be sent under their new sign-in.
    pub(super) async fn renew(
        self: &Arc<Self>,
        id: &ProfileId,
        enrolment: Enrolment,
        server_url: String,
    ) -> Result<(), CoreError> {
        let leftover = lock(&self.leftovers).remove(id);
        let Some(leftover) = leftover else { return Ok(()) };
        let store = leftover.end().await;
        self.run(move |_| Ok(store.write(|tx| tx.enrol(&enrolment, &server_url)).map(|_| ())?)).await?;
        self.send_leftover(id.clone()).await
    }
}

/// Gives the server a while to take what waits, if it answers at all.
async fn send_what_goes(core: &Arc<Inner>) -> Result<(), CoreError> {
    let Some(engine) = core.link.engine() else { return Ok(()) };
    let store = core.store.open()?;
    let phase = engine.state().borrow().phase;
    if !matches!(phase, Phase::Offline | Phase::SignedOut | Phase::NeedsUpdate) {
        // What is not sent by then goes by itself.
        let _ = tokio::time::timeout(SEND_AT_MOST, until_sent(&engine, &store)).await;
    }
    Ok(())
}
