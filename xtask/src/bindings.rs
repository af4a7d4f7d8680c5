//! `cargo xtask bindings`: everything that is written by machine from one source and not committed. Each part
//! writes its own files; this module only orders them.

use anyhow::Result;
use clap::ValueEnum;

use crate::{icons, repo, tokens, words};

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
}

pub(crate) fn run(args: &Args) -> Result<()> {
    let parts = if args.parts.is_empty() { Part::value_variants() } else { &args.parts };
    let root = repo::root();
    for part in parts {
        match part {
            Part::Tokens => tokens::generate(&root)?,
            Part::Icons => icons::generate(&root)?,
            Part::Words => words::generate(&root)?,
        }
    }
    Ok(())
}
