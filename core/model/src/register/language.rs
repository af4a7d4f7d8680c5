//! The words of a course: its glossary, the teachers' phrases, wordings that are shared, sample work for a level.

use crate::fact::{self, BadFact, LINE, LIST, Link, Name, Rule, TEXT, Wording};
use crate::ids::{AttachmentId, CourseId, LevelId, OutcomeId, RowId, UserId};
use serde::{Deserialize, Serialize};

/// Fields of a term: a Tier-2 word that students are to understand and use (feature 8).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The course that it belongs to.
    pub course: CourseId,
    /// "counterclaim"; at most 200 characters.
    pub word: String,
    /// Other forms under which a text is linked to it ("counterclaims").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub forms: Vec<String>,
    /// What it means, in plain words; at most 2,000 characters.
    pub meaning: String,
    /// Outcomes whose wording needs it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<OutcomeId>,
}

impl Term {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        fact::words("word", &self.word, LINE)?;
        fact::list("forms", &self.forms, 0, LIST)?;
        self.forms.iter().try_for_each(|form| fact::words("forms", form, LINE))?;
        fact::words("meaning", &self.meaning, TEXT)?;
        fact::list("outcomes", &self.outcomes, 0, LIST)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let outcomes = self.outcomes.iter().copied().map(Name::Outcome);
        [Name::Course(self.course)].into_iter().chain(outcomes).collect()
    }
}

/// One of the three parts of feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// What went well.
    WentWell,
    /// What to improve.
    Improve,
    /// The next step.
    NextStep,
}

/// Fields of a phrase: a teacher's own words, kept to be said again (feature 39). For staff.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Phrase {
    /// The course that it belongs to.
    pub course: CourseId,
    /// Whose words.
    pub author: UserId,
    /// The part of feedback that it serves.
    pub part: Part,
    /// The outcome that it serves; absent: any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outcome: Option<OutcomeId>,
    /// The phrase; at most 200 characters.
    pub text: String,
    /// False once it was put away.
    pub active: bool,
}

impl Phrase {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        fact::words("text", &self.text, LINE)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let outcome = self.outcome.map(Name::Outcome);
        [Name::Course(self.course), Name::Person(self.author)].into_iter().chain(outcome).collect()
    }
}

/// Fields of a wording that a teacher shares with the class (feature 73). There is no field for a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SharedWording {
    /// The course that it belongs to.
    pub course: CourseId,
    /// What is said in other words.
    pub of: Wording,
    /// The words; at most 200 characters.
    pub text: String,
    /// False once it is no longer shared.
    pub active: bool,
}

impl SharedWording {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        fact::words("text", &self.text, LINE)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        vec![Name::Course(self.course), self.of.name()]
    }
}

/// Where sample work comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// A teacher made it.
    Teacher,
    /// Somebody gave it, with permission.
    Given,
}

/// Fields of sample work: what a level looks like (feature 73). An entity of its own, because a version of a
/// rubric is never written twice and samples are found all year. There is no field for a name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sample {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The row; absent: the outcome as a whole.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub row: Option<RowId>,
    /// The level that it shows.
    pub level: LevelId,
    /// The work, when it is a text; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The work, when it lies elsewhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub link: Option<Link>,
    /// The work, when it is a picture or a sound.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// Where it comes from.
    pub source: Source,
    /// False once it was put away.
    pub active: bool,
}

impl Sample {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        let shows = self.link.is_some() || !self.attachments.is_empty() || !self.text.trim().is_empty();
        fact::require(shows, "text", Rule::Missing)?;
        fact::text("text", &self.text, TEXT)?;
        fact::list("attachments", &self.attachments, 0, LIST)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let outcome = self.outcome;
        let mut names = vec![Name::Outcome(outcome)];
        names.extend(self.row.map(|row| Name::Row { row, outcome, rubric: None }));
        names.push(Name::Level { level: self.level, outcome });
        names.extend(self.attachments.iter().copied().map(Name::Attachment));
        names
    }
}
