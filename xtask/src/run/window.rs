//! One window and the hand in front of it: finds what it says it shows, taps there with a real pointer, types with
//! real keys, and waits until something can be seen. Knows nothing of the lesson that it plays.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::eyes::{self, Seen};
use super::owned::{Asked, LOOK_EVERY, Owned};

/// How long anything may take to be seen. A cold JVM on a busy machine takes ten seconds to its first frame.
const PATIENCE: Duration = Duration::from_secs(60);
/// How long a window may take to its first frame while others open beside it.
const OPENS: Duration = Duration::from_secs(240);
/// An element that stands still for so long is not being moved by an animation or a change of layout.
const STILL: Duration = Duration::from_millis(120);
/// How long a scrolled list takes to show what it shows.
const AFTER_SCROLL: Duration = Duration::from_millis(120);
/// The cursor comes within a frame or two, on a busy machine within a second; after that it does not come.
const CURSOR_COMES: Duration = Duration::from_secs(3);

/// Where a window stands on its display, in pixels.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: i32,
    pub(super) height: i32,
}

pub(super) struct Window {
    /// As in "the tablet".
    pub(super) name: &'static str,
    command: Command,
    place: Place,
    display: String,
    eyes: PathBuf,
    log: PathBuf,
    asked: Asked,
    process: Option<Owned>,
}

impl Window {
    /// Opens a window that is watched: without a frame, at its place, writing down what it shows.
    pub(super) fn open(
        name: &'static str,
        mut command: Command,
        place: Place,
        display: &str,
        logs: &Path,
        asked: Asked,
    ) -> Result<Self> {
        let eyes = logs.join(format!("{name}.eyes"));
        command.env("DISPLAY", display).arg("--eyes").arg(&eyes).arg("--at").arg(at(place));
        let log = logs.join(format!("{name}.log"));
        let mut window =
            Self { name, command, place, display: display.to_owned(), eyes, log, asked, process: None };
        window.start()?;
        Ok(window)
    }

    /// Opens it, after [`Window::kill`] again on the same folder.
    pub(super) fn start(&mut self) -> Result<()> {
        // What the last process saw is not what this one shows.
        if self.eyes.exists() {
            fs::remove_file(&self.eyes)?;
        }
        self.process = Some(Owned::start(&self.command, &self.log)?);
        Ok(())
    }

    /// Ends it as a power cut would.
    pub(super) fn kill(&mut self) {
        if let Some(process) = self.process.take() {
            process.kill();
        }
    }

    /// Waits until it shows anything at all, for as long as several that open at once may take on a busy machine.
    pub(super) fn opened(&self) -> Result<()> {
        let begun = Instant::now();
        while self.shows().is_empty() {
            if begun.elapsed() > OPENS {
                bail!("{} did not open.\n{}", self.name, self.tells());
            }
            self.asked.pause(LOOK_EVERY)?;
        }
        Ok(())
    }

    /// What it shows now.
    pub(super) fn shows(&self) -> Vec<Seen> {
        fs::read_to_string(&self.eyes).map(|text| eyes::read(&text)).unwrap_or_default()
    }

    /// Waits until `find` finds something in what it shows, and says how long that took.
    pub(super) fn wait<T>(
        &mut self,
        what: &str,
        find: impl Fn(&[Seen]) -> Option<T>,
    ) -> Result<(T, Duration)> {
        let begun = Instant::now();
        loop {
            if let Some(found) = find(&self.shows()) {
                return Ok((found, begun.elapsed()));
            }
            if begun.elapsed() > PATIENCE {
                bail!("{} never showed {what}.\n{}", self.name, self.tells());
            }
            if !self.process.as_mut().is_some_and(Owned::running) {
                bail!("{} ended by itself.\n{}", self.name, self.tells());
            }
            self.asked.pause(LOOK_EVERY)?;
        }
    }

    /// Waits until an element says something that `says` accepts.
    pub(super) fn wait_for(&mut self, what: &str, says: impl Fn(&str) -> bool) -> Result<Duration> {
        Ok(self.wait(what, |seen| seen.iter().any(|one| says(&one.text)).then_some(()))?.1)
    }

    /// The number of its process, while it runs.
    pub(super) fn id(&self) -> Option<u32> {
        self.process.as_ref().map(|process| process.child.id())
    }

    /// Taps what lies uppermost of that which `fits`, scrolling until it stands there; says when it did.
    pub(super) fn tap(&mut self, what: &str, fits: impl Fn(&Seen) -> bool) -> Result<Instant> {
        self.tap_found(what, |seen| seen.iter().rfind(|one| fits(one)).cloned())
    }

    /// Taps the first that `fits`, in reading order.
    pub(super) fn tap_first(&mut self, what: &str, fits: impl Fn(&Seen) -> bool) -> Result<Instant> {
        self.tap_found(what, |seen| seen.iter().find(|one| fits(one)).cloned())
    }

    /// Taps what `find` finds, scrolling until it stands there.
    pub(super) fn tap_found(
        &mut self,
        what: &str,
        find: impl Fn(&[Seen]) -> Option<Seen>,
    ) -> Result<Instant> {
        let (x, y) = self.reach(what, find)?;
        let begun = Instant::now();
        self.hand(&["mousemove", &x.to_string(), &y.to_string(), "click", "1"])?;
        Ok(begun)
    }

    /// Scrolls until something that says so stands there.
    pub(super) fn look_for(&mut self, what: &str, says: impl Fn(&str) -> bool) -> Result<()> {
        self.reach(what, |seen| seen.iter().find(|one| says(&one.text)).cloned())?;
        Ok(())
    }

    /// Taps a button by its words.
    pub(super) fn tap_button(&mut self, words: &str) -> Result<Instant> {
        self.tap(words, |one| one.taps() && one.text == words)
    }

    /// Turns from the student, and on to Today: by the way back that Conference names at its head, which leads to Today
    /// or to the student's page where it began. `is_open`: whether it still stands there. Says when it was left.
    pub(super) fn leave_conference(&mut self, is_open: impl Fn(&[Seen]) -> bool) -> Result<Instant> {
        let back = |one: &Seen| one.taps() && ["Today", "All outcomes"].contains(&&*one.text);
        let left = self.tap_first("the way back", back)?;
        self.wait("the end of the visit", |seen| (!is_open(seen)).then_some(()))?;
        self.tap_button("Today")?;
        Ok(left)
    }

    /// Puts `text` into the field with this label, in place of what stands there.
    pub(super) fn fill(&mut self, label: &str, text: &str) -> Result<()> {
        let field = |one: &Seen| one.takes_text() && one.title() == label;
        self.put_cursor(label, field)?;
        // The click may set its cursor after the keys have selected everything: then they select again.
        let empty = |seen: &[Seen]| seen.iter().any(|one| field(one) && one.text == format!("{label} | "));
        let begun = Instant::now();
        while !empty(&self.shows()) {
            if begun.elapsed() > PATIENCE {
                bail!("“{label}” could not be emptied.\n{}", self.tells());
            }
            self.hand(&["key", "ctrl+a", "Delete"])?;
            self.asked.pause(AFTER_SCROLL)?;
        }
        self.hand(&["type", "--delay", "8", "--", text])?;
        // A PIN shows as dots.
        let dots = "•".repeat(text.chars().count());
        let (typed, hidden) = (format!("{label} | {text}"), format!("{label} | {dots}"));
        self.wait_for(&format!("“{text}” in “{label}”"), |said| said == typed || said == hidden)?;
        Ok(())
    }

    /// Taps a field until the cursor stands in it. The other window takes the keyboard when it has come to its end
    /// of opening, and nobody manages windows here who would give it back: a person taps again.
    fn put_cursor(&mut self, label: &str, field: impl Fn(&Seen) -> bool) -> Result<()> {
        let begun = Instant::now();
        loop {
            let tapped = self.tap(label, &field)?;
            while tapped.elapsed() < CURSOR_COMES {
                if self.shows().iter().any(|one| field(one) && one.focused()) {
                    return Ok(());
                }
                self.asked.pause(LOOK_EVERY)?;
            }
            if begun.elapsed() > PATIENCE {
                bail!("{} never showed the cursor in “{label}”.\n{}", self.name, self.tells());
            }
        }
    }

    /// Where on the display the target stands, once it stands still.
    fn reach(&mut self, what: &str, find: impl Fn(&[Seen]) -> Option<Seen>) -> Result<(i32, i32)> {
        let begun = Instant::now();
        let mut scrolls = Scrolls::default();
        loop {
            let first = find(&self.shows()).and_then(|one| one.middle());
            self.asked.pause(STILL)?;
            let again = find(&self.shows()).and_then(|one| one.middle());
            if let (Some(first), Some(again)) = (first, again)
                && first == again
            {
                return Ok((self.place.x + again.0, self.place.y + again.1));
            }
            if begun.elapsed() > PATIENCE {
                bail!("{} never showed {what} to tap.\n{}", self.name, self.tells());
            }
            // What is on its way into the window needs a moment, not a scroll.
            if again.is_none() && begun.elapsed() > Duration::from_secs(1) {
                self.scroll(scrolls.next().unwrap_or(DOWN))?;
            }
        }
    }

    /// Turns the wheel over either half, so that whichever pane scrolls does.
    fn scroll(&self, button: &str) -> Result<()> {
        for part in [3, 7] {
            let x = self.place.x + self.place.width * part / 10;
            let y = self.place.y + self.place.height / 2;
            self.hand(&["mousemove", &x.to_string(), &y.to_string(), "click", "--repeat", "2", button])?;
        }
        self.asked.pause(AFTER_SCROLL)
    }

    fn hand(&self, words: &[&str]) -> Result<()> {
        let mut hand = Command::new("xdotool");
        let done = hand.env("DISPLAY", &self.display).args(words).status().context("cannot start xdotool")?;
        if !done.success() {
            bail!("the hand of {} did not move: {done}", self.name);
        }
        Ok(())
    }

    /// What it shows and what it last logged, for a person who has to find out.
    fn tells(&self) -> String {
        let shown: Vec<_> = self.shows().into_iter().map(|one| format!("  shows: {}", one.text)).collect();
        let log = fs::read_to_string(&self.log).unwrap_or_default();
        let lines: Vec<_> = log.lines().collect();
        let last = lines[lines.len().saturating_sub(20)..].iter().map(|line| format!("  says: {line}"));
        shown.into_iter().chain(last).collect::<Vec<_>>().join("\n")
    }
}

/// As the windows want their place.
pub(super) fn at(place: Place) -> String {
    format!("{},{},{},{}", place.x, place.y, place.width, place.height)
}

const DOWN: &str = "5";
const UP: &str = "4";

/// To the end, then to the beginning, and so on.
#[derive(Default)]
struct Scrolls(u32);

impl Iterator for Scrolls {
    type Item = &'static str;

    fn next(&mut self) -> Option<Self::Item> {
        self.0 += 1;
        Some(if (self.0 / 25).is_multiple_of(2) { DOWN } else { UP })
    }
}
