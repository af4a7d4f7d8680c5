//! What the engine says about itself: one small value that a screen can draw. Which records wait, and which
//! were refused, is in the store; nothing here repeats it.

use crate::transport::TransportError;
use notyet_protocol::wire::Fault;

/// What the engine is doing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Phase {
    /// All that may be sent is sent; it listens for news.
    Idle,
    /// It is talking to the server, or about to: how every engine starts.
    #[default]
    Syncing,
    /// The last try brought nothing; it tries again by itself.
    Waiting {
        /// When, UTC milliseconds by the device's clock.
        retry_at_ms: i64,
    },
    /// The host says that there is no network.
    Offline,
    /// The server no longer knows this device: the person has to sign in again. Nothing more is tried.
    SignedOut,
    /// The server no longer speaks this app's version. Nothing more is tried.
    NeedsUpdate,
}

/// Why the last try brought nothing, by what a person can do about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The server cannot be reached from here.
    Unreachable,
    /// It took too long.
    TimedOut,
    /// Something else than the school's server answers at its address.
    NotTheServer,
    /// The server has more to do than it can.
    ServerBusy,
    /// The server has no room for anything new.
    ServerFull,
    /// The server has trouble of its own.
    ServerTrouble,
    /// The server knows this device, and refuses what it asks.
    NotAllowed,
    /// This device has no room left for what comes.
    DeviceFull,
    /// This device could not read or write its own records.
    Device,
}

impl From<&TransportError> for Trouble {
    fn from(error: &TransportError) -> Self {
        match error {
            TransportError::Offline { .. } => Self::Unreachable,
            TransportError::TimedOut => Self::TimedOut,
            TransportError::BadAnswer { .. } => Self::NotTheServer,
            TransportError::Fault(Fault::Busy { .. }) => Self::ServerBusy,
            TransportError::Fault(Fault::Full) => Self::ServerFull,
            TransportError::Fault(
                Fault::Server { .. } | Fault::Malformed { .. } | Fault::TooLarge | Fault::Offset { .. },
            ) => Self::ServerTrouble,
            TransportError::Fault(
                Fault::Code
                | Fault::SignedOut
                | Fault::NotAllowed
                | Fault::Erased
                | Fault::NotFound
                | Fault::Version { .. },
            ) => Self::NotAllowed,
        }
    }
}

/// Where the engine stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SyncState {
    /// What it is doing.
    pub phase: Phase,
    /// When the server last answered a whole round, UTC milliseconds by the device's clock.
    pub last_success_ms: Option<i64>,
    /// Why the last try brought nothing; absent once one did.
    pub last_error: Option<Trouble>,
    /// How many records the server stumbled over: they stay in the queue, hold nobody up, and are offered
    /// again at the next start.
    pub set_aside: u32,
}
