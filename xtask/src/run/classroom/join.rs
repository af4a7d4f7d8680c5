//! Both teachers by staff codes, then the students by the class's code: each asks, and the teacher says who it is.

use anyhow::{Context, Result, ensure};

use super::visit::plan;
use super::{CO_TEACHER, Classroom, PHONES, PIN, Student, TEACHER, name_in};
use crate::run::eyes::Seen;
use crate::run::school::School;
use crate::run::window::Window;

impl Classroom<'_> {
    pub(super) fn join_teachers(&mut self, school: &School) -> Result<()> {
        for (window, teacher) in [(&mut self.tablet, TEACHER), (&mut self.beside, CO_TEACHER)] {
            join_teacher(window, &school.staff_code(teacher)?)?;
        }
        self.story.step("two teachers of one class have joined")
    }

    /// The first of today's plan have a phone.
    pub(super) fn join_students(&mut self, school: &School, phones: &mut Vec<Window>) -> Result<()> {
        let (rows, _) = self.tablet.wait("the plan of the day", |seen| {
            let rows = plan(seen);
            (rows.len() >= PHONES).then_some(rows)
        })?;
        ensure!(phones.len() == PHONES, "there are {} phones", phones.len());
        let code = school.class_code()?;
        for (row, mut phone) in rows.iter().zip(phones.drain(..)) {
            let name = name_in(&row.text)?;
            phone.wait_for("Join", |said| said == "Join your class")?;
            // The keys are those of a keyboard with Latin letters alone; the teacher knows who it is.
            phone.fill("Your name", if name.is_ascii() { &name } else { "It is me" })?;
            phone.fill("Class code", &code)?;
            phone.tap_button("Join")?;
            phone.wait_for("that the teacher decides", |said| said.starts_with("Your teacher matches"))?;
            self.say_who(&name)?;
            phone.wait_for("the question for a name", |said| said == "Go on")?;
            phone.tap_button("Go on")?;
            phone.wait_for("Home", |said| said == "I can do")?;
            self.phones.push(Student { name, phone });
        }
        self.story.step("four students have joined on their phones")
    }

    fn say_who(&mut self, name: &str) -> Result<()> {
        let title = "Who asks to join?";
        let see = |said: &str| said.ends_with("See");
        self.tablet.wait_for("who asks to join", |said| said == title || see(said))?;
        if !self.tablet.shows().iter().any(|one| one.text == title) {
            self.tablet.tap("See", |one| one.taps() && see(&one.text))?;
        }
        let offered = |seen: &[Seen]| seen.iter().any(|one| one.taps() && one.text == name);
        self.tablet.wait_for("the names", |said| said == "Nobody here")?;
        if !offered(&self.tablet.shows()) {
            self.tablet.tap_button("Show more")?;
        }
        self.tablet.tap(name, |one| one.taps() && one.text == name)?;
        let gone = |seen: &[Seen]| !seen.iter().any(|one| one.text == title);
        self.tablet.wait("Today again", |seen| gone(seen).then_some(()))?;
        Ok(())
    }
}

fn join_teacher(window: &mut Window, code: &str) -> Result<()> {
    window.tap_button("I teach here")?;
    window.fill("Staff code", code)?;
    window.tap_button("Join")?;
    window.wait_for("the question for a name", |said| said == "Go on")?;
    window.fill("PIN", PIN)?;
    window.fill("PIN once more", PIN)?;
    window.tap_button("Go on")?;
    window.wait_for("the class", |said| said == "Students, longest wait first").context("a teacher joins")?;
    Ok(())
}
