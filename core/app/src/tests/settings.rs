use super::{Device, plain};
use crate::settings::SettingsScreen;
use crate::{Hand, Listener, Notice, Preferences, Topic};
use notyet_model::fact::Body;
use notyet_store::testing::{AMARA, C3, ESSAY, Feed, ORTIZ, SCHOOL, at_bat};
use serde_json::json;
use std::sync::Arc;
use tokio::sync::mpsc;

/// Names, notes and what is chosen, of the languages.
fn languages(screen: &SettingsScreen) -> Vec<(String, Option<String>, bool)> {
    let said = |l: &crate::settings::LanguageChoice| (plain(&l.name), l.note.as_deref().map(plain), l.chosen);
    screen.languages.iter().map(said).collect()
}

#[tokio::test]
async fn a_language_is_in_every_sentence_as_soon_as_it_is_chosen_and_back_again() {
    let mut feed = Feed::of_school();
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 4, ESSAY, 0)));
    let device = Device::of_amara(&mut feed).await;
    let (core, settings) = (&device.core, device.core.settings());
    let before = core.words();
    assert_eq!((before.locale.as_str(), before.right_to_left), ("en", false));

    settings.set_language(Some("ar-EG".into())).await.unwrap();
    let words = core.words();
    assert_eq!((words.locale.as_str(), words.right_to_left), ("ar", true));
    assert_eq!(words.texts["nav-today"], "اليوم");
    assert_eq!((core.preferences().words_revision, before.revision), (words.revision, words.revision - 1));

    settings.set_language(Some("es".into())).await.unwrap();
    let outcome = core.learning().outcome(C3.to_string()).await.unwrap();
    assert_eq!(plain(&outcome.why[0].text), "Mostraste «Voy más allá» el 12 nov: Letter or essay.");
    let error = crate::CoreError::invalid("level", "empty");
    assert_eq!(core.sentence(error), "Toca primero el nivel.");

    settings.set_language(None).await.unwrap();
    assert_eq!(core.words().texts, before.texts);
}

#[tokio::test]
async fn settings_say_which_language_no_speaker_has_read() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let settings = device.core.settings();
    settings.set_language(Some("es".into())).await.unwrap();
    let screen = settings.screen().await.unwrap();
    let unread = "Una máquina hizo esta traducción. Nadie que hable el idioma la ha leído.";
    let (unread, name) = (Some(unread.to_owned()), |name: &str| name.to_owned());
    assert_eq!(
        languages(&screen),
        [
            (name("Como esta tableta"), Some(name("English")), false),
            (name("English"), None, false),
            (name("Español"), unread.clone(), true),
            (name("العربية"), unread, false),
        ]
    );
    assert!(settings.set_language(Some("tlh".into())).await.is_err());
}

#[tokio::test]
async fn only_who_sits_beside_students_with_a_tablet_is_asked_for_a_hand() {
    let mut feed = Feed::of_school();
    let (teacher, student) = (Device::of_teacher(&mut feed).await, Device::of_amara(&mut feed).await);
    let settings = teacher.core.settings();
    settings.set_hand(Hand::Left).await.unwrap();
    settings.set_still(true).await.unwrap();
    let Preferences { hand, still, .. } = teacher.core.preferences();
    assert_eq!((hand, still), (Hand::Left, true));
    let screen = settings.screen().await.unwrap();
    let hands: Vec<_> = screen.hands.iter().map(|h| (h.text.as_str(), h.chosen)).collect();
    assert_eq!(hands, [("Left", true), ("On the table", false), ("Right", false)]);
    assert_eq!(screen.motions.iter().map(|m| m.chosen).collect::<Vec<_>>(), [false, true]);

    settings.set_language(Some("ar".into())).await.unwrap();
    let sides: Vec<_> = settings.screen().await.unwrap().hands.iter().map(|h| h.hand).collect();
    assert_eq!(sides, [Hand::Right, Hand::Table, Hand::Left], "the first stands on the right there");

    assert_eq!(student.core.settings().screen().await.unwrap().hands, []);
    let Preferences { hand, still, .. } = student.core.preferences();
    assert_eq!((hand, still), (Hand::Right, false));
}

struct Told(mpsc::UnboundedSender<Notice>);

impl Listener for Told {
    fn on_notice(&self, notice: Notice) {
        let _ = self.0.send(notice);
    }
}

#[tokio::test]
async fn a_schools_words_are_in_the_texts_by_the_time_that_the_roster_is_told() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (sender, mut notices) = mpsc::unbounded_channel();
    let _alive = device.core.observe(vec![Topic::Roster], Arc::new(Told(sender)));
    let goal = json!([{ "language": "en", "one": "goal", "other": "goals", "definite": "the goal" }]);
    feed.set("school", SCHOOL, json!({ "outcome_word": goal }));
    device.sync(&mut feed);
    notices.recv().await.unwrap();
    assert_eq!(device.core.words().texts["student-outcomes"], "Goals");
    let error = crate::CoreError::invalid("outcome", "empty");
    assert_eq!(device.core.sentence(error), "Pick the goal first.");
}

#[tokio::test]
async fn a_choice_is_there_again_when_the_profile_is_locked_and_opened() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    device.core.settings().set_language(Some("ar".into())).await.unwrap();
    let (store, _) = device.core.inner.shut().await.unwrap().unwrap();
    assert_eq!(device.core.words().locale, "ar");
    device.core.inner.store.put(store);
    assert!(device.core.settings().screen().await.unwrap().languages[3].chosen);
}
