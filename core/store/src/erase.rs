//! Forgetting an erased student: what the feed has shown becomes blank in its place, so that streams stay whole; own
//! work that it has not shown goes, and so do photos and levels. And forgetting everything, where the erased student
//! is whose device this is.

use crate::apply::Intake;
use crate::clock::signed;
use crate::fold::state;
use crate::store::Durability;
use crate::{Reader, Store, StoreError, Topic, Topics, Written, attachment};
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::erasure::blank;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::wire::Envelope;
use rusqlite::{Connection, params};
use std::collections::HashSet;

/// Students whose record the school erased.
pub(crate) fn erased(conn: &Connection) -> Result<HashSet<UserId>, StoreError> {
    let mut read = conn.prepare_cached("SELECT student FROM erased")?;
    let rows = read.query_map([], |row| Ok(UserId(row.get(0)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

impl Reader<'_> {
    /// The students whose records the school erased, as far as this device has heard.
    pub fn erased(&self) -> Result<HashSet<UserId>, StoreError> {
        erased(self.conn)
    }

    /// Whether everything here was forgotten because its person was erased. A database that lost its enrolment in another
    /// way may hold all that is left of somebody's work.
    pub fn is_forgotten(&self) -> Result<bool, StoreError> {
        Ok(self.meta(FORGOTTEN)?.is_some())
    }
}

/// Under this name stands that something was erased of which the log may hold traces.
const TRACES: &str = "traces";

/// Notes in the transaction that erases something that the log has to be emptied after it.
pub(crate) fn leaves_traces(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached("INSERT OR REPLACE INTO meta (k, v) VALUES (?, '1')")?.execute([TRACES])?;
    Ok(())
}

/// Whether it still has to be.
pub(crate) fn has_traces(conn: &Connection) -> Result<bool, StoreError> {
    let mut read = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM meta WHERE k = ?)")?;
    Ok(read.query_row([TRACES], |row| row.get(0))?)
}

/// Notes that it has been.
pub(crate) fn left_no_traces(conn: &Connection) -> Result<(), StoreError> {
    conn.prepare_cached("DELETE FROM meta WHERE k = ?")?.execute([TRACES])?;
    Ok(())
}

/// Under this name stands that everything was forgotten.
const FORGOTTEN: &str = "forgotten";

impl Intake<'_, '_> {
    /// Forgets a student.
    pub(crate) fn erase(&mut self, student: UserId) -> Result<(), StoreError> {
        let conn = self.tx.conn;
        let noted =
            conn.prepare_cached("INSERT OR IGNORE INTO erased (student) VALUES (?)")?.execute([student.0])?;
        if noted == 0 {
            return Ok(());
        }
        self.erased.insert(student);
        let mut read = conn.prepare_cached("SELECT n, id, state FROM op WHERE student = ?")?;
        let about = read.query_map([student.0], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        for (n, id, was) in about.collect::<Result<Vec<(i64, uuid::Uuid, u8)>, _>>()? {
            match was {
                state::CONFIRMED => self.blank(n, OpId(id))?,
                _ => self.forget(n, attachment::forget)?,
            }
        }
        let mut read = conn.prepare_cached(
            "SELECT f.name FROM photo_file f JOIN attachment a ON a.id = f.attachment WHERE a.student = ?",
        )?;
        let files = read.query_map([student.0], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
        self.tx.remove.extend(files);
        conn.prepare_cached("DELETE FROM attachment WHERE student = ?")?.execute([student.0])?;
        conn.prepare_cached("DELETE FROM note WHERE student = ?")?.execute([student.0])?;
        self.counted.erased = true;
        self.tx.touch(Topic::Roster.into());
        leaves_traces(self.tx.conn)
    }

    /// Takes in the place of something that was erased.
    pub(crate) fn slot(&mut self, s: i64, envelope: &Envelope, id: OpId) -> Result<(), StoreError> {
        let n = match self.rows.find(id.0)? {
            Some((n, _)) => n,
            None => {
                self.counted.pulled += 1;
                let nothing = blank(id);
                let text = nothing.to_raw();
                let added =
                    self.rows.insert.add(&nothing, text.text(), None, state::CONFIRMED, Some(envelope))?;
                added.ok_or(StoreError::NotFound)?
            }
        };
        self.blank(n, id)?;
        let at = "UPDATE op SET eff = ? WHERE n = ?";
        self.tx.conn.prepare_cached(at)?.execute(params![signed(envelope.eff.0), n])?;
        self.place(s, n, envelope.seq)
    }

    /// Leaves an operation's id and places, and nothing else of it. A blank needs no receipt: a server that has
    /// forgotten it is not to be reminded.
    fn blank(&mut self, n: i64, id: OpId) -> Result<(), StoreError> {
        self.take_back(n, id, attachment::forget)?;
        let conn = self.tx.conn;
        let nothing = blank(id);
        conn.prepare_cached(
            "UPDATE op SET kind = ?, class = NULL, student = NULL, outcome = NULL, lane = NULL, entity = NULL,
                    actor = ?, dseq = 0, hlc = 0, flags = 0, mac = '', work_day = NULL, work_at = NULL, state = ?, mine = 0,
                    mark = NULL, context = NULL, how = NULL, corrects = NULL, body = ?
              WHERE n = ?",
        )?
        .execute(params![nothing.k, nothing.actor.0, state::CONFIRMED, nothing.to_raw().text(), n])?;
        conn.prepare_cached("DELETE FROM retracted WHERE op = ?")?.execute([n])?;
        conn.prepare_cached("DELETE FROM refused WHERE op = ?")?.execute([n])?;
        Ok(())
    }
}

impl Store {
    /// Forgets everything, the enrolment too: the record of the person whose device this is was erased. What is left
    /// is as new.
    pub fn forget_everything(&self) -> Result<Written, StoreError> {
        let kept = mutant::on(Mutant::OwnDeviceKept);
        let forgotten = self.transact(Durability::Full, |tx| {
            let mut read = tx.conn.prepare("SELECT name FROM photo_file")?;
            let files = read.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
            tx.remove.extend(files);
            for table in EVERYTHING.into_iter().filter(|table| !kept || *table == "session") {
                tx.conn.execute(&format!("DELETE FROM {table}"), [])?;
            }
            tx.set_meta(FORGOTTEN, "1")?;
            for topic in [Topic::Session, Topic::Roster, Topic::Work, Topic::Photos, Topic::Sync] {
                tx.touch(Topics::from(topic));
            }
            leaves_traces(tx.conn)
        });
        let ((), written) = forgotten?;
        self.scrub()?;
        Ok(written)
    }
}

/// All tables with rows of their own, those first that name rows of others.
const EVERYTHING: [&str; 17] = [
    "note",
    "refused",
    "retracted",
    "instream",
    "doubt",
    "photo_file",
    "asked_for",
    "attachment",
    "level",
    "entity",
    "reg",
    "cur",
    "op",
    "erased",
    "session",
    "clk",
    "meta",
];
