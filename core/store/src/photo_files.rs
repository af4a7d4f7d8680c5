//! The folder of encrypted photo files. Each file has a random name and a random key of its own, which only the
//! database holds; whoever deletes the key has deleted the photo. Never sees a file that is not encrypted.

use crate::{Env, PhotoFile, StoreError};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use std::collections::HashSet;
use std::fs::File;
use std::io::{ErrorKind, Write as _};
use std::path::PathBuf;

const NONCE_BYTES: usize = 24;
const UNFINISHED: &str = ".part";

/// The folder.
#[derive(Clone, Debug)]
pub(crate) struct PhotoFiles {
    pub(crate) folder: PathBuf,
}

impl PhotoFiles {
    /// Encrypts and writes; the file and its name are durable when this returns.
    pub(crate) fn write(&self, bytes: &[u8], env: &dyn Env) -> Result<PhotoFile, StoreError> {
        let (mut name, mut key, mut nonce) = ([0; 16], [0; 32], [0; NONCE_BYTES]);
        env.fill(&mut name);
        env.fill(&mut key);
        env.fill(&mut nonce);
        let name = notyet_protocol::digest::to_hex(&name);
        let sealed = XChaCha20Poly1305::new(&key.into())
            .encrypt(&XNonce::from(nonce), Payload { msg: bytes, aad: name.as_bytes() })
            .map_err(|_| StoreError::Internal("a photo is too large to encrypt".into()))?;
        let unfinished = self.folder.join(format!("{name}{UNFINISHED}"));
        let written = (|| {
            let mut file = File::create_new(&unfinished)?;
            file.write_all(&nonce)?;
            file.write_all(&sealed)?;
            file.sync_data()?;
            std::fs::rename(&unfinished, self.folder.join(&name))?;
            File::open(&self.folder)?.sync_all()
        })();
        if let Err(e) = written {
            // On a full device the half-written file takes the room that is missing.
            let _ = std::fs::remove_file(&unfinished);
            return Err(e.into());
        }
        Ok(PhotoFile { name, key })
    }

    /// Takes over another folder's encrypted file as it is; durable when this returns.
    pub(crate) fn copy_from(&self, other: &Self, file: &PhotoFile) -> Result<(), StoreError> {
        let unfinished = self.folder.join(format!("{}{UNFINISHED}", file.name));
        match std::fs::copy(other.folder.join(&file.name), &unfinished) {
            // Its row goes with the others: that the bytes are gone is found out, and said, where they are read.
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(()),
            copied => copied?,
        };
        File::open(&unfinished)?.sync_all()?;
        std::fs::rename(&unfinished, self.folder.join(&file.name))?;
        Ok(File::open(&self.folder)?.sync_all()?)
    }

    /// Reads and decrypts. `None`: the file is gone.
    pub(crate) fn read(&self, file: &PhotoFile) -> Result<Option<Vec<u8>>, StoreError> {
        let bytes = match std::fs::read(self.folder.join(&file.name)) {
            Ok(bytes) => bytes,
            Err(e) if e.kind() == ErrorKind::NotFound => return Ok(None),
            Err(e) => return Err(e.into()),
        };
        let damaged = || StoreError::Damaged { detail: "a photo's file is not what was written".into() };
        let (nonce, sealed) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or_else(damaged)?;
        XChaCha20Poly1305::new(&file.key.into())
            .decrypt(&XNonce::from(*nonce), Payload { msg: sealed, aad: file.name.as_bytes() })
            .map(Some)
            .map_err(|_| damaged())
    }

    /// Removes files whose rows are gone. One that cannot be removed is unreadable without its key, and is
    /// swept at the next opening.
    pub(crate) fn remove(&self, names: &[String]) {
        for name in names {
            if let Err(e) = std::fs::remove_file(self.folder.join(name))
                && e.kind() != ErrorKind::NotFound
            {
                tracing::warn!(kind = ?e.kind(), "a photo's file stays until the next opening");
            }
        }
    }

    /// Whether a file is there.
    pub(crate) fn is_there(&self, name: &str) -> Result<bool, StoreError> {
        Ok(self.folder.join(name).try_exists()?)
    }

    /// Removes every file that no row names; answers those that stay.
    pub(crate) fn sweep(&self, named: &HashSet<String>) -> Result<HashSet<String>, StoreError> {
        let mut stay = HashSet::new();
        for entry in std::fs::read_dir(&self.folder)? {
            let name = entry?.file_name();
            match name.to_str().filter(|name| named.contains(*name)) {
                Some(name) => _ = stay.insert(name.to_owned()),
                None => std::fs::remove_file(self.folder.join(name))?,
            }
        }
        Ok(stay)
    }
}
