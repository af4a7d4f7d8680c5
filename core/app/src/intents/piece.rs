//! A teacher's capture in the making: photos, documents, words and a link, durable from letter to letter, until it is tagged and saved.

use super::check::{class_of, class_shown, id, session};
use super::markup;
use super::photo::fault_in_words;
use super::tag::Tag;
use super::voice::DraftVoice;
use super::work::MOST_PHOTOS;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::screens::piece::PieceDraft;
use notyet_model::ids::{AttachmentId, ClassId, ContextId, OutcomeId, UserId};
use notyet_store::{Reader, StoreError, Tx};
use serde::{Deserialize, Serialize};

/// The name of the note that keeps it.
const NOTE: &str = "draft/capture";

/// Where a capture was begun: in a class, or beside one student. Each place has a draft of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct At {
    /// The student; absent: the class.
    pub(crate) student: Option<UserId>,
    /// The class in which it is tagged, unless the draft was begun in another.
    pub(crate) class: ClassId,
    /// Whom the draft goes with: the student beside whom it was begun, or the teacher.
    pub(crate) owner: UserId,
}

impl At {
    /// The place of the capture that was begun beside this student; absent: in the class that Today shows.
    pub(crate) fn of(inner: &Inner, student: Option<&str>) -> Result<Self, CoreError> {
        let student: Option<UserId> = student.map(id).transpose()?;
        let class = match student {
            Some(student) => class_of(inner, student)?,
            None => class_shown(inner)?,
        };
        let me = inner.store.read(|r| Ok(session(r)?.enrolment.user))?;
        Ok(Self { student, class, owner: student.unwrap_or(me) })
    }
}

/// A capture as its note keeps it. Who is tagged stands in notes of their own, about those who are ([`Tag`]).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Piece {
    /// The class in which it was begun.
    pub(crate) class: Option<ClassId>,
    /// What it shows; absent: nothing was chosen yet.
    pub(crate) outcomes: Option<Vec<OutcomeId>>,
    pub(crate) kind: Option<ContextId>,
    pub(crate) text: String,
    pub(crate) link: String,
    /// Taken and kept, oldest first; no record carries them yet. Each is a sealed file of the store.
    pub(crate) photos: Vec<AttachmentId>,
    /// Documents, likewise.
    pub(crate) documents: Vec<AttachmentId>,
    pub(crate) voice: DraftVoice,
}

impl Piece {
    /// What is kept at this place; absent where nothing is.
    pub(crate) fn read(reader: &Reader<'_>, at: At) -> Result<Option<Self>, StoreError> {
        let note = reader.note(at.owner, NOTE)?;
        Ok(note.and_then(|text| serde_json::from_str(&text).ok()))
    }

    /// Puts it in the place of what was kept before.
    pub(crate) fn keep(&self, tx: &mut Tx<'_>, at: At) -> Result<(), StoreError> {
        tx.set_note(at.owner, NOTE, &serde_json::to_string(self)?)
    }

    /// Nothing is kept at this place any more. Its photos are the caller's.
    pub(crate) fn forget(tx: &mut Tx<'_>, at: At) -> Result<(), StoreError> {
        tx.drop_note(at.owner, NOTE)
    }

    /// The class in which it is tagged.
    pub(crate) fn class_at(&self, at: At) -> ClassId {
        self.class.unwrap_or(at.class)
    }

    /// Whom its photos lie with until it is saved.
    pub(crate) fn subject(&self, at: At) -> Subject {
        (self.class_at(at), at.owner)
    }

    /// Whether there is anything to save.
    pub(crate) fn has_work(&self) -> bool {
        !(self.photos.is_empty() && self.documents.is_empty())
            || self.voice.id().is_some()
            || ![&self.text, &self.link].iter().all(|t| t.trim().is_empty())
    }
}

/// Changes what is kept at a place. The first change there begins a draft, and tags the student beside whom it is.
pub(crate) fn change(
    inner: &Inner,
    at: At,
    change: impl FnOnce(&mut Tx<'_>, &mut Piece) -> Result<(), StoreError>,
) -> Result<u64, CoreError> {
    let (begins, written) = inner.store.write(|tx| {
        let begun = Piece::read(tx, at)?;
        let begins = begun.is_none();
        if let (true, Some(student)) = (begins, at.student) {
            Tag::default().keep(tx, at, student)?;
        }
        let mut piece = begun.unwrap_or_else(|| Piece { class: Some(at.class), ..Piece::default() });
        change(tx, &mut piece)?;
        piece.keep(tx, at)?;
        Ok(begins)
    })?;
    let mut history = inner.history();
    // Taking back what was saved here would put it in the place of what is begun now.
    if begins && history.captured().is_some_and(|captured| captured.at == at) {
        history.forget_capture();
    }
    Ok(written.revision)
}

/// Keeps what is typed and picked.
pub(crate) fn keep_piece(inner: &Inner, student: Option<&str>, shown: &PieceDraft) -> Result<u64, CoreError> {
    let kind: Option<ContextId> = shown.kind.as_deref().map(id).transpose()?;
    change(inner, At::of(inner, student)?, |_, piece| {
        piece.kind = kind;
        piece.text.clone_from(&shown.text);
        piece.link.clone_from(&shown.link);
        Ok(())
    })
}

/// Keeps a photo: metadata dropped in memory, encrypted and durable.
pub(crate) fn add_piece_photo(inner: &Inner, student: Option<&str>, jpeg: &[u8]) -> Result<u64, CoreError> {
    let at = At::of(inner, student)?;
    let so_far = inner.store.read(|r| Piece::read(r, at))?.unwrap_or_default();
    if so_far.photos.len() >= MOST_PHOTOS {
        return Err(CoreError::invalid("photo", "too-many"));
    }
    let stripped = notyet_media::strip(jpeg).map_err(|fault| fault_in_words(&fault))?;
    let photo = AttachmentId(inner.store.env().new_id());
    let file = inner.store.write_photo(&stripped.bytes)?;
    change(inner, at, |tx, piece| {
        let subject = piece.subject(at);
        tx.add_attachment(photo, subject, &file, stripped.orientation.exif())?;
        piece.photos.push(photo);
        Ok(())
    })
}

/// Takes a photo out again, and destroys it.
pub(crate) fn remove_piece_photo(
    inner: &Inner,
    student: Option<&str>,
    photo: &str,
) -> Result<u64, CoreError> {
    let photo: AttachmentId = id(photo)?;
    let at = At::of(inner, student)?;
    change(inner, at, |tx, piece| {
        if piece.photos.contains(&photo) {
            markup::forget(tx, at.owner, photo)?;
            tx.drop_noted_photo(photo)?;
            piece.photos.retain(|kept| *kept != photo);
        }
        Ok(())
    })
}
