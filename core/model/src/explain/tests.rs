use super::*;
use crate::fraction::Fraction;
use crate::method::testing::{counted, every_method, id, on_level, preset, scores, zero_to_five};
use crate::method::{Arithmetic, AtBats, AtBatsParts, Count, DecayRate, LatestWeight, MasteryTimes, Value};
use crate::result::Record;
use crate::select::{Reason, SetAside, select};

fn explained(records: &[Record<'_>], today: i32) -> Explanation {
    let ladder = preset();
    let selection = select(records, &SetAside::default(), &ladder);
    explain(&selection, &Policy::default(), &ladder, Day(today))
}

fn of_points(points: &[f64], method: Method, arithmetic: Arithmetic) -> Explanation {
    let ladder = zero_to_five();
    let selection = Selection { counted: scores(points, &ladder), ..Selection::default() };
    explain(&selection, &Policy { method, arithmetic }, &ladder, Day(100))
}

fn steps(points: &[f64], method: Method) -> Vec<Step> {
    match of_points(points, method, Arithmetic::Exact).reasoning {
        Reasoning::Arithmetic(steps) => steps,
        Reasoning::AtBats(_) => unreachable!("the at-bats rule was not asked"),
    }
}

fn step(operation: Operation, terms: Vec<Term>, numerator: i128, denominator: i128) -> Step {
    Step { operation, terms, gives: Value::Exact(Fraction::ratio(numerator, denominator).unwrap()) }
}

fn at_bats_change(level: usize, more: u32, another_context: bool, from: Option<i32>) -> Option<Change> {
    Some(Change { level, at: level, more, another_context, from: from.map(Day) })
}

#[test]
fn without_work_two_chances_a_week_apart_are_asked_for() {
    let why = explained(&[], 100);
    assert_eq!((why.level, &why.reasoning), (Level::NoEvidence, &Reasoning::AtBats(vec![])));
    assert_eq!(why.change, at_bats_change(2, 2, true, Some(107)));
}

#[test]
fn shown_once_asks_for_one_more_in_another_kind_of_work_from_a_day() {
    let why = explained(&[on_level(1, 4, 1, 96)], 98);
    assert_eq!(why.level.position(), Some(1));
    assert_eq!(why.shown_by().map(|line| line.id).collect::<Vec<_>>(), [id(1)]);
    assert_eq!(why.change, at_bats_change(2, 1, true, Some(103)));
}

#[test]
fn once_the_week_has_passed_no_day_is_named() {
    assert_eq!(explained(&[on_level(1, 3, 1, 0)], 98).change, at_bats_change(2, 1, true, None));
}

#[test]
fn a_rule_that_asks_for_more_than_ten_at_bats_names_no_way_to_it() {
    let rule = |n| AtBatsParts { chances: n, successes: n, contexts: n, span_days: n, misses_to_reopen: n };
    let change = |n| {
        let method = Method::AtBats(AtBats::try_from(rule(n)).unwrap());
        of_points(&[], method, Arithmetic::Exact).change.map(|change| change.more)
    };
    assert_eq!([10, 11, u32::MAX].map(change), [Some(10), None, None]);
}

#[test]
fn a_span_beyond_all_days_is_named_as_the_last_day() {
    let rule = AtBatsParts { span_days: u32::MAX, ..AtBatsParts::from(AtBats::default()) };
    let policy = Policy::of(Method::AtBats(AtBats::try_from(rule).unwrap()));
    let change = explain(&Selection::default(), &policy, &preset(), Day(0)).change;
    assert_eq!(change, None);
    let rule = AtBatsParts { span_days: i32::MAX as u32, ..rule };
    let policy = Policy::of(Method::AtBats(AtBats::try_from(rule).unwrap()));
    let change = explain(&Selection::default(), &policy, &preset(), Day(0)).change;
    assert_eq!(change, at_bats_change(2, 2, true, Some(i32::MAX)));
}

#[test]
fn when_both_kinds_of_work_have_shown_it_another_is_not_asked_for() {
    let why = explained(&[on_level(1, 3, 1, 95), on_level(2, 3, 2, 96)], 97);
    assert_eq!(why.change, at_bats_change(2, 1, false, Some(102)));
}

#[test]
fn at_the_top_nothing_more_is_asked_for() {
    let why = explained(&[on_level(1, 4, 1, 0), on_level(2, 4, 2, 8)], 9);
    assert_eq!((why.level.position(), why.change), (Some(3), None));
}

#[test]
fn above_mastery_the_level_above_is_next() {
    let why = explained(&[on_level(1, 3, 1, 0), on_level(2, 4, 2, 8)], 20);
    assert_eq!((why.level.position(), why.change), (Some(2), at_bats_change(3, 1, true, None)));
}

#[test]
fn each_level_from_the_highest_reached_says_what_it_was_tested_for() {
    let why = explained(&[on_level(1, 3, 1, 0), on_level(2, 1, 2, 2), on_level(3, 3, 1, 5)], 9);
    let Reasoning::AtBats(tests) = &why.reasoning else { unreachable!("the at-bats rule was asked") };
    let need = AtBatsNeed { successes: 2, contexts: 2, span_days: 7 };
    let mastery = LevelTest {
        level: 2,
        reopened_at: 0,
        reaching: vec![0, 2],
        contexts: 1,
        days: 5,
        need,
        shown: false,
    };
    let below = AtBatsNeed { successes: 2, contexts: 0, span_days: 0 };
    assert_eq!(tests, &[mastery.clone(), LevelTest { level: 1, need: below, shown: true, ..mastery }]);
    assert_eq!(why.also_counted().map(|line| line.id).collect::<Vec<_>>(), [id(2)]);
}

use crate::method::at_bats::Need as AtBatsNeed;

#[test]
fn a_reopened_level_says_so_and_names_what_came_nearest() {
    let levels = [3, 3, 1, 1, 3, 1, 3];
    let records: Vec<_> = levels.iter().enumerate().map(|(n, l)| on_level(n, *l, 1, n as i32)).collect();
    let why = explained(&records, 9);
    let Reasoning::AtBats(tests) = &why.reasoning else { unreachable!("the at-bats rule was asked") };
    assert_eq!((tests[0].reopened_at, &tests[0].reaching, tests[0].days), (4, &vec![4, 6], 2));
    let few = explained(&records[..4], 9);
    let Reasoning::AtBats(tests) = &few.reasoning else { unreachable!("the at-bats rule was asked") };
    assert_eq!((tests[0].reopened_at, &tests[0].reaching), (4, &vec![]));
}

#[test]
fn of_several_stretches_the_one_that_lacks_least_is_named() {
    let levels = [(3, 1, 0), (3, 2, 3), (1, 1, 4), (3, 1, 5), (1, 1, 6), (3, 1, 7)];
    let records: Vec<_> = levels.iter().enumerate().map(|(n, (l, c, d))| on_level(n, *l, *c, *d)).collect();
    let why = explained(&records, 9);
    let Reasoning::AtBats(tests) = &why.reasoning else { unreachable!("the at-bats rule was asked") };
    assert_eq!((&tests[0].reaching, tests[0].contexts, tests[0].days), (&vec![0, 1, 3], 2, 5));
}

#[test]
fn each_method_shows_its_arithmetic() {
    let (own, whole, given) = (Term::Own, Term::Whole, Term::Step);
    let work = [2.0, 4.0, 3.0];
    let all = |term: fn(usize) -> Term| vec![term(0), term(1), term(2)];
    assert_eq!(steps(&work, Method::Highest), [step(Operation::Greatest, vec![own(1)], 4000, 1)]);
    assert_eq!(steps(&work, Method::MostRecent), [step(Operation::Latest, vec![whole(2)], 3000, 1)]);
    assert_eq!(steps(&work, Method::Mean), [step(Operation::Mean, all(whole), 3000, 1)]);
    assert_eq!(steps(&work, Method::Median), [step(Operation::Middle, vec![own(2)], 3000, 1)]);
    assert_eq!(steps(&work[..2], Method::Median), [step(Operation::Middle, vec![own(0), own(1)], 3000, 1)]);
    let mode = steps(&[2.0, 3.0, 2.0], Method::Mode);
    assert_eq!(mode, [step(Operation::MostFrequent, vec![own(0), own(2)], 2000, 1)]);
    let two = Count::try_from(2).unwrap();
    let recent = [step(Operation::Mean, vec![own(1), own(2)], 3500, 1)];
    assert_eq!(steps(&work, Method::MeanOfRecent(two)), recent);
    assert_eq!(steps(&work, Method::MeanOfTop(two)), recent);
    let times = |n| Method::TimesMastery(MasteryTimes::try_from(n).unwrap());
    assert_eq!((steps(&work, times(2)), steps(&work, times(3))), (recent.to_vec(), vec![]));
    let weighted = Method::LatestAndEarlier(LatestWeight::default());
    assert_eq!(
        steps(&work, weighted),
        [
            step(Operation::Mean, vec![whole(0), whole(1)], 3000, 1),
            step(Operation::Blend(65), vec![whole(2), given(0)], 3000, 1)
        ]
    );
    assert_eq!(steps(&work[..1], weighted), [step(Operation::Latest, vec![whole(0)], 2000, 1)]);
    let decay = Method::RecursiveDecay(DecayRate::default());
    assert_eq!(
        steps(&work, decay),
        [
            step(Operation::Towards(65), vec![whole(0), whole(1)], 3300, 1),
            step(Operation::Towards(65), vec![given(0), whole(2)], 3105, 1)
        ]
    );
    assert_eq!(steps(&work[..1], decay), [step(Operation::Latest, vec![whole(0)], 2000, 1)]);
    let trend = |replaced| Operation::Trend { replaced };
    assert_eq!(steps(&[1.0, 2.0, 3.0], Method::PowerLaw), [step(trend(false), all(own), 3000, 1)]);
    assert_eq!(steps(&[0.0, 2.0, 3.0], Method::PowerLaw)[0].operation, trend(true));
    assert_eq!(steps(&work[..2], Method::PowerLaw), [step(Operation::Mean, vec![own(0), own(1)], 3000, 1)]);
}

#[test]
fn canvass_arithmetic_ends_in_rounding() {
    let why = of_points(&[2.0, 3.0, 3.0], Method::Mean, Arithmetic::Canvas);
    let Reasoning::Arithmetic(steps) = &why.reasoning else { unreachable!("no at-bats were asked for") };
    let last = Step { operation: Operation::Round, terms: vec![Term::Step(0)], gives: Value::Double(2.67) };
    assert_eq!((steps.len(), steps.last()), (2, Some(&last)));
    assert_eq!(why.level.value(), Some(Value::Double(2.67)));
}

#[test]
fn points_below_zero_and_both_zeros_keep_their_order_in_doubles() {
    let used = |points: &[f64], method| {
        let why = of_points(points, method, Arithmetic::Canvas);
        why.counted.iter().map(|line| line.shows).collect::<Vec<_>>()
    };
    let two = Method::MeanOfTop(Count::try_from(2).unwrap());
    assert_eq!(used(&[-3.0, -1.0, -2.0, 0.5], two), [false, true, false, true]);
    assert_eq!(used(&[0.0, 1.0, -0.0], Method::Mode), [true, false, true]);
    assert_eq!(used(&[-2.0, -1.0], Method::Highest), [false, true]);
}

#[test]
fn advice_for_a_mean_asks_for_as_many_results_as_it_takes() {
    let change = |points: &[f64], method| of_points(points, method, Arithmetic::Exact).change;
    let advice = |at, more| Some(Change { level: 3, at, more, another_context: false, from: None });
    assert_eq!(change(&[2.0], Method::MostRecent), advice(3, 1));
    assert_eq!(change(&[2.0], Method::Mean), advice(4, 1));
    assert_eq!(change(&[1.0, 1.0], Method::Mean), advice(4, 4));
    assert_eq!(change(&[0.0; 40], Method::Mean), None);
    let three = Method::TimesMastery(MasteryTimes::try_from(3).unwrap());
    assert_eq!((change(&[], three), change(&[3.0, 1.0], three)), (advice(3, 3), advice(3, 2)));
}

#[test]
fn where_no_level_counts_as_mastery_the_highest_is_aimed_at() {
    let ladder = Ladder::new(vec![1000, 2000], 9000, 1000).unwrap();
    let selection = Selection { counted: scores(&[1.0], &ladder), ..Selection::default() };
    let change = explain(&selection, &Policy::of(Method::MostRecent), &ladder, Day(0)).change;
    assert_eq!(change.map(|c| (c.level, c.more)), Some((1, 1)));
}

#[test]
fn where_no_level_counts_as_mastery_nothing_more_is_asked_for_at_the_top() {
    let ladder = Ladder::new(vec![1000, 2000], 9000, 1000).unwrap();
    let selection = Selection { counted: scores(&[2.0], &ladder), ..Selection::default() };
    assert_eq!(explain(&selection, &Policy::of(Method::MostRecent), &ladder, Day(0)).change, None);
}

#[test]
fn every_methods_explanation_gives_its_level_in_both_arithmetics() {
    // The first two differ as doubles alone.
    let points = [2.0002, 2.0001, 4.0, 3.0, 0.0, 3.0];
    for (method, few) in every_method().into_iter().flat_map(|m| (0..=points.len()).map(move |few| (m, few)))
    {
        for arithmetic in [Arithmetic::Exact, Arithmetic::Canvas] {
            let why = of_points(&points[..few], method, arithmetic);
            assert_eq!(check(&why), Ok(()), "{method:?} {arithmetic:?} {few}");
        }
    }
}

#[test]
fn as_many_misses_as_the_rule_allows_lie_between_what_shows_a_level() {
    let rule = AtBatsParts { chances: 5, successes: 2, contexts: 0, span_days: 0, misses_to_reopen: 0 };
    let method = Method::AtBats(AtBats::try_from(rule).unwrap());
    let why = of_points(&[3.0, 1.0, 1.0, 1.0, 3.0], method, Arithmetic::Exact);
    assert_eq!((why.level.position(), check(&why)), (Some(3), Ok(())));
}

/// Every field that an explanation's level depends on is held against the others.
#[test]
fn an_explanation_that_was_tampered_with_is_found_out() {
    let good =
        of_points(&[2.0, 4.0, 3.0], Method::LatestAndEarlier(LatestWeight::default()), Arithmetic::Exact);
    assert_eq!(check(&good), Ok(()));
    let tampered = |change: &dyn Fn(&mut Explanation)| {
        let mut bad = good.clone();
        change(&mut bad);
        check(&bad)
    };
    let steps = |bad: &mut Explanation, change: &dyn Fn(&mut Vec<Step>)| match &mut bad.reasoning {
        Reasoning::Arithmetic(steps) => change(steps),
        Reasoning::AtBats(_) => unreachable!("no at-bats were asked for"),
    };
    let three = Value::Exact(Fraction::whole(3001));
    assert_eq!(tampered(&|bad| bad.counted[1].id = id(0)), Err(Mismatch::NamedTwice(id(0))));
    let twice = Excluded { id: id(2), reason: Reason::Practice };
    assert_eq!(tampered(&|bad| bad.excluded.push(twice)), Err(Mismatch::NamedTwice(id(2))));
    assert_eq!(tampered(&|bad| bad.counted[0].shows = false), Err(Mismatch::OtherResults));
    assert_eq!(tampered(&|bad| steps(bad, &|s| s[0].gives = three)), Err(Mismatch::Step(0)));
    assert_eq!(
        tampered(&|bad| steps(bad, &|s| s[1].operation = Operation::Blend(64))),
        Err(Mismatch::OtherSteps)
    );
    assert_eq!(tampered(&|bad| steps(bad, &|s| s[0].terms.truncate(1))), Err(Mismatch::OtherSteps));
    assert_eq!(tampered(&|bad| steps(bad, &|s| s[1].terms.swap(0, 1))), Err(Mismatch::Step(1)));
    assert_eq!(tampered(&|bad| bad.counted[2].whole.units = 2000), Err(Mismatch::Step(1)));
    assert_eq!(tampered(&|bad| bad.level = Level::NotEnough), Err(Mismatch::OtherLevel));
    assert_eq!(tampered(&|bad| bad.policy = Policy::default()), Err(Mismatch::OtherSteps));
    assert_eq!(tampered(&|bad| bad.reasoning = Reasoning::AtBats(vec![])), Err(Mismatch::OtherSteps));
    assert_eq!(tampered(&|bad| bad.counted.clear()), Err(Mismatch::OtherLevel));
}

#[test]
fn too_little_for_the_method_must_be_said_so() {
    let good =
        of_points(&[4.0, 1.0], Method::TimesMastery(MasteryTimes::try_from(2).unwrap()), Arithmetic::Exact);
    assert_eq!(check(&good), Ok(()));
    let mean = step(Operation::Mean, vec![Term::Own(0)], 4000, 1);
    let made_up = Explanation { reasoning: Reasoning::Arithmetic(vec![mean]), ..good.clone() };
    assert_eq!(check(&made_up), Err(Mismatch::OtherSteps));
    assert_eq!(check(&Explanation { level: Level::NoEvidence, ..good }), Err(Mismatch::OtherLevel));
}

#[test]
fn at_bats_that_do_not_show_a_level_are_found_out() {
    let good = explained(&[on_level(1, 3, 1, 0), on_level(2, 3, 2, 8), on_level(3, 3, 2, 9)], 9);
    assert_eq!(check(&good), Ok(()));
    let mut fewer = good.clone();
    fewer.counted[0].shows = false;
    assert_eq!(check(&fewer), Err(Mismatch::OtherResults));
    let mut none = good.clone();
    none.counted.iter_mut().for_each(|line| line.shows = false);
    assert_eq!(check(&none), Err(Mismatch::OtherResults));
    let mut lower = good.clone();
    lower.counted[1].reached = Some(1);
    assert_eq!(check(&lower), Err(Mismatch::OtherResults));
    let mut sooner = good.clone();
    sooner.counted[0].day = Some(Day(3));
    assert_eq!(check(&sooner), Err(Mismatch::OtherLevel));
    let mut one_kind = good;
    one_kind.counted[0].context = one_kind.counted[1].context;
    assert_eq!(check(&one_kind), Err(Mismatch::OtherLevel));
}

#[test]
fn counted_results_below_every_level_show_nothing_and_that_holds() {
    let ladder = Ladder::new(vec![1000, 2000], 2000, 1000).unwrap();
    let selection = Selection { counted: scores(&[0.5, 0.4], &ladder), ..Selection::default() };
    let why = explain(&selection, &Policy::default(), &ladder, Day(0));
    assert_eq!((why.level, check(&why)), (Level::NotEnough, Ok(())));
    assert_eq!(counted(&[], &ladder), []);
}
