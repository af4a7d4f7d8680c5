//! The host's secrets as the key store of profiles.

use crate::host::{Host, HostError};
use notyet_store::{KeyStore, StoreError};
use std::sync::Arc;

pub(crate) struct HostKeys(pub(crate) Arc<dyn Host>);

impl KeyStore for HostKeys {
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        let secret = self.0.secret(name.to_owned()).map_err(in_store_words)?;
        // A host knows no way to take a secret out: one that was overwritten with nothing is gone.
        Ok(secret.filter(|bytes| !bytes.is_empty()))
    }

    fn set_secret(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        self.0.set_secret(name.to_owned(), value.to_vec()).map_err(in_store_words)
    }
}

fn in_store_words(error: HostError) -> StoreError {
    StoreError::KeyStore(error.to_string())
}
