//! The laws that hold for every method, each tried with every method in both arithmetics.

use super::testing::{any_excluded, any_method, any_records, on_level, preset};
use super::{Arithmetic, Method};
use crate::calendar::Day;
use crate::explain::{check, explain};
use crate::level::{Level, Policy, level};
use crate::result::{Mark, Record};
use crate::select::{Selection, SetAside, select};
use proptest::prelude::*;

fn any_policy() -> impl Strategy<Value = Policy> {
    let arithmetic = prop::sample::select(vec![Arithmetic::Exact, Arithmetic::Canvas]);
    (any_method(), arithmetic).prop_map(|(method, arithmetic)| Policy { method, arithmetic })
}

fn selected(records: &[Record<'_>]) -> Selection {
    select(records, &SetAside::default(), &preset())
}

fn level_of(records: &[Record<'_>], policy: &Policy) -> Level {
    level(&selected(records).counted, policy, &preset())
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn what_does_not_count_moves_no_level_wherever_it_stands(
        records in any_records(8), excluded in any_excluded(100), moved in any_excluded(100), policy in any_policy(),
    ) {
        let without = level_of(&records, &policy);
        for extra in [excluded, moved] {
            let mut with = records.clone();
            with.push(extra);
            prop_assert_eq!(level_of(&with, &policy), without);
        }
    }

    #[test]
    fn the_order_of_recording_does_not_matter(
        records in any_records(10), turn in 0usize..10, policy in any_policy(),
    ) {
        let mut turned = records.clone();
        turned.rotate_left(turn.min(records.len()));
        turned.reverse();
        prop_assert_eq!(level_of(&turned, &policy), level_of(&records, &policy));
    }

    #[test]
    fn a_result_that_arrives_late_gives_the_same_as_one_in_time(
        records in any_records(10), late in 0usize..10, policy in any_policy(),
    ) {
        let in_time = level_of(&records, &policy);
        let mut arrived = records;
        if late < arrived.len() {
            let record = arrived.remove(late);
            level_of(&arrived, &policy);
            arrived.push(record);
        }
        prop_assert_eq!(level_of(&arrived, &policy), in_time);
    }

    #[test]
    fn a_level_lies_within_its_scale(records in any_records(10), policy in any_policy()) {
        let ladder = preset();
        if let Level::Shown { value, position } = level_of(&records, &policy) {
            let points = value.points(&ladder);
            prop_assert!((1.0..=4.0).contains(&points));
            prop_assert_eq!(position, Some(points as usize - 1));
        }
    }

    #[test]
    fn the_highest_never_falls_when_a_result_is_added(
        records in any_records(8), level in 1usize..=4, day in 0i32..30,
    ) {
        let policy = Policy::of(Method::Highest);
        let before = level_of(&records, &policy).position();
        let mut more = records;
        more.push(on_level(100, level, 1, day));
        prop_assert!(level_of(&more, &policy).position() >= before);
    }

    #[test]
    fn the_order_of_the_work_matters_to_what_looks_at_it(first in 1usize..=4, second in 1usize..=4) {
        let policy = Policy::of(Method::MostRecent);
        let records = [on_level(1, first, 1, 0), on_level(2, second, 1, 1)];
        let turned = [on_level(1, first, 1, 1), on_level(2, second, 1, 0)];
        prop_assert_eq!(level_of(&records, &policy).position(), Some(second - 1));
        prop_assert_eq!(level_of(&turned, &policy).position(), Some(first - 1));
    }

    #[test]
    fn an_explanation_reproduces_its_level_and_names_each_result_once(
        records in any_records(9), excluded in any_excluded(100), policy in any_policy(),
    ) {
        let mut all = records.clone();
        all.push(excluded);
        let ladder = preset();
        let selection = selected(&all);
        let explanation = explain(&selection, &policy, &ladder, Day(30));
        prop_assert_eq!(check(&explanation), Ok(()));
        prop_assert_eq!(explanation.level, level(&selection.counted, &policy, &ladder));
        prop_assert_eq!(explanation.counted.len(), records.len());
        prop_assert_eq!(explanation.excluded.len(), 1);
    }

    #[test]
    fn what_would_change_a_level_does_and_one_less_would_not(records in any_records(8), policy in any_policy()) {
        let ladder = preset();
        let today = Day(30);
        let explanation = explain(&selected(&records), &policy, &ladder, today);
        let Some(change) = explanation.change else { return Ok(()) };
        prop_assert!(explanation.level.position() < Some(change.level));
        let with = |more: u32, last: Day| {
            let mut all = records.clone();
            for n in 0..more {
                let day = if n + 1 == more { last } else { today };
                // Kinds of work that no result has yet.
                all.push(on_level(100 + n as usize, change.at + 1, 100 + n as u8, day.0));
            }
            level_of(&all, &policy).position()
        };
        let last = change.from.unwrap_or(today);
        prop_assert!(with(change.more, last) >= Some(change.level));
        if change.more > 1 {
            prop_assert!(with(change.more - 1, Day(400)) < Some(change.level));
        }
        if let Some(from) = change.from {
            prop_assert!(with(change.more, from.plus(-1)) < Some(change.level));
        }
    }
}

#[test]
fn thousands_of_results_are_nothing_special() {
    let records: Vec<_> =
        (0..3000).map(|n| on_level(n, 1 + n * 7 % 4, (n % 5) as u8, (n / 3) as i32)).collect();
    for method in super::testing::every_method() {
        for arithmetic in [Arithmetic::Exact, Arithmetic::Canvas] {
            let policy = Policy { method, arithmetic };
            assert!(level_of(&records, &policy).value().is_some(), "{method:?}");
        }
    }
}

#[test]
fn one_result_is_its_own_level_wherever_one_is_enough() {
    for method in super::testing::every_method() {
        let position = level_of(&[on_level(1, 2, 1, 0)], &Policy::of(method)).position();
        let expected = if matches!(method, Method::TimesMastery(_)) { None } else { Some(1) };
        assert_eq!(position, expected, "{method:?}");
    }
}

#[test]
fn a_scale_of_one_level_and_one_of_a_hundred_work() {
    for levels in [1usize, 100] {
        let ladder =
            crate::ladder::Ladder::new((1..=levels as i64).map(|n| n * 1000).collect(), 1000, 1000).unwrap();
        for method in super::testing::every_method() {
            let records: Vec<_> = (0..6)
                .map(|n| super::testing::at_bat(n, Mark::Level(levels - 1), n as u8 + 1, n as i32 * 10))
                .collect();
            let selection = select(&records, &SetAside::default(), &ladder);
            let explanation = explain(&selection, &Policy::of(method), &ladder, Day(0));
            assert_eq!((check(&explanation), explanation.change), (Ok(()), None), "{method:?}");
        }
    }
}
