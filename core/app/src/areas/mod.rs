//! The façade's areas: each file checks input, hops to the core's threads, and hands on. No logic.

use crate::core::Inner;
use crate::error::CoreError;
use std::sync::Arc;

mod capturing;
mod documents;
mod enrolment;
mod handed;
mod learning;
mod markup;
mod seating;
mod settings;
mod syncing;
mod teaching;
mod voices;

pub use capturing::Capturing;
pub use documents::Documents;
pub use enrolment::Enrolment;
pub use handed::Handed;
pub use learning::Learning;
pub use markup::Markup;
pub use settings::Settings;
pub use syncing::{PhotoSize, Syncing};
pub use teaching::{FeedbackInput, LevelInput, OwnWordsInput, PhotoInput, Saved, Teaching, WalkLevelInput};
pub use voices::Voices;

/// Saves what may still be taken back, and so is held for a while.
async fn save(
    inner: &Arc<Inner>,
    work: impl FnOnce(&Inner) -> Result<u64, CoreError> + Send + 'static,
) -> Result<Saved, CoreError> {
    let work = move |inner: &Arc<Inner>| {
        let revision = work(inner)?;
        inner.link.release_later(inner);
        Ok(Saved { revision })
    };
    inner.run(work).await
}
