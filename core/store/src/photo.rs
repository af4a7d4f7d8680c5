//! Photos on this device: written as encrypted files, processed later, read by attachment.

use crate::attachment::{self, size, state};
use crate::{Store, StoreError, Topic, Topics, Tx, Written};
use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use rusqlite::params;

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
    /// Encrypts a JPEG, a voice note or a document into a file of its own; durable when this returns. A file that no transaction names is
    /// swept at the next opening.
    pub fn write_photo(&self, jpeg: &[u8]) -> Result<PhotoFile, StoreError> {
        self.inner.files.write(jpeg, &**self.env())
    }

    /// A photo's JPEG bytes; `Full` falls back to the raw capture. `None`: not here yet.
    pub fn read_photo(&self, id: AttachmentId, size: PhotoSize) -> Result<Option<Vec<u8>>, StoreError> {
        match size {
            PhotoSize::Thumb => self.read_size(id, &[size::THUMB]),
            PhotoSize::Full => self.read_size(id, &[size::FULL, size::RAW]),
        }
    }

    /// The bytes of a voice note or a document. `None`: not here yet.
    pub fn read_alone(&self, id: AttachmentId) -> Result<Option<Vec<u8>>, StoreError> {
        self.read_size(id, &[size::FULL])
    }

    /// Captured photos that were not processed yet, oldest first, with their EXIF orientation (1 to 8).
    pub fn photos_to_process(&self) -> Result<Vec<(AttachmentId, u8)>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached(
                "SELECT id, orientation FROM attachment
                  WHERE mine = 1 AND bound = 0 AND state = 0 ORDER BY id",
            )?;
            let rows = read.query_map([], |row| Ok((AttachmentId(row.get(0)?), row.get(1)?)))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// The bytes as captured, while they are kept.
    pub fn raw_photo(&self, id: AttachmentId) -> Result<Option<Vec<u8>>, StoreError> {
        self.read_size(id, &[size::RAW])
    }

    /// Puts the processed picture and its thumbnail in the place of the raw capture. Hashes are SHA-256 in
    /// lower-case hexadecimal and are checked.
    ///
    /// # Errors
    /// [`StoreError::NotFound`] when the photo was undone, or processed, meanwhile.
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
        if sha256_hex(full) != sha256 || sha256_hex(thumb) != thumb_sha256 {
            return Err(StoreError::WrongBytes);
        }
        let (full, thumb) = (self.write_photo(full)?, self.write_photo(thumb)?);
        let kept = self.write(|tx| {
            let changed = tx
                .conn
                .prepare_cached(
                    "UPDATE attachment SET state = ?, w = ?, h = ?, sha256 = ?, thumb_sha256 = ?
                      WHERE id = ? AND mine = 1 AND state = ?",
                )?
                .execute(params![state::READY, w, h, sha256, thumb_sha256, id.0, state::CAPTURED])?;
            if changed == 0 {
                return Err(StoreError::NotFound);
            }
            attachment::add_file(tx.conn, id, size::FULL, &full)?;
            attachment::add_file(tx.conn, id, size::THUMB, &thumb)?;
            drop_raw(tx, id)?;
            tx.touch(Topics::from(Topic::Photos).with(Topic::Sync));
            Ok(())
        });
        if kept.is_err() {
            self.inner.files.remove(&[full.name, thumb.name]);
        }
        kept.map(|((), written)| written)
    }

    /// Marks a capture that no decoder reads: kept, shown, never tried again.
    pub fn photo_unreadable(&self, id: AttachmentId, why: &str) -> Result<Written, StoreError> {
        let marked = self.write(|tx| {
            let changed = tx
                .conn
                .prepare_cached(
                    "UPDATE attachment SET state = ?, why = ? WHERE id = ? AND mine = 1 AND state = ?",
                )?
                .execute(params![state::UNREADABLE, why, id.0, state::CAPTURED])?;
            if changed == 0 {
                return Err(StoreError::NotFound);
            }
            tx.touch(Topics::from(Topic::Photos).with(Topic::Sync));
            Ok(())
        });
        marked.map(|((), written)| written)
    }

    /// The first of these sizes that is here. A processed photo's raw file may go between finding its row and
    /// opening it, so a file that is missing is looked up once more.
    fn read_size(&self, id: AttachmentId, sizes: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        for _ in 0..2 {
            let found = self.read(|r| {
                for size in sizes {
                    if let Some(file) = attachment::file(r.conn, id, *size)? {
                        return Ok(Some(file));
                    }
                }
                Ok(None)
            })?;
            let Some(file) = found else { return Ok(None) };
            if let Some(bytes) = self.inner.files.read(&file)? {
                return Ok(Some(bytes));
            }
        }
        tracing::warn!("a photo's file is missing");
        Ok(None)
    }
}

fn drop_raw(tx: &mut Tx<'_>, id: AttachmentId) -> Result<(), StoreError> {
    if let Some(raw) = attachment::file(tx.conn, id, size::RAW)? {
        tx.conn
            .prepare_cached("DELETE FROM photo_file WHERE attachment = ? AND size = ?")?
            .execute(params![id.0, size::RAW])?;
        tx.remove.push(raw.name);
    }
    Ok(())
}
