//! How a class sits: on Today and on Walk, on every adult's device and on no student's.

use super::teaching::school;
use super::{Device, plain, seat};
use crate::CoreError;
use crate::seating::SeatTable;
use notyet_model::authority::Role;
use notyet_store::testing::{AMARA, BEN, C3, CLASS, HALE};

/// Tables as they are read from above: title and students.
fn told(tables: &[SeatTable]) -> Vec<(Option<String>, Vec<&'static str>)> {
    let name = |id: &String| if *id == AMARA.to_string() { "Amara" } else { "Ben" };
    tables.iter().map(|it| (it.title.as_deref().map(plain), it.students.iter().map(name).collect())).collect()
}

fn at(title: &str, students: &[&'static str]) -> (Option<String>, Vec<&'static str>) {
    (Some(title.to_owned()), students.to_vec())
}

#[tokio::test]
async fn a_student_goes_to_a_table_two_change_places_and_each_move_can_be_taken_back() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    let seating = async || teaching.today(None).await.unwrap().seating;
    let (amara, ben) = (AMARA.to_string(), BEN.to_string());

    let before = seating().await;
    let nobody = [(None, vec!["Amara", "Ben"])];
    assert_eq!(told(&before.tables), nobody, "in the order of lists, while nobody was given a seat");
    assert_eq!((before.fresh.and_then(|it| it.table), before.undo), (Some(1), None));

    teaching.seat_at(ben.clone(), 1).await.unwrap();
    let one = [at("Table 1", &["Ben"]), at("No table yet", &["Amara"])];
    let screen = seating().await;
    assert_eq!(told(&screen.tables), one);
    assert_eq!(screen.tables[0].join.as_deref().map(plain), Some("Sit at table 1".into()));
    assert_eq!(screen.fresh.and_then(|it| it.title).as_deref().map(plain), Some("Table 2".into()));

    teaching.swap_seats(amara.clone(), ben.clone()).await.unwrap();
    let swapped = [at("Table 1", &["Amara"]), at("No table yet", &["Ben"])];
    assert_eq!(told(&seating().await.tables), swapped);
    teaching.seat_at(ben.clone(), 1).await.unwrap();
    let both = [at("Table 1", &["Amara", "Ben"])];
    assert_eq!(told(&seating().await.tables), both, "after whoever sits there");
    teaching.swap_seats(ben.clone(), amara.clone()).await.unwrap();
    assert_eq!(told(&seating().await.tables), [at("Table 1", &["Ben", "Amara"])]);

    for expected in [&both[..], &swapped, &one, &nobody] {
        teaching.undo_seat().await.unwrap();
        assert_eq!(told(&seating().await.tables), expected);
    }
    assert_eq!(seating().await.undo, None);
    assert_eq!(teaching.undo_seat().await, Err(CoreError::not_found("step")));
}

#[tokio::test]
async fn what_changes_nothing_is_no_move_and_no_room_has_a_thousand_tables() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.swap_seats(AMARA.to_string(), BEN.to_string()).await.unwrap();
    assert_eq!(teaching.today(None).await.unwrap().seating.undo, None, "neither had a seat");
    for table in [0, 61, u32::MAX] {
        let refused = teaching.seat_at(AMARA.to_string(), table).await;
        assert_eq!(refused, Err(CoreError::invalid("table", "range")), "{table}");
    }
}

#[tokio::test]
async fn every_adult_of_the_class_has_the_seats_and_no_student_does() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    device.core.teaching().seat_at(BEN.to_string(), 3).await.unwrap();
    device.sync(&mut feed);
    let other = Device::of(HALE, Role::Teacher, &mut feed).await;
    let today = other.core.teaching().today(None).await.unwrap();
    let expected = [at("Table 3", &["Ben"]), at("No table yet", &["Amara"])];
    assert_eq!(told(&today.seating.tables), expected);
    let walk = other.core.teaching().walk(Some(C3.to_string()), None).await.unwrap();
    assert_eq!(told(&walk.tables), expected, "Walk has the same");

    let ben = Device::of(BEN, Role::Student, &mut feed).await;
    let seats = ben.core.inner.store.read(|r| r.seats(CLASS)).unwrap();
    assert!(seats.is_empty(), "{seats:?}");
    assert!(ben.core.teaching().seat_at(BEN.to_string(), 1).await.is_err());
}

#[tokio::test]
async fn whoever_is_not_here_is_not_walked_to_and_it_is_said() {
    let mut feed = school();
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    teaching.set_here(BEN.to_string(), false).await.unwrap();
    let screen = teaching.walk(Some(C3.to_string()), None).await.unwrap();
    assert_eq!(plain(&screen.footer), "Saved 0 · open 1 · not here 1");
    assert_eq!(plain(&screen.seats[1].spoken), "Ben Li. Not here today.");
    assert_eq!(screen.seats.iter().map(|it| it.is_here).collect::<Vec<_>>(), [true, false]);

    let kind = screen.kinds.iter().find(|kind| kind.chosen).map(|kind| kind.kind.clone());
    let tap = crate::WalkLevelInput { student: BEN.to_string(), kind, ..seat(2) };
    teaching.record_walk_level(tap).await.unwrap();
    let screen = teaching.walk(None, None).await.unwrap();
    assert_eq!(plain(&screen.footer), "Saved 1 · open 1", "a level for somebody who came after all is saved");
    assert_eq!(plain(&screen.seats[1].spoken), "Ben Li. Approaching.");
}
