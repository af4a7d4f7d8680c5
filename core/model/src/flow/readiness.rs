//! Readiness (feature 31): before a summative chance the student says how sure they are. "Not ready yet" is a
//! normal answer that asks for a next step; it is never held against anyone and never enters a level. What was
//! said is for one chance: after the next at-bat the question is open again.

use super::standing::{Fact, Standing};
use crate::fact::{Body, Confidence, Readiness};
use crate::ids::{OutcomeId, TaskId};

/// What a student says of the chance that lies ahead.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State<'a> {
    /// Nothing yet.
    NotSaid,
    /// "Not ready yet", with what comes next once that is known.
    NotYet {
        /// Where it was said.
        said: &'a Fact,
        /// What comes next; absent: student and teacher have yet to agree on something.
        next: Option<NextStep<'a>>,
    },
    /// "Nearly."
    Nearly {
        /// Where it was said.
        said: &'a Fact,
    },
    /// "Ready."
    Ready {
        /// Where it was said.
        said: &'a Fact,
    },
}

/// What comes next for a student who is not ready yet.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NextStep<'a> {
    /// The student said it.
    Own(&'a str),
    /// A teacher's feedback says it, given since.
    Given(&'a Fact),
}

/// Why a student does not begin a chance by themselves. A teacher may always give one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// How ready the student is comes first.
    #[error("say how ready you are first")]
    NotSaid,
    /// The student said "not ready yet"; a next step comes first.
    #[error("a next step comes first")]
    NextStepFirst,
}

impl<'a> State<'a> {
    /// What is said of the next chance on an outcome. With a task: also what was said of that task alone.
    pub fn of(standing: &Standing<'a>, outcome: OutcomeId, task: Option<TaskId>) -> Self {
        let last_chance = standing.at_bats(outcome, task).last().map(|(_, judgement)| *judgement);
        let said = standing.latest(|body| match body {
            Body::Readiness(r) if r.outcome == outcome && (r.task.is_none() || r.task == task) => Some(r),
            _ => None,
        });
        let Some((fact, readiness)) = said else { return Self::NotSaid };
        // The day is the school's and the moment a device's; a chance on a later day, or later by the clock,
        // has used what was said.
        let is_used = last_chance.is_some_and(|chance| {
            chance.work_day > readiness.day
                || (chance.work_day == readiness.day && chance.work_at_ms > fact.eff.ms())
        });
        if is_used {
            return Self::NotSaid;
        }
        match readiness.confidence {
            Confidence::NotYet => Self::NotYet { said: fact, next: next_step(standing, fact, readiness) },
            Confidence::Nearly => Self::Nearly { said: fact },
            Confidence::Ready => Self::Ready { said: fact },
        }
    }

    /// Whether the student may begin the chance by themselves.
    pub fn may_begin(&self) -> Result<(), Rule> {
        match self {
            Self::NotSaid => Err(Rule::NotSaid),
            Self::NotYet { .. } => Err(Rule::NextStepFirst),
            Self::Nearly { .. } | Self::Ready { .. } => Ok(()),
        }
    }

    /// Whether a next step has yet to be agreed on.
    pub fn asks_for_next_step(&self) -> bool {
        matches!(self, Self::NotYet { next: None, .. })
    }

    /// Whether the student may see what practice says (feature 53): after their own word, so that it does not
    /// decide for them.
    pub fn may_see_practice(&self) -> bool {
        *self != Self::NotSaid
    }
}

/// The student's own step, else that of the latest feedback on the outcome since.
fn next_step<'a>(standing: &Standing<'a>, said: &Fact, readiness: &'a Readiness) -> Option<NextStep<'a>> {
    let own = readiness.next_step.trim();
    if !own.is_empty() {
        return Some(NextStep::Own(own));
    }
    let given = standing.latest(|body| match body {
        Body::Feedback(f) if f.outcome == readiness.outcome && !f.next_step.trim().is_empty() => Some(()),
        _ => None,
    });
    given
        .filter(|(fact, ())| (fact.eff, fact.id) > (said.eff, said.id))
        .map(|(fact, ())| NextStep::Given(fact))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::calendar::Day;
    use crate::fact::Feedback;
    use crate::flow::testing::{OUTCOME, TASK, at_bat, fact, shuffled, taken_back};
    use proptest::prelude::*;

    fn said(n: u8, confidence: Confidence, task: Option<TaskId>, next_step: &str) -> Fact {
        let (next_step, day) = (next_step.to_owned(), Day(i32::from(n)));
        fact(n, Body::Readiness(Readiness { outcome: OUTCOME, task, confidence, next_step, day }))
    }

    fn feedback(n: u8, outcome: OutcomeId, next_step: &str) -> Fact {
        let next_step = next_step.to_owned();
        fact(n, Body::Feedback(Feedback { next_step, ..Feedback::on(outcome, 0, Day(0)) }))
    }

    fn state(facts: &[Fact]) -> State<'_> {
        State::of(&Standing::of(facts), OUTCOME, Some(TASK))
    }

    #[test]
    fn the_latest_word_stands_and_is_asked_for_first() {
        let mut facts = vec![];
        assert_eq!(state(&facts), State::NotSaid);
        facts.push(said(1, Confidence::Ready, None, ""));
        assert_eq!(state(&facts), State::Ready { said: &facts[0] });
        facts.push(said(2, Confidence::Nearly, Some(TASK), ""));
        assert_eq!(state(&facts), State::Nearly { said: &facts[1] });
        facts.push(said(3, Confidence::Ready, Some(TaskId::from_bytes([9; 16])), ""));
        assert_eq!(state(&facts), State::Nearly { said: &facts[1] });
        facts.push(taken_back(4, 2));
        assert_eq!(state(&facts), State::Ready { said: &facts[0] });
    }

    #[test]
    fn not_ready_yet_asks_for_a_next_step_until_there_is_one() {
        let other = OutcomeId::from_bytes([9; 16]);
        let mut facts = vec![
            feedback(1, OUTCOME, "Quote"),
            said(2, Confidence::NotYet, None, " "),
            feedback(3, OUTCOME, " "),
            feedback(4, other, "Quote"),
        ];
        assert_eq!(state(&facts), State::NotYet { said: &facts[1], next: None });
        assert!(state(&facts).asks_for_next_step());
        facts.push(feedback(5, OUTCOME, "Quote twice"));
        let next = Some(NextStep::Given(&facts[4]));
        assert_eq!(state(&facts), State::NotYet { said: &facts[1], next });
        assert!(!state(&facts).asks_for_next_step());
        let own = [said(2, Confidence::NotYet, None, "Practise quoting ")];
        let next = Some(NextStep::Own("Practise quoting"));
        assert_eq!(state(&own), State::NotYet { said: &own[0], next });
    }

    #[test]
    fn a_student_begins_a_chance_after_saying_so() {
        let begin = |confidence| {
            let facts = [said(1, confidence, None, "")];
            (state(&facts).may_begin(), state(&facts).may_see_practice())
        };
        assert_eq!(begin(Confidence::NotYet), (Err(Rule::NextStepFirst), true));
        assert_eq!(begin(Confidence::Nearly), (Ok(()), true));
        assert_eq!(begin(Confidence::Ready), (Ok(()), true));
        assert_eq!((state(&[]).may_begin(), state(&[]).may_see_practice()), (Err(Rule::NotSaid), false));
        assert!(!state(&[]).asks_for_next_step());
    }

    #[test]
    fn what_was_said_is_for_one_chance() {
        let ready = said(5, Confidence::Ready, None, "");
        for (day, is_used) in [(4, false), (5, true), (6, true)] {
            let facts = [ready.clone(), at_bat(9, day)];
            assert_eq!(state(&facts) == State::NotSaid, is_used, "{day}");
        }
        let mut morning = at_bat(9, 5);
        let Body::Judgement(body) = &mut morning.body else { panic!() };
        body.work_at_ms = ready.eff.ms();
        assert_eq!(state(&[ready, morning]).may_begin(), Ok(()));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn readiness_is_the_same_in_any_order_and_not_yet_is_never_a_dead_end(
            steps in prop::collection::vec((0u8..6, 0u8..8, any::<u8>()), 0..8),
        ) {
            let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
                let n = n as u8;
                match step {
                    0 => said(n, Confidence::NotYet, None, if *of > 4 { "Quote" } else { "" }),
                    1 => said(n, Confidence::Nearly, Some(TASK), ""),
                    2 => said(n, Confidence::Ready, None, ""),
                    3 => at_bat(n, i32::from(*of)),
                    4 => feedback(n, OUTCOME, "Quote"),
                    _ => taken_back(n, *of),
                }
            }).collect();
            let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
            let mixed = shuffled(&facts, &keys);
            prop_assert_eq!(state(&facts), state(&mixed));
            let mut more = facts;
            more.push(said(100, Confidence::Ready, None, ""));
            prop_assert_eq!(state(&more).may_begin(), Ok(()));
        }
    }
}
