//! Copies of the domain that mutants are made in, one for each worker, at places that stay, so that a run builds no
//! dependency that an earlier one has built. A copy is a workspace of one crate: Cargo reads its graph twice for each
//! mutant, and that of the whole project takes it 0.2 s.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::repo;

/// What the domain's tests are built from.
const NEEDED: [&str; 5] = ["core/model", "tests/fixtures", ".cargo", "Cargo.lock", "rust-toolchain.toml"];

/// Brings the copies up to date; as many as work at a time.
pub(super) fn refresh() -> Result<Vec<PathBuf>> {
    let workers = std::thread::available_parallelism().map_or(1, usize::from).min(4);
    let files = files()?;
    let manifest = manifest(&repo::read(&repo::root().join("Cargo.toml"))?)?;
    let folder = repo::target().join("mutants");
    let copies: Vec<_> = (0..workers).map(|n| folder.join(n.to_string())).collect();
    for copy in &copies {
        for file in &files {
            let from = repo::root().join(file);
            let bytes = fs::read(&from).with_context(|| format!("cannot read {}", from.display()))?;
            write_if_changed(&copy.join(file), &bytes)?;
        }
        write_if_changed(&copy.join("Cargo.toml"), manifest.as_bytes())?;
        for path in repo::files_under(&copy.join("core"), &[""], &[])? {
            if !files.contains(path.strip_prefix(copy).unwrap_or(&path)) {
                fs::remove_file(&path).with_context(|| format!("cannot remove {}", path.display()))?;
            }
        }
    }
    Ok(copies)
}

/// What Git knows or would take in, as it lies in the work tree.
fn files() -> Result<BTreeSet<PathBuf>> {
    let mut git = Command::new("git");
    git.current_dir(repo::root()).args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
        "--",
    ]);
    let listed = git.args(NEEDED).output().context("cannot start git")?;
    ensure!(listed.status.success(), "git: {}", String::from_utf8_lossy(&listed.stderr));
    let names = String::from_utf8(listed.stdout).context("a file's name is no UTF-8")?;
    let files = names.split_terminator('\0').map(PathBuf::from);
    Ok(files.filter(|file| repo::root().join(file).is_file()).collect())
}

/// The workspace's manifest for the domain alone, built as fast as may be.
fn manifest(text: &str) -> Result<String> {
    let mut manifest: toml::Table = text.parse().context("the workspace's manifest")?;
    let workspace = manifest.get_mut("workspace").and_then(toml::Value::as_table_mut);
    workspace.context("Cargo.toml has no workspace")?.insert("members".to_owned(), vec!["core/model"].into());
    let dev = toml::toml! { dev = { debug = false, incremental = true } };
    manifest.insert("profile".to_owned(), dev.into());
    Ok(manifest.to_string())
}

/// An unchanged file keeps its time, so that Cargo does not build it again.
fn write_if_changed(path: &Path, bytes: &[u8]) -> Result<()> {
    if fs::read(path).is_ok_and(|old| old == bytes) {
        return Ok(());
    }
    fs::create_dir_all(path.parent().expect("a copied file lies in a folder"))?;
    fs::write(path, bytes).with_context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copys_workspace_holds_the_domain_alone() {
        let whole = "[workspace]\nmembers = [\"core/model\", \"server\"]\n[workspace.dependencies]\nserde = \"1\"\n\
                     [profile.dev.package.sha2]\nopt-level = 2\n";
        let copy: toml::Table = manifest(whole).unwrap().parse().unwrap();
        let wanted: toml::Table =
            "[workspace]\nmembers = [\"core/model\"]\n[workspace.dependencies]\nserde = \"1\"\n\
                                   [profile.dev]\ndebug = false\nincremental = true\n"
                .parse()
                .unwrap();
        assert_eq!(copy, wanted);
    }

    #[test]
    fn what_is_copied_builds_the_domain() {
        let files = files().unwrap();
        assert!(files.contains(Path::new("core/model/src/lib.rs")));
        assert!(!files.contains(Path::new("core/store/src/lib.rs")));
    }
}
