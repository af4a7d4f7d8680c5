//! From counted results to a level: a pure function of the ordered results and a policy, with no clock and no
//! earlier level.
//!
//! ```
//! use notyet_model::level::{Level, Policy, level};
//! use notyet_model::scale::Scale;
//!
//! // Nothing counted is no level, which is not the lowest one.
//! assert_eq!(level(&[], &Policy::default(), Scale::preset().ladder()), Level::NoEvidence);
//! ```

use crate::ladder::Ladder;
use crate::method::{self, Arithmetic, Method, Value};
use crate::select::Counted;

/// How a course works out levels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Policy {
    /// The method with its parameters; the at-bats rule, unless the course says another.
    pub method: Method,
    /// In which numbers.
    pub arithmetic: Arithmetic,
}

impl Policy {
    /// A method in exact arithmetic.
    pub fn of(method: Method) -> Self {
        Self { method, arithmetic: Arithmetic::Exact }
    }
}

/// The level that counted results amount to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Level {
    /// Nothing counts yet.
    NoEvidence,
    /// Results count, and the method asks for more of them before it speaks of a level.
    NotEnough,
    /// A level.
    Shown {
        /// What the method works out.
        value: Value,
        /// The highest level of the scale that it reaches, lowest 0; `None` below the lowest.
        position: Option<usize>,
    },
}

impl Level {
    /// The position on the scale, if there is one.
    pub fn position(&self) -> Option<usize> {
        match self {
            Self::NoEvidence | Self::NotEnough => None,
            Self::Shown { position, .. } => *position,
        }
    }

    /// What the method works out, if it does.
    pub fn value(&self) -> Option<Value> {
        match self {
            Self::NoEvidence | Self::NotEnough => None,
            Self::Shown { value, .. } => Some(*value),
        }
    }

    /// Whether it counts as mastery.
    pub fn is_mastery(&self, ladder: &Ladder) -> bool {
        self.value().is_some_and(|value| value.is_mastery(ladder))
    }
}

/// The level of results in the order that [`crate::select::select`] gives them.
pub fn level(counted: &[Counted], policy: &Policy, ladder: &Ladder) -> Level {
    if counted.is_empty() {
        return Level::NoEvidence;
    }
    match method::value(counted, policy.method, policy.arithmetic, ladder) {
        None => Level::NotEnough,
        Some(value) => Level::Shown { value, position: value.reached(ladder) },
    }
}

/// The figure of a class: the mean or the median of its students' levels, without those who have none. For
/// comparing with other systems; nothing shows it to a student.
pub mod class {
    use super::Level;
    use crate::fraction::{BILLION, Fraction};
    use crate::method::{Value, canvas, round_to_hundredths};

    /// Which figure.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    pub enum Stat {
        /// The mean.
        Mean,
        /// The middle one, or halfway between the two in the middle.
        Median,
    }

    /// The figure; `None` where no student has a level. Levels in doubles give a double: Canvas rounds a mean of
    /// (already rounded) levels once more, and a median not.
    pub fn figure(levels: &[Level], stat: Stat) -> Option<Value> {
        let values: Vec<Value> = levels.iter().filter_map(Level::value).collect();
        let exact: Option<Vec<Fraction>> = values.iter().map(|v| v.exact()).collect();
        match exact {
            Some(figures) => of_figures(figures, stat).map(Value::Exact),
            None => of_doubles(values.iter().filter_map(|v| v.double()), stat).map(Value::Double),
        }
    }

    fn of_figures(mut figures: Vec<Fraction>, stat: Stat) -> Option<Fraction> {
        match stat {
            Stat::Mean => {
                let exact = figures.iter().try_fold(Fraction::whole(0), |sum, figure| sum.plus(*figure));
                // Only denominators without a common measure, of thousands of results, are too much for the
                // exact sum; a billionth of a unit is then as near as anyone can tell.
                let sum = exact
                    .or_else(|| Fraction::ratio(figures.iter().map(|f| f.billionths()).sum(), BILLION))?;
                sum.over(figures.len())
            }
            Stat::Median => {
                figures.sort_unstable();
                let upper = *figures.get(figures.len() / 2)?;
                figures[(figures.len() - 1) / 2].plus(upper)?.over(2)
            }
        }
    }

    fn of_doubles(points: impl Iterator<Item = f64>, stat: Stat) -> Option<f64> {
        match stat {
            Stat::Mean => canvas::mean(points).map(round_to_hundredths),
            Stat::Median => canvas::median(points.collect()),
        }
    }
}

#[cfg(test)]
mod tests;
