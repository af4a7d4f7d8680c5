//! What devices and the server say to each other: operations, envelopes, requests and answers, and how they
//! become bytes. Shared by both sides, so that neither can drift; holds no state and does no I/O.

pub mod blob;
mod brief;
pub mod certificate;
pub mod code;
pub mod codec;
pub mod digest;
pub mod document;
pub mod epoch;
pub mod erasure;
mod fault;
pub mod invitation;
pub mod kinds;
pub mod mac;
pub mod mutant;
pub mod op;
pub mod photo;
pub mod room;
mod sign_in;
pub mod upload;
pub mod voice;
pub mod wire;

use notyet_model::build::{Build, build};

/// The version of the wire.
pub const PROTO: u32 = 1;

/// How many versions before its own a program speaks, on either side: a device may be as far ahead of its server as
/// behind it.
const BEFORE: u32 = 2;

/// The version of the wire that this program speaks: [`PROTO`], but for the next version in tests.
pub fn proto() -> u32 {
    match build() {
        Build::Present => PROTO,
        Build::Next => PROTO + 1,
    }
}

/// The oldest version of the wire that this program speaks.
pub fn oldest_proto() -> u32 {
    proto().saturating_sub(BEFORE).max(1)
}
