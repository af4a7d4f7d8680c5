//! Any facts together, one body a line: which of them stand, and what every flow makes of them. Ids are those that
//! the samples of the wire name, so that facts point at each other.

use std::collections::BTreeMap;

use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Kind};
use notyet_model::flow::choice;
use notyet_model::flow::path::{self, Path};
use notyet_model::flow::readiness;
use notyet_model::flow::retake::{Retake, conditions, scope_of};
use notyet_model::flow::{Fact, Standing, asked, feedback, goal, peer};
use notyet_model::ids::{OpId, OutcomeId, RoundId, TaskId, UserId};
use notyet_model::register::{Course, PeerRound, Task, view};
use notyet_model::scale::Scale;

const OUTCOME: OutcomeId = OutcomeId::from_bytes([0xa1; 16]);
const TODAY: Day = Day(20_000);

pub(crate) fn run(data: &[u8]) {
    let Ok(text) = str::from_utf8(data) else { return };
    let bodies = text.lines().take(40).filter_map(super::body::read);
    let facts: Vec<Fact> = bodies.enumerate().map(|(n, body)| fact(n as u8 + 1, body)).collect();
    let standing = Standing::of(&facts);
    let turned: Vec<Fact> = facts.iter().rev().cloned().collect();
    assert_eq!(Standing::of(&turned), standing);
    assert!(standing.facts().len() <= facts.len());

    for kind in Kind::ALL {
        let _ = asked::asked(&standing, *kind);
    }
    let threads = feedback::threads(&standing);
    for fact in &facts {
        let _ = standing.heir(fact.id);
        let _ = feedback::may_respond(&threads, fact.id);
        let _ = feedback::may_answer(&threads, fact.id);
        let _ = goal::may_look_back(&standing, fact.id);
    }
    let _ = feedback::ask_for_next_step(&standing);
    goals(&facts, &standing);
    let tasks = registers::<Task, TaskId>(&facts, "task");
    path(&tasks, &standing);
    retakes(&facts, &standing, &tasks);
    for (id, round) in registers::<PeerRound, RoundId>(&facts, "peer.round") {
        let comments = peer::comments(&standing, id, &round);
        let _ = (peer::shown_to(&comments, person(0)), peer::to_look_at(&comments));
    }
}

fn goals(facts: &[Fact], standing: &Standing<'_>) {
    let goals = goal::goals(standing);
    let _ = goal::focus(&goals, TODAY);
    for set in &goals {
        let _ = set.stage(TODAY);
    }
    for fact in facts {
        if let Body::Goal(wanted) = &fact.body {
            let _ = goal::may_set(wanted, &Scale::preset(), &goals);
        }
    }
}

fn path(tasks: &BTreeMap<TaskId, Task>, standing: &Standing<'_>) {
    let listed: Vec<_> = tasks.iter().map(|(id, task)| (*id, task)).collect();
    let path = Path::of(&listed).unwrap_or_else(|_| Path::despite_circles(&listed));
    assert_eq!(path.steps().iter().map(|step| step.activities.len()).sum::<usize>(), tasks.len());
    let done = path::done(standing);
    assert_eq!(path.states(&done).len(), path.steps().len());
    let _ = (path.next(&done, Some(OUTCOME)), path.next(&done, None), path::feels(standing));
    for (id, task) in listed {
        let choice = choice::State::of(standing, id, task);
        let _ = choice.may_propose(task);
    }
}

fn retakes(facts: &[Fact], standing: &Standing<'_>, tasks: &BTreeMap<TaskId, Task>) {
    let readiness = readiness::State::of(standing, OUTCOME, tasks.keys().next().copied());
    let _ = (readiness.may_begin(), readiness.asks_for_next_step(), readiness.may_see_practice());
    let course = Course::titled("");
    for scope in facts.iter().filter_map(scope_of) {
        let conditions = conditions(&course, scope.task.and_then(|task| tasks.get(&task)));
        let retake = Retake::of(standing, scope, &conditions);
        assert!(retake.may_ask().is_err() || retake.may_take().is_err());
    }
}

/// Entities that the facts set, each by its last write.
fn registers<T: serde::de::DeserializeOwned, I: Ord + std::str::FromStr>(
    facts: &[Fact],
    entity: &str,
) -> BTreeMap<I, T> {
    let sets = facts.iter().filter_map(|fact| match &fact.body {
        Body::Set(set) if set.entity == entity => Some(set),
        _ => None,
    });
    sets.filter_map(|set| Some((set.id.parse().ok()?, view(&set.fields)?))).collect()
}

fn fact(n: u8, body: Body) -> Fact {
    let student = (!n.is_multiple_of(7)).then(|| person(n % 2));
    Fact { id: OpId::from_bytes([n; 16]), student, actor: person(n % 3), eff: Hlc(u64::from(n / 2)), body }
}

fn person(n: u8) -> UserId {
    UserId::from_bytes([0xab + n; 16])
}
