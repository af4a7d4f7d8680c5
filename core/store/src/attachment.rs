//! The rows of photos, voice notes and documents: which record brought them, which bytes they turned out to be, where those lie. Knows no
//! file and no cipher.

use crate::clock::signed;
use crate::levels::BodyOf;
use crate::{Medium, PhotoFile, StoreError};
use notyet_model::clock::Hlc;
use notyet_model::fact::{BlobRef, Body, DocumentFormat, DocumentRef, VoiceRef};
use notyet_model::ids::{AttachmentId, ClassId, OpId, UserId};
use notyet_protocol::op::Op;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// The states of the `attachment` table.
pub(crate) mod state {
    pub(crate) const CAPTURED: u8 = 0;
    pub(crate) const READY: u8 = 1;
    pub(crate) const UNREADABLE: u8 = 2;
    pub(crate) const COMING: u8 = 3;
}

/// The sizes of the `photo_file` table.
pub(crate) mod size {
    pub(crate) const THUMB: u8 = 0;
    pub(crate) const FULL: u8 = 1;
    pub(crate) const RAW: u8 = 2;
}

/// Names a photo that was captured here.
pub(crate) fn add(
    conn: &Connection,
    id: AttachmentId,
    (class, student): (ClassId, UserId),
    file: &PhotoFile,
    orientation: u8,
) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO attachment (id, class, student, mine, state, orientation) VALUES (?, ?, ?, 1, ?, ?)",
    )?
    .execute(params![id.0, class.0, student.0, state::CAPTURED, orientation])?;
    add_file(conn, id, size::RAW, file)
}

/// Whether a row is of something that has no thumbnail.
pub(crate) const ALONE: &str = "(coalesce(ms, bytes) IS NOT NULL)";

/// What an attachment is as its row says it: how long, of which format, how large.
type Columns = (Option<u32>, Option<&'static str>, Option<u32>);

/// Formats of documents, as rows name them.
const FORMATS: [(DocumentFormat, &str); 2] = [(DocumentFormat::Pdf, "pdf"), (DocumentFormat::Text, "text")];

fn columns(medium: Medium) -> Columns {
    match medium {
        Medium::Photo => (None, None, None),
        Medium::Voice { ms } => (Some(ms), None, None),
        Medium::Document { format, bytes } => {
            let name = FORMATS.iter().find(|(known, _)| *known == format).map(|(_, name)| *name);
            (None, name, Some(bytes))
        }
    }
}

/// Reads `ms, format, bytes` from this column on.
pub(crate) fn medium(row: &Row<'_>, first: usize) -> rusqlite::Result<Medium> {
    let name: Option<String> = row.get(first + 1)?;
    let format = FORMATS.iter().find(|(_, known)| name.as_deref() == Some(known)).map(|(format, _)| *format);
    Ok(match (row.get(first)?, format, row.get(first + 2)?) {
        (Some(ms), ..) => Medium::Voice { ms },
        (None, Some(format), Some(bytes)) => Medium::Document { format, bytes },
        _ => Medium::Photo,
    })
}

/// Names a voice note or a document of this device. There is nothing to process, and no thumbnail to send.
pub(crate) fn add_alone(
    conn: &Connection,
    id: AttachmentId,
    (class, student): (ClassId, UserId),
    file: &PhotoFile,
    (sha256, medium): (&str, Medium),
) -> Result<(), StoreError> {
    let (ms, format, bytes) = columns(medium);
    conn.prepare_cached(
        "INSERT INTO attachment (id, class, student, mine, state, sha256, thumb_up, ms, format, bytes)
         VALUES (?, ?, ?, 1, ?, ?, 1, ?, ?, ?)",
    )?
    .execute(params![id.0, class.0, student.0, state::READY, sha256, ms, format, bytes])?;
    add_file(conn, id, size::FULL, file)
}

/// Notes where bytes of a photo lie.
pub(crate) fn add_file(
    conn: &Connection,
    id: AttachmentId,
    size: u8,
    file: &PhotoFile,
) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO photo_file (attachment, size, name, key) VALUES (?, ?, ?, ?)")?
        .execute(params![id.0, size, file.name, file.key])?;
    Ok(())
}

/// The file of a photo in one size.
pub(crate) fn file(conn: &Connection, id: AttachmentId, size: u8) -> Result<Option<PhotoFile>, StoreError> {
    let mut read =
        conn.prepare_cached("SELECT name, key FROM photo_file WHERE attachment = ? AND size = ?")?;
    Ok(read
        .query_row(params![id.0, size], |row| Ok(PhotoFile { name: row.get(0)?, key: row.get(1)? }))
        .optional()?)
}

/// Ties photos of this device to the record that was just made with them. A correction carries what the corrected
/// record brought, and leaves it there.
pub(crate) fn carry(conn: &Connection, op: &Op, ids: &[AttachmentId]) -> Result<(), StoreError> {
    for id in ids {
        conn.prepare_cached("UPDATE attachment SET evidence = ? WHERE id = ? AND evidence IS NULL")?
            .execute(params![op.id.0, id.0])?;
    }
    Ok(())
}

/// Expects the photos of a record that the feed has shown; those that are here already stay as they are.
pub(crate) fn expect(conn: &Connection, op: &Op, ids: &[AttachmentId]) -> Result<(), StoreError> {
    let Some((class, student)) = op.class.zip(op.student) else { return Ok(()) };
    for id in ids {
        conn.prepare_cached(
            "INSERT INTO attachment (id, class, student, evidence, mine, state) VALUES (?, ?, ?, ?, 0, ?)
             ON CONFLICT (id) DO UPDATE SET evidence = excluded.evidence
              WHERE evidence IS NULL AND student = excluded.student",
        )?
        .execute(params![id.0, class.0, student.0, op.id.0, state::COMING])?;
    }
    Ok(())
}

/// What an attachment turned out to be.
pub(crate) struct Found<'a> {
    attachment: AttachmentId,
    sha256: &'a str,
    thumb: Option<&'a str>,
    size: (u32, u32),
    medium: Medium,
}

impl<'a> From<&'a BlobRef> for Found<'a> {
    fn from(it: &'a BlobRef) -> Self {
        let (attachment, sha256, thumb) = (it.attachment, &it.sha256, Some(it.thumb.as_str()));
        Self { attachment, sha256, thumb, size: (it.w, it.h), medium: Medium::Photo }
    }
}

impl<'a> From<&'a VoiceRef> for Found<'a> {
    fn from(it: &'a VoiceRef) -> Self {
        Self::alone(it.attachment, &it.sha256, Medium::Voice { ms: it.ms })
    }
}

impl<'a> From<&'a DocumentRef> for Found<'a> {
    fn from(it: &'a DocumentRef) -> Self {
        Self::alone(it.attachment, &it.sha256, Medium::Document { format: it.format, bytes: it.bytes })
    }
}

impl<'a> Found<'a> {
    fn alone(attachment: AttachmentId, sha256: &'a str, medium: Medium) -> Self {
        Self { attachment, sha256, thumb: None, size: (0, 0), medium }
    }

    /// What an operation that binds bytes says of them; `None` for every other.
    pub(crate) fn of(body: &'a Body) -> Option<Self> {
        match body {
            Body::BlobRef(photo) => Some(photo.into()),
            Body::VoiceRef(voice) => Some(voice.into()),
            Body::DocumentRef(document) => Some(document.into()),
            _ => None,
        }
    }
}

/// What binds an attachment of this device to its bytes.
pub(crate) struct Binding {
    pub(crate) attachment: AttachmentId,
    pub(crate) sha256: String,
    pub(crate) thumb: Option<String>,
    pub(crate) size: (u32, u32),
    pub(crate) medium: Medium,
}

impl Binding {
    /// The body of its operation.
    pub(crate) fn body(self) -> Body {
        let Self { attachment, sha256, thumb, size: (w, h), medium } = self;
        match medium {
            Medium::Photo => {
                Body::BlobRef(BlobRef { attachment, sha256, thumb: thumb.unwrap_or_default(), w, h })
            }
            Medium::Voice { ms } => Body::VoiceRef(VoiceRef { attachment, sha256, ms }),
            Medium::Document { format, bytes } => {
                Body::DocumentRef(DocumentRef { attachment, sha256, format, bytes })
            }
        }
    }
}

/// Binds an attachment to the bytes that a confirmed operation names; of several about the same student
/// the one with the greatest (eff, id) stands. It may come before the record.
pub(crate) fn bind(conn: &Connection, op: &Op, found: &Found<'_>, eff: Hlc) -> Result<(), StoreError> {
    let Some((class, student)) = op.class.zip(op.student) else { return Ok(()) };
    let (ms, format, bytes) = columns(found.medium);
    conn.prepare_cached(
        "INSERT INTO attachment (id, class, student, mine, state, w, h, sha256, thumb_sha256, ms, format, bytes,
                                 bound, bound_eff, bound_by)
         VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?, ?)
         ON CONFLICT (id) DO UPDATE SET
                w = excluded.w, h = excluded.h, sha256 = excluded.sha256,
                thumb_sha256 = excluded.thumb_sha256, ms = excluded.ms, format = excluded.format,
                bytes = excluded.bytes, bound = 1,
                bound_eff = excluded.bound_eff, bound_by = excluded.bound_by
          WHERE mine = 0 AND student = excluded.student
            AND (bound_eff IS NULL OR (excluded.bound_eff, excluded.bound_by) > (bound_eff, bound_by))",
    )?
    .execute(params![
        found.attachment.0,
        class.0,
        student.0,
        state::COMING,
        found.size.0,
        found.size.1,
        found.sha256,
        found.thumb,
        ms,
        format,
        bytes,
        signed(eff.0),
        op.id.0
    ])?;
    Ok(())
}

/// Forgets the photos that one record brought; adds their files' names to `remove`.
pub(crate) fn forget(conn: &Connection, evidence: OpId, remove: &mut Vec<String>) -> Result<(), StoreError> {
    for id in of_record(conn, evidence)? {
        drop_row(conn, id, remove)?;
    }
    Ok(())
}

/// The same when a record may no longer be read here. Photos that were taken here and that the server does not have
/// yet stay, without their record and so on no screen, until it has answered for them ([`let_go`]): nobody else has
/// them.
pub(crate) fn leave(conn: &Connection, evidence: OpId, remove: &mut Vec<String>) -> Result<(), StoreError> {
    for id in of_record(conn, evidence)? {
        if !is_owed(conn, id)? {
            drop_row(conn, id, remove)?;
        }
    }
    Ok(())
}

/// The server has answered the operation `n`. If that binds a photo whose record has left this device, the photo was
/// kept for this alone, and goes.
pub(crate) fn let_go(conn: &Connection, n: i64, remove: &mut Vec<String>) -> Result<(), StoreError> {
    let Some(id) = bound_by(conn, n)? else { return Ok(()) };
    let left = conn
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM attachment a WHERE a.id = ? AND a.mine = 1 AND a.evidence IS NOT NULL
                AND NOT EXISTS (SELECT 1 FROM op WHERE id = a.evidence))",
        )?
        .query_row([id.0], |row| row.get::<_, bool>(0))?;
    if left { drop_row(conn, id, remove) } else { Ok(()) }
}

fn of_record(conn: &Connection, evidence: OpId) -> Result<Vec<AttachmentId>, StoreError> {
    let mut read = conn.prepare_cached("SELECT id FROM attachment WHERE evidence = ?")?;
    let ids = read.query_map([evidence.0], |row| Ok(AttachmentId(row.get(0)?)))?;
    Ok(ids.collect::<Result<_, _>>()?)
}

/// Whether a photo can be sent, was taken here, and is not bound by anything that the server has answered for.
fn is_owed(conn: &Connection, id: AttachmentId) -> Result<bool, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT a.bound = 0 OR EXISTS (
                SELECT 1 FROM op WHERE state < 3 AND state < 2 AND kind IN ('blob.ref', 'voice.ref', 'document.ref')
                   AND instr(body, ?2) > 0)
           FROM attachment a WHERE a.id = ?1 AND a.mine = 1 AND a.state IN (0, 1)",
    )?;
    Ok(read.query_row(params![id.0, id.to_string()], |row| row.get(0)).optional()?.unwrap_or(false))
}

/// Forgets one photo; adds its files' names to `remove`.
pub(crate) fn drop_row(
    conn: &Connection,
    id: AttachmentId,
    remove: &mut Vec<String>,
) -> Result<(), StoreError> {
    let mut read = conn.prepare_cached("SELECT name FROM photo_file WHERE attachment = ?")?;
    let names = read.query_map([id.0], |row| row.get(0))?;
    for name in names {
        remove.push(name?);
    }
    conn.prepare_cached("DELETE FROM attachment WHERE id = ?")?.execute([id.0])?;
    Ok(())
}

/// The attachment that the own operation `n` binds, if it does.
fn bound_by(conn: &Connection, n: i64) -> Result<Option<AttachmentId>, StoreError> {
    let text: Option<String> = conn
        .prepare_cached(
            "SELECT body FROM op
              WHERE n = ? AND kind IN ('blob.ref', 'voice.ref', 'document.ref') AND mine = 1",
        )?
        .query_row([n], |row| row.get(0))
        .optional()?;
    let Some(text) = text else { return Ok(None) };
    let binds: BodyOf<Binds> = serde_json::from_str(&text)?;
    Ok(Some(binds.b.attachment))
}

/// What every operation that binds bytes says.
#[derive(serde::Deserialize)]
struct Binds {
    attachment: AttachmentId,
}

/// Starts the uploads again of own bytes that the server has lost; what binds them, the operation `n`, goes until they
/// are there. False: `n` is no such operation.
pub(crate) fn upload_again(conn: &Connection, n: i64) -> Result<bool, StoreError> {
    let Some(id) = bound_by(conn, n)? else { return Ok(false) };
    let again = conn
        .prepare_cached(&format!(
            "UPDATE attachment SET full_up = 0, thumb_up = {ALONE}, bound = 0
              WHERE id = ? AND mine = 1 AND state = 1"
        ))?
        .execute([id.0])?;
    if again > 0 {
        conn.prepare_cached("DELETE FROM op WHERE n = ?")?.execute([n])?;
    }
    Ok(again > 0)
}

/// Notes bytes that the server has lost, if they are here.
pub(crate) fn asked_for(conn: &Connection, sha256: &str) -> Result<bool, StoreError> {
    let noted = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO asked_for (sha256)
             SELECT ?1 WHERE EXISTS (
                SELECT 1 FROM attachment a JOIN photo_file f ON f.attachment = a.id
                 WHERE (a.sha256 = ?1 AND f.size = 1) OR (a.thumb_sha256 = ?1 AND f.size = 0))",
        )?
        .execute([sha256])?;
    Ok(noted > 0)
}
