//! What people do: few and named. Each is checked, written through the store's one door in one transaction,
//! and remembered so that it can be taken back.

mod also;
mod check;
mod correct;
mod document;
mod feedback;
mod hand_over;
mod level;
mod markup;
mod own_class;
mod own_words;
mod photo;
mod piece;
mod place;
mod reply;
mod room;
mod save_piece;
mod say;
mod seat;
mod tag;
mod undo;
mod visit;
mod voice;
mod work;

pub(crate) use also::{also_piece, record_also};
pub(crate) use check::{class_of, class_shown, id, session, typed};
pub(crate) use correct::correct_level;
pub(crate) use document::{add_document, open_document, remove_document};
pub(crate) use feedback::{FeedbackDraft, keep_feedback, record_feedback, remove_drawing};
pub(crate) use hand_over::in_sight;
pub(crate) use level::{record_level, record_walk_level};
pub(crate) use markup::{edit_photo, finish_photo, markup, redo_edit, undo_edit};
pub(crate) use own_class::me;
pub(crate) use own_words::{record_own_words, reworded};
pub(crate) use photo::{process_photo, record_photo, remove_work_photo};
pub(crate) use piece::{At as PieceAt, Piece, add_piece_photo, keep_piece, remove_piece_photo};
pub(crate) use reply::{
    Reworded, answer, keep_reply, question_note, read_feedback, read_note, save_reply, understand,
};
pub(crate) use room::{set_here, set_later, sit_with};
pub(crate) use save_piece::{leave_piece, save_piece};
pub(crate) use say::{keep_words, save_words, say_ready, words_note};
pub(crate) use seat::{Moves, seat_at, swap_seats, undo_seat};
pub(crate) use tag::{
    Tag, Tagged, refusal, shows, students, tag_level, tag_note, tag_outcome, tag_student, untag,
};
pub(crate) use undo::{redo, undo};
pub(crate) use visit::{named, point};
pub(crate) use voice::{DraftVoice, keep_voice, put_back_voice, remove_voice, sound, voice_heard};
pub(crate) use work::{At, Draft, add_photo, keep_draft, remove_photo, save_work, show_judgement};
