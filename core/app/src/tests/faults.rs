use super::{Device, FakeHost, config, words_of};
use crate::error::message_of;
use crate::{Core, CoreError, Host, Profiles};
use notyet_store::SystemEnv;
use notyet_store::testing::Feed;
use notyet_words::Speech;
use std::sync::Arc;
use tempfile::TempDir;

async fn open(folder: &TempDir, host: &Arc<FakeHost>) -> Result<Arc<Profiles>, CoreError> {
    Profiles::open_in(config(folder), host.clone(), Arc::new(SystemEnv)).await
}

async fn core() -> (Arc<Core>, TempDir) {
    let folder = TempDir::new().unwrap();
    let profiles = open(&folder, &Arc::new(FakeHost::default())).await.unwrap();
    (profiles.place().await.unwrap(), folder)
}

#[tokio::test]
async fn a_list_of_people_that_cannot_be_read_opens_nothing_and_is_left_as_it_is() {
    let (folder, host) = (TempDir::new().unwrap(), Arc::new(FakeHost::default()));
    let profiles = open(&folder, &host).await.unwrap();
    profiles.place().await.unwrap();
    profiles.stop().await;
    let list = host.secret("profiles".into()).unwrap().unwrap();
    host.set_secret("profiles".into(), b"no list".to_vec()).unwrap();
    assert_eq!(open(&folder, &host).await.err(), Some(CoreError::Damaged));
    assert_eq!(host.secret("profiles".into()).unwrap(), Some(b"no list".to_vec()));
    host.set_secret("profiles".into(), list).unwrap();
    assert!(open(&folder, &host).await.unwrap().place().await.is_ok(), "and nothing was changed by trying");
}

#[tokio::test]
async fn nobody_has_joined_on_a_new_device() {
    let (core, _folder) = core().await;
    let session = core.enrolment().session().await.unwrap();
    assert_eq!(session.state, crate::session::SessionState::NotJoined);
    assert_eq!(core.learning().home().await, Err(CoreError::SignedOut));
    assert_eq!(core.teaching().today(None).await, Err(CoreError::SignedOut));
}

#[tokio::test]
async fn joining_names_the_field_and_the_rule_that_was_broken() {
    let (core, _folder) = core().await;
    let join = core.enrolment();
    let class = |server: &str, code: &str, name: &str| {
        let (join, server, code, name) = (join.clone(), server.to_owned(), code.to_owned(), name.to_owned());
        async move { words_of(join.join_with_class_code(server, code, name).await.unwrap_err()) }
    };
    assert_eq!(class("http://127.0.0.1:9", " ", "Amara").await, "Type the code first.");
    assert_eq!(class("http://127.0.0.1:9", "ABCD", "").await, "Type your name first.");
    assert_eq!(class("", "ABCD", "Amara").await, "Type the server's address first.");
    assert_eq!(
        class("ftp://school", "ABCD", "Amara").await,
        "That is not an address. It starts with http:// or https://."
    );
    assert_eq!(
        class("http://school.example", "ABCD", "Amara").await,
        "This address needs https://. Ask the office."
    );
    assert_eq!(
        class("http://127.0.0.1:9", "ABCD", "Amara").await,
        "The server does not answer. Check the network and the address."
    );
}

#[tokio::test]
async fn every_error_has_words_of_its_own() {
    let speech = Speech::new("en");
    let invalid = |field: &str, rule: &str| CoreError::Invalid { field: field.into(), rule: rule.into() };
    let update = |what: &str| CoreError::NeedsUpdate { what: what.into() };
    for error in [
        CoreError::NotFound { what: "student".into() },
        invalid("photo", "not-kept"),
        invalid("voice", "not-a-voice"),
        invalid("voice", "cut-short"),
        invalid("voice", "silent"),
        invalid("voice", "too-long"),
        invalid("voice", "unheard"),
        invalid("document", "not-a-document"),
        invalid("document", "empty"),
        invalid("document", "cut-short"),
        invalid("document", "too-large"),
        invalid("document", "too-many"),
        invalid("photo", "own-record"),
        invalid("photo", "one-record"),
        invalid("student", "empty"),
        invalid("tag-note", "too-long"),
        invalid("code", "empty"),
        invalid("code", "unknown"),
        invalid("code", "unknown-staff"),
        invalid("code", "too-long"),
        invalid("account", "another"),
        invalid("account", "declined"),
        invalid("account", "expired"),
        invalid("account", "not-offered"),
        invalid("account", "not-yours"),
        invalid("name", "empty"),
        invalid("name", "too-long"),
        invalid("server", "empty"),
        invalid("server", "too-long"),
        invalid("server", "not-an-address"),
        invalid("server", "not-secret"),
        invalid("feedback", "empty"),
        invalid("went-well", "too-long"),
        invalid("improve", "too-long"),
        invalid("next-step", "too-long"),
        invalid("own-words", "empty"),
        invalid("own-words", "too-long"),
        invalid("level", "unknown"),
        invalid("level", "empty"),
        invalid("work", "empty"),
        invalid("work", "too-long"),
        invalid("reflection", "too-long"),
        invalid("link", "not-an-address"),
        invalid("question", "empty"),
        invalid("question", "too-long"),
        invalid("rewording", "empty"),
        invalid("rewording", "too-long"),
        invalid("outcome", "empty"),
        invalid("words", "empty"),
        invalid("words", "too-long"),
        invalid("answer", "empty"),
        invalid("answer", "too-long"),
        invalid("photo", "too-many"),
        invalid("markup", "too-many"),
        invalid("markup", "too-small"),
        invalid("markup", "too-long"),
        invalid("kind", "practice-only"),
        invalid("photo", "not-a-photo"),
        invalid("photo", "cut-short"),
        invalid("photo", "too-large"),
        invalid("pin", "needed"),
        invalid("pin", "wrong"),
        invalid("pin", "sign-in"),
        invalid("pin", "shape"),
        invalid("pin", "easy"),
        invalid("pin-again", "differs"),
        invalid("name", "taken"),
        invalid("name", "too-long-to-show"),
        CoreError::Locked,
        CoreError::TooSoon { seconds: 30 },
        CoreError::TooSoon { seconds: 480 },
        CoreError::LeaseOver { days: 120 },
        CoreError::LeaseEnded { days: 180 },
        CoreError::NotAllowed { reason: "not_your_role".into() },
        CoreError::Busy,
        CoreError::Offline,
        CoreError::SignedOut,
        update("app"),
        update("server"),
        update("database"),
        CoreError::StorageFull,
        CoreError::WrongKey,
        CoreError::Damaged,
        CoreError::Cancelled,
        CoreError::Internal { ticket: "0badcafe".into() },
    ] {
        let (key, _) = message_of(&error);
        assert!(speech.has(&key), "{key}");
    }
    assert_eq!(
        words_of(CoreError::Internal { ticket: "0badcafe".into() }),
        "Something went another way than planned. Tell the office: 0badcafe."
    );
}

#[tokio::test]
async fn every_refusal_of_the_server_has_words() {
    use notyet_model::authority::Refusal as R;
    let speech = Speech::new("en");
    let all = [
        R::NotYou,
        R::NotYourClass,
        R::NotThisStudent,
        R::NotYourRole,
        R::NotYourLane,
        R::BadReference,
        R::Malformed,
        R::KindUnknown,
        R::IdReused,
        R::Blob,
        R::TooLarge,
        R::Receipt,
        R::Erased,
    ];
    for refusal in all {
        assert!(speech.has(&format!("refused-{}", refusal.code())), "{refusal}");
    }
}

#[tokio::test]
async fn static_texts_come_as_a_map_and_none_of_them_lacks_an_argument() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let words = device.core.words();
    assert_eq!(words.texts.get("today-title").map(String::as_str), Some("Today"));
    assert!(!words.texts.contains_key("today-footer"), "a text with an argument is no static text");
    assert!(words.texts.values().all(|text| !text.contains('{')));
}
