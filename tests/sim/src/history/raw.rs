//! Somebody with a token who speaks to the server without an engine: the hostile client, and a program that is newer
//! than this one.

use super::net::{Late, Net, Seen, bare, request_text};
use crate::env::SimEnv;
use notyet_model::build::{Build, Turn};
use notyet_model::clock::Hlc;
use notyet_model::fact::Body;
use notyet_model::ids::{ClassId, OpId, UserId};
use notyet_protocol::op::{Op, Origin, RawOp};
use notyet_protocol::wire::{Enrolment, Fate, SyncAnswer, SyncRequest};
use notyet_store::Env;
use notyet_sync::{Token, TransportError};
use std::sync::Arc;

/// A token, and how far its device has counted.
pub(crate) struct Raw {
    pub(crate) enrolment: Enrolment,
    pub(crate) env: SimEnv,
    net: Arc<Net>,
    dseq: u64,
}

impl Raw {
    pub(crate) fn new(net: &Arc<Net>, enrolment: Enrolment, env: SimEnv) -> Self {
        Self { enrolment, env, net: net.clone(), dseq: 0 }
    }

    pub(crate) fn user(&self) -> UserId {
        self.enrolment.user
    }

    pub(crate) fn token(&self) -> Token {
        Token::new(self.enrolment.token.clone())
    }

    /// An operation as this device would record it.
    pub(crate) fn op(&mut self, class: Option<ClassId>, student: Option<UserId>, body: &Body) -> Op {
        self.dseq += 1;
        // What it means to break is broken by hand; the rest is what this version writes.
        let _present = Turn::here().of(Build::Present);
        let origin = Origin {
            id: OpId(self.env.new_id()),
            dev: self.enrolment.device,
            dseq: self.dseq,
            actor: self.user(),
            hlc: Hlc::at_ms(self.env.now()),
            class,
            student,
        };
        Op::new(origin, body)
    }

    /// Pushes these, again if the server has begun another epoch; what became of each, in their order, where the
    /// server said so.
    pub(crate) async fn push(&mut self, push: Vec<RawOp>) -> Result<Vec<Fate>, TransportError> {
        loop {
            let request = request_text(&bare(&self.enrolment.epoch, push.clone()));
            let answer = self.net.serve(&Late { user: self.user(), token: self.token(), request }).await?;
            let answer: SyncAnswer = serde_json::from_str(&answer).expect("the server answers with JSON");
            if answer.epoch == self.enrolment.epoch {
                return Ok(answer.acks.into_iter().map(|ack| ack.fate).collect());
            }
            self.enrolment.epoch = answer.epoch;
        }
    }

    /// Serves a request of any shape.
    pub(crate) async fn ask(&self, request: &SyncRequest) -> Result<String, TransportError> {
        let request = request_text(request);
        self.net.serve(&Late { user: self.user(), token: self.token(), request }).await
    }

    /// Notes bytes of a photo that came.
    pub(crate) fn saw_photo(&self, sha256: &str, bytes: Vec<u8>) {
        self.net.saw(self.user(), Seen::Photo(sha256.to_owned(), bytes));
    }
}
