//! What devices and the server say to each other: operations, envelopes, requests and answers, and how they
//! become bytes. Shared by both sides, so that neither can drift; holds no state and does no I/O.

pub mod certificate;
pub mod code;
pub mod codec;
pub mod digest;
pub mod epoch;
pub mod erasure;
mod fault;
pub mod invitation;
pub mod mac;
pub mod mutant;
pub mod op;
pub mod photo;
mod sign_in;
pub mod upload;
pub mod wire;

/// The version of the wire. A server speaks this one and the two before it.
pub const PROTO: u32 = 1;
