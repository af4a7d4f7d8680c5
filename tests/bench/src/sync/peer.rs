//! A program of someone else's that does the same work: its own code unmodified, in processes of its own, driven by a
//! few lines of ours in `tests/bench/peers`. It is told what to do line by line, and times itself.

use anyhow::{Context as _, ensure};
use serde::Deserialize;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::time::Duration;

/// Which programs take part: what there is to compare with.
pub(super) struct Peers(Vec<Peer>);

/// One of them, with two devices and a server.
pub(super) struct Peer {
    /// What it is called.
    pub(super) name: &'static str,
    child: Child,
    said: BufReader<ChildStdout>,
    _folder: tempfile::TempDir,
}

/// How long its two devices took, in milliseconds.
#[derive(Clone, Copy, Debug, Deserialize)]
pub(super) struct Took {
    push_ms: f64,
    pull_ms: f64,
}

impl Took {
    pub(super) fn push(self) -> Duration {
        Duration::from_secs_f64(self.push_ms / 1e3)
    }

    pub(super) fn pull(self) -> Duration {
        Duration::from_secs_f64(self.pull_ms / 1e3)
    }
}

impl Peers {
    /// Starts those that are installed; of each other one it is said that it is not there.
    pub(super) fn start(args: &super::Args, out: &mut impl Write) -> anyhow::Result<Self> {
        let scripts = Path::new(env!("CARGO_MANIFEST_DIR")).join("peers");
        let mut peers = vec![];
        match &args.anki {
            Some(python) => {
                let mut command = Command::new(python);
                command.arg(scripts.join("anki_peer.py"));
                peers.push(Peer::start("Anki", command)?);
            }
            None => writeln!(out, "Anki is not installed: nothing is compared with it")?,
        }
        match &args.pouchdb {
            Some(folder) => {
                let mut command = Command::new("node");
                command.arg(scripts.join("pouch_peer.cjs")).env("NODE_PATH", folder.join("node_modules"));
                peers.push(Peer::start("PouchDB", command)?);
            }
            None => writeln!(out, "PouchDB is not installed: nothing is compared with it")?,
        }
        Ok(Self(peers))
    }

    pub(super) fn each(&mut self) -> impl Iterator<Item = &mut Peer> {
        self.0.iter_mut()
    }
}

impl Peer {
    fn start(name: &'static str, mut command: Command) -> anyhow::Result<Self> {
        let folder = tempfile::tempdir()?;
        command.arg(folder.path()).stdin(Stdio::piped()).stdout(Stdio::piped());
        let mut child = command.spawn().with_context(|| format!("starting {name}"))?;
        let said = BufReader::new(child.stdout.take().context("its output is piped")?);
        let mut peer = Self { name, child, said, _folder: folder };
        let ready = peer.line()?;
        ensure!(ready.trim() == "ready", "{name} says {ready:?}");
        Ok(peer)
    }

    /// Records so many on its first device, which is not timed; then that one syncs, and then the other.
    pub(super) fn carry(&mut self, count: u32) -> anyhow::Result<Took> {
        self.ask(&count.to_string())?;
        let line = self.line()?;
        serde_json::from_str(&line).with_context(|| format!("{} says {line:?}", self.name))
    }

    fn ask(&mut self, what: &str) -> anyhow::Result<()> {
        Ok(writeln!(self.child.stdin.as_mut().context("its input is piped")?, "{what}")?)
    }

    fn line(&mut self) -> anyhow::Result<String> {
        let mut line = String::new();
        ensure!(self.said.read_line(&mut line)? > 0, "{} ended", self.name);
        Ok(line)
    }
}

impl Drop for Peer {
    fn drop(&mut self) {
        // It ends its server, then itself, its input being closed. One that is gone already has nothing to end.
        let told = self.ask("end").is_ok();
        let ended = told && self.child.wait().is_ok();
        if !ended && let Err(error) = self.child.kill() {
            eprintln!("{} could not be ended: {error}", self.name);
        }
    }
}
