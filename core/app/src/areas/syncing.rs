//! What waits and why, and the bytes of photos.

use crate::core::Inner;
use crate::error::CoreError;
use crate::intents::id;
use crate::screens::sync::{self, SyncScreen};
use notyet_model::ids::AttachmentId;
use std::sync::Arc;

/// Which size of a photo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum PhotoSize {
    /// At most 20 KB, for strips.
    Thumb,
    /// At most 2048 px on its long side.
    Full,
}

/// What waits, and photos.
#[derive(uniffi::Object)]
pub struct Syncing {
    inner: Arc<Inner>,
}

impl Syncing {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }
}

#[uniffi::export]
impl Syncing {
    /// All of Sync.
    pub async fn queue(&self) -> Result<SyncScreen, CoreError> {
        self.inner
            .run(move |inner| {
                let zone = inner.store.read(|r| r.zone())?;
                let link = inner.link.in_words(&inner.speech(), zone);
                inner.store.read(|r| sync::read(r, &inner.speech(), r.revision(), inner.device(), link))
            })
            .await
    }

    /// Sends what waits and asks for news, now: what is held is released, and photos go in full even where bytes cost.
    pub async fn try_now(&self) -> Result<(), CoreError> {
        self.inner.link.send_all();
        self.inner.run(|inner| inner.release_all()).await
    }

    /// The person has read what was saved from damaged data: it is not said again.
    pub async fn understood(&self) -> Result<(), CoreError> {
        self.inner
            .run(|inner| inner.store.write(|tx| tx.delete_meta(crate::opening::SALVAGED)).map(|_| ()))
            .await
    }

    /// The JPEG of a photo; absent while it is on its way.
    pub async fn photo(&self, attachment: String, size: PhotoSize) -> Result<Option<Vec<u8>>, CoreError> {
        self.inner.run(move |inner| photo(inner, id(&attachment)?, size)).await
    }
}

/// A photo's bytes. One that is not here in full is asked for.
pub(super) fn photo(
    inner: &Inner,
    attachment: AttachmentId,
    size: PhotoSize,
) -> Result<Option<Vec<u8>>, CoreError> {
    let wanted = match size {
        PhotoSize::Thumb => notyet_store::PhotoSize::Thumb,
        PhotoSize::Full => notyet_store::PhotoSize::Full,
    };
    let bytes = inner.store.read_photo(attachment, wanted)?;
    if bytes.is_none() && size == PhotoSize::Full {
        inner.link.ask_for_photo(attachment);
    }
    Ok(bytes)
}
