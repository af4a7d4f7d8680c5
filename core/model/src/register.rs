//! Entities whose fields are last-writer-wins registers: what a school, a course and a class consist of. A
//! reader sees one merged map of fields; the structs here are typed views of such maps.

mod language;
mod mastery_day;
mod names;
mod peer;
mod task;

pub use language::{Part, Phrase, Sample, SharedWording, Source, Term};
pub use mastery_day::MasteryDay;
pub use names::{BadEntity, check, names};
pub use peer::{PeerReview, PeerRound, RoundState, Shared, Starter};
pub use task::{BadDok, Dok, Task, Way};

use crate::clock::Hlc;
use crate::fact::{self, BadFact, Conditions, LINE, LIST, Name, TEXT};
use crate::ids::{ClassId, CourseId, LevelId, OpId, OutcomeId, RowId, RubricId, UserId};
use crate::level::AtBats;
use crate::scale::Scale;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};
use std::num::NonZeroU32;

/// The kinds of entity this program knows. Others are kept and shown nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Entity {
    /// The school itself; id = the school's. Fields of [`School`].
    School,
    /// A kind of work; id = [`crate::ids::ContextId`]. Fields of [`Context`].
    Context,
    /// A course; id = [`CourseId`]. Fields of [`Course`].
    Course,
    /// A class; id = [`ClassId`]. Fields of [`Class`].
    Class,
    /// An outcome; id = [`OutcomeId`]. Fields of [`Outcome`].
    Outcome,
    /// One version of a rubric, never written twice; id = [`RubricId`]. Fields of [`Rubric`].
    Rubric,
    /// A person in a class; id = `class/user`. Fields of [`Member`].
    Member,
    /// A task; id = [`crate::ids::TaskId`]. Fields of [`Task`].
    Task,
    /// A word of a course's glossary; id = [`crate::ids::TermId`]. Fields of [`Term`].
    Term,
    /// A phrase of the phrase bank, for staff; id = [`crate::ids::PhraseId`]. Fields of [`Phrase`].
    Phrase,
    /// Sample work beside a rubric's level; id = [`crate::ids::SampleId`]. Fields of [`Sample`].
    Sample,
    /// A wording that a teacher shares without a name; id = [`crate::ids::WordingId`]. Fields of
    /// [`SharedWording`].
    Wording,
    /// A Mastery Day; id = [`crate::ids::MasteryDayId`]. Fields of [`MasteryDay`].
    MasteryDay,
    /// A round of peer feedback, which names no student; id = [`crate::ids::RoundId`]. Fields of [`PeerRound`].
    PeerRound,
    /// Whose work one student reads in a round; id = `round/reviewer`. Fields of [`PeerReview`].
    PeerReview,
}

impl Entity {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::School,
        Self::Context,
        Self::Course,
        Self::Class,
        Self::Outcome,
        Self::Rubric,
        Self::Member,
        Self::Task,
        Self::Term,
        Self::Phrase,
        Self::Sample,
        Self::Wording,
        Self::MasteryDay,
        Self::PeerRound,
        Self::PeerReview,
    ];

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::School => "school",
            Self::Context => "context",
            Self::Course => "course",
            Self::Class => "class",
            Self::Outcome => "outcome",
            Self::Rubric => "rubric",
            Self::Member => "member",
            Self::Task => "task",
            Self::Term => "term",
            Self::Phrase => "phrase",
            Self::Sample => "sample",
            Self::Wording => "wording",
            Self::MasteryDay => "mastery_day",
            Self::PeerRound => "peer.round",
            Self::PeerReview => "peer.review",
        }
    }

    /// The entity of that word on the wire.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|e| e.as_str() == word)
    }
}

/// Which of two writes to one field stands: the later by `eff`, then by operation id.
pub fn wins(new: (Hlc, OpId), old: (Hlc, OpId)) -> bool {
    new > old
}

/// A typed view of an entity's merged fields. Fields that are absent take their defaults; a required field
/// that is absent, or one of another shape, makes the entity unreadable (it is kept, and shown nowhere).
pub fn view<T: DeserializeOwned>(fields: &Map<String, Value>) -> Option<T> {
    serde_json::from_value(Value::Object(fields.clone())).ok()
}

/// Fields of the school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// As people say it.
    pub name: String,
    /// IANA time zone ("America/New_York"): decides calendar days.
    pub zone: String,
    /// The school's leave for teachers of the same student to see each other's levels on school-wide outcomes
    /// (feature 57).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub shares_levels: bool,
    /// Who alone reads what was passed to the safeguarding lead (feature 69).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguarding_lead: Option<UserId>,
}

impl School {
    /// A school with nothing but its name and its time zone.
    pub fn named(name: &str, zone: &str) -> Self {
        let (name, zone) = (name.to_owned(), zone.to_owned());
        Self { name, zone, shares_levels: false, safeguarding_lead: None }
    }
}

/// Fields of a kind of work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Context {
    /// "Letter or essay", "Exit ticket".
    pub name: String,
    /// Whether it may be a chance to show mastery; otherwise practice only.
    pub at_bat: bool,
    /// Order among the others, lowest first.
    #[serde(default)]
    pub position: u32,
}

/// Fields of a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// As people say it.
    pub title: String,
    /// The course's scale; absent: the preset.
    #[serde(default)]
    pub scale: Option<Scale>,
    /// How levels are worked out; absent: the default rule.
    #[serde(default)]
    pub at_bats: Option<AtBats>,
    /// What earns a retake where neither the task nor the teacher says otherwise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retake: Option<Conditions>,
    /// How many retakes a teacher of the course takes on a day; absent: as many as are asked for. The others
    /// wait for the next day, in the order in which they were asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retakes_per_day: Option<NonZeroU32>,
}

impl Course {
    /// A course of this title in which everything else is as preset.
    pub fn titled(title: &str) -> Self {
        Self { title: title.to_owned(), scale: None, at_bats: None, retake: None, retakes_per_day: None }
    }
}

/// Fields of a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Class {
    /// "7B".
    pub title: String,
    /// The course that it follows.
    pub course: CourseId,
}

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
    /// The course that it belongs to; absent: the school, so that it may be judged in every class.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub course: Option<CourseId>,
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
    /// When and how progress is shown: practice, drafts, with help.
    #[serde(default, skip_serializing_if = "Expectation::is_empty")]
    pub progress: Expectation,
    /// When and how independent mastery is shown: the chances, alone.
    #[serde(default, skip_serializing_if = "Expectation::is_empty")]
    pub independent_mastery: Expectation,
}

impl Outcome {
    /// An outcome with nothing but its code and its wording: a skill, first in its course.
    pub fn worded(course: impl Into<Option<CourseId>>, code: &str, i_can: &str) -> Self {
        Self {
            course: course.into(),
            code: code.to_owned(),
            i_can: i_can.to_owned(),
            formal: String::new(),
            kind: OutcomeKind::default(),
            standards: Vec::new(),
            mastery: None,
            rubric: None,
            position: 0,
            progress: Expectation::default(),
            independent_mastery: Expectation::default(),
        }
    }

    fn check(&self) -> Result<(), BadFact> {
        fact::words("code", &self.code, fact::MARK)?;
        fact::words("i_can", &self.i_can, TEXT)?;
        fact::text("formal", &self.formal, TEXT)?;
        fact::list("standards", &self.standards, 0, LIST)?;
        self.progress.check()?;
        self.independent_mastery.check()
    }

    fn names(&self, id: OutcomeId) -> Vec<Name> {
        let mut names: Vec<Name> = self.course.map(Name::Course).into_iter().collect();
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
    fn check(&self) -> Result<(), BadFact> {
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

    fn names(&self) -> Vec<Name> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        let levels = cells.map(|cell| Name::Level { level: cell.level, outcome: self.outcome });
        [Name::Outcome(self.outcome)].into_iter().chain(levels).collect()
    }
}

/// What a person is in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassRole {
    /// Learns in it.
    Student,
    /// Teaches it, alone or with others.
    Teacher,
}

/// Fields of a person in a class.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    /// Which class.
    pub class: ClassId,
    /// Which person.
    pub user: UserId,
    /// Their role in it.
    pub role: ClassRole,
    /// The whole name, in the order its bearer uses.
    pub name: String,
    /// The shortest that tells them apart in this class ("Amara O.").
    pub short: String,
    /// What lists are ordered by.
    #[serde(default)]
    pub sort: String,
    /// False once they have left.
    pub active: bool,
}

impl Member {
    /// The register id of a person in a class.
    pub fn key(class: ClassId, user: UserId) -> String {
        format!("{class}/{user}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn a_view_takes_defaults_and_refuses_what_lacks_a_required_field() {
        let fields = json!({"name": "Essay", "at_bat": true, "colour": "kept elsewhere"});
        let context: Option<Context> = view(fields.as_object().unwrap());
        assert_eq!(context, Some(Context { name: "Essay".into(), at_bat: true, position: 0 }));
        assert_eq!(view::<Context>(json!({"name": "Essay"}).as_object().unwrap()), None);
    }

    #[test]
    fn every_entity_has_its_own_word() {
        let words: Vec<&str> = Entity::ALL.iter().map(|entity| entity.as_str()).collect();
        let all = "school context course class outcome rubric member task term phrase sample wording \
                   mastery_day peer.round peer.review";
        assert_eq!(words, all.split_whitespace().collect::<Vec<_>>());
        for entity in Entity::ALL {
            assert_eq!(Entity::parse(entity.as_str()), Some(*entity));
        }
        assert_eq!(Entity::parse("poem"), None);
    }
}
