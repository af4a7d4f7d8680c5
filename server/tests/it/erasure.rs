//! A student's record is erased: what goes, what stays, who may, and that nothing brings it back.

use crate::accounts::step_up::by_code;
use crate::amnesia::{Copy, ask, come_back, offer, offers};
use crate::blobs::{bound, jpeg};
use crate::running::{imported, run, text};
use crate::school::{
    ADEYEMI, AMARA, BEN, CLASS_7B, OFFICE, ORTIZ, Phone, TestSchool, evidence, feedback, heads, judged,
    member, person, plan,
};
use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{Body, Lane};
use notyet_model::ids::{AttachmentId, UserId};
use notyet_model::plan::day::Table;
use notyet_model::register::{ClassRole, Entity, Seat};
use notyet_protocol::PROTO;
use notyet_protocol::digest::{Digest, sha256_hex};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::erasure::{self, Erasure};
use notyet_protocol::op::Op;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{EraseRequest, Erased, Fate, Fault, SharedPhoto, SyncAnswer, SyncRequest};
use notyet_server::{Plan, Service};
use std::path::Path;

const CANARY: &str = "a canary sings of quotations";
const PHOTO: AttachmentId = AttachmentId::from_bytes([7; 16]);

/// A school in which Ortiz has recorded a next step and a photo of Amara's.
async fn recorded() -> (TestSchool, Phone) {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    for body in [Body::Feedback(feedback(CANARY)), judged(Lane::Teacher), evidence(vec![PHOTO])] {
        assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &body)).await, Fate::Stored);
    }
    photo_of(&ortiz, AMARA, PHOTO, "amara").await;
    (school, ortiz)
}

async fn photo_of(ortiz: &Phone, student: UserId, attachment: AttachmentId, content: &str) {
    for bytes in [jpeg(content), jpeg("thumb")] {
        ortiz.service.put_blob(&ortiz.token(), &sha256_hex(&bytes), bytes).await.unwrap();
    }
    let bind = ortiz.op(CLASS_7B, student, &bound(attachment, content, "thumb"));
    assert_eq!(ortiz.push(&bind).await, Fate::Stored);
}

/// Whether any file under a folder holds these bytes.
fn holds(folder: &Path, bytes: &[u8]) -> bool {
    std::fs::read_dir(folder).unwrap().map(Result::unwrap).any(|entry| match entry.path() {
        path if path.is_dir() => holds(&path, bytes),
        path => std::fs::read(path).unwrap().windows(bytes.len()).any(|window| window == bytes),
    })
}

fn said(answer: &SyncAnswer) -> Vec<Erasure> {
    let ops = answer.pages.values().flat_map(|page| &page.ops);
    ops.filter_map(|envelope| erasure::of(&envelope.op.read().unwrap())).collect()
}

#[tokio::test]
async fn where_an_erased_student_sat_is_forgotten() {
    let (school, ortiz) = recorded().await;
    let seat = serde_json::to_value(Seat { table: Some(Table(4)), ..Seat::none(CLASS_7B, AMARA) }).unwrap();
    let set = ortiz.fields(Entity::Seat, Seat::key(CLASS_7B, AMARA), seat);
    let op = Op { student: Some(AMARA), ..set };
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    let before = school.service.erase(AMARA).await.unwrap();
    assert_eq!(before.ops, 6, "her place in the class, four facts and her seat");
    let newcomer = school.staff(ADEYEMI).await.sync(vec![]).await;
    let text = serde_json::to_string(&newcomer.pages).unwrap();
    assert!(!text.contains("seat"), "{text}");
}

#[tokio::test]
async fn everything_about_a_student_goes_and_its_places_stay() {
    let (school, ortiz) = recorded().await;
    let of_ben = ortiz.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&of_ben).await, Fate::Stored);
    let before = ortiz.sync(vec![]).await;
    school.service.checkpoint().await.unwrap();
    let name = format!("Name of {AMARA}");
    for trace in [CANARY.as_bytes(), name.as_bytes(), &jpeg("amara")] {
        assert!(holds(school.folder.path(), trace), "there is something to be erased");
    }

    let erased = school.service.erase(AMARA).await.unwrap();
    assert_eq!(
        erased,
        Erased { ops: 5, photos: 1, shared: vec![] },
        "her place in the class, and four facts"
    );
    for trace in [CANARY.as_bytes(), name.as_bytes(), &jpeg("amara")] {
        assert!(!holds(school.folder.path(), trace), "{}", String::from_utf8_lossy(trace));
    }
    let after = ortiz.sync(vec![]).await;
    assert_eq!(said(&after).iter().filter(|it| **it == Erasure::Blank).count(), 5);
    assert_eq!(said(&after).iter().filter(|it| **it == Erasure::Notice(AMARA)).count(), 1);
    for (stream, page) in &after.pages {
        let chain = page
            .ops
            .iter()
            .fold(Digest::default(), |chain, envelope| chain.then(envelope.seq, envelope.op.id().unwrap()));
        assert_eq!(page.digest, chain.to_hex(), "{stream}");
        let old = before.pages[stream].ops.iter().map(|envelope| (envelope.seq, envelope.op.id()));
        let new = page.ops.iter().map(|envelope| (envelope.seq, envelope.op.id()));
        assert!(old.eq(new.take(before.pages[stream].ops.len())), "{stream}");
    }
    assert!(ortiz.sees(of_ben.id).await);
    let again = after.pages.values().flat_map(|page| &page.ops).find(|it| it.op.id() == Some(of_ben.id));
    assert_eq!(again.unwrap().op.text(), of_ben.to_raw().text());
}

#[tokio::test]
async fn what_comes_late_about_an_erased_student_is_refused_and_no_import_brings_them_back() {
    let (school, ortiz) = recorded().await;
    let late = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    school.service.erase(AMARA).await.unwrap();
    assert_eq!(ortiz.push(&late).await, Fate::Refused(Refusal::Erased));
    let changed = school.service.apply(plan(school.service.school())).await.unwrap();
    assert_eq!(changed, 0);
    let mut change = Plan::default();
    change.person(person(AMARA, Role::Student));
    change.member(&member(CLASS_7B, AMARA, ClassRole::Student, true));
    assert_eq!(school.service.apply(change).await.unwrap(), 0);
    assert_eq!(school.service.erase(AMARA).await, Err(Fault::NotFound), "nobody of that id is left");
}

#[tokio::test]
async fn a_copy_that_is_put_back_and_devices_that_were_away_bring_nothing_back() {
    let (school, ortiz) = recorded().await;
    let copy = Copy::of(&school).await;
    let held = ortiz.sync(vec![]).await;
    school.service.erase(AMARA).await.unwrap();
    school.service.checkpoint().await.unwrap();
    let school = copy.put_back(school);
    school.service.checkpoint().await.unwrap();
    assert!(!holds(school.folder.path(), CANARY.as_bytes()));
    let asked = SyncRequest { cur: heads(&held), ..SyncRequest::new("test", held.epoch.clone()) };
    let answer = ask(&school, &ortiz, asked).await;
    assert_eq!(answer.epoch.n(), 2);
    assert_eq!(said(&answer).iter().filter(|it| **it == Erasure::Notice(AMARA)).count(), 1);
    let about_amara = |offer: &notyet_protocol::wire::Offer| offer.op.read().unwrap().student == Some(AMARA);
    let (hers, others): (Vec<_>, Vec<_>) = offers(&held).into_iter().partition(about_amara);
    assert_eq!(hers.len(), 5);
    let blanks: Vec<_> =
        offers(&answer).into_iter().filter(|it| erasure::of(&it.op.read().unwrap()).is_some()).collect();
    assert_eq!(blanks.len(), 6);
    let fates = offer(&school, &ortiz, &answer.epoch, [hers, others].concat()).await.acks;
    assert!(fates[..5].iter().all(|ack| ack.fate == Fate::Refused(Refusal::Erased)), "{fates:?}");
    assert!(fates[5..].iter().all(|ack| ack.fate == Fate::Dup), "{fates:?}");
    let fates = offer(&school, &ortiz, &answer.epoch, blanks).await.acks;
    assert!(fates.iter().all(|ack| ack.fate == Fate::Dup), "{fates:?}");
    school.service.checkpoint().await.unwrap();
    assert!(!holds(school.folder.path(), CANARY.as_bytes()));
}

#[tokio::test]
async fn a_photo_that_is_in_anothers_record_too_stays_there_and_is_named() {
    let (school, ortiz) = recorded().await;
    let bens = AttachmentId::from_bytes([8; 16]);
    photo_of(&ortiz, BEN, bens, "amara").await;
    let (amara, ben) = (school.student(AMARA, CLASS_7B).await, school.student(BEN, CLASS_7B).await);
    let sha256 = sha256_hex(&jpeg("amara"));
    let erased = school.service.erase(AMARA).await.unwrap();
    assert_eq!(erased.shared, [SharedPhoto { sha256: sha256.clone(), student: BEN }]);
    assert_eq!(erased.photos, 0);
    assert!(school.service.get_blob(&ben.token(), &sha256).await.is_ok());
    assert!(school.service.get_blob(&ortiz.token(), &sha256).await.is_ok());
    assert_eq!(school.service.get_blob(&amara.token(), &sha256).await, Err(Fault::SignedOut));
}

#[tokio::test]
async fn a_thumbnail_that_anothers_picture_has_too_stays() {
    let (school, ortiz) = recorded().await;
    photo_of(&ortiz, BEN, AttachmentId::from_bytes([8; 16]), "ben").await;
    let ben = school.student(BEN, CLASS_7B).await;
    let erased = school.service.erase(AMARA).await.unwrap();
    assert_eq!((erased.photos, erased.shared), (1, vec![]), "her picture is in nobody else's record");
    for content in ["ben", "thumb"] {
        assert!(
            school.service.get_blob(&ben.token(), &sha256_hex(&jpeg(content))).await.is_ok(),
            "{content}"
        );
    }
    let hers = sha256_hex(&jpeg("amara"));
    assert_eq!(school.service.get_blob(&ortiz.token(), &hers).await, Err(Fault::NotFound));
}

#[tokio::test]
async fn a_photo_that_no_record_carries_yet_goes_and_is_sent_again_by_who_is_to_keep_it() {
    let (school, ortiz) = recorded().await;
    let waits = AttachmentId::from_bytes([9; 16]);
    let bind = || ortiz.op(CLASS_7B, BEN, &bound(waits, "of whom", "thumb of whom"));
    let send = async |content: &str| {
        let bytes = jpeg(content);
        ortiz.service.put_blob(&ortiz.token(), &sha256_hex(&bytes), bytes).await.unwrap();
    };
    send("of whom").await;
    send("thumb of whom").await;
    let half = jpeg(&"one half, and the other; ".repeat(10_000));
    let piece = Uploaded { offset: 0, length: half.len() as u64 };
    let (name, begun) = (sha256_hex(&half), half[..100_000].to_vec());
    ortiz.service.patch_blob(&ortiz.token(), &name, piece, begun).await.unwrap();
    assert!(holds(school.folder.path(), b"of whom") && holds(school.folder.path(), b"one half"));
    school.service.erase(AMARA).await.unwrap();
    assert!(!holds(school.folder.path(), b"of whom") && !holds(school.folder.path(), b"one half"));
    assert_eq!(ortiz.service.head_blob(&ortiz.token(), &name).await, Err(Fault::NotFound));
    assert_eq!(ortiz.push(&bind()).await, Fate::Refused(Refusal::Blob));
    send("of whom").await;
    send("thumb of whom").await;
    assert_eq!(ortiz.push(&bind()).await, Fate::Stored);
}

/// Nobody waits for those who read: what they keep in the log is overwritten later.
#[tokio::test]
async fn a_server_that_ends_before_it_overwrites_what_it_erased_does_so_when_it_starts() {
    let (school, _) = recorded().await;
    let reader = rusqlite::Connection::open(school.folder.path().join("school.db")).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM op;").unwrap();
    school.service.erase(AMARA).await.unwrap();
    let killed = tempfile::tempdir().unwrap();
    copy(school.folder.path(), killed.path());
    assert!(holds(killed.path(), CANARY.as_bytes()), "in the log");
    drop(Service::open(killed.path(), None, school.env.clone()).unwrap());
    assert!(!holds(killed.path(), CANARY.as_bytes()));
}

fn copy(from: &Path, to: &Path) {
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let to = to.join(entry.file_name());
        if entry.path().is_dir() {
            std::fs::create_dir(&to).unwrap();
            copy(&entry.path(), &to);
        } else {
            std::fs::copy(entry.path(), to).unwrap();
        }
    }
}

#[tokio::test]
async fn the_students_own_devices_are_told_to_forget_and_open_nothing() {
    let (school, _) = recorded().await;
    let amara = school.student(AMARA, CLASS_7B).await;
    school.service.erase(AMARA).await.unwrap();
    let nothing = SyncRequest::new("test", Epoch::default());
    assert_eq!(school.service.sync(&amara.token(), nothing).await.unwrap_err(), Fault::SignedOut);
    assert_eq!(come_back(&school, &amara.enrolment).await.unwrap_err(), Fault::Erased);
}

#[tokio::test]
async fn only_an_administrator_who_has_just_proved_who_they_are_erases_and_only_students() {
    let (school, ortiz) = recorded().await;
    let office = school.staff(OFFICE).await;
    let erase = async |by: &Phone, grant: &str, student| {
        let request = EraseRequest { proto: PROTO, grant: grant.to_owned(), student };
        school.service.erase_as(&by.token(), request).await
    };
    assert_eq!(erase(&ortiz, "", AMARA).await, Err(Fault::NotAllowed));
    assert_eq!(erase(&office, "guess", AMARA).await, Err(Fault::NotAllowed));
    let grant = by_code(&school, &office, OFFICE).await.unwrap().grant;
    assert_eq!(erase(&office, &grant, ORTIZ).await, Err(Fault::NotFound), "a teacher");
    assert_eq!(erase(&office, &grant, AMARA).await.unwrap().ops, 5, "the grant is not used up by a mistake");
    assert_eq!(erase(&office, &grant, BEN).await, Err(Fault::NotAllowed), "once");
}

#[tokio::test]
async fn the_technician_is_asked_twice_and_told_what_came_of_it() {
    let folder = tempfile::tempdir().unwrap();
    imported(folder.path()).await;
    let erase = async |student: &str, more: &[&str]| {
        let words = [&["erase", "--folder", text(folder.path()), "--student", student], more].concat();
        run(&words).await
    };
    let (exit, _, complaint) = erase("amara okafor", &[]).await;
    assert!(exit == 1 && complaint.contains("Nothing was erased. Amara Okafor ("), "{complaint}");
    assert!(holds(folder.path(), b"Amara Okafor"));
    let (exit, out, _) = erase("Amara Okafor", &["--for-good"]).await;
    assert!(exit == 0 && out.starts_with("Erased. "), "{out}");
    assert!(!holds(folder.path(), b"Amara Okafor"));
    let (exit, _, complaint) = erase("Amara Okafor", &["--for-good"]).await;
    assert!(exit == 1 && complaint.starts_with("Nobody in the school has that name or id."), "{complaint}");
}
