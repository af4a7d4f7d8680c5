//! What goes on behind a locked door: the engine sends the rest with the store that the screens gave up, and lets
//! go of it, unless its person comes back before.

use super::Link;
use crate::core::Inner;
use crate::worker::until_sent;
use notyet_store::Store;
use std::sync::Arc;
use tokio::task::JoinHandle;

/// The rest, on its way.
pub(super) struct Rest {
    /// Taken away by whoever ends it: the person who comes back, or the task that has sent everything.
    store: Option<Store>,
    task: JoinHandle<()>,
}

impl Link {
    /// The screens are locked: the engine goes on with the store until the server has everything, then both end,
    /// and `sent` hears of it.
    pub(crate) fn send_the_rest(
        &self,
        inner: &Arc<Inner>,
        store: Store,
        sent: impl Future<Output = ()> + Send + 'static,
    ) {
        let (me, working) = (inner.clone(), store.clone());
        // Held until the task is noted, so that it cannot end before.
        let mut state = self.state();
        for earlier in [state.release.take(), state.matching.take()].into_iter().flatten() {
            earlier.abort();
        }
        let engine = state.engine.clone();
        let task = inner.handle().spawn(async move {
            let is_sent = match &engine {
                Some(engine) => until_sent(engine, &working).await,
                // Nobody ever joined there, or the engine could not be started: it goes out another time.
                None => false,
            };
            drop((working, engine));
            let taken = me.link.state().rest.as_mut().and_then(|rest| rest.store.take());
            if taken.is_some() {
                drop(taken);
                me.link.stop().await;
                if is_sent {
                    sent.await;
                }
            }
        });
        state.rest = Some(Rest { store: Some(store), task });
    }

    /// Whether the engine still has something to send behind the door.
    pub(crate) fn sends_the_rest(&self) -> bool {
        self.state().rest.as_ref().is_some_and(|rest| rest.store.is_some())
    }

    /// Someone came back: the store, if the engine still works on it. Otherwise it is closed when this returns.
    pub(crate) async fn take_back(&self) -> Option<Store> {
        let rest = self.state().rest.take()?;
        match rest.store {
            Some(store) => {
                rest.task.abort();
                // Ended, or cut short: either way it holds nothing any more.
                let _ = rest.task.await;
                Some(store)
            }
            None => {
                // A task that panicked has ended, too.
                let _ = rest.task.await;
                None
            }
        }
    }
}
