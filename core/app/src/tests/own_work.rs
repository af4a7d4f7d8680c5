//! A student's own judgement of their work: drafted, saved, taken back, and set beside the teacher's.

use super::{Device, all_plain, photo, plain};
use crate::capture::Support;
use crate::evidence::Theirs;
use crate::ready::Sureness;
use crate::self_assess::{RowPick, SelfAssessScreen, WorkDraft, WorkPlace};
use crate::{Core, CoreError, PhotoSize, Profiles};
use notyet_model::fact::{Body, Evidence, Lane, Purpose};
use notyet_model::ids::OpId;
use notyet_model::scale::preset_level;
use notyet_store::testing::{AMARA, C3, Feed, ORTIZ, PROJECT, at_bat, day, evidence, level_id};
use serde_json::json;
use std::sync::Arc;

const RUBRIC: &str = "00000000-0000-4000-8000-0000000000aa";
const EDITED: &str = "00000000-0000-4000-8000-0000000000ba";
const CHOOSING: &str = "00000000-0000-4000-8000-0000000000ab";
const EXPLAINING: &str = "00000000-0000-4000-8000-0000000000ac";

/// A school whose outcome C3 has a rubric of two rows.
fn school() -> Feed {
    let mut feed = Feed::of_school();
    let row = |id: &str, title: &str| {
        let cells: Vec<_> =
            (1..=4).map(|n| json!({"level": preset_level(n), "text": format!("{title} {n}")})).collect();
        json!({"id": id, "title": title, "cells": cells})
    };
    let rows = [row(CHOOSING, "Choosing"), row(EXPLAINING, "Explaining")];
    feed.set("rubric", RUBRIC, json!({"outcome": C3, "rows": rows}));
    feed.set("outcome", C3, json!({"rubric": RUBRIC}));
    feed
}

fn new_work() -> WorkPlace {
    WorkPlace::Judged { outcome: C3.to_string() }
}

fn pick(row: &str, level: u8) -> RowPick {
    RowPick { row: row.into(), level: level_id(level).to_string() }
}

fn draft(picks: Vec<RowPick>) -> WorkDraft {
    let (text, link) = ("I quote twice.".to_owned(), "school.org/mine".to_owned());
    let reflection = "I see it in line 3.".to_owned();
    WorkDraft { outcome: None, picks, support: Support::Alone, text, link, reflection }
}

async fn see(core: &Core, place: WorkPlace) -> SelfAssessScreen {
    core.learning().self_assess(place).await.unwrap()
}

fn judgements(device: &Device) -> Vec<notyet_model::fact::Judgement> {
    let read = device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

fn pieces(device: &Device) -> Vec<Evidence> {
    let read = device.core.inner.store.read(|r| r.evidence(AMARA, Some(C3), 9)).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

#[tokio::test]
async fn work_is_judged_row_by_row_and_saved_with_one_tap_in_the_students_own_lane() {
    let mut feed = school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let screen = see(&device.core, new_work()).await;
    let rows: Vec<_> = screen.rows.iter().map(|r| (r.title.as_str(), r.levels.len())).collect();
    assert_eq!(rows, [("Choosing", 4), ("Explaining", 4), ("All in all", 4)]);
    assert_eq!(screen.rows[0].levels[1].describes, ["Choosing 2"]);

    learning.add_draft_photo(new_work(), photo().jpeg).await.unwrap();
    let picks = vec![pick(CHOOSING, 3), pick(EXPLAINING, 2), pick("", 2)];
    learning.save_work(new_work(), draft(picks)).await.unwrap();
    let (judged, work) = (judgements(&device).remove(0), pieces(&device).remove(0));
    assert_eq!((judged.lane, judged.purpose), (Lane::Own, Purpose::Formative));
    assert_eq!((judged.level, judged.rows.len()), (Some(level_id(2)), 2));
    assert_eq!(work.text, "I quote twice.\n\nI see it in line 3.");
    assert_eq!(work.link.map(|l| l.as_str().to_owned()), Some("https://school.org/mine".into()));
    assert_eq!(work.attachments.len(), 1);
    assert!(judged.evidence.is_some());
    let home = learning.home().await.unwrap();
    assert_eq!(home.have_left[0].level, "No work here yet", "one's own judgement is no level");
    assert_eq!(device.core.inner.store.open().unwrap().outbox(9, 1 << 20).unwrap().len(), 0, "held");
    learning.leave_work().await.unwrap();
    assert_eq!(device.core.inner.store.open().unwrap().outbox(9, 1 << 20).unwrap().len(), 2);
    device.sync(&mut feed);
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
}

#[tokio::test]
async fn a_draft_outlives_the_screen_and_the_app_and_is_sent_by_nobody() {
    let mut feed = school();
    let (folder, host) = (tempfile::TempDir::new().unwrap(), Arc::new(super::FakeHost::default()));
    let open = || async {
        let env = Arc::new(notyet_store::testing::TestEnv::new(7));
        Profiles::open_in(super::config(&folder), host.clone(), env).await.unwrap()
    };
    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    let store = core.inner.store.open().unwrap();
    notyet_store::testing::enrol(&store, AMARA, notyet_model::authority::Role::Student).unwrap();
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    core.learning().keep_draft(new_work(), draft(vec![pick(CHOOSING, 3)])).await.unwrap();
    core.learning().add_draft_photo(new_work(), photo().jpeg).await.unwrap();
    drop(store);
    profiles.stop().await;

    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    let screen = see(&core, new_work()).await;
    assert_eq!(screen.draft, draft(vec![pick(CHOOSING, 3)]));
    assert_eq!(screen.photos.len(), 1);
    let bytes = core.syncing().photo(screen.photos[0].attachment.clone(), PhotoSize::Full).await.unwrap();
    assert!(notyet_media::is_clean_photo(&bytes.unwrap()));
    assert_eq!(core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default());

    let gone = screen.photos[0].attachment.clone();
    core.learning().remove_draft_photo(new_work(), gone.clone()).await.unwrap();
    assert!(see(&core, new_work()).await.photos.is_empty());
    assert_eq!(core.syncing().photo(gone, PhotoSize::Full).await.unwrap(), None);
}

#[tokio::test]
async fn what_was_saved_is_taken_back_to_where_it_was_typed() {
    let mut feed = school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    learning.add_draft_photo(new_work(), photo().jpeg).await.unwrap();
    for is_sent in [false, true] {
        learning.save_work(new_work(), draft(vec![pick("", 3)])).await.unwrap();
        let saved = see(&device.core, new_work()).await;
        let bar = learning.outcome(C3.to_string()).await.unwrap().undo;
        assert_eq!(bar.map(|u| (u.text, u.can_undo)), Some(("Saved".into(), true)));
        assert_eq!((saved.draft.text.as_str(), saved.photos.len()), ("", 0), "the draft is empty again");
        if is_sent {
            learning.leave_work().await.unwrap();
            device.sync(&mut feed);
        }
        learning.take_back().await.unwrap();
        let back = see(&device.core, new_work()).await;
        assert_eq!((back.draft, back.photos.len()), (draft(vec![pick("", 3)]), 1));
        assert_eq!((judgements(&device).len(), pieces(&device).len()), (0, 0));
        assert_eq!(learning.outcome(C3.to_string()).await.unwrap().undo, None);
    }
    assert_eq!(learning.take_back().await, Err(CoreError::NotFound { what: "step".into() }));
    // What was sent and taken back can be saved anew, with the same photo.
    learning.save_work(new_work(), draft(vec![pick("", 2)])).await.unwrap();
    learning.leave_work().await.unwrap();
    device.sync(&mut feed);
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
    assert_eq!(pieces(&device).remove(0).attachments.len(), 1);
}

/// A piece that the teacher captured and judged; its name.
fn judged_piece(feed: &mut Feed, level: u8) -> OpId {
    let work = Evidence { text: "Two quotations".into(), ..evidence(C3, vec![]) };
    let piece = feed.record(ORTIZ, Some(AMARA), &Body::Evidence(work));
    let mut judgement = at_bat(C3, level, PROJECT, 0);
    judgement.evidence = Some(piece);
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(judgement));
    piece
}

#[tokio::test]
async fn the_teachers_judgement_of_a_piece_shows_after_ones_own_and_a_difference_is_a_question() {
    let mut feed = school();
    let piece = judged_piece(&mut feed, 3);
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let see_piece = || async { learning.evidence(piece.to_string(), None).await.unwrap() };
    let before = see_piece().await;
    assert_eq!((before.theirs, before.judged.len(), before.is_judged), (Theirs::Folded, 0, false));
    assert_eq!(before.history.iter().map(|h| plain(&h.text)).collect::<Vec<_>>(), ["Ana Ortiz added it."]);

    let place = WorkPlace::Piece { outcome: C3.to_string(), piece: piece.to_string() };
    assert_eq!(see(&device.core, place.clone()).await.piece.map(|p| p.text), Some("Two quotations".into()));
    let judged = WorkDraft { text: String::new(), link: String::new(), ..draft(vec![pick("", 2)]) };
    learning.save_work(place.clone(), judged).await.unwrap();
    let question = "You said Approaching. Ana Ortiz said Demonstrating. What might Ana Ortiz have seen?";
    let after = see_piece().await;
    assert_eq!((after.theirs, all_plain(&after.judged)), (Theirs::Shown, vec![question.to_owned()]));
    assert_eq!(
        after.history.iter().map(|h| plain(&h.text)).collect::<Vec<_>>(),
        ["Ana Ortiz added it.", "Ana Ortiz judged it.", "You added to it.", "You judged it."]
    );

    // Judged again: the later word of the student stands, and they agree.
    let again = WorkDraft { reflection: String::new(), ..draft(vec![pick("", 3)]) };
    let again = WorkDraft { text: String::new(), link: String::new(), ..again };
    learning.save_work(place, again).await.unwrap();
    assert_eq!(all_plain(&see_piece().await.judged), ["You both said Demonstrating."]);
}

#[tokio::test]
async fn a_teachers_judgement_is_shown_before_ones_own_only_to_who_asks() {
    let mut feed = school();
    let piece = judged_piece(&mut feed, 3);
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    learning.show_judgement(piece.to_string()).await.unwrap();
    let shown = learning.evidence(piece.to_string(), Some(C3.to_string())).await.unwrap();
    assert_eq!((shown.theirs, shown.is_judged), (Theirs::Shown, false));
    assert_eq!(all_plain(&shown.judged), ["Ana Ortiz said Demonstrating."]);
    let outcome = learning.outcome(C3.to_string()).await.unwrap();
    assert_eq!(outcome.pieces.iter().map(|p| plain(&p.note)).collect::<Vec<_>>(), ["12 Nov"]);
}

#[tokio::test]
async fn a_rubric_that_is_edited_meanwhile_takes_no_word_that_was_typed() {
    let mut feed = school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let typed = draft(vec![pick(CHOOSING, 3), pick(EXPLAINING, 2)]);
    learning.keep_draft(new_work(), typed.clone()).await.unwrap();
    let cells: Vec<_> =
        (1..=4).map(|n| json!({"level": preset_level(n), "text": format!("Said anew {n}")})).collect();
    let rows = json!([{"id": CHOOSING, "title": "Choosing", "cells": cells}]);
    feed.set("rubric", EDITED, json!({"outcome": C3, "rows": rows}));
    feed.set("outcome", C3, json!({"rubric": EDITED}));
    device.sync(&mut feed);

    let now = see(&device.core, new_work()).await;
    assert_eq!((now.rows.len(), &now.draft.reflection), (1, &typed.reflection));
    assert!(format!("{:?}", now.rows).contains("Said anew 3"));
    learning.save_work(new_work(), now.draft).await.unwrap();
    let saved = judgements(&device).remove(0);
    assert_eq!(saved.rows.iter().map(|row| row.row_id.to_string()).collect::<Vec<_>>(), [CHOOSING]);
    assert_eq!(pieces(&device)[0].text, format!("{}\n\n{}", typed.text, typed.reflection));
}

#[tokio::test]
async fn what_cannot_be_saved_is_named_and_stays_where_it_was_typed() {
    let mut feed = school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let usual = || draft(vec![pick("", 3)]);
    let unknown = RowPick { row: String::new(), level: RUBRIC.into() };
    for (field, rule, wrong) in [
        ("level", "empty", draft(vec![])),
        ("level", "unknown", draft(vec![unknown])),
        ("work", "too-long", WorkDraft { text: "x".repeat(1_701), ..usual() }),
        ("reflection", "too-long", WorkDraft { reflection: "x".repeat(201), ..usual() }),
        ("link", "not-an-address", WorkDraft { link: "two words".into(), ..usual() }),
    ] {
        let refused = learning.save_work(new_work(), wrong.clone()).await;
        assert_eq!(refused, Err(CoreError::Invalid { field: field.into(), rule: rule.into() }));
        assert_eq!(see(&device.core, new_work()).await.draft, wrong);
    }
    let refused = learning.add_draft_photo(new_work(), b"no photo".to_vec()).await;
    assert_eq!(refused, Err(CoreError::Invalid { field: "photo".into(), rule: "not-a-photo".into() }));
    assert_eq!((judgements(&device).len(), pieces(&device).len()), (0, 0));
    assert_eq!(day(0), device.core.inner.work_time().unwrap().1);
}

#[tokio::test]
async fn a_student_says_how_ready_they_are_and_practice_speaks_only_then() {
    let mut feed = school();
    let mut practice = at_bat(C3, 3, PROJECT, 0);
    practice.purpose = Purpose::Formative;
    feed.record(ORTIZ, Some(AMARA), &Body::Judgement(practice));
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let ready = || async { learning.outcome(C3.to_string()).await.unwrap().ready };
    assert_eq!((ready().await.said, ready().await.practice.as_str()), (None, ""));
    learning.say_ready(C3.to_string(), Sureness::NotYet).await.unwrap();
    let said = ready().await;
    assert_eq!(
        (said.said, said.next.as_str()),
        (Some(Sureness::NotYet), "First, agree on a next step with your teacher.")
    );
    assert_eq!(plain(&said.practice), "Your last practice piece: 1 at Demonstrating.");
    learning.take_back().await.unwrap();
    learning.say_ready(C3.to_string(), Sureness::Ready).await.unwrap();
    assert_eq!((ready().await.said, ready().await.next.as_str()), (Some(Sureness::Ready), ""));
}

#[tokio::test]
async fn an_outcome_stands_in_the_students_own_words_and_the_latest_stand() {
    let mut feed = school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let see = || async { learning.outcome(C3.to_string()).await.unwrap() };
    learning.keep_words(C3.to_string(), "I prove".into()).await.unwrap();
    assert_eq!((see().await.own_words.as_str(), see().await.own_words_draft.as_str()), ("", "I prove"));
    learning.save_words(C3.to_string(), "I prove what I say.".into()).await.unwrap();
    learning.save_words(C3.to_string(), "I show why it is so.".into()).await.unwrap();
    assert_eq!(
        (see().await.own_words.as_str(), see().await.own_words_draft.as_str()),
        ("I show why it is so.", "")
    );
    learning.take_back().await.unwrap();
    let back = see().await;
    assert_eq!(
        (back.own_words.as_str(), back.own_words_draft.as_str()),
        ("I prove what I say.", "I show why it is so.")
    );
    let refused = learning.save_words(C3.to_string(), " ".into()).await;
    assert_eq!(refused, Err(CoreError::Invalid { field: "words".into(), rule: "empty".into() }));
}

#[tokio::test]
async fn a_sentence_of_why_opens_the_piece_that_it_is_about() {
    let mut feed = school();
    let piece = judged_piece(&mut feed, 3);
    let device = Device::of_amara(&mut feed).await;
    let why = device.core.learning().outcome(C3.to_string()).await.unwrap().why;
    assert_eq!(plain(&why[0].text), "You showed Demonstrating on 12 Nov: Project.");
    assert_eq!(
        why.iter().map(|line| line.piece.clone()).collect::<Vec<_>>()[..2],
        [Some(piece.to_string()), None]
    );
}

#[tokio::test]
async fn work_is_added_for_an_outcome_without_judging_it() {
    let mut feed = school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    let work = || WorkDraft { outcome: Some(C3.to_string()), ..draft(vec![]) };
    let nowhere = learning.save_work(WorkPlace::Added, draft(vec![])).await;
    assert_eq!(nowhere, Err(CoreError::Invalid { field: "outcome".into(), rule: "empty".into() }));
    let bare = WorkDraft { text: String::new(), link: String::new(), reflection: String::new(), ..work() };
    let nothing = learning.save_work(WorkPlace::Added, bare).await;
    assert_eq!(nothing, Err(CoreError::Invalid { field: "work".into(), rule: "empty".into() }));

    learning.add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    learning.save_work(WorkPlace::Added, work()).await.unwrap();
    assert_eq!((judgements(&device).len(), pieces(&device).remove(0).attachments.len()), (0, 1));
    let screen = learning.add_evidence().await.unwrap();
    assert_eq!((screen.draft.text.as_str(), screen.photos.len(), screen.undo.is_some()), ("", 0, true));
    learning.take_back().await.unwrap();
    let back = learning.add_evidence().await.unwrap();
    assert_eq!((back.draft, back.photos.len(), back.undo), (work(), 1, None));
    let chosen: Vec<_> = back.outcomes.iter().map(|o| (o.code.as_str(), o.chosen)).collect();
    assert_eq!(chosen, [("C3", true), ("C4", false)]);
}
