use super::super::mark::tests::{any_policy, by_mean, by_share, essential, four_levels, policy};
use super::super::policy::{Minimum, Unseen};
use super::super::standing::NoSuchLevel;
use super::super::standing::tests::{outcome, standing, standings, three_levels};
use super::*;
use crate::fraction::Fraction;
use crate::scale::Scale;
use proptest::prelude::*;

fn wish(n: u8, level: usize) -> Wish {
    Wish { outcome: outcome(n), level }
}

fn reach(mark: usize, changes: &[(u8, usize)]) -> Next {
    Next::Reach { mark, changes: changes.iter().map(|(n, level)| wish(*n, *level)).collect() }
}

fn next(policy: &GradePolicy, levels: &[Option<usize>]) -> Next {
    next_mark(policy, &standings(&three_levels(), levels)).unwrap()
}

#[test]
fn no_function_takes_an_earlier_mark() {
    // The types are the test: levels and a policy go in, nothing that was worked out before.
    type Answer<T> = Result<T, MarkFault>;
    let _: fn(&GradePolicy, &[Standing<'_>]) -> Answer<Mark> = mark;
    let _: fn(&GradePolicy, &[Standing<'_>], &[Wish]) -> Answer<Mark> = what_if;
    let _: fn(&GradePolicy, &[Standing<'_>]) -> Answer<Next> = next_mark;
}

#[test]
fn a_wish_is_the_mark_that_the_levels_would_give() {
    let policy = policy(vec![by_share(&[(1, 2), (1, 1)], Unseen::NotDemonstrated)]);
    let scale = Scale::preset();
    let now = standings(&scale, &[Some(1), None]);
    let imagined = what_if(&policy, &now, &[wish(2, 3), wish(1, 2)]).unwrap();
    assert_eq!(imagined, mark(&policy, &standings(&scale, &[Some(2), Some(3)])).unwrap());
}

#[test]
fn an_outcome_wished_where_it_stands_keeps_its_exact_points() {
    let policy = policy(vec![by_mean(&[(3, 1), (7, 2)])]);
    let scale = Scale::preset();
    let now = [standing(1, &scale, None).at_points(Fraction::new(7, 2).unwrap())];
    assert_eq!(what_if(&policy, &now, &[wish(1, 2)]).unwrap().label(), Some("A"));
    assert_eq!(what_if(&policy, &now, &[wish(1, 1)]).unwrap().label(), Some("C"));
}

#[test]
fn wishes_that_do_not_fit_are_refused_by_name() {
    let policy = GradePolicy::preset();
    let scale = Scale::preset();
    let now = standings(&scale, &[Some(1)]);
    let refusal = |wishes: &[Wish]| what_if(&policy, &now, wishes).unwrap_err();
    assert_eq!(refusal(&[wish(1, 2), wish(1, 3)]), MarkFault::Repeated(outcome(1)));
    assert_eq!(refusal(&[wish(2, 2)]), MarkFault::NotInCourse(outcome(2)));
    let beyond = NoSuchLevel { outcome: outcome(1), level: 4 };
    assert_eq!(refusal(&[wish(1, 4)]), MarkFault::NoSuchLevel(beyond));
}

#[test]
fn the_closest_outcomes_are_asked_for_and_no_further_than_mastery() {
    let policy = policy(vec![by_share(&[(1, 2), (1, 1)], Unseen::NotDemonstrated)]);
    let scale = Scale::preset();
    let next = |levels: &[_]| next_mark(&policy, &standings(&scale, levels)).unwrap();
    assert_eq!(next(&[Some(0), Some(1), None, Some(1)]), reach(1, &[(2, 2), (4, 2)]));
    assert_eq!(next(&[Some(3), Some(2), None, Some(1)]), reach(2, &[(3, 2), (4, 2)]));
    assert_eq!(next(&[Some(3), Some(2)]), Next::Top);
}

#[test]
fn without_any_evidence_the_mark_above_the_lowest_is_aimed_at() {
    let share = policy(vec![by_share(&[(1, 2), (1, 1)], Unseen::NotDemonstrated)]);
    assert_eq!(next(&share, &[None, None]), reach(1, &[(1, 1)]));
    // A rule that holds nothing down yet still asks for something to be shown.
    let gate = policy(vec![essential(&[1], Minimum::Mastery, 1)]);
    assert_eq!(next(&gate, &[None, None]), reach(1, &[(1, 0)]));
    assert_eq!(next_mark(&share, &[]), Ok(Next::OutOfReach { mark: 1 }));
}

#[test]
fn outcomes_without_evidence_are_not_asked_for_where_those_with_it_do() {
    let share = policy(vec![by_share(&[(1, 2), (1, 1)], Unseen::LeftOut)]);
    let levels = [Some(1), Some(1), Some(0), Some(0), None];
    assert_eq!(next(&share, &levels), reach(2, &[(3, 1), (4, 1)]));
}

#[test]
fn a_policy_of_one_mark_asks_for_some_evidence() {
    let parts = super::super::policy::GradePolicyParts {
        version: 1,
        marks: vec!["Took part".into()],
        rules: vec![by_mean(&[])],
        requests: Default::default(),
    };
    let one = GradePolicy::try_from(parts).unwrap();
    assert_eq!(next(&one, &[None, None]), reach(0, &[(1, 0)]));
    assert_eq!(next(&one, &[None, Some(0)]), Next::Top);
}

#[test]
fn an_essential_outcome_is_asked_for_even_if_others_are_closer() {
    let policy = policy(vec![
        by_share(&[(1, 4), (1, 2)], Unseen::NotDemonstrated),
        essential(&[4], Minimum::Level(crate::scale::preset_level(3)), 0),
    ]);
    assert_eq!(next(&policy, &[Some(0), Some(0), Some(0), None]), reach(1, &[(4, 2)]));
    assert_eq!(next(&policy, &[Some(1), Some(0), Some(0), Some(2)]), Next::Top);
    assert_eq!(next(&policy, &[Some(1), Some(0), Some(0), Some(0)]), reach(1, &[(4, 2)]));
}

#[test]
fn a_mean_asks_for_the_outcomes_that_bring_most() {
    // Points 0, 1.5 and 4: one outcome at the top brings 4 of the 6 points that a mean of 2 takes.
    let policy = policy(vec![by_mean(&[(2, 1), (4, 1)])]);
    assert_eq!(next(&policy, &[Some(1), Some(0), Some(1)]), reach(1, &[(2, 2)]));
}

#[test]
fn a_mark_that_no_levels_give_is_out_of_reach() {
    let policy = policy(vec![by_mean(&[(1, 1), (9, 2)])]);
    assert_eq!(next(&policy, &[Some(2), Some(2)]), Next::OutOfReach { mark: 2 });
    assert_eq!(next(&policy, &[Some(1), Some(0)]), reach(1, &[(2, 1)]));
}

/// Every course in which fewer than so many of these outcomes stand higher.
fn every_rise(levels: &[Option<usize>], of_fewer_than: usize) -> Vec<Vec<Option<usize>>> {
    let mut courses = vec![(0, vec![])];
    for level in levels {
        let rises = (level.map_or(0, |l| l + 1)..3).map(|to| (1, Some(to)));
        let options: Vec<_> = std::iter::once((0, *level)).chain(rises).collect();
        courses = courses
            .iter()
            .flat_map(|(risen, course)| {
                options
                    .iter()
                    .map(move |(more, option)| (risen + more, [course.as_slice(), &[*option]].concat()))
            })
            .filter(|(risen, _)| *risen < of_fewer_than)
            .collect();
    }
    courses.into_iter().map(|(_, course)| course).collect()
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn a_mark_has_no_memory(policy in any_policy(), levels in four_levels(), up in four_levels()) {
        let scale = three_levels();
        let course = standings(&scale, &levels);
        let wishes: Vec<Wish> =
            (1..).zip(&up).filter_map(|(n, level)| level.map(|level| wish(n, level))).collect();
        let reached: Vec<Option<usize>> = up.iter().zip(&levels).map(|(up, now)| up.or(*now)).collect();
        let expected = mark(&policy, &standings(&scale, &reached)).unwrap();
        prop_assert_eq!(what_if(&policy, &course, &wishes), Ok(expected));
        prop_assert_eq!(what_if(&policy, &course, &[]), mark(&policy, &course));
    }

    #[test]
    fn the_least_changes_reach_the_next_mark_and_none_can_be_lower(
        policy in any_policy(), levels in four_levels(), turn in 0usize..4,
    ) {
        let scale = three_levels();
        let mut course = standings(&scale, &levels);
        let now = mark(&policy, &course).unwrap().place;
        let next = next_mark(&policy, &course).unwrap();
        course.rotate_left(turn);
        prop_assert_eq!(&next_mark(&policy, &course).unwrap(), &next);
        if let Next::Reach { mark: target, changes } = next {
            prop_assert_eq!(target, now.map_or(1, |place| place + 1));
            let reaches = |wishes: &[Wish]| {
                what_if(&policy, &course, wishes).unwrap().place >= Some(target)
            };
            prop_assert!(reaches(&changes));
            for n in 0..changes.len() {
                let mut fewer = changes.clone();
                let Wish { outcome: id, level } = fewer.remove(n);
                prop_assert!(!reaches(&fewer), "{:?} is not needed", id);
                let standing = course.iter().find(|s| s.outcome() == id).unwrap();
                prop_assert!(standing.shown().is_none_or(|shown| shown.level < level));
                if level > standing.shown().map_or(0, |shown| shown.level + 1) {
                    fewer.push(Wish { outcome: id, level: level - 1 });
                    prop_assert!(!reaches(&fewer), "{:?} could stand lower", id);
                }
            }
        }
    }

    #[test]
    fn no_fewer_outcomes_would_do(policy in any_policy(), levels in four_levels()) {
        let scale = three_levels();
        let place = |levels: &[_]| mark(&policy, &standings(&scale, levels)).unwrap().place;
        let (target, found) = match next(&policy, &levels) {
            Next::Top => return Ok(()),
            Next::Reach { mark, changes } => (mark, changes.len()),
            Next::OutOfReach { mark } => (mark, usize::MAX),
        };
        for course in every_rise(&levels, found) {
            prop_assert!(place(&course) < Some(target), "{:?}", course);
        }
    }
}
