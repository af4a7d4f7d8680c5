//! The school of a folder: its server as a process, and the commands that a school's technician types. Whatever
//! is done here is done through the server's own program.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::owned::Owned;
use crate::repo;

/// In whose name the tablet is enrolled.
pub(super) const TEACHER: &str = "Ms Ortiz";
/// Which class the phone joins.
pub(super) const CLASS: &str = "7B";

pub(super) struct School {
    program: PathBuf,
    /// The server's.
    pub(super) folder: PathBuf,
    log: PathBuf,
    server: Option<Owned>,
    /// The server's; stays the same when it is started again.
    pub(super) port: u16,
}

impl School {
    /// Imports the demonstration school unless the folder holds one, and serves it on `port` (0: a free one).
    pub(super) fn open(folder: &Path, logs: &Path, port: u16) -> Result<Self> {
        let program = repo::target().join("debug/notyet-server");
        let log = logs.join("server.log");
        let mut school = Self { program, folder: folder.join("server"), log, server: None, port };
        if !school.folder.join("school.db").exists() {
            school.import()?;
        }
        school.serve()?;
        Ok(school)
    }

    fn import(&self) -> Result<()> {
        let demo = repo::root().join("tests/fixtures/demo");
        let roster = self.say(&["--zone", "America/New_York"], "import", &demo.join("roster.zip"))?;
        println!("imported a roster: {}", roster.trim_end());
        let standards = self.say(&["--course", "ELA7"], "import", &demo.join("standards.json"))?;
        println!("imported standards: {}", standards.trim_end());
        Ok(())
    }

    /// A one-time code for a teacher's tablet.
    pub(super) fn staff_code(&self, teacher: &str) -> Result<String> {
        self.code("staff-code", ["--user", teacher])
    }

    /// A code that opens the class's door.
    pub(super) fn class_code(&self) -> Result<String> {
        self.code("class-code", ["--class", CLASS])
    }

    fn code(&self, command: &str, whom: [&str; 2]) -> Result<String> {
        let said = self.run(self.command(command).args(whom))?;
        Ok(said.lines().next().unwrap_or_default().to_owned())
    }

    fn say(&self, options: &[&str], command: &str, file: &Path) -> Result<String> {
        self.run(self.command(command).args(options).arg(file))
    }

    fn command(&self, name: &str) -> Command {
        let mut command = Command::new(&self.program);
        command.arg(name).arg("--folder").arg(&self.folder);
        command
    }

    fn run(&self, command: &mut Command) -> Result<String> {
        let output = command.output().context("cannot start the server's program")?;
        if !output.status.success() {
            bail!("notyet-server: {}", String::from_utf8_lossy(&output.stderr).trim_end());
        }
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    }

    /// Starts the server and waits until it says where it listens.
    pub(super) fn serve(&mut self) -> Result<()> {
        let mut command = self.command("serve");
        command.arg("--listen").arg(format!("127.0.0.1:{}", self.port));
        let mut server = Owned::start(&command, &self.log)?;
        let out = server.child.stdout.take().context("the server's output is a pipe")?;
        let mut line = String::new();
        BufReader::new(out).read_line(&mut line)?;
        let Some((_, port)) = line.trim_end().rsplit_once(':') else {
            bail!("the server did not start: {}", repo::read(&self.log)?.trim_end());
        };
        self.port = port.parse().with_context(|| format!("the server says: {line}"))?;
        self.server = Some(server);
        Ok(())
    }

    /// Ends the server as a power cut would.
    pub(super) fn kill(&mut self) {
        if let Some(server) = self.server.take() {
            server.kill();
        }
    }

    /// Ends the server in order.
    pub(super) fn stop(&mut self) {
        if let Some(server) = self.server.take() {
            server.end();
        }
    }
}
