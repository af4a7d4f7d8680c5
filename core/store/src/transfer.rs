//! Which photo bytes have to travel, and what came of it.

use crate::attachment::{self, size, state};
use crate::store::Durability;
use crate::{Store, StoreError, Topic, Topics, Written};
use notyet_model::fact::{BlobRef, Body};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_protocol::digest::sha256_hex;
use rusqlite::{OptionalExtension, params};

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
    /// What to upload next: thumbnails first, and only of evidence that was released and not refused (what somebody
    /// left has photos whose evidence this device has no more); then what the server has lost, whoever took it.
    pub fn uploads(&self, limit: usize) -> Result<Vec<Upload>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached(
                "SELECT a.id, a.sha256, a.thumb_sha256, a.full_up, a.thumb_up
                   FROM attachment a LEFT JOIN op o ON o.id = a.evidence
                  WHERE a.mine = 1 AND a.bound = 0 AND a.state = 1 AND coalesce(o.state, 3) IN (1, 2, 3)
                  ORDER BY a.id",
            )?;
            let mut rows = read.query([])?;
            let (mut thumbs, mut fulls) = (Vec::new(), Vec::new());
            while let Some(row) = rows.next()? {
                let attachment = AttachmentId(row.get(0)?);
                if !row.get::<_, bool>(4)? {
                    thumbs.push(Upload { attachment, sha256: row.get(2)?, is_thumb: true });
                }
                if !row.get::<_, bool>(3)? {
                    fulls.push(Upload { attachment, sha256: row.get(1)?, is_thumb: false });
                }
            }
            thumbs.append(&mut fulls);
            let mut lost = r.conn.prepare_cached(
                "SELECT a.id, w.sha256, w.sha256 = a.thumb_sha256
                   FROM asked_for w JOIN attachment a ON w.sha256 IN (a.sha256, a.thumb_sha256)
                   JOIN photo_file f ON f.attachment = a.id AND f.size = (w.sha256 <> a.thumb_sha256)
                  GROUP BY w.sha256",
            )?;
            let lost = lost.query_map([], |row| {
                Ok(Upload {
                    attachment: AttachmentId(row.get(0)?),
                    sha256: row.get(1)?,
                    is_thumb: row.get(2)?,
                })
            })?;
            for upload in lost {
                thumbs.push(upload?);
            }
            thumbs.truncate(limit);
            Ok(thumbs)
        })
    }

    /// The server has these bytes. Once it has both, the `blob.ref` that binds them is recorded with it.
    /// Saying it again changes nothing.
    pub fn upload_done(&self, attachment: AttachmentId, is_thumb: bool) -> Result<Written, StoreError> {
        let done = self.write(|tx| {
            let (column, name) = if is_thumb { ("thumb_up", "thumb_sha256") } else { ("full_up", "sha256") };
            let given = tx
                .conn
                .prepare_cached(&format!(
                    "DELETE FROM asked_for WHERE sha256 = (SELECT {name} FROM attachment WHERE id = ?)"
                ))?
                .execute([attachment.0])?;
            let marked = tx
                .conn
                .prepare_cached(&format!("UPDATE attachment SET {column} = 1 WHERE id = ? AND mine = 1"))?
                .execute([attachment.0])?;
            if marked == 0 && given == 0 {
                return Err(StoreError::NotFound);
            }
            tx.touch(Topics::from(Topic::Sync));
            let whole = tx
                .conn
                .prepare_cached(
                    "UPDATE attachment SET bound = 1 WHERE id = ? AND thumb_up = 1 AND full_up = 1 AND bound = 0
                     RETURNING class, student, sha256, thumb_sha256, w, h",
                )?
                .query_row([attachment.0], |row| {
                    let subject = (ClassId(row.get(0)?), UserId(row.get(1)?));
                    let (sha256, thumb, w, h) = (row.get(2)?, row.get(3)?, row.get(4)?, row.get(5)?);
                    Ok((subject, BlobRef { attachment, sha256, thumb, w, h }))
                })
                .optional()?;
            if let Some((subject, blob)) = whole {
                tx.append_following(subject, &Body::BlobRef(blob))?;
                tx.touch(Topic::Photos.into());
            }
            Ok(())
        });
        done.map(|((), written)| written)
    }

    /// What to download next, from confirmed `blob.ref`s: thumbnails first, latest photos first.
    pub fn downloads(&self, limit: usize) -> Result<Vec<Download>, StoreError> {
        self.read(|r| {
            let mut found = Vec::new();
            for (is_thumb, sql) in [(true, MISSING_THUMBS), (false, MISSING_FULLS)] {
                let mut read = r.conn.prepare_cached(sql)?;
                let rows = read.query_map([(limit - found.len()) as i64], |row| {
                    Ok(Download { attachment: AttachmentId(row.get(0)?), sha256: row.get(1)?, is_thumb })
                })?;
                for row in rows {
                    found.push(row?);
                }
            }
            Ok(found)
        })
    }

    /// Keeps bytes that arrived; [`StoreError::WrongBytes`] when they are others than promised, and
    /// [`StoreError::NotFound`] when they are not wanted (any more). Saying it again changes nothing.
    pub fn download_done(
        &self,
        attachment: AttachmentId,
        is_thumb: bool,
        bytes: &[u8],
    ) -> Result<Written, StoreError> {
        let column = if is_thumb { "thumb_sha256" } else { "sha256" };
        let size = if is_thumb { size::THUMB } else { size::FULL };
        let promised: Option<String> = self.read(|r| {
            let sql = format!("SELECT {column} FROM attachment WHERE id = ? AND {column} IS NOT NULL");
            Ok(r.conn.prepare_cached(&sql)?.query_row([attachment.0], |row| row.get(0)).optional()?)
        })?;
        if sha256_hex(bytes) != promised.ok_or(StoreError::NotFound)? {
            return Err(StoreError::WrongBytes);
        }
        let file = self.write_photo(bytes)?;
        // The server has these bytes and will give them again, so a power cut may take them back.
        let kept = self.transact(Durability::Again, |tx| {
            if attachment::file(tx.conn, attachment, size)?.is_some() {
                tx.remove.push(file.name.clone());
                return Ok(());
            }
            attachment::add_file(tx.conn, attachment, size, &file)?;
            tx.conn
                .prepare_cached(
                    "UPDATE attachment SET state = ?1 WHERE id = ?2 AND state = ?3
                        AND (SELECT count(*) FROM photo_file WHERE attachment = ?2 AND size IN (0, 1)) = 2",
                )?
                .execute(params![state::READY, attachment.0, state::COMING])?;
            tx.touch(Topic::Photos.into());
            Ok(())
        });
        if kept.is_err() {
            self.inner.files.remove(&[file.name]);
        }
        kept.map(|((), written)| written)
    }
}

const MISSING_THUMBS: &str = "SELECT id, thumb_sha256 FROM attachment a
      WHERE state = 3 AND thumb_sha256 IS NOT NULL AND evidence IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM photo_file f WHERE f.attachment = a.id AND f.size = 0)
      ORDER BY id DESC LIMIT ?";

const MISSING_FULLS: &str = "SELECT id, sha256 FROM attachment a
      WHERE state = 3 AND sha256 IS NOT NULL AND evidence IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM photo_file f WHERE f.attachment = a.id AND f.size = 1)
      ORDER BY id DESC LIMIT ?";
