//! A record in the place of another of the same visit: without a trace while that is held, as a correction in the open
//! once it was sent. Whatever names a record that changed its id follows it, so that nothing is sent that names
//! something which no device has.

use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, History, Placed, Subject};
use notyet_model::fact::Body;
use notyet_model::ids::{OpId, OutcomeId};
use notyet_store::{Send, StoreError, Tx};

/// Records `body` in the place of what this visit recorded for the outcome and `same` picks; `also` happens with it, or
/// neither does.
pub(crate) fn record(
    inner: &Inner,
    subject: Subject,
    outcome: OutcomeId,
    mut body: Body,
    same: impl Fn(&Body) -> bool,
    also: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>,
) -> Result<u64, CoreError> {
    let mut history = inner.history();
    relink(&history, subject, outcome, &mut body);
    let before = history.standing(subject, outcome, same).cloned();
    let (action, revision) = place(inner, &mut history, (subject, outcome), body, before, also)?;
    history.did(action);
    Ok(revision)
}

/// Writes `body` in the place of `before`: without a trace while that is held, as its correction otherwise. Without one,
/// as it is. Says what was done, and the database's revision with it.
pub(super) fn place(
    inner: &Inner,
    history: &mut History,
    (subject, outcome): (Subject, OutcomeId),
    mut body: Body,
    before: Option<Placed>,
    also: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>,
) -> Result<(Action, u64), CoreError> {
    let ((op, replaced, moved), written) = inner.store.write(|tx| {
        let replaced = match &before {
            // What was drawn for it goes with what stands in its place.
            Some(placed) => tx.unhold(placed.op)?,
            None => false,
        };
        match &before {
            // What it corrected is corrected by what stands in its place.
            Some(placed) if replaced => correct(&mut body, placed.body.supersedes().to_vec()),
            // It was sent already: this one corrects it in the open.
            Some(placed) => correct(&mut body, vec![placed.op]),
            None => {}
        }
        let op = tx.append(Some(subject), &body, Send::Held)?;
        let moved = match &before {
            Some(placed) if replaced => follow(tx, history, subject, placed.op, op)?,
            _ => Vec::new(),
        };
        also(tx)?;
        Ok((op, replaced, moved))
    })?;
    history.rewrote(moved);
    let before = before.filter(|_| replaced);
    let after = Placed { op, body, photo: None };
    Ok((Action { subject, outcome, before, after, corrects: false, spare: vec![] }, written.revision))
}

/// A judgement names the newest photo of the visit, feedback the judgement: ids change when something is taken
/// back and put again, so they are looked up whenever a record is written. What an earlier visit linked stays.
pub(super) fn relink(history: &History, subject: Subject, outcome: OutcomeId, body: &mut Body) {
    let newest = |wanted: fn(&Body) -> bool| history.standing(subject, outcome, wanted).map(|p| p.op);
    match body {
        Body::Judgement(judgement) => {
            judgement.evidence = newest(|b| matches!(b, Body::Evidence(_))).or(judgement.evidence);
        }
        Body::Feedback(feedback) => {
            feedback.judgement = newest(|b| matches!(b, Body::Judgement(_))).or(feedback.judgement);
        }
        _ => {}
    }
}

/// Writes anew what this visit recorded and still holds that names `from`, so that it names `to`: says under which ids
/// it stood. What names that in turn comes along.
pub(super) fn follow(
    tx: &mut Tx<'_>,
    history: &History,
    subject: Subject,
    from: OpId,
    to: OpId,
) -> Result<Vec<(OpId, Placed)>, StoreError> {
    let (mut moved, mut open) = (Vec::new(), vec![(from, to)]);
    while let Some((from, to)) = open.pop() {
        for mut placed in history.naming(subject, from) {
            let was = placed.op;
            if tx.unhold(was)? {
                point(&mut placed.body, from, to);
                placed.op = tx.append(Some(subject), &placed.body, Send::Held)?;
                open.push((was, placed.op));
                moved.push((was, placed));
            }
        }
    }
    Ok(moved)
}

/// What a record of a visit names that the same visit may have recorded.
pub(crate) fn named(body: &Body) -> Option<OpId> {
    match body {
        Body::Judgement(judgement) => judgement.evidence,
        Body::Feedback(feedback) => feedback.judgement,
        Body::Rewording(rewording) => Some(rewording.feedback),
        _ => None,
    }
}

/// What named the one names the other.
pub(crate) fn point(body: &mut Body, from: OpId, to: OpId) {
    let name = match body {
        Body::Judgement(judgement) => judgement.evidence.as_mut(),
        Body::Feedback(feedback) => feedback.judgement.as_mut(),
        Body::Rewording(rewording) => Some(&mut rewording.feedback),
        _ => None,
    };
    if let Some(name) = name.filter(|name| **name == from) {
        *name = to;
    }
}

/// Of a student's own words the latest stand by themselves.
fn correct(body: &mut Body, old: Vec<OpId>) {
    match body {
        Body::Judgement(judgement) => judgement.supersedes = old,
        Body::Feedback(feedback) => feedback.supersedes = old,
        _ => {}
    }
}
