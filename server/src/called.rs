//! Finding people by what a technician types: an id, or a whole name in capitals or small letters.

use crate::storage::{Person, Stored, Tx};
use notyet_model::authority::Role;
use notyet_model::ids::UserId;

/// Why this is not one student.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAStudent {
    /// Nobody of that id or name.
    #[error("Nobody in the school has that name or id.")]
    Unknown,
    /// Somebody who is no student.
    #[error("{0} is not a student. Only students' records are erased or exported.")]
    Staff(String),
    /// Several students of that name.
    #[error("Several students have that name. Give one of these ids: {}.", .0.join(", "))]
    Several(Vec<String>),
}

/// Whether this is what somebody is called.
pub(crate) fn is_called(person: &Person, asked: &str) -> bool {
    let asked = asked.trim();
    asked.parse() == Ok(person.id) || person.name.to_lowercase() == asked.to_lowercase()
}

/// Everybody who is called this: staff, then students. An id is one person's, whatever another's name is.
pub(crate) fn people_called(tx: &mut dyn Tx, asked: &str) -> Stored<(Vec<Person>, Vec<Person>)> {
    let by_id = match asked.trim().parse::<UserId>() {
        Ok(id) => tx.person(id)?,
        Err(_) => None,
    };
    let found = match by_id {
        Some(person) => vec![person],
        None => tx.people()?.into_iter().filter(|person| is_called(person, asked)).collect(),
    };
    Ok(found.into_iter().partition(|person| person.role != Role::Student))
}

/// The one student who is called this.
pub(crate) fn student_called(tx: &mut dyn Tx, asked: &str) -> Stored<Result<Person, NotAStudent>> {
    let (staff, students) = people_called(tx, asked)?;
    Ok(match (&students[..], &staff[..]) {
        ([one], _) => Ok(one.clone()),
        ([], [one, ..]) => Err(NotAStudent::Staff(one.name.clone())),
        ([], []) => Err(NotAStudent::Unknown),
        (several, _) => Err(NotAStudent::Several(ids(several))),
    })
}

/// Their ids, as a sentence lists them.
pub(crate) fn ids(people: &[Person]) -> Vec<String> {
    people.iter().map(|person| person.id.to_string()).collect()
}
