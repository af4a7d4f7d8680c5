//! What a student answers to feedback, and what a teacher answers to a question.

use super::check::{class_of, id, short, typed};
use super::own_class;
use super::voice::DraftVoice;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, Placed};
use crate::own::{self, About, keep_text};
use crate::screens::feedback::{self, Reply};
use notyet_model::fact::{Answer, Body, LINE, Question, Rewording, TEXT, Understood};
use notyet_model::flow::Standing;
use notyet_model::flow::feedback::{Thread, may_answer, may_respond, may_reword, threads};
use notyet_model::ids::{OpId, UserId};
use notyet_store::{Reader, Send, StoreError, Tx};
use serde::{Deserialize, Serialize};

/// The name of the note that keeps a question that is typed.
pub(crate) fn question_note(feedback: OpId) -> String {
    format!("draft/question/{feedback}")
}

fn rewording_note(feedback: OpId) -> String {
    format!("draft/rewording/{feedback}")
}

/// The next step in the student's own words, typed or spoken and not saved, as it lies in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Reworded {
    pub(crate) text: String,
    pub(crate) voice: DraftVoice,
}

impl Reworded {
    /// Reads it. Before it could be spoken, the note was its text.
    pub(crate) fn read(reader: &Reader<'_>, me: UserId, feedback: OpId) -> Result<Self, StoreError> {
        let note = reader.note(me, &rewording_note(feedback))?.unwrap_or_default();
        Ok(serde_json::from_str(&note).unwrap_or_else(|_| Self { text: note, ..Self::default() }))
    }

    /// Puts it in the place of what was kept before.
    pub(super) fn keep(&self, tx: &mut Tx<'_>, me: UserId, feedback: OpId) -> Result<(), StoreError> {
        let note = rewording_note(feedback);
        if *self == Self::default() {
            return tx.drop_note(me, &note);
        }
        tx.set_note(me, &note, &serde_json::to_string(self)?)
    }
}

/// The name of the note that says how much of a thread was read: the number of its answers.
pub(crate) fn read_note(feedback: OpId) -> String {
    format!("read/{feedback}")
}

/// Keeps what is typed.
pub(crate) fn keep_reply(inner: &Inner, feedback: &str, reply: Reply, text: &str) -> Result<u64, CoreError> {
    let feedback: OpId = id(feedback)?;
    match reply {
        Reply::Question => keep_text(inner, &question_note(feedback), text),
        Reply::Rewording => {
            let ((), written) = inner.store.write(|tx| {
                let me = own_class::me(tx)?;
                let kept = Reworded::read(tx, me, feedback)?;
                Reworded { text: text.to_owned(), ..kept }.keep(tx, me, feedback)
            })?;
            Ok(written.revision)
        }
    }
}

/// The student has opened it: it is new no more.
pub(crate) fn read_feedback(inner: &Inner, feedback: &str) -> Result<u64, CoreError> {
    let feedback: OpId = id(feedback)?;
    let ((), written) = inner.store.write(|tx| {
        let (_, me) = own_class::of_record(tx, own_class::me(tx)?, feedback)?;
        let answers = with_thread(tx, me, feedback, |_, thread| feedback::answers(thread))?;
        tx.set_note(me, &read_note(feedback), &answers.to_string())
    })?;
    Ok(written.revision)
}

/// Asks, or says the next step in one's own words.
pub(crate) fn save_reply(inner: &Inner, feedback: &str, reply: Reply, text: &str) -> Result<u64, CoreError> {
    let asked: OpId = id(feedback)?;
    // Undo puts back what was typed.
    keep_reply(inner, feedback, reply, text.trim())?;
    match reply {
        Reply::Question => ask(inner, asked, text),
        Reply::Rewording => reword(inner, asked, text),
    }
}

fn ask(inner: &Inner, feedback: OpId, text: &str) -> Result<u64, CoreError> {
    let text = typed("question", text, TEXT)?.to_owned();
    let body = Body::Question(Question { feedback, text });
    respond(inner, feedback, Some(&question_note(feedback)), &body, |_| Ok(()))
}

fn reword(inner: &Inner, feedback: OpId, text: &str) -> Result<u64, CoreError> {
    let said = inner.store.read(|r| Ok(Reworded::read(r, own_class::me(r)?, feedback)?.voice))?;
    let voice = said.to_save()?;
    let text = match voice {
        Some(_) => short("rewording", text, LINE)?,
        None => typed("rewording", text, LINE)?,
    };
    let body = Body::Rewording(Rewording { feedback, text: text.to_owned(), voice });
    respond(inner, feedback, Some(&rewording_note(feedback)), &body, |tx| said.destroy_gone(tx))
}

/// "I understand."
pub(crate) fn understand(inner: &Inner, feedback: &str) -> Result<u64, CoreError> {
    let feedback: OpId = id(feedback)?;
    respond(inner, feedback, None, &Body::Understood(Understood { feedback }), |_| Ok(()))
}

fn respond(
    inner: &Inner,
    feedback: OpId,
    note: Option<&str>,
    body: &Body,
    also: impl FnOnce(&mut Tx<'_>) -> Result<(), StoreError>,
) -> Result<u64, CoreError> {
    let subject = inner.store.read(|r| {
        let subject = own_class::of_record(r, own_class::me(r)?, feedback)?;
        with_threads(r, subject.1, |_, all| match body {
            Body::Rewording(_) => may_reword(all, feedback),
            _ => may_respond(all, feedback),
        })?
        .map_err(|_| StoreError::NotFound)?;
        Ok(subject)
    })?;
    own::record(inner, (About::Feedback(feedback), subject), note, |tx| {
        also(tx)?;
        Ok(vec![tx.append(Some(subject), body, Send::Held)?])
    })
}

/// A teacher answers a student's question.
pub(crate) fn answer(inner: &Inner, question: &str, text: &str) -> Result<u64, CoreError> {
    let question: OpId = id(question)?;
    let text = typed("answer", text, TEXT)?.to_owned();
    let (_, student) = inner.store.read(|r| r.subject_of(question)?.ok_or(StoreError::NotFound))?;
    let subject = (class_of(inner, student)?, student);
    let outcome = inner.store.read(|r| {
        with_threads(r, student, |_, all| {
            may_answer(all, question).map_err(|_| StoreError::NotFound)?;
            let is_asked = |thread: &&Thread<'_>| thread.questions.iter().any(|q| q.question.id == question);
            let thread = all.iter().find(is_asked).ok_or(StoreError::NotFound)?;
            Ok(thread.feedback.outcome)
        })?
    })?;
    let body = Body::Answer(Answer { question, text });
    let mut history = inner.history();
    let (op, written) = inner.store.write(|tx| tx.append(Some(subject), &body, Send::Held))?;
    let after = Placed { op, body, photo: None };
    history.did(Action { subject, outcome, before: None, after, corrects: false, spare: vec![] });
    Ok(written.revision)
}

fn with_thread<T>(
    reader: &Reader<'_>,
    student: UserId,
    feedback: OpId,
    look: impl FnOnce(&Standing<'_>, &Thread<'_>) -> T,
) -> Result<T, StoreError> {
    with_threads(reader, student, |standing, all| {
        let id = standing.heir(feedback);
        all.iter().find(|thread| thread.fact.id == id).map(|thread| look(standing, thread))
    })?
    .ok_or(StoreError::NotFound)
}

fn with_threads<T>(
    reader: &Reader<'_>,
    student: UserId,
    look: impl FnOnce(&Standing<'_>, &[Thread<'_>]) -> T,
) -> Result<T, StoreError> {
    let facts = feedback::facts(reader, student)?;
    let standing = Standing::of(&facts);
    Ok(look(&standing, &threads(&standing)))
}
