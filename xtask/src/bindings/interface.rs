//! The core's interface in Kotlin and Swift, read from the built library by UniFFI's generator. Runs the
//! generator only when the library or its settings changed, and touches only files whose text changed.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::UNIX_EPOCH;

use anyhow::{Context, Result};

use crate::{repo, setup, steps};

/// The generator's settings: package and module names.
const SETTINGS: &str = "core/app/uniffi.toml";
/// What the generator writes, and where the apps compile it.
const FILES: [(&str, &str); 3] = [
    ("notyet/core/notyet.kt", "android/bindings/src/main/kotlin/notyet/core/notyet.kt"),
    ("NotYetCore.swift", "ios/Sources/NotYetCore/NotYetCore.swift"),
    ("NotYetCoreFFI.h", "ios/Sources/NotYetCoreFFI/NotYetCoreFFI.h"),
];

pub(super) fn generate(root: &Path) -> Result<()> {
    setup::ensure(&[setup::Part::Rust])?;
    // What ships, as it ships: tests and tools would switch on features of the crates below.
    let packages = ["-p", "notyet-app", "-p", "notyet-server", "-p", "notyet-bindgen"];
    steps::must("build", steps::cargo().arg("build").args(packages))?;
    let built = repo::target().join("debug");
    let library = built.join(if cfg!(target_os = "macos") { "libnotyet.dylib" } else { "libnotyet.so" });
    let stamp = repo::target().join("xtask/core.stamp");
    let now = fingerprint(&library, &root.join(SETTINGS))?;
    if FILES.iter().all(|(_, file)| root.join(file).exists())
        && fs::read_to_string(&stamp).is_ok_and(|then| then == now)
    {
        return Ok(());
    }
    let out = repo::target().join("xtask/bindings");
    if out.exists() {
        fs::remove_dir_all(&out).with_context(|| format!("cannot empty {}", out.display()))?;
    }
    steps::must(
        "interface",
        Command::new(built.join("notyet-bindgen"))
            .current_dir(root)
            .env("RUST_BACKTRACE", "0")
            .arg("generate")
            .arg(&library)
            .args(["--language", "kotlin", "--language", "swift", "--no-format", "--out-dir"])
            .arg(&out),
    )?;
    for (from, to) in FILES {
        repo::write_if_changed(&root.join(to), &repo::read(&out.join(from))?)?;
    }
    fs::write(&stamp, now).with_context(|| format!("cannot write {}", stamp.display()))
}

/// Changes when the library or the settings do.
fn fingerprint(library: &Path, settings: &Path) -> Result<String> {
    let about = fs::metadata(library).with_context(|| format!("the core built no {}", library.display()))?;
    let changed = about.modified()?.duration_since(UNIX_EPOCH)?.as_nanos();
    Ok(format!("{} {} {changed}\n{}", env!("CARGO_PKG_VERSION"), about.len(), repo::read(settings)?))
}
