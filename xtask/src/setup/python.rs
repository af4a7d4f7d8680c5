//! Python packages of the programs that ours are compared with, in environments of their own under `target`.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::repo;
use crate::steps::must;

/// The Python that has what `tests/peers/requirements.txt` lists; installs it once (half a minute, 400 MB).
pub(crate) fn peers() -> Result<PathBuf> {
    environment("peers", "tests/peers/requirements.txt", "install pyBKT")
}

/// The Python that has what `tests/bench/peers/requirements.txt` lists; installs it once (15 s, 90 MB).
pub(crate) fn anki() -> Result<PathBuf> {
    environment("bench-anki", "tests/bench/peers/requirements.txt", "install Anki")
}

/// The Python of an environment with what a file lists. One that was cut short, or made from another list, is made anew.
fn environment(name: &str, list: &str, step: &str) -> Result<PathBuf> {
    let folder = repo::target().join(name);
    let python = folder.join("bin/python");
    // Written last, so that it stands only where everything else does.
    let stamp = folder.join("requirements.txt");
    let wanted = repo::read(&repo::root().join(list))?;
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(python);
    }
    must("make a venv", Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    let mut install = Command::new(&python);
    install.args([
        "-m",
        "pip",
        "install",
        "--disable-pip-version-check",
        "--no-input",
        "--requirement",
        list,
    ]);
    must(step, install.current_dir(repo::root()))?;
    std::fs::write(&stamp, wanted).with_context(|| format!("cannot write {}", stamp.display()))?;
    Ok(python)
}

/// Whether this machine's Python can make environments; Debian has that apart.
pub(super) fn makes_venvs() -> bool {
    Command::new("python3")
        .args(["-c", "import ensurepip, venv"])
        .output()
        .is_ok_and(|said| said.status.success())
}
