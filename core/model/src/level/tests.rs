use super::class::{Stat, figure};
use super::*;
use crate::fraction::Fraction;
use crate::method::testing::{counted, on_level, preset, scores, zero_to_five};
use crate::method::{MasteryTimes, Value};

fn exact(numerator: i128, denominator: i128) -> Option<Value> {
    Fraction::ratio(numerator, denominator).map(Value::Exact)
}

fn shown(policy: &Policy, points: &[f64]) -> Level {
    let ladder = zero_to_five();
    level(&scores(points, &ladder), policy, &ladder)
}

fn canvas(method: Method) -> Policy {
    Policy { method, arithmetic: Arithmetic::Canvas }
}

#[test]
fn nothing_counted_is_no_level_and_too_little_is_another_thing() {
    let policy = Policy::of(Method::TimesMastery(MasteryTimes::default()));
    assert_eq!((shown(&policy, &[]), shown(&policy, &[5.0])), (Level::NoEvidence, Level::NotEnough));
    assert_eq!((Level::NotEnough.position(), Level::NoEvidence.value()), (None, None));
}

#[test]
fn a_level_between_two_stands_on_the_lower() {
    let level = shown(&Policy::of(Method::Mean), &[2.0, 3.0]);
    assert_eq!((level.position(), level.value()), (Some(2), exact(2500, 1)));
    assert!(!level.is_mastery(&zero_to_five()));
    assert!(shown(&Policy::of(Method::Mean), &[3.0]).is_mastery(&zero_to_five()));
    assert_eq!(shown(&Policy::of(Method::Mean), &[-1.0]).position(), None);
}

#[test]
fn at_bats_give_the_points_of_the_level_that_they_show() {
    let ladder = preset();
    let results = counted(&[on_level(1, 3, 1, 0), on_level(2, 4, 2, 7)], &ladder);
    let at = |policy: Policy| level(&results, &policy, &ladder).value();
    assert_eq!(at(Policy::default()), exact(3000, 1));
    assert_eq!(at(canvas(Method::default())), Some(Value::Double(3.0)));
}

#[test]
fn a_class_is_figured_from_those_who_have_a_level() {
    let mean = Policy::of(Method::Mean);
    let levels = [shown(&mean, &[2.0, 3.0]), Level::NoEvidence, shown(&mean, &[4.0]), shown(&mean, &[1.0])];
    assert_eq!(figure(&levels, Stat::Mean), exact(2500, 1));
    assert_eq!(figure(&levels, Stat::Median), exact(2500, 1));
    assert_eq!(figure(&levels[..3], Stat::Median), exact(3250, 1));
    assert_eq!((figure(&[Level::NotEnough], Stat::Mean), figure(&[], Stat::Median)), (None, None));
}

#[test]
fn thirds_of_a_class_add_up() {
    let mean = Policy::of(Method::Mean);
    let levels = [[2.0, 2.0, 3.0], [3.0, 3.0, 4.0], [3.0, 3.0, 4.0]].map(|points| shown(&mean, &points));
    assert_eq!(figure(&levels, Stat::Mean), exact(3000, 1));
}

#[test]
fn denominators_without_a_common_measure_still_give_a_mean() {
    let levels: Vec<Level> = (1..=120i128)
        .filter_map(|n| Fraction::ratio(1000 * n + 1, n))
        .map(|figure| Level::Shown { value: Value::Exact(figure), position: None })
        .collect();
    let mean = figure(&levels, Stat::Mean).map(|value| value.points(&zero_to_five()));
    let expected: f64 = (1..=120).map(|n| 1.0 + 1.0 / (1000.0 * f64::from(n))).sum::<f64>() / 120.0;
    assert!((mean.unwrap() - expected).abs() < 1e-12);
}

/// Canvas rounds a class's mean to hundredths, and its median not.
#[test]
fn a_class_in_canvass_arithmetic_rounds_the_mean_alone() {
    let latest = canvas(Method::MostRecent);
    let levels = [1.0, 2.0, 2.01].map(|points| shown(&latest, &[points]));
    assert_eq!(figure(&levels, Stat::Mean), Some(Value::Double(1.67)));
    assert_eq!(figure(&levels[1..], Stat::Median), Some(Value::Double(2.005)));
}
