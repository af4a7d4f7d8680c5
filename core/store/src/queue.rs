//! Reading what the server does not have: held and waiting records, photos, and what it did not take.

use crate::{Counts, Fetched, Reader, RefusedRow, StoreError, WaitingRow};
use notyet_model::clock::Hlc;
use notyet_model::ids::{ClassId, OpId, OutcomeId, UserId};

impl Reader<'_> {
    /// Own records that the server does not have, oldest first.
    pub fn waiting(&self, limit: usize) -> Result<Vec<WaitingRow>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT id, kind, class, student, outcome, hlc, state = 0 FROM op
              WHERE state < 3 AND state < 2 ORDER BY dseq LIMIT ?",
        )?;
        let rows = read.query_map([limit as i64], |row| {
            Ok(WaitingRow {
                id: OpId(row.get(0)?),
                kind: row.get(1)?,
                class: row.get::<_, Option<_>>(2)?.map(ClassId),
                student: row.get::<_, Option<_>>(3)?.map(UserId),
                outcome: row.get::<_, Option<_>>(4)?.map(OutcomeId),
                recorded_at_ms: Hlc(row.get::<_, i64>(5)?.max(0) as u64).ms(),
                held: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// How much is here of what this person may read, as the server last said; `None` when all of it is.
    pub fn fetched(&self) -> Result<Option<Fetched>, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT sum(seq), sum(max(seq, head)) FROM cur")?;
        let (done, all): (Option<i64>, Option<i64>) =
            read.query_row([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let fetched = Fetched { done: done.unwrap_or(0).max(0) as u64, all: all.unwrap_or(0).max(0) as u64 };
        Ok((fetched.done < fetched.all).then_some(fetched))
    }

    /// How much the server does not have.
    pub fn not_sent(&self) -> Result<Counts, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT (SELECT count(*) FROM op WHERE state < 3 AND state = 0),
                    (SELECT count(*) FROM op WHERE state < 3 AND state = 1),
                    (SELECT count(*) FROM attachment a LEFT JOIN op o ON o.id = a.evidence
                      WHERE a.mine = 1 AND a.bound = 0 AND a.state <> 2 AND a.evidence IS NOT NULL
                        AND coalesce(o.state, 3) <> 4),
                    (SELECT count(*) FROM refused)",
        )?;
        Ok(read.query_row([], |row| {
            Ok(Counts { held: row.get(0)?, waiting: row.get(1)?, photos: row.get(2)?, refused: row.get(3)? })
        })?)
    }

    /// Own records that the server did not take, latest first.
    pub fn refused(&self, limit: usize) -> Result<Vec<RefusedRow>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT o.id, o.kind, o.class, o.student, o.outcome, o.hlc, r.code
               FROM refused r JOIN op o ON o.n = r.op ORDER BY o.dseq DESC LIMIT ?",
        )?;
        let rows = read.query_map([limit as i64], |row| {
            Ok(RefusedRow {
                id: OpId(row.get(0)?),
                kind: row.get(1)?,
                class: row.get::<_, Option<_>>(2)?.map(ClassId),
                student: row.get::<_, Option<_>>(3)?.map(UserId),
                outcome: row.get::<_, Option<_>>(4)?.map(OutcomeId),
                recorded_at_ms: Hlc(row.get::<_, i64>(5)?.max(0) as u64).ms(),
                code: row.get(6)?,
            })
        })?;
        Ok(rows.collect::<Result<_, _>>()?)
    }
}
