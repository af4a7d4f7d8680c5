//! A small random sequence (SplitMix64) with a seed that can be named again.

use std::hash::{BuildHasher, RandomState};

pub(crate) struct Random(u64);

impl Random {
    /// A fresh seed, or the one in `NOTYET_SEED`; printed either way, for the day on which a test stops.
    #[allow(clippy::print_stdout, reason = "without the seed a stopped test cannot be repeated")]
    pub(crate) fn new() -> Self {
        let named = std::env::var("NOTYET_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = named.unwrap_or_else(|| RandomState::new().hash_one("seed"));
        println!("NOTYET_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// From 0 up to and without `end`.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }

    /// The bytes cut short somewhere, or with one to eight bits turned over.
    pub(crate) fn bend(&mut self, bytes: &[u8]) -> Vec<u8> {
        let mut bent = bytes.to_vec();
        if bent.is_empty() {
            return bent;
        }
        if self.next().is_multiple_of(3) {
            bent.truncate(self.below(bytes.len()));
            return bent;
        }
        for _ in 0..=self.below(8) {
            let at = self.below(bent.len());
            bent[at] ^= 1 << self.below(8);
        }
        bent
    }
}
