//! Mastery Days: when a class works on the outcomes that its students choose.

use crate::calendar::Day;
use crate::fact::{self, BadFact, LINE, LIST, Name};
use crate::ids::{ClassId, OutcomeId};
use serde::{Deserialize, Serialize};
use std::num::NonZeroU32;

/// Fields of a Mastery Day, or of a day to catch up (feature 14). Who signed up is a fact of each student.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MasteryDay {
    /// Whose.
    pub class: ClassId,
    /// When, in the school's zone.
    pub day: Day,
    /// "Mastery Day", "Catch-up day"; at most 200 characters. Empty: the school's usual word.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub title: String,
    /// What may be chosen; empty: every outcome of the course.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub outcomes: Vec<OutcomeId>,
    /// Places for each outcome; absent: as many as sign up.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub places: Option<NonZeroU32>,
}

impl MasteryDay {
    /// Whether it keeps its rules.
    pub fn check(&self) -> Result<(), BadFact> {
        fact::text("title", &self.title, LINE)?;
        fact::list("outcomes", &self.outcomes, 0, LIST)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let outcomes = self.outcomes.iter().copied().map(Name::Outcome);
        [Name::Class(self.class)].into_iter().chain(outcomes).collect()
    }
}
