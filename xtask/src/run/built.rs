//! What has to be there before a window opens: the machine's packages, the server and the core, the bindings, the
//! Kotlin classes, and the photo that stands for the camera. Builds only what changed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use crate::setup::Part;
use crate::steps::{cargo, must};
use crate::{bindings, repo, setup, test};

/// The modules that a window consists of.
const MODULES: [&str; 4] = ["bindings", "client", "ui", "desktop"];

pub(super) struct Built {
    classpath: String,
    /// A JPEG of 12 megapixels with EXIF and a place.
    pub(super) photo: PathBuf,
}

impl Built {
    /// `for_what`: a display of one's own, or a virtual one.
    pub(super) fn make(for_what: Part) -> Result<Self> {
        setup::ensure(&[Part::Rust, Part::Android, for_what])?;
        bindings::all()?;
        let desktop = repo::root().join("android/desktop/target");
        let classpath = desktop.join("classpath.txt");
        compile(&classpath)?;
        let classpath = format!("{}:{}", desktop.join("classes").display(), repo::read(&classpath)?);
        Ok(Self { classpath, photo: photo()? })
    }

    /// A window's process, without its own options.
    pub(super) fn window(&self) -> Command {
        self.tool("notyet.desktop.MainKt")
    }

    /// A process of another program over the same classes.
    pub(super) fn tool(&self, main: &str) -> Command {
        let mut java = Command::new("java");
        java.args(["-Xmx512m", "-Dskiko.renderApi=SOFTWARE", "-Duser.language=en", "-Duser.country=US"]);
        java.arg(format!("-Djna.library.path={}", repo::target().join("debug").display()));
        java.arg("-cp").arg(&self.classpath).arg(main);
        java
    }
}

/// Maven takes 20 s to find that nothing changed; the times of the sources tell it at once.
fn compile(classpath: &Path) -> Result<()> {
    let stamp = repo::target().join("xtask/windows.stamp");
    let now = sources()?;
    if classpath.exists() && fs::read_to_string(&stamp).is_ok_and(|then| then == now) {
        return Ok(());
    }
    must("mvn windows", test::maven().args(["process-classes", "-pl", "desktop", "-am"]))?;
    fs::write(&stamp, now).with_context(|| format!("cannot write {}", stamp.display()))
}

fn sources() -> Result<String> {
    let android = repo::root().join("android");
    let mut files = vec![android.join("pom.xml")];
    for module in MODULES.map(|module| android.join(module)) {
        files.push(module.join("pom.xml"));
        files.extend(repo::files_under(&module.join("src/main"), &[""], &[])?);
    }
    let mut all = String::new();
    for file in files {
        let about = fs::metadata(&file).with_context(|| format!("there is no {}", file.display()))?;
        let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
        all.push_str(&format!("{} {} {changed}\n", file.display(), about.len()));
    }
    Ok(all)
}

fn photo() -> Result<PathBuf> {
    let photo = repo::target().join("xtask/camera.jpg");
    if !photo.exists() {
        let sample = ["-p", "notyet-media", "--features", "test-support", "--example", "sample-photo"];
        must("build sample-photo", cargo().arg("build").args(sample))?;
        // Under another name first: a photo that was cut short must not pass for one.
        let part = photo.with_extension("part");
        let program = repo::target().join("debug/examples/sample-photo");
        must("sample-photo", Command::new(program).arg(&part))?;
        fs::rename(&part, &photo).with_context(|| format!("cannot write {}", photo.display()))?;
    }
    Ok(photo)
}
