//! How often a PIN was tried in vain, and what follows: nothing, a wait that doubles, or that only signing in at
//! the school opens the profile. Pure; who counts must do so before the PIN is checked, or a killed program
//! would give a try for nothing.

use serde::{Deserialize, Serialize};

/// So many may be mistyped before there is a wait.
pub(super) const FREE: u32 = 5;
/// After so many, no PIN opens the profile any more.
pub(super) const MOST: u32 = 10;
/// The first wait; each further one is twice as long.
const FIRST_WAIT_MS: i64 = 30_000;
const VERSION: u32 = 1;

/// Tries in vain since the last right one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tries {
    v: u32,
    /// How many.
    pub wrong: u32,
    /// When the last of them was, UTC milliseconds by the device's clock.
    pub last_ms: i64,
}

/// What a profile's door says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// A PIN may be tried.
    Ready,
    /// Not before this many milliseconds have passed.
    Wait(i64),
    /// No PIN opens it any more.
    SignIn,
}

impl Tries {
    /// None in vain.
    pub const NONE: Self = Self { v: VERSION, wrong: 0, last_ms: 0 };

    /// What stands for a record that is gone or cannot be read: whoever knows the PIN still has one try.
    pub fn unknown(now_ms: i64) -> Self {
        Self { wrong: MOST - 1, last_ms: now_ms.saturating_sub(wait_after(MOST - 1)), ..Self::NONE }
    }

    /// One more.
    #[must_use]
    pub fn one_more(self, now_ms: i64) -> Self {
        Self { wrong: self.wrong.saturating_add(1), last_ms: now_ms, ..self }
    }

    /// Of two records of the same tries the one that forgives less.
    #[must_use]
    pub fn stricter(self, other: Self) -> Self {
        if (other.wrong, other.last_ms) > (self.wrong, self.last_ms) { other } else { self }
    }

    /// Whether a PIN may be tried now. A clock that stands before the last try tells nothing: then the whole
    /// wait is still to come.
    pub fn door(self, now_ms: i64) -> Door {
        if self.wrong >= MOST {
            return Door::SignIn;
        }
        let since = now_ms.saturating_sub(self.last_ms);
        let left = if since < 0 { wait_after(self.wrong) } else { wait_after(self.wrong) - since };
        if left > 0 { Door::Wait(left) } else { Door::Ready }
    }

    /// The same tries for a clock that was set back, so that the wait ends.
    #[must_use]
    pub fn seen_at(self, now_ms: i64) -> Self {
        Self { last_ms: self.last_ms.min(now_ms), ..self }
    }

    pub(super) fn to_bytes(self) -> Vec<u8> {
        serde_json::to_vec(&self).expect("three numbers can be written")
    }

    pub(super) fn from_bytes(bytes: &[u8]) -> Option<Self> {
        serde_json::from_slice(bytes).ok().filter(|tries: &Self| tries.v == VERSION)
    }
}

fn wait_after(wrong: u32) -> i64 {
    if wrong < FREE { 0 } else { FIRST_WAIT_MS << (wrong - FREE).min(MOST) }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOON: i64 = 1_794_492_000_000;

    fn wrong(times: u32) -> Tries {
        (0..times).fold(Tries::NONE, |tries, _| tries.one_more(NOON))
    }

    #[test]
    fn five_are_free_then_waits_double_and_after_ten_only_signing_in_helps() {
        let doors: Vec<Door> = (0..=11).map(|n| wrong(n).door(NOON)).collect();
        let wait = |s: i64| Door::Wait(s * 1_000);
        let (free, waits) = (vec![Door::Ready; 5], [30, 60, 120, 240, 480].map(wait));
        assert_eq!(doors, [&free[..], &waits[..], &[Door::SignIn, Door::SignIn]].concat());
        assert_eq!(wrong(6).door(NOON + 59_999), Door::Wait(1));
        assert_eq!(wrong(6).door(NOON + 60_000), Door::Ready);
    }

    #[test]
    fn a_clock_that_was_set_back_makes_nobody_wait_longer_than_the_wait() {
        let tries = wrong(5);
        assert_eq!(tries.door(NOON - 86_400_000), Door::Wait(30_000));
        let seen = tries.seen_at(NOON - 86_400_000);
        assert_eq!(seen.door(NOON - 86_400_000 + 30_000), Door::Ready);
    }

    #[test]
    fn a_record_that_is_gone_leaves_one_try() {
        let tries = Tries::unknown(NOON);
        assert_eq!(tries.door(NOON), Door::Ready);
        assert_eq!(tries.one_more(NOON).door(NOON + 86_400_000), Door::SignIn);
    }

    #[test]
    fn the_record_that_forgives_less_stands() {
        assert_eq!(wrong(3).stricter(wrong(7)), wrong(7));
        assert_eq!(wrong(7).stricter(wrong(3)), wrong(7));
        assert_eq!(Tries::from_bytes(&wrong(7).to_bytes()), Some(wrong(7)));
        assert_eq!(Tries::from_bytes(br#"{"v":2,"wrong":0,"last_ms":0}"#), None);
    }
}
