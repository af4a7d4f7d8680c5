//! A world whose clock, ids and chance the test decides.

use super::START_MS;
use crate::Env;
use sha2::Digest as _;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use uuid::Uuid;

/// A clock that stands still until it is moved, ids that count up, and chance that a seed decides.
#[derive(Debug)]
pub struct TestEnv {
    now_ms: AtomicI64,
    uptime_ms: AtomicU64,
    ids: AtomicU64,
    drawn: AtomicU64,
    seed: u64,
}

impl TestEnv {
    /// A world at [`START_MS`]. Seeds that differ in their lower 32 bits never give the same id.
    pub fn new(seed: u64) -> Self {
        Self {
            now_ms: AtomicI64::new(START_MS),
            uptime_ms: AtomicU64::new(60_000),
            ids: 0.into(),
            drawn: 0.into(),
            seed,
        }
    }

    /// Sets the wall clock, UTC milliseconds.
    pub fn set_ms(&self, now_ms: i64) {
        self.now_ms.store(now_ms, Ordering::SeqCst);
    }

    /// Lets time pass: the wall clock and the device's uptime go on.
    pub fn pass_ms(&self, ms: u64) {
        self.advance_ms(ms as i64);
        self.uptime_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Moves the wall clock, backwards too.
    pub fn advance_ms(&self, by_ms: i64) {
        self.now_ms.fetch_add(by_ms, Ordering::SeqCst);
    }
}

impl Env for TestEnv {
    fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::SeqCst)
    }

    fn uptime_ms(&self) -> u64 {
        self.uptime_ms.load(Ordering::SeqCst)
    }

    fn new_id(&self) -> Uuid {
        let count = (self.ids.fetch_add(1, Ordering::SeqCst) as u32).to_be_bytes();
        let seed = (self.seed as u32).to_be_bytes();
        // The count leads, so that ids of one millisecond sort in the order in which they were made. Version and
        // variant take bits of the first and the third byte, so nothing that tells ids apart may stand there.
        let bytes = [0, count[0], 0, count[1], count[2], count[3], seed[0], seed[1], seed[2], seed[3]];
        uuid::Builder::from_unix_timestamp_millis(self.now_ms().max(0) as u64, &bytes).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        for chunk in bytes.chunks_mut(32) {
            let mut hash = sha2::Sha256::new();
            hash.update(self.seed.to_be_bytes());
            hash.update(self.drawn.fetch_add(1, Ordering::SeqCst).to_be_bytes());
            chunk.copy_from_slice(&hash.finalize()[..chunk.len()]);
        }
    }
}
