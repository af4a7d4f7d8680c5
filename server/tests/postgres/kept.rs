//! Where the schools of these tests keep what they hold: in the one database and the one bucket of this process.

use notyet_server::blobs::Blobs;
use notyet_server::blobs::s3::Bucket;
use notyet_server::storage::Storage;
use notyet_server::storage::postgres::Postgres;
use notyet_server::{Env, Folder, Service};
use std::path::Path;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, OnceLock};

/// What all these schools share.
fn district() -> &'static (Arc<Postgres>, Arc<Bucket>) {
    static DISTRICT: OnceLock<(Arc<Postgres>, Arc<Bucket>)> = OnceLock::new();
    DISTRICT.get_or_init(|| {
        let database = Postgres::open(&crate::cluster::database()).unwrap();
        (database, Bucket::open(&crate::bucket::bucket()).unwrap())
    })
}

/// A service over a folder and a school of its own, whose name stands in the folder.
pub(crate) fn service(folder: &Path, env: Arc<dyn Env>) -> Arc<Service> {
    static COUNT: AtomicU32 = AtomicU32::new(1);
    let (database, bucket) = district();
    let name = format!("school-{}", COUNT.fetch_add(1, Ordering::SeqCst));
    let school = database.add(&name).unwrap().unwrap();
    std::fs::write(folder.join("name"), &name).unwrap();
    let photos = Arc::new(bucket.of(&name));
    Service::of(Folder::over(Arc::new(school), Some(photos), folder, None, &*env).unwrap(), env)
}

/// What the school in a folder keeps, opened beside its service.
pub(crate) fn rows(folder: &Path) -> Box<dyn Storage> {
    let name = std::fs::read_to_string(folder.join("name")).unwrap();
    Box::new(district().0.school(&name).unwrap().unwrap())
}

/// Where the photos of the school in a folder are, opened beside its service.
pub(crate) fn photos(folder: &Path) -> Arc<dyn Blobs> {
    let name = std::fs::read_to_string(folder.join("name")).unwrap();
    Arc::new(district().1.of(&name))
}
