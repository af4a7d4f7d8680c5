//! Which photo bytes have to travel, and what came of it.

use crate::{Store, StoreError, Written};
use notyet_model::ids::AttachmentId;

/// Bytes that the server should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// Of which photo.
    pub attachment: AttachmentId,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The thumbnail, or the full picture.
    pub is_thumb: bool,
}

/// Bytes that this device should have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Download {
    /// Of which photo.
    pub attachment: AttachmentId,
    /// SHA-256 of the bytes, lower-case hexadecimal.
    pub sha256: String,
    /// The thumbnail, or the full picture.
    pub is_thumb: bool,
}

impl Store {
    /// What to upload next: thumbnails first, and only of evidence that was released.
    pub fn uploads(&self, limit: usize) -> Result<Vec<Upload>, StoreError> {
        let _ = limit;
        unimplemented!()
    }

    /// The server has these bytes. Once it has both, the `blob.ref` that binds them is recorded with it.
    pub fn upload_done(&self, attachment: AttachmentId, is_thumb: bool) -> Result<Written, StoreError> {
        let _ = (attachment, is_thumb);
        unimplemented!()
    }

    /// What to download next, from confirmed `blob.ref`s: thumbnails first.
    pub fn downloads(&self, limit: usize) -> Result<Vec<Download>, StoreError> {
        let _ = limit;
        unimplemented!()
    }

    /// Keeps bytes that arrived; [`StoreError::WrongBytes`] when they are others than promised.
    pub fn download_done(
        &self,
        attachment: AttachmentId,
        is_thumb: bool,
        bytes: &[u8],
    ) -> Result<Written, StoreError> {
        let _ = (attachment, is_thumb, bytes);
        unimplemented!()
    }
}
