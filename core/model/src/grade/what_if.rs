//! "What if": the mark that named outcomes at named levels would give, and the least that would give the next
//! mark. Everything is worked out from levels each time; no function here takes an earlier mark, so that
//! nothing can be held against a student or kept for them.

pub use super::least::{Next, next_mark};
use super::mark::{Mark, MarkFault, mark};
use super::policy::GradePolicy;
use super::standing::Standing;
use crate::ids::OutcomeId;
use std::collections::BTreeSet;

/// An outcome at a level that has not been shown: a question, never a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Which outcome.
    pub outcome: OutcomeId,
    /// The position on its scale, lowest 0.
    pub level: usize,
}

/// The mark that these levels would give if each wish came true. An outcome wished at the level that it has
/// keeps its exact points; wishes may go down as well as up. Their order does not matter.
///
/// ```
/// use notyet_model::grade::what_if::{Next, Wish, next_mark, what_if};
/// use notyet_model::grade::{policy::GradePolicy, standing::Standing};
/// use notyet_model::{ids::OutcomeId, scale::Scale};
///
/// let (policy, scale) = (GradePolicy::preset(), Scale::preset());
/// let outcome = |n: u8| Standing::no_evidence(OutcomeId::from_bytes([n; 16]), n.into(), &scale);
/// // One of four is demonstrated (level 2); the others stand at Approaching (level 1).
/// let standings = [
///     outcome(1).at_level(2)?, outcome(2).at_level(1)?, outcome(3).at_level(1)?, outcome(4).at_level(1)?,
/// ];
///
/// // A second one makes 2 of 4, and "C" begins at 1/2.
/// let wish = Wish { outcome: OutcomeId::from_bytes([2; 16]), level: 2 };
/// assert_eq!(what_if(&policy, &standings, &[wish])?.label(), Some("C"));
/// // That is also the least that reaches it.
/// assert_eq!(next_mark(&policy, &standings)?, Next::Reach { mark: 1, changes: vec![wish] });
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn what_if(policy: &GradePolicy, standings: &[Standing<'_>], wishes: &[Wish]) -> Result<Mark, MarkFault> {
    let mut imagined = standings.to_vec();
    let mut seen = BTreeSet::new();
    for wish in wishes {
        if !seen.insert(wish.outcome) {
            return Err(MarkFault::Repeated(wish.outcome));
        }
        let standing = imagined
            .iter_mut()
            .find(|s| s.outcome() == wish.outcome)
            .ok_or(MarkFault::NotInCourse(wish.outcome))?;
        *standing = moved(*standing, wish.level)?;
    }
    mark(policy, &imagined)
}

/// The same outcome at a level; its exact points stay where it is there already.
pub(super) fn moved<'a>(standing: Standing<'a>, level: usize) -> Result<Standing<'a>, MarkFault> {
    match standing.shown() {
        Some(shown) if shown.level == level => Ok(standing),
        _ => Ok(standing.at_level(level)?),
    }
}

#[cfg(test)]
mod tests;
