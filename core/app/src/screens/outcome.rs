//! Outcome: one outcome of one student, with its rubric, what has been shown, why the level is what it is, and
//! what would change it.

use super::curve::Curve;
use super::evidence::PieceRow;
use super::parts::{NextStep, OutcomeHead, PhotoTile, Sign, UndoBar};
use super::ready::ReadyPart;
use super::voice::{self, VoiceTile};

/// How a cell of the rubric is lit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum CellLight {
    /// The present level.
    Present,
    /// The one above it.
    Next,
    /// The rest.
    Dimmed,
}

/// One level of one row.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RubricCell {
    /// The level's word.
    pub word: String,
    /// Its sign.
    pub sign: Sign,
    /// In the student's words.
    pub text: String,
    /// How it is lit.
    pub light: CellLight,
}

/// One row of the rubric.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RubricRow {
    /// "Choosing".
    pub title: String,
    /// Lowest level first.
    pub cells: Vec<RubricCell>,
}

/// One chance to show mastery; the last one is open.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Place {
    /// What was shown; absent: the open place.
    pub sign: Option<Sign>,
    /// "Letter or essay", or empty.
    pub kind: String,
    /// "12 Nov", or empty.
    pub day: String,
    /// All of it in one breath.
    pub spoken: String,
}

/// Feedback on this outcome.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeedbackCard {
    /// "From Ms Ortiz, 12 Nov".
    pub caption: String,
    /// What went well; may be empty.
    pub went_well: String,
    /// What to improve; may be empty.
    pub improve: String,
    /// One next step; may be empty.
    pub next_step: String,
    /// Photos of the work that were drawn on for it.
    pub photos: Vec<PhotoTile>,
    /// Voice notes that came with it.
    pub voices: Vec<VoiceTile>,
}

/// One sentence of why the level is what it is.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WhyLine {
    /// The sentence.
    pub text: String,
    /// The piece of work that it is about and opens; absent where there is none.
    pub piece: Option<String>,
}

/// All of Outcome.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OutcomeScreen {
    /// The database's revision.
    pub revision: u64,
    /// The outcome and where the student stands.
    pub head: OutcomeHead,
    /// The present next step.
    pub next_step: Option<NextStep>,
    /// The rubric; empty when the outcome has none.
    pub rubric: Vec<RubricRow>,
    /// Chances so far, latest last, then always one open place.
    pub places: Vec<Place>,
    /// The results over time; absent before the first one.
    pub curve: Option<Curve>,
    /// Newest first, at most 12.
    pub photos: Vec<PhotoTile>,
    /// Pieces of work, the latest first, at most 12.
    pub pieces: Vec<PieceRow>,
    /// Newest first, at most 20.
    pub feedback: Vec<FeedbackCard>,
    /// Why this level, in sentences.
    pub why: Vec<WhyLine>,
    /// What would change it, in sentences.
    pub change: Vec<String>,
    /// The outcome in the student's own words; empty before they said it.
    pub own_words: String,
    /// The words that are typed and not saved.
    pub own_words_draft: String,
    /// How ready the student is to show it.
    pub ready: ReadyPart,
    /// What the student saved last and can still take back.
    pub undo: Option<UndoBar>,
}

use super::account::Account;
use super::feedback::newest_step;
use super::ready::Sayings;
use super::view::{self, Standing};
use super::{curve, evidence};
use crate::intents::words_note;
use notyet_model::calendar::Day;
use notyet_model::fact::Judgement;
use notyet_model::ids::{OutcomeId, UserId};
use notyet_model::register::Rubric;
use notyet_model::scale::Scale;
use notyet_store::{Entry, Reader, StoreError};
use notyet_words::Speech;

/// How many pieces of feedback the screen shows at most.
const MAX_FEEDBACK: usize = 20;
/// How many pieces of work.
const MAX_PIECES: usize = 12;

/// Reads Outcome, as of `today` in the school's zone.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    student: UserId,
    id: OutcomeId,
    today: Day,
    undo: Option<UndoBar>,
) -> Result<OutcomeScreen, StoreError> {
    let account = Account::of(reader, speech, student, id, today)?;
    let (outcome, scale, standing) = (&account.outcome, &account.scale, account.standing);
    let feedback = view::standing_feedback(reader.feedback(student, Some(id))?);
    let cards = feedback
        .iter()
        .rev()
        .take(MAX_FEEDBACK)
        .map(|entry| {
            let author = reader.member(entry.class, entry.actor)?.map(|m| m.name).unwrap_or_default();
            Ok(FeedbackCard {
                caption: view::caption(speech, author, entry.body.work_day),
                went_well: entry.body.went_well.clone(),
                improve: entry.body.improve.clone(),
                next_step: entry.body.next_step.clone(),
                photos: view::tiles(reader, speech, &entry.body.attachments, Some(entry.body.work_day))?,
                voices: voice::tiles(reader, speech, &entry.body.attachments, Some(entry.body.work_day))?,
            })
        })
        .collect::<Result<Vec<_>, StoreError>>()?;
    let rubric = match outcome.rubric {
        Some(version) => reader.rubric(version)?,
        None => None,
    };
    let piece = |entry: &Entry<Judgement>| entry.body.evidence.map(|piece| piece.to_string());
    let sayings = Sayings::of(reader, student)?;
    let work = evidence::Pieces::of(reader, student)?;
    Ok(OutcomeScreen {
        revision,
        head: view::outcome_head(speech, scale, id, outcome, standing),
        next_step: newest_step(reader, speech, student, Some(id))?,
        rubric: rubric.map(|r| rubric_rows(&r, scale, standing)).unwrap_or_default(),
        places: account.places(speech),
        curve: curve::of(&account, speech, today, piece),
        photos: view::photos(reader, speech, &reader.evidence(student, Some(id), 200)?)?,
        pieces: evidence::rows(reader, speech, scale, &work.standing(), id, MAX_PIECES)?,
        feedback: cards,
        why: account.why(speech, piece),
        change: account.change(speech),
        own_words: sayings.words(id),
        own_words_draft: reader.note(student, &words_note(id))?.unwrap_or_default(),
        ready: sayings.ready(speech, scale, id, &account.practice()),
        undo,
    })
}

/// The rubric with the present level lit and the one above it readable. Before any work the lowest level is
/// the next one.
fn rubric_rows(rubric: &Rubric, scale: &Scale, standing: Standing) -> Vec<RubricRow> {
    let present = standing.level.or(standing.practice);
    let next = present.map_or(0, |p| p + 1);
    rubric
        .rows
        .iter()
        .map(|row| RubricRow {
            title: row.title.clone(),
            cells: scale
                .levels()
                .iter()
                .enumerate()
                .filter_map(|(position, level)| {
                    let cell = row.cells.iter().find(|c| c.level == level.id)?;
                    Some(RubricCell {
                        word: level.word.clone(),
                        sign: view::sign_of(scale, Some(position), false),
                        text: cell.text.clone(),
                        light: match position {
                            p if Some(p) == present => CellLight::Present,
                            p if p == next => CellLight::Next,
                            _ => CellLight::Dimmed,
                        },
                    })
                })
                .collect(),
        })
        .collect()
}
