//! Walk: the class as seats.

use super::teaching::school;
use super::{Device, plain, seat};
use crate::WalkLevelInput;
use crate::walk::WalkScreen;
use notyet_model::fact::{Purpose, Support};
use notyet_store::testing::{AMARA, BEN, C3};

fn seats(screen: &WalkScreen) -> Vec<String> {
    screen.seats.iter().map(|seat| plain(&seat.spoken)).collect()
}

#[tokio::test]
async fn a_name_and_a_level_are_practice_alone_whatever_was_tapped_before() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.record_level(super::level(3)).await.unwrap();
    let before = teaching.walk(Some(C3.to_string()), None).await.unwrap();
    assert_eq!(seats(&before), ["Amara Okafor. No level today.", "Ben Li. No level today."]);
    assert_eq!(plain(&before.footer), "Saved 0 · open 2");
    let kind = before.kinds.iter().find(|k| k.chosen).map(|k| k.kind.clone());

    let input = WalkLevelInput { student: BEN.to_string(), kind, ..seat(2) };
    teaching.record_walk_level(input).await.unwrap();
    let screen = teaching.walk(None, None).await.unwrap();
    assert_eq!(seats(&screen), ["Amara Okafor. No level today.", "Ben Li. Approaching."]);
    assert_eq!(plain(&screen.footer), "Saved 1 · open 1");
    assert_eq!(screen.seats[1].level.as_ref(), Some(&screen.levels[1].level));
    let recorded = device.core.inner.store.read(|r| r.judgements(BEN, Some(C3))).unwrap().remove(0).body;
    assert_eq!((recorded.purpose, recorded.support), (Purpose::Formative, Support::Independent));
}

#[tokio::test]
async fn another_level_for_a_seat_corrects_the_first_also_after_the_teacher_went_on() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let kinds = teaching.walk(Some(C3.to_string()), None).await.unwrap().kinds;
    let kind = kinds.into_iter().find(|k| k.chosen).map(|k| k.kind);
    let tap = |n: u8| WalkLevelInput { kind: kind.clone(), ..seat(n) };
    let recorded = || device.core.inner.store.read(|r| r.judgements(AMARA, Some(C3))).unwrap();

    teaching.record_walk_level(tap(1)).await.unwrap();
    teaching.record_walk_level(tap(2)).await.unwrap();
    assert_eq!(recorded().len(), 1, "held: without a trace");
    teaching.leave_student(AMARA.to_string()).await.unwrap();
    device.sync(&mut feed);
    teaching.record_walk_level(tap(3)).await.unwrap();
    let both = recorded();
    assert_eq!(both.len(), 2);
    assert_eq!(both[1].body.supersedes, [both[0].id], "sent: in the open");
    let screen = teaching.walk(None, None).await.unwrap();
    assert_eq!(seats(&screen), ["Amara Okafor. Demonstrating.", "Ben Li. No level today."]);
    teaching.undo().await.unwrap();
    assert_eq!(seats(&teaching.walk(None, None).await.unwrap())[0], "Amara Okafor. Approaching.");
}
