//! One fact of every kind with every field filled and every id another, for tests that go through all kinds.

use super::*;
use crate::calendar::Day;
use crate::ids::*;
use crate::scale::preset_level;

/// An operation's id of sixteen equal bytes.
pub(crate) fn op(n: u8) -> OpId {
    OpId::from_bytes([n; 16])
}

pub(crate) const OUTCOME: OutcomeId = OutcomeId::from_bytes([0xa1; 16]);
const OTHER: OutcomeId = OutcomeId::from_bytes([0xa2; 16]);
const RUBRIC: RubricId = RubricId::from_bytes([0xa3; 16]);
const ROW: RowId = RowId::from_bytes([0xa4; 16]);
const TASK: TaskId = TaskId::from_bytes([0xa5; 16]);
const EARLIER: TaskId = TaskId::from_bytes([0xa6; 16]);
const CONTEXT: ContextId = ContextId::from_bytes([0xa7; 16]);
const PHOTO: AttachmentId = AttachmentId::from_bytes([0xa8; 16]);
const TERM: TermId = TermId::from_bytes([0xa9; 16]);
const ROUND: RoundId = RoundId::from_bytes([0xaa; 16]);
const AMARA: UserId = UserId::from_bytes([0xab; 16]);
const BEN: UserId = UserId::from_bytes([0xac; 16]);

/// One of every kind, in the order of [`Kind::ALL`].
pub(crate) fn all() -> Vec<Body> {
    Kind::ALL.iter().map(|kind| sample(*kind)).collect()
}

/// One of this kind.
pub(crate) fn sample(kind: Kind) -> Body {
    let (work_at_ms, work_day, day) = (5, Day(20_000), Day(20_001));
    let text = || "I quote twice".to_owned();
    let returned = || Decision::Returned { reason: "One more paragraph first".into() };
    match kind {
        Kind::Judgement => Body::Judgement(Judgement {
            evidence: Some(op(1)),
            outcome: OUTCOME,
            rubric_version: Some(RUBRIC),
            level: Some(preset_level(3)),
            rows: vec![RowLevel { row_id: ROW, level_id: preset_level(2) }],
            purpose: Purpose::Summative,
            support: Support::Independent,
            lane: Lane::Own,
            baseline: true,
            task: Some(TASK),
            context: Some(CONTEXT),
            work_at_ms,
            work_day,
            supersedes: vec![op(2)],
        }),
        Kind::Excusal => Body::Excusal(Excusal { of: vec![op(1)], reason: "Fire drill".into() }),
        Kind::Evidence => Body::Evidence(Evidence {
            outcomes: vec![OUTCOME, OTHER],
            attachments: vec![PHOTO],
            text: text(),
            link: Some("https://school.org/7b".to_owned().try_into().unwrap()),
            context: Some(CONTEXT),
            task: Some(TASK),
            revises: Some(op(1)),
            work_at_ms,
            work_day,
            supersedes: vec![op(2)],
        }),
        Kind::BlobRef => Body::BlobRef(BlobRef {
            attachment: PHOTO,
            sha256: "0f".repeat(32),
            thumb: "a9".repeat(32),
            w: 2048,
            h: 1536,
        }),
        Kind::VoiceRef => Body::VoiceRef(VoiceRef { attachment: PHOTO, sha256: "0f".repeat(32), ms: 23_400 }),
        Kind::DocumentRef => Body::DocumentRef(DocumentRef {
            attachment: PHOTO,
            sha256: "0f".repeat(32),
            format: DocumentFormat::Pdf,
            bytes: 81_920,
        }),
        Kind::GroupLink => Body::GroupLink(GroupLink {
            pieces: vec![Piece { student: AMARA, evidence: op(1) }, Piece { student: BEN, evidence: op(2) }],
        }),
        Kind::Feedback => Body::Feedback(Feedback {
            outcome: OUTCOME,
            judgement: Some(op(1)),
            went_well: "Your claim is clear".into(),
            improve: "Say what each quotation shows".into(),
            next_step: "Use a quotation for each claim".into(),
            resource: Some("https://school.org/quoting".to_owned().try_into().unwrap()),
            attachments: vec![PHOTO],
            work_at_ms,
            work_day,
            supersedes: vec![op(2)],
        }),
        Kind::Question => Body::Question(Question { feedback: op(1), text: text() }),
        Kind::Answer => Body::Answer(Answer { question: op(1), text: text() }),
        Kind::Understood => Body::Understood(Understood { feedback: op(1) }),
        Kind::Rewording => Body::Rewording(Rewording { feedback: op(1), text: text(), voice: Some(PHOTO) }),
        Kind::OwnWords => Body::OwnWords(OwnWords { of: Wording::Term(TERM), text: text() }),
        Kind::Practice => Body::Practice(Practice {
            outcome: OUTCOME,
            task: Some(TASK),
            term: Some(TermPractice { term: TERM, mode: TermMode::Speaking }),
            minutes: 20,
            note: text(),
            work_at_ms,
            work_day,
            supersedes: vec![op(1)],
        }),
        Kind::Readiness => Body::Readiness(Readiness {
            outcome: OUTCOME,
            task: Some(TASK),
            confidence: Confidence::NotYet,
            next_step: text(),
            day,
        }),
        Kind::TaskFeel => Body::TaskFeel(TaskFeel { task: TASK, feel: Feel::TooEasy }),
        Kind::Habit => {
            Body::Habit(Habit { habit: "Comes prepared".into(), note: text(), lane: Lane::Teacher, day })
        }
        Kind::Partner => Body::Partner(Partner { outcome: OUTCOME, side: Side::Learning }),
        Kind::Signup => Body::Signup(Signup {
            mastery_day: MasteryDayId::from_bytes([0xad; 16]),
            outcomes: vec![OUTCOME, OTHER],
        }),
        Kind::RetakeConditions => Body::RetakeConditions(RetakeConditions {
            outcome: OUTCOME,
            task: Some(TASK),
            conditions: Conditions { minutes: 20, tasks: vec![EARLIER], note: text() },
        }),
        Kind::RetakeRequest => {
            Body::RetakeRequest(RetakeRequest { outcome: OUTCOME, task: Some(TASK), text: text(), day })
        }
        Kind::RetakeDecision => {
            Body::RetakeDecision(RetakeDecision { request: op(1), decision: Decision::Approved, day })
        }
        Kind::Choice => Body::Choice(Choice { task: TASK, pick: Pick::Way(WayId::from_bytes([0xae; 16])) }),
        Kind::Proposal => Body::Proposal(Proposal { task: TASK, text: text(), attachments: vec![PHOTO] }),
        Kind::ProposalDecision => {
            Body::ProposalDecision(ProposalDecision { proposal: op(1), decision: returned() })
        }
        Kind::Goal => Body::Goal(Goal {
            outcome: OUTCOME,
            rubric_version: Some(RUBRIC),
            row: Some(ROW),
            from: Some(preset_level(2)),
            to: preset_level(3),
            step: text(),
            day,
            by: Day(20_014),
            supersedes: vec![op(1)],
        }),
        Kind::GoalReview => {
            Body::GoalReview(GoalReview { goal: op(1), went: Went::NotYet, text: text(), day })
        }
        Kind::PeerComment => Body::PeerComment(PeerComment {
            round: ROUND,
            evidence: op(1),
            row: ROW,
            starter: StarterId::from_bytes([0xaf; 16]),
            text: text(),
        }),
        Kind::PeerUnkind => Body::PeerUnkind(PeerUnkind { comment: op(1) }),
        Kind::StaffNote => Body::StaffNote(StaffNote { text: text(), outcome: Some(OUTCOME) }),
        Kind::GradeOverride => Body::GradeOverride(GradeOverride {
            period: "Term 1".into(),
            mark: "B+".into(),
            reason: "Shown after the term".into(),
        }),
        Kind::GradeRequest => Body::GradeRequest(GradeRequest { period: "Term 1".into(), text: text() }),
        Kind::GradeDecision => Body::GradeDecision(GradeDecision { request: op(1), decision: returned() }),
        Kind::AmendmentRequest => Body::AmendmentRequest(AmendmentRequest { of: vec![op(1)], text: text() }),
        Kind::AmendmentAnswer => {
            Body::AmendmentAnswer(AmendmentAnswer { request: op(1), decision: Decision::Approved })
        }
        Kind::Retraction => Body::Retraction(Retraction { of: vec![op(1), op(2)] }),
        Kind::Set => Body::Set(Set {
            entity: "outcome".into(),
            id: OTHER.to_string(),
            fields: serde_json::Map::from_iter([("code".to_owned(), "C3".into())]),
        }),
    }
}
