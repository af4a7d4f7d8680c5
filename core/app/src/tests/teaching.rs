use super::{Device, level, photo, plain, step};
use crate::conference::FeedbackParts;
use crate::parts::{BannerKind, PhotoState};
use crate::{CoreError, FeedbackInput, LevelInput, PhotoInput, PhotoSize};
use notyet_store::testing::{AMARA, BEN, C3, Feed, PROJECT};
use serde_json::json;

const EXIT_TICKET: &str = "00000000-0000-4000-8000-0000000000e1";

pub(super) fn school() -> Feed {
    let mut feed = Feed::of_school();
    feed.set("context", EXIT_TICKET, json!({"name": "Exit ticket", "at_bat": false, "position": 9}));
    feed
}

#[tokio::test]
async fn today_lists_the_class_and_says_why_each_stands_where_they_stand() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();

    let today = teaching.today(None).await.unwrap();
    let rows: Vec<_> =
        today.students.iter().map(|r| (r.name.as_str(), r.initials.as_str(), plain(&r.reason))).collect();
    assert_eq!(
        rows,
        [("Ben Li", "BL", "No feedback yet".to_owned()), ("Amara Okafor", "AO", "Feedback today".to_owned())]
    );
    assert_eq!(plain(&today.date), "Thursday 12 November");
    assert_eq!(plain(&today.footer), "Saved 1 · open 1");
    assert_eq!(today.undo.map(|u| plain(&u.text)), Some("1 saved".into()));
    assert_eq!(today.banner, None, "what is held is no news to the teacher who holds it");
}

#[tokio::test]
async fn a_level_is_lit_once_it_is_saved_and_another_replaces_it_without_a_trace() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_level(level(2)).await.unwrap();
    teaching.record_level(level(3)).await.unwrap();

    let screen = teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
    let lit: Vec<_> = screen.levels.iter().filter(|l| l.chosen).map(|l| l.word.as_str()).collect();
    assert_eq!(lit, ["Demonstrating"]);
    assert_eq!(
        screen.undo.map(|u| (plain(&u.text), u.can_undo, u.can_redo)),
        Some(("Saved".into(), true, false))
    );

    teaching.leave_student(AMARA.to_string()).await.unwrap();
    let sent = device.core.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap();
    assert_eq!(sent.len(), 1, "a slip of the finger is never sent");
}

#[tokio::test]
async fn nothing_is_sent_before_the_teacher_leaves_the_student() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_level(level(2)).await.unwrap();
    assert_eq!(device.core.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap().len(), 0);
    let queue = device.core.syncing().queue().await.unwrap();
    assert_eq!(plain(&queue.headline), "1 not sent yet. It is safe on this tablet.");
    assert_eq!(
        queue.queue.iter().map(|r| (plain(&r.text), r.reason.clone())).collect::<Vec<_>>(),
        [("Level for Amara Okafor: C3".to_owned(), "Until you leave this student".to_owned())]
    );

    teaching.leave_student(AMARA.to_string()).await.unwrap();
    assert_eq!(device.core.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap().len(), 1);
    let banner = teaching.today(None).await.unwrap().banner.unwrap();
    assert_eq!(banner.kind, BannerKind::NotSent);
    device.sync(&mut feed);
    assert_eq!(device.core.syncing().queue().await.unwrap().headline, "Everything is sent.");
}

#[tokio::test]
async fn undo_takes_back_step_by_step_and_redo_puts_each_there_again() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_photo(photo()).await.unwrap();
    teaching.record_level(level(2)).await.unwrap();
    teaching.record_level(level(3)).await.unwrap();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    let see = || async {
        let screen = teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
        let lit = screen.levels.iter().position(|l| l.chosen);
        (screen.photos.len(), lit, screen.feedback.next_step)
    };
    let states = [
        (1, Some(2), "Use a quotation".to_owned()),
        (1, Some(2), String::new()),
        (1, Some(1), String::new()),
        (1, None, String::new()),
        (0, None, String::new()),
    ];
    assert_eq!(see().await, states[0]);
    for state in &states[1..] {
        teaching.undo().await.unwrap();
        assert_eq!(see().await, *state);
    }
    assert_eq!(teaching.undo().await, Err(CoreError::NotFound { what: "step".into() }));
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default());
    for state in states[..4].iter().rev() {
        teaching.redo().await.unwrap();
        assert_eq!(see().await, *state);
    }
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
}

#[tokio::test]
async fn what_was_sent_is_taken_back_in_the_open_and_put_again_as_a_new_record() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_level(level(3)).await.unwrap();
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    let shown = || async { plain(&teaching.student(AMARA.to_string()).await.unwrap().outcomes[0].note) };
    assert_eq!(shown().await, "Approaching · today", "shown once, so not mastery yet");
    teaching.undo().await.unwrap();
    assert_eq!(shown().await, "No work here yet");
    teaching.redo().await.unwrap();
    assert_eq!(shown().await, "Approaching · today");
}

#[tokio::test]
async fn a_photo_is_there_at_once_and_processed_later() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_photo(photo()).await.unwrap();
    let tile = teaching.student(AMARA.to_string()).await.unwrap().photos.remove(0);
    assert_eq!(
        (tile.state, plain(&tile.day), plain(&tile.spoken)),
        (PhotoState::Ready, "12 Nov".to_owned(), "Photo of 12 Nov".to_owned())
    );
    let bytes = device.core.syncing().photo(tile.attachment, PhotoSize::Full).await.unwrap().unwrap();
    assert!(notyet_media::is_clean_photo(&bytes));
}

#[tokio::test]
async fn what_is_no_photo_is_refused_and_leaves_nothing_behind() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    for (jpeg, rule) in
        [(b"not a photo".to_vec(), "not-a-photo"), (photo().jpeg[..9_000].to_vec(), "cut-short")]
    {
        let refused = device.core.teaching().record_photo(PhotoInput { jpeg, ..photo() }).await;
        assert_eq!(refused, Err(CoreError::Invalid { field: "photo".into(), rule: rule.into() }));
    }
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default());
}

#[tokio::test]
async fn an_at_bat_needs_a_kind_of_work_that_allows_it() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    for kind in [Some(EXIT_TICKET.to_owned()), None] {
        let refused = teaching.record_level(LevelInput { kind, ..level(3) }).await;
        assert_eq!(refused, Err(CoreError::Invalid { field: "kind".into(), rule: "practice-only".into() }));
    }
    let screen = teaching.conference(AMARA.to_string(), None, None).await.unwrap();
    assert!(!screen.at_bat_allowed, "a student opens on a kind of work that is practice");
}

#[tokio::test]
async fn conference_holds_nothing_of_another_student() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    let screen = teaching.conference(BEN.to_string(), None, None).await.unwrap();
    assert_eq!(
        (screen.name.as_str(), screen.undo.clone(), screen.feedback.clone()),
        ("Ben Li", None, FeedbackParts::default())
    );
    assert!(!format!("{screen:?}").contains("Amara"));
}

#[tokio::test]
async fn feedback_without_words_is_refused_and_a_part_that_is_too_long_is_named() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let long = "x".repeat(501);
    let refused = [
        (step("  "), "feedback", "empty"),
        (step(&long), "next-step", "too-long"),
        (FeedbackInput { went_well: long.clone(), ..step("") }, "went-well", "too-long"),
        (FeedbackInput { improve: long.clone(), ..step("") }, "improve", "too-long"),
    ];
    for (input, field, rule) in refused {
        let said = teaching.record_feedback(input).await;
        assert_eq!(said, Err(CoreError::Invalid { field: field.into(), rule: rule.into() }));
    }
}

#[tokio::test]
async fn the_next_visit_opens_on_no_level_and_replaces_nothing_of_the_last() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let see = || async { teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap() };
    teaching.record_level(level(3)).await.unwrap();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    let next = see().await;
    assert_eq!((next.levels.iter().any(|l| l.chosen), next.feedback), (false, FeedbackParts::default()));
    assert_eq!(next.undo, None, "the undo bar goes with the visit; Today keeps it");

    let project = LevelInput { kind: Some(PROJECT.to_string()), ..level(3) };
    teaching.record_level(project).await.unwrap();
    let recorded = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    let corrected: Vec<_> = recorded.iter().map(|entry| entry.body.supersedes.len()).collect();
    assert_eq!(corrected, [0, 0], "two visits are two pieces of work");
}
