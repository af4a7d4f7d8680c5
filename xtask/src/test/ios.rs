//! The Swift package on Linux, inside the Swift tree, against the real core: build, tests, format. On a Mac the
//! machine's own Swift does the same.

use std::path::Path;
use std::process::Command;

use anyhow::{Result, ensure};

use super::check;
use super::tally::{Tally, swift_test};
use crate::steps::{must, quiet_step, step};
use crate::{bindings, repo, setup};

/// Folders below `ios/Sources` that are written by machine.
const GENERATED: [&str; 2] = ["NotYetCore", "NotYetCoreFFI"];

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    ensure_swift()?;
    bindings::all()?;
    must("swift build", inside("swift").args(["build", "--build-tests"]))?;
    let done = quiet_step("swift test", inside("swift").args(["test", "--skip-build", "--disable-xctest"]))?;
    if !done.success {
        // A test that did not pass, what it expected, and whatever stopped the whole run.
        let says_why = |line: &&str| line.contains('✘') || line.contains("error:") || line.contains("atal");
        done.show(done.log.lines().filter(says_why));
    }
    tally.count("swift test", swift_test(&done.log), done.success);
    let mut lint = inside("swift");
    lint.args(["format", "lint", "--strict", "--recursive"])
        .args(written_by_hand(&repo::root().join("ios"))?);
    check("swift format", tally, step("swift format", &mut lint))
}

/// Installs Swift where it may and is not there.
pub(crate) fn ensure_swift() -> Result<()> {
    if !cfg!(target_os = "macos") {
        setup::ensure(&[setup::Part::Ios])?;
        ensure!(setup::is_root(), "the Swift tree is entered by chroot, which needs root");
    }
    Ok(())
}

/// A program of the Swift tree, or of the package's own, in the package's folder. Of the machine's files it sees this
/// repository alone.
pub(crate) fn inside(program: &str) -> Command {
    let ios = repo::root().join("ios");
    let mut command = if cfg!(target_os = "macos") {
        Command::new(program)
    } else {
        let root = repo::root();
        let mut inside = Command::new(root.join("xtask/scripts/in-swift.sh"));
        inside.arg(root).arg(program);
        inside
    };
    command.current_dir(ios).env("CORE_LIB_DIR", repo::target().join("debug"));
    command
}

fn written_by_hand(ios: &Path) -> Result<Vec<String>> {
    let relative = |path: &Path| path.strip_prefix(ios).unwrap_or(path).display().to_string();
    let mut all: Vec<String> = ["Package.swift", "App", "LinuxStubs", "Tests"]
        .into_iter()
        .filter(|name| ios.join(name).exists())
        .map(str::to_owned)
        .collect();
    for folder in repo::sorted_entries(&ios.join("Sources"))? {
        if !GENERATED.iter().any(|name| folder.ends_with(name)) {
            all.push(relative(&folder));
        }
    }
    Ok(all)
}
