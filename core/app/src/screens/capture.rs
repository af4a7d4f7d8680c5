//! Capture: what recording needs under the thumb, wherever a teacher records: the levels with the rubric's words, the
//! outcomes and kinds of work to choose from, and the two circumstances.

use super::parts::Sign;

/// One level to tap.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct LevelOption {
    /// The level.
    pub level: String,
    /// "Demonstrating".
    pub word: String,
    /// Its sign.
    pub sign: Sign,
    /// Whether it is the one that was saved in this visit.
    pub chosen: bool,
    /// The rubric's words for it, one for each row, with the row's title where there is more than one.
    pub describes: Vec<String>,
    /// Word and first line of the rubric in one breath.
    pub spoken: String,
}

/// An outcome to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeChoice {
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can …"
    pub i_can: String,
    /// Whether it is the one on screen.
    pub chosen: bool,
}

/// A kind of work to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct KindChoice {
    /// The kind of work.
    pub kind: String,
    /// "Letter or essay".
    pub name: String,
    /// Whether it may be a chance to show mastery.
    pub at_bat: bool,
    /// Whether it is the one on screen.
    pub chosen: bool,
}

/// What a result is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Purpose {
    /// Practice: never lowers anything.
    Practice,
    /// A chance to show mastery.
    AtBat,
}

/// Whether the work was done alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Support {
    /// Alone.
    Alone,
    /// With help.
    WithHelp,
}

use super::view;
use notyet_model::ids::{ContextId, LevelId, OutcomeId, RowId};
use notyet_model::register::{Context, Outcome, Row, Rubric};
use notyet_model::scale::Scale;
use notyet_words::Speech;

/// The outcomes to choose from: the one to focus on first, the rest in the course's order.
pub(crate) fn outcome_choices(
    outcomes: &[(OutcomeId, Outcome)],
    focus: Option<OutcomeId>,
    chosen: OutcomeId,
) -> Vec<OutcomeChoice> {
    let mut ordered: Vec<&(OutcomeId, Outcome)> = outcomes.iter().collect();
    // Stable: the rest keeps its order.
    ordered.sort_by_key(|(id, _)| Some(*id) != focus);
    let choice = |(id, outcome): &(OutcomeId, Outcome)| OutcomeChoice {
        chosen: *id == chosen,
        ..outcome_choice(*id, outcome)
    };
    ordered.into_iter().map(choice).collect()
}

/// An outcome to choose, which is not chosen yet.
pub(crate) fn outcome_choice(id: OutcomeId, outcome: &Outcome) -> OutcomeChoice {
    OutcomeChoice {
        outcome: id.to_string(),
        code: outcome.code.clone(),
        i_can: outcome.i_can.clone(),
        chosen: false,
    }
}

/// The kinds of work to choose from.
pub(crate) fn kind_choices(contexts: &[(ContextId, Context)], chosen: Option<ContextId>) -> Vec<KindChoice> {
    let choice = |(id, context): &(ContextId, Context)| KindChoice {
        kind: id.to_string(),
        name: context.name.clone(),
        at_bat: context.at_bat,
        chosen: Some(*id) == chosen,
    };
    contexts.iter().map(choice).collect()
}

/// The levels to tap, with the words of the row to work on before those of the others.
pub(crate) fn level_options(
    speech: &Speech,
    scale: &Scale,
    rubric: Option<&Rubric>,
    row: Option<RowId>,
    chosen: Option<LevelId>,
) -> Vec<LevelOption> {
    let mut rows: Vec<&Row> = rubric.iter().flat_map(|r| &r.rows).collect();
    rows.sort_by_key(|found| Some(found.id) != row);
    scale
        .levels()
        .iter()
        .enumerate()
        .map(|(position, level)| {
            let describes: Vec<String> = rows
                .iter()
                .filter_map(|row| {
                    let cell = row.cells.iter().find(|c| c.level == level.id)?;
                    Some(if rows.len() > 1 {
                        format!("{}: {}", row.title, cell.text)
                    } else {
                        cell.text.clone()
                    })
                })
                .collect();
            LevelOption {
                level: level.id.to_string(),
                word: level.word.clone(),
                sign: view::sign_of(scale, Some(position), false),
                chosen: chosen == Some(level.id),
                spoken: match describes.first() {
                    Some(words) => speech.say(
                        "capture-level-spoken",
                        &[("word", level.word.as_str().into()), ("words", words.as_str().into())],
                    ),
                    None => level.word.clone(),
                },
                describes,
            }
        })
        .collect()
}
