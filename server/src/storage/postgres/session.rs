//! One transaction's way to its connection: statements that are prepared once, answers as rows, and the note that a
//! statement met another writer. Knows no table.

use super::pool::Connection;
use crate::storage::{StorageFault, Stored};
use tokio_postgres::error::SqlState;
use tokio_postgres::types::ToSql;
use tokio_postgres::{Row, Statement};

/// Values of a statement, `$1` first.
pub(super) type Values<'a> = &'a [&'a (dyn ToSql + Sync)];

/// See the module.
pub(super) struct Session<'a> {
    connection: &'a mut Connection,
    /// Whether the work may succeed where nobody else writes.
    pub(super) collided: bool,
}

impl<'a> Session<'a> {
    pub(super) fn new(connection: &'a mut Connection) -> Self {
        Self { connection, collided: false }
    }

    pub(super) fn one<T>(
        &mut self,
        sql: &'static str,
        values: Values<'_>,
        row: impl Fn(&Row) -> Stored<T>,
    ) -> Stored<Option<T>> {
        Ok(self.all(sql, values, row)?.into_iter().next())
    }

    pub(super) fn all<T>(
        &mut self,
        sql: &'static str,
        values: Values<'_>,
        row: impl Fn(&Row) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        let statement = self.statement(sql)?;
        let rows = pollster::block_on(self.connection.client.query(&statement, values));
        self.noted(rows)?.iter().map(row).collect()
    }

    pub(super) fn run(&mut self, sql: &'static str, values: Values<'_>) -> Stored<()> {
        let statement = self.statement(sql)?;
        let done = pollster::block_on(self.connection.client.execute(&statement, values));
        self.noted(done).map(drop)
    }

    fn statement(&mut self, sql: &'static str) -> Stored<Statement> {
        if let Some(known) = self.connection.statements.get(sql) {
            return Ok(known.clone());
        }
        let prepared = pollster::block_on(self.connection.client.prepare(sql));
        let prepared = self.noted(prepared)?;
        self.connection.statements.insert(sql, prepared.clone());
        Ok(prepared)
    }

    /// A row that another transaction has written meanwhile, or waits for in a circle.
    fn noted<T>(&mut self, answer: Result<T, tokio_postgres::Error>) -> Stored<T> {
        answer.map_err(|error| {
            let collision = [
                SqlState::UNIQUE_VIOLATION,
                SqlState::T_R_DEADLOCK_DETECTED,
                SqlState::T_R_SERIALIZATION_FAILURE,
            ];
            self.collided |= error.code().is_some_and(|code| collision.contains(code));
            StorageFault::from(error)
        })
    }
}
