//! Photos, named by the hash of their bytes. One trait says what is asked of the place where they are kept; `Photos` checks what goes in and what comes out, the same for every place.
//! Knows nothing of who may read them.

mod folder;
mod key;
pub mod s3;

pub use folder::BlobFolder;
pub use key::{Key, Under};

use notyet_protocol::digest::sha256_hex;
use std::io;
use std::sync::Arc;

pub(crate) use key::is_sha256;

/// The largest object that is read; photos are smaller.
const MOST_BYTES: u64 = 8 << 20;

/// An object that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its key.
    pub key: Key,
    /// How many bytes it has.
    pub bytes: u64,
    /// When it was put there, UTC milliseconds by the place's own clock.
    pub at_ms: i64,
}

/// A place for objects. All methods block; call them where blocking is allowed. Objects are small, so they go in and
/// out whole: what is not whole is not there.
pub trait Blobs: Send + Sync + 'static {
    /// Keeps an object, durably when this returns; it replaces one of the same key. With an error it is there whole or
    /// not at all.
    fn put(&self, key: &Key, bytes: &[u8]) -> io::Result<()>;

    /// Reads an object; `None` when it is not there.
    fn get(&self, key: &Key) -> io::Result<Option<Vec<u8>>>;

    /// How many bytes an object has, without reading it.
    fn size(&self, key: &Key) -> io::Result<Option<u64>>;

    /// Removes an object; one that is not there counts as removed.
    fn delete(&self, key: &Key) -> io::Result<()>;

    /// All objects under this, by key.
    fn list(&self, under: &Under) -> io::Result<Vec<Found>>;
}

/// A school's photos.
#[derive(Clone)]
pub struct Photos(Arc<dyn Blobs>);

impl Photos {
    /// The photos in this place.
    pub fn in_place(place: Arc<dyn Blobs>) -> Self {
        Self(place)
    }

    /// Keeps a photo under its hash, durably when this returns. The caller has checked the hash.
    pub fn put(&self, sha256: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.put(&Key::photo(sha256), bytes)
    }

    /// Reads a photo; `None` when it is not there, an error when its bytes are no longer those of its name.
    pub fn get(&self, sha256: &str) -> io::Result<Option<Vec<u8>>> {
        let bytes = self.0.get(&Key::photo(sha256))?;
        match bytes {
            Some(bytes) if sha256_hex(&bytes) != sha256 => {
                Err(io::Error::new(io::ErrorKind::InvalidData, "a photo's bytes are not those of its name"))
            }
            bytes => Ok(bytes),
        }
    }

    /// Whether a photo is there, without reading it.
    pub fn has(&self, sha256: &str) -> io::Result<bool> {
        Ok(self.0.size(&Key::photo(sha256))?.is_some())
    }

    /// Destroys a photo.
    pub fn delete(&self, sha256: &str) -> io::Result<()> {
        self.0.delete(&Key::photo(sha256))
    }

    /// Photos whose hash begins with this byte, with their sizes and times: what a search for orphans goes through.
    pub fn list(&self, first: u8) -> io::Result<Vec<Found>> {
        self.0.list(&Under::first(first))
    }

    /// Keeps a piece of a photo that is not whole yet, durably when this returns.
    pub fn put_part(&self, object: &str, bytes: &[u8]) -> io::Result<()> {
        self.0.put(&Key::part(object), bytes)
    }

    /// Reads a piece; `None` when it is not there.
    pub fn part(&self, object: &str) -> io::Result<Option<Vec<u8>>> {
        self.0.get(&Key::part(object))
    }

    /// Destroys a piece.
    pub fn delete_part(&self, object: &str) -> io::Result<()> {
        self.0.delete(&Key::part(object))
    }

    /// All pieces.
    pub fn parts(&self) -> io::Result<Vec<Found>> {
        self.0.list(&Under::parts())
    }
}

/// Whether a place has no room left.
pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded)
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::InvalidData, "an object is larger than any photo")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_photo_whose_bytes_have_rotted_is_not_handed_out_and_is_whole_again_once_it_is_sent_again() {
        let folder = tempfile::tempdir().unwrap();
        let photos = Photos::in_place(Arc::new(BlobFolder::open(folder.path()).unwrap()));
        let name = sha256_hex(b"photo");
        photos.put(&name, b"photo").unwrap();
        assert_eq!(photos.get(&name).unwrap(), Some(b"photo".to_vec()));
        std::fs::write(folder.path().join(&name[..2]).join(&name), b"phoro").unwrap();
        assert!(photos.get(&name).is_err());
        photos.put(&name, b"photo").unwrap();
        assert_eq!(photos.get(&name).unwrap(), Some(b"photo".to_vec()));
    }
}
