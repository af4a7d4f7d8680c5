//! How a device is enrolled: one request with a code; for a class code, patient asking until a teacher has matched
//! the name; with the school's account, a way through the system's browser. Writes nothing: the enrolment is the caller's to keep.

use crate::address::is_local;
use crate::backoff::Backoff;
use crate::transport::{Retry, Transport, TransportError};
use notyet_protocol::digest::{sha256_hex, to_hex};
use notyet_protocol::proto;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Join, Joined, SignInBegun, SignInRequest};
use notyet_store::Env;
use reqwest::Url;
use serde::{Deserialize, Serialize};
use std::fmt;
use std::time::Duration;

/// Never ask more often than this, whatever the server allows.
const SHORTEST_PAUSE: Duration = Duration::from_millis(200);

/// What a teacher made of the name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Decided {
    /// The device is enrolled.
    Enrolled(Box<Enrolment>),
    /// The name was not confirmed.
    Declined,
}

/// Asks once to enrol this device; an older server, in its own words.
pub async fn join(transport: &dyn Transport, request: &DeviceRequest) -> Result<Joined, TransportError> {
    let joined = transport.device(request).await;
    match joined.as_ref().err().and_then(|error| error.older_wire(request.proto)) {
        Some(proto) => transport.device(&DeviceRequest { proto, ..request.clone() }).await,
        None => joined,
    }
}

/// Asks what became of a class-code request until there is an answer, first after `again_ms` and then as often
/// as the server allows; a network that goes and comes back is waited for. Drop the future to give up; the
/// ticket stays good until the server forgets it, and may be asked about again.
///
/// Fails with what asking again cannot help: an unknown or expired ticket ([`Fault::Code`]), a version that the
/// server does not speak.
///
/// [`Fault::Code`]: notyet_protocol::wire::Fault::Code
pub async fn poll_ticket(
    transport: &dyn Transport,
    env: &dyn Env,
    app: &str,
    device_name: &str,
    ticket: &str,
    again_ms: u64,
) -> Result<Decided, TransportError> {
    let mut ticket = ticket.to_owned();
    let mut pause = Duration::from_millis(again_ms);
    let mut backoff = Backoff::default();
    loop {
        tokio::time::sleep(pause.max(SHORTEST_PAUSE)).await;
        let request = DeviceRequest {
            proto: proto(),
            app: app.to_owned(),
            device_name: device_name.to_owned(),
            secret: String::new(),
            join: Join::Ticket { ticket: ticket.clone() },
        };
        pause = match join(transport, &request).await {
            Ok(Joined::Enrolled(enrolment)) => return Ok(Decided::Enrolled(Box::new(enrolment))),
            Ok(Joined::Declined) => return Ok(Decided::Declined),
            Ok(Joined::Waiting { ticket: next, again_ms }) => {
                backoff.reset();
                ticket = next;
                Duration::from_millis(again_ms)
            }
            Err(error) => match error.retry() {
                Retry::Never => return Err(error),
                Retry::NotBefore(least) => least,
                Retry::Later => backoff.next(chance(env)),
            },
        };
    }
}

/// Fresh chance by which a device is known again to whoever it asks to enrol it: 256 bits, hexadecimal.
pub fn secret(env: &dyn Env) -> String {
    let mut bytes = [0; 32];
    env.fill(&mut bytes);
    to_hex(&bytes)
}

/// A sign-in with the school's account that is under way in the system's browser. To be written down before the
/// browser is opened: the app may be killed while it is away.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignIn {
    /// What the browser opens.
    pub address: String,
    state: String,
    secret: String,
}

/// Why what came back finishes no sign-in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotBack {
    /// The person, or their provider, said no.
    #[error("the sign-in was declined")]
    Declined,
    /// It belongs to no sign-in of this device.
    #[error("another sign-in came back")]
    Another,
}

/// Shows nothing by which it could be finished.
impl fmt::Debug for SignIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignIn(…)")
    }
}

impl SignIn {
    /// Asks the school's server where to send the person.
    pub async fn begin(transport: &dyn Transport, env: &dyn Env, app: &str) -> Result<Self, TransportError> {
        let secret = secret(env);
        let challenge = sha256_hex(secret.as_bytes());
        let mut request = SignInRequest { proto: proto(), app: app.to_owned(), challenge, afresh: false };
        let mut begun = transport.begin_sign_in(&request).await;
        if let Some(older) = begun.as_ref().err().and_then(|error| error.older_wire(request.proto)) {
            request.proto = older;
            begun = transport.begin_sign_in(&request).await;
        }
        let SignInBegun { address, state } = begun?;
        // What is handed to the system to open must be a page, not a call, a file or another app.
        match Url::parse(&address) {
            Ok(url) if url.scheme() == "https" || (url.scheme() == "http" && is_local(&url)) => {
                Ok(Self { address, state, secret })
            }
            _ => Err(TransportError::BadAnswer { what: "a sign-in page without TLS".into() }),
        }
    }

    /// What the address that opened the app says: how to ask for enrolment, and the secret to ask with.
    pub fn came_back(&self, address: &str) -> Result<(Join, String), NotBack> {
        let url = Url::parse(address).map_err(|_| NotBack::Another)?;
        let value = |name: &str| url.query_pairs().find(|(key, _)| key == name).map(|(_, v)| v.into_owned());
        if value("state").as_deref() != Some(&self.state) {
            return Err(NotBack::Another);
        }
        let code = value("code").ok_or(NotBack::Declined)?;
        let join = Join::SchoolAccount { state: self.state.clone(), code, iss: value("iss") };
        Ok((join, self.secret.clone()))
    }
}

/// 64 random bits.
pub(crate) fn chance(env: &dyn Env) -> u64 {
    let mut bytes = [0; 8];
    env.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
