//! What a person who signs out leaves to be sent: a database of its own with the operations and photos that the
//! server does not have, and nothing else. It takes in no page of any stream, judges nothing again, and is done
//! when the server has it all; then its folder goes as a whole.

use crate::attachment::{self, state as photo};
use crate::connection::Place;
use crate::fold::{self, body_of, state};
use crate::store::Durability;
use crate::{DbKey, PhotoFile, Reader, Store, StoreError, clock};
use notyet_model::authority::Refusal;
use notyet_model::ids::AttachmentId;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::SyncAnswer;
use rusqlite::{Connection, params};
use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::Ordering;

/// Under this name the `clk` table says that a database is such a leftover.
const LEAVING: &str = "leaving";

/// Whether a database is what somebody left.
pub(crate) fn is_leaving(conn: &Connection) -> Result<bool, StoreError> {
    Ok(clock::number(conn, LEAVING)?.is_some())
}

impl Store {
    /// Copies what the server does not have into a new database, durably; says how many things that is. Held
    /// records are released in the copy. The original is untouched; it is the caller's to destroy.
    pub fn copy_unsent(&self, folder: &Path, key: &DbKey) -> Result<u32, StoreError> {
        self.copy_unsent_to(Place { folder: folder.to_owned(), key: Some(*key) })
    }

    /// As [`Store::copy_unsent`], unencrypted: to look for what must not be in it.
    #[cfg(any(test, feature = "test-support"))]
    pub fn copy_unsent_unencrypted(&self, folder: &Path) -> Result<u32, StoreError> {
        self.copy_unsent_to(Place { folder: folder.to_owned(), key: None })
    }

    fn copy_unsent_to(&self, place: Place) -> Result<u32, StoreError> {
        let unsent = self.read(Unsent::of)?;
        let copy = Self::open_place(place, self.env().clone())?;
        for photo in &unsent.photos {
            for (_, file) in &photo.files {
                copy.inner.files.copy_from(&self.inner.files, file)?;
            }
        }
        copy.transact(Durability::Full, |tx| unsent.put(tx.conn))?;
        copy.read(|r| r.left_to_send())
    }

    /// Whether this is what somebody left to be sent.
    pub fn is_leaving(&self) -> bool {
        self.inner.live.leaving.load(Ordering::Relaxed)
    }

    /// What of an answer concerns this database: a leftover wants to know what became of its own operations.
    pub(crate) fn concerning<'a>(&self, answer: &'a SyncAnswer) -> Cow<'a, SyncAnswer> {
        if !self.is_leaving() {
            return Cow::Borrowed(answer);
        }
        let mut answer = answer.clone();
        answer.pages.clear();
        answer.streams.clear();
        answer.joins.clear();
        Cow::Owned(answer)
    }
}

impl Reader<'_> {
    /// How many things would be lost if this database were destroyed now: records and photos that the server
    /// does not have, and records that it is too old to take.
    pub fn left_to_send(&self) -> Result<u32, StoreError> {
        let counts = self.not_sent()?;
        let mut read = self.conn.prepare_cached("SELECT count(*) FROM refused WHERE code = ?")?;
        let too_new: u32 = read.query_row([Refusal::KindUnknown.code()], |row| row.get(0))?;
        Ok(counts.held + counts.waiting + counts.photos + too_new)
    }
}

struct Unsent {
    session: Option<(String, String, String, String)>,
    ops: Vec<RawOp>,
    numbers: Vec<(String, i64)>,
    photos: Vec<UnsentPhoto>,
}

struct UnsentPhoto {
    id: AttachmentId,
    columns: [rusqlite::types::Value; 11],
    files: Vec<(u8, PhotoFile)>,
}

impl Unsent {
    fn of(reader: &Reader<'_>) -> Result<Self, StoreError> {
        let conn = reader.conn;
        let session = conn
            .prepare_cached("SELECT enrolment, server_url, epoch, past FROM session")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?
            .next()
            .transpose()?;
        let mut read = conn.prepare_cached(
            "SELECT body FROM op
              WHERE state IN (0, 1) OR n IN (SELECT op FROM refused WHERE code = ?) ORDER BY dseq",
        )?;
        let texts = read.query_map([Refusal::KindUnknown.code()], |row| row.get::<_, String>(0))?;
        let ops = texts.map(|text| Ok(RawOp::from_text(text?)?)).collect::<Result<_, StoreError>>()?;
        let mut read = conn
            .prepare_cached("SELECT k, v FROM clk WHERE k IN ('hlc', 'dseq', 'offset_ms', 'last_sync_ms')")?;
        let numbers = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(Self { session, ops, numbers, photos: unsent_photos(conn)? })
    }

    fn put(&self, conn: &Connection) -> Result<(), StoreError> {
        if let Some((enrolment, server_url, epoch, past)) = &self.session {
            conn.execute(
                "INSERT INTO session (one, enrolment, server_url, epoch, past) VALUES (1, ?, ?, ?, ?)",
                params![enrolment, server_url, epoch, past],
            )?;
        }
        for raw in &self.ops {
            let op = raw.read()?;
            fold::insert(conn, &op, raw.text(), body_of(&op).as_ref(), state::WAITING, None)?;
        }
        for (key, value) in &self.numbers {
            clock::set_number(conn, key, *value)?;
        }
        for UnsentPhoto { id, columns, files } in &self.photos {
            conn.prepare_cached(
                "INSERT INTO attachment (class, student, evidence, state, orientation, w, h, sha256,
                                         thumb_sha256, full_up, thumb_up, mine, id)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
            )?
            .execute(rusqlite::params_from_iter(
                columns.iter().cloned().chain([id.0.as_bytes().to_vec().into()]),
            ))?;
            for (size, file) in files {
                attachment::add_file(conn, *id, *size, file)?;
            }
        }
        clock::set_number(conn, LEAVING, 1)
    }
}

/// Own photos whose bytes the server lacks, with their files. One that no decoder reads can never be sent.
fn unsent_photos(conn: &Connection) -> Result<Vec<UnsentPhoto>, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT a.class, a.student, a.evidence, a.state, a.orientation, a.w, a.h, a.sha256, a.thumb_sha256,
                a.full_up, a.thumb_up, a.id
           FROM attachment a LEFT JOIN op o ON o.id = a.evidence
          WHERE a.mine = 1 AND a.bound = 0 AND a.state <> ? AND coalesce(o.state, 3) <> 4",
    )?;
    let mut rows = read.query([photo::UNREADABLE])?;
    let mut photos = Vec::new();
    while let Some(row) = rows.next()? {
        let mut columns = [const { rusqlite::types::Value::Null }; 11];
        for (n, column) in columns.iter_mut().enumerate() {
            *column = row.get(n)?;
        }
        let id = AttachmentId(row.get(11)?);
        let mut files = Vec::new();
        for size in [attachment::size::THUMB, attachment::size::FULL, attachment::size::RAW] {
            files.extend(attachment::file(conn, id, size)?.map(|file| (size, file)));
        }
        if !files.is_empty() {
            photos.push(UnsentPhoto { id, columns, files });
        }
    }
    Ok(photos)
}
