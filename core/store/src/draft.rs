//! What is typed and not recorded yet: durable on this device from letter to letter, sent nowhere, and gone once it is
//! recorded. It wakes no screen: whoever types has it before them.

use crate::{Reader, StoreError, Tx};
use notyet_model::ids::{OutcomeId, UserId};
use rusqlite::{OptionalExtension, params};

impl Reader<'_> {
    /// What is typed about a student's work on an outcome.
    pub fn draft(&self, student: UserId, outcome: OutcomeId) -> Result<Option<String>, StoreError> {
        let mut read =
            self.conn.prepare_cached("SELECT text FROM draft WHERE student = ? AND outcome = ?")?;
        Ok(read.query_row(params![student.0, outcome.0], |row| row.get(0)).optional()?)
    }
}

impl Tx<'_> {
    /// Keeps it in the place of what was typed before.
    pub fn keep_draft(&mut self, student: UserId, outcome: OutcomeId, text: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO draft (student, outcome, text) VALUES (?, ?, ?)
                 ON CONFLICT (student, outcome) DO UPDATE SET text = excluded.text",
            )?
            .execute(params![student.0, outcome.0, text])?;
        Ok(())
    }

    /// Forgets it.
    pub fn drop_draft(&mut self, student: UserId, outcome: OutcomeId) -> Result<(), StoreError> {
        self.conn
            .prepare_cached("DELETE FROM draft WHERE student = ? AND outcome = ?")?
            .execute(params![student.0, outcome.0])?;
        Ok(())
    }
}
