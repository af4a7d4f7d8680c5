//! A device that pushes by hand and hands out each answer, so that what the server said before it died can be held
//! against what it has afterwards.

use crate::feed::Feed;
use crate::work::picture;
use anyhow::{Context, ensure};
use notyet_model::clock::Hlc;
use notyet_model::fact::{BlobRef, Body};
use notyet_model::ids::{AttachmentId, OpId};
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::op::{Op, Origin};
use notyet_protocol::wire::{Enrolment, Fate, SyncRequest};
use notyet_sim::device::enrol_by_staff_code;
use notyet_sim::school::{AMARA, CLASS, OUTCOMES, evidence, judgement};
use notyet_store::{Env, SystemEnv};
use notyet_sync::{Token, Transport};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

/// How many operations go in one push.
const AT_ONCE: usize = 4;
/// After so many requests a photo is uploaded, and bound by the next.
const PHOTO_EVERY: u64 = 5;

/// What the server says that it has.
#[derive(Debug)]
pub enum Answer {
    /// Operations.
    Stored(Vec<OpId>),
    /// The bytes of the photo with this mark.
    Uploaded(u32),
}

/// A device of a teacher, without a store.
pub struct Pusher {
    /// What it was told when it was enrolled.
    pub who: Enrolment,
    transport: Arc<dyn Transport>,
    nth: u64,
    dseq: u64,
    requests: u64,
    /// Sent, and perhaps not answered.
    open: Vec<Op>,
    stored: BTreeSet<OpId>,
    uploaded: BTreeSet<u32>,
    /// Marks by the operations that bind their photos.
    bound: BTreeMap<OpId, u32>,
}

impl Pusher {
    /// The device that this staff code enrols; devices of one school each have another number.
    pub async fn enrolled(transport: Arc<dyn Transport>, code: &str, nth: u64) -> Self {
        let who = enrol_by_staff_code(&*transport, code).await;
        Self {
            who,
            transport,
            nth,
            dseq: 0,
            requests: 0,
            open: vec![],
            stored: BTreeSet::new(),
            uploaded: BTreeSet::new(),
            bound: BTreeMap::new(),
        }
    }

    /// From now on the server is reached by this way.
    pub fn reaches(&mut self, transport: Arc<dyn Transport>) {
        self.transport = transport;
    }

    /// How many operations and photos the server has said that it has.
    pub fn answered(&self) -> usize {
        self.stored.len() + self.uploaded.len()
    }

    /// Makes one request; what was not answered before goes first. `None`: no answer came.
    pub async fn push(&mut self) -> anyhow::Result<Option<Answer>> {
        if self.open.is_empty() {
            self.requests += 1;
            if self.requests.is_multiple_of(PHOTO_EVERY) {
                return Ok(self.upload().await);
            }
            while self.open.len() < AT_ONCE {
                let outcome = OUTCOMES[self.open.len() % OUTCOMES.len()];
                self.record(&judgement(outcome, 2, vec![]));
            }
        }
        let mut request = SyncRequest::new("proof", self.who.epoch.clone());
        request.push = self.open.iter().map(Op::to_raw).collect();
        let Ok(answer) = self.transport.sync(&self.token(), &request).await else { return Ok(None) };
        for ack in &answer.acks {
            ensure!(matches!(ack.fate, Fate::Stored | Fate::Dup), "{} is {:?}", ack.id, ack.fate);
        }
        Ok(Some(Answer::Stored(answer.acks.into_iter().map(|ack| ack.id).collect())))
    }

    /// From now on this is looked for.
    pub fn note(&mut self, answer: Answer) {
        match answer {
            Answer::Stored(ids) => {
                self.stored.extend(ids);
                self.open.clear();
            }
            Answer::Uploaded(mark) => {
                self.uploaded.insert(mark);
                let (attachment, sha256) = (AttachmentId(SystemEnv.new_id()), sha256_hex(&picture(mark)));
                self.record(&evidence(OUTCOMES[0], attachment));
                let bound = BlobRef { attachment, thumb: sha256.clone(), sha256, w: 4, h: 3 };
                let id = self.record(&Body::BlobRef(bound));
                self.bound.insert(id, mark);
            }
        }
    }

    /// Reads everything anew from a server that has just been started, and looks for what the one before it had said.
    pub async fn check(&self) -> anyhow::Result<()> {
        let token = self.token();
        let there = Feed::read(&*self.transport, &self.who).await?.ids();
        let missing: Vec<_> = self.stored.difference(&there).collect();
        ensure!(missing.is_empty(), "answered as stored, and gone: {missing:?}");
        for mark in &self.uploaded {
            let sha256 = sha256_hex(&picture(*mark));
            let there = self.transport.head_blob(&token, &sha256).await?;
            ensure!(there.is_some_and(|it| it.is_whole()), "taken, and gone: the photo {sha256}");
        }
        for (_, mark) in self.bound.iter().filter(|(id, _)| self.stored.contains(id)) {
            let sha256 = sha256_hex(&picture(*mark));
            let bytes = self.transport.get_blob(&token, &sha256, 1 << 20).await;
            let bytes = bytes.with_context(|| format!("bound, and not to be had: the photo {sha256}"))?;
            ensure!(bytes == picture(*mark), "the photo {sha256} holds other bytes");
        }
        Ok(())
    }

    async fn upload(&self) -> Option<Answer> {
        let mark = (self.nth << 24 | self.requests) as u32;
        let bytes = picture(mark);
        let put = self.transport.put_blob(&self.token(), &sha256_hex(&bytes), bytes).await;
        put.is_ok().then_some(Answer::Uploaded(mark))
    }

    fn token(&self) -> Token {
        Token::new(self.who.token.clone())
    }

    fn record(&mut self, body: &Body) -> OpId {
        self.dseq += 1;
        let id = OpId(SystemEnv.new_id());
        let origin = Origin {
            id,
            dev: self.who.device,
            dseq: self.dseq,
            actor: self.who.user,
            hlc: Hlc::at_ms(SystemEnv.now_ms()),
            class: Some(CLASS),
            student: Some(AMARA),
        };
        self.open.push(Op::new(origin, body));
        id
    }
}
