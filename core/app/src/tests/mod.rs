//! The façade over the real store, with a feed that says what a server would; what its tests record, and for whom.

mod capturing;
mod class;
mod conference;
mod curve;
mod document;
mod faults;
mod feedback;
mod learning;
mod markup;
mod own_words;
mod own_work;
mod seating;
mod settings;
mod student;
mod syncing;
mod teaching;
mod today;
mod voice;
mod walk;

use crate::capture::{Purpose, Support};
use crate::{Config, Core, CoreError, Host, HostError, LogLevel, Profiles};
use crate::{FeedbackInput, LevelInput, OwnWordsInput, PhotoInput, WalkLevelInput};
use notyet_model::authority::Role;
use notyet_model::ids::UserId;
use notyet_store::testing::{AMARA, C3, ESSAY, Feed, ORTIZ, TestEnv, enrol, level_id};
use std::collections::HashMap;
use std::sync::{Arc, Mutex};
use tempfile::TempDir;

/// A key store in memory.
#[derive(Default)]
pub(crate) struct FakeHost {
    secrets: Mutex<HashMap<String, Vec<u8>>>,
}

impl Host for FakeHost {
    fn secret(&self, name: String) -> Result<Option<Vec<u8>>, HostError> {
        Ok(self.secrets.lock().unwrap().get(&name).cloned())
    }

    fn set_secret(&self, name: String, value: Vec<u8>) -> Result<(), HostError> {
        self.secrets.lock().unwrap().insert(name, value);
        Ok(())
    }

    fn log(&self, _: LogLevel, _: String) {}
}

/// One person's device.
struct Device {
    core: Arc<Core>,
    streams: Vec<String>,
    folder: TempDir,
}

pub(crate) fn config(folder: &TempDir) -> Config {
    Config {
        folder: folder.path().display().to_string(),
        locale: "en".into(),
        device_name: "a device".into(),
        app_version: "0.0.0".into(),
        is_tablet: true,
    }
}

impl Device {
    async fn of(user: UserId, role: Role, feed: &mut Feed) -> Self {
        let folder = TempDir::new().unwrap();
        let env = Arc::new(TestEnv::new(u64::from(user.0.as_bytes()[0])));
        let profiles = Profiles::open_in(config(&folder), Arc::new(FakeHost::default()), env).await.unwrap();
        let core = profiles.place().await.unwrap();
        enrol(&core.inner.store.open().unwrap(), user, role).unwrap();
        let streams = match role {
            Role::Student => feed.of_student(user),
            _ => feed.of_teacher(),
        };
        let device = Self { core, streams, folder };
        device.sync(feed);
        device
    }

    async fn of_teacher(feed: &mut Feed) -> Self {
        Self::of(ORTIZ, Role::Teacher, feed).await
    }

    async fn of_amara(feed: &mut Feed) -> Self {
        Self::of(AMARA, Role::Student, feed).await
    }

    fn sync(&self, feed: &mut Feed) {
        feed.sync(&self.core.inner.store.open().unwrap(), &self.streams).unwrap();
    }
}

/// What a device holds after its process ended between one thing and the next; with what somebody's streams say.
async fn over_a_kill(
    (user, role): (UserId, Role),
    before: impl AsyncFnOnce(&Core),
    after: impl AsyncFnOnce(&Core),
) {
    let mut feed = Feed::of_school();
    let (folder, host) = (TempDir::new().unwrap(), Arc::new(FakeHost::default()));
    let open = || async {
        Profiles::open_in(config(&folder), host.clone(), Arc::new(TestEnv::new(7))).await.unwrap()
    };
    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    let store = core.inner.store.open().unwrap();
    enrol(&store, user, role).unwrap();
    let streams = if role == Role::Student { feed.of_student(user) } else { feed.of_teacher() };
    feed.sync(&store, &streams).unwrap();
    before(&core).await;
    drop((store, core));
    profiles.stop().await;

    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    after(&core).await;
    assert_eq!(core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default(), "and nothing was sent");
    profiles.stop().await;
}

/// The level at this place, lowest 1, as a chance to show Amara's outcome C3.
pub(crate) fn level(n: u8) -> LevelInput {
    LevelInput {
        student: AMARA.to_string(),
        outcome: C3.to_string(),
        level: level_id(n).to_string(),
        purpose: Purpose::AtBat,
        support: Support::Alone,
        kind: Some(ESSAY.to_string()),
    }
}

/// The same, tapped on a walk.
pub(crate) fn seat(n: u8) -> WalkLevelInput {
    let LevelInput { student, outcome, level, .. } = level(n);
    WalkLevelInput { student, outcome, level, kind: None }
}

pub(crate) fn step(text: &str) -> FeedbackInput {
    FeedbackInput {
        student: AMARA.to_string(),
        outcome: C3.to_string(),
        went_well: String::new(),
        improve: String::new(),
        next_step: text.into(),
    }
}

pub(crate) fn words(text: &str) -> OwnWordsInput {
    OwnWordsInput { student: AMARA.to_string(), outcome: C3.to_string(), text: text.into() }
}

pub(crate) fn photo() -> PhotoInput {
    PhotoInput {
        student: AMARA.to_string(),
        outcome: C3.to_string(),
        kind: None,
        jpeg: notyet_media::fixtures::sample_photo(640, 480, 1),
    }
}

/// A text as a reader sees it: without the marks that isolate names of another direction.
pub(crate) fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

fn all_plain(texts: &[String]) -> Vec<String> {
    texts.iter().map(|t| plain(t)).collect()
}

pub(crate) fn words_of(error: CoreError) -> String {
    plain(&crate::error_sentence("en".into(), error))
}
