//! What a teacher does: few and named. Each is checked, written through the store's one door in one transaction,
//! and remembered so that it can be taken back.

mod check;
mod feedback;
mod level;
mod photo;
mod undo;
mod visit;

pub(crate) use check::{class_of, class_shown, id, session, typed};
pub(crate) use feedback::{Draft, keep_draft, record_feedback, record_own_words, reworded};
pub(crate) use level::{record_level, record_walk_level};
pub(crate) use photo::{process_photo, record_photo};
pub(crate) use undo::{redo, undo};
pub(crate) use visit::named;
