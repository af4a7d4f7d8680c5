//! What the adults of a class tell each other of a moment in it.

use crate::school::*;
use notyet_model::ids::{ClassId, UserId};
use notyet_protocol::room::{Moment, RoomWord, WITH_MS, digest};
use notyet_protocol::wire::{SyncRequest, WaitRequest};

fn word(class: ClassId, student: UserId, is: Moment) -> RoomWord {
    RoomWord { class, student, is, left_ms: i64::MAX }
}

async fn say(phone: &Phone, room: Vec<RoomWord>) -> Vec<(UserId, Moment, UserId)> {
    let request = SyncRequest { room, ..phone.sync_request(vec![]) };
    heard(phone.service.sync(&phone.token(), request).await.unwrap().room.unwrap())
}

fn heard(news: Vec<notyet_protocol::room::RoomNews>) -> Vec<(UserId, Moment, UserId)> {
    news.into_iter().map(|it| (it.student, it.is, it.by)).collect()
}

async fn hears(phone: &Phone) -> Vec<(UserId, Moment, UserId)> {
    say(phone, vec![]).await
}

#[tokio::test]
async fn who_sits_with_whom_is_heard_by_the_classs_other_adults_for_five_minutes() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    say(&adeyemi, vec![word(CLASS_7B, AMARA, Moment::With)]).await;
    assert_eq!(hears(&ortiz).await, [(AMARA, Moment::With, ADEYEMI)]);
    say(&adeyemi, vec![word(CLASS_7B, BEN, Moment::With)]).await;
    assert_eq!(hears(&ortiz).await, [(BEN, Moment::With, ADEYEMI)], "with one student at a time");
    school.env.pass_ms(WITH_MS);
    assert_eq!(hears(&ortiz).await, []);
}

#[tokio::test]
async fn who_is_not_here_is_so_until_somebody_says_otherwise_or_midnight() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    say(&ortiz, vec![word(CLASS_7B, AMARA, Moment::NotHere), word(CLASS_7B, BEN, Moment::NotHere)]).await;
    say(&adeyemi, vec![word(CLASS_7B, BEN, Moment::Here)]).await;
    let both = [(AMARA, Moment::NotHere, ORTIZ), (BEN, Moment::Here, ADEYEMI)];
    let mut news = hears(&ortiz).await;
    news.sort();
    assert_eq!(news, both);
    school.env.pass_ms(24 * 3_600_000);
    assert_eq!(hears(&ortiz).await, []);
}

#[tokio::test]
async fn nobody_but_the_classs_adults_says_or_hears_anything() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let amara = school.student(AMARA, CLASS_7B).await;
    assert_eq!(say(&amara, vec![word(CLASS_7B, AMARA, Moment::NotHere)]).await, []);
    assert_eq!(hears(&ortiz).await, [], "a student says nothing of the room");
    say(&ortiz, vec![word(CLASS_7B, AMARA, Moment::With), word(CLASS_7B, CHIDI, Moment::NotHere)]).await;
    assert_eq!(hears(&ortiz).await, [(AMARA, Moment::With, ORTIZ)], "of a student of the class alone");
    assert_eq!(hears(&amara).await, []);
    say(&ortiz, vec![word(CLASS_7D, CHIDI, Moment::NotHere)]).await;
    let adeyemi = school.staff(ADEYEMI).await;
    assert_eq!(hears(&adeyemi).await, [(AMARA, Moment::With, ORTIZ)], "of a class of one's own alone");
}

#[tokio::test]
async fn an_adult_who_waits_is_woken() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let answer = ortiz.sync(vec![]).await;
    let knows = digest(&answer.room.clone().unwrap());
    let request = WaitRequest { room: Some(knows), ..ortiz.wait_request(heads(&answer)) };
    let (service, token) = (school.service.clone(), ortiz.token());
    let waiting = tokio::spawn(async move { service.wait(&token, request).await });
    say(&adeyemi, vec![word(CLASS_7B, AMARA, Moment::With)]).await;
    assert_eq!(waiting.await.unwrap().unwrap().heads.len(), 0);
}

#[tokio::test]
async fn of_an_erased_student_nothing_is_said() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    say(&ortiz, vec![word(CLASS_7B, AMARA, Moment::NotHere)]).await;
    school.service.erase(AMARA).await.unwrap();
    assert_eq!(say(&ortiz, vec![word(CLASS_7B, AMARA, Moment::With)]).await, []);
}

#[tokio::test(start_paused = true)]
async fn an_older_device_waits_in_peace() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    say(&adeyemi, vec![word(CLASS_7B, AMARA, Moment::With)]).await;
    let older = ortiz.wait_request(heads(&ortiz.sync(vec![]).await));
    let began = tokio::time::Instant::now();
    ortiz.service.wait(&ortiz.token(), older).await.unwrap();
    assert!(began.elapsed().as_secs() >= 25);
}
