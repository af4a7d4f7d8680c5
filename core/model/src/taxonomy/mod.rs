//! What the levels of a scale mean beside other scales (features 46 and 49): Bloom's and Marzano's
//! taxonomies, Webb's depth of knowledge, the verbs of a standard, and conversions from one scale to another.
//! Suggests; a person decides.
//!
//! Sources: L. W. Anderson and D. R. Krathwohl (eds.), A Taxonomy for Learning, Teaching, and Assessing
//! (2001); R. J. Marzano and J. S. Kendall, The New Taxonomy of Educational Objectives (2nd ed. 2007); N. L.
//! Webb, Depth-of-Knowledge Levels for Four Content Areas (2002). The preset is the Mastery Wiki's:
//! “‘remember’ and ‘understand’ in Bloom's is equivalent to ‘approaching mastery’. … to demonstrate mastery
//! of most standards they likely need to be able to ‘apply’, ‘analyze’, and ‘evaluate’. Students who can
//! ‘create’ likely exceed mastery.”

pub mod conversion;
pub mod verbs;

use crate::ids::LevelId;
use crate::scale::Scale;
use serde::{Deserialize, Serialize};

/// The cognitive processes of Bloom's taxonomy as revised in 2001, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bloom {
    /// Recognising, recalling.
    Remember,
    /// Interpreting, exemplifying, classifying, summarising, inferring, comparing, explaining.
    Understand,
    /// Executing, implementing.
    Apply,
    /// Differentiating, organising, attributing.
    Analyze,
    /// Checking, critiquing.
    Evaluate,
    /// Generating, planning, producing.
    Create,
}

/// The levels of Marzano's and Kendall's New Taxonomy, lowest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Marzano {
    /// Recognising, recalling, executing.
    Retrieval,
    /// Integrating, symbolising.
    Comprehension,
    /// Matching, classifying, analysing errors, generalising, specifying.
    Analysis,
    /// Decision making, problem solving, experimenting, investigating.
    KnowledgeUtilization,
    /// Specifying goals, monitoring process, clarity and accuracy.
    Metacognition,
    /// Examining importance, efficacy, emotion and motivation.
    SelfSystem,
}

/// Webb's depth of knowledge, a tag on a task or prompt; what each means to a reader is said in the words
/// files.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub enum Depth {
    /// 1: recall.
    Recall,
    /// 2: skill or concept.
    Skill,
    /// 3: strategic thinking.
    Strategic,
    /// 4: extended thinking.
    Extended,
}

/// A number that is no depth of knowledge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a depth of knowledge is 1 to 4, not {0}")]
pub struct NoDepth(pub u8);

impl TryFrom<u8> for Depth {
    type Error = NoDepth;

    fn try_from(number: u8) -> Result<Self, NoDepth> {
        match number {
            1 => Ok(Self::Recall),
            2 => Ok(Self::Skill),
            3 => Ok(Self::Strategic),
            4 => Ok(Self::Extended),
            _ => Err(NoDepth(number)),
        }
    }
}

impl From<Depth> for u8 {
    fn from(depth: Depth) -> Self {
        match depth {
            Depth::Recall => 1,
            Depth::Skill => 2,
            Depth::Strategic => 3,
            Depth::Extended => 4,
        }
    }
}

impl Depth {
    /// A hint for a task that asks for this process, and no more than a hint: depth is in the task and not in
    /// its verb (Webb 2002; K. Hess et al., Cognitive Rigor, 2009). The ladder is ours.
    pub fn hint(bloom: Bloom) -> Self {
        match bloom {
            Bloom::Remember => Self::Recall,
            Bloom::Understand | Bloom::Apply => Self::Skill,
            Bloom::Analyze | Bloom::Evaluate => Self::Strategic,
            Bloom::Create => Self::Extended,
        }
    }
}

/// How far one level of a scale reaches in the taxonomies. It begins above the level below it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Meaning {
    /// The level.
    pub level: LevelId,
    /// The highest process of Bloom's that it asks for; `None`: it asks for none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bloom: Option<Bloom>,
    /// The highest level of Marzano's that it asks for; `None`: it asks for none yet.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marzano: Option<Marzano>,
}

/// Why a list is no mapping of a scale's levels.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadMeanings {
    /// A level has no line.
    #[error("the level “{0}” is not mapped")]
    Unmapped(String),
    /// A level has two lines.
    #[error("the level “{0}” is mapped twice")]
    Twice(String),
    /// A line is for a level of another scale.
    #[error("the level {0} is not one of the scale's")]
    UnknownLevel(LevelId),
    /// A level reaches less far in a taxonomy than the level below it.
    #[error("the level “{0}” reaches less far than the level below it")]
    Falling(String),
}

/// What each level of a scale means beside Bloom and Marzano. A school may change it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meanings(Vec<Meaning>);

impl Meanings {
    /// A mapping of every level of the scale, in any order.
    pub fn new(scale: &Scale, lines: &[Meaning]) -> Result<Self, BadMeanings> {
        if let Some(stray) = lines.iter().find(|line| scale.position(line.level).is_none()) {
            return Err(BadMeanings::UnknownLevel(stray.level));
        }
        let mut all: Vec<Meaning> = Vec::new();
        for level in scale.levels() {
            let mut own = lines.iter().filter(|line| line.level == level.id);
            let meaning = *own.next().ok_or_else(|| BadMeanings::Unmapped(level.word.clone()))?;
            if own.next().is_some() {
                return Err(BadMeanings::Twice(level.word.clone()));
            }
            if all.last().is_some_and(|below| meaning.bloom < below.bloom || meaning.marzano < below.marzano)
            {
                return Err(BadMeanings::Falling(level.word.clone()));
            }
            all.push(meaning);
        }
        Ok(Self(all))
    }

    /// The Mastery Wiki's mapping, by where a level stands to mastery: below it *understand*, at it
    /// *evaluate*, above it *create*; with two levels below mastery or more, the lowest asks for nothing yet.
    /// The top level reaches all of Bloom's. Marzano's part is ours: comprehension, analysis, knowledge
    /// utilization.
    pub fn preset(scale: &Scale) -> Self {
        let (mastery, top) = (scale.mastery(), scale.levels().len() - 1);
        let meaning = |(at, level): (usize, &crate::scale::Level)| {
            let (bloom, marzano) = if at > mastery || at == top {
                (Some(Bloom::Create), Some(Marzano::KnowledgeUtilization))
            } else if at == mastery {
                (Some(Bloom::Evaluate), Some(Marzano::Analysis))
            } else if at > 0 || mastery == 1 {
                (Some(Bloom::Understand), Some(Marzano::Comprehension))
            } else {
                (None, None)
            };
            Meaning { level: level.id, bloom, marzano }
        };
        Self(scale.levels().iter().enumerate().map(meaning).collect())
    }

    /// The lines, lowest level first.
    pub fn lines(&self) -> &[Meaning] {
        &self.0
    }

    /// The position of the lowest level that asks for this process; `None` when the scale does not reach it.
    pub fn of_bloom(&self, bloom: Bloom) -> Option<usize> {
        self.0.iter().position(|meaning| meaning.bloom >= Some(bloom))
    }

    /// The position of the lowest level that asks for this level of Marzano's; `None` when the scale does not
    /// reach it.
    pub fn of_marzano(&self, marzano: Marzano) -> Option<usize> {
        self.0.iter().position(|meaning| meaning.marzano >= Some(marzano))
    }
}

#[cfg(test)]
mod tests;
