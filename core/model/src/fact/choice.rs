//! How a student wants to show mastery: one of the ways that a task offers, or an idea of their own that the
//! teacher approves (feature 36). None names a rubric: whatever the way, it is judged on the task's outcomes.

use super::check::{self, BadFact, LIST, TEXT};
use super::{Decision, Kind, Name, Target};
use crate::ids::{AttachmentId, OpId, TaskId, WayId};
use serde::{Deserialize, Serialize};

/// What a student chooses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Pick {
    /// A way that the task offers.
    Way(WayId),
    /// Their own idea.
    Proposal(OpId),
}

/// A student chooses how to show mastery in a task. The latest choice stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// The task.
    pub task: TaskId,
    /// What is chosen.
    pub pick: Pick,
}

impl Choice {
    /// It has no rules beyond its shape.
    pub fn check(&self) -> Result<(), BadFact> {
        Ok(())
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let task = self.task;
        let pick = match self.pick {
            Pick::Way(way) => Name::Way { task, way },
            Pick::Proposal(id) => Name::Fact(Target::one(id, &[Kind::Proposal])),
        };
        vec![Name::Task(task), pick]
    }
}

/// A student proposes a way of their own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The task.
    pub task: TaskId,
    /// The idea; at most 2,000 characters.
    pub text: String,
    /// A sketch, a voice note.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
}

impl Proposal {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("text", &self.text, TEXT)?;
        check::list("attachments", &self.attachments, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let attachments = self.attachments.iter().copied().map(Name::Attachment);
        [Name::Task(self.task)].into_iter().chain(attachments).collect()
    }
}

/// A teacher approves a proposal, or returns it with a reason. The latest word on a proposal stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProposalDecision {
    /// The proposal.
    pub proposal: OpId,
    /// The word on it.
    pub decision: Decision,
}

impl ProposalDecision {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        self.decision.check()
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.proposal, &[Kind::Proposal]))]
    }
}
