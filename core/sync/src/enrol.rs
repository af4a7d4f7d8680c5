//! How a device is enrolled: one request with a code, and, for a class code, patient asking until a teacher has
//! matched the name. Writes nothing: the enrolment is the caller's to keep.

use crate::backoff::Backoff;
use crate::transport::{Retry, Transport, TransportError};
use notyet_protocol::PROTO;
use notyet_protocol::wire::{DeviceRequest, Enrolment, Join, Joined};
use notyet_store::Env;
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

/// Asks once to enrol this device.
pub async fn join(transport: &dyn Transport, request: &DeviceRequest) -> Result<Joined, TransportError> {
    transport.device(request).await
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
            proto: PROTO,
            app: app.to_owned(),
            device_name: device_name.to_owned(),
            secret: String::new(),
            join: Join::Ticket { ticket: ticket.clone() },
        };
        pause = match transport.device(&request).await {
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

/// 64 random bits.
pub(crate) fn chance(env: &dyn Env) -> u64 {
    let mut bytes = [0; 8];
    env.fill(&mut bytes);
    u64::from_le_bytes(bytes)
}
