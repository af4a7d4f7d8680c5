//! A hand: real pointer and key events through the X server, aimed at what things say.

use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result, bail};

use super::display::Display;
use super::window::{Seen, Window};

/// How many looks, each with a notch of the wheel where it is needed: half of them down, half of them up.
const NOTCHES: usize = 160;
/// So many looks before the wheel is turned for something that is not there.
const PATIENT_NOTCHES: usize = 20;
/// How long a screen gets to settle between two looks.
const SETTLE: Duration = Duration::from_millis(60);

/// The hand on a display. Counts its touches.
pub(super) struct Hand<'a> {
    display: &'a Display,
    /// Taps so far.
    pub(super) taps: u32,
}

impl<'a> Hand<'a> {
    /// A hand that has not touched anything.
    pub(super) fn on(display: &'a Display) -> Self {
        Self { display, taps: 0 }
    }

    /// Taps what says this, once it is there and not covered by the window's edge.
    pub(super) fn tap(&mut self, window: &mut Window, text: &str) -> Result<()> {
        let seen = self.bring(window, text, |s| s.button && says(s, text))?;
        self.tap_at(window, &seen)
    }

    /// Taps something that was seen.
    pub(super) fn tap_at(&mut self, window: &Window, seen: &Seen) -> Result<()> {
        let (x, y) = seen.middle();
        self.taps += 1;
        self.xdotool(&[
            "mousemove",
            &on_screen(window.place.x, x),
            &on_screen(window.place.y, y),
            "click",
            "1",
        ])
    }

    /// Types into the field below this label.
    pub(super) fn type_into(&mut self, window: &mut Window, label: &str, text: &str) -> Result<()> {
        let field = self.bring(window, label, |s| s.field && says(s, label))?;
        self.tap_at(window, &field)?;
        window.await_sight("a field to type into", |s| s.field && says(s, label))?;
        self.xdotool(&["key", "ctrl+a"])?;
        self.xdotool(&["type", "--delay", "8", text])
    }

    /// Waits until something is there and stands still, and turns the wheel, down and then up, until all of it is
    /// in sight.
    fn bring(&mut self, window: &mut Window, what: &str, fits: impl Fn(&Seen) -> bool) -> Result<Seen> {
        let place = window.place;
        let (width, height) = (place.width as i32, place.height as i32);
        let whole = |s: &Seen| {
            s.bottom - s.top > 8 && s.right - s.left > 8 && s.bottom <= height - 8 && s.right <= width
        };
        let mut last = None;
        for notch in 0..NOTCHES {
            let now = window.look().into_iter().find(&fits);
            match &now {
                Some(seen) if whole(seen) && now == last => return Ok(seen.clone()),
                // A list draws what is in sight and little more; what is not there yet gets time to come.
                Some(seen) if whole(seen) => {}
                None if notch < PATIENT_NOTCHES => {}
                _ => {
                    // What is not found at all stands in the list, at the left of a wide window.
                    let x = now.as_ref().map_or(width / 4, |s| s.middle().0).clamp(10, width - 10);
                    let wheel = if notch < NOTCHES / 2 { "5" } else { "4" };
                    let (x, y) = (on_screen(place.x, x), on_screen(place.y, height / 2));
                    self.xdotool(&["mousemove", &x, &y, "click", wheel])?;
                }
            }
            last = now;
            std::thread::sleep(SETTLE);
        }
        // Says what it does show.
        window.await_sight(what, fits)
    }

    fn xdotool(&self, words: &[&str]) -> Result<()> {
        let mut command: Command = self.display.command("xdotool");
        let status = command.args(words).status().context("cannot start xdotool")?;
        if !status.success() {
            bail!("xdotool {}: {status}", words.join(" "));
        }
        Ok(())
    }
}

fn on_screen(origin: u32, inside: i32) -> String {
    (i64::from(origin) + i64::from(inside)).to_string()
}

/// Whether something says this: a whole label, or, with a trailing "…", its beginning or a part of it.
pub(super) fn says(seen: &Seen, text: &str) -> bool {
    match text.strip_suffix('…') {
        Some(part) => seen.text.contains(part),
        None => seen.text.split(" | ").any(|label| label == text),
    }
}
