//! A photo changed before it is saved: kept change by change, made into a picture, and the unchanged one gone.

use super::{Device, photo, plain, step, words_of};
use crate::capture::Support;
use crate::markup::{MarkupScreen, PhotoArea, PhotoEdge, PhotoEdit, PhotoLine, PhotoPart, PhotoSpot};
use crate::parts::PhotoTile;
use crate::place::DraftPlace;
use crate::self_assess::{WorkDraft, WorkPlace};
use crate::{Config, Core, CoreError, PhotoSize, Profiles};
use notyet_media::{Orientation, fixtures, process, strip};
use notyet_model::fact::{Evidence, Feedback};
use notyet_model::ids::AttachmentId;
use notyet_store::testing::{AMARA, C3, Feed, enrol};
use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use tempfile::TempDir;

fn added() -> DraftPlace {
    DraftPlace::Work { place: WorkPlace::Added }
}

fn beside_amara() -> DraftPlace {
    DraftPlace::Feedback { student: AMARA.to_string(), outcome: C3.to_string() }
}

fn area(left: f64, top: f64, right: f64, bottom: f64) -> PhotoArea {
    PhotoArea { from: PhotoSpot { x: left, y: top }, to: PhotoSpot { x: right, y: bottom } }
}

fn left_half() -> PhotoEdit {
    PhotoEdit::Crop { area: area(0.0, 0.0, 0.5, 1.0) }
}

fn blurred() -> PhotoEdit {
    let points = vec![PhotoSpot { x: 0.0, y: 0.5 }, PhotoSpot { x: 1.0, y: 0.5 }];
    PhotoEdit::Rub { line: PhotoLine { points, width: 1.0 } }
}

fn line() -> PhotoEdit {
    let points = vec![PhotoSpot { x: 0.2, y: 0.2 }, PhotoSpot { x: 0.8, y: 0.8 }];
    PhotoEdit::Draw { line: PhotoLine { points, width: 0.02 }, colour: 0x00D9_6B0B }
}

async fn see(core: &Core, place: DraftPlace, tile: &PhotoTile) -> MarkupScreen {
    let screen = core.markup().screen(place, tile.attachment.clone()).await.unwrap();
    MarkupScreen { spoken: plain(&screen.spoken), ..screen }
}

async fn tile_of_draft(core: &Core) -> PhotoTile {
    core.learning().add_evidence().await.unwrap().photos.remove(0)
}

async fn edit(core: &Core, place: DraftPlace, tile: &PhotoTile, edit: PhotoEdit) {
    core.markup().edit(place, tile.attachment.clone(), edit).await.unwrap();
}

fn draft() -> WorkDraft {
    let outcome = Some(C3.to_string());
    let (text, link, reflection) = (String::new(), String::new(), String::new());
    WorkDraft { outcome, picks: vec![], support: Support::Alone, text, link, reflection }
}

fn pieces(core: &Core) -> Vec<Evidence> {
    let read = core.inner.store.read(|r| r.evidence(AMARA, Some(C3), 9)).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

fn feedback(core: &Core) -> Vec<Feedback> {
    let read = core.inner.store.read(|r| r.feedback(AMARA, Some(C3))).unwrap();
    read.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

async fn size_of(core: &Core, photo: &str) -> Option<(u16, u16)> {
    let jpeg = core.syncing().photo(photo.to_owned(), PhotoSize::Full).await.unwrap()?;
    assert!(notyet_media::is_clean_photo(&jpeg));
    let made = process(&jpeg, Orientation::Upright).unwrap();
    Some((made.photo.width, made.photo.height))
}

/// Encrypted photo files in a device's folder.
fn files(folder: &Path) -> usize {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .map(|path| match path.file_name().and_then(|name| name.to_str()) {
            Some("photos") => std::fs::read_dir(&path).unwrap().count(),
            _ if path.is_dir() => files(&path),
            _ => 0,
        })
        .sum()
}

#[tokio::test]
async fn a_photo_is_changed_step_by_step_and_each_step_can_be_taken_back() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (core, markup) = (&device.core, device.core.markup());
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(core).await;
    let first = see(core, added(), &tile).await;
    assert_eq!((first.width, first.height, first.spoken.as_str()), (640, 480, "Photo without changes"));
    assert_eq!((first.can_undo, first.can_redo), (false, false));

    edit(core, added(), &tile, left_half()).await;
    edit(core, added(), &tile, PhotoEdit::Turn).await;
    let turned = see(core, added(), &tile).await;
    assert_eq!((turned.width, turned.height, turned.spoken.as_str()), (480, 320, "Photo with 2 changes"));

    for _ in 0..2 {
        markup.undo(added(), tile.attachment.clone()).await.unwrap();
    }
    let back = see(core, added(), &tile).await;
    assert_eq!((&back.picture, back.can_undo, back.can_redo), (&first.picture, false, true));
    let nothing = markup.undo(added(), tile.attachment.clone()).await;
    assert_eq!(nothing, Err(CoreError::NotFound { what: "step".into() }));
    for _ in 0..2 {
        markup.redo(added(), tile.attachment.clone()).await.unwrap();
    }
    assert_eq!(see(core, added(), &tile).await.picture, turned.picture);
    markup.undo(added(), tile.attachment.clone()).await.unwrap();
    edit(core, added(), &tile, line()).await;
    assert!(!see(core, added(), &tile).await.can_redo, "what was taken back before is gone");
}

#[tokio::test]
async fn the_saved_photo_is_the_changed_one_and_the_unchanged_one_is_gone_from_the_disk() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (core, markup) = (&device.core, device.core.markup());
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(core).await;
    edit(core, added(), &tile, left_half()).await;
    markup.done(added(), tile.attachment.clone()).await.unwrap();
    let drawn = tile_of_draft(core).await;
    assert_ne!(drawn.attachment, tile.attachment);
    assert_eq!(size_of(core, &drawn.attachment).await, Some((320, 480)));
    assert_eq!(
        files(device.folder.path()),
        2,
        "the unchanged one stays as long as changes can be taken back"
    );

    // Changed once more, from the unchanged one; the picture in between goes.
    assert!(see(core, added(), &drawn).await.can_undo);
    edit(core, added(), &drawn, PhotoEdit::Turn).await;
    markup.done(added(), drawn.attachment.clone()).await.unwrap();
    assert_eq!(files(device.folder.path()), 2);

    core.learning().save_work(WorkPlace::Added, draft()).await.unwrap();
    let saved = pieces(core).remove(0).attachments;
    assert_eq!(saved.len(), 1);
    assert_eq!(size_of(core, &saved[0].to_string()).await, Some((480, 320)));
    assert_eq!(files(device.folder.path()), 1);
    assert_eq!(core.syncing().photo(tile.attachment, PhotoSize::Full).await.unwrap(), None);

    // Taken back, it is a photo like any other.
    core.learning().take_back().await.unwrap();
    let again = tile_of_draft(core).await;
    assert!(!see(core, added(), &again).await.can_undo);
    core.learning().remove_draft_photo(WorkPlace::Added, again.attachment).await.unwrap();
    assert_eq!(files(device.folder.path()), 0);
}

#[tokio::test]
async fn with_every_change_taken_back_the_photo_stands_as_it_was_taken() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (core, markup) = (&device.core, device.core.markup());
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(core).await;
    edit(core, added(), &tile, blurred()).await;
    markup.done(added(), tile.attachment.clone()).await.unwrap();
    let drawn = tile_of_draft(core).await;
    markup.undo(added(), drawn.attachment.clone()).await.unwrap();
    markup.done(added(), drawn.attachment.clone()).await.unwrap();
    assert_eq!(tile_of_draft(core).await.attachment, tile.attachment);
    assert_eq!(files(device.folder.path()), 1);
    // And a changed photo that is taken out leaves nothing.
    edit(core, added(), &tile, blurred()).await;
    markup.done(added(), tile.attachment).await.unwrap();
    let gone = tile_of_draft(core).await.attachment;
    core.learning().remove_draft_photo(WorkPlace::Added, gone).await.unwrap();
    assert_eq!(files(device.folder.path()), 0);
}

#[tokio::test]
async fn what_was_hidden_is_hidden_in_what_is_saved_though_the_app_was_killed_before_done() {
    let mut feed = Feed::of_school();
    let (folder, host) = (TempDir::new().unwrap(), Arc::new(super::FakeHost::default()));
    // A device never gives an id twice, and so the second opening has another chance.
    let open = async |seed: u64| {
        let env = Arc::new(notyet_store::testing::TestEnv::new(seed));
        Profiles::open_in(super::config(&folder), host.clone(), env).await.unwrap()
    };
    let profiles = open(7).await;
    let core = profiles.place().await.unwrap();
    let store = core.inner.store.open().unwrap();
    enrol(&store, AMARA, notyet_model::authority::Role::Student).unwrap();
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(&core).await;
    edit(&core, added(), &tile, blurred()).await;
    edit(&core, added(), &tile, line()).await;
    let shown = see(&core, added(), &tile).await;
    drop(store);
    profiles.stop().await;

    let profiles = open(8).await;
    let core = profiles.place().await.unwrap();
    let again = see(&core, added(), &tile).await;
    assert_eq!((again.picture == shown.picture, again.spoken), (true, "Photo with 2 changes".into()));
    core.markup().undo(added(), tile.attachment.clone()).await.unwrap();
    let hidden = see(&core, added(), &tile).await.picture;
    core.learning().save_work(WorkPlace::Added, draft()).await.unwrap();
    let saved = pieces(&core).remove(0).attachments[0].to_string();
    assert_ne!(saved, tile.attachment);
    let jpeg = core.syncing().photo(saved, PhotoSize::Full).await.unwrap().unwrap();
    assert!(jpeg == hidden, "what was on the screen is what is saved");
    assert_eq!(files(folder.path()), 1);
    profiles.stop().await;
}

#[tokio::test]
async fn a_teacher_draws_on_a_copy_of_the_work_and_the_student_sees_it_with_the_feedback() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, markup, teaching) = (&device.core, device.core.markup(), device.core.teaching());
    teaching.record_photo(photo()).await.unwrap();
    let conference = || teaching.conference(AMARA.to_string(), Some(C3.to_string()), None);
    let work = conference().await.unwrap().photos.remove(0);
    edit(core, beside_amara(), &work, line()).await;
    markup.done(beside_amara(), work.attachment.clone()).await.unwrap();
    let screen = conference().await.unwrap();
    assert_eq!((screen.photos.len(), screen.drawing.len(), screen.drawn.len()), (1, 1, 0));
    assert_eq!(screen.photos[0].attachment, work.attachment, "the work stays as it is");
    assert!(!see(core, beside_amara(), &work).await.can_undo, "and can be drawn on anew");

    // A drawing alone is feedback; what is typed later goes with it.
    teaching.record_feedback(step("")).await.unwrap();
    let screen = conference().await.unwrap();
    assert_eq!((screen.drawing.len(), screen.drawn.len()), (0, 1));
    let drawn = screen.drawn[0].attachment.clone();
    teaching.record_feedback(step("Name the source.")).await.unwrap();
    let said = feedback(core);
    assert_eq!(said.len(), 1);
    assert_eq!(said[0].attachments.iter().map(AttachmentId::to_string).collect::<Vec<_>>(), [drawn.as_str()]);
    assert_eq!(size_of(core, &drawn).await, Some((640, 480)));

    // Taken back and put again, in one visit and after it was sent.
    teaching.undo().await.unwrap();
    teaching.undo().await.unwrap();
    let screen = conference().await.unwrap();
    assert_eq!((screen.drawing.len(), screen.drawn.len(), feedback(core).len()), (1, 0, 0));
    teaching.redo().await.unwrap();
    teaching.redo().await.unwrap();
    let screen = conference().await.unwrap();
    assert_eq!((screen.drawing.len(), screen.drawn.len()), (0, 1));
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    assert_eq!(core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);

    let amara = Device::of_amara(&mut feed).await;
    let left = amara.core.learning().feedback().await.unwrap();
    let id = left.fresh[0].feedback.clone();
    let thread = amara.core.learning().thread(id).await.unwrap();
    assert_eq!(thread.photos.iter().map(|tile| tile.attachment.as_str()).collect::<Vec<_>>(), [drawn]);
}

#[tokio::test]
async fn a_level_that_is_corrected_keeps_what_was_drawn() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    teaching.record_photo(photo()).await.unwrap();
    teaching.record_level(super::level(2)).await.unwrap();
    let screen = teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
    edit(core, beside_amara(), &screen.photos[0], line()).await;
    core.markup().done(beside_amara(), screen.photos[0].attachment.clone()).await.unwrap();
    teaching.record_feedback(step("Name the source.")).await.unwrap();
    // The feedback names the judgement, and is written anew with it.
    teaching.record_level(super::level(3)).await.unwrap();
    let drawn = feedback(core).remove(0).attachments.remove(0);
    assert_eq!(size_of(core, &drawn.to_string()).await, Some((640, 480)));
}

#[tokio::test]
async fn a_drawing_can_be_taken_out_of_feedback_that_is_being_written() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, teaching) = (&device.core, device.core.teaching());
    teaching.record_photo(photo()).await.unwrap();
    let conference = || teaching.conference(AMARA.to_string(), Some(C3.to_string()), None);
    let work = conference().await.unwrap().photos.remove(0);
    edit(core, beside_amara(), &work, line()).await;
    core.markup().done(beside_amara(), work.attachment).await.unwrap();
    // Typing leaves the drawing where it is.
    teaching.keep_draft(step("Name"), String::new()).await.unwrap();
    let drawing = conference().await.unwrap().drawing.remove(0).attachment;
    let remove = || teaching.remove_drawing(AMARA.to_string(), C3.to_string(), drawing.clone());
    remove().await.unwrap();
    let screen = conference().await.unwrap();
    assert_eq!((screen.drawing.len(), screen.photos.len()), (0, 1));
    assert_eq!(screen.typed.map(|typed| typed.next_step), Some("Name".into()));
    assert_eq!(files(device.folder.path()), 1, "the work's own photo");
    assert_eq!(remove().await, Err(CoreError::NotFound { what: "record".into() }));
}

#[tokio::test]
async fn whoever_does_not_drag_cuts_edges_and_rings_and_blurs_quarters_with_buttons() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let core = &device.core;
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(core).await;
    for edge in [PhotoEdge::Left, PhotoEdge::Right, PhotoEdge::Top, PhotoEdge::Bottom] {
        edit(core, added(), &tile, PhotoEdit::Cut { edge }).await;
    }
    let cut = see(core, added(), &tile).await;
    assert_eq!((cut.width, cut.height), (578, 433));
    for part in [PhotoPart::TopLeft, PhotoPart::TopRight, PhotoPart::BottomLeft, PhotoPart::BottomRight] {
        for next in [PhotoEdit::Ring { part, width: 0.02, colour: 0 }, PhotoEdit::Blur { part }] {
            let before = see(core, added(), &tile).await.picture;
            edit(core, added(), &tile, next).await;
            assert_ne!(see(core, added(), &tile).await.picture, before);
        }
    }
}

#[tokio::test]
async fn a_photo_that_is_in_no_draft_is_nobodys_to_change() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (core, markup) = (&device.core, device.core.markup());
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(core).await;
    core.learning().save_work(WorkPlace::Added, draft()).await.unwrap();
    let saved = markup.edit(added(), tile.attachment.clone(), blurred()).await;
    assert_eq!(saved, Err(CoreError::NotFound { what: "record".into() }), "what is saved stays as it is");
    assert!(
        markup.edit(beside_amara(), tile.attachment, blurred()).await.is_err(),
        "a student gives no feedback"
    );
}

#[tokio::test]
async fn what_is_no_photo_or_far_too_large_is_said_kindly_and_the_draft_stays() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let learning = device.core.learning();
    learning.add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let mut large = strip(&fixtures::sample_photo(64, 64, 1)).unwrap().bytes;
    // 12,000 × 8,500 in the frame's header: 102 megapixels.
    let frame = large.windows(2).position(|marker| marker == [0xFF, 0xC0]).unwrap();
    large[frame + 5..frame + 9].copy_from_slice(&[0x21, 0x34, 0x2E, 0xE0]);
    for (bytes, sentence) in [
        (b"no photo at all".to_vec(), "This photo will not open. Take it again. Your note is kept."),
        (large, "This photo is too large. Use at most 64 megapixels."),
    ] {
        let refused = learning.add_draft_photo(WorkPlace::Added, bytes).await.unwrap_err();
        assert_eq!(words_of(refused), sentence);
    }
    assert_eq!(learning.add_evidence().await.unwrap().photos.len(), 1);
}

#[tokio::test]
async fn a_change_that_cannot_be_made_changes_nothing_and_says_why() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    let (core, markup) = (&device.core, device.core.markup());
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(core).await;
    let far = |n: usize| PhotoSpot { x: if n.is_multiple_of(2) { 0.0 } else { 1.0 }, y: 0.5 };
    let endless = PhotoLine { points: (0..5_000).map(far).collect(), width: 0.02 };
    for (edit, sentence) in [
        (PhotoEdit::Crop { area: area(0.5, 0.5, 0.501, 0.9) }, "That was very small. Drag over more of it."),
        (PhotoEdit::Rub { line: endless }, "That line is very long. Lift your finger sooner."),
    ] {
        let refused = markup.edit(added(), tile.attachment.clone(), edit).await.unwrap_err();
        assert_eq!(words_of(refused), sentence);
    }
    for _ in 0..100 {
        edit(core, added(), &tile, PhotoEdit::Turn).await;
    }
    let refused = markup.edit(added(), tile.attachment.clone(), PhotoEdit::Turn).await.unwrap_err();
    assert_eq!(words_of(refused), "These are many changes. Take one back first.");
    assert_eq!(see(core, added(), &tile).await.spoken, "Photo with 100 changes");
}

const TINY: &str = "NOTYET_MARKUP_ON_A_TINY_DISK";

/// Its own test, started again in a name space of its own, whose file system is really full.
#[tokio::test]
async fn on_a_full_device_the_changes_stay_and_the_picture_is_made_later() {
    let Some(folder) = std::env::var_os(TINY).map(PathBuf::from) else {
        let folder = TempDir::new().unwrap();
        let script = format!(r#"mount -t tmpfs -o size=16m tiny "${TINY}" && exec "$@""#);
        let mut tiny = Command::new("unshare");
        tiny.args(["-rm", "sh", "-c", &script, "sh"]).arg(std::env::current_exe().unwrap());
        let name = "tests::markup::on_a_full_device_the_changes_stay_and_the_picture_is_made_later";
        let ran = tiny.args(["--exact", name, "--nocapture"]).env(TINY, folder.path()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stdout);
        let faults = String::from_utf8_lossy(&ran.stderr);
        assert!(ran.status.success() && said.contains("1 passed"), "{said}{faults}");
        return;
    };
    let mut feed = Feed::of_school();
    let config = Config { folder: folder.display().to_string(), ..super::config(&TempDir::new().unwrap()) };
    let env = Arc::new(notyet_store::testing::TestEnv::new(7));
    let profiles = Profiles::open_in(config, Arc::new(super::FakeHost::default()), env).await.unwrap();
    let core = profiles.place().await.unwrap();
    let store = core.inner.store.open().unwrap();
    enrol(&store, AMARA, notyet_model::authority::Role::Student).unwrap();
    let streams = feed.of_student(AMARA);
    feed.sync(&store, &streams).unwrap();
    core.learning().add_draft_photo(WorkPlace::Added, photo().jpeg).await.unwrap();
    let tile = tile_of_draft(&core).await;
    edit(&core, added(), &tile, left_half()).await;
    fill(&folder.join("ballast"));

    let refused = core.markup().done(added(), tile.attachment.clone()).await.unwrap_err();
    assert_eq!(words_of(refused), "This device is full. Free some space, then try again.");
    let unsaved = core.learning().save_work(WorkPlace::Added, draft()).await;
    assert_eq!(unsaved, Err(CoreError::StorageFull));
    assert!(pieces(&core).is_empty(), "nothing half saved");
    std::fs::remove_file(folder.join("ballast")).unwrap();
    assert_eq!(see(&core, added(), &tile).await.spoken, "Photo with 1 change");
    core.learning().save_work(WorkPlace::Added, draft()).await.unwrap();
    assert_eq!(size_of(&core, &pieces(&core)[0].attachments[0].to_string()).await, Some((320, 480)));
    profiles.stop().await;
}

/// Writes a file until nothing more goes in.
fn fill(path: &Path) {
    let mut file = File::create(path).unwrap();
    for size in [1 << 16, 1 << 10, 1] {
        while file.write_all(&vec![0; size]).is_ok() {}
    }
}
