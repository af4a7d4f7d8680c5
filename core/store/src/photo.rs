//! Photos on this device: written as encrypted files, processed later, read by attachment.

use crate::{Store, StoreError, Written};
use notyet_model::ids::AttachmentId;

/// A photo's encrypted file, durable, and not yet named by any row.
pub struct PhotoFile {
    pub(crate) name: String,
    pub(crate) key: [u8; 32],
}

impl std::fmt::Debug for PhotoFile {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "PhotoFile({})", self.name)
    }
}

/// Which rendering of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PhotoSize {
    /// At most 20 KB.
    Thumb,
    /// 2048 px.
    Full,
}

impl Store {
    /// Encrypts a JPEG into a file of its own; durable when this returns. A file that no transaction names is
    /// swept at the next opening.
    pub fn write_photo(&self, jpeg: &[u8]) -> Result<PhotoFile, StoreError> {
        let _ = jpeg;
        unimplemented!()
    }

    /// A photo's JPEG bytes; `Full` falls back to the raw capture. `None`: not here yet.
    pub fn read_photo(&self, id: AttachmentId, size: PhotoSize) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = (id, size);
        unimplemented!()
    }

    /// Captured photos that were not processed yet, oldest first, with their EXIF orientation (1 to 8).
    pub fn photos_to_process(&self) -> Result<Vec<(AttachmentId, u8)>, StoreError> {
        unimplemented!()
    }

    /// The bytes as captured, while they are kept.
    pub fn raw_photo(&self, id: AttachmentId) -> Result<Option<Vec<u8>>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Puts the processed picture and its thumbnail in the place of the raw capture. Hashes are SHA-256 in
    /// lower-case hexadecimal and are checked.
    #[allow(clippy::too_many_arguments, reason = "one picture, told whole; a struct would say it twice")]
    pub fn photo_processed(
        &self,
        id: AttachmentId,
        full: &[u8],
        thumb: &[u8],
        sha256: &str,
        thumb_sha256: &str,
        w: u32,
        h: u32,
    ) -> Result<Written, StoreError> {
        let _ = (id, full, thumb, sha256, thumb_sha256, w, h);
        unimplemented!()
    }

    /// Marks a capture that no decoder reads: kept, shown, never tried again.
    pub fn photo_unreadable(&self, id: AttachmentId, why: &str) -> Result<Written, StoreError> {
        let _ = (id, why);
        unimplemented!()
    }
}
