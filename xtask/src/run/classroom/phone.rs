//! What a student does on their own phone: judges new work on the rubric, and asks about the next step.

use anyhow::Result;

use super::{Classroom, Student};
use crate::run::eyes::Seen;

const QUESTION: &str = "Which quotation do you mean?";

impl Classroom<'_> {
    pub(super) fn students_judge_and_ask(&mut self) -> Result<()> {
        for student in &mut self.phones {
            self.photos.next()?;
            judge(student)?;
            ask(student)?;
            self.story.step(&format!("{} has judged their work and asked", student.name))?;
        }
        Ok(())
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

fn ask(student: &mut Student) -> Result<()> {
    let phone = &mut student.phone;
    phone.tap_button("Feedback")?;
    phone.tap("what was said", |one| one.taps() && one.text.contains("Explain how each quotation helps."))?;
    phone.fill("Your question", QUESTION)?;
    phone.tap_button("Ask")?;
    let asked = |one: &Seen| !one.takes_text() && one.text.contains(QUESTION);
    phone.wait("the question", |seen| seen.iter().any(asked).then_some(()))?;
    // What was asked is sent once its screen is gone.
    phone.tap_button("Feedback")?;
    let thread = |seen: &[Seen]| seen.iter().any(|one| one.takes_text());
    phone.wait("the list", |seen| (!thread(seen)).then_some(()))?;
    Ok(())
}
