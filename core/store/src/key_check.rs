//! Tells a wrong key from a damaged file. SQLCipher says the same of both; a salted hash of the random 256-bit
//! key beside the database tells them apart, and gives nothing away that could be guessed.

use crate::{DbKey, Env, StoreError};
use sha2::{Digest, Sha256};
use std::io::Write as _;
use std::path::{Path, PathBuf};

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
    let beside = path(folder).with_extension("tmp");
    let mut file = std::fs::File::create(&beside)?;
    file.write_all(&bytes)?;
    file.sync_all()?;
    std::fs::rename(&beside, path(folder))?;
    std::fs::File::open(folder)?.sync_all()?;
    Ok(())
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
    folder.join("notyet.key-check")
}

fn hash(salt: &[u8], key: &DbKey) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"notyet database key check");
    hash.update(salt);
    hash.update(key.0);
    hash.finalize().into()
}
