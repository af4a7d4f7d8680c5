//! Taking back and putting again. What is still held goes without a trace; what was sent is retracted, and what
//! is put again after that is a new record.

use super::save_piece::undo_piece;
use super::{feedback, own_words, photo, visit};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, History, PhotoCopy, Placed, Subject};
use notyet_model::fact::{Body, Retraction};
use notyet_model::ids::{AttachmentId, OpId, OutcomeId};
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
        // The same work with one outcome or one photo more: the other photos stay where they are.
        exchange(inner, &mut history, action.subject, (&action.after, before), &mut action.spare)?;
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
    keep_loose(inner, &action)?;
    history.took_back(action);
    Ok(inner.store.revision())
}

/// Puts again what was taken back last.
pub(crate) fn redo(inner: &Inner) -> Result<u64, CoreError> {
    inner.store.open()?;
    let mut history = inner.history();
    let mut action = history.last_undone().cloned().ok_or_else(|| CoreError::not_found("step"))?;
    if let (Some(before), true) = (&action.before, action.after.is_work()) {
        exchange(inner, &mut history, action.subject, (before, &mut action.after), &mut action.spare)?;
        history.put_again(action);
        return Ok(inner.store.revision());
    }
    if let Some(before) = &action.before {
        take_back(inner, action.subject, before)?;
    }
    let Action { subject, outcome, corrects, .. } = action;
    let from = action.after.op;
    leave_out_destroyed(inner, &mut action.after.body)?;
    put(inner, &history, (subject, outcome, corrects), &mut action.after)?;
    action.after.photo = None;
    history.moved(from, action.after.op);
    if let Some(before) = &action.before {
        follow(inner, &mut history, subject, before.op, action.after.op)?;
    }
    keep_loose(inner, &action)?;
    history.put_again(action);
    Ok(inner.store.revision())
}

/// Puts a piece of work in the place of another. A photo that only the one carries which goes leaves no trace on the disk
/// while it is held, and comes back from `spare`.
fn exchange(
    inner: &Inner,
    history: &mut History,
    subject: Subject,
    (gone, stands): (&Placed, &mut Placed),
    spare: &mut Vec<(AttachmentId, PhotoCopy)>,
) -> Result<(), CoreError> {
    let from = stands.op;
    let (had, has) = (attachments(&gone.body), attachments(&stands.body));
    let mut lost = Vec::new();
    for id in had.iter().filter(|id| !has.contains(id)) {
        lost.extend(photo::copy_of(inner, *id)?.map(|copy| (*id, copy)));
    }
    let mut back = Vec::new();
    for (id, copy) in spare.iter().filter(|(id, _)| has.contains(id)) {
        back.push((*id, inner.store.write_photo(&copy.jpeg)?, copy.orientation));
    }
    let ((op, moved, unheld), _) = inner.store.write(|tx| {
        let unheld = tx.unhold(gone.op)?;
        if !unheld {
            let retraction = Body::Retraction(Retraction { of: vec![gone.op] });
            tx.append(Some(subject), &retraction, Send::Now)?;
        }
        for (id, file, orientation) in &back {
            tx.add_attachment(*id, subject, file, *orientation)?;
        }
        let op = tx.append(Some(subject), &stands.body, Send::Held)?;
        if unheld {
            lost.iter().try_for_each(|(id, _)| tx.drop_noted_photo(*id).map(drop))?;
        }
        Ok((op, visit::follow(tx, history, subject, gone.op, op)?, unheld))
    })?;
    spare.retain(|(id, _)| !has.contains(id));
    if unheld {
        spare.extend(lost);
    }
    stands.op = op;
    history.moved(from, op);
    history.rewrote(moved);
    Ok(())
}

fn attachments(body: &Body) -> &[AttachmentId] {
    match body {
        Body::Evidence(work) => &work.attachments,
        _ => &[],
    }
}

fn take_back(inner: &Inner, subject: Subject, placed: &Placed) -> Result<(), CoreError> {
    inner.store.write(|tx| {
        if tx.is_held(placed.op)? {
            match placed.body {
                // What was drawn and said for it stays, in its draft.
                Body::Feedback(_) | Body::Rewording(_) => tx.unhold(placed.op)?,
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

/// What was drawn and said stands in its draft while no record carries it.
fn keep_loose(inner: &Inner, action: &Action) -> Result<(), CoreError> {
    match &action.after.body {
        Body::Feedback(feedback) => feedback::keep_drawn(inner, action.subject.1, feedback),
        Body::Rewording(_) => own_words::keep_said(inner, action),
        _ => Ok(()),
    }
}

/// What was taken out of the draft meanwhile is not put again.
fn leave_out_destroyed(inner: &Inner, body: &mut Body) -> Result<(), CoreError> {
    let is_here = |id: &AttachmentId| inner.store.read(|r| Ok(r.attachment(*id)?.is_some()));
    match body {
        Body::Feedback(feedback) => {
            for id in std::mem::take(&mut feedback.attachments) {
                if is_here(&id)? {
                    feedback.attachments.push(id);
                }
            }
        }
        Body::Rewording(words) => {
            if let Some(voice) = words.voice {
                words.voice = is_here(&voice)?.then_some(voice);
            }
        }
        _ => {}
    }
    if body.check().is_err() { Err(CoreError::not_found("step")) } else { Ok(()) }
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
