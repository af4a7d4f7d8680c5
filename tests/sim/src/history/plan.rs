//! From a seed to a list of steps.

use super::chance::Chance;
use super::step::{Act, Sort, Step};

/// How many steps of each sort a history has. Not all of them find something to do.
const STEPS: [(Sort, usize); 3] = [(Sort::Work, 125), (Sort::Course, 85), (Sort::Fault, 105)];

/// How many updates come besides.
const UPDATES: usize = 9;
/// What happens besides in every third history: an erasure takes much of a history with it, so the others go on whole.
const SOMETIMES: [(Act, usize); 2] = [(Act::Erase, 2), (Act::ServerFull, 2)];
/// How much more is recorded in those, which have fewer people to record it.
const SOMETIMES_WORK: usize = 90;

/// The steps of a seed.
pub fn plan(seed: u64) -> Vec<Step> {
    let mut chance = Chance::new(seed ^ 0x6e6f_7479_6574);
    let mut steps = Vec::new();
    for (sort, count) in STEPS {
        for _ in 0..count {
            steps.push(Step { act: one(sort, &mut chance), who: chance.next() as u8, salt: chance.next() });
        }
    }
    for at in (1..steps.len()).rev() {
        steps.swap(at, chance.below(at + 1));
    }
    // Chances of their own: what the rest of a seed draws is the same with them and without.
    let mut updates = Chance::new(seed ^ 0x7570_6461_7465);
    for _ in 0..UPDATES {
        besides(&mut steps, Act::Update, &mut updates);
    }
    let mut sometimes = Chance::new(seed ^ 0x0065_7261_7375_7265);
    if sometimes.is(1, 3) {
        for (act, count) in SOMETIMES {
            for _ in 0..count {
                besides(&mut steps, act, &mut sometimes);
            }
        }
        for _ in 0..SOMETIMES_WORK {
            let act = one(Sort::Work, &mut sometimes);
            besides(&mut steps, act, &mut sometimes);
        }
    }
    steps
}

/// Puts one somewhere between the others.
fn besides(steps: &mut Vec<Step>, act: Act, chance: &mut Chance) {
    let at = chance.below(steps.len() + 1);
    steps.insert(at, Step { act, who: chance.next() as u8, salt: chance.next() });
}

/// One of a sort, each as often as its weight says.
fn one(sort: Sort, chance: &mut Chance) -> Act {
    let acts = || Act::ALL.iter().copied().filter(|act| act.sort() == sort);
    let mut at = chance.below(acts().map(Act::weight).sum());
    for act in acts() {
        match at.checked_sub(act.weight()) {
            Some(rest) => at = rest,
            None => return act,
        }
    }
    Act::Sync
}
