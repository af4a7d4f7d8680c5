//! What a student reaches on a teacher's tablet that is handed to them: their own judgement of the work in sight.

use super::save;
use super::syncing::{PhotoSize, photo};
use super::teaching::Saved;
use crate::core::{Inner, Threads};
use crate::error::CoreError;
use crate::history::Subject;
use crate::intents::{self, At, id};
use crate::notices::{Listener, Subscription, Topic};
use crate::preferences::Preferences;
use crate::screens::handed::{self, HandedScreen};
use crate::screens::place::DraftPlace;
use crate::screens::self_assess::{WorkDraft, WorkPlace};
use crate::words::{self, Words};
use notyet_model::ids::AttachmentId;
use notyet_store::StoreError;
use std::sync::Arc;

/// The tablet in a student's hands. Answers `Locked` as soon as its teacher's PIN was typed, or the tablet was locked.
#[derive(uniffi::Object)]
pub struct Handed {
    inner: Arc<Inner>,
    to: Subject,
    at: At,
    _threads: Arc<Threads>,
}

impl Handed {
    pub(crate) fn of(inner: Arc<Inner>, to: Subject, at: At, threads: Arc<Threads>) -> Arc<Self> {
        Arc::new(Self { inner, to, at, _threads: threads })
    }

    fn place(&self) -> WorkPlace {
        self.at.place()
    }

    /// Changes the voice note of this work.
    async fn voice(
        &self,
        change: impl FnOnce(&Inner, &DraftPlace) -> Result<u64, CoreError> + Send + 'static,
    ) -> Result<(), CoreError> {
        let place = DraftPlace::Work { place: self.place() };
        self.inner.run(move |inner| change(inner, &place).map(drop)).await
    }

    /// Whether something is part of this work, which is all that may be read here.
    fn part_of_it(inner: &Inner, to: Subject, at: At, attachment: AttachmentId) -> Result<(), CoreError> {
        inner.store.read(|r| {
            let shown = handed::read(r, &inner.speech(), r.revision(), to, at)?;
            shown.shows(attachment).then_some(()).ok_or(StoreError::NotFound)
        })
    }
}

#[uniffi::export]
impl Handed {
    /// The rubric on which the student judges their own work, and what they have chosen and typed so far.
    pub async fn screen(&self) -> Result<HandedScreen, CoreError> {
        let (at, to) = (self.at, self.to);
        let read = move |inner: &Arc<Inner>| {
            inner.store.read(|r| handed::read(r, &inner.speech(), r.revision(), to, at))
        };
        self.inner.run(read).await
    }

    /// Keeps what is chosen and typed, durably, on this device.
    pub async fn keep_draft(&self, draft: WorkDraft) -> Result<(), CoreError> {
        let place = self.place();
        self.inner.run(move |inner| intents::keep_draft(inner, &place, &draft).map(drop)).await
    }

    /// Keeps a photo with the draft: a JPEG as the camera or the library gave it, at most 40 MiB.
    pub async fn add_draft_photo(&self, jpeg: Vec<u8>) -> Result<(), CoreError> {
        let place = self.place();
        self.inner.run(move |inner| intents::add_photo(inner, &place, &jpeg).map(drop)).await
    }

    /// Takes a photo out of the draft again.
    pub async fn remove_draft_photo(&self, photo: String) -> Result<(), CoreError> {
        let place = self.place();
        self.inner.run(move |inner| intents::remove_photo(inner, &place, &photo).map(drop)).await
    }

    /// Saves the work and the student's judgement of it, as theirs.
    pub async fn save_work(&self, draft: WorkDraft) -> Result<Saved, CoreError> {
        let place = self.place();
        save(&self.inner, move |inner| intents::save_work(inner, &place, &draft)).await
    }

    /// The JPEG of a photo of this work; absent while it is on its way.
    pub async fn photo(&self, attachment: String, size: PhotoSize) -> Result<Option<Vec<u8>>, CoreError> {
        let (at, to) = (self.at, self.to);
        self.inner
            .run(move |inner| {
                let attachment: AttachmentId = id(&attachment)?;
                Self::part_of_it(inner, to, at, attachment)?;
                photo(inner, attachment, size)
            })
            .await
    }

    /// Keeps a recording with the draft, as [`Voices::keep_voice`](super::Voices::keep_voice) does.
    pub async fn keep_voice(&self, mpeg4: Vec<u8>) -> Result<(), CoreError> {
        self.voice(move |inner, place| intents::keep_voice(inner, place, &mpeg4)).await
    }

    /// Says that the student has listened to it; what was not heard is not saved.
    pub async fn voice_heard(&self) -> Result<(), CoreError> {
        self.voice(intents::voice_heard).await
    }

    /// Takes it out of the draft.
    pub async fn remove_voice(&self) -> Result<(), CoreError> {
        self.voice(intents::remove_voice).await
    }

    /// Puts back what was taken out last.
    pub async fn put_back_voice(&self) -> Result<(), CoreError> {
        self.voice(intents::put_back_voice).await
    }

    /// The MPEG-4 file of a voice note of this work; absent while it is on its way.
    pub async fn sound(&self, attachment: String) -> Result<Option<Vec<u8>>, CoreError> {
        let (at, to) = (self.at, self.to);
        self.inner
            .run(move |inner| {
                let attachment: AttachmentId = id(&attachment)?;
                Self::part_of_it(inner, to, at, attachment)?;
                intents::sound(inner, attachment)
            })
            .await
    }

    /// The static texts, in the language of the tablet's person and with their school's own words.
    pub fn words(&self) -> Words {
        Words { revision: self.inner.words_revision(), ..words::words(&self.inner.speech()) }
    }

    /// What the shell itself follows.
    pub fn preferences(&self) -> Preferences {
        let chosen = self.inner.preferences();
        Preferences { hand: chosen.hand, still: chosen.still, words_revision: self.inner.words_revision() }
    }

    /// An error in words.
    pub fn sentence(&self, error: CoreError) -> String {
        words::error(&self.inner.speech(), &error)
    }

    /// Tells a listener when one of these topics changes, as a person's core does.
    pub fn observe(&self, topics: Vec<Topic>, listener: Arc<dyn Listener>) -> Arc<Subscription> {
        self.inner.notices.observe(self.inner.handle(), &topics, listener)
    }
}
