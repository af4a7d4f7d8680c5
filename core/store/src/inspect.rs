//! A whole store laid open, for tests that compare stores with each other and with a server's feed.

use crate::{Store, StoreError};
use notyet_model::ids::{ClassId, OpId, UserId};
use rusqlite::OptionalExtension;
use std::collections::BTreeMap;

/// One operation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeptOp {
    /// Its id.
    pub id: OpId,
    /// Its kind on the wire.
    pub kind: String,
    /// Its class.
    pub class: Option<ClassId>,
    /// Its subject.
    pub student: Option<UserId>,
    /// Who recorded it.
    pub actor: UserId,
    /// The recording device's count.
    pub dseq: i64,
    /// 0 held, 1 waiting, 2 acknowledged, 3 confirmed, 4 refused.
    pub state: u8,
    /// The server's word; absent until the feed has shown it.
    pub eff: Option<i64>,
    /// The server's flags.
    pub flags: u32,
    /// The server's signature.
    pub mac: Option<String>,
    /// Why it was refused.
    pub refused: Option<String>,
    /// The operation, byte for byte.
    pub text: String,
}

/// How far one stream is read, and what of it is here.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct KeptStream {
    /// The cursor.
    pub seq: u64,
    /// The hash chain up to it.
    pub digest: Vec<u8>,
    /// Places and operations, in their order.
    pub ops: Vec<(Option<u64>, OpId)>,
}

/// All rows that matter.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inspection {
    /// Operations by id.
    pub ops: BTreeMap<OpId, KeptOp>,
    /// Streams by name.
    pub streams: BTreeMap<String, KeptStream>,
    /// Registers: entity, field, `eff`, the operation, the value.
    pub registers: Vec<(String, String, i64, OpId, String)>,
    /// Levels that the feed leads to, each row as one text.
    pub levels: BTreeMap<(String, String), String>,
}

impl Store {
    /// Reads all of it.
    pub fn inspect(&self) -> Result<Inspection, StoreError> {
        self.read(|r| {
            let mut all = Inspection::default();
            let mut read = r.conn.prepare_cached(
                "SELECT o.id, o.kind, o.class, o.student, o.actor, o.dseq, o.state, o.eff, o.flags, o.mac, f.code, o.body
                   FROM op o LEFT JOIN refused f ON f.op = o.n",
            )?;
            let rows = read.query_map([], |row| {
                Ok(KeptOp {
                    id: OpId(row.get(0)?),
                    kind: row.get(1)?,
                    class: row.get::<_, Option<_>>(2)?.map(ClassId),
                    student: row.get::<_, Option<_>>(3)?.map(UserId),
                    actor: UserId(row.get(4)?),
                    dseq: row.get(5)?,
                    state: row.get(6)?,
                    eff: row.get(7)?,
                    flags: row.get(8)?,
                    mac: row.get(9)?,
                    refused: row.get(10)?,
                    text: row.get(11)?,
                })
            })?;
            for row in rows {
                let row = row?;
                all.ops.insert(row.id, row);
            }
            let mut read = r.conn.prepare_cached("SELECT stream, seq, digest FROM cur")?;
            let mut rows = read.query([])?;
            while let Some(row) = rows.next()? {
                let kept = KeptStream {
                    seq: row.get::<_, i64>(1)?.max(0) as u64,
                    digest: row.get(2)?,
                    ops: Vec::new(),
                };
                all.streams.insert(row.get(0)?, kept);
            }
            let mut read = r.conn.prepare_cached(
                "SELECT c.stream, i.seq, o.id FROM instream i JOIN cur c ON c.s = i.s JOIN op o ON o.n = i.op
                  ORDER BY c.stream, i.seq",
            )?;
            let mut rows = read.query([])?;
            while let Some(row) = rows.next()? {
                let (stream, seq): (String, Option<i64>) = (row.get(0)?, row.get(1)?);
                let place = seq.map(|seq| seq.max(0) as u64);
                all.streams.entry(stream).or_default().ops.push((place, OpId(row.get(2)?)));
            }
            let mut read = r
                .conn
                .prepare_cached("SELECT entity, field, eff, opid, value FROM reg ORDER BY entity, field")?;
            let rows = read.query_map([], |row| {
                Ok((row.get(0)?, row.get(1)?, row.get(2)?, OpId(row.get(3)?), row.get(4)?))
            })?;
            all.registers = rows.collect::<Result<_, _>>()?;
            let mut read = r.conn.prepare_cached(
                "SELECT hex(student), hex(outcome),
                        json_array(level, practice, counted, last_day, last_at) FROM level WHERE layer = 0",
            )?;
            let rows = read.query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get(2)?)))?;
            all.levels = rows.collect::<Result<_, _>>()?;
            Ok(all)
        })
    }

    /// One operation, byte for byte.
    pub fn op_text(&self, id: OpId) -> Result<Option<String>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached("SELECT body FROM op WHERE id = ?")?;
            Ok(read.query_row([id.0], |row| row.get(0)).optional()?)
        })
    }

    /// Operations of a student, of one of these kinds, that are here, oldest first.
    pub fn of_student(&self, student: UserId, kinds: &[&str]) -> Result<Vec<(OpId, UserId, u8)>, StoreError> {
        self.read(|r| {
            let mut read = r.conn.prepare_cached(
                "SELECT id, actor, state, kind FROM op WHERE student = ? AND state <> 4 ORDER BY n",
            )?;
            let rows = read.query_map([student.0], |row| {
                Ok((OpId(row.get(0)?), UserId(row.get(1)?), row.get(2)?, row.get::<_, String>(3)?))
            })?;
            let mut found = Vec::new();
            for row in rows {
                let (id, actor, state, kind) = row?;
                if kinds.contains(&kind.as_str()) {
                    found.push((id, actor, state));
                }
            }
            Ok(found)
        })
    }
}
