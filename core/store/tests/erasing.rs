//! A student is erased: nothing of them stays on a device, and everything else does, in its place.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, UserId};
use notyet_store::testing::*;
use notyet_store::{Applied, Send, Store, StoreError, TestEnv};
use std::path::Path;
use std::sync::Arc;

const PHOTO: AttachmentId = AttachmentId::from_bytes([0xa1; 16]);
const CANARY: &str = "a canary sings of quotations";

/// A teacher's store in the clear, so that what must not be in it can be looked for, and the school's feed.
fn teacher(folder: &Path) -> (Store, Feed) {
    let store = Store::open_unencrypted(folder, Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, CANARY)));
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 3, ESSAY, 0)));
    feed.record(HALE, Some(BEN), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    pull(&store, &mut feed);
    (store, feed)
}

fn pull(store: &Store, feed: &mut Feed) -> Applied {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).unwrap()
}

fn record(store: &Store, student: UserId, send: Send) {
    let body = Body::Feedback(feedback(C3, &format!("{CANARY}, {student}")));
    store.write(|tx| tx.append(Some((CLASS, student)), &body, send)).unwrap();
}

fn capture(store: &Store) {
    let file = store.write_photo(b"the bytes as the camera gave them").unwrap();
    let body = Body::Evidence(evidence(C3, vec![PHOTO]));
    let saved = store.write(|tx| {
        tx.add_attachment(PHOTO, (CLASS, AMARA), &file, 1)?;
        tx.append(Some((CLASS, AMARA)), &body, Send::Now)
    });
    saved.unwrap();
}

/// Copies the database as it lies there after the next commit, as if the program ended then.
fn kill_after_the_next_commit(store: &Store, from: &Path, to: &Path) {
    let (from, to) = (from.to_owned(), to.to_owned());
    store.on_written(Box::new(move |_| {
        for name in ["notyet.db", "notyet.db-wal"] {
            if !to.join(name).exists() {
                std::fs::copy(from.join(name), to.join(name)).unwrap();
            }
        }
    }));
}

/// Whether any file under a folder holds this text.
fn holds(folder: &Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().map(Result::unwrap).any(|entry| match entry.path() {
        path if path.is_dir() => holds(&path, text),
        path => std::fs::read(path).unwrap().windows(text.len()).any(|window| window == text.as_bytes()),
    })
}

fn photos(folder: &Path) -> usize {
    std::fs::read_dir(folder.join("photos")).unwrap().count()
}

/// The same feed, read by a device that has never seen more than it says now.
fn newcomer(folder: &Path, feed: &mut Feed) -> Store {
    let store = Store::open_unencrypted(folder, Arc::new(TestEnv::new(2))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    pull(&store, feed);
    store
}

#[test]
fn a_notice_takes_everything_about_a_student_and_leaves_what_a_newcomer_reads() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (store, mut feed) = teacher(folder.path());
    record(&store, AMARA, Send::Held);
    capture(&store);
    pull(&store, &mut feed);
    feed.refuse(Some(Refusal::NotYourClass));
    record(&store, AMARA, Send::Now);
    pull(&store, &mut feed);
    feed.refuse(None);
    assert!(holds(folder.path(), CANARY) && holds(folder.path(), "Amara Okafor"));
    assert_eq!(photos(folder.path()), 1);

    feed.erase(AMARA);
    pull(&store, &mut feed);
    for trace in [CANARY, "Amara Okafor", "the bytes as the camera"] {
        assert!(!holds(folder.path(), trace), "{trace}");
    }
    assert_eq!(photos(folder.path()), 0);
    assert!(store.files_agree().unwrap() && store.levels_agree().unwrap());
    assert_eq!(store.read(|r| r.levels_of_student(AMARA)).unwrap(), []);
    assert_eq!(store.read(|r| r.levels_of_student(BEN)).unwrap()[0].level, Some(1));
    let counts = store.read(|r| r.not_sent()).unwrap();
    assert_eq!((counts.held, counts.waiting, counts.photos, counts.refused), (0, 0, 0, 0));

    let fresh = newcomer(other.path(), &mut feed);
    assert_eq!(store.inspect().unwrap(), fresh.inspect().unwrap());
    let late = store.write(|tx| {
        let body = Body::Judgement(at_bat(C3, 2, ESSAY, 0));
        tx.append(Some((CLASS, AMARA)), &body, Send::Now)
    });
    assert!(matches!(late, Err(StoreError::Refused(Refusal::NotThisStudent))), "she is in no class any more");
}

#[test]
fn a_device_that_ends_before_its_log_is_emptied_empties_it_when_it_opens() {
    let (folder, killed) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (store, mut feed) = teacher(folder.path());
    feed.erase(AMARA);
    kill_after_the_next_commit(&store, folder.path(), killed.path());
    pull(&store, &mut feed);
    assert!(holds(killed.path(), CANARY), "in the log");
    let store = Store::open_unencrypted(killed.path(), Arc::new(TestEnv::new(3))).unwrap();
    assert!(!holds(killed.path(), CANARY) && store.files_agree().unwrap());

    let killed = tempfile::tempdir().unwrap();
    let theirs = tempfile::tempdir().unwrap();
    let store = Store::open_unencrypted(theirs.path(), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, CANARY)));
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    kill_after_the_next_commit(&store, theirs.path(), killed.path());
    store.forget_everything().unwrap();
    assert!(holds(killed.path(), CANARY), "in the log");
    drop(Store::open_unencrypted(killed.path(), Arc::new(TestEnv::new(3))).unwrap());
    assert!(!holds(killed.path(), CANARY));
}

#[test]
fn a_page_that_was_on_its_way_brings_nothing_back() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, "A late page's words")));
    let streams = feed.of_teacher();
    let late = feed.answer(&[], &store.cursors().unwrap(), &streams, 500);
    feed.erase(AMARA);
    let common = notyet_model::stream::Stream::Common(SCHOOL).to_string();
    let mut news = feed.answer(&[], &store.cursors().unwrap(), &streams, 500);
    news.pages.retain(|stream, _| *stream == common);
    for answer in [&news, &late] {
        store.apply(answer, START_MS, START_MS).unwrap();
    }
    pull(&store, &mut feed);
    assert!(!holds(folder.path(), "A late page's words"));
    let other = tempfile::tempdir().unwrap();
    assert_eq!(store.inspect().unwrap(), newcomer(other.path(), &mut feed).inspect().unwrap());
}

#[test]
fn what_the_server_refuses_for_an_erasure_is_not_kept_to_be_shown() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    record(&store, BEN, Send::Now);
    capture(&store);
    feed.refuse(Some(Refusal::Erased));
    let applied = pull(&store, &mut feed);
    assert_eq!((applied.settled, applied.refused), (2, 0));
    assert!(store.outbox(500, 1 << 20).unwrap().is_empty());
    assert_eq!((store.read(|r| r.not_sent()).unwrap().refused, photos(folder.path())), (0, 0));
}

#[test]
fn the_device_of_the_erased_student_is_as_new() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open_unencrypted(folder.path(), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, CANARY)));
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    assert!(holds(folder.path(), CANARY));
    store.forget_everything().unwrap();
    for trace in [CANARY, "Amara", "Fir Lane", "http://school.test"] {
        assert!(!holds(folder.path(), trace), "{trace}");
    }
    assert_eq!(store.read(|r| r.session()).unwrap(), None);
    drop(store);
    let store = Store::open_unencrypted(folder.path(), Arc::new(TestEnv::new(3))).unwrap();
    enrol(&store, BEN, Role::Student).unwrap();
    let streams = feed.of_student(BEN);
    feed.sync(&store, &streams).unwrap();
    assert!(holds(folder.path(), "Fir Lane"), "and may be used by another");
}
