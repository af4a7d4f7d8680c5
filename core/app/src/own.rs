//! What a student did last, so that it can be taken back. One step may be several records: a piece of work and the
//! student's judgement of it. Lives in memory; what is taken back stands again where it was typed.

use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::intents::me;
use notyet_model::fact::{Body, Retraction};
use notyet_model::ids::{OpId, OutcomeId};
use notyet_store::{Send, StoreError, Tx};

/// On which screens a step can be taken back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum About {
    /// Work on an outcome, or what the student said of it.
    Outcome(OutcomeId),
    /// What the student answered to feedback.
    Feedback(OpId),
}

/// One tap of a student.
pub(crate) struct OwnStep {
    about: About,
    subject: Subject,
    ops: Vec<OpId>,
    /// The note that it was made of: its name and its text.
    note: Option<(String, String)>,
}

impl OwnStep {
    /// What it is about.
    pub(crate) fn about(&self) -> About {
        self.about
    }
}

/// Writes the records of one tap, held, and forgets the note that they were made of.
pub(crate) fn record(
    inner: &Inner,
    (about, subject): (About, Subject),
    note: Option<&str>,
    write: impl FnOnce(&mut Tx<'_>) -> Result<Vec<OpId>, StoreError>,
) -> Result<u64, CoreError> {
    let ((ops, note), written) = inner.store.write(|tx| {
        let text = note.map(|name| tx.note(subject.1, name)).transpose()?.flatten();
        let ops = write(tx)?;
        if let Some(name) = note {
            tx.drop_note(subject.1, name)?;
        }
        Ok((ops, note.map(str::to_owned).zip(text)))
    })?;
    *inner.own() = Some(OwnStep { about, subject, ops, note });
    Ok(written.revision)
}

/// Keeps what the student types, in a note; nothing typed: none is kept.
pub(crate) fn keep_text(inner: &Inner, note: &str, text: &str) -> Result<u64, CoreError> {
    let ((), written) = inner.store.write(|tx| {
        let me = me(tx)?;
        if text.is_empty() { tx.drop_note(me, note) } else { tx.set_note(me, note, text) }
    })?;
    Ok(written.revision)
}

/// Takes back what the student did last: what is held goes without a trace, what was sent is retracted.
pub(crate) fn undo(inner: &Inner) -> Result<u64, CoreError> {
    let mut own = inner.own();
    let step = own.as_ref().ok_or_else(|| CoreError::not_found("step"))?;
    let ((), written) = inner.store.write(|tx| {
        let mut sent = vec![];
        for op in step.ops.iter().rev() {
            if !tx.unhold(*op)? {
                sent.push(*op);
            }
        }
        if !sent.is_empty() {
            tx.append(Some(step.subject), &Body::Retraction(Retraction { of: sent }), Send::Now)?;
        }
        match &step.note {
            Some((name, text)) => tx.set_note(step.subject.1, name, text),
            None => Ok(()),
        }
    })?;
    *own = None;
    Ok(written.revision)
}
