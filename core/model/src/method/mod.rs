//! How counted results become a level: every method that a school may choose, with its parameters. A method is a
//! pure function of the ordered results, with no clock and no earlier level; none can see practice, because
//! nothing but [`crate::select::Counted`] comes in.
//!
//! Each method stands twice: in exact arithmetic ([`exact`], [`at_bats`], [`power_law`]), which is ours, and in
//! doubles with Canvas's order of operations and rounding ([`canvas`]), for schools that come from there.
//!
//! Source: the product's feature 51 and its table of methods.

use crate::figure::Figure;
use crate::ladder::Ladder;
use crate::select::Counted;
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
    /// Several chances, in several kinds of work, over time: the default, see [`at_bats`].
    AtBats(AtBats),
    /// The greatest.
    Highest,
    /// The last, by the time of the work; the whole quiz, where that is a question of one.
    MostRecent,
    /// The mean of all.
    Mean,
    /// The middle one, or halfway between the two in the middle.
    Median,
    /// The most frequent; a tie goes to the most recent among the tied.
    Mode,
    /// The mean of the last n (of all, if there are fewer).
    MeanOfRecent(Count),
    /// The mean of the n greatest (of all, if there are fewer).
    MeanOfTop(Count),
    /// n results at or above the mastery points: then the mean of all that are; with fewer, no level.
    TimesMastery(MasteryTimes),
    /// The latest and the mean of the earlier ones, weighted. Canvas stores it as `decaying_average` or
    /// `weighted_average`.
    LatestAndEarlier(LatestWeight),
    /// Each result moves the level towards itself by the same share. Canvas: `standard_decaying_average`.
    RecursiveDecay(DecayRate),
    /// The trend of the results as a power of their number, at the last; see [`power_law`].
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
    Exact(Figure),
    /// In points.
    Double(f64),
}

impl Value {
    /// The figure, where it is exact.
    pub fn exact(self) -> Option<Figure> {
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
            Self::Exact(figure) => figure >= Figure::whole(ladder.mastery_points()),
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

#[cfg(test)]
mod laws;
#[cfg(test)]
mod tests;
