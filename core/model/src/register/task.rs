//! Tasks: what a class works on, in which order, for which outcomes, and which ways of showing mastery it offers.

use crate::fact::{self, BadFact, Conditions, LINE, LIST, Name, Resource, TEXT};
use crate::ids::{ContextId, CourseId, OutcomeId, StepId, TaskId, WayId};
use crate::taxonomy::Depth;
use serde::{Deserialize, Serialize};

/// A way to show mastery that a task offers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Way {
    /// Stable for ever; choices name it.
    pub id: WayId,
    /// "Podcast", "Poster"; at most 200 characters.
    pub title: String,
}

/// Fields of a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Task {
    /// The course that it belongs to.
    pub course: CourseId,
    /// As people say it; at most 200 characters.
    pub title: String,
    /// What to do; at most 2,000 characters.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub directions: String,
    /// The outcomes that it is judged on, whatever the way of showing them; at least one.
    pub outcomes: Vec<OutcomeId>,
    /// The kind of work, which says whether it may be a chance to show mastery.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub context: Option<ContextId>,
    /// Its Depth of Knowledge (feature 46).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dok: Option<Depth>,
    /// Order in the course, lowest first.
    #[serde(default)]
    pub position: u32,
    /// Activities of one step stand for each other: one of them done is the step done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<StepId>,
    /// Tasks that come first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<TaskId>,
    /// What earns a retake of it; absent: what the course says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retake: Option<Conditions>,
    /// Ways to show mastery (feature 36); empty: the task itself is the way.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<Way>,
    /// Whether students may propose a way of their own.
    #[serde(default)]
    pub own_ideas: bool,
    /// What to learn from (feature 16).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub resources: Vec<Resource>,
}

impl Task {
    /// Whether it keeps its rules. Circles of prerequisites are found by [`crate::flow::path`].
    pub fn check(&self) -> Result<(), BadFact> {
        fact::words("title", &self.title, LINE)?;
        fact::text("directions", &self.directions, TEXT)?;
        fact::list("outcomes", &self.outcomes, 1, LIST)?;
        fact::list("after", &self.after, 0, LIST)?;
        self.retake.as_ref().map_or(Ok(()), Conditions::check)?;
        let ways: Vec<WayId> = self.ways.iter().map(|way| way.id).collect();
        fact::list("ways", &ways, 0, LIST)?;
        self.ways.iter().try_for_each(|way| fact::words("title", &way.title, LINE))?;
        fact::list("resources", &self.resources, 0, LIST)?;
        self.resources.iter().try_for_each(Resource::check)
    }

    pub(super) fn names(&self) -> Vec<Name> {
        let mut names = vec![Name::Course(self.course)];
        names.extend(self.outcomes.iter().copied().map(Name::Outcome));
        names.extend(self.context.map(Name::Context));
        names.extend(self.after.iter().copied().map(Name::Task));
        names.extend(self.retake.iter().flat_map(|c| &c.tasks).copied().map(Name::Task));
        names
    }
}
