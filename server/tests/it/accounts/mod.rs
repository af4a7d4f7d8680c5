//! Signing in with the school's accounts: against a provider of someone else's making, in a process of its own, with a
//! browser that is played here; and against a provider that lies, made here.

mod attacks;
mod browser;
mod liar;
mod matching;
mod program;
mod real;
pub(crate) mod step_up;

use crate::school::{ADEYEMI, AMARA, HERE, OFFICE, ORTIZ, TestSchool, request};
use notyet_protocol::PROTO;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Fault, Join, Joined, SignInBegun, SignInRequest};
use notyet_server::oidc::{Provider, Settings};
use notyet_server::{Email, Plan, SystemEnv};

/// Where the provider sends the browser back to.
const REDIRECT: &str = "app.notyet:/signed-in";
const CLIENT: &str = "notyet";
const CLIENT_SECRET: &str = "a-secret-of-the-test";

/// A device's secret.
fn secret(of: char) -> String {
    of.to_string().repeat(64)
}

/// A school whose staff has accounts at this provider, and whose clock is the machine's.
async fn school(issuer: &str) -> TestSchool {
    let school = TestSchool::open().await;
    school.env.set_clock(notyet_server::Env::now_ms(&SystemEnv) - notyet_server::Env::now_ms(&*school.env));
    let settings = Settings {
        issuer: issuer.into(),
        client: CLIENT.into(),
        secret: Some(CLIENT_SECRET.into()),
        redirect: REDIRECT.into(),
    };
    school.service.offer_accounts(Provider::new(settings, school.env.clone()).unwrap());
    let mut plan = Plan::default();
    for (user, email) in [(ORTIZ, "ortiz"), (ADEYEMI, "adeyemi"), (OFFICE, "office"), (AMARA, "amara")] {
        plan.email(user, Email::read(&format!("{email}@school.example")));
    }
    school.service.apply(plan).await.unwrap();
    school
}

/// Begins on the device with this secret.
async fn begin(school: &TestSchool, of: char, afresh: bool) -> SignInBegun {
    let challenge = sha256_hex(secret(of).as_bytes());
    let asked = SignInRequest { proto: PROTO, app: "test".into(), challenge, afresh };
    school.service.begin_sign_in(asked, HERE).await.unwrap()
}

/// Hands over what came back, on the device with this secret.
async fn finish(
    school: &TestSchool,
    of: char,
    state: &str,
    code: &str,
    iss: Option<&str>,
) -> Result<Enrolment, Fault> {
    let join =
        Join::SchoolAccount { state: state.to_owned(), code: code.to_owned(), iss: iss.map(str::to_owned) };
    match school.service.device(DeviceRequest { secret: secret(of), ..request(join) }, HERE).await? {
        Joined::Enrolled(enrolment) => Ok(enrolment),
        other => panic!("{other:?}"),
    }
}

/// A value of an address's query.
fn query(address: &str, name: &str) -> Option<String> {
    let address = reqwest::Url::parse(address).unwrap();
    address.query_pairs().find(|(key, _)| key == name).map(|(_, value)| value.into_owned())
}
