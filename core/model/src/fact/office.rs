//! What is on record beside the learning itself: notes for staff, grades changed by hand, requests to change a
//! grade or to amend the record (features 54, 55 and 67).

use super::check::{self, BadFact, LIST, MARK, TEXT};
use super::{Decision, Kind, Name, Target};
use crate::ids::{OpId, OutcomeId};
use serde::{Deserialize, Serialize};

/// A note about a student that staff alone read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffNote {
    /// The note; at most 2,000 characters.
    pub text: String,
    /// The outcome that it bears on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeId>,
}

impl StaffNote {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        self.outcome.map(Name::Outcome).into_iter().collect()
    }
}

/// A teacher sets a grade by hand. It stands beside the one that the evidence gives, with its reason and its
/// author; the latest for a period stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeOverride {
    /// The grading period as the policy names it; empty: the course as a whole. At most 40 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub period: String,
    /// The mark as the policy writes it; at most 40 characters.
    pub mark: String,
    /// Why; the student reads it. At most 2,000 characters.
    pub reason: String,
}

impl GradeOverride {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::text("period", &self.period, MARK)?;
        check::words("mark", &self.mark, MARK)?;
        check::words("reason", &self.reason, TEXT)
    }

    /// It names nothing.
    pub fn names(&self) -> Vec<Name> {
        Vec::new()
    }
}

/// A student, or somebody for them, asks for another grade.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeRequest {
    /// The grading period as the policy names it; empty: the course as a whole. At most 40 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub period: String,
    /// What is asked for, and why; at most 2,000 characters.
    pub text: String,
}

impl GradeRequest {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::text("period", &self.period, MARK)?;
        check::words("text", &self.text, TEXT)
    }

    /// It names nothing.
    pub fn names(&self) -> Vec<Name> {
        Vec::new()
    }
}

/// The word on a request for another grade, by whom the policy says. The latest stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeDecision {
    /// The request.
    pub request: OpId,
    /// The word on it.
    pub decision: Decision,
}

impl GradeDecision {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        self.decision.check()
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.request, &[Kind::GradeRequest]))]
    }
}

/// Somebody asks that the record be amended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendmentRequest {
    /// The facts that it is about; empty: the record as a whole.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub of: Vec<OpId>,
    /// What should be amended, and why; at most 2,000 characters.
    pub text: String,
}

impl AmendmentRequest {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::list("of", &self.of, 0, LIST)?;
        check::words("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        self.of.iter().map(|id| Name::Fact(Target::one(*id, Kind::RETRACTABLE))).collect()
    }
}

/// The school's answer to a request for amendment. The latest stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendmentAnswer {
    /// The request.
    pub request: OpId,
    /// The answer.
    pub decision: Decision,
}

impl AmendmentAnswer {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        self.decision.check()
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.request, &[Kind::AmendmentRequest]))]
    }
}
