//! Work of one student and of several: gathered, tagged, saved into a record of its own for each, and taken back.

use super::{Device, FakeHost, config, photo, plain, words_of};
use crate::markup::{PhotoEdge, PhotoEdit};
use crate::piece::PieceDraft;
use crate::place::DraftPlace;
use crate::tag::TagScreen;
use crate::{Core, CoreError, PhotoSize, Profiles};
use notyet_model::authority::Role;
use notyet_model::fact::{Body, Evidence, Judgement, Kind, Lane, Purpose, Set, Support};
use notyet_model::ids::UserId;
use notyet_model::register::Member;
use notyet_store::testing::{AMARA, BEN, C3, C4, CLASS, Feed, ORTIZ, PROJECT, TestEnv, enrol, level_id};
use notyet_store::{Entry, Store};
use serde_json::json;
use std::sync::Arc;

/// What the office says of a student of the class, as an import writes it.
fn set_student(feed: &mut Feed, student: UserId, photos: &str, active: bool) {
    let name = if student == AMARA { "Amara Okafor" } else { "Ben Li" };
    let fields = json!({"class": CLASS, "user": student, "role": "student", "name": name, "short": name,
        "sort": name, "active": active, "photos": photos});
    let fields = fields.as_object().cloned().unwrap();
    let set = Set { entity: "member".into(), id: Member::key(CLASS, student), fields };
    feed.record(ORTIZ, Some(student), &Body::Set(set));
}

fn allow_photos(feed: &mut Feed, student: UserId, word: &str) {
    set_student(feed, student, word, true);
}

/// A school that allows photos of a group.
fn school() -> Feed {
    let mut feed = Feed::of_school();
    allow_photos(&mut feed, AMARA, "yes");
    allow_photos(&mut feed, BEN, "yes");
    feed
}

fn store(device: &Device) -> Store {
    device.core.inner.store.open().unwrap()
}

fn draft(text: &str) -> PieceDraft {
    PieceDraft { text: text.into(), link: "school.org/poster".into(), kind: Some(PROJECT.to_string()) }
}

async fn take_photo(core: &Core) {
    core.capturing().add_piece_photo(None, photo().jpeg).await.unwrap();
}

async fn tag(core: &Core, student: UserId) -> Result<(), CoreError> {
    core.capturing().tag_student(None, student.to_string(), true).await.map(drop)
}

async fn level(core: &Core, student: UserId, n: u8) {
    let level = Some(level_id(n).to_string());
    core.capturing().tag_level(None, vec![student.to_string()], C3.to_string(), level).await.unwrap();
}

async fn shows(core: &Core, outcome: impl ToString) {
    core.capturing().tag_outcome(None, outcome.to_string(), true).await.unwrap();
}

async fn see(core: &Core) -> TagScreen {
    core.capturing().tag(None, None).await.unwrap()
}

fn pieces(store: &Store, student: UserId) -> Vec<Entry<Evidence>> {
    let all = store.read(|r| r.evidence(student, None, 9)).unwrap();
    all.into_iter().filter(|entry| !entry.retracted).collect()
}

fn judgements(store: &Store, student: UserId) -> Vec<Judgement> {
    let all = store.read(|r| r.judgements(student, None)).unwrap();
    all.into_iter().filter(|entry| !entry.retracted).map(|entry| entry.body).collect()
}

/// A photo whose head says that it has so many pixels: 100 megapixels are 11,600 by 8,700.
fn of_size(width: u16, height: u16) -> Vec<u8> {
    let mut jpeg = photo().jpeg;
    // The metadata holds a small picture of its own, and another stands after the end.
    let is_frame = |bytes: &[u8]| bytes[..2] == [0xff, 0xc0] && bytes[5..] == [1, 0xe0, 2, 0x80];
    let at = jpeg.windows(9).position(is_frame).unwrap();
    jpeg[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    jpeg[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    jpeg
}

/// All that stands in the record of a student, byte for byte.
fn bytes_about(store: &Store, student: UserId) -> String {
    let outbox = store.outbox(99, 1 << 20).unwrap();
    let about = outbox.iter().filter(|raw| raw.read().unwrap().student == Some(student));
    about.map(|raw| raw.text().to_owned()).collect()
}

/// A poster of Amara and Ben, tagged with a level, a line each, and two photos.
async fn poster(core: &Core) {
    take_photo(core).await;
    take_photo(core).await;
    core.capturing().keep_piece(None, draft("Our poster")).await.unwrap();
    shows(core, C3).await;
    level(core, AMARA, 3).await;
    tag(core, BEN).await.unwrap();
    for (of, text, staff_only) in [(AMARA, "You drew the graph.", false), (BEN, "Needs a quiet place.", true)]
    {
        core.capturing().tag_note(None, of.to_string(), text.into(), staff_only).await.unwrap();
    }
}

#[tokio::test]
async fn each_student_of_a_group_photo_has_a_record_of_their_own_that_names_nobody_else() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, store) = (&device.core, store(&device));
    poster(core).await;
    let screen = see(core).await;
    assert_eq!((screen.photos.len(), plain(&screen.count.text).as_str()), (2, "2 tagged"));
    assert_eq!(screen.seats.iter().map(|s| s.tagged).collect::<Vec<_>>(), [true, true]);
    assert_eq!(plain(&screen.seats[0].spoken), "Amara Okafor. Demonstrating.");
    assert_eq!(plain(&screen.seats[1].readers), "Teachers alone read this.");
    assert_eq!(pieces(&store, AMARA).len(), 0, "nothing is recorded before Save");

    core.capturing().save_piece(None).await.unwrap();
    let (hers, his) = (pieces(&store, AMARA).remove(0).body, pieces(&store, BEN).remove(0).body);
    assert_eq!((hers.text.as_str(), his.text.as_str()), ("Our poster\n\nYou drew the graph.", "Our poster"));
    assert_eq!(hers.link.as_ref().map(|l| l.as_str()), Some("https://school.org/poster"));
    assert_eq!((hers.outcomes, hers.context), (vec![C3], Some(PROJECT)));
    assert_eq!((hers.attachments.len(), his.attachments.len()), (2, 2));
    assert!(hers.attachments.iter().all(|photo| !his.attachments.contains(photo)));
    let judged = judgements(&store, AMARA).remove(0);
    assert_eq!((judged.level, judged.lane), (Some(level_id(3)), Lane::Teacher));
    assert_eq!((judged.purpose, judged.support), (Purpose::Formative, Support::Independent));
    assert_eq!(judged.evidence, Some(pieces(&store, AMARA)[0].id));
    assert_eq!(judgements(&store, BEN), [], "a level is no duty");
    let notes = store.read(|r| r.facts(BEN, &[Kind::StaffNote])).unwrap();
    assert!(
        matches!(&notes[..], [note] if matches!(&note.body, Body::StaffNote(it) if it.text == "Needs a quiet place."))
    );
    let ties = store.read(|r| r.facts(AMARA, &[Kind::GroupLink])).unwrap();
    assert!(matches!(&ties[..], [tie] if matches!(&tie.body, Body::GroupLink(it) if it.pieces.len() == 2)));
    assert_eq!(store.outbox(99, 1 << 20).unwrap().len(), 0, "held until the teacher turns to something else");

    core.capturing().leave_piece().await.unwrap();
    let of_ben = bytes_about(&store, BEN);
    assert!(of_ben.contains("Our poster") && !of_ben.contains(&AMARA.to_string()));
    assert!(!of_ben.contains("You drew the graph."));
    device.sync(&mut feed);
    let phone = Device::of(BEN, Role::Student, &mut feed).await;
    let his = phone.core.inner.store.open().unwrap();
    assert_eq!(pieces(&his, BEN).len(), 1);
    assert_eq!(his.read(|r| r.facts(BEN, &[Kind::StaffNote, Kind::GroupLink])).unwrap().len(), 0);
    assert_eq!(his.read(|r| r.facts(AMARA, &[Kind::Evidence, Kind::GroupLink])).unwrap().len(), 0);
    assert_eq!(core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
}

#[tokio::test]
async fn save_is_one_act_and_undo_takes_it_back_without_a_trace_while_it_is_held() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, store) = (&device.core, store(&device));
    poster(core).await;
    let before = see(core).await;
    core.capturing().save_piece(None).await.unwrap();
    let saved = see(core).await.saved.unwrap();
    assert_eq!(plain(&saved.text), "Saved in 2 records, each on its own");
    assert_eq!(plain(&core.teaching().today(None).await.unwrap().undo.unwrap().text), "2 saved");
    assert_eq!(core.capturing().capture(None).await.unwrap().photos, []);

    core.teaching().undo().await.unwrap();
    core.capturing().leave_piece().await.unwrap();
    assert_eq!((pieces(&store, AMARA).len(), pieces(&store, BEN).len()), (0, 0));
    assert_eq!(store.outbox(99, 1 << 20).unwrap().len(), 0, "without a trace");
    let again = see(core).await;
    assert_eq!(again.seats, before.seats, "it stands again as it was tagged");
    assert_eq!(again.photos.len(), 2);
    let photo = again.photos[0].attachment.clone();
    assert!(core.syncing().photo(photo, PhotoSize::Full).await.unwrap().is_some());
    assert!(store.files_agree().unwrap());
    assert_eq!(core.teaching().today(None).await.unwrap().undo, None);

    core.capturing().save_piece(None).await.unwrap();
    core.capturing().leave_piece().await.unwrap();
    device.sync(&mut feed);
    core.teaching().undo().await.unwrap();
    assert_eq!((pieces(&store, AMARA).len(), pieces(&store, BEN).len()), (0, 0), "retracted in the open");
    assert_eq!(judgements(&store, AMARA), []);
    assert_eq!(see(core).await.photos.len(), 2);
}

#[tokio::test]
async fn a_photo_changed_before_it_is_tagged_goes_changed_into_every_record() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, store) = (&device.core, store(&device));
    poster(core).await;
    let place = DraftPlace::Capture { student: None };
    let taken = core.capturing().capture(None).await.unwrap().photos;
    let cut = PhotoEdit::Cut { edge: PhotoEdge::Left };
    for tile in &taken {
        core.markup().edit(place.clone(), tile.attachment.clone(), cut.clone()).await.unwrap();
    }
    core.markup().done(place.clone(), taken[0].attachment.clone()).await.unwrap();
    let drawn = core.capturing().capture(None).await.unwrap().photos;
    assert_ne!(drawn[0].attachment, taken[0].attachment);
    assert_eq!(drawn[1].attachment, taken[1].attachment, "in the middle of a change");
    let beside = DraftPlace::Capture { student: Some(AMARA.to_string()) };
    assert!(core.markup().screen(beside, drawn[0].attachment.clone()).await.is_err(), "another draft's");

    core.capturing().save_piece(None).await.unwrap();
    for student in [AMARA, BEN] {
        for photo in pieces(&store, student).remove(0).body.attachments {
            let jpeg = core.syncing().photo(photo.to_string(), PhotoSize::Full).await.unwrap().unwrap();
            let made = notyet_media::process(&jpeg, notyet_media::Orientation::Upright).unwrap().photo;
            assert_eq!((made.width, made.height), (608, 480), "a twentieth less");
        }
    }
    assert!(store.files_agree().unwrap(), "nothing of the unchanged ones is left");
    for gone in taken {
        assert_eq!(core.syncing().photo(gone.attachment, PhotoSize::Full).await.unwrap(), None);
    }
    core.teaching().undo().await.unwrap();
    let again = core.capturing().capture(None).await.unwrap().photos;
    let screen = core.markup().screen(place, again[0].attachment.clone()).await.unwrap();
    assert_eq!((screen.width, screen.can_undo), (608, false), "from now on it is a photo like any other");
}

#[tokio::test]
async fn another_capture_begun_since_is_not_overwritten_by_an_undo() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    poster(core).await;
    core.capturing().save_piece(None).await.unwrap();
    core.capturing().keep_piece(None, draft("Another")).await.unwrap();
    assert_eq!(see(core).await.saved, None);
    assert!(core.teaching().undo().await.is_err());
    assert_eq!(core.capturing().capture(None).await.unwrap().draft.text, "Another");
}

#[tokio::test]
async fn a_photo_goes_nowhere_that_the_school_has_not_allowed() {
    let mut feed = Feed::of_school();
    allow_photos(&mut feed, BEN, "no");
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    shows(core, C3).await;
    take_photo(core).await;
    let refusals = |screen: TagScreen| -> Vec<Option<String>> {
        screen.seats.into_iter().map(|seat| seat.refusal.map(|text| plain(&text))).collect()
    };
    let no_photos = "No photos of Ben Li are kept. Use words or a link.".to_owned();
    assert_eq!(refusals(see(core).await), [None, Some(no_photos)]);
    let refused = words_of(tag(core, BEN).await.unwrap_err());
    assert_eq!(refused, "No photos are kept here. Use words or a link.");

    allow_photos(&mut feed, BEN, "yes");
    device.sync(&mut feed);
    tag(core, AMARA).await.unwrap();
    let alone = "This photo stays in one record. Take another for Ben Li.".to_owned();
    assert_eq!(refusals(see(core).await), [None, Some(alone)], "the school has said nothing of Amara");
    assert!(tag(core, BEN).await.is_err());
    allow_photos(&mut feed, AMARA, "yes");
    device.sync(&mut feed);
    tag(core, BEN).await.unwrap();
    allow_photos(&mut feed, AMARA, "own_record");
    device.sync(&mut feed);
    let saved = core.capturing().save_piece(None).await;
    let rule = CoreError::Invalid { field: "photo".into(), rule: "own-record".into() };
    assert_eq!(saved.unwrap_err(), rule, "withdrawn while tagging");
    assert_eq!(pieces(&store(&device), BEN).len(), 0);
    let photo = see(core).await.photos[0].attachment.clone();
    core.capturing().remove_piece_photo(None, photo).await.unwrap();
    core.capturing().keep_piece(None, draft("Words do not show anybody")).await.unwrap();
    core.capturing().save_piece(None).await.unwrap();
    assert_eq!(pieces(&store(&device), BEN).len(), 1);
}

#[tokio::test]
async fn a_student_who_leaves_while_tagging_gets_nothing_and_keeps_nobody_waiting() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    poster(core).await;
    set_student(&mut feed, BEN, "own_record", false);
    device.sync(&mut feed);
    let screen = see(core).await;
    assert_eq!(screen.seats.len(), 1);
    assert_eq!(plain(&screen.gone.unwrap()), "Ben Li has left 7B. This goes to the others.");
    core.capturing().save_piece(None).await.unwrap();
    let store = store(&device);
    assert_eq!((pieces(&store, AMARA).len(), pieces(&store, BEN).len()), (1, 0));
    let ties = store.read(|r| r.facts(AMARA, &[Kind::GroupLink])).unwrap();
    assert_eq!(ties.len(), 0, "one record is no group");
    assert_eq!(see(core).await.gone, None);
}

#[tokio::test]
async fn what_was_tagged_goes_with_a_student_whose_record_is_erased() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    poster(&device.core).await;
    feed.erase(BEN);
    device.sync(&mut feed);
    let kept = store(&device).read(|r| r.notes("tag")).unwrap();
    assert_eq!(kept.iter().map(|(of, _)| *of).collect::<Vec<_>>(), [AMARA]);
}

#[tokio::test]
async fn a_battery_gone_between_photo_and_level_loses_neither() {
    let mut feed = school();
    let (folder, host) = (tempfile::TempDir::new().unwrap(), Arc::new(FakeHost::default()));
    let open = || async {
        Profiles::open_in(config(&folder), host.clone(), Arc::new(TestEnv::new(7))).await.unwrap()
    };
    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    let store = core.inner.store.open().unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    take_photo(&core).await;
    drop((store, core));
    profiles.stop().await;

    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    assert_eq!(core.capturing().capture(None).await.unwrap().photos.len(), 1);
    level(&core, AMARA, 2).await;
    drop(core);
    profiles.stop().await;

    let profiles = open().await;
    let core = profiles.place().await.unwrap();
    shows(&core, C3).await;
    let seat = see(&core).await.seats.remove(0);
    assert_eq!((seat.tagged, seat.level), (true, Some(level_id(2).to_string())));
    assert_eq!(core.inner.store.read(|r| r.not_sent()).unwrap(), Default::default(), "and nothing was sent");
}

#[tokio::test]
async fn what_is_no_photo_or_too_much_of_one_is_refused_and_the_words_are_kept() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let capturing = device.core.capturing();
    capturing.keep_piece(None, draft("Our poster")).await.unwrap();
    let add = async |jpeg| words_of(capturing.add_piece_photo(None, jpeg).await.unwrap_err());
    assert_eq!(add(b"a text".to_vec()).await, "This photo will not open. Take it again. Your note is kept.");
    assert_eq!(add(of_size(11_600, 8_700)).await, "This photo is too large. Use at most 64 megapixels.");
    for _ in 0..12 {
        capturing.add_piece_photo(None, photo().jpeg).await.unwrap();
    }
    assert_eq!(add(photo().jpeg).await, "That is enough photos for one piece. Use at most 12.");
    let screen = capturing.capture(None).await.unwrap();
    assert_eq!((screen.draft.text.as_str(), screen.photos.len()), ("Our poster", 12));
    assert!(store(&device).files_agree().unwrap());
}

#[tokio::test]
async fn a_full_device_saves_nothing_by_half() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let (core, store) = (&device.core, store(&device));
    poster(core).await;
    // More than is free inside the file.
    core.capturing().keep_piece(None, draft(&"x".repeat(1_700))).await.unwrap();
    store.limit_pages(1).unwrap();
    assert_eq!(core.capturing().save_piece(None).await, Err(CoreError::StorageFull));
    store.limit_pages(1 << 20).unwrap();
    assert!(store.files_agree().unwrap());
    assert_eq!(see(core).await.seats.iter().filter(|seat| seat.tagged).count(), 2);
    core.capturing().save_piece(None).await.unwrap();
}

#[tokio::test]
async fn save_names_what_is_not_there_yet() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    let save = async || words_of(core.capturing().save_piece(None).await.unwrap_err());
    assert_eq!(save().await, "Add a photo, voice note, file, words or a link first.");
    core.capturing().keep_piece(None, draft("Our poster")).await.unwrap();
    assert_eq!(save().await, "Pick the outcome first.");
    shows(core, C3).await;
    assert_eq!(save().await, "Tap a name first.");
    tag(core, AMARA).await.unwrap();
    core.capturing().keep_piece(None, PieceDraft { link: "no".into(), ..draft("") }).await.unwrap();
    core.capturing().save_piece(None).await.unwrap();
}

#[tokio::test]
async fn beside_a_student_the_capture_is_theirs_and_names_nobody_else() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    let beside = Some(AMARA.to_string());
    core.capturing().keep_piece(None, draft("The class's")).await.unwrap();
    let screen = core.capturing().capture(beside.clone()).await.unwrap();
    assert_eq!((screen.name.as_deref(), screen.draft.text.as_str()), (Some("Amara Okafor"), ""));
    core.capturing().keep_piece(beside.clone(), draft("Hers")).await.unwrap();
    let all = core.capturing().capture(beside.clone()).await.unwrap();
    assert!(!format!("{all:?}").contains("Ben"));
    let tagged = core.capturing().tag(beside.clone(), None).await.unwrap();
    assert_eq!(tagged.seats.iter().map(|s| s.tagged).collect::<Vec<_>>(), [true, false]);
    core.capturing().tag_outcome(beside.clone(), C4.to_string(), true).await.unwrap();
    core.capturing().save_piece(beside).await.unwrap();
    assert_eq!(pieces(&store(&device), AMARA)[0].body.text, "Hers");
    assert_eq!(core.capturing().capture(None).await.unwrap().draft.text, "The class's");
}

#[tokio::test]
async fn an_outcome_taken_out_takes_its_levels_along() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    poster(core).await;
    shows(core, C4).await;
    let on_c4 = core.capturing().tag(None, Some(C4.to_string())).await.unwrap();
    assert_eq!((on_c4.judged, on_c4.seats[0].level.clone()), (Some(C4.to_string()), None));
    core.capturing().tag_outcome(None, C3.to_string(), false).await.unwrap();
    let screen = see(core).await;
    assert_eq!((screen.judged, screen.seats[0].level.clone()), (Some(C4.to_string()), None));
    core.capturing().save_piece(None).await.unwrap();
    assert_eq!(judgements(&store(&device), AMARA), []);
    assert_eq!(pieces(&store(&device), AMARA)[0].body.outcomes, [C4]);
}

#[tokio::test]
async fn a_drag_sets_one_level_for_many_and_is_one_step() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let core = &device.core;
    shows(core, C3).await;
    level(core, AMARA, 1).await;
    let both = vec![AMARA.to_string(), BEN.to_string()];
    let approaching = Some(level_id(2).to_string());
    let levels = |screen: TagScreen| screen.seats.into_iter().map(|seat| seat.level).collect::<Vec<_>>();
    core.capturing().tag_level(None, both.clone(), C3.to_string(), approaching.clone()).await.unwrap();
    assert_eq!(levels(see(core).await), [approaching.clone(), approaching.clone()]);
    core.capturing().untag(None).await.unwrap();
    assert_eq!(levels(see(core).await), [Some(level_id(1).to_string()), None]);
    assert!(see(core).await.count.can_undo);
    core.capturing().untag(None).await.unwrap();
    let seats = see(core).await.seats;
    assert!(seats.iter().all(|seat| !seat.tagged), "Amara was not tagged before");
    assert!(!see(core).await.count.can_undo && core.capturing().untag(None).await.is_err());

    allow_photos(&mut feed, BEN, "no");
    device.sync(&mut feed);
    take_photo(core).await;
    core.capturing().tag_level(None, both, C3.to_string(), approaching.clone()).await.unwrap();
    assert_eq!(levels(see(core).await), [approaching, None], "the others are left out");
}

#[tokio::test]
async fn where_no_photos_are_kept_none_are_taken_beside_the_student_or_by_them() {
    let mut feed = Feed::of_school();
    allow_photos(&mut feed, AMARA, "no");
    let device = Device::of_teacher(&mut feed).await;
    let refused = device.core.teaching().record_photo(photo()).await.unwrap_err();
    assert_eq!(words_of(refused), "No photos are kept here. Use words or a link.");
    let phone = Device::of_amara(&mut feed).await;
    let add = phone.core.learning().add_draft_photo(crate::self_assess::WorkPlace::Added, photo().jpeg).await;
    assert_eq!(words_of(add.unwrap_err()), "No photos are kept here. Use words or a link.");
    assert!(store(&device).files_agree().unwrap());
}

/// A school in which C3 and C4 are aligned to one standard.
fn related() -> Feed {
    let mut feed = school();
    feed.set("outcome", C3, json!({"standards": ["W.7.1"]}));
    feed.set("outcome", C4, json!({"standards": ["W.7.1"]}));
    feed
}

fn texts(chips: &[crate::also::AlsoChip]) -> Vec<(String, bool)> {
    chips.iter().map(|chip| (plain(&chip.text), chip.chosen)).collect()
}

#[tokio::test]
async fn a_capture_that_is_said_to_show_more_is_evidence_for_that_as_well() {
    let mut feed = related();
    // Ben has shown C4, Amara has not.
    for (context, days) in [(notyet_store::testing::ESSAY, -9), (PROJECT, -1)] {
        let shown = notyet_store::testing::at_bat(C4, 3, context, days);
        feed.record(ORTIZ, Some(BEN), &Body::Judgement(shown));
    }
    let device = Device::of_teacher(&mut feed).await;
    let (core, store) = (&device.core, store(&device));
    poster(core).await;
    core.capturing().save_piece(None).await.unwrap();
    assert_eq!(texts(&see(core).await.saved.unwrap().also), [("Also shows C4?".into(), false)]);
    core.capturing().also_piece(None, C4.to_string()).await.unwrap();
    assert_eq!(texts(&see(core).await.saved.unwrap().also), [("Shows C4, too".into(), true)]);
    let (hers, his) = (pieces(&store, AMARA), pieces(&store, BEN));
    assert_eq!(
        (hers.len(), hers[0].body.outcomes.clone()),
        (1, vec![C3, C4]),
        "written anew, without a trace"
    );
    assert_eq!(his[0].body.outcomes, [C3], "it is open for him no more");
    assert_eq!(judgements(&store, AMARA)[0].evidence, Some(hers[0].id));
    let ties = store.read(|r| r.facts(AMARA, &[Kind::GroupLink])).unwrap();
    assert!(
        matches!(&ties[..], [tie] if matches!(&tie.body, Body::GroupLink(it) if it.pieces[0].evidence == hers[0].id))
    );
    let photo = hers[0].body.attachments[0].to_string();
    assert!(core.syncing().photo(photo, PhotoSize::Full).await.unwrap().is_some());
    core.capturing().leave_piece().await.unwrap();
    device.sync(&mut feed);
    assert_eq!(core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
    core.teaching().undo().await.unwrap();
    assert_eq!((pieces(&store, AMARA).len(), pieces(&store, BEN).len()), (0, 0));
    assert_eq!(see(core).await.photos.len(), 2);
}

#[tokio::test]
async fn beside_a_student_the_work_of_the_visit_may_show_more_and_undo_leaves_its_photo() {
    let mut feed = related();
    let device = Device::of_teacher(&mut feed).await;
    let (teaching, store) = (device.core.teaching(), store(&device));
    let chips = async || {
        let screen = teaching.conference(AMARA.to_string(), Some(C3.to_string()), None).await.unwrap();
        texts(&screen.also)
    };
    assert_eq!(chips().await, [], "there is no work yet");
    teaching.record_photo(photo()).await.unwrap();
    teaching.record_level(super::level(2)).await.unwrap();
    assert_eq!(chips().await, [("Also shows C4?".into(), false)]);
    let also = || teaching.record_also(AMARA.to_string(), C3.to_string(), C4.to_string());
    also().await.unwrap();
    assert_eq!(chips().await, [("Shows C4, too".into(), true)]);
    let piece = pieces(&store, AMARA).remove(0);
    assert_eq!(piece.body.outcomes, [C3, C4]);
    assert_eq!(judgements(&store, AMARA)[0].evidence, Some(piece.id));
    also().await.unwrap();
    assert_eq!(pieces(&store, AMARA).len(), 1, "said twice is said once");

    teaching.undo().await.unwrap();
    let piece = pieces(&store, AMARA).remove(0);
    assert_eq!(piece.body.outcomes, [C3]);
    assert_eq!(judgements(&store, AMARA)[0].evidence, Some(piece.id));
    assert!(store.raw_photo(piece.body.attachments[0]).unwrap().is_some());
    teaching.redo().await.unwrap();
    assert_eq!(pieces(&store, AMARA)[0].body.outcomes, [C3, C4]);
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    assert_eq!(device.core.inner.store.read(|r| r.not_sent()).unwrap().refused, 0);
    assert!(store.files_agree().unwrap());
}
