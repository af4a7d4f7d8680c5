//! How long a token opens, whatever is lost on the way; and how an enrolment whose answer was lost is asked for again.

use crate::school::{ADEYEMI, CLASS_7B, HERE, ORTIZ, Phone, TestSchool, heads, request};
use notyet_model::ids::DeviceId;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Fault, Join, Joined, SyncAnswer};
use notyet_server::Service;
use std::time::Duration;

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

async fn answer(phone: &Phone, token: &str) -> Result<SyncAnswer, Fault> {
    phone.service.sync(token, phone.sync_request(vec![])).await
}

/// What the server offers to this token; fails if it opens nothing.
async fn offered(phone: &Phone, token: &str) -> Option<String> {
    answer(phone, token).await.unwrap().token
}

async fn opens(phone: &Phone, token: &str) -> bool {
    match answer(phone, token).await {
        Ok(_) => true,
        Err(Fault::SignedOut) => false,
        Err(other) => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_token_of_a_week_is_offered_a_successor_and_a_younger_one_is_not() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    school.env.pass_ms(WEEK_MS - 1);
    assert_eq!(offered(&ortiz, &ortiz.token()).await, None);
    school.env.pass_ms(1);
    let next = offered(&ortiz, &ortiz.token()).await.unwrap();
    assert!(next.len() == 64 && next != ortiz.token(), "{next}");
    assert_eq!(offered(&ortiz, &next).await, None, "the week begins when it is first used");
    school.env.pass_ms(WEEK_MS);
    let third = offered(&ortiz, &next).await.unwrap();
    assert!(third != next && third != ortiz.token());
}

#[tokio::test]
async fn a_lost_offer_is_made_again_and_the_token_works_until_its_successor_is_used() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    school.env.pass_ms(WEEK_MS);
    let lost = offered(&ortiz, &ortiz.token()).await.unwrap();
    school.env.pass_ms(5 * WEEK_MS);
    assert_eq!(offered(&ortiz, &ortiz.token()).await, Some(lost.clone()), "what was written down stays good");
    assert!(opens(&ortiz, &lost).await);
    assert!(!opens(&ortiz, &ortiz.token()).await);
    assert!(opens(&ortiz, &lost).await, "the answer to its first use may be lost, too");
}

#[tokio::test]
async fn a_server_that_stops_anywhere_between_offer_and_use_locks_nobody_out() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    school.env.pass_ms(WEEK_MS);
    let restarted = || Service::open(school.folder.path(), None, school.env.clone()).unwrap();
    let next = ortiz.service.sync(&ortiz.token(), ortiz.sync_request(vec![])).await.unwrap().token;
    let again = restarted().sync(&ortiz.token(), ortiz.sync_request(vec![])).await.unwrap().token;
    assert_eq!(again, next);
    let next = next.unwrap();
    restarted().sync(&next, ortiz.sync_request(vec![])).await.unwrap();
    let old = restarted().sync(&ortiz.token(), ortiz.sync_request(vec![])).await;
    assert_eq!(old.err(), Some(Fault::SignedOut));
    restarted().sync(&next, ortiz.sync_request(vec![])).await.unwrap();
}

#[tokio::test]
async fn every_request_counts_as_the_first_use_of_a_successor() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    school.env.pass_ms(WEEK_MS);
    let next = offered(&ortiz, &ortiz.token()).await.unwrap();
    assert_eq!(school.service.head_blob(&next, "00").await, Err(Fault::NotFound));
    assert!(!opens(&ortiz, &ortiz.token()).await);
}

#[tokio::test(start_paused = true)]
async fn a_revoked_device_is_signed_out_while_it_waits_and_its_owners_other_device_is_not() {
    let school = TestSchool::open().await;
    let (lost, kept) = (school.staff(ORTIZ).await, school.staff(ORTIZ).await);
    school.env.pass_ms(WEEK_MS);
    let next = offered(&lost, &lost.token()).await.unwrap();
    let cur = heads(&answer(&lost, &lost.token()).await.unwrap());
    let (token, request) = (lost.token(), lost.wait_request(cur));
    let mut waiting = std::pin::pin!(school.service.wait(&token, request));
    let a_while = tokio::time::timeout(Duration::from_secs(10), &mut waiting).await;
    assert!(a_while.is_err(), "it waits");
    school.service.revoke(lost.enrolment.device).await.unwrap();
    let revoked_at = tokio::time::Instant::now();
    assert_eq!(waiting.await, Err(Fault::SignedOut));
    assert_eq!(revoked_at.elapsed(), Duration::ZERO, "and is told at once");
    assert!(!opens(&lost, &lost.token()).await && !opens(&lost, &next).await);
    assert!(opens(&kept, &kept.token()).await);
    assert_eq!(school.service.revoke(lost.enrolment.device).await.map(|it| it.len()), Ok(1), "twice is once");
    assert_eq!(school.service.revoke(DeviceId::from_bytes([9; 16])).await, Err(Fault::NotFound));
}

fn with_secret(join: Join, secret: &str) -> DeviceRequest {
    DeviceRequest { secret: secret.repeat(64), ..request(join) }
}

async fn enrol(school: &TestSchool, asked: &DeviceRequest) -> Result<Enrolment, Fault> {
    match school.service.device(asked.clone(), HERE).await? {
        Joined::Enrolled(enrolment) => Ok(enrolment),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_lost_answer_to_a_staff_code_is_given_again_to_the_same_device_for_fifteen_minutes() {
    let school = TestSchool::open().await;
    let (code, _) = school.service.staff_code(&ORTIZ.to_string()).await.unwrap().unwrap();
    let typed = with_secret(Join::StaffCode { code: code.to_string() }, "a");
    let lost = enrol(&school, &typed).await.unwrap();
    school.env.pass_ms(14 * 60_000);
    let found = enrol(&school, &typed).await.unwrap();
    assert_eq!(Enrolment { now: lost.now, ..found.clone() }, lost);
    school.service.head_blob(&found.token, "00").await.expect_err("signed in, and there is no photo");
    let other = with_secret(Join::StaffCode { code: code.to_string() }, "b");
    assert_eq!(enrol(&school, &other).await, Err(Fault::Code), "another device does not get in by it");
    let silent = request(Join::StaffCode { code: code.to_string() });
    assert_eq!(enrol(&school, &silent).await, Err(Fault::Code));
    school.env.pass_ms(60_000);
    assert_eq!(enrol(&school, &typed).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_device_that_was_revoked_does_not_come_back_by_the_code_it_used() {
    let school = TestSchool::open().await;
    let (code, _) = school.service.staff_code(&ORTIZ.to_string()).await.unwrap().unwrap();
    let typed = with_secret(Join::StaffCode { code: code.to_string() }, "a");
    let device = enrol(&school, &typed).await.unwrap().device;
    school.service.revoke(device).await.unwrap();
    assert_eq!(enrol(&school, &typed).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_secret_that_could_be_guessed_is_not_taken() {
    let school = TestSchool::open().await;
    for secret in ["1".to_owned(), "x".repeat(64), "a".repeat(65)] {
        let asked = DeviceRequest { secret, ..request(Join::Ticket { ticket: "0".into() }) };
        assert!(matches!(school.service.device(asked, HERE).await, Err(Fault::Malformed { .. })));
    }
}

#[tokio::test]
async fn a_student_who_knocks_again_because_the_answer_was_lost_stands_at_the_door_once() {
    let school = TestSchool::open().await;
    let teacher = school.staff(ADEYEMI).await;
    let (code, _) = school.service.class_code(&CLASS_7B.to_string(), 600_000).await.unwrap();
    let join = Join::ClassCode { code: code.to_string(), name: "Amara".into() };
    let mut tickets = vec![];
    for secret in ["a", "a", "b"] {
        match school.service.device(with_secret(join.clone(), secret), HERE).await.unwrap() {
            Joined::Waiting { ticket, .. } => tickets.push(ticket),
            other => panic!("{other:?}"),
        }
    }
    assert!(tickets[0] == tickets[1] && tickets[1] != tickets[2]);
    assert_eq!(teacher.sync(vec![]).await.joins.len(), 2);
}

fn shown(of: &Enrolment, secret: &str) -> DeviceRequest {
    with_secret(Join::Certificate { certificate: of.certificate.clone() }, secret)
}

#[tokio::test]
async fn a_lost_answer_to_a_certificate_is_given_again_and_leaves_no_device_behind() {
    let school = TestSchool::open().await;
    let first = school.staff(ORTIZ).await;
    let devices = || async { school.service.devices().await.unwrap().len() };
    let before = devices().await;
    let asked = shown(&first.enrolment, "a");
    let lost = enrol(&school, &asked).await.unwrap();
    let found = enrol(&school, &asked).await.unwrap();
    assert_eq!((found.device, &found.token, devices().await), (lost.device, &lost.token, before + 1));
    let other = enrol(&school, &shown(&first.enrolment, "b")).await.unwrap();
    assert!(other.device != lost.device && other.token != lost.token);
    school.service.revoke(lost.device).await.unwrap();
    assert_eq!(enrol(&school, &asked).await, Err(Fault::SignedOut));
}

#[tokio::test]
async fn revoking_a_device_revokes_all_that_came_in_by_its_certificate_and_none_beside() {
    let school = TestSchool::open().await;
    let (lost, kept) = (school.staff(ORTIZ).await, school.staff(ORTIZ).await);
    let child = enrol(&school, &shown(&lost.enrolment, "a")).await.unwrap();
    let grandchild = enrol(&school, &shown(&child, "b")).await.unwrap();
    let revoked = school.service.revoke(lost.enrolment.device).await.unwrap();
    let ids: Vec<DeviceId> = revoked.iter().map(|device| device.id).collect();
    assert_eq!(ids, [lost.enrolment.device, child.device, grandchild.device]);
    for (token, enrolment) in
        [(&child.token, &child), (&grandchild.token, &grandchild), (&lost.token(), &lost.enrolment)]
    {
        assert!(!opens(&lost, token).await);
        assert_eq!(enrol(&school, &shown(enrolment, "c")).await, Err(Fault::SignedOut));
    }
    assert!(opens(&kept, &kept.token()).await);
}

#[tokio::test]
async fn a_certificate_opens_so_often_and_a_forged_one_counts_as_a_wrong_code() {
    let school = TestSchool::open().await;
    let (first, second) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let asked = shown(&first.enrolment, "a");
    for _ in 0..20 {
        enrol(&school, &asked).await.unwrap();
    }
    assert_eq!(enrol(&school, &asked).await, Err(Fault::Busy { again_ms: 60_000 }));
    enrol(&school, &shown(&second.enrolment, "a")).await.unwrap();
    let mut forged = serde_json::to_value(&first.enrolment.certificate).unwrap();
    forged["mac"] = "0".repeat(64).into();
    let join = Join::Certificate { certificate: serde_json::from_value(forged).unwrap() };
    let forged = with_secret(join, "a");
    for _ in 0..60 {
        assert_eq!(enrol(&school, &forged).await, Err(Fault::SignedOut));
    }
    assert!(matches!(enrol(&school, &forged).await, Err(Fault::Busy { .. })));
}
