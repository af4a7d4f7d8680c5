//! Large pictures on a bad line: each goes on where it was, and holds up nothing that is more urgent.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use notyet_sim::device::{Device, jpeg, shrink};
use notyet_sim::flaky::{Call, Mischief};
use notyet_sim::on_both;
use notyet_sim::school::{AMARA, ORTIZ, OUTCOMES, evidence, feedback};
use notyet_sim::world::World;
use notyet_store::PhotoSize;
use notyet_sync::stepper::Stepper;
use notyet_sync::{NetworkPolicy, PhotoProcessor, Policy, ProcessedPhoto, Unreadable};
use std::sync::Arc;

on_both! {
    a_large_picture_goes_on_where_the_connection_broke
    a_picture_in_full_waits_where_bytes_cost_until_somebody_says_so
}

/// A picture of 700,000 bytes, which goes in three pieces; each mark makes another one.
fn large(mark: u8) -> Vec<u8> {
    let inside: Vec<u8> = (0..700_000_u32).map(|n| (n % 251) as u8 ^ (mark & 0x7f)).collect();
    [&[0xff, 0xd8, 0xff, 0xda, 0, 2][..], &inside, &[0xff, 0xd9]].concat()
}

/// Small thumbnails, as they are.
fn small_thumbs(jpeg: &[u8], orientation: u8) -> Result<ProcessedPhoto, Unreadable> {
    let made = shrink(jpeg, orientation)?;
    let thumb = [&made.thumb[..6], sha256_hex(jpeg).as_bytes(), &[0xff, 0xd9]].concat();
    Ok(ProcessedPhoto { thumb, ..made })
}

async fn a_large_picture_goes_on_where_the_connection_broke(world: World) {
    let mut ortiz = world.staff(ORTIZ).await;
    let mut amara = world.student(&ortiz, AMARA).await;
    for device in [&mut ortiz, &mut amara] {
        device.start();
        device.is_quiet().await;
    }
    ortiz.wire.forget();
    // Of the first of the two files: one piece arrives, the answer to the next is lost, and the third never arrives.
    for mischief in [Mischief::None, Mischief::DropReply, Mischief::DropRequest] {
        ortiz.wire.next(Call::Patch, mischief);
    }
    let id = ortiz.capture(AMARA, &large(1), |id| evidence(OUTCOMES[0], id));
    let full = || amara.store.read_photo(id, PhotoSize::Full);
    amara.holds("the picture", |_| Ok(full()?.is_some())).await;
    assert!(full().unwrap() == Some(shrink(&large(1), 1).unwrap().full));
    // Three pieces of each file and the one that was lost; each file is asked about before it begins, and the first
    // once more after each trouble.
    assert_eq!((ortiz.wire.count(Call::Patch), ortiz.wire.count(Call::Head)), (7, 4));
    assert_eq!(ortiz.wire.count(Call::Put), 0);
}

async fn a_picture_in_full_waits_where_bytes_cost_until_somebody_says_so(world: World) {
    let mut ortiz = world.staff(ORTIZ).await;
    let mut amara = world.student(&ortiz, AMARA).await;
    ortiz.set_network(NetworkPolicy { online: true, metered: true });
    for device in [&mut ortiz, &mut amara] {
        device.start();
        device.is_quiet().await;
    }
    assert!(ortiz.engine().spares_bytes());
    ortiz.wire.forget();
    let id = ortiz.capture(AMARA, &jpeg(7), |id| evidence(OUTCOMES[0], id));
    ortiz.wire.has_begun(Call::Put, 0).await;
    ortiz.record(AMARA, &feedback(OUTCOMES[0], "Name the page"));
    amara.holds("the feedback", |reader| Ok(!reader.feedback(AMARA, None)?.is_empty())).await;
    assert_eq!(ortiz.wire.count(Call::Put), 1, "the thumbnail alone went");
    ortiz.engine().send_all();
    amara.holds("the picture", |_| Ok(amara.store.read_photo(id, PhotoSize::Full)?.is_some())).await;
    assert!(!ortiz.engine().spares_bytes());
}

fn engine(device: &Device) -> Stepper {
    let photos: Arc<dyn PhotoProcessor> = Arc::new(small_thumbs);
    Stepper::new(device.store.clone(), device.wire.clone(), photos, Policy::new("sim"))
}

async fn is_whole(world: &World, device: &Device, bytes: &[u8]) -> bool {
    let come = world.transport().head_blob(&device.token(), &sha256_hex(bytes)).await.unwrap();
    come.is_some_and(|come| come.is_whole())
}

#[tokio::test]
async fn a_thumbnail_goes_before_the_next_piece_of_a_large_picture_and_an_earlier_start_is_gone_on_with() {
    let world = World::in_memory().await;
    let ortiz = world.staff(ORTIZ).await;
    let mut stepper = engine(&ortiz);
    stepper.drain().await.unwrap();
    ortiz.capture(AMARA, &large(1), |id| evidence(OUTCOMES[0], id));
    stepper.drain().await.unwrap();
    // Made small, its thumbnail, the first piece of it.
    for _ in 0..3 {
        assert!(stepper.photo().await.unwrap());
    }
    assert_eq!((ortiz.wire.count(Call::Put), ortiz.wire.count(Call::Patch)), (1, 1));
    ortiz.capture(AMARA, &large(2), |id: AttachmentId| evidence(OUTCOMES[1], id));
    stepper.drain().await.unwrap();
    for _ in 0..2 {
        assert!(stepper.photo().await.unwrap());
    }
    assert!(is_whole(&world, &ortiz, &small_thumbs(&large(2), 1).unwrap().thumb).await);
    assert!(!is_whole(&world, &ortiz, &shrink(&large(1), 1).unwrap().full).await);
    drop(stepper);
    let mut later = engine(&ortiz);
    while later.photo().await.unwrap() {}
    assert!(is_whole(&world, &ortiz, &shrink(&large(1), 1).unwrap().full).await);
    assert_eq!(ortiz.wire.count(Call::Patch), 6, "no piece went twice");
}
