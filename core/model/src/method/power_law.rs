//! The power law: learning as a curve that rises fast at first and then slower, fitted to the results in their
//! order and read at the last one.
//!
//! With scores s₁ … sₙ, b and ln a are the slope and the intercept of the least-squares line through the points
//! (ln k, ln sₖ), and the level is a·nᵇ. Source: Marzano, *Transforming Classroom Grading* (2000), after Newell
//! and Rosenbloom's power law of practice (1981); as JumpRope documents it.
//!
//! A score that is not above zero has no logarithm: half of the scale's smallest step stands for it. The curve is
//! kept within the scale. It takes three results; with fewer the mean stands. Logarithms come from the `libm`
//! crate, whose results are the same on every device.

use crate::ladder::Ladder;

/// How many results a trend takes.
pub(crate) const LEAST: usize = 3;

/// A line through the logarithms: `ln level = intercept + slope · ln k`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Trend {
    pub(crate) slope: f64,
    pub(crate) intercept: f64,
    pub(crate) count: usize,
    /// Whether a score had no logarithm and half of the smallest step stood for it.
    pub(crate) replaced: bool,
}

impl Trend {
    /// The line through these scores, in any unit; `floor` stands for those that are not above zero. `None` of
    /// fewer than [`LEAST`].
    pub(crate) fn of(scores: impl Iterator<Item = f64>, floor: f64) -> Option<Self> {
        let (mut count, mut replaced) = (0usize, false);
        let (mut sum_x, mut sum_y, mut sum_xx, mut sum_xy) = (0.0, 0.0, 0.0, 0.0);
        for score in scores {
            count += 1;
            let x = libm::log(count as f64);
            let y = if score > 0.0 {
                libm::log(score)
            } else {
                replaced = true;
                libm::log(floor)
            };
            sum_x += x;
            sum_y += y;
            sum_xx += x * x;
            sum_xy += x * y;
        }
        if count < LEAST {
            return None;
        }
        let n = count as f64;
        let slope = (n * sum_xy - sum_x * sum_y) / (n * sum_xx - sum_x * sum_x);
        Some(Self { slope, intercept: (sum_y - slope * sum_x) / n, count, replaced })
    }

    /// The line read at the last result.
    pub(crate) fn at_last(self) -> f64 {
        libm::exp(self.intercept + self.slope * libm::log(self.count as f64))
    }
}

/// The trend at the last result in points, within the scale; `None` of fewer than three.
pub(crate) fn points(scores: impl Iterator<Item = f64>, ladder: &Ladder) -> Option<f64> {
    let floor = ladder.double(ladder.smallest_step()) / 2.0;
    let level = Trend::of(scores, floor)?.at_last();
    Some(level.clamp(ladder.double(ladder.lowest()), ladder.double(ladder.highest())))
}

/// The trend at the last result, in whole units, within the scale; `None` of fewer than three.
pub(crate) fn units(scores: impl Iterator<Item = i64>, ladder: &Ladder) -> Option<i64> {
    let floor = ladder.smallest_step() as f64 / 2.0;
    let level = Trend::of(scores.map(|score| score as f64), floor)?.at_last();
    // A cast stands at the ends of the integers, and the scale lies between them.
    Some((level.round() as i64).clamp(ladder.lowest(), ladder.highest()))
}
