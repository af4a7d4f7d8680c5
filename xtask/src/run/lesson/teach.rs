//! What the teacher does on the tablet. Each call goes to where it works, does it, and waits until the tablet
//! shows it as saved.

use std::fs;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use super::{Lesson, Moment, STUDENT, Work, another, photos_in, since, tiles_in};
use crate::run::eyes::Seen;

/// What is short on Conference, where children look over the shoulder.
const SHORT: &str = "Amara O.";

impl Lesson<'_> {
    /// Photo, level and next step for C3, with undo and redo.
    pub(super) fn record_c3(&mut self, before: &Work) -> Result<Work> {
        self.conference("C3")?;
        self.story.step("Amara is open, and the outcome is picked")?;
        self.no_photo()?;
        self.conference("C3")?;
        let photos = photos_in(&self.tablet.shows());
        let begun = self.tablet.tap_button("Photo")?;
        self.tablet
            .wait("the photo, saved", |seen| (saved(seen) && tiles_in(seen) > photos).then_some(()))?;
        since(&mut self.story, begun, "tap on Photo → shown as saved (12 megapixels)");
        self.tablet.wait("the photo itself", |seen| (photos_in(seen) > photos).then_some(()))?;
        since(&mut self.story, begun, "tap on Photo → its picture is drawn");
        self.story.step("a photo is taken")?;
        self.moment(Moment::PhotoSaved)?;

        let level = another(&before.level);
        self.tap_level("C3", level)?;
        self.story.step("a level is saved")?;
        self.moment(Moment::LevelSaved)?;

        let step = format!("Explain quotation {}", before.photos + 1);
        self.conference("C3")?;
        self.tablet.fill("Next step", &step)?;
        let begun = self.tablet.tap_button("Save feedback")?;
        let no_button = |seen: &[Seen]| !seen.iter().any(|one| one.text == "Save feedback");
        self.tablet.wait("the next step, saved", |seen| (saved(seen) && no_button(seen)).then_some(()))?;
        since(&mut self.story, begun, "tap on Save feedback → shown as saved");
        self.story.step("a next step is saved")?;
        self.tablet.tap_button("Undo")?;
        self.tablet.wait_for("that it is taken back", |said| said == "Taken back")?;
        self.story.step("it is taken back")?;
        self.tablet.tap_button("Redo")?;
        self.tablet.wait("the next step again", |seen| (saved(seen) && no_button(seen)).then_some(()))?;
        self.story.step("and put there again")?;
        self.moment(Moment::StepSaved)?;
        Ok(Work {
            i_can: before.i_can.clone(),
            level: level.into(),
            next_step: Some(step),
            photos: before.photos + 1,
        })
    }

    /// One level for an outcome: another one than the phone shows.
    pub(super) fn record_level(&mut self, code: &str) -> Result<Work> {
        let before = self.on_the_phone(code)?;
        self.conference(code)?;
        let level = another(&before.level);
        self.tap_level(code, level)?;
        self.story.step(&format!("a level is saved for {code}"))?;
        Ok(Work { level: level.into(), next_step: None, ..before })
    }

    fn tap_level(&mut self, code: &str, level: &str) -> Result<()> {
        self.conference(code)?;
        let option = |one: &Seen| one.taps() && one.text.starts_with(level);
        let begun = self.tablet.tap(level, option)?;
        self.tablet.wait("the level, saved", |seen| {
            (saved(seen) && seen.iter().any(|one| option(one) && one.chosen())).then_some(())
        })?;
        since(&mut self.story, begun, &format!("tap on {level} → shown as saved"));
        Ok(())
    }

    /// A file that is no photo is refused in words, and nothing is lost.
    fn no_photo(&mut self) -> Result<()> {
        let camera = self.stage.camera.clone();
        let photo = fs::read(&camera).context("the camera is empty")?;
        fs::write(&camera, b"This is no photo.")?;
        self.tablet.tap_button("Photo")?;
        let seen = self.tablet.wait_for("that this is no photo", |said| {
            said.ends_with("This photo will not open. Take it again. Your note is kept.")
        });
        fs::write(&camera, photo)?;
        seen?;
        self.story.step("a file that is no photo is refused in words")
    }

    /// Conference with Amara on this outcome, from wherever the tablet is: the plan of the day leads there at once, the
    /// class list by way of her outcomes.
    fn conference(&mut self, code: &str) -> Result<()> {
        if !in_conference(&self.tablet.shows()) {
            let record = |seen: &[Seen]| seen.iter().any(|one| one.taps() && one.text == "Record");
            if !record(&self.tablet.shows()) {
                self.tablet.tap(STUDENT, |one| one.taps() && one.text.starts_with(STUDENT))?;
                let open = |seen: &[Seen]| (record(seen) || in_conference(seen)).then_some(());
                self.tablet.wait("Amara's outcomes, or Conference", open)?;
            }
            if record(&self.tablet.shows()) {
                self.tablet.tap_button("Record")?;
            }
            self.tablet.wait("Conference", |seen| in_conference(seen).then_some(()))?;
        }
        let i_can = self.i_can(code)?;
        let on = move |seen: &[Seen]| {
            seen.iter().any(|one| one.taps() && one.text == format!("Outcome | {i_can}"))
        };
        if !on(&self.tablet.shows()) {
            self.tablet.tap("Outcome", |one| one.taps() && one.title() == "Outcome")?;
            self.tablet.tap(code, |one| one.taps() && one.text.ends_with(&format!(" | {code}")))?;
            // The sheet fades away and takes touches until it is gone.
            let gone = |seen: &[Seen]| !seen.iter().any(|one| one.text == "Close");
            self.tablet.wait(code, |seen| (on(seen) && gone(seen)).then_some(()))?;
        }
        Ok(())
    }

    /// Turns from the student back to Today: what is held goes out now. `None`: a kill had released it before.
    pub(super) fn leave(&mut self) -> Result<Option<Instant>> {
        if in_conference(&self.tablet.shows()) {
            return Ok(Some(self.tablet.leave_conference(in_conference)?));
        }
        self.tablet.tap_button("Today")?;
        Ok(None)
    }

    /// Without a network the tablet says that something waits, and that it is safe.
    pub(super) fn not_sent_yet(&mut self) -> Result<()> {
        self.tablet.wait_for("what is not sent yet", |said| {
            said.contains("not sent yet.") && said.contains("safe on this tablet.")
        })?;
        self.story.step("two wait on the tablet for a network")
    }

    /// The tablet says that nothing waits any more.
    pub(super) fn all_sent(&mut self) -> Result<Duration> {
        self.tablet.tap("Sync", |one| one.taps() && one.text == "Sync")?;
        self.tablet.wait_for("that everything is sent", |said| said == "Everything is sent.")
    }
}

fn saved(seen: &[Seen]) -> bool {
    seen.iter().any(|one| one.text == "Saved")
}

pub(super) fn in_conference(seen: &[Seen]) -> bool {
    seen.iter().any(|one| one.text == SHORT) && seen.iter().any(|one| one.title() == "Outcome")
}
