//! Every id that a body names must be of something that is there and belongs where the body does.

use super::{Stop, require};
use crate::feed::id_in;
use crate::home::course_of;
use crate::storage::{Fields, Tx};
use crate::who::standing;
use notyet_model::authority::Refusal;
use notyet_model::fact::Name;
use notyet_model::ids::{ClassId, CourseId, OutcomeId, RoundId, RowId, RubricId, UserId};
use notyet_model::outcome::courses;
use notyet_model::register::{ClassRole, Course, Entity, Outcome, PeerRound, Rubric, Task, view};
use notyet_model::scale::Scale;
use serde::de::DeserializeOwned;

/// Where a body stands, and what looks up the things that it names.
pub(super) struct Desk<'a> {
    pub(super) tx: &'a mut dyn Tx,
    pub(super) class: Option<ClassId>,
    pub(super) course: Option<CourseId>,
    /// An entity as it will stand once the operation has taken effect; it may name itself.
    pub(super) fresh: Option<(Entity, &'a str, &'a Fields)>,
    pub(super) work_ms: i64,
    pub(super) now_ms: i64,
}

impl Desk<'_> {
    /// Looks one name up. Records and their attachments are for the caller, who knows whose they are.
    pub(super) fn resolve(&mut self, name: &Name) -> Result<(), Stop> {
        let fits = match name {
            Name::Fact(_) | Name::Attachment(_) => true,
            Name::Course(id) => !self.fields(Entity::Course, id)?.is_empty(),
            Name::Class(id) => self.class == Some(*id) && course_of(self.tx, *id)?.is_some(),
            Name::Outcome(id) => {
                let outcome = self.outcome(*id)?;
                self.course.is_some_and(|course| courses(&outcome).contains(&course))
            }
            Name::Task(id) => self.is_of_course(Entity::Task, id)?,
            Name::Term(id) => self.is_of_course(Entity::Term, id)?,
            Name::Context(id) => !self.fields(Entity::Context, id)?.is_empty(),
            Name::MasteryDay(id) => self.is_of_class(Entity::MasteryDay, id)?,
            Name::Round(id) => self.is_of_class(Entity::PeerRound, id)?,
            Name::Way { task, way } => {
                let task: Option<Task> = self.view(Entity::Task, task)?;
                task.is_some_and(|task| task.ways.iter().any(|it| it.id == *way))
            }
            Name::Rubric { rubric, outcome } => {
                let rubric: Option<Rubric> = self.view(Entity::Rubric, rubric)?;
                rubric.is_some_and(|rubric| rubric.outcome == *outcome)
            }
            Name::Row { row, outcome, rubric } => self.has_row(*outcome, *rubric, *row)?,
            Name::Level { level, outcome } => self.scale(*outcome)?.position(*level).is_some(),
            Name::RoundRow { round, row } => self.round(round)?.is_some_and(|it| it.rows.contains(row)),
            Name::Starter { round, starter } => {
                self.round(round)?.is_some_and(|it| it.starters.iter().any(|it| it.id == *starter))
            }
            Name::Person(id) => self.tx.person(*id)?.is_some(),
            Name::Student(id) => self.learns_here(*id)?,
        };
        require(fits, Refusal::BadReference)
    }

    fn fields(&mut self, entity: Entity, id: &impl ToString) -> Result<Fields, Stop> {
        let id = id.to_string();
        match self.fresh {
            Some((kind, own, fields)) if (kind, own) == (entity, id.as_str()) => Ok(fields.clone()),
            _ => Ok(self.tx.fields(entity.as_str(), &id)?),
        }
    }

    fn view<T: DeserializeOwned>(&mut self, entity: Entity, id: &impl ToString) -> Result<Option<T>, Stop> {
        let fields = self.fields(entity, id)?;
        Ok(view(&fields))
    }

    fn is_of_course(&mut self, entity: Entity, id: &impl ToString) -> Result<bool, Stop> {
        let fields = self.fields(entity, id)?;
        let of = id_in(&fields, "course");
        Ok(of.is_some() && of == self.course)
    }

    fn is_of_class(&mut self, entity: Entity, id: &impl ToString) -> Result<bool, Stop> {
        let fields = self.fields(entity, id)?;
        let of = id_in(&fields, "class");
        Ok(of.is_some() && of == self.class)
    }

    fn outcome(&mut self, id: OutcomeId) -> Result<Outcome, Stop> {
        Ok(self.view(Entity::Outcome, &id)?.ok_or(Refusal::BadReference)?)
    }

    /// A version of the outcome's rubric, the present one if none is named, has the row.
    fn has_row(&mut self, outcome: OutcomeId, rubric: Option<RubricId>, row: RowId) -> Result<bool, Stop> {
        let version = match rubric {
            Some(version) => Some(version),
            None => self.outcome(outcome)?.rubric,
        };
        let Some(version) = version else { return Ok(false) };
        let rubric: Option<Rubric> = self.view(Entity::Rubric, &version)?;
        Ok(rubric.is_some_and(|it| it.outcome == outcome && it.rows.iter().any(|it| it.id == row)))
    }

    /// The scale of the outcome's course.
    fn scale(&mut self, outcome: OutcomeId) -> Result<Scale, Stop> {
        let course = self.outcome(outcome)?.course;
        let course: Option<Course> = self.view(Entity::Course, &course)?;
        Ok(course.and_then(|course| course.scale).unwrap_or_else(Scale::preset))
    }

    fn round(&mut self, id: &RoundId) -> Result<Option<PeerRound>, Stop> {
        self.view(Entity::PeerRound, id)
    }

    fn learns_here(&mut self, user: UserId) -> Result<bool, Stop> {
        let Some(class) = self.class else { return Ok(false) };
        let member = self.tx.member(class, user)?.filter(|member| member.role == ClassRole::Student);
        Ok(member.is_some_and(|member| standing(&member, self.work_ms, self.now_ms).is_some()))
    }
}
