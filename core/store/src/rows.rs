//! Rows of operations as an answer of the server fills them: statements that run for each of thousands of operations,
//! looked up once for all of them.

use crate::StoreError;
use crate::clock::signed;
use crate::fold::Insert;
use notyet_protocol::wire::Envelope;
use rusqlite::{CachedStatement, Connection, OptionalExtension, params};
use uuid::Uuid;

/// The statements of one intake.
pub(crate) struct Rows<'a> {
    pub(crate) insert: Insert<'a>,
    find: CachedStatement<'a>,
    confirm: CachedStatement<'a>,
    place: CachedStatement<'a>,
}

impl<'a> Rows<'a> {
    pub(crate) fn new(conn: &'a Connection) -> Result<Self, StoreError> {
        Ok(Self {
            insert: Insert::new(conn)?,
            find: conn.prepare_cached("SELECT n, state FROM op WHERE id = ?")?,
            confirm: conn.prepare_cached(
                "UPDATE op SET state = 3, eff = ?, flags = ?, mac = ?, body = ? WHERE n = ?",
            )?,
            place: conn.prepare_cached(
                "INSERT INTO instream (s, op, seq) VALUES (?, ?, ?)
                 ON CONFLICT (s, op) DO UPDATE SET seq = excluded.seq",
            )?,
        })
    }

    /// The row and state of an operation that is here.
    pub(crate) fn find(&mut self, id: Uuid) -> Result<Option<(i64, u8)>, StoreError> {
        Ok(self.find.query_row([id], |row| Ok((row.get(0)?, row.get(1)?))).optional()?)
    }

    /// Notes that the feed has shown an operation, and with which word.
    pub(crate) fn confirm(&mut self, n: i64, envelope: &Envelope) -> Result<(), StoreError> {
        let Envelope { eff, flags, mac, op, .. } = envelope;
        self.confirm.execute(params![signed(eff.0), flags, mac, op.text(), n])?;
        Ok(())
    }

    /// Notes where in a stream it stands.
    pub(crate) fn place(&mut self, s: i64, n: i64, seq: u64) -> Result<(), StoreError> {
        self.place.execute(params![s, n, signed(seq)])?;
        Ok(())
    }
}
