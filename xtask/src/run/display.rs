//! A virtual display of its own, and pictures of it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::process::Process;

/// A running Xvfb.
pub(super) struct Display {
    name: String,
    _server: Process,
}

impl Display {
    /// Starts a display that is large enough; it picks a free number itself.
    pub(super) fn start(width: u32, height: u32) -> Result<Self> {
        let mut command = Command::new("Xvfb");
        command.args(["-displayfd", "1", "-nolisten", "tcp", "-screen", "0"]);
        command.arg(format!("{width}x{height}x24")).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut server = Process::start("Xvfb", &mut command)?;
        let number = server.lines().next().context("Xvfb ended before it named its display")??;
        Ok(Self { name: format!(":{number}"), _server: server })
    }

    /// A command whose windows stand here.
    pub(super) fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.name);
        command
    }

    /// ":99".
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Takes a picture of everything that stands here.
    pub(super) fn picture(&self, folder: &Path, name: &str) -> Result<PathBuf> {
        fs::create_dir_all(folder)?;
        let file = folder.join(format!("{name}.png"));
        let status = self.command("import").args(["-window", "root"]).arg(&file).status()?;
        if !status.success() {
            bail!("no picture {name}: {status}");
        }
        Ok(file)
    }
}
