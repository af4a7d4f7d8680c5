//! Whose own work it is, and in which class it is recorded.

use super::check::session;
use crate::core::Inner;
use crate::history::Subject;
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_store::{Reader, StoreError};

/// The signed-in student.
pub(crate) fn me(reader: &Reader<'_>) -> Result<UserId, StoreError> {
    Ok(session(reader)?.enrolment.user)
}

/// The student whose own work it is: the signed-in one, or the one whom a teacher's tablet is handed to.
pub(crate) fn learner(inner: &Inner, reader: &Reader<'_>) -> Result<UserId, StoreError> {
    inner.handed_to.map_or_else(|| me(reader), |(_, student)| Ok(student))
}

/// The class in which a student learns this outcome, and the student.
pub(crate) fn of_outcome(
    reader: &Reader<'_>,
    student: UserId,
    outcome: OutcomeId,
) -> Result<Subject, StoreError> {
    let course = reader.outcome(outcome)?.ok_or(StoreError::NotFound)?.course;
    for (id, class) in reader.classes()? {
        if class.course == course && reader.member(id, student)?.is_some_and(|member| member.active) {
            return Ok((id, student));
        }
    }
    Err(StoreError::NotFound)
}

/// The first class in which a student learns, and the student.
pub(crate) fn of_any(reader: &Reader<'_>, student: UserId) -> Result<Subject, StoreError> {
    for (id, _) in reader.classes()? {
        if reader.member(id, student)?.is_some_and(|member| member.active) {
            return Ok((id, student));
        }
    }
    Err(StoreError::NotFound)
}

/// The class that a record about a student comes from, and the student.
pub(crate) fn of_record(reader: &Reader<'_>, student: UserId, record: OpId) -> Result<Subject, StoreError> {
    reader.subject_of(record)?.filter(|(_, of)| *of == student).ok_or(StoreError::NotFound)
}
