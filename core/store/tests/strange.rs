//! What this program or its server does not know yet: kept as it came, read as nothing, and offered again in time.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{Body, Excusal};
use notyet_model::ids::OpId;
use notyet_protocol::op::Op;
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

/// Puts a body into the feed as a version that this program does not know.
fn of_version_2(feed: &mut Feed, body: &Body) -> (OpId, String) {
    let raw = Op { v: 2, ..feed.compose(HALE, Some(AMARA), body) }.to_raw();
    feed.append(&raw);
    (raw.id().unwrap(), raw.text().to_owned())
}

#[test]
fn a_newer_version_of_a_known_kind_is_kept_and_read_as_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let judged = feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 4, ESSAY, 0)));
    let strange = [
        Body::Evidence(evidence(C3, vec![])),
        Body::Excusal(Excusal { of: vec![judged], reason: "Fire drill".into() }),
        Body::Judgement(at_bat(C3, 1, ESSAY, 1)),
        retraction(&[judged]),
    ];
    let kept: Vec<_> = strange.iter().map(|body| of_version_2(&mut feed, body)).collect();
    pull(&store, &mut feed);
    for (id, text) in kept {
        assert_eq!(store.op_text(id).unwrap(), Some(text));
    }
    store
        .read(|r| {
            assert_eq!(r.evidence(AMARA, None, 9)?, []);
            let judgements = r.judgements(AMARA, None)?;
            assert_eq!(
                judgements.iter().map(|it| (it.id, it.retracted)).collect::<Vec<_>>(),
                [(judged, false)]
            );
            assert_eq!(r.levels_of_student(AMARA)?[0].counted, 1, "nothing excuses it");
            Ok(())
        })
        .unwrap();
    assert!(store.levels_agree().unwrap() && store.folds_agree().unwrap());
}

#[test]
fn what_a_server_did_not_know_is_offered_again_once_it_knows_more() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let state = || store.read(|r| r.judgements(AMARA, None)).unwrap().first().map(|entry| entry.state);
    let body = Body::Judgement(at_bat(C3, 2, ESSAY, 0));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).unwrap();
    feed.refuse(Some(Refusal::KindUnknown));
    pull(&store, &mut feed);
    feed.refuse(None);
    pull(&store, &mut feed);
    assert_eq!(state(), Some(EntryState::Refused), "the same server would say the same");
    feed.knows("more than before");
    pull(&store, &mut feed);
    assert_eq!(state(), Some(EntryState::Waiting));
    pull(&store, &mut feed);
    assert_eq!(state(), Some(EntryState::Sent));
}

#[test]
fn another_refusal_is_not_asked_about_again() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    pull(&store, &mut feed);
    let body = Body::Judgement(at_bat(C3, 2, ESSAY, 0));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).unwrap();
    feed.refuse(Some(Refusal::NotYourClass));
    pull(&store, &mut feed);
    feed.knows("more than before");
    pull(&store, &mut feed);
    assert_eq!(store.read(|r| r.not_sent()).unwrap().refused, 1);
}
