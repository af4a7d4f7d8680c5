//! Levels given to work: by a teacher or by the student, as practice or as a chance, alone or with help.

use super::check::{self, BadFact, LINE, LIST, Rule};
use super::name::superseded;
use super::{Kind, Name, Target};
use crate::calendar::Day;
use crate::ids::{ContextId, LevelId, OpId, OutcomeId, RowId, RubricId, TaskId};
use serde::{Deserialize, Serialize};

/// What a result is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Purpose {
    /// Practice: informs, and never enters a level or a grade.
    Formative,
    /// A chance to show mastery (an at-bat).
    Summative,
}

/// Whether the work was done alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Support {
    /// Alone.
    Independent,
    /// With help.
    Supported,
}

/// Whose judgement it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Lane {
    /// A teacher's.
    Teacher,
    /// The student's own.
    #[serde(rename = "self")]
    Own,
}

/// The level given to one row of the rubric.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowLevel {
    /// Which row.
    pub row_id: RowId,
    /// Its level.
    pub level_id: LevelId,
}

/// A level given to a student's work on one outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The piece of work, when one was captured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evidence: Option<OpId>,
    /// The outcome that was judged.
    pub outcome: OutcomeId,
    /// The version of the rubric that the person had before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rubric_version: Option<RubricId>,
    /// The person's own tap for the whole; absent when rows alone were judged, which is practice.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<LevelId>,
    /// Levels by row; they feed the rows' curves and never a level.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowLevel>,
    /// Practice, or a chance to show mastery.
    pub purpose: Purpose,
    /// Alone, or with help.
    pub support: Support,
    /// Whose judgement it is.
    pub lane: Lane,
    /// Whether it tells what was known before the course: a pre-test, last year's level. It never counts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub baseline: bool,
    /// The task that the work belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The kind of work.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<ContextId>,
    /// When the work was done: UTC milliseconds, the device's clock plus its offset to the server's.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone, fixed when written.
    pub work_day: Day,
    /// All leaves that the author saw of what this one corrects; same student, outcome and lane.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

impl Judgement {
    /// Whether it keeps its rules: it judges the whole or rows, each row once, a rubric has at most four.
    pub fn check(&self) -> Result<(), BadFact> {
        check::require(self.level.is_some() || !self.rows.is_empty(), "level", Rule::Missing)?;
        let rows: Vec<RowId> = self.rows.iter().map(|row| row.row_id).collect();
        check::list("rows", &rows, 0, crate::register::MOST_ROWS)?;
        check::list("supersedes", &self.supersedes, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let outcome = self.outcome;
        let mut names = vec![Name::Outcome(outcome)];
        names.extend(self.evidence.map(|id| Name::Fact(Target::one(id, &[Kind::Evidence]))));
        names.extend(self.rubric_version.map(|rubric| Name::Rubric { rubric, outcome }));
        names.extend(self.level.map(|level| Name::Level { level, outcome }));
        for row in &self.rows {
            names.push(Name::Row { row: row.row_id, outcome, rubric: self.rubric_version });
            names.push(Name::Level { level: row.level_id, outcome });
        }
        names.extend(self.task.map(Name::Task));
        names.extend(self.context.map(Name::Context));
        let old = superseded(&self.supersedes, &[Kind::Judgement, Kind::Retraction]);
        names.extend(old.map(|target| Name::Fact(target.about(outcome).in_lane(self.lane))));
        names
    }
}

/// Takes a teacher's judgements out of the reckoning because they do not show what the student can do: a fire
/// drill, an illness. They stay on record and count nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excusal {
    /// Judgements by a teacher of the same student.
    pub of: Vec<OpId>,
    /// Why; the student reads it.
    pub reason: String,
}

impl Excusal {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::list("of", &self.of, 1, LIST)?;
        check::words("reason", &self.reason, LINE)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let target = |id: &OpId| Target::one(*id, &[Kind::Judgement]).in_lane(Lane::Teacher);
        self.of.iter().map(|id| Name::Fact(target(id))).collect()
    }
}
