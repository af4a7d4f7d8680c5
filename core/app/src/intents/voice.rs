//! A voice note of a draft: recorded, then listened to, then saved with the rest of the draft. It is a sealed file of the
//! store from the moment in which the recording ends, so that it outlives the screen and the app; what was taken out can be
//! put back until the next one is recorded or the draft is saved.

use super::place::Place;
use crate::core::Inner;
use crate::error::CoreError;
use crate::screens::place::DraftPlace;
use notyet_model::ids::AttachmentId;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::voice::{NotAVoice, check_voice, clean_voice};
use notyet_store::{Medium, Reader, StoreError, Tx};
use serde::{Deserialize, Serialize};

/// The voice note of a draft, as the draft's note keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct DraftVoice {
    note: Option<Recorded>,
    /// Taken out, and to be put back perhaps.
    gone: Option<Recorded>,
}

/// One that was recorded; no record carries it yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Recorded {
    id: AttachmentId,
    is_heard: bool,
}

impl DraftVoice {
    /// What was recorded.
    pub(crate) fn id(&self) -> Option<AttachmentId> {
        self.note.map(|note| note.id)
    }

    /// Whether it was listened to.
    pub(crate) fn is_heard(&self) -> bool {
        self.note.is_some_and(|note| note.is_heard)
    }

    /// Whether one that was taken out is still there.
    pub(crate) fn can_put_back(&self, reader: &Reader<'_>) -> Result<bool, StoreError> {
        match self.gone {
            Some(gone) if self.note.is_none() => reader.is_noted_photo(gone.id),
            _ => Ok(false),
        }
    }

    /// What is to be saved with the draft.
    ///
    /// # Errors
    /// Where it was not listened to yet: nobody keeps of a child what nobody has heard.
    pub(super) fn to_save(&self) -> Result<Option<AttachmentId>, CoreError> {
        match self.note {
            Some(note) if !note.is_heard => Err(CoreError::invalid("voice", "unheard")),
            note => Ok(note.map(|note| note.id)),
        }
    }

    /// What is saved with feedback: one that was not listened to waits in its draft, and holds up nothing else.
    pub(super) fn if_heard(&self) -> Option<AttachmentId> {
        self.note.filter(|note| note.is_heard).map(|note| note.id)
    }

    /// What is left in the draft of feedback that is saved: one that waits, and what can be put back in its place.
    pub(super) fn saved(self, tx: &mut Tx<'_>) -> Result<Self, StoreError> {
        if self.note.is_some_and(|note| !note.is_heard) {
            return Ok(self);
        }
        self.destroy_gone(tx)?;
        Ok(Self::default())
    }

    /// The same sound under another name.
    pub(super) fn renamed(&self, id: AttachmentId) -> Self {
        Self { note: Some(Recorded { id, is_heard: true }), gone: None }
    }

    /// A draft is saved: what was taken out of it is destroyed.
    pub(super) fn destroy_gone(&self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        match self.gone {
            Some(gone) => tx.drop_noted_photo(gone.id).map(drop),
            None => Ok(()),
        }
    }

    /// Another one stands in its place; what stood there can be put back.
    fn put(&mut self, tx: &mut Tx<'_>, id: AttachmentId) -> Result<(), StoreError> {
        if self.note.is_some() {
            self.take_out(tx)?;
        }
        self.note = Some(Recorded { id, is_heard: false });
        Ok(())
    }

    fn take_out(&mut self, tx: &mut Tx<'_>) -> Result<(), StoreError> {
        if let Some(note) = self.note.take() {
            self.destroy_gone(tx)?;
            self.gone = Some(note);
        }
        Ok(())
    }

    fn put_back(&mut self, reader: &Reader<'_>) -> Result<(), StoreError> {
        if !self.can_put_back(reader)? {
            return Err(StoreError::NotFound);
        }
        self.note = self.gone.take();
        Ok(())
    }

    /// A record that carried this was taken back. It was heard then; what was recorded since stays in front of it.
    pub(super) fn came_back(&mut self, tx: &mut Tx<'_>, id: AttachmentId) -> Result<(), StoreError> {
        match self.id() {
            None => self.note = Some(Recorded { id, is_heard: true }),
            Some(now) if now != id => self.was_replaced(tx, id)?,
            Some(_) => {}
        }
        Ok(())
    }

    /// Another one was saved in the place of this: it can be put back.
    pub(super) fn was_replaced(&mut self, tx: &mut Tx<'_>, id: AttachmentId) -> Result<(), StoreError> {
        if self.gone.is_some_and(|gone| gone.id != id) {
            self.destroy_gone(tx)?;
        }
        self.gone = Some(Recorded { id, is_heard: true });
        Ok(())
    }

    /// A record carries this again.
    pub(super) fn left(&mut self, id: AttachmentId) {
        self.note = self.note.filter(|note| note.id != id);
        self.gone = self.gone.filter(|gone| gone.id != id);
    }
}

/// Keeps a recording with a draft: the sound alone, encrypted and durable, not heard yet.
pub(crate) fn keep_voice(inner: &Inner, place: &DraftPlace, mpeg4: &[u8]) -> Result<u64, CoreError> {
    let place = Place::of(inner, place)?;
    let voice = clean_voice(mpeg4).map_err(fault_in_words)?;
    let subject = place.subject(inner)?;
    let file = inner.store.write_photo(&voice.bytes)?;
    let id = AttachmentId(inner.store.env().new_id());
    place.change(inner, |tx, draft| {
        let medium = Medium::Voice { ms: voice.ms };
        tx.add_alone(id, subject, &file, (&sha256_hex(&voice.bytes), medium))?;
        draft.voice.put(tx, id)
    })
}

/// It was listened to.
pub(crate) fn voice_heard(inner: &Inner, place: &DraftPlace) -> Result<u64, CoreError> {
    Place::of(inner, place)?.change(inner, |_, draft| {
        draft.voice.note.as_mut().ok_or(StoreError::NotFound)?.is_heard = true;
        Ok(())
    })
}

/// Takes it out of the draft; it can be put back.
pub(crate) fn remove_voice(inner: &Inner, place: &DraftPlace) -> Result<u64, CoreError> {
    Place::of(inner, place)?.change(inner, |tx, draft| draft.voice.take_out(tx))
}

/// Puts back what was taken out last.
pub(crate) fn put_back_voice(inner: &Inner, place: &DraftPlace) -> Result<u64, CoreError> {
    Place::of(inner, place)?.change(inner, |tx, draft| draft.voice.put_back(tx))
}

/// The bytes of a voice note, checked before they reach a player; absent while they are on their way, and then asked for.
pub(crate) fn sound(inner: &Inner, voice: AttachmentId) -> Result<Option<Vec<u8>>, CoreError> {
    let Some(bytes) = inner.store.read_alone(voice)? else {
        inner.link.ask_for_photo(voice);
        return Ok(None);
    };
    check_voice(&bytes).map_err(fault_in_words)?;
    Ok(Some(bytes))
}

/// What is not right with a recording, as a rule of its field.
fn fault_in_words(fault: NotAVoice) -> CoreError {
    CoreError::invalid(
        "voice",
        match fault {
            NotAVoice::CutShort => "cut-short",
            NotAVoice::Silent => "silent",
            NotAVoice::TooLong => "too-long",
            NotAVoice::NotMpeg4 | NotAVoice::OtherSound | NotAVoice::Metadata => "not-a-voice",
        },
    )
}
