//! The Kotlin modules on the JVM: tests through Maven, then ktlint and detekt, both fetched by Maven. Needs no
//! Android SDK and no display.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use super::check;
use super::tally::{Counted, Tally, surefire};
use crate::steps::{must, quiet_step, step};
use crate::{bindings, repo, setup, shots};

const KTLINT: [&str; 3] = ["com.pinterest.ktlint", "ktlint-cli", "1.5.0"];
const DETEKT: [&str; 3] = ["io.gitlab.arturbosch.detekt", "detekt-cli", "1.23.8"];

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    setup::ensure(&[setup::Part::Android])?;
    bindings::all()?;
    let android = repo::root().join("android");
    forget_old_results(&android)?;

    // Without a stop at the first module that has a failing test: the reports say which tests failed.
    let done = quiet_step("mvn test", maven().args(["test", "-Dmaven.test.failure.ignore=true"]))?;
    let mut counted = Counted::default();
    for report in reports(&android)? {
        let one = surefire(&repo::read(&report)?);
        counted.passed += one.passed;
        counted.failed += one.failed;
        counted.skipped += one.skipped;
        counted.names.extend(one.names);
    }
    if counted.failed > 0 || !done.success {
        done.show(done.log.lines());
    }
    tally.count("mvn test", counted, done.success);
    for line in shots::changed()? {
        tally.fault(format!("picture {line}: open it; if it is meant to, `cargo xtask shots` keeps it"));
    }

    let ktlint = jar(KTLINT)?;
    let sources = ["**/src/**/*.kt", "!**/generated/**", "!bindings/src/main/**", "!**/target/**"];
    let mut lint = java(&android, &ktlint);
    check("ktlint", tally, step("ktlint", lint.args(["--relative", "--log-level=error"]).args(sources)))?;

    let detekt = jar(DETEKT)?;
    let mut lint = java(&android, &detekt);
    lint.args(["--build-upon-default-config", "--config", "detekt.yml", "--input", "."]);
    lint.args(["--excludes", "**/generated/**,**/bindings/src/main/**,**/stubs/**,**/target/**"]);
    check("detekt", tally, step("detekt", &mut lint))
}

/// Maven in the Android folder, with the core's library where JNA looks for it.
pub(crate) fn maven() -> Command {
    let mut command = Command::new("mvn");
    command.current_dir(repo::root().join("android")).args(["-q", "-B", "-Dstyle.color=never"]);
    command.arg(format!("-Dcore.lib.dir={}", repo::target().join("debug").display()));
    command
}

fn java(android: &Path, jar: &Path) -> Command {
    let mut command = Command::new("java");
    // ktlint's Kotlin compiler reaches into the JDK.
    command
        .current_dir(android)
        .args(["-Xmx1g", "--add-opens=java.base/java.lang=ALL-UNNAMED", "-jar"])
        .arg(jar);
    command
}

/// A tool's jar, with all that it needs inside, fetched once.
fn jar([group, name, version]: [&str; 3]) -> Result<PathBuf> {
    let folder = repo::target().join("xtask/tools");
    let jar = folder.join(format!("{name}-{version}-all.jar"));
    if !jar.exists() {
        let mut fetch = maven();
        fetch.args(["--non-recursive", "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy"]);
        fetch.arg(format!("-Dartifact={group}:{name}:{version}:jar:all"));
        // Under another name first: a download that was cut short must not pass for the tool.
        let part = folder.join("part");
        fetch.arg(format!("-DoutputDirectory={}", part.display()));
        must(&format!("fetch {name}"), &mut fetch)?;
        let fetched = part.join(jar.file_name().expect("a jar has a name"));
        fs::rename(&fetched, &jar).with_context(|| format!("there is no {}", fetched.display()))?;
    }
    Ok(jar)
}

/// Reports of an earlier run, and classes of tests whose source is gone, would be counted again.
fn forget_old_results(android: &Path) -> Result<()> {
    let mut sources = String::new();
    for module in modules(android)? {
        remove(&module.join("target/surefire-reports"))?;
        let tests = module.join("src/test");
        for file in if tests.exists() { repo::files_under(&tests, &[".kt"], &[])? } else { Vec::new() } {
            sources.push_str(&format!("{}\n", file.display()));
        }
    }
    let list = repo::target().join("xtask/android-tests.txt");
    if fs::read_to_string(&list).is_ok_and(|old| old == sources) {
        return Ok(());
    }
    for module in modules(android)? {
        remove(&module.join("target/test-classes"))?;
        remove(&module.join("target/kotlin-ic"))?;
    }
    fs::create_dir_all(repo::target().join("xtask"))?;
    fs::write(&list, sources).with_context(|| format!("cannot write {}", list.display()))
}

fn reports(android: &Path) -> Result<Vec<PathBuf>> {
    let mut all = Vec::new();
    for folder in modules(android)?.iter().map(|module| module.join("target/surefire-reports")) {
        if folder.exists() {
            let files = repo::sorted_entries(&folder)?;
            all.extend(files.into_iter().filter(|file| file.extension() == Some("xml".as_ref())));
        }
    }
    Ok(all)
}

/// The folders with a `pom.xml` below the Android folder; stand-ins have no tests.
fn modules(android: &Path) -> Result<Vec<PathBuf>> {
    let entries = repo::sorted_entries(android)?;
    Ok(entries.into_iter().filter(|path| path.join("pom.xml").exists()).collect())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("cannot remove {}", folder.display()))?;
    }
    Ok(())
}
