//! Photos in pieces: whoever sent some of it goes on there, and nobody else; and what nothing leads to any more goes.

use crate::school::{AMARA, CLASS_7B, ORTIZ, Phone, TestSchool, evidence};
use notyet_model::fact::{BlobRef, Body};
use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{Fate, Fault};
use notyet_server::Swept;
use notyet_server::blobs::{Key, Under};
use std::time::SystemTime;

const PHOTO: AttachmentId = AttachmentId::from_bytes([7; 16]);
const PIECE: usize = 100_000;
const DAY_MS: i64 = 24 * 3600 * 1000;

/// A photo of some pieces; each `mark` makes another one.
fn large(mark: u8) -> Vec<u8> {
    let inside: Vec<u8> = (0..350_000_u32).map(|n| (n % 251) as u8 ^ (mark & 0x7f)).collect();
    [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], &inside, &[0xff, 0xd9]].concat()
}

async fn send(who: &Phone, whole: &[u8], from: usize, to: usize) -> Result<Uploaded, Fault> {
    let piece = Uploaded { offset: from as u64, length: whole.len() as u64 };
    who.service.patch_blob(&who.token(), &sha256_hex(whole), piece, whole[from..to].to_vec()).await
}

async fn come_to(who: &Phone, whole: &[u8]) -> Result<u64, Fault> {
    who.service.head_blob(&who.token(), &sha256_hex(whole)).await.map(|come| come.offset)
}

async fn send_all(who: &Phone, whole: &[u8]) {
    let mut from = 0;
    while from < whole.len() {
        let to = (from + PIECE).min(whole.len());
        assert_eq!(send(who, whole, from, to).await.unwrap().offset, to as u64);
        from = to;
    }
}

async fn bind(who: &Phone, picture: &[u8], thumb: &[u8]) -> Fate {
    let (sha256, thumb) = (sha256_hex(picture), sha256_hex(thumb));
    let bound = Body::BlobRef(BlobRef { attachment: PHOTO, sha256, thumb, w: 2048, h: 1536 });
    who.push(&who.op(CLASS_7B, AMARA, &evidence(vec![PHOTO]))).await;
    who.push(&who.op(CLASS_7B, AMARA, &bound)).await
}

#[tokio::test]
async fn a_photo_in_pieces_is_as_good_as_one_that_came_whole() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let (picture, thumb) = (large(1), large(2));
    assert_eq!(come_to(&ortiz, &picture).await, Err(Fault::NotFound));
    send_all(&ortiz, &picture).await;
    send_all(&ortiz, &thumb).await;
    assert_eq!(come_to(&ortiz, &picture).await, Ok(picture.len() as u64));
    assert_eq!(bind(&ortiz, &picture, &thumb).await, Fate::Stored);
    let got = ortiz.service.get_blob(&ortiz.token(), &sha256_hex(&picture)).await;
    assert!(got.unwrap() == picture);
    let kept = crate::kept::photos(school.folder.path());
    assert_eq!(kept.list(&Under::parts()).unwrap(), [], "the pieces went once the whole was there");
}

#[tokio::test]
async fn a_piece_that_does_not_go_on_where_the_upload_has_come_to_changes_nothing() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let whole = large(1);
    assert_eq!(send(&ortiz, &whole, PIECE, 2 * PIECE).await, Err(Fault::Offset { offset: 0 }));
    send(&ortiz, &whole, 0, PIECE).await.unwrap();
    for from in [0, PIECE / 2, 2 * PIECE] {
        let elsewhere = send(&ortiz, &whole, from, from + PIECE).await;
        assert_eq!(elsewhere, Err(Fault::Offset { offset: PIECE as u64 }));
    }
    assert_eq!(come_to(&ortiz, &whole).await, Ok(PIECE as u64));
    let (one, other) =
        tokio::join!(send(&ortiz, &whole, PIECE, 2 * PIECE), send(&ortiz, &whole, PIECE, 2 * PIECE));
    let kept = [&one, &other].iter().filter(|it| it.is_ok()).count();
    assert_eq!((kept, come_to(&ortiz, &whole).await), (1, Ok(2 * PIECE as u64)), "{one:?} {other:?}");
}

#[tokio::test]
async fn nobody_learns_of_anothers_half_upload_or_adds_to_it() {
    let school = TestSchool::open().await;
    let (ortiz, amara) = (school.staff(ORTIZ).await, school.student(AMARA, CLASS_7B).await);
    let whole = large(1);
    send(&ortiz, &whole, 0, PIECE).await.unwrap();
    assert_eq!(come_to(&amara, &whole).await, Err(Fault::NotFound));
    // The same answer as for a photo that nobody has begun.
    let (known, unknown) =
        (send(&amara, &whole, PIECE, 2 * PIECE).await, send(&amara, &large(9), PIECE, 2 * PIECE).await);
    assert_eq!((known, unknown), (Err(Fault::Offset { offset: 0 }), Err(Fault::Offset { offset: 0 })));
    // Her own begins at its beginning, and what she says is in it stays hers.
    let mut forged = whole.clone();
    forged[10] ^= 1;
    let piece = Uploaded { offset: 0, length: whole.len() as u64 };
    let name = sha256_hex(&whole);
    amara.service.patch_blob(&amara.token(), &name, piece, forged[..PIECE].to_vec()).await.unwrap();
    assert_eq!(come_to(&ortiz, &whole).await, Ok(PIECE as u64));
    send(&ortiz, &whole, PIECE, whole.len()).await.unwrap();
    assert_eq!(come_to(&amara, &whole).await, Ok(PIECE as u64), "nor does she learn that another's is whole");
    let last = send(&amara, &whole, PIECE, whole.len()).await;
    assert!(matches!(last, Err(Fault::Malformed { .. })), "{last:?}");
    assert_eq!(come_to(&amara, &whole).await, Err(Fault::NotFound));
    assert_eq!(come_to(&ortiz, &whole).await, Ok(whole.len() as u64));
    assert_eq!(ortiz.service.patch_blob("guess", &name, piece, vec![]).await, Err(Fault::SignedOut));
}

#[tokio::test]
async fn pieces_that_are_no_photo_together_are_forgotten_together() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let no_photo = vec![7; 3 * PIECE];
    send(&ortiz, &no_photo, 0, PIECE).await.unwrap();
    assert!(matches!(send(&ortiz, &no_photo, PIECE, 3 * PIECE).await, Err(Fault::Malformed { .. })));
    assert_eq!(come_to(&ortiz, &no_photo).await, Err(Fault::NotFound));
    assert_eq!(crate::kept::photos(school.folder.path()).list(&Under::parts()).unwrap(), []);
}

#[tokio::test]
async fn what_no_device_sends_is_refused() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let (token, whole) = (ortiz.token(), large(1));
    let name = sha256_hex(&whole);
    let patch = async |name: &str, offset, length, bytes: usize| {
        let piece = Uploaded { offset, length };
        ortiz.service.patch_blob(&token, name, piece, vec![1; bytes]).await
    };
    assert!(matches!(patch("../../etc/passwd", 0, 9, 9).await, Err(Fault::Malformed { .. })));
    assert_eq!(patch(&name, 0, 5 << 20, PIECE).await, Err(Fault::TooLarge));
    for (offset, length, bytes) in [(0, 300_000, 9), (0, 9, 10), (u64::MAX, 300_000, PIECE)] {
        assert!(matches!(patch(&name, offset, length, bytes).await, Err(Fault::Malformed { .. })));
    }
    send(&ortiz, &whole, 0, PIECE).await.unwrap();
    let longer = patch(&name, PIECE as u64, whole.len() as u64 + 1, PIECE).await;
    assert!(matches!(longer, Err(Fault::Malformed { .. })), "{longer:?}");
    assert_eq!(come_to(&ortiz, &whole).await, Ok(PIECE as u64));
}

#[tokio::test]
async fn one_person_has_so_many_uploads_half_done_and_the_longest_resting_goes_for_the_next() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let photos: Vec<Vec<u8>> = (0..9).map(large).collect();
    for photo in &photos {
        school.env.pass_ms(1_000);
        send(&ortiz, photo, 0, PIECE).await.unwrap();
    }
    assert_eq!(come_to(&ortiz, &photos[0]).await, Err(Fault::NotFound));
    for photo in &photos[1..] {
        assert_eq!(come_to(&ortiz, photo).await, Ok(PIECE as u64));
    }
    assert_eq!(crate::kept::photos(school.folder.path()).list(&Under::parts()).unwrap().len(), 8);
}

/// Moves the school's clock so that what was just written is as old as this by it.
fn grow_old(school: &TestSchool, ms: i64) {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().as_millis() as i64;
    let behind = now - notyet_server::Env::now_ms(&*school.env);
    school.env.pass_ms(behind.max(0) + ms);
}

#[tokio::test]
async fn what_nothing_leads_to_any_more_goes_and_nothing_else() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let kept = crate::kept::photos(school.folder.path());
    let (half, loose, picture, thumb, stranger) = (large(1), large(2), large(3), large(4), large(5));
    send(&ortiz, &half, 0, PIECE).await.unwrap();
    for photo in [&loose, &picture, &thumb] {
        send_all(&ortiz, photo).await;
    }
    assert_eq!(bind(&ortiz, &picture, &thumb).await, Fate::Stored);
    kept.put(&Key::photo(&sha256_hex(&stranger)), &stranger).unwrap();
    kept.put(&Key::part("00"), b"a piece without a row").unwrap();
    assert_eq!(school.service.sweep().await.unwrap(), Swept::default(), "somebody may be at work on them");

    grow_old(&school, 4 * DAY_MS);
    let swept = school.service.sweep().await.unwrap();
    assert_eq!(swept, Swept { half: 1, strange: 2, ..Swept::default() });
    assert_eq!(
        (come_to(&ortiz, &half).await, kept.list(&Under::parts()).unwrap()),
        (Err(Fault::NotFound), vec![])
    );
    assert_eq!(kept.size(&Key::photo(&sha256_hex(&stranger))).unwrap(), None);
    assert!(come_to(&ortiz, &loose).await.is_ok(), "its record may still be on its way");

    school.env.pass_ms(31 * DAY_MS);
    let swept = school.service.sweep().await.unwrap();
    assert_eq!(swept, Swept { loose: 1, ..Swept::default() });
    assert_eq!(come_to(&ortiz, &loose).await, Err(Fault::NotFound));
    assert_eq!(kept.size(&Key::photo(&sha256_hex(&loose))).unwrap(), None);
    let got = ortiz.service.get_blob(&ortiz.token(), &sha256_hex(&picture)).await;
    assert!(got.unwrap() == picture);
    assert_eq!(school.service.sweep().await.unwrap(), Swept::default());
}

#[tokio::test]
async fn bytes_that_are_gone_are_asked_for_and_are_there_again_once_somebody_sends_them() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let kept = crate::kept::photos(school.folder.path());
    let (picture, thumb, loose) = (large(3), large(4), large(5));
    for photo in [&picture, &thumb, &loose] {
        send_all(&ortiz, photo).await;
    }
    assert_eq!(bind(&ortiz, &picture, &thumb).await, Fate::Stored);
    for photo in [&picture, &loose] {
        kept.delete(&Key::photo(&sha256_hex(photo))).unwrap();
    }
    let swept = school.service.sweep().await.unwrap();
    assert_eq!(swept, Swept { lost: 1, ..Swept::default() });
    assert_eq!(ortiz.sync(vec![]).await.want, [sha256_hex(&picture)]);
    assert_eq!(come_to(&ortiz, &loose).await, Err(Fault::NotFound), "it is sent again with its record");
    assert_eq!(come_to(&ortiz, &picture).await, Err(Fault::NotFound));
    send_all(&ortiz, &picture).await;
    assert_eq!(ortiz.sync(vec![]).await.want, [""; 0]);
    assert_eq!(school.service.sweep().await.unwrap(), Swept::default());
}
