//! From a seed to a list of steps.

use super::chance::Chance;
use super::step::{Act, Step};

/// How many steps a history has.
const STEPS: usize = 420;

/// The steps of a seed.
pub fn plan(seed: u64) -> Vec<Step> {
    let mut chance = Chance::new(seed ^ 0x6e6f_7479_6574);
    let total: usize = Act::ALL.iter().map(|act| act.weight()).sum();
    let one = |chance: &mut Chance| {
        let mut at = chance.below(total);
        for act in Act::ALL {
            match at.checked_sub(act.weight()) {
                Some(rest) => at = rest,
                None => return *act,
            }
        }
        Act::Sync
    };
    (0..STEPS)
        .map(|_| Step { act: one(&mut chance), who: chance.next() as u8, salt: chance.next() })
        .collect()
}
