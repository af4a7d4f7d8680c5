//! A hand: real pointer and key events through the X server, aimed at what things say.

use std::process::Command;

use anyhow::{Context, Result, bail};

use super::display::Display;
use super::window::{Seen, Window};

/// How far one notch of the wheel may be from showing what is looked for.
const NOTCHES: usize = 40;

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

    /// Waits until something is there, and turns the wheel until all of it is in sight.
    fn bring(&mut self, window: &mut Window, what: &str, fits: impl Fn(&Seen) -> bool) -> Result<Seen> {
        let place = window.place;
        let (width, height) = (place.width as i32, place.height as i32);
        let whole =
            |s: &Seen| s.bottom - s.top > 8 && s.right - s.left > 8 && s.bottom <= height && s.right <= width;
        let mut seen = window.await_sight(what, &fits)?;
        for _ in 0..NOTCHES {
            let steady = window.look().into_iter().find(&fits);
            match steady {
                Some(now) if now == seen && whole(&now) => return Ok(now),
                Some(now) if !whole(&now) => {
                    let (x, _) = now.middle();
                    let x = x.clamp(10, width - 10);
                    let (sx, sy) = (on_screen(place.x, x), on_screen(place.y, height / 2));
                    self.xdotool(&["mousemove", &sx, &sy, "click", "5"])?;
                    seen = now;
                }
                Some(now) => seen = now,
                None => seen = window.await_sight(what, &fits)?,
            }
            std::thread::sleep(std::time::Duration::from_millis(70));
        }
        bail!("the {} does not bring {what} into sight", window.name)
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
