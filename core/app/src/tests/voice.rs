//! A voice note: recorded, heard, then saved with a student's work, a teacher's feedback or a capture; taken out and put
//! back; and never more than its sound.

use super::{Device, over_a_kill, plain, step, words_of};
use crate::capture::Support;
use crate::parts::PhotoState;
use crate::place::DraftPlace;
use crate::self_assess::{WorkDraft, WorkPlace};
use crate::voice::VoiceDraft;
use crate::{Core, CoreError, Saved};
use notyet_model::authority::Role;
use notyet_model::fact::{Evidence, Feedback};
use notyet_model::ids::UserId;
use notyet_protocol::voice::check_voice;
use notyet_store::testing::{AMARA, BEN, C3, Feed, ORTIZ};

/// Three seconds as a recorder wrote them, with a title, a place and a device's name.
const RECORDED: &[u8] = include_bytes!("../../../../tests/fixtures/samples/voice/recorded.m4a");

fn added() -> DraftPlace {
    DraftPlace::Work { place: WorkPlace::Added }
}

fn beside_amara() -> DraftPlace {
    DraftPlace::Feedback { student: AMARA.to_string(), outcome: C3.to_string() }
}

fn in_class() -> DraftPlace {
    DraftPlace::Capture { student: None }
}

async fn keep(core: &Core, place: DraftPlace) {
    core.voices().keep_voice(place, RECORDED.to_vec()).await.unwrap();
}

/// Recorded and listened to.
async fn speak(core: &Core, place: DraftPlace) {
    keep(core, place.clone()).await;
    core.voices().heard(place).await.unwrap();
}

fn draft() -> WorkDraft {
    let (text, link, reflection) = (String::new(), String::new(), String::new());
    WorkDraft {
        outcome: Some(C3.to_string()),
        picks: vec![],
        support: Support::Alone,
        text,
        link,
        reflection,
    }
}

async fn save_work(core: &Core) -> Result<Saved, CoreError> {
    core.learning().save_work(WorkPlace::Added, draft()).await
}

async fn of_work(core: &Core) -> VoiceDraft {
    core.learning().add_evidence().await.unwrap().voice
}

async fn of_feedback(core: &Core) -> VoiceDraft {
    core.teaching().conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap().voice
}

/// Whether there is one, whether it was heard, whether one can be put back.
fn stands(voice: &VoiceDraft) -> (bool, bool, bool) {
    (voice.note.is_some(), voice.is_heard, voice.can_put_back)
}

fn pieces(core: &Core, student: UserId) -> Vec<Evidence> {
    let read = core.inner.store.read(|r| r.evidence(student, Some(C3), 9)).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

fn feedback(core: &Core) -> Vec<Feedback> {
    let read = core.inner.store.read(|r| r.feedback(AMARA, Some(C3))).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

async fn sound(core: &Core, attachment: impl ToString) -> Option<Vec<u8>> {
    core.voices().sound(attachment.to_string()).await.unwrap()
}

#[tokio::test]
async fn a_voice_note_is_heard_before_it_is_saved_and_holds_the_sound_alone() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    keep(core, added()).await;
    let screen = of_work(core).await;
    let note = screen.note.clone().unwrap();
    assert_eq!(stands(&screen), (true, false, false));
    assert_eq!((note.state, note.length.as_str(), note.day.as_str()), (PhotoState::Ready, "0:04", ""));
    assert_eq!(plain(&note.spoken), "Voice note, not saved yet, 4 seconds");
    assert_eq!(words_of(save_work(core).await.unwrap_err()), "Listen to your voice note first. Then save.");
    assert!(pieces(core, AMARA).is_empty());

    core.voices().heard(added()).await.unwrap();
    save_work(core).await.unwrap();
    assert_eq!(stands(&of_work(core).await), (false, false, false));
    let piece = pieces(core, AMARA).remove(0);
    assert_eq!(piece.attachments.len(), 1);
    let bytes = sound(core, piece.attachments[0]).await.unwrap();
    assert_eq!(check_voice(&bytes), Ok(()));
    for said in ["Amara reads aloud", "+48.8577", "A phone"] {
        assert!(RECORDED.windows(said.len()).any(|it| it == said.as_bytes()), "the recorder wrote {said}");
        assert!(!bytes.windows(said.len()).any(|it| it == said.as_bytes()), "{said}");
    }
}

#[tokio::test]
async fn a_voice_note_stands_on_the_page_of_its_piece_and_names_it() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    speak(core, added()).await;
    save_work(core).await.unwrap();
    let outcome = core.learning().outcome(C3.to_string()).await.unwrap();
    let row = &outcome.pieces[0];
    assert_eq!((row.title.as_str(), outcome.photos.len()), ("Voice note", 0));
    let page = core.learning().evidence(row.piece.clone(), None).await.unwrap();
    assert_eq!((page.title.as_str(), page.photos.len(), page.voices.len()), ("Voice note", 0, 1));
    let voice = &page.voices[0];
    assert_eq!(plain(&voice.spoken), format!("Voice note of {}, 4 seconds", plain(&voice.day)));
}

#[tokio::test]
async fn what_was_taken_out_can_be_put_back_until_the_next_one_is_saved() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (core, voices) = (&device.core, device.core.voices());
    speak(core, added()).await;
    let first = of_work(core).await.note.unwrap().attachment;
    voices.remove(added()).await.unwrap();
    assert_eq!(stands(&of_work(core).await), (false, false, true));
    voices.put_back(added()).await.unwrap();
    let back = of_work(core).await;
    assert_eq!((stands(&back), &back.note.unwrap().attachment), ((true, true, false), &first));

    // Another recording takes its place, and can be taken out for it.
    keep(core, added()).await;
    assert_ne!(of_work(core).await.note.unwrap().attachment, first);
    assert_eq!(stands(&of_work(core).await), (true, false, false));
    voices.heard(added()).await.unwrap();
    save_work(core).await.unwrap();
    assert_eq!(sound(core, &first).await, None, "what nobody kept is destroyed");
    assert_eq!(voices.put_back(added()).await, Err(CoreError::not_found("record")));
}

#[tokio::test]
async fn saved_work_that_is_taken_back_stands_with_its_voice_note_as_it_was() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    speak(core, added()).await;
    save_work(core).await.unwrap();
    core.learning().take_back().await.unwrap();
    assert!(pieces(core, AMARA).is_empty());
    assert_eq!(stands(&of_work(core).await), (true, true, false));
    save_work(core).await.unwrap();
    assert!(sound(core, pieces(core, AMARA)[0].attachments[0]).await.is_some());
}

#[tokio::test]
async fn feedback_carries_what_was_heard_and_what_was_not_waits_beside_it() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    keep(core, beside_amara()).await;
    teaching.record_feedback(step("Quote twice")).await.unwrap();
    assert!(feedback(core)[0].attachments.is_empty());
    assert_eq!(stands(&of_feedback(core).await), (true, false, false), "it holds up nothing");

    core.voices().heard(beside_amara()).await.unwrap();
    teaching.record_feedback(step("")).await.unwrap();
    assert_eq!((feedback(core).len(), feedback(core)[0].attachments.len()), (1, 1));
    let screen = teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
    assert_eq!((stands(&screen.voice), screen.said.len(), screen.drawn.len()), ((false, false, false), 1, 0));

    teaching.undo().await.unwrap();
    assert_eq!(stands(&of_feedback(core).await), (true, true, false), "it is to be saved again");
    teaching.redo().await.unwrap();
    assert_eq!(stands(&of_feedback(core).await), (false, false, false));
    assert!(sound(core, feedback(core)[0].attachments[0]).await.is_some());
}

#[tokio::test]
async fn typing_keeps_the_voice_note_and_an_empty_field_does_not_lose_it() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    speak(core, beside_amara()).await;
    teaching.keep_draft(step("Quo"), String::new()).await.unwrap();
    teaching.keep_draft(step(""), String::new()).await.unwrap();
    assert_eq!(stands(&of_feedback(core).await), (true, true, false));
}

#[tokio::test]
async fn a_capture_gives_everyone_a_voice_note_of_their_own_and_takes_it_back_from_all() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, capturing) = (&device.core, device.core.capturing());
    keep(core, in_class()).await;
    capturing.tag_outcome(None, C3.to_string(), true).await.unwrap();
    for student in [AMARA, BEN] {
        capturing.tag_student(None, student.to_string(), true).await.unwrap();
    }
    assert_eq!(
        words_of(capturing.save_piece(None).await.unwrap_err()),
        "Listen to your voice note first. Then save."
    );
    core.voices().heard(in_class()).await.unwrap();
    capturing.save_piece(None).await.unwrap();
    let (amara, ben) = (pieces(core, AMARA).remove(0).attachments, pieces(core, BEN).remove(0).attachments);
    assert_eq!((amara.len(), ben.len()), (1, 1));
    assert_ne!(amara, ben);
    assert_eq!(sound(core, amara[0]).await, sound(core, ben[0]).await);

    core.teaching().undo().await.unwrap();
    let screen = capturing.capture(None).await.unwrap();
    assert_eq!((stands(&screen.voice), screen.photos.len()), ((true, true, false), 0));
    assert_eq!(sound(core, amara[0]).await, None);
}

#[tokio::test]
async fn an_app_that_is_killed_between_recording_and_saving_loses_nothing() {
    let after = async |core: &Core| {
        let kept = of_feedback(core).await;
        assert_eq!(stands(&kept), (true, false, false));
        assert!(sound(core, kept.note.unwrap().attachment).await.is_some());
    };
    over_a_kill((ORTIZ, Role::Teacher), async |core: &Core| keep(core, beside_amara()).await, after).await;
}

#[tokio::test]
async fn what_is_no_voice_note_is_refused_by_name_and_what_was_there_stays() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    speak(core, added()).await;
    let movie = RECORDED.windows(4).position(|it| it == b"moov").unwrap() - 4;
    for (bytes, sentence) in [
        (b"%PDF-1.7".to_vec(), "This is no voice note. Record it again. What you typed is kept."),
        (
            RECORDED[..movie].to_vec(),
            "This recording was cut short. Record it again. What you typed is kept.",
        ),
        ([RECORDED, &vec![0; 2 << 20]].concat(), "This voice note is too long. Use at most one minute."),
    ] {
        let refused = core.voices().keep_voice(added(), bytes).await.unwrap_err();
        assert_eq!(words_of(refused), sentence);
    }
    assert_eq!(stands(&of_work(core).await), (true, true, false));
}
