//! What a person chooses for themselves on this device.

use crate::core::Inner;
use crate::error::CoreError;
use crate::preferences::Hand;
use crate::screens::settings::{self, Of, SettingsScreen};
use crate::screens::sync::Device;
use notyet_model::authority::Role;
use notyet_model::language::Language;
use notyet_words::Speech;
use std::sync::Arc;

/// Language, hand, motion. Each call that sets one is in force when it returns, and all topics are told.
#[derive(uniffi::Object)]
pub struct Settings {
    inner: Arc<Inner>,
}

impl Settings {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }
}

#[uniffi::export]
impl Settings {
    /// What may be chosen, and what is.
    pub async fn screen(&self) -> Result<SettingsScreen, CoreError> {
        self.inner
            .run(|inner| {
                let (session, revision) = inner.store.read(|r| Ok((r.session()?, r.revision())))?;
                let device = inner.device();
                let teaches = session.is_some_and(|s| s.enrolment.role != Role::Student);
                let of = Of {
                    device,
                    holds: teaches && device == Device::Tablet,
                    language: Speech::new(&inner.config.locale).language(),
                };
                Ok(settings::settings(&inner.speech(), revision, inner.preferences(), &of))
            })
            .await
    }

    /// Sets the language by its tag; none: the device's.
    pub async fn set_language(&self, tag: Option<String>) -> Result<(), CoreError> {
        let known = |tag: String| Language::of_tag(&tag).ok_or_else(|| CoreError::not_found("language"));
        let language = tag.map(known).transpose()?;
        self.inner.run(move |inner| inner.prefer(|chosen| chosen.language = language)).await
    }

    /// Sets the hand that holds a tablet.
    pub async fn set_hand(&self, hand: Hand) -> Result<(), CoreError> {
        self.inner.run(move |inner| inner.prefer(|chosen| chosen.hand = hand)).await
    }

    /// Sets whether nothing is to move.
    pub async fn set_still(&self, still: bool) -> Result<(), CoreError> {
        self.inner.run(move |inner| inner.prefer(|chosen| chosen.still = still)).await
    }
}
