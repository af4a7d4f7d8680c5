//! Words: every text of both apps, by key, from Project Fluent files, and the sentences that are made of the
//! model's data. It sees the domain and nothing else, so that whatever speaks of a level says it alike. It
//! decides nothing: what is true comes from the model.

pub mod dates;
mod languages;
mod names;
mod numbers;
mod school;
mod speech;
pub mod why;

pub use languages::{LANGUAGES, is_machine_made, is_right_to_left, own_name};
pub use names::{Names, spoken, word};
pub use school::Vocabulary;
pub use speech::{Speech, plain};
