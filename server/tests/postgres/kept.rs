//! Where the schools of these tests keep what they hold: in the one database and the one bucket of this process.

use notyet_server::blobs::s3::Bucket;
use notyet_server::storage::postgres::Postgres;
use notyet_server::{Env, Folder, Service};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// A service over a folder and a school of its own.
pub(crate) fn service(folder: &Path, env: Arc<dyn Env>) -> Arc<Service> {
    static DISTRICT: OnceLock<(Arc<Postgres>, Arc<Bucket>)> = OnceLock::new();
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let (database, bucket) = DISTRICT.get_or_init(|| {
        let database = Postgres::open(&crate::cluster::database()).unwrap();
        (database, Bucket::open(&crate::bucket::bucket()).unwrap())
    });
    let name = format!("school-{}", COUNT.fetch_add(1, Ordering::SeqCst));
    let school = database.add(&name).unwrap().unwrap();
    let photos = Arc::new(bucket.of(&name));
    Service::of(Folder::over(Arc::new(school), Some(photos), folder, None, &*env).unwrap(), env)
}
