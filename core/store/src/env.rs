//! The clock, fresh ids and chance, handed in from outside, so that a test or a simulator decides them.

use uuid::Uuid;

#[cfg(any(target_os = "linux", target_os = "android"))]
const COUNTS_WHILE_ASLEEP: rustix::time::ClockId = rustix::time::ClockId::Boottime;
#[cfg(not(any(target_os = "linux", target_os = "android")))]
const COUNTS_WHILE_ASLEEP: rustix::time::ClockId = rustix::time::ClockId::Monotonic;

/// What a store may ask of the world around it.
pub trait Env: Send + Sync {
    /// The device's wall clock, UTC milliseconds since 1970. May jump either way.
    fn now_ms(&self) -> i64;
    /// How long the device has been up, asleep or not, milliseconds. Starts again with the device; nobody can set
    /// it. Worlds whose wall clock stands for it need not say more.
    fn uptime_ms(&self) -> u64 {
        self.now_ms().max(0) as u64
    }
    /// A fresh UUIDv7.
    fn new_id(&self) -> Uuid;
    /// Fills the bytes with chance that nobody can guess.
    fn fill(&self, bytes: &mut [u8]);
}

/// The real clock, ids and chance: the only place that asks the operating system for them.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemEnv;

impl Env for SystemEnv {
    fn now_ms(&self) -> i64 {
        let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
        since.map_or(0, |t| i64::try_from(t.as_millis()).unwrap_or(i64::MAX))
    }

    fn uptime_ms(&self) -> u64 {
        let up = rustix::time::clock_gettime(COUNTS_WHILE_ASLEEP);
        (up.tv_sec.max(0) as u64) * 1_000 + (up.tv_nsec.max(0) as u64) / 1_000_000
    }

    fn new_id(&self) -> Uuid {
        let mut chance = [0; 10];
        self.fill(&mut chance);
        uuid::Builder::from_unix_timestamp_millis(self.now_ms().max(0) as u64, &chance).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        getrandom::fill(bytes).expect("no system that can run this lacks a source of chance");
    }
}
