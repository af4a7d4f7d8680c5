//! The device's encrypted database and its photo files. It owns what was recorded here, what the server's feed
//! has said, the levels that follow, and the photos' bytes; it never talks to a network, never asks the
//! operating system for time or chance (see [`Env`]), and never decides what a screen shows.
//!
//! There is one door for writes, [`Store::write`], and one for reads, [`Store::read`]. All calls block: callers
//! on an asynchronous runtime use its blocking threads.

mod apply;
mod aside;
mod attachment;
mod clock;
mod columns;
mod connection;
mod copies;
mod doubt;
mod durable;
mod ending;
mod entity;
mod entry;
mod env;
mod erase;
mod error;
mod facts;
mod fold;
#[cfg(any(test, feature = "test-support"))]
mod inspect;
mod key_check;
mod lease;
mod leaving;
mod levels;
mod lost;
mod migrate;
mod note;
mod people;
mod photo;
mod photo_files;
mod pool;
mod queue;
mod reader;
mod rights;
mod room;
mod rows;
mod salvage;
mod seats;
mod store;
mod strange;
mod sync;
#[cfg(any(test, feature = "test-support"))]
pub mod testing;
mod transfer;
mod tx;
mod unsent;
mod work;
mod written;

pub use copies::PhotoCopy;
pub use entry::{
    AttachmentRow, AttachmentState, Counts, Entry, EntryState, Fetched, LevelRow, Medium, RefusedRow,
    Session, WaitingRow,
};
pub use env::{Env, SystemEnv};
pub use error::{FeedFault, StoreError};
#[cfg(any(test, feature = "test-support"))]
pub use inspect::{Inspection, KeptOp, KeptStream};
pub use people::{
    BadPin, Door, KeyStore, Leftover, People, Person, Pin, PinFault, ProfileId, SignInSecret, Stage, Tries,
};
pub use photo::{PhotoFile, PhotoSize};
pub use reader::Reader;
pub use room::Room;
pub use salvage::Salvaged;
pub use store::{DbKey, Store};
pub use sync::Applied;
#[cfg(any(test, feature = "test-support"))]
pub use testing::TestEnv;
pub use transfer::{Download, Upload};
pub use tx::{Send, Tx};
pub use written::{Topic, Topics, Written};
