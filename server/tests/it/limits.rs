//! How often one may ask: by device, by class; what an address may guess stands in `join`.

use crate::process::Server;
use crate::school::{ADEYEMI, CLASS_7B, CLASS_7D, HERE, ORTIZ, TestSchool, request};
use notyet_protocol::codec;
use notyet_protocol::wire::{DeviceRequest, Fault, Join};
use reqwest::{Response, StatusCode};

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

/// Tries a code, as if the request had come on from this address.
async fn try_code(server: &Server, from: &str, join: Join) -> Response {
    let asked = server.client.post(format!("{}/v1/device", server.url)).header("x-forwarded-for", from);
    asked.body(codec::encode(&request(join))).send().await.unwrap()
}

/// Guesses class codes until something else than "wrong" is the answer.
async fn guess(server: &Server, from: &str) -> Response {
    for _ in 0..1_000 {
        let join = Join::ClassCode { code: "AAAAAAAA".into(), name: "Someone".into() };
        let answer = try_code(server, from, join).await;
        if answer.status() != StatusCode::FORBIDDEN {
            return answer;
        }
    }
    panic!("a thousand guesses from {from}");
}

fn staff_code() -> Join {
    Join::StaffCode { code: "AAAAAAAA".into() }
}

#[tokio::test]
async fn an_address_that_guesses_is_told_when_to_come_again_and_a_made_up_address_helps_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(folder.path(), &[]).await;
    let held_off = guess(&server, "1.2.3.4").await;
    assert_eq!(held_off.status(), StatusCode::TOO_MANY_REQUESTS);
    let again_s: u64 = held_off.headers()["retry-after"].to_str().unwrap().parse().unwrap();
    assert!((1..=10).contains(&again_s), "{again_s}");
    let fault: Fault = held_off.json().await.unwrap();
    assert!(matches!(fault, Fault::Busy { again_ms } if again_ms.div_ceil(1_000) == again_s), "{fault:?}");
    let elsewhere = try_code(&server, "9.9.9.9", staff_code()).await;
    assert_eq!(elsewhere.status(), StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn behind_a_trusted_proxy_each_address_is_counted_for_itself() {
    let folder = tempfile::tempdir().unwrap();
    let server = Server::start_with(folder.path(), &["--proxy", "127.0.0.1"]).await;
    assert_eq!(guess(&server, "1.2.3.4").await.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(try_code(&server, "9.9.9.9", staff_code()).await.status(), StatusCode::FORBIDDEN);
}
