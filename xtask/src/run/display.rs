//! A virtual display of this run's own: the server picks a free number itself, and pictures are taken of all of
//! it. Ends with its owner.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::owned::Owned;

pub(super) struct Display {
    /// As programs want it in `DISPLAY`.
    pub(super) name: String,
    _server: Owned,
}

impl Display {
    /// Of so many pixels across and down.
    pub(super) fn start((width, height): (i32, i32), log: &Path) -> Result<Self> {
        let mut command = Command::new("Xvfb");
        let screen = format!("{width}x{height}x24");
        command.args(["-displayfd", "1", "-screen", "0", &screen, "-nolisten", "tcp", "-noreset"]);
        let mut server = Owned::start(&command, log)?;
        let mut number = String::new();
        let out = server.child.stdout.take().context("the display's output is a pipe")?;
        BufReader::new(out).read_line(&mut number)?;
        let number = number.trim();
        if number.is_empty() {
            bail!("the virtual display did not start; it said why in {}", log.display());
        }
        Ok(Self { name: format!(":{number}"), _server: server })
    }

    /// A picture of everything, as PNG.
    pub(super) fn picture(&self, file: &Path) -> Result<()> {
        let mut import = Command::new("import");
        let done = import.env("DISPLAY", &self.name).args(["-window", "root"]).arg(file).status()?;
        if !done.success() {
            bail!("no picture was taken: {done}");
        }
        Ok(())
    }
}
