//! Evidence: one piece of a student's work with its history. A teacher's judgement of it stands here once the student
//! has judged it, or has asked to see.

use super::document::{self, DocumentTile};
use super::parts::{PhotoTile, UndoBar};
use super::voice::{self, VoiceTile};

/// Whether a teacher's judgement of a piece is in sight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Theirs {
    /// There is none.
    NotThere,
    /// It waits until the student has judged, or asks to see it.
    Folded,
    /// It is among the sentences.
    Shown,
}

/// A piece in a list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct PieceRow {
    /// The piece.
    pub piece: String,
    /// "Photo", or how its text begins.
    pub title: String,
    /// "12 Nov · You said Approaching".
    pub note: String,
    /// Both in one breath.
    pub spoken: String,
}

/// One step in the history of a piece.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HistoryLine {
    /// "12 Nov".
    pub day: String,
    /// "Added by Ms Ortiz".
    pub text: String,
}

/// All of Evidence.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct EvidenceScreen {
    /// The database's revision.
    pub revision: u64,
    /// The piece.
    pub piece: String,
    /// The outcome that it is looked at on.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can back up a claim …"
    pub i_can: String,
    /// "Photo", or how its text begins.
    pub title: String,
    /// "Added by you, 12 Nov".
    pub caption: String,
    /// What is written, in paragraphs.
    pub text: String,
    /// The address of a page.
    pub link: Option<String>,
    /// Its photos.
    pub photos: Vec<PhotoTile>,
    /// Its voice notes.
    pub voices: Vec<VoiceTile>,
    /// Its documents.
    pub documents: Vec<DocumentTile>,
    /// What the student said of it, and, once that may be seen, what the teacher said; each a sentence or a question.
    pub judged: Vec<String>,
    /// Whether the student's own judgement is among them.
    pub is_judged: bool,
    /// Whether a teacher's judgement is.
    pub theirs: Theirs,
    /// What happened to it, the earliest first.
    pub history: Vec<HistoryLine>,
    /// What was saved last and can still be taken back.
    pub undo: Option<UndoBar>,
}

use super::view;
use notyet_model::fact::{Body, Evidence, Judgement, Kind, Lane};
use notyet_model::flow::{Fact, Standing};
use notyet_model::ids::{LevelId, OpId, OutcomeId, RowId, UserId};
use notyet_model::scale::Scale;
use notyet_store::{Medium, Reader, StoreError};
use notyet_words::{Speech, dates, word};

/// How many letters of a text stand for it in a list.
const BEGINNING: usize = 60;

/// A student's work and judgements, read once.
pub(crate) struct Pieces(Vec<Fact>);

impl Pieces {
    /// All of one student's.
    pub(crate) fn of(reader: &Reader<'_>, student: UserId) -> Result<Self, StoreError> {
        Ok(Self(reader.facts(student, &[Kind::Evidence, Kind::Judgement, Kind::Retraction])?))
    }

    /// Those that stand.
    pub(crate) fn standing(&self) -> Standing<'_> {
        Standing::of(&self.0)
    }
}

/// A piece that stands.
#[derive(Clone, Copy)]
pub(crate) struct Piece<'a> {
    /// Where it was recorded.
    pub(crate) fact: &'a Fact,
    /// What it holds.
    pub(crate) body: &'a Evidence,
}

fn as_piece(fact: &Fact) -> Option<Piece<'_>> {
    match &fact.body {
        Body::Evidence(body) => Some(Piece { fact, body }),
        _ => None,
    }
}

/// The piece of this name, or what it was corrected to.
pub(crate) fn find<'a>(standing: &Standing<'a>, id: OpId) -> Option<Piece<'a>> {
    standing.find(standing.heir(id), Kind::Evidence).and_then(as_piece)
}

/// What student and teacher said of a piece, each the latest.
#[derive(Clone, Copy)]
pub(crate) struct Judged<'a> {
    /// The student's own.
    pub(crate) mine: Option<(&'a Fact, &'a Judgement)>,
    /// A teacher's.
    pub(crate) theirs: Option<(&'a Fact, &'a Judgement)>,
}

impl<'a> Judged<'a> {
    /// On one outcome.
    pub(crate) fn of(standing: &Standing<'a>, piece: OpId, outcome: OutcomeId) -> Self {
        let said = |lane| {
            standing.latest(|body| match body {
                Body::Judgement(j) if j.lane == lane && j.outcome == outcome => {
                    (j.evidence.map(|id| standing.heir(id)) == Some(piece)).then_some(j)
                }
                _ => None,
            })
        };
        Self { mine: said(Lane::Own), theirs: said(Lane::Teacher) }
    }

    /// Whether the teacher's may be seen: after the student's own, or when the student asked to see it.
    fn theirs_shown(self, reader: &Reader<'_>, me: UserId, piece: OpId) -> Result<Theirs, StoreError> {
        Ok(match (self.theirs, self.mine) {
            (None, _) => Theirs::NotThere,
            (Some(_), Some(_)) => Theirs::Shown,
            (Some(_), None) if reader.note(me, &shown_note(piece))?.is_some() => Theirs::Shown,
            (Some(_), None) => Theirs::Folded,
        })
    }
}

/// The note that says that a student asked to see a teacher's judgement of a piece.
pub(crate) fn shown_note(piece: OpId) -> String {
    format!("shown/{piece}")
}

/// What both said, as sentences; a difference is a question. Only for what may be seen.
pub(crate) fn compared(
    reader: &Reader<'_>,
    speech: &Speech,
    scale: &Scale,
    both: &Judged<'_>,
) -> Result<Vec<String>, StoreError> {
    let rows = Rows::of(reader, both)?;
    let level = |id: LevelId| scale.position(id).map(|at| word(scale, at).to_owned()).unwrap_or_default();
    let mut said = vec![];
    let name = match both.theirs {
        Some((fact, _)) => author(reader, fact)?,
        None => String::new(),
    };
    let mut compare = |row: Option<&str>, mine: Option<LevelId>, theirs: Option<LevelId>| {
        let args = [
            ("mine", mine.map(level).unwrap_or_default().into()),
            ("theirs", theirs.map(level).unwrap_or_default().into()),
            ("name", name.as_str().into()),
        ];
        let key = match (mine, theirs) {
            (Some(mine), Some(theirs)) if mine == theirs => "assess-same",
            (Some(_), Some(_)) => "assess-differs",
            (Some(_), None) => "assess-mine",
            (None, Some(_)) => "assess-theirs",
            (None, None) => return,
        };
        let sentence = speech.say(key, &args);
        said.push(match row {
            Some(row) => speech.say("assess-row", &[("row", row.into()), ("said", sentence.into())]),
            None => sentence,
        });
    };
    let mine = both.mine.map(|(_, judgement)| judgement);
    let theirs = both.theirs.map(|(_, judgement)| judgement);
    compare(None, mine.and_then(|j| j.level), theirs.and_then(|j| j.level));
    for (row, title) in &rows.0 {
        let of = |judgement: Option<&Judgement>| {
            judgement?.rows.iter().find(|r| r.row_id == *row).map(|r| r.level_id)
        };
        let (mine_row, theirs_row) = (of(mine), of(theirs));
        // One row is the whole, which is said already.
        if rows.0.len() > 1
            || (mine.and_then(|j| j.level).is_none() && theirs.and_then(|j| j.level).is_none())
        {
            compare(Some(title), mine_row, theirs_row);
        }
    }
    Ok(said)
}

/// The rows that either judged, with their titles.
struct Rows(Vec<(RowId, String)>);

impl Rows {
    fn of(reader: &Reader<'_>, both: &Judged<'_>) -> Result<Self, StoreError> {
        let mut rows: Vec<(RowId, String)> = vec![];
        for (_, judgement) in both.mine.iter().chain(&both.theirs) {
            let Some(rubric) = judgement.rubric_version.map(|id| reader.rubric(id)).transpose()?.flatten()
            else {
                continue;
            };
            for row in rubric.rows {
                let is_judged = judgement.rows.iter().any(|judged| judged.row_id == row.id);
                if is_judged && !rows.iter().any(|(id, _)| *id == row.id) {
                    rows.push((row.id, row.title));
                }
            }
        }
        Ok(Self(rows))
    }
}

/// "Photo", "Voice note", "File", "Link", or how the text begins.
pub(crate) fn title(reader: &Reader<'_>, speech: &Speech, body: &Evidence) -> Result<String, StoreError> {
    let line = body.text.lines().next().unwrap_or_default().trim();
    if line.chars().count() > BEGINNING {
        return Ok(format!("{}…", line.chars().take(BEGINNING).collect::<String>().trim_end()));
    }
    if !line.is_empty() {
        return Ok(line.to_owned());
    }
    Ok(speech.text(match view::first_medium(reader, &body.attachments)? {
        Some(Medium::Photo) => "piece-photo",
        Some(Medium::Voice { .. }) => "piece-voice",
        Some(Medium::Document { .. }) => "piece-document",
        None if body.link.is_some() => "piece-link",
        None => "piece-work",
    }))
}

/// A student's pieces on an outcome, the latest work first.
pub(crate) fn on<'a>(standing: &Standing<'a>, outcome: OutcomeId) -> Vec<Piece<'a>> {
    let pieces = standing.facts().iter().filter_map(|fact| as_piece(fact));
    let mut pieces: Vec<Piece<'a>> = pieces.filter(|piece| piece.body.outcomes.contains(&outcome)).collect();
    pieces.sort_by_key(|p| std::cmp::Reverse((p.body.work_day, p.body.work_at_ms, p.fact.id)));
    pieces
}

/// The same as rows, at most so many.
pub(crate) fn rows(
    reader: &Reader<'_>,
    speech: &Speech,
    scale: &Scale,
    standing: &Standing<'_>,
    outcome: OutcomeId,
    most: usize,
) -> Result<Vec<PieceRow>, StoreError> {
    let mut shown = vec![];
    for piece in on(standing, outcome).into_iter().take(most) {
        let both = Judged::of(standing, piece.fact.id, outcome);
        let mine = both.mine.and_then(|(_, judgement)| judgement.level).and_then(|id| scale.position(id));
        let day = dates::short(speech, piece.body.work_day);
        let note = match (mine, both.mine.is_some()) {
            (Some(level), _) => {
                speech.say("piece-note-said", &[("day", day.into()), ("level", word(scale, level).into())])
            }
            (None, true) => speech.say("piece-note-judged", &[("day", day.into())]),
            (None, false) => day,
        };
        let title = title(reader, speech, piece.body)?;
        shown.push(PieceRow {
            piece: piece.fact.id.to_string(),
            spoken: speech
                .say("piece-spoken", &[("title", title.as_str().into()), ("note", note.as_str().into())]),
            title,
            note,
        });
    }
    Ok(shown)
}

/// Reads Evidence. Without an outcome: the first of the piece's.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    me: UserId,
    id: OpId,
    outcome: Option<OutcomeId>,
    undo: impl FnOnce(OutcomeId) -> Option<UndoBar>,
) -> Result<EvidenceScreen, StoreError> {
    let pieces = Pieces::of(reader, me)?;
    let standing = pieces.standing();
    let piece = find(&standing, id).ok_or(StoreError::NotFound)?;
    let of_piece = |id: &OutcomeId| piece.body.outcomes.contains(id);
    let on = outcome.filter(of_piece).or(piece.body.outcomes.first().copied()).ok_or(StoreError::NotFound)?;
    let found = reader.outcome(on)?.ok_or(StoreError::NotFound)?;
    let course = reader.course(found.course)?;
    let scale = view::spoken_scale(speech, course.as_ref(), &found);
    let mut both = Judged::of(&standing, piece.fact.id, on);
    let (is_judged, theirs) = (both.mine.is_some(), both.theirs_shown(reader, me, piece.fact.id)?);
    if theirs != Theirs::Shown {
        both.theirs = None;
    }
    let day = dates::short(speech, piece.body.work_day);
    Ok(EvidenceScreen {
        revision,
        piece: piece.fact.id.to_string(),
        outcome: on.to_string(),
        code: found.code,
        i_can: found.i_can,
        title: title(reader, speech, piece.body)?,
        caption: if piece.fact.actor == me {
            speech.say("piece-caption-own", &[("day", day.into())])
        } else {
            let name = author(reader, piece.fact)?;
            speech.say("piece-caption", &[("name", name.into()), ("day", day.into())])
        },
        text: piece.body.text.clone(),
        link: piece.body.link.as_ref().map(|link| link.as_str().to_owned()),
        photos: view::tiles(reader, speech, &piece.body.attachments, Some(piece.body.work_day))?,
        voices: voice::tiles(reader, speech, &piece.body.attachments, Some(piece.body.work_day))?,
        documents: document::tiles(reader, speech, &piece.body.attachments, Some(piece.body.work_day))?,
        judged: compared(reader, speech, &scale, &both)?,
        is_judged,
        theirs,
        history: history(reader, speech, me, &pieces, &standing, piece.fact.id, theirs)?,
        undo: undo(on),
    })
}

/// What happened to a piece: all its versions, what it was revised to, who judged it. A judgement by a teacher that the
/// student has not seen yet is no part of it.
fn history(
    reader: &Reader<'_>,
    speech: &Speech,
    me: UserId,
    pieces: &Pieces,
    standing: &Standing<'_>,
    piece: OpId,
    theirs: Theirs,
) -> Result<Vec<HistoryLine>, StoreError> {
    let is_it = |id: OpId| standing.heir(id) == piece;
    let mut steps: Vec<(&Fact, &str)> = vec![];
    for fact in &pieces.0 {
        let step = match &fact.body {
            Body::Evidence(body) if is_it(fact.id) && body.supersedes.is_empty() => "added",
            Body::Evidence(_) if is_it(fact.id) => "corrected",
            Body::Evidence(body) if body.revises.is_some_and(is_it) => "revised",
            Body::Judgement(j) if j.evidence.is_some_and(is_it) => match j.lane {
                Lane::Own => "judged",
                Lane::Teacher if theirs == Theirs::Shown => "judged",
                Lane::Teacher => continue,
            },
            Body::Retraction(back) => {
                let taken = pieces.0.iter().filter(|fact| back.of.contains(&fact.id));
                let mine = taken.filter(|fact| match &fact.body {
                    Body::Judgement(j) => {
                        j.evidence.is_some_and(is_it) && (j.lane == Lane::Own || theirs == Theirs::Shown)
                    }
                    Body::Evidence(_) => is_it(fact.id),
                    _ => false,
                });
                if mine.count() == 0 {
                    continue;
                }
                "taken-back"
            }
            _ => continue,
        };
        steps.push((fact, step));
    }
    steps.sort_by_key(|(fact, _)| (fact.eff, fact.id));
    let zone = reader.zone()?;
    steps
        .into_iter()
        .map(|(fact, step)| {
            let day = notyet_model::calendar::Day::of_ms(fact.eff.ms(), zone);
            let text = if fact.actor == me {
                speech.text(&format!("history-{step}-own"))
            } else {
                speech.say(&format!("history-{step}"), &[("name", author(reader, fact)?.into())])
            };
            Ok(HistoryLine { day: dates::short(speech, day), text })
        })
        .collect()
}

/// Who wrote a fact, by name.
pub(crate) fn author(reader: &Reader<'_>, fact: &Fact) -> Result<String, StoreError> {
    let class = reader.subject_of(fact.id)?.map(|(class, _)| class);
    Ok(match class {
        Some(class) => reader.member(class, fact.actor)?.map(|member| member.name).unwrap_or_default(),
        None => String::new(),
    })
}
