//! Capture: one student, one outcome, in the teacher's hand beside the child. Nothing of anybody else.

use super::parts::{NextStep, OutcomeHead, PhotoTile, Sign, UndoBar};

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

/// All of Capture. A student opens on Practice, Alone, whatever came before.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct CaptureScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student.
    pub student: String,
    /// The short name ("Amara O.").
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// The outcome on screen.
    pub head: OutcomeHead,
    /// The outcomes of the class.
    pub outcomes: Vec<OutcomeChoice>,
    /// The school's kinds of work.
    pub kinds: Vec<KindChoice>,
    /// Whether At-bat may be offered for the chosen kind of work.
    pub at_bat_allowed: bool,
    /// Lowest first.
    pub levels: Vec<LevelOption>,
    /// The last next step agreed before this visit.
    pub agreed: Option<NextStep>,
    /// The next step saved in this visit; empty if none.
    pub next_step: String,
    /// Photos of this outcome, newest first, at most 12.
    pub photos: Vec<PhotoTile>,
    /// What was saved last for this student.
    pub undo: Option<UndoBar>,
    /// "3 not sent yet. They are safe on this tablet."; absent when all is sent.
    pub not_sent: Option<String>,
}

use super::names::initials;
use super::sync;
use super::view::{self, Standing};
use crate::history::Subject;
use notyet_model::ids::{ContextId, LevelId, OutcomeId};
use notyet_model::register::Rubric;
use notyet_model::scale::Scale;
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, dates};

/// What Capture needs besides the database.
pub(crate) struct Asked {
    /// The class and the student.
    pub(crate) subject: Subject,
    /// The outcome; absent: the first of the class.
    pub(crate) outcome: Option<OutcomeId>,
    /// The kind of work; absent: the first that is practice.
    pub(crate) kind: Option<ContextId>,
    /// What sentences call the device.
    pub(crate) device: sync::Device,
}

/// What was saved in this visit for the outcome on screen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    /// The level.
    pub(crate) level: Option<LevelId>,
    /// The next step.
    pub(crate) next_step: String,
    /// The undo bar.
    pub(crate) undo: Option<UndoBar>,
}

/// Reads Capture. `visit` is asked for once the outcome is known.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    asked: &Asked,
    visit: impl FnOnce(OutcomeId) -> Visit,
) -> Result<CaptureScreen, StoreError> {
    let (class_id, student) = asked.subject;
    let member = reader.member(class_id, student)?.ok_or(StoreError::NotFound)?;
    let class = reader.class(class_id)?.ok_or(StoreError::NotFound)?;
    let course = reader.course(class.course)?;
    let outcomes = reader.outcomes(class.course)?;
    let (id, outcome) = asked
        .outcome
        .and_then(|id| outcomes.iter().find(|(o, _)| *o == id))
        .or(outcomes.first())
        .ok_or(StoreError::NotFound)?;
    let scale = view::scale_of(course.as_ref(), outcome);
    let visit = visit(*id);
    let standing = Standing::of(&reader.levels_of_student(student)?, *id);
    let rubric = match outcome.rubric {
        Some(version) => reader.rubric(version)?,
        None => None,
    };
    let contexts = reader.contexts()?;
    let kind = asked
        .kind
        .and_then(|id| contexts.iter().find(|(c, _)| *c == id))
        .or_else(|| contexts.iter().find(|(_, c)| !c.at_bat))
        .or(contexts.first());
    let feedback = view::standing_feedback(reader.feedback(student, Some(*id))?);
    let agreed =
        feedback.iter().rev().find(|e| !e.body.next_step.is_empty() && e.body.next_step != visit.next_step);
    Ok(CaptureScreen {
        revision,
        student: student.to_string(),
        initials: initials(&member.name),
        name: member.short,
        head: view::outcome_head(speech, &scale, *id, outcome, standing),
        at_bat_allowed: kind.is_some_and(|(_, c)| c.at_bat),
        kinds: contexts
            .iter()
            .map(|(id, context)| KindChoice {
                kind: id.to_string(),
                name: context.name.clone(),
                at_bat: context.at_bat,
                chosen: Some(*id) == kind.map(|k| k.0),
            })
            .collect(),
        levels: level_options(speech, &scale, rubric.as_ref(), visit.level),
        agreed: agreed.map(|entry| NextStep {
            text: entry.body.next_step.clone(),
            outcome: entry.body.outcome.to_string(),
            caption: speech
                .say("next-step-agreed", &[("day", dates::short(speech, entry.body.work_day).into())]),
        }),
        next_step: visit.next_step,
        photos: view::photos(reader, speech, &reader.evidence(student, Some(*id), 200)?)?,
        undo: visit.undo,
        not_sent: sync::not_sent(reader, speech, asked.device)?,
        outcomes: outcomes
            .iter()
            .map(|(o, outcome)| OutcomeChoice {
                outcome: o.to_string(),
                code: outcome.code.clone(),
                i_can: outcome.i_can.clone(),
                chosen: o == id,
            })
            .collect(),
    })
}

fn level_options(
    speech: &Speech,
    scale: &Scale,
    rubric: Option<&Rubric>,
    chosen: Option<LevelId>,
) -> Vec<LevelOption> {
    let rows = rubric.map(|r| r.rows.as_slice()).unwrap_or_default();
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
