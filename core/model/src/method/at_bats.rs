//! The at-bats rule: several chances, alone, in more than one kind of work, over time; each of these words is its
//! own test. A level below mastery shows as soon as it is reached; mastery and above ask for the kinds of work and
//! the time as well.
//!
//! Source of the rule: the Mastery Collaborative's "three at-bats, or summative chances to show independent
//! mastery, in multiple contexts over time".
//!
//! For each level, from the highest down: earning starts after the last run of `misses_to_reopen` at-bats in a row
//! below it. From there, any stretch of at-bats with at most `chances − successes` below the level shows it, if
//! those that reach it are enough, in enough kinds of work, and far enough apart. With exactly `chances` at-bats
//! that is "2 of the latest 3"; with more, a success never pushes an earlier one out.

use crate::ids::ContextId;
use crate::ladder::Ladder;
use crate::select::Counted;
use serde::{Deserialize, Serialize};
use smallvec::SmallVec;
use std::ops::Range;

/// Parameters of the rule, checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "AtBatsParts", into = "AtBatsParts")]
pub struct AtBats(AtBatsParts);

/// The numbers of the rule, before they are checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AtBatsParts {
    /// How many chances the rule looks at together; at least `successes`.
    pub chances: u32,
    /// How many of them must reach the level; at least 1.
    pub successes: u32,
    /// In how many kinds of work; at most `chances`.
    pub contexts: u32,
    /// Calendar days between the first and the last that count.
    pub span_days: u32,
    /// After how many misses in a row a level is earned anew; 0: never.
    pub misses_to_reopen: u32,
}

/// Why numbers are no at-bats rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an at-bats rule needs 1 to {chances} successes and at most {chances} kinds of work")]
pub struct BadAtBats {
    /// The chances that were given.
    pub chances: u32,
}

impl TryFrom<AtBatsParts> for AtBats {
    type Error = BadAtBats;

    fn try_from(p: AtBatsParts) -> Result<Self, BadAtBats> {
        if p.successes >= 1 && p.successes <= p.chances && p.contexts <= p.chances {
            Ok(Self(p))
        } else {
            Err(BadAtBats { chances: p.chances })
        }
    }
}

impl From<AtBats> for AtBatsParts {
    fn from(rule: AtBats) -> Self {
        rule.0
    }
}

impl Default for AtBats {
    /// 2 of the latest 3 chances, in 2 kinds of work, 7 days apart; two misses in a row reopen.
    fn default() -> Self {
        Self(AtBatsParts { chances: 3, successes: 2, contexts: 2, span_days: 7, misses_to_reopen: 2 })
    }
}

impl AtBats {
    /// What a level asks for, given how many at-bats there are in all.
    pub(crate) fn need(self, level: usize, at_bats: usize, ladder: &Ladder) -> Need {
        let successes = self.0.successes as usize;
        if level >= ladder.mastery() {
            Need { successes, contexts: self.0.contexts as usize, span_days: self.0.span_days }
        } else {
            Need { successes: successes.min(at_bats), contexts: 0, span_days: 0 }
        }
    }

    /// How many at-bats of a stretch may lie below a level.
    pub(crate) fn misses_allowed(self) -> usize {
        (self.0.chances - self.0.successes) as usize
    }

    /// The number of at-bats at the start that no longer earn a level, because misses in a row reopened it.
    pub(crate) fn reopened_at(self, counted: &[Counted], level: usize) -> usize {
        if self.0.misses_to_reopen == 0 {
            return 0;
        }
        let (mut start, mut misses) = (0, 0);
        for (i, result) in counted.iter().enumerate() {
            misses = if result.reaches(level) { 0 } else { misses + 1 };
            if misses >= self.0.misses_to_reopen {
                start = i + 1;
            }
        }
        start
    }
}

/// What a level asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Need {
    /// At-bats that reach it.
    pub successes: usize,
    /// Kinds of work among them.
    pub contexts: usize,
    /// Days from the first to the last of them.
    pub span_days: u32,
}

/// The level that the at-bats show; `None` where they reach none, or there are none.
pub(crate) fn level(counted: &[Counted], rule: &AtBats, ladder: &Ladder) -> Option<usize> {
    let kinds = Kinds::of(counted);
    let highest = counted.iter().filter_map(Counted::reached).max()?;
    (0..=highest).rev().find(|level| showing(counted, *level, rule, ladder, &kinds).is_some())
}

/// The stretch of at-bats that shows a level, as long as it goes on, if one does.
pub(crate) fn stretch(
    counted: &[Counted],
    level: usize,
    rule: &AtBats,
    ladder: &Ladder,
) -> Option<Range<usize>> {
    showing(counted, level, rule, ladder, &Kinds::of(counted))
}

/// The earliest stretch that shows a level.
///
/// Of all stretches that end at one at-bat, the longest with no more misses than allowed holds the hits of each
/// other; so one pass with two ends is enough.
fn showing(
    counted: &[Counted],
    level: usize,
    rule: &AtBats,
    ladder: &Ladder,
    kinds: &Kinds,
) -> Option<Range<usize>> {
    let need = rule.need(level, counted.len(), ladder);
    let mut first = rule.reopened_at(counted, level);
    let (mut hits, mut misses, mut first_dated) = (0, 0, 0);
    let mut seen = kinds.none_seen();
    for (last, result) in counted.iter().enumerate().skip(first) {
        if !result.reaches(level) {
            misses += 1;
            while misses > rule.misses_allowed() {
                if counted[first].reaches(level) {
                    hits -= 1;
                    seen.remove(kinds.of_result(first));
                } else {
                    misses -= 1;
                }
                first += 1;
            }
            continue;
        }
        hits += 1;
        seen.add(kinds.of_result(last));
        first_dated = first_dated.max(first);
        while first_dated < last && !(counted[first_dated].reaches(level) && counted[first_dated].is_dated())
        {
            first_dated += 1;
        }
        let days = days_between(&counted[first_dated], result);
        if hits >= need.successes && seen.distinct >= need.contexts && days >= i64::from(need.span_days) {
            return Some(first..extended(counted, level, last, rule.misses_allowed() - misses));
        }
    }
    None
}

/// Calendar days from one at-bat to another; 0 where the day of one is not known, so that it adds no time.
pub(crate) fn days_between(first: &Counted, last: &Counted) -> i64 {
    match (first.work_day(), last.work_day()) {
        (Some(first), Some(last)) => i64::from(last.0) - i64::from(first.0),
        _ => 0,
    }
}

/// Where a stretch ends that goes on past `last` with so many more misses.
fn extended(counted: &[Counted], level: usize, last: usize, mut misses_left: usize) -> usize {
    let mut end = last + 1;
    for (i, result) in counted.iter().enumerate().skip(end) {
        if result.reaches(level) {
            end = i + 1;
        } else if misses_left == 0 {
            break;
        } else {
            misses_left -= 1;
        }
    }
    end
}

/// Kinds of work as small numbers, so that counting them takes no search.
struct Kinds {
    known: SmallVec<[ContextId; 32]>,
    of: SmallVec<[Option<u32>; 32]>,
}

impl Kinds {
    fn of(counted: &[Counted]) -> Self {
        let mut known: SmallVec<[ContextId; 32]> = counted.iter().filter_map(Counted::context).collect();
        known.sort_unstable();
        known.dedup();
        let number = |kind: ContextId| known.binary_search(&kind).ok().and_then(|n| u32::try_from(n).ok());
        let of = counted.iter().map(|c| c.context().and_then(number)).collect();
        Self { known, of }
    }

    fn of_result(&self, at: usize) -> Option<u32> {
        self.of[at]
    }

    fn none_seen(&self) -> Seen {
        Seen { times: SmallVec::from_elem(0, self.known.len()), distinct: 0 }
    }
}

/// How often each kind of work occurs in a stretch.
struct Seen {
    times: SmallVec<[u32; 32]>,
    distinct: usize,
}

impl Seen {
    fn add(&mut self, kind: Option<u32>) {
        if let Some(kind) = kind {
            let times = &mut self.times[kind as usize];
            *times += 1;
            self.distinct += usize::from(*times == 1);
        }
    }

    fn remove(&mut self, kind: Option<u32>) {
        if let Some(kind) = kind {
            let times = &mut self.times[kind as usize];
            *times -= 1;
            self.distinct -= usize::from(*times == 0);
        }
    }
}

#[cfg(test)]
mod tests;
