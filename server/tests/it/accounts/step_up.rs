//! Proving anew who one is, for what a stolen tablet must not do.

use super::browser::{Browser, RealProvider};
use super::liar::Liar;
use super::{begin, query, school, secret};
use crate::school::{HERE, OFFICE, ORTIZ, Phone, TestSchool};
use notyet_protocol::PROTO;
use notyet_protocol::wire::{Fault, Proof, StepUpRequest, SteppedUp};
use serde_json::{Value, json};

async fn step_up(phone: &Phone, proof: Proof) -> Result<SteppedUp, Fault> {
    phone.service.step_up(&phone.token(), StepUpRequest { proto: PROTO, proof }, HERE).await
}

fn by_account(state: &str, code: &str, of: char) -> Proof {
    Proof::SchoolAccount { state: state.into(), code: code.into(), iss: None, secret: secret(of) }
}

pub(crate) async fn by_code(
    school: &TestSchool,
    phone: &Phone,
    person: notyet_model::ids::UserId,
) -> Result<SteppedUp, Fault> {
    let (code, _) = school.service.staff_code(&person.to_string()).await.unwrap().unwrap();
    step_up(phone, Proof::StaffCode { code: code.to_string() }).await
}

#[tokio::test]
async fn a_grant_is_for_one_request_of_one_device_within_five_minutes() {
    let school = TestSchool::open().await;
    let (tablet, phone) = (school.staff(OFFICE).await, school.staff(OFFICE).await);
    let uses = async |by: &Phone, grant: &str| school.service.use_step_up(&by.token(), grant).await;
    let first = by_code(&school, &tablet, OFFICE).await.unwrap();
    assert_eq!(first.ends_ms, notyet_server::Env::now_ms(&*school.env) + 300_000);
    assert_eq!(uses(&phone, &first.grant).await, Err(Fault::NotAllowed), "another device");
    assert_eq!(uses(&tablet, "guess").await, Err(Fault::NotAllowed));
    assert_eq!(uses(&tablet, &first.grant).await, Ok(()));
    assert_eq!(uses(&tablet, &first.grant).await, Err(Fault::NotAllowed), "once");
    let late = by_code(&school, &tablet, OFFICE).await.unwrap();
    school.env.pass_ms(300_000);
    assert_eq!(uses(&tablet, &late.grant).await, Err(Fault::NotAllowed));
    let revoked = by_code(&school, &tablet, OFFICE).await.unwrap();
    school.service.revoke(tablet.enrolment.device).await.unwrap();
    assert_eq!(uses(&tablet, &revoked.grant).await, Err(Fault::SignedOut));
}

#[tokio::test]
async fn only_administrators_step_up_and_only_by_a_fresh_code_of_their_own() {
    let school = TestSchool::open().await;
    let (office, ortiz) = (school.staff(OFFICE).await, school.staff(ORTIZ).await);
    assert_eq!(by_code(&school, &ortiz, ORTIZ).await, Err(Fault::NotAllowed));
    assert_eq!(by_code(&school, &office, ORTIZ).await, Err(Fault::Code), "another person's code");
    let (code, _) = school.service.staff_code(&OFFICE.to_string()).await.unwrap().unwrap();
    let proof = Proof::StaffCode { code: code.to_string() };
    assert!(step_up(&office, proof.clone()).await.is_ok());
    assert_eq!(step_up(&office, proof).await, Err(Fault::Code), "a used code");
    let (code, _) = school.service.class_code("7B", 600_000).await.unwrap();
    assert_eq!(step_up(&office, Proof::StaffCode { code: code.to_string() }).await, Err(Fault::Code));
}

#[tokio::test]
async fn the_provider_asks_for_the_password_again_although_the_person_is_signed_in_there() {
    let accounts = json!({ "office": { "email": "office@school.example", "email_verified": true },
                           "ortiz": { "email": "ortiz@school.example", "email_verified": true } });
    let provider = RealProvider::start(accounts).await;
    let school = school(&provider.issuer).await;
    let office = school.staff(OFFICE).await;
    let mut browser = Browser::new();
    browser.sign_in(&begin(&school, 'a', false).await.address, "office").await;
    browser.sign_in(&begin(&school, 'a', false).await.address, "office").await;
    assert_eq!(browser.logins, 2, "on a shared tablet the browser may still know the one before");
    let begun = begin(&school, 'a', true).await;
    let code = query(&browser.sign_in(&begun.address, "office").await, "code").unwrap();
    assert_eq!(browser.logins, 3);
    let proof = by_account(&begun.state, &code, 'a');
    assert_eq!(
        step_up(&office, by_account(&begun.state, &code, 'b')).await,
        Err(Fault::Code),
        "another device"
    );
    let grant = step_up(&office, proof.clone()).await.unwrap().grant;
    assert_eq!(school.service.use_step_up(&office.token(), &grant).await, Ok(()));
    assert_eq!(step_up(&office, proof).await, Err(Fault::Code), "a code that was redeemed");
    let begun = begin(&school, 'a', true).await;
    let code = query(&Browser::new().sign_in(&begun.address, "ortiz").await, "code").unwrap();
    assert_eq!(
        step_up(&office, by_account(&begun.state, &code, 'a')).await,
        Err(Fault::NotAllowed),
        "another person"
    );
}

#[tokio::test]
async fn a_sign_in_of_some_time_ago_or_of_no_said_time_does_not_count() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let office = school.staff(OFFICE).await;
    // By the school's clock, which stands.
    let now = notyet_server::Env::now_ms(&*school.env) / 1_000;
    let table = [
        (json!(now - 301), false),
        (Value::Null, false),
        (json!(now + 3_600), false),
        (json!(now - 200), true),
    ];
    for (auth_time, counts) in table {
        let begun = begin(&school, 'a', true).await;
        let mut claims = liar.claims(&begun.address);
        claims["email"] = "office@school.example".into();
        claims["sub"] = "office".into();
        match auth_time.is_null() {
            true => drop(claims.as_object_mut().unwrap().remove("auth_time")),
            false => claims["auth_time"] = auth_time.clone(),
        }
        liar.vouches_for(&claims);
        let stepped_up = step_up(&office, by_account(&begun.state, "code", 'a')).await;
        assert_eq!(stepped_up.is_ok(), counts, "{auth_time}: {stepped_up:?}");
    }
    let enrolling = begin(&school, 'a', false).await;
    liar.vouches_for(&liar.claims(&enrolling.address));
    assert_eq!(step_up(&office, by_account(&enrolling.state, "code", 'a')).await, Err(Fault::Code));
}
