//! From a long list of steps that breaks an invariant to a short one that breaks the same.

use super::invariants::Invariant;
use super::run::run_steps;
use super::step::Step;

/// Leaves out parts of the list, halves first and then ever smaller ones, as long as the same invariant breaks.
/// `told` hears how many are left.
pub fn minimise(seed: u64, steps: Vec<Step>, breaks: Invariant, told: &mut dyn FnMut(usize)) -> Vec<Step> {
    let still = |steps: &[Step]| {
        run_steps(seed, steps).violation.is_some_and(|violation| violation.invariant == breaks)
    };
    shrink(steps, &still, told)
}

fn shrink(mut steps: Vec<Step>, still: &dyn Fn(&[Step]) -> bool, told: &mut dyn FnMut(usize)) -> Vec<Step> {
    let mut part = steps.len().div_ceil(2);
    while part > 0 {
        let mut at = 0;
        while at < steps.len() {
            let mut fewer = steps.clone();
            fewer.drain(at..(at + part).min(steps.len()));
            if still(&fewer) {
                steps = fewer;
                told(steps.len());
            } else {
                at += part;
            }
        }
        part /= 2;
    }
    steps
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::history::plan;

    #[test]
    fn what_does_not_matter_is_left_out() {
        let steps = plan(1);
        let (a, b) = (steps[17], steps[211]);
        let both = |steps: &[Step]| steps.contains(&a) && steps.contains(&b);
        assert_eq!(shrink(steps.clone(), &both, &mut |_| {}), [a, b]);
    }
}
