//! A level, tapped: one judgement. Another tap in the same visit replaces it without a trace.

use super::check::{class_of, id};
use crate::areas::LevelInput;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, Placed};
use crate::screens::capture::{Purpose as Asked, Support as Help};
use crate::screens::view;
use notyet_model::fact::{Body, Judgement, Lane, Purpose, Support};
use notyet_model::ids::{ContextId, LevelId, OutcomeId, UserId};
use notyet_store::{Send, StoreError};

/// Records a level.
pub(crate) fn record_level(inner: &Inner, input: &LevelInput) -> Result<u64, CoreError> {
    let student: UserId = id(&input.student)?;
    let outcome: OutcomeId = id(&input.outcome)?;
    let level: LevelId = id(&input.level)?;
    let kind: Option<ContextId> = input.kind.as_deref().map(id).transpose()?;
    let subject = (class_of(inner, student)?, student);
    let judgement = judgement(inner, input, outcome, level, kind)?;

    let mut history = inner.history();
    let mut body = Body::Judgement(judgement);
    super::undo::relink(&history, subject, outcome, &mut body);
    let before = history.standing(subject, outcome, |b| matches!(b, Body::Judgement(_))).cloned();
    let ((op, replaced), written) = inner.store.write(|tx| {
        let replaced = match &before {
            Some(placed) => tx.remove_held(placed.op)?,
            None => false,
        };
        if let (Some(placed), false, Body::Judgement(judgement)) = (&before, replaced, &mut body) {
            // The earlier tap of this visit was sent already: this one corrects it in the open.
            judgement.supersedes = vec![placed.op];
        }
        Ok((tx.append(Some(subject), &body, Send::Held)?, replaced))
    })?;
    let before = before.filter(|_| replaced);
    history.did(Action { subject, outcome, before, after: Placed { op, body, photo: None } });
    Ok(written.revision)
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
