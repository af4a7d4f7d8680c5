//! What further work would raise a level, found by asking the method itself "what if".

use crate::calendar::Day;
use crate::ids::ContextId;
use crate::ladder::Ladder;
use crate::level::{Policy, level};
use crate::method::{AtBatsParts, Method};
use crate::select::Counted;

/// Beyond so many further results it is no advice to say how many.
const MOST: u32 = 10;

/// What further work would raise the level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Change {
    /// The level that it would reach, lowest 0.
    pub level: usize,
    /// The level that each further result has to be at, or above.
    pub at: usize,
    /// How many more such results; at least 1.
    pub more: u32,
    /// Whether it takes a kind of work that has not shown it yet.
    pub another_context: bool,
    /// The first day on which the last of them counts; absent when any day does.
    pub from: Option<Day>,
}

/// The least further work that reaches a higher level: mastery, for whoever is not there yet, else the level
/// above. `None` at the top, and where ten more results would not do.
pub(super) fn change(
    counted: &[Counted],
    now: Option<usize>,
    policy: &Policy,
    ladder: &Ladder,
    today: Day,
) -> Option<Change> {
    let top = ladder.levels() - 1;
    let target = match now {
        Some(at) if at >= top => return None,
        Some(at) if at >= ladder.mastery() => at + 1,
        _ => ladder.mastery().min(top),
    };
    let what_if = WhatIf { counted, policy, ladder, today, target };
    match policy.method {
        Method::AtBats(rule) => what_if.at_bats(&rule.into()),
        _ => (target..=top).find_map(|at| {
            let more = (1..=MOST).find(|more| what_if.reaches(*more, at, true, today))?;
            Some(Change { level: target, at, more, another_context: false, from: None })
        }),
    }
}

struct WhatIf<'a> {
    counted: &'a [Counted],
    policy: &'a Policy,
    ladder: &'a Ladder,
    today: Day,
    target: usize,
}

impl WhatIf<'_> {
    fn at_bats(&self, rule: &AtBatsParts) -> Option<Change> {
        let far = self.today.plus(i32::try_from(rule.span_days).unwrap_or(i32::MAX));
        let most = rule.successes.max(rule.contexts).min(MOST);
        let more = (1..=most).find(|more| self.reaches(*more, self.target, true, far))?;
        let another_context = !self.reaches(more, self.target, false, far);
        let days = far.since(self.today);
        // More time never undoes what less has reached, so the first day can be halved in on.
        let (mut short, mut enough) = (-1, days);
        while enough - 1 > short {
            let middle = i32::midpoint(short, enough);
            if self.reaches(more, self.target, true, self.today.plus(middle)) {
                enough = middle;
            } else {
                short = middle;
            }
        }
        let from = (enough > 0).then(|| self.today.plus(enough));
        Some(Change { level: self.target, at: self.target, more, another_context, from })
    }

    /// Whether so many more results at a level, the last of them on a day and the others today, would reach the
    /// target. `fresh`: each in a kind of work of its own; else in one that has shown the level already.
    fn reaches(&self, more: u32, at: usize, fresh: bool, last_day: Day) -> bool {
        let mut imagined = Vec::with_capacity(self.counted.len() + more as usize);
        imagined.extend_from_slice(self.counted);
        for n in 1..=more {
            let day = if n == more { last_day } else { self.today };
            imagined.push(Counted::imagined(at, self.context(at, fresh, n), day, self.ladder));
        }
        imagined.sort_by_key(Counted::order);
        level(&imagined, self.policy, self.ladder).position() >= Some(self.target)
    }

    fn context(&self, at: usize, fresh: bool, n: u32) -> Option<ContextId> {
        if fresh {
            let mut bytes = [0xfe; 16];
            bytes[12..].copy_from_slice(&n.to_be_bytes());
            return Some(ContextId::from_bytes(bytes));
        }
        self.counted.iter().rev().find(|c| c.reaches(at)).and_then(Counted::context)
    }
}
