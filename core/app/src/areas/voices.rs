//! Voice notes: of drafts, and the sound of every one.

use super::teaching::Saved;
use crate::core::Inner;
use crate::error::CoreError;
use crate::intents::{self, id};
use crate::screens::place::DraftPlace;
use std::sync::Arc;

/// The voice note of a draft, of which each draft may hold one, and the sound of those that are saved. What keeps a draft
/// returns once it is durable, and sends nothing.
#[derive(uniffi::Object)]
pub struct Voices {
    inner: Arc<Inner>,
}

impl Voices {
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
impl Voices {
    /// Keeps a recording with a draft: AAC-LC in an MPEG-4 file as a recorder wrote it, of at most 61 s and 1 MiB. What it
    /// says beside the sound never reaches the disk. One that was there can be put back.
    pub async fn keep_voice(&self, place: DraftPlace, mpeg4: Vec<u8>) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::keep_voice(inner, &place, &mpeg4)).await
    }

    /// Says that the person has listened to it; what was not heard is not saved.
    pub async fn heard(&self, place: DraftPlace) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::voice_heard(inner, &place)).await
    }

    /// Takes it out of the draft.
    pub async fn remove(&self, place: DraftPlace) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::remove_voice(inner, &place)).await
    }

    /// Puts back what was taken out last; what was recorded or saved since has destroyed it.
    pub async fn put_back(&self, place: DraftPlace) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::put_back_voice(inner, &place)).await
    }

    /// The MPEG-4 file of a voice note; absent while it is on its way.
    pub async fn sound(&self, attachment: String) -> Result<Option<Vec<u8>>, CoreError> {
        self.inner.run(move |inner| intents::sound(inner, id(&attachment)?)).await
    }
}
