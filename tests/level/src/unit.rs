//! The unit of a case. Our arithmetic is of whole numbers, so the points of one case are counted in the smallest
//! part of a point that its numbers need: billionths of a thousandth, where nothing asks for another.

use crate::decimal::Decimal;
use notyet_model::method::Arithmetic;

/// Digits after the point where they suffice.
const USUAL_PLACES: u32 = 12;

/// Digits after the point at most. A percent that was printed from a double has no more, nor has its product with
/// a whole number of points.
const MOST_PLACES: u32 = 17;

/// No number of a case has more units than this, which leaves room in 64 bits.
const MOST_UNITS: i64 = 4_000_000_000_000_000_000;

/// So many units a double holds exactly. Canvas's arithmetic compares scores with doubles made of units.
const MOST_UNITS_OF_DOUBLES: i64 = 1 << 53;

/// How finely the points of a case are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Unit {
    places: u32,
}

impl Unit {
    /// The unit in which each of these numbers fits, and is exact if that can be.
    pub(crate) fn of(numbers: impl Iterator<Item = Decimal>, arithmetic: Arithmetic) -> Self {
        let (largest, places) = numbers.fold((0, 0), |(largest, places): (i64, u32), number| {
            let thousandths = number.units(3).unwrap_or(i64::MAX).saturating_abs();
            (largest.max(thousandths), places.max(number.places()))
        });
        let most = match arithmetic {
            Arithmetic::Exact => MOST_UNITS,
            Arithmetic::Canvas => MOST_UNITS_OF_DOUBLES,
        };
        let fits = |places: &u32| i128::from(largest) * 10i128.pow(*places) <= i128::from(most) * 1000;
        let wanted = places.clamp(USUAL_PLACES, MOST_PLACES);
        Self { places: (0..=wanted).rev().find(fits).unwrap_or(0) }
    }

    /// How many make one point.
    pub(crate) fn per_point(self) -> i64 {
        10i64.pow(self.places)
    }

    /// A number in this unit, rounded half away from zero; one beyond 64 bits stands at their end.
    pub(crate) fn count(self, number: Decimal) -> i64 {
        number.units(self.places).unwrap_or(if number.is_positive() { i64::MAX } else { i64::MIN })
    }

    /// A quotient in this unit; 0 where nothing is divided by nothing.
    pub(crate) fn count_quotient(self, above: Decimal, below: Decimal) -> i64 {
        let same_sign = above.is_positive() == below.is_positive();
        let beyond = if below.is_zero() {
            0
        } else if same_sign {
            i64::MAX
        } else {
            i64::MIN
        };
        above.over(below, self.places).unwrap_or(beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::decimal::Number;

    fn decimal(json: &str) -> Decimal {
        Number::read(json).unwrap().decimal
    }

    fn places(numbers: &[&str], arithmetic: Arithmetic) -> u32 {
        Unit::of(numbers.iter().map(|json| decimal(json)), arithmetic).places
    }

    #[test]
    fn the_unit_is_as_fine_as_the_numbers_need_and_as_coarse_as_they_must() {
        for (numbers, expected) in [
            (vec![], (12, 12)),
            (vec!["3", "0.25"], (12, 12)),
            (vec!["3", "0.33333333333333"], (14, 14)),
            (vec!["3", "0.33333333333333333333"], (17, 15)),
            (vec!["100", "0.3333333333333333"], (16, 13)),
            (vec!["-1234", "0.33333333333333333333"], (15, 12)),
            (vec!["1234567890"], (9, 6)),
            (vec!["999999999999999"], (3, 0)),
        ] {
            let found = (places(&numbers, Arithmetic::Exact), places(&numbers, Arithmetic::Canvas));
            assert_eq!(found, expected, "{numbers:?}");
        }
    }

    #[test]
    fn a_quotient_by_nothing_is_nothing_and_one_beyond_the_numbers_stands_at_their_end() {
        let unit = Unit { places: 12 };
        let quotient = |a: &str, b: &str| unit.count_quotient(decimal(a), decimal(b));
        assert_eq!(quotient("3", "4"), 750_000_000_000);
        assert_eq!((quotient("3", "0"), quotient("0", "5")), (0, 0));
        assert_eq!((quotient("3", "1e-30"), quotient("3", "-1e-30")), (i64::MAX, i64::MIN));
        assert_eq!((unit.count(decimal("1e9")), unit.count(decimal("-1e9"))), (i64::MAX, i64::MIN));
        assert_eq!(unit.per_point(), 1_000_000_000_000);
    }
}
