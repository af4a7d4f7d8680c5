//! The arithmetic of a method, step by step.

use crate::fraction::Fraction;
use crate::ladder::Ladder;
use crate::level::Policy;
use crate::method::power_law::LEAST;
use crate::method::{Arithmetic, Method, Value, canvas, exact, power_law, round_to_hundredths};
use crate::result::Score;
use crate::select::Counted;
use smallvec::SmallVec;
use std::cmp::Reverse;

/// What a step works with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// The own points of a counted result, by its place.
    Own(usize),
    /// The points of the whole piece that a counted result is of, by its place.
    Whole(usize),
    /// What an earlier step gave, by its place.
    Step(usize),
}

/// What a step does with its terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// The greatest.
    Greatest,
    /// The only term: the latest result.
    Latest,
    /// Their mean.
    Mean,
    /// Of terms in rising order, the middle one, or halfway between the two in the middle.
    Middle,
    /// The value that all of them have, which is the most frequent.
    MostFrequent,
    /// The first at so many per cent, the second at the rest.
    Blend(u16),
    /// From the first so many per cent of the way to the second.
    Towards(u16),
    /// The power law through them, read at the last, within the scale.
    Trend {
        /// Whether half of the scale's smallest step stood for a score that has no logarithm.
        replaced: bool,
    },
    /// Rounded to hundredths of a point.
    Round,
}

/// One step.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// What is done.
    pub operation: Operation,
    /// With what.
    pub terms: Vec<Term>,
    /// What comes of it.
    pub gives: Value,
}

/// The places of the results that a method's level rests on, in the order of the work.
pub(super) fn used(counted: &[Counted], policy: &Policy, ladder: &Ladder) -> Vec<usize> {
    let all = 0..counted.len();
    let score = |at: &usize| rank(counted[*at].own(), policy.arithmetic);
    match policy.method {
        Method::AtBats(_) => vec![],
        Method::Highest => {
            let highest = all.clone().map(|at| score(&at)).max();
            all.filter(|at| Some(score(at)) == highest).collect()
        }
        Method::MostRecent => all.last().into_iter().collect(),
        Method::Mean | Method::LatestAndEarlier(_) | Method::RecursiveDecay(_) | Method::PowerLaw => {
            all.collect()
        }
        Method::Median => {
            let mut rising: Vec<usize> = all.collect();
            rising.sort_by_key(|at| (score(at), *at));
            let middle = rising.len().saturating_sub(1) / 2..(rising.len() / 2 + 1).min(rising.len());
            let mut middle = rising[middle].to_vec();
            middle.sort_unstable();
            middle
        }
        Method::Mode => {
            let mut rising: Vec<usize> = all.collect();
            rising.sort_by_key(|at| (score(at), *at));
            let groups = rising.chunk_by(|a, b| score(a) == score(b));
            groups.max_by_key(|group| (group.len(), group.last().copied())).map_or(vec![], <[_]>::to_vec)
        }
        Method::MeanOfRecent(n) => all.skip(counted.len().saturating_sub(n.get().into())).collect(),
        Method::MeanOfTop(n) => {
            let mut falling: Vec<usize> = all.collect();
            falling.sort_by_key(|at| (Reverse(score(at)), *at));
            falling.truncate(n.get().into());
            falling.sort_unstable();
            falling
        }
        Method::TimesMastery(_) => all
            .filter(|at| match policy.arithmetic {
                Arithmetic::Exact => counted[*at].own().units >= ladder.mastery_points(),
                Arithmetic::Canvas => counted[*at].own().double >= ladder.double(ladder.mastery_points()),
            })
            .collect(),
    }
}

/// The steps from the used results to the level; none where the method asks for more results.
pub(super) fn steps(counted: &[Counted], policy: &Policy, ladder: &Ladder, used: &[usize]) -> Vec<Step> {
    let mut plan = plan(counted, policy, used);
    if policy.arithmetic == Arithmetic::Canvas && !plan.is_empty() {
        plan.push((Operation::Round, vec![Term::Step(plan.len() - 1)]));
    }
    let score = |term| score_of(counted, term);
    let mut steps: Vec<Step> = Vec::with_capacity(plan.len());
    for (operation, terms) in plan {
        let Some(gives) = outcome(operation, &terms, &steps, policy.arithmetic, ladder, &score) else {
            break;
        };
        steps.push(Step { operation, terms, gives });
    }
    steps
}

/// What is to be done with what, in which order.
fn plan(counted: &[Counted], policy: &Policy, used: &[usize]) -> Vec<(Operation, Vec<Term>)> {
    let own = || used.iter().copied().map(Term::Own).collect::<Vec<_>>();
    let mut whole: Vec<Term> = used.iter().copied().map(Term::Whole).collect();
    match policy.method {
        _ if used.is_empty() => vec![],
        Method::AtBats(_) => vec![],
        Method::Highest => vec![(Operation::Greatest, own())],
        Method::MostRecent => vec![(Operation::Latest, whole)],
        Method::Mean => vec![(Operation::Mean, whole)],
        Method::Median => {
            let mut rising = own();
            rising.sort_by_key(|term| rank(score_of(counted, *term), policy.arithmetic));
            vec![(Operation::Middle, rising)]
        }
        Method::Mode => vec![(Operation::MostFrequent, own())],
        Method::TimesMastery(n) if used.len() < n.get().into() => vec![],
        Method::MeanOfRecent(_) | Method::MeanOfTop(_) | Method::TimesMastery(_) => {
            vec![(Operation::Mean, own())]
        }
        Method::LatestAndEarlier(_) | Method::RecursiveDecay(_) if used.len() == 1 => {
            vec![(Operation::Latest, whole)]
        }
        Method::LatestAndEarlier(weight) => {
            let latest = whole.split_off(used.len() - 1);
            vec![(Operation::Mean, whole), (Operation::Blend(weight.get()), vec![latest[0], Term::Step(0)])]
        }
        Method::RecursiveDecay(rate) => {
            let towards = Operation::Towards(rate.get());
            let rest = whole.split_off(2);
            let later = rest.into_iter().zip(0..).map(|(term, step)| (towards, vec![Term::Step(step), term]));
            std::iter::once((towards, whole)).chain(later).collect()
        }
        Method::PowerLaw if used.len() < LEAST => vec![(Operation::Mean, own())],
        Method::PowerLaw => {
            let replaced = counted.iter().any(|c| c.own().units <= 0);
            vec![(Operation::Trend { replaced }, own())]
        }
    }
}

fn score_of(counted: &[Counted], term: Term) -> Score {
    match term {
        Term::Own(at) => counted[at].own(),
        Term::Whole(at) => counted[at].whole(),
        Term::Step(_) => Score { units: 0, double: 0.0 },
    }
}

/// What an operation makes of its terms; `None` where they do not fit it.
pub(super) fn outcome(
    operation: Operation,
    terms: &[Term],
    before: &[Step],
    arithmetic: Arithmetic,
    ladder: &Ladder,
    score: &dyn Fn(Term) -> Score,
) -> Option<Value> {
    let step = |term: &Term| match term {
        Term::Step(at) => before.get(*at).map(|step| step.gives),
        Term::Own(_) | Term::Whole(_) => None,
    };
    match arithmetic {
        Arithmetic::Exact => {
            let units = || terms.iter().map(|term| score(*term).units);
            let figure = |term: &Term| match step(term) {
                Some(value) => value.exact(),
                None => Some(Fraction::whole(score(*term).units)),
            };
            let whole = Fraction::whole;
            match (operation, terms) {
                (Operation::Greatest, _) => units().max().map(whole),
                (Operation::Latest, [only]) => figure(only),
                (Operation::Mean, _) => exact::mean(units()),
                (Operation::Middle, _) => exact::median(units().collect()),
                (Operation::MostFrequent, _) => units().next().map(whole),
                (Operation::Blend(percent), [latest, rest]) => {
                    exact::blend(score(*latest).units, figure(rest)?, percent)
                }
                (Operation::Towards(percent), [level, next]) => {
                    exact::decay_towards(figure(level)?, score(*next).units, percent)
                }
                (Operation::Trend { .. }, _) => power_law::units(units(), ladder).map(whole),
                _ => None,
            }
            .map(Value::Exact)
        }
        Arithmetic::Canvas => {
            let doubles = || terms.iter().map(|term| score(*term).double);
            let double = |term: &Term| match step(term) {
                Some(value) => value.double(),
                None => Some(score(*term).double),
            };
            match (operation, terms) {
                (Operation::Greatest, _) => doubles().reduce(f64::max),
                (Operation::Latest, [only]) => double(only),
                (Operation::Mean, _) => canvas::mean(doubles()),
                (Operation::Middle, _) => canvas::median(doubles().collect::<SmallVec<_>>()),
                (Operation::MostFrequent, _) => doubles().next(),
                (Operation::Blend(percent), [latest, rest]) => {
                    Some(canvas::blend(score(*latest).double, double(rest)?, percent))
                }
                (Operation::Towards(percent), [level, next]) => {
                    Some(canvas::blend_into(double(level)?, score(*next).double, percent))
                }
                (Operation::Trend { .. }, _) => power_law::points(doubles(), ladder),
                (Operation::Round, [only]) => double(only).map(round_to_hundredths),
                _ => None,
            }
            .map(Value::Double)
        }
    }
}

/// A number that orders scores as the arithmetic at hand does.
fn rank(score: Score, arithmetic: Arithmetic) -> i64 {
    match arithmetic {
        Arithmetic::Exact => score.units,
        Arithmetic::Canvas => {
            // Of IEEE doubles the bits of positive ones rise with them, those of negative ones fall; adding zero
            // makes both zeros one.
            let bits = (score.double + 0.0).to_bits() as i64;
            bits ^ (((bits >> 63) as u64) >> 1) as i64
        }
    }
}
