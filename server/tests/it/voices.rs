//! Voice notes: taken clean alone, bound by whoever sent them, heard by whom their record reaches, and erased with their
//! student.

use crate::erasure::holds;
use crate::school::{AMARA, BEN, CLASS_7B, ORTIZ, Phone, TestSchool, feedback};
use notyet_model::authority::Refusal::Blob;
use notyet_model::fact::{Body, Feedback, VoiceRef};
use notyet_model::ids::{AttachmentId, UserId};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::voice::{Voice, clean_voice};
use notyet_protocol::wire::{Erased, Fate, Fault, SharedPhoto};

/// As a recorder wrote it.
const RECORDED: &[u8] = include_bytes!("../../../tests/fixtures/samples/voice/recorded.m4a");
const VOICE: AttachmentId = AttachmentId::from_bytes([7; 16]);
const OTHER: AttachmentId = AttachmentId::from_bytes([8; 16]);

fn clean() -> Voice {
    clean_voice(RECORDED).unwrap()
}

fn name() -> String {
    sha256_hex(&clean().bytes)
}

/// Feedback for a student that carries the voice note under this name.
async fn left(ortiz: &Phone, student: UserId, attachment: AttachmentId) -> Fate {
    let said = Feedback { attachments: vec![attachment], ..feedback("Quote twice") };
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, student, &Body::Feedback(said))).await, Fate::Stored);
    let bound = VoiceRef { attachment, sha256: name(), ms: clean().ms };
    ortiz.push(&ortiz.op(CLASS_7B, student, &Body::VoiceRef(bound))).await
}

async fn put(who: &Phone, bytes: &[u8]) -> Result<(), Fault> {
    who.service.put_blob(&who.token(), &sha256_hex(bytes), bytes.to_vec()).await
}

#[tokio::test]
async fn a_voice_note_is_taken_once_nothing_is_in_it_but_its_sound() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let movie = RECORDED.windows(4).position(|it| it == b"moov").unwrap() - 4;
    for (bytes, detail) in [
        (RECORDED, "the MPEG-4 file carries more than its sound"),
        (&RECORDED[..movie], "not a whole MPEG-4 file"),
        (&b"%PDF-1.7"[..], "not a whole PDF"),
    ] {
        assert_eq!(put(&ortiz, bytes).await, Err(Fault::Malformed { detail: detail.into() }));
    }
    assert_eq!(put(&ortiz, &clean().bytes).await, Ok(()));
}

#[tokio::test]
async fn a_voice_note_reaches_its_student_and_staff_and_nobody_who_knows_its_name() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let (amara, ben) = (school.student(AMARA, CLASS_7B).await, school.student(BEN, CLASS_7B).await);
    assert_eq!(left(&ortiz, AMARA, VOICE).await, Fate::Refused(Blob), "its bytes have not come");
    put(&ortiz, &clean().bytes).await.unwrap();
    assert_eq!(left(&ortiz, AMARA, VOICE).await, Fate::Stored);
    for who in [&ortiz, &amara] {
        assert_eq!(school.service.get_blob(&who.token(), &name()).await, Ok(clean().bytes));
    }
    assert_eq!(school.service.get_blob(&ben.token(), &name()).await, Err(Fault::NotFound));
}

#[tokio::test]
async fn an_erased_student_is_heard_by_nobody_and_what_others_share_is_named() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    put(&ortiz, &clean().bytes).await.unwrap();
    assert_eq!(left(&ortiz, AMARA, VOICE).await, Fate::Stored);
    assert_eq!(left(&ortiz, BEN, OTHER).await, Fate::Stored);
    let erased = school.service.erase(AMARA).await.unwrap();
    let shared = vec![SharedPhoto { sha256: name(), student: BEN }];
    assert_eq!(erased, Erased { ops: 3, photos: 0, shared });
    assert!(school.service.get_blob(&ortiz.token(), &name()).await.is_ok(), "it is in another record, too");

    let erased = school.service.erase(BEN).await.unwrap();
    assert_eq!(erased, Erased { ops: 3, photos: 1, shared: vec![] });
    assert_eq!(school.service.get_blob(&ortiz.token(), &name()).await, Err(Fault::NotFound));
    assert!(!holds(school.folder.path(), &clean().bytes), "destroyed");
}
