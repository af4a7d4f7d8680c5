//! The connection that writes. Those who come while another one writes share a transaction with it, and one commit is
//! for all of them: a commit waits for the disk, and it waits as long for twenty as for one.

use super::super::{StorageFault, Stored, Work};
use super::lock;
use super::tx::SqliteTx;
use rusqlite::Connection;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};

/// How many share a commit at most, so that the first of them does not wait for a crowd.
const MOST: usize = 32;

/// The connection that writes, lent to one at a time.
pub(super) struct Writer {
    lent: Mutex<Lent>,
    /// How many stand before the lock to write: the last of them commits.
    coming: AtomicUsize,
}

struct Lent {
    connection: Connection,
    /// The transaction that is open, for others to join.
    open: Option<Open>,
}

struct Open {
    members: usize,
    end: Arc<End>,
}

/// How a transaction ended, for all who have a part in it.
#[derive(Default)]
struct End {
    said: Mutex<Option<Stored<()>>>,
    told: Condvar,
}

impl Writer {
    pub(super) fn new(connection: Connection) -> Self {
        Self { lent: Mutex::new(Lent { connection, open: None }), coming: AtomicUsize::new(0) }
    }

    /// Does this work in a transaction, durable when this returns; with an error nothing of it was kept.
    pub(super) fn write(&self, work: Work<'_>) -> Stored<()> {
        self.coming.fetch_add(1, Ordering::SeqCst);
        let lent = lock(&self.lent);
        self.coming.fetch_sub(1, Ordering::SeqCst);
        let mut turn = Turn { writer: self, lent, inside: false };
        let end = turn.work(work)?;
        drop(turn);
        end.wait()
    }

    /// The connection with no transaction open.
    pub(super) fn alone<T>(&self, work: impl FnOnce(&Connection) -> Stored<T>) -> Stored<T> {
        let mut lent = lock(&self.lent);
        lent.commit();
        work(&lent.connection)
    }
}

/// One that writes, until they hand over to the next.
struct Turn<'a> {
    writer: &'a Writer,
    lent: MutexGuard<'a, Lent>,
    /// The work is under way and may be half done.
    inside: bool,
}

impl Turn<'_> {
    fn work(&mut self, work: Work<'_>) -> Stored<Arc<End>> {
        let lent = &mut *self.lent;
        let is_first = lent.open.is_none();
        // What only one has a part in is undone as a whole.
        lent.connection.execute_batch(if is_first { "BEGIN IMMEDIATE" } else { "SAVEPOINT member" })?;
        let open = lent.open.get_or_insert_with(|| Open { members: 0, end: Arc::default() });
        open.members += 1;
        let end = Arc::clone(&open.end);
        self.inside = true;
        let mut tx = SqliteTx::new(&self.lent.connection);
        let worked = work(&mut tx).and_then(|()| tx.finish());
        match worked {
            Ok(()) if !is_first => self.lent.connection.execute_batch("RELEASE member")?,
            Ok(()) => {}
            Err(fault) => return Err(fault),
        }
        self.inside = false;
        Ok(end)
    }
}

impl Drop for Turn<'_> {
    /// Undoes what is half done, even after a panic. Whoever comes next goes on in the transaction; after the last one it
    /// is committed.
    fn drop(&mut self) {
        if self.inside {
            self.lent.undo();
        }
        let is_full = self.lent.open.as_ref().is_none_or(|open| open.members >= MOST);
        if is_full || self.writer.coming.load(Ordering::SeqCst) == 0 {
            self.lent.commit();
        }
    }
}

impl Lent {
    /// Takes the last member's work back.
    fn undo(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        // Of some errors SQLite undoes the transaction itself.
        let is_undone = self.connection.is_autocommit();
        if open.members > 1 && !is_undone {
            open.members -= 1;
            match self.connection.execute_batch("ROLLBACK TO member; RELEASE member") {
                Ok(()) => return self.open = Some(open),
                Err(error) => open.end.say(Err(error.into())),
            }
        }
        open.end.say(Err(StorageFault::Other("a transaction was undone by another one's trouble".into())));
        self.roll_back();
    }

    fn commit(&mut self) {
        let Some(open) = self.open.take() else { return };
        let committed = self.connection.execute_batch("COMMIT");
        if committed.is_err() {
            self.roll_back();
        }
        open.end.say(committed.map_err(StorageFault::from));
    }

    fn roll_back(&self) {
        if !self.connection.is_autocommit()
            && let Err(error) = self.connection.execute_batch("ROLLBACK")
        {
            tracing::error!(%error, "a transaction could not be rolled back");
        }
    }
}

impl End {
    /// Says it once; what is said first counts.
    fn say(&self, how: Stored<()>) {
        lock(&self.said).get_or_insert(how);
        self.told.notify_all();
    }

    fn wait(&self) -> Stored<()> {
        let mut said = lock(&self.said);
        loop {
            match &*said {
                Some(how) => return how.clone(),
                None => said = self.told.wait(said).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::SqliteStorage;
    use crate::storage::{Storage, StorageFault, read, write};
    use std::panic::{AssertUnwindSafe, catch_unwind};
    use std::sync::Barrier;

    const TOGETHER: usize = 24;

    /// Many write at the same moment, and each third of them stumbles: by an error, or by a panic.
    #[test]
    fn those_who_share_a_commit_stumble_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("school.db");
        let storage = SqliteStorage::open(&path).unwrap();
        let (reader, barrier) = (SqliteStorage::open(&path).unwrap(), Barrier::new(TOGETHER));
        std::thread::scope(|scope| {
            for nth in 0..TOGETHER {
                let (storage, reader, barrier) = (&storage, &reader, &barrier);
                scope.spawn(move || {
                    for round in 0..8 {
                        barrier.wait();
                        let key = format!("{nth}/{round}");
                        let written = catch_unwind(AssertUnwindSafe(|| {
                            write(storage, |tx| {
                                tx.set_meta(&key, "written")?;
                                match (nth + round) % 6 {
                                    0 => Err(StorageFault::Other("its own trouble".into())),
                                    3 => panic!("its own panic"),
                                    _ => Ok(()),
                                }
                            })
                        }));
                        // By another connection: what is said to be written is committed.
                        let found = read(reader, |tx| tx.meta(&key)).unwrap();
                        match (nth + round) % 6 {
                            0 => assert!(matches!(written, Ok(Err(StorageFault::Other(_)))), "{written:?}"),
                            3 => assert!(written.is_err()),
                            _ => assert!(matches!(written, Ok(Ok(()))), "{written:?}"),
                        }
                        assert_eq!(found.is_some(), (nth + round) % 3 != 0, "{key}");
                    }
                });
            }
        });
        storage.checkpoint().unwrap();
        assert_eq!(storage.integrity().unwrap(), Vec::<String>::new());
    }
}
