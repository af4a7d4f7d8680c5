//! How often one may ask: by device, by class; what an address may guess stands in `join`.

use crate::school::{ADEYEMI, CLASS_7B, CLASS_7D, HERE, ORTIZ, TestSchool, request};
use notyet_protocol::wire::{DeviceRequest, Fault, Join};

/// Calls until it is refused for its number; returns how often it was not, and the pause that is asked for.
async fn until_busy<T>(mut call: impl AsyncFnMut(usize) -> Result<T, Fault>) -> (usize, u64) {
    for n in 0..10_000 {
        if let Err(Fault::Busy { again_ms }) = call(n).await {
            return (n, again_ms);
        }
    }
    panic!("never refused");
}

#[tokio::test]
async fn a_device_that_asks_without_end_is_held_off_and_others_are_not() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let token = ortiz.token();
    let ask = async |_| school.service.head_blob(&token, "00").await;
    assert_eq!(until_busy(ask).await, (2_000, 10));
    assert_eq!(school.service.head_blob(&adeyemi.token(), "00").await, Err(Fault::NotFound));
    let sync = school.service.sync(&token, ortiz.sync_request(vec![])).await;
    assert_eq!(sync.err(), Some(Fault::Busy { again_ms: 10 }));
    school.env.pass_ms(10);
    assert_eq!(school.service.head_blob(&token, "00").await, Err(Fault::NotFound));
}

#[tokio::test]
async fn a_device_that_tries_code_after_code_is_held_off_from_whatever_address() {
    let school = TestSchool::open().await;
    let try_one = async |n: usize| {
        let join = Join::StaffCode { code: "AAAAAAAA".into() };
        let asked = DeviceRequest { secret: "a".repeat(64), ..request(join) };
        school.service.device(asked, format!("10.0.{n}.1").parse().unwrap()).await
    };
    assert_eq!(until_busy(try_one).await, (10, 6_000));
}

#[tokio::test]
async fn a_door_that_is_knocked_at_without_end_is_quiet_for_a_while_and_other_doors_are_not() {
    let school = TestSchool::open().await;
    let teacher = school.staff(ADEYEMI).await;
    let (code, _) = school.service.class_code(&CLASS_7B.to_string(), 600_000).await.unwrap();
    let knock = async |_| {
        let join = Join::ClassCode { code: code.to_string(), name: "Someone".into() };
        school.service.device(request(join), HERE).await?;
        // The teacher sends each away at once, so that it is not the crowd that is refused.
        let id = teacher.sync(vec![]).await.joins[0].id.clone();
        let decision = notyet_protocol::wire::JoinDecision { id, student: None };
        school.service.decide_join(&teacher.token(), decision).await
    };
    assert_eq!(until_busy(knock).await, (60, 5_000));
    school.knock(CLASS_7D, "Chidi").await;
}
