//! Conference: what a teacher has before them beside one student.

use super::{Device, all_plain, level, photo, plain, step, words};
use crate::conference::{FeedbackParts, PhraseBank};
use crate::{CoreError, FeedbackInput, PhotoInput, PhotoSize, TextPlace};

use notyet_model::fact::{
    Body, Confidence, Evidence, Feedback, Judgement, Kind, Lane, Purpose, Readiness, RowLevel,
};
use notyet_model::ids::{OutcomeId, RowId, RubricId};
use notyet_model::scale::preset_level;
use notyet_store::testing::{AMARA, BEN, C3, C4, ESSAY, Feed, HALE, ORTIZ, START_MS, at_bat, day};
use serde_json::json;

const CHOOSING: RowId = RowId::from_bytes([0xa1; 16]);
const EXPLAINING: RowId = RowId::from_bytes([0xa2; 16]);
const RUBRIC: RubricId = RubricId::from_bytes([0xa3; 16]);

/// The school with a rubric of two rows for C3.
fn school() -> Feed {
    let mut feed = super::teaching::school();
    let row = |id: RowId, title: &str| {
        let cell = |n: u8| json!({"level": preset_level(n), "text": format!("{title} at {n}")});
        json!({"id": id, "title": title, "cells": [cell(1), cell(2), cell(3), cell(4)]})
    };
    let rows = [row(CHOOSING, "Choosing"), row(EXPLAINING, "Explaining")];
    feed.set("rubric", RUBRIC, json!({"outcome": C3, "rows": rows}));
    feed.set("outcome", C3, json!({"rubric": RUBRIC}));
    feed
}

fn said_on(outcome: OutcomeId, days: i32, next_step: &str) -> Body {
    let at_ms = START_MS + i64::from(days) * 86_400_000;
    Body::Feedback(Feedback { next_step: next_step.into(), ..Feedback::on(outcome, at_ms, day(days)) })
}

fn own(rows: Vec<RowLevel>) -> Judgement {
    Judgement { lane: Lane::Own, purpose: Purpose::Formative, rows, ..at_bat(C3, 2, ESSAY, 0) }
}

async fn see(device: &Device) -> crate::conference::ConferenceScreen {
    device.core.teaching().conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap()
}

#[tokio::test]
async fn a_conference_opens_on_the_outcome_of_the_last_next_step_and_offers_it_first() {
    let mut feed = school();
    feed.record(ORTIZ, Some(AMARA), &said_on(C3, -9, "Use a quotation"));
    feed.record(ORTIZ, Some(AMARA), &said_on(C4, -2, "Order your reasons"));
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();

    let screen = teaching.conference(AMARA.to_string(), None, None).await.unwrap();
    assert_eq!(screen.head.code, "C4");
    let agreed = screen.agreed.unwrap();
    assert_eq!(
        (agreed.text.as_str(), plain(&agreed.caption)),
        ("Order your reasons", "Next step agreed on 10 Nov".into())
    );
    let codes: Vec<_> = screen.outcomes.iter().map(|o| (o.code.as_str(), o.chosen)).collect();
    assert_eq!(codes, [("C4", true), ("C3", false)]);

    let other = see(&device).await;
    assert_eq!(plain(&other.agreed.unwrap().caption), "Next step agreed on 10 Nov for C4");
    let ben = teaching.conference(BEN.to_string(), None, None).await.unwrap();
    assert_eq!((ben.head.code.as_str(), ben.agreed), ("C3", None), "the outcome that was picked is kept");
}

#[tokio::test]
async fn what_this_visit_agrees_is_not_yet_what_was_agreed_before() {
    let mut feed = school();
    feed.record(ORTIZ, Some(AMARA), &said_on(C3, -9, "Use a quotation"));
    let device = Device::of_teacher(&mut feed).await;
    device.core.teaching().record_feedback(step("Name the source")).await.unwrap();
    let screen = see(&device).await;
    assert_eq!(screen.agreed.unwrap().text, "Use a quotation");
    assert_eq!(screen.feedback.next_step, "Name the source");
    device.core.teaching().leave_student(AMARA.to_string()).await.unwrap();
    assert_eq!(see(&device).await.agreed.unwrap().text, "Name the source");
}

#[tokio::test]
async fn the_students_own_judgement_comes_with_its_rows_and_its_line_of_reflection() {
    let mut feed = school();
    let reflection = Evidence { text: "I quoted twice.".into(), ..Evidence::of(vec![C3], START_MS, day(0)) };
    let piece = feed.record(AMARA, Some(AMARA), &Body::Evidence(reflection));
    let rows = vec![
        RowLevel { row_id: CHOOSING, level_id: preset_level(3) },
        RowLevel { row_id: EXPLAINING, level_id: preset_level(2) },
    ];
    feed.record(AMARA, Some(AMARA), &Body::Judgement(Judgement { evidence: Some(piece), ..own(rows) }));
    let device = Device::of_teacher(&mut feed).await;

    let screen = see(&device).await;
    let judged = screen.own.unwrap();
    assert_eq!(plain(&judged.head), "Amara Okafor has judged");
    let said: Vec<String> = judged.rows.iter().map(|row| plain(&row.text)).collect();
    assert_eq!(said, ["Approaching", "Choosing: Demonstrating", "Explaining: Approaching"]);
    assert_eq!((plain(&judged.day), judged.reflection.as_str()), ("12 Nov".into(), "I quoted twice."));
    let words: Vec<_> = screen.levels[2].describes.iter().map(String::as_str).collect();
    assert_eq!(
        words,
        ["Explaining: Explaining at 3", "Choosing: Choosing at 3"],
        "the lower row stands first"
    );
    assert_eq!(screen.texts.iter().map(|t| t.text.as_str()).collect::<Vec<_>>(), ["I quoted twice."]);
    assert_eq!(screen.head.level, "No work here yet", "a student's own word enters no level");
}

#[tokio::test]
async fn beside_at_bat_stands_what_the_student_said_of_being_ready() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    assert_eq!(plain(&see(&device).await.readiness), "Amara Okafor has not said yet");
    let ready =
        |confidence| Readiness { outcome: C3, task: None, confidence, next_step: String::new(), day: day(0) };
    for (confidence, said) in [
        (Confidence::NotYet, "Amara Okafor said: not ready yet"),
        (Confidence::Nearly, "Amara Okafor said: nearly ready"),
        (Confidence::Ready, "Amara Okafor said: ready"),
    ] {
        feed.record(AMARA, Some(AMARA), &Body::Readiness(ready(confidence)));
        device.sync(&mut feed);
        assert_eq!(plain(&see(&device).await.readiness), said);
    }
}

#[tokio::test]
async fn the_newest_photo_stands_first() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let jpeg = notyet_media::fixtures::sample_photo(64, 48, 1);
    let mut taken = Vec::new();
    for _ in 0..13 {
        teaching.record_photo(PhotoInput { jpeg: jpeg.clone(), ..photo() }).await.unwrap();
        teaching.leave_student(AMARA.to_string()).await.unwrap();
        let shown: Vec<String> = see(&device).await.photos.into_iter().map(|tile| tile.attachment).collect();
        let new = shown.iter().find(|id| !taken.contains(*id)).unwrap().clone();
        taken.insert(0, new);
        taken.truncate(12);
        assert_eq!(shown, taken);
    }
}

#[tokio::test]
async fn photos_of_one_visit_are_one_piece_of_work_each_of_which_can_be_taken_out() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let (amara, c3) = (AMARA.to_string(), C3.to_string());
    let shown = async || {
        let screen = see(&device).await;
        (screen.photos.into_iter().map(|tile| tile.attachment).collect::<Vec<_>>(), screen.taken)
    };
    let pieces = || device.core.inner.store.read(|r| r.evidence(AMARA, Some(C3), 9)).unwrap();
    let is_here = async |photo: &String| {
        let bytes = device.core.syncing().photo(photo.clone(), PhotoSize::Full).await;
        bytes.is_ok_and(|bytes| bytes.is_some())
    };
    teaching.record_photo(photo()).await.unwrap();
    let (one, none) = shown().await;
    assert_eq!((one.len(), none), (1, vec![]), "its only photo is the record's");
    teaching.record_level(level(3)).await.unwrap();
    for _ in 0..2 {
        teaching.record_photo(photo()).await.unwrap();
    }
    let (three, taken) = shown().await;
    assert_eq!((&three[0], &taken), (&one[0], &three), "as they were taken");
    assert_eq!(pieces().len(), 1);
    let judged = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap().remove(0);
    assert_eq!(judged.body.evidence, Some(pieces()[0].id), "the level is of that piece");

    teaching.remove_work_photo(amara.clone(), c3.clone(), three[1].clone()).await.unwrap();
    assert_eq!(shown().await.0, [three[0].clone(), three[2].clone()]);
    assert!(!is_here(&three[1]).await, "held: without a trace");
    teaching.undo().await.unwrap();
    assert_eq!(shown().await.0, three);
    assert!(is_here(&three[1]).await);
    teaching.undo().await.unwrap();
    assert_eq!(shown().await.0, three[..2]);
    assert!(!is_here(&three[2]).await);
    teaching.redo().await.unwrap();
    assert_eq!(shown().await.0, three);
    assert!(is_here(&three[2]).await);

    teaching.leave_student(amara.clone()).await.unwrap();
    assert_eq!(shown().await, (three.clone(), vec![]), "what may be sent stays as it is");
    let refused = teaching.remove_work_photo(amara, c3, three[0].clone()).await;
    assert_eq!(refused, Err(CoreError::not_found("photo")));
    teaching.record_photo(photo()).await.unwrap();
    assert_eq!(pieces().len(), 2, "another visit, another piece");
}

#[tokio::test]
async fn another_kind_of_work_is_another_piece_and_so_is_the_thirteenth_photo() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let pieces = || {
        let pieces = device.core.inner.store.read(|r| r.evidence(AMARA, Some(C3), 9)).unwrap();
        pieces.into_iter().map(|piece| piece.body.attachments.len()).collect::<Vec<_>>()
    };
    let jpeg = notyet_media::fixtures::sample_photo(64, 48, 1);
    let essay = Some(ESSAY.to_string());
    teaching.record_photo(PhotoInput { jpeg: jpeg.clone(), kind: essay, ..photo() }).await.unwrap();
    for _ in 0..13 {
        teaching.record_photo(PhotoInput { jpeg: jpeg.clone(), ..photo() }).await.unwrap();
    }
    assert_eq!(pieces(), [1, 12, 1]);
}

#[tokio::test]
async fn feedback_in_three_parts_is_saved_replaced_and_taken_back() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let first = FeedbackInput { went_well: " Two quotations. ".into(), ..step("") };
    teaching.record_feedback(first).await.unwrap();
    let all = FeedbackInput {
        went_well: "Two quotations.".into(),
        improve: "Say who wrote them.".into(),
        ..step("Name the source")
    };
    teaching.record_feedback(all).await.unwrap();
    let parts = |went_well: &str, improve: &str, next_step: &str| FeedbackParts {
        went_well: went_well.into(),
        improve: improve.into(),
        next_step: next_step.into(),
    };
    assert_eq!(
        see(&device).await.feedback,
        parts("Two quotations.", "Say who wrote them.", "Name the source")
    );
    teaching.undo().await.unwrap();
    assert_eq!(see(&device).await.feedback, parts("Two quotations.", "", ""));
    teaching.undo().await.unwrap();
    assert_eq!(see(&device).await.feedback, FeedbackParts::default());
}

#[tokio::test]
async fn nothing_that_is_sent_names_a_record_that_was_replaced_before() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let whole = || {
        let store = device.core.inner.store.open().unwrap();
        store
            .read(|r| {
                Ok((
                    r.judgements(AMARA, None)?,
                    r.feedback(AMARA, None)?,
                    r.facts(AMARA, &[Kind::Rewording, Kind::Retraction])?,
                ))
            })
            .unwrap()
    };
    teaching.record_level(level(2)).await.unwrap();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    teaching.record_own_words(words("I will quote")).await.unwrap();
    let hold_together = |what: &str| {
        let (judgements, feedback, said) = whole();
        assert_eq!((judgements.len(), feedback.len(), said.len()), (1, 1, 1), "{what}");
        assert_eq!(feedback[0].body.judgement, Some(judgements[0].id), "{what}");
        let Body::Rewording(reworded) = &said[0].body else { panic!("{what}") };
        assert_eq!(reworded.feedback, feedback[0].id, "{what}");
    };
    hold_together("as recorded");
    teaching.record_level(level(3)).await.unwrap();
    hold_together("another level");
    teaching.record_feedback(step("Use two quotations")).await.unwrap();
    hold_together("another next step");
    teaching.undo().await.unwrap();
    hold_together("the step taken back");
    teaching.undo().await.unwrap();
    hold_together("the level taken back");
    teaching.redo().await.unwrap();
    hold_together("the level again");
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
    hold_together("sent");
}

#[tokio::test]
async fn what_went_out_during_a_visit_stays_corrected_however_often_it_is_tapped_again() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_level(level(1)).await.unwrap();
    // Half a minute without a touch.
    device.core.inner.release_all().unwrap();
    device.sync(&mut feed);
    for n in [2, 3, 4] {
        teaching.record_level(level(n)).await.unwrap();
        let recorded = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
        assert_eq!(recorded.len(), 2, "one that was sent, one that corrects it");
        assert_eq!(recorded[1].body.supersedes, [recorded[0].id]);
    }
}

#[tokio::test]
async fn a_conference_ends_in_the_students_words_once_there_is_a_next_step() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    assert_eq!(see(&device).await.own_words, None);
    let refused = teaching.record_own_words(words("I will quote")).await;
    assert_eq!(refused, Err(CoreError::NotFound { what: "next step".into() }));

    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    assert_eq!(plain(&see(&device).await.own_words.unwrap().label), "In Amara Okafor's words");
    teaching.record_own_words(words("I will quote")).await.unwrap();
    teaching.record_own_words(words("I quote once for each claim")).await.unwrap();
    assert_eq!(see(&device).await.own_words.unwrap().saved, "I quote once for each claim");
    teaching.undo().await.unwrap();
    assert_eq!(see(&device).await.own_words.unwrap().saved, "I will quote");
    let empty = teaching.record_own_words(words(" ")).await;
    assert_eq!(empty, Err(CoreError::Invalid { field: "own-words".into(), rule: "empty".into() }));
}

#[tokio::test]
async fn phrases_are_the_teachers_own_ranked_by_use_and_name_nobody_else() {
    let mut feed = school();
    let went_well = |actor, student, outcome, text: &str, days| {
        let Body::Feedback(feedback) = said_on(outcome, days, "") else { panic!() };
        (actor, student, Body::Feedback(Feedback { went_well: text.into(), ..feedback }))
    };
    for (actor, student, body) in [
        went_well(ORTIZ, BEN, C4, "Clear claim.", -5),
        went_well(ORTIZ, AMARA, C4, "Clear claim", -4),
        went_well(ORTIZ, BEN, C3, "Two quotations. Ben explained both.", -3),
        went_well(HALE, BEN, C3, "Another teacher's words", -2),
    ] {
        feed.record(actor, Some(student), &body);
    }
    let device = Device::of_teacher(&mut feed).await;
    let screen = see(&device).await;
    let expected = PhraseBank {
        went_well: vec!["Two quotations.".into(), "Clear claim".into()],
        ..PhraseBank::default()
    };
    assert_eq!(screen.phrases, expected);
    assert!(!format!("{screen:?}").contains("Ben"));
}

#[tokio::test]
async fn what_is_typed_is_there_again_until_it_is_saved() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    let typed = FeedbackInput { improve: "Say who".into(), ..step("Use a quotation") };
    teaching.keep_draft(typed.clone(), "I will".into()).await.unwrap();
    teaching.leave_student(AMARA.to_string()).await.unwrap();

    let again = see(&device).await;
    assert_eq!(
        again.typed.as_ref().map(|t| (t.improve.as_str(), t.next_step.as_str())),
        Some(("Say who", "Use a quotation"))
    );
    assert_eq!(again.own_words.map(|w| w.typed), Some("I will".into()));
    let other = teaching.conference(AMARA.to_string(), Some(C4.to_string()), None).await.unwrap();
    assert_eq!(other.typed, None, "what is typed for one outcome never lands on another");

    teaching.record_feedback(typed).await.unwrap();
    let saved = see(&device).await;
    assert_eq!((saved.typed, saved.own_words.map(|w| w.typed)), (None, Some("I will".into())));
    let kept = || device.core.inner.store.read(|r| r.note(AMARA, &format!("draft/feedback/{C3}"))).unwrap();
    assert!(kept().is_some());
    teaching.keep_draft(step(""), String::new()).await.unwrap();
    assert_eq!(kept(), None, "nothing is kept of nothing");
}

#[tokio::test]
async fn fixed_mindset_words_are_pointed_at_in_the_units_of_the_shells() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let text = "👩‍🏫 You're smart.";
    let found = device.core.fixed_mindset(text.into());
    assert_eq!(found, [TextPlace { start: 13, end: 18 }]);
    let units: Vec<u16> = text.encode_utf16().collect();
    assert_eq!(String::from_utf16(&units[13..18]).unwrap(), "smart");
    assert_eq!(device.core.fixed_mindset("Two quotations fit.".into()), []);
}

#[tokio::test]
async fn a_refused_step_was_not_agreed() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    feed.refuse(Some(notyet_model::authority::Refusal::NotThisStudent));
    device.sync(&mut feed);
    assert_eq!(see(&device).await.agreed, None);
    assert_eq!(all_plain(&[see(&device).await.name]), ["Amara Okafor"]);
}
