//! What everybody knows at the end of a lesson: every level of the class and why it stands, from each of those who tell
//! it, in one form and under one hash.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail, ensure};
use sha2::{Digest, Sha256};

use super::super::Stage;
use super::super::school::CLASS;
use super::{PIN, folder_of};
use crate::repo;
use crate::steps::{cargo, must};
use crate::test::{ensure_swift, inside};

/// Builds whatever tells it, before a lesson whose end would wait for it.
pub(in crate::run) fn build() -> Result<()> {
    // Together with what was built before: alone they would have it compiled once more, with other features.
    let packages = ["notyet-app", "notyet-server", "notyet-bindgen", "notyet-export", "notyet-level"];
    must("build export", cargo().arg("build").args(packages.map(|package| format!("-p{package}"))))?;
    ensure_swift()?;
    must("swift build levels", inside("swift").args(["build", "--product", "levels"]))?;
    Ok(())
}

/// Writes all of them below the run's folder; says the hash, or what differs. Nobody who is asked can ask the server.
pub(super) fn one_hash(stage: &Stage) -> Result<()> {
    let folder = stage.folder.join("exports");
    fs::create_dir_all(&folder)?;
    let (tablet, beside) = (folder_of(stage, "tablet"), folder_of(stage, "beside"));
    let mut all = vec![];
    let mut ask = |name: &'static str, command: &mut Command| -> Result<()> {
        all.push((name, told(&folder, name, command)?));
        Ok(())
    };
    ask("the teacher's core", export("device", &tablet).args(["--pin", PIN]))?;
    ask("the co-teacher's core", export("device", &beside).args(["--pin", PIN]))?;
    ask("the Android app", stage.built.tool("notyet.desktop.LevelsKt").arg(&tablet).args([PIN, CLASS]))?;
    let copy = Copy::of(&tablet)?;
    ask("the iOS app", inside(".build/debug/levels").arg(&copy.0).args([PIN, CLASS]))?;
    let rows = &stage.school.folder;
    ask("the server's rows", &mut export("server", rows))?;
    all.push(("the level command", level_command(&folder, rows)?));

    println!("every level of {CLASS} and why it stands");
    for (name, file) in &all {
        println!("{}  {name}", hash(file)?);
    }
    let (first, others) = all.split_first().context("there are exports")?;
    let text = repo::read(&first.1)?;
    ensure!(text.lines().filter(|line| !line.contains("\"level\":null")).count() > 0, "nobody has a level");
    for (name, file) in others {
        let other = repo::read(file)?;
        if let Some((one, two)) = text.lines().zip(other.lines()).find(|(one, two)| one != two) {
            bail!("{} and {name} differ:\n- {one}\n+ {two}", first.0);
        }
        ensure!(other == text, "{} and {name} have not as many lines", first.0);
    }
    println!("{} lines, one hash", text.lines().count());
    Ok(())
}

fn export(from: &str, folder: &Path) -> Command {
    let mut command = Command::new(repo::target().join("debug/notyet-export"));
    command.arg(from).arg("--folder").arg(folder).args(["--class", CLASS]);
    command
}

/// A device's folder where the Swift tree sees it; gone when this is dropped.
struct Copy(PathBuf);

impl Copy {
    fn of(device: &Path) -> Result<Self> {
        let copy = Self(repo::target().join("xtask/lesson/device"));
        copy.clear()?;
        let mut command = Command::new("cp");
        let done = command.arg("-a").arg(device).arg(&copy.0).status().context("cannot start cp")?;
        ensure!(done.success(), "{} could not be copied: {done}", device.display());
        Ok(copy)
    }

    fn clear(&self) -> std::io::Result<()> {
        if self.0.exists() { fs::remove_dir_all(&self.0) } else { Ok(()) }
    }
}

impl Drop for Copy {
    fn drop(&mut self) {
        // What stays is overwritten by the next one.
        let _ = self.clear();
    }
}

/// The rows as cases, the command's answers, and those in the one form.
fn level_command(folder: &Path, rows: &Path) -> Result<PathBuf> {
    let cases = told(folder, "cases", &mut export("cases", rows))?;
    let mut level = Command::new(repo::target().join("debug/notyet-level"));
    let answers = told(folder, "answers", level.stdin(File::open(cases)?))?;
    let mut lines = Command::new(repo::target().join("debug/notyet-export"));
    told(folder, "the level command", lines.arg("answers").stdin(File::open(answers)?))
}

/// What a command writes to standard output, as a file.
fn told(folder: &Path, name: &str, command: &mut Command) -> Result<PathBuf> {
    let file = folder.join(format!("{}.jsonl", name.replace([' ', '\''], "-")));
    let output = command.stderr(Stdio::piped()).stdout(File::create(&file)?).output();
    let output = output.with_context(|| format!("cannot start {}", command.get_program().display()))?;
    if !output.status.success() {
        bail!("{name}: {}", String::from_utf8_lossy(&output.stderr).trim_end());
    }
    Ok(file)
}

fn hash(file: &Path) -> Result<String> {
    let digest = Sha256::digest(fs::read(file)?);
    Ok(digest.iter().map(|byte| format!("{byte:02x}")).collect())
}
