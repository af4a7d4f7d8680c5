//! What happened in a scripted run, step by step, with times and pictures. Prints each step as it is done and the
//! measured times once more at the end.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::display::Display;

pub(super) struct Story<'a> {
    display: &'a Display,
    pictures: PathBuf,
    begun: Instant,
    taken: u32,
    figures: Vec<(String, Duration)>,
}

impl<'a> Story<'a> {
    /// Pictures of an earlier run make room.
    pub(super) fn begin(pictures: &Path, display: &'a Display) -> Result<Self> {
        if pictures.exists() {
            fs::remove_dir_all(pictures).with_context(|| format!("cannot empty {}", pictures.display()))?;
        }
        fs::create_dir_all(pictures).with_context(|| format!("cannot make {}", pictures.display()))?;
        let pictures = pictures.to_owned();
        Ok(Self { display, pictures, begun: Instant::now(), taken: 0, figures: vec![] })
    }

    /// Something was done, and can be seen.
    pub(super) fn step(&mut self, what: &str) -> Result<()> {
        self.taken += 1;
        let words: Vec<_> =
            what.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty()).collect();
        let name = format!("{:02}-{}.png", self.taken, words.join("-").to_lowercase());
        println!("{:>6.1} s  {what}", self.begun.elapsed().as_secs_f64());
        self.display.picture(&self.pictures.join(name))
    }

    /// Something happened that nobody sees.
    pub(super) fn note(&self, what: &str) {
        println!("{:>6.1} s    {what}", self.begun.elapsed().as_secs_f64());
    }

    /// Something took so long.
    pub(super) fn figure(&mut self, what: &str, time: Duration) {
        self.figures.push((what.to_owned(), time));
    }

    /// The figures as a table.
    pub(super) fn tell(&self) {
        println!("\n{} steps in {:.1} s", self.taken, self.begun.elapsed().as_secs_f64());
        for (what, time) in &self.figures {
            println!("{:>8} ms  {what}", time.as_millis());
        }
        println!();
    }

    /// What was on screen when something did not happen.
    pub(super) fn last_picture(&self) {
        // The error that led here is the one to read.
        let _ = self.display.picture(&self.pictures.join("99-end.png"));
    }
}
