//! The next step in the student's own words, typed or spoken beside a teacher. Saving again in the same visit replaces
//! what was saved; a voice note stays with it until another one takes its place.

use super::check::{short, typed};
use super::feedback::{FeedbackDraft, about};
use super::visit;
use super::voice::DraftVoice;
use crate::areas::OwnWordsInput;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Action;
use crate::screens::view;
use notyet_model::fact::{Body, LINE, Rewording};
use notyet_model::ids::{AttachmentId, OpId, OutcomeId, UserId};
use notyet_store::{Reader, StoreError, Tx};

/// Records what is typed, and what was said and listened to.
pub(crate) fn record_own_words(inner: &Inner, input: &OwnWordsInput) -> Result<u64, CoreError> {
    let (subject, outcome) = about(inner, &input.student, &input.outcome)?;
    let (feedback, said) = inner.store.read(|r| {
        Ok((reworded(r, subject.1, outcome)?, FeedbackDraft::of(r, subject.1, outcome)?.own_voice.if_heard()))
    })?;
    let feedback = feedback.ok_or_else(|| CoreError::not_found("next step"))?;
    let earlier =
        inner.history().own_words(subject, outcome).filter(|words| words.feedback == feedback).cloned();
    let before = earlier.and_then(|words| words.voice);
    let voice = said.or(before);
    let text = match voice {
        Some(_) => short("own-words", &input.text, LINE)?,
        None => typed("own-words", &input.text, LINE)?,
    };
    let body = Body::Rewording(Rewording { feedback, text: text.to_owned(), voice });
    let same = |body: &Body| matches!(body, Body::Rewording(_));
    visit::record(inner, subject, outcome, body, same, |tx| {
        let mut draft = FeedbackDraft::of(tx, subject.1, outcome)?;
        draft.own_words.clear();
        draft.own_voice = draft.own_voice.saved(tx)?;
        if let Some(old) = before.filter(|old| voice != Some(*old)) {
            stand(tx, &mut draft.own_voice, old, false)?;
        }
        draft.keep(tx, subject.1, outcome)
    })
}

/// What was said for the words of a step that was taken back or put again stands in the draft while no record carries it.
pub(super) fn keep_said(inner: &Inner, action: &Action) -> Result<(), CoreError> {
    let voice_of = |body: &Body| match body {
        Body::Rewording(words) => words.voice,
        _ => None,
    };
    let newest = voice_of(&action.after.body);
    let before = action.before.as_ref().and_then(|placed| voice_of(&placed.body));
    let before = before.filter(|old| newest != Some(*old));
    if newest.or(before).is_none() {
        return Ok(());
    }
    let student = action.subject.1;
    inner.store.write(|tx| {
        let mut draft = FeedbackDraft::of(tx, student, action.outcome)?;
        newest.map_or(Ok(()), |voice| stand(tx, &mut draft.own_voice, voice, true))?;
        before.map_or(Ok(()), |voice| stand(tx, &mut draft.own_voice, voice, false))?;
        draft.keep(tx, student, action.outcome)
    })?;
    Ok(())
}

/// One that no record carries is to be saved again, or to be put back where another one was saved in its place.
fn stand(
    tx: &mut Tx<'_>,
    draft: &mut DraftVoice,
    voice: AttachmentId,
    is_newest: bool,
) -> Result<(), StoreError> {
    match (tx.is_noted_photo(voice)?, is_newest) {
        (true, true) => draft.came_back(tx, voice),
        (true, false) => draft.was_replaced(tx, voice),
        (false, _) => {
            draft.left(voice);
            Ok(())
        }
    }
}

/// The feedback whose next step would be said in other words: the latest on this outcome that has one.
pub(crate) fn reworded(
    reader: &Reader<'_>,
    student: UserId,
    outcome: OutcomeId,
) -> Result<Option<OpId>, StoreError> {
    let feedback = view::standing_feedback(reader.feedback(student, Some(outcome))?);
    Ok(feedback.iter().rev().find(|e| !e.body.next_step.is_empty()).map(|e| e.id))
}
