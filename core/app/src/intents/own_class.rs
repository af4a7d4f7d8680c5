//! In which class a student's own record is written.

use super::check::session;
use crate::history::Subject;
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_store::{Reader, StoreError};

/// The signed-in student.
pub(crate) fn me(reader: &Reader<'_>) -> Result<UserId, StoreError> {
    Ok(session(reader)?.enrolment.user)
}

/// The class in which the signed-in student learns this outcome, and the student.
pub(crate) fn of_outcome(reader: &Reader<'_>, outcome: OutcomeId) -> Result<Subject, StoreError> {
    let me = me(reader)?;
    let course = reader.outcome(outcome)?.ok_or(StoreError::NotFound)?.course;
    for (id, class) in reader.classes()? {
        if class.course == course && reader.member(id, me)?.is_some_and(|member| member.active) {
            return Ok((id, me));
        }
    }
    Err(StoreError::NotFound)
}

/// The first class in which the signed-in student learns, and the student.
pub(crate) fn of_any(reader: &Reader<'_>) -> Result<Subject, StoreError> {
    let me = me(reader)?;
    for (id, _) in reader.classes()? {
        if reader.member(id, me)?.is_some_and(|member| member.active) {
            return Ok((id, me));
        }
    }
    Err(StoreError::NotFound)
}

/// The class that a record about the signed-in student comes from, and the student.
pub(crate) fn of_record(reader: &Reader<'_>, record: OpId) -> Result<Subject, StoreError> {
    let me = me(reader)?;
    reader.subject_of(record)?.filter(|(_, student)| *student == me).ok_or(StoreError::NotFound)
}
