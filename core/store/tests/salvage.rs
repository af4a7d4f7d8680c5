//! Damaged databases: set aside, what was not sent is saved, and the rest comes again from the server.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::AttachmentId;
use notyet_store::testing::*;
use notyet_store::{DbKey, PhotoSize, Salvaged, Send, Store, StoreError, TestEnv};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

static SEEDS: AtomicU64 = AtomicU64::new(1);
const KEY: DbKey = DbKey([7; 32]);
const PAGE: usize = 4096;
const RECORDS: u32 = 60;
const PHOTO: AttachmentId = AttachmentId::from_bytes([0xa1; 16]);

fn env() -> Arc<TestEnv> {
    Arc::new(TestEnv::new(SEEDS.fetch_add(1, Ordering::SeqCst)))
}

/// A closed database with what the server has, and records and a photo that it does not have.
fn closed(folder: &Path) -> Feed {
    let store = Store::open(folder, &KEY, env()).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    for n in 0..60 {
        feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, &format!("theirs {n}"))));
    }
    pull(&store, &mut feed);
    let file = store.write_photo(b"a photo").unwrap();
    let evidence = Body::Evidence(evidence(C3, vec![PHOTO]));
    let saved = store.write(|tx| {
        tx.add_attachment(PHOTO, (CLASS, AMARA), &file, 1)?;
        tx.append(Some((CLASS, AMARA)), &evidence, Send::Held)
    });
    saved.unwrap();
    for n in 1..RECORDS {
        let body = Body::Feedback(feedback(C3, &format!("own {n} {}", "x".repeat(200))));
        store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Held)).unwrap();
    }
    feed
}

fn pull(store: &Store, feed: &mut Feed) {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).unwrap();
}

fn damage(folder: &Path, pages: impl Iterator<Item = usize>) -> Vec<u8> {
    let file = folder.join("notyet.db");
    let mut bytes = std::fs::read(&file).unwrap();
    for page in pages {
        if let Some(byte) = bytes.get_mut(page * PAGE + 2_000) {
            *byte ^= 1;
        }
    }
    std::fs::write(&file, &bytes).unwrap();
    bytes
}

fn pages(folder: &Path) -> usize {
    std::fs::metadata(folder.join("notyet.db")).unwrap().len() as usize / PAGE
}

fn aside(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries.filter(|p| p.file_name().unwrap().to_string_lossy().starts_with("aside-")).collect()
}

fn open(folder: &Path) -> (Store, Option<Salvaged>) {
    Store::open_or_salvage(folder, &KEY, env()).unwrap()
}

#[test]
fn a_sound_database_is_opened_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    assert_eq!(open(folder.path()).1, None);
    assert_eq!(aside(folder.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn whichever_page_is_damaged_what_can_be_read_is_saved_and_the_rest_comes_again() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let (mut whole, mut parts, mut roots) = (0, 0, 0);
    // The first pages hold the tables' list and roots; of the others every fifth tells as much.
    let all = 1..pages(folder.path());
    for page in all.filter(|page| *page < 8 || page % 5 == 0) {
        let folder = tempfile::tempdir().unwrap();
        let mut feed = closed(folder.path());
        let damaged = damage(folder.path(), [page].into_iter());
        std::fs::write(folder.path().join("notyet.damaged"), "1").unwrap();
        let (store, salvaged) = open(folder.path());
        let salvaged = salvaged.unwrap();
        match salvaged.records {
            RECORDS => whole += 1,
            // Where the list of tables stands, and the page from which all others of this one are found.
            0 => roots += 1,
            _ => parts += 1,
        }
        assert!(salvaged.records == RECORDS || salvaged.unreadable > 0, "page {page}: {salvaged:?}");
        let kept = std::fs::read(aside(folder.path())[0].join("notyet.db")).unwrap();
        assert!(kept == damaged, "set aside as it was");
        if salvaged.signed_in {
            let waiting = store.read(|r| r.not_sent()).unwrap();
            assert_eq!((waiting.waiting, waiting.photos), (salvaged.records, salvaged.photos));
            pull(&store, &mut feed);
            pull(&store, &mut feed);
            assert_eq!(store.read(|r| r.not_sent()).unwrap().waiting, 0);
            let all = store.read(|r| r.feedback(AMARA, None)).unwrap().len() as u32;
            assert!(all + 1 >= 60 + salvaged.records && all <= 60 + RECORDS, "page {page}: {all}");
        }
        assert_eq!(store.integrity().unwrap(), "ok");
        drop(store);
        assert_eq!(open(folder.path()).1, None, "once");
    }
    assert!(whole > 5 && parts > 0 && roots <= 3, "{whole} {parts} {roots}");
}

#[test]
fn a_photo_that_was_not_sent_is_saved_and_no_photo_is_deleted() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    std::fs::write(folder.path().join("photos/unknown"), "whose row is gone").unwrap();
    std::fs::write(folder.path().join("notyet.damaged"), "1").unwrap();
    let (store, salvaged) = open(folder.path());
    let all = Salvaged { records: RECORDS, photos: 1, unreadable: 0, signed_in: true };
    assert_eq!(salvaged, Some(all));
    assert_eq!(store.read_photo(PHOTO, PhotoSize::Full).unwrap().unwrap(), b"a photo");
    assert!(store.files_agree().unwrap());
    let kept = std::fs::read(aside(folder.path())[0].join("photos/unknown")).unwrap();
    assert_eq!(kept, b"whose row is gone");
}

#[test]
fn a_file_whose_first_page_is_gone_is_set_aside_and_a_new_one_begins() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    let damaged = damage(folder.path(), [0].into_iter());
    let (store, salvaged) = open(folder.path());
    let salvaged = salvaged.unwrap();
    assert_eq!((salvaged.records, salvaged.photos, salvaged.signed_in), (0, 0, false));
    assert!(salvaged.unreadable > 0);
    assert!(std::fs::read(aside(folder.path())[0].join("notyet.db")).unwrap() == damaged);
    assert_eq!(std::fs::read_dir(aside(folder.path())[0].join("photos")).unwrap().count(), 1);
    assert!(store.read(|r| r.session()).unwrap().is_none());
}

#[test]
fn damage_that_is_met_in_use_is_salvaged_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    damage(folder.path(), 3..pages(folder.path()));
    let met = Store::open(folder.path(), &KEY, env())
        .and_then(|store| store.read(|r| r.feedback(AMARA, None)).map(|_| ()));
    assert!(matches!(met, Err(StoreError::Damaged { .. })), "{met:?}");
    assert!(open(folder.path()).1.is_some());
    assert_eq!(open(folder.path()).1, None);
}

#[test]
fn killed_before_the_new_database_took_its_place_it_does_so_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    closed(folder.path());
    // As it is after the new one was whole: the old one still stands, with its log.
    let new = tempfile::tempdir().unwrap();
    drop(Store::open(new.path(), &KEY, env()).unwrap());
    std::fs::create_dir(folder.path().join("salvage.whole")).unwrap();
    std::fs::copy(new.path().join("notyet.db"), folder.path().join("salvage.whole/notyet.db")).unwrap();
    std::fs::write(folder.path().join("notyet.db-wal"), "of the old one").unwrap();
    std::fs::write(folder.path().join("notyet.damaged"), "1").unwrap();
    let (store, salvaged) = open(folder.path());
    assert_eq!(salvaged, None);
    assert!(store.read(|r| r.session()).unwrap().is_none(), "the new one");
    assert!(!folder.path().join("salvage.whole").exists() && !folder.path().join("notyet.damaged").exists());
}
