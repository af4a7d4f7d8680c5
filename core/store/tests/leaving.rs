//! Signing out: what is left to be sent is everything that the server lacks and nothing else, down to the last
//! byte of the folder; and it can be sent by nobody in particular.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{BlobRef, Body, Kind};
use notyet_model::ids::{AttachmentId, OpId, UserId};
use notyet_protocol::digest::sha256_hex;
use notyet_store::testing::*;
use notyet_store::{Counts, DbKey, PhotoSize, Send, Store, StoreError, TestEnv};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

static SEEDS: AtomicU64 = AtomicU64::new(1);
const KEY: DbKey = DbKey([7; 32]);
const NEW_KEY: DbKey = DbKey([8; 32]);
const OWN: AttachmentId = AttachmentId::from_bytes([0xa1; 16]);
const RAW: AttachmentId = AttachmentId::from_bytes([0xa2; 16]);
const LATE: AttachmentId = AttachmentId::from_bytes([0xa3; 16]);
const THEIRS: AttachmentId = AttachmentId::from_bytes([0xa4; 16]);
/// In what the server has: another's feedback, a name, an outcome, own feedback that was sent, a photo.
const GONE: [&str; 5] =
    ["canary-theirs", "canary-name", "canary-i-can", "canary-sent", "canary-photo-theirs"];
/// In what it does not have.
const KEPT: [&str; 2] = ["canary-waiting", "canary-held"];

fn env() -> Arc<TestEnv> {
    // Another seed each time, so that no id comes again.
    Arc::new(TestEnv::new(SEEDS.fetch_add(1, Ordering::SeqCst)))
}

fn pull(store: &Store, feed: &mut Feed) {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).unwrap();
}

fn say(store: &Store, text: &str, send: Send) -> OpId {
    let body = Body::Feedback(feedback(C3, text));
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, send)).unwrap().0
}

fn photo(store: &Store, id: AttachmentId, bytes: &str, send: Send) {
    let file = store.write_photo(bytes.as_bytes()).unwrap();
    let body = Body::Evidence(evidence(C3, vec![id]));
    let saved = store.write(|tx| {
        tx.add_attachment(id, (CLASS, AMARA), &file, 6)?;
        tx.append(Some((CLASS, AMARA)), &body, send)
    });
    saved.unwrap();
}

fn process(store: &Store, id: AttachmentId, full: &str, thumb: &str) {
    let (sha256, thumb_sha256) = (sha256_hex(full.as_bytes()), sha256_hex(thumb.as_bytes()));
    store.photo_processed(id, full.as_bytes(), thumb.as_bytes(), &sha256, &thumb_sha256, 9, 8).unwrap();
}

/// A teacher's device on which the server knows some things and others not.
fn teacher(store: &Store) -> Feed {
    enrol(store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    feed.member(UserId::from_bytes([0x73; 16]), notyet_model::register::ClassRole::Student, "canary-name");
    feed.set("outcome", C4, serde_json::json!({"course": COURSE, "code": "C4", "i_can": "canary-i-can"}));
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, "canary-theirs")));
    feed.record(HALE, Some(AMARA), &Body::Evidence(evidence(C3, vec![THEIRS])));
    let (sha256, thumb) = (sha256_hex(b"canary-photo-theirs"), sha256_hex(b"thumb"));
    let blob = BlobRef { attachment: THEIRS, sha256, thumb, w: 9, h: 8 };
    feed.record(HALE, Some(AMARA), &Body::BlobRef(blob));
    pull(store, &mut feed);
    store.download_done(THEIRS, true, b"thumb").unwrap();
    store.download_done(THEIRS, false, b"canary-photo-theirs").unwrap();
    say(store, "canary-sent", Send::Now);
    photo(store, LATE, "late as captured", Send::Now);
    pull(store, &mut feed);
    process(store, LATE, "late full", "late thumb");
    store.upload_done(LATE, true).unwrap();
    say(store, "canary-waiting", Send::Now);
    photo(store, OWN, "own as captured", Send::Now);
    process(store, OWN, "own full", "own thumb");
    photo(store, RAW, "raw as captured", Send::Held);
    say(store, "canary-held", Send::Held);
    feed
}

/// Every byte below a folder, file by file.
fn bytes(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(bytes(&path)),
            false => drop(all.insert(path.display().to_string(), std::fs::read(path).unwrap())),
        }
    }
    all
}

fn holds(folder: &Path, text: &str) -> bool {
    bytes(folder).values().any(|bytes| bytes.windows(text.len()).any(|w| w == text.as_bytes()))
}

fn counts(store: &Store) -> Counts {
    store.read(|r| r.not_sent()).unwrap()
}

#[test]
fn what_is_left_holds_all_that_the_server_lacks_and_no_byte_of_anything_else() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open_unencrypted(before.path(), env()).unwrap();
    teacher(&store);
    for text in GONE.iter().chain(&KEPT).filter(|text| !text.contains("photo")) {
        assert!(holds(before.path(), text), "{text} is there to be found");
    }
    assert_eq!(store.read_photo(THEIRS, PhotoSize::Full).unwrap().unwrap(), b"canary-photo-theirs");
    let left = store.copy_unsent_unencrypted(after.path()).unwrap();
    assert_eq!(left, 7, "four records and three photos");
    for text in GONE {
        assert!(!holds(after.path(), text), "{text}");
    }
    for text in KEPT {
        assert!(holds(after.path(), text), "{text}");
    }
    let copy = Store::open_unencrypted(after.path(), env()).unwrap();
    assert_eq!(counts(&copy), Counts { held: 0, waiting: 4, photos: 3, refused: 0 });
    assert_eq!(copy.read_photo(THEIRS, PhotoSize::Full).unwrap(), None);
    assert_eq!(copy.read_photo(OWN, PhotoSize::Full).unwrap().unwrap(), b"own full");
    assert_eq!(copy.raw_photo(RAW).unwrap().unwrap(), b"raw as captured");
    assert_eq!(copy.photos_to_process().unwrap(), [(RAW, 6)]);
    assert_eq!(copy.integrity().unwrap(), "ok");
    assert!(copy.files_agree().unwrap());
}

#[test]
fn sealed_under_its_own_key_it_shows_no_byte_at_all() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(before.path(), &KEY, env()).unwrap();
    teacher(&store);
    store.copy_unsent(after.path(), &NEW_KEY).unwrap();
    for text in GONE.iter().chain(&KEPT).chain(&["own full", "raw as captured", "Ortiz"]) {
        assert!(!holds(after.path(), text), "{text}");
    }
    assert!(matches!(Store::open(after.path(), &KEY, env()).err(), Some(StoreError::WrongKey)));
    assert!(Store::open(after.path(), &NEW_KEY, env()).unwrap().is_leaving());
    assert!(!store.is_leaving());
}

#[test]
fn it_is_sent_without_taking_anything_in_and_then_nothing_is_left() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(before.path(), &KEY, env()).unwrap();
    let mut feed = teacher(&store);
    store.copy_unsent(after.path(), &NEW_KEY).unwrap();
    let copy = Store::open(after.path(), &NEW_KEY, env()).unwrap();
    process(&copy, RAW, "raw full", "raw thumb");
    pull(&copy, &mut feed);
    assert_eq!(counts(&copy), Counts { held: 0, waiting: 0, photos: 3, refused: 0 });
    let up: Vec<_> = copy.uploads(9).unwrap().into_iter().map(|u| (u.attachment, u.is_thumb)).collect();
    assert_eq!(up, [(OWN, true), (RAW, true), (OWN, false), (RAW, false), (LATE, false)]);
    for (attachment, is_thumb) in up {
        copy.upload_done(attachment, is_thumb).unwrap();
    }
    assert_eq!(counts(&copy), Counts { held: 0, waiting: 3, photos: 0, refused: 0 });
    pull(&copy, &mut feed);
    assert_eq!(copy.read(|r| r.left_to_send()).unwrap(), 0);
    assert_eq!(copy.cursors().unwrap(), BTreeMap::new());
    assert_eq!(copy.read(|r| r.members(CLASS)).unwrap(), []);
    assert_eq!(copy.read(|r| r.feedback(AMARA, None)).unwrap().len(), 2, "its own two alone");

    let other = tempfile::tempdir().unwrap();
    let elsewhere = Store::open(other.path(), &KEY, env()).unwrap();
    enrol(&elsewhere, HALE, Role::Teacher).unwrap();
    pull(&elsewhere, &mut feed);
    let said = elsewhere.read(|r| r.feedback(AMARA, None)).unwrap();
    let mut said: Vec<String> = said.into_iter().map(|e| e.body.next_step).collect();
    said.sort();
    assert_eq!(said, ["canary-held", "canary-sent", "canary-theirs", "canary-waiting"]);
    let photos: Vec<_> = elsewhere.downloads(99).unwrap().into_iter().map(|d| d.attachment).collect();
    assert!([OWN, RAW, LATE].iter().all(|id| photos.contains(id)), "{photos:?}");
}

#[test]
fn what_the_server_is_too_old_to_take_is_not_given_up() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(before.path(), &KEY, env()).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    pull(&store, &mut feed);
    say(&store, "newer than the server", Send::Now);
    feed.refuse(Some(Refusal::KindUnknown));
    pull(&store, &mut feed);
    assert_eq!(store.copy_unsent(after.path(), &NEW_KEY).unwrap(), 1);
    let copy = Store::open(after.path(), &NEW_KEY, env()).unwrap();
    pull(&copy, &mut feed);
    assert_eq!(copy.read(|r| r.left_to_send()).unwrap(), 1, "refused again, and still not lost");
    let kinds: Vec<String> = store.read(|r| r.refused(9)).unwrap().into_iter().map(|r| r.kind).collect();
    assert_eq!(kinds, [Kind::Feedback.as_str()]);
}

#[test]
fn a_server_that_forgot_gets_again_what_was_left() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let store = Store::open(before.path(), &KEY, env()).unwrap();
    let mut feed = teacher(&store);
    store.copy_unsent(after.path(), &NEW_KEY).unwrap();
    let copy = Store::open(after.path(), &NEW_KEY, env()).unwrap();
    pull(&copy, &mut feed);
    let mut forgetful = Feed::of_school();
    forgetful.epoch = notyet_protocol::epoch::Epoch::new(2, "second");
    pull(&copy, &mut forgetful);
    assert_eq!(counts(&copy).waiting, 4, "taken back as not sent");
    pull(&copy, &mut forgetful);
    assert_eq!(counts(&copy).waiting, 0);
}
