//! What becomes of a profile that has gone too long without its server. Asked when a PIN opens it afresh, never of
//! someone whose screens are open or were locked by this program: they go on recording.

use super::shared::Shared;
use crate::core::Inner;
use crate::error::CoreError;
use notyet_model::lease::Due;
use notyet_store::ProfileId;
use notyet_sync::Phase;
use std::sync::Arc;
use std::time::Duration;

/// How long a person waits for the server to answer, where only that opens their profile.
const CONTACT_AT_MOST: Duration = Duration::from_secs(15);

impl Shared {
    /// Lets a profile that was just opened stay open, unless its time without contact is over and the server does
    /// not answer now. Then it is locked, or goes but for what is not sent.
    pub(super) async fn mind_the_lease(
        self: &Arc<Self>,
        id: &ProfileId,
        core: &Arc<Inner>,
    ) -> Result<(), CoreError> {
        let looked = core.run(|inner| Ok(inner.store.open()?.lease_due()?)).await;
        // A device that is too full to note the time still opens.
        let Ok((lease, due)) = looked else { return Ok(()) };
        if due == Due::Nothing || answers(core).await {
            return Ok(());
        }
        let days = lease.days();
        if due == Due::Wipe {
            self.let_go(id, core).await?;
            return Err(CoreError::LeaseEnded { days });
        }
        self.lock_those(|other| other == id).await?;
        Err(CoreError::LeaseOver { days })
    }
}

/// Whether the server has answered this engine, now or within a while.
async fn answers(core: &Arc<Inner>) -> bool {
    let Some(engine) = core.link.engine() else { return false };
    let mut state = engine.state();
    let decided = state.wait_for(|state| {
        let helpless = matches!(state.phase, Phase::Offline | Phase::SignedOut | Phase::NeedsUpdate);
        helpless || state.last_success_ms.is_some()
    });
    match tokio::time::timeout(CONTACT_AT_MOST, decided).await {
        Ok(Ok(state)) => state.last_success_ms.is_some(),
        Ok(Err(_)) | Err(_) => false,
    }
}
