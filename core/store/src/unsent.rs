//! What a database holds that the server lacks: operations, photos, who is signed in, and how far the clocks are.
//! It is what outlives a sign-out and what is saved first from a damaged file.

use crate::attachment::{self, size, state as photo};
use crate::fold::{self, Insert, Touched, body_of, state};
use crate::levels::Change;
use crate::{PhotoFile, Reader, StoreError, clock};
use notyet_model::authority::Refusal;
use notyet_model::ids::AttachmentId;
use notyet_protocol::op::RawOp;
use rusqlite::types::Value;
use rusqlite::{Connection, OptionalExtension, params};

/// All of it, read.
#[derive(Default)]
pub(crate) struct Unsent {
    pub(crate) session: Option<(String, String, String)>,
    pub(crate) ops: Vec<RawOp>,
    pub(crate) numbers: Vec<(String, i64)>,
    pub(crate) photos: Vec<UnsentPhoto>,
}

/// A photo whose bytes the server lacks.
pub(crate) struct UnsentPhoto {
    pub(crate) id: AttachmentId,
    columns: [Value; 14],
    pub(crate) files: Vec<(u8, PhotoFile)>,
}

impl Unsent {
    /// What a sound database holds.
    pub(crate) fn of(reader: &Reader<'_>) -> Result<Self, StoreError> {
        let conn = reader.conn;
        let session = conn
            .prepare_cached("SELECT enrolment, server_url, epoch FROM session")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .next()
            .transpose()?;
        let mut read = conn.prepare_cached(
            "SELECT body FROM op
              WHERE state IN (0, 1) OR n IN (SELECT op FROM refused WHERE code = ?)
                 OR (mine = 1 AND n IN (SELECT op FROM doubt)) ORDER BY dseq",
        )?;
        let texts = read.query_map([Refusal::KindUnknown.code()], |row| row.get::<_, String>(0))?;
        let ops = texts.map(|text| Ok(RawOp::from_text(text?)?)).collect::<Result<_, StoreError>>()?;
        let mut read = conn
            .prepare_cached("SELECT k, v FROM clk WHERE k IN ('hlc', 'dseq', 'offset_ms', 'last_sync_ms')")?;
        let numbers = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<Result<_, _>>()?;
        Ok(Self { session, ops, numbers, photos: unsent_photos(conn)? })
    }

    /// Writes it into an empty database, to be sent.
    pub(crate) fn put(&self, conn: &Connection) -> Result<(), StoreError> {
        if let Some((enrolment, server_url, epoch)) = &self.session {
            conn.execute(
                "INSERT INTO session (one, enrolment, server_url, epoch) VALUES (1, ?, ?, ?)",
                params![enrolment, server_url, epoch],
            )?;
        }
        let (mut touched, mut insert) = (Touched::default(), Insert::new(conn)?);
        for raw in &self.ops {
            let op = raw.read()?;
            let body = body_of(&op);
            let added = insert.add(&op, raw.text(), body.as_ref(), state::WAITING, None)?;
            let n = added.ok_or(StoreError::Refused(Refusal::IdReused))?;
            if let Some(body) = &body {
                fold::recorded(conn, n, &op, body, &mut touched)?;
            }
        }
        for (key, value) in &self.numbers {
            clock::set_number(conn, key, *value)?;
        }
        for UnsentPhoto { id, columns, files } in &self.photos {
            conn.prepare_cached(
                "INSERT INTO attachment (class, student, evidence, state, orientation, w, h, sha256,
                                         thumb_sha256, full_up, thumb_up, ms, format, bytes, mine, id)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
            )?
            .execute(rusqlite::params_from_iter(
                columns.iter().cloned().chain([id.0.as_bytes().to_vec().into()]),
            ))?;
            for (size, file) in files {
                attachment::add_file(conn, *id, *size, file)?;
            }
        }
        touched.settle(conn, Change::Unsent)
    }
}

/// Own photos whose bytes the server lacks, with their files. One that no decoder reads can never be sent.
fn unsent_photos(conn: &Connection) -> Result<Vec<UnsentPhoto>, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT a.id FROM attachment a LEFT JOIN op o ON o.id = a.evidence
          WHERE a.mine = 1 AND a.bound = 0 AND a.state <> ? AND coalesce(o.state, 3) <> 4",
    )?;
    let ids = read.query_map([photo::UNREADABLE], |row| Ok(AttachmentId(row.get(0)?)))?;
    let mut photos = Vec::new();
    for id in ids {
        photos.extend(unsent_photo(conn, id?)?);
    }
    Ok(photos)
}

/// One of them; `None`: it is no such photo, or one of a note, which is no record's.
pub(crate) fn unsent_photo(conn: &Connection, id: AttachmentId) -> Result<Option<UnsentPhoto>, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT class, student, evidence, state, orientation, w, h, sha256, thumb_sha256, full_up, thumb_up, ms,
                format, bytes
           FROM attachment
          WHERE id = ? AND mine = 1 AND bound = 0 AND state <> ? AND evidence IS NOT NULL",
    )?;
    let columns = read
        .query_row(params![id.0, photo::UNREADABLE], |row| {
            let mut columns = [const { Value::Null }; 14];
            for (n, column) in columns.iter_mut().enumerate() {
                *column = row.get(n)?;
            }
            Ok(columns)
        })
        .optional()?;
    let Some(columns) = columns else { return Ok(None) };
    let mut files = Vec::new();
    for size in [size::THUMB, size::FULL, size::RAW] {
        files.extend(attachment::file(conn, id, size)?.map(|file| (size, file)));
    }
    Ok((!files.is_empty()).then_some(UnsentPhoto { id, columns, files }))
}
