//! Today: the class board and the plan of the day.

use super::{Device, level, plain, step};
use crate::today::TodayRow;
use notyet_model::fact::{Answer, Body, Confidence, Feedback, Question, Readiness};
use notyet_model::ids::UserId;
use notyet_protocol::room::{Moment, RoomNews, WITH_MS};
use notyet_protocol::wire::SyncAnswer;
use notyet_store::testing::{AMARA, BEN, C3, C4, CLASS, HALE, ORTIZ, START_MS, day};

fn said(rows: &[TodayRow]) -> Vec<(String, String, Vec<String>)> {
    rows.iter()
        .map(|r| (r.name.clone(), plain(&r.reason), r.needs.iter().map(|n| plain(n)).collect()))
        .collect()
}

fn row(name: &str, reason: &str, needs: &[&str]) -> (String, String, Vec<String>) {
    (name.into(), reason.into(), needs.iter().map(|n| (*n).to_owned()).collect())
}

#[tokio::test]
async fn who_asked_and_who_is_ready_stands_on_the_board_until_it_is_seen_to() {
    let mut feed = super::teaching::school();
    let at_ms = START_MS - 3 * 86_400_000;
    let given = Feedback { next_step: "Use a quotation".into(), ..Feedback::on(C3, at_ms, day(-3)) };
    let feedback = feed.record(ORTIZ, Some(AMARA), &Body::Feedback(given));
    let asked = Question { feedback, text: "Which one?".into() };
    let question = feed.record(AMARA, Some(AMARA), &Body::Question(asked));
    let ready = Readiness {
        outcome: C4,
        task: None,
        confidence: Confidence::Ready,
        next_step: String::new(),
        day: day(0),
    };
    feed.record(AMARA, Some(AMARA), &Body::Readiness(ready));
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();

    let today = teaching.today(None).await.unwrap();
    assert_eq!(
        said(&today.students),
        [
            row("Ben Li", "No feedback yet", &[]),
            row("Amara Okafor", "Feedback on 9 Nov", &["Asked about C3", "Ready to show C4"]),
        ]
    );
    assert_eq!(
        said(&today.plan),
        [row("Ben Li", "No feedback yet", &[]), row("Amara Okafor", "Asked about C3", &["Ready to show C4"])],
        "Ben counts as due"
    );
    let flags: Vec<_> = today.students.iter().map(|r| (r.waits, r.asked, r.ready)).collect();
    assert_eq!(flags, [(true, false, false), (true, true, true)]);
    assert_eq!(plain(&today.plan[1].spoken), "Amara Okafor. Asked about C3. Ready to show C4.");

    feed.record(ORTIZ, Some(AMARA), &Body::Answer(Answer { question, text: "The second".into() }));
    device.sync(&mut feed);
    let answered = teaching.today(None).await.unwrap();
    assert_eq!(answered.students[1].needs.iter().map(|n| plain(n)).collect::<Vec<_>>(), ["Ready to show C4"]);
}

#[tokio::test]
async fn who_had_feedback_today_leaves_the_plan_and_waits_no_more() {
    let mut feed = super::teaching::school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_feedback(step("Use a quotation")).await.unwrap();
    let today = teaching.today(None).await.unwrap();
    assert_eq!(said(&today.plan), [row("Ben Li", "No feedback yet", &[])]);
    assert_eq!(today.students.iter().map(|r| r.waits).collect::<Vec<_>>(), [true, false]);
    assert_eq!(plain(&today.footer), "Saved 1 · open 1");

    let ben = crate::LevelInput { student: BEN.to_string(), ..level(2) };
    teaching.record_level(ben).await.unwrap();
    let today = teaching.today(None).await.unwrap();
    assert_eq!(plain(&today.footer), "Saved 2 · open 0");
    assert_eq!(said(&today.plan).len(), 1, "a level is no feedback");
}

#[tokio::test]
async fn who_is_not_here_waits_for_nothing_and_is_back_with_one_word() {
    let mut feed = super::teaching::school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.set_here(BEN.to_string(), false).await.unwrap();
    let today = teaching.today(None).await.unwrap();
    assert_eq!(said(&today.plan), [row("Amara Okafor", "No feedback yet", &[])]);
    assert_eq!(
        said(&today.students),
        [row("Amara Okafor", "No feedback yet", &[]), row("Ben Li", "Not here today", &[])],
        "last, whatever the wait"
    );
    assert_eq!(
        today.students.iter().map(|r| (r.is_here, r.waits)).collect::<Vec<_>>(),
        [(true, true), (false, false)]
    );
    assert_eq!(plain(&today.footer), "Saved 0 · open 1");
    assert_eq!(plain(&today.students[1].spoken), "Ben Li. Not here today.");
    assert_eq!(
        device.core.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap().len(),
        0,
        "it is no record"
    );

    teaching.set_here(BEN.to_string(), true).await.unwrap();
    let today = teaching.today(None).await.unwrap();
    assert_eq!((today.plan.len(), plain(&today.footer)), (2, "Saved 0 · open 2".into()));
}

#[tokio::test]
async fn who_is_put_off_leaves_the_plan_for_now_and_stays_in_the_class() {
    let mut feed = super::teaching::school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.set_later(AMARA.to_string(), true).await.unwrap();
    let today = teaching.today(None).await.unwrap();
    assert_eq!(said(&today.plan), [row("Ben Li", "No feedback yet", &[])]);
    let later: Vec<_> = today.students.iter().map(|r| (r.is_later, r.now.as_deref())).collect();
    assert_eq!(later, [(true, Some("Later today")), (false, None)]);
    assert!(today.students[0].waits, "they wait all the same");
    teaching.set_later(AMARA.to_string(), false).await.unwrap();
    assert_eq!(teaching.today(None).await.unwrap().plan.len(), 2);
}

#[tokio::test]
async fn with_whom_another_adult_sits_is_said_and_their_turn_comes_after_others() {
    let mut feed = super::teaching::school();
    let device = Device::of_teacher(&mut feed).await;
    let store = device.core.inner.store.open().unwrap();
    let answer = feed.answer(&[], &store.cursors().unwrap(), &device.streams, 500);
    let with = RoomNews { class: CLASS, student: AMARA, is: Moment::With, by: HALE, left_ms: WITH_MS };
    let answer = SyncAnswer { room: Some(vec![with]), ..answer };
    store.apply(&answer, START_MS, START_MS).unwrap();
    let today = device.core.teaching().today(None).await.unwrap();
    let plan: Vec<_> = today.plan.iter().map(|r| (r.name.as_str(), r.now.as_deref().map(plain))).collect();
    let amara = Some("Jo Hale is with Amara Okafor".to_owned());
    assert_eq!(plan, [("Ben Li", None), ("Amara Okafor", amara)]);
    assert_eq!(plain(&today.plan[1].spoken), "Amara Okafor. Jo Hale is with Amara Okafor. No feedback yet.");
}

#[tokio::test]
async fn a_conference_tells_the_other_adults_once() {
    let mut feed = super::teaching::school();
    let device = Device::of_teacher(&mut feed).await;
    let (teaching, store) = (device.core.teaching(), device.core.inner.store.open().unwrap());
    let sits = async |student: UserId| {
        teaching.conference(student.to_string(), None, None).await.unwrap();
        let words = store.room_words().unwrap();
        store.told_room(&words).unwrap();
        words.iter().map(|word| (word.student, word.is)).collect::<Vec<_>>()
    };
    assert_eq!(sits(AMARA).await, [(AMARA, Moment::With)]);
    assert_eq!(sits(AMARA).await, [], "the screen is read again");
    assert_eq!(sits(BEN).await, [(BEN, Moment::With)]);
    teaching.leave_student(BEN.to_string()).await.unwrap();
    assert_eq!(sits(BEN).await, [(BEN, Moment::With)], "another visit");
}

#[tokio::test]
async fn a_students_device_says_nothing_of_the_room() {
    let mut feed = super::teaching::school();
    let device = Device::of_amara(&mut feed).await;
    assert!(device.core.teaching().set_here(AMARA.to_string(), false).await.is_err());
    assert!(device.core.teaching().set_later(AMARA.to_string(), true).await.is_err());
    assert_eq!(device.core.inner.store.open().unwrap().room_words().unwrap(), []);
}
