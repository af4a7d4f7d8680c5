//! The server of a history: the real service over a folder that can be copied at any moment and opened again, as
//! after a crash, or with an earlier state in place of the latest.

use super::cast::founding;
use super::wal;
use crate::env::SimEnv;
use notyet_model::build::{Build, Turn};
use notyet_protocol::digest::from_hex;
use notyet_protocol::mac::SchoolKey;
use notyet_server::Service;
use std::collections::VecDeque;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// What no copy includes: it lies in the second directory.
const KEYS: &str = "keys";
/// How many copies are kept.
const COPIES: usize = 3;

/// A server and its folder.
pub(crate) struct Host {
    service: Arc<Service>,
    env: Arc<SimEnv>,
    home: PathBuf,
    opened: u32,
    /// Which version of the program serves.
    pub(crate) build: Build,
    copied: u32,
    copies: VecDeque<PathBuf>,
}

impl Host {
    /// Founds the school in a folder below `home`.
    pub(crate) async fn found(home: &Path, env: Arc<SimEnv>) -> Self {
        let build = Build::Present;
        let _turn = Turn::here().of(build);
        let service = open(&folder(home, 0), &env);
        service.apply(founding(service.school())).await.expect("the school is founded");
        Self { service, env, home: home.to_owned(), opened: 0, build, copied: 0, copies: VecDeque::new() }
    }

    pub(crate) fn service(&self) -> &Arc<Service> {
        &self.service
    }

    pub(crate) fn folder(&self) -> PathBuf {
        folder(&self.home, self.opened)
    }

    /// What the server signs with.
    pub(crate) fn key(&self) -> SchoolKey {
        let text = std::fs::read_to_string(self.folder().join(KEYS).join("school.key"));
        let key = text.ok().and_then(|text| from_hex(text.trim())).and_then(|key| key.try_into().ok());
        SchoolKey(key.expect("the server's key lies in its folder"))
    }

    /// The process ends without warning; another one opens what was committed.
    pub(crate) fn crash(&mut self) {
        self.open_as(copy_folder);
    }

    /// It ends, and goes on as the next version. False: it is that already.
    pub(crate) fn update(&mut self) -> bool {
        let older = self.build == Build::Present;
        if older {
            self.build = Build::Next;
            self.open_as(copy_folder);
        }
        older
    }

    /// Copies everything but the keys.
    pub(crate) fn back_up(&mut self) {
        self.copied += 1;
        let copy = self.home.join(format!("copy-{}", self.copied));
        copy_folder(&self.folder(), &copy);
        remove(&copy.join(KEYS));
        self.copies.push_back(copy);
        if self.copies.len() > COPIES {
            self.copies.pop_front().iter().for_each(|oldest| remove(oldest));
        }
    }

    /// Dates photos by the clock of the history: to the server they are as old as it is.
    pub(crate) fn age_photos(&self) -> io::Result<()> {
        let now = UNIX_EPOCH + Duration::from_millis(self.env.now().unsigned_abs());
        date(&self.folder().join("blobs"), now)
    }

    /// How many copies can be put back.
    pub(crate) fn copies(&self) -> usize {
        self.copies.len()
    }

    /// Puts a copy in the place of everything but the keys, and serves it.
    pub(crate) fn put_back(&mut self, nth: usize) {
        let copy = self.copies[nth].clone();
        self.open_as(|before, after| {
            copy_folder(&copy, after);
            copy_folder(&before.join(KEYS), &after.join(KEYS));
        });
    }

    /// Another machine takes over, with the photos and keys that all of them share, and with a database that lacks the
    /// last `behind` commits. False: its log does not reach back so far.
    pub(crate) fn fail_over(&mut self, behind: usize) -> bool {
        let Some(length) = wal::length_without(&self.folder().join("school.db-wal"), behind) else {
            return false;
        };
        self.open_as(|before, after| {
            copy_folder(before, after);
            let log = std::fs::File::options().write(true).open(after.join("school.db-wal"));
            log.and_then(|log| log.set_len(length)).expect("a copied log can be cut");
        });
        true
    }

    /// Opens what `fill` makes of the present folder in a new one.
    fn open_as(&mut self, fill: impl FnOnce(&Path, &Path)) {
        let before = self.folder();
        self.opened += 1;
        fill(&before, &self.folder());
        let _turn = Turn::here().of(self.build);
        self.service = open(&self.folder(), &self.env);
        // Whoever still looks into it keeps its files open.
        remove(&before);
    }
}

fn date(folder: &Path, at: SystemTime) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            date(&path, at)?;
        } else {
            std::fs::File::options().write(true).open(path)?.set_modified(at)?;
        }
    }
    Ok(())
}

/// Nothing in it is looked at again; what stays goes with the history.
fn remove(folder: &Path) {
    let _ = std::fs::remove_dir_all(folder);
}

fn folder(home: &Path, opened: u32) -> PathBuf {
    home.join(format!("server-{opened}"))
}

fn open(folder: &Path, env: &Arc<SimEnv>) -> Arc<Service> {
    let env: Arc<dyn notyet_server::Env> = env.clone();
    Service::open(folder, None, env).expect("a folder that a server left opens again")
}

/// Copies files as they lie there: databases with their logs, without what only living processes share.
pub(crate) fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a temporary folder can be made");
    for entry in std::fs::read_dir(from).expect("a folder of a history can be read") {
        let entry = entry.expect("a folder of a history can be read");
        let (name, path) = (entry.file_name(), entry.path());
        let text = name.to_string_lossy();
        if path.is_dir() {
            copy_folder(&path, &to.join(&name));
        } else if !text.ends_with("-shm") && !text.ends_with(".lock") {
            std::fs::copy(&path, to.join(&name)).expect("a file of a history can be copied");
        }
    }
}
