//! For tests, here and in the crates above: a world whose clock, ids and chance the test decides, a small
//! school, and a feed that says what a server would.

mod env;
mod keys;

use crate::{Env as _, Store, StoreError};
pub use env::TestEnv;
pub use keys::MemoryKeys;
use notyet_model::authority::{Refusal, Role};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Evidence, Feedback, Judgement, Lane, Purpose, Retraction, Set, Support};
use notyet_model::ids::{
    AttachmentId, ClassId, ContextId, CourseId, DeviceId, LevelId, OpId, OutcomeId, SchoolId, UserId,
};
use notyet_model::register::{ClassRole, Member};
use notyet_model::scale::preset_level;
use notyet_model::stream::{Place, Stream, route};
use notyet_protocol::certificate::{Certificate, Holder};
use notyet_protocol::digest::Digest;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::erasure::{blank, notice};
use notyet_protocol::kinds;
use notyet_protocol::mac::SchoolKey;
use notyet_protocol::op::{Op, Origin, RawOp};
use notyet_protocol::wire::{Ack, Cursor, Enrolment, Envelope, Fate, Limits, Page, SyncAnswer};
use serde_json::{Map, Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// Thursday, 12 November 2026, 14:00 UTC.
pub const START_MS: i64 = 1_794_492_000_000;

/// The school of the tests.
pub const SCHOOL: SchoolId = SchoolId::from_bytes([0x51; 16]);
/// Its course.
pub const COURSE: CourseId = CourseId::from_bytes([0x52; 16]);
/// Its class, which follows the course.
pub const CLASS: ClassId = ClassId::from_bytes([0x53; 16]);
/// The class's teacher.
pub const ORTIZ: UserId = UserId::from_bytes([0x61; 16]);
/// A co-teacher of the class.
pub const HALE: UserId = UserId::from_bytes([0x62; 16]);
/// A student of the class.
pub const AMARA: UserId = UserId::from_bytes([0x71; 16]);
/// Another student of the class.
pub const BEN: UserId = UserId::from_bytes([0x72; 16]);
/// A kind of work.
pub const ESSAY: ContextId = ContextId::from_bytes([0x81; 16]);
/// Another kind of work.
pub const PROJECT: ContextId = ContextId::from_bytes([0x82; 16]);
/// An outcome of the course.
pub const C3: OutcomeId = OutcomeId::from_bytes([0x91; 16]);
/// Another outcome of the course.
pub const C4: OutcomeId = OutcomeId::from_bytes([0x92; 16]);

/// What the server would say to a person who enrols a device; the token and the epoch are the same for all.
pub fn enrolment(user: UserId, role: Role) -> Enrolment {
    let mut device = *user.0.as_bytes();
    device[0] ^= 0xff;
    let (device, name) = (DeviceId::from_bytes(device), format!("Person {user}"));
    let holder = Holder {
        school: SCHOOL,
        user,
        role,
        name: name.clone(),
        device,
        device_name: String::new(),
        issued: START_MS,
        parent: None,
    };
    Enrolment {
        school: SCHOOL,
        user,
        role,
        name,
        device,
        token: "token".into(),
        certificate: Certificate::sign(&SchoolKey([7; 32]), &holder),
        epoch: Epoch::new(1, "first"),
        now: START_MS,
        limits: Limits::default(),
        sign_in: Some("5a".repeat(32)),
    }
}

/// Signs a person in on a store.
pub fn enrol(store: &Store, user: UserId, role: Role) -> Result<(), StoreError> {
    store.write(|tx| tx.enrol(&enrolment(user, role), "http://school.test")).map(|_| ())
}

/// The day of [`START_MS`] and so many days later.
pub fn day(later: i32) -> Day {
    Day::of_ms(START_MS, chrono_tz::UTC).plus(later)
}

/// A teacher's judgement that counts: the preset's n-th level (from 1), in a kind of work, so many days after
/// the start.
pub fn at_bat(outcome: OutcomeId, level: u8, context: ContextId, days_later: i32) -> Judgement {
    Judgement {
        evidence: None,
        outcome,
        rubric_version: None,
        level: Some(preset_level(level)),
        rows: vec![],
        purpose: Purpose::Summative,
        support: Support::Independent,
        lane: Lane::Teacher,
        baseline: false,
        task: None,
        context: Some(context),
        work_at_ms: START_MS + i64::from(days_later) * 86_400_000,
        work_day: day(days_later),
        supersedes: vec![],
    }
}

/// A teacher's feedback with a next step.
pub fn feedback(outcome: OutcomeId, next_step: &str) -> Feedback {
    Feedback { next_step: next_step.to_owned(), ..Feedback::on(outcome, START_MS, day(0)) }
}

/// Evidence with these photos.
pub fn evidence(outcome: OutcomeId, attachments: Vec<AttachmentId>) -> Evidence {
    Evidence { attachments, ..Evidence::of(vec![outcome], START_MS, day(0)) }
}

/// Takes these back.
pub fn retraction(of: &[OpId]) -> Body {
    Body::Retraction(Retraction { of: of.to_vec() })
}

/// A feed as a server has it: routed streams with sequence numbers and digests, for everyone of the school.
#[derive(Debug)]
pub struct Feed {
    streams: BTreeMap<String, Vec<Envelope>>,
    known: BTreeSet<OpId>,
    refuse: Option<Refusal>,
    env: TestEnv,
    dseq: u64,
    kinds: String,
    /// This server's present epoch.
    pub epoch: Epoch,
    /// The server's clock, UTC milliseconds.
    pub now_ms: i64,
}

impl Default for Feed {
    fn default() -> Self {
        Self::new()
    }
}

impl Feed {
    /// An empty feed, not even a school.
    pub fn new() -> Self {
        Self {
            streams: BTreeMap::new(),
            known: BTreeSet::new(),
            refuse: None,
            env: TestEnv::new(0xfeed),
            dseq: 0,
            kinds: kinds::known(),
            epoch: Epoch::new(1, "first"),
            now_ms: START_MS,
        }
    }

    /// The school with its course, two outcomes, one class, two teachers and two students.
    pub fn of_school() -> Self {
        let mut feed = Self::new();
        feed.set("school", SCHOOL, json!({"name": "Fir Lane", "zone": "America/New_York"}));
        feed.set("context", ESSAY, json!({"name": "Letter or essay", "at_bat": true, "position": 1}));
        feed.set("context", PROJECT, json!({"name": "Project", "at_bat": true, "position": 2}));
        feed.set("course", COURSE, json!({"title": "Humanities 7"}));
        feed.set("class", CLASS, json!({"title": "7B", "course": COURSE}));
        feed.set("outcome", C3, json!({"course": COURSE, "code": "C3", "i_can": "I can back a claim"}));
        feed.set("outcome", C4, json!({"course": COURSE, "code": "C4", "i_can": "I can organise"}));
        feed.member(ORTIZ, ClassRole::Teacher, "Ana Ortiz");
        feed.member(HALE, ClassRole::Teacher, "Jo Hale");
        feed.member(AMARA, ClassRole::Student, "Amara Okafor");
        feed.member(BEN, ClassRole::Student, "Ben Li");
        feed
    }

    /// Writes fields of an entity, as the school's office does.
    pub fn set(&mut self, entity: &str, id: impl ToString, fields: Value) -> OpId {
        self.set_about(None, entity, id.to_string(), fields)
    }

    /// Puts a person into the class.
    pub fn member(&mut self, user: UserId, role: ClassRole, name: &str) -> OpId {
        self.membership(user, role, name, true)
    }

    /// Takes a student out of the class.
    pub fn leave(&mut self, student: UserId, name: &str) -> OpId {
        self.membership(student, ClassRole::Student, name, false)
    }

    fn membership(&mut self, user: UserId, role: ClassRole, name: &str, active: bool) -> OpId {
        let (word, about) = match role {
            ClassRole::Teacher => ("teacher", None),
            ClassRole::Student => ("student", Some(user)),
        };
        let fields = json!({"class": CLASS, "user": user, "role": word, "name": name, "short": name,
            "sort": name, "active": active});
        self.set_about(about, "member", Member::key(CLASS, user), fields)
    }

    fn set_about(&mut self, about: Option<UserId>, entity: &str, id: String, fields: Value) -> OpId {
        let fields: Map<String, Value> = fields.as_object().cloned().unwrap_or_default();
        let body = Body::Set(Set { entity: entity.into(), id, fields });
        self.record(ORTIZ, about, &body)
    }

    /// Appends an operation of a person on another device; about a student of the class, if one is named.
    pub fn record(&mut self, actor: UserId, student: Option<UserId>, body: &Body) -> OpId {
        let op = self.compose(actor, student, body);
        self.append(&op.to_raw());
        op.id
    }

    /// An operation of another device that the feed does not have yet.
    pub fn compose(&mut self, actor: UserId, student: Option<UserId>, body: &Body) -> Op {
        Op::new(self.stamp(actor, Some(CLASS), student), body)
    }

    fn stamp(&mut self, actor: UserId, class: Option<ClassId>, student: Option<UserId>) -> Origin {
        self.dseq += 1;
        Origin {
            id: OpId(self.env.new_id()),
            dev: DeviceId::from_bytes([0xee; 16]),
            dseq: self.dseq,
            actor,
            hlc: Hlc::at_ms(self.now_ms).max(Hlc(Hlc::at_ms(self.now_ms).0 + self.dseq)),
            class,
            student,
        }
    }

    /// Appends an operation as it is to the streams that it belongs to; again: changes nothing.
    pub fn append(&mut self, raw: &RawOp) {
        let op = raw.read().expect("a test pushes operations that can be read");
        if !self.known.insert(op.id) {
            return;
        }
        let streams = match op.body() {
            Ok(notyet_model::fact::Parsed::Known(body)) => {
                // What tests take back is heard by staff and its student.
                let heard =
                    op.student.map(|student| [Stream::Teaching(CLASS), Stream::Student(CLASS, student)]);
                let place = Place {
                    school: SCHOOL,
                    class: Some(CLASS),
                    student: op.student,
                    actor: op.actor,
                    classes: &[CLASS],
                    school_wide: false,
                    taken_back: heard.as_ref().map_or(&[], |heard| heard),
                };
                route(&place, &body).expect("a test's operations have a place")
            }
            _ => vec![Stream::Teaching(CLASS)],
        };
        let eff = op.hlc.min(Hlc::at_ms(self.now_ms + 60_000));
        for stream in &streams {
            self.put(stream, raw, eff);
        }
    }

    /// From now on the server is one that says of itself that it knows these kinds.
    pub fn knows(&mut self, kinds: &str) {
        kinds.clone_into(&mut self.kinds);
    }

    /// From now on pushes are refused for this reason (`None`: taken).
    pub fn refuse(&mut self, why: Option<Refusal>) {
        self.refuse = why;
    }

    /// Erases a student's record as a server does: blank places, and a notice for everybody.
    pub fn erase(&mut self, student: UserId) {
        for envelope in self.streams.values_mut().flatten() {
            if let Ok(op) = envelope.op.read()
                && op.student == Some(student)
            {
                envelope.op = blank(op.id).to_raw();
                envelope.flags = 0;
            }
        }
        let origin = self.stamp(UserId::from_bytes([0; 16]), None, None);
        self.put(&Stream::Common(SCHOOL), &notice(origin, student).to_raw(), origin.hlc);
    }

    fn put(&mut self, stream: &Stream, raw: &RawOp, eff: Hlc) {
        let feed = self.streams.entry(stream.to_string()).or_default();
        let seq = feed.len() as u64 + 1;
        feed.push(Envelope { seq, eff, flags: 0, mac: "00".repeat(16), op: raw.clone() });
    }

    /// The streams of a teacher of the class.
    pub fn of_teacher(&self) -> Vec<String> {
        let mut streams = vec![Stream::Common(SCHOOL), Stream::Class(CLASS), Stream::Teaching(CLASS)];
        streams.extend([AMARA, BEN].map(|s| Stream::Student(CLASS, s)));
        streams.iter().map(ToString::to_string).collect()
    }

    /// The streams of a student of the class.
    pub fn of_student(&self, student: UserId) -> Vec<String> {
        [Stream::Common(SCHOOL), Stream::Class(CLASS), Stream::Student(CLASS, student)]
            .iter()
            .map(ToString::to_string)
            .collect()
    }

    /// What the server answers to these pushes and cursors, with at most so many operations in a page.
    pub fn answer(
        &mut self,
        push: &[RawOp],
        cursors: &BTreeMap<String, Cursor>,
        streams: &[String],
        page_ops: usize,
    ) -> SyncAnswer {
        let acks = push.iter().map(|raw| self.take(raw)).collect();
        let mut pages = BTreeMap::new();
        for stream in streams {
            let from = cursors.get(stream).map_or(0, |c| c.seq);
            let all = self.streams.get(stream).map_or(&[][..], Vec::as_slice);
            let upto = all.len().min(from as usize + page_ops);
            if upto > from as usize {
                pages.insert(stream.clone(), page(all, from as usize, upto));
            }
        }
        let (epoch, now, streams) = (self.epoch.clone(), self.now_ms, streams.to_vec());
        SyncAnswer {
            epoch,
            now,
            kinds: self.kinds.clone(),
            acks,
            forked: false,
            again: vec![],
            pages,
            want: vec![],
            streams,
            joins: vec![],
            room: None,
            token: None,
        }
    }

    /// One round: pushes what a store has to send and lets it take in the answer.
    pub fn sync(&mut self, store: &Store, streams: &[String]) -> Result<crate::Applied, StoreError> {
        let mut answer = self.answer(&store.outbox(500, 4 << 20)?, &store.cursors()?, streams, 500);
        if store.epoch()? == self.epoch {
            let offers = store.offers(500, 4 << 20)?;
            answer.acks.extend(offers.iter().map(|offer| self.take(&offer.op)));
        }
        let now_ms = store.env().now_ms();
        store.apply(&answer, now_ms, now_ms)
    }

    fn take(&mut self, raw: &RawOp) -> Ack {
        let id = raw.read().expect("a store pushes operations that can be read").id;
        let fate = match self.refuse {
            Some(why) => Fate::Refused(why),
            None if self.known.contains(&id) => Fate::Dup,
            None => Fate::Stored,
        };
        if fate == Fate::Stored {
            self.append(raw);
        }
        Ack { id, fate }
    }
}

fn page(all: &[Envelope], from: usize, upto: usize) -> Page {
    let digest = all[..upto].iter().fold(Digest::default(), |chain, envelope| {
        let id = envelope.op.read().map_or(OpId::from_bytes([0; 16]), |op| op.id);
        chain.then(envelope.seq, id)
    });
    Page {
        from: from as u64,
        ops: all[from..upto].to_vec(),
        head: all.len() as u64,
        digest: digest.to_hex(),
        more: upto < all.len(),
    }
}

/// The preset's n-th level, from 1.
pub fn level_id(n: u8) -> LevelId {
    preset_level(n)
}

impl crate::Tx<'_> {
    /// As if damage had taken the enrolment, and nothing else.
    pub fn lose_enrolment(&mut self) -> Result<(), StoreError> {
        self.conn.execute("DELETE FROM session", [])?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn ids_of_one_moment_are_all_different_and_sort_as_they_were_made() {
        let (env, other) = (TestEnv::new(1), TestEnv::new(2));
        let ids: Vec<Uuid> = (0..100_000).map(|_| env.new_id()).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
        assert!(!ids.contains(&other.new_id()));
    }
}
