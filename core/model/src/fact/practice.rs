//! What students log and say about themselves while they learn: practice, readiness, how a task feels, habits,
//! their own wordings, whom they would like to work with, what they sign up for.

use super::check::{self, BadFact, LINE, LIST, TEXT};
use super::name::superseded;
use super::{Kind, Lane, Name};
use crate::calendar::Day;
use crate::ids::{MasteryDayId, OpId, OutcomeId, TaskId, TermId};
use serde::{Deserialize, Serialize};

/// An entry of the practice log (features 8 and 33). It informs and earns a retake; it enters no level.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Practice {
    /// What was practised.
    pub outcome: OutcomeId,
    /// The task that was done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// The word of the glossary that was practised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub term: Option<TermPractice>,
    /// Whole minutes, 0 to 600; 0 where nobody looked at a clock.
    pub minutes: u32,
    /// What was done; at most 200 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When it was done, UTC milliseconds.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone.
    pub work_day: Day,
    /// All leaves that the author saw of what this one corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

/// How a term was practised.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermPractice {
    /// The term.
    pub term: TermId,
    /// Reading, writing or speaking it.
    pub mode: TermMode,
}

/// What one does with a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TermMode {
    /// Reading it.
    Reading,
    /// Writing it.
    Writing,
    /// Speaking it.
    Speaking,
}

impl Practice {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::number("minutes", self.minutes, 0, 600)?;
        check::text("note", &self.note, LINE)?;
        check::list("supersedes", &self.supersedes, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let mut names = vec![Name::Outcome(self.outcome)];
        names.extend(self.task.map(Name::Task));
        names.extend(self.term.map(|practised| Name::Term(practised.term)));
        names.extend(superseded(&self.supersedes, &[Kind::Practice, Kind::Retraction]).map(Name::Fact));
        names
    }
}

/// How sure a student is before a chance to show mastery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Confidence {
    /// "Not ready yet": a normal answer, which asks for a next step.
    NotYet,
    /// "Nearly."
    Nearly,
    /// "Ready."
    Ready,
}

/// A student says how ready they are, before a summative chance (feature 31).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Readiness {
    /// For what.
    pub outcome: OutcomeId,
    /// The task that would be the chance.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub task: Option<TaskId>,
    /// How sure.
    pub confidence: Confidence,
    /// What would help, in the student's words; at most 200 characters. May be empty: not knowing the next step
    /// is no reason to claim to be ready.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// The calendar day in the school's zone.
    pub day: Day,
}

impl Readiness {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::text("next_step", &self.next_step, LINE)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        [Name::Outcome(self.outcome)].into_iter().chain(self.task.map(Name::Task)).collect()
    }
}

/// How a task feels to a student.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Feel {
    /// "Too easy."
    TooEasy,
    /// "About right."
    AboutRight,
    /// "I am stuck."
    Stuck,
}

/// A student says how a task feels, to the teacher only (feature 21). The latest word on a task stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TaskFeel {
    /// The task.
    pub task: TaskId,
    /// How it feels.
    pub feel: Feel,
}

impl TaskFeel {
    /// It has no rules beyond its shape.
    pub fn check(&self) -> Result<(), BadFact> {
        Ok(())
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Task(self.task)]
    }
}

/// A habit or an effort that was noticed (feature 37). It names no outcome and no level, so that it cannot be
/// mixed into mastery.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Habit {
    /// The school's word for the habit; at most 200 characters.
    pub habit: String,
    /// What was seen; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Who noticed.
    pub lane: Lane,
    /// The calendar day in the school's zone.
    pub day: Day,
}

impl Habit {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("habit", &self.habit, LINE)?;
        check::text("note", &self.note, TEXT)
    }

    /// It names nothing.
    pub fn names(&self) -> Vec<Name> {
        Vec::new()
    }
}

/// What a wording says in other words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Wording {
    /// An outcome.
    Outcome(OutcomeId),
    /// A word of the glossary.
    Term(TermId),
}

impl Wording {
    /// The id that it names.
    pub fn name(self) -> Name {
        match self {
            Self::Outcome(id) => Name::Outcome(id),
            Self::Term(id) => Name::Term(id),
        }
    }
}

/// A student's own wording of an outcome or a term (features 8 and 73). The latest stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnWords {
    /// What is said in other words.
    pub of: Wording,
    /// The words; at most 200 characters.
    pub text: String,
}

impl OwnWords {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("text", &self.text, LINE)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![self.of.name()]
    }
}

/// On which side a student would like to work with somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Side {
    /// Learning it.
    Learning,
    /// Can do it and would like to help.
    Can,
}

/// "Would like to work on this" with somebody (feature 15). Taken back when it no longer holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Partner {
    /// On what.
    pub outcome: OutcomeId,
    /// Learning it, or able to.
    pub side: Side,
}

impl Partner {
    /// It has no rules beyond its shape.
    pub fn check(&self) -> Result<(), BadFact> {
        Ok(())
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Outcome(self.outcome)]
    }
}

/// A student signs up for a Mastery Day (feature 14). The latest sign-up for a day stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signup {
    /// Which day.
    pub mastery_day: MasteryDayId,
    /// What the student wants to work on, the dearest first; empty: not signed up after all.
    pub outcomes: Vec<OutcomeId>,
}

impl Signup {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::list("outcomes", &self.outcomes, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let outcomes = self.outcomes.iter().copied().map(Name::Outcome);
        [Name::MasteryDay(self.mastery_day)].into_iter().chain(outcomes).collect()
    }
}
