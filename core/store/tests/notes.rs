//! What is typed and not recorded yet.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_model::ids::UserId;
use notyet_store::testing::*;
use notyet_store::{Store, TestEnv, Topics};
use std::sync::Arc;
use tempfile::TempDir;

const FEEDBACK: &str = "draft/feedback";

fn open(folder: &TempDir) -> Store {
    Store::open_unencrypted(folder.path(), Arc::new(TestEnv::new(1))).unwrap()
}

fn note(store: &Store, student: UserId) -> Option<String> {
    store.read(|r| r.note(student, FEEDBACK)).unwrap()
}

#[test]
fn a_note_is_there_again_when_the_program_was_killed_and_is_sent_nowhere() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let ((), written) = store.write(|tx| tx.set_note(AMARA, FEEDBACK, "Use a")).unwrap();
    assert_eq!(written.topics, Topics::NONE, "it wakes no screen");
    store.write(|tx| tx.set_note(AMARA, FEEDBACK, "Use a quo")).unwrap();
    drop(store);
    let store = open(&folder);
    assert_eq!(note(&store, AMARA).as_deref(), Some("Use a quo"));
    assert_eq!((note(&store, BEN), store.read(|r| r.note(AMARA, "draft/words")).unwrap()), (None, None));
    assert_eq!(store.read(|r| r.not_sent()).unwrap(), Default::default());
    store.write(|tx| tx.drop_note(AMARA, FEEDBACK)).unwrap();
    assert_eq!(note(&store, AMARA), None);
}

#[test]
fn a_note_goes_when_its_students_record_is_erased() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    store.write(|tx| tx.set_note(AMARA, FEEDBACK, "about Amara")).unwrap();
    store.write(|tx| tx.set_note(BEN, FEEDBACK, "about Ben")).unwrap();
    feed.erase(AMARA);
    feed.sync(&store, &streams).unwrap();
    assert_eq!(note(&store, AMARA), None);
    assert_eq!(note(&store, BEN).as_deref(), Some("about Ben"));
}

#[test]
fn a_students_own_notes_go_with_everything_else_of_theirs() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    enrol(&store, AMARA, Role::Student).unwrap();
    store.write(|tx| tx.set_note(AMARA, FEEDBACK, "I think that")).unwrap();
    store.forget_everything().unwrap();
    assert_eq!(note(&store, AMARA), None);
}
