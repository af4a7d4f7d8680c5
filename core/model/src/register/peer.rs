//! Rounds of peer feedback: what is commented on and how, and, apart from it, who reads whose work.

use crate::fact::{self, BadFact, Kind, LINE, LIST, Name, Target};
use crate::ids::{ClassId, OpId, OutcomeId, RoundId, RowId, RubricId, StarterId, TaskId, UserId};
use serde::{Deserialize, Serialize};

/// The beginning of a comment: "I can see …", "I wonder …".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Starter {
    /// Stable for ever; comments name it.
    pub id: StarterId,
    /// At most 200 characters.
    pub text: String,
}

/// Where a round stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RoundState {
    /// Being prepared: nobody sees it.
    #[default]
    Draft,
    /// Peers see each other's work and comment.
    Open,
    /// Over. What was written before stands, also when it arrives later.
    Closed {
        /// The moment of closing, UTC milliseconds.
        at_ms: i64,
    },
}

/// Fields of a round. It names no student, so that the whole class may read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerRound {
    /// Whose round.
    pub class: ClassId,
    /// The outcome that the work is about.
    pub outcome: OutcomeId,
    /// The version of its rubric; absent: the present one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric: Option<RubricId>,
    /// The rows that are commented on; one to four.
    pub rows: Vec<RowId>,
    /// How comments begin; at least one.
    pub starters: Vec<Starter>,
    /// The task that the work belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// Where it stands.
    #[serde(default)]
    pub state: RoundState,
}

impl PeerRound {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        fact::list("rows", &self.rows, 1, super::MOST_ROWS)?;
        let starters: Vec<StarterId> = self.starters.iter().map(|starter| starter.id).collect();
        fact::list("starters", &starters, 1, LIST)?;
        self.starters.iter().try_for_each(|starter| fact::words("text", &starter.text, LINE))
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let (outcome, rubric) = (self.outcome, self.rubric);
        let mut names = vec![Name::Class(self.class), Name::Outcome(outcome)];
        names.extend(rubric.map(|rubric| Name::Rubric { rubric, outcome }));
        names.extend(self.rows.iter().map(|row| Name::Row { row: *row, outcome, rubric }));
        names.extend(self.task.map(Name::Task));
        names
    }
}

/// A piece of work that is shared with a reviewer while the round is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shared {
    /// Whose work.
    pub student: UserId,
    /// Which piece.
    pub evidence: OpId,
}

/// Fields of what one student reviews in a round; for that student and for staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerReview {
    /// The round.
    pub round: RoundId,
    /// Who comments.
    pub reviewer: UserId,
    /// On whose work; never their own.
    pub of: Vec<Shared>,
}

impl PeerReview {
    /// The register id of a reviewer in a round.
    pub fn key(round: RoundId, reviewer: UserId) -> String {
        format!("{round}/{reviewer}")
    }

    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        let pieces: Vec<OpId> = self.of.iter().map(|shared| shared.evidence).collect();
        fact::list("of", &pieces, 0, LIST)?;
        let own = self.of.iter().any(|shared| shared.student == self.reviewer);
        fact::require(!own, "of", fact::Rule::Own)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let mut names = vec![Name::Round(self.round), Name::Student(self.reviewer)];
        for shared in &self.of {
            names.push(Name::Student(shared.student));
            names.push(Name::Fact(Target::one(shared.evidence, &[Kind::Evidence]).of(shared.student)));
        }
        names
    }
}
