//! A whole lesson of the demonstration class against a real server, by touches alone: a teacher's tablet and a
//! co-teacher's, four students' phones, one student on the tablet that is handed over; half of it without a network, the
//! tablet killed twice. This file says what happens in which order; what each does stands below.

use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, ensure};

use super::display::Display;
use super::proxy::Proxy;
use super::school::{School, TEACHER};
use super::story::Story;
use super::window::{Place, Window};
use super::{PHONE, TABLET};

pub(super) mod exports;
mod group;
mod handed;
mod join;
mod memory;
mod phone;
mod photos;
mod touches;
mod visit;
mod walk;

use memory::Memory;
use photos::Photos;
use touches::Touches;

/// Who teaches the class beside the tablet's teacher.
const CO_TEACHER: &str = "Mr Adeyemi";
/// Both teachers'.
const PIN: &str = "2580";
/// What a locked tablet says.
const PIN_ASKED: &str = "I forgot my PIN";
/// How many students have a phone.
const PHONES: usize = 4;
/// Two tablets above, the phones below.
const SCREEN: (i32, i32) = (2020, 1660);
/// What is left free between windows, in pixels.
const GAP: i32 = 10;

/// Plays it over what is served, and says what was touched, seen and kept.
pub(super) fn play(mut stage: super::Stage, pictures: &Path) -> Result<()> {
    let photos = Photos::draw(stage.camera())?;
    photos.next()?;
    let display = Display::start(SCREEN, &stage.logs.join("display.log"))?;
    let mut windows = Windows::open(&stage, &display)?;
    windows.wait()?;
    let story = Story::begin(pictures, &display)?;
    let mut room = Classroom {
        network: &stage.network,
        is_online: true,
        tablet: windows.tablet,
        touches: Touches::of(&stage.logs.join(TABLET_TOUCHES)),
        beside: windows.beside,
        phones: vec![],
        visited: 0,
        photos,
        story,
        memory: Memory::default(),
    };
    let done = room.lesson(&stage.school, &mut windows.phones);
    room.story.tell();
    if let Err(error) = done {
        room.story.last_picture();
        println!("pictures are in {}", pictures.display());
        return Err(error.context("the lesson did not come to its end"));
    }
    room.touches.tell();
    room.memory.tell();
    drop(room);
    stage.school.stop();
    exports::one_hash(&stage)
}

const TABLET_TOUCHES: &str = "tablet.touches";

/// The windows before anybody has joined.
struct Windows {
    tablet: Window,
    beside: Window,
    phones: Vec<Window>,
}

impl Windows {
    /// Opens all of them at once: each takes seconds to its first frame.
    fn open(stage: &super::Stage, display: &Display) -> Result<Self> {
        let open = |name, command, place| {
            Window::open(name, command, place, &display.name, &stage.logs, stage.asked.clone())
        };
        let mut tablet = stage.tablet();
        tablet.arg("--shutter").arg("--touches").arg(stage.logs.join(TABLET_TOUCHES));
        // What is not used goes back to the system, so that what is in use can be measured.
        tablet.env("JDK_JAVA_OPTIONS", "-XX:+UseSerialGC -XX:MinHeapFreeRatio=10 -XX:MaxHeapFreeRatio=20");
        tablet.env("MALLOC_ARENA_MAX", "2").env("MALLOC_MMAP_THRESHOLD_", "131072");
        let mut beside = stage.device("beside", "Co-teacher's tablet", stage.school.port);
        beside.arg("--tablet");
        let second = Place { x: TABLET.width + GAP, ..TABLET };
        let phone = |(at, name): (i32, &'static str)| {
            let place = Place { x: at * (PHONE.width + GAP), y: TABLET.height + GAP / 2, ..PHONE };
            let command = stage.device(name, "Student's phone", stage.school.port);
            open(name, command, place)
        };
        Ok(Self {
            tablet: open("tablet", tablet, TABLET)?,
            beside: open("beside", beside, second)?,
            phones: (0..)
                .zip(["phone-1", "phone-2", "phone-3", "phone-4"])
                .map(phone)
                .collect::<Result<_>>()?,
        })
    }
}

impl Windows {
    fn wait(&self) -> Result<()> {
        [&self.tablet, &self.beside].into_iter().chain(&self.phones).try_for_each(Window::opened)
    }
}

/// A student with a phone.
struct Student {
    /// The whole name, as Today says it.
    name: String,
    phone: Window,
}

/// Who is there, once they have joined.
struct Classroom<'a> {
    network: &'a Proxy,
    /// Whether the tablet has it.
    is_online: bool,
    tablet: Window,
    touches: Touches,
    beside: Window,
    phones: Vec<Student>,
    /// How many of them the teacher has sat with.
    visited: usize,
    photos: Photos,
    story: Story<'a>,
    memory: Memory,
}

impl Classroom<'_> {
    fn lesson(&mut self, school: &School, phones: &mut Vec<Window>) -> Result<()> {
        self.join_teachers(school)?;
        self.join_students(school, phones)?;
        self.first_half()?;
        self.students_judge_and_ask()?;

        self.network.cut();
        self.is_online = false;
        self.story.note("the tablet's network is cut");
        let last = self.second_half()?;
        self.hand_over()?;
        self.co_teacher(&last)?;
        self.not_sent_yet()?;
        self.network.mend();
        self.story.note("the network is back");
        let back = Instant::now();
        self.co_teacher_sees(back)?;
        self.all_sent(back)?;
        self.memory.end(&self.tablet)?;
        ensure!(self.photos.taken() >= 31, "only {} photos were taken", self.photos.taken());
        self.story.step(&format!("the lesson is over: {} photos, everything is sent", self.photos.taken()))
    }

    /// Kills the tablet's app as a power cut would, and opens it again on its folder.
    fn kill_tablet(&mut self, when: &str) -> Result<()> {
        self.touches.keep()?;
        self.tablet.kill();
        self.tablet.start()?;
        self.tablet.opened()?;
        self.tablet.wait_for("the question for the PIN", |said| said == PIN_ASKED)?;
        unlock_if_asked(&mut self.tablet)?;
        self.story.step(&format!("killed with -9 {when}, and opened again"))
    }

    /// Without a network the tablet says that something waits, and that it is safe.
    fn not_sent_yet(&mut self) -> Result<()> {
        self.tablet.wait_for("what is not sent yet", |said| {
            said.contains("not sent yet.") && said.contains("safe on this tablet.")
        })?;
        self.story.step("half of the lesson waits on the tablet for a network")
    }

    /// Everything of the tablet has reached the server, and of the others, too.
    fn all_sent(&mut self, back: Instant) -> Result<()> {
        for tablet in [&mut self.tablet, &mut self.beside] {
            unlock_if_asked(tablet)?;
        }
        let devices = [&mut self.tablet, &mut self.beside].into_iter();
        for device in devices.chain(self.phones.iter_mut().map(|it| &mut it.phone)) {
            device.tap("Sync", |one| one.taps() && one.text == "Sync")?;
            device.wait_for("that everything is sent", |said| said == "Everything is sent.")?;
        }
        self.story.figure("network back → all of all devices sent", back.elapsed());
        Ok(())
    }
}

/// Types the PIN where one is asked for: a tablet that nobody touches locks itself.
fn unlock_if_asked(window: &mut Window) -> Result<()> {
    if window.shows().iter().any(|one| one.text == PIN_ASKED) {
        window.fill("PIN", PIN)?;
        window.tap_button("Open")?;
    }
    window.wait_for("Today", |said| said == "Today")?;
    Ok(())
}

/// A device's folder within the run's.
fn folder_of(stage: &super::Stage, device: &str) -> PathBuf {
    stage.folder.join(device)
}

/// Of a row that says a name, then a full stop, then why it stands there.
fn name_in(said: &str) -> Result<String> {
    let (name, _) = said.split_once(". ").with_context(|| format!("“{said}” begins with no name"))?;
    Ok(name.to_owned())
}
