//! Opening a store: keys, versions, damage, full devices, and what is put right at the start.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_store::testing::*;
use notyet_store::{DbKey, Send, Store, StoreError, TestEnv};
use rusqlite::Connection;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

const KEY: DbKey = DbKey([7; 32]);
static SEEDS: AtomicU64 = AtomicU64::new(1);

fn open(folder: &Path) -> Result<Store, StoreError> {
    // Another seed each time, so that no id comes again.
    Store::open(folder, &KEY, Arc::new(TestEnv::new(SEEDS.fetch_add(1, Ordering::SeqCst))))
}

/// A closed store in which something was recorded.
fn closed(folder: &Path) {
    let store = open(folder).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    for _ in 0..40 {
        record(&store).unwrap();
    }
}

fn record(store: &Store) -> Result<(), StoreError> {
    let body = Body::Judgement(at_bat(C3, 2, ESSAY, 0));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).map(|_| ())
}

fn bytes(folder: &Path) -> Vec<u8> {
    std::fs::read(folder.join("notyet.db")).unwrap()
}

/// The database as only a test may open it.
fn raw(folder: &Path) -> Connection {
    let conn = Connection::open(folder.join("notyet.db")).unwrap();
    conn.pragma_update(None, "key", format!("x'{}'", "07".repeat(32))).unwrap();
    conn.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256").unwrap();
    conn
}

#[test]
fn a_wrong_key_is_recognised_and_touches_nothing() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let before = bytes(folder.path());
    let other = Store::open(folder.path(), &DbKey([8; 32]), Arc::new(TestEnv::new(2)));
    let said = other.err();
    assert!(matches!(said, Some(StoreError::WrongKey)), "{said:?}");
    assert!(bytes(folder.path()) == before);
    assert!(open(folder.path()).is_ok());
}

#[test]
fn a_damaged_start_of_the_file_is_damage_and_not_a_wrong_key() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let mut damaged = bytes(folder.path());
    damaged[100] ^= 1;
    std::fs::write(folder.path().join("notyet.db"), &damaged).unwrap();
    assert!(matches!(open(folder.path()).err(), Some(StoreError::Damaged { .. })));
    assert!(bytes(folder.path()) == damaged, "whoever salvages it finds it as it was");
}

#[test]
fn damage_anywhere_in_the_file_is_said_when_it_is_met() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let mut damaged = bytes(folder.path());
    for page in damaged[4096..].chunks_mut(4096) {
        page[2000] ^= 1;
    }
    std::fs::write(folder.path().join("notyet.db"), &damaged).unwrap();
    let met = open(folder.path()).and_then(|store| store.read(|r| r.judgements(AMARA, None)).map(|_| ()));
    assert!(matches!(met, Err(StoreError::Damaged { .. })), "{met:?}");
}

#[test]
fn a_database_of_a_newer_program_is_refused_and_untouched() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    raw(folder.path()).pragma_update(None, "user_version", 99).unwrap();
    let before = bytes(folder.path());
    let refused = open(folder.path()).err();
    assert!(matches!(refused, Some(StoreError::Newer { found: 99, .. })), "{refused:?}");
    assert!(bytes(folder.path()) == before);
}

#[test]
fn a_newer_database_whose_program_was_killed_keeps_its_log() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let newer = raw(folder.path());
    newer.pragma_update(None, "user_version", 99).unwrap();
    let copy = tempfile::tempdir().unwrap();
    for name in ["notyet.db", "notyet.db-wal", "notyet.key-check"] {
        std::fs::copy(folder.path().join(name), copy.path().join(name)).unwrap();
    }
    let log = std::fs::read(copy.path().join("notyet.db-wal")).unwrap();
    assert!(log.len() > 4096, "the version stands in the log alone");
    assert!(matches!(open(copy.path()).err(), Some(StoreError::Newer { found: 99, .. })));
    assert!(std::fs::read(copy.path().join("notyet.db-wal")).unwrap() == log);
}

#[test]
fn a_folder_in_use_is_locked() {
    let folder = tempfile::tempdir().unwrap();
    let first = open(folder.path()).unwrap();
    assert!(matches!(open(folder.path()).err(), Some(StoreError::Locked)));
    drop(first);
    assert!(open(folder.path()).is_ok());
}

#[cfg(unix)]
#[test]
fn a_folder_that_cannot_be_made_is_a_matter_of_input_and_output() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "in the way").unwrap();
    assert!(matches!(open(&file.join("store")).err(), Some(StoreError::Io(_))));
}

#[cfg(unix)]
#[test]
fn the_folder_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let store = folder.path().join("store");
    open(&store).unwrap();
    for place in [store.clone(), store.join("photos")] {
        assert_eq!(std::fs::metadata(place).unwrap().permissions().mode() & 0o777, 0o700);
    }
}

#[test]
fn on_a_full_device_a_record_is_refused_whole_and_the_rest_stays_readable() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let store = open(folder.path()).unwrap();
    store.limit_pages(1).unwrap();
    let mut saved = 40;
    let full = loop {
        match record(&store) {
            Ok(()) => saved += 1,
            Err(e) => break e,
        }
    };
    assert!(matches!(full, StoreError::Full), "{full}");
    assert_eq!(store.read(|r| r.judgements(AMARA, None)).unwrap().len(), saved);
    store.limit_pages(1_000_000).unwrap();
    record(&store).unwrap();
    assert_eq!(store.integrity().unwrap(), "ok");
    assert!(store.levels_agree().unwrap());
}

#[test]
fn levels_of_another_model_are_folded_again_at_the_start() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let was = open(folder.path()).unwrap().read(|r| r.levels_of_student(AMARA)).unwrap();
    let raw = raw(folder.path());
    raw.execute_batch("UPDATE clk SET v = 0 WHERE k = 'model_version'; UPDATE level SET level = 3").unwrap();
    drop(raw);
    let store = open(folder.path()).unwrap();
    assert_eq!(store.read(|r| r.levels_of_student(AMARA)).unwrap(), was);
}

#[test]
fn levels_of_this_model_are_not_folded_again() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    raw(folder.path()).execute_batch("UPDATE level SET level = 3").unwrap();
    let store = open(folder.path()).unwrap();
    assert_eq!(store.read(|r| r.levels_of_student(AMARA)).unwrap()[0].level, Some(3));
    assert!(!store.levels_agree().unwrap());
}
