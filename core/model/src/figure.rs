//! Exact fractions of points. A mean of levels is a fraction, not a float: two devices that hold the same
//! results hold the same figure to the last digit.

use std::cmp::Ordering;

/// Where a fraction will not do, figures are kept to a billionth of a unit.
pub(crate) const BILLION: i128 = 1_000_000_000;

/// A number of units as a fraction in lowest terms; what a unit is, the scale says (thousandths of a point,
/// wherever a school's own levels are meant).
///
/// Magnitudes: results and their number keep the numerator far inside 128 bits; products that would not fit
/// saturate, which only a scale beyond 10^18 units can reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Figure {
    numerator: i128,
    denominator: i128,
}

impl Figure {
    /// A whole number of units.
    pub fn whole(units: i64) -> Self {
        Self { numerator: i128::from(units), denominator: 1 }
    }

    /// `numerator / denominator` units; `None` where the denominator is not positive.
    pub fn ratio(numerator: i128, denominator: i128) -> Option<Self> {
        if denominator <= 0 {
            return None;
        }
        let common = common_divisor(numerator.unsigned_abs(), denominator.unsigned_abs());
        let common = i128::try_from(common).unwrap_or(1);
        Some(Self { numerator: numerator / common, denominator: denominator / common })
    }

    /// The mean of `count` numbers that add up to `sum`; `None` of none.
    pub fn mean(sum: i128, count: usize) -> Option<Self> {
        Self::ratio(sum, count as i128)
    }

    /// What stands above the line, in lowest terms.
    pub fn numerator(self) -> i128 {
        self.numerator
    }

    /// What stands below the line, in lowest terms; at least 1.
    pub fn denominator(self) -> i128 {
        self.denominator
    }

    /// The greatest whole number of units that is not above this.
    pub fn floor(self) -> i64 {
        let floor = self.numerator.div_euclid(self.denominator);
        i64::try_from(floor).unwrap_or(if floor < 0 { i64::MIN } else { i64::MAX })
    }

    /// The sum; `None` where it does not fit.
    pub fn plus(self, other: Self) -> Option<Self> {
        let left = self.numerator.checked_mul(other.denominator)?;
        let right = other.numerator.checked_mul(self.denominator)?;
        Self::ratio(left.checked_add(right)?, self.denominator.checked_mul(other.denominator)?)
    }

    /// The `count`-th part; `None` of zero parts, or where it does not fit.
    pub fn over(self, count: usize) -> Option<Self> {
        Self::ratio(self.numerator, self.denominator.checked_mul(count as i128)?)
    }

    /// In billionths of a unit, rounded half away from zero.
    pub fn billionths(self) -> i128 {
        let (whole, rest) = (self.numerator / self.denominator, self.numerator % self.denominator);
        whole.saturating_mul(BILLION).saturating_add(rounded(rest.saturating_mul(BILLION), self.denominator))
    }

    /// This many units as a number of points, with `unit` units to the point. For printing and comparing with
    /// other systems; nothing is decided by it.
    pub fn points(self, unit: i64) -> f64 {
        let per_point = self.denominator.saturating_mul(i128::from(unit.max(1)));
        let whole = self.numerator.div_euclid(per_point);
        let rest = self.numerator.rem_euclid(per_point);
        whole as f64 + rest as f64 / per_point as f64
    }
}

impl PartialOrd for Figure {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Figure {
    fn cmp(&self, other: &Self) -> Ordering {
        let left = self.numerator.saturating_mul(other.denominator);
        left.cmp(&other.numerator.saturating_mul(self.denominator))
    }
}

/// The quotient, rounded half away from zero.
pub(crate) fn rounded(a: i128, b: i128) -> i128 {
    let (quotient, rest) = (a / b, a % b);
    if rest.unsigned_abs() >= b.unsigned_abs() - rest.unsigned_abs() {
        quotient + if (a < 0) == (b < 0) { 1 } else { -1 }
    } else {
        quotient
    }
}

/// Euclid's greatest common divisor; at least 1.
pub(crate) fn common_divisor(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a.max(1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ratio(numerator: i128, denominator: i128) -> Figure {
        Figure::ratio(numerator, denominator).unwrap()
    }

    #[test]
    fn equal_fractions_are_the_same_figure() {
        assert_eq!(ratio(6, 4), ratio(3, 2));
        assert_eq!((ratio(-6, 4).numerator(), ratio(-6, 4).denominator()), (-3, 2));
        assert_eq!(ratio(0, 7), Figure::whole(0));
    }

    #[test]
    fn nothing_divides_by_nothing() {
        assert_eq!((Figure::ratio(1, 0), Figure::ratio(1, -2), Figure::mean(0, 0)), (None, None, None));
    }

    #[test]
    fn a_figure_between_two_units_has_the_lower_as_its_floor() {
        assert_eq!((ratio(7, 2).floor(), ratio(-7, 2).floor(), Figure::whole(4).floor()), (3, -4, 4));
        assert_eq!(Figure::ratio(i128::MAX, 1).map(Figure::floor), Some(i64::MAX));
        assert_eq!(Figure::ratio(i128::MIN + 1, 1).map(Figure::floor), Some(i64::MIN));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let halves = [(5, 2), (-5, 2), (4, 3), (5, 3), (-4, 3), (1, -2), (0, 7)];
        assert_eq!(halves.map(|(a, b)| rounded(a, b)), [3, -3, 1, 2, -1, -1, 0]);
        assert_eq!((ratio(2, 3).billionths(), ratio(-7, 2).billionths()), (666_666_667, -3_500_000_000));
    }

    #[test]
    fn sums_and_parts_are_exact_and_say_when_they_do_not_fit() {
        assert_eq!(ratio(7, 3).plus(ratio(2, 3)), Some(Figure::whole(3)));
        assert_eq!(ratio(7, 3).over(7), Some(ratio(1, 3)));
        assert_eq!((ratio(1, i128::MAX).plus(ratio(1, 2)), Figure::whole(1).over(0)), (None, None));
    }

    #[test]
    fn points_are_units_over_the_unit() {
        assert_eq!((ratio(8500, 3).points(1000), Figure::whole(2500).points(1000)), (8.5 / 3.0, 2.5));
        assert_eq!(ratio(-1, 2).points(1), -0.5);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn figures_are_ordered_as_their_quotients(a in -500i128..500, b in 1i128..40, c in -500i128..500, d in 1i128..40) {
            prop_assert_eq!(ratio(a, b).cmp(&ratio(c, d)), (a * d).cmp(&(c * b)));
            prop_assert_eq!(ratio(a, b) == ratio(c, d), a * d == c * b);
        }
    }
}
