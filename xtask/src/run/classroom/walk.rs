//! A walk through the whole class: a name, a level.

use std::cell::RefCell;

use anyhow::Result;

use super::Classroom;
use crate::run::eyes::Seen;

/// How many the demonstration class has.
const SEATS: usize = 24;
/// What a seat says before it was walked past.
const OPEN: &str = "No level today.";
/// Lowest first.
const LEVELS: [&str; 4] = ["Not yet", "Approaching", "Demonstrating", "Exceeding"];

impl Classroom<'_> {
    pub(super) fn walk_through(&mut self) -> Result<()> {
        self.tablet.tap_button("Walk through the class")?;
        self.tablet.wait_for("Walk", |said| said == "Walk")?;
        for at in 0..SEATS {
            let before = self.touches.count()?;
            let seat = self.seat()?;
            let level = LEVELS[at % LEVELS.len()];
            self.tablet.tap(level, |one| one.taps() && one.text.starts_with(level))?;
            let judged = format!("{seat}{level}.");
            self.tablet.wait_for(&judged, |said| said == judged)?;
            self.touches.were(2, before, "a level on the walk")?;
        }
        self.tablet.wait_for("that nobody is left", |said| said.ends_with("open 0"))?;
        self.story.step("a walk of the whole class")?;
        self.tablet.tap_button("Today")?;
        self.today()
    }

    /// Opens a seat that nobody was at; says how its name begins.
    fn seat(&mut self) -> Result<String> {
        let found = RefCell::new(String::new());
        let open = |seen: &[Seen]| {
            let seat =
                seen.iter().find(|one| one.taps() && one.text.ends_with(OPEN) && one.middle().is_some())?;
            found.borrow_mut().clone_from(&seat.text);
            Some(seat.clone())
        };
        self.tablet.tap_found("an open seat", open)?;
        Ok(found.into_inner().trim_end_matches(OPEN).to_owned())
    }
}
