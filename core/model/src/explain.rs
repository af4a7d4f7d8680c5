//! Why a level is what it is, and what would change it: as data, so that every shell says it in its own words
//! and a checker can work the level out again from the explanation alone.

use crate::calendar::Day;
use crate::ids::{ContextId, OpId};
use crate::level::{AtBatsParts, Level, Policy, level};
use crate::scale::Scale;
use crate::select::{Counted, Excluded, Selection};

/// A result that shows the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Showing {
    /// Its operation.
    pub id: OpId,
    /// The day of the work.
    pub day: Day,
    /// The kind of work.
    pub context: Option<ContextId>,
    /// The level of this one result.
    pub level: usize,
}

/// What further work would raise the level by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The level that it would reach.
    pub level: usize,
    /// How many more results at that level; at least 1.
    pub more: u32,
    /// Whether it takes a kind of work that has not shown it yet.
    pub another_context: bool,
    /// The first day on which the last of them counts; absent when any day does.
    pub from: Option<Day>,
}

/// Why, and what next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// The level; `None` where nothing counts yet.
    pub level: Option<usize>,
    /// What shows it, in the order of the work.
    pub shown_by: Vec<Showing>,
    /// Counted results that are not among those that show it.
    pub also_counted: Vec<Showing>,
    /// What did not count, and why.
    pub excluded: Vec<Excluded>,
    /// What would reach the next level; `None` at the top of the scale.
    pub change: Option<Change>,
}

/// Explains the level of a selection as of `today`.
pub fn explain(selection: &Selection, policy: &Policy, scale: &Scale, today: Day) -> Explanation {
    let counted = &selection.counted;
    let standing = level(counted, policy, scale);
    let shown: &[usize] = match &standing {
        Level::NoEvidence => &[],
        Level::Shown { by, .. } => by,
    };
    let showing =
        |c: &Counted| Showing { id: c.id(), day: c.work_day(), context: c.context(), level: c.level() };
    Explanation {
        level: standing.position(),
        shown_by: shown.iter().map(|i| showing(&counted[*i])).collect(),
        also_counted: (0..counted.len())
            .filter(|i| !shown.contains(i))
            .map(|i| showing(&counted[i]))
            .collect(),
        excluded: selection.excluded.clone(),
        change: change(counted, standing.position(), policy, scale, today),
    }
}

/// The least further work that reaches a higher level, found by asking the rule itself "what if".
fn change(
    counted: &[Counted],
    now: Option<usize>,
    policy: &Policy,
    scale: &Scale,
    today: Day,
) -> Option<Change> {
    let target = match now {
        // Whoever can show something aims at what counts as mastery, then at each level above.
        None => scale.mastery(),
        Some(at) if at < scale.mastery() => scale.mastery(),
        Some(at) => at + 1,
    };
    if target >= scale.levels().len() {
        return None;
    }
    let Policy::AtBats(rule) = policy;
    let rule = AtBatsParts::from(*rule);
    let reaches = |more: u32, fresh: bool, last_day: Day| {
        let mut imagined = counted.to_vec();
        for n in 0..more {
            let day = if n + 1 == more { last_day } else { today };
            imagined.push(Counted::imagined(target, context_of(counted, target, fresh, n), day.max(today)));
        }
        imagined.sort_by_key(Counted::work_day);
        level(&imagined, policy, scale).position() >= Some(target)
    };
    let far = today.plus(rule.span_days as i32);
    let limit = rule.successes.max(rule.contexts).max(1);
    let more = (1..=limit).find(|more| reaches(*more, true, far))?;
    let another_context = !reaches(more, false, far);
    let from = (0..=rule.span_days as i32)
        .map(|days| today.plus(days))
        .find(|day| reaches(more, true, *day))
        .filter(|day| *day > today);
    Some(Change { level: target, more, another_context, from })
}

/// A kind of work for an imagined result: one that has shown the level already, or one that has not.
fn context_of(counted: &[Counted], target: usize, fresh: bool, n: u32) -> Option<ContextId> {
    if fresh {
        let mut bytes = [0xfe; 16];
        bytes[12..].copy_from_slice(&n.to_be_bytes());
        return Some(ContextId::from_bytes(bytes));
    }
    counted.iter().rev().find(|c| c.level() >= target).and_then(Counted::context)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::select::select;
    use crate::select::tests::{at_bat, id};
    use std::collections::HashSet;

    fn explained(recorded: &[crate::select::Recorded], today: i32) -> Explanation {
        let scale = Scale::preset();
        let selection = select(recorded, &HashSet::new(), &scale);
        explain(&selection, &Policy::default(), &scale, Day(today))
    }

    #[test]
    fn without_work_two_chances_a_week_apart_are_asked_for() {
        assert_eq!(
            explained(&[], 100).change,
            Some(Change { level: 2, more: 2, another_context: true, from: Some(Day(107)) })
        );
    }

    #[test]
    fn shown_once_asks_for_one_more_in_another_kind_of_work_from_a_day() {
        let why = explained(&[at_bat(1, 4, 1, 96)], 98);
        assert_eq!(why.level, Some(1));
        assert_eq!(why.shown_by.iter().map(|s| s.id).collect::<Vec<_>>(), [id(1)]);
        assert_eq!(
            why.change,
            Some(Change { level: 2, more: 1, another_context: true, from: Some(Day(103)) })
        );
    }

    #[test]
    fn once_the_week_has_passed_no_day_is_named() {
        let change = explained(&[at_bat(1, 3, 1, 0)], 98).change;
        assert_eq!(change, Some(Change { level: 2, more: 1, another_context: true, from: None }));
    }

    #[test]
    fn when_both_kinds_of_work_have_shown_it_another_is_not_asked_for() {
        let why = explained(&[at_bat(1, 3, 1, 95), at_bat(2, 3, 2, 96)], 97);
        assert_eq!(
            why.change,
            Some(Change { level: 2, more: 1, another_context: false, from: Some(Day(102)) })
        );
    }

    #[test]
    fn at_the_top_nothing_more_is_asked_for() {
        let why = explained(&[at_bat(1, 4, 1, 0), at_bat(2, 4, 2, 8)], 9);
        assert_eq!((why.level, why.change), (Some(3), None));
    }
}
