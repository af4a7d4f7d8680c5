//! A teacher's tablet in a student's hands: the teacher's screens are locked as behind a PIN, and the store is given to a
//! core that reaches one student's own work alone.

use super::shared::{Shared, lock};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::intents::{At, in_sight};
use notyet_store::{ProfileId, Store};
use std::sync::Arc;

impl Shared {
    /// Locks the open profile and hands its store on.
    pub(super) async fn hand_over(
        self: &Arc<Self>,
        student: String,
        outcome: String,
    ) -> Result<(Arc<Inner>, Subject, At), CoreError> {
        let id = self.in_front().ok_or(CoreError::Locked)?;
        let core = self.core(&id).ok_or(CoreError::Locked)?;
        let asked = id.clone();
        if !self.run(move |device| Ok(device.people.has_pin(&asked)?)).await? {
            return Err(CoreError::invalid("pin", "none"));
        }
        let (to, at) = core.run(move |inner| in_sight(inner, &student, &outcome)).await?;
        let (store, left) = core.shut().await?.ok_or(CoreError::Locked)?;
        core.link.nudge();
        let handed = core.handed(store, to);
        *lock(&self.handed) = Some((id.clone(), handed.clone()));
        self.note(id, left).await;
        Ok((handed, to, at))
    }

    /// Takes the store out of the student's reach again, if this profile's tablet is handed over. Nobody else leaves this
    /// student: what they saved may be sent.
    pub(super) async fn take_back(self: &Arc<Self>, id: &ProfileId) -> Result<Option<Store>, CoreError> {
        let handed = lock(&self.handed).take_if(|(of, _)| of == id);
        let Some((_, handed)) = handed else { return Ok(None) };
        let take = |handed: &Arc<Inner>| {
            // Neither a full device nor a damaged file may keep the tablet in the student's hands.
            if let Err(error) = handed.store.write(|tx| tx.release(None)) {
                tracing::error!(%error, "what a student saved could not be released");
            }
            Ok(handed.store.shut())
        };
        handed.run(take).await
    }
}
