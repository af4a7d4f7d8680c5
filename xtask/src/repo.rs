//! Where things are in the repository, and the one way to write a generated file. Knows nothing of what is in
//! the files.

use std::path::{Path, PathBuf};
use std::{env, fs};

use anyhow::{Context, Result};

/// First line of every generated file, after the language's comment sign.
pub(crate) const NOTE: &str = "Written by `cargo xtask bindings`; changes belong in";

/// The root of the repository: the parent of this crate's folder.
pub(crate) fn root() -> PathBuf {
    // Cargo sets the variable when it runs the binary; the constant serves a binary that is started by hand.
    let here =
        env::var_os("CARGO_MANIFEST_DIR").map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    here.parent().expect("xtask stands in the repository's root").to_owned()
}

/// Cargo's target folder.
pub(crate) fn target() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), PathBuf::from)
}

/// Reads a text file; the error names it.
pub(crate) fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// Writes a text file with its folders. An unchanged file keeps its time, so that Maven and Swift do not
/// compile it again.
pub(crate) fn write_if_changed(path: &Path, text: &str) -> Result<()> {
    if fs::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    let folder = path.parent().expect("a generated file stands in a folder");
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    fs::write(path, text).with_context(|| format!("cannot write {}", path.display()))?;
    println!("wrote {}", path.strip_prefix(root()).unwrap_or(path).display());
    Ok(())
}

/// The entries of a folder, by name.
pub(crate) fn sorted_entries(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Every file under a folder whose name ends in one of `endings`; folders in `skipped` are left out.
pub(crate) fn files_under(folder: &Path, endings: &[&str], skipped: &[&str]) -> Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for path in sorted_entries(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !skipped.contains(&name.as_ref()) {
                files.extend(files_under(&path, endings, skipped)?);
            }
        } else if endings.iter().any(|ending| name.ends_with(ending)) {
            files.push(path);
        }
    }
    Ok(files)
}
