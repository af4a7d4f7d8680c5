//! Marks set by hand, beside the one that the evidence gives: who set it, when, why, and what came before. A
//! mark set by hand never hides the other one, and never enters any reckoning.
//!
//! Setting and lifting are facts and arrive in any order; the latest mark that has not been lifted stands.

use super::mark::Mark;
use super::policy::GradePolicy;
use crate::calendar::Day;
use crate::clock::Hlc;
use crate::ids::{OpId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// Why something was done, in a person's own words; never empty.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Reason(String);

/// A reason that says nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason says something")]
pub struct NoReason;

impl TryFrom<String> for Reason {
    type Error = NoReason;

    fn try_from(text: String) -> Result<Self, NoReason> {
        if text.trim().is_empty() { Err(NoReason) } else { Ok(Self(text)) }
    }
}

impl From<Reason> for String {
    fn from(reason: Reason) -> Self {
        reason.0
    }
}

impl Reason {
    /// The words.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A label that is none of the policy's marks.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("“{0}” is none of the policy's marks")]
pub struct NotAMark(pub String);

/// One step in the history of a mark set by hand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Its operation.
    pub id: OpId,
    /// When it took effect; decides which step is the later one.
    pub eff: Hlc,
    /// The calendar day in the school's zone.
    pub day: Day,
    /// Who took it.
    pub author: UserId,
    /// What was done.
    pub change: Change,
}

/// What a step does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Sets a mark.
    Set {
        /// The mark's label as it was published when it was set; a later policy may have other labels.
        mark: String,
        /// Why.
        reason: Reason,
    },
    /// Lifts marks that were set: they stay in the history and stand no longer. (On the wire a retraction.)
    Lift {
        /// All that the author saw standing.
        of: Vec<OpId>,
    },
}

impl Change {
    /// Sets one of the policy's marks, with a reason.
    pub fn set(policy: &GradePolicy, mark: &str, reason: Reason) -> Result<Self, NotAMark> {
        if policy.marks().iter().any(|label| label == mark) {
            Ok(Self::Set { mark: mark.to_owned(), reason })
        } else {
            Err(NotAMark(mark.to_owned()))
        }
    }
}

/// When a step was taken, as the record shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// Up to the period's last day.
    InPeriod,
    /// After it.
    AfterPeriod,
}

/// A step as the record shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The step.
    pub step: Step,
    /// Whether the period had ended.
    pub when: When,
}

/// Everything that was done by hand to one student's mark for one course and period.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct History {
    entries: Vec<Entry>,
    standing: Option<usize>,
}

/// A mark set by hand, as it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SetMark<'a> {
    /// Its label.
    pub label: &'a str,
    /// Why it was set.
    pub reason: &'a Reason,
    /// By whom, on which day, and whether the period had ended.
    pub entry: &'a Entry,
}

impl History {
    /// All steps, the earliest first.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// The mark that stands by hand; `None` where none was set, or all were lifted.
    pub fn set(&self) -> Option<SetMark<'_>> {
        let entry = &self.entries[self.standing?];
        match &entry.step.change {
            Change::Set { mark, reason } => Some(SetMark { label: mark, reason, entry }),
            Change::Lift { .. } => None,
        }
    }
}

/// Brings the steps for one student, course and period in order. Their order does not matter, nor whether one
/// comes twice; a lift may arrive before what it lifts. `last_day` is the period's, where it has one.
pub fn fold(steps: &[Step], last_day: Option<Day>) -> History {
    let ordered: BTreeMap<(Hlc, OpId), &Step> = steps.iter().map(|s| ((s.eff, s.id), s)).collect();
    let lifted: BTreeSet<OpId> = steps
        .iter()
        .flat_map(|step| match &step.change {
            Change::Lift { of } => of.as_slice(),
            Change::Set { .. } => &[],
        })
        .copied()
        .collect();
    let entries: Vec<Entry> = ordered
        .into_values()
        .map(|step| Entry { step: step.clone(), when: when(step.day, last_day) })
        .collect();
    let stands = |e: &Entry| matches!(e.step.change, Change::Set { .. }) && !lifted.contains(&e.step.id);
    let standing = entries.iter().rposition(stands);
    History { entries, standing }
}

fn when(day: Day, last_day: Option<Day>) -> When {
    if last_day.is_some_and(|last| day > last) { When::AfterPeriod } else { When::InPeriod }
}

/// A course grade as everyone sees it: the mark that the evidence gives today, and what was done by hand, side
/// by side.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CourseGrade {
    /// From the levels to date.
    pub worked_out: Mark,
    /// By hand.
    pub by_hand: History,
}

impl CourseGrade {
    /// The label that a report prints: the one set by hand where one stands, else the one worked out.
    pub fn label(&self) -> Option<&str> {
        self.by_hand.set().map(|set| set.label).or_else(|| self.worked_out.label())
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::super::mark::mark;
    use super::super::standing::tests::standings;
    use super::*;
    use crate::scale::Scale;
    use proptest::prelude::*;

    fn id(n: u8) -> OpId {
        OpId::from_bytes([n; 16])
    }

    pub(in super::super) fn reason(text: &str) -> Reason {
        Reason::try_from(text.to_owned()).unwrap()
    }

    fn step(n: u8, change: Change) -> Step {
        let author = UserId::from_bytes([1; 16]);
        Step { id: id(n), eff: Hlc(u64::from(n)), day: Day(i32::from(n)), author, change }
    }

    pub(in super::super) fn set(n: u8, mark: &str) -> Step {
        step(n, Change::Set { mark: mark.into(), reason: reason("A portfolio from the spring") })
    }

    fn lift(n: u8, of: &[u8]) -> Step {
        step(n, Change::Lift { of: of.iter().map(|n| id(*n)).collect() })
    }

    fn standing_label(steps: &[Step]) -> Option<String> {
        fold(steps, None).set().map(|set| set.label.to_owned())
    }

    #[test]
    fn a_reason_says_something() {
        assert_eq!(Reason::try_from(" \n".to_owned()), Err(NoReason));
        assert_eq!(reason("She showed me").as_str(), "She showed me");
        assert!(serde_json::from_str::<Reason>(r#""""#).is_err());
        assert_eq!(serde_json::to_string(&reason("Yes")).unwrap(), r#""Yes""#);
    }

    #[test]
    fn only_a_mark_of_the_policy_can_be_set() {
        let policy = GradePolicy::preset();
        assert_eq!(
            Change::set(&policy, "B", reason("Why")),
            Ok(Change::Set { mark: "B".into(), reason: reason("Why") })
        );
        assert_eq!(Change::set(&policy, "Z", reason("Why")), Err(NotAMark("Z".into())));
    }

    #[test]
    fn the_latest_mark_that_is_not_lifted_stands_and_all_steps_stay_on_record() {
        let steps = [set(1, "C"), set(3, "B"), lift(4, &[3])];
        assert_eq!(standing_label(&steps[..2]), Some("B".into()));
        assert_eq!(standing_label(&steps), Some("C".into()));
        let all = fold(&[steps.as_slice(), &[lift(5, &[1, 3])]].concat(), None);
        assert_eq!(all.set(), None);
        assert_eq!(all.entries().iter().map(|e| e.step.id).collect::<Vec<_>>(), [1, 3, 4, 5].map(id));
    }

    #[test]
    fn a_mark_that_stands_names_its_reason_and_its_author() {
        let history = fold(&[set(2, "B")], None);
        let stands = history.set().unwrap();
        assert_eq!((stands.label, stands.reason.as_str()), ("B", "A portfolio from the spring"));
        assert_eq!(stands.entry.step, set(2, "B"));
    }

    #[test]
    fn a_step_after_the_last_day_says_so() {
        let whens = |last_day| -> Vec<When> {
            fold(&[set(4, "C"), set(5, "B"), set(6, "A")], last_day)
                .entries()
                .iter()
                .map(|e| e.when)
                .collect()
        };
        assert_eq!(whens(Some(Day(5))), [When::InPeriod, When::InPeriod, When::AfterPeriod]);
        assert_eq!(whens(None), [When::InPeriod; 3]);
    }

    #[test]
    fn both_marks_are_there_and_the_one_set_by_hand_is_printed() {
        let scale = Scale::preset();
        let worked_out = mark(&GradePolicy::preset(), &standings(&scale, &[Some(2), Some(0)])).unwrap();
        let by_hand = fold(&[set(1, "A")], None);
        let mut grade = CourseGrade { worked_out, by_hand };
        assert_eq!((grade.label(), grade.worked_out.label()), (Some("A"), Some("C")));
        grade.by_hand = fold(&[set(1, "A"), lift(2, &[1])], None);
        assert_eq!(grade.label(), Some("C"));
    }

    fn any_steps() -> impl Strategy<Value = Vec<Step>> {
        prop::collection::vec((any::<bool>(), 0u8..6), 0..6).prop_map(|changes| {
            (0..)
                .zip(changes)
                .map(|(n, (sets, of))| if sets { set(n, "B") } else { lift(n, &[of]) })
                .collect()
        })
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn order_and_repetition_of_arrival_do_not_matter(steps in any_steps(), turn in 0usize..6) {
            let mut turned = steps.clone();
            turned.rotate_left(turn.min(steps.len()));
            turned.extend(steps.first().cloned());
            prop_assert_eq!(fold(&turned, None), fold(&steps, None));
        }
    }
}
