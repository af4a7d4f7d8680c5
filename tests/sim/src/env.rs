//! The time and chance of a history: a clock that stands until it is told to go, shared by the server and the
//! devices, and ids that follow from a seed.

use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// When every history begins: 14 November 2026, 08:00 UTC.
const BEGINS_MS: i64 = 1_794_643_200_000;

/// A clock that stands, and chance that follows from a seed.
#[derive(Debug)]
pub struct SimEnv {
    now_ms: Arc<AtomicI64>,
    began: Instant,
    /// How far this one's clock is wrong.
    wrong_by_ms: AtomicI64,
    state: Mutex<u64>,
}

impl SimEnv {
    /// A clock of its own.
    pub fn new(seed: u64) -> Self {
        Self {
            now_ms: Arc::new(AtomicI64::new(BEGINS_MS)),
            began: Instant::now(),
            wrong_by_ms: AtomicI64::new(0),
            state: Mutex::new(seed),
        }
    }

    /// The same clock with other chance.
    pub fn beside(&self, seed: u64) -> Self {
        Self {
            now_ms: Arc::clone(&self.now_ms),
            began: self.began,
            wrong_by_ms: AtomicI64::new(0),
            state: Mutex::new(seed),
        }
    }

    /// Lets time go by, for everyone who has this clock.
    pub fn pass(&self, ms: i64) {
        self.now_ms.fetch_add(ms, Ordering::SeqCst);
    }

    /// Sets this one's clock wrong by so much, and nobody else's.
    pub fn set_wrong_by(&self, ms: i64) {
        self.wrong_by_ms.store(ms, Ordering::SeqCst);
    }

    /// What this one's clock says, UTC milliseconds.
    pub fn now(&self) -> i64 {
        self.now_ms.load(Ordering::SeqCst) + self.wrong_by_ms.load(Ordering::SeqCst)
    }

    fn chance(&self, bytes: &mut [u8]) {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        for chunk in bytes.chunks_mut(8) {
            // SplitMix64, by Sebastiano Vigna: one addition and three mixing steps for each 64 bits.
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

impl notyet_store::Env for SimEnv {
    fn now_ms(&self) -> i64 {
        self.now()
    }

    fn new_id(&self) -> uuid::Uuid {
        let mut chance = [0; 10];
        self.chance(&mut chance);
        uuid::Builder::from_unix_timestamp_millis(self.now().max(0) as u64, &chance).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.chance(bytes);
    }
}

impl notyet_server::Env for SimEnv {
    fn now_ms(&self) -> i64 {
        self.now()
    }

    /// The history's own time and the runtime's: whoever is told to come back later may do so by sleeping.
    fn elapsed(&self) -> Duration {
        Duration::from_millis(self.now() as u64) + self.began.elapsed()
    }

    fn fill(&self, bytes: &mut [u8]) {
        self.chance(bytes);
    }
}
