//! Where the schools of these tests keep their rows: in the embedded database.

use notyet_server::blobs::{BlobFolder, Blobs};
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

/// Where the photos of the school in a folder are, opened beside its service.
pub(crate) fn photos(folder: &Path) -> Arc<dyn Blobs> {
    Arc::new(BlobFolder::open(&folder.join("blobs")).unwrap())
}
