//! A teacher's tablet in a student's hands: whose work it is, and the rubric on which they judge it. No other name.

use super::self_assess::{self, SelfAssessScreen};

/// All of it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HandedScreen {
    /// "For Amara O."
    pub title: String,
    /// What the student judges.
    pub assess: SelfAssessScreen,
}

use crate::history::Subject;
use crate::intents::At;
use notyet_model::ids::AttachmentId;
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;

/// Reads it for a student.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    (class, student): Subject,
    at: At,
) -> Result<HandedScreen, StoreError> {
    let member = reader.member(class, student)?.filter(|member| member.active).ok_or(StoreError::NotFound)?;
    let (outcome, piece) = match at {
        At::Judged(outcome) => (outcome, None),
        At::Piece(outcome, piece) => (outcome, Some(piece)),
        At::Added => return Err(StoreError::NotFound),
    };
    let asked = self_assess::Asked { me: student, outcome, piece, note: at.note() };
    Ok(HandedScreen {
        title: speech.say("handed-title", &[("name", member.short.as_str().into())]),
        assess: self_assess::read(reader, speech, revision, asked)?,
    })
}

impl HandedScreen {
    /// Whether a photo or a voice note is part of this work.
    pub(crate) fn shows(&self, attachment: AttachmentId) -> bool {
        let piece = self.assess.piece.as_ref();
        let photos = self.assess.photos.iter().chain(piece.iter().flat_map(|piece| &piece.photos));
        let voices = self.assess.voice.note.iter().chain(piece.iter().flat_map(|piece| &piece.voices));
        let shown = photos.map(|tile| &tile.attachment).chain(voices.map(|tile| &tile.attachment));
        shown.into_iter().any(|shown| *shown == attachment.to_string())
    }
}
