//! The story that a script plays: a teacher records beside a child, with and without a network, each process is
//! killed once, and in the end the phone shows everything that the tablet had shown as saved.

use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Result, ensure};

use super::display::Display;
use super::hand::Hand;
use super::ports::Ports;
use super::prepare::Built;
use super::proxy::Proxy;
use super::school::School;
use super::window::{Seen, Window};
use super::{PHONE, TABLET};

const STUDENT: &str = "Amara Okafor";
const EVIDENCE: &str = "I can back up a claim…";
const CLAIM: &str = "I can make a clear claim…";
const REASONS: &str = "I can give reasons…";

/// Everything that plays.
struct Stage<'a> {
    built: &'a Built,
    folder: &'a Path,
    display: &'a Display,
    hand: Hand<'a>,
    school: School,
    proxy: Proxy,
    server_port: u16,
    tablet: Window,
    phone: Window,
    log: Vec<(String, Duration)>,
    pictures: u32,
    chance: Chance,
}

/// Plays it; an error says what was not seen.
pub(super) fn play(built: &Built, folder: &Path, display: &Display) -> Result<()> {
    let run = count_run(folder)?;
    let mut school = School::open(built, folder)?;
    let ports = Ports::of(folder)?;
    let server = school.serve(ports.server)?;
    let proxy = Proxy::to(server, ports.proxy)?;
    ports.keep(folder, server.port(), proxy.address().port())?;
    let mut stage = Stage {
        built,
        folder,
        display,
        hand: Hand::on(display),
        school,
        proxy,
        server_port: server.port(),
        tablet: Window::open(built, folder, "tablet", TABLET, Some(display))?,
        phone: Window::open(built, folder, "phone", PHONE, Some(display))?,
        log: Vec::new(),
        pictures: 0,
        chance: Chance::new(),
    };
    let told = stage.tell(run);
    for (what, took) in &stage.log {
        println!("{:>9.2} s  {what}", took.as_secs_f64());
    }
    println!(
        "{} taps; seed {}; pictures in {}",
        stage.hand.taps,
        stage.chance.seed,
        folder.join("pictures").display()
    );
    if told.is_err() {
        // What was on screen then is the first thing to look at.
        stage.picture("the-end")?;
    }
    told
}

/// How often this folder was played on before, so that each time records something new.
fn count_run(folder: &Path) -> Result<u32> {
    let file = folder.join("runs");
    let before = fs::read_to_string(&file).ok().and_then(|t| t.trim().parse().ok()).unwrap_or(0);
    fs::write(file, format!("{}\n", before + 1))?;
    Ok(before)
}

impl Stage<'_> {
    fn tell(&mut self, run: u32) -> Result<()> {
        let words = ["Approaching", "Demonstrating", "Exceeding"];
        let level = |n: u32| words[((run + n) % 3) as usize];
        let step = format!("Use a quotation for each claim, part {}", run + 1);
        if self.is_joined()? {
            println!("both have joined already: the folder was played on before");
        } else {
            self.join_tablet()?;
            self.join_phone()?;
        }
        self.record_beside_the_child(level(1), &step)?;
        self.see_on_the_phone(level(1), &step)?;
        self.record_offline(level(2), level(0))?;
        self.come_back(level(2), level(0))
    }

    /// Whether both windows open on their people's screens.
    fn is_joined(&mut self) -> Result<bool> {
        let root = |seen: &[Seen]| {
            let shows = |text: &str| seen.iter().any(|s| s.text.starts_with(text));
            if shows("Join your class") {
                Some(false)
            } else if shows("Students, longest") || shows("I have left") {
                Some(true)
            } else {
                None
            }
        };
        self.timed("both windows are open", |me| {
            let tablet = me.tablet.await_view("its first screen", root)?;
            let phone = me.phone.await_view("its first screen", root)?;
            Ok(tablet && phone)
        })
    }

    fn join_tablet(&mut self) -> Result<()> {
        let (code, url) = (self.school.staff_code()?, format!("http://{}", self.proxy.address()));
        self.timed("the tablet joins by staff code", |me| {
            me.hand.tap(&mut me.tablet, "I teach here")?;
            me.hand.type_into(&mut me.tablet, "Staff code", &code)?;
            me.hand.type_into(&mut me.tablet, "Address of your school's server", &url)?;
            me.hand.tap(&mut me.tablet, "Join")?;
            me.tablet
                .await_sight("Today with its students", |s| s.text.ends_with("No feedback yet."))
                .map(|_| ())
        })?;
        self.picture("today")
    }

    fn join_phone(&mut self) -> Result<()> {
        let (code, url) = (self.school.class_code()?, format!("http://127.0.0.1:{}", self.server_port));
        self.timed("the phone asks to join by class code", |me| {
            me.hand.type_into(&mut me.phone, "Class code", &code)?;
            me.hand.type_into(&mut me.phone, "Your name", "amara okafor")?;
            me.hand.type_into(&mut me.phone, "Address of your school's server", &url)?;
            me.hand.tap(&mut me.phone, "Join")?;
            me.phone
                .await_sight("that the teacher is asked", |s| s.text.contains("matches your name"))
                .map(|_| ())
        })?;
        self.timed("Today says that someone asks", |me| {
            me.tablet.await_sight("who asks to join", |s| s.text.contains("asks to join")).map(|_| ())
        })?;
        self.picture("asks-to-join")?;
        self.timed("the teacher matches the name, the phone is in", |me| {
            me.hand.tap(&mut me.tablet, "See")?;
            // The nearest name stands first; Today's own row of her lies behind the sheet.
            let name = me.tablet.await_view("her name among the names", |all| {
                let sheet = all.iter().position(|s| s.text == "Tap the name that fits.")?;
                all[sheet..].iter().find(|s| s.button && s.text == STUDENT).cloned()
            })?;
            me.hand.tap_at(&me.tablet, &name)?;
            me.phone.await_sight("Home", |s| s.text == "I have left").map(|_| ())
        })?;
        self.picture("home")
    }

    fn record_beside_the_child(&mut self, level: &str, step: &str) -> Result<()> {
        self.open_student()?;
        self.picture("student")?;
        self.open_outcome(EVIDENCE)?;
        let photos = self.photos();
        self.timed("a photo of 12 megapixels is saved", |me| {
            me.hand.tap(&mut me.tablet, "Photo")?;
            me.tablet.await_view("one more photo", |all| (count(all, "Photo of ") > photos).then_some(()))?;
            me.tablet.await_sight("that it is saved", |s| s.text == "Saved").map(|_| ())
        })?;
        self.tap_level(level)?;
        self.timed("a next step is typed and saved", |me| {
            me.hand.type_into(&mut me.tablet, "Next step", step)?;
            me.hand.tap(&mut me.tablet, "Save next step")?;
            me.tablet.await_sight("that it is saved", |s| s.text == "Saved").map(|_| ())
        })?;
        self.picture("capture")?;
        self.timed("undo takes the next step back", |me| {
            me.hand.tap(&mut me.tablet, "Undo")?;
            me.tablet.await_sight("that it was taken back", |s| s.text == "Taken back").map(|_| ())
        })?;
        self.timed("redo puts it there again", |me| {
            me.hand.tap(&mut me.tablet, "Redo")?;
            me.tablet.await_sight("that it is saved", |s| s.text == "Saved").map(|_| ())
        })
    }

    /// The teacher leaves the student, which sends it; the clock runs until the phone shows it.
    fn see_on_the_phone(&mut self, level: &str, step: &str) -> Result<()> {
        self.hand.tap(&mut self.tablet, "Today")?;
        self.timed("sent: the phone shows the next step", |me| {
            me.phone.await_sight("the next step", |s| s.text.contains(step)).map(|_| ())
        })?;
        self.timed("and the level", |me| me.await_level(EVIDENCE, level))?;
        self.picture("home-after")?;
        self.timed("and, on the outcome's page, the photo", |me| {
            me.hand.tap(&mut me.phone, EVIDENCE)?;
            me.phone.await_view("the photo", |all| {
                (count(all, "Photo of ") > 0 && count(all, "On its way") == 0).then_some(())
            })
        })?;
        self.picture("outcome")?;
        self.hand.tap(&mut self.phone, "Home")
    }

    fn record_offline(&mut self, claim: &str, reasons: &str) -> Result<()> {
        self.proxy.cut();
        self.open_student()?;
        self.open_outcome(CLAIM)?;
        self.tap_level(claim)?;
        self.hand.tap(&mut self.tablet, "Today")?;
        self.open_student()?;
        self.open_outcome(REASONS)?;
        self.tap_level(reasons)?;
        self.picture("capture-offline")?;
        // What was shown as saved is there after the process was killed, whenever that was.
        let moment = self.chance.pause();
        self.timed(
            &format!("the tablet's process is killed {} ms after “Saved”", moment.as_millis()),
            |me| {
                std::thread::sleep(moment);
                me.tablet.kill()
            },
        )?;
        self.timed("and opens again: two are safe, and not sent yet", |me| {
            me.tablet = Window::open(me.built, me.folder, "tablet", TABLET, Some(me.display))?;
            me.tablet.await_sight("what is not sent yet", |s| s.text.contains("2 not sent yet")).map(|_| ())
        })?;
        self.picture("not-sent-yet")
    }

    fn come_back(&mut self, claim: &str, reasons: &str) -> Result<()> {
        let port = self.server_port;
        self.timed("the server's process is killed and started again", |me| {
            me.school.kill()?;
            let address = me.school.serve(port)?;
            ensure!(address.port() == port, "the server came back elsewhere");
            Ok(())
        })?;
        self.proxy.restore();
        self.hand.tap(&mut self.tablet, "Sync")?;
        self.picture("sync")?;
        self.timed("the network is back: all is sent", |me| {
            if me.tablet.look().iter().any(|s| s.text == "Try now") {
                me.hand.tap(&mut me.tablet, "Try now")?;
            }
            me.tablet.await_sight("that all is sent", |s| s.text == "Everything is sent.").map(|_| ())
        })?;
        let moment = self.chance.pause();
        self.timed(
            &format!("the phone's process is killed {} ms later, opens again", moment.as_millis()),
            |me| {
                std::thread::sleep(moment);
                me.phone.kill()?;
                me.phone = Window::open(me.built, me.folder, "phone", PHONE, Some(me.display))?;
                me.phone.await_sight("Home", |s| s.text == "I have left" || s.text == "I can do").map(|_| ())
            },
        )?;
        self.timed("the phone shows what was recorded offline", |me| {
            me.await_level(CLAIM, claim)?;
            me.await_level(REASONS, reasons)
        })?;
        self.picture("home-at-the-end")
    }

    fn open_student(&mut self) -> Result<()> {
        self.timed("a student is opened from Today", |me| {
            me.hand.tap(&mut me.tablet, &format!("{STUDENT}…"))?;
            me.tablet.await_sight("the student", |s| s.text == "Record").map(|_| ())
        })
    }

    fn open_outcome(&mut self, outcome: &str) -> Result<()> {
        self.timed(&format!("the outcome is picked: {outcome}"), |me| {
            me.hand.tap(&mut me.tablet, outcome)?;
            me.tablet.await_sight("Capture", |s| s.text == "Levels").map(|_| ())
        })
    }

    fn tap_level(&mut self, level: &str) -> Result<()> {
        self.timed(&format!("a tap on {level} is saved"), |me| {
            let option = format!("{level}.");
            let fits = |s: &Seen| s.button && s.text.starts_with(&option);
            let seen = me.tablet.await_sight(level, fits)?;
            me.hand.tap_at(&me.tablet, &seen)?;
            me.tablet.await_sight("the level lit", |s| fits(s) && s.selected).map(|_| ())
        })
    }

    fn await_level(&mut self, outcome: &str, level: &str) -> Result<()> {
        let outcome = outcome.trim_end_matches('…');
        let fits = |s: &Seen| s.text.contains(outcome) && s.text.contains(level);
        self.phone.await_sight(&format!("{level} for “{outcome}”"), fits).map(|_| ())
    }

    fn photos(&self) -> usize {
        count(&self.tablet.look(), "Photo of ")
    }

    fn timed<T>(&mut self, what: &str, work: impl FnOnce(&mut Self) -> Result<T>) -> Result<T> {
        let begun = Instant::now();
        let done = work(self)?;
        self.log.push((what.to_owned(), begun.elapsed()));
        Ok(done)
    }

    fn picture(&mut self, name: &str) -> Result<()> {
        self.pictures += 1;
        // Motion ends within a quarter of a second; a picture shows what a person looks at, not what moves.
        std::thread::sleep(Duration::from_millis(300));
        let name = format!("{:02}-{name}", self.pictures);
        self.display.picture(&self.folder.join("pictures"), &name).map(|_| ())
    }
}

fn count(all: &[Seen], beginning: &str) -> usize {
    all.iter().filter(|s| s.text.split(" | ").any(|label| label.starts_with(beginning))).count()
}

/// Moments that a seed decides; the seed is printed, and given back by `NOTYET_SEED`.
struct Chance {
    seed: u64,
    state: u64,
}

impl Chance {
    fn new() -> Self {
        let given = std::env::var("NOTYET_SEED").ok().and_then(|s| s.parse().ok());
        let clock = || std::time::SystemTime::UNIX_EPOCH.elapsed().map_or(1, |t| t.subsec_nanos().into());
        let seed = given.unwrap_or_else(clock);
        Self { seed, state: seed }
    }

    /// Up to 400 ms.
    fn pause(&mut self) -> Duration {
        // One step of an LCG (Knuth's MMIX constants) is chance enough for a moment.
        self.state =
            self.state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        Duration::from_millis((self.state >> 33) % 400)
    }
}
