//! A server that may have forgotten: what is in doubt stays, is offered with the word that was given for it, and is in
//! doubt no longer than it must be.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::Body;
use notyet_model::ids::OpId;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::wire::{Ack, Fate};
use notyet_store::testing::*;
use notyet_store::{DbKey, EntryState, Send, Store, TestEnv};
use std::path::Path;
use std::sync::Arc;

fn teacher(folder: &Path) -> (Store, Feed) {
    let store = Store::open(folder, &DbKey([7; 32]), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    (store, Feed::of_school())
}

fn pull(store: &Store, feed: &mut Feed) -> notyet_store::Applied {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).unwrap()
}

fn judge(feed: &mut Feed) -> OpId {
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)))
}

fn record(store: &Store) -> OpId {
    let body = Body::Judgement(at_bat(C3, 2, ESSAY, 0));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).unwrap().0
}

fn judgements(store: &Store) -> Vec<(OpId, EntryState)> {
    store.read(|r| r.judgements(AMARA, None)).unwrap().iter().map(|e| (e.id, e.state)).collect()
}

fn offered(store: &Store) -> Vec<OpId> {
    store.offers(99, 1 << 20).unwrap().iter().map(|offer| offer.op.id().unwrap()).collect()
}

fn second() -> Epoch {
    Epoch::new(2, "second")
}

/// A server that knows the school and nothing that was recorded in it.
fn forgetful() -> Feed {
    let mut feed = Feed::of_school();
    feed.epoch = second();
    feed
}

#[test]
fn what_a_server_forgot_stays_as_it_is_and_is_offered_until_it_has_it_again() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let theirs = judge(&mut feed);
    pull(&store, &mut feed);
    let own = record(&store);
    pull(&store, &mut feed);
    let before = judgements(&store);
    let (mut restored, streams) = (forgetful(), feed.of_teacher());
    let first = restored.answer(&[], &store.cursors().unwrap(), &streams, 500);
    let began = store.apply(&first, START_MS, START_MS).unwrap();
    assert!(began.started_again);
    assert_eq!((judgements(&store), store.epoch().unwrap()), (before.clone(), second()));
    // The page of the old epoch's cursors was of no use: all is read again first.
    let again = restored.answer(&[], &store.cursors().unwrap(), &streams, 500);
    store.apply(&again, START_MS, START_MS).unwrap();
    let lost: Vec<OpId> = offered(&store).into_iter().filter(|id| [theirs, own].contains(id)).collect();
    assert_eq!(lost, [theirs, own], "in the order in which they took effect");
    let offers = store.offers(99, 1 << 20).unwrap();
    assert!(offers.iter().all(|offer| offer.mac == "00".repeat(16) && offer.epoch == Epoch::new(1, "first")));
    assert_eq!(store.outbox(9, 1 << 20).unwrap(), [], "what has a signature is not sent as if it were new");
    let settled = pull(&store, &mut restored).settled;
    assert_eq!((settled as usize, offered(&store)), (offers.len(), vec![]));
    pull(&store, &mut restored);
    assert_eq!(judgements(&store), before);
    assert!(store.levels_agree().unwrap());
}

#[test]
fn what_the_server_still_has_is_in_doubt_only_until_it_is_read_again() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    judge(&mut feed);
    pull(&store, &mut feed);
    feed.epoch = second();
    let streams = feed.of_teacher();
    let answer = feed.answer(&[], &Default::default(), &streams, 2);
    store.apply(&answer, START_MS, START_MS).unwrap();
    assert!(!offered(&store).is_empty(), "the pages were short");
    while store.apply(&feed.answer(&[], &store.cursors().unwrap(), &streams, 2), 0, 0).unwrap().more {}
    assert_eq!(offered(&store), []);
}

#[test]
fn one_stream_of_another_history_puts_only_its_own_in_doubt() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let theirs = judge(&mut feed);
    pull(&store, &mut feed);
    let streams = feed.of_teacher();
    let mut answer = feed.answer(&[], &store.cursors().unwrap(), &streams, 500);
    answer.again = streams.iter().filter(|stream| stream.starts_with("S:")).cloned().collect();
    store.apply(&answer, START_MS, START_MS).unwrap();
    let of_students = offered(&store);
    assert!(
        of_students.contains(&theirs) && of_students.len() == 3,
        "and both students' places in the class"
    );
    assert_eq!(store.offers(9, 1 << 20).unwrap()[0].epoch, Epoch::new(1, "first"));
}

#[test]
fn an_answer_of_an_epoch_that_is_over_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let late = feed.answer(&[], &Default::default(), &[], 500);
    feed.epoch = second();
    pull(&store, &mut feed);
    let ignored = store.apply(&late, START_MS, START_MS).unwrap();
    assert!(ignored.written.topics.is_empty());
    assert_eq!(store.epoch().unwrap(), second());
    assert_eq!(store.read(|r| r.members(CLASS)).unwrap().len(), 4);
}

#[test]
fn a_stream_that_is_no_longer_listed_goes_only_when_nothing_in_it_is_in_doubt() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let theirs = judge(&mut feed);
    pull(&store, &mut feed);
    let mut restored = forgetful();
    let answer = restored.answer(&[], &Default::default(), &[], 500);
    store.apply(&answer, START_MS, START_MS).unwrap();
    assert_eq!(judgements(&store).len(), 1, "a roster that was forgotten takes nothing away");
    let mut answer = restored.answer(&[], &Default::default(), &[], 500);
    let ids = offered(&store);
    answer.acks = ids.iter().map(|id| Ack { id: *id, fate: Fate::Stored }).collect();
    assert!(ids.contains(&theirs));
    store.apply(&answer, START_MS, START_MS).unwrap();
    assert_eq!((judgements(&store), store.cursors().unwrap().len()), (vec![], 0));
}

#[test]
fn what_the_server_never_signed_or_has_erased_goes() {
    for refusal in [Refusal::Receipt, Refusal::Erased] {
        let folder = tempfile::tempdir().unwrap();
        let (store, mut feed) = teacher(folder.path());
        let theirs = judge(&mut feed);
        pull(&store, &mut feed);
        let (mut restored, streams) = (forgetful(), feed.of_teacher());
        store.apply(&restored.answer(&[], &Default::default(), &streams, 500), 0, 0).unwrap();
        let mut answer = restored.answer(&[], &store.cursors().unwrap(), &streams, 500);
        answer.acks = vec![Ack { id: theirs, fate: Fate::Refused(refusal) }];
        assert_eq!(store.apply(&answer, 0, 0).unwrap().settled, 1);
        assert_eq!(judgements(&store), []);
        assert!(store.levels_agree().unwrap());
    }
}

#[test]
fn what_was_acknowledged_but_not_shown_and_what_was_refused_wait_again() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let (shown, refused) = (record(&store), record(&store));
    let streams = feed.of_teacher();
    let mut answer = feed.answer(&[], &store.cursors().unwrap(), &streams, 500);
    answer.acks = vec![
        Ack { id: shown, fate: Fate::Stored },
        Ack { id: refused, fate: Fate::Refused(Refusal::BadReference) },
    ];
    store.apply(&answer, 0, 0).unwrap();
    assert_eq!(store.outbox(9, 1 << 20).unwrap(), []);
    store.apply(&forgetful().answer(&[], &Default::default(), &streams, 500), 0, 0).unwrap();
    let waiting: Vec<_> = store.outbox(9, 1 << 20).unwrap().iter().map(|op| op.id().unwrap()).collect();
    assert_eq!(waiting, [shown, refused]);
    assert_eq!(store.read(|r| r.refused(9)).unwrap().len(), 0);
}

#[test]
fn what_was_acknowledged_is_known_as_unshown_until_a_page_shows_it() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let id = record(&store);
    let pushed = store.outbox(9, 1 << 20).unwrap();
    let mut answer = feed.answer(&[], &store.cursors().unwrap(), &feed.of_teacher(), 500);
    answer.acks = vec![Ack { id, fate: Fate::Stored }];
    store.apply(&answer, 0, 0).unwrap();
    assert_eq!(
        (store.outbox(9, 1 << 20).unwrap(), store.unshown(9, 1 << 20).unwrap()),
        (vec![], pushed.clone())
    );
    feed.append(&pushed[0]);
    pull(&store, &mut feed);
    assert_eq!(store.unshown(9, 1 << 20).unwrap(), vec![]);
}

#[test]
fn another_word_for_the_same_operation_takes_the_firsts_place_even_if_the_time_is_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let id = judge(&mut feed);
    pull(&store, &mut feed);
    feed.epoch = second();
    let mut answer = feed.answer(&[], &Default::default(), &feed.of_teacher(), 500);
    for envelope in answer.pages.values_mut().flat_map(|page| &mut page.ops) {
        (envelope.flags, envelope.mac) = (1, "11".repeat(16));
    }
    store.apply(&answer, 0, 0).unwrap();
    let kept = &store.inspect().unwrap().ops[&id];
    assert_eq!((kept.flags, kept.mac.as_deref()), (1, Some("11".repeat(16).as_str())));
}
