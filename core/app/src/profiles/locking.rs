//! Locking one profile and opening it again: what the screens hold is given up at once, what is not sent goes on.

use crate::core::{Inner, Kept};
use crate::error::CoreError;
use crate::history::History;
use crate::opening::open_given_up;
use notyet_store::{DbKey, Store, Topics};
use std::path::Path;
use std::sync::Arc;

impl Inner {
    /// Takes everything out of the screens' reach; gives what goes on behind them, and how much is not sent.
    /// `None`: it was locked already.
    pub(crate) async fn shut(self: &Arc<Self>) -> Result<Option<(Store, u32)>, CoreError> {
        self.run(|inner| Ok(inner.store.shut().map(|store| inner.give_up(store)))).await
    }

    /// Ends what the screens hold of a store that is out of their reach; says how much of it is not sent.
    pub(crate) fn give_up(&self, store: Store) -> (Store, u32) {
        // Neither a full device nor a damaged file may keep the door open.
        if let Err(error) = store.write(|tx| tx.release(None)) {
            tracing::error!(%error, "what is held could not be released");
        }
        *self.history() = History::default();
        *self.own() = None;
        *self.kept() = Kept::default();
        let left = store.read(|r| r.left_to_send()).unwrap_or_default();
        self.notices.tell(0, Topics::ALL);
        (store, left)
    }

    /// Lets the engine send what is not sent; `sent` follows when the last of it is gone, and the key with it.
    pub(crate) fn go_on(
        self: &Arc<Self>,
        store: Store,
        sent: impl Future<Output = ()> + std::marker::Send + 'static,
    ) {
        self.link.nudge();
        self.link.send_the_rest(self, store, sent);
    }

    /// Puts the store within the screens' reach again: the one that the engine still works on, or the folder's.
    pub(crate) async fn unlock(self: &Arc<Self>, key: DbKey) -> Result<(), CoreError> {
        if self.store.open().is_ok() {
            return Ok(());
        }
        match self.link.take_back().await {
            Some(store) => {
                self.store.put(store);
                self.link.nudge();
            }
            None => {
                let put = self.run(move |inner| {
                    let folder = Path::new(&inner.config.folder);
                    let store = open_given_up(folder, &key, inner.store.env())?;
                    inner.store.put(store.clone());
                    inner.hear(&store);
                    Ok(())
                });
                put.await?;
                self.link.start(self).await;
            }
        }
        self.notices.tell(self.store.revision(), Topics::ALL);
        Ok(())
    }
}
