//! Several people on one tablet against a real server: a locked profile's work goes on to the school, and what
//! somebody left who signed out is sent without them, and then nothing of it is left.

#![allow(clippy::unwrap_used, reason = "what these helpers of tests do not get ends the test")]

use notyet::capture::{Purpose, Support};
use notyet::parts::BannerKind;
use notyet::picker::PickerWay;
use notyet::{
    Config, Core, FeedbackInput, Host, HostError, LevelInput, Listener, LogLevel, Network, Notice,
    PhotoInput, Profiles, Subscription, Topic,
};
use notyet_model::ids::UserId;
use notyet_sim::school;
use notyet_sim::world::World;
use std::collections::HashMap;
use std::path::Path;
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

struct Ears(mpsc::UnboundedSender<()>);

impl Listener for Ears {
    fn on_notice(&self, _: Notice) {
        let _ = self.0.send(());
    }
}

struct Tablet {
    profiles: Arc<Profiles>,
    heard: mpsc::UnboundedReceiver<()>,
    tell: mpsc::UnboundedSender<()>,
    folder: TempDir,
    _listening: Arc<Subscription>,
}

impl Tablet {
    async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let config = Config {
            folder: folder.path().display().to_string(),
            locale: "en".into(),
            device_name: "a tablet".into(),
            app_version: "0.0.0".into(),
            is_tablet: true,
        };
        let profiles = Profiles::open(config, Arc::new(KeyStore::default())).await.unwrap();
        let (tell, heard) = mpsc::unbounded_channel();
        let listening = profiles.observe(Arc::new(Ears(tell.clone())));
        Self { profiles, heard, tell, folder, _listening: listening }
    }

    /// Somebody of the staff joins here and is listed.
    async fn join(&mut self, world: &World, person: UserId, name: &str, pin: &str) -> Arc<Core> {
        self.profiles.set_network(Network { online: true, metered: false });
        let place = self.profiles.place().await.unwrap();
        let code = world.staff_code(person).await;
        place.enrolment().join_with_staff_code(world.address(), code).await.unwrap();
        let core = self.profiles.keep(name.into(), Some(pin.into()), Some(pin.into())).await.unwrap();
        let all = vec![Topic::Session, Topic::Roster, Topic::Work, Topic::Photos, Topic::Sync];
        let listening = core.observe(all, Arc::new(Ears(self.tell.clone())));
        while core.teaching().today(None).await.is_ok_and(|today| today.students.len() < 2) {
            self.heard.recv().await;
        }
        drop(listening);
        core
    }

    async fn rows(&self) -> Vec<(String, PickerWay, Option<String>)> {
        let rows = self.profiles.picker().await.unwrap().rows;
        let plain = |note: String| note.replace(['\u{2068}', '\u{2069}'], "");
        rows.into_iter().map(|row| (row.name, row.way, row.note.map(plain))).collect()
    }

    async fn until_rows(&mut self, wanted: &[(String, PickerWay, Option<String>)]) {
        while self.rows().await != wanted {
            self.heard.recv().await.expect("the list goes on telling");
        }
    }

    async fn id(&self) -> String {
        self.profiles.picker().await.unwrap().rows[0].id.clone()
    }
}

fn step(text: &str) -> FeedbackInput {
    FeedbackInput {
        student: school::AMARA.to_string(),
        outcome: school::OUTCOMES[0].to_string(),
        went_well: String::new(),
        improve: String::new(),
        next_step: text.into(),
    }
}

fn level() -> LevelInput {
    LevelInput {
        student: school::AMARA.to_string(),
        outcome: school::OUTCOMES[0].to_string(),
        level: notyet_model::scale::preset_level(3).to_string(),
        purpose: Purpose::Practice,
        support: Support::Alone,
        kind: None,
    }
}

fn photo() -> PhotoInput {
    PhotoInput {
        student: school::AMARA.to_string(),
        outcome: school::OUTCOMES[0].to_string(),
        kind: None,
        jpeg: notyet_media::fixtures::sample_photo(320, 240, 1),
    }
}

/// What another teacher's new device is told of Amara by the server.
async fn told(world: &World) -> String {
    let mut other = Tablet::new().await;
    let core = other.join(world, school::LEE, "Mr L.", "1397").await;
    format!("{:?}", core.teaching().student(school::AMARA.to_string()).await.unwrap())
}

fn is_empty(folder: &Path) -> bool {
    std::fs::read_dir(folder).unwrap().next().is_none()
}

fn waits(note: &str) -> Option<String> {
    Some(note.to_owned())
}

#[tokio::test]
async fn what_waits_behind_a_locked_door_reaches_the_school_without_its_person() {
    let world = World::http().await;
    let mut tablet = Tablet::new().await;
    let core = tablet.join(&world, school::ORTIZ, "Ms O.", "2580").await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    core.teaching().record_feedback(step("recorded before the lock")).await.unwrap();
    core.teaching().record_level(level()).await.unwrap();
    tablet.profiles.lock().await.unwrap();
    let waiting = [("Ms O.".into(), PickerWay::AsksPin, waits("2 things wait for Ms O."))];
    assert_eq!(tablet.rows().await, waiting);
    tablet.profiles.set_network(Network { online: true, metered: false });
    tablet.until_rows(&[("Ms O.".into(), PickerWay::AsksPin, None)]).await;
    assert!(told(&world).await.contains("recorded before the lock"));
    let id = tablet.id().await;
    let back = tablet.profiles.enter(id, Some("2580".into())).await.unwrap();
    let screen = format!("{:?}", back.teaching().student(school::AMARA.to_string()).await.unwrap());
    assert!(screen.contains("recorded before the lock"));
}

#[tokio::test]
async fn signing_out_beside_the_server_sends_everything_and_leaves_nothing() {
    let world = World::http().await;
    let mut tablet = Tablet::new().await;
    let core = tablet.join(&world, school::ORTIZ, "Ms O.", "2580").await;
    core.teaching().record_feedback(step("the last thing")).await.unwrap();
    core.teaching().record_photo(photo()).await.unwrap();
    let id = tablet.id().await;
    tablet.profiles.sign_out(id).await.unwrap();
    assert_eq!(tablet.rows().await, []);
    assert!(is_empty(tablet.folder.path()));
    assert!(told(&world).await.contains("the last thing"));
}

#[tokio::test]
async fn what_somebody_left_without_a_network_is_sent_when_there_is_one_and_then_gone() {
    let world = World::http().await;
    let mut tablet = Tablet::new().await;
    let core = tablet.join(&world, school::ORTIZ, "Ms O.", "2580").await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    core.teaching().record_feedback(step("left behind")).await.unwrap();
    core.teaching().record_photo(photo()).await.unwrap();
    let id = tablet.id().await;
    tablet.profiles.sign_out(id).await.unwrap();
    let waiting = [("Ms O.".into(), PickerWay::Leaves, waits("3 things wait for Ms O."))];
    assert_eq!(tablet.rows().await, waiting);
    tablet.profiles.set_network(Network { online: true, metered: false });
    tablet.until_rows(&[]).await;
    assert!(is_empty(tablet.folder.path()));
    let heard = told(&world).await;
    assert!(heard.contains("left behind") && heard.contains("PhotoTile"), "{heard}");
}

#[tokio::test]
async fn a_forgotten_pin_is_no_loss_for_who_signs_in_at_the_school_again() {
    let world = World::http().await;
    let mut tablet = Tablet::new().await;
    let core = tablet.join(&world, school::ORTIZ, "Ms O.", "2580").await;
    tablet.profiles.set_network(Network { online: false, metered: false });
    core.teaching().record_feedback(step("not sent, PIN forgotten")).await.unwrap();
    tablet.profiles.lock().await.unwrap();
    let id = tablet.id().await;
    let back = tablet.join(&world, school::ORTIZ, "Ms O.", "4826").await;
    let screen = format!("{:?}", back.teaching().student(school::AMARA.to_string()).await.unwrap());
    assert!(screen.contains("not sent, PIN forgotten"));
    assert_eq!(tablet.rows().await, [("Ms O.".into(), PickerWay::AsksPin, None)]);
    assert_eq!(tablet.id().await, id, "the profile that was hers all along");
    tablet.profiles.lock().await.unwrap();
    assert!(tablet.profiles.enter(id.clone(), Some("2580".into())).await.is_err());
    assert!(tablet.profiles.enter(id, Some("4826".into())).await.is_ok());
}

#[tokio::test]
async fn a_device_that_was_shut_out_says_so_on_today_and_is_let_in_again_by_a_code() {
    let world = World::http().await;
    let mut tablet = Tablet::new().await;
    let core = tablet.join(&world, school::ORTIZ, "Ms O.", "2580").await;
    let banner = |core: Arc<Core>| async move {
        core.teaching().today(None).await.unwrap().banner.map(|banner| (banner.kind, banner.text))
    };
    core.teaching().record_feedback(step("kept all the same")).await.unwrap();
    assert_eq!(banner(core.clone()).await, None);
    let listening = core.observe(vec![Topic::Sync], Arc::new(Ears(tablet.tell.clone())));
    world.revoke_all_of(school::ORTIZ).await;
    let says = "The school's server does not know this device. Your work is kept.".to_owned();
    while banner(core.clone()).await != Some((BannerKind::SignedOut, says.clone())) {
        tablet.heard.recv().await.expect("the core goes on telling");
    }
    drop(listening);
    let back = tablet.join(&world, school::ORTIZ, "Ms O.", "2580").await;
    let screen = format!("{:?}", back.teaching().student(school::AMARA.to_string()).await.unwrap());
    assert!(screen.contains("kept all the same"));
    assert_ne!(banner(back).await.map(|(kind, _)| kind), Some(BannerKind::SignedOut));
}
