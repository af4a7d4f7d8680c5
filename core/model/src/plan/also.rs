//! “Also shows?”: after a judgement is saved, at most two related outcomes that are still open for this student
//! and that the same work might show (feature 34). It suggests and never judges.

use crate::ids::{OutcomeId, TaskId};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// How many outcomes are suggested at most. Source: feature 34.
pub const AT_MOST: usize = 2;

/// What one outcome may have in common with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Links {
    /// Codes of the standards that it is aligned to.
    pub standards: BTreeSet<String>,
    /// Tasks that are planned to show it.
    pub tasks: BTreeSet<TaskId>,
    /// Whether the whole school works on it.
    pub school_wide: bool,
    /// Order in the course, lowest first.
    pub position: u32,
}

/// Why an outcome is suggested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Why {
    /// The task that the work belongs to is planned to show it too.
    SameTask(TaskId),
    /// Both are aligned to these standards.
    SharedStandards(BTreeSet<String>),
    /// Both are outcomes of the whole school.
    SchoolWide,
}

/// An outcome that the work might show as well.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Also {
    /// Which.
    pub outcome: OutcomeId,
    /// Why; the strongest first, never empty.
    pub why: Vec<Why>,
}

/// The outcomes to ask about after `judged` was saved for work of `task`. `open` are the outcomes that are still
/// open for this student and not judged on this piece yet.
///
/// Outcomes of the same task stand first, then by how many standards are shared, then outcomes of the whole
/// school, then the order of the course.
pub fn also(
    judged: OutcomeId,
    task: Option<TaskId>,
    outcomes: &BTreeMap<OutcomeId, Links>,
    open: &BTreeSet<OutcomeId>,
) -> Vec<Also> {
    let nothing = Links::default();
    let from = outcomes.get(&judged).unwrap_or(&nothing);
    let candidates = outcomes.iter().filter(|(id, _)| **id != judged && open.contains(id));
    let mut found: Vec<_> = candidates
        .filter_map(|(id, to)| {
            let same_task = task.filter(|t| to.tasks.contains(t));
            let shared: BTreeSet<String> = from.standards.intersection(&to.standards).cloned().collect();
            let school_wide = from.school_wide && to.school_wide;
            let rank =
                (Reverse(same_task.is_some()), Reverse(shared.len()), Reverse(school_wide), to.position, *id);
            let why: Vec<Why> = (same_task.map(Why::SameTask).into_iter())
                .chain((!shared.is_empty()).then_some(Why::SharedStandards(shared)))
                .chain(school_wide.then_some(Why::SchoolWide))
                .collect();
            (!why.is_empty()).then_some((rank, Also { outcome: *id, why }))
        })
        .collect();
    found.sort_by_key(|(rank, _)| *rank);
    found.into_iter().take(AT_MOST).map(|(_, also)| also).collect()
}

#[cfg(test)]
mod tests {
    use super::super::given::{outcome, task};
    use super::*;
    use proptest::prelude::*;

    fn links(standards: &[&str], tasks: &[u8], school_wide: bool, position: u32) -> Links {
        Links {
            standards: standards.iter().map(|s| (*s).to_owned()).collect(),
            tasks: tasks.iter().map(|t| task(*t)).collect(),
            school_wide,
            position,
        }
    }

    /// C1 to C4 and D1 of the demonstration school, as outcomes 1 to 5; task 3 is the letter.
    fn course() -> BTreeMap<OutcomeId, Links> {
        [
            (outcome(1), links(&["W.7.1a"], &[1, 3], false, 1)),
            (outcome(2), links(&["W.7.1a", "W.7.1b"], &[3], false, 2)),
            (outcome(3), links(&["W.7.1b", "RI.7.1"], &[1, 3], true, 3)),
            (outcome(4), links(&["W.7.1a"], &[], false, 4)),
            (outcome(5), links(&["SL.7.1c"], &[], true, 5)),
        ]
        .into()
    }

    fn asked(judged: u8, of: Option<u8>, open: &[u8]) -> Vec<Also> {
        let open = open.iter().map(|n| outcome(*n)).collect();
        also(outcome(judged), of.map(task), &course(), &open)
    }

    fn shared(codes: &[&str]) -> Why {
        Why::SharedStandards(codes.iter().map(|c| (*c).to_owned()).collect())
    }

    #[test]
    fn the_same_task_stands_first_and_shared_standards_decide_within_it() {
        assert_eq!(
            asked(3, Some(3), &[1, 2, 4, 5]),
            [
                Also { outcome: outcome(2), why: vec![Why::SameTask(task(3)), shared(&["W.7.1b"])] },
                Also { outcome: outcome(1), why: vec![Why::SameTask(task(3))] },
            ]
        );
    }

    #[test]
    fn without_a_task_shared_standards_come_before_the_whole_school() {
        assert_eq!(
            asked(3, None, &[1, 2, 4, 5]),
            [
                Also { outcome: outcome(2), why: vec![shared(&["W.7.1b"])] },
                Also { outcome: outcome(5), why: vec![Why::SchoolWide] },
            ]
        );
    }

    #[test]
    fn equal_claims_stand_in_the_order_of_the_course() {
        assert_eq!(
            asked(1, None, &[4, 2, 3]),
            [
                Also { outcome: outcome(2), why: vec![shared(&["W.7.1a"])] },
                Also { outcome: outcome(4), why: vec![shared(&["W.7.1a"])] },
            ]
        );
    }

    #[test]
    fn a_school_wide_outcome_is_no_relation_of_every_other() {
        assert_eq!(asked(4, None, &[3, 5]), []);
    }

    #[test]
    fn what_is_no_longer_open_is_not_asked_about() {
        assert_eq!(asked(3, Some(3), &[]), []);
        assert_eq!(asked(3, Some(3), &[3]), []);
    }

    #[test]
    fn an_outcome_that_is_not_listed_still_has_its_task() {
        assert_eq!(
            asked(9, Some(1), &[1]),
            [Also { outcome: outcome(1), why: vec![Why::SameTask(task(1))] }]
        );
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn at_most_two_open_others_are_named_each_with_a_true_reason(
            judged in 1u8..6, of in prop::option::of(1u8..4), open in prop::collection::btree_set(1u8..7, 0..6),
        ) {
            let open: Vec<u8> = open.into_iter().collect();
            let (all, answer) = (course(), asked(judged, of, &open));
            prop_assert!(answer.len() <= AT_MOST);
            for also in &answer {
                let (from, to) = (&all[&outcome(judged)], &all[&also.outcome]);
                prop_assert!(also.outcome != outcome(judged) && !also.why.is_empty());
                prop_assert!(open.iter().any(|n| outcome(*n) == also.outcome));
                for why in &also.why {
                    let so = match why {
                        Why::SameTask(t) => of.map(task) == Some(*t) && to.tasks.contains(t),
                        Why::SharedStandards(codes) => {
                            codes.is_subset(&from.standards) && codes.is_subset(&to.standards)
                        }
                        Why::SchoolWide => from.school_wide && to.school_wide,
                    };
                    prop_assert!(so);
                }
            }
        }
    }
}
