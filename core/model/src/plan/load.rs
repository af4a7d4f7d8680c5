//! The load check: warns where an activity, a project, a unit or a week asks for more outcomes than students can
//! focus on (feature 5). It warns and never refuses; it looks at what is planned, not at any student.

use crate::calendar::Day;
use crate::ids::OutcomeId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::num::NonZeroU8;

/// What asks for outcomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Span {
    /// One activity or task.
    Activity,
    /// A project.
    Project,
    /// A unit.
    Unit,
    /// Seven days.
    Week,
}

/// The most outcomes that each span should ask for. Settings of the course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// In one activity.
    pub activity: NonZeroU8,
    /// In one project.
    pub project: NonZeroU8,
    /// In one unit.
    pub unit: NonZeroU8,
    /// In one week.
    pub week: NonZeroU8,
}

impl Default for Limits {
    /// An activity: 5, the upper end of the “3 to 5 meaningful items” that young adults hold in mind at once
    /// (Cowan 2010, *The magical mystery four*, Current Directions in Psychological Science 19(1), 51–57).
    ///
    /// A project and a week: 6, a unit: 8. These three are defaults of this product: the source of the feature
    /// names no figure, and no published one was found.
    fn default() -> Self {
        Self { activity: limit(5), project: limit(6), unit: limit(8), week: limit(6) }
    }
}

const fn limit(most: u8) -> NonZeroU8 {
    NonZeroU8::new(most).expect("a default limit is at least 1")
}

/// More outcomes than students can focus on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overload {
    /// What asks for them.
    pub span: Span,
    /// The outcomes, by id; more than `limit`.
    pub outcomes: BTreeSet<OutcomeId>,
    /// The most that this span should ask for.
    pub limit: u8,
}

/// Warns when `outcomes` are more than the limit of the span; as many as the limit are none too many.
pub fn check(span: Span, outcomes: &BTreeSet<OutcomeId>, limits: &Limits) -> Option<Overload> {
    let limit = match span {
        Span::Activity => limits.activity,
        Span::Project => limits.project,
        Span::Unit => limits.unit,
        Span::Week => limits.week,
    };
    (outcomes.len() > usize::from(limit.get())).then(|| Overload {
        span,
        outcomes: outcomes.clone(),
        limit: limit.get(),
    })
}

/// Something planned for a class, from its first day to its last.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Planned {
    /// The first day.
    pub from: Day,
    /// The last day, not before the first.
    pub to: Day,
    /// What it asks for.
    pub outcomes: BTreeSet<OutcomeId>,
}

/// The outcomes that the seven days from `monday` ask for, each once, for [`check`] with [`Span::Week`]. The
/// school says on which day its week begins.
pub fn week(monday: Day, planned: &[Planned]) -> BTreeSet<OutcomeId> {
    let sunday = monday.plus(6);
    let running = planned.iter().filter(|p| p.from <= sunday && p.to >= monday);
    running.flat_map(|p| p.outcomes.iter().copied()).collect()
}

#[cfg(test)]
mod tests {
    use super::super::given::outcome;
    use super::*;
    use proptest::prelude::*;

    fn outcomes(n: u8) -> BTreeSet<OutcomeId> {
        (1..=n).map(outcome).collect()
    }

    #[test]
    fn each_span_has_its_own_limit() {
        let limits = Limits { activity: limit(1), project: limit(2), unit: limit(3), week: limit(4) };
        for (span, most) in [(Span::Activity, 1), (Span::Project, 2), (Span::Unit, 3), (Span::Week, 4)] {
            assert_eq!(check(span, &outcomes(most), &limits), None);
            assert_eq!(
                check(span, &outcomes(most + 1), &limits),
                Some(Overload { span, outcomes: outcomes(most + 1), limit: most })
            );
        }
    }

    #[test]
    fn the_defaults_let_the_demonstration_course_pass() {
        // The letter asks for five outcomes, the project for four.
        let limits = Limits::default();
        assert_eq!(check(Span::Activity, &outcomes(5), &limits), None);
        assert_eq!(check(Span::Project, &outcomes(6), &limits), None);
        assert_eq!(check(Span::Week, &outcomes(6), &limits), None);
        assert_eq!(check(Span::Unit, &outcomes(8), &limits), None);
        let warned = [Span::Activity, Span::Project, Span::Unit, Span::Week]
            .map(|span| check(span, &outcomes(12), &limits).map(|o| o.limit));
        assert_eq!(warned, [Some(5), Some(6), Some(8), Some(6)]);
    }

    #[test]
    fn a_limit_of_none_cannot_be_read() {
        let json = r#"{"activity":0,"project":6,"unit":8,"week":6}"#;
        assert!(serde_json::from_str::<Limits>(json).is_err());
        let kept = serde_json::to_string(&Limits::default()).unwrap();
        assert_eq!(serde_json::from_str::<Limits>(&kept).unwrap(), Limits::default());
    }

    #[test]
    fn a_week_asks_for_what_runs_in_it_each_outcome_once() {
        let planned = |from, to, list: &[u8]| Planned {
            from: Day(from),
            to: Day(to),
            outcomes: list.iter().map(|n| outcome(*n)).collect(),
        };
        let list = [
            planned(0, 6, &[1]),
            planned(0, 7, &[2, 3]),
            planned(9, 10, &[3]),
            planned(13, 30, &[4]),
            planned(14, 15, &[5]),
        ];
        assert_eq!(week(Day(7), &list), [2, 3, 4].map(outcome).into());
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn the_order_of_what_is_planned_does_not_matter(
            list in prop::collection::vec((0i32..20, 0i32..9, 1u8..5), 0..8), turn in 0usize..8,
        ) {
            let list: Vec<Planned> = list
                .into_iter()
                .map(|(from, long, n)| Planned {
                    from: Day(from),
                    to: Day(from + long),
                    outcomes: [outcome(n)].into(),
                })
                .collect();
            let mut turned = list.clone();
            turned.reverse();
            turned.rotate_left(turn.min(list.len()));
            prop_assert_eq!(week(Day(7), &turned), week(Day(7), &list));
        }

        #[test]
        fn asking_for_less_never_warns_where_more_did_not(n in 0u8..20, fewer in 0u8..20, most in 1u8..20) {
            let limits = Limits { activity: limit(most), ..Limits::default() };
            let warns = |n| check(Span::Activity, &outcomes(n), &limits).is_some();
            prop_assert!(warns(n) || !warns(n.min(fewer)));
        }
    }
}
