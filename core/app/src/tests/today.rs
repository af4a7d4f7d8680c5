//! Today: the class board and the plan of the day.

use super::{Device, level, plain, step};
use crate::today::TodayRow;
use notyet_model::fact::{Answer, Body, Confidence, Feedback, Question, Readiness};
use notyet_store::testing::{AMARA, BEN, C3, C4, ORTIZ, START_MS, day};

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
