//! Documents: of drafts, and each of them opened.

use super::teaching::Saved;
use crate::core::Inner;
use crate::error::CoreError;
use crate::intents::{self, id};
use crate::screens::document::OpenDocument;
use crate::screens::place::DraftPlace;
use std::sync::Arc;

/// The documents of a draft of work or a capture, of which each may hold four, and those that are saved. What keeps a
/// draft returns once it is durable, and sends nothing.
#[derive(uniffi::Object)]
pub struct Documents {
    inner: Arc<Inner>,
}

impl Documents {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }
}

#[uniffi::export]
impl Documents {
    /// Keeps a file with a draft: a PDF or plain text, by its content, of at most 4 MiB. Its name stays outside.
    ///
    /// # Errors
    /// The field `document` where the file is something else, empty, cut short, too large or one too many; the draft is
    /// as it was. A place of feedback takes none, and is not found.
    pub async fn add(&self, place: DraftPlace, file: Vec<u8>) -> Result<Saved, CoreError> {
        let added = move |inner: &Inner| intents::add_document(inner, &place, &file);
        self.inner.run(move |inner| Ok(Saved { revision: added(inner)? })).await
    }

    /// Takes a document out of the draft again.
    pub async fn remove(&self, place: DraftPlace, document: String) -> Result<Saved, CoreError> {
        let removed = move |inner: &Inner| intents::remove_document(inner, &place, &document);
        self.inner.run(move |inner| Ok(Saved { revision: removed(inner)? })).await
    }

    /// A document, for a viewer; absent while it is on its way.
    pub async fn open(&self, attachment: String) -> Result<Option<OpenDocument>, CoreError> {
        self.inner.run(move |inner| intents::open_document(inner, id(&attachment)?)).await
    }
}
