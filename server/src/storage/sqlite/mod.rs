//! The embedded database: one SQLite file, one connection that writes, a few that read. Opening checks the file
//! before anything is served from it: it migrates an older one and leaves a newer or damaged one untouched.

mod known;
mod rows;
pub(super) mod tables;
mod tx;
mod uploads;
mod writer;

use super::{Mark, Storage, StorageFault, Stored, Work};
use rusqlite::config::DbConfig;
use rusqlite::ffi::SQLITE_IOERR_SHMSIZE;
use rusqlite::{Connection, ErrorCode, OpenFlags, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tx::SqliteTx;
use writer::Writer;

/// One for each step forward; `user_version` counts how many were taken. Never changed once released.
const MIGRATIONS: &[&str] = &[
    include_str!("0001_first.sql"),
    include_str!("0002_every_kind.sql"),
    include_str!("0003_sign_in.sql"),
    include_str!("0004_lost_bytes.sql"),
    include_str!("0005_erasure.sql"),
    include_str!("0006_parents.sql"),
    include_str!("0007_half_uploads.sql"),
    include_str!("0008_counts.sql"),
    include_str!("0009_when_work_was.sql"),
];
/// "NYsv": tells a school's file from any other SQLite file.
const APPLICATION_ID: i32 = 0x4e59_7376;
const READERS: usize = 4;
/// What the writer keeps of the file: more than one push touches, or it would be written out half-way.
const WRITER_CACHE_KIB: i64 = 32 * 1024;
/// Pages of the log before it is folded in: a page that many pushes touch goes into the file once (16 MiB).
const LOG_PAGES: i64 = 4_000;
/// How long a write waits for another process (an import) to commit.
const BUSY: Duration = Duration::from_secs(20);

/// Why a file cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenFault {
    /// Written by a newer server.
    #[error("written by a newer version of this server (tables {found}, this one knows {known})")]
    Newer {
        /// The file's version.
        found: i64,
        /// This program's.
        known: usize,
    },
    /// Another program's file, or nonsense.
    #[error("not a school's database")]
    Foreign,
    /// Its pages contradict each other.
    #[error(transparent)]
    Storage(#[from] StorageFault),
}

/// An open SQLite file.
pub struct SqliteStorage {
    path: PathBuf,
    writer: Writer,
    readers: Mutex<Vec<Connection>>,
    reader_is_back: Condvar,
    watcher: Mutex<Connection>,
}

impl SqliteStorage {
    /// Opens the file, making it if it is not there, and brings its tables up to date.
    pub fn open(path: &Path) -> Result<Self, OpenFault> {
        // Before anything that could write to a file that is not ours.
        check(&plain(path).map_err(opening)?)?;
        let mut writer = connect(path).map_err(opening)?;
        migrate(&mut writer, MIGRATIONS)?;
        writer.pragma_update(None, "cache_size", -WRITER_CACHE_KIB).map_err(opening)?;
        writer.pragma_update(None, "wal_autocheckpoint", LOG_PAGES).map_err(opening)?;
        let readers: Result<Vec<_>, _> = (0..READERS).map(|_| connect(path)).collect();
        Ok(Self {
            path: path.to_owned(),
            writer: Writer::new(writer),
            readers: Mutex::new(readers.map_err(opening)?),
            reader_is_back: Condvar::new(),
            watcher: Mutex::new(connect(path).map_err(opening)?),
        })
    }
}

/// What a file's pages contradict each other in, a sentence each, without changing a byte of it. Empty: nothing.
pub fn damage_in(path: &Path) -> Result<Vec<String>, OpenFault> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags).map_err(opening)?;
    connection.busy_timeout(BUSY).map_err(opening)?;
    match integrity(&connection) {
        Ok(found) => Ok(found),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::DatabaseCorrupt) => {
            Ok(vec![error.to_string()])
        }
        Err(error) => Err(opening(error)),
    }
}

impl Storage for SqliteStorage {
    fn read(&self, work: Work<'_>) -> Stored<()> {
        let mut pool = lock(&self.readers);
        let reader = loop {
            match pool.pop() {
                Some(reader) => break reader,
                None => pool = self.reader_is_back.wait(pool).unwrap_or_else(PoisonError::into_inner),
            }
        };
        drop(pool);
        let mut borrowed = Borrowed { reader: Some(reader), home: self };
        let connection = borrowed.reader.as_mut().expect("taken back only when dropped");
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Deferred)?;
        work(&mut SqliteTx::new(&transaction))
    }

    fn write(&self, work: Work<'_>) -> Stored<()> {
        self.writer.write(work)
    }

    fn version(&self) -> Stored<i64> {
        Ok(lock(&self.watcher).pragma_query_value(None, "data_version", |row| row.get(0))?)
    }

    fn checkpoint(&self) -> Stored<()> {
        self.writer.alone(|writer| Ok(writer.pragma_update(None, "wal_checkpoint", "TRUNCATE")?))
    }

    /// What is deleted was overwritten; but where a row was once moved to another page, what was moved may still stand
    /// between the rows of the first, so the database is written anew. What is left then is in the log.
    fn scrub(&self) -> Stored<()> {
        self.writer.alone(|writer| {
            writer.execute_batch("VACUUM")?;
            let sql = "PRAGMA wal_checkpoint(TRUNCATE)";
            match writer.query_row(sql, [], |row| row.get::<_, bool>(0))? {
                false => Ok(()),
                true => {
                    let busy = "the log could not be emptied while others read from it";
                    Err(StorageFault::Other(busy.into()))
                }
            }
        })
    }

    /// Rows of operations are never deleted, so the last one's number counts them.
    fn mark(&self) -> Stored<Mark> {
        let sql = "SELECT coalesce(max(rowid), 0) FROM op";
        let taken: i64 = lock(&self.watcher).query_row(sql, [], |row| row.get(0))?;
        Ok(Mark::Taken(taken as u64))
    }

    /// What was blanked leaves no trace in the copy: only rows are copied, and no free page.
    fn copy_to(&self, path: &Path) -> Stored<()> {
        // A connection of its own, so that nobody waits for it.
        let source = connect(&self.path)?;
        source.execute("VACUUM INTO ?1", [path.to_string_lossy()])?;
        Ok(())
    }

    fn integrity(&self) -> Stored<Vec<String>> {
        Ok(integrity(&connect(&self.path)?)?)
    }
}

/// A reader on loan; goes home even when the work panics.
struct Borrowed<'a> {
    reader: Option<Connection>,
    home: &'a SqliteStorage,
}

impl Drop for Borrowed<'_> {
    fn drop(&mut self) {
        lock(&self.home.readers).extend(self.reader.take());
        self.home.reader_is_back.notify_one();
    }
}

/// A panic while the lock was held rolled its transaction back, so what it guards is whole.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn plain(path: &Path) -> rusqlite::Result<Connection> {
    let flags =
        OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY)?;
    Ok(connection)
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = plain(path)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    // What was erased is overwritten, not merely unlinked.
    connection.pragma_update(None, "secure_delete", true)?;
    // Plans are made once: looking at each new value first would prepare most statements anew whenever they run.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

fn check(connection: &Connection) -> Result<(), OpenFault> {
    let number =
        |pragma| connection.pragma_query_value(None, pragma, |row| row.get::<_, i64>(0)).map_err(opening);
    let (version, application) = (number("user_version")?, number("application_id")?);
    let tables: i64 =
        connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0)).map_err(opening)?;
    if tables > 0 && application != i64::from(APPLICATION_ID) {
        return Err(OpenFault::Foreign);
    }
    if version > MIGRATIONS.len() as i64 {
        return Err(OpenFault::Newer { found: version, known: MIGRATIONS.len() });
    }
    let verdict: String =
        connection.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(opening)?;
    if verdict == "ok" {
        return Ok(());
    }
    // Above the last line stands only in which database it is.
    Err(StorageFault::Damaged(verdict.lines().last().unwrap_or_default().to_owned()).into())
}

/// A sentence for each page and for each row that names what is not there.
fn integrity(connection: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut statement = connection.prepare("PRAGMA integrity_check")?;
    let found: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
    let mut found: Vec<String> = found?.into_iter().filter(|sentence| sentence != "ok").collect();
    let mut statement = connection.prepare("PRAGMA foreign_key_check")?;
    let dangling = statement.query_map([], |row| {
        let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
        Ok(format!("a row of {table} names a row of {parent} that is not there"))
    })?;
    for sentence in dangling {
        found.push(sentence?);
    }
    Ok(found)
}

fn migrate(connection: &mut Connection, steps: &[&str]) -> Stored<()> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let done: i64 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for step in steps.iter().skip(done as usize) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len() as i64)?;
    transaction.pragma_update(None, "application_id", APPLICATION_ID)?;
    Ok(transaction.commit()?)
}

fn opening(error: rusqlite::Error) -> OpenFault {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => OpenFault::Foreign,
        _ => OpenFault::Storage(error.into()),
    }
}

impl From<rusqlite::Error> for StorageFault {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase) => Self::Damaged(error.to_string()),
            Some(ErrorCode::DiskFull) => Self::Full,
            // The index of the log finds no room: what SQLite says of a full disk when it opens.
            _ if error.sqlite_error().is_some_and(|it| it.extended_code == SQLITE_IOERR_SHMSIZE) => {
                Self::Full
            }
            _ => Self::Other(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_that_breaks_leaves_the_file_as_it_was() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = connect(&folder.path().join("school.db")).unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let known = MIGRATIONS.len() as i64;
        let steps = [MIGRATIONS, &["CREATE TABLE new (a TEXT) STRICT; SELECT nonsense;"]].concat();
        assert!(migrate(&mut connection, &steps).is_err());
        let version: i64 = connection.pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
        let new: i64 = connection
            .query_row("SELECT count(*) FROM sqlite_schema WHERE name = 'new'", [], |row| row.get(0))
            .unwrap();
        assert_eq!((version, new), (known, 0));
    }

    #[test]
    fn another_programs_database_is_left_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("school.db");
        Connection::open(&path).unwrap().execute_batch("CREATE TABLE recipes (name TEXT)").unwrap();
        let before = std::fs::read(&path).unwrap();
        assert!(matches!(SqliteStorage::open(&path), Err(OpenFault::Foreign)));
        assert_eq!(std::fs::read(&path).unwrap(), before);
    }

    #[test]
    fn what_belongs_to_something_is_found_without_reading_everything() {
        let folder = tempfile::tempdir().unwrap();
        let mut connection = connect(&folder.path().join("school.db")).unwrap();
        migrate(&mut connection, MIGRATIONS).unwrap();
        let owned = "SELECT id FROM reg WHERE entity = ?1 AND field = 'round' AND value = ?2 ORDER BY id";
        for sql in [owned, include_str!("ops_of_course.sql"), include_str!("records_beside.sql")] {
            let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
            let anything = rusqlite::params_from_iter(vec![""; explain.parameter_count()]);
            let rows = explain.query_map(anything, |row| row.get::<_, String>(3));
            let plan: Vec<String> = rows.unwrap().collect::<Result<_, _>>().unwrap();
            assert!(plan.iter().any(|step| step.contains("reg_by_owner")), "{plan:?}");
            assert!(
                !plan.iter().any(|step| step.starts_with("SCAN reg") || step.starts_with("SCAN me")),
                "{plan:?}"
            );
        }
    }

    #[test]
    fn a_device_from_before_tokens_were_followed_has_had_its_own_since_it_was_enrolled() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("school.db");
        let mut connection = connect(&path).unwrap();
        migrate(&mut connection, &MIGRATIONS[..2]).unwrap();
        let device = "INSERT INTO device VALUES ('00000000-0000-0000-0000-000000000001',
                      '00000000-0000-0000-0000-000000000002', 'tablet', 'hash', 77)";
        connection.execute(device, []).unwrap();
        drop(connection);
        let storage = SqliteStorage::open(&path).unwrap();
        let device = super::super::read(&storage, |tx| tx.device_by_token("hash")).unwrap().unwrap();
        assert_eq!((device.token_since, device.next_sha256, device.revoked), (77, None, None));
    }
}
