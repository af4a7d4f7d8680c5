//! `cargo xtask shots`: draws every screen in its states, for a person to open and judge. Full size goes to
//! `target/shots`; `docs/screens` keeps a small contact sheet for each screen and a checksum for each picture,
//! so that a picture which changed without intent is found.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};

use crate::steps::must;
use crate::{bindings, repo, setup, test};

/// A contact sheet weighs at most this, so that history stays light.
const SHEET_BYTES: u64 = 150_000;
/// How wide one picture of a sheet is, and with what quality it is tried to be kept, best first.
const QUALITIES: [(u32, u32); 5] = [(220, 50), (180, 45), (150, 40), (120, 35), (100, 30)];
/// The labels' face: a machine may have none of its own.
const FONT: &str = "android/ui/src/main/resources/font/NotYetSans-Regular.ttf";

#[derive(clap::Args)]
pub(crate) struct Args {
    /// One screen only, by the beginning of its pictures' names: `today`, `capture-tablet`.
    only: Option<String>,
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    setup::ensure(&[setup::Part::Android, setup::Part::E2e])?;
    bindings::all()?;
    draw(args.only.as_deref())?;
    if args.only.is_some() {
        println!("pictures are in {}", folder().display());
        return Ok(());
    }
    let drawn = checksums()?;
    report(&differences(&kept()?, &drawn));
    sheets(&drawn)?;
    let mut text = String::new();
    for (name, sum) in &drawn {
        writeln!(text, "{sum}  {name}")?;
    }
    repo::write_if_changed(&list(), &text)?;
    println!("pictures are in {}, contact sheets in docs/screens", folder().display());
    Ok(())
}

/// Compares the pictures that a test run drew with the list: what changed, by name.
pub(crate) fn changed() -> Result<Vec<String>> {
    Ok(differences(&kept()?, &checksums()?))
}

fn draw(only: Option<&str>) -> Result<()> {
    if only.is_none() && folder().exists() {
        fs::remove_dir_all(folder())?;
    }
    let mut maven = test::maven();
    maven.args(["-pl", "ui", "-am", "test", "-Dtest=ShotsTest", "-Dsurefire.failIfNoSpecifiedTests=false"]);
    if let Some(only) = only {
        maven.arg(format!("-Dshots.only={only}"));
    }
    must("draw", &mut maven)?;
    Ok(())
}

/// Where full-size pictures are.
fn folder() -> PathBuf {
    repo::root().join("target/shots")
}

fn list() -> PathBuf {
    repo::root().join("docs/screens/checksums.txt")
}

/// The checksums that are kept, by picture.
fn kept() -> Result<BTreeMap<String, String>> {
    if !list().exists() {
        return Ok(BTreeMap::new());
    }
    let text = repo::read(&list())?;
    let line = |line: &str| line.split_once("  ").map(|(sum, name)| (name.to_owned(), sum.to_owned()));
    Ok(text.lines().filter_map(line).collect())
}

/// The checksums of what was drawn, by picture.
fn checksums() -> Result<BTreeMap<String, String>> {
    let mut sums = BTreeMap::new();
    for picture in repo::files_under(&folder(), &[".png"], &[])? {
        let bytes = fs::read(&picture).with_context(|| format!("cannot read {}", picture.display()))?;
        let sum = Sha256::digest(&bytes)[..8].iter().fold(String::new(), |sum, b| sum + &format!("{b:02x}"));
        sums.insert(stem(&picture), sum);
    }
    if sums.is_empty() {
        bail!("no picture was drawn");
    }
    Ok(sums)
}

fn stem(picture: &Path) -> String {
    picture.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn differences(kept: &BTreeMap<String, String>, drawn: &BTreeMap<String, String>) -> Vec<String> {
    let mut lines = Vec::new();
    for (name, sum) in drawn {
        match kept.get(name) {
            None => lines.push(format!("{name} is new")),
            Some(old) if old != sum => lines.push(format!("{name} changed")),
            Some(_) => {}
        }
    }
    lines.extend(kept.keys().filter(|name| !drawn.contains_key(*name)).map(|name| format!("{name} is gone")));
    lines
}

fn report(lines: &[String]) {
    for line in lines {
        println!("{line}");
    }
    println!("{} pictures changed", lines.len());
}

/// One sheet for each screen: the part of a picture's name before the first dash.
fn sheets(drawn: &BTreeMap<String, String>) -> Result<()> {
    let mut screens: BTreeMap<&str, Vec<&String>> = BTreeMap::new();
    for name in drawn.keys() {
        screens.entry(name.split('-').next().unwrap_or(name)).or_default().push(name);
    }
    for (screen, pictures) in screens {
        let sheet = repo::root().join(format!("docs/screens/{screen}.jpg"));
        fs::create_dir_all(repo::root().join("docs/screens"))?;
        for (width, quality) in QUALITIES {
            let mut montage = Command::new("montage");
            montage.current_dir(folder()).arg("-font").arg(repo::root().join(FONT));
            montage.args(["-label", "%t", "-background", "#8A8578", "-pointsize", "11"]);
            montage.args(pictures.iter().map(|name| format!("{name}.png")));
            montage.args(["-geometry", &format!("{width}x{}+6+6", width * 2), "-tile", "6x"]);
            montage.args(["-strip", "-quality", &quality.to_string()]).arg(&sheet);
            must(&format!("sheet {screen} {width}"), &mut montage)?;
            if fs::metadata(&sheet)?.len() <= SHEET_BYTES {
                break;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_that_is_new_changed_or_gone_is_named() {
        let map = |pairs: &[(&str, &str)]| {
            pairs.iter().map(|(n, s)| ((*n).to_owned(), (*s).to_owned())).collect::<BTreeMap<_, _>>()
        };
        let kept = map(&[("a", "1"), ("b", "2"), ("c", "3")]);
        let drawn = map(&[("a", "1"), ("b", "9"), ("d", "4")]);
        assert_eq!(differences(&kept, &drawn), ["b changed", "d is new", "c is gone"]);
    }
}
