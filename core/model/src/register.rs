//! Entities whose fields are last-writer-wins registers: what a school, a course and a class consist of. A
//! reader sees one merged map of fields; the structs here are typed views of such maps.

mod home;
mod language;
mod mastery_day;
mod names;
mod outcome;
mod peer;
mod seat;
mod task;

pub use home::{Home, home};
pub use language::{Part, Phrase, Sample, SharedWording, Source, Term};
pub use mastery_day::MasteryDay;
pub use names::{BadEntity, check, names};
pub use outcome::{Cell, Expectation, MOST_ROWS, Outcome, OutcomeKind, Row, Rubric};
pub use peer::{PeerReview, PeerRound, RoundState, Shared, Starter};
pub use seat::Seat;
pub use task::{Task, Way};

use crate::clock::Hlc;
use crate::fact::Conditions;
use crate::ids::{ClassId, CourseId, OpId, UserId};
use crate::language::school_word::SchoolWords;
use crate::lease::Leases;
use crate::level::Policy;
use crate::method::{AtBats, Method};
use crate::plan::overlap::Sharing;
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
    /// Where a student sits; id = `class/user`. Fields of [`Seat`].
    Seat,
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
        Self::Seat,
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
            Self::Seat => "seat",
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
    T::deserialize(fields).ok()
}

/// Fields of the school.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct School {
    /// As people say it.
    pub name: String,
    /// IANA time zone ("America/New_York"): decides calendar days.
    pub zone: String,
    /// What teachers of the same student see of each other's classes (feature 57); absent: the product's default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sharing: Option<Sharing>,
    /// Who alone reads what was passed to the safeguarding lead (feature 69).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub safeguarding_lead: Option<UserId>,
    /// How long its devices keep records without contact; absent: the product's terms.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub lease: Option<Leases>,
    /// Its own word for an outcome (feature 7), in the languages that it has one for.
    #[serde(default, skip_serializing_if = "SchoolWords::is_empty")]
    pub outcome_word: SchoolWords,
    /// Its own word for a level.
    #[serde(default, skip_serializing_if = "SchoolWords::is_empty")]
    pub level_word: SchoolWords,
}

impl School {
    /// A school with nothing but its name and its time zone.
    pub fn named(name: &str, zone: &str) -> Self {
        let (name, zone) = (name.to_owned(), zone.to_owned());
        let words = SchoolWords::default();
        Self {
            name,
            zone,
            sharing: None,
            safeguarding_lead: None,
            lease: None,
            outcome_word: words.clone(),
            level_word: words,
        }
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
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub scale: Option<Scale>,
    /// How levels are worked out; absent: the at-bats rule.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// The numbers of the at-bats rule, where no method is named; absent: its defaults.
    #[serde(default, skip_serializing_if = "Option::is_none")]
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
        Self {
            title: title.to_owned(),
            scale: None,
            method: None,
            at_bats: None,
            retake: None,
            retakes_per_day: None,
        }
    }

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

/// What a person is in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClassRole {
    /// Learns in it.
    Student,
    /// Teaches it, alone or with others.
    Teacher,
}

/// What photos that show a student, or a student's work, may be used for (feature 25).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PhotoUse {
    /// They may stand in the records of others, too: those of a group.
    Yes,
    /// They stand in the student's own record only. So it is where the school has said nothing.
    #[default]
    OwnRecord,
    /// None are kept.
    No,
}

/// Why a photo does not go into a student's record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PhotoRefusal {
    /// No photos of this student are kept.
    NoPhotos,
    /// This student's photos stand in their own record only, and this one would stand in others'.
    OwnRecord,
    /// The photo stands in the record of somebody whose photos stand nowhere else.
    OneRecord,
}

impl PhotoUse {
    /// What speaks against a photo in the record of a student of whom this holds, when it stands in the records of these
    /// `others` as well.
    pub fn refuses(self, others: impl IntoIterator<Item = Self>) -> Option<PhotoRefusal> {
        let others: Vec<Self> = others.into_iter().collect();
        match self {
            Self::No => Some(PhotoRefusal::NoPhotos),
            Self::OwnRecord if !others.is_empty() => Some(PhotoRefusal::OwnRecord),
            _ if others.contains(&Self::OwnRecord) => Some(PhotoRefusal::OneRecord),
            Self::Yes | Self::OwnRecord => None,
        }
    }
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
    /// What photos of them may be used for; the school's word, which its import brings.
    #[serde(default)]
    pub photos: PhotoUse,
}

impl Member {
    /// The register id of a person in a class.
    pub fn key(class: ClassId, user: UserId) -> String {
        format!("{class}/{user}")
    }
}

#[cfg(test)]
mod tests;
