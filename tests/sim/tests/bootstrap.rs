//! A new device fetches what is there page by page. It may be cut off at any moment and goes on where it was; how much
//! has come is known at every moment, without a network too.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::fact::Body;
use notyet_protocol::wire::Fault;
use notyet_sim::device::{Device, enrol_by_staff_code, shrink};
use notyet_sim::env::SimEnv;
use notyet_sim::flaky::{Call, Mischief};
use notyet_sim::school::{AMARA, CLASS, LEE, ORTIZ, OUTCOMES, feedback};
use notyet_sim::world::World;
use notyet_store::{DbKey, Fetched, Send, Store};
use notyet_sync::stepper::Stepper;
use notyet_sync::{PhotoProcessor, Policy, Transport};
use std::sync::Arc;

const RECORDS: usize = 1_700;

fn engine(store: &Store, wire: Arc<dyn Transport>) -> Stepper {
    let photos: Arc<dyn PhotoProcessor> = Arc::new(shrink);
    Stepper::new(store.clone(), wire, photos, Policy::new("sim"))
}

async fn a_class_with_a_past() -> World {
    let world = World::in_memory().await;
    let ortiz = world.staff(ORTIZ).await;
    let said: Vec<Body> = (0..RECORDS).map(|n| feedback(OUTCOMES[0], &format!("Name page {n}"))).collect();
    let recorded = ortiz.store.write(|tx| {
        said.iter().try_for_each(|body| tx.append(Some((CLASS, AMARA)), body, Send::Now).map(drop))
    });
    recorded.unwrap();
    engine(&ortiz.store, ortiz.wire.clone()).drain().await.unwrap();
    world
}

#[tokio::test]
async fn a_new_device_that_is_cut_off_again_and_again_goes_on_where_it_was() {
    let world = a_class_with_a_past().await;
    let folder = tempfile::tempdir().unwrap();
    let code = world.staff_code(LEE).await;
    let enrolment = enrol_by_staff_code(world.transport().as_ref(), &code).await;
    let env = Arc::new(SimEnv::new(9));
    let lee = Device::new(world.transport(), enrolment, folder.path(), env.clone());
    let (wire, mut store) = (lee.wire.clone(), Some(lee.store.clone()));
    drop(lee);
    let (mut figures, mut runs) = (vec![], 0);
    loop {
        let here = store.take().unwrap();
        // One answer comes, then the line breaks: before the server or behind it. Then the program is killed.
        wire.calm();
        wire.next(Call::Sync, Mischief::None);
        wire.next(Call::Sync, if runs % 2 == 0 { Mischief::DropRequest } else { Mischief::DropReply });
        let drained = engine(&here, wire.clone()).drain().await;
        let fetched = here.read(|r| r.fetched()).unwrap();
        drop(here);
        let again = Store::open(folder.path(), &DbKey([7; 32]), env.clone()).unwrap();
        assert_eq!(again.read(|r| r.fetched()).unwrap(), fetched, "the figure outlives the program");
        store = Some(again);
        runs += 1;
        match fetched {
            Some(it) => figures.push(it),
            None => {
                drained.unwrap();
                break;
            }
        }
        assert!(drained.is_err() && runs < 20, "{figures:?}");
    }
    let all = figures[0].all;
    assert!(figures.iter().all(|it| it.all == all && it.done < all), "{figures:?}");
    assert!(figures.windows(2).all(|pair| pair[0].done < pair[1].done), "{figures:?}");
    assert!(figures.len() >= 3 && all > RECORDS as u64, "{figures:?}");
    let store = store.unwrap();
    assert_eq!(store.read(|r| r.feedback(AMARA, None)).unwrap().len(), RECORDS);
    // What was answered and lost was served twice; everything else once.
    let pulled: usize = wire.syncs().iter().filter_map(|seen| seen.pulled).sum();
    assert_eq!(pulled as u64, all);
}

/// The frames of a bulk over a network that does this: what went, and what came.
async fn frames_of_a_bulk(mischief: &[Mischief]) -> Vec<(usize, Option<usize>)> {
    let world = World::in_memory().await;
    let ortiz = world.staff(ORTIZ).await;
    engine(&ortiz.store, ortiz.wire.clone()).drain().await.unwrap();
    ortiz.wire.forget();
    let said: Vec<Body> = (0..RECORDS).map(|n| feedback(OUTCOMES[0], &format!("Name page {n}"))).collect();
    let recorded = ortiz.store.write(|tx| {
        said.iter().try_for_each(|body| tx.append(Some((CLASS, AMARA)), body, Send::Now).map(drop))
    });
    recorded.unwrap();
    for one in mischief {
        ortiz.wire.next(Call::Sync, one.clone());
    }
    engine(&ortiz.store, ortiz.wire.clone()).drain().await.unwrap();
    let counts = ortiz.store.read(|r| r.not_sent()).unwrap();
    assert_eq!((counts.waiting, counts.refused), (0, 0));
    assert_eq!(ortiz.store.unshown(1, usize::MAX).unwrap(), []);
    ortiz.wire.syncs().iter().map(|seen| (seen.pushed, seen.pulled)).collect()
}

#[tokio::test(start_paused = true)]
async fn frames_that_follow_each_other_carry_everything_once_and_grow_on_a_quick_network() {
    assert_eq!(frames_of_a_bulk(&[]).await, [(500, Some(500)), (1_200, Some(1_200))]);
}

#[tokio::test(start_paused = true)]
async fn large_frames_that_a_server_does_not_take_go_in_usual_ones() {
    let frames = frames_of_a_bulk(&[Mischief::None, Mischief::Answer(Fault::TooLarge.into())]).await;
    let usual = [(500, Some(500)), (500, Some(500)), (200, Some(200))];
    assert_eq!(frames, [&[(500, Some(500)), (1_200, None)], &usual[..]].concat());
}

#[tokio::test]
async fn what_comes_in_one_answer_needs_no_figure_and_what_is_read_again_has_one() {
    let world = a_class_with_a_past().await;
    let ortiz = world.staff(ORTIZ).await;
    let mut stepper = engine(&ortiz.store, ortiz.wire.clone());
    stepper.drain().await.unwrap();
    assert_eq!(ortiz.store.read(|r| r.fetched()).unwrap(), None);
    let teaching = format!("T:{CLASS}");
    ortiz.store.restart_stream(&teaching).unwrap();
    let fetched = ortiz.store.read(|r| r.fetched()).unwrap();
    assert!(matches!(fetched, Some(Fetched { done, all }) if done + RECORDS as u64 <= all), "{fetched:?}");
    stepper.drain().await.unwrap();
    assert_eq!(ortiz.store.read(|r| r.fetched()).unwrap(), None);
}
