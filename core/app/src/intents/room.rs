//! What a teacher says of this moment: who is not here today, whom they see to later, with whom they sit. None of it is a
//! record, and what was said last stands.

use super::check::{class_of, class_shown, id};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::Subject;
use notyet_model::ids::UserId;
use notyet_model::register::ClassRole;

/// Says whether a student is here today; the class's other adults hear it when there is a network.
pub(crate) fn set_here(inner: &Inner, student: &str, here: bool) -> Result<u64, CoreError> {
    let (class, student) = taught(inner, student)?;
    let (_, today) = inner.work_time()?;
    let ((), written) = inner.store.write(|tx| tx.mark_here(class, student, today, here))?;
    inner.link.nudge();
    Ok(written.revision)
}

/// Puts a student off till later today, or takes that back; on this device alone.
pub(crate) fn set_later(inner: &Inner, student: &str, later: bool) -> Result<u64, CoreError> {
    let (class, student) = taught(inner, student)?;
    let (_, today) = inner.work_time()?;
    let ((), written) = inner.store.write(|tx| tx.mark_later(class, student, today, later))?;
    Ok(written.revision)
}

/// The teacher sits with a student. Said once, until they turn to somebody else: the screen is read again and again.
pub(crate) fn sit_with(inner: &Inner, (class, student): Subject) -> Result<(), CoreError> {
    if inner.kept().with.replace(student) != Some(student) {
        inner.store.sit_with(class, student)?;
        inner.link.nudge();
    }
    Ok(())
}

/// A student whom the signed-in person teaches, and the class: the one that Today shows where they are in it.
pub(super) fn taught(inner: &Inner, student: &str) -> Result<Subject, CoreError> {
    let student: UserId = id(student)?;
    let shown = class_shown(inner)?;
    let member = inner.store.read(|r| r.member(shown, student))?;
    if member.is_some_and(|it| it.active && it.role == ClassRole::Student) {
        return Ok((shown, student));
    }
    Ok((class_of(inner, student)?, student))
}
