//! What is typed and not recorded yet.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_store::testing::*;
use notyet_store::{Store, TestEnv, Topics};
use std::sync::Arc;
use tempfile::TempDir;

fn open(folder: &TempDir) -> Store {
    Store::open_unencrypted(folder.path(), Arc::new(TestEnv::new(1))).unwrap()
}

fn draft(store: &Store) -> Option<String> {
    store.read(|r| r.draft(AMARA, C3)).unwrap()
}

#[test]
fn a_draft_is_there_again_when_the_program_was_killed_and_is_sent_nowhere() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let ((), written) = store.write(|tx| tx.keep_draft(AMARA, C3, "Use a")).unwrap();
    assert_eq!(written.topics, Topics::NONE, "it wakes no screen");
    store.write(|tx| tx.keep_draft(AMARA, C3, "Use a quo")).unwrap();
    drop(store);
    let store = open(&folder);
    assert_eq!(draft(&store).as_deref(), Some("Use a quo"));
    assert_eq!(store.read(|r| r.draft(AMARA, C4)).unwrap(), None);
    assert_eq!(store.read(|r| r.not_sent()).unwrap(), Default::default());
    store.write(|tx| tx.drop_draft(AMARA, C3)).unwrap();
    assert_eq!(draft(&store), None);
}

#[test]
fn a_draft_goes_when_its_students_record_is_erased() {
    let folder = TempDir::new().unwrap();
    let store = open(&folder);
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    store.write(|tx| tx.keep_draft(AMARA, C3, "about Amara")).unwrap();
    store.write(|tx| tx.keep_draft(BEN, C3, "about Ben")).unwrap();
    feed.erase(AMARA);
    feed.sync(&store, &streams).unwrap();
    assert_eq!(draft(&store), None);
    assert_eq!(store.read(|r| r.draft(BEN, C3)).unwrap().as_deref(), Some("about Ben"));
}
