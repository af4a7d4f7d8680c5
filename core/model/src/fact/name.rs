//! What an id inside a body must be. A body answers every id that it names (`Body::names`), so that whoever keeps
//! the records resolves all of them in one way: same school, class and student, and a kind that allows it.

use super::{Body, Kind, Lane};
use crate::ids::{
    AttachmentId, ClassId, ContextId, CourseId, LevelId, MasteryDayId, OpId, OutcomeId, RoundId, RowId,
    RubricId, StarterId, TaskId, TermId, UserId, WayId,
};

/// An id that a body names, with what it must be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Name {
    /// A course.
    Course(CourseId),
    /// A class.
    Class(ClassId),
    /// An outcome of the class's course.
    Outcome(OutcomeId),
    /// A task of the class's course.
    Task(TaskId),
    /// A kind of work of the school.
    Context(ContextId),
    /// A word of the course's glossary.
    Term(TermId),
    /// A Mastery Day of the class.
    MasteryDay(MasteryDayId),
    /// A way to show mastery that this task offers.
    Way {
        /// The task.
        task: TaskId,
        /// The way.
        way: WayId,
    },
    /// A version of this outcome's rubric.
    Rubric {
        /// The version.
        rubric: RubricId,
        /// The outcome.
        outcome: OutcomeId,
    },
    /// A row of that version of the outcome's rubric; without a version, of its present one.
    Row {
        /// The row.
        row: RowId,
        /// The outcome.
        outcome: OutcomeId,
        /// The version.
        rubric: Option<RubricId>,
    },
    /// A level of this outcome's scale.
    Level {
        /// The level.
        level: LevelId,
        /// The outcome.
        outcome: OutcomeId,
    },
    /// A peer round of the class.
    Round(RoundId),
    /// A rubric row that this round is about.
    RoundRow {
        /// The round.
        round: RoundId,
        /// The row.
        row: RowId,
    },
    /// A starter that this round offers.
    Starter {
        /// The round.
        round: RoundId,
        /// The starter.
        starter: StarterId,
    },
    /// An attachment of the same student, or one that nobody has named yet.
    Attachment(AttachmentId),
    /// A person of the school.
    Person(UserId),
    /// A student of the class.
    Student(UserId),
    /// A fact of the same class.
    Fact(Target),
}

/// A fact that a body names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which one.
    pub id: OpId,
    /// The kinds that it may be of.
    pub kinds: &'static [Kind],
    /// Whose record it must be in; absent: the subject's of the naming operation.
    pub student: Option<UserId>,
    /// The outcome that it must be about.
    pub outcome: Option<OutcomeId>,
    /// The lane that it must be in.
    pub lane: Option<Lane>,
    /// Whether it is corrected or taken back, which not everyone may do; otherwise it is only pointed at.
    pub changes: bool,
}

impl Target {
    /// A fact of the same student that is pointed at.
    pub(crate) fn one(id: OpId, kinds: &'static [Kind]) -> Self {
        Self { id, kinds, student: None, outcome: None, lane: None, changes: false }
    }

    /// The same, which must be about an outcome.
    pub(crate) fn about(self, outcome: OutcomeId) -> Self {
        Self { outcome: Some(outcome), ..self }
    }

    /// The same, which must be in a lane.
    pub(crate) fn in_lane(self, lane: Lane) -> Self {
        Self { lane: Some(lane), ..self }
    }

    /// The same, in the record of another student of the class.
    pub(crate) fn of(self, student: UserId) -> Self {
        Self { student: Some(student), ..self }
    }

    /// The same, changed by the naming operation.
    pub(crate) fn changed(self) -> Self {
        Self { changes: true, ..self }
    }

    /// Whether the body found under [`Target::id`] is what it must be. Whose record it is in, and who may change
    /// it, are for the caller to compare.
    pub fn fits(&self, found: &Body) -> bool {
        if !self.kinds.contains(&found.which()) {
            return false;
        }
        // What was taken back is put back by a correction of the retraction; it is about nothing itself.
        if let Body::Retraction(_) = found {
            return true;
        }
        let lane = match found {
            Body::Judgement(judgement) => Some(judgement.lane),
            _ => None,
        };
        self.outcome.is_none_or(|outcome| found.names().contains(&Name::Outcome(outcome)))
            && self.lane.is_none_or(|wanted| lane == Some(wanted))
    }
}

/// The records that a body corrects: of its own kind, or a retraction that is thereby put right.
pub(crate) fn superseded<'a>(ids: &'a [OpId], kinds: &'static [Kind]) -> impl Iterator<Item = Target> + 'a {
    ids.iter().map(move |id| Target::one(*id, kinds).changed())
}
