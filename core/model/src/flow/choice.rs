//! Voice and choice (feature 36): a task offers a few ways to show mastery, and a student may propose one of
//! their own, which counts once the teacher has approved it. Whatever the way, it is judged on the task's
//! outcomes with their one rubric: neither a choice nor a proposal nor a state has room for another.

use super::asked::asked;
use super::standing::{Fact, Standing};
use crate::fact::{Body, Choice, Decision, Kind, Pick};
use crate::ids::{OpId, TaskId, WayId};
use crate::register::Task;

/// How the student shows mastery in a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way<'a> {
    /// Not decided. A task that offers nothing is done as it is set.
    Open,
    /// A way that the task offers.
    Offered(WayId),
    /// Their own idea, approved.
    Own(&'a Fact),
}

/// Where a student's own idea stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Idea<'a> {
    /// The teacher has not decided.
    Waits(&'a Fact),
    /// Approved.
    Approved(&'a Fact),
    /// Returned.
    Returned {
        /// The proposal.
        proposal: &'a Fact,
        /// Why.
        reason: &'a str,
    },
}

/// A student's choice in a task.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State<'a> {
    /// How mastery is shown: the latest choice that holds.
    pub way: Way<'a>,
    /// Their own ideas in the order in which they were proposed.
    pub ideas: Vec<Idea<'a>>,
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The task does not offer this way.
    #[error("the task does not offer this way")]
    NotOffered,
    /// The proposal was taken back, or is not of this task.
    #[error("there is no such proposal")]
    NoSuchProposal,
    /// The teacher has not approved the proposal.
    #[error("the proposal is not approved")]
    NotApproved,
    /// The task does not ask for ideas.
    #[error("this task has no place for ideas of one's own")]
    NoIdeas,
    /// One proposal waits for the teacher.
    #[error("a proposal waits already")]
    Waits,
}

impl<'a> State<'a> {
    /// The state of a student's choice in a task.
    ///
    /// The student's latest word holds: of their choices and of those of their ideas that were approved, the one
    /// that they said last. An idea that waits or was returned leaves the way as it is.
    pub fn of(standing: &Standing<'a>, id: TaskId, task: &Task) -> Self {
        let ideas: Vec<Idea<'a>> = asked(standing, Kind::Proposal)
            .into_iter()
            .filter(|asked| matches!(&asked.request.body, Body::Proposal(p) if p.task == id))
            .map(|asked| match asked.word {
                None => Idea::Waits(asked.request),
                Some((_, Decision::Approved)) => Idea::Approved(asked.request),
                Some((_, Decision::Returned { reason })) => {
                    Idea::Returned { proposal: asked.request, reason }
                }
            })
            .collect();
        let approved = |id: OpId| {
            ideas.iter().find_map(|idea| match idea {
                Idea::Approved(proposal) if proposal.id == id => Some(Way::Own(proposal)),
                _ => None,
            })
        };
        let way = standing.facts().iter().rev().find_map(|fact| match &fact.body {
            Body::Choice(Choice { task: of, pick: Pick::Way(way) }) if *of == id => {
                offers(task, *way).then_some(Way::Offered(*way))
            }
            Body::Choice(Choice { task: of, pick: Pick::Proposal(idea) }) if *of == id => approved(*idea),
            Body::Proposal(_) => approved(fact.id),
            _ => None,
        });
        Self { way: way.unwrap_or(Way::Open), ideas }
    }

    /// Whether the student may choose this. A choice may be changed as often as one likes.
    pub fn may_choose(&self, task: &Task, pick: Pick) -> Result<(), Rule> {
        let of = |id: OpId| self.ideas.iter().find(move |idea| idea.proposal().id == id);
        match pick {
            Pick::Way(way) if offers(task, way) => Ok(()),
            Pick::Way(_) => Err(Rule::NotOffered),
            Pick::Proposal(id) => match of(id) {
                Some(Idea::Approved(_)) => Ok(()),
                Some(_) => Err(Rule::NotApproved),
                None => Err(Rule::NoSuchProposal),
            },
        }
    }

    /// Whether the student may propose something: one idea at a time, so that each is read.
    pub fn may_propose(&self, task: &Task) -> Result<(), Rule> {
        if !task.own_ideas {
            return Err(Rule::NoIdeas);
        }
        match self.ideas.iter().any(|idea| matches!(idea, Idea::Waits(_))) {
            true => Err(Rule::Waits),
            false => Ok(()),
        }
    }
}

impl<'a> Idea<'a> {
    /// The proposal.
    pub fn proposal(&self) -> &'a Fact {
        match self {
            Self::Waits(proposal) | Self::Approved(proposal) | Self::Returned { proposal, .. } => proposal,
        }
    }
}

fn offers(task: &Task, way: WayId) -> bool {
    task.ways.iter().any(|offered| offered.id == way)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fact::samples::op;
    use crate::fact::{Proposal, ProposalDecision};
    use crate::flow::testing::{OUTCOME, TASK, fact, shuffled, taken_back};
    use proptest::prelude::*;
    use serde_json::json;
    use std::sync::LazyLock;

    const PODCAST: WayId = WayId::from_bytes([1; 16]);
    const POSTER: WayId = WayId::from_bytes([2; 16]);
    const UNKNOWN: WayId = WayId::from_bytes([3; 16]);

    static TASK_FIELDS: LazyLock<Task> = LazyLock::new(|| {
        let ways = json!([{"id": PODCAST, "title": "Podcast"}, {"id": POSTER, "title": "Poster"}]);
        let fields = json!({"course": OUTCOME.0, "title": "Show it your way", "outcomes": [OUTCOME],
            "ways": ways, "own_ideas": true});
        crate::register::view(fields.as_object().unwrap()).unwrap()
    });

    fn task() -> Task {
        TASK_FIELDS.clone()
    }

    fn chosen(n: u8, pick: Pick) -> Fact {
        fact(n, Body::Choice(Choice { task: TASK, pick }))
    }

    fn idea(n: u8) -> Fact {
        let text = "A comic".to_owned();
        fact(n, Body::Proposal(Proposal { task: TASK, text, attachments: vec![] }))
    }

    fn decided(n: u8, of: u8, decision: Decision) -> Fact {
        fact(n, Body::ProposalDecision(ProposalDecision { proposal: op(of), decision }))
    }

    fn returned() -> Decision {
        Decision::Returned { reason: "Say how it shows a claim".into() }
    }

    fn state(facts: &[Fact]) -> State<'_> {
        State::of(&Standing::of(facts), TASK, &TASK_FIELDS)
    }

    #[test]
    fn the_students_latest_word_that_holds_is_the_way() {
        let mut facts = vec![];
        assert_eq!(state(&facts), State { way: Way::Open, ideas: vec![] });
        facts.push(chosen(1, Pick::Way(PODCAST)));
        assert_eq!(state(&facts).way, Way::Offered(PODCAST));
        facts.push(chosen(2, Pick::Way(UNKNOWN)));
        assert_eq!(state(&facts).way, Way::Offered(PODCAST));
        facts.push(idea(3));
        let waits = State { way: Way::Offered(PODCAST), ideas: vec![Idea::Waits(&facts[2])] };
        assert_eq!(state(&facts), waits);
        facts.push(decided(4, 3, returned()));
        let why = "Say how it shows a claim";
        let returned = Idea::Returned { proposal: &facts[2], reason: why };
        assert_eq!(state(&facts), State { way: Way::Offered(PODCAST), ideas: vec![returned] });
        facts.push(decided(5, 3, Decision::Approved));
        let own = State { way: Way::Own(&facts[2]), ideas: vec![Idea::Approved(&facts[2])] };
        assert_eq!(state(&facts), own);
        facts.push(chosen(6, Pick::Way(POSTER)));
        assert_eq!(state(&facts).way, Way::Offered(POSTER));
        facts.push(chosen(7, Pick::Proposal(op(3))));
        assert_eq!(state(&facts).way, Way::Own(&facts[2]));
        facts.push(taken_back(8, 3));
        assert_eq!(state(&facts), State { way: Way::Offered(POSTER), ideas: vec![] });
    }

    #[test]
    fn what_is_said_of_another_task_says_nothing_of_this_one() {
        let other = TaskId::from_bytes([9; 16]);
        let choose = |pick| Body::Choice(Choice { task: other, pick });
        let theirs = Body::Proposal(Proposal { task: other, text: "A comic".into(), attachments: vec![] });
        let facts = [
            fact(1, theirs),
            decided(2, 1, Decision::Approved),
            fact(3, choose(Pick::Way(PODCAST))),
            idea(4),
            fact(5, choose(Pick::Proposal(op(4)))),
            chosen(6, Pick::Proposal(op(1))),
        ];
        assert_eq!(state(&facts), State { way: Way::Open, ideas: vec![Idea::Waits(&facts[3])] });
    }

    #[test]
    fn of_two_approved_ideas_the_later_holds_until_the_other_is_chosen() {
        let mut facts =
            vec![idea(1), idea(2), decided(3, 1, Decision::Approved), decided(4, 2, Decision::Approved)];
        assert_eq!(state(&facts).way, Way::Own(&facts[1]));
        facts.push(chosen(5, Pick::Way(POSTER)));
        let elsewhere = Choice { task: TaskId::from_bytes([9; 16]), pick: Pick::Proposal(op(2)) };
        facts.push(fact(6, Body::Choice(elsewhere)));
        assert_eq!(state(&facts).way, Way::Offered(POSTER));
        facts.push(chosen(7, Pick::Proposal(op(1))));
        assert_eq!(state(&facts).way, Way::Own(&facts[0]));
    }

    #[test]
    fn a_student_chooses_what_is_offered_or_approved() {
        let facts = [idea(1), idea(2), decided(3, 2, Decision::Approved), idea(4), decided(5, 4, returned())];
        let may = |pick| state(&facts).may_choose(&task(), pick);
        assert_eq!(may(Pick::Way(POSTER)), Ok(()));
        assert_eq!(may(Pick::Way(UNKNOWN)), Err(Rule::NotOffered));
        assert_eq!(may(Pick::Proposal(op(1))), Err(Rule::NotApproved));
        assert_eq!(may(Pick::Proposal(op(2))), Ok(()));
        assert_eq!(may(Pick::Proposal(op(4))), Err(Rule::NotApproved));
        assert_eq!(may(Pick::Proposal(op(9))), Err(Rule::NoSuchProposal));
        let ids: Vec<OpId> = state(&facts).ideas.iter().map(|idea| idea.proposal().id).collect();
        assert_eq!(ids, [op(1), op(2), op(4)]);
    }

    #[test]
    fn one_idea_at_a_time_where_ideas_have_a_place() {
        let mut facts = vec![];
        assert_eq!(state(&facts).may_propose(&task()), Ok(()));
        assert_eq!(state(&facts).may_propose(&Task { own_ideas: false, ..task() }), Err(Rule::NoIdeas));
        facts.push(idea(1));
        assert_eq!(state(&facts).may_propose(&task()), Err(Rule::Waits));
        facts.push(decided(2, 1, returned()));
        assert_eq!(state(&facts).may_propose(&task()), Ok(()));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn a_choice_is_the_same_in_any_order_and_could_be_made_again(
            steps in prop::collection::vec((0u8..7, 0u8..8, any::<u8>()), 0..8),
        ) {
            let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
                let n = n as u8;
                match step {
                    0 => chosen(n, Pick::Way([PODCAST, POSTER, UNKNOWN][usize::from(*of) % 3])),
                    1 => chosen(n, Pick::Proposal(op(*of))),
                    2 | 3 => idea(n),
                    4 => decided(n, *of, Decision::Approved),
                    5 => decided(n, *of, returned()),
                    _ => taken_back(n, *of),
                }
            }).collect();
            let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
            let mixed = shuffled(&facts, &keys);
            let (one, task) = (state(&facts), task());
            prop_assert_eq!(&one, &state(&mixed));
            match one.way {
                Way::Open => {}
                Way::Offered(way) => prop_assert_eq!(one.may_choose(&task, Pick::Way(way)), Ok(())),
                Way::Own(idea) => prop_assert_eq!(one.may_choose(&task, Pick::Proposal(idea.id)), Ok(())),
            }
        }
    }
}
