//! The server of a history: the real service over a folder that can be copied at any moment and opened again, as
//! after a crash.

use super::cast::founding;
use crate::env::SimEnv;
use notyet_server::Service;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// A server and its folder.
pub(crate) struct Host {
    service: Arc<Service>,
    env: Arc<SimEnv>,
    home: PathBuf,
    opened: u32,
}

impl Host {
    /// Founds the school in a folder below `home`.
    pub(crate) async fn found(home: &Path, env: Arc<SimEnv>) -> Self {
        let service = open(&folder(home, 0), &env);
        service.apply(founding(service.school())).await.expect("the school is founded");
        Self { service, env, home: home.to_owned(), opened: 0 }
    }

    pub(crate) fn service(&self) -> &Arc<Service> {
        &self.service
    }

    pub(crate) fn folder(&self) -> PathBuf {
        folder(&self.home, self.opened)
    }

    /// The process ends without warning; another one opens what was committed.
    pub(crate) fn crash(&mut self) {
        let before = self.folder();
        self.opened += 1;
        copy_folder(&before, &self.folder());
        self.service = open(&self.folder(), &self.env);
        // Whoever still looks into it keeps its files open.
        let _ = std::fs::remove_dir_all(before);
    }
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
