//! A small school to test against: 7B with Amara and Ben, taught by Ortiz and Adeyemi; 7D with Chidi, taught by
//! Adeyemi alone. Both classes follow one course with the outcomes C1 and C3; C3 has a rubric with one row.

use notyet_model::authority::Role;
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Evidence, Feedback, Judgement, Lane, Purpose, Retraction, Set, Support};
use notyet_model::ids::{
    AttachmentId, ClassId, ContextId, CourseId, DeviceId, OpId, OutcomeId, RowId, RubricId, UserId,
};
use notyet_model::register::{
    Class, ClassRole, Context, Course, Entity, Member, Outcome, PhotoUse, Row, Rubric, School,
};
use notyet_model::scale::preset_level;
use notyet_protocol::PROTO;
use notyet_protocol::op::{Op, Origin, RawOp};
use notyet_protocol::wire::{
    Cursor, DeviceRequest, Enrolment, Fate, Fault, Join, JoinDecision, Joined, Page, SyncAnswer, SyncRequest,
    WaitRequest,
};
use notyet_server::storage::Person;
use notyet_server::{Env, Plan, Service};
use std::collections::BTreeMap;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::time::Duration;

pub(crate) const ORTIZ: UserId = UserId::from_bytes([1; 16]);
pub(crate) const ADEYEMI: UserId = UserId::from_bytes([2; 16]);
pub(crate) const AMARA: UserId = UserId::from_bytes([3; 16]);
pub(crate) const BEN: UserId = UserId::from_bytes([4; 16]);
pub(crate) const CHIDI: UserId = UserId::from_bytes([5; 16]);
pub(crate) const OFFICE: UserId = UserId::from_bytes([6; 16]);
pub(crate) const CLASS_7B: ClassId = ClassId::from_bytes([0x7b; 16]);
pub(crate) const CLASS_7D: ClassId = ClassId::from_bytes([0x7d; 16]);
pub(crate) const COURSE: CourseId = CourseId::from_bytes([8; 16]);
pub(crate) const OTHER_COURSE: CourseId = CourseId::from_bytes([9; 16]);
pub(crate) const C1: OutcomeId = OutcomeId::from_bytes([0xc1; 16]);
pub(crate) const C3: OutcomeId = OutcomeId::from_bytes([0xc3; 16]);
pub(crate) const FOREIGN: OutcomeId = OutcomeId::from_bytes([0xcf; 16]);
pub(crate) const RUBRIC: RubricId = RubricId::from_bytes([0xa3; 16]);
pub(crate) const ROW: RowId = RowId::from_bytes([0xb3; 16]);
pub(crate) const ESSAY: ContextId = ContextId::from_bytes([0xe5; 16]);
pub(crate) const HERE: IpAddr = IpAddr::V4(Ipv4Addr::LOCALHOST);

/// A clock that stands until it is moved, and chance that is counted.
pub(crate) struct FakeEnv {
    now: AtomicI64,
    elapsed_ms: AtomicU64,
    count: AtomicU64,
}

impl FakeEnv {
    pub(crate) fn new() -> Arc<Self> {
        Arc::new(Self {
            now: AtomicI64::new(1_795_000_000_000),
            elapsed_ms: AtomicU64::new(0),
            count: AtomicU64::new(1),
        })
    }

    pub(crate) fn pass_ms(&self, ms: i64) {
        self.now.fetch_add(ms, Ordering::SeqCst);
        self.elapsed_ms.fetch_add(ms as u64, Ordering::SeqCst);
    }

    /// Somebody sets the machine's clock.
    pub(crate) fn set_clock(&self, by_ms: i64) {
        self.now.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Env for FakeEnv {
    fn now_ms(&self) -> i64 {
        self.now.load(Ordering::SeqCst)
    }

    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.elapsed_ms.load(Ordering::SeqCst))
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(8) {
            let mut word = self.count.fetch_add(0x9e37_79b9_7f4a_7c15, Ordering::SeqCst);
            word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(word ^ (word >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// A school that is being served, in a folder that goes with it.
pub(crate) struct TestSchool {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) env: Arc<FakeEnv>,
    pub(crate) service: Arc<Service>,
}

impl TestSchool {
    pub(crate) async fn open() -> Self {
        let (folder, env) = (tempfile::tempdir().unwrap(), FakeEnv::new());
        let service = crate::kept::service(folder.path(), env.clone());
        service.apply(plan(service.school())).await.unwrap();
        Self { folder, env, service }
    }

    /// Enrols a member of staff by a code.
    pub(crate) async fn staff(&self, user: UserId) -> Phone {
        let (code, _) = self.service.staff_code(&user.to_string()).await.unwrap().unwrap();
        let request = request(Join::StaffCode { code: code.to_string() });
        match self.service.device(request, HERE).await.unwrap() {
            Joined::Enrolled(enrolment) => self.phone(enrolment),
            other => panic!("{other:?}"),
        }
    }

    /// Enrols a student by a class code and a teacher's decision.
    pub(crate) async fn student(&self, user: UserId, class: ClassId) -> Phone {
        let teacher = self.staff(ADEYEMI).await;
        let ticket = self.knock(class, "somebody").await;
        let waiting = teacher.sync(vec![]).await.joins;
        let id = waiting.last().unwrap().id.clone();
        let decision = JoinDecision { id, student: Some(user) };
        self.service.decide_join(&teacher.token(), decision).await.unwrap();
        match self.ask(&ticket).await.unwrap() {
            Joined::Enrolled(enrolment) => self.phone(enrolment),
            other => panic!("{other:?}"),
        }
    }

    /// Types a fresh class code and a name; returns the ticket.
    pub(crate) async fn knock(&self, class: ClassId, name: &str) -> String {
        let (code, _) = self.service.class_code(&class.to_string(), 600_000).await.unwrap();
        let join = Join::ClassCode { code: code.to_string(), name: name.into() };
        match self.service.device(request(join), HERE).await.unwrap() {
            Joined::Waiting { ticket, again_ms } => {
                self.env.pass_ms(again_ms as i64);
                ticket
            }
            other => panic!("{other:?}"),
        }
    }

    pub(crate) async fn ask(&self, ticket: &str) -> Result<Joined, Fault> {
        self.service.device(request(Join::Ticket { ticket: ticket.into() }), HERE).await
    }

    fn phone(&self, enrolment: Enrolment) -> Phone {
        Phone {
            service: self.service.clone(),
            env: self.env.clone(),
            enrolment,
            cursors: BTreeMap::new(),
            dseq: AtomicU64::new(0),
        }
    }
}

pub(crate) fn request(join: Join) -> DeviceRequest {
    DeviceRequest {
        proto: PROTO,
        app: "test".into(),
        device_name: "a device".into(),
        secret: String::new(),
        join,
    }
}

/// An enrolled device that remembers its cursors when it is told to.
pub(crate) struct Phone {
    pub(crate) service: Arc<Service>,
    pub(crate) env: Arc<FakeEnv>,
    pub(crate) enrolment: Enrolment,
    pub(crate) cursors: BTreeMap<String, Cursor>,
    dseq: AtomicU64,
}

impl Phone {
    pub(crate) fn token(&self) -> String {
        self.enrolment.token.clone()
    }

    pub(crate) fn user(&self) -> UserId {
        self.enrolment.user
    }

    pub(crate) fn sync_request(&self, push: Vec<RawOp>) -> SyncRequest {
        SyncRequest {
            now: self.env.now_ms(),
            push,
            cur: self.cursors.clone(),
            ..SyncRequest::new("test", self.enrolment.epoch.clone())
        }
    }

    pub(crate) fn wait_request(&self, cur: BTreeMap<String, Cursor>) -> WaitRequest {
        WaitRequest { epoch: self.enrolment.epoch.clone(), cur, joins: 0 }
    }

    pub(crate) async fn sync(&self, push: Vec<RawOp>) -> SyncAnswer {
        self.service.sync(&self.token(), self.sync_request(push)).await.unwrap()
    }

    /// Pushes one operation and says what became of it.
    pub(crate) async fn push(&self, op: &Op) -> Fate {
        let answer = self.sync(vec![op.to_raw()]).await;
        assert_eq!(answer.acks.iter().map(|ack| ack.id).collect::<Vec<_>>(), [op.id]);
        answer.acks[0].fate
    }

    /// Everything that this person may read, stream by stream, from the beginning.
    pub(crate) async fn pull_all(&self) -> BTreeMap<String, Vec<OpId>> {
        let mut held: BTreeMap<String, Vec<OpId>> = BTreeMap::new();
        let mut request = self.sync_request(vec![]);
        request.cur.clear();
        loop {
            let answer = self.service.sync(&self.token(), request.clone()).await.unwrap();
            for (stream, page) in &answer.pages {
                held.entry(stream.clone()).or_default().extend(ids(page));
                let seq = page.from + page.ops.len() as u64;
                request.cur.insert(stream.clone(), Cursor::at(seq));
            }
            if !answer.pages.values().any(|page| page.more) {
                return held;
            }
        }
    }

    /// Whether this person can read an operation anywhere.
    pub(crate) async fn sees(&self, id: OpId) -> bool {
        self.pull_all().await.values().flatten().any(|seen| *seen == id)
    }

    /// A fact about a student of a class, recorded on this device now.
    pub(crate) fn op(&self, class: ClassId, student: UserId, body: &Body) -> Op {
        self.stamp(Some(class), Some(student), body)
    }

    /// Fields of an entity, set on this device a moment after everything before.
    pub(crate) fn fields(&self, entity: Entity, id: impl ToString, fields: serde_json::Value) -> Op {
        self.env.pass_ms(1);
        let fields = fields.as_object().unwrap().clone();
        let set = Set { entity: entity.as_str().to_owned(), id: id.to_string(), fields };
        self.stamp(None, None, &Body::Set(set))
    }

    fn stamp(&self, class: Option<ClassId>, student: Option<UserId>, body: &Body) -> Op {
        let dseq = self.dseq.fetch_add(1, Ordering::SeqCst) + 1;
        let mut id = [0; 16];
        self.env.fill(&mut id);
        let origin = Origin {
            id: OpId::from_bytes(id),
            dev: self.enrolment.device,
            dseq,
            actor: self.user(),
            hlc: Hlc::at_ms(self.env.now_ms()),
            class,
            student,
        };
        Op::new(origin, body)
    }
}

/// The cursors of a device that has taken an answer's pages, each whole.
pub(crate) fn heads(answer: &SyncAnswer) -> BTreeMap<String, Cursor> {
    answer.pages.iter().map(|(stream, page)| (stream.clone(), Cursor::at(page.head))).collect()
}

pub(crate) fn ids(page: &Page) -> Vec<OpId> {
    page.ops.iter().map(|envelope| envelope.op.read().unwrap().id).collect()
}

pub(crate) fn judgement(lane: Lane) -> Judgement {
    Judgement {
        evidence: None,
        outcome: C3,
        rubric_version: Some(RUBRIC),
        level: Some(preset_level(3)),
        rows: vec![],
        purpose: Purpose::Summative,
        support: Support::Independent,
        lane,
        baseline: false,
        task: None,
        context: Some(ESSAY),
        work_at_ms: 1_795_000_000_000,
        work_day: Day(20_775),
        supersedes: vec![],
    }
}

pub(crate) fn judged(lane: Lane) -> Body {
    Body::Judgement(judgement(lane))
}

pub(crate) fn evidence(attachments: Vec<AttachmentId>) -> Body {
    Body::Evidence(Evidence { attachments, ..Evidence::of(vec![C3], 1_795_000_000_000, Day(20_775)) })
}

pub(crate) fn feedback(next_step: &str) -> Feedback {
    Feedback { next_step: next_step.into(), ..Feedback::on(C3, 1_795_000_000_000, Day(20_775)) }
}

pub(crate) fn retraction(of: Vec<OpId>) -> Body {
    Body::Retraction(Retraction { of })
}

pub(crate) fn member(class: ClassId, user: UserId, role: ClassRole, active: bool) -> Member {
    let name = format!("Name of {user}");
    Member {
        class,
        user,
        role,
        short: name.clone(),
        sort: name.clone(),
        name,
        active,
        photos: PhotoUse::default(),
    }
}

pub(crate) fn person(id: UserId, role: Role) -> Person {
    Person { id, name: format!("Name of {id}"), role, active: true }
}

pub(crate) fn outcome(course: CourseId, code: &str, rubric: Option<RubricId>) -> Outcome {
    Outcome { rubric, ..Outcome::worded(course, code, "I can back up a claim.") }
}

pub(crate) fn plan(school: notyet_model::ids::SchoolId) -> Plan {
    let mut plan = Plan::default();
    for (user, role) in [
        (ORTIZ, Role::Teacher),
        (ADEYEMI, Role::Teacher),
        (OFFICE, Role::Administrator),
        (AMARA, Role::Student),
        (BEN, Role::Student),
        (CHIDI, Role::Student),
    ] {
        plan.person(person(user, role));
    }
    plan.school(school, &School::named("A school", "America/New_York"))
        .context(ESSAY, &Context { name: "Essay".into(), at_bat: true, position: 0 })
        .course(COURSE, &Course::titled("Argue it fairly"))
        .course(OTHER_COURSE, &Course::titled("Maps"))
        .class(CLASS_7B, &Class { title: "7B".into(), course: COURSE })
        .class(CLASS_7D, &Class { title: "7D".into(), course: COURSE })
        .outcome(C1, &outcome(COURSE, "C1", None))
        .outcome(C3, &outcome(COURSE, "C3", Some(RUBRIC)))
        .outcome(FOREIGN, &outcome(OTHER_COURSE, "M1", None))
        .rubric(
            RUBRIC,
            &Rubric { outcome: C3, rows: vec![Row { id: ROW, title: "Choosing".into(), cells: vec![] }] },
        )
        .member(&member(CLASS_7B, ORTIZ, ClassRole::Teacher, true))
        .member(&member(CLASS_7B, ADEYEMI, ClassRole::Teacher, true))
        .member(&member(CLASS_7D, ADEYEMI, ClassRole::Teacher, true))
        .member(&member(CLASS_7B, AMARA, ClassRole::Student, true))
        .member(&member(CLASS_7B, BEN, ClassRole::Student, true))
        .member(&member(CLASS_7D, CHIDI, ClassRole::Student, true));
    plan
}

pub(crate) fn another_device() -> DeviceId {
    DeviceId::from_bytes([0xdd; 16])
}
