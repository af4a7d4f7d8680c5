//! Taking back and putting again. What is still held goes without a trace; what was sent is retracted, and what
//! is put again after that is a new record.

use super::save_piece::undo_piece;
use super::{feedback, photo, visit};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, History, PhotoCopy, Placed, Subject};
use notyet_model::fact::{Body, Retraction};
use notyet_model::ids::{OpId, OutcomeId};
use notyet_store::Send;

/// Takes back what was done last.
pub(crate) fn undo(inner: &Inner) -> Result<u64, CoreError> {
    inner.store.open()?;
    if inner.history().captured().is_some() {
        return undo_piece(inner);
    }
    let mut history = inner.history();
    let mut action = history.last_done().cloned().ok_or_else(|| CoreError::not_found("step"))?;
    if let (Some(before), true) = (&mut action.before, action.after.is_work()) {
        // The same work with one outcome more: its photos stay where they are.
        exchange(inner, &mut history, action.subject, &action.after, before)?;
        history.took_back(action);
        return Ok(inner.store.revision());
    }
    let copy = photo_of(inner, &action.after)?;
    take_back(inner, action.subject, &action.after)?;
    action.after.photo = copy;
    let Action { subject, outcome, corrects, .. } = action;
    if let Some(before) = &mut action.before {
        let (from, gone) = (before.op, action.after.op);
        put(inner, &history, (subject, outcome, corrects), before)?;
        history.moved(from, before.op);
        follow(inner, &mut history, subject, gone, before.op)?;
    }
    feedback::keep_drawn(inner, action.subject, &action.after.body)?;
    history.took_back(action);
    Ok(inner.store.revision())
}

/// Puts again what was taken back last.
pub(crate) fn redo(inner: &Inner) -> Result<u64, CoreError> {
    inner.store.open()?;
    let mut history = inner.history();
    let mut action = history.last_undone().cloned().ok_or_else(|| CoreError::not_found("step"))?;
    if let (Some(before), true) = (&action.before, action.after.is_work()) {
        exchange(inner, &mut history, action.subject, before, &mut action.after)?;
        history.put_again(action);
        return Ok(inner.store.revision());
    }
    if let Some(before) = &action.before {
        take_back(inner, action.subject, before)?;
    }
    let Action { subject, outcome, corrects, .. } = action;
    let from = action.after.op;
    put(inner, &history, (subject, outcome, corrects), &mut action.after)?;
    action.after.photo = None;
    history.moved(from, action.after.op);
    if let Some(before) = &action.before {
        follow(inner, &mut history, subject, before.op, action.after.op)?;
    }
    feedback::keep_drawn(inner, action.subject, &action.after.body)?;
    history.put_again(action);
    Ok(inner.store.revision())
}

/// Puts a piece of work in the place of another that carries the same photos.
fn exchange(
    inner: &Inner,
    history: &mut History,
    subject: Subject,
    gone: &Placed,
    stands: &mut Placed,
) -> Result<(), CoreError> {
    let from = stands.op;
    let ((op, moved), _) = inner.store.write(|tx| {
        if !tx.unhold(gone.op)? {
            let retraction = Body::Retraction(Retraction { of: vec![gone.op] });
            tx.append(Some(subject), &retraction, Send::Now)?;
        }
        let op = tx.append(Some(subject), &stands.body, Send::Held)?;
        Ok((op, visit::follow(tx, history, subject, gone.op, op)?))
    })?;
    stands.op = op;
    history.moved(from, op);
    history.rewrote(moved);
    Ok(())
}

fn take_back(inner: &Inner, subject: Subject, placed: &Placed) -> Result<(), CoreError> {
    inner.store.write(|tx| {
        if tx.is_held(placed.op)? {
            match placed.body {
                // What was drawn for it stays, in its draft.
                Body::Feedback(_) => tx.unhold(placed.op)?,
                _ => tx.remove_held(placed.op)?,
            };
        } else {
            let retraction = Body::Retraction(Retraction { of: vec![placed.op] });
            tx.append(Some(subject), &retraction, Send::Now)?;
        }
        Ok(())
    })?;
    Ok(())
}

fn put(
    inner: &Inner,
    history: &History,
    (subject, outcome, corrects): (Subject, OutcomeId, bool),
    placed: &mut Placed,
) -> Result<(), CoreError> {
    if let Some(copy) = &placed.photo {
        let (op, _) = photo::place(inner, subject, &mut placed.body, copy)?;
        placed.op = op;
        return Ok(());
    }
    // A correction keeps the piece that was judged.
    if !corrects {
        visit::relink(history, subject, outcome, &mut placed.body);
    }
    let (op, _) = inner.store.write(|tx| tx.append(Some(subject), &placed.body, Send::Held))?;
    placed.op = op;
    Ok(())
}

/// What names the one names the other from now on.
fn follow(
    inner: &Inner,
    history: &mut History,
    subject: Subject,
    from: OpId,
    to: OpId,
) -> Result<(), CoreError> {
    let (moved, _) = inner.store.write(|tx| visit::follow(tx, history, subject, from, to))?;
    history.rewrote(moved);
    Ok(())
}

/// The bytes of a photo that is about to be taken back.
fn photo_of(inner: &Inner, placed: &Placed) -> Result<Option<PhotoCopy>, CoreError> {
    let Body::Evidence(evidence) = &placed.body else { return Ok(None) };
    let Some(id) = evidence.attachments.first() else { return Ok(None) };
    photo::copy_of(inner, *id)
}
