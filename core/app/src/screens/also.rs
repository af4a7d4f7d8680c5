//! “Also shows?”: outcomes that the same work might show, and that are still open for the student. A tap says that it
//! does: the piece of evidence names that outcome, too.

/// A chip under what was saved.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AlsoChip {
    /// The outcome.
    pub outcome: String,
    /// "Also shows C4?", or "Shows C4, too" once it was said.
    pub text: String,
    /// The chip and the outcome's wording in one breath.
    pub spoken: String,
    /// Whether it was said.
    pub chosen: bool,
}

use super::view;
use notyet_model::ids::{OutcomeId, UserId};
use notyet_model::plan::also::{AT_MOST, Links, also};
use notyet_model::register::{Course, Outcome};
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;
use std::collections::{BTreeMap, BTreeSet};

/// The chips of work of these students that shows these outcomes, of a course; `said` was said in this visit already. At
/// most two, those that were said first.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    (course, outcomes): (Option<&Course>, &[(OutcomeId, Outcome)]),
    students: &[UserId],
    shows: &[OutcomeId],
    said: &[OutcomeId],
) -> Result<Vec<AlsoChip>, StoreError> {
    let mut open = BTreeSet::new();
    for student in students {
        open.extend(still_open(reader, course, outcomes, *student)?);
    }
    for shown in shows.iter().chain(said) {
        open.remove(shown);
    }
    let links: BTreeMap<OutcomeId, Links> =
        outcomes.iter().map(|(id, outcome)| (*id, links(outcome))).collect();
    let mut asked: Vec<OutcomeId> = said.to_vec();
    // No task is named where work is captured.
    for found in shows.iter().flat_map(|shown| also(*shown, None, &links, &open)) {
        if !asked.contains(&found.outcome) {
            asked.push(found.outcome);
        }
    }
    let chips = asked.into_iter().take(AT_MOST).filter_map(|id| {
        let (_, outcome) = outcomes.iter().find(|(of, _)| *of == id)?;
        Some(chip(speech, id, outcome, said.contains(&id)))
    });
    Ok(chips.collect())
}

/// The outcomes of a course that a student has not shown yet.
pub(crate) fn still_open(
    reader: &Reader<'_>,
    course: Option<&Course>,
    outcomes: &[(OutcomeId, Outcome)],
    student: UserId,
) -> Result<BTreeSet<OutcomeId>, StoreError> {
    let levels = reader.levels_of_student(student)?;
    let is_open = |(id, outcome): &&(OutcomeId, Outcome)| {
        let mastery = view::scale_of(course, outcome).mastery();
        view::Standing::of(&levels, *id).level.is_none_or(|level| level < mastery)
    };
    Ok(outcomes.iter().filter(is_open).map(|(id, _)| *id).collect())
}

fn links(outcome: &Outcome) -> Links {
    Links {
        standards: outcome.standards.iter().cloned().collect(),
        tasks: BTreeSet::new(),
        school_wide: outcome.school_wide,
        position: outcome.position,
    }
}

fn chip(speech: &Speech, id: OutcomeId, outcome: &Outcome, chosen: bool) -> AlsoChip {
    let key = if chosen { "also-said" } else { "also-shows" };
    let text = speech.say(key, &[("code", outcome.code.as_str().into())]);
    let args = [("text", text.as_str().into()), ("i-can", outcome.i_can.as_str().into())];
    AlsoChip { outcome: id.to_string(), spoken: speech.say("also-spoken", &args), text, chosen }
}
