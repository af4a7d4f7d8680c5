//! Processes that end with this one, whatever ends it: the kernel kills them when their parent is gone, and a
//! value that goes out of scope kills them before. Knows nothing of what they do.

use std::fs::File;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};

/// How long a process may take to end by itself.
const GRACE: Duration = Duration::from_secs(5);
/// How often something is looked at that tells nobody when it changes.
pub(super) const LOOK_EVERY: Duration = Duration::from_millis(10);

/// Whether somebody asked this program to end: every wait looks here, so that what was started is ended in order.
#[derive(Clone)]
pub(super) struct Asked(Arc<AtomicBool>);

impl Asked {
    /// Listens for Ctrl-C and for the signals that end a session.
    pub(super) fn listen() -> Result<Self> {
        let asked = Arc::new(AtomicBool::new(false));
        for signal in [SIGINT, SIGTERM, SIGHUP] {
            signal_hook::flag::register(signal, asked.clone()).context("cannot listen for signals")?;
        }
        Ok(Self(asked))
    }

    /// An error once the end was asked for.
    pub(super) fn go_on(&self) -> Result<()> {
        if self.0.load(Ordering::Relaxed) {
            bail!("ended before it was done, because that was asked for");
        }
        Ok(())
    }

    /// Waits a moment, or less if the end was asked for.
    pub(super) fn pause(&self, time: Duration) -> Result<()> {
        let end = Instant::now() + time;
        loop {
            self.go_on()?;
            match end.checked_duration_since(Instant::now()) {
                Some(left) if !left.is_zero() => std::thread::sleep(left.min(LOOK_EVERY)),
                _ => return Ok(()),
            }
        }
    }
}

/// A child process of this program's main thread, and nobody else's.
pub(super) struct Owned {
    pub(super) child: Child,
}

impl Owned {
    /// Starts it; what it says on standard error is appended to `log`.
    pub(super) fn start(command: &Command, log: &Path) -> Result<Self> {
        let name = command.get_program();
        let file = File::options().create(true).append(true).open(log);
        let file = file.with_context(|| format!("cannot write {}", log.display()))?;
        // A destructor does not run when this program is killed; the kernel's word does not need one.
        let mut owned = Command::new("setpriv");
        owned.args(["--pdeathsig", "KILL", "--"]).arg(name).args(command.get_args());
        owned.envs(command.get_envs().filter_map(|(name, value)| Some((name, value?))));
        let child = owned
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(file)
            .spawn()
            .with_context(|| format!("cannot start {}", name.display()))?;
        Ok(Self { child })
    }

    /// Ends it as a power cut would.
    pub(super) fn kill(mut self) {
        self.end_now();
    }

    /// Asks it to end, and waits until it has.
    pub(super) fn end(mut self) {
        let pid = self.child.id().to_string();
        if self.running() && Command::new("kill").args(["-TERM", &pid]).status().is_ok_and(|s| s.success()) {
            let until = Instant::now() + GRACE;
            while self.running() && Instant::now() < until {
                std::thread::sleep(LOOK_EVERY);
            }
        }
    }

    /// Whether it has not ended.
    pub(super) fn running(&mut self) -> bool {
        matches!(self.child.try_wait(), Ok(None))
    }

    fn end_now(&mut self) {
        // Both say no only when it has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        self.end_now();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_process_ends_with_its_owner() {
        let folder = tempfile::tempdir().unwrap();
        let mut command = Command::new("sleep");
        command.arg("600");
        let owned = Owned::start(&command, &folder.path().join("log")).unwrap();
        let place = format!("/proc/{}", owned.child.id());
        assert!(Path::new(&place).exists());
        drop(owned);
        assert!(!Path::new(&place).exists());
    }
}
