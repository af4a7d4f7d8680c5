//! Tells a wrong key from a damaged file. SQLCipher says the same of both; a salted hash of the random 256-bit
//! key beside the database tells them apart, and gives nothing away that could be guessed.

use crate::{DbKey, Env, StoreError};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

const FILE: &str = "notyet.key-check";
const SALT_BYTES: usize = 16;

/// What the file beside the database says of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum KeyCheck {
    /// The database was made with this key.
    Same,
    /// It was made with another one.
    Other,
    /// The file is not there or is none of ours.
    Unknown,
}

/// Notes the key of a database that is about to be made.
pub(crate) fn note(folder: &Path, key: &DbKey, env: &dyn Env) -> Result<(), StoreError> {
    let mut bytes = vec![0; SALT_BYTES];
    env.fill(&mut bytes);
    let hash = hash(&bytes, key);
    bytes.extend_from_slice(&hash);
    Ok(crate::durable::replace(folder, FILE, &bytes)?)
}

/// Compares a key with the one that was noted.
pub(crate) fn compare(folder: &Path, key: &DbKey) -> KeyCheck {
    match std::fs::read(path(folder)) {
        Ok(bytes) if bytes.len() == SALT_BYTES + 32 => {
            if hash(&bytes[..SALT_BYTES], key)[..] == bytes[SALT_BYTES..] {
                KeyCheck::Same
            } else {
                KeyCheck::Other
            }
        }
        _ => KeyCheck::Unknown,
    }
}

fn path(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn hash(salt: &[u8], key: &DbKey) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"notyet database key check");
    hash.update(salt);
    hash.update(key.0);
    hash.finalize().into()
}
