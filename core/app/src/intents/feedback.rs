//! Feedback in three parts, pegged to an outcome. Saving again in the same visit replaces what was saved. What is typed
//! and not saved yet is kept as a draft.

use super::check::{class_of, id, short};
use super::voice::DraftVoice;
use super::{markup, visit};
use crate::areas::FeedbackInput;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use notyet_model::fact::{Body, Feedback};
use notyet_model::ids::{AttachmentId, OutcomeId, UserId};
use notyet_store::{Medium, Reader, StoreError};
use serde::{Deserialize, Serialize};

/// More than this is no longer said to a child beside one.
const MAX_LETTERS: usize = 500;

/// The name of the note that keeps what is typed on Conference.
fn feedback_note(outcome: OutcomeId) -> String {
    format!("draft/feedback/{outcome}")
}

/// What is typed on Conference and not recorded yet, as it lies in the database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct FeedbackDraft {
    pub(crate) went_well: String,
    pub(crate) improve: String,
    pub(crate) next_step: String,
    pub(crate) own_words: String,
    /// Photos of the work that were drawn on for it, oldest first; no record carries them yet.
    pub(crate) photos: Vec<AttachmentId>,
    pub(crate) voice: DraftVoice,
    /// The next step in the student's own voice.
    pub(crate) own_voice: DraftVoice,
}

impl FeedbackDraft {
    /// What is typed about a student's work on an outcome.
    pub(crate) fn of(reader: &Reader<'_>, student: UserId, outcome: OutcomeId) -> Result<Self, StoreError> {
        let text = reader.note(student, &feedback_note(outcome))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    /// Whether any of the three parts is typed.
    pub(crate) fn has_parts(&self) -> bool {
        [&self.went_well, &self.improve, &self.next_step].iter().any(|part| !part.is_empty())
    }

    /// Puts it in the place of what was typed before.
    pub(super) fn keep(
        &self,
        tx: &mut notyet_store::Tx<'_>,
        student: UserId,
        outcome: OutcomeId,
    ) -> Result<(), StoreError> {
        if *self == Self::default() {
            return tx.drop_note(student, &feedback_note(outcome));
        }
        tx.set_note(student, &feedback_note(outcome), &serde_json::to_string(self)?)
    }
}

/// Records feedback.
pub(crate) fn record_feedback(inner: &Inner, input: &FeedbackInput) -> Result<u64, CoreError> {
    let (subject, outcome) = about(inner, &input.student, &input.outcome)?;
    let [went_well, improve, next_step] =
        [("went-well", &input.went_well), ("improve", &input.improve), ("next-step", &input.next_step)]
            .map(|(field, text)| short(field, text, MAX_LETTERS).map(str::to_owned));
    let (went_well, improve, next_step) = (went_well?, improve?, next_step?);
    markup::finish_drawings(inner, subject, outcome)?;
    let FeedbackDraft { photos: drawn, voice, .. } =
        inner.store.read(|r| FeedbackDraft::of(r, subject.1, outcome))?;
    let said = voice.if_heard();
    // What was drawn and said for the feedback that this one replaces goes on with it.
    let earlier = inner.history().feedback(subject, outcome).map(|saved| saved.attachments.clone());
    let attachments: Vec<_> =
        earlier.into_iter().flatten().chain(drawn.iter().copied()).chain(said).collect();
    if attachments.is_empty() && [&went_well, &improve, &next_step].iter().all(|part| part.is_empty()) {
        return Err(CoreError::invalid("feedback", "empty"));
    }
    let (work_at_ms, work_day) = inner.work_time()?;
    let feedback = Feedback {
        went_well,
        improve,
        next_step,
        attachments,
        ..Feedback::on(outcome, work_at_ms, work_day)
    };
    let same = |body: &Body| matches!(body, Body::Feedback(_));
    visit::record(inner, subject, outcome, Body::Feedback(feedback), same, |tx| {
        for photo in &drawn {
            markup::forget(tx, subject.1, *photo)?;
        }
        let FeedbackDraft { own_words, voice, own_voice, .. } = FeedbackDraft::of(tx, subject.1, outcome)?;
        let voice = voice.saved(tx)?;
        let left = FeedbackDraft { own_words, voice, own_voice, ..FeedbackDraft::default() };
        left.keep(tx, subject.1, outcome)
    })
}

/// Keeps what is typed and not recorded yet.
pub(crate) fn keep_feedback(inner: &Inner, input: &FeedbackInput, own_words: &str) -> Result<(), CoreError> {
    let ((_, student), outcome) = about(inner, &input.student, &input.outcome)?;
    inner.store.write(|tx| {
        let draft = FeedbackDraft {
            went_well: input.went_well.clone(),
            improve: input.improve.clone(),
            next_step: input.next_step.clone(),
            own_words: own_words.to_owned(),
            ..FeedbackDraft::of(tx, student, outcome)?
        };
        draft.keep(tx, student, outcome)
    })?;
    Ok(())
}

/// Takes a drawn-on photo out of the feedback that is being written, and destroys it.
pub(crate) fn remove_drawing(
    inner: &Inner,
    student: &str,
    outcome: &str,
    photo: &str,
) -> Result<u64, CoreError> {
    let ((_, student), outcome) = about(inner, student, outcome)?;
    let photo: AttachmentId = id(photo)?;
    let ((), written) = inner.store.write(|tx| {
        let mut draft = FeedbackDraft::of(tx, student, outcome)?;
        if !draft.photos.contains(&photo) {
            return Err(StoreError::NotFound);
        }
        draft.photos.retain(|kept| *kept != photo);
        markup::forget(tx, student, photo)?;
        tx.drop_noted_photo(photo)?;
        draft.keep(tx, student, outcome)
    })?;
    Ok(written.revision)
}

/// What was drawn and said for feedback stands in its draft while no record carries it, as after that was taken back.
pub(super) fn keep_drawn(inner: &Inner, student: UserId, feedback: &Feedback) -> Result<(), CoreError> {
    if feedback.attachments.is_empty() {
        return Ok(());
    }
    inner.store.write(|tx| {
        let mut draft = FeedbackDraft::of(tx, student, feedback.outcome)?;
        for photo in &feedback.attachments {
            draft.photos.retain(|kept| kept != photo);
            let is_loose = tx.is_noted_photo(*photo)?;
            let is_voice = tx.attachment(*photo)?.is_some_and(|it| matches!(it.medium, Medium::Voice { .. }));
            match (is_loose, is_voice) {
                (true, false) => draft.photos.push(*photo),
                (true, true) => draft.voice.came_back(tx, *photo)?,
                (false, _) => draft.voice.left(*photo),
            }
        }
        draft.keep(tx, student, feedback.outcome)
    })?;
    Ok(())
}

/// Whose record it is in, and what it is about.
pub(super) fn about(inner: &Inner, student: &str, outcome: &str) -> Result<(Subject, OutcomeId), CoreError> {
    let student: UserId = id(student)?;
    Ok(((class_of(inner, student)?, student), id(outcome)?))
}
