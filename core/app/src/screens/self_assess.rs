//! Self-assess: a student's own judgement of their work, on the same rubric, row by row. Nothing of a teacher's
//! judgement stands here before the student's own is saved.

use super::capture::{LevelOption, Support};
use super::document::DocumentTile;
use super::parts::PhotoTile;
use super::voice::{VoiceDraft, VoiceTile};

/// Where a student's work goes.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum WorkPlace {
    /// New work on an outcome, which the student judges.
    Judged {
        /// The outcome.
        outcome: String,
    },
    /// A piece that is there already, which the student judges.
    Piece {
        /// The outcome that it is judged on.
        outcome: String,
        /// The piece.
        piece: String,
    },
    /// New work that the student does not judge now.
    Added,
}

/// A level, tapped on one row.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct RowPick {
    /// The row; empty: the work as a whole.
    pub row: String,
    /// The level.
    pub level: String,
}

/// What is chosen and typed and not saved yet. It outlives the screen and the app.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WorkDraft {
    /// The outcome that was chosen; only for [`WorkPlace::Added`].
    pub outcome: Option<String>,
    /// At most one level a row.
    pub picks: Vec<RowPick>,
    /// Alone, or with help.
    pub support: Support,
    /// Written work; at most 1,700 letters.
    pub text: String,
    /// Where the work lies, when it lies elsewhere.
    pub link: String,
    /// One line about the work; at most 200 letters.
    pub reflection: String,
}

/// One row to judge.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct AssessRow {
    /// The row; empty: the work as a whole.
    pub row: String,
    /// "Choosing", "All in all".
    pub title: String,
    /// Lowest first; none is chosen: what the draft picks is lit.
    pub levels: Vec<LevelOption>,
}

/// A piece that is there already and is judged now.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JudgedPiece {
    /// What is written; "Photo" where nothing is.
    pub text: String,
    /// Its photos.
    pub photos: Vec<PhotoTile>,
    /// Its voice notes.
    pub voices: Vec<VoiceTile>,
    /// Its documents.
    pub documents: Vec<DocumentTile>,
}

/// All of Self-assess.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SelfAssessScreen {
    /// The database's revision.
    pub revision: u64,
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can back up a claim …"
    pub i_can: String,
    /// The rows of the rubric, then the whole where there is more than one row.
    pub rows: Vec<AssessRow>,
    /// What was chosen and typed before.
    pub draft: WorkDraft,
    /// Photos of the draft, oldest first.
    pub photos: Vec<PhotoTile>,
    /// Documents of the draft, oldest first.
    pub documents: Vec<DocumentTile>,
    /// The draft's voice note.
    pub voice: VoiceDraft,
    /// The piece that is judged; absent for new work.
    pub piece: Option<JudgedPiece>,
}

use super::{document, evidence, view, voice};
use crate::intents::Draft;
use notyet_model::ids::{OpId, OutcomeId, RowId, UserId};
use notyet_model::register::Rubric;
use notyet_model::scale::Scale;
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;

/// What Self-assess needs besides the database.
pub(crate) struct Asked {
    /// The student.
    pub(crate) me: UserId,
    /// The outcome.
    pub(crate) outcome: OutcomeId,
    /// The piece that is there already.
    pub(crate) piece: Option<OpId>,
    /// The name of the draft's note.
    pub(crate) note: String,
}

/// Reads Self-assess.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    asked: Asked,
) -> Result<SelfAssessScreen, StoreError> {
    let outcome = reader.outcome(asked.outcome)?.ok_or(StoreError::NotFound)?;
    let course = reader.course(outcome.course)?;
    let scale = view::spoken_scale(speech, course.as_ref(), &outcome);
    let rubric = match outcome.rubric {
        Some(version) => reader.rubric(version)?,
        None => None,
    };
    let known: Vec<RowId> = rubric.iter().flat_map(|r| &r.rows).map(|row| row.id).collect();
    let draft = Draft::read(reader, asked.me, &asked.note)?;
    let pieces = evidence::Pieces::of(reader, asked.me)?;
    let standing = pieces.standing();
    let piece =
        asked.piece.map(|id| evidence::find(&standing, id).ok_or(StoreError::NotFound)).transpose()?;
    let piece = match piece {
        Some(piece) => {
            let body = piece.body;
            let text =
                if body.text.is_empty() { evidence::title(reader, speech, body)? } else { body.text.clone() };
            let photos = view::tiles(reader, speech, &body.attachments, Some(body.work_day))?;
            let voices = voice::tiles(reader, speech, &body.attachments, Some(body.work_day))?;
            let documents = document::tiles(reader, speech, &body.attachments, Some(body.work_day))?;
            Some(JudgedPiece { text, photos, voices, documents })
        }
        None => None,
    };
    Ok(SelfAssessScreen {
        revision,
        outcome: asked.outcome.to_string(),
        code: outcome.code,
        i_can: outcome.i_can,
        rows: rows(speech, &scale, rubric.as_ref()),
        photos: view::tiles(reader, speech, &draft.photos, None)?,
        documents: document::tiles(reader, speech, &draft.documents, None)?,
        voice: voice::draft(reader, speech, &draft.voice)?,
        draft: draft.shown(&known),
        piece,
    })
}

fn rows(speech: &Speech, scale: &Scale, rubric: Option<&Rubric>) -> Vec<AssessRow> {
    let rows = rubric.map(|r| r.rows.as_slice()).unwrap_or_default();
    let mut shown: Vec<AssessRow> = rows
        .iter()
        .map(|row| AssessRow {
            row: row.id.to_string(),
            title: row.title.clone(),
            levels: levels(speech, scale, |level| {
                row.cells.iter().find(|cell| cell.level == level).map(|cell| cell.text.clone())
            }),
        })
        .collect();
    // One row is the whole.
    if rows.len() != 1 {
        shown.push(AssessRow {
            row: String::new(),
            title: speech.text(if rows.is_empty() { "assess-level" } else { "assess-whole" }),
            levels: levels(speech, scale, |level| {
                let level = scale.levels().iter().find(|l| l.id == level)?;
                rows.is_empty().then(|| level.plain.clone())
            }),
        });
    }
    shown
}

fn levels(
    speech: &Speech,
    scale: &Scale,
    words_of: impl Fn(notyet_model::ids::LevelId) -> Option<String>,
) -> Vec<LevelOption> {
    scale
        .levels()
        .iter()
        .enumerate()
        .map(|(position, level)| {
            let words = words_of(level.id).filter(|words| !words.is_empty());
            LevelOption {
                level: level.id.to_string(),
                word: level.word.clone(),
                sign: view::sign_of(scale, Some(position), false),
                chosen: false,
                spoken: match &words {
                    Some(words) => speech.say(
                        "capture-level-spoken",
                        &[("word", level.word.as_str().into()), ("words", words.as_str().into())],
                    ),
                    None => level.word.clone(),
                },
                describes: words.into_iter().collect(),
            }
        })
        .collect()
}
