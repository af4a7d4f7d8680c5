//! How a retake is earned: a teacher's conditions, a student's request, a teacher's word on it (feature 33). No
//! field of any of them can hold a last day, a last time, or a highest level.

use super::check::{self, BadFact, LINE, LIST, TEXT};
use super::{Kind, Name, Target};
use crate::calendar::Day;
use crate::ids::{OpId, OutcomeId, TaskId};
use serde::{Deserialize, Serialize};

/// A teacher's word on what a student asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Decision {
    /// Yes.
    Approved,
    /// Not as it is; the reason says what would make it a yes.
    Returned {
        /// Why; at most 2,000 characters.
        reason: String,
    },
}

impl Decision {
    /// A return says why.
    pub(crate) fn check(&self) -> Result<(), BadFact> {
        match self {
            Self::Approved => Ok(()),
            Self::Returned { reason } => check::words("reason", reason, TEXT),
        }
    }
}

/// What earns a retake. All zero and empty: it is earned as it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Conditions {
    /// Minutes of practice, 0 to 600.
    #[serde(default)]
    pub minutes: u32,
    /// Tasks to do.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tasks: Vec<TaskId>,
    /// What else the teacher asks for, for people to judge ("with your feedback beside you"); at most 200
    /// characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

impl Conditions {
    /// Whether they keep their rules.
    pub(crate) fn check(&self) -> Result<(), BadFact> {
        check::number("minutes", self.minutes, 0, 600)?;
        check::list("tasks", &self.tasks, 0, LIST)?;
        check::text("note", &self.note, LINE)
    }
}

/// A teacher sets what earns this student a retake. The latest for an outcome and task stands; without any, the
/// task's own conditions hold.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetakeConditions {
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// Of which task; absent: whichever task shows the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// What earns it.
    pub conditions: Conditions,
}

impl RetakeConditions {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        self.conditions.check()
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let tasks = self.task.iter().chain(&self.conditions.tasks).copied().map(Name::Task);
        [Name::Outcome(self.outcome)].into_iter().chain(tasks).collect()
    }
}

/// A student asks for a retake.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetakeRequest {
    /// Of which outcome.
    pub outcome: OutcomeId,
    /// Of which task; absent: whichever task shows the outcome.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// What has changed since, in the student's words; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The calendar day in the school's zone.
    pub day: Day,
}

impl RetakeRequest {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::text("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        [Name::Outcome(self.outcome)].into_iter().chain(self.task.map(Name::Task)).collect()
    }
}

/// A teacher approves a retake, or returns the request with a reason. The latest word on a request stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RetakeDecision {
    /// The request.
    pub request: OpId,
    /// The word on it.
    pub decision: Decision,
    /// The calendar day in the school's zone.
    pub day: Day,
}

impl RetakeDecision {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        self.decision.check()
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.request, &[Kind::RetakeRequest]))]
    }
}
