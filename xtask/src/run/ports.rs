//! The ports of a kept folder: its devices know the server by address, so it has to stand there again.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};

/// Ports by what listens there; 0 where none was kept.
#[derive(Clone, Copy, Default)]
pub(super) struct Ports {
    pub(super) server: u16,
    pub(super) proxy: u16,
}

impl Ports {
    /// Those of a folder.
    pub(super) fn of(folder: &Path) -> Result<Self> {
        let Ok(text) = fs::read_to_string(folder.join("ports")) else { return Ok(Self::default()) };
        let mut numbers = text.split_whitespace().map(str::parse);
        let mut next = || numbers.next().context("the folder's ports are cut short")?.context("not a port");
        Ok(Self { server: next()?, proxy: next()? })
    }

    /// Keeps them; a port that is not in use this time stays as it was.
    pub(super) fn keep(self, folder: &Path, server: u16, proxy: u16) -> Result<()> {
        let proxy = if proxy == 0 { self.proxy } else { proxy };
        Ok(fs::write(folder.join("ports"), format!("{server} {proxy}\n"))?)
    }
}
