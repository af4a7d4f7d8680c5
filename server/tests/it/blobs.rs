//! Photos: who may send them, bind them, and read them.

use crate::school::{AMARA, BEN, CLASS_7B, ORTIZ, Phone, TestSchool, evidence, member};
use notyet_model::authority::Refusal::{BadReference, Blob, Malformed, NotYourClass};
use notyet_model::fact::{BlobRef, Body};
use notyet_model::ids::AttachmentId;
use notyet_model::ids::UserId;
use notyet_model::register::ClassRole;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::wire::{Fate, Fault};
use notyet_server::Plan;

const PHOTO: AttachmentId = AttachmentId::from_bytes([7; 16]);

pub(crate) fn jpeg(content: &str) -> Vec<u8> {
    [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], content.as_bytes(), &[0xff, 0xd9]].concat()
}

pub(crate) fn bound(attachment: AttachmentId, picture: &str, thumb: &str) -> Body {
    let (sha256, thumb) = (sha256_hex(&jpeg(picture)), sha256_hex(&jpeg(thumb)));
    Body::BlobRef(BlobRef { attachment, sha256, thumb, w: 2048, h: 1536 })
}

async fn upload(who: &Phone, content: &str) -> String {
    let bytes = jpeg(content);
    let name = sha256_hex(&bytes);
    who.service.put_blob(&who.token(), &name, bytes).await.unwrap();
    name
}

async fn bind(who: &Phone, student: UserId, body: &Body) -> Fate {
    who.push(&who.op(CLASS_7B, student, body)).await
}

#[tokio::test]
async fn a_photo_reaches_its_student_and_staff_and_nobody_who_knows_its_name() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let (amara, ben) = (school.student(AMARA, CLASS_7B).await, school.student(BEN, CLASS_7B).await);
    let (picture, thumb) = (upload(&ortiz, "picture").await, upload(&ortiz, "thumb").await);
    assert_eq!(amara.service.get_blob(&amara.token(), &picture).await, Err(Fault::NotFound), "not bound yet");
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &evidence(vec![PHOTO]))).await, Fate::Stored);
    assert_eq!(bind(&ortiz, AMARA, &bound(PHOTO, "picture", "thumb")).await, Fate::Stored);
    for name in [&picture, &thumb] {
        assert!(school.service.get_blob(&amara.token(), name).await.is_ok());
        assert!(school.service.get_blob(&ortiz.token(), name).await.is_ok());
        assert_eq!(school.service.get_blob(&ben.token(), name).await, Err(Fault::NotFound));
        assert_eq!(school.service.head_blob(&ben.token(), name).await, Err(Fault::NotFound));
        assert_eq!(
            school.service.head_blob(&amara.token(), name).await,
            Err(Fault::NotFound),
            "not her upload"
        );
        assert!(school.service.head_blob(&ortiz.token(), name).await.is_ok());
    }
}

#[tokio::test]
async fn knowing_a_photos_name_is_not_enough_to_bind_it() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let ben = school.student(BEN, CLASS_7B).await;
    let picture = upload(&ortiz, "picture").await;
    upload(&ortiz, "thumb").await;
    assert_eq!(bind(&ortiz, AMARA, &bound(PHOTO, "picture", "thumb")).await, Fate::Stored);
    let stolen = bound(AttachmentId::from_bytes([8; 16]), "picture", "thumb");
    assert_eq!(bind(&ben, BEN, &stolen).await, Fate::Refused(Blob));
    assert_eq!(school.service.get_blob(&ben.token(), &picture).await, Err(Fault::NotFound));
    upload(&ben, "thumb").await;
    assert_eq!(bind(&ben, BEN, &stolen).await, Fate::Refused(Blob), "one of the two is not enough");
}

#[tokio::test]
async fn who_may_read_a_photo_already_may_bind_it_again_without_sending_it() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let adeyemi = school.staff(crate::school::ADEYEMI).await;
    upload(&ortiz, "group").await;
    upload(&ortiz, "thumb").await;
    assert_eq!(bind(&ortiz, AMARA, &bound(PHOTO, "group", "thumb")).await, Fate::Stored);
    let of_ben = bound(AttachmentId::from_bytes([8; 16]), "group", "thumb");
    assert_eq!(bind(&adeyemi, BEN, &of_ben).await, Fate::Stored);
}

#[tokio::test]
async fn who_has_left_hands_over_the_photos_of_their_work_for_fourteen_days_and_changes_none() {
    const FOURTEEN_DAYS_MS: i64 = 14 * 24 * 3_600_000;
    let (another, late) = (AttachmentId::from_bytes([8; 16]), AttachmentId::from_bytes([9; 16]));
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    for content in ["picture", "thumb", "other"] {
        upload(&ortiz, content).await;
    }
    let work = ortiz.op(CLASS_7B, AMARA, &evidence(vec![PHOTO, late]));
    assert_eq!(ortiz.push(&work).await, Fate::Stored);
    let mut change = Plan::default();
    change.member(&member(CLASS_7B, ORTIZ, ClassRole::Teacher, false));
    change.member(&member(CLASS_7B, AMARA, ClassRole::Student, false));
    school.service.apply(change).await.unwrap();
    school.env.pass_ms(FOURTEEN_DAYS_MS - 1_000);
    assert_eq!(bind(&ortiz, AMARA, &bound(another, "picture", "thumb")).await, Fate::Refused(NotYourClass));
    assert_eq!(bind(&ortiz, AMARA, &bound(PHOTO, "picture", "thumb")).await, Fate::Stored);
    assert_eq!(bind(&ortiz, AMARA, &bound(PHOTO, "other", "thumb")).await, Fate::Refused(NotYourClass));
    school.env.pass_ms(2_000);
    assert_eq!(bind(&ortiz, AMARA, &bound(late, "picture", "thumb")).await, Fate::Refused(NotYourClass));
}

#[tokio::test]
async fn an_attachment_of_another_student_or_author_cannot_be_bound() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let amara = school.student(AMARA, CLASS_7B).await;
    for who in [&ortiz, &amara] {
        upload(who, "picture").await;
        upload(who, "thumb").await;
    }
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &evidence(vec![PHOTO]))).await, Fate::Stored);
    assert_eq!(bind(&ortiz, BEN, &bound(PHOTO, "picture", "thumb")).await, Fate::Refused(BadReference));
    assert_eq!(bind(&amara, AMARA, &bound(PHOTO, "picture", "thumb")).await, Fate::Refused(BadReference));
}

#[tokio::test]
async fn bytes_that_are_no_clean_photo_or_not_those_of_the_name_are_refused() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let with_exif = [&[0xff, 0xd8, 0xff, 0xe1, 0, 2][..], &jpeg("x")[2..]].concat();
    let put =
        async |name: String, bytes: Vec<u8>| school.service.put_blob(&ortiz.token(), &name, bytes).await;
    for bytes in [b"GIF89a\x01\0".to_vec(), jpeg("x")[..6].to_vec(), with_exif] {
        assert!(matches!(put(sha256_hex(&bytes), bytes).await, Err(Fault::Malformed { .. })));
    }
    for name in [sha256_hex(b"y"), "../../etc/passwd".into(), sha256_hex(&jpeg("x")).to_uppercase()] {
        assert!(matches!(put(name.clone(), jpeg("x")).await, Err(Fault::Malformed { .. })), "{name}");
        assert_eq!(school.service.get_blob(&ortiz.token(), &name).await, Err(Fault::NotFound));
    }
    let large = jpeg(&"x".repeat(4 << 20));
    assert_eq!(put(sha256_hex(&large), large).await, Err(Fault::TooLarge));
    let nameless = BlobRef { attachment: PHOTO, sha256: "..".into(), thumb: "..".into(), w: 1, h: 1 };
    assert_eq!(bind(&ortiz, AMARA, &Body::BlobRef(nameless)).await, Fate::Refused(Malformed));
}

#[tokio::test]
async fn without_a_token_nothing_of_a_photo_is_said() {
    let school = TestSchool::open().await;
    let name = upload(&school.staff(ORTIZ).await, "picture").await;
    assert_eq!(school.service.get_blob("guess", &name).await, Err(Fault::SignedOut));
    assert_eq!(school.service.head_blob("guess", &name).await, Err(Fault::SignedOut));
    assert_eq!(school.service.put_blob("guess", &name, jpeg("picture")).await, Err(Fault::SignedOut));
}
