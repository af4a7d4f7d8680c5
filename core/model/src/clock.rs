//! The hybrid logical clock: a wall clock that never runs backwards on one device. It decides which of two
//! writes to the same register wins; it never decides in which order replicas see things (the feed does).

use serde::{Deserialize, Serialize};

/// 48 bits of UTC milliseconds, then a 16-bit counter. Compared as one number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Hlc(pub u64);

impl Hlc {
    /// The earliest value of a millisecond (UTC, since 1970). Times before 1970 count as 0; later than the
    /// year 10889 they stand at the last value.
    pub fn at_ms(ms: i64) -> Self {
        Self((ms.max(0) as u64).min((1 << 48) - 1) << 16)
    }

    /// UTC milliseconds since 1970.
    pub fn ms(self) -> i64 {
        (self.0 >> 16) as i64
    }

    /// The next value to stamp with: later than `self`, and not earlier than the wall clock. The last value of all,
    /// which only a forged stamp can bring near, has none after it and stands.
    pub fn tick(self, wall_ms: i64) -> Self {
        Self::at_ms(wall_ms).max(Self(self.0.saturating_add(1)))
    }

    /// What this clock becomes when another device's stamp was seen.
    pub fn witness(self, seen: Self) -> Self {
        self.max(seen)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_that_is_set_back_still_ticks_forward() {
        let first = Hlc::default().tick(1_000_000);
        let second = first.tick(10);
        assert!(second > first);
        assert_eq!(second.ms(), 1_000_000);
    }

    #[test]
    fn after_the_last_value_a_clock_stands() {
        assert_eq!(Hlc(u64::MAX).tick(10), Hlc(u64::MAX));
        assert_eq!(Hlc::at_ms(i64::MAX), Hlc(((1 << 48) - 1) << 16));
    }

    #[test]
    fn a_clock_goes_on_from_the_latest_stamp_that_it_has_seen() {
        let (early, late) = (Hlc::at_ms(1), Hlc::at_ms(2));
        assert_eq!((early.witness(late), late.witness(early)), (late, late));
    }
}
