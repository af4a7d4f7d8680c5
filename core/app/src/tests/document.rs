//! A document: added to a student's work or a capture, saved with it, opened from its page; refused by its content; and
//! nothing of the name of its file.

use super::{Device, over_a_kill, plain, words_of};
use crate::capture::Support;
use crate::document::{DocumentKind, DocumentTile};
use crate::parts::PhotoState;
use crate::place::DraftPlace;
use crate::self_assess::{WorkDraft, WorkPlace};
use crate::{Core, CoreError, Saved};
use notyet_model::authority::Role;
use notyet_model::fact::Evidence;
use notyet_model::ids::UserId;
use notyet_store::testing::{AMARA, BEN, C3, Feed};

/// A page, as an office suite wrote it.
const LETTER: &[u8] = include_bytes!("../../../../tests/fixtures/samples/document/letter.pdf");

fn added() -> DraftPlace {
    DraftPlace::Work { place: WorkPlace::Added }
}

fn in_class() -> DraftPlace {
    DraftPlace::Capture { student: None }
}

async fn add(core: &Core, place: DraftPlace, file: &[u8]) -> Result<Saved, CoreError> {
    core.documents().add(place, file.to_vec()).await
}

fn draft() -> WorkDraft {
    WorkDraft {
        outcome: Some(C3.to_string()),
        picks: vec![],
        support: Support::Alone,
        text: String::new(),
        link: String::new(),
        reflection: String::new(),
    }
}

async fn save_work(core: &Core) {
    core.learning().save_work(WorkPlace::Added, draft()).await.unwrap();
}

async fn of_work(core: &Core) -> Vec<DocumentTile> {
    core.learning().add_evidence().await.unwrap().documents
}

fn pieces(core: &Core, student: UserId) -> Vec<Evidence> {
    let read = core.inner.store.read(|r| r.evidence(student, Some(C3), 9)).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

async fn bytes(core: &Core, attachment: impl ToString) -> Option<Vec<u8>> {
    core.documents().open(attachment.to_string()).await.unwrap().map(|open| open.bytes)
}

#[tokio::test]
async fn a_document_stands_in_its_draft_then_on_the_page_of_its_piece_and_opens() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    add(core, added(), LETTER).await.unwrap();
    let tile = of_work(core).await.remove(0);
    assert_eq!((tile.kind.as_str(), plain(&tile.size).as_str(), tile.day.as_str()), ("PDF", "1 KB", ""));
    assert_eq!(
        (tile.state, plain(&tile.spoken).as_str()),
        (PhotoState::Ready, "PDF, not saved yet, 1 kilobyte")
    );
    assert_eq!(core.learning().add_evidence().await.unwrap().photos, [], "it is no photo");
    save_work(core).await;
    assert_eq!(of_work(core).await, []);

    let outcome = core.learning().outcome(C3.to_string()).await.unwrap();
    assert_eq!((outcome.pieces[0].title.as_str(), outcome.photos.len()), ("File", 0));
    let page = core.learning().evidence(outcome.pieces[0].piece.clone(), None).await.unwrap();
    assert_eq!((page.title.as_str(), page.photos.len(), page.documents.len()), ("File", 0, 1));
    let tile = &page.documents[0];
    assert_eq!(plain(&tile.spoken), format!("PDF of {}, 1 kilobyte", plain(&tile.day)));
    let open = core.documents().open(tile.attachment.clone()).await.unwrap().unwrap();
    assert_eq!((open.format, open.bytes.as_slice()), (DocumentKind::Pdf, LETTER.trim_ascii_end()));
}

#[tokio::test]
async fn text_is_kept_in_one_encoding_and_called_by_its_name() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    let said = "I quote twice.\n".repeat(300);
    let wide: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(said.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    add(core, added(), &wide).await.unwrap();
    let tile = of_work(core).await.remove(0);
    assert_eq!(plain(&tile.spoken), "Plain text, not saved yet, 5 kilobytes");
    let open = core.documents().open(tile.attachment).await.unwrap().unwrap();
    assert_eq!((open.format, open.bytes), (DocumentKind::PlainText, said.into_bytes()));
}

#[tokio::test]
async fn what_is_no_document_is_refused_with_what_may_be_added_and_nothing_is_lost() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    add(core, added(), LETTER).await.unwrap();
    let kept = of_work(core).await;
    for (file, sentence) in [
        (
            &b"PK\x03\x04\x14\0 an office suite's"[..],
            "This is no PDF and no plain text. Save it as a PDF, then add it.",
        ),
        (b"", "This file is empty. Choose another."),
        (&LETTER[..400], "This PDF is not whole. Save it again, then add it."),
        (&vec![b'a'; (4 << 20) + 1], "This file is too large. Use at most 4 MB."),
    ] {
        assert_eq!(words_of(add(core, added(), file).await.unwrap_err()), sentence);
    }
    assert_eq!(of_work(core).await, kept);
    for _ in 0..3 {
        add(core, added(), LETTER).await.unwrap();
    }
    let refused = add(core, added(), LETTER).await.unwrap_err();
    assert_eq!(words_of(refused), "That is enough files for one piece. Use at most 4.");
    assert_eq!(of_work(core).await.len(), 4);
    assert!(core.inner.store.open().unwrap().files_agree().unwrap(), "no file lies there that nothing names");
}

#[tokio::test]
async fn what_is_taken_out_is_destroyed_and_feedback_takes_none() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    add(core, added(), LETTER).await.unwrap();
    let tile = of_work(core).await.remove(0);
    core.documents().remove(added(), tile.attachment.clone()).await.unwrap();
    assert_eq!((of_work(core).await.len(), bytes(core, &tile.attachment).await), (0, None));

    let device = Device::of_teacher(&mut feed).await;
    let beside = DraftPlace::Feedback { student: AMARA.to_string(), outcome: C3.to_string() };
    assert_eq!(add(&device.core, beside, LETTER).await, Err(CoreError::not_found("record")));
}

#[tokio::test]
async fn saved_work_that_is_taken_back_stands_with_its_document_again() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    add(core, added(), LETTER).await.unwrap();
    save_work(core).await;
    core.learning().take_back().await.unwrap();
    assert_eq!((pieces(core, AMARA).len(), of_work(core).await.len()), (0, 1));
    save_work(core).await;
    assert!(bytes(core, pieces(core, AMARA)[0].attachments[0]).await.is_some());
}

#[tokio::test]
async fn a_capture_gives_everyone_a_document_of_their_own_and_takes_it_back_from_all() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, capturing) = (&device.core, device.core.capturing());
    add(core, in_class(), LETTER).await.unwrap();
    add(core, in_class(), b"What we found").await.unwrap();
    capturing.tag_outcome(None, C3.to_string(), true).await.unwrap();
    for student in [AMARA, BEN] {
        capturing.tag_student(None, student.to_string(), true).await.unwrap();
    }
    capturing.save_piece(None).await.unwrap();
    let (amara, ben) = (pieces(core, AMARA).remove(0).attachments, pieces(core, BEN).remove(0).attachments);
    assert_eq!((amara.len(), ben.len()), (2, 2));
    assert!(amara.iter().all(|mine| !ben.contains(mine)));
    assert_eq!(bytes(core, amara[0]).await, bytes(core, ben[0]).await);
    let page = core.teaching().conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
    let kinds: Vec<&str> = page.documents.iter().map(|tile| tile.kind.as_str()).collect();
    assert_eq!(kinds, ["PDF", "Plain text"]);

    core.teaching().undo().await.unwrap();
    let screen = capturing.capture(None).await.unwrap();
    let kinds: Vec<&str> = screen.documents.iter().map(|tile| tile.kind.as_str()).collect();
    assert_eq!((kinds, screen.photos.len(), screen.voice.note), (vec!["PDF", "Plain text"], 0, None));
    assert_eq!(bytes(core, amara[0]).await, None);
}

#[tokio::test]
async fn an_app_that_is_killed_before_saving_still_has_the_document() {
    let before = async |core: &Core| _ = add(core, added(), LETTER).await.unwrap();
    let after = async |core: &Core| {
        let kept = of_work(core).await.remove(0);
        assert!(bytes(core, kept.attachment).await.is_some());
    };
    over_a_kill((AMARA, Role::Student), before, after).await;
}
