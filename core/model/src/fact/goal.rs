//! Growth goals that students set for themselves, and how they went (features 19 and 20).

use super::check::{self, BadFact, LINE, LIST, TEXT};
use super::name::superseded;
use super::{Kind, Name, Target};
use crate::calendar::Day;
use crate::ids::{LevelId, OpId, OutcomeId, RowId, RubricId};
use serde::{Deserialize, Serialize};

/// A small, dated goal: one row of one outcome, one level up. That it is small is a rule of
/// [`crate::flow::goal`], which knows the scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Goal {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The version of the rubric that the student had before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric_version: Option<RubricId>,
    /// The row; absent: the outcome as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
    /// Where the student stands; absent: nothing has been shown yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<LevelId>,
    /// What they want to reach.
    pub to: LevelId,
    /// What they will do for it; at most 200 characters.
    pub step: String,
    /// The day on which it was set, in the school's zone.
    pub day: Day,
    /// The day on which they look back.
    pub by: Day,
    /// All leaves that the author saw of what this one corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

impl Goal {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("step", &self.step, LINE)?;
        check::list("supersedes", &self.supersedes, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let (outcome, rubric) = (self.outcome, self.rubric_version);
        let mut names = vec![Name::Outcome(outcome)];
        names.extend(rubric.map(|rubric| Name::Rubric { rubric, outcome }));
        names.extend(self.row.map(|row| Name::Row { row, outcome, rubric }));
        names.extend(self.from.map(|level| Name::Level { level, outcome }));
        names.push(Name::Level { level: self.to, outcome });
        names.extend(superseded(&self.supersedes, &[Kind::Goal, Kind::Retraction]).map(Name::Fact));
        names
    }
}

/// How a goal went, in the student's own judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Went {
    /// Not yet.
    NotYet,
    /// Partly.
    Partly,
    /// Reached.
    Reached,
}

/// A student looks back on a goal. The latest look stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GoalReview {
    /// The goal.
    pub goal: OpId,
    /// How it went.
    pub went: Went,
    /// What helped, what is next; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The calendar day in the school's zone.
    pub day: Day,
}

impl GoalReview {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::text("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.goal, &[Kind::Goal]))]
    }
}
