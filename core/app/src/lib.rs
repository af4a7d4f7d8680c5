//! The façade: the only crate that the apps see. It reads whole screens, takes intents, tells what changed, and
//! says everything in words. No rules live here: they are in the crates below, and so are their tests.

mod areas;
mod core;
mod error;
mod history;
mod host;
mod intents;
mod link;
mod notices;
mod opening;
mod own;
mod preferences;
mod profiles;
mod screens;
mod sign_in;
#[cfg(test)]
mod tests;
mod vault;
mod words;
mod worker;

pub use areas::{
    Capturing, Documents, Enrolment, FeedbackInput, Handed, Learning, LevelInput, Markup, OwnWordsInput,
    PhotoInput, PhotoSize, Saved, Settings, Syncing, Teaching, Voices, WalkLevelInput,
};
pub use core::{Core, error_sentence, fallback_words};
pub use error::CoreError;
pub use host::{Config, Host, HostError, LogLevel, Network};
pub use notices::{Listener, Notice, Subscription, Topic};
pub use preferences::{Hand, Preferences};
pub use profiles::Profiles;
pub use screens::*;
pub use words::{TextArg, TextPlace, Words};

uniffi::setup_scaffolding!();
