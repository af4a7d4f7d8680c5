//! One photo of five students, in the record of each.

use anyhow::Result;

use super::Classroom;
use crate::run::eyes::Seen;

/// How many are on it.
const GROUP: usize = 5;
const LEVEL: &str = "Approaching";

impl Classroom<'_> {
    pub(super) fn group_photo(&mut self) -> Result<()> {
        self.photos.next()?;
        self.tablet.tap_button("Capture work")?;
        self.tablet.tap_button("Take a photo")?;
        self.tablet.tap_button("Shutter")?;
        self.tablet.wait_for("the photo", |said| said == "Photo, not saved yet")?;
        self.tablet.tap_button("Whose work is it?")?;
        let offers = |said: &str| said.starts_with(LEVEL);
        self.tablet.wait_for("the class", |said| said.ends_with("Not tagged."))?;
        if !self.tablet.shows().iter().any(|one| offers(&one.text)) {
            self.tablet.tap("What it shows", |one| one.taps() && one.title() == "What it shows")?;
            let outcome = |one: &Seen| one.taps() && one.text.ends_with(" | C1");
            self.tablet.tap("an outcome", outcome)?;
            self.tablet.wait("that the work shows it", |seen| {
                seen.iter().any(|one| outcome(one) && one.chosen()).then_some(())
            })?;
            self.tablet.tap_button("Close")?;
            // The sheet fades away and takes touches until it is gone.
            self.tablet.wait("the class again", |seen| {
                (!seen.iter().any(|one| one.text == "Close")).then_some(())
            })?;
        }
        self.tablet.tap(LEVEL, |one| one.taps() && offers(&one.text))?;
        self.tablet.wait("that it is chosen", |seen| {
            seen.iter().any(|one| offers(&one.text) && one.chosen()).then_some(())
        })?;
        for tagged in 1..=GROUP {
            // Whoever's photos stand in one record alone says so at their name.
            let free = |one: &Seen| one.taps() && one.text.ends_with("Not tagged.");
            self.tablet.tap_first("somebody to tag", free)?;
            self.tablet.wait_for("how many are tagged", |said| said == format!("{tagged} tagged"))?;
        }
        self.story.step("one photo of five")?;
        self.tablet.tap_button("Save")?;
        self.tablet.tap_button("Done")?;
        self.today()
    }
}
