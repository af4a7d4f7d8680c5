//! A student as their teacher sees them: the profile, an outcome, a piece with its history, and a corrected level.

use super::{Device, all_plain, level, photo, plain};
use crate::student_evidence::StudentEvidenceScreen;
use crate::student_outcome::StudentOutcomeScreen;
use crate::{CoreError, LevelInput};
use notyet_model::fact::{Body, Confidence, Evidence, Judgement, Lane, Purpose, Readiness};
use notyet_model::ids::OpId;
use notyet_store::testing::{
    AMARA, BEN, C3, C4, ESSAY, Feed, HALE, ORTIZ, PROJECT, at_bat, evidence, level_id, retraction,
};

/// A piece of Amara's and what Jo Hale judged of it, two days ago.
fn judged_piece(feed: &mut Feed, level: u8) -> (OpId, OpId) {
    let work = Evidence { text: "Two quotations".into(), ..evidence(C3, vec![]) };
    let piece = feed.record(AMARA, Some(AMARA), &Body::Evidence(work));
    let judgement = Judgement { evidence: Some(piece), ..at_bat(C3, level, ESSAY, -2) };
    (piece, feed.record(HALE, Some(AMARA), &Body::Judgement(judgement)))
}

async fn outcome(device: &Device) -> StudentOutcomeScreen {
    device.core.teaching().student_outcome(AMARA.to_string(), C3.to_string()).await.unwrap()
}

async fn page(device: &Device, piece: impl ToString) -> StudentEvidenceScreen {
    device.core.teaching().student_evidence(AMARA.to_string(), piece.to_string()).await.unwrap()
}

fn history(page: &StudentEvidenceScreen) -> Vec<String> {
    page.judgements.iter().flat_map(|card| &card.history).map(|line| plain(&line.text)).collect()
}

#[tokio::test]
async fn the_profile_says_every_outcome_in_the_courses_order_and_when_there_was_work_last() {
    let mut feed = Feed::of_school();
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, -3)));
    let (task, next_step, day) = (None, String::new(), notyet_store::testing::day(0));
    let ready = Readiness { outcome: C4, task, confidence: Confidence::Ready, next_step, day };
    feed.record(AMARA, Some(AMARA), &Body::Readiness(ready));
    let device = Device::of_teacher(&mut feed).await;
    let see = || async { device.core.teaching().student(AMARA.to_string()).await.unwrap() };
    let rows = |screen: &crate::student::StudentScreen| -> Vec<_> {
        screen.outcomes.iter().map(|row| (row.code.clone(), plain(&row.note))).collect()
    };
    assert_eq!(
        rows(&see().await),
        [
            ("C3".to_owned(), "Approaching · 3 days ago".to_owned()),
            ("C4".to_owned(), "No work here yet".to_owned())
        ]
    );
    assert_eq!(
        plain(&see().await.outcomes[0].spoken),
        "I can back a claim Approaching. Next: Demonstrating. Last work: 3 days ago."
    );
    let waits: Vec<_> = see().await.waits.iter().map(|w| (plain(&w.text), w.outcome.clone())).collect();
    assert_eq!(waits, [("Ready to show C4".to_owned(), C4.to_string())]);

    // Work counts as work before it is judged.
    device.core.teaching().record_photo(photo()).await.unwrap();
    assert_eq!(plain(&see().await.outcomes[0].note), "Approaching · today");
}

#[tokio::test]
async fn every_sentence_and_point_about_a_result_opens_what_was_judged() {
    let mut feed = Feed::of_school();
    let (piece, _) = judged_piece(&mut feed, 2);
    let bare = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 2, PROJECT, -1)));
    let device = Device::of_teacher(&mut feed).await;
    let screen = outcome(&device).await;
    let why: Vec<_> = screen.why.iter().map(|line| (plain(&line.text), line.piece.clone())).collect();
    assert_eq!(
        why[..2],
        [
            ("You showed Approaching on 10 Nov: Letter or essay.".to_owned(), Some(piece.to_string())),
            ("You showed Approaching on 11 Nov: Project.".to_owned(), Some(bare.to_string())),
        ]
    );
    let points = screen.curve.unwrap().points.into_iter().map(|p| p.piece);
    assert_eq!(points.collect::<Vec<_>>(), [Some(piece.to_string()), Some(bare.to_string())]);
    let pieces: Vec<_> = screen.pieces.iter().map(|p| (plain(&p.title), plain(&p.note))).collect();
    assert_eq!(
        pieces,
        [
            ("Two quotations".to_owned(), "12 Nov · Jo Hale: Approaching".to_owned()),
            ("Project".to_owned(), "11 Nov · Ana Ortiz: Approaching".to_owned()),
        ]
    );
    assert_eq!(all_plain(&screen.change)[0], "Next: Demonstrating.");
    assert_eq!(page(&device, bare).await.title, "Judged without a piece");
    assert_eq!(plain(&page(&device, piece).await.caption), "Added by Amara Okafor, 12 Nov");
}

#[tokio::test]
async fn a_correction_supersedes_and_the_earlier_word_stays_on_record() {
    let mut feed = Feed::of_school();
    let (piece, first) = judged_piece(&mut feed, 1);
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let card = page(&device, piece).await.judgements.remove(0);
    assert_eq!((card.level.as_str(), plain(&card.caption)), ("Not yet", "Jo Hale, 12 Nov".to_owned()));
    assert_eq!(card.circumstances, "At-bat · Alone · Letter or essay");
    assert_eq!(card.levels.iter().map(|l| l.chosen).collect::<Vec<_>>(), [true, false, false, false]);

    teaching.correct_level(card.judgement.clone(), level_id(3).to_string()).await.unwrap();
    let corrected = page(&device, piece).await;
    let card = &corrected.judgements[0];
    assert_eq!((corrected.judgements.len(), card.level.as_str()), (1, "Demonstrating"));
    assert_eq!(plain(&card.caption), "Corrected by Ana Ortiz, 12 Nov");
    assert_eq!(history(&corrected), ["Jo Hale said Not yet.", "You corrected it to Demonstrating."]);
    assert_eq!(outcome(&device).await.head.level, "Approaching", "shown once is the level below");

    // A slip: the second correction of the visit takes the place of the first, and undo leads back step by step.
    teaching.correct_level(card.judgement.clone(), level_id(2).to_string()).await.unwrap();
    assert_eq!(
        history(&page(&device, piece).await),
        ["Jo Hale said Not yet.", "You corrected it to Approaching."]
    );
    let level = || async { page(&device, piece).await.judgements.remove(0).level };
    teaching.undo().await.unwrap();
    assert_eq!(level().await, "Demonstrating");
    teaching.undo().await.unwrap();
    let back = page(&device, piece).await;
    assert_eq!(back.judgements[0].level, "Not yet");
    assert_eq!(
        back.undo.map(|bar| (plain(&bar.text), bar.can_undo, bar.can_redo)),
        Some(("Taken back".into(), false, true))
    );
    teaching.redo().await.unwrap();
    assert_eq!(level().await, "Demonstrating");

    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default());
    let sent = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    let correction = sent.iter().find(|entry| entry.id != first).unwrap();
    assert_eq!((sent.len(), &correction.body.supersedes[..]), (2, &[first][..]));
    assert_eq!((correction.body.evidence, correction.body.context), (Some(piece), Some(ESSAY)));
}

#[tokio::test]
async fn a_co_teachers_correction_and_what_was_taken_back_are_shown_as_such() {
    let mut feed = Feed::of_school();
    let judgement = at_bat(C3, 2, ESSAY, -2);
    let first = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(judgement.clone()));
    let correction = Judgement { supersedes: vec![first], level: Some(level_id(3)), ..judgement };
    let second = feed.record(HALE, Some(AMARA), &Body::Judgement(correction));
    let device = Device::of_teacher(&mut feed).await;
    let seen = page(&device, first).await;
    assert_eq!(plain(&seen.judgements[0].caption), "Corrected by Jo Hale, 12 Nov");
    assert_eq!(history(&seen), ["You said Approaching.", "Jo Hale corrected it to Demonstrating."]);

    feed.record(HALE, Some(AMARA), &retraction(&[second]));
    device.sync(&mut feed);
    let seen = page(&device, first).await;
    assert_eq!(seen.judgements[0].level, "Approaching");
    assert_eq!(
        history(&seen),
        ["You said Approaching.", "Jo Hale corrected it to Demonstrating.", "Jo Hale took it back."]
    );
    assert_eq!(page(&device, second).await.judgements[0].judgement, first.to_string());

    feed.record(ORTIZ, Some(AMARA), &retraction(&[first]));
    device.sync(&mut feed);
    let gone = page(&device, first).await.judgements.remove(0);
    assert_eq!((gone.level.as_str(), gone.sign, gone.levels.len()), ("Taken back", None, 0));
}

#[tokio::test]
async fn of_two_corrections_at_once_the_later_stands_and_a_third_settles_both() {
    let mut feed = Feed::of_school();
    let judgement = at_bat(C3, 1, ESSAY, -2);
    let first = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(judgement.clone()));
    let to = |level| Judgement { supersedes: vec![first], level: Some(level_id(level)), ..judgement.clone() };
    let theirs = feed.record(HALE, Some(AMARA), &Body::Judgement(to(4)));
    let mine = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(to(2)));
    let device = Device::of_teacher(&mut feed).await;
    let seen = page(&device, first).await;
    assert_eq!((seen.judgements.len(), seen.judgements[0].level.as_str()), (1, "Approaching"));
    assert_eq!(history(&seen).len(), 3);
    device.core.teaching().correct_level(first.to_string(), level_id(3).to_string()).await.unwrap();
    let sent = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    let correction = sent.iter().find(|e| ![first, theirs, mine].contains(&e.id)).unwrap();
    assert_eq!(correction.body.supersedes, [theirs, mine]);
}

#[tokio::test]
async fn what_is_not_the_teachers_to_correct_offers_no_level() {
    let mut feed = Feed::of_school();
    let own = Judgement { lane: Lane::Own, purpose: Purpose::Formative, ..at_bat(C3, 2, ESSAY, -1) };
    let own = feed.record(AMARA, Some(AMARA), &Body::Judgement(own));
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let card = page(&device, own).await.judgements.remove(0);
    assert_eq!(
        (card.levels.len(), card.circumstances.as_str()),
        (0, "Own judgement · Alone · Letter or essay")
    );
    let refused = teaching.correct_level(own.to_string(), level_id(3).to_string()).await;
    assert_eq!(refused, Err(CoreError::NotFound { what: "judgement".into() }));

    // What this visit recorded is replaced beside the student, without a trace.
    teaching.record_level(level(2)).await.unwrap();
    let held = outcome(&device).await.pieces.remove(0).piece;
    let card = page(&device, held.clone()).await.judgements.remove(0);
    assert_eq!((card.levels.len(), card.why_not.starts_with("Saved in this visit.")), (0, true));
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    assert_eq!(page(&device, held.clone()).await.judgements[0].levels.len(), 4);
    let unknown = teaching.correct_level(held, own.to_string()).await;
    assert_eq!(unknown, Err(CoreError::Invalid { field: "level".into(), rule: "unknown".into() }));
}

#[tokio::test]
async fn a_correction_is_no_level_of_the_conference_that_goes_on() {
    let mut feed = Feed::of_school();
    let (piece, _) = judged_piece(&mut feed, 1);
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_photo(photo()).await.unwrap();
    let card = page(&device, piece).await.judgements.remove(0);
    teaching.correct_level(card.judgement, level_id(2).to_string()).await.unwrap();
    let see = || async { teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap() };
    assert!(!see().await.levels.iter().any(|level| level.chosen));
    teaching.record_level(LevelInput { kind: Some(PROJECT.to_string()), ..level(3) }).await.unwrap();
    let judged = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    assert_eq!(judged.len(), 3, "two pieces of work, one of them corrected");
    // Back and forth the correction keeps the piece that was judged.
    for _ in 0..2 {
        teaching.undo().await.unwrap();
    }
    teaching.redo().await.unwrap();
    let again = page(&device, piece).await;
    assert_eq!(history(&again), ["Jo Hale said Not yet.", "You corrected it to Approaching."]);
}

#[tokio::test]
async fn a_students_pages_hold_no_other_students_name() {
    let mut feed = Feed::of_school();
    let (piece, _) = judged_piece(&mut feed, 2);
    feed.record(ORTIZ, Some(BEN), &Body::Judgement(at_bat(C3, 2, ESSAY, -1)));
    let device = Device::of_teacher(&mut feed).await;
    let student = device.core.teaching().student(AMARA.to_string()).await;
    let everything = format!("{student:?} {:?} {:?}", outcome(&device).await, page(&device, piece).await);
    assert!(!everything.contains("Ben"), "{everything}");
    let other = device.core.teaching().student_evidence(BEN.to_string(), piece.to_string()).await;
    assert_eq!(other, Err(CoreError::NotFound { what: "record".into() }));
}
