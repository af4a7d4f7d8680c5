//! A device's database as every version of the tables left it: this program opens each, and finds everything.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

#[path = "../../../tests/fixtures/schema/text.rs"]
mod text;

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{BlobRef, Body, DocumentFormat, Excusal, Judgement};
use notyet_model::ids::{AttachmentId, OpId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::op::Op;
use notyet_store::testing::*;
use notyet_store::{Medium, Send, Store, TestEnv};
use rusqlite::Connection;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

/// Whose record was erased.
const CHIDI: UserId = UserId::from_bytes([0x73; 16]);
const PHOTO: AttachmentId = AttachmentId::from_bytes([0xa8; 16]);
const OWN_PHOTO: AttachmentId = AttachmentId::from_bytes([0xa9; 16]);
const OWN_VOICE: AttachmentId = AttachmentId::from_bytes([0xaa; 16]);
const OWN_LETTER: AttachmentId = AttachmentId::from_bytes([0xab; 16]);
const NOTE: &str = "draft/feedback";

fn open(folder: &Path) -> Store {
    Store::open_unencrypted(folder, Arc::new(TestEnv::new(1))).unwrap()
}

/// A teacher's device after some lessons: with everything that a device keeps.
fn some_lessons(folder: &Path) {
    let store = open(folder);
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let mut feed = Feed::of_school();
    feed.member(CHIDI, ClassRole::Student, "Chidi Eze");
    let mut streams = feed.of_teacher();
    streams.push(format!("S:{CLASS}:{CHIDI}"));
    let sync = |feed: &mut Feed| feed.sync(&store, &streams).map(|_| ()).unwrap();
    let judged = |level, day| Body::Judgement(at_bat(C3, level, ESSAY, day));
    let first = feed.record(HALE, Some(AMARA), &judged(2, 0));
    feed.record(HALE, Some(AMARA), &judged(3, 1));
    let drill = feed.record(HALE, Some(AMARA), &judged(1, 2));
    feed.record(HALE, Some(AMARA), &Body::Excusal(Excusal { of: vec![drill], reason: "Fire drill".into() }));
    feed.record(HALE, Some(BEN), &judged(4, 0));
    let mistaken = feed.record(HALE, Some(BEN), &judged(1, 1));
    feed.record(HALE, Some(BEN), &retraction(&[mistaken]));
    feed.record(HALE, Some(AMARA), &Body::Feedback(feedback(C3, "Say what each quotation shows")));
    feed.record(HALE, Some(AMARA), &Body::Evidence(evidence(C3, vec![PHOTO])));
    let blob =
        BlobRef { attachment: PHOTO, sha256: "0f".repeat(32), thumb: "a9".repeat(32), w: 2048, h: 1536 };
    feed.record(HALE, Some(AMARA), &Body::BlobRef(blob));
    let strange = Op { k: "poem".into(), v: 3, ..feed.compose(HALE, Some(AMARA), &judged(1, 3)) };
    feed.append(&strange.to_raw());
    feed.record(HALE, Some(CHIDI), &judged(2, 0));
    sync(&mut feed);
    feed.erase(CHIDI);
    let append = |body: &Body, send| store.write(|tx| tx.append(Some((CLASS, AMARA)), body, send)).unwrap().0;
    append(&Body::Judgement(correction(first)), Send::Now);
    sync(&mut feed);
    sync(&mut feed);
    feed.refuse(Some(Refusal::NotYourClass));
    append(&judged(4, 4), Send::Now);
    sync(&mut feed);
    feed.refuse(None);
    append(&judged(3, 5), Send::Now);
    let file = store.write_photo(b"a picture").unwrap();
    store
        .write(|tx| {
            tx.add_attachment(OWN_PHOTO, (CLASS, AMARA), &file, 1)?;
            tx.append(Some((CLASS, AMARA)), &Body::Evidence(evidence(C3, vec![OWN_PHOTO])), Send::Held)
        })
        .unwrap();
    let voice = store.write_photo(b"a sound").unwrap();
    store
        .write(|tx| {
            let sound = Medium::Voice { ms: 23_400 };
            tx.add_alone(OWN_VOICE, (CLASS, BEN), &voice, (&sha256_hex(b"a sound"), sound))?;
            tx.append(Some((CLASS, BEN)), &Body::Evidence(evidence(C3, vec![OWN_VOICE])), Send::Held)
        })
        .unwrap();
    let letter = store.write_photo(b"a letter").unwrap();
    store
        .write(|tx| {
            let pdf = Medium::Document { format: DocumentFormat::Pdf, bytes: 8 };
            tx.add_alone(OWN_LETTER, (CLASS, BEN), &letter, (&sha256_hex(b"a letter"), pdf))?;
            tx.append(Some((CLASS, BEN)), &Body::Evidence(evidence(C3, vec![OWN_LETTER])), Send::Held)
        })
        .unwrap();
    store.write(|tx| tx.set_note(BEN, NOTE, "Two quo")).unwrap();
    store.restart_stream(&format!("S:{CLASS}:{BEN}")).unwrap();
}

/// A judgement that corrects this one.
fn correction(of: OpId) -> Judgement {
    Judgement { supersedes: vec![of], ..at_bat(C3, 4, ESSAY, 0) }
}

/// What a store holds, line by line, as its readers say it.
fn told(store: &Store) -> String {
    let mut told = String::new();
    let mut say = |line: String| writeln!(told, "{line}").unwrap();
    store
        .read(|r| {
            let enrolment = r.session()?.unwrap().enrolment;
            say(format!("{} on {} of {}", enrolment.user, enrolment.device, enrolment.school));
            say(format!(
                "epoch {}, {} classes, {} members",
                r.epoch()?,
                r.classes()?.len(),
                r.members(CLASS)?.len()
            ));
            for (name, student) in [("Amara", AMARA), ("Ben", BEN), ("Chidi", CHIDI)] {
                for level in r.levels_of_student(student)? {
                    let (level, counted) = (level.level, level.counted);
                    say(format!("{name}: level {level:?} of {counted} results"));
                }
                for it in r.judgements(student, None)? {
                    let (position, lane) = (it.body.level, it.body.lane);
                    say(format!("{name}: {:?} {lane:?} {position:?} retracted {}", it.state, it.retracted));
                }
                for it in r.feedback(student, None)? {
                    say(format!("{name}: {:?} “{}”", it.state, it.body.next_step));
                }
                for it in r.evidence(student, None, 9)? {
                    let photos = it.body.attachments.len();
                    let row = r.attachment(it.body.attachments[0])?;
                    match row.as_ref().map(|row| row.medium) {
                        Some(Medium::Voice { ms }) => {
                            say(format!("{name}: {:?} a voice note of {ms} ms", it.state));
                        }
                        Some(Medium::Document { format, bytes }) => {
                            say(format!("{name}: {:?} a {format:?} of {bytes} bytes", it.state));
                        }
                        _ => {
                            let state = row.map(|photo| photo.state);
                            say(format!("{name}: {:?} {photos} photo {state:?}", it.state));
                        }
                    }
                }
                if let Some(typed) = r.note(student, NOTE)? {
                    say(format!("{name}: typed “{typed}”"));
                }
            }
            for it in r.waiting(9)? {
                say(format!("waits: {} {}, held {}", it.kind, it.id, it.held));
            }
            for it in r.refused(9)? {
                say(format!("refused: {} {}, {}", it.kind, it.id, it.code));
            }
            Ok(())
        })
        .unwrap();
    for (stream, cursor) in store.cursors().unwrap() {
        say(format!("{stream} to {} {}", cursor.seq, cursor.chain));
    }
    say(format!("in doubt: {}", store.offers(9, 1 << 20).unwrap().len()));
    told
}

/// Puts a database from its text into a folder, with the files that it names.
fn put(text: &str, folder: &Path) {
    let path = folder.join("notyet.db");
    text::restore(text, &path);
    let conn = Connection::open(&path).unwrap();
    std::fs::create_dir_all(folder.join("photos")).unwrap();
    for name in text::rows(&conn, "photo_file", &["name".to_owned()]) {
        std::fs::write(folder.join("photos").join(name.trim_matches('\'')), b"sealed").unwrap();
    }
}

#[test]
fn a_database_of_every_version_is_opened_and_holds_everything() {
    let now = tempfile::tempdir().unwrap();
    some_lessons(now.path());
    let newest = Connection::open(now.path().join("notyet.db")).unwrap();
    let all = text::dump(&newest);
    // What programs knew was noted by none of those before.
    newest.execute("DELETE FROM meta WHERE k LIKE '%kinds'", []).unwrap();
    let steps = text::steps("migrations");
    assert_eq!(text::version(&newest), steps.len());
    for n in 1..=steps.len() {
        let kept = text::folder("device");
        let made = || match n == steps.len() {
            true => all.clone(),
            false => text::older(&newest, &steps[..n], "[]"),
        };
        let sql = text::kept(&kept.join(format!("{n:04}.sql")), made);
        let folder = tempfile::tempdir().unwrap();
        put(&sql, folder.path());
        let store = open(folder.path());
        assert_eq!(store.integrity().unwrap(), "ok", "version {n}");
        assert!(store.levels_agree().unwrap() && store.folds_agree().unwrap(), "version {n}");
        assert!(store.files_agree().unwrap(), "version {n}");
        let right = text::kept(&kept.join(format!("{n:04}.txt")), || told(&store));
        assert_eq!(told(&store), right, "version {n}");
        drop(store);
        let migrated = Connection::open(folder.path().join("notyet.db")).unwrap();
        assert_eq!(text::tables(&migrated), text::tables(&newest), "version {n}");
    }
}
