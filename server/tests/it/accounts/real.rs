//! The whole way with the provider's process.

use super::browser::{Browser, RealProvider};
use super::{CLIENT, CLIENT_SECRET, REDIRECT, begin, finish, query, school, secret};
use crate::school::{ADEYEMI, HERE, ORTIZ, TestSchool, request};
use notyet_model::authority::Role;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Fault, Join};
use serde_json::json;

fn accounts() -> serde_json::Value {
    json!({
        "ortiz": { "email": "Ortiz@School.Example", "email_verified": true },
        "adeyemi": { "email": "adeyemi@school.example", "email_verified": true },
        "amara": { "email": "amara@school.example", "email_verified": true },
        "stranger": { "email": "stranger@elsewhere.example", "email_verified": true },
        "careless": { "email": "adeyemi@school.example", "email_verified": false },
        "mute": {},
    })
}

/// Signs in as this person on the device with this secret; returns what came of it.
async fn sign_in(school: &TestSchool, of: char, login: &str) -> Result<Enrolment, Fault> {
    let begun = begin(school, of, false).await;
    let back = Browser::new().sign_in(&begun.address, login).await;
    assert_eq!(query(&back, "state"), Some(begun.state.clone()));
    let (code, iss) = (query(&back, "code").unwrap(), query(&back, "iss"));
    assert!(iss.is_some(), "this provider names itself");
    finish(school, of, &begun.state, &code, iss.as_deref()).await
}

#[tokio::test]
async fn a_teacher_comes_in_with_the_schools_account_and_may_sync() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    assert!(school.service.sign_in_offer().school_account);
    let me = sign_in(&school, 'a', "ortiz").await.unwrap();
    assert_eq!((me.user, me.role), (ORTIZ, Role::Teacher));
    assert_eq!(school.service.head_blob(&me.token, "00").await, Err(Fault::NotFound), "signed in");
    let second = sign_in(&school, 'b', "ortiz").await.unwrap();
    assert_eq!((second.user, second.device == me.device), (ORTIZ, false));
}

#[tokio::test]
async fn who_is_no_present_member_of_staff_is_refused_and_so_is_an_address_that_is_not_verified() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    for login in ["amara", "stranger", "careless", "mute"] {
        assert_eq!(sign_in(&school, 'a', login).await, Err(Fault::NotAllowed), "{login}");
    }
    let adeyemi = sign_in(&school, 'a', "adeyemi").await.unwrap();
    assert_eq!(adeyemi.user, ADEYEMI, "those before have taken nothing from her");
}

#[tokio::test]
async fn a_lost_answer_is_given_again_to_the_same_device_and_the_code_helps_no_other() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    let begun = begin(&school, 'a', false).await;
    let back = Browser::new().sign_in(&begun.address, "ortiz").await;
    let code = query(&back, "code").unwrap();
    // Somebody who saw the address that opened the app, with a sign-in of their own and with ours.
    let thief = begin(&school, 'b', false).await;
    assert_eq!(finish(&school, 'b', &begun.state, &code, None).await, Err(Fault::Code));
    let lost = finish(&school, 'a', &begun.state, &code, None).await.unwrap();
    let found = finish(&school, 'a', &begun.state, &code, None).await.unwrap();
    assert_eq!(found, lost);
    assert_eq!(finish(&school, 'b', &thief.state, &code, None).await, Err(Fault::Code), "replayed");
    assert_eq!(
        finish(&school, 'a', &begin(&school, 'a', false).await.state, &code, None).await,
        Err(Fault::Code)
    );
}

#[tokio::test]
async fn a_code_of_another_sign_in_is_refused_by_its_verifier() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    let (mine, theirs) = (begin(&school, 'a', false).await, begin(&school, 'b', false).await);
    let back = Browser::new().sign_in(&theirs.address, "ortiz").await;
    let code = query(&back, "code").unwrap();
    assert_eq!(finish(&school, 'a', &mine.state, &code, None).await, Err(Fault::Code));
}

#[tokio::test]
async fn a_code_that_was_caught_on_its_way_cannot_be_redeemed_without_the_verifier() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    let begun = begin(&school, 'a', false).await;
    let code = query(&Browser::new().sign_in(&begun.address, "ortiz").await, "code").unwrap();
    for verifier in ["", &format!("&code_verifier={}", "a".repeat(64))] {
        let form = format!("grant_type=authorization_code&code={code}&redirect_uri={REDIRECT}{verifier}");
        let asked = reqwest::Client::builder().no_proxy().build().unwrap();
        let asked = asked.post(format!("{}/token", provider.issuer)).basic_auth(CLIENT, Some(CLIENT_SECRET));
        let asked = asked.header("content-type", "application/x-www-form-urlencoded").body(form);
        assert_eq!(asked.send().await.unwrap().status().as_u16(), 400);
    }
}

#[tokio::test]
async fn nobody_chooses_where_the_browser_comes_back_to() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    let address = begin(&school, 'a', false).await.address;
    assert_eq!(query(&address, "redirect_uri").as_deref(), Some(REDIRECT));
    let bent = address.replace("app.notyet", "app.evil");
    assert_ne!(bent, address);
    let answer = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none());
    let answer = answer.build().unwrap().get(bent).send().await.unwrap();
    assert_eq!((answer.status().as_u16(), answer.headers().get("location")), (400, None));
}

#[tokio::test]
async fn a_state_that_was_changed_is_over_or_is_anothers_opens_nothing() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    let begun = begin(&school, 'a', false).await;
    let code = query(&Browser::new().sign_in(&begun.address, "ortiz").await, "code").unwrap();
    let mut changed = begun.state.clone();
    changed.replace_range(20..21, if &changed[20..21] == "0" { "1" } else { "0" });
    for state in ["", "state", &changed] {
        assert_eq!(finish(&school, 'a', state, &code, None).await, Err(Fault::Code), "{state}");
    }
    let stepping_up = begin(&school, 'a', true).await.state;
    assert_eq!(finish(&school, 'a', &stepping_up, &code, None).await, Err(Fault::Code));
    let join = Join::SchoolAccount { state: begun.state.clone(), code: code.clone(), iss: None };
    let without_secret = DeviceRequest { secret: String::new(), ..request(join) };
    assert_eq!(school.service.device(without_secret, HERE).await, Err(Fault::Code));
    assert_eq!(secret('a').len(), 64);
    school.env.pass_ms(10 * 60_000);
    assert_eq!(finish(&school, 'a', &begun.state, &code, None).await, Err(Fault::Code));
}

#[tokio::test]
async fn an_account_stays_its_persons_when_its_address_becomes_anothers() {
    let provider = RealProvider::start(accounts()).await;
    let school = school(&provider.issuer).await;
    assert_eq!(sign_in(&school, 'a', "ortiz").await.unwrap().user, ORTIZ);
    let mut swapped = accounts();
    swapped["ortiz"]["email"] = "adeyemi@school.example".into();
    swapped["newcomer"] = json!({ "email": "ortiz@school.example", "email_verified": true });
    provider.knows(&swapped);
    assert_eq!(sign_in(&school, 'b', "ortiz").await.unwrap().user, ORTIZ);
    assert_eq!(
        sign_in(&school, 'c', "newcomer").await,
        Err(Fault::NotAllowed),
        "her address was given to another account: the school has to say that it is hers"
    );
    school.service.forget_accounts(&ORTIZ.to_string()).await.unwrap().unwrap();
    assert_eq!(sign_in(&school, 'c', "newcomer").await.unwrap().user, ORTIZ);
}
