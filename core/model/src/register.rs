//! Entities whose fields are last-writer-wins registers: what a school, a course and a class consist of. A
//! reader sees one merged map of fields; the structs here are typed views of such maps.

use crate::clock::Hlc;
use crate::ids::{ClassId, CourseId, LevelId, OpId, OutcomeId, RowId, RubricId, UserId};
use crate::level::Policy;
use crate::method::{AtBats, Method};
use crate::scale::Scale;
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use serde_json::{Map, Value};

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
}

impl Entity {
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
        }
    }

    /// The entity of that word on the wire.
    pub fn parse(word: &str) -> Option<Self> {
        [Self::School, Self::Context, Self::Course, Self::Class, Self::Outcome, Self::Rubric, Self::Member]
            .into_iter()
            .find(|e| e.as_str() == word)
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
    /// How levels are worked out; absent: the at-bats rule.
    #[serde(default)]
    pub method: Option<Method>,
    /// The numbers of the at-bats rule, where no method is named; absent: its defaults.
    #[serde(default)]
    pub at_bats: Option<AtBats>,
}

impl Course {
    /// How levels are worked out in this course.
    pub fn policy(&self) -> Policy {
        let at_bats = || Method::AtBats(self.at_bats.unwrap_or_default());
        Policy::of(self.method.unwrap_or_else(at_bats))
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

/// Fields of one version of a rubric.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rubric {
    /// Whose rubric it is.
    pub outcome: OutcomeId,
    /// One to four rows.
    pub rows: Vec<Row>,
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
        for word in ["school", "context", "course", "class", "outcome", "rubric", "member"] {
            assert_eq!(Entity::parse(word).map(Entity::as_str), Some(word));
        }
        assert_eq!(Entity::parse("poem"), None);
    }
}
