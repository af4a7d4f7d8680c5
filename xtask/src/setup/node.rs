//! Node packages of programs that ours are tried against, in folders of their own under `target`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repo;
use crate::steps::must;

/// Where `tests/provider` says which packages, and which versions of them.
const LISTS: [&str; 2] = ["package.json", "package-lock.json"];

/// The folder that has the OpenID Connect provider of `tests/provider`; installs it once (10 s, 10 MB). One that was
/// cut short, or made from another list, is made anew.
pub(crate) fn provider() -> Result<PathBuf> {
    let folder = repo::target().join("provider");
    // Written last, so that it stands only where everything else does.
    let stamp = folder.join("made-from.json");
    let lists = repo::root().join("tests/provider");
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
    must("install an OpenID Connect provider", &mut install)?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(folder)
}
