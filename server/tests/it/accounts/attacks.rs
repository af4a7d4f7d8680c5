//! ID tokens that are not what they should be, and providers that are not.

use super::liar::{Liar, base64url, key, key_set, signed, unsigned};
use super::{CLIENT_SECRET, begin, finish, school};
use crate::school::{ORTIZ, TestSchool};
use hmac::{Hmac, KeyInit, Mac};
use notyet_protocol::wire::{Enrolment, Fault, SignInBegun};
use serde_json::{Value, json};
use sha2::Sha256;

/// Finishes a sign-in for which the liar sends what is made of claims that are in order.
async fn with_token(
    (liar, school): (&Liar, &TestSchool),
    token: impl FnOnce(&SignInBegun, Value) -> String,
) -> Result<Enrolment, Fault> {
    let begun = begin(school, 'a', false).await;
    let claims = liar.claims(&begun.address);
    liar.sends(&token(&begun, claims));
    finish(school, 'a', &begun.state, "code", None).await
}

/// Finishes a sign-in for which the liar vouches for changed claims, signed properly.
async fn with_claims(it: (&Liar, &TestSchool), change: impl FnOnce(&mut Value)) -> Result<Enrolment, Fault> {
    with_token(it, |_, mut claims| {
        change(&mut claims);
        signed(&key(1, "first"), &json!({ "alg": "EdDSA", "kid": "first" }), &claims)
    })
    .await
}

#[tokio::test]
async fn claims_for_another_moment_place_or_sign_in_open_nothing() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let it = (&liar, &school);
    assert_eq!(with_claims(it, |_| {}).await.unwrap().user, ORTIZ, "what is in order opens");
    // By the school's clock, which stands.
    let now = notyet_server::Env::now_ms(&*school.env) / 1_000;
    let table: [(&str, Value); 9] = [
        ("nonce", json!("another")),
        ("nonce", Value::Null),
        ("aud", json!("another-client")),
        ("aud", json!(["notyet", "another-client"])),
        ("aud", json!([])),
        ("iss", json!("http://127.0.0.1:9")),
        ("iss", json!(format!("{}/", liar.issuer))),
        ("exp", json!(now - 1)),
        ("sub", Value::Null),
    ];
    for (claim, value) in table {
        let finished = with_claims(it, |claims| claims[claim] = value.clone()).await;
        assert!(matches!(finished, Err(Fault::Code | Fault::Server { .. })), "{claim} {value}: {finished:?}");
    }
}

#[tokio::test]
async fn a_signature_that_is_none_is_symmetric_or_is_anothers_opens_nothing() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let it = (&liar, &school);
    let none = with_token(it, |_, claims| format!("{}.", unsigned(&json!({ "alg": "none" }), &claims))).await;
    assert!(matches!(none, Err(Fault::Code | Fault::Server { .. })), "{none:?}");
    let hmac = with_token(it, |_, claims| {
        let text = unsigned(&json!({ "alg": "HS256" }), &claims);
        let mut mac = Hmac::<Sha256>::new_from_slice(CLIENT_SECRET.as_bytes()).unwrap();
        mac.update(text.as_bytes());
        format!("{text}.{}", base64url(&mac.finalize().into_bytes()))
    });
    assert_eq!(hmac.await, Err(Fault::Code));
    let other = with_token(it, |_, claims| {
        signed(&key(2, "first"), &json!({ "alg": "EdDSA", "kid": "first" }), &claims)
    });
    assert_eq!(other.await, Err(Fault::Code));
    let changed = with_token(it, |_, claims| {
        let whole = signed(&key(1, "first"), &json!({ "alg": "EdDSA", "kid": "first" }), &claims);
        let (_, signature) = whole.rsplit_once('.').unwrap();
        let mut changed = claims;
        changed["sub"] = "office".into();
        format!("{}.{signature}", unsigned(&json!({ "alg": "EdDSA", "kid": "first" }), &changed))
    });
    assert_eq!(changed.await, Err(Fault::Code));
    let nonsense = with_token(it, |_, _| "nonsense".into()).await;
    assert!(matches!(nonsense, Err(Fault::Server { .. })), "{nonsense:?}");
}

#[tokio::test]
async fn another_provider_that_answers_is_noticed() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let begun = begin(&school, 'a', false).await;
    liar.vouches_for(&liar.claims(&begun.address));
    let mixed_up = finish(&school, 'a', &begun.state, "code", Some("https://evil.example")).await;
    assert_eq!(mixed_up, Err(Fault::Code));
    assert!(finish(&school, 'a', &begun.state, "code", Some(&liar.issuer)).await.is_ok());
}

#[tokio::test]
async fn new_keys_are_fetched_when_a_token_needs_them_and_not_more_often_than_each_minute() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let it = (&liar, &school);
    let by = |seed, id: &'static str| {
        move |_: &SignInBegun, claims: Value| {
            signed(&key(seed, id), &json!({ "alg": "EdDSA", "kid": id }), &claims)
        }
    };
    assert!(with_token(it, by(1, "first")).await.is_ok());
    liar.says.lock().unwrap().keys = key_set(&[&key(2, "second")]);
    assert_eq!(with_token(it, by(2, "second")).await, Err(Fault::Code), "asked for a moment ago");
    assert_eq!(liar.says.lock().unwrap().key_sets, 1);
    school.env.pass_ms(60_000);
    assert!(with_token(it, by(2, "second")).await.is_ok());
    assert_eq!(with_token(it, by(3, "third")).await, Err(Fault::Code));
    assert_eq!(with_token(it, by(1, "first")).await, Err(Fault::Code), "an old key is none any more");
    assert_eq!(liar.says.lock().unwrap().key_sets, 2);
}

#[tokio::test]
async fn what_a_provider_says_of_itself_is_kept_for_an_hour_and_for_longer_if_it_falls_silent() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let discoveries = || liar.says.lock().unwrap().discoveries;
    for _ in 0..3 {
        begin(&school, 'a', false).await;
    }
    assert_eq!(discoveries(), 1);
    school.env.pass_ms(3_600_000);
    begin(&school, 'a', false).await;
    assert_eq!(discoveries(), 2);
    liar.says.lock().unwrap().silent = true;
    school.env.pass_ms(3_600_000);
    begin(&school, 'a', false).await;
    assert_eq!(discoveries(), 3);
}

#[tokio::test]
async fn a_provider_that_cannot_be_believed_is_the_servers_trouble_and_not_the_persons() {
    use notyet_protocol::wire::SignInRequest;
    let challenge = "0".repeat(64);
    let asked =
        || SignInRequest { proto: 1, app: String::new(), challenge: challenge.clone(), afresh: false };
    let lies: [fn(&mut super::liar::Says); 5] = [
        |says| says.silent = true,
        |says| says.endless = true,
        |says| says.discovery = json!("a sign-in page"),
        |says| says.discovery["issuer"] = "https://another.example".into(),
        |says| says.discovery["jwks_uri"] = "http://keys.example/keys".into(),
    ];
    for (number, lie) in lies.into_iter().enumerate() {
        let liar = Liar::start().await;
        let school = school(&liar.issuer).await;
        lie(&mut liar.says.lock().unwrap());
        let begun = school.service.begin_sign_in(asked(), crate::school::HERE).await;
        assert!(matches!(begun, Err(Fault::Server { .. })), "lie {number}: {begun:?}");
    }
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let elsewhere = with_token((&liar, &school), |_, _| "elsewhere".into()).await;
    assert!(matches!(elsewhere, Err(Fault::Server { .. } | Fault::Code)), "{elsewhere:?}");
}
