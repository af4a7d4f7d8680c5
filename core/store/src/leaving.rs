//! What a person who signs out leaves to be sent: a database of its own with the operations and photos that the
//! server does not have, and nothing else. It takes in no page of any stream, judges nothing again, and is done
//! when the server has it all; then its folder goes as a whole.

use crate::connection::Place;
use crate::store::Durability;
use crate::unsent::Unsent;
use crate::{DbKey, Reader, Store, StoreError, clock};
use notyet_model::authority::Refusal;
use notyet_protocol::wire::SyncAnswer;
use rusqlite::Connection;
use std::borrow::Cow;
use std::path::Path;
use std::sync::atomic::Ordering;

/// Under this name the `clk` table says that a database is such a leftover.
const LEAVING: &str = "leaving";

/// Whether a database is what somebody left.
pub(crate) fn is_leaving(conn: &Connection) -> Result<bool, StoreError> {
    Ok(clock::number(conn, LEAVING)?.is_some())
}

impl Store {
    /// Copies what the server does not have into a new database, durably; says how many things that is. Held
    /// records are released in the copy. The original is untouched; it is the caller's to destroy.
    pub fn copy_unsent(&self, folder: &Path, key: &DbKey) -> Result<u32, StoreError> {
        self.copy_unsent_to(Place { folder: folder.to_owned(), key: Some(*key) })
    }

    /// As [`Store::copy_unsent`], unencrypted: to look for what must not be in it.
    #[cfg(any(test, feature = "test-support"))]
    pub fn copy_unsent_unencrypted(&self, folder: &Path) -> Result<u32, StoreError> {
        self.copy_unsent_to(Place { folder: folder.to_owned(), key: None })
    }

    fn copy_unsent_to(&self, place: Place) -> Result<u32, StoreError> {
        let unsent = self.read(Unsent::of)?;
        let copy = Self::open_place(place, self.env().clone())?;
        for photo in &unsent.photos {
            for (_, file) in &photo.files {
                copy.inner.files.copy_from(&self.inner.files, file)?;
            }
        }
        copy.transact(Durability::Full, |tx| {
            unsent.put(tx.conn)?;
            clock::set_number(tx.conn, LEAVING, 1)
        })?;
        copy.read(|r| r.left_to_send())
    }

    /// Whether this is what somebody left to be sent.
    pub fn is_leaving(&self) -> bool {
        self.inner.live.leaving.load(Ordering::Relaxed)
    }

    /// What of an answer concerns this database: a leftover wants to know what became of its own operations.
    pub(crate) fn concerning<'a>(&self, answer: &'a SyncAnswer) -> Cow<'a, SyncAnswer> {
        if !self.is_leaving() {
            return Cow::Borrowed(answer);
        }
        let mut answer = answer.clone();
        answer.again.clear();
        answer.pages.clear();
        answer.want.clear();
        answer.streams.clear();
        answer.joins.clear();
        answer.room = None;
        Cow::Owned(answer)
    }
}

impl Reader<'_> {
    /// How many things would be lost if this database were destroyed now: records and photos that the server
    /// does not have, own ones that it may have forgotten, and records that it is too old to take.
    pub fn left_to_send(&self) -> Result<u32, StoreError> {
        let counts = self.not_sent()?;
        let mut read = self.conn.prepare_cached(
            "SELECT (SELECT count(*) FROM refused WHERE code = ?)
                  + (SELECT count(*) FROM doubt d JOIN op o ON o.n = d.op WHERE o.mine = 1 AND o.state = 3)",
        )?;
        let others: u32 = read.query_row([Refusal::KindUnknown.code()], |row| row.get(0))?;
        Ok(counts.held + counts.waiting + counts.photos + others)
    }
}
