//! `cargo xtask bindings`: everything that is written by machine from one source and not committed. Each part
//! writes its own files; this module only orders them.

use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

use crate::{icons, repo, tokens, words};

mod interface;

#[derive(clap::Args)]
pub(crate) struct Args {
    /// What to write; everything, when none is named.
    #[arg(value_enum)]
    parts: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Part {
    /// Colours, distances, type and times.
    Tokens,
    Icons,
    /// Typed accessors for the apps' texts.
    Words,
    /// The interface of the Rust core; builds it first.
    Core,
}

/// The command.
pub(crate) fn run(args: &Args) -> Result<ExitCode> {
    generate(if args.parts.is_empty() { Part::value_variants() } else { &args.parts })?;
    Ok(ExitCode::SUCCESS)
}

/// Writes everything that the two apps compile.
pub(crate) fn all() -> Result<()> {
    generate(Part::value_variants())
}

fn generate(parts: &[Part]) -> Result<()> {
    let root = repo::root();
    for part in parts {
        match part {
            Part::Tokens => tokens::generate(&root)?,
            Part::Icons => icons::generate(&root)?,
            Part::Words => words::generate(&root)?,
            Part::Core => interface::generate(&root)?,
        }
    }
    Ok(())
}
