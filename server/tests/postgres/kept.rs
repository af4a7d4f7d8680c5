//! Where the schools of these tests keep their rows: each in the one database of this process.

use notyet_server::storage::postgres::Postgres;
use notyet_server::{Env, Folder, Service};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// A service over a folder and a school of its own.
pub(crate) fn service(folder: &Path, env: Arc<dyn Env>) -> Arc<Service> {
    static DATABASE: OnceLock<Arc<Postgres>> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let database = DATABASE.get_or_init(|| Postgres::open(&crate::cluster::database()).unwrap());
    let school = database.add(&format!("school-{}", COUNT.fetch_add(1, Ordering::SeqCst))).unwrap().unwrap();
    Service::of(Folder::over(Arc::new(school), None, folder, None, &*env).unwrap(), env)
}
