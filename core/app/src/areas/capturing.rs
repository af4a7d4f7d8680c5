//! A teacher's Capture and Tag.

use super::{Saved, save};
use crate::core::Inner;
use crate::error::CoreError;
use crate::intents::{self, PieceAt, id};
use crate::screens::piece::{self, CaptureScreen, PieceDraft};
use crate::screens::tag::{self, TagScreen};
use notyet_model::ids::OutcomeId;
use std::sync::Arc;

/// Work of one student or of several, gathered, tagged and saved. A place is the student beside whom it was begun, or
/// absent: the class that Today shows; each has a draft of its own, which outlives the screen and the app. What keeps a
/// draft returns once it is durable, and sends nothing.
#[derive(uniffi::Object)]
pub struct Capturing {
    inner: Arc<Inner>,
}

impl Capturing {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }

    async fn keep(
        &self,
        work: impl FnOnce(&Inner) -> Result<u64, CoreError> + Send + 'static,
    ) -> Result<Saved, CoreError> {
        self.inner.run(move |inner| Ok(Saved { revision: work(inner)? })).await
    }
}

#[uniffi::export]
impl Capturing {
    /// What was gathered at a place.
    pub async fn capture(&self, place: Option<String>) -> Result<CaptureScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let at = PieceAt::of(inner, place.as_deref())?;
                let kind = inner.kept().kind;
                inner.store.read(|r| piece::read(r, &inner.speech(), r.revision(), at, kind))
            })
            .await
    }

    /// Keeps what is typed and picked.
    pub async fn keep_piece(&self, place: Option<String>, draft: PieceDraft) -> Result<Saved, CoreError> {
        self.keep(move |inner| {
            if let Some(kind) = &draft.kind {
                inner.kept().kind = Some(id(kind)?);
            }
            intents::keep_piece(inner, place.as_deref(), &draft)
        })
        .await
    }

    /// Keeps a photo: a JPEG as the camera or the library gave it, at most 40 MiB; its metadata never reaches the disk.
    /// Never waits for it to be processed.
    pub async fn add_piece_photo(&self, place: Option<String>, jpeg: Vec<u8>) -> Result<Saved, CoreError> {
        self.keep(move |inner| {
            let revision = intents::add_piece_photo(inner, place.as_deref(), &jpeg)?;
            // The engine makes its small picture.
            inner.link.nudge();
            Ok(revision)
        })
        .await
    }

    /// Takes a photo out again.
    pub async fn remove_piece_photo(&self, place: Option<String>, photo: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::remove_piece_photo(inner, place.as_deref(), &photo)).await
    }

    /// Whom it is tagged to. Levels are those of one outcome, of those that it shows; absent: the first.
    pub async fn tag(&self, place: Option<String>, judged: Option<String>) -> Result<TagScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let judged: Option<OutcomeId> = judged.as_deref().map(id).transpose()?;
                let at = PieceAt::of(inner, place.as_deref())?;
                let saved = inner.history().captured().filter(|captured| captured.at == at).cloned();
                let can_undo = inner.history().tagged(at).is_some();
                let asked = tag::Asked { at, judged, first: inner.kept().outcome, saved, can_undo };
                inner.store.read(|r| tag::read(r, &inner.speech(), r.revision(), &asked))
            })
            .await
    }

    /// Says that it shows an outcome, or does not.
    pub async fn tag_outcome(
        &self,
        place: Option<String>,
        outcome: String,
        on: bool,
    ) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::tag_outcome(inner, place.as_deref(), &outcome, on)).await
    }

    /// Tags a student, or takes the tag away with all that was said of them. Refused where the school has not allowed
    /// the photo: the seat's refusal says what to do instead.
    pub async fn tag_student(
        &self,
        place: Option<String>,
        student: String,
        on: bool,
    ) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::tag_student(inner, place.as_deref(), &student, on)).await
    }

    /// Sets the level of students on an outcome, or none; tags them. One step: those whom the photo does not go to are
    /// left out, unless it goes to none.
    pub async fn tag_level(
        &self,
        place: Option<String>,
        students: Vec<String>,
        outcome: String,
        level: Option<String>,
    ) -> Result<Saved, CoreError> {
        self.keep(move |inner| {
            intents::tag_level(inner, place.as_deref(), (&students, &outcome, level.as_deref()))
        })
        .await
    }

    /// Takes back the last step on the grid.
    pub async fn untag(&self, place: Option<String>) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::untag(inner, place.as_deref())).await
    }

    /// Keeps a line about a student's part, at most 200 letters, for the student and their teachers or for staff alone;
    /// tags the student.
    pub async fn tag_note(
        &self,
        place: Option<String>,
        student: String,
        text: String,
        staff_only: bool,
    ) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::tag_note(inner, place.as_deref(), (&student, &text, staff_only)))
            .await
    }

    /// Saves it for everyone who is tagged, each in a record of their own; the draft is empty again. `Teaching::undo`
    /// takes all of it back.
    pub async fn save_piece(&self, place: Option<String>) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| {
            let revision = intents::save_piece(inner, place.as_deref())?;
            inner.link.nudge();
            Ok(revision)
        })
        .await
    }

    /// Says that what was saved last at this place shows another outcome, too, for those who have not shown it yet.
    pub async fn also_piece(&self, place: Option<String>, outcome: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::also_piece(inner, place.as_deref(), &outcome)).await
    }

    /// The teacher turns to something else: what was saved last may be sent.
    pub async fn leave_piece(&self) -> Result<(), CoreError> {
        self.inner.run(|inner| intents::leave_piece(inner)).await
    }
}
