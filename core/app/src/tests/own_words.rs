//! The next step in the student's own words, typed and spoken: beside a teacher, and on the student's own phone.

use super::{Device, plain, step, words, words_of};
use crate::conference::OwnWords;
use crate::feedback::{Reply, ThreadScreen};
use crate::place::DraftPlace;
use crate::voice::VoiceDraft;
use crate::{Core, CoreError};
use notyet_model::fact::{Body, Kind, Rewording};
use notyet_model::ids::OpId;
use notyet_store::testing::{AMARA, C3, Feed, ORTIZ, feedback};

/// Three seconds as a recorder wrote them.
const RECORDED: &[u8] = include_bytes!("../../../../tests/fixtures/samples/voice/recorded.m4a");

fn beside_amara() -> DraftPlace {
    DraftPlace::OwnWords { student: AMARA.to_string(), outcome: C3.to_string() }
}

async fn keep(core: &Core, place: DraftPlace) {
    core.voices().keep_voice(place, RECORDED.to_vec()).await.unwrap();
}

/// Recorded and listened to.
async fn speak(core: &Core, place: DraftPlace) {
    keep(core, place.clone()).await;
    core.voices().heard(place).await.unwrap();
}

async fn shown(core: &Core) -> OwnWords {
    let teaching = core.teaching();
    let screen = teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
    screen.own_words.unwrap()
}

/// Whether there is one, whether it was heard, whether one can be put back.
fn stands(voice: &VoiceDraft) -> (bool, bool, bool) {
    (voice.note.is_some(), voice.is_heard, voice.can_put_back)
}

/// What stands in the database.
fn recorded(core: &Core) -> Vec<Rewording> {
    let facts = core.inner.store.read(|r| r.facts(AMARA, &[Kind::Rewording])).unwrap();
    let found = facts.into_iter().filter_map(|fact| match fact.body {
        Body::Rewording(words) => Some(words),
        _ => None,
    });
    found.collect()
}

/// The name of the sound that is shown as said.
async fn said(core: &Core) -> Option<String> {
    shown(core).await.said.map(|voice| voice.attachment)
}

/// A tablet beside Amara, with a next step.
async fn tablet(feed: &mut Feed) -> Device {
    let device = Device::of_teacher(feed).await;
    device.core.teaching().record_feedback(step("Quote twice")).await.unwrap();
    device
}

/// A phone with a next step; the feedback's name.
async fn phone(feed: &mut Feed) -> (Device, String) {
    let id: OpId = feed.record(ORTIZ, Some(AMARA), &Body::Feedback(feedback(C3, "Quote twice")));
    (Device::of_amara(feed).await, id.to_string())
}

async fn thread(core: &Core, id: &str) -> ThreadScreen {
    core.learning().thread(id.to_owned()).await.unwrap()
}

#[tokio::test]
async fn a_next_step_is_said_aloud_beside_a_teacher_and_heard_before_it_is_saved() {
    let mut feed = Feed::of_school();
    let device = tablet(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    assert_eq!(plain(&shown(core).await.hold), "Hold while Amara Okafor speaks");
    keep(core, beside_amara()).await;
    assert_eq!(stands(&shown(core).await.voice), (true, false, false));
    let fault = teaching.record_own_words(words("")).await.unwrap_err();
    assert_eq!(words_of(fault), "Type or say the words first.", "what nobody heard is not saved");

    core.voices().heard(beside_amara()).await.unwrap();
    teaching.record_own_words(words("")).await.unwrap();
    let saved = recorded(core);
    assert_eq!((saved.len(), saved[0].text.as_str()), (1, ""));
    let screen = shown(core).await;
    assert_eq!(screen.said.map(|voice| voice.attachment), saved[0].voice.map(|id| id.to_string()));
    assert_eq!(stands(&screen.voice), (false, false, false));
    assert!(core.voices().sound(saved[0].voice.unwrap().to_string()).await.unwrap().is_some());

    teaching.undo().await.unwrap();
    assert!(recorded(core).is_empty());
    assert_eq!(stands(&shown(core).await.voice), (true, true, false), "it is to be saved again");
    teaching.redo().await.unwrap();
    assert_eq!(recorded(core), saved);
    assert_eq!(stands(&shown(core).await.voice), (false, false, false));
}

#[tokio::test]
async fn words_and_a_voice_note_of_one_visit_stand_together() {
    let mut feed = Feed::of_school();
    let device = tablet(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    speak(core, beside_amara()).await;
    teaching.record_own_words(words("")).await.unwrap();
    let voice = said(core).await;
    teaching.record_own_words(words("I quote two times")).await.unwrap();
    // The step is reworded by the teacher meanwhile: what the student said follows it.
    teaching.record_feedback(step("Quote two times")).await.unwrap();
    let screen = shown(core).await;
    assert_eq!(screen.saved, "I quote two times");
    assert_eq!((screen.said.map(|voice| voice.attachment), recorded(core).len()), (voice, 1));
    teaching.undo().await.unwrap();
    teaching.undo().await.unwrap();
    assert_eq!(recorded(core)[0].text, "");
    assert!(said(core).await.is_some());
    assert_eq!(stands(&shown(core).await.voice), (false, false, false));
}

#[tokio::test]
async fn another_voice_note_takes_the_place_of_the_first_which_can_be_put_back() {
    let mut feed = Feed::of_school();
    let device = tablet(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    speak(core, beside_amara()).await;
    teaching.record_own_words(words("")).await.unwrap();
    let first = said(core).await;
    speak(core, beside_amara()).await;
    teaching.record_own_words(words("")).await.unwrap();
    let second = said(core).await;
    assert_ne!(first, second);
    assert_eq!((recorded(core).len(), stands(&shown(core).await.voice)), (1, (false, false, true)));

    teaching.undo().await.unwrap();
    assert_eq!(said(core).await, first, "what was saved before stands again");
    assert_eq!(shown(core).await.voice.note.map(|it| it.attachment), second);
    teaching.redo().await.unwrap();
    assert_eq!(said(core).await, second);
    core.voices().put_back(beside_amara()).await.unwrap();
    teaching.record_own_words(words("")).await.unwrap();
    assert_eq!(said(core).await, first);
    assert!(core.voices().sound(first.unwrap()).await.unwrap().is_some());
}

#[tokio::test]
async fn what_was_destroyed_after_it_was_taken_back_is_not_put_again() {
    let mut feed = Feed::of_school();
    let device = tablet(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    speak(core, beside_amara()).await;
    teaching.record_own_words(words("I quote")).await.unwrap();
    teaching.undo().await.unwrap();
    for _ in 0..2 {
        keep(core, beside_amara()).await;
    }
    teaching.redo().await.unwrap();
    assert_eq!(recorded(core)[0].voice, None, "its sound is gone");
    assert_eq!(recorded(core)[0].text, "I quote");
    teaching.undo().await.unwrap();

    core.voices().heard(beside_amara()).await.unwrap();
    teaching.record_own_words(words("")).await.unwrap();
    teaching.undo().await.unwrap();
    for _ in 0..2 {
        keep(core, beside_amara()).await;
    }
    assert_eq!(teaching.redo().await, Err(CoreError::not_found("step")), "nothing is left of it");
    assert!(recorded(core).is_empty());
}

#[tokio::test]
async fn a_student_says_the_next_step_aloud_on_their_own_phone() {
    let mut feed = Feed::of_school();
    let (device, id) = phone(&mut feed).await;
    let (core, learning) = (&device.core, device.core.learning());
    let place = DraftPlace::Rewording { feedback: id.clone() };
    learning.keep_reply(id.clone(), Reply::Rewording, "I quote".into()).await.unwrap();
    keep(core, place.clone()).await;
    let fault = learning.save_reply(id.clone(), Reply::Rewording, "I quote".into()).await.unwrap_err();
    assert_eq!(words_of(fault), "Listen to your voice note first. Then save.");
    let typed = thread(core, &id).await;
    assert_eq!(
        (typed.rewording_draft.as_str(), stands(&typed.rewording_voice)),
        ("I quote", (true, false, false))
    );

    core.voices().heard(place).await.unwrap();
    learning.save_reply(id.clone(), Reply::Rewording, String::new()).await.unwrap();
    let now = thread(core, &id).await;
    assert_eq!(now.step.map(|step| step.text), Some("Quote twice".into()), "nothing else is written");
    assert_eq!((now.step_before, stands(&now.rewording_voice)), (None, (false, false, false)));
    let voice = now.step_said.unwrap();
    assert_eq!(plain(&voice.spoken), "Voice note of 12 Nov, 4 seconds");
    assert!(core.voices().sound(voice.attachment).await.unwrap().is_some());

    learning.take_back().await.unwrap();
    let back = thread(core, &id).await;
    assert_eq!((back.step_said, stands(&back.rewording_voice)), (None, (true, true, false)));
    learning.save_reply(id.clone(), Reply::Rewording, "I quote two times".into()).await.unwrap();
    let both = thread(core, &id).await;
    assert_eq!(both.step.map(|step| step.text), Some("I quote two times".into()));
    assert!(both.step_said.is_some());
}

#[tokio::test]
async fn a_teacher_reads_what_a_student_said_on_their_phone() {
    let mut feed = Feed::of_school();
    let (device, id) = phone(&mut feed).await;
    let tablet = Device::of_teacher(&mut feed).await;
    assert_eq!(shown(&tablet.core).await.before, "");
    speak(&device.core, DraftPlace::Rewording { feedback: id.clone() }).await;
    let learning = device.core.learning();
    learning.save_reply(id, Reply::Rewording, "I quote two times".into()).await.unwrap();
    learning.leave_work().await.unwrap();
    device.sync(&mut feed);
    tablet.sync(&mut feed);
    let seen = shown(&tablet.core).await;
    assert_eq!((seen.before.as_str(), seen.saved.as_str()), ("I quote two times", ""));
    tablet.core.teaching().record_own_words(words("Two quotations")).await.unwrap();
    let anew = shown(&tablet.core).await;
    assert_eq!((anew.before.as_str(), anew.saved.as_str(), anew.said), ("", "Two quotations", None));
}

#[tokio::test]
async fn words_that_were_typed_before_they_could_be_spoken_are_still_there() {
    let mut feed = Feed::of_school();
    let (device, id) = phone(&mut feed).await;
    let store = device.core.inner.store.open().unwrap();
    store.write(|tx| tx.set_note(AMARA, &format!("draft/rewording/{id}"), "I quote")).unwrap();
    assert_eq!(thread(&device.core, &id).await.rewording_draft, "I quote");
}

#[tokio::test]
async fn words_take_a_voice_note_and_nothing_else() {
    let mut feed = Feed::of_school();
    let device = tablet(&mut feed).await;
    let photo = device.core.markup().screen(beside_amara(), AMARA.to_string()).await;
    assert_eq!(photo.unwrap_err(), CoreError::not_found("photo"));
    let file = device.core.documents().add(beside_amara(), b"I quote".to_vec()).await;
    assert_eq!(file.unwrap_err(), CoreError::not_found("record"));
}
