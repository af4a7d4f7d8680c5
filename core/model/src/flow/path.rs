//! The path through a course's tasks (feature 21): steps in order, some of which wait for others, some of which
//! offer several activities that stand for each other. Whoever finishes something knows what comes next without
//! having to ask.

use super::standing::Standing;
use crate::fact::{Body, Feel, Lane};
use crate::ids::{OutcomeId, TaskId};
use crate::register::Task;
use std::collections::{BTreeMap, BTreeSet};

/// One of the activities of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Activity {
    /// The task.
    pub task: TaskId,
    /// Its outcomes.
    pub outcomes: Vec<OutcomeId>,
    /// The steps that come first, as indices into the path; all smaller than its own step's.
    pub after: Vec<usize>,
}

/// One or more activities of which one is enough.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The activities, by position, then by id; never empty.
    pub activities: Vec<Activity>,
}

/// Steps in an order in which each can be done after those before it: by prerequisites first, then by position,
/// then by id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    steps: Vec<Step>,
}

/// Where a step stands for one student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// One of its activities is done.
    Done,
    /// These of its activities can be begun.
    Open(Vec<TaskId>),
    /// It waits for these steps, as indices into the path.
    Waits(Vec<usize>),
}

/// Tasks that wait for each other, so that none of them could ever be begun.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{} tasks wait for each other", .tasks.len())]
pub struct Circle {
    /// The tasks of the steps on the circle, by id.
    pub tasks: Vec<TaskId>,
}

impl Path {
    /// The path through these tasks, whose order does not matter; for whoever edits them. Prerequisites that are
    /// not among the tasks are ignored: they were removed, or have not arrived.
    pub fn of(tasks: &[(TaskId, &Task)]) -> Result<Self, Circle> {
        let (path, circle) = arrange(tasks);
        if circle.is_empty() { Ok(path) } else { Err(Circle { tasks: circle.into_iter().collect() }) }
    }

    /// The same for whoever walks it, also where two edits made a circle: of the steps that wait for each other,
    /// the first by position does not wait.
    pub fn despite_circles(tasks: &[(TaskId, &Task)]) -> Self {
        arrange(tasks).0
    }

    /// The steps in order.
    pub fn steps(&self) -> &[Step] {
        &self.steps
    }

    /// Where every step stands for a student who has done these tasks; see [`done`].
    pub fn states(&self, done: &BTreeSet<TaskId>) -> Vec<State> {
        let is_done: Vec<bool> = self.steps.iter().map(|step| step.is_done(done)).collect();
        let state = |(step, is_step_done): (&Step, &bool)| {
            if *is_step_done {
                return State::Done;
            }
            let waits = |activity: &Activity| -> Vec<usize> {
                activity.after.iter().copied().filter(|at| !is_done[*at]).collect()
            };
            let open: Vec<TaskId> =
                step.activities.iter().filter(|a| waits(a).is_empty()).map(|a| a.task).collect();
            match open.is_empty() {
                false => State::Open(open),
                true => {
                    let all: BTreeSet<usize> = step.activities.iter().flat_map(waits).collect();
                    State::Waits(all.into_iter().collect())
                }
            }
        };
        self.steps.iter().zip(&is_done).map(state).collect()
    }

    /// What comes next: the activities that can be begun of the first step that is not done; with an outcome, of
    /// the first that is for it. Empty only when every such step is done or waits.
    pub fn next(&self, done: &BTreeSet<TaskId>, outcome: Option<OutcomeId>) -> Vec<TaskId> {
        let wanted = |task: &TaskId| {
            let activity = self.steps.iter().flat_map(|step| &step.activities).find(|a| a.task == *task);
            outcome.is_none_or(|outcome| activity.is_some_and(|a| a.outcomes.contains(&outcome)))
        };
        let open = self.states(done).into_iter().filter_map(|state| match state {
            State::Open(tasks) => Some(tasks.into_iter().filter(wanted).collect::<Vec<_>>()),
            State::Done | State::Waits(_) => None,
        });
        open.into_iter().find(|tasks| !tasks.is_empty()).unwrap_or_default()
    }
}

impl Step {
    fn is_done(&self, done: &BTreeSet<TaskId>) -> bool {
        self.activities.iter().any(|activity| done.contains(&activity.task))
    }
}

/// The tasks that a student has done: a piece of evidence, an entry of the practice log or a teacher's judgement
/// names them. At which level does not matter.
pub fn done(standing: &Standing<'_>) -> BTreeSet<TaskId> {
    let tasks = standing.each(|body| match body {
        Body::Evidence(evidence) => evidence.task,
        Body::Practice(practice) => practice.task,
        Body::Judgement(judgement) if judgement.lane == Lane::Teacher => judgement.task,
        _ => None,
    });
    tasks.map(|(_, task)| task).collect()
}

/// How tasks feel to a student, by the latest word on each; for the teacher only.
pub fn feels(standing: &Standing<'_>) -> BTreeMap<TaskId, Feel> {
    let said = standing.each(|body| match body {
        Body::TaskFeel(said) => Some((said.task, said.feel)),
        _ => None,
    });
    said.map(|(_, word)| word).collect()
}

/// The tasks of a step before it has a place.
struct Loose<'t> {
    rank: (u32, TaskId),
    tasks: Vec<(TaskId, &'t Task)>,
    after: BTreeSet<usize>,
}

/// The steps in order, and the tasks of steps that wait for each other.
fn arrange(tasks: &[(TaskId, &Task)]) -> (Path, BTreeSet<TaskId>) {
    let (loose, step_of) = gather(tasks);
    let (mut placed, mut place): (Vec<usize>, BTreeMap<usize, usize>) = (Vec::new(), BTreeMap::new());
    let mut circle = BTreeSet::new();
    let mut left: BTreeSet<(u32, TaskId, usize)> =
        loose.iter().enumerate().map(|(at, step)| (step.rank.0, step.rank.1, at)).collect();
    while let Some(first) = left.first().copied() {
        let is_free = |at: usize| loose[at].after.iter().all(|before| place.contains_key(before));
        let free = left.iter().copied().find(|(_, _, at)| is_free(*at));
        if free.is_none() {
            circle.extend(on_circles(&loose, &place));
        }
        let next = match free {
            Some(next) => next,
            // Nothing is free: some of what is left waits for itself. The first of those does not wait.
            None => left.iter().copied().find(|(_, id, _)| circle.contains(id)).unwrap_or(first),
        };
        left.remove(&next);
        place.insert(next.2, placed.len());
        placed.push(next.2);
    }
    let activity = |at: usize, (id, task): &(TaskId, &Task)| Activity {
        task: *id,
        outcomes: task.outcomes.clone(),
        after: places_before(task, &step_of, &place, at),
    };
    let step = |(at, loose_at): (usize, &usize)| Step {
        activities: loose[*loose_at].tasks.iter().map(|task| activity(at, task)).collect(),
    };
    (Path { steps: placed.iter().enumerate().map(step).collect() }, circle)
}

/// The places of a task's prerequisites that come before its own; others lie on a circle.
fn places_before(
    task: &Task,
    step_of: &BTreeMap<TaskId, usize>,
    place: &BTreeMap<usize, usize>,
    own: usize,
) -> Vec<usize> {
    let places: BTreeSet<usize> =
        task.after.iter().filter_map(|id| place.get(step_of.get(id)?)).copied().collect();
    places.into_iter().filter(|at| *at < own).collect()
}

/// Tasks by step, each step with the steps that come before it, and the step of each task.
fn gather<'t>(tasks: &[(TaskId, &'t Task)]) -> (Vec<Loose<'t>>, BTreeMap<TaskId, usize>) {
    let mut ordered = tasks.to_vec();
    ordered.sort_by_key(|(id, task)| (task.position, *id));
    ordered.dedup_by_key(|(id, _)| *id);
    let mut steps: Vec<Loose<'t>> = Vec::new();
    let (mut by_step, mut step_of) = (BTreeMap::new(), BTreeMap::new());
    for (id, task) in ordered {
        let new = steps.len();
        let at = task.step.map_or(new, |step| *by_step.entry(step).or_insert(new));
        if at == new {
            steps.push(Loose { rank: (task.position, id), tasks: Vec::new(), after: BTreeSet::new() });
        }
        steps[at].tasks.push((id, task));
        step_of.insert(id, at);
    }
    for step in &mut steps {
        let after = step.tasks.iter().flat_map(|(_, task)| &task.after);
        step.after = after.filter_map(|id| step_of.get(id)).copied().collect();
    }
    (steps, step_of)
}

/// The tasks of the steps without a place that are on a circle: from which one comes back to them.
fn on_circles(loose: &[Loose<'_>], place: &BTreeMap<usize, usize>) -> BTreeSet<TaskId> {
    let reaches_itself = |start: usize| {
        let (mut seen, mut to_visit) = (BTreeSet::new(), vec![start]);
        while let Some(at) = to_visit.pop() {
            for before in loose[at].after.iter().filter(|before| !place.contains_key(before)) {
                if *before == start {
                    return true;
                }
                if seen.insert(*before) {
                    to_visit.push(*before);
                }
            }
        }
        false
    };
    let on_one = (0..loose.len()).filter(|at| !place.contains_key(at) && reaches_itself(*at));
    on_one.flat_map(|at| loose[at].tasks.iter().map(|(id, _)| *id)).collect()
}

#[cfg(test)]
mod tests;
