//! Forgetting an erased student: what the feed has shown becomes blank in its place, so that streams stay whole; own
//! work that it has not shown goes, and so do photos and levels. And forgetting everything, where the erased student
//! is whose device this is.

use crate::apply::Intake;
use crate::clock::signed;
use crate::fold::{self, state};
use crate::store::Durability;
use crate::{Reader, Store, StoreError, Topic, Topics, Written, attachment};
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::erasure::blank;
use notyet_protocol::wire::Envelope;
use rusqlite::{Connection, params};

/// Whether the school erased this student's record.
pub(crate) fn is_erased(conn: &Connection, student: UserId) -> Result<bool, StoreError> {
    let mut read = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM erased WHERE student = ?)")?;
    Ok(read.query_row([student.0], |row| row.get(0))?)
}

impl Reader<'_> {
    /// The students whose records the school erased, as far as this device has heard.
    pub fn erased(&self) -> Result<Vec<UserId>, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT student FROM erased")?;
        let students = read.query_map([], |row| Ok(UserId(row.get(0)?)))?;
        Ok(students.collect::<Result<_, _>>()?)
    }

    /// Whether everything here was forgotten because its person was erased. A database that lost its enrolment in another
    /// way may hold all that is left of somebody's work.
    pub fn is_forgotten(&self) -> Result<bool, StoreError> {
        Ok(self.meta(FORGOTTEN)?.is_some())
    }
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
        self.counted.erased = true;
        self.tx.touch(Topic::Roster.into());
        Ok(())
    }

    /// Takes in the place of something that was erased.
    pub(crate) fn slot(&mut self, s: i64, envelope: &Envelope, id: OpId) -> Result<(), StoreError> {
        let n = match self.tx.find(id.0)? {
            Some((n, _)) => n,
            None => {
                self.counted.pulled += 1;
                let nothing = blank(id);
                fold::insert(
                    self.tx.conn,
                    &nothing,
                    nothing.to_raw().text(),
                    None,
                    state::CONFIRMED,
                    Some(envelope),
                )?
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
                    body = ?
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
        let forgotten = self.transact(Durability::Full, |tx| {
            let mut read = tx.conn.prepare("SELECT name FROM photo_file")?;
            let files = read.query_map([], |row| row.get(0))?.collect::<Result<Vec<String>, _>>()?;
            tx.remove.extend(files);
            for table in EVERYTHING {
                tx.conn.execute(&format!("DELETE FROM {table}"), [])?;
            }
            tx.set_meta(FORGOTTEN, "1")?;
            for topic in [Topic::Session, Topic::Roster, Topic::Work, Topic::Photos, Topic::Sync] {
                tx.touch(Topics::from(topic));
            }
            Ok(())
        });
        let ((), written) = forgotten?;
        self.scrub()?;
        Ok(written)
    }
}

/// All tables with rows of their own, those first that name rows of others.
const EVERYTHING: [&str; 16] = [
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
