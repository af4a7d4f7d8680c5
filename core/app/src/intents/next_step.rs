//! One next step, agreed: feedback on an outcome. Saving another in the same visit replaces it.

use super::check::{class_of, id, typed};
use crate::areas::NextStepInput;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, Placed};
use notyet_model::fact::{Body, Feedback};
use notyet_model::ids::{OutcomeId, UserId};
use notyet_store::Send;

/// More than this is no longer one step.
const MAX_LETTERS: usize = 500;

/// Records a next step.
pub(crate) fn record_next_step(inner: &Inner, input: &NextStepInput) -> Result<u64, CoreError> {
    let student: UserId = id(&input.student)?;
    let outcome: OutcomeId = id(&input.outcome)?;
    let text = typed("next-step", &input.text, MAX_LETTERS)?;
    let subject = (class_of(inner, student)?, student);
    let (work_at_ms, work_day) = inner.work_time()?;

    let mut history = inner.history();
    let before = history.standing(subject, outcome, |b| matches!(b, Body::Feedback(_))).cloned();
    let mut body = Body::Feedback(Feedback {
        next_step: text.to_owned(),
        ..Feedback::on(outcome, work_at_ms, work_day)
    });
    super::undo::relink(&history, subject, outcome, &mut body);
    let ((op, replaced), written) = inner.store.write(|tx| {
        let replaced = match &before {
            Some(placed) => tx.remove_held(placed.op)?,
            None => false,
        };
        if let (Some(placed), false, Body::Feedback(feedback)) = (&before, replaced, &mut body) {
            feedback.supersedes = vec![placed.op];
        }
        Ok((tx.append(Some(subject), &body, Send::Held)?, replaced))
    })?;
    let before = before.filter(|_| replaced);
    history.did(Action { subject, outcome, before, after: Placed { op, body, photo: None } });
    Ok(written.revision)
}
