//! A student's screens and intents.

use super::save;
use super::teaching::Saved;
use crate::core::Inner;
use crate::error::CoreError;
use crate::intents::{self, At, id, me};
use crate::own::{self, About, OwnStep};
use crate::screens::add::{self, AddScreen};
use crate::screens::evidence::{self, EvidenceScreen};
use crate::screens::feedback::{self, FeedbackScreen, Reply, ThreadScreen};
use crate::screens::home::{self, HomeScreen};
use crate::screens::outcome::{self, OutcomeScreen};
use crate::screens::parts::UndoBar;
use crate::screens::ready::Sureness;
use crate::screens::self_assess::{self, SelfAssessScreen, WorkDraft, WorkPlace};
use notyet_model::ids::{OpId, OutcomeId};
use notyet_store::{Reader, StoreError};
use std::sync::Arc;

/// A student's screens and intents, always about the student who is signed in.
#[derive(uniffi::Object)]
pub struct Learning {
    inner: Arc<Inner>,
}

impl Learning {
    pub(crate) fn new(inner: Arc<Inner>) -> Self {
        Self { inner }
    }

    async fn read<T: Send + 'static>(
        &self,
        read: impl FnOnce(&Inner, &Reader<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, CoreError> {
        self.inner.run(move |inner| inner.store.read(|r| read(inner, r))).await
    }

    /// What stays on this device.
    async fn keep(
        &self,
        work: impl FnOnce(&Inner) -> Result<u64, CoreError> + Send + 'static,
    ) -> Result<Saved, CoreError> {
        self.inner.run(move |inner| Ok(Saved { revision: work(inner)? })).await
    }
}

#[uniffi::export]
impl Learning {
    /// What I can do, what I have left, what comes next.
    pub async fn home(&self) -> Result<HomeScreen, CoreError> {
        self.read(|inner, r| {
            home::read(r, &inner.speech(), r.revision(), me(r)?, inner.device(), inner.link.is_signed_out())
        })
        .await
    }

    /// One outcome of mine.
    pub async fn outcome(&self, outcome: String) -> Result<OutcomeScreen, CoreError> {
        let outcome = id(&outcome)?;
        let (_, today) = self.inner.run(|inner| inner.work_time()).await?;
        self.read(move |inner, r| {
            let undo = undo_bar(inner, About::Outcome(outcome));
            outcome::read(r, &inner.speech(), r.revision(), me(r)?, outcome, today, undo)
        })
        .await
    }

    /// The rubric on which I judge my own work, and what I have chosen and typed so far.
    pub async fn self_assess(&self, place: WorkPlace) -> Result<SelfAssessScreen, CoreError> {
        let at = At::of(&place)?;
        let (outcome, piece) = match at {
            At::Judged(outcome) => (outcome, None),
            At::Piece(outcome, piece) => (outcome, Some(piece)),
            At::Added => return Err(CoreError::not_found("outcome")),
        };
        self.read(move |inner, r| {
            let asked = self_assess::Asked { me: me(r)?, outcome, piece, note: at.note() };
            self_assess::read(r, &inner.speech(), r.revision(), asked)
        })
        .await
    }

    /// New work, to be added without judging it, and what I have picked and typed so far.
    pub async fn add_evidence(&self) -> Result<AddScreen, CoreError> {
        self.read(move |inner, r| {
            let last = inner.own().as_ref().map(OwnStep::about);
            let undo = last.filter(|about| matches!(about, About::Outcome(_)));
            let undo = undo.and_then(|about| undo_bar(inner, about));
            add::read(r, &inner.speech(), r.revision(), me(r)?, &At::Added.note(), undo)
        })
        .await
    }

    /// One piece of my work. Without an outcome: looked at on the first of the piece's.
    pub async fn evidence(
        &self,
        piece: String,
        outcome: Option<String>,
    ) -> Result<EvidenceScreen, CoreError> {
        let (piece, outcome) = (id(&piece)?, outcome.as_deref().map(id).transpose()?);
        self.read(move |inner, r| {
            let undo = |outcome: OutcomeId| undo_bar(inner, About::Outcome(outcome));
            evidence::read(r, &inner.speech(), r.revision(), me(r)?, piece, outcome, undo)
        })
        .await
    }

    /// Keeps what is chosen and typed, so that it outlives the screen and the app. Not sent.
    pub async fn keep_draft(&self, place: WorkPlace, draft: WorkDraft) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::keep_draft(inner, &place, &draft)).await
    }

    /// Keeps a photo with the draft: a JPEG as the camera or the library gave it, at most 40 MiB. Not sent.
    pub async fn add_draft_photo(&self, place: WorkPlace, jpeg: Vec<u8>) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::add_photo(inner, &place, &jpeg)).await
    }

    /// Takes a photo out of the draft again.
    pub async fn remove_draft_photo(&self, place: WorkPlace, photo: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::remove_photo(inner, &place, &photo)).await
    }

    /// Saves the work and my judgement of it; the draft is empty again.
    pub async fn save_work(&self, place: WorkPlace, draft: WorkDraft) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::save_work(inner, &place, &draft)).await
    }

    /// Shows what the teacher said of a piece that I have not judged.
    pub async fn show_judgement(&self, piece: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::show_judgement(inner, &piece)).await
    }

    /// What teachers left for me, what is new first.
    pub async fn feedback(&self) -> Result<FeedbackScreen, CoreError> {
        self.read(|inner, r| feedback::list(r, &inner.speech(), r.revision(), me(r)?)).await
    }

    /// One piece of it, and all that belongs to it.
    pub async fn thread(&self, feedback: String) -> Result<ThreadScreen, CoreError> {
        let id: OpId = id(&feedback)?;
        self.read(move |inner, r| {
            let undo = undo_bar(inner, About::Feedback(id));
            feedback::thread(r, &inner.speech(), r.revision(), me(r)?, id, undo)
        })
        .await
    }

    /// I have opened it: it is new no more. Not sent.
    pub async fn read_feedback(&self, feedback: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::read_feedback(inner, &feedback)).await
    }

    /// Keeps a question or a rewording that is typed and not saved. Not sent.
    pub async fn keep_reply(&self, feedback: String, reply: Reply, text: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::keep_reply(inner, &feedback, reply, &text)).await
    }

    /// Asks about feedback, or says its next step in my own words.
    pub async fn save_reply(&self, feedback: String, reply: Reply, text: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::save_reply(inner, &feedback, reply, &text)).await
    }

    /// "I understand."
    pub async fn understand(&self, feedback: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::understand(inner, &feedback)).await
    }

    /// Keeps words for an outcome that are typed and not saved. Not sent.
    pub async fn keep_words(&self, outcome: String, text: String) -> Result<Saved, CoreError> {
        self.keep(move |inner| intents::keep_words(inner, &outcome, &text)).await
    }

    /// Says an outcome in my own words; at most 200 letters.
    pub async fn save_words(&self, outcome: String, text: String) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::save_words(inner, &outcome, &text)).await
    }

    /// Says how ready I am to show an outcome.
    pub async fn say_ready(&self, outcome: String, sure: Sureness) -> Result<Saved, CoreError> {
        save(&self.inner, move |inner| intents::say_ready(inner, &outcome, sure)).await
    }

    /// Takes back what I saved last; it stands where it was typed again.
    pub async fn take_back(&self) -> Result<Saved, CoreError> {
        save(&self.inner, own::undo).await
    }

    /// I turn to something else: what I saved may be sent.
    pub async fn leave_work(&self) -> Result<(), CoreError> {
        self.inner.run(|inner| inner.release_all()).await
    }
}

fn undo_bar(inner: &Inner, about: About) -> Option<UndoBar> {
    let is_last = inner.own().as_ref().is_some_and(|step| step.about() == about);
    is_last.then(|| UndoBar { text: inner.speech().text("capture-saved"), can_undo: true, can_redo: false })
}
