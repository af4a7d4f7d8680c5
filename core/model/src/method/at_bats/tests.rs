use super::*;
use crate::level::{Policy, level};
use crate::method::testing::{any_records, counted, on_level, preset};
use crate::method::{AtBats, Method};
use crate::result::Record;
use proptest::prelude::*;

fn level_of(records: &[Record<'_>]) -> Option<usize> {
    let ladder = preset();
    level(&counted(records, &ladder), &Policy::default(), &ladder).position()
}

fn rule(chances: u32, successes: u32, contexts: u32, span_days: u32, misses_to_reopen: u32) -> AtBats {
    AtBats::try_from(AtBatsParts { chances, successes, contexts, span_days, misses_to_reopen }).unwrap()
}

fn level_by(rule: AtBats, records: &[Record<'_>]) -> Option<usize> {
    let ladder = preset();
    level(&counted(records, &ladder), &Policy::of(Method::AtBats(rule)), &ladder).position()
}

#[test]
fn two_of_three_in_two_kinds_of_work_a_week_apart_show_mastery() {
    assert_eq!(level_of(&[on_level(1, 3, 1, 0), on_level(2, 2, 2, 3), on_level(3, 3, 2, 7)]), Some(2));
}

#[test]
fn chances_are_a_test_of_their_own() {
    assert_eq!(level_of(&[on_level(1, 4, 1, 0)]), Some(1));
    let apart = [on_level(1, 3, 1, 0), on_level(2, 1, 1, 1), on_level(3, 3, 2, 8)];
    assert_eq!(level_of(&apart), Some(2));
    let between = [
        on_level(1, 3, 1, 0),
        on_level(2, 1, 1, 1),
        on_level(3, 3, 1, 2),
        on_level(4, 1, 1, 3),
        on_level(5, 3, 2, 8),
    ];
    assert_eq!((level_of(&between), level_by(rule(4, 2, 2, 7, 2), &between)), (Some(1), Some(2)));
}

#[test]
fn a_success_that_too_many_misses_have_pushed_out_counts_no_more() {
    let levels = |levels: &[usize]| {
        let records: Vec<_> = levels.iter().enumerate().map(|(n, l)| on_level(n, *l, 1, n as i32)).collect();
        level_by(rule(3, 2, 0, 0, 0), &records)
    };
    assert_eq!(levels(&[3, 1, 3]), Some(2));
    assert_eq!(levels(&[3, 1, 1, 3]), Some(0));
    assert_eq!(levels(&[3, 1, 1, 3, 3]), Some(2));
}

#[test]
fn a_stretch_goes_on_past_what_shows_the_level_as_far_as_misses_allow() {
    let ladder = preset();
    let levels = [3, 1, 3, 1, 3, 1, 3];
    let records: Vec<_> = levels.iter().enumerate().map(|(n, l)| on_level(n, *l, 1, n as i32)).collect();
    assert_eq!(stretch(&counted(&records, &ladder), 2, &rule(4, 2, 0, 0, 0), &ladder), Some(0..5));
}

#[test]
fn kinds_of_work_are_a_test_of_their_own() {
    assert_eq!(level_of(&[on_level(1, 3, 1, 0), on_level(2, 3, 1, 9)]), Some(1));
    assert_eq!(level_of(&[on_level(1, 3, 1, 0), on_level(2, 3, 0, 9)]), Some(1));
}

#[test]
fn a_kind_of_work_counts_as_long_as_one_of_its_results_is_in_the_stretch() {
    let once = [
        on_level(1, 3, 2, 0),
        on_level(2, 3, 1, 1),
        on_level(3, 1, 1, 2),
        on_level(4, 3, 1, 3),
        on_level(5, 1, 1, 4),
        on_level(6, 3, 1, 20),
    ];
    assert_eq!(level_of(&once), Some(1));
    let twice = [
        on_level(1, 3, 2, 0),
        on_level(2, 1, 1, 1),
        on_level(3, 3, 2, 2),
        on_level(4, 3, 1, 3),
        on_level(5, 1, 1, 4),
        on_level(6, 3, 1, 20),
    ];
    assert_eq!(level_of(&twice), Some(2));
}

#[test]
fn time_is_a_test_of_its_own() {
    assert_eq!(level_of(&[on_level(1, 3, 1, 0), on_level(2, 3, 2, 6)]), Some(1));
}

#[test]
fn an_at_bat_without_a_time_adds_a_success_and_a_kind_of_work_and_no_days() {
    let mut undated = on_level(1, 3, 1, 0);
    (undated.work_day, undated.work_at_ms) = (None, None);
    assert_eq!(level_of(&[undated.clone(), on_level(2, 3, 2, 9)]), Some(1));
    assert_eq!(level_of(&[undated.clone(), on_level(2, 3, 2, 2), on_level(3, 3, 2, 9)]), Some(2));
    assert_eq!(level_by(rule(3, 2, 2, 0, 2), &[undated, on_level(2, 3, 2, 9)]), Some(2));
}

#[test]
fn days_are_counted_from_the_first_that_reaches_the_level() {
    let early_miss = [on_level(1, 1, 1, 0), on_level(2, 3, 1, 5), on_level(3, 3, 2, 9)];
    assert_eq!(level_of(&early_miss), Some(1));
    let left_behind = [
        on_level(1, 3, 1, 0),
        on_level(2, 1, 1, 4),
        on_level(3, 3, 1, 5),
        on_level(4, 1, 1, 6),
        on_level(5, 3, 2, 9),
    ];
    assert_eq!(level_of(&left_behind), Some(1));
}

#[test]
fn more_successes_never_push_an_earlier_one_out() {
    let many: Vec<_> = (0..5).map(|n| on_level(n, 3, 1 + u8::from(n == 0), n as i32 * 8)).collect();
    assert_eq!(level_of(&many), Some(2));
}

#[test]
fn one_miss_is_shown_and_two_in_a_row_reopen() {
    let mut results = vec![on_level(1, 3, 1, 0), on_level(2, 3, 2, 8), on_level(3, 1, 1, 9)];
    assert_eq!(level_of(&results), Some(2));
    results.push(on_level(4, 1, 1, 10));
    assert_eq!(level_of(&results), Some(0));
    assert_eq!(level_by(rule(3, 2, 2, 7, 0), &results), Some(2));
    assert_eq!(level_by(rule(3, 2, 2, 7, 3), &results), Some(2));
    results.extend([on_level(5, 3, 1, 11), on_level(6, 3, 2, 18)]);
    assert_eq!(level_of(&results), Some(2));
}

#[test]
fn misses_apart_do_not_reopen() {
    let results = [on_level(1, 3, 1, 0), on_level(2, 1, 1, 1), on_level(3, 3, 2, 8), on_level(4, 1, 1, 9)];
    assert_eq!(level_of(&results), Some(2));
}

#[test]
fn below_mastery_a_level_shows_as_soon_as_it_is_reached() {
    assert_eq!(level_of(&[on_level(1, 2, 0, 0)]), Some(1));
    assert_eq!(level_of(&[on_level(1, 2, 1, 0), on_level(2, 1, 1, 0)]), Some(0));
    assert_eq!(level_of(&[on_level(1, 2, 1, 0), on_level(2, 2, 1, 0)]), Some(1));
}

#[test]
fn a_stretch_goes_on_as_long_as_its_misses_allow() {
    let ladder = preset();
    let levels = [3, 3, 1, 3, 1, 3];
    let records: Vec<_> =
        levels.iter().enumerate().map(|(n, l)| on_level(n, *l, 1 + n as u8 % 2, n as i32 * 8)).collect();
    let counted = counted(&records, &ladder);
    assert_eq!(stretch(&counted, 2, &AtBats::default(), &ladder), Some(0..4));
    assert_eq!(stretch(&counted, 2, &rule(4, 2, 2, 7, 2), &ladder), Some(0..6));
    assert_eq!(stretch(&counted, 2, &rule(3, 3, 3, 7, 2), &ladder), None);
    assert_eq!(stretch(&counted, 2, &rule(2, 2, 2, 7, 2), &ladder), Some(0..2));
}

#[test]
fn results_below_every_level_show_none() {
    let ladder = Ladder::new(vec![1000, 2000], 2000, 1000).unwrap();
    let below = crate::method::testing::scores(&[0.5, 0.9], &ladder);
    assert_eq!(super::level(&below, &AtBats::default(), &ladder), None);
}

#[test]
fn a_rule_of_no_successes_or_too_many_is_refused() {
    let rule = |chances, successes, contexts| {
        AtBats::try_from(AtBatsParts { chances, successes, contexts, span_days: 0, misses_to_reopen: 0 })
    };
    assert_eq!(rule(3, 0, 0), Err(BadAtBats { chances: 3 }));
    assert_eq!(rule(2, 3, 0), Err(BadAtBats { chances: 2 }));
    assert_eq!(rule(2, 2, 3), Err(BadAtBats { chances: 2 }));
    assert!(rule(1, 1, 0).is_ok() && rule(2, 2, 2).is_ok());
    assert_eq!(
        BadAtBats { chances: 2 }.to_string(),
        "an at-bats rule needs 1 to 2 successes and at most 2 kinds of work"
    );
}

/// The six settings that the rule's law was first checked on.
fn settings() -> impl Strategy<Value = AtBats> {
    prop::sample::select(vec![
        AtBats::default(),
        rule(1, 1, 0, 0, 0),
        rule(3, 3, 3, 14, 1),
        rule(5, 2, 1, 0, 3),
        rule(4, 3, 2, 10, 2),
        rule(2, 1, 2, 3, 0),
    ])
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn a_result_at_or_above_the_present_level_never_lowers_it(
        records in any_records(10), context in 0u8..=3, day in 0i32..30, above in 0usize..=3, at in 0usize..12,
        rule in settings(),
    ) {
        let before = level_by(rule, &records);
        let level = (before.unwrap_or(0) + 1 + above).min(4);
        let mut more = records;
        // Ids decide between results of one moment: let the new one come before, between and after.
        more.iter_mut().enumerate().for_each(|(n, r)| r.id = crate::method::testing::id(2 * n + 1));
        more.push(on_level(2 * at, level, context, day));
        prop_assert!(level_by(rule, &more) >= before);
    }

    #[test]
    fn raising_a_result_never_lowers_the_level(
        records in any_records(10), at in 0usize..10, rule in settings(),
    ) {
        let before = level_by(rule, &records);
        let mut raised = records;
        if let Some(crate::result::Mark::Level(level)) = raised.get_mut(at).map(|r| &mut r.mark) {
            *level = (*level + 1).min(3);
        }
        prop_assert!(level_by(rule, &raised) >= before);
    }
}
