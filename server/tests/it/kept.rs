//! Where the schools of these tests keep their rows: in the embedded database.

use notyet_server::storage::Storage;
use notyet_server::storage::sqlite::SqliteStorage;
use notyet_server::{Env, Service};
use std::path::Path;
use std::sync::Arc;

/// A service over a folder.
pub(crate) fn service(folder: &Path, env: Arc<dyn Env>) -> Arc<Service> {
    Service::open(folder, None, env).unwrap()
}

/// What the school in a folder keeps, opened beside its service.
pub(crate) fn rows(folder: &Path) -> Box<dyn Storage> {
    Box::new(SqliteStorage::open(&folder.join("school.db")).unwrap())
}
