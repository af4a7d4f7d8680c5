//! Waiting for a teacher to match a name, against a server that is played here.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use async_trait::async_trait;
use notyet_model::authority::Role;
use notyet_model::ids::{DeviceId, SchoolId, UserId};
use notyet_protocol::certificate::{Certificate, Holder};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::mac::SchoolKey;
use notyet_protocol::wire::{
    DeviceRequest, Enrolment, Fault, Join, JoinDecision, Joined, Limits, SyncAnswer, SyncRequest, WaitAnswer,
    WaitRequest,
};
use notyet_store::SystemEnv;
use notyet_sync::{Decided, Token, Transport, TransportError, poll_ticket};
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
    async fn put_blob(&self, _: &Token, _: &str, _: Vec<u8>) -> Result<(), TransportError> {
        unreachable!("nothing is sent before a device is enrolled")
    }
    async fn get_blob(&self, _: &Token, _: &str, _: u64) -> Result<Vec<u8>, TransportError> {
        unreachable!("nothing is fetched before a device is enrolled")
    }
    async fn head_blob(&self, _: &Token, _: &str) -> Result<bool, TransportError> {
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
