//! Retakes are earned (feature 33): a teacher says what earns one, the student logs it and asks, the teacher
//! approves or returns the request with a reason, and the next at-bat uses what was approved. Any number of them,
//! at any time, at any level: nothing here can hold a cap or a last day.
//!
//! Source: the Mastery Collaborative's students who "must 'earn' a re-take opportunity by studying for a certain
//! amount of time, or completing additional assignments", which "does not mean … that the highest grade a student
//! can earn is a 90".

mod queue;

pub use queue::{Place, Waiting, Why, queue};

use super::asked::{Asked, asked};
use super::standing::{Fact, Standing};
use crate::calendar::Day;
use crate::fact::{Body, Conditions, Decision, Judgement, Kind};
use crate::ids::{OpId, OutcomeId, TaskId};
use crate::register::{Course, Task};
use std::collections::BTreeSet;

/// What is retaken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Scope {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The task; absent: whichever task shows the outcome.
    pub task: Option<TaskId>,
}

/// What earning a retake still takes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Missing {
    /// Minutes of practice.
    pub minutes: u32,
    /// Tasks that are not done yet, in the order of the conditions.
    pub tasks: Vec<TaskId>,
}

impl Missing {
    /// Nothing is missing: it is earned.
    pub fn is_empty(&self) -> bool {
        self.minutes == 0 && self.tasks.is_empty()
    }
}

/// Where a student stands on the way to a retake.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage<'a> {
    /// No chance was taken yet, so there is nothing to take again.
    NothingToRetake,
    /// The conditions are being met, or are met and nobody has asked.
    Earning,
    /// Asked; the teacher has not decided.
    Asked {
        /// The request.
        request: &'a Fact,
    },
    /// Returned with a reason; the student may ask again.
    Returned {
        /// The request.
        request: &'a Fact,
        /// Why.
        reason: &'a str,
    },
    /// Approved, until an at-bat uses it.
    Approved {
        /// The request.
        request: &'a Fact,
    },
}

/// An approved retake and the at-bat that used it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Used {
    /// The request.
    pub request: OpId,
    /// The judgement.
    pub at_bat: OpId,
}

/// A retake of one student.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retake<'a> {
    /// What earns it.
    pub conditions: Conditions,
    /// Minutes of practice on the outcome since the latest at-bat.
    pub minutes: u32,
    /// What it still takes. A teacher may approve all the same.
    pub missing: Missing,
    /// Where it stands.
    pub stage: Stage<'a>,
    /// Those that were taken, the earliest first.
    pub used: Vec<Used>,
}

/// Why a step towards a retake cannot be taken.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// No chance was taken yet.
    #[error("there is nothing to take again yet")]
    NothingToRetake,
    /// The conditions are not met yet.
    #[error("{} minutes and {} tasks come first", .0.minutes, .0.tasks.len())]
    NotEarned(Missing),
    /// A request waits for the teacher.
    #[error("a request waits already")]
    Waits,
    /// A retake is approved and not used yet.
    #[error("a retake is approved already")]
    Approved,
    /// No retake is approved.
    #[error("no retake is approved")]
    NotApproved,
}

impl<'a> Retake<'a> {
    /// The state of a student's retake. `otherwise` are the conditions that hold while the teacher has set none
    /// for this student; see [`conditions`].
    ///
    /// Practice counts from the latest at-bat of the scope on, so that every retake is earned anew. A request for
    /// the outcome and one for a task of it are two, each with its own scope.
    pub fn of(standing: &Standing<'a>, scope: Scope, otherwise: &Conditions) -> Self {
        let at_bats = standing.at_bats(scope.outcome, scope.task);
        let since = at_bats.last().map(|(_, judgement)| (judgement.work_day, judgement.work_at_ms));
        let conditions = conditions_set(standing, scope).unwrap_or(otherwise).clone();
        let minutes = practised(standing, scope.outcome, since);
        let missing = Missing {
            minutes: conditions.minutes.saturating_sub(minutes),
            tasks: not_done(standing, &conditions.tasks, since),
        };
        let mut requests = asked(standing, Kind::RetakeRequest);
        requests.retain(|asked| scope_of(asked.request) == Some(scope));
        let used = used(&requests, &at_bats);
        let stage = stage(&requests, &used, since);
        Self { conditions, minutes, missing, stage, used }
    }

    /// Whether the student may ask. No rule knows how often they have asked, when, or what they have shown.
    pub fn may_ask(&self) -> Result<(), Rule> {
        match self.stage {
            Stage::NothingToRetake => Err(Rule::NothingToRetake),
            Stage::Asked { .. } => Err(Rule::Waits),
            Stage::Approved { .. } => Err(Rule::Approved),
            Stage::Earning | Stage::Returned { .. } if !self.missing.is_empty() => {
                Err(Rule::NotEarned(self.missing.clone()))
            }
            Stage::Earning | Stage::Returned { .. } => Ok(()),
        }
    }

    /// Whether an at-bat now would be the retake, and of which request.
    pub fn may_take(&self) -> Result<OpId, Rule> {
        match self.stage {
            Stage::Approved { request } => Ok(request.id),
            _ => Err(Rule::NotApproved),
        }
    }
}

/// What a request asks to take again; `None` for any other fact.
pub fn scope_of(request: &Fact) -> Option<Scope> {
    match &request.body {
        Body::RetakeRequest(request) => Some(Scope { outcome: request.outcome, task: request.task }),
        _ => None,
    }
}

/// What earns a retake of a task when the teacher has said nothing for one student: what the task says, else
/// what the course says, else nothing at all.
pub fn conditions(course: &Course, task: Option<&Task>) -> Conditions {
    let own = task.and_then(|task| task.retake.as_ref());
    own.or(course.retake.as_ref()).cloned().unwrap_or_default()
}

/// The latest conditions for this student: those for the task before those for the outcome.
fn conditions_set<'a>(standing: &Standing<'a>, scope: Scope) -> Option<&'a Conditions> {
    let latest = |task: Option<TaskId>| {
        let set = standing.latest(move |body| match body {
            Body::RetakeConditions(set) if set.outcome == scope.outcome && set.task == task => {
                Some(&set.conditions)
            }
            _ => None,
        });
        set.map(|(_, conditions)| conditions)
    };
    latest(scope.task).or_else(|| latest(None))
}

/// The time of a piece of work: its day, then its moment.
type WorkTime = (Day, i64);

/// Work done after that; all of it when nothing came before.
fn after(since: Option<WorkTime>, work: WorkTime) -> bool {
    since.is_none_or(|since| work > since)
}

fn practised(standing: &Standing<'_>, outcome: OutcomeId, since: Option<WorkTime>) -> u32 {
    let minutes = standing.each(|body| match body {
        Body::Practice(p) if p.outcome == outcome && after(since, (p.work_day, p.work_at_ms)) => {
            Some(p.minutes)
        }
        _ => None,
    });
    minutes.fold(0, |sum, (_, minutes)| sum.saturating_add(minutes))
}

/// A task is done when the log or a piece of evidence names it.
fn not_done(standing: &Standing<'_>, tasks: &[TaskId], since: Option<WorkTime>) -> Vec<TaskId> {
    let done: BTreeSet<TaskId> = standing
        .each(|body| match body {
            Body::Practice(p) if after(since, (p.work_day, p.work_at_ms)) => p.task,
            Body::Evidence(e) if after(since, (e.work_day, e.work_at_ms)) => e.task,
            _ => None,
        })
        .map(|(_, task)| task)
        .collect();
    tasks.iter().copied().filter(|task| !done.contains(task)).collect()
}

/// Each approved request with the first at-bat after its approval that none before it has used.
fn used(requests: &[Asked<'_>], at_bats: &[(&Fact, &Judgement)]) -> Vec<Used> {
    let mut free: Vec<&(&Fact, &Judgement)> = at_bats.iter().collect();
    let mut used = Vec::new();
    for asked in requests {
        let Some((approval, Decision::Approved)) = asked.word else { continue };
        if let Some(at) = free.iter().position(|(_, judgement)| follows(judgement, approval)) {
            let (at_bat, _) = free.remove(at);
            used.push(Used { request: asked.request.id, at_bat: at_bat.id });
        }
    }
    used
}

/// Whether the work was done after the approval. The day is the school's and the moment a device's, and a device
/// whose clock stands wrong is caught by the one or the other.
fn follows(judgement: &Judgement, approval: &Fact) -> bool {
    let Body::RetakeDecision(decision) = &approval.body else { return false };
    judgement.work_day >= decision.day && judgement.work_at_ms > approval.eff.ms()
}

/// An approved retake before a waiting request, and both before a returned one: what helps the student most,
/// should they have asked twice on two devices.
fn stage<'a>(requests: &[Asked<'a>], used: &[Used], since: Option<WorkTime>) -> Stage<'a> {
    let open = || requests.iter().filter(|a| used.iter().all(|used| used.request != a.request.id));
    let approved = open().find(|a| matches!(a.word, Some((_, Decision::Approved))));
    if let Some(Asked { request, .. }) = approved {
        return Stage::Approved { request };
    }
    if let Some(Asked { request, .. }) = open().find(|a| a.waits()) {
        return Stage::Asked { request };
    }
    let Some((_, at_ms)) = since else { return Stage::NothingToRetake };
    match requests.last() {
        Some(Asked { request, word: Some((word, Decision::Returned { reason })) })
            if word.eff.ms() > at_ms =>
        {
            Stage::Returned { request, reason }
        }
        _ => Stage::Earning,
    }
}

#[cfg(test)]
mod tests;
