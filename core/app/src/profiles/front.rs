//! Who stands before the device: whether anybody touches it, whether the app is in front, and what is locked when
//! not. A profile without a PIN is never locked by itself: that would hide what one tap shows.

use super::shared::Shared;
use crate::error::CoreError;
use notyet_store::{ProfileId, Stage};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

/// How often it is looked whether nobody has touched the device for too long.
const LOOK_EVERY: Duration = Duration::from_secs(5);

impl Shared {
    /// Looks every few seconds whether to lock, as long as the device's people are open.
    pub(super) fn look_after_idle(self: &Arc<Self>) {
        let weak = Arc::downgrade(self);
        self.handle.spawn(async move {
            loop {
                tokio::time::sleep(LOOK_EVERY).await;
                let Some(device) = weak.upgrade() else { return };
                if let Err(error) = device.lock_if_idle().await {
                    tracing::error!(%error, "a profile could not be locked");
                }
            }
        });
    }

    /// Someone is there.
    pub(super) fn touch(&self) {
        self.touched_ms.store(self.env.uptime_ms(), Ordering::Relaxed);
    }

    /// Whose screens are open.
    pub(super) fn in_front(&self) -> Option<ProfileId> {
        let people = self.people.list();
        let mut here =
            people.into_iter().filter(|person| person.stage == Stage::Here).map(|person| person.id);
        here.find(|id| self.core(id).is_some_and(|core| core.store.open().is_ok()))
    }

    pub(super) async fn lock_if_idle(self: &Arc<Self>) -> Result<bool, CoreError> {
        if !self.is_idle() || self.in_front().is_none() {
            return Ok(false);
        }
        let _turn = self.turn.lock().await;
        if !self.is_idle() {
            return Ok(false);
        }
        let is_locked = self.lock_behind_a_pin().await?;
        if !is_locked {
            // The key store need not be asked again before as long once more.
            self.touch();
        }
        Ok(is_locked)
    }

    /// Nobody looks at the screens any more: what they hold is released, and a PIN closes them.
    pub(super) async fn leave_front(self: &Arc<Self>) -> Result<(), CoreError> {
        if self.lock_behind_a_pin().await? {
            return Ok(());
        }
        let Some(core) = self.in_front().and_then(|id| self.core(&id)) else { return Ok(()) };
        core.run(|inner| inner.release_all()).await
    }

    /// How many things wait that go out without a PIN: of open profiles, of locked ones whose engine still works,
    /// and what people left.
    pub(super) fn unsent(&self) -> Result<u32, CoreError> {
        let mut unsent = 0u32;
        for person in self.people.list() {
            let core = self.core(&person.id);
            unsent += match (person.stage, core) {
                (Stage::Leaving, _) => person.waiting,
                (Stage::Here, Some(core)) => match core.store.read(|r| r.left_to_send()) {
                    Ok(left) => left,
                    Err(CoreError::Locked) if core.link.sends_the_rest() => person.waiting,
                    Err(CoreError::Locked) => 0,
                    Err(error) => return Err(error),
                },
                (Stage::Here | Stage::Joining | Stage::Going, _) => 0,
            };
        }
        Ok(unsent)
    }

    fn is_idle(&self) -> bool {
        let idle_ms = u64::from(self.people.idle_minutes()) * 60_000;
        self.env.uptime_ms().saturating_sub(self.touched_ms.load(Ordering::Relaxed)) >= idle_ms
    }

    /// Says whether there was one to lock.
    async fn lock_behind_a_pin(self: &Arc<Self>) -> Result<bool, CoreError> {
        let Some(id) = self.in_front() else { return Ok(false) };
        let asked = id.clone();
        let has_pin = self.run(move |device| Ok(device.people.has_pin(&asked)?)).await?;
        if has_pin {
            self.lock_those(|other| *other == id).await?;
        }
        Ok(has_pin)
    }
}
