//! The methods in integers and fractions: what a school that starts here reckons with.

use super::{Method, at_bats, power_law};
use crate::fraction::{BILLION, Fraction, rounded};
use crate::ladder::Ladder;
use crate::select::Counted;
use smallvec::SmallVec;

/// What the results amount to; `None` where the method asks for more than there is.
pub(super) fn value(counted: &[Counted], method: Method, ladder: &Ladder) -> Option<Fraction> {
    let own = || counted.iter().map(|c| c.own().units);
    let (last, earlier) = counted.split_last()?;
    match method {
        Method::AtBats(rule) => {
            at_bats::level(counted, &rule, ladder).map(|level| Fraction::whole(ladder.points(level)))
        }
        Method::Highest => own().max().map(Fraction::whole),
        Method::MostRecent => Some(Fraction::whole(last.whole().units)),
        Method::Mean => mean(counted.iter().map(|c| c.whole().units)),
        Method::Median => median(own().collect()),
        Method::Mode => mode(own()),
        Method::MeanOfRecent(n) => mean(own().skip(counted.len().saturating_sub(n.get().into()))),
        Method::MeanOfTop(n) => {
            let mut scores: SmallVec<[i64; 64]> = own().collect();
            scores.sort_unstable_by(|a, b| b.cmp(a));
            mean(scores.into_iter().take(n.get().into()))
        }
        Method::TimesMastery(n) => {
            let kept = || own().filter(|score| *score >= ladder.mastery_points());
            if kept().count() < n.get().into() { None } else { mean(kept()) }
        }
        Method::LatestAndEarlier(weight) => {
            let rest = mean(earlier.iter().map(|c| c.whole().units));
            let latest = last.whole().units;
            rest.map_or(Some(Fraction::whole(latest)), |rest| blend(latest, rest, weight.get()))
        }
        Method::RecursiveDecay(rate) => decay(counted.iter().map(|c| c.whole().units), rate.get()),
        Method::PowerLaw => power_law::units(own(), ladder).map(Fraction::whole).or_else(|| mean(own())),
    }
}

/// The mean; `None` of none.
pub(crate) fn mean(scores: impl Iterator<Item = i64>) -> Option<Fraction> {
    let (mut sum, mut count) = (0i128, 0i128);
    for score in scores {
        sum += i128::from(score);
        count += 1;
    }
    Fraction::ratio(sum, count)
}

/// The middle one, or halfway between the two in the middle.
pub(crate) fn median(mut scores: SmallVec<[i64; 64]>) -> Option<Fraction> {
    scores.sort_unstable();
    let upper = *scores.get(scores.len() / 2)?;
    Fraction::ratio(i128::from(scores[(scores.len() - 1) / 2]) + i128::from(upper), 2)
}

/// The most frequent; a tie goes to the most recent among the tied.
fn mode(scores: impl Iterator<Item = i64>) -> Option<Fraction> {
    let mut numbered: SmallVec<[(i64, usize); 32]> = scores.zip(0..).collect();
    numbered.sort_unstable();
    let groups = numbered.chunk_by(|a, b| a.0 == b.0);
    groups
        .max_by_key(|group| (group.len(), group[group.len() - 1].1))
        .map(|group| Fraction::whole(group[0].0))
}

/// `latest` at `percent`, the rest at what is left.
pub(crate) fn blend(latest: i64, rest: Fraction, percent: u16) -> Option<Fraction> {
    let percent = i128::from(percent);
    let of_latest = i128::from(latest) * percent * rest.denominator();
    Fraction::ratio(of_latest + rest.numerator() * (100 - percent), 100 * rest.denominator())
}

/// The recursive decay is kept to a billionth of a unit: its exact fraction would grow two digits a result.
fn decay(scores: impl Iterator<Item = i64>, percent: u16) -> Option<Fraction> {
    let level = scores.map(|score| i128::from(score) * BILLION);
    Fraction::ratio(level.reduce(|level, score| decay_step(level, score, percent))?, BILLION)
}

/// One step of it, from a figure that an earlier step gave.
pub(crate) fn decay_towards(level: Fraction, score: i64, percent: u16) -> Option<Fraction> {
    Fraction::ratio(decay_step(level.billionths(), i128::from(score) * BILLION, percent), BILLION)
}

fn decay_step(level: i128, score: i128, percent: u16) -> i128 {
    let percent = i128::from(percent);
    rounded(level * (100 - percent) + score * percent, 100)
}
