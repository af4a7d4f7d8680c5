//! Numbers as they are written. A gradebook's 0.1 is a tenth, not the double beside it; both are kept, because our
//! arithmetic reads the one and Canvas's the other.

/// How many digits of a number are kept, so that the product of two fits in 128 bits. Doubles need 17.
const MOST_DIGITS: u32 = 19;

/// Numbers with more digits before the point are refused: what is left after it would be too coarse.
pub(crate) const MOST_WHOLE_DIGITS: u32 = 15;

/// Beyond this an exponent says nothing that a gradebook could mean.
const MOST_EXPONENT: i64 = 1_000_000;

/// A decimal number, exactly: `digits × 10^exponent`. Zero has the exponent 0; no other number's last digit is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Decimal {
    digits: i128,
    exponent: i64,
}

/// A number, once as it is written and once as the double that other programs make of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Number {
    pub(crate) decimal: Decimal,
    pub(crate) double: f64,
}

impl Number {
    /// The number that stands in a JSON text; `None` where it is too large.
    pub(crate) fn read(json: &str) -> Option<Self> {
        Self::of(Decimal::read(json), json.parse().ok()?)
    }

    /// A number, unless more digits stand before its point than can be counted. There is one zero only.
    fn of(decimal: Decimal, double: f64) -> Option<Self> {
        let countable = decimal.whole_digits() <= MOST_WHOLE_DIGITS && double.is_finite();
        countable.then_some(Self { decimal, double: double + 0.0 })
    }

    /// A small whole number.
    pub(crate) fn whole(n: i32) -> Self {
        Self { decimal: Decimal::new(n.into(), 0), double: n.into() }
    }

    /// The product, unless it is too large.
    pub(crate) fn times(self, other: Self) -> Option<Self> {
        Self::of(self.decimal.times(other.decimal), self.double * other.double)
    }
}

impl Decimal {
    fn new(mut digits: i128, mut exponent: i64) -> Self {
        if digits == 0 {
            return Self { digits, exponent: 0 };
        }
        while digits % 10 == 0 {
            digits /= 10;
            exponent += 1;
        }
        Self { digits, exponent }
    }

    /// The number of a JSON text, cut after its 19th digit.
    fn read(json: &str) -> Self {
        let (mantissa, exponent) = json.split_once(['e', 'E']).unwrap_or((json, "0"));
        let negative = exponent.starts_with('-');
        let mut shift = exponent
            .parse::<i64>()
            .unwrap_or(if negative { -MOST_EXPONENT } else { MOST_EXPONENT })
            .clamp(-MOST_EXPONENT, MOST_EXPONENT);
        let (mut digits, mut kept, mut fraction) = (0i128, 0, false);
        for sign in mantissa.bytes() {
            match sign {
                b'.' => fraction = true,
                b'0'..=b'9' if kept < MOST_DIGITS => {
                    digits = digits * 10 + i128::from(sign - b'0');
                    kept += u32::from(digits != 0);
                    shift -= i64::from(fraction);
                }
                b'0'..=b'9' => shift += i64::from(!fraction),
                _ => {}
            }
        }
        Self::new(if mantissa.starts_with('-') { -digits } else { digits }, shift)
    }

    /// So many thousandths.
    pub(crate) fn thousandths(count: i64) -> Self {
        Self::new(count.into(), -3)
    }

    pub(crate) fn is_positive(self) -> bool {
        self.digits > 0
    }

    pub(crate) fn is_zero(self) -> bool {
        self.digits == 0
    }

    /// The exact product of two numbers as read; that of products saturates.
    pub(crate) fn times(self, other: Self) -> Self {
        Self::new(self.digits.saturating_mul(other.digits), self.exponent.saturating_add(other.exponent))
    }

    /// How many digits stand after the point.
    pub(crate) fn places(self) -> u32 {
        u32::try_from(self.exponent.saturating_neg()).unwrap_or(0)
    }

    /// How many digits stand before the point: the number is below ten to this power, and for numbers of at
    /// least 1, to no lower one.
    pub(crate) fn whole_digits(self) -> u32 {
        let digits =
            self.digits.checked_abs().and_then(i128::checked_ilog10).map_or(0, |log| i64::from(log) + 1);
        u32::try_from(digits.saturating_add(self.exponent)).unwrap_or(0)
    }

    /// The number in units of which 10^`places` make one, rounded half away from zero. `None` beyond 64 bits.
    pub(crate) fn units(self, places: u32) -> Option<i64> {
        self.over(Self { digits: 1, exponent: 0 }, places)
    }

    /// This number divided by another, in units of which 10^`places` make one, rounded half away from zero.
    /// `None` beyond 64 bits, and by zero.
    pub(crate) fn over(self, other: Self, places: u32) -> Option<i64> {
        let shift = self.exponent.saturating_sub(other.exponent).saturating_add(i64::from(places));
        let (mut above, mut below) = (self.digits, other.digits);
        if above == 0 || below == 0 {
            return (below != 0).then_some(0);
        }
        match (u32::try_from(shift), u32::try_from(shift.saturating_neg())) {
            (Ok(up), _) => above = above.checked_mul(10i128.checked_pow(up)?)?,
            // What is divided by more than there is rounds to nothing.
            (_, Ok(down)) => match 10i128.checked_pow(down).and_then(|power| below.checked_mul(power)) {
                Some(power) => below = power,
                None => return Some(0),
            },
            _ => return Some(0),
        }
        i64::try_from(half_away(above, below)).ok()
    }

    /// The whole number that this is, if it is one of 64 bits.
    pub(crate) fn whole(self) -> Option<i64> {
        if self.exponent >= 0 { self.units(0) } else { None }
    }

    /// The greatest whole number that is not above this, if it has 64 bits.
    pub(crate) fn floor(self) -> Option<i64> {
        match u32::try_from(self.exponent.saturating_neg()) {
            Ok(down) => {
                let power = 10i128.checked_pow(down).unwrap_or(i128::MAX);
                i64::try_from(self.digits.div_euclid(power)).ok()
            }
            Err(_) => self.whole(),
        }
    }
}

/// A quotient, rounded half away from zero.
fn half_away(above: i128, below: i128) -> i128 {
    let (quotient, rest) = (above / below, above % below);
    let up = rest.unsigned_abs() >= below.unsigned_abs() - rest.unsigned_abs();
    quotient + if up { above.signum() * below.signum() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn units(json: &str, places: u32) -> Option<i64> {
        Decimal::read(json).units(places)
    }

    #[test]
    fn a_number_is_read_as_it_is_written() {
        for (json, places, expected) in [
            ("0", 3, Some(0)),
            ("-0.0", 3, Some(0)),
            ("0.1", 12, Some(100_000_000_000)),
            ("2.0005", 3, Some(2001)),
            ("-2.0005", 3, Some(-2001)),
            ("2.00049999", 3, Some(2000)),
            ("125e-2", 2, Some(125)),
            ("1.5E+1", 0, Some(15)),
            ("1e3", 0, Some(1000)),
            ("0.00000000000000000000000000000000000000000004e44", 0, Some(4)),
            ("123456789012345678901234567890e-20", 3, Some(1_234_567_890_123)),
            ("0.1234567890123456789012345678901234567890123456789", 17, Some(12_345_678_901_234_568)),
            ("1e-400", 17, Some(0)),
            ("1e-99999999999999999999", 17, Some(0)),
            ("9223372036854775807", 0, Some(i64::MAX)),
            ("9223372036854775808", 0, None),
            ("1e99999999999999999999", 0, None),
        ] {
            assert_eq!(units(json, places), expected, "{json}");
        }
    }

    #[test]
    fn digits_after_the_nineteenth_are_cut() {
        assert_eq!(Decimal::read("-12345678901234567899"), Decimal::read("-1234567890123456789e1"));
        assert_eq!(Decimal::thousandths(1500), Decimal::read("1.5"));
    }

    #[test]
    fn a_number_that_is_too_large_is_none_and_one_below_all_doubles_is_its_digits() {
        let large = ["1e400", "1e15", "-1e15", "999999999999999.9"].map(|json| Number::read(json).is_some());
        assert_eq!(large, [false, false, false, true]);
        let thousand = Number::read("1000").unwrap();
        assert_eq!(
            thousand.times(Number::read("999999999999").unwrap()).map(|n| n.double),
            Some(999_999_999_999_000.0)
        );
        assert_eq!(thousand.times(Number::read("1e12").unwrap()), None);
        let tiny = Number::read("1e-400").unwrap();
        assert_eq!((tiny.double, tiny.decimal.is_zero()), (0.0, false));
        assert!(Number::read("-0.0").unwrap().double.is_sign_positive());
    }

    #[test]
    fn digits_before_and_after_the_point_are_counted() {
        let counted = |json: &str| (Decimal::read(json).whole_digits(), Decimal::read(json).places());
        assert_eq!(
            ["0", "7", "10", "99.95", "0.05", "-120", "1e5"].map(counted),
            [(0, 0), (1, 0), (2, 0), (2, 2), (0, 2), (3, 0), (6, 0)]
        );
    }

    #[test]
    fn whole_numbers_are_told_from_fractions_and_fractions_have_a_floor() {
        let both = |json: &str| (Decimal::read(json).whole(), Decimal::read(json).floor());
        assert_eq!(
            ["5.0", "4.5", "-4.5", "-0.1", "1e2", "1e30"].map(both),
            [
                (Some(5), Some(5)),
                (None, Some(4)),
                (None, Some(-5)),
                (None, Some(-1)),
                (Some(100), Some(100)),
                (None, None)
            ]
        );
    }

    #[test]
    fn quotients_are_rounded_half_away_from_zero_and_nothing_is_divided_by_nothing() {
        let over = |a: &str, b: &str| Decimal::read(a).over(Decimal::read(b), 3);
        assert_eq!(over("1", "3"), Some(333));
        assert_eq!(over("2", "-3"), Some(-667));
        assert_eq!(over("0.0005", "1"), Some(1));
        assert_eq!((over("1", "0"), over("0", "0"), over("0", "7")), (None, None, Some(0)));
    }

    #[test]
    fn the_product_of_two_numbers_is_exact() {
        let product = Decimal::read("0.3333333333333333").times(Decimal::read("4.5"));
        assert_eq!(product, Decimal::read("1.49999999999999985"));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn a_printed_double_is_read_as_the_digits_that_stand_there(double in -9e5f64..9e5) {
            let number = Number::read(&double.to_string()).unwrap();
            prop_assert_eq!(number.double, double);
            let units = number.decimal.units(12).unwrap();
            prop_assert!((units as f64 / 1e12 - double).abs() <= double.abs() * f64::EPSILON + 5e-13);
        }

        #[test]
        fn shifting_the_point_changes_nothing_but_the_unit(n in -1_000_000_000i64..1_000_000_000, places in 0u32..9) {
            let json = format!("{n}e-{places}");
            prop_assert_eq!(units(&json, places), Some(n));
            let printed = format!("{:.*}", places as usize, n as f64 / 10f64.powi(places as i32));
            prop_assert_eq!(units(&printed, places), Some(n));
        }
    }
}
