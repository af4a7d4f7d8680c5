//! Photos: safe before they are said to be, readable by nobody without the database, and gone when they should.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{BlobRef, Body, Retraction};
use notyet_model::ids::{AttachmentId, OpId};
use notyet_protocol::digest::sha256_hex;
use notyet_store::testing::*;
use notyet_store::{AttachmentState, DbKey, Download, PhotoSize, Send, Store, StoreError, TestEnv, Upload};
use std::path::Path;
use std::sync::Arc;

const KEY: DbKey = DbKey([7; 32]);
const PHOTO: AttachmentId = AttachmentId::from_bytes([0xa1; 16]);
const RAW: &[u8] = b"the bytes as the camera gave them";
const FULL: &[u8] = b"the picture at 2048 pixels";
const THUMB: &[u8] = b"the thumbnail";

fn teacher(folder: &Path) -> (Store, Feed) {
    let store = Store::open(folder, &KEY, Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    pull(&store, &mut feed);
    (store, feed)
}

fn pull(store: &Store, feed: &mut Feed) -> notyet_store::Applied {
    let streams = feed.of_teacher();
    feed.sync(store, &streams).unwrap()
}

fn capture(store: &Store, send: Send) -> OpId {
    let file = store.write_photo(RAW).unwrap();
    let body = Body::Evidence(evidence(C3, vec![PHOTO]));
    let saved = store.write(|tx| {
        tx.add_attachment(PHOTO, (CLASS, AMARA), &file, 6)?;
        tx.append(Some((CLASS, AMARA)), &body, send)
    });
    saved.unwrap().0
}

fn process(store: &Store) -> Result<(), StoreError> {
    store.photo_processed(PHOTO, FULL, THUMB, &sha256_hex(FULL), &sha256_hex(THUMB), 2048, 1536).map(|_| ())
}

fn state(store: &Store) -> Option<AttachmentState> {
    store.read(|r| r.attachment(PHOTO)).unwrap().map(|row| row.state)
}

fn read(store: &Store, size: PhotoSize) -> Option<Vec<u8>> {
    store.read_photo(PHOTO, size).unwrap()
}

fn files(folder: &Path) -> Vec<std::path::PathBuf> {
    std::fs::read_dir(folder.join("photos")).unwrap().map(|entry| entry.unwrap().path()).collect()
}

/// The same picture, recorded on another device; `bound` adds what its bytes are.
fn theirs(feed: &mut Feed, bound: bool) {
    feed.record(HALE, Some(AMARA), &Body::Evidence(evidence(C3, vec![PHOTO])));
    if bound {
        bind(feed);
    }
}

fn bind(feed: &mut Feed) {
    let (sha256, thumb) = (sha256_hex(FULL), sha256_hex(THUMB));
    let body = Body::BlobRef(BlobRef { attachment: PHOTO, sha256, thumb, w: 2048, h: 1536 });
    feed.record(HALE, Some(AMARA), &body);
}

#[test]
fn a_captured_photo_is_there_after_the_store_was_closed_and_no_byte_of_it_is_readable() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    drop(store);
    let store = Store::open(folder.path(), &KEY, Arc::new(TestEnv::new(2))).unwrap();
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(RAW));
    assert_eq!(read(&store, PhotoSize::Thumb), None);
    assert_eq!(state(&store), Some(AttachmentState::Captured));
    assert_eq!(store.photos_to_process().unwrap(), [(PHOTO, 6)]);
    let bytes = std::fs::read(&files(folder.path())[0]).unwrap();
    assert_eq!(bytes.len(), RAW.len() + 24 + 16);
    assert!(!bytes.windows(6).any(|window| window == b"camera"));
}

#[test]
fn the_processed_picture_takes_the_place_of_the_capture() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    process(&store).unwrap();
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(FULL));
    assert_eq!(read(&store, PhotoSize::Thumb).as_deref(), Some(THUMB));
    assert_eq!(store.raw_photo(PHOTO).unwrap(), None);
    let row = store.read(|r| r.attachment(PHOTO)).unwrap().unwrap();
    assert_eq!((row.state, row.w, row.h), (AttachmentState::Ready, 2048, 1536));
    assert_eq!(store.photos_to_process().unwrap(), []);
    assert!(store.files_agree().unwrap());
}

#[test]
fn a_photo_processed_after_it_was_undone_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let id = capture(&store, Send::Held);
    assert!(store.write(|tx| tx.remove_held(id)).unwrap().0);
    assert!(matches!(process(&store), Err(StoreError::NotFound)));
    assert_eq!(state(&store), None);
    assert_eq!(files(folder.path()), Vec::<std::path::PathBuf>::new());
}

#[test]
fn a_picture_with_another_hash_than_said_is_not_kept() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    let kept = store.photo_processed(PHOTO, FULL, THUMB, &sha256_hex(RAW), &sha256_hex(THUMB), 1, 1);
    assert!(matches!(kept, Err(StoreError::WrongBytes)));
    assert!(store.files_agree().unwrap());
}

#[test]
fn an_unreadable_photo_is_kept_and_never_tried_again() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    store.photo_unreadable(PHOTO, "no JPEG").unwrap();
    assert_eq!(store.photos_to_process().unwrap(), []);
    assert_eq!(state(&store), Some(AttachmentState::Unreadable));
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(RAW));
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos, 0);
}

#[test]
fn a_photo_that_no_row_names_is_swept_at_the_next_opening() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    store.write_photo(b"the program ended before the row was written").unwrap();
    std::fs::write(folder.path().join("photos/0123.part"), "cut short").unwrap();
    assert!(!store.files_agree().unwrap());
    drop(store);
    let store = Store::open(folder.path(), &KEY, Arc::new(TestEnv::new(2))).unwrap();
    assert!(store.files_agree().unwrap());
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(RAW));
}

#[test]
fn a_torn_or_swapped_photo_is_damage_and_a_missing_one_is_not_here() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    process(&store).unwrap();
    let files = files(folder.path());
    let (one, other) = (std::fs::read(&files[0]).unwrap(), std::fs::read(&files[1]).unwrap());
    std::fs::write(&files[0], &other).unwrap();
    std::fs::write(&files[1], &one[..one.len() - 1]).unwrap();
    for size in [PhotoSize::Full, PhotoSize::Thumb] {
        assert!(matches!(store.read_photo(PHOTO, size), Err(StoreError::Damaged { .. })));
    }
    files.iter().for_each(|file| std::fs::remove_file(file).unwrap());
    assert_eq!(read(&store, PhotoSize::Full), None);
}

#[test]
fn evidence_cannot_name_a_photo_that_is_not_here_or_is_anothers() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let file = store.write_photo(RAW).unwrap();
    let body = Body::Evidence(evidence(C3, vec![PHOTO]));
    let append = |student| {
        store.write(|tx| {
            tx.add_attachment(PHOTO, (CLASS, BEN), &file, 1)?;
            tx.append(Some((CLASS, student)), &body, Send::Now)
        })
    };
    assert!(matches!(append(AMARA), Err(StoreError::Refused(Refusal::BadReference))));
    assert_eq!(state(&store), None, "nothing of the write was kept");
    assert!(append(BEN).is_ok());
}

#[test]
fn bytes_travel_thumbnail_first_only_when_released_and_are_bound_once_both_are_up() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    capture(&store, Send::Held);
    process(&store).unwrap();
    assert_eq!(store.uploads(9).unwrap(), []);
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos, 1);
    store.write(|tx| tx.release(None)).unwrap();
    let upload = |bytes, is_thumb| Upload { attachment: PHOTO, sha256: sha256_hex(bytes), is_thumb };
    assert_eq!(store.uploads(9).unwrap(), [upload(THUMB, true), upload(FULL, false)]);
    assert!(pull(&store, &mut feed).wake_photos);
    store.upload_done(PHOTO, true).unwrap();
    assert_eq!(store.uploads(9).unwrap(), [upload(FULL, false)]);
    assert_eq!(store.outbox(9, 1 << 20).unwrap(), []);
    store.upload_done(PHOTO, false).unwrap();
    store.upload_done(PHOTO, false).unwrap();
    let bound = store.outbox(9, 1 << 20).unwrap();
    let kinds: Vec<String> = bound.iter().map(|op| op.read().unwrap().k).collect();
    assert_eq!(kinds, ["blob.ref"], "said twice, recorded once");
    assert!(bound[0].text().contains(&sha256_hex(FULL)));
    assert!(!pull(&store, &mut feed).wake_photos);
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos, 0);
    assert_eq!(store.downloads(9).unwrap(), [], "its own bytes do not come back");
}

#[test]
fn photos_of_refused_evidence_do_not_travel() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    capture(&store, Send::Now);
    process(&store).unwrap();
    feed.refuse(Some(Refusal::NotYourClass));
    assert!(!pull(&store, &mut feed).wake_photos);
    assert_eq!(store.uploads(9).unwrap(), []);
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(FULL), "but they are kept");
}

#[test]
fn a_photo_from_elsewhere_comes_once_its_bytes_are_known_and_only_as_promised() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    theirs(&mut feed, false);
    assert!(!pull(&store, &mut feed).wake_photos);
    assert_eq!(state(&store), Some(AttachmentState::Coming));
    assert!(matches!(store.download_done(PHOTO, true, THUMB), Err(StoreError::NotFound)));
    bind(&mut feed);
    assert!(pull(&store, &mut feed).wake_photos);
    let download = |bytes, is_thumb| Download { attachment: PHOTO, sha256: sha256_hex(bytes), is_thumb };
    assert_eq!(store.downloads(9).unwrap(), [download(THUMB, true), download(FULL, false)]);
    assert!(matches!(store.download_done(PHOTO, true, FULL), Err(StoreError::WrongBytes)));
    store.download_done(PHOTO, true, THUMB).unwrap();
    store.download_done(PHOTO, true, THUMB).unwrap();
    assert_eq!(store.downloads(9).unwrap(), [download(FULL, false)]);
    assert_eq!(read(&store, PhotoSize::Thumb).as_deref(), Some(THUMB));
    store.download_done(PHOTO, false, FULL).unwrap();
    assert_eq!(store.downloads(9).unwrap(), []);
    assert_eq!(state(&store), Some(AttachmentState::Ready));
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(FULL));
    assert!(store.files_agree().unwrap());
}

#[test]
fn what_a_photos_bytes_are_may_be_known_before_its_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    bind(&mut feed);
    assert!(!pull(&store, &mut feed).wake_photos);
    theirs(&mut feed, false);
    assert!(pull(&store, &mut feed).wake_photos);
}

#[test]
fn photos_go_with_the_stream_that_held_their_evidence() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    theirs(&mut feed, true);
    pull(&store, &mut feed);
    store.download_done(PHOTO, true, THUMB).unwrap();
    let common = vec![feed.of_teacher().remove(0)];
    feed.sync(&store, &common).unwrap();
    assert_eq!(state(&store), None);
    assert_eq!(files(folder.path()), Vec::<std::path::PathBuf>::new());
    assert_eq!(store.downloads(9).unwrap(), []);
}

fn only_file(folder: &Path) -> std::path::PathBuf {
    let files = files(folder);
    assert_eq!(files.len(), 1);
    files[0].clone()
}

fn unreadable(store: &Store) -> usize {
    store.read(|r| r.unreadable_photos(9)).unwrap().len()
}

#[test]
fn a_capture_whose_file_is_gone_is_said_to_be_until_its_record_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    let id = capture(&store, Send::Now);
    assert_eq!(unreadable(&store), 0);
    drop(store);
    std::fs::remove_file(only_file(folder.path())).unwrap();
    let store = Store::open(folder.path(), &KEY, Arc::new(TestEnv::new(2))).unwrap();
    assert_eq!((state(&store), unreadable(&store)), (Some(AttachmentState::Unreadable), 1));
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos, 0, "it waits for nothing");
    assert_eq!((store.uploads(9).unwrap(), store.photos_to_process().unwrap()), (vec![], vec![]));
    let back = Body::Retraction(Retraction { of: vec![id] });
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &back, Send::Now)).unwrap();
    assert_eq!(unreadable(&store), 0);
}

#[test]
fn a_thumbnail_whose_file_is_gone_is_made_anew_from_the_picture() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = teacher(folder.path());
    capture(&store, Send::Now);
    process(&store).unwrap();
    store.write(|tx| tx.release(None)).unwrap();
    let small = files(folder.path()).into_iter().min_by_key(|file| file.metadata().unwrap().len()).unwrap();
    std::fs::remove_file(small).unwrap();
    store.file_gone(PHOTO, PhotoSize::Thumb).unwrap();
    assert_eq!((state(&store), unreadable(&store)), (Some(AttachmentState::Captured), 0));
    assert_eq!(store.photos_to_process().unwrap(), [(PHOTO, 1)]);
    assert_eq!(store.raw_photo(PHOTO).unwrap().as_deref(), Some(FULL));
    process(&store).unwrap();
    assert_eq!(read(&store, PhotoSize::Thumb).as_deref(), Some(THUMB));
    assert!(store.files_agree().unwrap());
}

#[test]
fn a_picture_that_the_server_has_comes_again_when_its_file_is_gone() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    theirs(&mut feed, true);
    pull(&store, &mut feed);
    store.download_done(PHOTO, true, THUMB).unwrap();
    store.download_done(PHOTO, false, FULL).unwrap();
    drop(store);
    for file in files(folder.path()) {
        std::fs::remove_file(file).unwrap();
    }
    let store = Store::open(folder.path(), &KEY, Arc::new(TestEnv::new(2))).unwrap();
    assert_eq!((state(&store), unreadable(&store)), (Some(AttachmentState::Coming), 0));
    assert_eq!(store.downloads(9).unwrap().len(), 2);
    store.download_done(PHOTO, true, THUMB).unwrap();
    store.download_done(PHOTO, false, FULL).unwrap();
    assert_eq!(state(&store), Some(AttachmentState::Ready));
}

const TWIN: AttachmentId = AttachmentId::from_bytes([0xa2; 16]);

#[test]
fn one_picture_of_two_students_travels_once_each_way() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    for (photo, student) in [(PHOTO, AMARA), (TWIN, BEN)] {
        let file = store.write_photo(RAW).unwrap();
        let body = Body::Evidence(evidence(C3, vec![photo]));
        let saved = store.write(|tx| {
            tx.add_attachment(photo, (CLASS, student), &file, 1)?;
            tx.append(Some((CLASS, student)), &body, Send::Now)
        });
        saved.unwrap();
        store.photo_processed(photo, FULL, THUMB, &sha256_hex(FULL), &sha256_hex(THUMB), 8, 6).unwrap();
    }
    store.upload_done(PHOTO, true).unwrap();
    store.upload_done(PHOTO, false).unwrap();
    assert_eq!(store.uploads(9).unwrap(), []);
    let bound =
        store.outbox(9, 1 << 20).unwrap().iter().filter(|op| op.read().unwrap().k == "blob.ref").count();
    assert_eq!(bound, 2, "each student's record names the bytes");

    let other = tempfile::tempdir().unwrap();
    pull(&store, &mut feed);
    let (theirs, streams) =
        (Store::open(other.path(), &KEY, Arc::new(TestEnv::new(5))).unwrap(), feed.of_teacher());
    enrol(&theirs, HALE, Role::Teacher).unwrap();
    while feed.sync(&theirs, &streams).unwrap().more {}
    let [first, ..] = &theirs.downloads(9).unwrap()[..] else { panic!("nothing to fetch") };
    theirs.download_done(first.attachment, true, THUMB).unwrap();
    theirs.download_done(first.attachment, false, FULL).unwrap();
    assert_eq!(theirs.downloads(9).unwrap(), []);
    for photo in [PHOTO, TWIN] {
        assert_eq!(theirs.read_photo(photo, PhotoSize::Full).unwrap().as_deref(), Some(FULL));
    }
    assert_eq!(files(other.path()).len(), 4, "each student's can be destroyed alone");
    assert!(theirs.files_agree().unwrap());
}

/// A photo whose evidence the server has and whose bytes it has not; and the streams of who has left the class.
fn leave_before_the_bytes_went(store: &Store, feed: &mut Feed) -> Vec<String> {
    let evidence = capture(store, Send::Now);
    pull(store, feed);
    let common = vec![feed.of_teacher().remove(0)];
    feed.sync(store, &common).unwrap();
    assert!(store.read(|r| r.evidence(AMARA, None, 9)).unwrap().is_empty(), "no screen shows {evidence}");
    common
}

fn upload(store: &Store) {
    for upload in store.uploads(9).unwrap() {
        store.upload_done(upload.attachment, upload.is_thumb).unwrap();
    }
}

fn is_gone(store: &Store, folder: &Path) -> bool {
    state(store).is_none() && files(folder).is_empty() && store.files_agree().unwrap()
}

#[test]
fn a_photo_that_the_server_lacks_outlives_its_record_and_goes_once_it_was_handed_over() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let common = leave_before_the_bytes_went(&store, &mut feed);
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos, 1);
    process(&store).unwrap();
    drop(store);
    let store = Store::open(folder.path(), &KEY, Arc::new(TestEnv::new(2))).unwrap();
    upload(&store);
    // Until the binding is answered the bytes may be asked for again.
    feed.sync(&store, &common.clone()).unwrap();
    assert!(is_gone(&store, folder.path()));
    assert_eq!(store.read(|r| r.not_sent()).unwrap().photos, 0);
    let feed_of_class = feed.answer(&[], &Default::default(), &feed.of_teacher(), 500);
    let bound = feed_of_class.pages.values().flat_map(|page| &page.ops);
    assert!(bound.map(|it| it.op.read().unwrap()).any(|op| op.k == "blob.ref"), "who is there has it");
}

#[test]
fn a_photo_that_outlived_its_record_is_asked_for_again_or_goes_with_a_refusal() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    let common = leave_before_the_bytes_went(&store, &mut feed);
    process(&store).unwrap();
    upload(&store);
    feed.refuse(Some(Refusal::Blob));
    feed.sync(&store, &common).unwrap();
    assert_eq!(store.uploads(9).unwrap().len(), 2, "the server has lost its bytes");
    upload(&store);
    feed.refuse(Some(Refusal::NotYourClass));
    feed.sync(&store, &common).unwrap();
    assert!(is_gone(&store, folder.path()));
    let refused = store.read(|r| r.refused(9)).unwrap();
    assert_eq!(refused.iter().map(|row| row.kind.as_str()).collect::<Vec<_>>(), ["blob.ref"]);
}

#[test]
fn a_photo_whose_binding_is_under_way_stays_when_its_record_goes() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    capture(&store, Send::Now);
    pull(&store, &mut feed);
    process(&store).unwrap();
    upload(&store);
    let common = vec![feed.of_teacher().remove(0)];
    let nothing_heard = feed.answer(&[], &store.cursors().unwrap(), &common, 500);
    store.apply(&nothing_heard, START_MS, START_MS).unwrap();
    assert_eq!(state(&store), Some(AttachmentState::Ready));
    feed.sync(&store, &common).unwrap();
    assert!(is_gone(&store, folder.path()));
}

#[test]
fn a_photo_that_outlived_its_record_is_shown_again_when_its_author_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let (store, mut feed) = teacher(folder.path());
    leave_before_the_bytes_went(&store, &mut feed);
    pull(&store, &mut feed);
    process(&store).unwrap();
    upload(&store);
    pull(&store, &mut feed);
    pull(&store, &mut feed);
    assert_eq!(state(&store), Some(AttachmentState::Ready));
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(FULL));
    assert_eq!(store.downloads(9).unwrap(), [], "nothing comes back that is here");
}

/// A photo of Amara's on her own device, which a note keeps.
fn noted(folder: &Path) -> (Store, Feed) {
    let store = Store::open(folder, &KEY, Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, AMARA, Role::Student).unwrap();
    let mut feed = Feed::of_school();
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    let file = store.write_photo(RAW).unwrap();
    store
        .write(|tx| {
            tx.add_attachment(PHOTO, (CLASS, AMARA), &file, 1)?;
            tx.set_note(AMARA, "draft", "photos: 1")
        })
        .unwrap();
    (store, feed)
}

#[test]
fn a_photo_of_a_note_is_sent_only_once_a_record_carries_it() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = noted(folder.path());
    process(&store).unwrap();
    assert_eq!((store.uploads(9).unwrap(), store.read(|r| r.not_sent()).unwrap().photos), (vec![], 0));
    drop(store);
    let store = Store::open(folder.path(), &KEY, Arc::new(TestEnv::new(2))).unwrap();
    assert_eq!(store.read(|r| r.note(AMARA, "draft")).unwrap().as_deref(), Some("photos: 1"));
    assert_eq!(read(&store, PhotoSize::Full).as_deref(), Some(FULL), "it outlives the app");

    let body = Body::Evidence(evidence(C3, vec![PHOTO]));
    let (id, _) = store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Held)).unwrap();
    assert!(store.write(|tx| tx.unhold(id)).unwrap().0);
    assert!(store.read(|r| r.is_noted_photo(PHOTO)).unwrap(), "taken back into the note, photo and all");
    assert!(store.read(|r| r.evidence(AMARA, None, 9)).unwrap().is_empty());

    store.write(|tx| tx.append(Some((CLASS, AMARA)), &body, Send::Now)).unwrap();
    assert_eq!(store.uploads(9).unwrap().len(), 2);
    assert!(!store.write(|tx| tx.drop_noted_photo(PHOTO)).unwrap().0, "a record carries it now");
}

#[test]
fn a_photo_that_a_note_lets_go_of_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let (store, _) = noted(folder.path());
    assert!(store.write(|tx| tx.drop_noted_photo(PHOTO)).unwrap().0);
    assert_eq!((state(&store), files(folder.path()).len()), (None, 0));
    store.write(|tx| tx.drop_note(AMARA, "draft")).unwrap();
    assert_eq!(store.read(|r| r.note(AMARA, "draft")).unwrap(), None);
}

/// The photo, once more, for Ben.
const COPY: AttachmentId = AttachmentId::from_bytes([0xa2; 16]);

fn copy(store: &Store) {
    let copy = store.copy_photo(PHOTO).unwrap();
    let body = Body::Evidence(evidence(C3, vec![COPY]));
    let saved = store.write(|tx| {
        tx.add_copy(COPY, (CLASS, BEN), &copy)?;
        tx.append(Some((CLASS, BEN)), &body, Send::Now)
    });
    saved.unwrap();
}

#[test]
fn a_copy_of_a_photo_stays_when_the_record_of_the_other_is_erased() {
    let folder = tempfile::TempDir::new().unwrap();
    let (store, mut feed) = teacher(folder.path());
    capture(&store, Send::Now);
    process(&store).unwrap();
    copy(&store);
    assert_eq!(files(folder.path()).len(), 4, "a picture and a thumbnail each");
    feed.erase(AMARA);
    pull(&store, &mut feed);
    assert_eq!(read(&store, PhotoSize::Full), None);
    assert_eq!(store.read_photo(COPY, PhotoSize::Full).unwrap().as_deref(), Some(FULL));
    assert_eq!(store.read_photo(COPY, PhotoSize::Thumb).unwrap().as_deref(), Some(THUMB));
    assert!(store.files_agree().unwrap());
}

#[test]
fn a_copy_made_before_the_photo_was_processed_is_processed_by_itself() {
    let folder = tempfile::TempDir::new().unwrap();
    let (store, _feed) = teacher(folder.path());
    capture(&store, Send::Now);
    copy(&store);
    assert_eq!(store.photos_to_process().unwrap(), [(PHOTO, 6), (COPY, 6)]);
    process(&store).unwrap();
    assert_eq!(store.photos_to_process().unwrap(), [(COPY, 6)]);
    assert_eq!(store.raw_photo(COPY).unwrap().as_deref(), Some(RAW));
    assert!(store.files_agree().unwrap());
}

#[test]
fn a_copy_that_was_overtaken_by_its_photos_processing_is_not_named() {
    let folder = tempfile::TempDir::new().unwrap();
    let (store, _feed) = teacher(folder.path());
    capture(&store, Send::Now);
    let late = store.copy_photo(PHOTO).unwrap();
    process(&store).unwrap();
    let named = store.write(|tx| tx.add_copy(COPY, (CLASS, BEN), &late));
    assert!(matches!(named, Err(StoreError::NotFound)));
    store.discard_copy(late);
    assert!(store.files_agree().unwrap());
    assert!(matches!(store.copy_photo(COPY), Err(StoreError::NotFound)));
}
