//! How far a long run got: a small file that is replaced after each round, so that the run goes on where it was cut
//! off.

use crate::chance::fresh_seed;
use anyhow::Context;
use serde::{Deserialize, Serialize};
use std::path::{Path, PathBuf};

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Standing {
    seed: u64,
    wanted: u64,
    done: u64,
}

/// A run of so many, of which some are done.
#[derive(Debug)]
pub struct Kept {
    path: Option<PathBuf>,
    at: Standing,
}

impl Kept {
    /// Begins a run, or goes on with the one that the file tells of: the same number wanted, and no other seed asked for.
    pub fn begin(path: Option<&Path>, seed: Option<u64>, wanted: u64) -> anyhow::Result<Self> {
        let before = match path {
            Some(path) => read(path)?,
            None => None,
        };
        let goes_on = |it: &Standing| it.wanted == wanted && seed.is_none_or(|seed| seed == it.seed);
        let at = before.filter(goes_on);
        let at = at.unwrap_or_else(|| Standing { seed: seed.unwrap_or_else(fresh_seed), wanted, done: 0 });
        Ok(Self { path: path.map(Path::to_owned), at })
    }

    /// The run's seed.
    pub fn seed(&self) -> u64 {
        self.at.seed
    }

    /// How many are done.
    pub fn done(&self) -> u64 {
        self.at.done
    }

    /// How many are left.
    pub fn left(&self) -> u64 {
        self.at.wanted - self.at.done
    }

    /// Notes that so many more are done.
    pub fn note(&mut self, more: u64) -> anyhow::Result<()> {
        self.at.done += more;
        let Some(path) = &self.path else { return Ok(()) };
        let (aside, text) = (path.with_extension("part"), serde_json::to_string(&self.at)?);
        std::fs::write(&aside, text).with_context(|| format!("cannot write {}", aside.display()))?;
        std::fs::rename(&aside, path).with_context(|| format!("cannot write {}", path.display()))
    }
}

fn read(path: &Path) -> anyhow::Result<Option<Standing>> {
    match std::fs::read(path) {
        Ok(bytes) => {
            let at = serde_json::from_slice(&bytes);
            at.map(Some).with_context(|| format!("{} does not say how far a run got", path.display()))
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_run_that_was_cut_off_goes_on_and_another_begins_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("crash.json");
        let mut run = Kept::begin(Some(&path), Some(7), 100).unwrap();
        run.note(40).unwrap();
        let again = Kept::begin(Some(&path), None, 100).unwrap();
        assert_eq!((again.seed(), again.done(), again.left()), (7, 40, 60));
        let other = Kept::begin(Some(&path), Some(8), 100).unwrap();
        assert_eq!((other.seed(), other.done()), (8, 0));
        let longer = Kept::begin(Some(&path), Some(7), 200).unwrap();
        assert_eq!((longer.done(), longer.left()), (0, 200));
    }

    #[test]
    fn a_file_that_says_something_else_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("crash.json");
        std::fs::write(&path, "{}").unwrap();
        let error = Kept::begin(Some(&path), None, 100).unwrap_err();
        assert!(error.to_string().contains("crash.json"), "{error}");
    }
}
