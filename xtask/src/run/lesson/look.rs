//! What must be seen on the phone, and in the end on both.

use std::fs;
use std::time::Instant;

use anyhow::{Context, Result};

use super::teach::in_conference;
use super::{Lesson, STUDENT, Work, level_in, photos_in, since, tiles_in};
use crate::repo;
use crate::run::eyes::Seen;

impl Lesson<'_> {
    /// "I can …" of an outcome, from the file that was imported.
    pub(super) fn i_can(&self, code: &str) -> Result<String> {
        let file = repo::root().join("tests/fixtures/demo/standards.json");
        let package: serde_json::Value = serde_json::from_slice(&fs::read(file)?)?;
        let items = package["CFItems"].as_array().context("the standards have items")?;
        let item = items.iter().find(|item| item["humanCodingScheme"] == code);
        let item = item.with_context(|| format!("{code} is not among the standards"))?;
        let said = item["alternativeLabel"].as_str().or(item["abbreviatedStatement"].as_str());
        Ok(said.with_context(|| format!("{code} has no words for students"))?.to_owned())
    }

    /// What the phone shows of an outcome now: opens it, reads it, and goes back to Home.
    pub(super) fn on_the_phone(&mut self, code: &str) -> Result<Work> {
        let i_can = self.i_can(code)?;
        self.open_on_the_phone(&i_can)?;
        let (work, _) = self.phone.wait("its photos, drawn", |seen| {
            (tiles_in(seen) == photos_in(seen)).then(|| read(seen, &i_can))
        })?;
        self.close_on_the_phone()?;
        Ok(work)
    }

    /// Waits until Home and the outcome on the phone show all of `work`.
    pub(super) fn see_on_the_phone(
        &mut self,
        code: &str,
        work: &Work,
        since_when: Option<(Instant, &str)>,
    ) -> Result<()> {
        let level = work.level.clone();
        let (i_can, step) = (work.i_can.clone(), work.next_step.clone());
        self.phone.wait(&format!("{level} for {code}"), |seen| {
            let row = seen.iter().find(|one| one.taps() && one.text.starts_with(&i_can))?;
            let step = step.as_ref().is_none_or(|step| seen.iter().any(|one| one.text.contains(step)));
            (level_in(&row.text[i_can.len()..]) == level && step).then_some(())
        })?;
        if let Some((begun, what)) = since_when {
            since(&mut self.story, begun, what);
        }
        self.story.step(&format!("the phone shows {level} for {code}"))?;
        self.open_on_the_phone(&work.i_can)?;
        self.phone.wait(&format!("all about {code}"), |seen| {
            (photos_in(seen) == work.photos && read(seen, &work.i_can).level == work.level).then_some(())
        })?;
        if let Some((begun, what)) = since_when.filter(|_| work.next_step.is_some()) {
            since(&mut self.story, begun, &format!("{what}, its photo too"));
        }
        self.story.step(&format!("the phone shows {} photos for {code}", work.photos))?;
        self.close_on_the_phone()
    }

    /// After everything that was killed: both windows, opened once more, show all of it.
    pub(super) fn nothing_is_lost(&mut self, all: &[(&str, &Work)]) -> Result<()> {
        self.all_sent()?;
        self.story.step("everything is sent")?;
        self.tablet.tap("Today", |one| one.taps() && one.text == "Today")?;
        self.tablet.tap(STUDENT, |one| one.taps() && one.text.starts_with(STUDENT))?;
        for (code, work) in all {
            self.see_on_the_phone(code, work, None)?;
            let i_can = &work.i_can;
            self.tablet.tap(code, |one| one.taps() && one.text.starts_with(i_can.as_str()))?;
            self.tablet.wait_for("the outcome on the tablet", |said| said == "Why this level")?;
            self.tablet.tap_button("Record")?;
            self.tablet.wait(&format!("{} for {code} on the tablet", work.level), |seen| {
                (in_conference(seen) && photos_in(seen) == work.photos).then_some(())
            })?;
            self.leave()?;
            self.tablet.tap(STUDENT, |one| one.taps() && one.text.starts_with(STUDENT))?;
            self.tablet.wait(&format!("{} for {code} on the tablet", work.level), |seen| {
                let row = seen.iter().find(|one| one.taps() && one.text.starts_with(i_can.as_str()))?;
                (level_in(&row.text[i_can.len()..]) == work.level).then_some(())
            })?;
        }
        self.story.step("nothing that was shown as saved is lost")
    }

    fn open_on_the_phone(&mut self, i_can: &str) -> Result<()> {
        if !self.phone.shows().iter().any(|one| one.text.starts_with(i_can)) {
            self.phone.tap_button("More later")?;
        }
        self.phone.tap(i_can, |one| one.taps() && one.text.starts_with(i_can))?;
        self.phone.wait_for("the outcome", |said| said == "What you have shown")?;
        Ok(())
    }

    fn close_on_the_phone(&mut self) -> Result<()> {
        self.phone.tap_button("Home")?;
        self.phone.wait_for("Home", |said| said == "I can do")?;
        Ok(())
    }
}

/// What an open outcome says.
fn read(seen: &[Seen], i_can: &str) -> Work {
    let head = seen.iter().find(|one| one.text.starts_with(i_can));
    Work {
        i_can: i_can.to_owned(),
        level: head.map(|one| level_in(&one.text[i_can.len()..])).unwrap_or_default(),
        next_step: None,
        photos: photos_in(seen),
    }
}
