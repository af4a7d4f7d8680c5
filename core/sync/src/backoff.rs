//! How long to pause between tries: exponential with full jitter, so that thirty tablets that lost one server
//! at one moment do not all come back at one moment. Pure: chance is handed in.

use std::time::Duration;

/// The shortest bound on a pause.
const MIN_MS: u64 = 1_000;
/// The longest bound on a pause.
const MAX_MS: u64 = 5 * 60_000;

/// Counts tries without success and says how long to pause before the next.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Backoff {
    tries: u32,
}

impl Backoff {
    /// The pause before the next try: evenly between nothing and a bound that starts at 1 s and doubles to
    /// 5 minutes. `chance` is any number, all 64 bits of which are random.
    pub fn next(&mut self, chance: u64) -> Duration {
        let bound = MIN_MS.saturating_mul(1 << self.tries.min(20)).min(MAX_MS);
        self.tries = self.tries.saturating_add(1);
        Duration::from_millis(chance % (bound + 1))
    }

    /// Begins anew, after success or when there is reason to hope.
    pub fn reset(&mut self) {
        self.tries = 0;
    }

    /// Tries since the last success.
    pub fn tries(&self) -> u32 {
        self.tries
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bound_doubles_from_one_second_to_five_minutes_and_starts_again() {
        let mut backoff = Backoff::default();
        // A chance that equals the bound is the longest pause below it.
        for bound_ms in
            [1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]
        {
            assert_eq!(backoff.next(bound_ms), Duration::from_millis(bound_ms));
        }
        for _ in 0..100 {
            assert!(backoff.next(u64::MAX) <= Duration::from_millis(MAX_MS));
        }
        backoff.reset();
        assert_eq!(backoff.next(1_001), Duration::ZERO);
    }
}
