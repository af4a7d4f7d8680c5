//! How counted results become a level: every method that a school may choose, with its parameters. A method is a
//! pure function of the ordered results, with no clock and no earlier level; none can see practice, because
//! nothing but [`crate::select::Counted`] comes in.
//!
//! Each method stands twice: in exact arithmetic, which is ours, and in doubles with Canvas's order of operations
//! and rounding ([`Arithmetic::Canvas`]), for schools that come from there.
//!
//! In the formulas s₁ … sₙ are the points of the counted results in the order of the work. Sources: the product's
//! feature 51; Canvas's published calculation methods; Marzano for the power law.

use crate::calendar::Day;
use crate::fraction::Fraction;
use crate::ids::OpId;
use crate::ladder::Ladder;
use crate::level::{Policy, level};
use crate::result::{Mark, Record, Score};
use crate::scale::UNIT;
use crate::select::{Counted, SetAside, select};
use serde::{Deserialize, Serialize};

pub mod at_bats;
pub(crate) mod canvas;
pub(crate) mod exact;
mod name;
mod params;
pub(crate) mod power_law;
#[cfg(test)]
pub(crate) mod testing;

pub use at_bats::{AtBats, AtBatsParts, BadAtBats};
pub use canvas::round_to_hundredths;
pub use name::UnknownMethod;
pub use params::{BadParameter, Count, DecayRate, LatestWeight, MasteryTimes};

/// A method with its parameters.
///
/// ```
/// use notyet_model::method::{Count, Method};
///
/// let method: Method = serde_json::from_str(r#"{"method": "mean_of_recent_n", "n": 3}"#).unwrap();
/// assert_eq!(method, Method::MeanOfRecent(Count::try_from(3).unwrap()));
/// // Canvas's names are understood; what we write says what the method does.
/// let decay: Method = serde_json::from_str(r#"{"method": "decaying_average", "n": 65}"#).unwrap();
/// assert_eq!(serde_json::to_string(&decay).unwrap(), r#"{"method":"weighted_average","n":65}"#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "name::Parts", into = "name::Parts")]
pub enum Method {
    /// Several chances, in several kinds of work, over time: the default. The rule and its source: [`at_bats`].
    ///
    /// Twice 4 in one kind of work stands on the level below mastery, which is 3 here:
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::default(), &[4, 4]), Some(2.0));
    /// ```
    AtBats(AtBats),
    /// The greatest: max sₖ.
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::Highest, &[2, 4, 3]), Some(4.0));
    /// ```
    Highest,
    /// The last by the time of the work, sₙ; the whole quiz, where that is a question of one.
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::MostRecent, &[2, 4, 3]), Some(3.0));
    /// ```
    MostRecent,
    /// The mean of all: Σ sₖ ÷ n.
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::Mean, &[2, 4, 4]), Some(10.0 / 3.0));
    /// ```
    Mean,
    /// The middle one by size, or halfway between the two in the middle.
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::Median, &[1, 4, 2]), Some(2.0));
    /// assert_eq!(worked(Method::Median, &[1, 4, 2, 3]), Some(2.5));
    /// ```
    Median,
    /// The most frequent; a tie goes to the most recent among the tied.
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::Mode, &[2, 3, 3, 2, 4]), Some(2.0));
    /// ```
    Mode,
    /// The mean of the last n; of all, if there are fewer.
    /// ```
    /// # use notyet_model::method::{Count, Method, worked};
    /// let of_two = Method::MeanOfRecent(Count::try_from(2).unwrap());
    /// assert_eq!(worked(of_two, &[1, 4, 3]), Some(3.5));
    /// ```
    MeanOfRecent(Count),
    /// The mean of the n greatest; of all, if there are fewer.
    /// ```
    /// # use notyet_model::method::{Count, Method, worked};
    /// let of_two = Method::MeanOfTop(Count::try_from(2).unwrap());
    /// assert_eq!(worked(of_two, &[4, 1, 3]), Some(3.5));
    /// ```
    MeanOfTop(Count),
    /// n results at or above the mastery points: then the mean of all that are, not of n alone; with fewer, no
    /// level. Canvas's `n_mastery`.
    /// ```
    /// # use notyet_model::method::{MasteryTimes, Method, worked};
    /// let twice = Method::TimesMastery(MasteryTimes::try_from(2).unwrap());
    /// assert_eq!(worked(twice, &[3, 1, 4, 5]), Some(4.0));
    /// assert_eq!(worked(twice, &[3, 1]), None);
    /// ```
    TimesMastery(MasteryTimes),
    /// The latest and the mean of the earlier ones: sₙ·w + (s₁ + … + sₙ₋₁) ÷ (n − 1) · (1 − w). Canvas stores it as
    /// `decaying_average` or `weighted_average`.
    ///
    /// At 65 per cent, 4 after 2 and 3 is 2.6 + 0.875:
    /// ```
    /// # use notyet_model::method::{LatestWeight, Method, worked};
    /// assert_eq!(worked(Method::LatestAndEarlier(LatestWeight::default()), &[2, 3, 4]), Some(3.475));
    /// ```
    LatestAndEarlier(LatestWeight),
    /// Each result moves the level towards itself by the same share: d₁ = s₁, dₖ = dₖ₋₁(1 − r) + sₖr. Canvas's
    /// `standard_decaying_average`.
    ///
    /// At 65 per cent, 2 and 3 are 2.65; 4 after that is 0.9275 + 2.6:
    /// ```
    /// # use notyet_model::method::{DecayRate, Method, worked};
    /// assert_eq!(worked(Method::RecursiveDecay(DecayRate::default()), &[2, 3, 4]), Some(3.5275));
    /// ```
    RecursiveDecay(DecayRate),
    /// The trend of the results as a power of their number, read at the last: a·nᵇ, where ln s = ln a + b·ln k is
    /// the line of least squares through the results. It takes three; below that the mean stands.
    ///
    /// Source: Marzano, *Transforming Classroom Grading* (2000), after Newell and Rosenbloom's power law of practice
    /// (1981). A score that is not above zero has no logarithm: half of the scale's smallest step stands for it. The
    /// trend is kept within the scale.
    ///
    /// 1, 2, 3 is the line through the origin with slope 1, and reads 3:
    /// ```
    /// # use notyet_model::method::{Method, worked};
    /// assert_eq!(worked(Method::PowerLaw, &[1, 2, 3]), Some(3.0));
    /// ```
    PowerLaw,
}

impl Default for Method {
    fn default() -> Self {
        Self::AtBats(AtBats::default())
    }
}

/// In which numbers a method reckons.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Arithmetic {
    /// Integers and fractions, never rounded: what a screen shows it rounds itself.
    #[default]
    Exact,
    /// Doubles, in Canvas's order of operations, rounded once at the end to hundredths of a point.
    Canvas,
}

/// What a method makes of results.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Value {
    /// In units.
    Exact(Fraction),
    /// In points.
    Double(f64),
}

impl Value {
    /// The figure, where it is exact.
    pub fn exact(self) -> Option<Fraction> {
        match self {
            Self::Exact(figure) => Some(figure),
            Self::Double(_) => None,
        }
    }

    /// The points, where they are a double.
    pub fn double(self) -> Option<f64> {
        match self {
            Self::Exact(_) => None,
            Self::Double(points) => Some(points),
        }
    }

    /// The highest level that it reaches; `None` below the lowest.
    pub fn reached(self, ladder: &Ladder) -> Option<usize> {
        match self {
            Self::Exact(figure) => ladder.reached(figure.floor()),
            Self::Double(points) => {
                (0..ladder.levels()).rev().find(|level| ladder.double(ladder.points(*level)) <= points)
            }
        }
    }

    /// Whether it counts as mastery.
    pub fn is_mastery(self, ladder: &Ladder) -> bool {
        match self {
            Self::Exact(figure) => figure >= Fraction::whole(ladder.mastery_points()),
            Self::Double(points) => points >= ladder.double(ladder.mastery_points()),
        }
    }

    /// As a number of points, for printing.
    pub fn points(self, ladder: &Ladder) -> f64 {
        match self {
            Self::Exact(figure) => figure.points(ladder.unit()),
            Self::Double(points) => points,
        }
    }
}

/// What the results amount to; `None` where the method asks for more than there is.
pub(crate) fn value(
    counted: &[Counted],
    method: Method,
    arithmetic: Arithmetic,
    ladder: &Ladder,
) -> Option<Value> {
    match arithmetic {
        Arithmetic::Exact => exact::value(counted, method, ladder).map(Value::Exact),
        Arithmetic::Canvas => {
            canvas::value(counted, method, ladder).map(|points| Value::Double(round_to_hundredths(points)))
        }
    }
}

/// The level that a method makes of whole points in the order of the work, on a scale from 0 to 5 with mastery at
/// 3, all in one kind of work on one day: the worked examples of a text book. `None` where there is no level.
pub fn worked(method: Method, points: &[i64]) -> Option<f64> {
    let ladder = Ladder::new((0..=5).map(|n| n * UNIT).collect(), 3 * UNIT, UNIT).ok()?;
    let records: Vec<_> = (0u128..)
        .zip(points)
        .map(|(n, points)| {
            let mark = Mark::Points(Score::of(points.saturating_mul(UNIT), &ladder));
            Record::chance(OpId::from_bytes(n.to_be_bytes()), mark, Some(Day(0)))
        })
        .collect();
    let counted = select(&records, &SetAside::default(), &ladder).counted;
    level(&counted, &Policy::of(method), &ladder).value().map(|value| value.points(&ladder))
}

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
