//! A walk through the whole class: a name, a level.

use std::cell::RefCell;

use anyhow::Result;

use super::Classroom;
use crate::run::eyes::Seen;

/// How many the demonstration class has.
const SEATS: usize = 20;
/// What a seat says before anything was judged there today in this kind of work.
const OPEN: &str = "No level today";
/// Lowest first.
const LEVELS: [&str; 4] = ["Not yet", "Approaching", "Demonstrating", "Exceeding"];

impl Classroom<'_> {
    pub(super) fn walk_through(&mut self) -> Result<()> {
        self.tablet.tap_button("Walk through the class")?;
        self.tablet.wait_for("Walk", |said| said == "Walk")?;
        let mut walked = vec![];
        for at in 0..SEATS {
            let before = self.touches.count()?;
            let name = self.seat(&walked)?;
            let level = LEVELS[at % LEVELS.len()];
            self.tablet
                .tap(level, |one| one.taps() && one.text.starts_with(level) && at_seat(one).is_none())?;
            let judged = format!("{name}. {level}.");
            self.tablet.wait_for(&judged, |said| said == judged)?;
            self.touches.were(2, before, "a level on the walk")?;
            walked.push(name);
        }
        self.tablet.look_for("that nobody is left", |said| said.ends_with("open 0"))?;
        self.story.step("a walk of the whole class")?;
        self.tablet.tap_button("Today")?;
        self.today()
    }

    /// Opens the next seat at which the teacher was not; says whose it is.
    fn seat(&mut self, walked: &[String]) -> Result<String> {
        let found = RefCell::new(String::new());
        self.tablet.tap_found("another seat", |seen: &[Seen]| {
            let new = |one: &&Seen| {
                one.middle().is_some()
                    && at_seat(one).is_some_and(|name| !walked.iter().any(|other| other == name))
            };
            let seat = seen.iter().find(new)?;
            at_seat(seat)?.clone_into(&mut found.borrow_mut());
            Some(seat.clone())
        })?;
        Ok(found.into_inner())
    }
}

/// Whose seat it is, if it is one: a name, then a level or none.
fn at_seat(one: &Seen) -> Option<&str> {
    let said = one.text.strip_suffix('.').filter(|_| one.taps())?;
    [OPEN].iter().chain(&LEVELS).find_map(|state| said.strip_suffix(state)?.strip_suffix(". "))
}
