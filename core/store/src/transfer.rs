//! Which photo bytes have to travel, and what came of it.

use crate::attachment::{self, size, state};
use crate::store::Durability;
use crate::{PhotoFile, Store, StoreError, Topic, Topics, Tx, Written};
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::mutant::{self, Mutant};
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
    /// left has photos whose evidence this device has no more), never a photo of a note; then what the server has lost,
    /// whoever took it.
    pub fn uploads(&self, limit: usize) -> Result<Vec<Upload>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached(
                "SELECT a.id, a.sha256, a.thumb_sha256, a.full_up, a.thumb_up
                   FROM attachment a LEFT JOIN op o ON o.id = a.evidence
                  WHERE a.mine = 1 AND a.bound = 0 AND a.state = 1 AND a.evidence IS NOT NULL
                    AND coalesce(o.state, 3) IN (1, 2, 3)
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
                "SELECT a.id, w.sha256, w.sha256 IS a.thumb_sha256
                   FROM asked_for w JOIN attachment a ON w.sha256 IN (a.sha256, a.thumb_sha256)
                   JOIN photo_file f ON f.attachment = a.id AND f.size = (w.sha256 IS NOT a.thumb_sha256)
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

    /// The server has these bytes. Once it has both of a photo, the `blob.ref` that binds them is recorded with it; a voice
    /// note and a document have one. Other photos of the same bytes (one picture of a group, recorded for each student) need not travel any more. Saying it
    /// again changes nothing.
    pub fn upload_done(&self, attachment: AttachmentId, is_thumb: bool) -> Result<Written, StoreError> {
        let done = self.write(|tx| {
            let (column, name) = if is_thumb { ("thumb_up", "thumb_sha256") } else { ("full_up", "sha256") };
            let given = tx
                .conn
                .prepare_cached(&format!(
                    "DELETE FROM asked_for WHERE sha256 = (SELECT {name} FROM attachment WHERE id = ?)"
                ))?
                .execute([attachment.0])?;
            let marked = mark(tx, column, attachment)?;
            if marked == 0 && given == 0 {
                return Err(StoreError::NotFound);
            }
            tx.touch(Topics::from(Topic::Sync));
            bind_if_whole(tx, attachment)?;
            for twin in twins(tx, name, attachment)? {
                mark(tx, column, twin)?;
                bind_if_whole(tx, twin)?;
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

    /// Keeps bytes that arrived, for every photo that waits for the same; [`StoreError::WrongBytes`] when they are others
    /// than promised, and [`StoreError::NotFound`] when they are not wanted (any more). Saying it again changes nothing.
    pub fn download_done(
        &self,
        attachment: AttachmentId,
        is_thumb: bool,
        bytes: &[u8],
    ) -> Result<Written, StoreError> {
        let column = if is_thumb { "thumb_sha256" } else { "sha256" };
        let size = if is_thumb { size::THUMB } else { size::FULL };
        let wanting = self.read(|r| {
            let sql = format!("SELECT {column} FROM attachment WHERE id = ? AND {column} IS NOT NULL");
            let promised: Option<String> =
                r.conn.prepare_cached(&sql)?.query_row([attachment.0], |row| row.get(0)).optional()?;
            if sha256_hex(bytes) != promised.as_deref().ok_or(StoreError::NotFound)? {
                return Err(StoreError::WrongBytes);
            }
            let sql = format!(
                "SELECT id FROM attachment a
                  WHERE {column} = ?1 AND (id = ?2 OR (state = 3 AND evidence IS NOT NULL))
                    AND NOT EXISTS (SELECT 1 FROM photo_file f WHERE f.attachment = a.id AND f.size = ?3)"
            );
            let mut read = r.conn.prepare_cached(&sql)?;
            let ids =
                read.query_map(params![promised, attachment.0, size], |row| Ok(AttachmentId(row.get(0)?)))?;
            Ok(ids.collect::<Result<Vec<_>, _>>()?)
        })?;
        // Each has a file and a key of its own, so that each can be destroyed alone.
        let mut files = vec![];
        for id in wanting {
            match self.write_photo(bytes) {
                Ok(file) => files.push((id, file)),
                Err(error) => {
                    self.inner.files.remove(&names(files));
                    return Err(error);
                }
            }
        }
        // The server has these bytes and will give them again, so a power cut may take them back.
        let kept = self.transact(Durability::Again, |tx| {
            for (id, file) in &files {
                if attachment::file(tx.conn, *id, size)?.is_some() {
                    tx.remove.push(file.name.clone());
                    continue;
                }
                attachment::add_file(tx.conn, *id, size, file)?;
                tx.conn
                    .prepare_cached(&format!(
                        "UPDATE attachment SET state = ?1 WHERE id = ?2 AND state = ?3
                            AND (SELECT count(*) FROM photo_file WHERE attachment = ?2 AND size IN (0, 1))
                              = 2 - {}",
                        attachment::ALONE
                    ))?
                    .execute(params![state::READY, id.0, state::COMING])?;
                tx.touch(Topic::Photos.into());
            }
            Ok(())
        });
        if kept.is_err() {
            self.inner.files.remove(&names(files));
        }
        kept.map(|((), written)| written)
    }
}

fn names(files: Vec<(AttachmentId, PhotoFile)>) -> Vec<String> {
    files.into_iter().map(|(_, file)| file.name).collect()
}

fn mark(tx: &Tx<'_>, column: &str, id: AttachmentId) -> Result<usize, StoreError> {
    let sql = format!("UPDATE attachment SET {column} = 1 WHERE id = ? AND mine = 1");
    Ok(tx.conn.prepare_cached(&sql)?.execute([id.0])?)
}

/// Own photos with the same bytes that would be uploaded next.
fn twins(tx: &Tx<'_>, name: &str, id: AttachmentId) -> Result<Vec<AttachmentId>, StoreError> {
    let mut read = tx.conn.prepare_cached(&format!(
        "SELECT a.id FROM attachment a LEFT JOIN op o ON o.id = a.evidence
          WHERE a.{name} = (SELECT {name} FROM attachment WHERE id = ?1) AND a.id <> ?1
            AND a.mine = 1 AND a.bound = 0 AND a.state = 1 AND a.evidence IS NOT NULL
            AND coalesce(o.state, 3) IN (1, 2, 3)
          ORDER BY a.id"
    ))?;
    let ids = read.query_map([id.0], |row| Ok(AttachmentId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

fn bind_if_whole(tx: &mut Tx<'_>, id: AttachmentId) -> Result<(), StoreError> {
    let whole = tx
        .conn
        .prepare_cached(
            "UPDATE attachment SET bound = 1 WHERE id = ? AND thumb_up = 1 AND full_up = 1 AND bound = 0
             RETURNING class, student, sha256, thumb_sha256, w, h, ms, format, bytes",
        )?
        .query_row([id.0], |row| {
            let subject = (ClassId(row.get(0)?), UserId(row.get(1)?));
            let binding = attachment::Binding {
                attachment: id,
                sha256: row.get(2)?,
                thumb: row.get(3)?,
                size: (row.get(4)?, row.get(5)?),
                medium: attachment::medium(row, 6)?,
            };
            Ok((subject, binding.body()))
        })
        .optional()?;
    let unsaid = |body: &Body| matches!(body, Body::VoiceRef(_)) && mutant::on(Mutant::VoiceNotBound);
    if let Some((subject, binds)) = whole.filter(|(_, binds)| !unsaid(binds)) {
        tx.append_following(subject, &binds)?;
        tx.touch(Topic::Photos.into());
    }
    Ok(())
}

const MISSING_THUMBS: &str = "SELECT id, thumb_sha256 FROM attachment a
      WHERE state = 3 AND thumb_sha256 IS NOT NULL AND evidence IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM photo_file f WHERE f.attachment = a.id AND f.size = 0)
      ORDER BY id DESC LIMIT ?";

const MISSING_FULLS: &str = "SELECT id, sha256 FROM attachment a
      WHERE state = 3 AND sha256 IS NOT NULL AND evidence IS NOT NULL
        AND NOT EXISTS (SELECT 1 FROM photo_file f WHERE f.attachment = a.id AND f.size = 1)
      ORDER BY id DESC LIMIT ?";
