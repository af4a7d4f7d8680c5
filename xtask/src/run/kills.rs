//! When a window or the server is killed during the scripted run: each once, at a moment that chance picks from
//! those at which something was shown as saved. The seed is printed, so that a run can be had again.

use std::time::Duration;

/// Something that is killed and started again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Victim {
    Tablet,
    Phone,
    Server,
}

/// A moment of the run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Moment {
    /// The photo was shown as saved.
    PhotoSaved,
    /// The level was shown as saved.
    LevelSaved,
    /// The next step was put again and shown as saved.
    StepSaved,
    /// The teacher left the student: it is being sent.
    Left,
    /// The first of the two without a network was shown as saved.
    FirstOffline,
    /// The second.
    SecondOffline,
    /// The network is back: they are being sent.
    Back,
}

use Moment::{Back, FirstOffline, Left, LevelSaved, PhotoSaved, SecondOffline, StepSaved};

/// Something is killed this long after a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Kill {
    pub(super) victim: Victim,
    pub(super) moment: Moment,
    pub(super) after: Duration,
}

/// One kill for each, the same for the same seed.
pub(super) fn plan(seed: u64) -> [Kill; 3] {
    let mut chance = Chance(seed);
    let tablet = [PhotoSaved, LevelSaved, StepSaved, Left, FirstOffline, SecondOffline, Back];
    // The phone and the server are of interest while something reaches them.
    let others = [PhotoSaved, LevelSaved, Left, Back];
    let mut kill = |victim, moments: &[Moment], longest_ms: u64| Kill {
        victim,
        moment: moments[chance.below(moments.len() as u64) as usize],
        after: Duration::from_millis(chance.below(longest_ms)),
    };
    [
        kill(Victim::Tablet, &tablet, 150),
        kill(Victim::Phone, &others, 400),
        kill(Victim::Server, &others, 400),
    ]
}

/// SplitMix64: all that a plan of three needs. (Steele, Lea and Flood, 2014)
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        (z ^ (z >> 31)) % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_seed_gives_the_same_kills_again_and_others_give_others() {
        assert_eq!(plan(7), plan(7));
        let moments: Vec<_> = (0..200).map(|seed| plan(seed)[0].moment).collect();
        for moment in [PhotoSaved, LevelSaved, StepSaved, Left, FirstOffline, SecondOffline, Back] {
            assert!(moments.contains(&moment), "{moment:?}");
        }
    }
}
