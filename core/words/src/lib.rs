//! Words: every text of both apps, by key, from Project Fluent files, and the sentences that are made of the
//! model's data. It sees the domain and nothing else, so that whatever speaks of a level says it alike. It
//! decides nothing: what is true comes from the model.

pub mod dates;
mod names;
mod speech;
pub mod why;

pub use names::{Names, word};
pub use speech::{Speech, plain};
