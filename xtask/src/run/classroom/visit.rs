//! Conferences: beside one student after the other, with photos, levels and next steps, each way counted.

use std::time::Instant;

use anyhow::{Context, Result};

use super::{Classroom, name_in, unlock_if_asked};
use crate::run::eyes::Seen;
use crate::run::window::Window;

/// What the teacher types once, and taps afterwards.
const STEP: &str = "Explain how each quotation helps.";
/// Between these stands Today's plan.
const PLAN: [&str; 2] = ["Next to sit with", "Walk through the class"];
/// No photo of hers may be kept, so that the lesson, which takes one of everybody, passes her by.
const NO_PHOTOS: &str = "Siobhán";
/// What only Conference offers.
const CONFERENCE: &str = "All outcomes";

/// Where a counted way begins.
#[derive(Clone, Copy, PartialEq, Eq)]
enum From {
    Queue,
    Open,
}

/// What is recorded on the way, in this order: photo, level, next step.
struct Way {
    from: From,
    photo: bool,
    step: bool,
}

impl Way {
    fn touches(&self) -> usize {
        1 + usize::from(self.from == From::Queue) + 2 * usize::from(self.photo) + usize::from(self.step)
    }

    fn said(&self) -> String {
        let from = if self.from == From::Queue { "from the queue" } else { "from the open student" };
        let photo = if self.photo { ", with a photo" } else { "" };
        let step = if self.step { ", with a next step" } else { "" };
        format!("a level {from}{photo}{step}")
    }
}

/// How each conference after the first judges.
const WAYS: [(From, bool, bool); 11] = [
    (From::Queue, false, false),
    (From::Queue, true, false),
    (From::Queue, true, true),
    (From::Open, false, false),
    (From::Open, true, false),
    (From::Open, true, true),
    (From::Open, false, false),
    (From::Open, true, false),
    (From::Open, true, true),
    (From::Open, true, true),
    (From::Open, true, false),
];
/// How many conferences have a network: the first, which is not counted, and those after it.
const ONLINE: usize = 6;
/// How many photos each conference takes, those of its way among them.
const PHOTOS: [usize; 12] = [3, 2, 2, 3, 2, 3, 2, 2, 3, 3, 2, 3];
/// After which of those without one the tablet is killed.
const KILLED_AFTER: [usize; 2] = [6, 7];
/// After which one its memory is measured: from there on it is one process to the end, and all its code is loaded.
const MEASURED_AFTER: usize = 9;
/// No two that follow each other are the same.
const LEVELS: [&str; 3] = ["Approaching", "Demonstrating", "Exceeding"];

impl Classroom<'_> {
    /// Six conferences with a network.
    pub(super) fn first_half(&mut self) -> Result<()> {
        self.sit_down()?;
        self.rest_of_photos(0, false)?;
        self.tablet.fill("Next step", STEP)?;
        self.tablet.tap_button("Save feedback")?;
        saved(&mut self.tablet, |seen| !seen.iter().any(|one| one.text == "Save feedback"))?;
        self.level(LEVELS[0])?;
        self.story.step("a first conference: photos, a typed next step, a level")?;
        let left = self.tablet.tap_button("Today")?;
        self.phones[0].phone.wait_for("the next step", |said| said.contains(STEP))?;
        self.story.figure("left the student → next step seen on the phone", left.elapsed());
        self.today()?;
        for at in 1..ONLINE {
            self.conference(at)?;
        }
        self.today()?;
        self.story.step("six conferences with a network")
    }

    /// The others without one. The last ends beside the student whose whole name it says.
    pub(super) fn second_half(&mut self) -> Result<String> {
        let last = PHOTOS.len() - 1;
        for at in ONLINE..last {
            self.conference(at)?;
            if KILLED_AFTER.contains(&at) {
                self.kill_tablet("right after work was shown as saved")?;
            }
            if at == MEASURED_AFTER {
                self.memory.start(&self.tablet)?;
            }
        }
        self.today()?;
        self.group_photo()?;
        self.walk_through()?;
        let name = self.open_waiting()?;
        self.judge(last)?;
        self.story.step("twelve conferences, the last six without a network")?;
        Ok(name)
    }

    /// One conference, begun as its way begins.
    fn conference(&mut self, at: usize) -> Result<()> {
        match WAYS[at - 1].0 {
            From::Queue => self.today()?,
            From::Open if offers_next(&self.tablet.shows()) => self.next()?,
            From::Open => drop(self.open_waiting()?),
        }
        self.judge(at)
    }

    /// The counted way, then the rest of the photos and, if the way left none, a next step.
    fn judge(&mut self, at: usize) -> Result<()> {
        let (from, photo, step) = WAYS[at - 1];
        let way = Way { from, photo, step };
        if at >= ONLINE {
            self.at_bat()?;
        }
        let before = self.touches.count()?;
        if way.from == From::Queue {
            self.sit_down()?;
        }
        if way.photo {
            self.photo()?;
        }
        self.level(LEVELS[at % LEVELS.len()])?;
        if way.step {
            self.phrase()?;
        }
        self.touches.were(way.touches(), before, &way.said())?;
        self.rest_of_photos(at, way.photo)?;
        if !way.step {
            self.phrase()?;
        }
        Ok(())
    }

    fn rest_of_photos(&mut self, at: usize, has_one: bool) -> Result<()> {
        for _ in usize::from(has_one)..PHOTOS[at] {
            self.photo()?;
        }
        Ok(())
    }

    /// Beside one of the plan, by one touch: first those who have a phone, then whoever stands first.
    fn sit_down(&mut self) -> Result<()> {
        let waiting = &self.phones[self.visited..];
        let has_phone = |one: &Seen| waiting.first().is_some_and(|it| is_of(one, &it.name));
        self.tablet.tap_found("one of the plan", |seen| {
            let plan = plan(seen);
            plan.iter().find(|one| has_phone(one)).or(plan.first()).cloned()
        })?;
        self.visited = (self.visited + 1).min(self.phones.len());
        self.tablet.wait("Conference", |seen| in_conference(seen).then_some(()))?;
        Ok(())
    }

    /// On to the next student of the queue of whom photos may be kept.
    fn next(&mut self) -> Result<()> {
        loop {
            let was = head(&self.tablet.shows()).context("a student is open")?;
            self.tablet.tap_button("Next")?;
            let (now, _) = self.tablet.wait("the next student", |seen| {
                head(seen).filter(|name| in_conference(seen) && *name != was)
            })?;
            if !now.starts_with(NO_PHOTOS) {
                return Ok(());
            }
        }
    }

    /// Beside somebody who has had no feedback, from Today; says who.
    fn open_waiting(&mut self) -> Result<String> {
        self.today()?;
        let name = open_without_feedback(&mut self.tablet)?;
        self.tablet.wait("Conference", |seen| in_conference(seen).then_some(()))?;
        Ok(name)
    }

    /// A chance and not practice, in a kind of work that allows one.
    fn at_bat(&mut self) -> Result<()> {
        let offered = |seen: &[Seen]| seen.iter().any(|one| one.taps() && one.text == "At-bat");
        if !offered(&self.tablet.shows()) {
            self.tablet.tap("the kind of work", |one| one.taps() && one.title() == "Kind of work")?;
            self.tablet
                .tap_first("a kind for chances", |one| one.taps() && one.text.ends_with(" | At-bat"))?;
            let gone = |seen: &[Seen]| !seen.iter().any(|one| one.text == "Close");
            self.tablet.wait("the offer of a chance", |seen| (offered(seen) && gone(seen)).then_some(()))?;
        }
        self.tablet.tap_button("At-bat")?;
        self.tablet.wait("that it is chosen", |seen| {
            seen.iter().any(|one| one.text == "At-bat" && one.chosen()).then_some(())
        })?;
        Ok(())
    }

    /// A photo by the button and the shutter.
    fn photo(&mut self) -> Result<()> {
        self.photos.next()?;
        let had = tiles(&self.tablet.shows());
        self.tablet.tap_button("Photo")?;
        self.tablet.tap_button("Shutter")?;
        saved(&mut self.tablet, |seen| tiles(seen) > had)
    }

    /// A level by one touch.
    fn level(&mut self, level: &str) -> Result<()> {
        let begun = tap_level(&mut self.tablet, level)?;
        self.story.note(&format!("{level} shown as saved after {} ms", begun.elapsed().as_millis()));
        Ok(())
    }

    /// The next step that was typed before, by one touch.
    fn phrase(&mut self) -> Result<()> {
        let chip = |one: &Seen| one.taps() && !one.takes_text() && one.text == STEP;
        self.tablet.tap("a phrase", chip)?;
        saved(&mut self.tablet, |seen| {
            seen.iter().any(|one| one.takes_text() && one.title() == "Next step" && one.text.ends_with(STEP))
        })
    }

    /// Turns from the student: what is held goes out now. Waits until the list stands still: what is not sent is said
    /// above it, and with a network that passes.
    pub(super) fn today(&mut self) -> Result<()> {
        if in_conference(&self.tablet.shows()) {
            self.tablet.leave_conference(in_conference)?;
        }
        let is_online = self.is_online;
        self.tablet.wait("Today", |seen| {
            let waits = seen.iter().any(|one| one.text.contains("not sent yet."));
            (on_today(seen) && !(is_online && waits)).then_some(())
        })?;
        Ok(())
    }

    /// Two visits by the co-teacher, of whom the tablet cannot hear; then the page of the student of this name.
    pub(super) fn co_teacher(&mut self, name: &str) -> Result<()> {
        unlock_if_asked(&mut self.beside)?;
        let window = &mut self.beside;
        for level in [LEVELS[0], LEVELS[1]] {
            open_without_feedback(window)?;
            tap_level(window, level)?;
            window.leave_conference(in_conference)?;
            window.wait("Today", |seen| on_today(seen).then_some(()))?;
        }
        window.tap(name, |one| row(one) && is_of(one, name))?;
        window.wait("the student's page, or Conference", |seen| {
            (in_conference(seen) || seen.iter().any(|one| one.text == "Record")).then_some(())
        })?;
        self.story.step("the co-teacher has judged two others meanwhile")
    }

    /// The co-teacher reads what was agreed without a network.
    pub(super) fn co_teacher_sees(&mut self, back: Instant) -> Result<()> {
        self.beside.wait_for("the next step", |said| said.contains(STEP))?;
        self.story.figure("network back → the last next step seen by the co-teacher", back.elapsed());
        self.story.step("the co-teacher reads what was agreed meanwhile")
    }
}

/// From Today beside somebody who has had no feedback: in the plan by one touch, else by way of their outcomes.
fn open_without_feedback(window: &mut Window) -> Result<String> {
    let free = |one: &Seen| row(one) && one.text.contains(". No feedback yet") && photos_are_kept(one);
    let (who, _) =
        window.wait("somebody without feedback", |seen| seen.iter().find(|one| free(one)).cloned())?;
    window.tap_first("somebody without feedback", |one| one.text == who.text)?;
    let record = |seen: &[Seen]| seen.iter().any(|one| one.taps() && one.text == "Record");
    window.wait("a student", |seen| (record(seen) || in_conference(seen)).then_some(()))?;
    if !in_conference(&window.shows()) {
        window.tap_button("Record")?;
        window.wait("Conference", |seen| in_conference(seen).then_some(()))?;
    }
    name_in(&who.text)
}

/// Taps a level and waits until it is lit and saved; says when it was tapped.
fn tap_level(window: &mut Window, level: &str) -> Result<Instant> {
    let option = |one: &Seen| one.taps() && one.text.starts_with(level);
    let begun = window.tap(level, option)?;
    saved(window, |seen| seen.iter().any(|one| option(one) && one.chosen()))?;
    Ok(begun)
}

/// Shown as saved, and what else `is` so.
fn saved(window: &mut Window, is: impl Fn(&[Seen]) -> bool) -> Result<()> {
    window
        .wait("it, saved", |seen| (seen.iter().any(|one| one.text == "Saved") && is(seen)).then_some(()))?;
    Ok(())
}

/// The rows of today's plan, in their order, of those of whom photos may be kept.
pub(super) fn plan(seen: &[Seen]) -> Vec<Seen> {
    let at = |words| seen.iter().position(|one| one.text == words);
    let [begin, end] = PLAN.map(at);
    let Some(begin) = begin else { return vec![] };
    let rows = seen[begin..end.unwrap_or(seen.len()).max(begin)].iter();
    rows.filter(|one| row(one) && photos_are_kept(one)).cloned().collect()
}

fn photos_are_kept(one: &Seen) -> bool {
    !one.text.starts_with(NO_PHOTOS)
}

/// A row of a list of people: a name, then why it stands there.
fn row(one: &Seen) -> bool {
    one.taps() && one.text.contains(". ") && !one.text.starts_with("More about")
}

/// Whether a row begins with this name.
pub(super) fn is_of(one: &Seen, name: &str) -> bool {
    one.text.strip_prefix(name).is_some_and(|rest| rest.starts_with(". "))
}

fn offers_next(seen: &[Seen]) -> bool {
    in_conference(seen) && seen.iter().any(|one| one.taps() && one.text == "Next")
}

/// Each name on Today has a button for all else that can be done with it.
fn on_today(seen: &[Seen]) -> bool {
    seen.iter().any(|one| one.taps() && one.text.starts_with("More about"))
}

fn in_conference(seen: &[Seen]) -> bool {
    seen.iter().any(|one| one.taps() && one.text == CONFERENCE)
}

/// Who is open.
fn head(seen: &[Seen]) -> Option<String> {
    seen.iter().find(|one| !one.taps() && !one.text.is_empty()).map(|one| one.text.clone())
}

fn tiles(seen: &[Seen]) -> usize {
    seen.iter().filter(|one| one.text.starts_with("Photo of ")).count()
}
