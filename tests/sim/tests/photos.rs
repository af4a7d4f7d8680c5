//! What becomes of a picture between one device and the others, over each transport.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::document::clean_document;
use notyet_protocol::voice::clean_voice;
use notyet_protocol::wire::Fault;
use notyet_sim::device::{Device, jpeg, shrink};
use notyet_sim::flaky::{Call, Mischief};
use notyet_sim::on_both;
use notyet_sim::school::{AMARA, BEN, ORTIZ, OUTCOMES, evidence, feedback, judgement};
use notyet_sim::world::World;
use notyet_store::{AttachmentState, Medium, PhotoSize};
use notyet_sync::{NetworkPolicy, TransportError};

/// As a recorder wrote it.
const RECORDED: &[u8] = include_bytes!("../../fixtures/samples/voice/recorded.m4a");
/// As an office suite wrote it.
const LETTER: &[u8] = include_bytes!("../../fixtures/samples/document/letter.pdf");

on_both! {
    a_picture_arrives_byte_for_byte_and_only_where_it_may
    a_picture_that_was_taken_offline_arrives_after_coming_back
    where_bytes_cost_the_thumbnail_comes_and_the_picture_only_when_asked_for
    a_picture_that_the_server_does_not_take_holds_up_neither_facts_nor_pictures
    an_upload_whose_answer_was_lost_is_not_sent_again
    a_capture_that_is_no_picture_is_kept_and_holds_up_nothing
    bytes_that_arrive_changed_are_not_kept
    a_voice_note_arrives_byte_for_byte_and_only_where_it_may
    a_document_arrives_byte_for_byte_and_only_where_it_may
}

async fn a_picture_arrives_byte_for_byte_and_only_where_it_may(world: World) {
    let (ortiz, amara, ben) = a_teacher_and_two_students(&world).await;
    ortiz.wire.forget();
    let id = ortiz.capture(AMARA, &jpeg(7), |id| evidence(OUTCOMES[0], id));
    let made = shrink(&jpeg(7), 1).unwrap();
    has_picture(&amara, id, PhotoSize::Full).await;
    for device in [&ortiz, &amara] {
        assert_eq!(sha256_hex(&picture(device, id, PhotoSize::Full).unwrap()), sha256_hex(&made.full));
        assert_eq!(sha256_hex(&picture(device, id, PhotoSize::Thumb).unwrap()), sha256_hex(&made.thumb));
    }
    assert_eq!(ortiz.wire.count(Call::Put), 2, "each file travels once");

    // Ben's device hears of news of his own, so it has been in step since; of the picture it holds nothing.
    ortiz.record(BEN, &feedback(OUTCOMES[0], "Name the page"));
    ben.holds("his feedback", |reader| Ok(!reader.feedback(BEN, None)?.is_empty())).await;
    assert_eq!(picture(&ben, id, PhotoSize::Thumb), None);
    assert_eq!(ben.wire.count(Call::Get), 0);
    let asked = world.transport().get_blob(&ben.token(), &sha256_hex(&made.full), 1 << 20).await;
    assert_eq!(asked, Err(Fault::NotFound.into()));
}

async fn a_voice_note_arrives_byte_for_byte_and_only_where_it_may(world: World) {
    let voice = clean_voice(RECORDED).unwrap();
    let ortiz = arrives_where_it_may(&world, &voice.bytes, Medium::Voice { ms: voice.ms }).await;

    // As the recorder wrote it, it goes nowhere.
    let refused = world.transport().put_blob(&ortiz.token(), &sha256_hex(RECORDED), RECORDED.to_vec()).await;
    let Err(TransportError::Fault(Fault::Malformed { detail })) = refused else { panic!("{refused:?}") };
    assert_eq!(detail, "the MPEG-4 file carries more than its sound");
}

async fn a_document_arrives_byte_for_byte_and_only_where_it_may(world: World) {
    let written = clean_document(LETTER).unwrap();
    let bytes = written.bytes.len() as u32;
    arrives_where_it_may(&world, &written.bytes, Medium::Document { format: written.format, bytes }).await;
}

/// What Ms Ortiz attaches to work of Amara's comes to Amara, whole, and to nobody else. The device that sent it.
async fn arrives_where_it_may(world: &World, bytes: &[u8], what: Medium) -> Device {
    let (ortiz, amara, ben) = a_teacher_and_two_students(world).await;
    ortiz.wire.forget();
    let id = ortiz.attach(AMARA, (bytes, what), |id| evidence(OUTCOMES[0], id));
    amara.holds("its bytes", |_| Ok(amara.store.read_alone(id)?.is_some())).await;
    is(&amara, id, AttachmentState::Ready).await;
    assert_eq!(amara.store.read_alone(id).unwrap().as_deref(), Some(bytes));
    assert_eq!((medium(&ortiz, id), medium(&amara, id)), (Some(what), Some(what)));
    assert_eq!(ortiz.wire.count(Call::Put), 1, "it has no thumbnail");
    assert_eq!(ortiz.store.read(|reader| reader.not_sent()).unwrap().photos, 0);

    ortiz.record(BEN, &feedback(OUTCOMES[0], "Name the page"));
    ben.holds("his feedback", |reader| Ok(!reader.feedback(BEN, None)?.is_empty())).await;
    let asked = world.transport().get_blob(&ben.token(), &sha256_hex(bytes), 1 << 20).await;
    assert_eq!((ben.store.read_alone(id).unwrap(), asked), (None, Err(Fault::NotFound.into())));
    ortiz
}

async fn a_picture_that_was_taken_offline_arrives_after_coming_back(world: World) {
    let (mut ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    ortiz.set_network(NetworkPolicy { online: false, metered: false });
    let id = ortiz.capture(AMARA, &jpeg(7), |id| evidence(OUTCOMES[0], id));
    // It is processed all the same: that needs no network.
    is(&ortiz, id, AttachmentState::Ready).await;
    assert_eq!(ortiz.wire.count(Call::Put), 0);
    ortiz.set_network(NetworkPolicy::default());
    has_picture(&amara, id, PhotoSize::Full).await;
}

async fn where_bytes_cost_the_thumbnail_comes_and_the_picture_only_when_asked_for(world: World) {
    let (ortiz, mut amara, _ben) = a_teacher_and_two_students(&world).await;
    amara.set_network(NetworkPolicy { online: true, metered: true });
    let first = ortiz.capture(AMARA, &jpeg(1), |id| evidence(OUTCOMES[0], id));
    let second = ortiz.capture(AMARA, &jpeg(2), |id| evidence(OUTCOMES[1], id));
    has_picture(&amara, first, PhotoSize::Thumb).await;
    has_picture(&amara, second, PhotoSize::Thumb).await;
    amara.engine().ask_for_photo(second);
    has_picture(&amara, second, PhotoSize::Full).await;
    assert_eq!((picture(&amara, first, PhotoSize::Full), amara.wire.count(Call::Get)), (None, 3));
    amara.set_network(NetworkPolicy { online: true, metered: false });
    has_picture(&amara, first, PhotoSize::Full).await;
}

async fn a_picture_that_the_server_does_not_take_holds_up_neither_facts_nor_pictures(world: World) {
    let (mut ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    ortiz.stop().await;
    ortiz.wire.next(Call::Put, Mischief::Answer(Fault::Malformed { detail: "played".into() }.into()));
    let bad = ortiz.capture(AMARA, &jpeg(1), |id| evidence(OUTCOMES[0], id));
    let good = ortiz.capture(AMARA, &jpeg(2), |id| evidence(OUTCOMES[1], id));
    let judged = ortiz.record(AMARA, &judgement(OUTCOMES[0], 3, vec![]));
    ortiz.start();
    has_picture(&amara, good, PhotoSize::Full).await;
    amara
        .holds("the judgement", |reader| Ok(reader.judgements(AMARA, None)?.iter().any(|j| j.id == judged)))
        .await;
    assert_eq!(picture(&amara, bad, PhotoSize::Thumb), None);
    assert_eq!(ortiz.store.read(|reader| reader.not_sent()).unwrap().photos, 1, "it is seen to wait");
}

async fn an_upload_whose_answer_was_lost_is_not_sent_again(world: World) {
    let (ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    ortiz.wire.forget();
    ortiz.wire.next(Call::Put, Mischief::DropReply);
    let id = ortiz.capture(AMARA, &jpeg(7), |id| evidence(OUTCOMES[0], id));
    has_picture(&amara, id, PhotoSize::Full).await;
    assert_eq!((ortiz.wire.count(Call::Put), ortiz.wire.count(Call::Head)), (2, 1));
}

async fn a_capture_that_is_no_picture_is_kept_and_holds_up_nothing(world: World) {
    let (ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    let torn = &jpeg(1)[..5];
    let bad = ortiz.capture(AMARA, torn, |id| evidence(OUTCOMES[0], id));
    let good = ortiz.capture(AMARA, &jpeg(2), |id| evidence(OUTCOMES[1], id));
    has_picture(&amara, good, PhotoSize::Full).await;
    is(&ortiz, bad, AttachmentState::Unreadable).await;
    assert_eq!(picture(&ortiz, bad, PhotoSize::Full).as_deref(), Some(torn));
}

async fn bytes_that_arrive_changed_are_not_kept(world: World) {
    let (ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    amara.wire.next(Call::Get, Mischief::OtherBytes);
    let bad = ortiz.capture(AMARA, &jpeg(1), |id| evidence(OUTCOMES[0], id));
    has_picture(&amara, bad, PhotoSize::Full).await;
    let made = shrink(&jpeg(1), 1).unwrap();
    assert_eq!(picture(&amara, bad, PhotoSize::Full), Some(made.full));
    assert_ne!(picture(&amara, bad, PhotoSize::Thumb), Some(Mischief::OTHER_BYTES.to_vec()));
}

#[tokio::test(start_paused = true)]
async fn a_picture_that_met_trouble_is_tried_again_in_its_own_time() {
    let world = World::in_memory().await;
    let (ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    let not_now = TransportError::from(Fault::Server { ticket: "played".into() });
    for _ in 0..4 {
        ortiz.wire.next(Call::Put, Mischief::Answer(not_now.clone()));
    }
    let id = ortiz.capture(AMARA, &jpeg(7), |id| evidence(OUTCOMES[0], id));
    has_picture(&amara, id, PhotoSize::Full).await;
}

#[tokio::test(start_paused = true)]
async fn a_busy_servers_pause_is_kept_for_pictures_and_holds_up_no_fact() {
    let world = World::in_memory().await;
    let (ortiz, amara, _ben) = a_teacher_and_two_students(&world).await;
    ortiz.wire.next(Call::Put, Mischief::Answer(Fault::Busy { again_ms: 60_000 }.into()));
    let began = tokio::time::Instant::now();
    let id = ortiz.capture(AMARA, &jpeg(7), |id| evidence(OUTCOMES[0], id));
    ortiz.record(AMARA, &feedback(OUTCOMES[0], "Name the page"));
    amara.holds("the feedback", |reader| Ok(!reader.feedback(AMARA, None)?.is_empty())).await;
    assert_eq!(began.elapsed().as_secs(), 0);
    has_picture(&amara, id, PhotoSize::Full).await;
    let pause = began.elapsed().as_secs();
    assert!((60..=62).contains(&pause), "{pause} s");
}

async fn a_teacher_and_two_students(world: &World) -> (Device, Device, Device) {
    let mut ortiz = world.staff(ORTIZ).await;
    let (mut amara, mut ben) = (world.student(&ortiz, AMARA).await, world.student(&ortiz, BEN).await);
    for device in [&mut ortiz, &mut amara, &mut ben] {
        device.start();
        device.is_quiet().await;
    }
    (ortiz, amara, ben)
}

fn medium(device: &Device, id: AttachmentId) -> Option<Medium> {
    device.store.read(|r| r.attachment(id)).unwrap().map(|row| row.medium)
}

fn picture(device: &Device, id: AttachmentId, size: PhotoSize) -> Option<Vec<u8>> {
    device.store.read_photo(id, size).unwrap()
}

async fn has_picture(device: &Device, id: AttachmentId, size: PhotoSize) {
    device.holds("a picture", |_| Ok(device.store.read_photo(id, size)?.is_some())).await;
}

async fn is(device: &Device, id: AttachmentId, state: AttachmentState) {
    device
        .holds("the picture's state", |reader| {
            Ok(reader.attachment(id)?.is_some_and(|row| row.state == state))
        })
        .await;
}
