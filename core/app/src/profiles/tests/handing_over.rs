//! The tablet in a student's hands: what they reach, whose their judgement is, and who gets back.

use super::*;
use crate::capture::Support;
use crate::self_assess::{RowPick, WorkDraft};
use notyet_model::fact::{Body, Lane};
use notyet_model::ids::OpId;
use notyet_protocol::op::RawOp;

async fn handed(tablet: &Tablet) -> Arc<Handed> {
    tablet.profiles.hand_over(AMARA.to_string(), C3.to_string()).await.unwrap()
}

/// The level at this place, lowest 1, for the work as a whole.
fn judged(level: u8, reflection: &str) -> WorkDraft {
    WorkDraft {
        outcome: None,
        picks: vec![RowPick { row: String::new(), level: level_id(level).to_string() }],
        support: Support::Alone,
        text: String::new(),
        link: String::new(),
        reflection: reflection.into(),
    }
}

fn bodies(ops: &[RawOp]) -> Vec<Body> {
    let read = |op: &RawOp| {
        let op = op.read().unwrap();
        match Body::parse(&op.k, op.v, op.b.get()) {
            Ok(notyet_model::fact::Parsed::Known(body)) => body,
            other => panic!("{other:?}"),
        }
    };
    ops.iter().map(read).collect()
}

#[tokio::test]
async fn a_tablet_that_is_handed_over_shows_one_students_work_and_no_other_name() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let essay = evidence(C3, vec![]);
    let essay = notyet_model::fact::Evidence { text: "Two quotations".into(), ..essay };
    feed.record(AMARA, Some(AMARA), &Body::Evidence(essay));
    let (_, core) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    core.teaching().conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();

    let handed = handed(&tablet).await;
    let screen = handed.screen().await.unwrap();
    assert_eq!(plain(&screen.title), "For Amara Okafor");
    assert_eq!(screen.assess.piece.as_ref().map(|piece| piece.text.as_str()), Some("Two quotations"));
    let said = format!("{screen:?}");
    assert!(!said.contains("Ben") && !said.contains("Ortiz"), "{said}");
    let picker = tablet.profiles.picker().await.unwrap();
    assert_eq!((picker.open, picker.handed), (None, true));
    for (call, answer) in ask_everything(&core).await {
        assert!(matches!(answer, Err(CoreError::Locked | CoreError::Invalid { .. })), "{call}: {answer:?}");
    }
    let elsewhere = handed.photo("00000000-0000-7000-8000-000000000000".into(), PhotoSize::Full).await;
    assert_eq!(elsewhere, Err(CoreError::not_found("record")));
}

#[tokio::test]
async fn what_a_student_judges_on_the_tablet_is_theirs_and_the_teachers_pin_returns() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, core) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    let handed = handed(&tablet).await;
    handed.keep_draft(judged(2, "I quoted tw")).await.unwrap();
    handed.save_work(judged(2, "I quoted twice.")).await.unwrap();

    assert!(matches!(tablet.enter(&id, "1357").await, Err(CoreError::Invalid { .. })));
    assert!(handed.screen().await.is_ok(), "another PIN changes nothing");
    let again = tablet.enter(&id, "2580").await.unwrap();
    assert_eq!(handed.screen().await.map(drop), Err(CoreError::Locked));
    assert_eq!(handed.save_work(judged(3, "")).await.map(drop), Err(CoreError::Locked));

    let screen = again.teaching().conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
    let own = screen.own.unwrap();
    assert_eq!(
        (plain(&own.head), own.reflection.as_str()),
        ("Amara Okafor has judged".to_owned(), "I quoted twice.")
    );
    assert!(screen.levels.iter().all(|level| !level.chosen), "it is no judgement of the teacher's");
    again.teaching().leave_student(AMARA.to_string()).await.unwrap();
    let sent = again.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap();
    let [Body::Evidence(work), Body::Judgement(judgement)] = &bodies(&sent)[..] else { panic!("{sent:?}") };
    assert_eq!((work.text.as_str(), judgement.lane), ("I quoted twice.", Lane::Own));
    assert_eq!(core.teaching().today(None).await.unwrap().students.len(), 2, "the same profile");
}

#[tokio::test]
async fn what_a_student_judged_may_be_sent_as_soon_as_the_tablet_is_back() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, _) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    handed(&tablet).await.save_work(judged(2, "I quoted twice.")).await.unwrap();
    let core = tablet.enter(&id, "2580").await.unwrap();
    let sent = core.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap();
    assert!(matches!(&bodies(&sent)[..], [Body::Evidence(_), Body::Judgement(_)]), "{sent:?}");
}

#[tokio::test]
async fn a_piece_that_was_judged_is_not_judged_again_and_new_work_takes_its_place() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let piece: OpId = feed.record(AMARA, Some(AMARA), &Body::Evidence(evidence(C3, vec![])));
    let (id, _) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    let first = handed(&tablet).await;
    assert!(first.screen().await.unwrap().assess.piece.is_some());
    first.save_work(judged(2, "")).await.unwrap();
    let core = tablet.enter(&id, "2580").await.unwrap();
    core.teaching().leave_student(AMARA.to_string()).await.unwrap();
    let sent = core.inner.store.open().unwrap().outbox(10, 1 << 20).unwrap();
    let [Body::Judgement(judgement)] = &bodies(&sent)[..] else { panic!("{sent:?}") };
    assert_eq!(judgement.evidence, Some(piece));
    assert_eq!(handed(&tablet).await.screen().await.unwrap().assess.piece, None);
}

#[tokio::test]
async fn when_the_program_ends_the_pin_is_asked_and_what_was_typed_is_kept() {
    let (mut tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (id, _) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    handed(&tablet).await.keep_draft(judged(2, "I quoted tw")).await.unwrap();
    tablet.restart().await;
    let picker = tablet.profiles.picker().await.unwrap();
    assert_eq!((picker.open, picker.handed, picker.rows[0].way), (None, false, PickerWay::AsksPin));
    tablet.enter(&id, "2580").await.unwrap();
    let screen = handed(&tablet).await.screen().await.unwrap();
    assert_eq!(screen.assess.draft.reflection, "I quoted tw");
}

#[tokio::test]
async fn a_tablet_that_is_handed_over_is_taken_back_by_whoever_locks_it_or_enters() {
    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (ortiz, _) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    let (hale, _) = tablet.teacher(HALE, "J. H.", "1470", &mut feed).await;
    tablet.enter(&ortiz, "2580").await.unwrap();
    let first = handed(&tablet).await;
    tablet.enter(&hale, "1470").await.unwrap();
    assert_eq!(first.screen().await.map(drop), Err(CoreError::Locked));
    let second = handed(&tablet).await;
    tablet.profiles.lock().await.unwrap();
    assert_eq!(second.screen().await.map(drop), Err(CoreError::Locked));
    assert!(!tablet.profiles.picker().await.unwrap().handed);
    assert!(tablet.enter(&hale, "1470").await.is_ok());
}

#[tokio::test]
async fn nothing_is_handed_over_without_a_pin_or_of_a_student_of_somebody_else() {
    let (phone, mut feed) = (Tablet::phone().await, Feed::of_school());
    phone.join(ORTIZ, Role::Teacher, &mut feed).await;
    phone.profiles.keep("A. O.".into(), None, None).await.unwrap();
    let refused = phone.profiles.hand_over(AMARA.to_string(), C3.to_string()).await.map(drop);
    assert_eq!(refused, Err(CoreError::invalid("pin", "none")));

    let (tablet, mut feed) = (Tablet::new().await, Feed::of_school());
    let (_, core) = tablet.teacher(ORTIZ, "A. O.", "2580", &mut feed).await;
    let refused = tablet.profiles.hand_over(HALE.to_string(), C3.to_string()).await.map(drop);
    assert_eq!(refused, Err(CoreError::not_found("record")));
    assert!(core.teaching().today(None).await.is_ok(), "and the teacher's screens stay open");
}
