//! The draft that something is attached to: a student's own work or words, a teacher's feedback or capture.

use super::check::{class_of, id};
use super::feedback::FeedbackDraft;
use super::own_class;
use super::piece::{self, Piece};
use super::reply::Reworded;
use super::voice::DraftVoice;
use super::work::{At, Draft, subject_of};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use crate::screens::place::DraftPlace;
use notyet_model::ids::{AttachmentId, OpId, OutcomeId, UserId};
use notyet_store::{StoreError, Tx};

/// Where a draft is kept.
pub(super) enum Place {
    Work(At),
    Feedback(UserId, OutcomeId),
    OwnWords(UserId, OutcomeId),
    Rewording(OpId),
    Capture(piece::At),
}

/// What a draft may hold beside photos and words.
pub(super) struct Attached<'a> {
    pub(super) voice: &'a mut DraftVoice,
    /// Absent: what is said takes none.
    pub(super) documents: Option<&'a mut Vec<AttachmentId>>,
}

impl Place {
    pub(super) fn of(inner: &Inner, place: &DraftPlace) -> Result<Self, CoreError> {
        Ok(match place {
            DraftPlace::Work { place } => Self::Work(At::of(place)?),
            DraftPlace::Feedback { student, outcome } => Self::Feedback(id(student)?, id(outcome)?),
            DraftPlace::OwnWords { student, outcome } => Self::OwnWords(id(student)?, id(outcome)?),
            DraftPlace::Rewording { feedback } => Self::Rewording(id(feedback)?),
            DraftPlace::Capture { student } => Self::Capture(piece::At::of(inner, student.as_deref())?),
        })
    }

    /// Whose record it will be in.
    pub(super) fn subject(&self, inner: &Inner) -> Result<Subject, CoreError> {
        match self {
            Self::Work(at) => inner.store.read(|r| {
                let me = own_class::learner(inner, r)?;
                subject_of(r, me, *at, &Draft::read(r, me, &at.note())?)
            }),
            Self::Feedback(student, _) | Self::OwnWords(student, _) => {
                Ok((class_of(inner, *student)?, *student))
            }
            Self::Rewording(feedback) => {
                inner.store.read(|r| own_class::of_record(r, own_class::me(r)?, *feedback))
            }
            Self::Capture(at) => {
                let piece = inner.store.read(|r| Piece::read(r, *at))?.unwrap_or_default();
                Ok(piece.subject(*at))
            }
        }
    }

    /// Documents of the draft.
    ///
    /// # Errors
    /// What is said takes none.
    pub(super) fn documents(&self, inner: &Inner) -> Result<Vec<AttachmentId>, CoreError> {
        inner.store.read(|r| match self {
            Self::Work(at) => Ok(Draft::read(r, own_class::learner(inner, r)?, &at.note())?.documents),
            Self::Feedback(..) | Self::OwnWords(..) | Self::Rewording(_) => Err(StoreError::NotFound),
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
            Self::OwnWords(student, outcome) => inner.store.write(|tx| {
                let mut draft = FeedbackDraft::of(tx, *student, *outcome)?;
                change(tx, Attached { voice: &mut draft.own_voice, documents: None })?;
                draft.keep(tx, *student, *outcome)
            }),
            Self::Rewording(feedback) => inner.store.write(|tx| {
                let me = own_class::me(tx)?;
                let mut draft = Reworded::read(tx, me, *feedback)?;
                change(tx, Attached { voice: &mut draft.voice, documents: None })?;
                draft.keep(tx, me, *feedback)
            }),
        };
        Ok(written?.1.revision)
    }
}
