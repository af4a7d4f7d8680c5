//! `core/model/mutants.toml`: mutants that no test can catch, each with its reason.

use anyhow::{Context, Result};
use serde::Deserialize;

use super::workers::Mutant;
use crate::repo;

/// The list.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Accepted {
    /// The commit at which all mutants were last run.
    pub(super) checked: Option<String>,
    #[serde(default, rename = "survivor")]
    pub(super) survivors: Vec<Survivor>,
}

/// One that is known to survive. It has no line number, which every edit above it would move.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Survivor {
    pub(super) file: String,
    /// In cargo-mutants' words, without the place.
    pub(super) mutant: String,
    /// The line that it begins on, or a part of it.
    pub(super) code: String,
    /// Why nothing can tell it from the original.
    pub(super) why: String,
}

impl Survivor {
    pub(super) fn is(&self, mutant: &Mutant) -> bool {
        self.file == mutant.file && self.mutant == mutant.what && mutant.code.contains(&self.code)
    }
}

impl std::fmt::Display for Survivor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {} in `{}`", self.file, self.mutant, self.code)
    }
}

pub(super) fn read() -> Result<Accepted> {
    let path = repo::root().join("core/model/mutants.toml");
    toml::from_str(&repo::read(&path)?).with_context(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_accepted_survivor_says_why() {
        for survivor in read().unwrap().survivors {
            assert!(survivor.why.split_whitespace().count() >= 4, "{survivor}: {}", survivor.why);
        }
    }
}
