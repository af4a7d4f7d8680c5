//! Forgetting the profiles of erased students. Their own device learns it from the server, which does not know it any
//! more; on a shared one anybody's device does, from the notice that the whole school reads.

use super::shared::{Shared, lock};
use crate::core::Inner;
use crate::error::CoreError;
use crate::notices::{Listener, Notice, Topic};
use notyet_store::{Person, ProfileId, Stage};
use std::sync::{Arc, Weak};

/// Hears what may have been an erasure.
struct Watch {
    device: Weak<Shared>,
    id: ProfileId,
}

impl Listener for Watch {
    fn on_notice(&self, _: Notice) {
        let Some(device) = self.device.upgrade() else { return };
        let id = self.id.clone();
        device.clone().handle.spawn(async move {
            if let Err(error) = device.forget_erased(&id).await {
                tracing::error!(%error, "an erased profile could not be destroyed");
            }
        });
    }
}

impl Shared {
    /// From now on takes in what an open profile hears of erasures, and what it has heard already.
    pub(super) fn watch_erasures(self: &Arc<Self>, id: &ProfileId, core: &Arc<Inner>) {
        let watch = Arc::new(Watch { device: Arc::downgrade(self), id: id.clone() });
        let subscription =
            core.notices.observe(&self.handle, &[Topic::Session, Topic::Roster], watch.clone());
        lock(&self.watches).insert(id.clone(), subscription);
        watch.on_notice(Notice { revision: core.store.revision(), topics: vec![] });
    }

    /// Destroys the profiles of those whom an open one knows to be erased.
    async fn forget_erased(self: &Arc<Self>, id: &ProfileId) -> Result<(), CoreError> {
        let _turn = self.turn.lock().await;
        let Some(core) = self.core(id) else { return Ok(()) };
        let heard =
            core.run(|inner| inner.store.read(|r| Ok((r.session()?, r.erased()?, r.is_forgotten()?)))).await;
        let gone: Vec<Person> = match heard {
            Ok((None, _, true)) => {
                self.people.person(id).into_iter().filter(|it| it.stage == Stage::Here).collect()
            }
            // Nobody has joined yet, or damage took the enrolment: what was saved stays.
            Ok((None, _, false)) => return Ok(()),
            Ok((Some(session), erased, _)) => {
                let school = session.enrolment.school;
                let others =
                    erased.into_iter().flat_map(|student| self.people.others_of(id, (school, student)));
                others.collect()
            }
            // It is asked again when somebody opens it.
            Err(CoreError::Locked) => return Ok(()),
            Err(error) => return Err(error),
        };
        for person in gone {
            self.close(&person.id).await;
            let leftover = lock(&self.leftovers).remove(&person.id);
            if let Some(leftover) = leftover {
                drop(leftover.end().await);
            }
            self.run(move |device| Ok(device.people.forget(&person.id)?)).await?;
            self.changed();
        }
        Ok(())
    }
}
