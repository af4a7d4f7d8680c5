//! Documents: taken by their content, bound by whoever sent them, read by whom their record reaches, exported as what they
//! are, and erased with their student.

use crate::erasure::holds;
use crate::school::{AMARA, BEN, CLASS_7B, ORTIZ, Phone, TestSchool, evidence};
use notyet_model::authority::Refusal::Blob;
use notyet_model::fact::{Body, DocumentFormat, DocumentRef};
use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::document::{MOST_BYTES, clean_document};
use notyet_protocol::wire::{Erased, Fate, Fault};

/// As an office suite wrote it.
const LETTER: &[u8] = include_bytes!("../../../tests/fixtures/samples/document/letter.pdf");
const DOCUMENT: AttachmentId = AttachmentId::from_bytes([7; 16]);

fn clean() -> Vec<u8> {
    clean_document(LETTER).unwrap().bytes
}

fn name() -> String {
    sha256_hex(&clean())
}

/// A piece of Amara's that carries the document.
async fn left(who: &Phone) -> Fate {
    assert_eq!(who.push(&who.op(CLASS_7B, AMARA, &evidence(vec![DOCUMENT]))).await, Fate::Stored);
    let bytes = clean().len() as u32;
    let bound = DocumentRef { attachment: DOCUMENT, sha256: name(), format: DocumentFormat::Pdf, bytes };
    who.push(&who.op(CLASS_7B, AMARA, &Body::DocumentRef(bound))).await
}

async fn put(who: &Phone, bytes: &[u8]) -> Result<(), Fault> {
    who.service.put_blob(&who.token(), &sha256_hex(bytes), bytes.to_vec()).await
}

#[tokio::test]
async fn a_document_is_taken_by_its_content_and_by_nothing_that_it_is_called() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    for (bytes, detail) in [
        (&b"PK\x03\x04 letter.docx"[..], "neither a JPEG, an MPEG-4 file, a PDF nor plain text"),
        (b"\x7fELF letter.pdf", "neither a JPEG, an MPEG-4 file, a PDF nor plain text"),
        (&LETTER[..400], "not a whole PDF"),
        (LETTER, "the file carries more than its document"),
        (b"\xef\xbb\xbfwith a mark", "the file carries more than its document"),
    ] {
        assert_eq!(put(&ortiz, bytes).await, Err(Fault::Malformed { detail: detail.into() }));
    }
    assert_eq!(put(&ortiz, &vec![b'a'; MOST_BYTES + 1]).await, Err(Fault::TooLarge));
    assert_eq!(put(&ortiz, &clean()).await, Ok(()));
    assert_eq!(put(&ortiz, b"I quote twice").await, Ok(()));
}

#[tokio::test]
async fn a_document_reaches_its_student_and_staff_and_nobody_who_knows_its_name() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let (amara, ben) = (school.student(AMARA, CLASS_7B).await, school.student(BEN, CLASS_7B).await);
    assert_eq!(left(&amara).await, Fate::Refused(Blob), "its bytes have not come");
    put(&amara, &clean()).await.unwrap();
    assert_eq!(left(&amara).await, Fate::Stored);
    for who in [&ortiz, &amara] {
        assert_eq!(school.service.get_blob(&who.token(), &name()).await, Ok(clean()));
    }
    assert_eq!(school.service.get_blob(&ben.token(), &name()).await, Err(Fault::NotFound));
}

#[tokio::test]
async fn an_erased_students_documents_are_destroyed() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    put(&ortiz, &clean()).await.unwrap();
    assert_eq!(left(&ortiz).await, Fate::Stored);
    let erased = school.service.erase(AMARA).await.unwrap();
    assert_eq!(erased, Erased { ops: 3, photos: 1, shared: vec![] }, "with the row of the roster");
    assert_eq!(school.service.get_blob(&ortiz.token(), &name()).await, Err(Fault::NotFound));
    assert!(!holds(school.folder.path(), &clean()), "destroyed");
}
