//! Several schools on one server: each under its own path, with its own keys and photos, and its rows in a database
//! of its own or in one that all share. Knows which schools there are and opens each when it is first asked for;
//! nothing of one school is reachable through another's service.

pub(crate) mod http;
mod slug;

pub use slug::{BadSlug, Slug};

use crate::blobs::Blobs;
use crate::blobs::s3::Bucket;
use crate::env::Env;
use crate::folder::{Folder, FolderFault, FolderLock};
use crate::metrics::Metrics;
use crate::oidc::{BadAccounts, provider_in};
use crate::proxies::Proxies;
use crate::service::Service;
use crate::storage::postgres::{OpenFault, Postgres, SchoolExists};
use axum::Router;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock};
use tokio::sync::watch;
use tokio::task::JoinHandle;

/// Why there is no such school, or none can be served. The texts are for the person at the terminal.
#[derive(Debug, thiserror::Error)]
#[allow(missing_docs, reason = "each variant's sentence says it, and the fields are what the sentence names")]
pub enum SchoolsFault {
    #[error(transparent)]
    Folder(#[from] FolderFault),
    #[error(transparent)]
    Database(#[from] OpenFault),
    #[error(transparent)]
    Exists(#[from] SchoolExists),
    #[error(transparent)]
    Accounts(#[from] BadAccounts),
    #[error("There is no school {asked} in {place}. {}", listed(.there))]
    NoSuch { asked: Slug, place: String, there: Vec<Slug> },
    #[error("{place} holds several schools. Say which with --school. {}", listed(.there))]
    Several { place: String, there: Vec<Slug> },
    #[error("{place} holds no school yet. Add one with: notyet-server init --school NAME")]
    Empty { place: String },
}

fn listed(slugs: &[Slug]) -> String {
    let names: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
    match names[..] {
        [] => "Add one with: notyet-server init --school NAME".to_owned(),
        _ => format!("These are there: {}.", names.join(", ")),
    }
}

/// See the module.
pub struct Schools {
    /// `None`: each school's folder holds an embedded database.
    database: Option<Arc<Postgres>>,
    folder: PathBuf,
    keys: Option<PathBuf>,
    /// `None`: photos are in each school's folder.
    bucket: Option<Arc<Bucket>>,
    proxies: Proxies,
    metrics: Metrics,
    env: Arc<dyn Env>,
    served: RwLock<BTreeMap<Slug, Served>>,
    opening: tokio::sync::Mutex<()>,
    replaced: watch::Sender<bool>,
}

/// A school that is being served.
struct Served {
    service: Arc<Service>,
    router: Router,
    watcher: JoinHandle<()>,
    /// Of an embedded database, which one process serves.
    _lock: Option<FolderLock>,
}

/// A school that is opened to be served.
type Begun = (Arc<Service>, Option<FolderLock>);

impl Schools {
    /// The schools of a database, or of the folders in this folder. Photos and keys of each are in `folder/NAME` and
    /// `keys/NAME`, or `folder/NAME/keys`.
    pub fn at(
        folder: &Path,
        keys: Option<&Path>,
        database: Option<&str>,
        bucket: Option<Arc<Bucket>>,
        proxies: Proxies,
        env: Arc<dyn Env>,
    ) -> Result<Arc<Self>, SchoolsFault> {
        Ok(Arc::new(Self {
            database: database.map(Postgres::open).transpose()?,
            folder: folder.to_owned(),
            keys: keys.map(Path::to_owned),
            bucket,
            proxies,
            metrics: Metrics::default(),
            env,
            served: RwLock::default(),
            opening: tokio::sync::Mutex::default(),
            replaced: watch::channel(false).0,
        }))
    }

    /// Whether a folder is one of several schools, and not a school's own.
    pub fn are_in(folder: &Path) -> bool {
        !folder.join("school.db").is_file() && !inside(folder).is_empty()
    }

    /// All schools, by name.
    pub fn names(&self) -> Result<Vec<Slug>, SchoolsFault> {
        match &self.database {
            Some(database) => Ok(database.schools()?.iter().filter_map(|name| name.parse().ok()).collect()),
            None => Ok(inside(&self.folder)),
        }
    }

    /// Adds a school without people.
    pub fn add(&self, slug: &Slug) -> Result<Arc<Service>, SchoolsFault> {
        match &self.database {
            Some(database) => _ = database.add(slug.as_str())??,
            None if self.names()?.contains(slug) => return Err(SchoolExists(slug.to_string()).into()),
            None => {}
        }
        self.open(slug)
    }

    /// The school of that name, or the only one, for one command.
    pub fn one(&self, asked: Option<&Slug>) -> Result<Arc<Service>, SchoolsFault> {
        let there = self.names()?;
        let place = self.place();
        match (asked, &there[..]) {
            (Some(slug), _) if there.contains(slug) => self.open(slug),
            (Some(slug), _) => Err(SchoolsFault::NoSuch { asked: slug.clone(), place, there }),
            (None, [only]) => self.open(only),
            (None, []) => Err(SchoolsFault::Empty { place }),
            (None, _) => Err(SchoolsFault::Several { place, there }),
        }
    }

    /// Where a school is served; `None`: there is no such school.
    pub(crate) async fn router(self: &Arc<Self>, slug: &Slug) -> Result<Option<Router>, SchoolsFault> {
        if let Some(router) = self.known(slug) {
            return Ok(Some(router));
        }
        // One at a time, and not twice.
        let _turn = self.opening.lock().await;
        if let Some(router) = self.known(slug) {
            return Ok(Some(router));
        }
        let (it, wanted) = (self.clone(), slug.clone());
        let opened = tokio::task::spawn_blocking(move || it.begin_serving(&wanted)).await;
        let Some((service, lock)) = opened.map_err(broke_off)?? else { return Ok(None) };
        let watcher = tokio::spawn(self.clone().watch(service.clone()));
        let router = crate::http::counted(service.clone(), self.proxies.clone(), self.metrics.clone());
        let served = Served { service, router: router.clone(), watcher, _lock: lock };
        self.served.write().unwrap_or_else(PoisonError::into_inner).insert(slug.clone(), served);
        Ok(Some(router))
    }

    /// Lets everyone who waits go home, and folds away what lies beside the databases.
    pub(crate) fn close(&self) {
        for served in self.served.read().unwrap_or_else(PoisonError::into_inner).values() {
            served.service.close();
        }
    }

    /// The last thing before the process ends.
    pub(crate) async fn end(&self) {
        self.close();
        let served = std::mem::take(&mut *self.served.write().unwrap_or_else(PoisonError::into_inner));
        for (_, it) in served {
            if it.watcher.await.is_err() || it.service.checkpoint().await.is_err() {
                tracing::error!("a school was not closed in order; the next start does it");
            }
        }
    }

    /// What all schools count together.
    pub(crate) fn metrics(&self) -> Metrics {
        self.metrics.clone()
    }

    /// What keeps a school that is open from being served; `None`: nothing.
    pub(crate) async fn readiness(self: &Arc<Self>) -> Option<&'static str> {
        let it = self.clone();
        let names = tokio::task::spawn_blocking(move || it.names().is_ok()).await;
        if !names.unwrap_or(false) {
            return Some("the database does not answer");
        }
        let services: Vec<Arc<Service>> = {
            let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
            served.values().map(|it| it.service.clone()).collect()
        };
        for service in services {
            if let Some(lacks) = service.readiness().await {
                return Some(lacks);
            }
        }
        None
    }

    /// Completes when the database is no longer the one that was opened.
    pub(crate) async fn replaced(&self) {
        // The sender lives as long as this.
        let _ = self.replaced.subscribe().wait_for(|it| *it).await;
    }

    fn known(&self, slug: &Slug) -> Option<Router> {
        let served = self.served.read().unwrap_or_else(PoisonError::into_inner);
        served.get(slug).map(|it| it.router.clone())
    }

    async fn watch(self: Arc<Self>, service: Arc<Service>) {
        service.clone().attend().await;
        if service.is_replaced() {
            self.replaced.send_replace(true);
        }
    }

    fn begin_serving(&self, slug: &Slug) -> Result<Option<Begun>, SchoolsFault> {
        let is_there = match &self.database {
            Some(database) => database.school(slug.as_str())?.is_some(),
            None => inside(&self.folder).contains(slug),
        };
        if !is_there {
            return Ok(None);
        }
        let lock = match self.database {
            Some(_) => None,
            None => Some(FolderLock::take(&self.folder.join(slug.as_str()))?),
        };
        let service = self.open(slug)?;
        if let Some(provider) = provider_in(&self.folder.join(slug.as_str()), self.env.clone())? {
            service.offer_accounts(provider);
        }
        Ok(Some((service, lock)))
    }

    fn open(&self, slug: &Slug) -> Result<Arc<Service>, SchoolsFault> {
        let folder = self.folder.join(slug.as_str());
        let keys = self.keys.as_ref().map(|keys| keys.join(slug.as_str()));
        let blobs = self.bucket.as_ref().map(|bucket| Arc::new(bucket.of(slug.as_str())) as Arc<dyn Blobs>);
        let folder = match &self.database {
            None => Folder::open(&folder, blobs, keys.as_deref(), &*self.env)?,
            Some(database) => {
                let Some(storage) = database.school(slug.as_str())? else {
                    let (asked, place, there) = (slug.clone(), self.place(), self.names()?);
                    return Err(SchoolsFault::NoSuch { asked, place, there });
                };
                Folder::over(Arc::new(storage), blobs, &folder, keys.as_deref(), &*self.env)?
            }
        };
        Ok(Service::of(folder, self.env.clone()))
    }

    fn place(&self) -> String {
        self.database.as_ref().map_or_else(|| self.folder.display().to_string(), |it| it.place())
    }
}

/// Folders of schools in a folder, by name.
fn inside(folder: &Path) -> Vec<Slug> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let schools = entries.filter(|entry| entry.path().join("school.db").is_file());
    let mut slugs: Vec<Slug> =
        schools.filter_map(|entry| entry.file_name().to_str().and_then(|name| name.parse().ok())).collect();
    slugs.sort();
    slugs
}

fn broke_off(error: tokio::task::JoinError) -> SchoolsFault {
    OpenFault::Storage(crate::storage::StorageFault::Other(error.to_string())).into()
}
