//! The least that would give the next mark: the fewest outcomes, and none of them further than it has to go.
//! It only ever raises levels, and asks the policy itself whether the mark is reached.

use super::mark::{MarkFault, Step, work_out};
use super::policy::{GradePolicy, Rule, Unseen};
use super::standing::Standing;
use super::what_if::{Wish, moved};
use crate::fraction::Fraction;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// What the next mark asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// There is no higher mark.
    Top,
    /// These changes give a higher mark.
    Reach {
        /// The place of the mark above the present one; above the lowest, while there is none.
        mark: usize,
        /// The outcomes to raise, in the course's order, and the level for each.
        changes: Vec<Wish>,
    },
    /// No levels of this course's scales give the mark.
    OutOfReach {
        /// The place of the mark.
        mark: usize,
    },
}

/// The least changes that give the next mark: as few outcomes as possible, and no level in the answer could be
/// lower without losing the mark. Among equals, the outcomes closest to mastery, then the earliest in the
/// course. The order of `standings` does not matter.
///
/// Asks for the mark once for each number of outcomes under a policy by share, and as often as there are pairs of
/// such numbers where a mean must be met, or outcomes without evidence are left out.
pub fn next_mark(policy: &GradePolicy, standings: &[Standing<'_>]) -> Result<Next, MarkFault> {
    let now = work_out(policy, standings)?.place;
    let highest = policy.marks().len() - 1;
    let target = match now {
        Some(place) if place == highest => return Ok(Next::Top),
        Some(place) => place + 1,
        None => highest.min(1),
    };
    let mut course = standings.to_vec();
    course.sort_by_key(|s| (s.place(), s.outcome()));
    let essential = essential(policy, &course, target)?;
    let Some(raised) = raise_fewest(policy, &course, target, &essential)? else {
        return Ok(Next::OutOfReach { mark: target });
    };
    Ok(Next::Reach { mark: target, changes: lower(policy, &course, raised, target, &essential)? })
}

fn reaches(policy: &GradePolicy, standings: &[Standing<'_>], target: usize) -> Result<bool, MarkFault> {
    Ok(work_out(policy, standings)?.place >= Some(target))
}

/// The outcomes that a rule holds the target back for, by index, and the least position of each.
fn essential(
    policy: &GradePolicy,
    course: &[Standing<'_>],
    target: usize,
) -> Result<BTreeMap<usize, usize>, MarkFault> {
    let tops: Vec<_> = course.iter().map(|s| moved(*s, s.top())).collect::<Result<_, _>>()?;
    let mut least = BTreeMap::new();
    for step in work_out(policy, &tops)?.steps {
        let Step::Essential { required, at_most, .. } = step else { continue };
        if at_most >= target {
            continue;
        }
        for (index, standing) in course.iter().enumerate() {
            if let Some(required) = required.iter().find(|r| r.outcome == standing.outcome()) {
                let level: &mut usize = least.entry(index).or_default();
                *level = required.level.max(*level);
            }
        }
    }
    Ok(least)
}

/// The course with the essential outcomes and as few others as possible at the top of their scales, so that the
/// target is reached; `None` where nothing reaches it.
fn raise_fewest<'a>(
    policy: &GradePolicy,
    course: &[Standing<'a>],
    target: usize,
    essential: &BTreeMap<usize, usize>,
) -> Result<Option<Vec<Standing<'a>>>, MarkFault> {
    let mut needed = course.to_vec();
    for (index, level) in essential {
        let standing = &mut needed[*index];
        if standing.shown().is_none_or(|shown| shown.level < *level) {
            *standing = moved(*standing, standing.top())?;
        }
    }
    let [full, part, none] = candidates(policy, &needed, target)?;
    // Within a class the best come first, so that of each class only how many to take is open.
    for count in 0..=full.len() + part.len() + none.len() {
        for of_none in 0..=count.min(none.len()) {
            for of_part in 0..=(count - of_none).min(part.len()) {
                let of_full = count - of_none - of_part;
                if of_full > full.len() {
                    continue;
                }
                let mut raised = needed.clone();
                for index in full[..of_full].iter().chain(&part[..of_part]).chain(&none[..of_none]) {
                    raised[*index] = moved(raised[*index], raised[*index].top())?;
                }
                if reaches(policy, &raised, target)? {
                    return Ok(Some(raised));
                }
            }
        }
    }
    Ok(None)
}

/// The outcomes that can still rise, by index, in three classes: a demonstration adds a whole outcome to the
/// share; it adds one and widens the share by one, too; it adds nothing. In each class those come first that
/// bring most points, then those closest to mastery, then the earliest.
fn candidates(
    policy: &GradePolicy,
    course: &[Standing<'_>],
    target: usize,
) -> Result<[Vec<usize>; 3], MarkFault> {
    let (mut share, mut bound) = (None, None);
    for rule in policy.rules() {
        match rule {
            Rule::Share { unseen, .. } => share = Some(*unseen),
            Rule::Mean { from } => bound = target.checked_sub(1).and_then(|row| from.get(row).copied()),
            Rule::Essential { .. } => {}
        }
    }
    let mut classes: [Vec<(Reverse<Fraction>, usize, usize)>; 3] = Default::default();
    for (index, standing) in course.iter().enumerate() {
        let level = standing.shown().map(|shown| shown.level);
        if level == Some(standing.top()) {
            continue;
        }
        let mastery = standing.scale().mastery();
        let class = match (share, level) {
            (_, Some(level)) if level >= mastery => 2,
            (Some(Unseen::LeftOut), None) => 1,
            _ => 0,
        };
        let points = gain(standing, bound)?;
        let steps = mastery.saturating_sub(level.unwrap_or(0));
        classes[class].push((Reverse(points), steps, index));
    }
    let mut classes = classes.map(|mut class| {
        class.sort_unstable();
        class.into_iter().map(|(_, _, index)| index).collect::<Vec<_>>()
    });
    if bound.is_none() {
        // Without a mean these bring nothing but the first evidence.
        classes[2].truncate(1);
    }
    Ok(classes)
}

/// What an outcome at its top would add towards a mean's bound. One without evidence adds what it has above
/// the bound, because it is counted from then on.
fn gain(standing: &Standing<'_>, bound: Option<Fraction>) -> Result<Fraction, MarkFault> {
    let Some(bound) = bound else { return Ok(Fraction::ZERO) };
    let top = moved(*standing, standing.top())?.shown().map_or(bound, |shown| shown.points);
    let now = standing.shown().map_or(bound, |shown| shown.points);
    top.minus(now).ok_or(MarkFault::TooFine)
}

/// Lowers what was raised as far as the target allows, the last outcome of the course first.
fn lower<'a>(
    policy: &GradePolicy,
    course: &[Standing<'a>],
    mut raised: Vec<Standing<'a>>,
    target: usize,
    essential: &BTreeMap<usize, usize>,
) -> Result<Vec<Wish>, MarkFault> {
    let mut changes = Vec::new();
    for index in (0..course.len()).rev().filter(|i| raised[*i] != course[*i]).collect::<Vec<_>>() {
        let from = course[index].shown().map_or(0, |shown| shown.level);
        let mut low = from.max(essential.get(&index).copied().unwrap_or(0));
        let mut high = course[index].top();
        // A higher level never gives a lower mark, so halving finds the lowest that reaches it; that is above the
        // present one, because with one outcome fewer the mark is not reached.
        while low < high {
            let middle = low + (high - low) / 2;
            raised[index] = moved(course[index], middle)?;
            if reaches(policy, &raised, target)? {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        raised[index] = moved(course[index], high)?;
        changes.push(Wish { outcome: course[index].outcome(), level: high });
    }
    changes.reverse();
    Ok(changes)
}
