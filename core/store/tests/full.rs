//! A full device: every write is refused whole and says so, and what comes from the server goes on once there is
//! room.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::AttachmentId;
use notyet_store::testing::*;
use notyet_store::{DbKey, Send, Store, StoreError, TestEnv};
use std::path::Path;
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);

fn open(folder: &Path) -> Store {
    let store = Store::open(folder, &KEY, Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    store
}

fn pull(store: &Store, feed: &mut Feed) -> Result<(), StoreError> {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).map(|_| ())
}

fn say(store: &Store, text: &str) -> Result<(), StoreError> {
    let body = Body::Feedback(feedback(C3, text));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Held)).map(|_| ())
}

fn take_photo(store: &Store, n: u32) -> (AttachmentId, Result<(), StoreError>) {
    let photo = AttachmentId::from_bytes(u128::from(n).to_be_bytes());
    let file = store.write_photo(b"a photo").unwrap();
    let evidence = Body::Evidence(evidence(C3, vec![photo]));
    let taken = store.write(|tx| {
        tx.add_attachment(photo, (CLASS, AMARA), &file, 1)?;
        tx.append(Some((CLASS, AMARA)), &evidence, Send::Held)
    });
    (photo, taken.map(|_| ()))
}

#[test]
fn pages_that_find_no_room_are_left_whole_and_taken_in_once_there_is_some() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut feed = Feed::of_school();
    pull(&store, &mut feed).unwrap();
    for n in 0..400 {
        feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, &format!("{n} {}", "x".repeat(200)))));
    }
    let before = store.cursors().unwrap();
    store.limit_pages(1).unwrap();
    for _ in 0..3 {
        let full = pull(&store, &mut feed);
        assert!(matches!(full, Err(StoreError::Full)), "{full:?}");
        assert_eq!(store.cursors().unwrap(), before, "the cursor stands where the records do");
        assert_eq!(store.read(|r| r.feedback(AMARA, None)).unwrap().len(), 0);
    }
    assert!(store.levels_agree().unwrap());
    store.limit_pages(1_000_000).unwrap();
    pull(&store, &mut feed).unwrap();
    assert_eq!(store.read(|r| r.feedback(AMARA, None)).unwrap().len(), 400);
    assert_eq!(store.integrity().unwrap(), "ok");
}

#[test]
fn every_way_of_writing_is_refused_whole_and_works_again() {
    let folder = tempfile::tempdir().unwrap();
    let store = open(folder.path());
    let mut feed = Feed::of_school();
    pull(&store, &mut feed).unwrap();
    store.limit_pages(1).unwrap();
    let mut saved = 0;
    while say(&store, &"x".repeat(500)).is_ok() {
        saved += 1;
    }
    let mut photos = 0;
    let (photo, taken) = loop {
        let (photo, taken) = take_photo(&store, photos + 1);
        match taken {
            Ok(()) => photos += 1,
            Err(e) => break (photo, Err(e)),
        }
    };
    let noted = store.write(|tx| tx.set_meta("note", &"x".repeat(20_000))).map(|_| ());
    for refused in [taken, noted] {
        assert!(matches!(refused, Err(StoreError::Full)), "{refused:?}");
    }
    assert!(store.read(|r| r.attachment(photo)).unwrap().is_none());
    assert_eq!(store.read(|r| r.meta("note")).unwrap(), None);
    let counts = store.read(|r| r.not_sent()).unwrap();
    assert_eq!((counts.held, counts.photos), (saved + photos, photos));
    store.limit_pages(1_000_000).unwrap();
    say(&store, "there is room").unwrap();
    assert_eq!(store.integrity().unwrap(), "ok");
    drop(store);
    assert!(open(folder.path()).files_agree().unwrap(), "the photo's file goes at the next opening");
}
