//! Exact fractions: levels, shares of outcomes and the bounds of a table are compared as what they are, so that
//! two thirds reach two thirds on every device. Nothing is rounded unless a name says so.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

/// Where a fraction will not do, numbers are kept to a billionth.
pub(crate) const BILLION: i128 = 1_000_000_000;

/// A fraction in lowest terms with a positive denominator. On the wire a pair, `[3, 4]`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "(i64, u32)", into = "(i128, i128)")]
pub struct Fraction {
    num: i128,
    den: i128,
}

/// A fraction of nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fraction's denominator is at least 1")]
pub struct ZeroDenominator;

impl TryFrom<(i64, u32)> for Fraction {
    type Error = ZeroDenominator;

    fn try_from((num, den): (i64, u32)) -> Result<Self, ZeroDenominator> {
        Self::new(num, den)
    }
}

impl From<Fraction> for (i128, i128) {
    fn from(f: Fraction) -> Self {
        (f.num, f.den)
    }
}

impl Fraction {
    /// Nothing.
    pub const ZERO: Self = Self { num: 0, den: 1 };

    /// The whole.
    pub const ONE: Self = Self { num: 1, den: 1 };

    /// `num / den`; the denominator must not be 0.
    pub fn new(num: i64, den: u32) -> Result<Self, ZeroDenominator> {
        if den == 0 { Err(ZeroDenominator) } else { Ok(Self::reduced(i128::from(num), i128::from(den))) }
    }

    /// `num / den` of numbers of any size; `None` where the denominator is not positive.
    pub fn ratio(num: i128, den: i128) -> Option<Self> {
        (den > 0).then(|| Self::reduced(num, den))
    }

    /// A whole number.
    pub fn whole(n: i64) -> Self {
        Self { num: i128::from(n), den: 1 }
    }

    /// Points that are given in thousandths, as scales give them.
    pub fn thousandths(n: i64) -> Self {
        Self::reduced(i128::from(n), 1000)
    }

    /// A count.
    pub fn count(n: usize) -> Self {
        Self { num: n as i128, den: 1 }
    }

    /// The numerator, in lowest terms.
    pub fn numerator(self) -> i128 {
        self.num
    }

    /// The denominator, in lowest terms; at least 1.
    pub fn denominator(self) -> i128 {
        self.den
    }

    /// The sum; `None` where it leaves 128 bits.
    pub fn plus(self, other: Self) -> Option<Self> {
        let common = gcd(self.den, other.den);
        let left = self.num.checked_mul(other.den / common)?;
        let right = other.num.checked_mul(self.den / common)?;
        Some(Self::reduced(left.checked_add(right)?, self.den.checked_mul(other.den / common)?))
    }

    /// The difference; `None` where it leaves 128 bits.
    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(Self { num: other.num.checked_neg()?, den: other.den })
    }

    /// So many times as much; `None` where it leaves 128 bits.
    pub fn times(self, n: usize) -> Option<Self> {
        Some(Self::reduced(self.num.checked_mul(i128::try_from(n).ok()?)?, self.den))
    }

    /// Shared among so many; `None` for none, and where it leaves 128 bits.
    pub fn over(self, n: usize) -> Option<Self> {
        let n = i128::try_from(n).ok().filter(|n| *n > 0)?;
        Some(Self::reduced(self.num, self.den.checked_mul(n)?))
    }

    /// The least whole number that is not below it.
    pub fn ceil(self) -> i128 {
        self.num.div_euclid(self.den) + i128::from(self.den > 1)
    }

    /// The greatest whole number that is not above it; beyond 64 bits, their end.
    pub fn floor(self) -> i64 {
        let floor = self.num.div_euclid(self.den);
        i64::try_from(floor).unwrap_or(if floor < 0 { i64::MIN } else { i64::MAX })
    }

    /// In billionths, rounded half away from zero.
    pub(crate) fn billionths(self) -> i128 {
        let (whole, rest) = (self.num / self.den, self.num % self.den);
        whole.saturating_mul(BILLION).saturating_add(rounded(rest.saturating_mul(BILLION), self.den))
    }

    /// This many units as a number of points, with `unit` units to the point. For printing and comparing with
    /// other systems; nothing is decided by it.
    pub fn points(self, unit: i64) -> f64 {
        let per_point = self.den.saturating_mul(i128::from(unit.max(1)));
        self.num.div_euclid(per_point) as f64 + self.num.rem_euclid(per_point) as f64 / per_point as f64
    }

    fn reduced(num: i128, den: i128) -> Self {
        let by = gcd(num, den);
        Self { num: num / by, den: den / by }
    }
}

impl Ord for Fraction {
    /// Compares whole parts, then the reciprocals of what is left (as Euclid's algorithm does), so that
    /// nothing is multiplied and nothing can overflow.
    fn cmp(&self, other: &Self) -> Ordering {
        let (mut a, mut b, mut c, mut d) = (self.num, self.den, other.num, other.den);
        loop {
            let whole = a.div_euclid(b).cmp(&c.div_euclid(d));
            let (left, right) = (a.rem_euclid(b), c.rem_euclid(d));
            if whole.is_ne() || left == 0 || right == 0 {
                return whole.then(left.cmp(&right));
            }
            // left/b < right/d exactly when d/right < b/left.
            (a, b, c, d) = (d, right, b, left);
        }
    }
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
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

/// The greatest common divisor of any number and a positive one; positive.
pub(crate) fn gcd(a: i128, b: i128) -> i128 {
    let (mut a, mut b) = (a % b, b);
    while a != 0 {
        (a, b) = (b % a, a);
    }
    b.abs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn f(num: i64, den: u32) -> Fraction {
        Fraction::new(num, den).unwrap()
    }

    #[test]
    fn equal_fractions_are_equal_however_they_are_written() {
        assert_eq!(f(2, 4), f(1, 2));
        assert_eq!(f(-6, 4), f(-3, 2));
        assert_eq!(f(0, 7), Fraction::ZERO);
        assert_eq!(Fraction::thousandths(2500), f(5, 2));
        assert_eq!((f(6, 4).numerator(), f(6, 4).denominator()), (3, 2));
    }

    #[test]
    fn a_fraction_survives_the_wire_and_one_of_nothing_is_refused() {
        assert_eq!(serde_json::to_string(&f(-3, 4)).unwrap(), "[-3,4]");
        assert_eq!(serde_json::from_str::<Fraction>("[-6,8]").unwrap(), f(-3, 4));
        let fault = serde_json::from_str::<Fraction>("[1,0]").unwrap_err();
        assert_eq!(fault.to_string(), "a fraction's denominator is at least 1");
    }

    #[test]
    fn sums_are_exact() {
        assert_eq!(f(1, 3).plus(f(1, 6)), Some(f(1, 2)));
        assert_eq!(f(1, 3).minus(f(1, 2)), Some(f(-1, 6)));
        assert_eq!(f(1, 3).times(3), Some(Fraction::ONE));
        assert_eq!(f(5, 2).over(5), Some(f(1, 2)));
        assert_eq!(f(5, 2).over(0), None);
    }

    #[test]
    fn what_leaves_128_bits_is_none() {
        let huge = Fraction { num: i128::MAX, den: 1 };
        let fine = Fraction { num: 1, den: i128::MAX };
        assert_eq!(huge.plus(Fraction::ONE), None);
        assert_eq!(huge.times(2), None);
        assert_eq!(fine.over(2), None);
        assert_eq!(fine.plus(f(1, 2)), None);
        assert_eq!(huge.plus(f(1, 2)), None);
        assert_eq!(f(1, 2).plus(huge), None);
        assert_eq!(Fraction::ONE.minus(Fraction { num: i128::MIN, den: 1 }), None);
        assert!(fine < huge);
    }

    #[test]
    fn a_ceiling_is_not_below_and_a_floor_not_above() {
        let ends = [f(7, 2), f(4, 1), f(-7, 2), Fraction::ZERO].map(|f| (f.floor(), f.ceil()));
        assert_eq!(ends, [(3, 4), (4, 4), (-4, -3), (0, 0)]);
        let beyond = [i128::MAX, i128::MIN + 1].map(|num| Fraction { num, den: 1 }.floor());
        assert_eq!(beyond, [i64::MAX, i64::MIN]);
    }

    #[test]
    fn nothing_divides_by_nothing() {
        assert_eq!([(1, 0), (1, -2)].map(|(num, den)| Fraction::ratio(num, den)), [None, None]);
        assert_eq!((Fraction::ratio(6, 4), Fraction::whole(-2)), (Some(f(3, 2)), f(-2, 1)));
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        let halves = [(5, 2), (-5, 2), (4, 3), (5, 3), (-4, 3), (1, -2), (0, 7)];
        assert_eq!(halves.map(|(a, b)| rounded(a, b)), [3, -3, 1, 2, -1, -1, 0]);
        assert_eq!((f(2, 3).billionths(), f(-7, 2).billionths()), (666_666_667, -3_500_000_000));
    }

    #[test]
    fn points_are_units_over_the_unit() {
        assert_eq!((f(8500, 3).points(1000), f(2500, 1).points(1000)), (8.5 / 3.0, 2.5));
        assert_eq!(f(-1, 2).points(1), -0.5);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn order_is_that_of_cross_multiplication(
            a in -60i64..60, b in 1u32..30, c in -60i64..60, d in 1u32..30,
        ) {
            let expected = (a * i64::from(d)).cmp(&(c * i64::from(b)));
            prop_assert_eq!(f(a, b).cmp(&f(c, d)), expected);
        }

        #[test]
        fn a_sum_less_one_part_is_the_other(
            a in -60i64..60, b in 1u32..30, c in -60i64..60, d in 1u32..30,
        ) {
            let sum = f(a, b).plus(f(c, d)).unwrap();
            prop_assert_eq!(sum.minus(f(c, d)), Some(f(a, b)));
            prop_assert_eq!(f(a, b).times(d as usize).and_then(|t| t.over(d as usize)), Some(f(a, b)));
        }
    }
}
