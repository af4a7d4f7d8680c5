//! Taking in what the server says: whole or not at all, each thing once, and nothing lost in any order.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::Body;
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{JoinRequest, SyncAnswer};
use notyet_store::testing::*;
use notyet_store::{DbKey, EntryState, FeedFault, Send, Store, StoreError, TestEnv};
use serde_json::json;
use std::path::Path;
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);

fn open(folder: &Path, user: UserId, role: Role) -> Store {
    let store = Store::open(folder, &KEY, Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, user, role).unwrap();
    store
}

/// A teacher's empty store and a school's feed.
fn teacher(folder: &Path) -> (Store, Feed) {
    (open(folder, ORTIZ, Role::Teacher), Feed::of_school())
}

fn pull(store: &Store, feed: &mut Feed) -> notyet_store::Applied {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).unwrap()
}

fn answer(store: &Store, feed: &mut Feed) -> SyncAnswer {
    let streams = feed.of_teacher();
    feed.answer(&store.outbox(500, 4 << 20).unwrap(), &store.cursors().unwrap(), &streams, 500)
}

fn judge(feed: &mut Feed, level: u8, days: i32) -> OpId {
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, level, ESSAY, days)))
}

fn record(store: &Store) -> OpId {
    let body = Body::Judgement(at_bat(C3, 2, ESSAY, 0));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).unwrap().0
}

fn level_of(store: &Store, student: UserId) -> Option<(Option<u32>, u32)> {
    let rows = store.read(|r| r.levels_of_student(student)).unwrap();
    rows.first().map(|row| (row.level, row.counted))
}

fn states(store: &Store) -> Vec<(OpId, EntryState)> {
    store.read(|r| r.judgements(AMARA, None)).unwrap().iter().map(|e| (e.id, e.state)).collect()
}

#[test]
fn a_first_pull_brings_the_school_its_people_and_its_outcomes() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    assert_eq!(pull(&store, &mut feed).pulled, 11);
    store
        .read(|r| {
            assert_eq!(r.school()?.unwrap().name, "Fir Lane");
            assert_eq!(r.zone()?, chrono_tz::America::New_York);
            assert_eq!(
                r.classes()?.iter().map(|(id, c)| (*id, &*c.title)).collect::<Vec<_>>(),
                [(CLASS, "7B")]
            );
            let names: Vec<String> = r.members(CLASS)?.into_iter().map(|m| m.name).collect();
            assert_eq!(names, ["Amara Okafor", "Ana Ortiz", "Ben Li", "Jo Hale"]);
            assert_eq!(r.teachers(CLASS)?.len(), 2);
            let codes: Vec<String> = r.outcomes(COURSE)?.into_iter().map(|(_, o)| o.code).collect();
            assert_eq!(codes, ["C3", "C4"]);
            assert_eq!(r.contexts()?.iter().map(|(id, _)| *id).collect::<Vec<_>>(), [ESSAY, PROJECT]);
            assert_eq!(r.course(COURSE)?.unwrap().title, "Humanities 7");
            Ok(())
        })
        .unwrap();
}

#[test]
fn own_work_is_sent_once_confirmed_by_the_feed_and_counted_once() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let id = record(&store);
    let applied = pull(&store, &mut feed);
    assert_eq!((applied.acked, applied.pulled, applied.refused), (1, 0, 0));
    assert_eq!(states(&store), [(id, EntryState::Sent)]);
    assert_eq!(store.outbox(9, 1 << 20).unwrap(), []);
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 1)));
    assert!(store.levels_agree().unwrap());
}

#[test]
fn work_that_is_acknowledged_but_not_yet_in_the_feed_still_shows() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let id = record(&store);
    let mut lost_pages = answer(&store, &mut feed);
    lost_pages.pages.clear();
    store.apply(&lost_pages, START_MS, START_MS).unwrap();
    assert_eq!(states(&store), [(id, EntryState::Sent)]);
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 1)));
    assert_eq!(store.outbox(9, 1 << 20).unwrap(), []);
    assert_eq!(store.read(|r| r.not_sent()).unwrap().waiting, 0);
}

#[test]
fn a_lost_answer_is_made_good_by_the_next_one() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let id = record(&store);
    answer(&store, &mut feed);
    assert_eq!(pull(&store, &mut feed).acked, 1);
    assert_eq!(states(&store), [(id, EntryState::Sent)]);
}

#[test]
fn an_answer_that_comes_twice_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    judge(&mut feed, 3, 0);
    record(&store);
    let answer = answer(&store, &mut feed);
    store.apply(&answer, START_MS, START_MS).unwrap();
    let (cursors, level, seen) = (store.cursors().unwrap(), level_of(&store, AMARA), states(&store));
    let again = store.apply(&answer, START_MS, START_MS).unwrap();
    assert_eq!((again.pulled, again.acked, again.refused), (0, 0, 0));
    assert_eq!((store.cursors().unwrap(), level_of(&store, AMARA), states(&store)), (cursors, level, seen));
}

#[test]
fn a_page_that_overlaps_what_is_here_brings_only_what_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    judge(&mut feed, 3, 0);
    let early = store.cursors().unwrap();
    pull(&store, &mut feed);
    judge(&mut feed, 3, 1);
    let streams = feed.of_teacher();
    let overlapping = feed.answer(&[], &early, &streams, 500);
    assert_eq!(store.apply(&overlapping, START_MS, START_MS).unwrap().pulled, 1);
    assert_eq!(pull(&store, &mut feed).pulled, 0);
}

#[test]
fn a_gap_is_refused_and_nothing_of_the_answer_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let mut gapped = answer(&store, &mut feed);
    let page = gapped.pages.values_mut().last().unwrap();
    page.ops.remove(0);
    let fault = store.apply(&gapped, START_MS, START_MS).unwrap_err();
    assert!(matches!(fault, StoreError::Feed { fault: FeedFault::Gap { have: 0, from: 1 }, .. }), "{fault}");
    assert_eq!(store.read(|r| r.classes()).unwrap(), []);
    assert!(store.cursors().unwrap().is_empty());
}

#[test]
fn another_history_is_recognised_by_its_digest_and_a_restart_takes_it_in() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    judge(&mut feed, 3, 0);
    let mut other = answer(&store, &mut feed);
    let stream = other.pages.keys().next().unwrap().clone();
    other.pages.get_mut(&stream).unwrap().digest = "00".repeat(32);
    let fault = store.apply(&other, START_MS, START_MS).unwrap_err();
    assert!(matches!(fault, StoreError::Feed { fault: FeedFault::Digest { .. }, .. }), "{fault}");
    store.restart_stream(&stream).unwrap();
    assert_eq!(store.cursors().unwrap()[&stream].seq, 0);
    assert_eq!(store.read(|r| r.members(CLASS)).unwrap().len(), 4, "what it held stays meanwhile");
    assert_eq!(pull(&store, &mut feed).pulled, 1);
    assert!(store.levels_agree().unwrap());
}

#[test]
fn an_operation_that_cannot_be_read_at_all_stops_its_page() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let mut broken = answer(&store, &mut feed);
    let page = broken.pages.values_mut().next().unwrap();
    page.ops[0].op = RawOp::from_text("[]".into()).unwrap();
    let fault = store.apply(&broken, START_MS, START_MS).unwrap_err();
    assert!(matches!(fault, StoreError::Feed { fault: FeedFault::Unreadable { seq: 1 }, .. }), "{fault}");
}

#[test]
fn pages_are_taken_one_after_the_other_until_the_stream_ends() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let streams = feed.of_teacher();
    let mut rounds = 0;
    loop {
        let answer = feed.answer(&[], &store.cursors().unwrap(), &streams, 2);
        rounds += 1;
        if !store.apply(&answer, START_MS, START_MS).unwrap().more {
            break;
        }
    }
    assert_eq!(rounds, 3, "the class has six entities that everyone reads");
    assert_eq!(store.read(|r| r.members(CLASS)).unwrap().len(), 4);
}

#[test]
fn of_two_writes_to_a_field_the_later_stands_in_any_order_and_other_fields_stay() {
    let names: Vec<String> = [false, true]
        .map(|swapped| {
            let folder = tempfile::tempdir().unwrap();
            let (store, mut feed) = teacher(folder.path());
            let set = |feed: &mut Feed, code: &str| {
                let fields = json!({"code": code}).as_object().unwrap().clone();
                feed.compose(
                    ORTIZ,
                    None,
                    &Body::Set(notyet_model::fact::Set {
                        entity: "outcome".into(),
                        id: C3.to_string(),
                        fields,
                    }),
                )
                .to_raw()
            };
            let mut ops = [set(&mut feed, "early"), set(&mut feed, "late")];
            if swapped {
                ops.reverse();
            }
            ops.iter().for_each(|op| feed.append(op));
            pull(&store, &mut feed);
            let outcome = store.read(|r| r.outcome(C3)).unwrap().unwrap();
            assert_eq!(outcome.i_can, "I can back a claim");
            outcome.code
        })
        .into();
    assert_eq!(names, ["late", "late"]);
}

#[test]
fn a_retraction_that_comes_before_its_target_works() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let target = feed.compose(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 3, ESSAY, 0)));
    feed.record(HALE, Some(AMARA), &retraction(&[target.id]));
    pull(&store, &mut feed);
    feed.append(&target.to_raw());
    pull(&store, &mut feed);
    assert_eq!(level_of(&store, AMARA), Some((None, 0)));
    assert!(store.read(|r| r.judgements(AMARA, None)).unwrap()[0].retracted);
}

#[test]
fn a_retraction_about_another_student_takes_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let id = judge(&mut feed, 2, 0);
    feed.record(HALE, Some(BEN), &retraction(&[id]));
    pull(&store, &mut feed);
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 1)));
}

#[test]
fn a_correction_that_comes_before_what_it_corrects_works() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let old = feed.compose(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 4, ESSAY, 0)));
    let mut correction = at_bat(C3, 1, ESSAY, 0);
    correction.supersedes = vec![old.id];
    feed.record(HALE, Some(AMARA), &Body::Judgement(correction));
    pull(&store, &mut feed);
    feed.append(&old.to_raw());
    pull(&store, &mut feed);
    assert_eq!(level_of(&store, AMARA), Some((Some(0), 1)));
}

#[test]
fn own_unsent_work_lies_over_what_the_feed_says_and_the_two_never_mix() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let theirs = judge(&mut feed, 2, 0);
    pull(&store, &mut feed);
    let retract = retraction(&[theirs]);
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &retract, Send::Held)).unwrap();
    assert_eq!(level_of(&store, AMARA), Some((None, 0)));
    judge(&mut feed, 4, 1);
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    assert_eq!(level_of(&store, AMARA).map(|(_, counted)| counted), Some(1));
    assert!(store.levels_agree().unwrap());
}

#[test]
fn what_the_server_refuses_counts_nowhere_and_is_shown_with_its_reason() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let id = record(&store);
    feed.refuse(Some(Refusal::NotYourClass));
    assert_eq!(pull(&store, &mut feed).refused, 1);
    assert_eq!(states(&store), [(id, EntryState::Refused)]);
    assert_eq!(level_of(&store, AMARA), None);
    assert_eq!(store.outbox(9, 1 << 20).unwrap(), []);
    let refused = store.read(|r| r.refused(9)).unwrap();
    assert_eq!((refused[0].id, refused[0].code.as_str()), (id, "not_your_class"));
    assert_eq!(store.read(|r| r.not_sent()).unwrap().refused, 1);
}

#[test]
fn an_outcomes_own_mastery_level_and_the_courses_rule_change_levels_when_they_arrive() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    for (level, days) in [(2, 0), (2, 1)] {
        feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, level, ESSAY, days)));
    }
    pull(&store, &mut feed);
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 2)));
    // Counting from Approaching asks for two kinds of work and seven days there too.
    feed.set("outcome", C3, json!({"mastery": level_id(2)}));
    pull(&store, &mut feed);
    assert_eq!(level_of(&store, AMARA), Some((Some(0), 2)));
    let lenient = json!({"chances": 1, "successes": 1, "contexts": 0, "span_days": 0, "misses_to_reopen": 0});
    feed.set("course", COURSE, json!({"at_bats": lenient}));
    pull(&store, &mut feed);
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 2)));
    assert!(store.levels_agree().unwrap());
}

#[test]
fn kinds_that_this_program_does_not_know_are_kept_bit_for_bit() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let body = Body::Feedback(feedback(C3, "next"));
    let text = feed.compose(HALE, Some(AMARA), &body).to_raw().text().replace("\"feedback\"", "\"poem\"");
    feed.append(&RawOp::from_text(text.replace("{\"id\"", "{\"mood\": \"sunny\", \"id\"")).unwrap());
    assert_eq!(pull(&store, &mut feed).pulled, 12);
    assert_eq!(pull(&store, &mut feed).pulled, 0);
    assert_eq!(store.read(|r| r.feedback(AMARA, None)).unwrap(), []);
}

#[test]
fn a_stream_that_is_no_longer_listed_goes_with_all_that_only_it_held() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    judge(&mut feed, 3, 0);
    pull(&store, &mut feed);
    let common = vec![feed.of_teacher().remove(0)];
    let kept = record(&store);
    feed.refuse(Some(Refusal::NotYourClass));
    feed.sync(&store, &common).unwrap();
    assert_eq!(states(&store), [(kept, EntryState::Refused)], "own work that was not taken stays visible");
    assert_eq!(level_of(&store, AMARA), None);
    assert_eq!(store.read(|r| r.classes()).unwrap(), []);
    assert_eq!(store.read(|r| r.members(CLASS)).unwrap(), []);
    assert_eq!(store.read(|r| r.school()).unwrap().unwrap().name, "Fir Lane");
    assert_eq!(store.cursors().unwrap().keys().collect::<Vec<_>>(), [&common[0]]);
    assert!(store.levels_agree().unwrap());
}

#[test]
fn a_stream_goes_with_its_levels_also_when_their_rules_change_with_it() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    judge(&mut feed, 3, 0);
    pull(&store, &mut feed);
    let kept: Vec<String> =
        feed.of_teacher().into_iter().filter(|s| !s.contains(&CLASS.to_string())).collect();
    let mut streams = feed.of_teacher();
    // The class's own stream stays and says what mastery is; the record goes.
    streams.retain(|s| s.starts_with("P:") || kept.contains(s));
    feed.set("outcome", C3, json!({"mastery": level_id(2)}));
    feed.sync(&store, &streams).unwrap();
    assert_eq!(level_of(&store, AMARA), None);
    assert!(store.levels_agree().unwrap());
}

#[test]
fn what_another_stream_holds_too_stays() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    judge(&mut feed, 2, 0);
    pull(&store, &mut feed);
    let mut streams = feed.of_teacher();
    streams.retain(|s| !s.starts_with("T:"));
    feed.sync(&store, &streams).unwrap();
    assert_eq!(level_of(&store, AMARA), Some((Some(1), 1)));
    assert_eq!(store.read(|r| r.members(CLASS)).unwrap().len(), 4);
}

#[test]
fn the_clock_is_set_right_by_the_server_and_never_stands_before_its_last_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    feed.now_ms = START_MS + 3_600_000;
    let streams = feed.of_teacher();
    let answer = feed.answer(&[], &store.cursors().unwrap(), &streams, 500);
    store.apply(&answer, START_MS - 500, START_MS + 500).unwrap();
    assert_eq!(store.read(|r| r.last_sync_ms()).unwrap(), Some(START_MS + 500));
    drop(store);
    let env = Arc::new(TestEnv::new(2));
    let store = Store::open(folder.path(), &KEY, env.clone()).unwrap();
    for (wall_ms, now_ms) in [
        (START_MS + 800, START_MS + 3_600_800),
        // A year back, and the beginning of time.
        (START_MS - 365 * 86_400_000, START_MS + 3_600_500),
        (0, START_MS + 3_600_500),
    ] {
        env.set_ms(wall_ms);
        assert_eq!(store.now_ms(), now_ms, "when the device says {wall_ms}");
    }
}

#[test]
fn who_asks_to_join_is_shown_until_the_next_answer() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let mut answer = answer(&store, &mut feed);
    let request = JoinRequest { id: "1".into(), class: CLASS, name: "Amara".into() };
    answer.joins = vec![request.clone()];
    store.apply(&answer, START_MS, START_MS).unwrap();
    assert_eq!(store.read(|r| r.joins()).unwrap(), [request]);
    pull(&store, &mut feed);
    assert_eq!(store.read(|r| r.joins()).unwrap(), []);
}

#[test]
fn a_push_is_cut_to_what_one_request_takes_but_never_to_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let first = record(&store);
    record(&store);
    let ids = |ops: Vec<RawOp>| ops.iter().map(|op| op.read().unwrap().id).collect::<Vec<_>>();
    assert_eq!(ids(store.outbox(1, 1 << 20).unwrap()), [first]);
    assert_eq!(ids(store.outbox(9, 1).unwrap()), [first]);
    assert_eq!(store.outbox(9, 1 << 20).unwrap().len(), 2);
}
