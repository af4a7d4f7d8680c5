//! Child processes that do not outlive their owner: each is killed when its value is dropped, whatever ended the
//! run.

use std::io::{BufRead, BufReader};
use std::process::{Child, ChildStdout, Command, Stdio};

use anyhow::{Context, Result, bail};

/// A running program.
pub(super) struct Process {
    child: Child,
    name: String,
}

impl Process {
    /// Starts a program.
    pub(super) fn start(name: &str, command: &mut Command) -> Result<Self> {
        let child = command.stdin(Stdio::null()).spawn().with_context(|| format!("cannot start {name}"))?;
        Ok(Self { child, name: name.to_owned() })
    }

    /// The lines that it writes, where its output was piped.
    pub(super) fn lines(&mut self) -> impl Iterator<Item = std::io::Result<String>> + use<> {
        let out: Option<ChildStdout> = self.child.stdout.take();
        out.into_iter().flat_map(|out| BufReader::new(out).lines())
    }

    /// Whether it still runs.
    pub(super) fn is_running(&mut self) -> Result<bool> {
        Ok(self.child.try_wait()?.is_none())
    }

    /// Ends it at once, as the system does with an app that it needs the memory of.
    pub(super) fn kill(&mut self) -> Result<()> {
        self.child.kill().with_context(|| format!("cannot kill {}", self.name))?;
        self.child.wait()?;
        Ok(())
    }

    /// Waits for its end.
    pub(super) fn wait(&mut self) -> Result<()> {
        let status = self.child.wait()?;
        if !status.success() {
            bail!("{} ended with {status}", self.name);
        }
        Ok(())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        // It may have ended by itself; there is nobody left to tell.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
