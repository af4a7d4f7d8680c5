//! Whose an account is: matched by a verified address once, then by the account alone.

use super::liar::Liar;
use super::{begin, finish, school};
use crate::school::{ADEYEMI, AMARA, HERE, ORTIZ, TestSchool, person, request};
use notyet_model::authority::Role;
use notyet_model::ids::UserId;
use notyet_protocol::PROTO;
use notyet_protocol::wire::{Enrolment, Fault, Join, SignInOffer, SignInRequest};
use notyet_server::storage::Person;
use notyet_server::{Email, Plan};
use serde_json::{Value, json};

/// Signs in with an account of which the provider says this.
async fn as_account((liar, school): (&Liar, &TestSchool), account: Value) -> Result<Enrolment, Fault> {
    let begun = begin(school, 'a', false).await;
    let mut claims = liar.claims(&begun.address);
    for claim in ["sub", "email", "email_verified"] {
        claims[claim] = account[claim].clone();
    }
    let claims: serde_json::Map<String, Value> =
        claims.as_object().unwrap().clone().into_iter().filter(|(_, value)| !value.is_null()).collect();
    liar.vouches_for(&claims.into());
    let finished = finish(school, 'a', &begun.state, "code", None).await;
    school.env.pass_ms(60_000);
    finished
}

fn account(sub: &str, email: &str) -> Value {
    json!({ "sub": sub, "email": email, "email_verified": true })
}

#[tokio::test]
async fn an_address_of_several_people_is_nobodys() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let mut plan = Plan::default();
    plan.email(ADEYEMI, Email::read("ortiz@school.example"));
    school.service.apply(plan).await.unwrap();
    let refused = as_account((&liar, &school), account("s1", "ortiz@school.example")).await;
    assert_eq!(refused, Err(Fault::NotAllowed));
}

#[tokio::test]
async fn a_student_is_not_let_in_whatever_address_they_have() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let refused = as_account((&liar, &school), account("s1", "amara@school.example")).await;
    assert_eq!(refused, Err(Fault::NotAllowed));
    assert_eq!(person(AMARA, Role::Student).role, Role::Student);
}

#[tokio::test]
async fn who_has_left_is_not_let_in_linked_or_not_and_comes_back_with_their_place() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let it = (&liar, &school);
    let set_active = async |user: UserId, active| {
        let mut plan = Plan::default();
        plan.person(Person { active, ..person(user, Role::Teacher) });
        school.service.apply(plan).await.unwrap();
    };
    assert_eq!(as_account(it, account("s1", "ortiz@school.example")).await.unwrap().user, ORTIZ);
    set_active(ORTIZ, false).await;
    set_active(ADEYEMI, false).await;
    assert_eq!(as_account(it, account("s1", "ortiz@school.example")).await, Err(Fault::NotAllowed));
    assert_eq!(as_account(it, account("s2", "adeyemi@school.example")).await, Err(Fault::NotAllowed));
    set_active(ORTIZ, true).await;
    assert_eq!(as_account(it, account("s1", "other@school.example")).await.unwrap().user, ORTIZ);
}

#[tokio::test]
async fn an_address_without_the_providers_word_for_it_matches_nobody() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let it = (&liar, &school);
    for verified in [json!(false), Value::Null] {
        let account = json!({ "sub": "s1", "email": "ortiz@school.example", "email_verified": verified });
        assert_eq!(as_account(it, account).await, Err(Fault::NotAllowed));
    }
    let look_alike = account("s1", "ortiz@\u{17f}chool.example");
    assert_eq!(as_account(it, look_alike).await, Err(Fault::NotAllowed));
}

#[tokio::test]
async fn an_address_told_apart_from_the_token_counts_if_it_is_the_same_persons_and_verified() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let it = (&liar, &school);
    let says = |value: Value| liar.says.lock().unwrap().user_info = value;
    says(account("another", "ortiz@school.example"));
    assert_eq!(as_account(it, json!({ "sub": "s1" })).await, Err(Fault::NotAllowed));
    says(json!({ "sub": "s1", "email": "ortiz@school.example", "email_verified": false }));
    assert_eq!(as_account(it, json!({ "sub": "s1" })).await, Err(Fault::NotAllowed));
    says(account("s1", "ORTIZ@school.example"));
    assert_eq!(as_account(it, json!({ "sub": "s1" })).await.unwrap().user, ORTIZ);
}

#[tokio::test]
async fn a_school_without_accounts_offers_none() {
    let school = TestSchool::open().await;
    assert_eq!(school.service.sign_in_offer(), SignInOffer { school_account: false });
    let asked = SignInRequest { proto: PROTO, app: String::new(), challenge: "0".repeat(64), afresh: false };
    assert_eq!(school.service.begin_sign_in(asked, HERE).await, Err(Fault::NotFound));
    let join = Join::SchoolAccount { state: "0".into(), code: "0".into(), iss: None };
    assert_eq!(school.service.device(request(join), HERE).await, Err(Fault::Code));
}

#[tokio::test]
async fn sign_ins_are_begun_only_so_often_from_one_address() {
    let liar = Liar::start().await;
    let school = school(&liar.issuer).await;
    let begin = async |from: &str| {
        let asked =
            SignInRequest { proto: PROTO, app: String::new(), challenge: "0".repeat(64), afresh: false };
        school.service.begin_sign_in(asked, from.parse().unwrap()).await
    };
    for _ in 0..60 {
        begin("10.0.0.1").await.unwrap();
    }
    assert_eq!(begin("10.0.0.1").await, Err(Fault::Busy { again_ms: 5_000 }));
    begin("10.0.0.2").await.unwrap();
}
