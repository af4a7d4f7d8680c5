//! Why a request was not served, and with which status of HTTP it is said.

use serde::{Deserialize, Serialize};

/// Why a request as a whole was not served. Sent as JSON with the HTTP status of [`Fault::status`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
#[serde(tag = "error", rename_all = "snake_case")]
pub enum Fault {
    /// Unknown, used or expired code; one answer for all, so that codes cannot be told apart.
    #[error("the code does not open anything")]
    Code,
    /// No valid token.
    #[error("not signed in")]
    SignedOut,
    /// The person may not do this.
    #[error("not allowed")]
    NotAllowed,
    /// The record of the person whose device this is was erased: the device forgets all that it holds.
    #[error("the record of this person was erased")]
    Erased,
    /// No such thing.
    #[error("not found")]
    NotFound,
    /// The request could not be read.
    #[error("the request cannot be read: {detail}")]
    Malformed {
        /// What could not be read; never personal data.
        detail: String,
    },
    /// The device speaks a version that the server does not.
    #[error("the server speaks versions {oldest} to {newest}")]
    Version {
        /// Oldest version that the server speaks.
        oldest: u32,
        /// Newest version that the server speaks.
        newest: u32,
    },
    /// More than the server takes at once.
    #[error("too large")]
    TooLarge,
    /// A piece of a photo that does not go on where the upload has come to.
    #[error("the upload goes on at byte {offset}")]
    Offset {
        /// Where it does.
        offset: u64,
    },
    /// The server has no room to write; what it has can be read.
    #[error("the server's disk is full")]
    Full,
    /// Too many requests; come back later.
    #[error("busy; again in {again_ms} ms")]
    Busy {
        /// Milliseconds to wait.
        again_ms: u64,
    },
    /// The server's own trouble.
    #[error("the server could not serve this (ticket {ticket})")]
    Server {
        /// Found again in the server's log.
        ticket: String,
    },
}

impl Fault {
    /// The HTTP status that goes with it.
    pub fn status(&self) -> u16 {
        match self {
            Self::Code | Self::NotAllowed => 403,
            Self::SignedOut => 401,
            Self::NotFound => 404,
            Self::Erased => 410,
            Self::Malformed { .. } => 400,
            Self::Version { .. } => 426,
            Self::TooLarge => 413,
            Self::Offset { .. } => 409,
            Self::Full => 507,
            Self::Busy { .. } => 429,
            Self::Server { .. } => 500,
        }
    }
}
