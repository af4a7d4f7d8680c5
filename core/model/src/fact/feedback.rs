//! What is said about work and what comes of it: feedback, questions and answers, "I understand", the next step
//! in the student's own words.

use super::check::{self, BadFact, LINE, LIST, Rule, TEXT};
use super::name::superseded;
use super::{Kind, Link, Name, Target};
use crate::calendar::Day;
use crate::ids::{AttachmentId, OpId, OutcomeId};
use serde::{Deserialize, Serialize};

/// What a teacher says about work, in three parts, each of which may be empty, but not all: what is not written
/// may be spoken or drawn (feature 39).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feedback {
    /// The outcome that it is pegged to.
    pub outcome: OutcomeId,
    /// The judgement that it goes with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub judgement: Option<OpId>,
    /// What went well.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub went_well: String,
    /// What to improve.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub improve: String,
    /// One next step.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub next_step: String,
    /// One thing to learn from, for this student (feature 16).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub resource: Option<Link>,
    /// A voice note, a drawn-on photo.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub attachments: Vec<AttachmentId>,
    /// When it was written, UTC milliseconds.
    pub work_at_ms: i64,
    /// The calendar day of that moment in the school's zone.
    pub work_day: Day,
    /// All leaves that the author saw of what this one corrects.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub supersedes: Vec<OpId>,
}

impl Feedback {
    /// Feedback on an outcome, given then, that says nothing yet.
    pub fn on(outcome: OutcomeId, work_at_ms: i64, work_day: Day) -> Self {
        Self {
            outcome,
            judgement: None,
            went_well: String::new(),
            improve: String::new(),
            next_step: String::new(),
            resource: None,
            attachments: Vec::new(),
            work_at_ms,
            work_day,
            supersedes: Vec::new(),
        }
    }

    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        let parts =
            [("went_well", &self.went_well), ("improve", &self.improve), ("next_step", &self.next_step)];
        let written = parts.iter().any(|(_, part)| !part.trim().is_empty());
        check::require(written || !self.attachments.is_empty(), "next_step", Rule::Missing)?;
        for (field, part) in parts {
            check::text(field, part, TEXT)?;
        }
        check::list("attachments", &self.attachments, 0, LIST)?;
        check::list("supersedes", &self.supersedes, 0, LIST)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let outcome = self.outcome;
        let mut names = vec![Name::Outcome(outcome)];
        let judged = |id| Name::Fact(Target::one(id, &[Kind::Judgement]).about(outcome));
        names.extend(self.judgement.map(judged));
        names.extend(self.attachments.iter().copied().map(Name::Attachment));
        let old = superseded(&self.supersedes, &[Kind::Feedback, Kind::Retraction]);
        names.extend(old.map(|target| Name::Fact(target.about(outcome))));
        names
    }
}

/// A student asks about feedback (feature 42).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// What it is about.
    pub feedback: OpId,
    /// What is asked; at most 2,000 characters.
    pub text: String,
}

impl Question {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.feedback, &[Kind::Feedback]))]
    }
}

/// A teacher answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// The question.
    pub question: OpId,
    /// The answer; at most 2,000 characters.
    pub text: String,
}

impl Answer {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::words("text", &self.text, TEXT)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.question, &[Kind::Question]))]
    }
}

/// A student says "I understand".
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Understood {
    /// What is understood.
    pub feedback: OpId,
}

impl Understood {
    /// It has no rules beyond its shape.
    pub fn check(&self) -> Result<(), BadFact> {
        Ok(())
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        vec![Name::Fact(Target::one(self.feedback, &[Kind::Feedback]))]
    }
}

/// A student says the next step in their own words, typed or spoken; so also ends a conference ("in Amara's
/// words").
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rewording {
    /// Whose next step is reworded.
    pub feedback: OpId,
    /// The words; may be empty when they are spoken. At most 200 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The voice note.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub voice: Option<AttachmentId>,
}

impl Rewording {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        check::require(self.voice.is_some() || !self.text.trim().is_empty(), "text", Rule::Missing)?;
        check::text("text", &self.text, LINE)
    }

    /// Every id that it names.
    pub fn names(&self) -> Vec<Name> {
        let mut names = vec![Name::Fact(Target::one(self.feedback, &[Kind::Feedback]))];
        names.extend(self.voice.map(Name::Attachment));
        names
    }
}
