//! The demonstration class after some work: the teacher's device, the server's rows and the level command tell the
//! same of every student on every outcome, to the last sign.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet::capture::{Purpose, Support};
use notyet::conference::ConferenceScreen;
use notyet::{
    Config, Core, FeedbackInput, LevelInput, Listener, Network, Notice, Profiles, Topic, WalkLevelInput,
};
use notyet_export::{KeyFiles, Person, Rows, cases, difference, lines, of_device, written};
use notyet_server::import::RosterOptions;
use notyet_server::{Proxies, Service, SystemEnv};
use std::fs;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::sync::mpsc;

const CLASS: &str = "7B";
const PIN: &str = "2580";

/// The demonstration school, served from a folder.
struct School {
    service: Arc<Service>,
    address: String,
    folder: TempDir,
}

impl School {
    async fn open() -> Self {
        let folder = TempDir::new().unwrap();
        let service = Service::open(folder.path(), None, Arc::new(SystemEnv)).unwrap();
        let demo = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../fixtures/demo");
        let roster = fs::read(demo.join("roster.zip")).unwrap();
        let roster = notyet_interop::oneroster::read_zip(&roster).unwrap();
        let options = RosterOptions { zone: Some(chrono_tz::America::New_York), school: None };
        service.import_roster(roster, options).await.unwrap().unwrap();
        let standards = fs::read(demo.join("standards.json")).unwrap();
        let standards = notyet_interop::case::read("standards.json", &standards).unwrap();
        service.import_standards(standards, "ELA7".into()).await.unwrap().unwrap();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let router = notyet_server::http::router(service.clone(), Proxies::default());
        let make = router.into_make_service_with_connect_info::<SocketAddr>();
        tokio::spawn(async move { axum::serve(listener, make).await });
        Self { service, address, folder }
    }
}

struct Ears(mpsc::UnboundedSender<()>);

impl Listener for Ears {
    fn on_notice(&self, _: Notice) {
        let _ = self.0.send(());
    }
}

/// A teacher with a tablet.
struct Teacher {
    profiles: Arc<Profiles>,
    core: Arc<Core>,
    heard: mpsc::UnboundedReceiver<()>,
    _listening: Arc<notyet::Subscription>,
}

impl Teacher {
    async fn join(school: &School, folder: &Path) -> Self {
        let config = Config {
            folder: folder.display().to_string(),
            locale: "en".into(),
            device_name: "a tablet".into(),
            app_version: "0.0.0".into(),
            is_tablet: true,
        };
        let profiles = Profiles::open(config, Arc::new(KeyFiles::of(folder))).await.unwrap();
        profiles.set_network(Network { online: true, metered: false });
        let place = profiles.place().await.unwrap();
        let code = school.service.staff_code("Ms Ortiz").await.unwrap().unwrap().0.to_string();
        place.enrolment().join_with_staff_code(school.address.clone(), code).await.unwrap();
        let core = profiles.keep("Ms O.".into(), Some(PIN.into()), Some(PIN.into())).await.unwrap();
        let (tell, heard) = mpsc::unbounded_channel();
        let listening = core.observe(vec![Topic::Roster, Topic::Work, Topic::Sync], Arc::new(Ears(tell)));
        let mut teacher = Self { profiles, core, heard, _listening: listening };
        while teacher.students().await.len() < 20 {
            teacher.heard.recv().await.unwrap();
        }
        teacher
    }

    async fn students(&self) -> Vec<String> {
        let today = self.core.teaching().today(None).await.unwrap();
        today.students.into_iter().map(|row| row.student).collect()
    }

    async fn beside(&self, student: &str) -> ConferenceScreen {
        self.core.teaching().conference(student.to_owned(), None, None).await.unwrap()
    }

    /// A chance on the outcome in focus, in the nth kind of work that allows one.
    async fn judge(&self, student: &str, level: usize, kind: usize) {
        let screen = self.beside(student).await;
        let kinds: Vec<_> = screen.kinds.iter().filter(|kind| kind.at_bat).collect();
        let input = LevelInput {
            student: student.to_owned(),
            outcome: screen.head.outcome,
            level: screen.levels[level].level.clone(),
            purpose: Purpose::AtBat,
            support: Support::Alone,
            kind: Some(kinds[kind].kind.clone()),
        };
        self.core.teaching().record_level(input).await.unwrap();
        self.core.teaching().leave_student(student.to_owned()).await.unwrap();
    }

    async fn walk(&self) {
        let teaching = self.core.teaching();
        let screen = teaching.walk(None, None).await.unwrap();
        let outcome = screen.outcomes.iter().find(|it| it.chosen).unwrap().outcome.clone();
        for (at, seat) in screen.seats.iter().enumerate() {
            let level = screen.levels[at % screen.levels.len()].level.clone();
            let input =
                WalkLevelInput { student: seat.student.clone(), outcome: outcome.clone(), level, kind: None };
            teaching.record_walk_level(input).await.unwrap();
            teaching.leave_student(seat.student.clone()).await.unwrap();
        }
    }

    /// Says of what was judged last on the outcome in focus that it is another level.
    async fn correct(&self, student: &str, level: usize) {
        let teaching = self.core.teaching();
        let outcome = self.beside(student).await.head.outcome;
        let piece =
            teaching.student_outcome(student.to_owned(), outcome).await.unwrap().pieces[0].piece.clone();
        let page = teaching.student_evidence(student.to_owned(), piece).await.unwrap();
        let card = page.judgements.last().unwrap();
        teaching.correct_level(card.judgement.clone(), card.levels[level].level.clone()).await.unwrap();
        teaching.leave_student(student.to_owned()).await.unwrap();
    }

    async fn all_sent(&mut self) {
        loop {
            let waiting = self.core.syncing().queue().await.unwrap();
            if waiting.headline == "Everything is sent." {
                return;
            }
            self.heard.recv().await.unwrap();
        }
    }
}

#[tokio::test]
async fn the_device_the_servers_rows_and_the_level_command_tell_the_same_of_the_demonstration_class() {
    let school = School::open().await;
    let tablet = TempDir::new().unwrap();
    let mut teacher = Teacher::join(&school, tablet.path()).await;
    let students = teacher.students().await;
    for (at, student) in students.iter().take(8).enumerate() {
        teacher.judge(student, at % 4, 0).await;
        teacher.judge(student, (at + 1) % 4, at % 2).await;
    }
    teacher.correct(&students[0], 3).await;
    teacher.correct(&students[1], 0).await;
    let words = FeedbackInput {
        student: students[2].clone(),
        outcome: teacher.beside(&students[2]).await.head.outcome,
        went_well: "Two quotations".into(),
        improve: String::new(),
        next_step: "Explain one".into(),
    };
    teacher.core.teaching().record_feedback(words).await.unwrap();
    teacher.core.teaching().leave_student(students[2].clone()).await.unwrap();
    teacher.walk().await;
    teacher.all_sent().await;
    teacher.profiles.stop().await;
    drop(teacher);

    let rows = Rows::read(school.folder.path(), CLASS).unwrap();
    let server = written(rows.lines());
    let device = of_device(Person { folder: tablet.path(), pin: PIN }, CLASS).await.unwrap();
    let device = written(device);
    let mut answers = vec![];
    notyet_level::answer_all(cases(&rows).unwrap().as_bytes(), &mut answers).unwrap();
    let command = written(lines(std::str::from_utf8(&answers).unwrap()).unwrap());

    assert_eq!(difference(&device, &server, 5), "", "device and server");
    assert_eq!(difference(&command, &server, 5), "", "level command and server");
    assert_eq!((&device, &command), (&server, &server));
    let told = |text: &str| server.lines().filter(|line| line.contains(text)).count();
    assert_eq!(server.lines().count() % students.len(), 0, "each student on each outcome");
    assert!(told("\"level\":\"") >= 6, "some have a level: {}", told("\"level\":\""));
    assert_eq!(told("corrected"), 2, "the corrections are told");
    assert!(told("practice") >= students.len(), "and practice is");
}
