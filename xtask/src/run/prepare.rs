//! What a run needs built: the server, the core with its Kotlin interface, the JVM host, and the photo that stands
//! for a camera.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::steps::{cargo, must};
use crate::{bindings, repo, setup, test};

/// What was built, and where it is.
pub(super) struct Built {
    /// The server's program.
    pub(super) server: PathBuf,
    /// A photo of 12 megapixels with EXIF and GPS.
    pub(super) camera: PathBuf,
    classes: String,
    library: PathBuf,
}

impl Built {
    /// A command that opens a window.
    pub(super) fn host(&self) -> Command {
        let mut java = Command::new("java");
        // A machine without a graphics card draws in software; so does one with, for the same pictures.
        java.args(["-Xmx512m", "-Dskiko.renderApi=SOFTWARE"]);
        java.arg(format!("-Djna.library.path={}", self.library.display()));
        java.args(["-cp", &self.classes, "notyet.desktop.MainKt"]);
        java
    }
}

/// Installs and builds it all.
pub(super) fn all(headless: bool) -> Result<Built> {
    let mut parts = vec![setup::Part::Rust, setup::Part::Android];
    if headless {
        parts.push(setup::Part::E2e);
    } else {
        parts.push(setup::Part::Window);
    }
    setup::ensure(&parts)?;
    bindings::all()?;
    must("build server", cargo().args(["build", "--package", "notyet-server"]))?;
    must("build windows", test::maven().args(["-pl", "desktop", "-am", "process-classes"]))?;
    let camera = repo::target().join("xtask/camera.jpg");
    if !camera.exists() {
        let mut draw = cargo();
        draw.args(["run", "--package", "notyet-media", "--features", "test-support"]);
        must("draw a page", draw.args(["--example", "sample-photo", "--"]).arg(&camera))?;
    }
    let desktop = repo::root().join("android/desktop/target");
    let classpath = repo::read(&desktop.join("classpath.txt"))?;
    Ok(Built {
        server: repo::target().join("debug/notyet-server"),
        camera,
        classes: format!("{}:{}", desktop.join("classes").display(), classpath.trim()),
        library: repo::target().join("debug"),
    })
}
