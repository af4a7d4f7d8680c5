//! The device's hybrid clock and its count of operations, kept in memory beside the writing connection. Both
//! only grow; they are written down when an operation that carries them leaves the unsent ones.

use crate::StoreError;
use notyet_model::clock::Hlc;
use rusqlite::{Connection, OptionalExtension, params};

/// Where the clock and the count stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Clock {
    /// The latest stamp given or seen.
    pub(crate) hlc: Hlc,
    /// The latest count given.
    pub(crate) dseq: u64,
}

impl Clock {
    /// What was written down, or what unsent operations carry, whichever is later.
    pub(crate) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let (hlc, dseq) = conn.query_row(
            "SELECT coalesce(max(hlc), 0), coalesce(max(dseq), 0) FROM op WHERE state < 3",
            [],
            |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
        )?;
        let hlc = hlc.max(number(conn, "hlc")?.unwrap_or(0));
        let dseq = dseq.max(number(conn, "dseq")?.unwrap_or(0));
        Ok(Self { hlc: Hlc(hlc.max(0) as u64), dseq: dseq.max(0) as u64 })
    }

    pub(crate) fn save(self, conn: &Connection) -> Result<(), StoreError> {
        set_number(conn, "hlc", signed(self.hlc.0))?;
        set_number(conn, "dseq", signed(self.dseq))
    }
}

/// This device's wall clock beside the server's, as the last answer found them. UTC milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Beside {
    /// The server's clock minus this device's.
    pub(crate) offset_ms: i64,
    /// This device's clock when the answer came.
    pub(crate) answered_ms: i64,
}

impl Beside {
    /// Before any answer both are taken to be the same.
    pub(crate) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let offset_ms = number(conn, "offset_ms")?.unwrap_or(0);
        Ok(Self { offset_ms, answered_ms: number(conn, "last_sync_ms")?.unwrap_or(i64::MIN) })
    }

    pub(crate) fn save(self, conn: &Connection) -> Result<(), StoreError> {
        set_number(conn, "offset_ms", self.offset_ms)?;
        set_number(conn, "last_sync_ms", self.answered_ms)
    }

    /// What time it is, when this device's clock says so. It is never earlier than the last answer: a clock that was
    /// set back, or that began anew with an empty battery, dates nothing before work that is older.
    pub(crate) fn now_ms(self, wall_ms: i64) -> i64 {
        wall_ms.max(self.answered_ms).saturating_add(self.offset_ms)
    }
}

/// A number of the `clk` table.
pub(crate) fn number(conn: &Connection, key: &str) -> Result<Option<i64>, StoreError> {
    let mut read = conn.prepare_cached("SELECT v FROM clk WHERE k = ?")?;
    Ok(read.query_row([key], |row| row.get(0)).optional()?)
}

/// Sets a number of the `clk` table.
pub(crate) fn set_number(conn: &Connection, key: &str, value: i64) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT INTO clk (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v")?
        .execute(params![key, value])?;
    Ok(())
}

/// A number as SQLite keeps it; those beyond its range, which no honest clock reaches, stand at its end.
pub(crate) fn signed(n: u64) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}
