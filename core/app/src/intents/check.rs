//! Input from the shells, parsed once: texts become ids, and whoever acts is who is signed in.

use crate::core::Inner;
use crate::error::CoreError;
use crate::screens::view;
use notyet_model::ids::{BadId, ClassId, UserId};
use notyet_model::register::ClassRole;
use notyet_store::{Reader, Session, StoreError};
use std::str::FromStr;

/// An id from a screen.
pub(crate) fn id<T: FromStr<Err = BadId>>(text: &str) -> Result<T, CoreError> {
    text.parse().map_err(|fault: BadId| CoreError::not_found(fault.kind))
}

/// Who is signed in.
pub(crate) fn session(reader: &Reader<'_>) -> Result<Session, StoreError> {
    reader.session()?.ok_or(StoreError::SignedOut)
}

/// The class in which the signed-in teacher meets this student.
pub(crate) fn class_of(inner: &Inner, student: UserId) -> Result<ClassId, CoreError> {
    let (class, _) = inner.store.read(|r| {
        let teacher = session(r)?.enrolment.user;
        view::class_of_student(r, teacher, student)
    })?;
    Ok(class)
}

/// The class that Today shows.
pub(crate) fn class_shown(inner: &Inner) -> Result<ClassId, CoreError> {
    let asked = inner.kept().class;
    let shown = inner.store.read(|r| {
        let classes = view::classes_of(r, session(r)?.enrolment.user, ClassRole::Teacher)?;
        Ok(view::chosen_class(&classes, asked))
    })?;
    shown.ok_or(CoreError::not_found("class"))
}

/// A text that a person typed, without the space around it.
pub(crate) fn typed<'a>(field: &str, text: &'a str, max_letters: usize) -> Result<&'a str, CoreError> {
    let text = short(field, text, max_letters)?;
    if text.is_empty() { Err(CoreError::invalid(field, "empty")) } else { Ok(text) }
}

/// Likewise, where nothing need be typed.
pub(crate) fn short<'a>(field: &str, text: &'a str, max_letters: usize) -> Result<&'a str, CoreError> {
    let text = text.trim();
    if text.chars().count() > max_letters {
        return Err(CoreError::invalid(field, "too-long"));
    }
    Ok(text)
}
