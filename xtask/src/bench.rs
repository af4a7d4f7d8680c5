//! `cargo xtask bench`: prints the project's figures, each beside its floor or its bar, measured in one run on
//! this machine. Judges nothing by a clock: a person reads what it prints.

use std::path::Path;
use std::process::Command;

use anyhow::Result;
use clap::ValueEnum;

use crate::steps::{cargo, must, shown};
use crate::{bindings, repo, setup, test};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Which; all, when none is named.
    #[arg(value_enum)]
    which: Vec<Which>,
    /// Rows of `sync`, with commas: bell, through, one, apply, counter, wire, dashboard, rebuild, polls.
    #[arg(long, value_name = "ROWS")]
    only: Option<String>,
    /// Results of the large database that `sync` reads a class's dashboard from; 10 million if nothing else is said. It
    /// is kept in the target folder for the next run.
    #[arg(long)]
    results: Option<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, ValueEnum)]
enum Which {
    /// Levels of a class and explanations of a student, by every method.
    Model,
    /// A capture until it is durable, and opening a full database.
    Store,
    /// A photo of 12 megapixels, beside turbojpeg.
    Media,
    /// Sync, server and store beside Anki, PouchDB and bare rows. Makes a large database the first time.
    Sync,
    /// A call from Kotlin for a screen of 40 rows.
    Kotlin,
    /// A frame while 500 students scroll, and a tap until it is saved.
    Ui,
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let all = if args.which.is_empty() { Which::value_variants() } else { &args.which };
    setup::ensure(&[setup::Part::Rust, setup::Part::Bench])?;
    let mut build = cargo();
    build.args(["build", "--release", "--package", "notyet-bench", "--features", "turbojpeg"]);
    must("build bench", &mut build)?;
    let program = repo::target().join("release/notyet-bench");
    for which in all {
        println!("── {}", format!("{which:?}").to_lowercase());
        match which {
            Which::Model => shown(&mut Command::new(repo::target().join("release/notyet-bench-model")))?,
            Which::Store => shown(Command::new(&program).arg("store"))?,
            Which::Media => shown(Command::new(&program).arg("media"))?,
            Which::Sync => sync(&program, args)?,
            Which::Kotlin => kotlin(&program)?,
            Which::Ui => ui(&program)?,
        }
    }
    Ok(())
}

/// Beside programs of others, which are installed when this is asked for. What cannot be installed is left out, and said.
fn sync(program: &Path, args: &Args) -> Result<()> {
    must("build server", cargo().args(["build", "--release", "--package", "notyet-server"]))?;
    let mut bench = Command::new(program);
    bench.args(["sync", "--server"]).arg(repo::target().join("release/notyet-server"));
    bench.arg("--keep").arg(repo::target().join("bench-results"));
    for (name, installed) in [("--anki", setup::anki()), ("--pouchdb", setup::pouchdb())] {
        match installed {
            Ok(place) => drop(bench.arg(name).arg(place)),
            Err(error) => println!("{}: {error:#}", name.trim_start_matches('-')),
        }
    }
    if let Some(rows) = &args.only {
        bench.args(["--only", rows]);
    }
    if let Some(results) = args.results {
        bench.arg("--results").arg(results.to_string());
    }
    shown(&mut bench)
}

/// The JVM host's own classes call a release build of the core over a class of 40 students.
fn kotlin(program: &Path) -> Result<()> {
    let term = seeded(program, &[])?;
    shown(host("notyet.desktop.BenchKt")?.arg(term.path()))
}

/// The screens over a release build of the core: of a large class, and of one with a term's results.
fn ui(program: &Path) -> Result<()> {
    let (large, term) = (seeded(program, &["--students", "500", "--results", "2"])?, seeded(program, &[])?);
    shown(host("notyet.desktop.BenchUiKt")?.arg(large.path()).arg(term.path()))
}

/// A folder of the JVM's host, made for being measured.
fn seeded(program: &Path, how: &[&str]) -> Result<tempfile::TempDir> {
    let folder = tempfile::tempdir()?;
    must("seed a class", Command::new(program).arg("seed").arg(folder.path()).args(how))?;
    Ok(folder)
}

/// A class of the JVM's host, with a release build of the core.
fn host(class: &str) -> Result<Command> {
    setup::ensure(&[setup::Part::Android])?;
    bindings::all()?;
    must("build core", cargo().args(["build", "--release", "--package", "notyet-app"]))?;
    must("build host", test::maven().args(["-pl", "desktop", "-am", "process-classes"]))?;
    let desktop = repo::root().join("android/desktop/target");
    let classes = format!(
        "{}:{}",
        desktop.join("classes").display(),
        repo::read(&desktop.join("classpath.txt"))?.trim()
    );
    let mut java = Command::new("java");
    java.arg(format!("-Djna.library.path={}", repo::target().join("release").display()));
    java.args(["-Djava.awt.headless=true", "-cp", &classes, class]);
    Ok(java)
}
