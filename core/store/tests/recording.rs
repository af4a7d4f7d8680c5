//! What is recorded on the device: kept, held, released, undone, and never more than the person may write.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::calendar::Day;
use notyet_model::fact::{Body, Lane, Purpose};
use notyet_model::ids::{ClassId, OpId, OutcomeId, UserId};
use notyet_protocol::op::RawOp;
use notyet_store::testing::*;
use notyet_store::{DbKey, EntryState, Send, Store, StoreError, TestEnv, Topic, Topics};
use std::path::Path;
use std::sync::{Arc, Mutex};

const KEY: DbKey = DbKey([7; 32]);

fn open(folder: &Path) -> Store {
    Store::open(folder, &KEY, Arc::new(TestEnv::new(1))).unwrap()
}

/// A teacher's store that has pulled the school.
fn teacher(folder: &Path) -> (Store, Feed) {
    let store = open(folder);
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    (store, feed)
}

fn record(store: &Store, level: u8, send: Send) -> OpId {
    let body = Body::Judgement(at_bat(C3, level, ESSAY, 0));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, send)).unwrap().0
}

fn level_of(store: &Store, student: UserId) -> Option<(Option<u32>, u32)> {
    let rows = store.read(|r| r.levels_of_student(student)).unwrap();
    rows.first().map(|row| (row.level, row.counted))
}

fn refusal(store: &Store, subject: (ClassId, UserId), body: &Body) -> Option<Refusal> {
    match store.write(|tx| tx.append(Some(subject), body, Send::Now)) {
        Err(StoreError::Refused(why)) => Some(why),
        Err(other) => panic!("{other}"),
        Ok(_) => None,
    }
}

#[test]
fn what_was_recorded_is_there_after_the_store_was_closed() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let id = record(&store, 3, Send::Now);
    drop(store);
    let entries = open(folder.path()).read(|r| r.judgements(AMARA, Some(C3))).unwrap();
    assert_eq!(entries.iter().map(|e| (e.id, e.state)).collect::<Vec<_>>(), [(id, EntryState::Waiting)]);
    assert_eq!(entries[0].body, at_bat(C3, 3, ESSAY, 0));
}

#[test]
fn a_held_record_is_not_offered_until_its_student_is_left() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let id = record(&store, 3, Send::Held);
    assert_eq!(store.outbox(10, 1 << 20).unwrap(), []);
    assert_eq!(store.write(|tx| tx.release(Some(BEN))).unwrap().0, 0);
    assert_eq!(store.write(|tx| tx.release(Some(AMARA))).unwrap().0, 1);
    assert_eq!(store.outbox(10, 1 << 20).unwrap()[0].read().unwrap().id, id);
    assert!(!store.write(|tx| tx.remove_held(id)).unwrap().0, "a released record cannot be removed");
}

#[test]
fn what_was_held_when_the_program_ended_is_sent_at_the_next_start() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    record(&store, 3, Send::Held);
    drop(store);
    assert_eq!(open(folder.path()).outbox(10, 1 << 20).unwrap().len(), 1);
}

#[test]
fn undoing_a_held_record_leaves_no_row_and_no_byte_of_it() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_unencrypted(folder.path(), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let kept = Body::Feedback(feedback(C3, "quote a hummingbird"));
    let undone = Body::Feedback(feedback(C3, "quote a nightingale"));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &kept, Send::Held)).unwrap();
    let (id, _) = store.write(|tx| tx.append(Some((CLASS, AMARA)), &undone, Send::Held)).unwrap();
    assert!(store.write(|tx| tx.remove_held(id)).unwrap().0);
    assert_eq!(store.read(|r| r.feedback(AMARA, None)).unwrap().len(), 1);
    assert_eq!(store.read(|r| r.not_sent()).unwrap().held, 1);
    drop(store);
    let bytes: Vec<u8> = std::fs::read_dir(folder.path())
        .unwrap()
        .filter_map(|entry| std::fs::read(entry.unwrap().path()).ok())
        .flatten()
        .collect();
    let holds = |word: &[u8]| bytes.windows(word.len()).any(|window| window == word);
    assert!(holds(b"hummingbird"), "the search would find what is there");
    assert!(!holds(b"nightingale"));
}

#[test]
fn no_readable_byte_of_a_record_reaches_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let body = Body::Feedback(feedback(C3, "quote a hummingbird"));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).unwrap();
    let log = std::fs::read(folder.path().join("notyet.db-wal")).unwrap();
    drop(store);
    let database = std::fs::read(folder.path().join("notyet.db")).unwrap();
    for bytes in [log, database] {
        assert!(bytes.len() > 4096);
        assert!(!bytes.windows(11).any(|window| window == b"hummingbird"));
        assert!(!bytes.starts_with(b"SQLite format 3"));
    }
}

#[test]
fn stamps_are_never_given_twice_even_after_undo_and_a_clock_set_back() {
    let folder = tempfile::tempdir().unwrap();
    let env = Arc::new(TestEnv::new(1));
    let store = Store::open(folder.path(), &KEY, env.clone()).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let undone = record(&store, 3, Send::Held);
    store.write(|tx| tx.remove_held(undone)).unwrap();
    drop(store);
    env.advance_ms(-86_400_000);
    let store = Store::open(folder.path(), &KEY, env).unwrap();
    record(&store, 3, Send::Now);
    let op = store.outbox(1, 1 << 20).unwrap()[0].read().unwrap();
    assert_eq!(op.dseq, 2);
    assert!(op.hlc.ms() >= START_MS);
}

#[test]
fn a_level_follows_at_once_and_goes_with_the_undo() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    assert_eq!(level_of(&store, AMARA), None);
    let id = record(&store, 2, Send::Held);
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 1)));
    store.write(|tx| tx.remove_held(id)).unwrap();
    assert_eq!(level_of(&store, AMARA), None);
}

#[test]
fn practice_gives_no_level_and_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let mut practice = at_bat(C3, 3, ESSAY, 2);
    practice.purpose = Purpose::Formative;
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &Body::Judgement(practice), Send::Now)).unwrap();
    let row = store.read(|r| r.levels_of_class(CLASS)).unwrap()[0];
    assert_eq!((row.level, row.practice, row.counted, row.last_day), (None, Some(2), 0, Some(day(2))));
}

#[test]
fn the_levels_of_a_class_are_those_of_its_students_on_its_course() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let elsewhere = OutcomeId::from_bytes([0x9f; 16]);
    for (student, outcome) in [(AMARA, C3), (BEN, C4), (BEN, elsewhere)] {
        feed.record(HALE, Some(student), &Body::Judgement(at_bat(outcome, 1, ESSAY, 0)));
    }
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    record(&store, 2, Send::Held);
    let rows = store.read(|r| r.levels_of_class(CLASS)).unwrap();
    let rows: Vec<_> = rows.iter().map(|r| (r.student, r.outcome, r.level, r.counted)).collect();
    assert_eq!(rows, [(AMARA, C3, Some(0), 2), (BEN, C4, Some(0), 1)], "own unsent work counts");
    let unknown = ClassId::from_bytes([0x5f; 16]);
    assert_eq!(store.read(|r| r.levels_of_class(unknown)).unwrap(), []);
}

#[test]
fn a_retraction_takes_a_result_back_and_marks_it() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let (first, second) = (record(&store, 2, Send::Now), record(&store, 4, Send::Now));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &retraction(&[first]), Send::Now)).unwrap();
    assert_eq!(level_of(&store, AMARA).map(|(_, counted)| counted), Some(1));
    let entries = store.read(|r| r.judgements(AMARA, None)).unwrap();
    let marks: Vec<_> = entries.iter().map(|e| (e.id, e.retracted)).collect();
    assert_eq!(marks, [(first, true), (second, false)]);
    assert_eq!(store.read(|r| r.retracted(AMARA)).unwrap(), [first].into());
}

#[test]
fn last_days_count_what_stands_and_only_what_teachers_judged() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let add = |body: &Body| store.write(|tx| tx.append(Some((CLASS, AMARA)), body, Send::Now)).unwrap().0;
    add(&Body::Judgement(at_bat(C3, 3, ESSAY, 1)));
    let later = add(&Body::Judgement(at_bat(C4, 3, ESSAY, 5)));
    add(&Body::Feedback(feedback(C3, "next")));
    let last = |store: &Store| -> (Option<Day>, Option<Day>) {
        store
            .read(|r| Ok((r.last_record(CLASS)?.remove(&AMARA), r.last_feedback(CLASS)?.remove(&AMARA))))
            .unwrap()
    };
    assert_eq!(last(&store), (Some(day(5)), Some(day(0))));
    add(&retraction(&[later]));
    assert_eq!(last(&store), (Some(day(1)), Some(day(0))));
}

#[test]
fn nobody_records_what_their_role_and_relations_do_not_allow() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let judgement = Body::Judgement(at_bat(C3, 3, ESSAY, 0));
    let mut own = at_bat(C3, 3, ESSAY, 0);
    own.lane = Lane::Own;
    assert_eq!(refusal(&store, (CLASS, AMARA), &judgement), None);
    assert_eq!(refusal(&store, (CLASS, AMARA), &Body::Judgement(own)), None, "handed over");
    assert_eq!(refusal(&store, (CLASS, HALE), &judgement), Some(Refusal::NotThisStudent));
    let elsewhere = ClassId::from_bytes([9; 16]);
    let refused = refusal(&store, (elsewhere, AMARA), &judgement);
    assert_eq!(refused, Some(Refusal::NotYourClass), "all rosters are here, and none has them in that class");
}

#[test]
fn a_record_that_names_what_does_not_fit_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let bens = feed.record(HALE, Some(BEN), &Body::Judgement(at_bat(C3, 3, ESSAY, 0)));
    let mut own = at_bat(C3, 4, ESSAY, 0);
    own.lane = Lane::Own;
    let amaras_own = feed.record(AMARA, Some(AMARA), &Body::Judgement(own));
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    let correcting = |id| {
        let mut judgement = at_bat(C3, 3, ESSAY, 0);
        judgement.supersedes = vec![id];
        Body::Judgement(judgement)
    };
    assert_eq!(refusal(&store, (CLASS, AMARA), &correcting(bens)), Some(Refusal::BadReference));
    assert_eq!(refusal(&store, (CLASS, AMARA), &correcting(amaras_own)), Some(Refusal::BadReference));
    assert_eq!(refusal(&store, (CLASS, AMARA), &retraction(&[bens])), Some(Refusal::BadReference));
    assert_eq!(refusal(&store, (CLASS, AMARA), &retraction(&[])), Some(Refusal::Malformed));
    assert_eq!(refusal(&store, (CLASS, AMARA), &Body::Feedback(feedback(C3, ""))), Some(Refusal::Malformed));
}

#[test]
fn a_student_takes_back_only_what_they_recorded_themselves() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    let teachers = feed.record(ORTIZ, Some(AMARA), &Body::Judgement(at_bat(C3, 1, ESSAY, 0)));
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    assert_eq!(refusal(&store, (CLASS, AMARA), &retraction(&[teachers])), Some(Refusal::BadReference));
    let mut own = at_bat(C3, 3, ESSAY, 0);
    own.lane = Lane::Own;
    let (id, _) =
        store.write(|tx| tx.append(Some((CLASS, AMARA)), &Body::Judgement(own), Send::Now)).unwrap();
    assert_eq!(refusal(&store, (CLASS, AMARA), &retraction(&[id])), None);
}

#[test]
fn nothing_is_recorded_while_nobody_is_signed_in_and_the_database_stays_its_owners() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let body = Body::Judgement(at_bat(C3, 3, ESSAY, 0));
    let nobody = store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now));
    assert!(matches!(nobody, Err(StoreError::SignedOut)));
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    assert!(matches!(enrol(&store, HALE, Role::Teacher), Err(StoreError::Refused(Refusal::NotYou))));
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
}

#[test]
fn a_write_that_ends_in_an_error_or_a_panic_leaves_nothing_and_the_door_open() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let body = Body::Judgement(at_bat(C3, 3, ESSAY, 0));
    let gave_up: Result<((), _), _> = store.write(|tx| {
        tx.append(Some((CLASS, AMARA)), &body, Send::Now)?;
        Err(StoreError::NotFound)
    });
    assert!(matches!(gave_up, Err(StoreError::NotFound)));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        store.write(|tx| -> Result<(), StoreError> {
            tx.append(Some((CLASS, AMARA)), &body, Send::Now)?;
            panic!("in the middle of a write")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(store.read(|r| r.judgements(AMARA, None)).unwrap(), []);
    record(&store, 3, Send::Now);
    assert_eq!(store.outbox(9, 1 << 20).unwrap()[0].read().unwrap().dseq, 1);
}

#[test]
fn a_listener_hears_of_each_commit_with_its_topics_and_may_use_the_store_itself() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let heard = Arc::new(Mutex::new(Vec::new()));
    let (ears, inside) = (heard.clone(), store.clone());
    store.on_written(Box::new(move |written| {
        // Both would wait for ever if a lock were held.
        let held = inside.read(|r| r.not_sent()).unwrap().held;
        inside.write(|_| Ok(())).unwrap();
        ears.lock().unwrap().push((written.topics, written.revision, held));
    }));
    let before = store.revision();
    record(&store, 3, Send::Held);
    store.write(|_| Ok(())).unwrap();
    let topics = Topics::from(Topic::Work).with(Topic::Sync);
    assert_eq!(*heard.lock().unwrap(), [(topics, before + 1, 1)]);
    assert_eq!(store.revision(), before + 1);
}

#[test]
fn a_read_sees_one_state_whatever_is_written_meanwhile() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let counts = store.read(|r| {
        let before = r.not_sent()?.waiting;
        record(&store, 3, Send::Now);
        Ok((before, r.not_sent()?.waiting, r.revision() < store.revision()))
    });
    assert_eq!(counts.unwrap(), (0, 0, true));
    assert_eq!(store.read(|r| r.not_sent()).unwrap().waiting, 1);
}

#[test]
fn what_waits_is_listed_oldest_first_with_what_is_held() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let (first, second) = (record(&store, 3, Send::Now), record(&store, 3, Send::Held));
    let rows = store.read(|r| r.waiting(10)).unwrap();
    assert_eq!(rows.iter().map(|w| (w.id, w.held)).collect::<Vec<_>>(), [(first, false), (second, true)]);
    assert_eq!(
        (rows[0].kind.as_str(), rows[0].student, rows[0].outcome, rows[0].recorded_at_ms),
        ("judgement", Some(AMARA), Some(C3), START_MS)
    );
    let counts = store.read(|r| r.not_sent()).unwrap();
    assert_eq!((counts.held, counts.waiting, counts.refused, counts.photos), (1, 1, 0, 0));
}

#[test]
fn a_new_token_stands_in_the_old_ones_place_and_nothing_else_changes() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let nobody = store.write(|tx| tx.renew_token("new"));
    assert!(matches!(nobody, Err(StoreError::NotFound)), "{nobody:?}");
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let session = || store.read(|r| r.session()).unwrap().unwrap();
    let before = session();
    store.write(|tx| tx.renew_token("new")).unwrap();
    let mut expected = before;
    expected.enrolment.token = "new".into();
    assert_eq!(session(), expected);
}

#[test]
fn what_is_on_its_way_is_not_sent_again_and_what_is_let_go_meanwhile_follows() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let ids: Vec<OpId> = (0..6).map(|n| record(&store, 1 + n % 4, Send::Now)).collect();
    let all = store.outbox(9, 1 << 20).unwrap();
    let after = |under_way: &[RawOp], max_ops| -> Vec<OpId> {
        let next = store.outbox_beside(under_way, max_ops, 1 << 20).unwrap();
        next.iter().map(|op| op.read().unwrap().id).collect()
    };
    assert_eq!(after(&[], 9), ids);
    assert_eq!(after(&all[..2], 3), ids[2..5]);
    assert_eq!(after(&all[2..4], 9), [&ids[..2], &ids[4..]].concat());
    assert_eq!(after(&all[1..], 9), ids[..1]);
    let with_a_gap = [all[0].clone(), all[2].clone()];
    assert_eq!(after(&with_a_gap, 9), [&ids[1..2], &ids[3..]].concat());
    assert_eq!(after(&all, 9), []);

    let held = record(&store, 2, Send::Held);
    let last = record(&store, 3, Send::Now);
    let all = store.outbox(9, 1 << 20).unwrap();
    assert_eq!((all.len(), after(&all, 9)), (7, vec![]));
    store.write(|tx| tx.release(None)).unwrap();
    assert_eq!(after(&all, 9), [held], "it stands between others that are on their way");
    assert_eq!(after(&all[..6], 9), [held, last]);
}
