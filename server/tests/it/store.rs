//! Places where a school's rows can be kept, each opened as often as a test likes: as several processes would.

use notyet_server::storage::Storage;
use notyet_server::storage::postgres::Postgres;
use notyet_server::storage::sqlite::SqliteStorage;
use std::sync::Arc;
use std::time::{Duration, Instant};

/// A place, as a text that another process can read too.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// A file in a folder that goes with the test.
    Sqlite(Arc<tempfile::TempDir>),
    /// The school of that name in a database.
    Postgres { address: String, school: String },
}

impl Place {
    /// One of each kind, and nothing in any of them.
    pub(crate) fn each() -> [Self; 2] {
        [Self::sqlite(), Self::postgres()]
    }

    pub(crate) fn sqlite() -> Self {
        Self::Sqlite(Arc::new(tempfile::tempdir().unwrap()))
    }

    pub(crate) fn postgres() -> Self {
        let (address, school) = (crate::cluster::database(), "greenfield".to_owned());
        Postgres::open(&address).unwrap().add(&school).unwrap().unwrap();
        Self::Postgres { address, school }
    }

    pub(crate) fn open(&self) -> Box<dyn Storage> {
        open(&self.to_string())
    }
}

impl std::fmt::Display for Place {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Sqlite(folder) => write!(f, "sqlite|{}", folder.path().join("school.db").display()),
            Self::Postgres { address, school } => write!(f, "postgres|{school}|{address}"),
        }
    }
}

/// Opens what [`Place`] wrote.
pub(crate) fn open(place: &str) -> Box<dyn Storage> {
    let words: Vec<&str> = place.split('|').collect();
    match words[..] {
        ["sqlite", path] => Box::new(SqliteStorage::open(path.as_ref()).unwrap()),
        ["postgres", school, address] => {
            Box::new(Postgres::open(address).unwrap().school(school).unwrap().unwrap())
        }
        _ => panic!("{place} is no place"),
    }
}

/// Waits for what another connection or process brings about.
pub(crate) fn until(what: &str, mut holds: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !holds() {
        assert!(begun.elapsed() < Duration::from_secs(60), "{what}: not within a minute");
        std::thread::yield_now();
    }
}
