//! Waiting for a teacher to match a name, against a server that is played here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use async_trait::async_trait;
use notyet_model::authority::Role;
use notyet_model::ids::{DeviceId, SchoolId, UserId};
use notyet_protocol::certificate::{Certificate, Holder};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::mac::SchoolKey;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    DeviceRequest, Enrolment, Fault, Join, JoinDecision, Joined, Limits, OpenDoor, OpenedDoor, SignInBegun,
    SignInRequest, SyncAnswer, SyncRequest, WaitAnswer, WaitRequest,
};
use notyet_store::SystemEnv;
use notyet_sync::{Decided, NotBack, SignIn, Token, Transport, TransportError, poll_ticket};
use std::collections::VecDeque;
use std::sync::Mutex;
use std::time::Duration;
use tokio::time::Instant;

type Answer = Result<Joined, TransportError>;

/// Answers requests for enrolment from a list, and remembers the tickets and when they came.
struct Desk {
    answers: Mutex<VecDeque<Answer>>,
    asked: Mutex<Vec<(String, Duration)>>,
    opened: Instant,
}

impl Desk {
    fn new(answers: impl IntoIterator<Item = Answer>) -> Self {
        let answers = Mutex::new(answers.into_iter().collect());
        Self { answers, asked: Mutex::default(), opened: Instant::now() }
    }

    fn asked(&self) -> Vec<(String, Duration)> {
        self.asked.lock().unwrap().clone()
    }
}

#[async_trait]
impl Transport for Desk {
    async fn device(&self, request: &DeviceRequest) -> Answer {
        let Join::Ticket { ticket } = &request.join else { panic!("only tickets are asked about here") };
        self.asked.lock().unwrap().push((ticket.clone(), self.opened.elapsed()));
        self.answers.lock().unwrap().pop_front().expect("asked more often than there are answers")
    }

    async fn sync(&self, _: &Token, _: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        unreachable!("nothing is synced before a device is enrolled")
    }
    async fn wait(&self, _: &Token, _: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        unreachable!("nothing is synced before a device is enrolled")
    }
    async fn decide_join(&self, _: &Token, _: &JoinDecision) -> Result<(), TransportError> {
        unreachable!("nothing is decided before a device is enrolled")
    }
    async fn open_door(&self, _: &Token, _: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        unreachable!("no door is opened before a device is enrolled")
    }
    async fn put_blob(&self, _: &Token, _: &str, _: Vec<u8>) -> Result<(), TransportError> {
        unreachable!("nothing is sent before a device is enrolled")
    }
    async fn get_blob(&self, _: &Token, _: &str, _: u64) -> Result<Vec<u8>, TransportError> {
        unreachable!("nothing is fetched before a device is enrolled")
    }
    async fn patch_blob(
        &self,
        _: &Token,
        _: &str,
        _: Uploaded,
        _: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        unreachable!("nothing is sent before a device is enrolled")
    }
    async fn head_blob(&self, _: &Token, _: &str) -> Result<Option<Uploaded>, TransportError> {
        unreachable!("nothing is asked before a device is enrolled")
    }
}

fn enrolment() -> Enrolment {
    let (school, user, device) =
        (SchoolId::from_bytes([1; 16]), UserId::from_bytes([2; 16]), DeviceId::from_bytes([3; 16]));
    let holder = Holder {
        school,
        user,
        role: Role::Student,
        name: "Amara Okafor".into(),
        device,
        device_name: String::new(),
        issued: 0,
        parent: None,
    };
    Enrolment {
        school,
        user,
        role: holder.role,
        name: holder.name.clone(),
        device,
        token: "t".into(),
        certificate: Certificate::sign(&SchoolKey([7; 32]), &holder),
        epoch: Epoch::new(1, "e"),
        now: 0,
        limits: Limits::default(),
        sign_in: None,
    }
}

fn waiting(ticket: &str, again_ms: u64) -> Answer {
    Ok(Joined::Waiting { ticket: ticket.into(), again_ms })
}

async fn poll(desk: &Desk) -> Result<Decided, TransportError> {
    poll_ticket(desk, &SystemEnv, "1", "phone", "first", 2_000).await
}

#[tokio::test(start_paused = true)]
async fn a_ticket_is_asked_about_as_often_as_the_server_allows_until_the_teacher_decides() {
    let desk = Desk::new([waiting("first", 5_000), Ok(Joined::Enrolled(enrolment()))]);
    assert_eq!(poll(&desk).await, Ok(Decided::Enrolled(Box::new(enrolment()))));
    let expected =
        [("first".to_owned(), Duration::from_secs(2)), ("first".to_owned(), Duration::from_secs(7))];
    assert_eq!(desk.asked(), expected);
}

#[tokio::test(start_paused = true)]
async fn a_name_that_is_not_confirmed_ends_the_waiting() {
    assert_eq!(poll(&Desk::new([Ok(Joined::Declined)])).await, Ok(Decided::Declined));
}

#[tokio::test(start_paused = true)]
async fn a_network_that_goes_and_comes_back_is_waited_for_and_an_expired_ticket_is_not() {
    let gone = || Err(TransportError::Offline { cause: "played".into() });
    let desk =
        Desk::new([gone(), gone(), Err(Fault::Busy { again_ms: 9_000 }.into()), Err(Fault::Code.into())]);
    assert_eq!(poll(&desk).await, Err(Fault::Code.into()));
    let asked = desk.asked();
    assert_eq!(asked.len(), 4);
    assert!(asked[3].1 - asked[2].1 >= Duration::from_secs(9), "the server's pause is kept");
}

#[tokio::test(start_paused = true)]
async fn giving_up_asks_nothing_more() {
    let desk = Desk::new([waiting("first", 60_000)]);
    let gave_up = tokio::time::timeout(Duration::from_secs(10), poll(&desk)).await;
    assert!(gave_up.is_err());
    tokio::time::advance(Duration::from_secs(600)).await;
    assert_eq!(desk.asked().len(), 1);
}

/// A server that begins sign-ins at this address.
struct Accounts(&'static str);

#[async_trait]
impl Transport for Accounts {
    async fn begin_sign_in(&self, request: &SignInRequest) -> Result<SignInBegun, TransportError> {
        assert_eq!((request.challenge.len(), request.afresh), (64, false));
        Ok(SignInBegun { address: self.0.into(), state: "mine".into() })
    }

    async fn device(&self, _: &DeviceRequest) -> Answer {
        unreachable!("a sign-in is only begun here")
    }
    async fn sync(&self, _: &Token, _: &SyncRequest) -> Result<SyncAnswer, TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn wait(&self, _: &Token, _: &WaitRequest) -> Result<WaitAnswer, TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn decide_join(&self, _: &Token, _: &JoinDecision) -> Result<(), TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn open_door(&self, _: &Token, _: &OpenDoor) -> Result<OpenedDoor, TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn put_blob(&self, _: &Token, _: &str, _: Vec<u8>) -> Result<(), TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn get_blob(&self, _: &Token, _: &str, _: u64) -> Result<Vec<u8>, TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn patch_blob(
        &self,
        _: &Token,
        _: &str,
        _: Uploaded,
        _: Vec<u8>,
    ) -> Result<Uploaded, TransportError> {
        unreachable!("a sign-in is only begun here")
    }
    async fn head_blob(&self, _: &Token, _: &str) -> Result<Option<Uploaded>, TransportError> {
        unreachable!("a sign-in is only begun here")
    }
}

async fn begun() -> SignIn {
    SignIn::begin(&Accounts("https://id.school.example/auth"), &SystemEnv, "1").await.unwrap()
}

#[tokio::test]
async fn only_the_sign_in_that_this_device_began_is_taken_back() {
    let sign_in = begun().await;
    let (join, secret) =
        sign_in.came_back("app.notyet:/signed-in?code=c%2B1&state=mine&iss=https%3A%2F%2Fid").unwrap();
    let expected =
        Join::SchoolAccount { state: "mine".into(), code: "c+1".into(), iss: Some("https://id".into()) };
    assert_eq!((join, secret.len()), (expected, 64));
    assert_ne!(
        begun().await.came_back("x:/?code=c&state=mine").unwrap().1,
        secret,
        "each has its own secret"
    );
    for (address, why) in [
        ("app.notyet:/signed-in?code=c&state=theirs", NotBack::Another),
        ("app.notyet:/signed-in?code=c", NotBack::Another),
        ("app.notyet:/signed-in?error=access_denied&state=theirs", NotBack::Another),
        ("nonsense", NotBack::Another),
        ("app.notyet:/signed-in?error=access_denied&state=mine", NotBack::Declined),
    ] {
        assert_eq!(sign_in.came_back(address).err(), Some(why), "{address}");
    }
    assert_eq!(format!("{sign_in:?}"), "SignIn(…)");
}

#[tokio::test]
async fn nothing_but_a_page_over_tls_is_handed_to_the_system_to_open() {
    for address in
        ["http://id.school.example/auth", "intent://x#Intent;end", "file:///etc/passwd", "tel:112", ""]
    {
        let refused = SignIn::begin(&Accounts(address), &SystemEnv, "1").await;
        assert!(matches!(refused, Err(TransportError::BadAnswer { .. })), "{address}");
    }
    assert!(SignIn::begin(&Accounts("http://127.0.0.1:9/auth"), &SystemEnv, "1").await.is_ok());
}
