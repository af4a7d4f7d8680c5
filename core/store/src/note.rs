//! Notes of this device alone, each about a student: what is typed and not saved yet, durable from letter to letter; the
//! photos that go with it; what somebody has looked at. They are no records: nothing of them is sent, no screen hears of
//! them, and they go with the student.

use crate::{Reader, StoreError, Topic, Tx, attachment};
use notyet_model::ids::{AttachmentId, ClassId, OpId, UserId};
use rusqlite::{OptionalExtension, params};

impl Reader<'_> {
    /// The note of this name about a student.
    pub fn note(&self, student: UserId, name: &str) -> Result<Option<String>, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT text FROM note WHERE student = ? AND name = ?")?;
        Ok(read.query_row(params![student.0, name], |row| row.get(0)).optional()?)
    }

    /// All notes of this name, with whom each is about.
    pub fn notes(&self, name: &str) -> Result<Vec<(UserId, String)>, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT student, text FROM note WHERE name = ?")?;
        let rows = read.query_map([name], |row| Ok((UserId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// Whether a photo was taken for a note and belongs to no record yet.
    pub fn is_noted_photo(&self, id: AttachmentId) -> Result<bool, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM attachment WHERE id = ? AND mine = 1 AND evidence IS NULL)",
        )?;
        Ok(read.query_row([id.0], |row| row.get(0))?)
    }

    /// Whether a record is still held.
    pub fn is_held(&self, id: OpId) -> Result<bool, StoreError> {
        let mut read =
            self.conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM op WHERE id = ? AND state = 0)")?;
        Ok(read.query_row([id.0], |row| row.get(0))?)
    }

    /// Whose record an operation is in, and which class it comes from; absent where it is in nobody's or not here.
    pub fn subject_of(&self, id: OpId) -> Result<Option<(ClassId, UserId)>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT class, student FROM op WHERE id = ? AND class IS NOT NULL AND student IS NOT NULL",
        )?;
        let found = read.query_row(params![id.0], |row| Ok((ClassId(row.get(0)?), UserId(row.get(1)?))));
        Ok(found.optional()?)
    }
}

impl Tx<'_> {
    /// Keeps a note; the one before it goes.
    pub fn set_note(&mut self, student: UserId, name: &str, text: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO note (student, name, text) VALUES (?, ?, ?)
                 ON CONFLICT (student, name) DO UPDATE SET text = excluded.text",
            )?
            .execute(params![student.0, name, text])?;
        Ok(())
    }

    /// Forgets a note. Its photos stay until they are carried by a record or dropped.
    pub fn drop_note(&mut self, student: UserId, name: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM note WHERE student = ? AND name = ?")?
            .execute(params![student.0, name])?;
        Ok(())
    }

    /// Gives a photo that no record carries yet to the class in which a record will.
    pub fn give_noted_photo(
        &mut self,
        id: AttachmentId,
        subject: (ClassId, UserId),
    ) -> Result<(), StoreError> {
        let (class, student) = subject;
        self.conn
            .prepare_cached(
                "UPDATE attachment SET class = ? WHERE id = ? AND student = ? AND mine = 1 AND evidence IS NULL",
            )?
            .execute(params![class.0, id.0, student.0])?;
        Ok(())
    }

    /// Destroys a photo that no record carries. False: a record does, or it is not here.
    pub fn drop_noted_photo(&mut self, id: AttachmentId) -> Result<bool, StoreError> {
        if !self.is_noted_photo(id)? {
            return Ok(false);
        }
        attachment::drop_row(self.conn, id, &mut self.remove)?;
        self.touch(Topic::Photos.into());
        Ok(true)
    }

    /// Takes a held record back into a note: it goes without a trace, and its photos stay for the note. False: it was
    /// released already, or is not here.
    pub fn unhold(&mut self, id: OpId) -> Result<bool, StoreError> {
        if !self.is_held(id)? {
            return Ok(false);
        }
        self.conn
            .prepare_cached("UPDATE attachment SET evidence = NULL WHERE evidence = ? AND mine = 1")?
            .execute([id.0])?;
        self.remove_held(id)
    }
}
