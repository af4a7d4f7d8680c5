//! The store itself: opening it, the one door for writes, and the one for reads.

use crate::clock::{self, Beside, Clock};
use crate::connection::{Place, make_folder};
use crate::fold::Touched;
use crate::levels::{Change, Levels};
use crate::photo_files::PhotoFiles;
use crate::pool::Pool;
use crate::room::Heard;
use crate::tx::Outcome;
use crate::{Env, Reader, StoreError, Topic, Topics, Tx, Written, ending, erase, strange};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::wire::JoinRequest;
use rusqlite::Connection;
use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::ops::{Deref, DerefMut};
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError, RwLockReadGuard};

/// The database's raw 256-bit key.
#[derive(Clone, Copy)]
pub struct DbKey(pub [u8; 32]);

impl std::fmt::Debug for DbKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DbKey(…)")
    }
}

/// An open store. Clones share it; it closes with the last of them.
#[derive(Clone)]
pub struct Store {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    writer: Mutex<Writer>,
    readers: Pool,
    pub(crate) live: Live,
    pub(crate) files: PhotoFiles,
    env: Arc<dyn Env>,
    told: OnceLock<Box<dyn Fn(Written) + std::marker::Send + Sync>>,
    /// Held as long as the store is open; after the connections, so that it is given up last.
    _lock: File,
}

/// The connection that writes, and what goes with it.
struct Writer {
    conn: Connection,
    clock: Clock,
    durability: Durability,
}

/// What is in memory beside the database.
pub(crate) struct Live {
    pub(crate) revision: AtomicU64,
    /// What the last answer said of this device's clock.
    pub(crate) beside: Mutex<Beside>,
    /// Somebody signed out: this is what they left to be sent.
    pub(crate) leaving: AtomicBool,
    /// Who asks to join: not facts, and forgotten with the process.
    pub(crate) joins: Mutex<Vec<JoinRequest>>,
    /// What is so in classes at this moment: not facts either.
    pub(crate) room: Heard,
}

/// When a commit counts as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durability {
    /// Once it would survive a power cut.
    Full,
    /// Once it would survive the end of the program: for what the server will send again.
    Again,
}

impl Store {
    /// Opens the store in a folder, or makes one. Migrates, sweeps photo files that no row names, notes those that are gone, folds levels
    /// again where the model has changed, and releases whatever was held when the program last ended.
    pub fn open(folder: &Path, key: &DbKey, env: Arc<dyn Env>) -> Result<Self, StoreError> {
        Self::open_place(Place { folder: folder.to_owned(), key: Some(*key) }, env)
    }

    /// Opens a store that is not encrypted, to measure what encryption costs and to look for what was deleted.
    #[cfg(any(test, feature = "test-support"))]
    pub fn open_unencrypted(folder: &Path, env: Arc<dyn Env>) -> Result<Self, StoreError> {
        Self::open_place(Place { folder: folder.to_owned(), key: None }, env)
    }

    pub(crate) fn open_place(place: Place, env: Arc<dyn Env>) -> Result<Self, StoreError> {
        make_folder(&place.folder)?;
        let working = ending::working();
        let lock = lock(&place.folder)?;
        let files = PhotoFiles { folder: place.folder.join("photos") };
        let conn = place.open_writer(&*env)?;
        make_folder(&files.folder)?;
        let readers = Pool::new(vec![place.open_reader()?, place.open_reader()?]);
        let live = Live {
            revision: AtomicU64::new(1),
            beside: Mutex::new(Beside::load(&conn)?),
            leaving: AtomicBool::new(crate::leaving::is_leaving(&conn)?),
            joins: Mutex::new(Vec::new()),
            room: Heard::default(),
        };
        let writer = Writer { clock: Clock::load(&conn)?, conn, durability: Durability::Full };
        let writer = Mutex::new(writer);
        let inner = Inner { writer, readers, live, files, env, told: OnceLock::new(), _lock: lock };
        let store = Self { inner: Arc::new(inner) };
        drop(working);
        store.settle()?;
        Ok(store)
    }

    /// Whom to tell after each commit; called with no lock held, on the writing thread. Set once: a second
    /// listener is ignored.
    pub fn on_written(&self, told: Box<dyn Fn(Written) + std::marker::Send + Sync>) {
        if self.inner.told.set(told).is_err() {
            tracing::warn!("the store has a listener already");
        }
    }

    /// The number of the present state.
    pub fn revision(&self) -> u64 {
        self.inner.live.revision.load(Ordering::Acquire)
    }

    /// The one door for writes: everything in `f` is durable when this returns, or nothing is.
    pub fn write<T>(
        &self,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<(T, Written), StoreError> {
        self.transact(Durability::Full, f)
    }

    /// Reads one state, whatever is written meanwhile.
    pub fn read<T>(&self, f: impl FnOnce(&Reader<'_>) -> Result<T, StoreError>) -> Result<T, StoreError> {
        // Taken before the snapshot: the state is at least as new as its number says.
        let revision = self.revision();
        let conn = self.inner.readers.lend();
        let snapshot = Open::begin(&conn, "BEGIN DEFERRED")?;
        let answer = f(&Reader { conn: &conn, live: &self.inner.live, revision });
        drop(snapshot);
        self.note_damage(answer)
    }

    /// Ends reads that are under way; they return an error. For a program that is about to be suspended.
    pub fn interrupt_reads(&self) {
        self.inner.readers.interrupt();
    }

    /// The clock, ids and chance that it was opened with.
    pub fn env(&self) -> &Arc<dyn Env> {
        &self.inner.env
    }

    /// The device's clock set right by what the server last said, and never before that: UTC milliseconds. What
    /// `work_at_ms` takes.
    pub fn now_ms(&self) -> i64 {
        let beside = *self.inner.live.beside.lock().unwrap_or_else(PoisonError::into_inner);
        beside.now_ms(self.inner.env.now_ms())
    }

    fn writer(&self) -> AtWork<'_> {
        let working = ending::working();
        AtWork { writer: self.inner.writer.lock().unwrap_or_else(PoisonError::into_inner), _working: working }
    }

    /// Every write of this crate goes through here.
    pub(crate) fn transact<T>(
        &self,
        durability: Durability,
        f: impl FnOnce(&mut Tx<'_>) -> Result<T, StoreError>,
    ) -> Result<(T, Written), StoreError> {
        let inner = &*self.inner;
        let mut writer = self.writer();
        writer.settle_on(durability)?;
        let open = Open::begin(&writer.conn, "BEGIN IMMEDIATE")?;
        let reader = Reader { conn: &writer.conn, live: &inner.live, revision: self.revision() };
        let mut tx = Tx::new(reader, &*inner.env, self.now_ms(), writer.clock);
        let value = self.note_damage(f(&mut tx))?;
        let Outcome { clock, topics, remove } = tx.finish();
        open.commit()?;
        writer.clock = clock;
        let revision = match topics.is_empty() {
            true => self.revision(),
            false => inner.live.revision.fetch_add(1, Ordering::AcqRel) + 1,
        };
        drop(writer);
        inner.files.remove(&remove);
        let written = Written { revision, topics };
        self.tell(written);
        Ok((value, written))
    }

    /// Leaves no trace of what was erased: destroys what was set aside, writes the database anew, and empties the log.
    /// That deleted rows are overwritten is not enough: where SQLite once moved a row to another page, what it moved may
    /// still stand between the rows of the first. Where somebody reads from the log just now, where there is no room, or
    /// the program ends before it comes to this, it is done at the next opening ([`erase::leaves_traces`]).
    pub(crate) fn scrub(&self) -> Result<(), StoreError> {
        if let Some(folder) = self.inner.files.folder.parent() {
            crate::salvage::destroy_wrecks(folder)?;
        }
        let writer = self.writer();
        match writer.conn.execute_batch("VACUUM").map_err(StoreError::from) {
            Err(StoreError::Full) => return Ok(()),
            anew => anew?,
        }
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        let is_read: bool = writer.conn.query_row(checkpoint, [], |row| row.get(0))?;
        drop(writer);
        if !is_read {
            self.transact(Durability::Again, |tx| erase::left_no_traces(tx.conn))?;
        }
        Ok(())
    }

    /// What is found damaged in use is salvaged at the next opening.
    fn note_damage<T>(&self, answer: Result<T, StoreError>) -> Result<T, StoreError> {
        if let Err(StoreError::Damaged { .. }) = &answer
            && let Some(folder) = self.inner.files.folder.parent()
        {
            crate::salvage::mark(folder);
        }
        answer
    }

    fn tell(&self, written: Written) {
        if let Some(told) = self.inner.told.get()
            && !written.topics.is_empty()
        {
            told(written);
        }
    }

    /// What opening has to put right: kinds that this program has learnt, levels of another model, records held when the
    /// program ended, files without rows, rows without files, traces of what was erased.
    fn settle(&self) -> Result<(), StoreError> {
        if mutant::on(Mutant::PendingDropped) {
            self.transact(Durability::Full, |tx| {
                Ok(tx.conn.execute("DELETE FROM op WHERE state = 1", [])?)
            })?;
        }
        let (stale, held, learns) = self.read(|r| {
            let model = clock::number(r.conn, "model_version")?;
            let held = r.not_sent()?.held;
            let stale = model != Some(i64::from(notyet_model::MODEL_VERSION));
            Ok((stale, held > 0, strange::has_to_learn(r.conn)?))
        })?;
        if stale || held || learns {
            self.transact(Durability::Full, |tx| {
                if learns {
                    let mut touched = Touched::default();
                    strange::learn(tx.conn, &mut touched)?;
                    tx.settle(&touched, Change::Confirmed)?;
                }
                if stale {
                    Levels::new(tx.conn).refresh_all()?;
                    clock::set_number(tx.conn, "model_version", i64::from(notyet_model::MODEL_VERSION))?;
                    tx.touch(Topics::from(Topic::Work));
                }
                if mutant::on(Mutant::HeldNotReleased) { Ok(0) } else { tx.release(None) }
            })?;
        }
        if self.read(|r| erase::has_traces(r.conn))? {
            self.scrub()?;
        }
        let there = self.inner.files.sweep(&self.read(named_files)?)?;
        self.lose_all_but(&there)
    }

    /// Lets the database grow to so many pages and no further: a full device, for tests.
    #[cfg(any(test, feature = "test-support"))]
    pub fn limit_pages(&self, pages: u32) -> Result<(), StoreError> {
        let writer = self.writer();
        Ok(writer.conn.pragma_update(None, "max_page_count", pages)?)
    }

    /// What SQLite finds wrong with the whole file, page by page; "ok" for a sound one.
    #[cfg(any(test, feature = "test-support"))]
    pub fn integrity(&self) -> Result<String, StoreError> {
        let writer = self.writer();
        Ok(writer.conn.query_row("PRAGMA integrity_check", [], |row| row.get(0))?)
    }

    /// Works out all levels anew, as an opening after a change of the model does, to measure how long it takes.
    #[cfg(any(test, feature = "test-support"))]
    pub fn rebuild_levels(&self) -> Result<(), StoreError> {
        self.transact(Durability::Again, |tx| Levels::new(tx.conn).refresh_all()).map(drop)
    }

    /// Whether the kept levels are those that the kept facts lead to; they are worked out again to see.
    #[cfg(any(test, feature = "test-support"))]
    pub fn levels_agree(&self) -> Result<bool, StoreError> {
        let agree = self.transact(Durability::Again, |tx| {
            let kept = crate::levels::dump(tx.conn)?;
            Levels::new(tx.conn).refresh_all()?;
            Ok(kept == crate::levels::dump(tx.conn)?)
        });
        agree.map(|(agree, _)| agree)
    }

    /// Whether all that this program can read is folded, since whenever it has been here.
    #[cfg(any(test, feature = "test-support"))]
    pub fn folds_agree(&self) -> Result<bool, StoreError> {
        self.read(|r| strange::is_all_folded(r.conn))
    }

    /// Whether the photos folder holds exactly the files that rows name.
    #[cfg(any(test, feature = "test-support"))]
    pub fn files_agree(&self) -> Result<bool, StoreError> {
        let mut there = HashSet::new();
        for entry in std::fs::read_dir(&self.inner.files.folder)? {
            there.insert(entry?.file_name().to_string_lossy().into_owned());
        }
        Ok(self.read(named_files)? == there)
    }
}

/// The writer, lent to one.
struct AtWork<'a> {
    writer: MutexGuard<'a, Writer>,
    _working: RwLockReadGuard<'static, ()>,
}

impl Deref for AtWork<'_> {
    type Target = Writer;

    fn deref(&self) -> &Writer {
        &self.writer
    }
}

impl DerefMut for AtWork<'_> {
    fn deref_mut(&mut self) -> &mut Writer {
        &mut self.writer
    }
}

impl Writer {
    fn settle_on(&mut self, durability: Durability) -> Result<(), StoreError> {
        if self.durability != durability {
            let word = match durability {
                Durability::Full => "FULL",
                Durability::Again => "NORMAL",
            };
            self.conn.pragma_update(None, "synchronous", word)?;
            self.durability = durability;
        }
        Ok(())
    }
}

/// An open transaction: rolled back unless committed, whatever happens in between.
struct Open<'a> {
    conn: &'a Connection,
}

impl<'a> Open<'a> {
    fn begin(conn: &'a Connection, how: &str) -> Result<Self, StoreError> {
        conn.prepare_cached(how)?.execute([])?;
        Ok(Self { conn })
    }

    fn commit(self) -> Result<(), StoreError> {
        self.conn.prepare_cached("COMMIT")?.execute([])?;
        Ok(())
    }
}

impl Drop for Open<'_> {
    fn drop(&mut self) {
        // SQLite ends the transaction itself on a full device and on some read errors.
        if !self.conn.is_autocommit()
            && let Err(e) = self.conn.execute_batch("ROLLBACK")
        {
            tracing::error!(code = ?e.sqlite_error_code(), "a transaction could not be rolled back");
        }
    }
}

fn named_files(reader: &Reader<'_>) -> Result<HashSet<String>, StoreError> {
    let mut names = reader.conn.prepare_cached("SELECT name FROM photo_file")?;
    let names = names.query_map([], |row| row.get(0))?;
    Ok(names.collect::<Result<_, _>>()?)
}

fn lock(folder: &Path) -> Result<File, StoreError> {
    let file = File::options().create(true).truncate(false).write(true).open(folder.join("notyet.lock"))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::Locked),
        Err(TryLockError::Error(e)) => Err(e.into()),
    }
}
