//! Joining from an app's side: what a person reads when it does not go through, and what they see when it does.

#![allow(clippy::unwrap_used, reason = "what these helpers of tests do not get ends the test")]

use axum::Router;
use axum::http::StatusCode;
use axum::response::IntoResponse;
use axum::routing::post;
use notyet::door::DoorScreen;
use notyet::session::SessionState;
use notyet::{Config, Core, CoreError, Host, HostError, Listener, LogLevel, Notice, Profiles, Topic};
use notyet_media::fixtures::photo_of_squares;
use notyet_protocol::wire::Fault;
use notyet_sim::school;
use notyet_sim::world::World;
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;
use tokio::sync::mpsc;

#[derive(Default)]
struct KeyStore(Mutex<HashMap<String, Vec<u8>>>);

impl Host for KeyStore {
    fn secret(&self, name: String) -> Result<Option<Vec<u8>>, HostError> {
        Ok(self.0.lock().unwrap().get(&name).cloned())
    }

    fn set_secret(&self, name: String, value: Vec<u8>) -> Result<(), HostError> {
        self.0.lock().unwrap().insert(name, value);
        Ok(())
    }

    fn log(&self, _: LogLevel, _: String) {}
}

struct Ears(mpsc::UnboundedSender<Notice>);

impl Listener for Ears {
    fn on_notice(&self, notice: Notice) {
        let _ = self.0.send(notice);
    }
}

/// One person's app over its own folder.
struct App {
    core: Arc<Core>,
    heard: mpsc::UnboundedReceiver<Notice>,
    _listening: Arc<notyet::Subscription>,
    _folder: TempDir,
}

impl App {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let config = Config {
            folder: folder.path().display().to_string(),
            locale: "en".into(),
            device_name: "a device".into(),
            app_version: "0.0.0".into(),
            is_tablet: true,
        };
        let profiles = Profiles::open(config, Arc::new(KeyStore::default())).await.unwrap();
        let core = profiles.place().await.unwrap();
        let (tell, heard) = mpsc::unbounded_channel();
        let all = vec![Topic::Session, Topic::Roster, Topic::Work, Topic::Photos, Topic::Sync];
        let listening = core.observe(all, Arc::new(Ears(tell)));
        Self { core, heard, _listening: listening, _folder: folder }
    }

    /// Waits until a question has an answer, asking again whenever the core says that something changed.
    async fn until<T, F: Future<Output = Option<T>>>(&mut self, ask: impl Fn(Arc<Core>) -> F) -> T {
        loop {
            if let Some(answer) = ask(self.core.clone()).await {
                return answer;
            }
            self.heard.recv().await.expect("the core goes on telling");
        }
    }

    fn words(&self, error: CoreError) -> String {
        self.core.sentence(error)
    }
}

#[tokio::test]
async fn a_teacher_and_a_student_join_and_see_the_same_class() {
    let world = World::http().await;
    let (mut tablet, mut phone) = (App::new().await, App::new().await);
    let staff = world.staff_code(school::ORTIZ).await;
    tablet.core.enrolment().join_with_staff_code(world.address(), staff).await.unwrap();
    let today = tablet
        .until(|core| async move { core.teaching().today(None).await.ok().filter(|t| t.students.len() == 2) })
        .await;
    assert_eq!(
        today.students.iter().map(|s| s.name.as_str()).collect::<Vec<_>>(),
        ["Amara Okafor", "Ben Novak"]
    );

    let code = world.class_code().await;
    phone.core.enrolment().join_with_class_code(world.address(), code, "ben nowak".into()).await.unwrap();
    let waiting = phone.core.enrolment().session().await.unwrap();
    assert!(matches!(waiting.state, SessionState::Matching { .. }));
    assert_eq!(waiting.school, "", "nothing of the school is known before the teacher has said yes");

    let asked = tablet
        .until(|core| async move { core.teaching().today(None).await.ok()?.joining.into_iter().next() })
        .await;
    assert_eq!((asked.typed.as_str(), asked.candidates[0].name.as_str()), ("ben nowak", "Ben Novak"));
    let student = asked.candidates[0].student.clone();
    tablet.core.teaching().decide_join(asked.request, Some(student)).await.unwrap();
    let home = phone
        .until(|core| async move { core.learning().home().await.ok().filter(|h| h.empty.is_none()) })
        .await;
    assert_eq!(home.name, "Ben Novak");
    assert_eq!(phone.core.enrolment().session().await.unwrap().state, SessionState::Learning);
}

/// What a phone's camera sees of a teacher's screen.
fn photo_of(door: &DoorScreen) -> Vec<u8> {
    photo_of_squares(door.qr.side as usize, &door.qr.dark, 7, 40)
}

#[tokio::test]
async fn a_student_photographs_their_own_code_and_is_in() {
    let world = World::http().await;
    let (mut tablet, mut phone) = (App::new().await, App::new().await);
    let staff = world.staff_code(school::ORTIZ).await;
    tablet.core.enrolment().join_with_staff_code(world.address(), staff).await.unwrap();
    let today = tablet
        .until(|core| async move { core.teaching().today(None).await.ok().filter(|t| t.students.len() == 2) })
        .await;
    let ben = today.students.iter().find(|student| student.name == "Ben Novak").unwrap().student.clone();
    let door = tablet.core.teaching().open_door(Some(ben)).await.unwrap();
    assert_eq!((door.title.as_str(), &door.code), ("For \u{2068}Ben Novak\u{2069}", &None));
    let enrolment = phone.core.enrolment();
    let scanned = enrolment.read_code(photo_of(&door)).await.unwrap();
    assert!(!scanned.needs_name);
    let again = scanned.clone();
    enrolment.join_with_student_code(scanned.server_url, scanned.code).await.unwrap();
    let home = phone
        .until(|core| async move { core.learning().home().await.ok().filter(|h| h.empty.is_none()) })
        .await;
    assert_eq!(home.name, "Ben Novak");
    let other = App::new().await;
    let refused =
        other.core.enrolment().join_with_student_code(again.server_url, again.code).await.unwrap_err();
    assert_eq!(other.words(refused), "That code was for another time. Ask your teacher for a new one.");
}

#[tokio::test]
async fn a_class_is_let_in_from_the_teachers_tablet_and_a_name_is_still_matched() {
    let world = World::http().await;
    let (mut tablet, phone) = (App::new().await, App::new().await);
    let staff = world.staff_code(school::ORTIZ).await;
    tablet.core.enrolment().join_with_staff_code(world.address(), staff).await.unwrap();
    tablet
        .until(|core| async move { core.teaching().today(None).await.ok().filter(|t| t.students.len() == 2) })
        .await;
    let door = tablet.core.teaching().open_door(None).await.unwrap();
    assert_eq!(
        (door.code.as_ref().map(String::len), door.server.as_str()),
        (Some(9), world.address().as_str())
    );
    let scanned = phone.core.enrolment().read_code(photo_of(&door)).await.unwrap();
    assert!(scanned.needs_name);
    assert_eq!(Some(&scanned.code), door.code.as_ref(), "what is scanned is what is read out");
    let (server, code) = (scanned.server_url, scanned.code);
    phone.core.enrolment().join_with_class_code(server, code, "ben".into()).await.unwrap();
    tablet
        .until(|core| async move { core.teaching().today(None).await.ok()?.joining.into_iter().next() })
        .await;
    let elsewhere = phone.core.enrolment().read_link("https://school.example".into()).unwrap_err();
    assert_eq!(
        phone.words(elsewhere),
        "That code is for something else. Scan the one on your teacher's screen."
    );
}

#[tokio::test]
async fn a_declined_name_says_what_to_do() {
    let world = World::http().await;
    let (mut tablet, mut phone) = (App::new().await, App::new().await);
    let staff = world.staff_code(school::ORTIZ).await;
    tablet.core.enrolment().join_with_staff_code(world.address(), staff).await.unwrap();
    let code = world.class_code().await;
    phone.core.enrolment().join_with_class_code(world.address(), code, "Elena Ortiz".into()).await.unwrap();
    let asked = tablet
        .until(|core| async move { core.teaching().today(None).await.ok()?.joining.into_iter().next() })
        .await;
    assert!(
        asked.candidates.iter().all(|c| c.name != "Elena Ortiz"),
        "a class code never leads to a teacher, whatever name was typed"
    );
    tablet.core.teaching().decide_join(asked.request, None).await.unwrap();
    let notice = phone.until(|core| async move { core.enrolment().session().await.ok()?.notice }).await;
    assert_eq!(notice, "Your teacher did not find your name. Ask, then try again.");
}

#[tokio::test]
async fn a_wrong_code_is_said_kindly_and_changes_nothing() {
    let world = World::http().await;
    let app = App::new().await;
    let join = app.core.enrolment();
    let refused = join.join_with_class_code(world.address(), "AAAA-AAAA".into(), "Amara".into()).await;
    assert_eq!(
        app.words(refused.unwrap_err()),
        "That code did not open the class. Check each letter with your teacher."
    );
    let refused = join.join_with_staff_code(world.address(), "AAAA-AAAA".into()).await;
    assert_eq!(
        app.words(refused.unwrap_err()),
        "That code did not open anything. Ask the office for a new one."
    );
    let session = join.session().await.unwrap();
    assert_eq!((session.state, session.server_url), (SessionState::NotJoined, world.address()));
}

#[tokio::test]
async fn a_server_of_another_version_says_who_has_to_update() {
    for (oldest, newest, sentence) in [
        (5, 7, "The server is newer than this app. Update the app."),
        (0, 0, "The server is older than this app. Ask the office to update it."),
    ] {
        let fault = Fault::Version { oldest, newest };
        let answer = move || async move {
            let status = StatusCode::from_u16(fault.status()).unwrap();
            (status, serde_json::to_string(&fault).unwrap()).into_response()
        };
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(
            async move { axum::serve(listener, Router::new().route("/v1/device", post(answer))).await },
        );
        let app = App::new().await;
        let refused = app.core.enrolment().join_with_staff_code(address, "AAAA".into()).await;
        assert_eq!(app.words(refused.unwrap_err()), sentence);
    }
}

#[tokio::test]
async fn a_staff_code_whose_answer_was_lost_opens_when_it_is_typed_again() {
    let world = World::http().await;
    let app = App::new().await;
    let code = world.staff_code(school::ORTIZ).await;
    let join = app.core.enrolment();
    // Something on the way swallows the first answer.
    let (swallowing, heard) = swallow_first_answer(world.address()).await;
    let lost = join.join_with_staff_code(swallowing.clone(), code.clone()).await;
    assert_eq!(lost, Err(CoreError::Offline));
    assert_eq!(heard.load(std::sync::atomic::Ordering::SeqCst), 1, "the server has heard it");
    let other = App::new().await.core.enrolment().join_with_staff_code(world.address(), code.clone()).await;
    assert!(matches!(other, Err(CoreError::Invalid { .. })), "it is used up for everyone else");
    join.join_with_staff_code(swallowing, code).await.unwrap();
    assert_eq!(join.session().await.unwrap().state, SessionState::Teaching);
}

/// A way to a server on which the first answer is lost after the server gave it.
async fn swallow_first_answer(server: String) -> (String, Arc<std::sync::atomic::AtomicU32>) {
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::io::{AsyncReadExt, copy, copy_bidirectional};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    let target = server.trim_start_matches("http://").trim_end_matches('/').to_owned();
    let heard = Arc::new(AtomicU32::new(0));
    let counted = heard.clone();
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            let (target, counted) = (target.clone(), counted.clone());
            tokio::spawn(async move {
                let mut far = tokio::net::TcpStream::connect(target).await.unwrap();
                if counted.fetch_add(1, Ordering::SeqCst) > 0 {
                    drop(copy_bidirectional(&mut near, &mut far).await);
                    return;
                }
                // Once the answer's first byte is here, the server has committed what it says.
                let ((mut asks, _), (mut answers, mut to)) = (near.split(), far.split());
                let mut first = [0; 1];
                tokio::select! {
                    _ = answers.read_exact(&mut first) => {}
                    _ = copy(&mut asks, &mut to) => {}
                }
            });
        }
    });
    (address, heard)
}
