//! A level, tapped: one judgement. Another tap in the same visit replaces it without a trace.

use super::check::{class_of, id};
use super::visit;
use crate::areas::{LevelInput, WalkLevelInput};
use crate::core::Inner;
use crate::error::CoreError;
use crate::screens::capture::{Purpose as Asked, Support as Help};
use crate::screens::{view, walk};
use notyet_model::fact::{Body, Judgement, Lane, Purpose, Support};
use notyet_model::ids::{ContextId, LevelId, OutcomeId, UserId};
use notyet_store::{EntryState, StoreError};

/// Records a level.
pub(crate) fn record_level(inner: &Inner, input: &LevelInput) -> Result<u64, CoreError> {
    let student: UserId = id(&input.student)?;
    let outcome: OutcomeId = id(&input.outcome)?;
    let level: LevelId = id(&input.level)?;
    let kind: Option<ContextId> = input.kind.as_deref().map(id).transpose()?;
    let subject = (class_of(inner, student)?, student);
    let judgement = judgement(inner, input, outcome, level, kind)?;

    let same = |body: &Body| matches!(body, Body::Judgement(_));
    visit::record(inner, subject, outcome, Body::Judgement(judgement), same, |_| Ok(()))
}

/// Records a level on a walk: practice, alone, and in the place of what was tapped for this student on the same walk.
pub(crate) fn record_walk_level(inner: &Inner, input: &WalkLevelInput) -> Result<u64, CoreError> {
    let input = LevelInput {
        student: input.student.clone(),
        outcome: input.outcome.clone(),
        level: input.level.clone(),
        purpose: Asked::Practice,
        support: Help::Alone,
        kind: input.kind.clone(),
    };
    let student: UserId = id(&input.student)?;
    let outcome: OutcomeId = id(&input.outcome)?;
    let level: LevelId = id(&input.level)?;
    let kind: Option<ContextId> = input.kind.as_deref().map(id).transpose()?;
    let subject = (class_of(inner, student)?, student);
    let mut judgement = judgement(inner, &input, outcome, level, kind)?;
    let today = judgement.work_day;
    let earlier = inner.store.read(|r| walk::latest_today(r, student, outcome, kind, today))?;
    // What is held is replaced without a trace; what went out when the teacher turned to the next seat is corrected.
    judgement.supersedes =
        earlier.filter(|e| e.state != EntryState::Held).map(|e| e.id).into_iter().collect();
    let same = |body: &Body| matches!(body, Body::Judgement(_));
    visit::record(inner, subject, outcome, Body::Judgement(judgement), same, |_| Ok(()))
}

fn judgement(
    inner: &Inner,
    input: &LevelInput,
    outcome: OutcomeId,
    level: LevelId,
    kind: Option<ContextId>,
) -> Result<Judgement, CoreError> {
    let (scale, rubric_version, at_bat_allowed) = inner.store.read(|r| {
        let found = r.outcome(outcome)?.ok_or(StoreError::NotFound)?;
        let course = r.course(found.course)?;
        let contexts = r.contexts()?;
        let context = kind.and_then(|id| contexts.into_iter().find(|(c, _)| *c == id));
        Ok((view::scale_of(course.as_ref(), &found), found.rubric, context.is_some_and(|(_, c)| c.at_bat)))
    })?;
    if scale.position(level).is_none() {
        return Err(CoreError::invalid("level", "unknown"));
    }
    if input.purpose == Asked::AtBat && !at_bat_allowed {
        return Err(CoreError::invalid("kind", "practice-only"));
    }
    let (work_at_ms, work_day) = inner.work_time()?;
    Ok(Judgement {
        evidence: None,
        outcome,
        rubric_version,
        level: Some(level),
        rows: vec![],
        purpose: match input.purpose {
            Asked::Practice => Purpose::Formative,
            Asked::AtBat => Purpose::Summative,
        },
        support: match input.support {
            Help::Alone => Support::Independent,
            Help::WithHelp => Support::Supported,
        },
        lane: Lane::Teacher,
        baseline: false,
        task: None,
        context: kind,
        work_at_ms,
        work_day,
        supersedes: vec![],
    })
}
