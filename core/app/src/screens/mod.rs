//! What screens draw. One record holds all of one screen, with finished sentences, and the revision of the
//! database that it was read at; records exist only here, and no screen needs a second call.

pub(crate) mod account;
pub mod add;
pub mod also;
pub mod capture;
pub mod class;
pub mod conference;
pub mod curve;
pub mod door;
pub mod evidence;
pub mod feedback;
pub mod handed;
pub mod home;
pub(crate) mod judged;
pub mod markup;
mod names;
pub mod outcome;
pub mod parts;
pub mod people;
mod phrases;
pub mod picker;
pub mod piece;
pub mod ready;
pub(crate) mod room;
pub mod seating;
pub mod self_assess;
pub mod session;
pub mod settings;
pub mod student;
pub mod student_evidence;
pub mod student_outcome;
pub mod sync;
pub mod tag;
pub mod today;
pub(crate) mod view;
pub mod voice;
pub mod walk;
