//! The school's key: signs what was accepted, and keys the hashes of codes. Lives in a directory of its own, so
//! that a copy of the database alone can neither forge a receipt nor be searched for codes.

use crate::durable::make_folder;
use crate::env::{Env, random};
use hmac::{Hmac, KeyInit, Mac};
use notyet_protocol::digest::{from_hex, sha256_hex, to_hex};
use notyet_protocol::mac::SchoolKey;
use sha2::Sha256;
use std::fs;
use std::io::{self, Write};
use std::path::Path;
use subtle::ConstantTimeEq;

const KEY_FILE: &str = "school.key";

/// The school's key, in memory.
#[derive(Clone)]
pub struct Keys {
    school: SchoolKey,
}

impl Keys {
    /// Fresh keys.
    pub fn fresh(env: &dyn Env) -> Self {
        Self { school: SchoolKey(random(env)) }
    }

    /// Reads the directory's keys; `None` when it holds none. A key file of another shape is an error of kind
    /// `InvalidData`.
    pub fn read(directory: &Path) -> io::Result<Option<Self>> {
        let text = match fs::read_to_string(directory.join(KEY_FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(error),
        };
        let key = from_hex(text.trim()).and_then(|bytes| bytes.try_into().ok());
        let key = key.ok_or_else(|| io::Error::new(io::ErrorKind::InvalidData, "school.key is not a key"))?;
        Ok(Some(Self { school: SchoolKey(key) }))
    }

    /// Writes the keys into the directory, made if it is not there, readable by this account alone.
    pub fn write(&self, directory: &Path) -> io::Result<()> {
        private_directory(directory)?;
        let partial = directory.join("school.key.part");
        let mut file = private_file(&partial)?;
        file.write_all(to_hex(&self.school.0).as_bytes())?;
        file.sync_all()?;
        fs::rename(&partial, directory.join(KEY_FILE))?;
        fs::File::open(directory)?.sync_all()
    }

    /// The key that signs receipts.
    pub fn school(&self) -> &SchoolKey {
        &self.school
    }

    /// Says which key this is without saying anything of it; kept in the database.
    pub fn check(&self) -> String {
        self.keyed_hash("check", "")
    }

    /// HMAC-SHA256 of a purpose and a text, hexadecimal.
    pub fn keyed_hash(&self, purpose: &str, text: &str) -> String {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.school.0).expect("HMAC takes keys of any length");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(text.as_bytes());
        to_hex(&mac.finalize().into_bytes())
    }
}

/// Whether two texts are the same, in a time that does not tell where they differ.
pub(crate) fn same(one: &str, other: &str) -> bool {
    one.as_bytes().ct_eq(other.as_bytes()).into()
}

/// What is kept of a bearer token. It has 256 random bits, so nothing can be searched.
pub(crate) fn token_hash(token: &str) -> String {
    sha256_hex(token.as_bytes())
}

fn private_directory(directory: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    make_folder(directory, &mut builder)
}

fn private_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::env::SystemEnv;

    #[test]
    fn keys_come_back_and_only_their_owner_may_read_them() {
        let folder = tempfile::tempdir().unwrap();
        let directory = folder.path().join("keys");
        let keys = Keys::fresh(&SystemEnv);
        assert!(matches!(Keys::read(&directory), Ok(None)));
        keys.write(&directory).unwrap();
        assert_eq!(Keys::read(&directory).unwrap().unwrap().school.0, keys.school.0);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
            assert_eq!((mode(&directory), mode(&directory.join(KEY_FILE))), (0o700, 0o600));
        }
    }

    #[test]
    fn a_spoilt_key_file_is_not_taken_for_none() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(KEY_FILE), "xyz").unwrap();
        assert!(Keys::read(folder.path()).is_err());
    }
}
