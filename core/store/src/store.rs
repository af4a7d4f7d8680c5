//! The store itself: opening it, the one door for writes, and the one for reads.

use crate::{Env, Reader, StoreError, Tx, Written};
use std::path::Path;
use std::sync::Arc;

/// The database's raw 256-bit key.
#[derive(Clone, Copy)]
pub struct DbKey(pub [u8; 32]);

impl std::fmt::Debug for DbKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DbKey(…)")
    }
}

/// An open store. Clones share it; it closes with the last of them.
#[derive(Clone)]
pub struct Store {
    env: Arc<dyn Env>,
}

impl Store {
    /// Opens the store in a folder, or makes one. Migrates, sweeps photo files that no row names, folds levels
    /// again where the model has changed, and releases whatever was held when the program last ended.
    pub fn open(folder: &Path, key: &DbKey, env: Arc<dyn Env>) -> Result<Self, StoreError> {
        let _ = (folder, key, env);
        unimplemented!()
    }

    /// Whom to tell after each commit; called with no lock held, on the writing thread. Set once: a second
    /// listener is ignored.
    pub fn on_written(&self, told: Box<dyn Fn(Written) + std::marker::Send + Sync>) {
        let _ = told;
        unimplemented!()
    }

    /// The number of the present state.
    pub fn revision(&self) -> u64 {
        unimplemented!()
    }

    /// The one door for writes: everything in `f` is durable when this returns, or nothing is.
    pub fn write<T>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<(T, Written), StoreError> {
        let _ = f;
        unimplemented!()
    }

    /// Reads one state, whatever is written meanwhile.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let _ = f;
        unimplemented!()
    }

    /// The clock, ids and chance that it was opened with.
    pub fn env(&self) -> &Arc<dyn Env> {
        &self.env
    }

    /// The device's clock set right by what the server last said: UTC milliseconds. What `work_at_ms` takes.
    pub fn now_ms(&self) -> i64 {
        unimplemented!()
    }
}
