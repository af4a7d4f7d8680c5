//! Whether one pushed operation is taken: its author, its place, its body's rules, and everything that its body
//! names, looked up in the transaction that would append it. Reads only.

use crate::blobs::is_sha256;
use crate::feed::{LATE, id_in};
use crate::storage::{Attachment, Stored, StoredOp, Tx};
use crate::who::{Who, standing};
use notyet_model::authority::{Refusal, Relations, may_read, may_write};
use notyet_model::fact::{BlobRef, Body, Evidence, Feedback, Judgement, Parsed};
use notyet_model::ids::{
    AttachmentId, ClassId, ContextId, CourseId, LevelId, OpId, OutcomeId, TaskId, UserId,
};
use notyet_model::register::{ClassRole, Course, Outcome, Rubric, view};
use notyet_model::scale::Scale;
use notyet_protocol::op::Op;

/// Bytes of one operation. A page of feedback has some 3,000.
pub(crate) const MAX_OP_BYTES: usize = 64 << 10;

/// What is to be done with an operation.
pub(crate) enum Verdict {
    /// Append it with these flags.
    Take { body: Body, flags: u32 },
    /// It is there already, byte for byte.
    Known,
    /// Say why not.
    Refuse(Refusal),
}

/// Judges one operation.
pub(crate) fn judge(tx: &mut dyn Tx, who: &Who, op: &Op, text: &str, now_ms: i64) -> Stored<Verdict> {
    if op.actor != who.person.id || !is_own_device(tx, who, op)? {
        return Ok(Verdict::Refuse(Refusal::NotYou));
    }
    if let Some(known) = tx.op(op.id)? {
        let same = known.actor == op.actor && known.text == text;
        return Ok(if same { Verdict::Known } else { Verdict::Refuse(Refusal::IdReused) });
    }
    if text.len() > MAX_OP_BYTES {
        return Ok(Verdict::Refuse(Refusal::TooLarge));
    }
    let body = match op.body() {
        Ok(Parsed::Known(body)) => body,
        Ok(Parsed::Unknown) => return Ok(Verdict::Refuse(Refusal::KindUnknown)),
        Err(_) => return Ok(Verdict::Refuse(Refusal::Malformed)),
    };
    if op.dseq > i64::MAX as u64 {
        return Ok(Verdict::Refuse(Refusal::Malformed));
    }
    Ok(match allow(tx, who, op, &body, now_ms)? {
        Ok(flags) => Verdict::Take { body, flags },
        Err(refusal) => Verdict::Refuse(refusal),
    })
}

/// Work that was recorded on an earlier device of the same person keeps that device's name.
fn is_own_device(tx: &mut dyn Tx, who: &Who, op: &Op) -> Stored<bool> {
    Ok(op.dev == who.device.id || tx.device(op.dev)?.is_some_and(|device| device.user == who.person.id))
}

/// A lookup's trouble, or the reason to refuse: both end the judging early.
enum Stop {
    Storage(crate::storage::StorageFault),
    Refusal(Refusal),
}

impl From<crate::storage::StorageFault> for Stop {
    fn from(fault: crate::storage::StorageFault) -> Self {
        Self::Storage(fault)
    }
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refusal(refusal)
    }
}

fn allow(tx: &mut dyn Tx, who: &Who, op: &Op, body: &Body, now_ms: i64) -> Stored<Result<u32, Refusal>> {
    match check(tx, who, op, body, now_ms) {
        Ok(flags) => Ok(Ok(flags)),
        Err(Stop::Refusal(refusal)) => Ok(Err(refusal)),
        Err(Stop::Storage(fault)) => Err(fault),
    }
}

fn check(tx: &mut dyn Tx, who: &Who, op: &Op, body: &Body, now_ms: i64) -> Result<u32, Stop> {
    let work_ms = op.hlc.ms();
    let relations = who.relations_at(work_ms, now_ms);
    may_write(&relations, op.class, op.student, body)?;
    let (class, student) =
        (op.class.ok_or(Refusal::NotYourClass)?, op.student.ok_or(Refusal::NotThisStudent)?);
    let subject = tx.member(class, student)?.filter(|member| member.role == ClassRole::Student);
    let subject = subject.and_then(|member| standing(&member, work_ms, now_ms));
    let subject_left = subject.ok_or(Refusal::NotThisStudent)?;
    let actor_left = who.memberships.iter().any(|m| m.class == class && m.left_ms.is_some());
    let course = id_in(&tx.fields("class", &class.to_string())?, "course").ok_or(Refusal::NotYourClass)?;
    let mut desk = Check { tx, who, relations: &relations, actor: op.actor, class, student, course };
    match body {
        Body::Judgement(judgement) => desk.judgement(judgement)?,
        Body::Evidence(evidence) => desk.evidence(evidence)?,
        Body::Feedback(feedback) => desk.feedback(feedback)?,
        Body::BlobRef(blob) => desk.blob(blob)?,
        Body::Retraction(retraction) => {
            require(!retraction.of.is_empty(), Refusal::Malformed)?;
            for id in &retraction.of {
                let target = desk.changeable(*id)?;
                require(target.kind != "retraction", Refusal::BadReference)?;
            }
        }
        _ => return Err(Refusal::NotYourRole.into()),
    }
    Ok(if subject_left || actor_left { LATE } else { 0 })
}

fn require(holds: bool, otherwise: Refusal) -> Result<(), Stop> {
    if holds { Ok(()) } else { Err(otherwise.into()) }
}

/// Where the operation is to stand, and what looks up the things that its body names.
struct Check<'a> {
    tx: &'a mut dyn Tx,
    who: &'a Who,
    relations: &'a Relations,
    actor: UserId,
    class: ClassId,
    student: UserId,
    course: CourseId,
}

impl Check<'_> {
    fn judgement(&mut self, judgement: &Judgement) -> Result<(), Stop> {
        require(judgement.level.is_some() || !judgement.rows.is_empty(), Refusal::Malformed)?;
        let outcome = self.outcome(judgement.outcome)?;
        self.kind_of_work(judgement.context, judgement.task)?;
        if let Some(evidence) = judgement.evidence {
            require(self.target(evidence)?.kind == "evidence", Refusal::BadReference)?;
        }
        let scale = self.scale()?;
        let known = |level: LevelId| require(scale.position(level).is_some(), Refusal::BadReference);
        judgement.level.map(known).transpose()?;
        if judgement.rubric_version.is_some() || !judgement.rows.is_empty() {
            let version = judgement.rubric_version.or(outcome.rubric).ok_or(Refusal::BadReference)?;
            let rubric: Rubric =
                view(&self.tx.fields("rubric", &version.to_string())?).ok_or(Refusal::BadReference)?;
            require(rubric.outcome == judgement.outcome, Refusal::BadReference)?;
            for row in &judgement.rows {
                require(rubric.rows.iter().any(|r| r.id == row.row_id), Refusal::BadReference)?;
                known(row.level_id)?;
            }
        }
        for id in &judgement.supersedes {
            match self.changeable(*id)?.read() {
                Some(Body::Judgement(old)) => {
                    let same = old.outcome == judgement.outcome && old.lane == judgement.lane;
                    require(same, Refusal::BadReference)?;
                }
                Some(Body::Retraction(_)) => {}
                _ => return Err(Refusal::BadReference.into()),
            }
        }
        Ok(())
    }

    fn evidence(&mut self, evidence: &Evidence) -> Result<(), Stop> {
        require(!evidence.outcomes.is_empty(), Refusal::Malformed)?;
        for outcome in &evidence.outcomes {
            self.outcome(*outcome)?;
        }
        self.kind_of_work(evidence.context, evidence.task)?;
        evidence.attachments.iter().try_for_each(|id| self.attachment(*id))
    }

    fn feedback(&mut self, feedback: &Feedback) -> Result<(), Stop> {
        let says = [&feedback.went_well, &feedback.improve, &feedback.next_step];
        require(says.iter().any(|part| !part.trim().is_empty()), Refusal::Malformed)?;
        self.outcome(feedback.outcome)?;
        if let Some(id) = feedback.judgement {
            let judged =
                matches!(self.target(id)?.read(), Some(Body::Judgement(j)) if j.outcome == feedback.outcome);
            require(judged, Refusal::BadReference)?;
        }
        for id in &feedback.supersedes {
            match self.changeable(*id)?.read() {
                Some(Body::Feedback(old)) => require(old.outcome == feedback.outcome, Refusal::BadReference)?,
                Some(Body::Retraction(_)) => {}
                _ => return Err(Refusal::BadReference.into()),
            }
        }
        Ok(())
    }

    fn blob(&mut self, blob: &BlobRef) -> Result<(), Stop> {
        require(is_sha256(&blob.sha256) && is_sha256(&blob.thumb), Refusal::Malformed)?;
        require(blob.w > 0 && blob.h > 0, Refusal::Malformed)?;
        self.attachment(blob.attachment)?;
        for sha256 in [&blob.sha256, &blob.thumb] {
            let own = self.tx.uploaded(sha256, self.actor)?.is_some();
            require(own || may_read_blob(self.tx, self.who, sha256)?, Refusal::Blob)?;
        }
        Ok(())
    }

    /// An attachment is the first one's who named it, for the student whom they named it for.
    fn attachment(&mut self, id: AttachmentId) -> Result<(), Stop> {
        let mine = Attachment { id, class: self.class, student: self.student, actor: self.actor };
        let known = self.tx.attachment(id)?;
        require(known.is_none_or(|known| known == mine), Refusal::BadReference)
    }

    fn outcome(&mut self, id: OutcomeId) -> Result<Outcome, Stop> {
        let outcome: Option<Outcome> = view(&self.tx.fields("outcome", &id.to_string())?);
        Ok(outcome.filter(|outcome| outcome.course == self.course).ok_or(Refusal::BadReference)?)
    }

    fn scale(&mut self) -> Result<Scale, Stop> {
        let course: Option<Course> = view(&self.tx.fields("course", &self.course.to_string())?);
        Ok(course.and_then(|course| course.scale).unwrap_or_else(Scale::preset))
    }

    /// No school has tasks yet, so a named one is not there.
    fn kind_of_work(&mut self, context: Option<ContextId>, task: Option<TaskId>) -> Result<(), Stop> {
        require(task.is_none(), Refusal::BadReference)?;
        let Some(context) = context else { return Ok(()) };
        require(!self.tx.fields("context", &context.to_string())?.is_empty(), Refusal::BadReference)
    }

    /// A fact of the same class and student.
    fn target(&mut self, id: OpId) -> Result<StoredOp, Stop> {
        let target =
            self.tx.op(id)?.filter(|op| op.class == Some(self.class) && op.student == Some(self.student));
        Ok(target.filter(|op| op.kind != "set").ok_or(Refusal::BadReference)?)
    }

    /// A fact that the actor may take back or correct: their own, or of a class that they teach.
    fn changeable(&mut self, id: OpId) -> Result<StoredOp, Stop> {
        let target = self.target(id)?;
        let may = target.actor == self.actor || self.relations.teaches.contains(&self.class);
        require(may, Refusal::BadReference)?;
        Ok(target)
    }
}

/// Whether one of the person's streams carries a blob.
pub(crate) fn may_read_blob(tx: &mut dyn Tx, who: &Who, sha256: &str) -> Stored<bool> {
    let relations = who.relations();
    let grants = tx.grants(sha256)?;
    Ok(grants.iter().filter_map(|text| text.parse().ok()).any(|stream| may_read(&relations, &stream)))
}

impl StoredOp {
    fn read(&self) -> Option<Body> {
        let op: Op = serde_json::from_str(&self.text).ok()?;
        match op.body() {
            Ok(Parsed::Known(body)) => Some(body),
            _ => None,
        }
    }
}
