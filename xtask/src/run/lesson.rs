//! The scripted lesson: what a teacher and a student do, and what each must see. Every step starts from wherever
//! the windows are, so that a kill in between costs nothing but the way back.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::eyes::Seen;
use super::kills::{self, Kill, Moment, Victim};
use super::owned::Asked;
use super::proxy::Proxy;
use super::school::School;
use super::story::Story;
use super::window::Window;

mod join;
mod look;
mod teach;

/// Whom the phone belongs to.
const STUDENT: &str = "Amara Okafor";
/// Lowest first.
const LEVELS: [&str; 4] = ["Not yet", "Approaching", "Demonstrating", "Exceeding"];

/// What stands behind the windows.
pub(super) struct Stage<'a> {
    pub(super) school: &'a mut School,
    pub(super) network: &'a Proxy,
    /// The file that stands for the tablet's camera.
    pub(super) camera: PathBuf,
    pub(super) asked: &'a Asked,
}

pub(super) struct Lesson<'a> {
    stage: Stage<'a>,
    tablet: Window,
    phone: Window,
    pub(super) story: Story<'a>,
    kills: Vec<Kill>,
}

impl<'a> Lesson<'a> {
    pub(super) fn new(stage: Stage<'a>, tablet: Window, phone: Window, story: Story<'a>, seed: u64) -> Self {
        Self { stage, tablet, phone, story, kills: kills::plan(seed).to_vec() }
    }

    /// From the door to the last level; an error says what was not seen, and where.
    pub(super) fn play(&mut self) -> Result<()> {
        self.join()?;
        let before = self.on_the_phone("C3")?;
        let evidence = self.record_c3(&before)?;
        let sent = self.leave()?;
        self.moment(Moment::Left)?;
        self.see_on_the_phone("C3", &evidence, sent.map(|at| (at, "left the student → seen on the phone")))?;

        self.stage.network.cut();
        self.story.note("the tablet's network is cut");
        let first = self.record_level("C1")?;
        self.moment(Moment::FirstOffline)?;
        let second = self.record_level("C2")?;
        self.moment(Moment::SecondOffline)?;
        self.leave()?;
        self.not_sent_yet()?;
        self.stage.network.mend();
        let back = Instant::now();
        self.story.note("the network is back");
        self.moment(Moment::Back)?;
        self.see_on_the_phone("C1", &first, None)?;
        self.see_on_the_phone("C2", &second, Some((back, "network back → both seen on the phone")))?;

        let last = self.record_level("C3")?;
        let sent = self.leave()?;
        self.see_on_the_phone(
            "C3",
            &last,
            sent.map(|at| (at, "left the student → seen on the phone, nothing killed")),
        )?;
        ensure!(self.kills.is_empty(), "something was to be killed and was not: {:?}", self.kills);
        self.nothing_is_lost(&[("C1", &first), ("C2", &second), ("C3", &evidence.and(&last))])
    }

    /// Kills what chance picked for this moment, and starts it again.
    fn moment(&mut self, moment: Moment) -> Result<()> {
        let (now, later): (Vec<_>, Vec<_>) = self.kills.iter().partition(|kill| kill.moment == moment);
        self.kills = later;
        for kill in now {
            self.stage.asked.pause(kill.after)?;
            match kill.victim {
                Victim::Server => {
                    self.stage.school.kill();
                    self.stage.school.serve()?;
                }
                Victim::Tablet => {
                    self.tablet.kill();
                    self.tablet.start()?;
                    self.tablet.wait_for("the question for the PIN", |said| said == join::PIN_ASKED)?;
                    self.unlock_tablet()?;
                }
                Victim::Phone => {
                    self.phone.kill();
                    self.phone.start()?;
                    self.phone.wait_for("Home", |said| said == "I can do")?;
                }
            }
            let (who, after) = (kill.victim, kill.after.as_millis());
            self.story
                .note(&format!("killed with -9 and started again: {who:?}, {after} ms after {moment:?}"));
        }
        Ok(())
    }
}

/// What was recorded about one outcome, or can be seen of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Work {
    /// "I can …"
    i_can: String,
    /// The level's word; empty: none.
    level: String,
    next_step: Option<String>,
    /// How many photos can be opened.
    photos: usize,
}

impl Work {
    /// What stands after `later` was recorded about the same outcome.
    fn and(&self, later: &Self) -> Self {
        let next_step = later.next_step.clone().or_else(|| self.next_step.clone());
        Self { level: later.level.clone(), next_step, photos: self.photos.max(later.photos), ..self.clone() }
    }
}

/// The level above `level`, the lowest after the highest: always another one than before.
fn another(level: &str) -> &'static str {
    let at = LEVELS.iter().position(|one| *one == level);
    LEVELS[at.map_or(1, |at| (at + 1) % LEVELS.len())]
}

/// The level that a sentence about an outcome ends in: "… In practice: Approaching. Not shown on your own yet."
fn level_in(said: &str) -> String {
    let found = LEVELS.iter().filter_map(|level| Some((said.find(&format!("{level}."))?, *level)));
    found.min().map(|(_, level)| level.to_owned()).unwrap_or_default()
}

/// How many photos can be seen: a tile says nothing but what it is of once its picture is drawn.
fn photos_in(seen: &[Seen]) -> usize {
    seen.iter().filter(|one| one.text.starts_with("Photo of ") && one.text == one.title()).count()
}

/// How many tiles there are, drawn or on their way.
fn tiles_in(seen: &[Seen]) -> usize {
    seen.iter().filter(|one| one.text.starts_with("Photo of ")).count()
}

/// Waits for a moment that `wait` describes and adds it to the figures.
fn since(story: &mut Story<'_>, begun: Instant, what: &str) -> Duration {
    let time = begun.elapsed();
    story.figure(what, time);
    time
}
