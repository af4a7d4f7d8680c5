//! The rules of entities and the ids that they name, asked of the merged fields: one write may carry one field,
//! and only together with those that stand already do fields make an entity.

use super::{
    Class, Context, Course, Entity, MasteryDay, Member, Outcome, PeerReview, PeerRound, Phrase, Rubric,
    Sample, School, Seat, SharedWording, Task, Term, view,
};
use crate::fact::{self, BadFact, Conditions, LINE, Name};
use crate::lease::Leases;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

/// Why fields make no entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadEntity {
    /// A required field is absent, or one has another shape.
    #[error("the fields do not make a {}", .0.as_str())]
    Shape(Entity),
    /// A field breaks a rule.
    #[error(transparent)]
    Rule(#[from] BadFact),
}

/// Whether merged fields make an entity that keeps its rules.
pub fn check(entity: Entity, fields: &Map<String, Value>) -> Result<(), BadEntity> {
    fn read<T: DeserializeOwned>(entity: Entity, fields: &Map<String, Value>) -> Result<T, BadEntity> {
        view(fields).ok_or(BadEntity::Shape(entity))
    }
    match entity {
        Entity::School => {
            let school: School = read(entity, fields)?;
            fact::words("name", &school.name, LINE)?;
            school.lease.as_ref().map_or(Ok(()), Leases::check)?;
        }
        Entity::Context => fact::words("name", &read::<Context>(entity, fields)?.name, LINE)?,
        Entity::Course => {
            let course: Course = read(entity, fields)?;
            fact::words("title", &course.title, LINE)?;
            course.retake.as_ref().map_or(Ok(()), Conditions::check)?;
        }
        Entity::Class => fact::words("title", &read::<Class>(entity, fields)?.title, LINE)?,
        Entity::Outcome => read::<Outcome>(entity, fields)?.check()?,
        Entity::Rubric => read::<Rubric>(entity, fields)?.check()?,
        Entity::Member => fact::words("name", &read::<Member>(entity, fields)?.name, LINE)?,
        Entity::Task => read::<Task>(entity, fields)?.check()?,
        Entity::Term => read::<Term>(entity, fields)?.check()?,
        Entity::Phrase => read::<Phrase>(entity, fields)?.check()?,
        Entity::Sample => read::<Sample>(entity, fields)?.check()?,
        Entity::Wording => read::<SharedWording>(entity, fields)?.check()?,
        Entity::MasteryDay => read::<MasteryDay>(entity, fields)?.check()?,
        Entity::PeerRound => read::<PeerRound>(entity, fields)?.check()?,
        Entity::PeerReview => read::<PeerReview>(entity, fields)?.check()?,
        Entity::Seat => drop(read::<Seat>(entity, fields)?),
    }
    Ok(())
}

/// Every id that the merged fields of the entity with this id name, with what it must be; `None` when they make
/// no entity. Ids that an entity defines itself (rows, ways, starters) are not among them.
pub fn names(entity: Entity, id: &str, fields: &Map<String, Value>) -> Option<Vec<Name>> {
    Some(match entity {
        Entity::School => view::<School>(fields)?.safeguarding_lead.map(Name::Person).into_iter().collect(),
        Entity::Context => Vec::new(),
        Entity::Course => {
            let tasks = view::<Course>(fields)?.retake.map(|conditions| conditions.tasks).unwrap_or_default();
            tasks.into_iter().map(Name::Task).collect()
        }
        Entity::Class => vec![Name::Course(view::<Class>(fields)?.course)],
        Entity::Outcome => view::<Outcome>(fields)?.names(id.parse().ok()?),
        Entity::Rubric => view::<Rubric>(fields)?.names(),
        Entity::Member => {
            let member: Member = view(fields)?;
            vec![Name::Class(member.class), Name::Person(member.user)]
        }
        Entity::Task => view::<Task>(fields)?.names(),
        Entity::Term => view::<Term>(fields)?.names(),
        Entity::Phrase => view::<Phrase>(fields)?.names(),
        Entity::Sample => view::<Sample>(fields)?.names(),
        Entity::Wording => view::<SharedWording>(fields)?.names(),
        Entity::MasteryDay => view::<MasteryDay>(fields)?.names(),
        Entity::PeerRound => view::<PeerRound>(fields)?.names(),
        Entity::PeerReview => view::<PeerReview>(fields)?.names(),
        Entity::Seat => {
            let seat: Seat = view(fields)?;
            vec![Name::Class(seat.class), Name::Student(seat.user)]
        }
    })
}
