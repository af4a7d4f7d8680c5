//! `cargo xtask run`: the whole chain on one machine. A school's server over a folder, a teacher's tablet and a
//! student's phone as windows; with a display for a person to use, without one as a scripted lesson that checks
//! what arrives. This file only puts the pieces together.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};

use crate::repo;
use crate::setup::Part;

mod built;
mod classroom;
mod display;
mod eyes;
mod kills;
mod lesson;
mod owned;
mod proxy;
mod school;
mod story;
mod window;

use built::Built;
use display::Display;
use lesson::Lesson;
use owned::{Asked, Owned};
use proxy::Proxy;
use school::{CLASS, School, TEACHER};
use story::Story;
use window::{Place, Window, at};

#[derive(clap::Args)]
pub(crate) struct Args {
    /// Plays a lesson under a virtual display and checks that the phone shows it; the rule where there is no display.
    #[arg(long)]
    headless: bool,
    /// Where school, tablet and phone keep their data; without it, they forget everything at the end.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
    /// The seed of a headless run, which decides when something is killed; without it, another one each time.
    #[arg(long)]
    seed: Option<u64>,
}

#[derive(clap::Args)]
pub(crate) struct LessonArgs {
    /// An empty folder where school and devices leave their data; without it, they forget everything at the end.
    #[arg(long, value_name = "DIR")]
    folder: Option<PathBuf>,
}

/// Room for a tablet and a phone side by side.
const SCREEN: (i32, i32) = (1440, 900);
/// Two panes from 840 dp on; the phone of the design's pictures.
const TABLET: Place = Place { x: 0, y: 0, width: 1000, height: 760 };
const PHONE: Place = Place { x: 1010, y: 0, width: 411, height: 891 };

/// The command.
pub(crate) fn run(args: &Args) -> Result<()> {
    let headless = args.headless || std::env::var_os("DISPLAY").is_none_or(|display| display.is_empty());
    let kept = args.folder.as_deref().map(std::path::absolute).transpose()?;
    // Dropped last: what runs in it ends before it goes.
    let passing = tempfile::tempdir()?;
    let folder = kept.as_deref().unwrap_or(passing.path());
    if headless {
        let pictures = kept.as_ref().map_or_else(passing_pictures, |folder| folder.join("pictures"));
        play(folder, &pictures, args.seed.unwrap_or_else(any_seed))
    } else {
        Stage::set(Built::make(Part::Window)?, folder)?.show()
    }
}

/// Plays the lesson over a folder, with kills at moments that chance picks.
pub(crate) fn headless(folder: &Path) -> Result<()> {
    play(folder, &passing_pictures(), any_seed())
}

/// A whole lesson of a class, in windows under a virtual display, and what everybody knows at its end.
pub(crate) fn lesson(args: &LessonArgs) -> Result<()> {
    let kept = args.folder.as_deref().map(std::path::absolute).transpose()?;
    let passing = tempfile::tempdir()?;
    let folder = kept.as_deref().unwrap_or(passing.path());
    let built = Built::make(Part::E2e)?;
    classroom::exports::build()?;
    classroom::play(Stage::set(built, folder)?, &repo::target().join("xtask/lesson/pictures"))
}

fn play(folder: &Path, pictures: &Path, seed: u64) -> Result<()> {
    Stage::set(Built::make(Part::E2e)?, folder)?.play(pictures, seed)
}

/// Where pictures stay when the data does not.
fn passing_pictures() -> PathBuf {
    repo::target().join("xtask/run/pictures")
}

/// A school that is served, and the machine to open windows on.
struct Stage {
    built: Built,
    folder: PathBuf,
    logs: PathBuf,
    asked: Asked,
    school: School,
    network: Proxy,
}

impl Stage {
    fn set(built: Built, folder: &Path) -> Result<Self> {
        let asked = Asked::listen()?;
        let logs = folder.join("logs");
        fs::create_dir_all(&logs).with_context(|| format!("cannot make {}", logs.display()))?;
        // Devices that have joined look for their server where it was.
        let kept = folder.join("ports.txt");
        let ports = fs::read_to_string(&kept).unwrap_or_default();
        let mut ports = ports.split_whitespace().filter_map(|port| port.parse().ok());
        let (served, relayed) = (ports.next().unwrap_or(0), ports.next().unwrap_or(0));
        let school = School::open(folder, &logs, served)?;
        let network = Proxy::start(relayed, school.port)?;
        fs::write(&kept, format!("{} {}\n", school.port, network.port))?;
        Ok(Self { built, folder: folder.to_owned(), logs, asked, school, network })
    }

    /// The tablet's address of the server leads through a network that can be cut.
    fn tablet(&self) -> Command {
        let mut command = self.device("tablet", "Teacher's tablet", self.network.port);
        command.arg("--tablet");
        command
    }

    fn phone(&self) -> Command {
        self.device("phone", "Student's phone", self.school.port)
    }

    fn device(&self, name: &str, title: &str, port: u16) -> Command {
        let mut command = self.built.window();
        command.arg("--folder").arg(self.folder.join(name)).args(["--title", title]);
        command.arg("--camera").arg(self.camera());
        command.args(["--server", &address(port)]);
        command
    }

    fn camera(&self) -> PathBuf {
        self.folder.join("camera.jpg")
    }

    fn put_photo(&self) -> Result<()> {
        fs::copy(&self.built.photo, self.camera()).context("cannot put a photo into the camera")?;
        Ok(())
    }

    /// Opens both windows for a person, and waits until they are closed.
    fn show(mut self) -> Result<()> {
        self.put_photo()?;
        let place = |mut command: Command, x: i32, of: Place| {
            command.arg("--at").arg(at(Place { x, y: 40, ..of }));
            command
        };
        let log = |name: &str| self.logs.join(format!("{name}.log"));
        let mut tablet = Owned::start(&place(self.tablet(), 20, TABLET), &log("tablet"))?;
        let mut phone = Owned::start(&place(self.phone(), 40 + TABLET.width, PHONE), &log("phone"))?;
        println!("{}", self.invitation()?);
        while tablet.running() || phone.running() {
            self.asked.pause(Duration::from_millis(100))?;
        }
        self.school.stop();
        Ok(())
    }

    fn invitation(&self) -> Result<String> {
        let (staff, class) = (self.school.staff_code(TEACHER)?, self.school.class_code()?);
        Ok(format!(
            "\nTwo windows open: a teacher's tablet and a student's phone, with a school between them.\n\n\
             Tablet  I teach here · staff code {staff}\n\
             Phone   I learn here · class code {class} · your name Amara Okafor\n\n\
             Then, on the tablet: See, tap Amara Okafor, and she is in class {CLASS}. The codes serve for 15 and\n\
             10 minutes. The tablet's server is {}, the phone's {}.\n\
             A window that has joined before opens where it was. Close both windows to end.\n",
            address(self.network.port),
            address(self.school.port),
        ))
    }

    /// Plays the lesson, and says what happened.
    fn play(mut self, pictures: &Path, seed: u64) -> Result<()> {
        self.put_photo()?;
        let display = Display::start(SCREEN, &self.logs.join("display.log"))?;
        let open = |name, command, place| {
            Window::open(name, command, place, &display.name, &self.logs, self.asked.clone())
        };
        let tablet = open("tablet", self.tablet(), TABLET)?;
        let phone = open("phone", self.phone(), PHONE)?;
        let camera = self.camera();
        println!("seed {seed}");
        let story = Story::begin(pictures, &display)?;
        let stage =
            lesson::Stage { school: &mut self.school, network: &self.network, camera, asked: &self.asked };
        let mut lesson = Lesson::new(stage, tablet, phone, story, seed);
        let done = lesson.play();
        lesson.story.tell();
        if let Err(error) = done {
            lesson.story.last_picture();
            println!("pictures are in {}", pictures.display());
            return Err(error.context(format!("not everything was seen (seed {seed})")));
        }
        println!("Everything was seen on the other window. Pictures are in {}", pictures.display());
        drop(lesson);
        self.school.stop();
        Ok(())
    }
}

fn address(port: u16) -> String {
    format!("http://127.0.0.1:{port}")
}

fn any_seed() -> u64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    u64::from(now.subsec_nanos()) ^ u64::from(std::process::id())
}
