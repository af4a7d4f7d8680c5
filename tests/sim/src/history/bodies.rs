//! Bodies of every kind: who writes it, and fields that are right as far as the writer can know.

use super::cast::{CLAIMS, CLASS_8A, DAY, ESSAY, ROUND, ROW, RUBRIC, STARTER, TASK, TERM, WAY, outcomes_of};
use super::chance::Chance;
use notyet_model::fact::{Body, Kind, Parsed};
use notyet_model::ids::{AttachmentId, ClassId, OpId, UserId};
use notyet_model::scale::preset_level;
use serde_json::{Map, Value, json};

/// Kinds that a teacher of the class writes about a student.
const TEACHERS: [Kind; 17] = [
    Kind::Judgement,
    Kind::Judgement,
    Kind::Judgement,
    Kind::Evidence,
    Kind::Feedback,
    Kind::Feedback,
    Kind::Excusal,
    Kind::GroupLink,
    Kind::Answer,
    Kind::Rewording,
    Kind::Habit,
    Kind::RetakeConditions,
    Kind::RetakeDecision,
    Kind::ProposalDecision,
    Kind::StaffNote,
    Kind::GradeDecision,
    Kind::AmendmentAnswer,
];

/// Kinds that students write about themselves.
const STUDENTS: [Kind; 21] = [
    Kind::Judgement,
    Kind::Evidence,
    Kind::Evidence,
    Kind::Rewording,
    Kind::Question,
    Kind::Understood,
    Kind::OwnWords,
    Kind::Practice,
    Kind::Readiness,
    Kind::TaskFeel,
    Kind::Habit,
    Kind::Partner,
    Kind::Signup,
    Kind::RetakeRequest,
    Kind::Choice,
    Kind::Proposal,
    Kind::Goal,
    Kind::GoalReview,
    Kind::PeerUnkind,
    Kind::GradeRequest,
    Kind::AmendmentRequest,
];

/// Kinds that administrators write.
const OFFICE: [Kind; 3] = [Kind::GradeOverride, Kind::GradeDecision, Kind::AmendmentAnswer];

/// How the writer stands to the student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum As {
    Teacher,
    Student,
    Office,
    /// Another student, who comments on this one's work.
    Peer,
}

/// One of the kinds that somebody may write.
pub(crate) fn kind(writer: As, chance: &mut Chance) -> Kind {
    let kinds: &[Kind] = match writer {
        As::Teacher => &TEACHERS,
        As::Student => &STUDENTS,
        As::Office => &OFFICE,
        As::Peer => &[Kind::PeerComment],
    };
    *chance.pick(kinds).unwrap_or(&Kind::Evidence)
}

/// What a body is made for.
pub(crate) struct Scene<'a> {
    pub(crate) writer: As,
    pub(crate) class: ClassId,
    pub(crate) student: UserId,
    /// A text that can be found again.
    pub(crate) canary: &'a str,
    /// The device's clock.
    pub(crate) now_ms: i64,
    /// What the body corrects.
    pub(crate) supersedes: Vec<OpId>,
    pub(crate) attachments: Vec<AttachmentId>,
    /// Facts of these kinds in a student's record that the writer has here.
    pub(crate) find: &'a dyn Fn(UserId, &[&str]) -> Option<OpId>,
    /// Another student of the class.
    pub(crate) other: Option<UserId>,
}

/// A body of this kind; none when what it must name is not here.
pub(crate) fn body(kind: Kind, scene: &Scene<'_>, chance: &mut Chance) -> Option<Body> {
    let fields = fields(kind, scene, chance)?;
    match Body::parse(kind.as_str(), kind.version(), &fields.to_string()) {
        Ok(Parsed::Known(body)) => Some(body),
        other => panic!("a history makes no such {}: {other:?} of {fields}", kind.as_str()),
    }
}

fn fields(kind: Kind, it: &Scene<'_>, chance: &mut Chance) -> Option<Value> {
    let outcome = *chance.pick(outcomes_of(it.class))?;
    let english = it.class != CLASS_8A;
    let task = english && chance.is(1, 2);
    let here = |kinds: &[&str]| (it.find)(it.student, kinds);
    let lane = if it.writer == As::Student { "self" } else { "teacher" };
    let level = preset_level(1 + chance.below(4) as u8);
    let day = it.now_ms.div_euclid(86_400_000);
    let text = format!("{} said", it.canary);
    let decision = if chance.is(1, 2) { json!("approved") } else { json!({"returned": {"reason": text}}) };
    let mut fields = match kind {
        Kind::Judgement => {
            let mut fields = json!({"outcome": outcome, "level": level, "purpose": "summative",
                "support": "independent", "lane": lane, "context": ESSAY});
            put(&mut fields, "evidence", chance.is(1, 3).then(|| here(&["evidence"])).flatten());
            if outcome == CLAIMS {
                put(&mut fields, "rubric_version", Some(RUBRIC));
                if chance.is(1, 2) {
                    put(&mut fields, "rows", Some(json!([{"row_id": ROW, "level_id": level}])));
                }
            }
            if lane == "self" {
                put(&mut fields, "purpose", Some("formative"));
            }
            fields
        }
        Kind::Excusal => json!({"of": [here(&["judgement"])?], "reason": text}),
        Kind::Evidence => {
            json!({"outcomes": [outcome], "text": text, "context": ESSAY, "attachments": it.attachments})
        }
        Kind::Feedback => {
            json!({"outcome": outcome, "went_well": text, "next_step": text, "attachments": it.attachments})
        }
        Kind::GroupLink => {
            let other = it.other?;
            json!({"pieces": [{"student": it.student, "evidence": here(&["evidence"])?},
                {"student": other, "evidence": (it.find)(other, &["evidence"])?}]})
        }
        Kind::Question => json!({"feedback": here(&["feedback"])?, "text": text}),
        Kind::Answer => json!({"question": here(&["question"])?, "text": text}),
        Kind::Understood => json!({"feedback": here(&["feedback"])?}),
        Kind::Rewording => {
            let mut fields = json!({"feedback": here(&["feedback"])?, "text": text});
            put(&mut fields, "voice", it.attachments.first());
            fields
        }
        Kind::OwnWords if english => json!({"of": {"term": TERM}, "text": text}),
        Kind::OwnWords => json!({"of": {"outcome": outcome}, "text": text}),
        Kind::Practice => json!({"outcome": outcome, "minutes": 20, "note": text}),
        Kind::Readiness => {
            json!({"outcome": outcome, "confidence": "not_yet", "next_step": text, "day": day})
        }
        Kind::TaskFeel => english.then(|| json!({"task": TASK, "feel": "too_easy"}))?,
        Kind::Habit => json!({"habit": "Comes prepared", "note": text, "lane": lane, "day": day}),
        Kind::Partner => json!({"outcome": outcome, "side": "learning"}),
        Kind::Signup => {
            (it.class == super::cast::CLASS_7B).then(|| json!({"mastery_day": DAY, "outcomes": [CLAIMS]}))?
        }
        Kind::RetakeConditions => {
            json!({"outcome": outcome, "conditions": {"minutes": 20, "tasks": [], "note": text}})
        }
        Kind::RetakeRequest => json!({"outcome": outcome, "text": text, "day": day}),
        Kind::RetakeDecision => {
            json!({"request": here(&["retake.request"])?, "decision": decision, "day": day})
        }
        Kind::Choice => english.then(|| json!({"task": TASK, "pick": {"way": WAY}}))?,
        Kind::Proposal => english.then(|| json!({"task": TASK, "text": text}))?,
        Kind::ProposalDecision => json!({"proposal": here(&["proposal"])?, "decision": decision}),
        Kind::Goal => json!({"outcome": outcome, "to": level, "step": text, "day": day, "by": day + 14}),
        Kind::GoalReview => json!({"goal": here(&["goal"])?, "went": "not_yet", "text": text, "day": day}),
        Kind::PeerComment => json!({"round": ROUND, "evidence": here(&["evidence"])?, "row": ROW,
            "starter": STARTER, "text": text}),
        Kind::PeerUnkind => json!({"comment": here(&["peer.comment"])?}),
        Kind::StaffNote => json!({"text": text, "outcome": outcome}),
        Kind::GradeOverride => json!({"period": "Term 1", "mark": "B+", "reason": text}),
        Kind::GradeRequest => json!({"period": "Term 1", "text": text}),
        Kind::GradeDecision => json!({"request": here(&["grade.request"])?, "decision": decision}),
        Kind::AmendmentRequest => json!({"of": [here(&["judgement"])?], "text": text}),
        Kind::AmendmentAnswer => json!({"request": here(&["amendment.request"])?, "decision": decision}),
        Kind::Retraction => {
            json!({"of": [here(&["judgement", "evidence", "feedback", "staff.note", "question", "goal"])?]})
        }
        Kind::BlobRef | Kind::VoiceRef | Kind::DocumentRef | Kind::Set => return None,
    };
    if matches!(kind, Kind::Judgement | Kind::Evidence | Kind::Feedback | Kind::Practice) {
        put(&mut fields, "work_at_ms", Some(it.now_ms));
        put(&mut fields, "work_day", Some(day));
    }
    let of_task = matches!(kind, Kind::Judgement | Kind::Evidence | Kind::Practice | Kind::RetakeRequest);
    if task && of_task {
        put(&mut fields, "task", Some(TASK));
    }
    let correctable =
        matches!(kind, Kind::Judgement | Kind::Evidence | Kind::Feedback | Kind::Practice | Kind::Goal);
    if correctable && !it.supersedes.is_empty() {
        put(&mut fields, "supersedes", Some(&it.supersedes));
    }
    Some(fields)
}

fn put(fields: &mut Value, field: &str, value: Option<impl serde::Serialize>) {
    if let (Value::Object(fields), Some(value)) = (fields, value) {
        fields.insert(field.to_owned(), json!(value));
    }
}

/// Fields of an entity that a teacher of 7B may set; administrators set the school's and the courses'.
pub(crate) fn entity(
    office: bool,
    chance: &mut Chance,
    school: &str,
) -> (String, String, Map<String, Value>) {
    use super::cast::{CLASS_7B, ENGLISH};
    let (entity, id, fields) = if office {
        match chance.below(3) {
            0 => ("school", school.to_owned(), json!({"name": format!("Hill {}", chance.below(100))})),
            1 => ("context", ESSAY.to_string(), json!({"position": chance.below(9)})),
            _ => (
                "course",
                super::cast::MAPS.to_string(),
                json!({"title": format!("Maps {}", chance.below(100))}),
            ),
        }
    } else {
        let fresh = |chance: &mut Chance| uuid::Uuid::from_u64_pair(chance.next(), chance.next()).to_string();
        match chance.below(9) {
            0 => ("outcome", CLAIMS.to_string(), json!({"i_can": format!("I can {}", chance.below(100))})),
            1 => ("outcome", CLAIMS.to_string(), json!({"mastery": preset_level(2 + chance.below(3) as u8)})),
            2 => ("task", TASK.to_string(), json!({"title": format!("Letter {}", chance.below(100))})),
            3 => ("term", TERM.to_string(), json!({"meaning": format!("Meaning {}", chance.below(100))})),
            4 => ("mastery_day", DAY.to_string(), json!({"day": 20_780 + chance.below(40)})),
            5 => (
                "task",
                fresh(chance),
                json!({"course": ENGLISH, "title": "Another", "outcomes": [CLAIMS], "context": ESSAY}),
            ),
            6 => ("course", ENGLISH.to_string(), json!({"title": format!("English {}", chance.below(100))})),
            7 => (
                "mastery_day",
                fresh(chance),
                json!({"class": CLASS_7B, "day": 20_790, "outcomes": [CLAIMS]}),
            ),
            _ => ("term", fresh(chance), json!({"course": ENGLISH, "word": "proof", "meaning": "It shows"})),
        }
    };
    let Value::Object(fields) = fields else { unreachable!("an object was written") };
    (entity.to_owned(), id, fields)
}
