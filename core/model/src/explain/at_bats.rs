//! The tests of the at-bats rule, level by level, each with the stretch of at-bats that came nearest.

use crate::ladder::Ladder;
use crate::method::at_bats::{AtBats, Need, days_between, stretch};
use crate::select::Counted;
use std::cmp::Reverse;
use std::collections::BTreeSet;

/// What one level was tested for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LevelTest {
    /// The level, lowest 0.
    pub level: usize,
    /// How many at-bats at the start no longer earn it, because misses in a row reopened it; 0 where none did.
    pub reopened_at: usize,
    /// The at-bats that reach it, in the stretch that shows it, or in the one that comes nearest to it.
    pub reaching: Vec<usize>,
    /// In how many kinds of work they were.
    pub contexts: usize,
    /// How many days lie between the first and the last of them.
    pub days: i64,
    /// What the level asks for.
    pub need: Need,
    /// Whether all of it holds.
    pub shown: bool,
}

/// The tests from the highest level that any at-bat reaches down to the first that is shown.
pub(super) fn tests(counted: &[Counted], rule: &AtBats, ladder: &Ladder) -> Vec<LevelTest> {
    let Some(highest) = counted.iter().filter_map(Counted::reached).max() else { return vec![] };
    let mut tests = vec![];
    for level in (0..=highest).rev() {
        let shows = stretch(counted, level, rule, ladder);
        let reaching = match &shows {
            Some(stretch) => reaching(counted, level, stretch.start, stretch.end),
            None => nearest(counted, level, rule, ladder),
        };
        tests.push(LevelTest {
            level,
            reopened_at: rule.reopened_at(counted, level),
            contexts: contexts(counted, &reaching),
            days: days(counted, &reaching),
            reaching,
            need: rule.need(level, counted.len(), ladder),
            shown: shows.is_some(),
        });
        if shows.is_some() {
            break;
        }
    }
    tests
}

/// Of all longest stretches the one that meets most of what the level asks for; of equals, the latest.
fn nearest(counted: &[Counted], level: usize, rule: &AtBats, ladder: &Ladder) -> Vec<usize> {
    let need = rule.need(level, counted.len(), ladder);
    let starts = rule.reopened_at(counted, level)..counted.len();
    let stretches = starts.map(|first| {
        let end = end_of(counted, level, first, rule.misses_allowed());
        reaching(counted, level, first, end)
    });
    let best = stretches.min_by_key(|reaching| {
        let missing = (
            need.successes.saturating_sub(reaching.len()),
            need.contexts.saturating_sub(contexts(counted, reaching)),
            (i64::from(need.span_days) - days(counted, reaching)).max(0),
        );
        (missing, Reverse(reaching.first().copied()))
    });
    best.unwrap_or_default()
}

fn end_of(counted: &[Counted], level: usize, first: usize, misses_allowed: usize) -> usize {
    let mut misses = (first..counted.len()).filter(|at| !counted[*at].reaches(level));
    misses.nth(misses_allowed).unwrap_or(counted.len())
}

fn reaching(counted: &[Counted], level: usize, first: usize, end: usize) -> Vec<usize> {
    (first..end).filter(|at| counted[*at].reaches(level)).collect()
}

fn contexts(counted: &[Counted], reaching: &[usize]) -> usize {
    reaching.iter().filter_map(|at| counted[*at].context()).collect::<BTreeSet<_>>().len()
}

fn days(counted: &[Counted], reaching: &[usize]) -> i64 {
    let mut dated = reaching.iter().map(|at| &counted[*at]).filter(|c| c.is_dated());
    match (dated.next(), dated.next_back()) {
        (Some(first), Some(last)) => days_between(first, last),
        _ => 0,
    }
}
