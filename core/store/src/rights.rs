//! Whether the person signed in may record something, as far as this device can know. The server has the last
//! word; asking here first spares people a refusal hours later.

use crate::{Reader, StoreError};
use notyet_model::authority::{Refusal, Relations, Role, may_write};
use notyet_model::fact::{Body, Evidence, Feedback, Judgement};
use notyet_model::ids::{ClassId, OpId, OutcomeId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::wire::Enrolment;
use rusqlite::{OptionalExtension, params};

/// Checks the role, the relation to class and student, the body's rules, and everything it names that is here.
/// What has not arrived yet is given the benefit of the doubt.
pub(crate) fn check(
    reader: &Reader<'_>,
    who: &Enrolment,
    subject: Option<(ClassId, UserId)>,
    body: &Body,
) -> Result<(), StoreError> {
    let (class, student) = (subject.map(|(class, _)| class), subject.map(|(_, student)| student));
    let relations = relations(reader, who, class)?;
    may_write(&relations, class, student, body).map_err(StoreError::Refused)?;
    let (Some(class), Some(student)) = (class, student) else { return Ok(()) };
    if !learns_in(reader, class, student)? {
        return Err(StoreError::Refused(Refusal::NotThisStudent));
    }
    Named { reader, who, class, student }.check(body)
}

fn relations(reader: &Reader<'_>, who: &Enrolment, class: Option<ClassId>) -> Result<Relations, StoreError> {
    let mut relations = Relations {
        user: who.user,
        school: who.school,
        role: who.role,
        teaches: Vec::new(),
        learns_in: Vec::new(),
    };
    let Some(class) = class else { return Ok(relations) };
    let role = match reader.member(class, who.user)? {
        Some(member) if !member.active => None,
        Some(member) => Some(member.role),
        // The roster has not arrived: what the server said of the person at enrolment stands.
        None if who.role == Role::Teacher => Some(ClassRole::Teacher),
        None => Some(ClassRole::Student),
    };
    match role {
        Some(ClassRole::Teacher) => relations.teaches.push(class),
        Some(ClassRole::Student) => relations.learns_in.push(class),
        None => {}
    }
    Ok(relations)
}

fn learns_in(reader: &Reader<'_>, class: ClassId, student: UserId) -> Result<bool, StoreError> {
    match reader.member(class, student)? {
        Some(member) => Ok(member.role == ClassRole::Student),
        None => Ok(!reader.members(class)?.iter().any(|m| m.role == ClassRole::Student)),
    }
}

/// An operation that is here, as far as a reference to it matters.
struct Target {
    kind: String,
    student: Option<UserId>,
    outcome: Option<OutcomeId>,
    lane: Option<u8>,
    actor: UserId,
}

struct Named<'a> {
    reader: &'a Reader<'a>,
    who: &'a Enrolment,
    class: ClassId,
    student: UserId,
}

impl Named<'_> {
    fn check(&self, body: &Body) -> Result<(), StoreError> {
        let fits = match body {
            Body::Judgement(judgement) => self.judgement(judgement)?,
            Body::Evidence(evidence) => self.evidence(evidence)?,
            Body::Feedback(feedback) => self.feedback(feedback)?,
            Body::Retraction(retraction) => {
                require(!retraction.of.is_empty())?;
                self.all(&retraction.of, |t| {
                    matches!(t.kind.as_str(), "judgement" | "evidence" | "feedback")
                        && (self.who.role != Role::Student || t.actor == self.who.user)
                })?
            }
            Body::BlobRef(_) | Body::Set(_) => true,
            _ => false,
        };
        if fits { Ok(()) } else { Err(StoreError::Refused(Refusal::BadReference)) }
    }

    fn judgement(&self, judgement: &Judgement) -> Result<bool, StoreError> {
        require(judgement.level.is_some() || !judgement.rows.is_empty())?;
        let lane = crate::fold::lane_number(judgement);
        let alike = |t: &Target| {
            t.kind == "judgement" && t.outcome == Some(judgement.outcome) && t.lane == Some(lane)
        };
        let evidence: Vec<OpId> = judgement.evidence.into_iter().collect();
        Ok(self.all(&judgement.supersedes, alike)? && self.all(&evidence, |t| t.kind == "evidence")?)
    }

    fn evidence(&self, evidence: &Evidence) -> Result<bool, StoreError> {
        require(!evidence.outcomes.is_empty())?;
        for id in &evidence.attachments {
            let known: bool = self
                .reader
                .conn
                .prepare_cached(
                    "SELECT EXISTS (SELECT 1 FROM attachment WHERE id = ? AND class = ? AND student = ?)",
                )?
                .query_row(params![id.0, self.class.0, self.student.0], |row| row.get(0))?;
            if !known {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn feedback(&self, feedback: &Feedback) -> Result<bool, StoreError> {
        let Feedback { went_well, improve, next_step, .. } = feedback;
        require(!(went_well.is_empty() && improve.is_empty() && next_step.is_empty()))?;
        let alike = |t: &Target| t.kind == "feedback" && t.outcome == Some(feedback.outcome);
        let judgement: Vec<OpId> = feedback.judgement.into_iter().collect();
        Ok(self.all(&feedback.supersedes, alike)? && self.all(&judgement, |t| t.kind == "judgement")?)
    }

    /// Whether all of these that are here are about the same student and fit.
    fn all(&self, ids: &[OpId], fits: impl Fn(&Target) -> bool) -> Result<bool, StoreError> {
        for id in ids {
            let target = self
                .reader
                .conn
                .prepare_cached("SELECT kind, student, outcome, lane, actor FROM op WHERE id = ?")?
                .query_row([id.0], |row| {
                    Ok(Target {
                        kind: row.get(0)?,
                        student: row.get::<_, Option<_>>(1)?.map(UserId),
                        outcome: row.get::<_, Option<_>>(2)?.map(OutcomeId),
                        lane: row.get(3)?,
                        actor: UserId(row.get(4)?),
                    })
                })
                .optional()?;
            if target.is_some_and(|t| t.student != Some(self.student) || !fits(&t)) {
                return Ok(false);
            }
        }
        Ok(true)
    }
}

fn require(holds: bool) -> Result<(), StoreError> {
    if holds { Ok(()) } else { Err(StoreError::Refused(Refusal::Malformed)) }
}
