//! What a student says of an outcome: its wording in words of their own, and how ready they are to show it.

use super::check::{id, typed};
use super::own_class;
use crate::core::Inner;
use crate::error::CoreError;
use crate::own::{self, About, keep_text};
use crate::screens::ready::Sureness;
use notyet_model::fact::{Body, Confidence, LINE, OwnWords, Readiness, Wording};
use notyet_model::ids::OutcomeId;
use notyet_store::Send;

/// The name of the note that keeps the words that are typed.
pub(crate) fn words_note(outcome: OutcomeId) -> String {
    format!("draft/words/{outcome}")
}

/// Keeps what is typed.
pub(crate) fn keep_words(inner: &Inner, outcome: &str, text: &str) -> Result<u64, CoreError> {
    let note = words_note(id(outcome)?);
    keep_text(inner, &note, text)
}

/// Says the outcome in the student's own words; the latest stand.
pub(crate) fn save_words(inner: &Inner, outcome: &str, text: &str) -> Result<u64, CoreError> {
    let of: OutcomeId = id(outcome)?;
    let said = typed("words", text, LINE)?.to_owned();
    keep_words(inner, outcome, text)?;
    say(inner, of, Some(&words_note(of)), &Body::OwnWords(OwnWords { of: Wording::Outcome(of), text: said }))
}

/// Says how ready the student is.
pub(crate) fn say_ready(inner: &Inner, outcome: &str, sure: Sureness) -> Result<u64, CoreError> {
    let outcome: OutcomeId = id(outcome)?;
    let (_, day) = inner.work_time()?;
    let confidence = match sure {
        Sureness::NotYet => Confidence::NotYet,
        Sureness::Nearly => Confidence::Nearly,
        Sureness::Ready => Confidence::Ready,
    };
    let said = Readiness { outcome, task: None, confidence, next_step: String::new(), day };
    say(inner, outcome, None, &Body::Readiness(said))
}

fn say(inner: &Inner, outcome: OutcomeId, note: Option<&str>, body: &Body) -> Result<u64, CoreError> {
    let subject = inner.store.read(|r| own_class::of_outcome(r, own_class::me(r)?, outcome))?;
    own::record(inner, (About::Outcome(outcome), subject), note, |tx| {
        Ok(vec![tx.append(Some(subject), body, Send::Held)?])
    })
}
