//! Feedback as a student meets it, and the talk about it between two devices.

use super::{Device, plain};
use crate::CoreError;
use crate::feedback::Reply;
use notyet_model::fact::{Body, Evidence, Feedback};
use notyet_model::ids::OpId;
use notyet_store::testing::{AMARA, BEN, C3, ESSAY, Feed, ORTIZ, at_bat, day, evidence, feedback};

/// What Ms Ortiz left with a level; the feedback's name.
fn left(feed: &mut Feed) -> OpId {
    let judgement = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    let said = Feedback {
        judgement: Some(judgement),
        went_well: "Your claim is clear".into(),
        ..feedback(C3, "Use a quotation for each claim")
    };
    feed.record(ORTIZ, Some(AMARA), &Body::Feedback(said))
}

#[tokio::test]
async fn what_is_new_stands_first_until_it_is_opened_and_again_when_it_is_answered() {
    let mut feed = Feed::of_school();
    let id = left(&mut feed).to_string();
    let (phone, tablet) = (Device::of_amara(&mut feed).await, Device::of_teacher(&mut feed).await);
    let learning = phone.core.learning();
    let lists = || async {
        let screen = learning.feedback().await.unwrap();
        (screen.fresh.len(), screen.earlier.len())
    };
    assert_eq!(lists().await, (1, 0));
    let row = learning.feedback().await.unwrap().fresh.remove(0);
    assert_eq!(
        (plain(&row.caption), row.text.as_str(), plain(&row.note)),
        ("From Ana Ortiz, 12 Nov".to_owned(), "Use a quotation for each claim", "C3".to_owned())
    );
    learning.read_feedback(id.clone()).await.unwrap();
    assert_eq!(lists().await, (0, 1));
    assert_eq!(phone.core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default());

    learning.save_reply(id.clone(), Reply::Question, " Which claim? ".into()).await.unwrap();
    assert_eq!(phone.core.inner.store.open().unwrap().outbox(9, 1 << 20).unwrap().len(), 0, "held");
    learning.leave_work().await.unwrap();
    phone.sync(&mut feed);
    tablet.sync(&mut feed);
    let teaching = tablet.core.teaching();
    let asked = teaching.student(AMARA.to_string()).await.unwrap().questions.remove(0);
    assert_eq!(
        (asked.text.as_str(), asked.about.as_str()),
        ("Which claim?", "Use a quotation for each claim")
    );
    assert_eq!(plain(&asked.caption), "Asked on 12 Nov about C3");
    assert!(teaching.student(BEN.to_string()).await.unwrap().questions.is_empty());
    teaching.answer(asked.question.clone(), "The first one.".into()).await.unwrap();
    assert!(teaching.student(AMARA.to_string()).await.unwrap().questions.is_empty());
    teaching.undo().await.unwrap();
    assert_eq!(teaching.student(AMARA.to_string()).await.unwrap().questions.len(), 1, "taken back");
    teaching.answer(asked.question, "The second one.".into()).await.unwrap();
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    tablet.sync(&mut feed);
    phone.sync(&mut feed);

    assert_eq!(lists().await, (1, 0), "what was answered is new again");
    let thread = learning.thread(id.clone()).await.unwrap();
    let lines: Vec<_> = thread.lines.iter().map(|l| (l.mine, plain(&l.caption), l.text.clone())).collect();
    assert_eq!(
        lines,
        [
            (true, "You, 12 Nov".to_owned(), "Which claim?".to_owned()),
            (false, "Ana Ortiz, 12 Nov".to_owned(), "The second one.".to_owned()),
        ]
    );
    learning.understand(id.clone()).await.unwrap();
    assert!(learning.thread(id.clone()).await.unwrap().is_understood);
    learning.take_back().await.unwrap();
    assert!(!learning.thread(id).await.unwrap().is_understood);
}

#[tokio::test]
async fn the_three_parts_stand_first_and_the_level_apart() {
    let mut feed = Feed::of_school();
    let id = left(&mut feed).to_string();
    let device = Device::of_amara(&mut feed).await;
    let thread = device.core.learning().thread(id).await.unwrap();
    assert_eq!((thread.went_well.as_str(), thread.improve.as_str()), ("Your claim is clear", ""));
    assert_eq!(thread.step.map(|s| s.text), Some("Use a quotation for each claim".into()));
    assert_eq!(thread.level.map(|l| plain(&l)), Some("Ana Ortiz said Approaching.".into()));
}

#[tokio::test]
async fn the_next_step_stands_in_the_students_words_and_undo_gives_the_words_back() {
    let mut feed = Feed::of_school();
    let id = left(&mut feed).to_string();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let words = "I quote once for each thing I say.";
    learning.keep_reply(id.clone(), Reply::Rewording, "I quote".into()).await.unwrap();
    assert_eq!(learning.thread(id.clone()).await.unwrap().rewording_draft, "I quote");
    learning.save_reply(id.clone(), Reply::Rewording, words.into()).await.unwrap();
    let thread = learning.thread(id.clone()).await.unwrap();
    assert_eq!(
        thread.step.map(|s| (s.text, s.caption)),
        Some((words.into(), "Next step, in your words".into()))
    );
    assert_eq!(thread.step_before.as_deref(), Some("Use a quotation for each claim"));
    let outcome = learning.outcome(C3.to_string()).await.unwrap();
    let steps = [outcome.next_step, learning.home().await.unwrap().next].map(|step| step.map(|s| s.text));
    assert_eq!(steps, [Some(words.into()), Some(words.into())], "wherever the step stands");
    assert_eq!((thread.rewording_draft.as_str(), thread.undo.map(|u| u.can_undo)), ("", Some(true)));
    learning.take_back().await.unwrap();
    let back = learning.thread(id).await.unwrap();
    assert_eq!((back.step_before, back.rewording_draft.as_str()), (None, words));
}

#[tokio::test]
async fn what_was_done_afterwards_stands_beside_it() {
    let mut feed = Feed::of_school();
    let id = left(&mut feed).to_string();
    let later = Evidence { work_day: day(2), work_at_ms: i64::MAX, ..evidence(C3, vec![]) };
    let work =
        feed.record(AMARA, Some(AMARA), &Body::Evidence(Evidence { text: "Two quotations".into(), ..later }));
    let device = Device::of_amara(&mut feed).await;
    let done = device.core.learning().thread(id).await.unwrap().done;
    let lines: Vec<_> = done.iter().map(|d| (plain(&d.text), d.piece.clone())).collect();
    assert_eq!(lines, [("14 Nov: you added work. Two quotations".to_owned(), Some(work.to_string()))]);
}

#[tokio::test]
async fn what_cannot_be_said_is_named_and_stays_where_it_was_typed() {
    let mut feed = Feed::of_school();
    let id = left(&mut feed).to_string();
    let bens = feed.record(ORTIZ, Some(BEN), &Body::Feedback(feedback(C3, "for Ben alone"))).to_string();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    for (reply, field, text, rule) in [
        (Reply::Question, "question", "  ".to_owned(), "empty"),
        (Reply::Question, "question", "x".repeat(2_001), "too-long"),
        (Reply::Rewording, "rewording", String::new(), "empty"),
        (Reply::Rewording, "rewording", "x".repeat(201), "too-long"),
    ] {
        let refused = learning.save_reply(id.clone(), reply, text).await;
        assert_eq!(refused, Err(CoreError::Invalid { field: field.into(), rule: rule.into() }));
    }
    let nothing = Err(CoreError::NotFound { what: "record".into() });
    assert_eq!(learning.understand(bens.clone()).await, nothing);
    assert_eq!(learning.thread(bens).await.err(), nothing.err());
    assert_eq!(learning.feedback().await.unwrap().fresh.len(), 1);
}
