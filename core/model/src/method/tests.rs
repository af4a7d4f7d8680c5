use super::testing::{any_method, any_records, counted, every_method, preset, scores, zero_to_five};
use super::{
    Arithmetic, Count, DecayRate, LatestWeight, MasteryTimes, Method, Value, round_to_hundredths, value,
};
use crate::fraction::Fraction;
use crate::ladder::Ladder;
use proptest::prelude::*;

fn exact(points: &[f64], method: Method) -> Option<Fraction> {
    let ladder = zero_to_five();
    value(&scores(points, &ladder), method, Arithmetic::Exact, &ladder).and_then(Value::exact)
}

fn canvas(points: &[f64], method: Method) -> Option<f64> {
    let ladder = zero_to_five();
    value(&scores(points, &ladder), method, Arithmetic::Canvas, &ladder).and_then(Value::double)
}

fn ratio(numerator: i128, denominator: i128) -> Option<Fraction> {
    Fraction::ratio(numerator, denominator)
}

fn times(n: i64) -> Method {
    Method::TimesMastery(MasteryTimes::try_from(n).unwrap())
}

fn weighted(n: i64) -> Method {
    Method::LatestAndEarlier(LatestWeight::try_from(n).unwrap())
}

fn decay(n: i64) -> Method {
    Method::RecursiveDecay(DecayRate::try_from(n).unwrap())
}

fn recent(n: i64) -> Method {
    Method::MeanOfRecent(Count::try_from(n).unwrap())
}

fn top(n: i64) -> Method {
    Method::MeanOfTop(Count::try_from(n).unwrap())
}

#[test]
fn the_plain_methods_say_what_their_names_say() {
    let work = [2.0, 4.0, 1.0, 4.0, 3.0];
    assert_eq!(exact(&work, Method::Highest), ratio(4000, 1));
    assert_eq!(exact(&work, Method::MostRecent), ratio(3000, 1));
    assert_eq!(exact(&work, Method::Mean), ratio(14000, 5));
    assert_eq!(exact(&work, Method::Median), ratio(3000, 1));
    assert_eq!(exact(&work[..4], Method::Median), ratio(3000, 1));
    assert_eq!(exact(&[2.0, 3.0], Method::Median), ratio(2500, 1));
    assert_eq!(exact(&work, Method::Mode), ratio(4000, 1));
    assert_eq!(exact(&work, recent(2)), ratio(7000, 2));
    assert_eq!(exact(&work, recent(9)), exact(&work, Method::Mean));
    assert_eq!(exact(&work, top(3)), ratio(11000, 3));
    assert_eq!(exact(&work, top(9)), exact(&work, Method::Mean));
}

#[test]
fn a_worked_example_is_on_the_scale_from_zero_to_five() {
    let highest = |points: &[i64]| super::worked(Method::Highest, points);
    assert_eq!([highest(&[2, 4]), highest(&[5, 6]), highest(&[])], [Some(4.0), Some(6.0), None]);
    let shown =
        |points: &[i64]| super::worked(Method::TimesMastery(MasteryTimes::try_from(1).unwrap()), points);
    assert_eq!([shown(&[2]), shown(&[3])], [None, Some(3.0)]);
    let at_bats =
        super::AtBatsParts { chances: 1, successes: 1, contexts: 0, span_days: 0, misses_to_reopen: 0 };
    let reached = |points| super::worked(Method::AtBats(at_bats.try_into().unwrap()), points);
    assert_eq!([reached(&[4]), reached(&[7])], [Some(4.0), Some(5.0)]);
}

#[test]
fn a_tie_for_the_most_frequent_goes_to_the_most_recent_of_the_tied() {
    assert_eq!(exact(&[3.0, 1.0, 1.0, 3.0, 2.0], Method::Mode), ratio(3000, 1));
    assert_eq!(exact(&[1.0, 3.0, 3.0, 1.0], Method::Mode), ratio(1000, 1));
    assert_eq!(canvas(&[3.0, 1.0, 1.0, 3.0, 2.0], Method::Mode), Some(3.0));
    assert_eq!(canvas(&[1.0, 3.0, 3.0, 1.0], Method::Mode), Some(1.0));
}

#[test]
fn results_in_doubles_agree_with_exact_ones_on_whole_points() {
    let work = [2.0, 4.0, 1.0, 4.0, 3.0];
    for method in every_method() {
        let exact = exact(&work, method).map(|figure| round_to_hundredths(figure.points(1000)));
        assert_eq!(canvas(&work, method), exact, "{method:?}");
    }
}

/// n times mastery as Canvas's specification has it, with mastery at 3.
#[test]
fn fewer_results_at_mastery_than_asked_for_are_no_level() {
    let cases: [(&[f64], i64, Option<f64>); 8] = [
        (&[3.0, 1.0], 3, None),
        (&[3.0, 1.0, 2.0], 3, None),
        (&[4.0, 5.0, 1.0, 3.0, 2.0, 3.0], 3, Some(3.75)),
        (&[1.0, 2.0], 1, None),
        (&[1.0, 2.0, 3.0], 1, Some(3.0)),
        (&[1.0, 2.0, 3.0, 4.0], 1, Some(3.5)),
        (&[3.0, 4.0, 3.0], 3, Some(3.33)),
        (&[3.0, 3.0, 3.0], 4, None),
    ];
    for (points, n, level) in cases {
        assert_eq!(canvas(points, times(n)), level, "{points:?}");
    }
    assert_eq!(exact(&[3.0, 4.0, 3.0], times(3)), ratio(10000, 3));
    assert_eq!(exact(&[3.0, 4.0, 2.0], times(3)), None);
}

/// The figures of Canvas's own specification for its two decaying averages.
#[test]
fn the_decaying_averages_give_canvass_documented_figures() {
    assert_eq!(canvas(&[3.0], weighted(75)), Some(3.0));
    assert_eq!(canvas(&[3.0, 1.0, 5.0, 4.0], weighted(75)), Some(3.75));
    assert_eq!(canvas(&[2.0, 3.0], weighted(65)), Some(2.65));
    assert_eq!(canvas(&[2.123], weighted(65)), Some(2.12));
    assert_eq!(canvas(&[2.0, 3.0, 4.0], weighted(65)), Some(3.48));
    assert_eq!(canvas(&[1.0, 2.0, 3.0, 4.0, 5.0], weighted(65)), Some(4.13));
    assert_eq!(canvas(&[5.0, 4.0], weighted(65)), Some(4.35));
    assert_eq!(canvas(&[3.0, 2.0], weighted(65)), Some(2.35));
    assert_eq!(canvas(&[3.0], decay(65)), Some(3.0));
    assert_eq!(canvas(&[2.0, 3.0, 4.0], decay(65)), Some(3.53));
    assert_eq!(canvas(&[0.0, 1.0, 40.0, 5.0], Method::Mean), Some(11.5));
}

#[test]
fn the_decaying_averages_are_exact_in_our_arithmetic() {
    assert_eq!(exact(&[2.0, 3.0, 4.0], weighted(65)), ratio(3475, 1));
    assert_eq!(exact(&[1.0, 1.0, 2.0, 4.0], weighted(50)), ratio(8000, 3));
    assert_eq!(exact(&[2.0, 3.0, 4.0], decay(65)), ratio(352_750, 100));
    assert_eq!(exact(&[4.0], decay(65)), ratio(4000, 1));
}

#[test]
fn a_trend_takes_three_results_and_stays_within_the_scale() {
    assert_eq!(exact(&[2.0, 3.0], Method::PowerLaw), ratio(5000, 2));
    assert_eq!(exact(&[5.0, 5.0, 5.0], Method::PowerLaw), ratio(5000, 1));
    assert_eq!(exact(&[1.0, 4.0, 5.0, 5.0, 5.0, 5.0], Method::PowerLaw), ratio(5000, 1));
    let ladder = Ladder::new(vec![2000, 4000], 4000, 1000).unwrap();
    let falling = scores(&[4.0, 0.5, 0.5], &ladder);
    let lowest = |arithmetic| value(&falling, Method::PowerLaw, arithmetic, &ladder);
    assert_eq!(lowest(Arithmetic::Exact), Some(Value::Exact(Fraction::whole(2000))));
    assert_eq!(lowest(Arithmetic::Canvas), Some(Value::Double(2.0)));
}

/// By hand: ln 1, ln 2, ln 3 against ln 1, ln 2, ln 3 is the line through the origin with slope 1.
#[test]
fn a_trend_of_one_two_three_reads_three() {
    assert_eq!(exact(&[1.0, 2.0, 3.0], Method::PowerLaw), ratio(3000, 1));
    assert_eq!(canvas(&[1.0, 2.0, 3.0], Method::PowerLaw), Some(3.0));
}

#[test]
fn half_of_the_smallest_step_stands_for_a_score_without_a_logarithm() {
    for arithmetic in [Arithmetic::Exact, Arithmetic::Canvas] {
        let ladder = zero_to_five();
        let level = |points: &[f64]| value(&scores(points, &ladder), Method::PowerLaw, arithmetic, &ladder);
        assert_eq!(level(&[0.0, 2.0, 3.0]), level(&[0.5, 2.0, 3.0]));
        assert_eq!(level(&[-2.0, 2.0, 3.0]), level(&[0.5, 2.0, 3.0]));
        assert_ne!(level(&[0.0, 2.0, 3.0]), level(&[0.6, 2.0, 3.0]));
    }
}

/// Ruby's documented and well-known cases of `Float#round(2)`.
#[test]
fn halves_round_away_from_zero_on_the_decimal_that_is_meant() {
    let cases = [
        (4.125, 4.13),
        (1.005, 1.01),
        (2.675, 2.68),
        (0.285, 0.29),
        (1.115, 1.12),
        (0.0, 0.0),
        (-0.0, 0.0),
        (2.344_999_999, 2.34),
        (1e-5, 0.0),
        (0.005, 0.01),
        (123_456_789.015, 123_456_789.02),
        (1e300, 1e300),
    ];
    for (given, rounded) in cases {
        assert_eq!(round_to_hundredths(given).to_bits(), f64::to_bits(rounded), "{given}");
        assert_eq!(round_to_hundredths(-given), -rounded);
    }
    assert!(round_to_hundredths(f64::NAN).is_nan());
    assert_eq!(round_to_hundredths(f64::INFINITY), f64::INFINITY);
}

#[test]
fn a_sum_in_doubles_keeps_what_plain_addition_loses() {
    assert_eq!(super::canvas::mean([0.1; 10].into_iter()), Some(0.1));
    assert_eq!(super::canvas::mean([1e16, 1.0, -1e16].into_iter()), Some(1.0 / 3.0));
    assert_eq!(super::canvas::mean([1.0, 1e16, -1e16].into_iter()), Some(1.0 / 3.0));
    assert_eq!(super::canvas::mean(std::iter::empty()), None);
}

#[test]
fn a_value_reaches_and_masters_as_its_points_do() {
    let ladder = preset();
    let both = |units: i64| [Value::Exact(Fraction::whole(units)), Value::Double(units as f64 / 1000.0)];
    for value in [2999, 3000, 3999, 500].map(both).into_iter().flatten() {
        let points = value.points(&ladder);
        assert_eq!(value.is_mastery(&ladder), points >= 3.0, "{value:?}");
        let reached = if points < 1.0 { None } else { Some(points as usize - 1) };
        assert_eq!(value.reached(&ladder), reached, "{value:?}");
    }
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    /// The decimal that the double stands for, rounded on its digits.
    #[test]
    fn rounding_decides_on_the_shortest_decimal(thousandths in -5_000_000i64..5_000_000) {
        let given: f64 = format!("{}e-3", thousandths).parse().unwrap();
        let away = (thousandths.abs() + 5) / 10 * thousandths.signum();
        let expected: f64 = format!("{away}e-2").parse().unwrap();
        prop_assert_eq!(round_to_hundredths(given), expected);
    }

    #[test]
    fn doubles_agree_with_exact_figures_to_a_hundredth(records in any_records(12), method in any_method()) {
        let ladder = preset();
        let counted = counted(&records, &ladder);
        let exact = value(&counted, method, Arithmetic::Exact, &ladder);
        let double = value(&counted, method, Arithmetic::Canvas, &ladder);
        prop_assert_eq!(exact.is_some(), double.is_some());
        if let (Some(exact), Some(double)) = (exact, double) {
            prop_assert!((exact.points(&ladder) - double.points(&ladder)).abs() <= 0.006);
        }
    }
}
