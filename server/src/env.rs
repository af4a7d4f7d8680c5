//! What the server takes from outside: the time and chance. Values in tests, the machine's own in service.

use std::sync::LazyLock;
use std::time::{Duration, Instant};

/// When the process first asked.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// The present time and random bytes.
pub trait Env: Send + Sync + 'static {
    /// UTC milliseconds since 1970.
    fn now_ms(&self) -> i64;
    /// Time that has passed since some moment; nobody sets it back.
    fn elapsed(&self) -> Duration;
    /// Fills the bytes with unguessable chance.
    fn fill(&self, bytes: &mut [u8]);
}

/// The machine's clock and its random source.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnv;

impl Env for SystemEnv {
    fn now_ms(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |since| i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    fn elapsed(&self) -> Duration {
        BEGAN.elapsed()
    }

    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("an operating system without a random source cannot keep a secret");
    }
}

/// Random bytes.
pub(crate) fn random<const N: usize>(env: &dyn Env) -> [u8; N] {
    let mut bytes = [0; N];
    env.fill(&mut bytes);
    bytes
}

/// A fresh random UUID.
pub(crate) fn random_uuid(env: &dyn Env) -> uuid::Uuid {
    uuid::Builder::from_random_bytes(random(env)).into_uuid()
}
