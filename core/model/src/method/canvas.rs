//! Canvas's arithmetic: doubles, its order of operations, its rounding. A school that comes from there sees the
//! numbers that it saw there, to the last digit. Written from what its methods are documented to compute.

use super::{Method, at_bats, power_law};
use crate::ladder::Ladder;
use crate::select::Counted;
use smallvec::SmallVec;

type Scores = SmallVec<[f64; 64]>;

/// What the results amount to in points, not yet rounded; `None` where the method asks for more than there is.
pub(super) fn value(counted: &[Counted], method: Method, ladder: &Ladder) -> Option<f64> {
    let own = || counted.iter().map(|c| c.own().double);
    let whole = || counted.iter().map(|c| c.whole().double);
    let (last, earlier) = counted.split_last()?;
    match method {
        Method::AtBats(rule) => {
            at_bats::level(counted, &rule, ladder).map(|level| ladder.double(ladder.points(level)))
        }
        Method::Highest => own().reduce(f64::max),
        Method::MostRecent => Some(last.whole().double),
        Method::Mean => mean(whole()),
        Method::Median => median(own().collect()),
        Method::Mode => mode(&own().collect::<Scores>()),
        Method::MeanOfRecent(n) => mean(own().skip(counted.len().saturating_sub(n.get().into()))),
        Method::MeanOfTop(n) => {
            let mut scores: Scores = own().collect();
            scores.sort_unstable_by(|a, b| b.total_cmp(a));
            mean(scores.into_iter().take(n.get().into()))
        }
        Method::TimesMastery(n) => {
            let mastery = ladder.double(ladder.mastery_points());
            let kept: Scores = own().filter(|score| *score >= mastery).collect();
            if kept.len() < n.get().into() { None } else { mean(kept.into_iter()) }
        }
        Method::LatestAndEarlier(weight) => {
            let latest = last.whole().double;
            let Some(rest) = mean(earlier.iter().map(|c| c.whole().double)) else { return Some(latest) };
            Some(blend(latest, rest, weight.get()))
        }
        Method::RecursiveDecay(rate) => whole().reduce(|level, score| blend_into(level, score, rate.get())),
        Method::PowerLaw => {
            power_law::points(counted.iter().map(|c| c.own().double), ladder).or_else(|| mean(own()))
        }
    }
}

/// `latest` at `percent`, the rest at what is left: Canvas multiplies by `0.01 * percent`, which is not the same
/// double as `percent / 100`.
pub(crate) fn blend(latest: f64, rest: f64, percent: u16) -> f64 {
    latest * (0.01 * f64::from(percent)) + rest * (0.01 * f64::from(100 - percent))
}

/// The same, in the order of addition of the recursive decay.
pub(crate) fn blend_into(level: f64, score: f64, percent: u16) -> f64 {
    level * (0.01 * f64::from(100 - percent)) + score * (0.01 * f64::from(percent))
}

/// The sum as Ruby's `Array#sum` works it out: compensated after Kahan and Babuška (Neumaier 1974), divided by how
/// many there are.
pub(crate) fn mean(scores: impl Iterator<Item = f64>) -> Option<f64> {
    let (mut sum, mut lost, mut count) = (0.0f64, 0.0, 0u32);
    for score in scores {
        let next = sum + score;
        lost += if sum.abs() >= score.abs() { (sum - next) + score } else { (score - next) + sum };
        sum = next;
        count += 1;
    }
    (count > 0).then(|| (sum + lost) / f64::from(count))
}

/// The middle one, or half the sum of the two in the middle.
pub(crate) fn median(mut scores: Scores) -> Option<f64> {
    scores.sort_unstable_by(f64::total_cmp);
    let upper = *scores.get(scores.len() / 2)?;
    Some((scores[(scores.len() - 1) / 2] + upper) / 2.0)
}

fn mode(scores: &[f64]) -> Option<f64> {
    let mut numbered: SmallVec<[(f64, usize); 32]> = scores.iter().copied().zip(0..).collect();
    numbered.sort_unstable_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let groups = numbered.chunk_by(|a, b| a.0 == b.0);
    groups.max_by_key(|group| (group.len(), group[group.len() - 1].1)).map(|group| group[0].0)
}

/// Rounds to hundredths as Ruby's `Float#round(2)` does: half away from zero, decided on the decimal that the
/// double stands for, so that 1.005 becomes 1.01 although the double is a little below it.
///
/// ```
/// use notyet_model::method::round_to_hundredths;
///
/// assert_eq!([4.125, 1.005, 2.675, -2.675].map(round_to_hundredths), [4.13, 1.01, 2.68, -2.68]);
/// ```
pub fn round_to_hundredths(points: f64) -> f64 {
    // From 2^60 on a double has no hundredths, and times a hundred it could overflow.
    if !points.is_finite() || points == 0.0 || points.abs() >= (1u64 << 60) as f64 {
        return if points == 0.0 { 0.0 } else { points };
    }
    let mut hundredths = (points * 100.0).round();
    if points > 0.0 {
        if (hundredths + 0.5) / 100.0 <= points {
            hundredths += 1.0;
        }
    } else if (hundredths - 0.5) / 100.0 >= points {
        hundredths -= 1.0;
    }
    hundredths / 100.0
}
