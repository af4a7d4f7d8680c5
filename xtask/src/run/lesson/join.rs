//! Enrolling both devices by the codes that a school's technician makes, and what a code does not open.

use anyhow::Result;

use super::{Lesson, STUDENT};
use crate::run::address;
use crate::run::school::TEACHER;

/// The teacher's PIN, and what a locked tablet says.
const PIN: &str = "2580";
pub(super) const PIN_ASKED: &str = "I forgot my PIN";

impl Lesson<'_> {
    /// Both devices are in a class afterwards, whether they were before or not.
    pub(super) fn join(&mut self) -> Result<()> {
        let ready = |said: &str| said == "Join your class" || said == "Today" || said == PIN_ASKED;
        self.tablet.wait_for("Join, a PIN or Today", ready)?;
        let home = |said: &str| said == "Join your class" || said == "I can do";
        self.phone.wait_for("Join or Home", home)?;
        if self.at_the_door(|lesson| &lesson.tablet) {
            self.join_tablet()?;
        } else {
            self.unlock_tablet()?;
            self.story.step("the tablet knows its teacher")?;
        }
        if self.at_the_door(|lesson| &lesson.phone) {
            self.join_phone()?;
        } else {
            self.story.step("the phone knows its student")?;
        }
        Ok(())
    }

    fn at_the_door(&self, window: impl Fn(&Self) -> &crate::run::window::Window) -> bool {
        window(self).shows().iter().any(|one| one.text == "Join your class")
    }

    fn join_tablet(&mut self) -> Result<()> {
        self.story.step("both windows are open")?;
        self.tablet.tap_button("I teach here")?;
        self.tablet.fill("Address of your school's server", &address(self.stage.network.port))?;
        // The code on the board opens no teacher's screens.
        self.tablet.fill("Staff code", &self.stage.school.class_code()?)?;
        self.tablet.tap_button("Join")?;
        self.tablet.wait_for("that a class code is none of staff", |said| {
            said == "That code did not open anything. Ask the office for a new one."
        })?;
        self.story.step("a class code does not open a teacher's screens")?;
        self.tablet.fill("Staff code", &self.stage.school.staff_code(TEACHER)?)?;
        self.tablet.tap_button("Join")?;
        self.tablet.wait_for("the question for a name", |said| said == "Go on")?;
        self.tablet.fill("PIN", PIN)?;
        self.tablet.fill("PIN once more", PIN)?;
        self.tablet.tap_button("Go on")?;
        self.tablet.wait_for("the class", |said| said == "Students, longest wait first")?;
        self.story.step("the tablet is enrolled by a staff code, and locked behind a PIN")
    }

    /// Types the PIN where one is asked for.
    pub(super) fn unlock_tablet(&mut self) -> Result<()> {
        if self.tablet.shows().iter().any(|one| one.text == PIN_ASKED) {
            self.tablet.fill("PIN", PIN)?;
            self.tablet.tap_button("Open")?;
        }
        self.tablet.wait_for("Today", |said| said == "Today")?;
        Ok(())
    }

    fn join_phone(&mut self) -> Result<()> {
        self.phone.fill("Your name", "amara okafor")?;
        self.phone.fill("Address of your school's server", &address(self.stage.school.port))?;
        self.phone.fill("Class code", "ABCD-2345")?;
        self.phone.tap_button("Join")?;
        self.phone.wait_for("that the code opened nothing", |said| {
            said == "That code did not open the class. Check each letter with your teacher."
        })?;
        self.story.step("another code does not open the class")?;
        self.phone.fill("Class code", &self.stage.school.class_code()?)?;
        self.phone.tap_button("Join")?;
        self.phone.wait_for("that the teacher decides", |said| said.starts_with("Your teacher matches"))?;
        let asks = |said: &str| said.ends_with("1 student asks to join.");
        self.tablet.wait_for("who asks to join", asks)?;
        self.story.step("a student asks to join, and Today says so")?;
        self.tablet.tap("See", |one| one.taps() && one.text.ends_with("See"))?;
        self.tablet.wait_for("the typed name", |said| said == "amara okafor")?;
        self.story.step("the teacher sees the name that was typed")?;
        self.tablet.tap(STUDENT, |one| one.taps() && one.text == STUDENT)?;
        // On a phone the PIN may be left out.
        self.phone.wait_for("the question for a name", |said| said == "Go on")?;
        self.phone.tap_button("Go on")?;
        self.phone.wait_for("Home", |said| said == "I have left")?;
        self.story.step("the phone is in")
    }
}
