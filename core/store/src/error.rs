//! Why the store could not do something: one variant for each cause that a person can act on differently. The
//! one place that maps SQLite's and the file system's errors.

use notyet_model::authority::Refusal;
use rusqlite::ErrorCode;

/// Why the store could not do something.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database was made with another key; nothing was touched.
    #[error("the key does not open this database")]
    WrongKey,
    /// The database was written by a newer program; nothing was touched.
    #[error("the database has version {found}, this program knows versions up to {known}")]
    Newer {
        /// The file's version.
        found: u32,
        /// The newest version that this program knows.
        known: u32,
    },
    /// The file's content is not what was written. Never said on mere input and output errors.
    #[error("the database is damaged: {detail}")]
    Damaged {
        /// What was found; never personal data.
        detail: String,
    },
    /// No room is left on the device; nothing of the write was kept.
    #[error("no room is left on the device")]
    Full,
    /// Another process, or another store of this one, has the folder open.
    #[error("the folder is in use")]
    Locked,
    /// What was asked for is not here.
    #[error("not found")]
    NotFound,
    /// Nobody is signed in on this database.
    #[error("nobody is signed in")]
    SignedOut,
    /// The person may not write this.
    #[error("refused: {0}")]
    Refused(Refusal),
    /// What the server sent does not continue what is here; nothing of it was kept.
    #[error("stream {stream}: {fault}")]
    Feed {
        /// The stream.
        stream: String,
        /// What does not fit.
        fault: FeedFault,
    },
    /// The bytes that arrived are not those that were promised.
    #[error("the bytes do not have the hash that was promised")]
    WrongBytes,
    /// The PIN does not open this profile, or may not be tried now.
    #[error(transparent)]
    Pin(#[from] crate::PinFault),
    /// The host's key store is locked or out of order; trying again may help.
    #[error("the key store is not available: {0}")]
    KeyStore(String),
    /// The device could not read or write; trying again may help.
    #[error("input or output: {0}")]
    Io(std::io::Error),
    /// SQLite's word on anything else.
    #[error("database: {0}")]
    Sql(rusqlite::Error),
    /// A mistake in this program.
    #[error("internal: {0}")]
    Internal(String),
}

/// What does not fit in a page of a stream.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FeedFault {
    /// Operations are missing between what is here and what came.
    #[error("the page continues {from}, here is {have}")]
    Gap {
        /// The last number here.
        have: u64,
        /// The number that the page continues.
        from: u64,
    },
    /// The hash chains differ: another history.
    #[error("the digests differ after {seq}")]
    Digest {
        /// The last number of the page.
        seq: u64,
    },
    /// An operation that cannot be read at all.
    #[error("operation {seq} cannot be read")]
    Unreadable {
        /// Its number.
        seq: u64,
    },
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match &error {
            rusqlite::Error::SqliteFailure(cause, said) => match cause.code {
                ErrorCode::DiskFull => Self::Full,
                // The index of the log finds no room: what SQLite says of a full disk when it opens.
                _ if cause.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE => Self::Full,
                ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Locked,
                ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => {
                    Self::Damaged { detail: cause.to_string() }
                }
                // A page that does not have its authentication code makes SQLCipher answer with a bare
                // "SQL logic error"; a mistake in SQL always comes with words of its own.
                ErrorCode::Unknown if said.as_deref().is_none_or(|s| s == "SQL logic error") => {
                    Self::Damaged { detail: "a page is not what was written".into() }
                }
                ErrorCode::SystemIoFailure => Self::Io(std::io::Error::other(error)),
                _ => Self::Sql(error),
            },
            _ => Self::Sql(error),
        }
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::Full,
            _ => Self::Io(error),
        }
    }
}

impl From<serde_json::Error> for StoreError {
    fn from(error: serde_json::Error) -> Self {
        // What is read back was written by this program.
        // Its content may name people, so only the place is told.
        let (line, column) = (error.line(), error.column());
        Self::Internal(format!("a kept text cannot be read: {:?} at {line}:{column}", error.classify()))
    }
}
