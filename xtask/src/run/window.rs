//! A window of the JVM host: its process, and what can be seen in it.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::display::Display;
use super::prepare::Built;
use super::process::Process;

/// Where a window stands on its display, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) x: u32,
    pub(super) y: u32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// Something on screen that a reader would stop at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Seen {
    pub(super) left: i32,
    pub(super) top: i32,
    pub(super) right: i32,
    pub(super) bottom: i32,
    /// Can be tapped.
    pub(super) button: bool,
    /// Can be typed into.
    pub(super) field: bool,
    /// Is chosen.
    pub(super) selected: bool,
    /// What it says, without the marks that isolate names of another direction.
    pub(super) text: String,
}

impl Seen {
    fn parse(line: &str) -> Option<Self> {
        let mut parts = line.splitn(6, '\t');
        let mut number = || parts.next()?.parse().ok();
        let (left, top, right, bottom) = (number()?, number()?, number()?, number()?);
        let flags = parts.next()?;
        Some(Self {
            left,
            top,
            right,
            bottom,
            button: flags.contains('b'),
            field: flags.contains('e'),
            selected: flags.contains('s'),
            text: parts.next()?.replace(['\u{2068}', '\u{2069}'], ""),
        })
    }

    /// Its middle, in pixels of the window.
    pub(super) fn middle(&self) -> (i32, i32) {
        (i32::midpoint(self.left, self.right), i32::midpoint(self.top, self.bottom))
    }
}

/// How long a person would wait before they thought that something was out of order.
const PATIENCE: Duration = Duration::from_secs(30);
/// How often to look.
const BLINK: Duration = Duration::from_millis(10);

/// A window.
pub(super) struct Window {
    process: Process,
    pub(super) name: &'static str,
    pub(super) place: Place,
    eyes: PathBuf,
}

impl Window {
    /// Opens the window of a person whose data is in a folder of this name; on a display, with eyes, for a script.
    pub(super) fn open(
        built: &Built,
        folder: &Path,
        name: &'static str,
        place: Place,
        display: Option<&Display>,
    ) -> Result<Self> {
        let mut host = built.host();
        let mine = folder.join(name);
        fs::create_dir_all(&mine)?;
        let eyes = folder.join(format!("{name}.eyes"));
        if eyes.exists() {
            fs::remove_file(&eyes)?;
        }
        host.arg("--folder").arg(&mine).args(["--title", name]).arg("--camera").arg(&built.camera);
        host.args(["--at", &format!("{},{},{},{}", place.x, place.y, place.width, place.height)]);
        if name == "tablet" {
            host.args(["--tablet", "--device-name", "Ms Ortiz's tablet"]);
        }
        if let Some(display) = display {
            host.env("DISPLAY", display.name()).arg("--eyes").arg(&eyes);
            let log =
                fs::File::options().create(true).append(true).open(folder.join(format!("{name}.log")))?;
            host.stdout(log.try_clone()?).stderr(log);
        }
        Ok(Self { process: Process::start(name, &mut host)?, name, place, eyes })
    }

    /// What can be seen now, in reading order.
    pub(super) fn look(&self) -> Vec<Seen> {
        let text = fs::read_to_string(&self.eyes).unwrap_or_default();
        text.lines().filter_map(Seen::parse).collect()
    }

    /// Waits until something is seen, and gives the first that fits.
    pub(super) fn await_sight(&mut self, what: &str, fits: impl Fn(&Seen) -> bool) -> Result<Seen> {
        self.await_view(what, |all| all.iter().find(|s| fits(s)).cloned())
    }

    /// Waits until what is seen answers a question.
    pub(super) fn await_view<T>(&mut self, what: &str, answer: impl Fn(&[Seen]) -> Option<T>) -> Result<T> {
        let begun = Instant::now();
        loop {
            if let Some(found) = answer(&self.look()) {
                return Ok(found);
            }
            if !self.process.is_running()? {
                bail!("the {} ended while it was to show {what}", self.name);
            }
            if begun.elapsed() > PATIENCE {
                let seen: Vec<String> = self.look().into_iter().map(|s| s.text).collect();
                bail!("the {} does not show {what}; it shows:\n  {}", self.name, seen.join("\n  "));
            }
            std::thread::sleep(BLINK);
        }
    }

    /// Kills its process.
    pub(super) fn kill(&mut self) -> Result<()> {
        self.process.kill()
    }

    /// Waits until it was closed.
    pub(super) fn wait(&mut self) -> Result<()> {
        self.process.wait().with_context(|| format!("the {}", self.name))
    }
}
