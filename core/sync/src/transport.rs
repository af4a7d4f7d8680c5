//! What the engine asks of a network: one call for each request of the wire. Says how each may go wrong and whether
//! trying again can help; never tries again by itself.

use async_trait::async_trait;
use notyet_protocol::oldest_proto;
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    DeviceRequest, Fault, JoinDecision, Joined, OpenDoor, OpenedDoor, SignInBegun, SignInOffer,
    SignInRequest, SyncAnswer, SyncRequest, WaitAnswer, WaitRequest,
};
use std::fmt;
use std::time::Duration;

/// A device's bearer token. Its `Debug` shows nothing of it, so that it cannot reach a log.
#[derive(Clone, PartialEq, Eq)]
pub struct Token(String);

impl Token {
    /// Takes the token of an enrolment.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text that goes on the wire.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// One way to reach a server. Every call is one request and one answer; dropping its future gives the request
/// up, which leaves the server in either state, and is safe because every call may be repeated.
#[async_trait]
pub trait Transport: Send + Sync {
    /// Asks to enrol this device, or what became of having asked.
    async fn device(&self, request: &DeviceRequest) -> Result<Joined, TransportError>;

    /// How staff may come in, besides codes. A transport that knows no accounts offers none.
    async fn sign_in_offer(&self) -> Result<SignInOffer, TransportError> {
        Ok(SignInOffer::default())
    }

    /// Begins a sign-in with the school's account.
    async fn begin_sign_in(&self, request: &SignInRequest) -> Result<SignInBegun, TransportError> {
        let _ = request;
        Err(Fault::NotFound.into())
    }

    /// Pushes and pulls.
    async fn sync(&self, token: &Token, request: &SyncRequest) -> Result<SyncAnswer, TransportError>;

    /// Answers when something is new, or after about 25 s.
    async fn wait(&self, token: &Token, request: &WaitRequest) -> Result<WaitAnswer, TransportError>;

    /// Says whose name it was that someone typed with a class code.
    async fn decide_join(&self, token: &Token, decision: &JoinDecision) -> Result<(), TransportError>;

    /// Lets students of a class in.
    async fn open_door(&self, token: &Token, request: &OpenDoor) -> Result<OpenedDoor, TransportError>;

    /// Stores a picture under the SHA-256 of its bytes (lower-case hexadecimal).
    async fn put_blob(&self, token: &Token, sha256: &str, bytes: Vec<u8>) -> Result<(), TransportError>;

    /// Reads a picture of at most `max_bytes`; a longer one is a [`TransportError::BadAnswer`]. The caller
    /// compares the hash.
    async fn get_blob(&self, token: &Token, sha256: &str, max_bytes: u64) -> Result<Vec<u8>, TransportError>;

    /// Stores a piece of a picture that is to have `piece.length` bytes, from `piece.offset` on; says how far the
    /// upload has come. [`Fault::Offset`] when it goes on elsewhere.
    async fn patch_blob(
        &self,
        token: &Token,
        sha256: &str,
        piece: Uploaded,
        bytes: Vec<u8>,
    ) -> Result<Uploaded, TransportError>;

    /// How far this person's own upload of these bytes has come; `None`: it has not begun.
    async fn head_blob(&self, token: &Token, sha256: &str) -> Result<Option<Uploaded>, TransportError>;
}

/// Why a call brought no answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransportError {
    /// The server could not be reached, or the connection broke.
    #[error("the server cannot be reached: {cause}")]
    Offline {
        /// For logs; names no person.
        cause: String,
    },
    /// No answer in time. The request may have been served all the same.
    #[error("the server did not answer in time")]
    TimedOut,
    /// The server said why it does not serve this.
    #[error(transparent)]
    Fault(#[from] Fault),
    /// Something answered that does not speak as the server does: another program, a network's sign-in page, or
    /// more bytes than were to be expected.
    #[error("the answer is not the server's: {what}")]
    BadAnswer {
        /// For logs; holds nothing of the answer's content.
        what: String,
    },
}

/// Whether asking again can help.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Yes, after a pause of the caller's choosing.
    Later,
    /// Yes, but the server asked not to be asked sooner than this.
    NotBefore(Duration),
    /// No: the person has to sign in again, or to update, or the request itself is wrong.
    Never,
}

impl TransportError {
    /// Whether asking again can help.
    pub fn retry(&self) -> Retry {
        match self {
            Self::Offline { .. } | Self::TimedOut | Self::BadAnswer { .. } => Retry::Later,
            Self::Fault(fault) => match fault {
                Fault::Busy { again_ms } => Retry::NotBefore(Duration::from_millis(*again_ms)),
                Fault::Server { .. } | Fault::Full | Fault::Offset { .. } => Retry::Later,
                Fault::Code
                | Fault::SignedOut
                | Fault::NotAllowed
                | Fault::Erased
                | Fault::NotFound
                | Fault::Malformed { .. }
                | Fault::Version { .. }
                | Fault::TooLarge => Retry::Never,
            },
        }
    }

    /// In which version of the wire to ask again what was asked in `asked`: the server is older, and its newest is one
    /// that this program speaks, too.
    pub(crate) fn older_wire(&self, asked: u32) -> Option<u32> {
        match self {
            Self::Fault(Fault::Version { newest, .. }) if (oldest_proto()..asked).contains(newest) => {
                Some(*newest)
            }
            _ => None,
        }
    }

    /// Whether the request itself may be what the server stumbles over.
    pub(crate) fn may_be_the_requests_own(&self) -> bool {
        matches!(self, Self::Fault(Fault::Malformed { .. } | Fault::TooLarge | Fault::Server { .. }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_cannot_reach_a_log() {
        assert_eq!(format!("{:?}", Token::new("secret")), "Token(…)");
    }

    #[test]
    fn what_a_person_must_do_is_never_retried_and_what_the_network_did_is() {
        let again = |e: TransportError| e.retry();
        assert_eq!(again(TransportError::TimedOut), Retry::Later);
        assert_eq!(again(Fault::SignedOut.into()), Retry::Never);
        assert_eq!(again(Fault::Version { oldest: 2, newest: 4 }.into()), Retry::Never);
        assert_eq!(again(Fault::Server { ticket: "a1".into() }.into()), Retry::Later);
        let older = TransportError::from(Fault::Version { oldest: 1, newest: 1 });
        assert_eq!((older.older_wire(2), older.older_wire(1)), (Some(1), None));
        let far = TransportError::from(Fault::Version { oldest: 0, newest: 0 });
        assert_eq!(far.older_wire(2), None, "this program does not speak that");
        let busy = again(Fault::Busy { again_ms: 7_000 }.into());
        assert_eq!(busy, Retry::NotBefore(Duration::from_secs(7)));
    }
}
