//! Rows of photos whose files are gone: whatever took them (a cleaner, a broken disk), it is said and not passed over.
//! What the server has comes again from there; what it has not is marked, and its person takes it again.

use crate::attachment::{self, size, state};
use crate::{Reader, Store, StoreError, Topic, Topics, Tx};
use notyet_model::ids::{AttachmentId, ClassId, UserId};
use rusqlite::params;
use std::collections::HashSet;

/// Why such a photo cannot be read.
const GONE: &str = "its file is gone";

impl Store {
    /// Notes that a file that a row names is not there (any more). Saying it again changes nothing.
    pub fn file_gone(&self, id: AttachmentId, size: crate::PhotoSize) -> Result<(), StoreError> {
        let size = match size {
            crate::PhotoSize::Thumb => size::THUMB,
            crate::PhotoSize::Full => size::FULL,
        };
        let noted = self.write(|tx| {
            let Some(file) = attachment::file(tx.conn, id, size)? else { return Ok(()) };
            if self.inner.files.is_there(&file.name)? { Ok(()) } else { lose(tx, id, size) }
        });
        noted.map(|_| ())
    }

    /// Notes every row whose file is not among these.
    pub(crate) fn lose_all_but(&self, there: &HashSet<String>) -> Result<(), StoreError> {
        let rows = self.read(|r| {
            let mut read = r.conn.prepare_cached("SELECT name, attachment, size FROM photo_file")?;
            let rows = read.query_map([], |row| {
                Ok((row.get::<_, String>(0)?, AttachmentId(row.get(1)?), row.get::<_, u8>(2)?))
            })?;
            Ok(rows.collect::<Result<Vec<_>, _>>()?)
        })?;
        let gone: Vec<_> = rows.into_iter().filter(|(name, ..)| !there.contains(name)).collect();
        if gone.is_empty() {
            return Ok(());
        }
        tracing::warn!(files = gone.len(), "files of photos are gone");
        self.write(|tx| gone.iter().try_for_each(|(_, id, size)| lose(tx, *id, *size)))?;
        Ok(())
    }
}

impl Reader<'_> {
    /// Own photos that nobody can read and the server does not have, latest first; not those whose record was taken
    /// back.
    pub fn unreadable_photos(&self, limit: usize) -> Result<Vec<(ClassId, UserId)>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT class, student FROM attachment a
              WHERE mine = 1 AND bound = 0 AND state = 2
                AND NOT EXISTS (SELECT 1 FROM retracted t WHERE t.target = a.evidence)
              ORDER BY id DESC LIMIT ?",
        )?;
        let rows = read.query_map([limit as i64], |row| Ok((ClassId(row.get(0)?), UserId(row.get(1)?))))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}

fn lose(tx: &mut Tx<'_>, id: AttachmentId, size: u8) -> Result<(), StoreError> {
    tx.conn
        .prepare_cached("DELETE FROM photo_file WHERE attachment = ? AND size = ?")?
        .execute(params![id.0, size])?;
    tx.touch(Topics::from(Topic::Photos).with(Topic::Sync));
    // The server has it.
    let comes_again = tx
        .conn
        .prepare_cached(
            "UPDATE attachment SET state = ? WHERE id = ? AND state = ? AND (mine = 0 OR bound = 1)",
        )?
        .execute(params![state::COMING, id.0, state::READY])?;
    if comes_again > 0 || is_sent(tx, id, size)? {
        return Ok(());
    }
    // A thumbnail is made anew from the picture.
    if size == size::THUMB && attachment::file(tx.conn, id, size::FULL)?.is_some() {
        let again = tx
            .conn
            .prepare_cached(
                "UPDATE attachment SET state = ?, orientation = 1, sha256 = NULL, thumb_sha256 = NULL, full_up = 0
                  WHERE id = ? AND state = ? AND mine = 1 AND bound = 0",
            )?
            .execute(params![state::CAPTURED, id.0, state::READY])?;
        if again > 0 {
            tx.conn
                .prepare_cached("UPDATE photo_file SET size = ? WHERE attachment = ? AND size = ?")?
                .execute(params![size::RAW, id.0, size::FULL])?;
        }
        return Ok(());
    }
    tx.conn
        .prepare_cached(
            "UPDATE attachment SET state = ?, why = ? WHERE id = ? AND state IN (?, ?) AND mine = 1 AND bound = 0",
        )?
        .execute(params![state::UNREADABLE, GONE, id.0, state::CAPTURED, state::READY])?;
    Ok(())
}

/// Whether the server has these bytes although no record binds them yet.
fn is_sent(tx: &Tx<'_>, id: AttachmentId, size: u8) -> Result<bool, StoreError> {
    let sql = "SELECT count(*) FROM attachment
                WHERE id = ?1 AND ((?2 = 0 AND thumb_up = 1) OR (?2 = 1 AND full_up = 1))";
    Ok(tx.conn.prepare_cached(sql)?.query_row(params![id.0, size], |row| row.get::<_, i64>(0))? > 0)
}
