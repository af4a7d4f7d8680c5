//! A file system that is really full: what is said to be saved is, what is not leaves nothing, and both hold when the
//! program is started again before there is room. The file system is a small one of a process's own.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, OpId};
use notyet_store::testing::*;
use notyet_store::{DbKey, PhotoSize, Send, Store, StoreError, TestEnv};
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::Command;
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);
const FOLDER: &str = "NOTYET_ON_A_TINY_DISK";

/// The same test, started again by itself in a name space of its own, is the program whose disk is full.
#[test]
fn on_a_full_disk_what_is_saved_is_whole_and_it_goes_on_once_there_is_room() {
    if let Some(folder) = std::env::var_os(FOLDER) {
        return fill_up_and_go_on(Path::new(&folder));
    }
    let folder = tempfile::tempdir().unwrap();
    let script = format!(r#"mount -t tmpfs -o size=8m tiny "${FOLDER}" && exec "$@""#);
    let mut tiny = Command::new("unshare");
    tiny.args(["-rm", "sh", "-c", &script, "sh"]).arg(std::env::current_exe().unwrap());
    tiny.args([
        "--exact",
        "on_a_full_disk_what_is_saved_is_whole_and_it_goes_on_once_there_is_room",
        "--nocapture",
    ]);
    let ran = tiny.env(FOLDER, folder.path()).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    assert!(
        ran.status.success() && said.contains("1 passed"),
        "{said}{}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

fn open(folder: &Path, seed: u64) -> Result<Store, StoreError> {
    Store::open(folder, &KEY, Arc::new(TestEnv::new(seed)))
}

/// Writes a file until nothing more goes in.
fn fill(path: &Path) {
    let mut file = File::options().create(true).append(true).open(path).unwrap();
    for size in [1 << 16, 1 << 10, 1] {
        loop {
            match file.write_all(&vec![0; size]) {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::StorageFull => break,
                Err(error) => panic!("{error}"),
            }
        }
    }
}

fn say(store: &Store, text: &str) -> Result<OpId, StoreError> {
    let body = Body::Feedback(feedback(C3, text));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).map(|(id, _)| id)
}

fn take_photo(store: &Store, n: u32) -> Result<AttachmentId, StoreError> {
    let photo = AttachmentId::from_bytes(u128::from(n).to_be_bytes());
    let file = store.write_photo(&[n as u8; 90_000])?;
    let evidence = Body::Evidence(evidence(C3, vec![photo]));
    store.write(|tx| {
        tx.add_attachment(photo, (CLASS, AMARA), &file, 1)?;
        tx.append(Some((CLASS, AMARA)), &evidence, Send::Now)
    })?;
    Ok(photo)
}

fn said(store: &Store) -> BTreeSet<OpId> {
    store.read(|r| r.feedback(AMARA, None)).unwrap().iter().map(|entry| entry.id).collect()
}

/// Everything that was said to be saved, and not a thing more, whole.
fn holds(store: &Store, saved: &BTreeSet<OpId>, photos: &[AttachmentId]) {
    assert_eq!(said(store), *saved);
    for (n, photo) in photos.iter().enumerate() {
        assert!(store.read_photo(*photo, PhotoSize::Full).unwrap() == Some(vec![n as u8; 90_000]));
    }
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos as usize, photos.len());
}

fn full<T: std::fmt::Debug>(tried: Result<T, StoreError>) {
    assert!(matches!(tried, Err(StoreError::Full)), "{tried:?}");
}

fn fill_up_and_go_on(disk: &Path) {
    let (folder, filler) = (disk.join("store"), disk.join("filler"));
    let store = open(&folder, 1).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    let mut photos = vec![];
    for n in 0..3 {
        photos.push(take_photo(&store, n).unwrap());
    }

    fill(&filler);
    let file = File::options().write(true).open(&filler).unwrap();
    // Room for a handful of records.
    file.set_len(file.metadata().unwrap().len() - (256 << 10)).unwrap();
    // What is held open keeps its room when it is removed.
    drop(file);
    let mut saved = BTreeSet::new();
    let refused = loop {
        match say(&store, &"x".repeat(400)) {
            Ok(id) => _ = saved.insert(id),
            refused => break refused,
        }
        assert!(saved.len() < 20_000, "the disk is never full");
    };
    full(refused);
    assert!(!saved.is_empty());
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, "from elsewhere")));
    let cursors = store.cursors().unwrap();
    for n in 3..6 {
        full(take_photo(&store, n));
        full(say(&store, &"x".repeat(400)));
        full(feed.sync(&store, &streams));
    }
    assert_eq!(store.cursors().unwrap(), cursors);
    holds(&store, &saved, &photos);
    assert_eq!(fs::read_dir(folder.join("photos")).unwrap().count(), photos.len(), "nothing by halves");

    // Started again before there is room: it may have to wait for room to open, and calls nothing damaged.
    drop(store);
    fill(&filler);
    match open(&folder, 2) {
        Ok(store) => holds(&store, &saved, &photos),
        refused => full(refused.map(drop)),
    }

    fs::remove_file(&filler).unwrap();
    let store = open(&folder, 3).unwrap();
    holds(&store, &saved, &photos);
    assert_eq!(store.integrity().unwrap(), "ok");
    saved.insert(say(&store, "there is room").unwrap());
    photos.push(take_photo(&store, 3).unwrap());
    holds(&store, &saved, &photos);
    feed.sync(&store, &streams).unwrap();
    assert_eq!(said(&store).len(), saved.len() + 1);
    assert!(store.levels_agree().unwrap() && store.files_agree().unwrap());
    drop(store);
    // A photo that found no room is not shut in anywhere.
    assert_eq!(fs::read_dir(folder.join("photos")).unwrap().count(), photos.len());
}
