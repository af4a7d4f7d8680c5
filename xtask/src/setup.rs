//! `cargo xtask setup`: what a bare Debian 12 machine lacks, by part of the project. Installs it where it may,
//! and otherwise lists it exactly. Builds nothing of the project.

use std::collections::BTreeSet;
use std::process::{Command, ExitCode};

use anyhow::{Result, bail};
use clap::ValueEnum;

use crate::repo;

mod debian;
mod node;
mod python;
mod tools;

pub(crate) use node::pouchdb;
pub(crate) use python::{anki, peers};
pub(crate) use tools::cargo_tool;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// For which parts; all, when none is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// Installs nothing: lists what is not there.
    #[arg(long)]
    check: bool,
}

/// What a machine is prepared for.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// The core and the server.
    Rust,
    /// What the server is tried against: PostgreSQL, an S3 server and an OpenID Connect provider.
    Server,
    /// Fuzz targets, and programs that the domain is compared with.
    Model,
    /// The Compose screens and their tests, without a display.
    Android,
    /// The Swift package, in a Debian 13 tree of its own.
    Ios,
    /// Both windows, under a virtual display.
    E2e,
    /// Both windows, on a display of one's own.
    Window,
    /// The yardsticks of benchmarks.
    Bench,
}

impl Part {
    /// Debian packages with the reason why each is there.
    fn packages(self) -> &'static [&'static str] {
        match self {
            // SQLCipher links the system's libcrypto; Python has its time zones from the system.
            Self::Rust => &["libssl-dev", "pkg-config", "tzdata"],
            Self::Server => &["postgresql-15"],
            Self::Model => &[],
            // Skia is loaded even where nothing is shown.
            Self::Android => &["libgl1", "libx11-6", "libfontconfig1"],
            // debootstrap makes the tree, rsvg-convert turns wireframes into pictures.
            Self::Ios => &["debootstrap", "librsvg2-bin"],
            // The headless JRE has no windows; the rest is the display, the hand and the camera of a scripted run.
            Self::Bench => &["libturbojpeg0-dev"],
            Self::Window => &["openjdk-17-jre"],
            Self::E2e => &["openjdk-17-jre", "xvfb", "xdotool", "imagemagick", "x11-utils"],
        }
    }

    /// Programs that the part takes for granted, with the package that has each.
    fn programs(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Rust => &[("cc", "build-essential"), ("python3", "python3")],
            Self::Server => &[("go", "golang-go"), ("node", "nodejs"), ("npm", "npm")],
            Self::Bench => &[("cc", "build-essential")],
            Self::Model => &[("c++", "build-essential"), ("python3", "python3")],
            Self::Android | Self::E2e | Self::Window => {
                &[("javac", "openjdk-17-jdk-headless"), ("mvn", "maven")]
            }
            Self::Ios => &[("unshare", "util-linux")],
        }
    }
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    let parts = if args.parts.is_empty() { Part::value_variants() } else { &args.parts };
    if args.check {
        let lacking = lacking(parts)?;
        if !lacking.is_empty() {
            println!("{}", how_to(&lacking));
            return Ok(ExitCode::FAILURE);
        }
    } else {
        ensure(parts)?;
    }
    println!("All that is needed is there.");
    Ok(ExitCode::SUCCESS)
}

/// Installs what the parts lack; silent if that is nothing. The error lists what a person has to install.
pub(crate) fn ensure(parts: &[Part]) -> Result<()> {
    let lacking = lacking(parts)?;
    if !lacking.packages.is_empty() {
        if !may_install() {
            bail!("{}", how_to(&lacking));
        }
        debian::install(&lacking.packages)?;
    }
    if parts.contains(&Part::Server) {
        tools::s3_server()?;
        node::provider()?;
    }
    if lacking.swift {
        if !may_install() {
            bail!("{}", how_to(&lacking));
        }
        println!("installing Swift 6 into a folder of its own (1 to 3 minutes, 1.5 GB)");
        crate::steps::must("setup swift", &mut Command::new(repo::root().join(SETUP_SWIFT)))?;
    }
    Ok(())
}

const SETUP_SWIFT: &str = "xtask/scripts/setup-swift.sh";

fn may_install() -> bool {
    is_root() && on_path("apt-get")
}

/// Whether this process runs as root.
pub(crate) fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|id| id.stdout == b"0\n")
}

struct Lacking {
    packages: BTreeSet<&'static str>,
    swift: bool,
}

impl Lacking {
    fn is_empty(&self) -> bool {
        self.packages.is_empty() && !self.swift
    }
}

fn lacking(parts: &[Part]) -> Result<Lacking> {
    let wanted: BTreeSet<_> = parts.iter().flat_map(|part| part.packages()).copied().collect();
    let mut packages = debian::not_installed(&wanted)?;
    let programs = parts.iter().flat_map(|part| part.programs());
    packages.extend(programs.filter(|(program, _)| !on_path(program)).map(|(_, package)| package));
    if parts.contains(&Part::Model) && !python::makes_venvs() {
        packages.insert("python3-venv");
    }
    let swift = parts.contains(&Part::Ios) && {
        let mut check = Command::new(repo::root().join(SETUP_SWIFT));
        !check.arg("--check").status()?.success()
    };
    Ok(Lacking { packages, swift })
}

fn how_to(lacking: &Lacking) -> String {
    let mut lines = vec!["This machine lacks something. As root, on Debian 12:".to_owned()];
    if !lacking.packages.is_empty() {
        let names: Vec<_> = lacking.packages.iter().copied().collect();
        lines.push(format!("  apt-get install --no-install-recommends {}", names.join(" ")));
    }
    if lacking.swift {
        lines.push(format!("  {SETUP_SWIFT}"));
    }
    lines.join("\n")
}

fn on_path(program: &str) -> bool {
    let path = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&path).any(|folder| folder.join(program).is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_who_may_not_install_reads_what_to_type() {
        let lacking = Lacking { packages: ["xvfb", "libssl-dev"].into(), swift: true };
        assert_eq!(
            how_to(&lacking),
            "This machine lacks something. As root, on Debian 12:\n  apt-get install --no-install-recommends \
             libssl-dev xvfb\n  xtask/scripts/setup-swift.sh"
        );
    }

    #[test]
    fn a_program_is_found_on_the_path_or_not_at_all() {
        assert!(on_path("sh"));
        assert!(!on_path("no-program-has-this-name"));
    }
}
