//! Where the schools of these tests keep their rows: in the embedded database.

use notyet_server::{Env, Service};
use std::path::Path;
use std::sync::Arc;

/// A service over a folder.
pub(crate) fn service(folder: &Path, env: Arc<dyn Env>) -> Arc<Service> {
    Service::open(folder, None, env).unwrap()
}
