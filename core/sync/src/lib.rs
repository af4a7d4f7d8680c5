//! How a device and its school's server come to hold the same: an engine that pushes what was released, pulls
//! what is new, carries photos, and says where it stands. It reads and writes through the store's own doors,
//! never holds a transaction open while it awaits the network, and knows nothing of pictures or screens.

mod address;
mod backoff;
mod engine;
mod enrol;
mod facts;
mod frame;
mod http;
mod photos;
mod round;
mod state;
#[cfg(feature = "test-support")]
pub mod stepper;
mod transport;

pub use address::{BadAddress, PlainHttp, ServerAddress};
pub use backoff::Backoff;
pub use engine::{Engine, NetworkPolicy, Policy};
pub use enrol::{Decided, NotBack, SignIn, join, poll_ticket, secret};
pub use http::HttpTransport;
pub use photos::{PhotoProcessor, ProcessedPhoto, Unreadable};
pub use state::{Phase, SyncState, Trouble};
pub use transport::{Retry, Token, Transport, TransportError};
