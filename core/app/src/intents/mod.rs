//! What people do: few and named. Each is checked, written through the store's one door in one transaction,
//! and remembered so that it can be taken back.

mod check;
mod level;
mod next_step;
mod own_class;
mod photo;
mod reply;
mod say;
mod undo;
mod work;

pub(crate) use check::{class_of, id, typed};
pub(crate) use level::record_level;
pub(crate) use next_step::record_next_step;
pub(crate) use photo::{process_photo, record_photo};
pub(crate) use reply::{answer, draft_note, keep_reply, read_feedback, read_note, save_reply, understand};
pub(crate) use say::{keep_words, save_words, say_ready, words_note};
pub(crate) use undo::{redo, undo};
pub(crate) use work::{At, Draft, add_photo, keep_draft, remove_photo, save_work, show_judgement};
