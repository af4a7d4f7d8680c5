//! What a student does on their own phone: judges new work on the rubric, and asks about the next step.

use std::time::Instant;

use anyhow::Result;

use super::visit::is_of;
use super::{Classroom, Student, unlock_if_asked};
use crate::run::eyes::Seen;

const QUESTION: &str = "Which quotation do you mean?";

impl Classroom<'_> {
    pub(super) fn students_judge_and_ask(&mut self) -> Result<()> {
        unlock_if_asked(&mut self.tablet)?;
        // The list of the class is long, and those who asked have had feedback today: they stand at its end.
        self.tablet.tap_button("Asked")?;
        self.tablet.wait("that it is chosen", |seen| {
            seen.iter().any(|one| one.text == "Asked" && one.chosen()).then_some(())
        })?;
        for at in 0..self.phones.len() {
            self.photos.next()?;
            let student = &mut self.phones[at];
            judge(student)?;
            let asked = ask(student)?;
            let name = student.name.clone();
            self.question_is_seen(&name, asked)?;
        }
        self.tablet.tap_button("Everyone")?;
        Ok(())
    }

    /// Today, which shows those who asked, shows this student.
    fn question_is_seen(&mut self, name: &str, asked: Instant) -> Result<()> {
        self.tablet.wait("who has asked", |seen| {
            seen.iter().any(|one| is_of(one, name) && one.text.contains("Asked about")).then_some(())
        })?;
        self.story.figure("left the question → Today says who has asked", asked.elapsed());
        self.story.step(&format!("{name} has judged their work and asked, and Today says so"))
    }
}

fn judge(student: &mut Student) -> Result<()> {
    let phone = &mut student.phone;
    let step = |one: &Seen| one.taps() && one.text.contains("Explain how each quotation helps.");
    phone.tap("the next step", step)?;
    phone.wait_for("the outcome", |said| said == "What you have shown")?;
    phone.tap_button("Judge my work")?;
    phone.tap_button("Take a photo")?;
    phone.wait_for("the photo", |said| said == "Photo, not saved yet")?;
    phone.tap("a row", |one| one.taps() && one.text.contains("Demonstrating"))?;
    phone.tap_button("Save")?;
    phone.wait_for("that it can be taken back", |said| said == "Undo")?;
    phone.tap_button("Home")?;
    phone.wait_for("Home", |said| said == "I can do")?;
    Ok(())
}

/// Says when the question went on its way.
fn ask(student: &mut Student) -> Result<Instant> {
    let phone = &mut student.phone;
    phone.tap_button("Feedback")?;
    phone.wait_for("what is new", |said| said == "New")?;
    phone.tap("what was said", |one| one.taps() && one.text.contains("Explain how each quotation helps."))?;
    phone.fill("Your question", QUESTION)?;
    phone.tap_button("Ask")?;
    let asked = |one: &Seen| !one.takes_text() && one.text.contains(QUESTION);
    phone.wait("the question", |seen| seen.iter().any(asked).then_some(()))?;
    // What was asked is sent once its screen is gone.
    let left = phone.tap_button("Feedback")?;
    let thread = |seen: &[Seen]| seen.iter().any(|one| one.takes_text());
    phone.wait("the list", |seen| (!thread(seen)).then_some(()))?;
    Ok(left)
}
