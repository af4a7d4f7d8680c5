//! A student's own work: drafted, then saved with one tap as a piece of evidence and the student's judgement of it.

use super::check::id;
use super::voice::DraftVoice;
use super::{markup, own_class, photo, tag};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::own::{self, About};
use crate::screens::capture::Support as Help;
use crate::screens::evidence::{self, Judged, Pieces};
use crate::screens::self_assess::{RowPick, WorkDraft, WorkPlace};
use crate::screens::view;
use notyet_model::fact::{Body, Evidence, Judgement, LINE, Lane, Link, Purpose, RowLevel, Support};
use notyet_model::ids::{AttachmentId, LevelId, OpId, OutcomeId, RowId, UserId};
use notyet_store::{Reader, Send, StoreError};
use serde::{Deserialize, Serialize};

/// Letters of written work; with a reflection and the line between them it stays within what a piece may hold.
pub(super) const MOST_TEXT: usize = 1_700;
/// Photos of one piece.
pub(super) const MOST_PHOTOS: usize = 12;

/// A draft as its note keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Draft {
    outcome: Option<OutcomeId>,
    level: Option<LevelId>,
    rows: Vec<RowLevel>,
    with_help: bool,
    text: String,
    link: String,
    reflection: String,
    /// Taken and kept, oldest first; no record carries them yet.
    pub(crate) photos: Vec<AttachmentId>,
    /// Documents, likewise.
    pub(crate) documents: Vec<AttachmentId>,
    pub(crate) voice: DraftVoice,
}

impl Draft {
    /// What a student keeps under this name; an empty one where nothing is.
    pub(crate) fn read(reader: &Reader<'_>, me: UserId, note: &str) -> Result<Self, StoreError> {
        Ok(reader.note(me, note)?.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    pub(super) fn to_json(&self) -> String {
        serde_json::to_string(self).expect("a draft holds only texts and ids, which JSON can always say")
    }

    /// The outcome that was chosen.
    pub(crate) fn outcome(&self) -> Option<OutcomeId> {
        self.outcome
    }

    /// What is judged of these rows. A row that an edit of the rubric took away meanwhile is not judged any more.
    fn rows_of(&self, known: &[RowId]) -> Vec<RowLevel> {
        self.rows.iter().filter(|pick| known.contains(&pick.row_id)).copied().collect()
    }

    /// As a shell shows it, on a rubric of these rows.
    pub(crate) fn shown(&self, known: &[RowId]) -> WorkDraft {
        let rows = self.rows_of(known).into_iter().map(|pick| (pick.row_id.to_string(), pick.level_id));
        let whole = self.level.map(|level| (String::new(), level));
        WorkDraft {
            outcome: self.outcome.map(|id| id.to_string()),
            picks: rows.chain(whole).map(|(row, level)| RowPick { row, level: level.to_string() }).collect(),
            support: if self.with_help { Help::WithHelp } else { Help::Alone },
            text: self.text.clone(),
            link: self.link.clone(),
            reflection: self.reflection.clone(),
        }
    }

    /// What the shell holds now; photos, documents and the voice note are kept as they are.
    fn take(&mut self, shown: &WorkDraft) -> Result<(), CoreError> {
        self.outcome = shown.outcome.as_deref().map(id).transpose()?;
        (self.level, self.rows) = (None, vec![]);
        for pick in &shown.picks {
            let level = id(&pick.level)?;
            if pick.row.is_empty() {
                self.level = Some(level);
            } else {
                let row: RowId = id(&pick.row)?;
                self.rows.retain(|earlier| earlier.row_id != row);
                self.rows.push(RowLevel { row_id: row, level_id: level });
            }
        }
        self.with_help = shown.support == Help::WithHelp;
        self.text.clone_from(&shown.text);
        self.link.clone_from(&shown.link);
        self.reflection.clone_from(&shown.reflection);
        Ok(())
    }

    fn has_work(&self) -> bool {
        !(self.photos.is_empty() && self.documents.is_empty())
            || self.voice.id().is_some()
            || ![&self.text, &self.link, &self.reflection].iter().all(|t| t.trim().is_empty())
    }
}

/// Where a draft belongs, parsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum At {
    /// New work, judged.
    Judged(OutcomeId),
    /// A piece that is there.
    Piece(OutcomeId, OpId),
    /// New work, not judged.
    Added,
}

impl At {
    /// Parses a place from a screen.
    pub(crate) fn of(place: &WorkPlace) -> Result<Self, CoreError> {
        Ok(match place {
            WorkPlace::Judged { outcome } => Self::Judged(id(outcome)?),
            WorkPlace::Piece { outcome, piece } => Self::Piece(id(outcome)?, id(piece)?),
            WorkPlace::Added => Self::Added,
        })
    }

    /// As screens say it.
    pub(crate) fn place(self) -> WorkPlace {
        match self {
            Self::Judged(outcome) => WorkPlace::Judged { outcome: outcome.to_string() },
            Self::Piece(outcome, piece) => {
                WorkPlace::Piece { outcome: outcome.to_string(), piece: piece.to_string() }
            }
            Self::Added => WorkPlace::Added,
        }
    }

    /// The name of the draft's note.
    pub(crate) fn note(self) -> String {
        match self {
            Self::Judged(outcome) => format!("draft/judged/{outcome}"),
            Self::Piece(outcome, piece) => format!("draft/piece/{outcome}/{piece}"),
            Self::Added => "draft/added".to_owned(),
        }
    }
}

/// Keeps what is chosen and typed.
pub(crate) fn keep_draft(inner: &Inner, place: &WorkPlace, shown: &WorkDraft) -> Result<u64, CoreError> {
    let note = At::of(place)?.note();
    change(inner, &note, |draft| draft.take(shown))
}

/// Keeps a photo with the draft: metadata dropped in memory, encrypted and durable.
pub(crate) fn add_photo(inner: &Inner, place: &WorkPlace, jpeg: &[u8]) -> Result<u64, CoreError> {
    let at = At::of(place)?;
    let note = at.note();
    let (subject, draft) = inner.store.read(|r| {
        let me = own_class::learner(inner, r)?;
        let draft = Draft::read(r, me, &note)?;
        Ok((subject_of(r, me, at, &draft)?, draft))
    })?;
    inner.store.read(|r| photo::may_be_kept(r, subject))?.map_err(tag::refused)?;
    if draft.photos.len() >= MOST_PHOTOS {
        return Err(CoreError::invalid("photo", "too-many"));
    }
    let stripped = notyet_media::strip(jpeg).map_err(|fault| photo::fault_in_words(&fault))?;
    let file = inner.store.write_photo(&stripped.bytes)?;
    let attachment = AttachmentId(inner.store.env().new_id());
    let ((), written) = inner.store.write(|tx| {
        tx.add_attachment(attachment, subject, &file, stripped.orientation.exif())?;
        let mut draft = Draft::read(tx, subject.1, &note)?;
        draft.photos.push(attachment);
        tx.set_note(subject.1, &note, &draft.to_json())
    })?;
    Ok(written.revision)
}

/// Takes a photo out of the draft. One that no record carries is destroyed.
pub(crate) fn remove_photo(inner: &Inner, place: &WorkPlace, photo: &str) -> Result<u64, CoreError> {
    let note = At::of(place)?.note();
    let photo: AttachmentId = id(photo)?;
    let ((), written) = inner.store.write(|tx| {
        let me = own_class::learner(inner, tx)?;
        let mut draft = Draft::read(tx, me, &note)?;
        draft.photos.retain(|kept| *kept != photo);
        markup::forget(tx, me, photo)?;
        tx.drop_noted_photo(photo)?;
        tx.set_note(me, &note, &draft.to_json())
    })?;
    Ok(written.revision)
}

/// Saves the work and the student's judgement of it, in one step.
pub(crate) fn save_work(inner: &Inner, place: &WorkPlace, shown: &WorkDraft) -> Result<u64, CoreError> {
    let at = At::of(place)?;
    let note = at.note();
    change(inner, &note, |draft| draft.take(shown))?;
    let read = || {
        inner.store.read(|r| {
            let me = own_class::learner(inner, r)?;
            let draft = Draft::read(r, me, &note)?;
            Ok((subject_of(r, me, at, &draft)?, draft))
        })
    };
    markup::finish_work(inner, &note, read()?.0)?;
    let (subject, draft) = read()?;
    let (outcome, piece) = match at {
        At::Judged(outcome) => (outcome, None),
        At::Piece(outcome, piece) => (outcome, Some(piece)),
        At::Added => (draft.outcome.ok_or_else(|| CoreError::invalid("outcome", "empty"))?, None),
    };
    let (work_at_ms, work_day) = inner.work_time()?;
    let work =
        work(&draft, Evidence { revises: piece, ..Evidence::of(vec![outcome], work_at_ms, work_day) })?;
    let mut judgement = match at {
        At::Added => None,
        _ => Some(judgement(inner, &draft, outcome, (work_at_ms, work_day))?),
    };
    if judgement.is_none() && work.is_none() {
        return Err(CoreError::invalid("work", "empty"));
    }
    own::record(inner, (About::Outcome(outcome), subject), Some(&note), |tx| {
        let mut ops = vec![];
        let mut piece = piece;
        for attachment in draft.photos.iter().chain(&draft.documents).copied().chain(draft.voice.id()) {
            tx.give_noted_photo(attachment, subject)?;
            markup::forget(tx, subject.1, attachment)?;
        }
        draft.voice.destroy_gone(tx)?;
        if let Some(work) = work {
            let added = tx.append(Some(subject), &Body::Evidence(work), Send::Held)?;
            ops.push(added);
            piece = piece.or(Some(added));
        }
        if let Some(judgement) = &mut judgement {
            judgement.evidence = piece;
            judgement.supersedes = earlier(tx, subject, outcome, piece)?;
            ops.push(tx.append(Some(subject), &Body::Judgement(judgement.clone()), Send::Held)?);
        }
        Ok(ops)
    })
}

/// The student asks to see what the teacher said of a piece, without judging it first.
pub(crate) fn show_judgement(inner: &Inner, piece: &str) -> Result<u64, CoreError> {
    let piece: OpId = id(piece)?;
    let ((), written) = inner.store.write(|tx| {
        let (_, me) = own_class::of_record(tx, own_class::me(tx)?, piece)?;
        tx.set_note(me, &evidence::shown_note(piece), "1")
    })?;
    Ok(written.revision)
}

fn change(
    inner: &Inner,
    note: &str,
    change: impl FnOnce(&mut Draft) -> Result<(), CoreError>,
) -> Result<u64, CoreError> {
    let (me, mut draft) = inner.store.read(|r| {
        let me = own_class::learner(inner, r)?;
        Ok((me, Draft::read(r, me, note)?))
    })?;
    let before = draft.clone();
    change(&mut draft)?;
    if draft == before {
        return Ok(inner.store.revision());
    }
    let ((), written) = inner.store.write(|tx| {
        // A photo, a document or a voice note may have been added meanwhile.
        let now = Draft::read(tx, me, note)?;
        (draft.photos, draft.documents, draft.voice) = (now.photos, now.documents, now.voice);
        tx.set_note(me, note, &draft.to_json())
    })?;
    Ok(written.revision)
}

/// Whose record the work goes to, and the class that it is from.
pub(super) fn subject_of(
    reader: &Reader<'_>,
    me: UserId,
    at: At,
    draft: &Draft,
) -> Result<Subject, StoreError> {
    match (at, draft.outcome()) {
        (At::Judged(outcome), _) | (At::Added, Some(outcome)) => own_class::of_outcome(reader, me, outcome),
        (At::Piece(_, piece), _) => own_class::of_record(reader, me, piece),
        (At::Added, None) => own_class::of_any(reader, me),
    }
}

/// The piece that a draft makes; none where it holds no work.
fn work(draft: &Draft, mut piece: Evidence) -> Result<Option<Evidence>, CoreError> {
    let (text, reflection) = (draft.text.trim(), draft.reflection.trim());
    if text.chars().count() > MOST_TEXT {
        return Err(CoreError::invalid("work", "too-long"));
    }
    if reflection.chars().count() > LINE {
        return Err(CoreError::invalid("reflection", "too-long"));
    }
    piece.link = link_of(&draft.link)?;
    // A piece has one text: the work first, then the line about it, as paragraphs.
    piece.text =
        [text, reflection].iter().filter(|t| !t.is_empty()).copied().collect::<Vec<_>>().join("\n\n");
    piece.attachments = [draft.photos.as_slice(), &draft.documents].concat();
    piece.attachments.extend(draft.voice.to_save()?);
    Ok(draft.has_work().then_some(piece))
}

/// The address that was typed; none where nothing was.
pub(super) fn link_of(typed: &str) -> Result<Option<Link>, CoreError> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    // People type what the browser shows, which leaves the beginning out.
    let address = if typed.contains("://") { typed.to_owned() } else { format!("https://{typed}") };
    Link::try_from(address).map(Some).map_err(|_| CoreError::invalid("link", "not-an-address"))
}

/// The student's own judgement: practice, in their own lane, on the rubric as it is now.
fn judgement(
    inner: &Inner,
    draft: &Draft,
    outcome: OutcomeId,
    (work_at_ms, work_day): (i64, notyet_model::calendar::Day),
) -> Result<Judgement, CoreError> {
    let (scale, rubric_version, rubric) = inner.store.read(|r| {
        let found = r.outcome(outcome)?.ok_or(StoreError::NotFound)?;
        let course = r.course(found.course)?;
        let rubric = found.rubric.map(|id| r.rubric(id)).transpose()?.flatten();
        Ok((view::scale_of(course.as_ref(), &found), found.rubric, rubric))
    })?;
    let known: Vec<RowId> = rubric.iter().flat_map(|r| &r.rows).map(|row| row.id).collect();
    let rows = draft.rows_of(&known);
    if draft.level.is_none() && rows.is_empty() {
        return Err(CoreError::invalid("level", "empty"));
    }
    let mut levels = rows.iter().map(|pick| pick.level_id).chain(draft.level);
    if !levels.all(|level| scale.position(level).is_some()) {
        return Err(CoreError::invalid("level", "unknown"));
    }
    // The only row of a rubric is the whole.
    let only = rows.first().filter(|_| known.len() == 1).map(|pick| pick.level_id);
    Ok(Judgement {
        evidence: None,
        outcome,
        rubric_version,
        level: draft.level.or(only),
        rows,
        purpose: Purpose::Formative,
        support: if draft.with_help { Support::Supported } else { Support::Independent },
        lane: Lane::Own,
        baseline: false,
        task: None,
        context: None,
        work_at_ms,
        work_day,
        supersedes: vec![],
    })
}

/// What the student said of this piece before, on a device of the same person: another judgement corrects it. What was
/// said on a teacher's tablet and what on the student's own phone stand one after the other.
fn earlier(
    reader: &Reader<'_>,
    (_, me): Subject,
    outcome: OutcomeId,
    piece: Option<OpId>,
) -> Result<Vec<OpId>, StoreError> {
    let Some(piece) = piece else { return Ok(vec![]) };
    let pieces = Pieces::of(reader, me)?;
    let standing = pieces.standing();
    let both = Judged::of(&standing, standing.heir(piece), outcome);
    let author = own_class::me(reader)?;
    Ok(both.mine.filter(|(fact, _)| fact.actor == author).map(|(fact, _)| fact.id).into_iter().collect())
}
