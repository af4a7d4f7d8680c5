//! Works a level out again from its explanation alone, by the rules as a text book writes them: slower than the
//! methods, and sharing as little with them as can be. What an app shows as the reason for a level can be held
//! against the level itself.

use super::{Explanation, Line, Operation, Reasoning, Step, Term, steps};
use crate::fraction::Fraction;
use crate::ids::{ContextId, OpId};
use crate::ladder::Ladder;
use crate::level::{Level, Policy};
use crate::method::{Arithmetic, AtBatsParts, Method, Value, round_to_hundredths};
use crate::result::Score;
use std::collections::BTreeSet;

/// How an explanation contradicts itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Mismatch {
    /// A result is named twice, or among those that count and those that do not.
    #[error("the result {0} is named twice")]
    NamedTwice(OpId),
    /// The level does not rest on the results that the method says.
    #[error("the level rests on other results than the method says")]
    OtherResults,
    /// The steps are not those of the method.
    #[error("the steps are not those of the method")]
    OtherSteps,
    /// A step does not give what it says, counted from 0.
    #[error("step {0} does not give what it says")]
    Step(usize),
    /// The level is another than the reasoning gives.
    #[error("the reasoning gives another level")]
    OtherLevel,
}

/// Whether an explanation's level follows from what it names.
pub fn check(explanation: &Explanation) -> Result<(), Mismatch> {
    named_once(explanation)?;
    if explanation.counted.is_empty() {
        return require(explanation.level == Level::NoEvidence, Mismatch::OtherLevel);
    }
    match (&explanation.reasoning, explanation.policy.method) {
        (Reasoning::AtBats(_), Method::AtBats(rule)) => at_bats(explanation, &rule.into()),
        (Reasoning::Arithmetic(steps), method) if !matches!(method, Method::AtBats(_)) => {
            arithmetic(explanation, steps)
        }
        _ => Err(Mismatch::OtherSteps),
    }
}

fn require(holds: bool, otherwise: Mismatch) -> Result<(), Mismatch> {
    if holds { Ok(()) } else { Err(otherwise) }
}

fn named_once(explanation: &Explanation) -> Result<(), Mismatch> {
    let mut seen = BTreeSet::new();
    let counted = explanation.counted.iter().map(|line| line.id);
    for id in counted.chain(explanation.excluded.iter().map(|e| e.id)) {
        require(seen.insert(id), Mismatch::NamedTwice(id))?;
    }
    Ok(())
}

fn arithmetic(explanation: &Explanation, steps: &[Step]) -> Result<(), Mismatch> {
    let Explanation { policy, ladder, counted, .. } = explanation;
    let rests_on: Vec<usize> = expected(counted, policy, ladder);
    let shows = counted.iter().enumerate().filter(|(_, line)| line.shows).map(|(at, _)| at);
    require(shows.eq(rests_on.iter().copied()), Mismatch::OtherResults)?;
    let asked = match policy.method {
        Method::TimesMastery(n) => n.get().into(),
        _ => 1,
    };
    if rests_on.len() < asked {
        require(steps.is_empty(), Mismatch::OtherSteps)?;
        return require(explanation.level == Level::NotEnough, Mismatch::OtherLevel);
    }
    let named = steps.iter().flat_map(|step| &step.terms).filter_map(|term| match term {
        Term::Own(at) | Term::Whole(at) => Some(*at),
        Term::Step(_) => None,
    });
    let mut named: Vec<usize> = named.collect();
    named.sort_unstable();
    require(named == rests_on, Mismatch::OtherSteps)?;
    require(steps.iter().map(|s| s.operation).eq(operations(counted, policy)), Mismatch::OtherSteps)?;
    let score = |term: Term| match term {
        Term::Own(at) => counted.get(at).map_or(ZERO, |line| line.own),
        Term::Whole(at) => counted.get(at).map_or(ZERO, |line| line.whole),
        Term::Step(_) => ZERO,
    };
    for (at, step) in steps.iter().enumerate() {
        let gives =
            steps::outcome(step.operation, &step.terms, &steps[..at], policy.arithmetic, ladder, &score);
        require(gives == Some(step.gives), Mismatch::Step(at))?;
    }
    let last = steps.last().map(|step| step.gives);
    let level = last.map(|value| Level::Shown { value, position: value.reached(ladder) });
    require(level == Some(explanation.level), Mismatch::OtherLevel)
}

const ZERO: Score = Score { units: 0, double: 0.0 };

/// The results that a level rests on, by the method's own words: each is there if so few others come before it.
fn expected(counted: &[Line], policy: &Policy, ladder: &Ladder) -> Vec<usize> {
    let count = counted.len();
    let canvas = policy.arithmetic == Arithmetic::Canvas;
    let above = |a: usize, b: usize| {
        let (a, b) = (counted[a].own, counted[b].own);
        if canvas { a.double > b.double } else { a.units > b.units }
    };
    let same = |a: usize, b: usize| !above(a, b) && !above(b, a);
    let times = |a: usize| (0..count).filter(|b| same(a, *b)).count();
    let last_time = |a: usize| (0..count).rev().find(|b| same(a, *b));
    let lower = |a: usize| (0..count).filter(|b| above(a, *b) || (same(a, *b) && *b < a)).count();
    let greater = |a: usize| (0..count).filter(|b| above(*b, a) || (same(a, *b) && *b < a)).count();
    let at_mastery = |a: usize| {
        let mastery = ladder.mastery_points();
        if canvas { counted[a].own.double >= ladder.double(mastery) } else { counted[a].own.units >= mastery }
    };
    let rests_on = |a: &usize| match policy.method {
        Method::AtBats(_) => false,
        Method::Highest => !(0..count).any(|b| above(b, *a)),
        Method::MostRecent => a + 1 == count,
        Method::Mean | Method::LatestAndEarlier(_) | Method::RecursiveDecay(_) | Method::PowerLaw => true,
        Method::Median => lower(*a) == (count - 1) / 2 || lower(*a) == count / 2,
        Method::Mode => !(0..count).any(|b| (times(b), last_time(b)) > (times(*a), last_time(*a))),
        Method::MeanOfRecent(n) => a + usize::from(n.get()) >= count,
        Method::MeanOfTop(n) => greater(*a) < n.get().into(),
        Method::TimesMastery(_) => at_mastery(*a),
    };
    (0..count).filter(rests_on).collect()
}

/// The operations of a method with a level, in their order.
fn operations(counted: &[Line], policy: &Policy) -> Vec<Operation> {
    let count = counted.len();
    let mut operations = match policy.method {
        Method::AtBats(_) => vec![],
        Method::Highest => vec![Operation::Greatest],
        Method::MostRecent => vec![Operation::Latest],
        Method::Median => vec![Operation::Middle],
        Method::Mode => vec![Operation::MostFrequent],
        Method::Mean | Method::MeanOfRecent(_) | Method::MeanOfTop(_) | Method::TimesMastery(_) => {
            vec![Operation::Mean]
        }
        Method::LatestAndEarlier(_) | Method::RecursiveDecay(_) if count == 1 => vec![Operation::Latest],
        Method::LatestAndEarlier(weight) => vec![Operation::Mean, Operation::Blend(weight.get())],
        Method::RecursiveDecay(rate) => vec![Operation::Towards(rate.get()); count - 1],
        Method::PowerLaw if count < 3 => vec![Operation::Mean],
        Method::PowerLaw => {
            let replaced = counted.iter().any(|line| line.own.units <= 0);
            vec![Operation::Trend { replaced }]
        }
    };
    if policy.arithmetic == Arithmetic::Canvas {
        operations.push(Operation::Round);
    }
    operations
}

/// The rule in its literal form: every stretch of at-bats is looked at.
fn at_bats(explanation: &Explanation, rule: &AtBatsParts) -> Result<(), Mismatch> {
    let Explanation { policy, ladder, counted, .. } = explanation;
    let shown = (0..ladder.levels()).rev().find(|level| is_shown(counted, *level, rule, ladder));
    let level = shown.map_or(Level::NotEnough, |position| {
        let points = Score::of(ladder.points(position), ladder);
        let value = match policy.arithmetic {
            Arithmetic::Exact => Value::Exact(Fraction::whole(points.units)),
            Arithmetic::Canvas => Value::Double(round_to_hundredths(points.double)),
        };
        Level::Shown { value, position: value.reached(ladder) }
    });
    require(level == explanation.level, Mismatch::OtherLevel)?;
    let shows: Vec<&Line> = explanation.shown_by().collect();
    let proves = shown.is_none_or(|level| {
        shows.iter().all(|line| line.reached >= Some(level))
            && meets(&shows, level, counted.len(), rule, ladder)
    });
    require(proves && shown.is_some() != shows.is_empty(), Mismatch::OtherResults)
}

fn is_shown(counted: &[Line], level: usize, rule: &AtBatsParts, ladder: &Ladder) -> bool {
    let reaches = |line: &Line| line.reached >= Some(level);
    let misses = rule.misses_to_reopen as usize;
    let reopened =
        |end: &usize| misses > 0 && *end >= misses && !counted[end - misses..*end].iter().any(reaches);
    let start = (0..=counted.len()).rev().find(reopened).unwrap_or(0);
    (start..counted.len()).any(|first| {
        (first + 1..=counted.len()).any(|end| {
            let (hits, missed): (Vec<&Line>, Vec<&Line>) =
                counted[first..end].iter().partition(|l| reaches(l));
            missed.len() <= (rule.chances - rule.successes) as usize
                && meets(&hits, level, counted.len(), rule, ladder)
        })
    })
}

fn meets(hits: &[&Line], level: usize, count: usize, rule: &AtBatsParts, ladder: &Ladder) -> bool {
    let kinds: BTreeSet<ContextId> = hits.iter().filter_map(|line| line.context).collect();
    let days: Vec<i64> = hits.iter().filter_map(|line| line.day).map(|day| i64::from(day.0)).collect();
    let span = days.last().copied().unwrap_or(0) - days.first().copied().unwrap_or(0);
    if ladder.points(level) >= ladder.mastery_points() {
        hits.len() >= rule.successes as usize
            && kinds.len() >= rule.contexts as usize
            && span >= i64::from(rule.span_days)
    } else {
        hits.len() >= (rule.successes as usize).min(count)
    }
}
