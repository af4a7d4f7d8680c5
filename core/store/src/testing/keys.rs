//! A key store in memory, which can be copied back and can break off at any write, as a killed program does.

use crate::{KeyStore, StoreError};
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

/// The key store.
#[derive(Debug, Default)]
pub struct MemoryKeys {
    inner: Mutex<Inner>,
}

#[derive(Clone, Debug, Default)]
struct Inner {
    secrets: BTreeMap<String, Vec<u8>>,
    writes_left: Option<usize>,
}

impl MemoryKeys {
    /// After so many more writes every one fails (`None`: none does).
    pub fn break_after(&self, writes: Option<usize>) {
        self.lock().writes_left = writes;
    }

    /// Whether a write has failed since.
    pub fn is_broken(&self) -> bool {
        self.lock().writes_left == Some(0)
    }

    /// All that is in it.
    pub fn copy(&self) -> BTreeMap<String, Vec<u8>> {
        self.lock().secrets.clone()
    }

    /// Puts back an earlier copy, or what somebody made of it.
    pub fn put_back(&self, secrets: BTreeMap<String, Vec<u8>>) {
        self.lock().secrets = secrets;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl KeyStore for MemoryKeys {
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.lock().secrets.get(name).cloned())
    }

    fn set_secret(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        let mut inner = self.lock();
        if let Some(left) = &mut inner.writes_left {
            *left = left.checked_sub(1).ok_or_else(|| StoreError::KeyStore("out of order".into()))?;
        }
        if value.is_empty() {
            inner.secrets.remove(name);
        } else {
            inner.secrets.insert(name.to_owned(), value.to_vec());
        }
        Ok(())
    }
}
