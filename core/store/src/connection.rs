//! Opening connections: the key, the cipher's and SQLite's settings, and what an unreadable file means. Nothing
//! else in this crate opens one.

use crate::key_check::{self, KeyCheck};
use crate::{DbKey, Env, StoreError, ending, migrate};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How long one connection waits for another one's lock. Only a checkpoint can hold it, and for milliseconds.
const BUSY: Duration = Duration::from_secs(5);
/// Statements that a connection keeps ready; more than the crate has.
const STATEMENTS: usize = 128;
/// KiB of decrypted pages that a connection keeps.
const CACHE_KIB: i64 = 8 * 1024;
/// Those of the one that writes: more than a large answer touches, or its pages would be encrypted and written out twice.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
/// The log is cut back to this after a checkpoint; below it, it is written over in place, which spares the
/// file system from growing it at each capture.
const LOG_BYTES: i64 = 16 << 20;

/// Bytes of a page, as the cipher's fourth format has them.
const PAGE_BYTES: i64 = 4096;

/// Where a database lies and what opens it.
#[derive(Clone, Debug)]
pub(crate) struct Place {
    /// The folder.
    pub(crate) folder: PathBuf,
    /// Absent: not encrypted, for measuring what encryption costs.
    pub(crate) key: Option<DbKey>,
}

/// By which digest the cipher signs each page. Processors have instructions for SHA-256, those of phones, too, and few
/// have them for SHA-512.
#[derive(Clone, Copy)]
enum Signing {
    /// What new databases have.
    Sha256,
    /// What the cipher's fourth format begins with, and the first databases had.
    Sha512,
}

/// Held while a connection is opened and given its key.
static SETTING_UP: Mutex<()> = Mutex::new(());

impl Place {
    fn file(&self) -> PathBuf {
        self.folder.join("notyet.db")
    }

    /// Opens the connection that writes; makes and migrates the database as needed. A wrong key, a newer
    /// version and a damaged file are found out before anything is touched.
    pub(crate) fn open_writer(&self, env: &dyn Env) -> Result<Connection, StoreError> {
        let fresh = std::fs::metadata(self.file()).map_or(true, |m| m.len() == 0);
        if let (true, Some(key)) = (fresh, &self.key) {
            key_check::note(&self.folder, key, env)?;
        }
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let (mut conn, found) = self.probe(flags).map_err(|e| self.unreadable(e))?;
        if found > migrate::VERSION {
            return Err(StoreError::Newer { found, known: migrate::VERSION });
        }
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
        conn.pragma_update(None, "journal_mode", "WAL")?;
        conn.pragma_update(None, "synchronous", "FULL")?;
        conn.pragma_update(None, "journal_size_limit", LOG_BYTES)?;
        // A page that is written to again and again goes from the log into the file once.
        conn.pragma_update(None, "wal_autocheckpoint", LOG_BYTES / PAGE_BYTES)?;
        // Apple's fsync leaves bytes in the drive's cache; no effect elsewhere.
        conn.pragma_update(None, "fullfsync", true)?;
        conn.pragma_update(None, "checkpoint_fullfsync", true)?;
        conn.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
        // What was undone or erased is overwritten, not merely unlinked.
        conn.pragma_update(None, "secure_delete", true)?;
        migrate::migrate(&mut conn)?;
        Ok(conn)
    }

    /// Opens a connection that cannot write.
    pub(crate) fn open_reader(&self) -> Result<Connection, StoreError> {
        let conn = self.connect(OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        conn.pragma_update(None, "query_only", true)?;
        Ok(conn)
    }

    /// A connection with the key, under which the database can be read.
    pub(crate) fn connect(&self, flags: OpenFlags) -> rusqlite::Result<Connection> {
        let conn = self.keyed(flags, Signing::Sha256);
        match (conn, self.key) {
            (Err(fault), Some(_)) => self.keyed(flags, Signing::Sha512).map_err(|_| fault),
            (conn, _) => conn,
        }
    }

    /// A connection that takes pages to be signed so; fails where they are not.
    fn keyed(&self, flags: OpenFlags, signing: Signing) -> rusqlite::Result<Connection> {
        // SQLCipher sets itself up with the first connections; two at the same moment have been seen to get
        // "PRAGMA key requires a key" (once, in a run of all tests, November 2026).
        let _alone = SETTING_UP.lock().unwrap_or_else(PoisonError::into_inner);
        // One thread at a time uses a connection: each is behind a mutex.
        let conn = Connection::open_with_flags(self.file(), flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        ending::wait_for_work();
        if let Some(DbKey(key)) = &self.key {
            let hex = notyet_protocol::digest::to_hex(key);
            conn.pragma_update(None, "key", format!("x'{hex}'"))?;
            // The settings of the file format, fixed whatever a later library prefers.
            conn.pragma_update(None, "cipher_compatibility", 4)?;
            if matches!(signing, Signing::Sha256) {
                conn.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256")?;
            }
            conn.pragma_update(None, "cipher_log_level", "NONE")?;
        }
        conn.busy_timeout(BUSY)?;
        // Plans are made once: looking at each new value first would prepare most statements anew whenever they run.
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        conn.set_prepared_statement_cache_capacity(STATEMENTS);
        conn.pragma_update(None, "temp_store", "MEMORY")?;
        // The first that reads a page.
        conn.pragma_update(None, "cache_size", -CACHE_KIB)?;
        conn.pragma_update(None, "foreign_keys", true)?;
        Ok(conn)
    }

    /// Opens the file and reads its first page, by which key and damage show, and its version. Until the file
    /// has proved to be ours, closing must not fold its log into it.
    fn probe(&self, flags: OpenFlags) -> rusqlite::Result<(Connection, u32)> {
        let conn = self.connect(flags)?;
        conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
        conn.query_row("SELECT count(*) FROM sqlite_schema", [], |_| Ok(()))?;
        let found = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
        Ok((conn, found))
    }

    fn unreadable(&self, error: rusqlite::Error) -> StoreError {
        let check = self.key.as_ref().map(|key| key_check::compare(&self.folder, key));
        let is_no_database = error.sqlite_error_code() == Some(ErrorCode::NotADatabase);
        match (StoreError::from(error), check) {
            // With a log beside it, a wrong key shows as a damaged page rather than as no database.
            (StoreError::Damaged { .. }, Some(KeyCheck::Other)) => StoreError::WrongKey,
            (StoreError::Damaged { .. }, Some(KeyCheck::Unknown)) if is_no_database => StoreError::WrongKey,
            (fault, _) => fault,
        }
    }
}

/// Makes the folder, for its owner alone. When this returns its name is as durable as what will be put into it.
pub(crate) fn make_folder(folder: &Path) -> Result<(), StoreError> {
    let fresh: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
    let mut builder = std::fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)?;
    for parent in fresh.into_iter().filter_map(Path::parent).filter(|it| !it.as_os_str().is_empty()) {
        std::fs::File::open(parent)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_whose_pages_are_signed_as_the_first_ones_were_is_opened_as_it_is() {
        let folder = tempfile::tempdir().expect("a folder");
        let place = Place { folder: folder.path().to_owned(), key: Some(DbKey([7; 32])) };
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let first = place.keyed(flags, Signing::Sha512).expect("a new database");
        first
            .execute_batch("CREATE TABLE kept (what TEXT); INSERT INTO kept VALUES ('Amara');")
            .expect("room");
        drop(first);

        let opened = place.connect(flags).expect("it opens");
        let kept: String =
            opened.query_row("SELECT what FROM kept", [], |row| row.get(0)).expect("it is read");
        assert_eq!(kept, "Amara");
    }
}
