//! A student without a phone judges their own work on the teacher's tablet, which is locked meanwhile.

use anyhow::Result;

use super::{Classroom, PIN};

impl Classroom<'_> {
    /// From Conference, with whoever is open.
    pub(super) fn hand_over(&mut self) -> Result<()> {
        self.tablet.tap_button("Hand over")?;
        self.tablet.wait_for("the student's own judgement", |said| said == "My own judgement")?;
        self.tablet.tap("a row", |one| one.taps() && one.text.contains("Approaching"))?;
        self.tablet.tap_button("Save")?;
        self.tablet.wait_for("that it is saved", |said| said == "Saved. Now give the tablet back.")?;
        self.story.step("one without a phone has judged on the tablet that was handed over")?;
        self.tablet.tap_button("Give the tablet back")?;
        self.tablet.fill("PIN", PIN)?;
        self.tablet.tap_button("Open")?;
        self.tablet.wait_for("the teacher's screens", |said| said == "Today")?;
        Ok(())
    }
}
