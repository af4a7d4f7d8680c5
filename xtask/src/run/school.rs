//! The demonstration school on a real server, set up by the same commands that a real school uses.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use anyhow::{Context, Result, bail};

use super::prepare::Built;
use super::process::Process;
use crate::repo;

/// The server's folder and, while it runs, its process.
pub(super) struct School {
    program: PathBuf,
    folder: PathBuf,
    server: Option<Process>,
}

impl School {
    /// Imports the demonstration school; into a folder that has it already this changes nothing.
    pub(super) fn open(built: &Built, folder: &Path) -> Result<Self> {
        let school = Self { program: built.server.clone(), folder: folder.join("server"), server: None };
        let demo = repo::root().join("tests/fixtures/demo");
        println!(
            "roster: {}",
            school.ask(&["import", "--zone", "America/New_York"], &[&demo.join("roster.zip")])?
        );
        println!(
            "standards: {}",
            school.ask(&["import", "--course", "ELA7"], &[&demo.join("standards.json")])?
        );
        Ok(school)
    }

    /// Starts the server on a port (0: a free one), and says where it listens.
    pub(super) fn serve(&mut self, port: u16) -> Result<SocketAddr> {
        let at = format!("127.0.0.1:{port}");
        let mut command = self.command("serve");
        command.args(["--listen", &at]).stdout(Stdio::piped());
        let mut server = Process::start("the server", &mut command)?;
        let line = server.lines().next().context("the server ended before it listened")??;
        self.server = Some(server);
        let address = line.rsplit("http://").next().unwrap_or_default();
        address.trim().parse().with_context(|| format!("the server said “{line}”"))
    }

    /// Kills the server.
    pub(super) fn kill(&mut self) -> Result<()> {
        self.server.take().context("the server does not run")?.kill()
    }

    /// A one-time code for Ms Ortiz.
    pub(super) fn staff_code(&self) -> Result<String> {
        self.ask(&["staff-code", "--user", "Ms Ortiz"], &[])
    }

    /// A code for the board of 7B.
    pub(super) fn class_code(&self) -> Result<String> {
        self.ask(&["class-code", "--class", "7B"], &[])
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(name).arg("--folder").arg(&self.folder);
        command
    }

    /// The first line that a command answers.
    fn ask(&self, words: &[&str], files: &[&Path]) -> Result<String> {
        let out = self.command(words[0]).args(&words[1..]).args(files).output()?;
        if !out.status.success() {
            bail!("notyet-server {}: {}", words[0], String::from_utf8_lossy(&out.stderr).trim());
        }
        Ok(String::from_utf8_lossy(&out.stdout).lines().next().unwrap_or_default().to_owned())
    }
}
