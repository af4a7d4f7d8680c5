//! The screens' hold on the store. While it is open everything is read and written through it; once it is shut
//! nothing of the store can be reached from any screen, whatever objects a shell still keeps.

use crate::error::CoreError;
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_store::{Env, PhotoCopy, PhotoFile, PhotoSize, Reader, Store, StoreError, Tx, Written};
use std::ops::Deref;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

pub(crate) struct Vault {
    env: Arc<dyn Env>,
    state: Mutex<State>,
    calls_ended: Condvar,
}

struct State {
    store: Option<Store>,
    /// Calls of screens that are under way.
    calls: usize,
}

impl Vault {
    pub(crate) fn new(store: Store) -> Self {
        let env = store.env().clone();
        let state = Mutex::new(State { store: Some(store), calls: 0 });
        Self { env, state, calls_ended: Condvar::new() }
    }

    /// The store itself, for what goes on behind the screens. Who keeps it keeps the key.
    pub(crate) fn open(&self) -> Result<Store, CoreError> {
        self.state().store.clone().ok_or(CoreError::Locked)
    }

    /// Takes the store out of the screens' reach. Calls that come from now on find nothing; those that are under
    /// way have ended when this returns, so that nothing is written behind the back of whoever shut it.
    pub(crate) fn shut(&self) -> Option<Store> {
        let mut state = self.state();
        let store = state.store.take();
        while state.calls > 0 {
            state = self.calls_ended.wait(state).unwrap_or_else(PoisonError::into_inner);
        }
        store
    }

    /// Puts it within their reach again.
    pub(crate) fn put(&self, store: Store) {
        self.state().store = Some(store);
    }

    /// The number of the present state; 0 while it is shut.
    pub(crate) fn revision(&self) -> u64 {
        self.open().map_or(0, |store| store.revision())
    }

    pub(crate) fn read<T>(
        &self,
        f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>,
    ) -> Result<T, CoreError> {
        Ok(self.call()?.read(f)?)
    }

    pub(crate) fn write<T>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<(T, Written), CoreError> {
        Ok(self.call()?.write(f)?)
    }

    pub(crate) fn env(&self) -> &Arc<dyn Env> {
        &self.env
    }

    pub(crate) fn now_ms(&self) -> Result<i64, CoreError> {
        Ok(self.call()?.now_ms())
    }

    pub(crate) fn sit_with(&self, class: ClassId, student: UserId) -> Result<(), CoreError> {
        self.call()?.sit_with(class, student);
        Ok(())
    }

    pub(crate) fn write_photo(&self, jpeg: &[u8]) -> Result<PhotoFile, CoreError> {
        Ok(self.call()?.write_photo(jpeg)?)
    }

    pub(crate) fn read_photo(&self, id: AttachmentId, size: PhotoSize) -> Result<Option<Vec<u8>>, CoreError> {
        Ok(self.call()?.read_photo(id, size)?)
    }

    pub(crate) fn read_alone(&self, id: AttachmentId) -> Result<Option<Vec<u8>>, CoreError> {
        Ok(self.call()?.read_alone(id)?)
    }

    pub(crate) fn raw_photo(&self, id: AttachmentId) -> Result<Option<Vec<u8>>, CoreError> {
        Ok(self.call()?.raw_photo(id)?)
    }

    pub(crate) fn copy_photo(&self, id: AttachmentId) -> Result<PhotoCopy, CoreError> {
        Ok(self.call()?.copy_photo(id)?)
    }

    pub(crate) fn discard_copy(&self, copy: PhotoCopy) -> Result<(), CoreError> {
        self.call()?.discard_copy(copy);
        Ok(())
    }

    pub(crate) fn photos_to_process(&self) -> Result<Vec<(AttachmentId, u8)>, CoreError> {
        Ok(self.call()?.photos_to_process()?)
    }

    fn call(&self) -> Result<Call<'_>, CoreError> {
        let mut state = self.state();
        let store = state.store.clone().ok_or(CoreError::Locked)?;
        state.calls += 1;
        Ok(Call { vault: self, store: Some(store) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// One call of a screen; counted until it is dropped, even by a panic.
struct Call<'a> {
    vault: &'a Vault,
    store: Option<Store>,
}

impl Deref for Call<'_> {
    type Target = Store;

    fn deref(&self) -> &Store {
        self.store.as_ref().expect("it is given up only when dropped")
    }
}

impl Drop for Call<'_> {
    fn drop(&mut self) {
        // Given up before it is counted out: whoever waits for that may close the folder then.
        drop(self.store.take());
        self.vault.state().calls -= 1;
        self.vault.calls_ended.notify_all();
    }
}
