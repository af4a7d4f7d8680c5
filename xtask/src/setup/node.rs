//! Node packages of programs that ours are tried against, in folders of their own under `target`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repo;
use crate::steps::must;

/// Where a folder of the tree says which packages, and which versions of them.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];

/// The folder that has the OpenID Connect provider of `tests/provider`; installs it once (10 s, 10 MB).
pub(crate) fn provider() -> Result<PathBuf> {
    packages("provider", "tests/provider", "install an OpenID Connect provider")
}

/// The folder that has PouchDB and its server, as `tests/bench/peers` lists them; installs them once (20 s, 50 MB).
pub(crate) fn pouchdb() -> Result<PathBuf> {
    packages("bench-pouchdb", "tests/bench/peers", "install PouchDB")
}

/// A folder with what lists name. One that was cut short, or made from other lists, is made anew.
fn packages(name: &str, lists: &str, step: &str) -> Result<PathBuf> {
    let folder = repo::target().join(name);
    // Written last, so that it stands only where everything else does.
    let stamp = folder.join("made-from.json");
    let lists = repo::root().join(lists);
    let wanted = repo::read(&lists.join(LISTS[1]))?;
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(folder);
    }
    std::fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
    for list in LISTS {
        std::fs::copy(lists.join(list), folder.join(list))
            .with_context(|| format!("cannot write into {}", folder.display()))?;
    }
    let mut install = Command::new("npm");
    install.args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]).current_dir(&folder);
    must(step, &mut install)?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(folder)
}
