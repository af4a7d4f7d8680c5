//! What students say about each other's work in a round (feature 43). A comment has no field for a level, so
//! that a peer cannot judge.

use super::check::{self, BadFact, TEXT};
use super::{Kind, Name, Target};
use crate::ids::{OpId, RoundId, RowId, StarterId};
use serde::{Deserialize, Serialize};

/// A peer's comment on one row of the rubric; its subject is the student whose work it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerComment {
    /// The round.
    pub round: RoundId,
    /// The piece of work.
    pub evidence: OpId,
    /// The row of the rubric.
    pub row: RowId,
    /// How the sentence begins.
    pub starter: StarterId,
    /// How it goes on; at most 2,000 characters.
    pub text: String,
}

impl PeerComment {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let (round, row, starter) = (self.round, self.row, self.starter);
        vec![
            Name::Round(round),
            Name::Fact(Target::one(self.evidence, &[Kind::Evidence])),
            Name::RoundRow { round, row },
            Name::Starter { round, starter },
        ]
    }
}

/// "This is not kind": hides a comment and tells the teacher.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PeerUnkind {
    /// The comment.
    pub comment: OpId,
}

impl PeerUnkind {
    /// It has no rules beyond its shape.
    pub fn check(&self) -> Result<(), BadFact> {
        Ok(())
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.comment, &[Kind::PeerComment]))]
    }
}
