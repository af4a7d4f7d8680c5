//! Exact fractions: shares of outcomes, points, and the bounds of a table are compared as what they are, so
//! that two thirds reach two thirds on every device. No rounding happens here.

use serde::{Deserialize, Serialize};
use std::cmp::Ordering;

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

/// The greatest common divisor of any number and a positive one; positive.
fn gcd(a: i128, b: i128) -> i128 {
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
    fn a_ceiling_is_not_below() {
        let ceilings = [f(7, 2), f(4, 1), f(-7, 2), Fraction::ZERO].map(Fraction::ceil);
        assert_eq!(ceilings, [4, 4, -3, 0]);
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
