//! Outcomes and the versions of their rubrics.

use crate::fact::{self, BadFact, LINE, LIST, MARK, Name, TEXT};
use crate::ids::{CourseId, LevelId, OutcomeId, RowId, RubricId};
use serde::{Deserialize, Serialize};

/// Skill or content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum OutcomeKind {
    /// Something one can do in many subjects.
    #[default]
    Skill,
    /// Something one knows.
    Content,
}

/// What students and teachers expect of showing something: when, and how (feature 3). Either may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expectation {
    /// "Every week, in your notebook page"; at most 200 characters.
    #[serde(default)]
    pub when: String,
    /// "Two quotations with a sentence on each"; at most 200 characters.
    #[serde(default)]
    pub how: String,
}

impl Expectation {
    /// Nothing is said.
    pub fn is_empty(&self) -> bool {
        self.when.is_empty() && self.how.is_empty()
    }

    fn check(&self) -> Result<(), BadFact> {
        fact::text("when", &self.when, LINE)?;
        fact::text("how", &self.how, LINE)
    }
}

/// Fields of an outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// The course that it belongs to.
    pub course: CourseId,
    /// Short code ("C3"), unique in the course.
    pub code: String,
    /// As students read it ("I can …").
    pub i_can: String,
    /// The formal wording.
    #[serde(default)]
    pub formal: String,
    /// Skill or content.
    #[serde(default)]
    pub kind: OutcomeKind,
    /// Codes of the standards that it is aligned to.
    #[serde(default)]
    pub standards: Vec<String>,
    /// The level that counts as mastery, when it is not the scale's.
    #[serde(default)]
    pub mastery: Option<LevelId>,
    /// The present version of its rubric.
    #[serde(default)]
    pub rubric: Option<RubricId>,
    /// Order in the course, lowest first.
    #[serde(default)]
    pub position: u32,
    /// Whether it is the whole school's: other courses work on it too (feature 57).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub school_wide: bool,
    /// Which other courses do, when it is the whole school's; its own is not among them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub also_in: Vec<CourseId>,
    /// When and how progress is shown: practice, drafts, with help.
    #[serde(default, skip_serializing_if = "Expectation::is_empty")]
    pub progress: Expectation,
    /// When and how independent mastery is shown: the chances, alone.
    #[serde(default, skip_serializing_if = "Expectation::is_empty")]
    pub independent_mastery: Expectation,
}

impl Outcome {
    /// An outcome with nothing but its code and its wording: a skill, first in its course.
    pub fn worded(course: CourseId, code: &str, i_can: &str) -> Self {
        Self {
            course,
            code: code.to_owned(),
            i_can: i_can.to_owned(),
            formal: String::new(),
            kind: OutcomeKind::default(),
            standards: Vec::new(),
            mastery: None,
            rubric: None,
            position: 0,
            school_wide: false,
            also_in: Vec::new(),
            progress: Expectation::default(),
            independent_mastery: Expectation::default(),
        }
    }

    pub(super) fn check(&self) -> Result<(), BadFact> {
        fact::words("code", &self.code, MARK)?;
        fact::words("i_can", &self.i_can, TEXT)?;
        fact::text("formal", &self.formal, TEXT)?;
        fact::list("standards", &self.standards, 0, LIST)?;
        fact::list("also_in", &self.also_in, 0, LIST)?;
        self.progress.check()?;
        self.independent_mastery.check()
    }

    pub(super) fn names(&self, id: OutcomeId) -> Vec<Name> {
        let mut names = vec![Name::Course(self.course)];
        names.extend(self.also_in.iter().copied().map(Name::Course));
        names.extend(self.mastery.map(|level| Name::Level { level, outcome: id }));
        names.extend(self.rubric.map(|rubric| Name::Rubric { rubric, outcome: id }));
        names
    }
}

/// One row of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Stable from version to version.
    pub id: RowId,
    /// "Choosing", "Explaining".
    pub title: String,
    /// A description for each level.
    pub cells: Vec<Cell>,
}

/// What one level of one row looks like.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// The level.
    pub level: LevelId,
    /// In the student's words.
    pub text: String,
}

/// The most rows that a rubric has (feature 2).
pub const MOST_ROWS: usize = 4;

/// Fields of one version of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Whose rubric it is.
    pub outcome: OutcomeId,
    /// One to four rows.
    pub rows: Vec<Row>,
}

impl Rubric {
    pub(super) fn check(&self) -> Result<(), BadFact> {
        let rows: Vec<RowId> = self.rows.iter().map(|row| row.id).collect();
        fact::list("rows", &rows, 1, MOST_ROWS)?;
        for row in &self.rows {
            fact::words("title", &row.title, LINE)?;
            let levels: Vec<LevelId> = row.cells.iter().map(|cell| cell.level).collect();
            fact::list("cells", &levels, 0, crate::scale::MOST_LEVELS)?;
            row.cells.iter().try_for_each(|cell| fact::text("text", &cell.text, TEXT))?;
        }
        Ok(())
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let levels = cells.map(|cell| Name::Level { level: cell.level, outcome: self.outcome });
        [Name::Outcome(self.outcome)].into_iter().chain(levels).collect()
    }
}
