//! The draft that something is attached to: a student's own work, a teacher's feedback or a teacher's capture.

use super::check::{class_of, id};
use super::feedback::FeedbackDraft;
use super::own_class;
use super::piece::{self, Piece};
use super::voice::DraftVoice;
use super::work::{At, Draft, subject_of};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::screens::markup::MarkupPlace;
use notyet_model::ids::{AttachmentId, OutcomeId, UserId};
use notyet_store::{StoreError, Tx};

/// Where a draft is kept.
pub(super) enum Place {
    Work(At),
    Feedback(UserId, OutcomeId),
    Capture(piece::At),
}

/// What a draft may hold beside photos and words.
pub(super) struct Attached<'a> {
    pub(super) voice: &'a mut DraftVoice,
    /// Absent: feedback takes none.
    pub(super) documents: Option<&'a mut Vec<AttachmentId>>,
}

impl Place {
    pub(super) fn of(inner: &Inner, place: &MarkupPlace) -> Result<Self, CoreError> {
        Ok(match place {
            MarkupPlace::Work { place } => Self::Work(At::of(place)?),
            MarkupPlace::Feedback { student, outcome } => Self::Feedback(id(student)?, id(outcome)?),
            MarkupPlace::Capture { student } => Self::Capture(piece::At::of(inner, student.as_deref())?),
        })
    }

    /// Whose record it will be in.
    pub(super) fn subject(&self, inner: &Inner) -> Result<Subject, CoreError> {
        match self {
            Self::Work(at) => inner.store.read(|r| {
                let me = own_class::learner(inner, r)?;
                subject_of(r, me, *at, &Draft::read(r, me, &at.note())?)
            }),
            Self::Feedback(student, _) => Ok((class_of(inner, *student)?, *student)),
            Self::Capture(at) => {
                let piece = inner.store.read(|r| Piece::read(r, *at))?.unwrap_or_default();
                Ok(piece.subject(*at))
            }
        }
    }

    /// Documents of the draft.
    ///
    /// # Errors
    /// Feedback takes none.
    pub(super) fn documents(&self, inner: &Inner) -> Result<Vec<AttachmentId>, CoreError> {
        inner.store.read(|r| match self {
            Self::Work(at) => Ok(Draft::read(r, own_class::learner(inner, r)?, &at.note())?.documents),
            Self::Feedback(..) => Err(StoreError::NotFound),
            Self::Capture(at) => Ok(Piece::read(r, *at)?.unwrap_or_default().documents),
        })
    }

    /// Changes what is attached, and keeps the draft.
    pub(super) fn change(
        &self,
        inner: &Inner,
        change: impl FnOnce(&mut Tx<'_>, Attached<'_>) -> Result<(), StoreError>,
    ) -> Result<u64, CoreError> {
        let written = match self {
            Self::Capture(at) => {
                return piece::change(inner, *at, |tx, piece| {
                    change(tx, Attached { voice: &mut piece.voice, documents: Some(&mut piece.documents) })
                });
            }
            Self::Work(at) => inner.store.write(|tx| {
                let me = own_class::learner(inner, tx)?;
                let mut draft = Draft::read(tx, me, &at.note())?;
                change(tx, Attached { voice: &mut draft.voice, documents: Some(&mut draft.documents) })?;
                tx.set_note(me, &at.note(), &draft.to_json())
            }),
            Self::Feedback(student, outcome) => inner.store.write(|tx| {
                let mut draft = FeedbackDraft::of(tx, *student, *outcome)?;
                change(tx, Attached { voice: &mut draft.voice, documents: None })?;
                draft.keep(tx, *student, *outcome)
            }),
        };
        Ok(written?.1.revision)
    }
}
