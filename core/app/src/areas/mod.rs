//! The façade's areas: each file checks input, hops to the core's threads, and hands on. No logic.

mod enrolment;
mod learning;
mod syncing;
mod teaching;

pub use enrolment::Enrolment;
pub use learning::Learning;
pub use syncing::{PhotoSize, Syncing};
pub use teaching::{FeedbackInput, LevelInput, OwnWordsInput, PhotoInput, Saved, Teaching, WalkLevelInput};
