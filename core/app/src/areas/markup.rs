//! Changing a photo before it is saved.

use super::teaching::Saved;
use crate::core::Inner;
use crate::error::CoreError;
use crate::intents;
use crate::screens::markup::{MarkupScreen, PhotoEdit};
use crate::screens::place::DraftPlace;
use std::sync::Arc;

/// Changing a photo of a draft: a student's own work, the feedback that a teacher is writing, or a teacher's capture. Each
/// change is durable when its call returns, and on this device alone. A photo is named by its tile; [`Markup::done`] gives
/// it another name.
#[derive(uniffi::Object)]
pub struct Markup {
    inner: Arc<Inner>,
}

impl Markup {
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
impl Markup {
    /// The photo with every change applied, and what to change it with.
    pub async fn screen(&self, place: DraftPlace, photo: String) -> Result<MarkupScreen, CoreError> {
        self.inner.run(move |inner| intents::markup(inner, &place, &photo)).await
    }

    /// Changes it once more.
    pub async fn edit(&self, place: DraftPlace, photo: String, edit: PhotoEdit) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::edit_photo(inner, &place, &photo, &edit)).await
    }

    /// Takes the latest change back.
    pub async fn undo(&self, place: DraftPlace, photo: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::undo_edit(inner, &place, &photo)).await
    }

    /// Puts there again what was taken back last.
    pub async fn redo(&self, place: DraftPlace, photo: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::redo_edit(inner, &place, &photo)).await
    }

    /// Puts the changed picture into the draft, where it can be changed again until that is saved.
    pub async fn done(&self, place: DraftPlace, photo: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| {
            let revision = intents::finish_photo(inner, &place, &photo)?;
            // The engine makes its small picture.
            inner.link.nudge();
            Ok(revision)
        })
        .await
    }
}
