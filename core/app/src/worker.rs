//! The engine at work where no screen looks: over the store of a locked profile until the server has everything,
//! and over what somebody left who signed out. It reads nothing for anybody.

use crate::error::CoreError;
use crate::host::Network;
use crate::intents::process_photo;
use notyet_store::Store;
use notyet_sync::{Engine, NetworkPolicy, Policy, Transport};
use std::sync::Arc;
use tokio::task::JoinHandle;

/// An engine over a store. Must be called within the core's runtime.
pub(crate) fn engine(
    store: &Store,
    transport: Arc<dyn Transport>,
    app_version: &str,
    network: Option<Network>,
) -> Arc<Engine> {
    let mut policy = Policy::new(app_version);
    if let Some(network) = network {
        policy.network = network_policy(network);
    }
    Arc::new(Engine::start(store.clone(), transport, Arc::new(process_photo as fn(&[u8], u8) -> _), policy))
}

/// The host's word on the network, as the engine takes it.
pub(crate) fn network_policy(network: Network) -> NetworkPolicy {
    NetworkPolicy { online: network.online, metered: network.metered }
}

/// Returns when the server has everything that is in the store (true), or the engine has ended before.
pub(crate) async fn until_sent(engine: &Engine, store: &Store) -> bool {
    let mut state = engine.state();
    while left(store).await != Ok(0) {
        if state.changed().await.is_err() {
            return false;
        }
    }
    true
}

/// How many things the server does not have.
pub(crate) async fn left(store: &Store) -> Result<u32, CoreError> {
    let store = store.clone();
    let read = tokio::task::spawn_blocking(move || store.read(|r| r.left_to_send()));
    Ok(read.await.map_err(|e| CoreError::internal(&e))??)
}

/// The engine of what somebody left, the store that it empties, and the task that waits for that.
pub(crate) struct Leftover {
    pub(crate) engine: Arc<Engine>,
    pub(crate) store: Store,
    pub(crate) task: JoinHandle<()>,
}

impl Leftover {
    /// Ends the sending; nothing but what this returns holds the store then.
    pub(crate) async fn end(self) -> Store {
        self.task.abort();
        // Ended, or cut short: either way it holds nothing any more.
        let _ = self.task.await;
        self.engine.stop().await;
        self.store
    }
}

/// An engine for what somebody left; `None` where nobody ever joined.
pub(crate) fn engine_of(store: &Store, app_version: &str, network: Option<Network>) -> Option<Arc<Engine>> {
    let session = store.read(|r| r.session()).ok().flatten()?;
    let transport = crate::link::transport(&session.server_url).ok()?;
    Some(engine(store, transport, app_version, network))
}
