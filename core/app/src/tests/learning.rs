use super::{Device, all_plain, plain};
use crate::outcome::CellLight;
use crate::self_assess::WorkPlace;
use crate::{CoreError, Listener, Notice, Topic};
use notyet_model::fact::{Body, Evidence, Purpose, Support};
use notyet_model::ids::OpId;
use notyet_model::scale::preset_level;
use notyet_store::testing::{AMARA, BEN, C3, C4, ESSAY, Feed, ORTIZ, PROJECT, at_bat, evidence, feedback};
use serde_json::json;
use std::sync::Arc;
use tokio::sync::mpsc;

#[tokio::test]
async fn home_says_what_i_can_do_what_is_left_and_what_comes_next() {
    let mut feed = Feed::of_school();
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C4, 3, ESSAY, -9)));
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C4, 3, PROJECT, -1)));
    feed.record(ORTIZ, Some(AMARA), &Body::Feedback(feedback(C3, "Use a quotation for each claim")));
    let device = Device::of_amara(&mut feed).await;

    let home = device.core.learning().home().await.unwrap();
    assert_eq!(home.name, "Amara Okafor");
    assert_eq!(plain(&home.class_line), "7B · Humanities 7");
    let codes = |rows: &[crate::parts::OutcomeRow]| rows.iter().map(|r| r.code.clone()).collect::<Vec<_>>();
    assert_eq!((codes(&home.can_do), codes(&home.have_left)), (vec!["C4".into()], vec!["C3".into()]));
    let next = home.next.unwrap();
    assert_eq!(next.text, "Use a quotation for each claim");
    assert_eq!(plain(&next.caption), "From Ana Ortiz, 12 Nov");
    assert_eq!(plain(&home.can_do[0].spoken), "I can organise Demonstrating. Next: Exceeding.");
}

#[tokio::test]
async fn an_outcome_says_why_and_what_would_change_it() {
    let mut feed = Feed::of_school();
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 4, ESSAY, 0)));
    let mut practice = at_bat(C3, 2, PROJECT, 0);
    practice.purpose = Purpose::Formative;
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(practice));
    let mut helped = at_bat(C3, 2, PROJECT, 0);
    helped.support = Support::Supported;
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(helped));
    let device = Device::of_amara(&mut feed).await;

    let screen = device.core.learning().outcome(C3.to_string()).await.unwrap();
    assert_eq!(
        (screen.head.level.as_str(), screen.head.plain.as_str()),
        ("Approaching", "I am getting there")
    );
    assert_eq!(
        why(&screen),
        [
            "You showed Exceeding on 12 Nov: Letter or essay.",
            "Shown once at Exceeding.",
            "1 practice piece informs you and lowers nothing.",
            "1 piece was done with help.",
        ]
    );
    assert_eq!(
        all_plain(&screen.change),
        ["Next: Demonstrating.", "One more time, in another kind of work, from 19 November."]
    );
    let places: Vec<_> = screen.places.iter().map(|p| (p.sign.is_some(), plain(&p.spoken))).collect();
    assert_eq!(
        places,
        [
            (true, "Exceeding. Letter or essay. 12 Nov.".to_owned()),
            (false, "Open for your next chance".to_owned()),
        ]
    );
}

#[tokio::test]
async fn the_present_row_of_the_rubric_is_lit_and_the_next_one_readable() {
    let mut feed = Feed::of_school();
    let rubric = "00000000-0000-4000-8000-0000000000aa";
    let cells: Vec<_> =
        (1..=4).map(|n| json!({"level": preset_level(n), "text": format!("words {n}")})).collect();
    let row = json!({"id": "00000000-0000-4000-8000-0000000000ab", "title": "Choosing", "cells": cells});
    feed.set("rubric", rubric, json!({"outcome": C3, "rows": [row]}));
    feed.set("outcome", C3, json!({"rubric": rubric}));
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    let device = Device::of_amara(&mut feed).await;

    let screen = device.core.learning().outcome(C3.to_string()).await.unwrap();
    let lights: Vec<_> = screen.rubric[0].cells.iter().map(|c| c.light).collect();
    assert_eq!(lights, [CellLight::Dimmed, CellLight::Present, CellLight::Next, CellLight::Dimmed]);
}

#[tokio::test]
async fn practice_alone_is_shown_as_practice_and_is_no_level() {
    let mut feed = Feed::of_school();
    let mut practice = at_bat(C3, 2, PROJECT, 0);
    practice.purpose = Purpose::Formative;
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(practice));
    let device = Device::of_amara(&mut feed).await;
    let row = device.core.learning().home().await.unwrap().have_left.remove(0);
    assert_eq!(plain(&row.level), "In practice: Approaching");
    assert!(row.sign.practice_only);
    let screen = device.core.learning().outcome(C3.to_string()).await.unwrap();
    assert_eq!(why(&screen)[0], "Nothing counts toward the level yet.");
}

#[tokio::test]
async fn a_students_device_holds_nothing_of_another_student_and_writes_no_level() {
    let mut feed = Feed::of_school();
    feed.record(ORTIZ, Some(BEN), &Body::Feedback(feedback(C3, "for Ben alone")));
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let everything = format!("{:?} {:?}", learning.home().await, learning.outcome(C3.to_string()).await);
    assert!(!everything.contains("Ben"), "{everything}");
    let refused = device.core.teaching().student(BEN.to_string()).await;
    assert_eq!(refused, Err(CoreError::NotFound { what: "record".into() }));
}

/// All screens of Amara's, as they are drawn. Of two devices the counts of changes differ, which nobody sees.
async fn everything(device: &Device, piece: OpId, thread: OpId) -> String {
    let learning = device.core.learning();
    let (place, c3) = (WorkPlace::Judged { outcome: C3.to_string() }, C3.to_string());
    let screens = format!(
        "{:#?} {:#?} {:#?} {:#?} {:#?} {:#?} {:#?}",
        learning.home().await.unwrap(),
        learning.outcome(c3).await.unwrap(),
        learning.self_assess(place).await.unwrap(),
        learning.add_evidence().await.unwrap(),
        learning.evidence(piece.to_string(), None).await.unwrap(),
        learning.feedback().await.unwrap(),
        learning.thread(thread.to_string()).await.unwrap(),
    );
    screens.lines().filter(|line| !line.trim_start().starts_with("revision: ")).collect()
}

#[tokio::test]
async fn no_screen_of_a_student_tells_how_another_one_does_even_if_the_records_were_there() {
    let amara = || {
        let mut feed = Feed::of_school();
        let work = Evidence { text: "Two quotations".into(), ..evidence(C3, vec![]) };
        let piece = feed.record(AMARA, Some(AMARA), &Body::Evidence(work));
        feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, -1)));
        let thread = feed.record(ORTIZ, Some(AMARA), &Body::Feedback(feedback(C3, "Use a quotation")));
        (feed, piece, thread)
    };
    let (mut alone, piece, thread) = amara();
    let usual = everything(&Device::of_amara(&mut alone).await, piece, thread).await;
    assert!(usual.contains("Two quotations") && usual.contains("Use a quotation"), "{usual}");

    for level in [1, 4] {
        let (mut feed, piece, thread) = amara();
        for (days, kind) in [(-3, ESSAY), (-2, PROJECT), (0, ESSAY)] {
            feed.record(ORTIZ, Some(BEN), &Body::Judgement(at_bat(C3, level, kind, days)));
            feed.record(ORTIZ, Some(BEN), &Body::Judgement(at_bat(C4, level, kind, days)));
        }
        feed.record(ORTIZ, Some(BEN), &Body::Feedback(feedback(C3, "for Ben alone")));
        let mut device = Device::of_amara(&mut feed).await;
        device.streams.extend(feed.of_student(BEN));
        device.sync(&mut feed);
        let held = device.core.inner.store.read(|r| r.judgements(BEN, Some(C3))).unwrap();
        assert_eq!(held.len(), 3, "the records of Ben are there for once");
        assert_eq!(everything(&device, piece, thread).await, usual);
    }
}

fn why(screen: &crate::outcome::OutcomeScreen) -> Vec<String> {
    screen.why.iter().map(|line| plain(&line.text)).collect()
}

struct Tell(mpsc::UnboundedSender<Notice>);

impl Listener for Tell {
    fn on_notice(&self, notice: Notice) {
        let _ = self.0.send(notice);
    }
}

#[tokio::test]
async fn a_notice_says_what_changed_until_its_subscription_is_dropped() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (tell, mut told) = mpsc::unbounded_channel();
    let subscription = device.core.observe(vec![Topic::Work], Arc::new(Tell(tell)));
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    device.sync(&mut feed);
    let notice = told.recv().await.unwrap();
    assert!(notice.topics.contains(&Topic::Work));
    assert!(notice.revision <= device.core.learning().home().await.unwrap().revision);
    drop(subscription);
    assert_eq!(told.recv().await, None);
}
