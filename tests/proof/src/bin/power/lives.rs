//! The lives of one folder: each ends by a power cut, and the next begins with what the cut left.

use crate::disk;
use notyet_proof::chance::Chance;
use std::path::PathBuf;

/// Calls in the longest life: some openings, and some dozens of records after them.
const LONGEST: u64 = 600;

/// Calls in the longest of the short lives.
const SHORTEST: u64 = 80;

/// A folder and its lives.
pub(crate) struct Lives {
    home: tempfile::TempDir,
    nth: u64,
    chance: Chance,
    syncs: bool,
}

impl Lives {
    /// An empty folder. With `syncs` off, nothing is ever synced.
    pub(crate) fn new(chance: Chance, syncs: bool) -> anyhow::Result<Self> {
        let it = Self { home: tempfile::tempdir()?, nth: 0, chance, syncs };
        std::fs::create_dir(it.folder())?;
        Ok(it)
    }

    /// Where it lies in the present life.
    pub(crate) fn folder(&self) -> PathBuf {
        self.home.path().join(self.nth.to_string())
    }

    /// A life begins; its end is decided.
    pub(crate) fn begin(&mut self) -> anyhow::Result<()> {
        // Short lives end in the midst of opening, or of recovering from the cut before.
        let longest = if self.chance.is(1, 3) { SHORTEST } else { LONGEST };
        let calls = 1 + self.chance.below(longest);
        let chance = Chance::new(self.chance.draw());
        Ok(disk::begin(&self.folder(), calls, chance, self.syncs)?)
    }

    /// It is over; whatever the program had open is closed. What the cut left lies in the next folder.
    pub(crate) fn end(&mut self) -> anyhow::Result<()> {
        let image = disk::end()?;
        let before = self.folder();
        self.nth += 1;
        image.lay(&self.folder())?;
        Ok(std::fs::remove_dir_all(before)?)
    }
}
