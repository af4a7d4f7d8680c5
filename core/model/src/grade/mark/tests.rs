use super::super::policy::{GradePolicyParts, Unseen};
use super::super::requests::RequestRules;
use super::super::standing::Shown;
use super::super::standing::tests::{any_levels, outcome, standing, standings, three_levels};
use super::*;
use crate::level::{self, level};
use crate::method::testing::{any_excluded, any_method, any_records, counted};
use crate::result::Record;
use crate::scale::{Scale, preset_level};
use proptest::prelude::*;

pub(in super::super) fn fractions(pairs: &[(i64, u32)]) -> Vec<Fraction> {
    pairs.iter().map(|pair| Fraction::try_from(*pair).unwrap()).collect()
}

/// Marks "C", "B" and "A" under these rules.
pub(in super::super) fn policy(rules: Vec<Rule>) -> GradePolicy {
    let marks = ["C", "B", "A"].map(str::to_owned).to_vec();
    GradePolicy::try_from(GradePolicyParts { version: 3, marks, rules, requests: RequestRules::default() })
        .unwrap()
}

pub(in super::super) fn by_share(from: &[(i64, u32)], unseen: Unseen) -> Rule {
    Rule::Share { from: fractions(from), unseen }
}

pub(in super::super) fn by_mean(from: &[(i64, u32)]) -> Rule {
    Rule::Mean { from: fractions(from) }
}

pub(in super::super) fn essential(outcomes: &[u8], at: Minimum, at_most: usize) -> Rule {
    Rule::Essential { outcomes: outcomes.iter().map(|n| outcome(*n)).collect(), at, at_most }
}

fn halves(unseen: Unseen) -> GradePolicy {
    policy(vec![by_share(&[(1, 2), (1, 1)], unseen)])
}

fn label_of(policy: &GradePolicy, levels: &[Option<usize>]) -> Option<String> {
    mark(policy, &standings(&Scale::preset(), levels)).unwrap().label().map(str::to_owned)
}

#[test]
fn a_share_that_meets_a_bound_has_its_mark() {
    let label = |levels: &[usize]| {
        let levels: Vec<_> = levels.iter().map(|l| Some(*l)).collect();
        label_of(&halves(Unseen::NotDemonstrated), &levels).unwrap()
    };
    assert_eq!(label(&[2, 1, 1]), "C");
    assert_eq!(label(&[2, 1]), "B");
    assert_eq!(label(&[2, 3, 1]), "B");
    assert_eq!(label(&[2, 3]), "A");
}

#[test]
fn an_outcome_counts_from_its_own_mastery() {
    let easier = Scale::preset().with_mastery(preset_level(2)).unwrap();
    let mark = mark(&halves(Unseen::NotDemonstrated), &[standing(1, &easier, Some(1))]).unwrap();
    assert_eq!(mark.label(), Some("A"));
}

#[test]
fn no_evidence_is_no_mark_and_not_the_lowest() {
    let scale = Scale::preset();
    for levels in [vec![], vec![None, None]] {
        let empty = mark(&halves(Unseen::LeftOut), &standings(&scale, &levels)).unwrap();
        assert_eq!((empty.place, empty.label(), empty.why.steps.as_slice()), (None, None, &[][..]));
        assert_eq!(empty.is_so_far(), !levels.is_empty());
        assert_eq!(recompute(&empty.why), Ok(None));
    }
}

#[test]
fn outcomes_without_evidence_are_listed_and_the_mark_is_so_far() {
    let scale = Scale::preset();
    let so_far =
        mark(&halves(Unseen::NotDemonstrated), &standings(&scale, &[Some(2), None, Some(2), None])).unwrap();
    assert_eq!(so_far.label(), Some("B"));
    assert!(so_far.is_so_far());
    assert_eq!(so_far.without_evidence().collect::<Vec<_>>(), [outcome(2), outcome(4)]);
    let whole = mark(&halves(Unseen::NotDemonstrated), &standings(&scale, &[Some(2)])).unwrap();
    assert!(!whole.is_so_far());
}

#[test]
fn a_policy_may_leave_out_what_has_no_evidence() {
    assert_eq!(label_of(&halves(Unseen::LeftOut), &[Some(2), None, None]), Some("A".into()));
    assert_eq!(label_of(&halves(Unseen::NotDemonstrated), &[Some(2), None, None]), Some("C".into()));
}

#[test]
fn a_mean_is_exact_and_leaves_out_what_has_no_evidence() {
    let thirds = policy(vec![by_mean(&[(2, 1), (5, 2)])]);
    // 5/3 + 7/3 points are 2 in the mean, where thousandths would be a little less.
    let scale = Scale::preset();
    let at = |n, num| standing(n, &scale, None).at_points(Fraction::new(num, 3).unwrap());
    let mark = mark(&thirds, &[at(1, 5), at(2, 7), standing(3, &scale, None)]).unwrap();
    let row = Row { mark: 1, from: Fraction::new(2, 1).ok(), below: Fraction::new(5, 2).ok() };
    let (sum, mean) = (Fraction::count(4), Fraction::count(2));
    assert_eq!(mark.why.steps, [Step::Mean { sum, of: 2, mean, row }]);
    assert_eq!(mark.label(), Some("B"));
}

#[test]
fn an_essential_outcome_holds_the_mark_down_until_it_is_there() {
    let rules =
        vec![by_share(&[(1, 3), (1, 2)], Unseen::NotDemonstrated), essential(&[2], Minimum::Mastery, 1)];
    let policy = policy(rules);
    assert_eq!(label_of(&policy, &[Some(2), Some(1), Some(2)]), Some("B".into()));
    assert_eq!(label_of(&policy, &[Some(2), None, Some(2)]), Some("B".into()));
    assert_eq!(label_of(&policy, &[Some(2), Some(2), Some(2)]), Some("A".into()));
    assert_eq!(label_of(&policy, &[Some(1), Some(1), Some(1)]), Some("C".into()));
}

#[test]
fn an_essential_level_may_be_one_of_the_scale() {
    let policy = policy(vec![essential(&[1], Minimum::Level(preset_level(4)), 0)]);
    assert_eq!(label_of(&policy, &[Some(2)]), Some("C".into()));
    assert_eq!(label_of(&policy, &[Some(3)]), Some("A".into()));
}

#[test]
fn a_mark_says_how_it_came_about() {
    let rules =
        vec![by_share(&[(1, 4), (1, 1)], Unseen::NotDemonstrated), essential(&[3, 1], Minimum::Mastery, 0)];
    let scale = Scale::preset();
    let mark = mark(&policy(rules), &standings(&scale, &[Some(2), None, Some(1)])).unwrap();
    let line = |n, shown| Line { outcome: outcome(n), shown, mastery: 2 };
    let shown = |level| Some(Shown { level, points: Fraction::count(level + 1) });
    let required = |n| Required { outcome: outcome(n), level: 2 };
    assert_eq!(
        mark,
        Mark {
            policy_version: 3,
            place: Some(0),
            why: Explanation {
                marks: ["C", "B", "A"].map(str::to_owned).to_vec(),
                outcomes: vec![line(1, shown(2)), line(2, None), line(3, shown(1))],
                steps: vec![
                    Step::Share {
                        unseen: Unseen::NotDemonstrated,
                        demonstrated: 1,
                        of: 3,
                        row: Row { mark: 1, from: Fraction::new(1, 4).ok(), below: Some(Fraction::ONE) },
                    },
                    Step::Essential {
                        required: vec![required(1), required(3)],
                        at_most: 0,
                        open: vec![outcome(3)],
                    },
                ],
            },
        }
    );
}

#[test]
fn outcomes_stand_in_the_courses_order() {
    let scale = Scale::preset();
    let at = |n, place| Standing::no_evidence(outcome(n), place, &scale);
    let mark =
        mark(&policy(vec![essential(&[1, 2, 3], Minimum::Mastery, 0)]), &[at(1, 9), at(3, 4), at(2, 4)]);
    let order: Vec<_> = mark.unwrap().why.outcomes.iter().map(|line| line.outcome).collect();
    assert_eq!(order, [2, 3, 1].map(outcome));
}

#[test]
fn what_does_not_fit_together_is_refused_by_name() {
    let scale = Scale::preset();
    let rules = |rule| policy(vec![rule]);
    let course = standings(&scale, &[Some(2), None]);
    let twice = [course[1], course[0], course[0], course[1]];
    assert_eq!(mark(&halves(Unseen::LeftOut), &twice), Err(MarkFault::Repeated(outcome(1))));
    let missing = rules(essential(&[2, 3], Minimum::Mastery, 0));
    assert_eq!(mark(&missing, &course), Err(MarkFault::NotInCourse(outcome(3))));
    let other = rules(essential(&[2], Minimum::Level(preset_level(9)), 0));
    assert_eq!(mark(&other, &course), Err(MarkFault::OtherScale(outcome(2))));
    // Eight odd denominators of 32 bits hardly share a factor: their product leaves 128 bits.
    let fine: Vec<_> = (1..=8)
        .map(|n: u8| {
            standing(n, &scale, None).at_points(Fraction::new(1, u32::MAX - u32::from(n) * 2).unwrap())
        })
        .collect();
    assert_eq!(mark(&rules(by_mean(&[(1, 1), (2, 1)])), &fine), Err(MarkFault::TooFine));
}

#[test]
fn an_explanation_that_was_changed_no_longer_holds() {
    let rules = vec![
        by_share(&[(1, 2), (1, 1)], Unseen::NotDemonstrated),
        by_mean(&[(2, 1), (3, 1)]),
        essential(&[1], Minimum::Mastery, 1),
    ];
    let scale = Scale::preset();
    let mark = mark(&policy(rules), &standings(&scale, &[Some(1), Some(2)])).unwrap();
    assert_eq!(recompute(&mark.why), Ok(Some(1)));
    let changed = |change: &dyn Fn(&mut Explanation)| {
        let mut why = mark.why.clone();
        change(&mut why);
        recompute(&why)
    };
    let raised = changed(&|why| why.outcomes[0].shown = why.outcomes[1].shown);
    assert_eq!(raised, Err(Unexplained(1)));
    type Part = dyn Fn(&mut Step);
    let in_step = |n: usize, part: &Part| changed(&|why| part(&mut why.steps[n]));
    assert_eq!(in_step(0, &to_the_top), Err(Unexplained(1)));
    assert_eq!(in_step(1, &to_the_top), Err(Unexplained(2)));
    let more = in_step(0, &|step| {
        if let Step::Share { demonstrated, .. } = step {
            *demonstrated = 2
        }
    });
    assert_eq!(more, Err(Unexplained(1)));
    let fewer = in_step(0, &|step| {
        if let Step::Share { of, .. } = step {
            *of = 1
        }
    });
    assert_eq!(fewer, Err(Unexplained(1)));
    let other_sum = in_step(1, &|step| {
        if let Step::Mean { sum, .. } = step {
            *sum = Fraction::ONE
        }
    });
    assert_eq!(other_sum, Err(Unexplained(2)));
    let other_mean = in_step(1, &|step| {
        if let Step::Mean { mean, .. } = step {
            *mean = Fraction::count(2)
        }
    });
    assert_eq!(other_mean, Err(Unexplained(2)));
    let opened = in_step(2, &|step| {
        if let Step::Essential { open, .. } = step {
            open.clear()
        }
    });
    assert_eq!(opened, Err(Unexplained(3)));
    let beyond = in_step(2, &|step| {
        if let Step::Essential { at_most, .. } = step {
            *at_most = 3
        }
    });
    assert_eq!(beyond, Err(Unexplained(3)));
    let emptied = changed(&|why| why.outcomes.iter_mut().for_each(|line| line.shown = None));
    assert_eq!(emptied, Err(Unexplained(1)));
}

fn to_the_top(step: &mut Step) {
    if let Step::Share { row, .. } | Step::Mean { row, .. } = step {
        *row = Row::nth(&fractions(&[(2, 1), (3, 1)]), 2);
    }
}

/// Policies of every kind and combination for outcomes 1 to 4 of [`three_levels`].
pub(in super::super) fn any_policy() -> impl Strategy<Value = GradePolicy> {
    let unseen = prop::sample::select(vec![Unseen::NotDemonstrated, Unseen::LeftOut]);
    let shares = prop::sample::select(vec![[(1, 4), (3, 4)], [(1, 3), (1, 2)], [(1, 2), (1, 1)]]);
    let means = prop::sample::select(vec![[(1, 1), (2, 1)], [(3, 2), (7, 2)], [(2, 1), (5, 1)]]);
    let gates = prop::sample::subsequence(vec![1u8, 2, 3, 4], 0..=2);
    let levels = prop::sample::select(vec![Minimum::Mastery, Minimum::Level(preset_level(3))]);
    (shares, unseen, means, gates, levels, 0usize..2, 1u8..8).prop_map(
        |(share, unseen, mean, gates, level, at_most, kinds)| {
            let mut rules = Vec::new();
            if kinds & 1 > 0 {
                rules.push(by_share(&share, unseen));
            }
            if kinds & 2 > 0 {
                rules.push(by_mean(&mean));
            }
            if !gates.is_empty() || rules.is_empty() {
                rules.push(essential(if gates.is_empty() { &[1] } else { &gates }, level, at_most));
            }
            policy(rules)
        },
    )
}

/// Four outcomes, so that every policy finds the ones it names.
pub(in super::super) fn four_levels() -> impl Strategy<Value = Vec<Option<usize>>> {
    prop::collection::vec(prop::option::weighted(0.75, 0usize..3), 4)
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn raising_one_level_never_lowers_the_mark(
        policy in any_policy(), levels in four_levels(), at in 0usize..4, to in 0usize..3,
    ) {
        let scale = three_levels();
        let mut higher = levels.clone();
        higher[at] = levels[at].map(|level| level.max(to));
        let place = |levels: &[_]| mark(&policy, &standings(&scale, levels)).unwrap().place;
        prop_assert!(place(&higher) >= place(&levels));
    }

    #[test]
    fn a_first_level_never_lowers_a_mark_by_share(
        levels in any_levels(4, 6), at in any::<prop::sample::Index>(), to in 0usize..4,
    ) {
        let scale = Scale::preset();
        let mut more = levels.clone();
        let at = at.index(more.len());
        more[at] = more[at].max(Some(to));
        let place = |levels: &[_]| mark(&GradePolicy::preset(), &standings(&scale, levels)).unwrap().place;
        prop_assert!(place(&more) >= place(&levels));
    }

    #[test]
    fn practice_help_and_what_others_judge_move_no_mark(
        records in any_records(6), excluded in any_excluded(100), method in any_method(), policy in any_policy(),
    ) {
        let scale = Scale::preset();
        let mark_of = |records: &[Record<'_>]| {
            let shown = level(&counted(records, scale.ladder()), &level::Policy::of(method), scale.ladder());
            let course = [1, 2, 3, 4].map(|n| standing(n, &scale, Some(2)).at(&shown));
            mark(&policy, &course)
        };
        let mut more = records.clone();
        more.push(excluded);
        prop_assert_eq!(mark_of(&more), mark_of(&records));
    }

    #[test]
    fn the_order_of_outcomes_does_not_matter(
        policy in any_policy(), levels in four_levels(), turn in 0usize..4,
    ) {
        let scale = three_levels();
        let course = standings(&scale, &levels);
        let mut turned = course.clone();
        turned.rotate_left(turn);
        turned.swap(0, 1);
        prop_assert_eq!(mark(&policy, &turned), mark(&policy, &course));
    }

    #[test]
    fn an_explanation_gives_its_mark_again(policy in any_policy(), levels in four_levels()) {
        let scale = three_levels();
        let mark = mark(&policy, &standings(&scale, &levels)).unwrap();
        prop_assert_eq!(recompute(&mark.why), Ok(mark.place));
        prop_assert_eq!(mark.place.is_some(), levels.iter().any(Option::is_some));
        prop_assert_eq!(mark.why.outcomes.len(), levels.len());
    }
}
