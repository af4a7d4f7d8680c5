//! Class: everyone with their jagged profile.

use super::{Device, level, plain};
use crate::LevelInput;
use crate::capture::Purpose;
use crate::class::ClassScreen;
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{ClassId, UserId};
use notyet_model::register::{ClassRole, Member};
use notyet_store::testing::{AMARA, BEN, C3, C4, CLASS, COURSE, ESSAY, Feed, HALE, ORTIZ, SCHOOL, at_bat};
use serde_json::{Value, json};

/// The course of another class, an outcome of it, and that class.
const OTHER: [&str; 3] = [
    "00000000-0000-4000-8000-0000000000c1",
    "00000000-0000-4000-8000-0000000000c2",
    "00000000-0000-4000-8000-0000000000c3",
];

/// Writes fields of somebody's place in a class.
fn set_member(feed: &mut Feed, class: ClassId, (user, role): (UserId, ClassRole), fields: Value) {
    let about = (role == ClassRole::Student).then_some(user);
    let fields = fields.as_object().cloned().unwrap_or_default();
    let set = Set { entity: "member".into(), id: Member::key(class, user), fields };
    feed.record(ORTIZ, about, &Body::Set(set));
}

async fn page(device: &Device) -> ClassScreen {
    device.core.teaching().class_page(None).await.unwrap()
}

fn heard(screen: &ClassScreen) -> Vec<String> {
    screen.students.iter().map(|row| plain(&row.spoken)).collect()
}

#[tokio::test]
async fn everyone_stands_in_the_rosters_order_with_every_outcome_in_the_courses() {
    let mut feed = Feed::of_school();
    // Ben is ahead, and stands second all the same; C4 comes first in the course.
    feed.set("outcome", C3, json!({"position": 5}));
    feed.record(ORTIZ, Some(BEN), &Body::Judgement(at_bat(C3, 2, ESSAY, -3)));
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 1, ESSAY, -2)));
    let device = Device::of_teacher(&mut feed).await;
    let screen = page(&device).await;
    assert_eq!(
        heard(&screen),
        ["Amara Okafor, C4 No work here yet, C3 Not yet.", "Ben Li, C4 No work here yet, C3 Approaching."]
    );
    let row = &screen.students[0];
    assert_eq!(
        (row.name.as_str(), row.whole_name.as_str(), row.initials.as_str()),
        ("Amara Okafor", "Amara Okafor", "AO")
    );
    let signs: Vec<_> =
        row.signs.iter().map(|s| (s.outcome.clone(), s.code.as_str(), s.sign.level)).collect();
    assert_eq!(signs, [(C4.to_string(), "C4", None), (C3.to_string(), "C3", Some(0))]);
    assert_eq!((screen.class_title.as_str(), screen.empty), ("7B", None));
}

#[tokio::test]
async fn what_was_recorded_is_seen_at_once_and_practice_is_said_as_such() {
    let mut feed = Feed::of_school();
    let device = Device::of_teacher(&mut feed).await;
    let practice = LevelInput { purpose: Purpose::Practice, ..level(3) };
    device.core.teaching().record_level(practice).await.unwrap();
    let screen = page(&device).await;
    assert_eq!(heard(&screen)[0], "Amara Okafor, C3 In practice: Demonstrating, C4 No work here yet.");
    assert!(screen.students[0].signs[0].sign.practice_only);
    device.core.teaching().record_level(level(2)).await.unwrap();
    assert_eq!(heard(&page(&device).await)[0], "Amara Okafor, C3 Approaching, C4 No work here yet.");
    device.core.teaching().undo().await.unwrap();
    device.core.teaching().undo().await.unwrap();
    assert_eq!(heard(&page(&device).await)[0], "Amara Okafor, C3 No work here yet, C4 No work here yet.");
}

#[tokio::test]
async fn who_left_and_who_teaches_have_no_row() {
    let mut feed = Feed::of_school();
    let left = json!({"class": CLASS, "user": BEN, "role": "student", "name": "Ben Li", "short": "Ben L.",
        "sort": "Ben Li", "active": false});
    set_member(&mut feed, CLASS, (BEN, ClassRole::Student), left);
    let device = Device::of_teacher(&mut feed).await;
    let screen = page(&device).await;
    assert_eq!(screen.students.iter().map(|r| r.student.clone()).collect::<Vec<_>>(), [AMARA.to_string()]);
}

#[tokio::test]
async fn a_class_of_thirty_is_read_whole_each_with_their_own_levels() {
    let mut feed = Feed::of_school();
    let student = |n: u8| UserId::from_bytes([0xa0 + n; 16]);
    let mut device_streams = vec![];
    for n in 0..30 {
        feed.member(student(n), ClassRole::Student, &format!("Student {n:02}"));
        feed.record(ORTIZ, Some(student(n)), &Body::Judgement(at_bat(C3, 1 + n % 2, ESSAY, -1)));
        device_streams.push(notyet_model::stream::Stream::Student(CLASS, student(n)).to_string());
    }
    let mut device = Device::of_teacher(&mut feed).await;
    device.streams.extend(device_streams);
    device.sync(&mut feed);
    let screen = page(&device).await;
    let levels: Vec<_> = screen.students[2..].iter().map(|row| row.signs[0].sign.level).collect();
    assert_eq!(levels, (0..30).map(|n| Some(n % 2)).collect::<Vec<_>>());
    assert!(screen.students.iter().all(|row| row.signs.len() == 2));
}

#[tokio::test]
async fn the_class_that_was_chosen_is_the_one_that_today_shows_and_has_its_own_outcomes() {
    let mut feed = Feed::of_school();
    let [course, outcome, class] = OTHER;
    feed.set("course", course, json!({"title": "Science 8"}));
    feed.set("outcome", outcome, json!({"course": course, "code": "S1", "i_can": "I can measure"}));
    feed.set("class", class, json!({"title": "8A", "course": course}));
    let id: ClassId = class.parse().unwrap();
    for (who, role, name) in [(ORTIZ, ClassRole::Teacher, "Ana Ortiz"), (BEN, ClassRole::Student, "Ben Li")] {
        let word = if role == ClassRole::Teacher { "teacher" } else { "student" };
        let member = json!({"class": class, "user": who, "role": word, "name": name, "short": "Ben L.",
            "sort": name, "active": true});
        set_member(&mut feed, id, (who, role), member);
    }
    feed.record(ORTIZ, Some(BEN), &Body::Judgement(at_bat(C3, 4, ESSAY, -3)));
    let device = Device::of_teacher(&mut feed).await;
    let teaching = device.core.teaching();
    assert_eq!(page(&device).await.class_title, "7B", "the first");
    let screen = teaching.class_page(Some(class.into())).await.unwrap();
    assert_eq!(heard(&screen), ["Ben L., S1 No work here yet."]);
    assert_eq!(screen.students[0].whole_name, "Ben Li");
    let chosen = |classes: &[crate::today::ClassChoice]| -> Vec<_> {
        classes.iter().map(|c| (c.title.clone(), c.chosen)).collect()
    };
    let choices = [("7B".to_owned(), false), ("8A".to_owned(), true)];
    assert_eq!(chosen(&screen.classes), choices);
    assert_eq!(chosen(&teaching.today(None).await.unwrap().classes), choices);
    teaching.today(Some(CLASS.to_string())).await.unwrap();
    assert_eq!(page(&device).await.class_title, "7B");
}

#[tokio::test]
async fn what_is_not_there_yet_is_said_and_students_stand_without_outcomes() {
    let title = |screen: &ClassScreen| screen.empty.as_ref().map(|empty| empty.title.clone());
    let mut feed = Feed::new();
    feed.set("school", SCHOOL, json!({"name": "Fir Lane", "zone": "America/New_York"}));
    let device = Device::of_teacher(&mut feed).await;
    let screen = page(&device).await;
    assert_eq!(title(&screen).as_deref(), Some("Your classes will stand here"));
    assert_eq!((screen.class_title.as_str(), screen.classes.len()), ("", 0));

    feed.set("course", COURSE, json!({"title": "Humanities 7"}));
    feed.set("class", CLASS, json!({"title": "7B", "course": COURSE}));
    feed.member(ORTIZ, ClassRole::Teacher, "Ana Ortiz");
    device.sync(&mut feed);
    assert_eq!(title(&page(&device).await).as_deref(), Some("Nobody is in this class yet"));

    feed.member(AMARA, ClassRole::Student, "Amara Okafor");
    device.sync(&mut feed);
    let screen = page(&device).await;
    assert_eq!(title(&screen).as_deref(), Some("Outcomes will stand here"));
    assert_eq!(heard(&screen), ["Amara Okafor"]);
}

#[tokio::test]
async fn a_students_device_shows_no_class() {
    let mut feed = Feed::of_school();
    let device = Device::of_amara(&mut feed).await;
    assert_eq!(page(&device).await.students, []);
    let unknown = device.core.teaching().class_page(Some("7B".into())).await;
    assert!(unknown.is_err(), "no id");
}
