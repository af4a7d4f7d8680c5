//! The photos of the lesson: each another page, so that no two have the same bytes. What stands in the camera's file is
//! what the next shutter takes.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::repo;
use crate::steps::{cargo, must};

/// How many there are.
const COUNT: usize = 40;
/// Of three megapixels: drawing and shrinking forty of twelve would take longer than the lesson.
const SIZE: [&str; 2] = ["2048", "1536"];

pub(super) struct Photos {
    camera: PathBuf,
    all: Vec<PathBuf>,
    taken: Cell<usize>,
}

impl Photos {
    /// Draws them, or finds those that an earlier run drew.
    pub(super) fn draw(camera: PathBuf) -> Result<Self> {
        let folder = repo::target().join("xtask/lesson/photos");
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let all: Vec<PathBuf> = (1..=COUNT).map(|at| folder.join(format!("{at:02}.jpg"))).collect();
        if all.iter().any(|photo| !photo.exists()) {
            let sample = ["-p", "notyet-media", "--features", "test-support", "--example", "sample-photo"];
            must("build sample-photo", cargo().arg("build").args(sample))?;
            for (seed, photo) in (1..).zip(&all) {
                let part = photo.with_extension("part");
                let mut draw = Command::new(repo::target().join("debug/examples/sample-photo"));
                let drawn = draw.arg(&part).arg(seed.to_string()).args(SIZE).status()?;
                ensure!(drawn.success(), "a photo could not be drawn: {drawn}");
                fs::rename(&part, photo).with_context(|| format!("cannot write {}", photo.display()))?;
            }
        }
        Ok(Self { camera, all, taken: Cell::new(0) })
    }

    /// Puts the next one before the camera.
    pub(super) fn next(&self) -> Result<()> {
        let at = self.taken.get();
        let photo = self.all.get(at).context("there are no more photos")?;
        // Whoever reads it reads one whole photo or another.
        let part = self.camera.with_extension("part");
        fs::copy(photo, &part).and_then(|_| fs::rename(&part, &self.camera))?;
        self.taken.set(at + 1);
        Ok(())
    }

    /// How many were put before the camera; the first stood there before any was taken.
    pub(super) fn taken(&self) -> usize {
        self.taken.get().saturating_sub(1)
    }
}
