//! A lesson of 7B to test against: everything that facts can name is there once. Ms Ortiz has set a task, a term, a
//! Mastery Day and a peer round in which Ben reads Amara's work.

use crate::school::{
    ADEYEMI, AMARA, BEN, C1, C3, CHIDI, CLASS_7B, CLASS_7D, COURSE, ESSAY, OFFICE, ORTIZ, Phone, ROW, RUBRIC,
    TestSchool,
};
use notyet_model::authority::Refusal;
use notyet_model::fact::{Body, Parsed};
use notyet_model::ids::{MasteryDayId, OpId, RoundId, StarterId, TaskId, TermId, UserId, WayId};
use notyet_model::register::{Entity, PeerReview};
use notyet_model::scale::preset_level;
use notyet_protocol::op::Op;
use notyet_protocol::wire::Fate;
use serde_json::{Value, json};

pub(crate) const TASK: TaskId = TaskId::from_bytes([0x71; 16]);
pub(crate) const WAY: WayId = WayId::from_bytes([0x72; 16]);
pub(crate) const TERM: TermId = TermId::from_bytes([0x73; 16]);
pub(crate) const DAY: MasteryDayId = MasteryDayId::from_bytes([0x74; 16]);
pub(crate) const ROUND: RoundId = RoundId::from_bytes([0x75; 16]);
pub(crate) const STARTER: StarterId = StarterId::from_bytes([0x76; 16]);
pub(crate) const NOWHERE: OpId = OpId::from_bytes([0x99; 16]);

/// A body of this kind with these fields.
pub(crate) fn body(kind: &str, fields: &Value) -> Body {
    match Body::parse(kind, 1, &fields.to_string()) {
        Ok(Parsed::Known(body)) => body,
        other => panic!("{kind}: {other:?}"),
    }
}

/// The fields with some of them replaced.
pub(crate) fn with(fields: &Value, changed: &Value) -> Value {
    let mut fields = fields.clone();
    for (field, value) in changed.as_object().unwrap() {
        fields[field] = value.clone();
    }
    fields
}

pub(crate) struct Lesson {
    pub(crate) school: TestSchool,
    pub(crate) ortiz: Phone,
    pub(crate) adeyemi: Phone,
    pub(crate) office: Phone,
    pub(crate) amara: Phone,
    pub(crate) ben: Phone,
    pub(crate) chidi: Phone,
    /// Amara's work, and what came of it.
    pub(crate) work: OpId,
    pub(crate) judged: OpId,
    pub(crate) judged_herself: OpId,
    pub(crate) feedback: OpId,
    pub(crate) note: OpId,
    pub(crate) bens_work: OpId,
    pub(crate) bens_level: OpId,
}

impl Lesson {
    pub(crate) async fn open() -> Self {
        let school = TestSchool::open().await;
        let (ortiz, amara) = (school.staff(ORTIZ).await, school.student(AMARA, CLASS_7B).await);
        let ben = school.student(BEN, CLASS_7B).await;
        let mut lesson = Self {
            adeyemi: school.staff(ADEYEMI).await,
            office: school.staff(OFFICE).await,
            chidi: school.student(CHIDI, CLASS_7D).await,
            school,
            ortiz,
            amara,
            ben,
            work: NOWHERE,
            judged: NOWHERE,
            judged_herself: NOWHERE,
            feedback: NOWHERE,
            note: NOWHERE,
            bens_work: NOWHERE,
            bens_level: NOWHERE,
        };
        for (entity, id, fields) in entities() {
            let op = lesson.ortiz.fields(entity, &id, fields);
            assert_eq!(lesson.ortiz.push(&op).await, Fate::Stored, "{id}");
        }
        let it = &lesson;
        let work = it.stored(&it.amara, AMARA, "evidence", &evidence()).await;
        let bens_work = it.stored(&it.ben, BEN, "evidence", &evidence()).await;
        let judged = it.stored(&it.ortiz, AMARA, "judgement", &judgement()).await;
        let own = with(&judgement(), &json!({"lane": "self"}));
        let judged_herself = it.stored(&it.amara, AMARA, "judgement", &own).await;
        let bens_level = it.stored(&it.ortiz, BEN, "judgement", &judgement()).await;
        let feedback = it.stored(&it.ortiz, AMARA, "feedback", &feedback()).await;
        let note = it.stored(&it.ortiz, AMARA, "staff.note", &json!({"text": "Tired today"})).await;
        lesson.bens_work = bens_work;
        (lesson.work, lesson.judged, lesson.judged_herself) = (work, judged, judged_herself);
        (lesson.bens_level, lesson.feedback, lesson.note) = (bens_level, feedback, note);
        let key = PeerReview::key(ROUND, BEN);
        let review = json!({"round": ROUND, "reviewer": BEN, "of": [{"student": AMARA, "evidence": work}]});
        let op = lesson.ortiz.fields(Entity::PeerReview, key, review);
        assert_eq!(lesson.ortiz.push(&op).await, Fate::Stored);
        lesson
    }

    pub(crate) fn op(&self, who: &Phone, about: UserId, kind: &str, fields: &Value) -> Op {
        who.op(CLASS_7B, about, &body(kind, fields))
    }

    /// Pushes a fact about a student of 7B that must be taken.
    pub(crate) async fn stored(&self, who: &Phone, about: UserId, kind: &str, fields: &Value) -> OpId {
        let op = self.op(who, about, kind, fields);
        assert_eq!(who.push(&op).await, Fate::Stored, "{kind}: {fields}");
        op.id
    }

    /// Pushes a fact about Amara that must be refused for this reason.
    pub(crate) async fn refused(&self, who: &Phone, kind: &str, fields: &Value, why: Refusal) {
        let op = self.op(who, AMARA, kind, fields);
        assert_eq!(who.push(&op).await, Fate::Refused(why), "{kind}: {fields}");
    }
}

pub(crate) fn judgement() -> Value {
    json!({"outcome": C3, "rubric_version": RUBRIC, "level": preset_level(3), "purpose": "summative",
        "support": "independent", "lane": "teacher", "task": TASK, "context": ESSAY,
        "work_at_ms": 1_795_000_000_000_i64, "work_day": 20_775})
}

pub(crate) fn evidence() -> Value {
    json!({"outcomes": [C3], "text": "The hummingbird", "task": TASK, "work_at_ms": 1_795_000_000_000_i64,
        "work_day": 20_775})
}

pub(crate) fn feedback() -> Value {
    json!({"outcome": C3, "next_step": "Use a quotation", "work_at_ms": 1_795_000_000_000_i64,
        "work_day": 20_775})
}

/// What Ms Ortiz sets before the lesson; of each kind of entity that is hers one that is right.
pub(crate) fn entities() -> Vec<(Entity, String, Value)> {
    let task = json!({"course": COURSE, "title": "Letter to the town council", "outcomes": [C3, C1],
        "context": ESSAY, "ways": [{"id": WAY, "title": "Podcast"}]});
    let term =
        json!({"course": COURSE, "word": "claim", "meaning": "What you say is true", "outcomes": [C1]});
    let day = json!({"class": CLASS_7B, "day": 20_780, "outcomes": [C3]});
    let round = json!({"class": CLASS_7B, "outcome": C3, "rubric": RUBRIC, "rows": [ROW], "task": TASK,
        "starters": [{"id": STARTER, "text": "I can see"}], "state": "open"});
    vec![
        (Entity::Task, TASK.to_string(), task),
        (Entity::Term, TERM.to_string(), term),
        (Entity::MasteryDay, DAY.to_string(), day),
        (Entity::PeerRound, ROUND.to_string(), round),
    ]
}
