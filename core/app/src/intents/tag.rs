//! Whom a capture is tagged to, with which level and note each, and what it shows. Kept as notes about those students, so
//! that what was said of one goes with that one's record.

use super::check::id;
use super::piece::{self, At, Piece};
use crate::core::Inner;
use crate::error::CoreError;
use crate::screens::view;
use notyet_model::fact::LINE;
use notyet_model::ids::{LevelId, OutcomeId, UserId};
use notyet_model::register::{ClassRole, Member, PhotoRefusal, PhotoUse};
use notyet_store::{Reader, StoreError, Tx};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What is said of one student's part in a capture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Tag {
    /// The levels that were tapped, one an outcome.
    pub(crate) levels: Vec<(OutcomeId, LevelId)>,
    /// A line about this student's part; may be empty.
    pub(crate) note: String,
    /// Whether the line is for staff alone.
    pub(crate) staff_only: bool,
}

/// What was said of students before a step on the grid; absent: they were not tagged.
type Before = Vec<(UserId, Option<Tag>)>;

/// One step on the grid of a place.
#[derive(Clone)]
pub(crate) struct Tagged {
    /// The place.
    pub(crate) at: At,
    before: Before,
}

/// The name of the notes that keep the tags of a place.
fn name(at: At) -> String {
    at.student.map_or_else(|| "tag".to_owned(), |student| format!("tag/{student}"))
}

impl Tag {
    /// All tags of a place.
    pub(crate) fn all(reader: &Reader<'_>, at: At) -> Result<BTreeMap<UserId, Self>, StoreError> {
        let notes = reader.notes(&name(at))?;
        Ok(notes
            .into_iter()
            .map(|(of, text)| (of, serde_json::from_str(&text).unwrap_or_default()))
            .collect())
    }

    /// Puts it in the place of what was said of this student before.
    pub(crate) fn keep(&self, tx: &mut Tx<'_>, at: At, student: UserId) -> Result<(), StoreError> {
        tx.set_note(student, &name(at), &serde_json::to_string(self)?)
    }

    /// This student is not tagged any more.
    pub(crate) fn drop(tx: &mut Tx<'_>, at: At, student: UserId) -> Result<(), StoreError> {
        tx.drop_note(student, &name(at))
    }

    /// The level on an outcome.
    pub(crate) fn level(&self, outcome: OutcomeId) -> Option<LevelId> {
        self.levels.iter().find(|(of, _)| *of == outcome).map(|(_, level)| *level)
    }

    fn set_level(&mut self, outcome: OutcomeId, level: Option<LevelId>) {
        self.levels.retain(|(of, _)| *of != outcome);
        self.levels.extend(level.map(|level| (outcome, level)));
    }
}

/// The students of the class in which a capture is tagged, in the order of lists.
pub(crate) fn students(reader: &Reader<'_>, at: At, piece: &Piece) -> Result<Vec<Member>, StoreError> {
    let mut members = reader.members(piece.class_at(at))?;
    members.retain(|m| m.active && m.role == ClassRole::Student);
    Ok(members)
}

/// What speaks against this capture in a student's record.
pub(crate) fn refusal(
    piece: &Piece,
    members: &[Member],
    tags: &BTreeMap<UserId, Tag>,
    of: &Member,
) -> Option<PhotoRefusal> {
    if piece.photos.is_empty() {
        return None;
    }
    let tagged = |m: &&Member| m.user != of.user && tags.contains_key(&m.user);
    of.photos.refuses(members.iter().filter(tagged).map(|m| m.photos).collect::<Vec<PhotoUse>>())
}

/// A refusal as a rule of its field.
pub(crate) fn refused(refusal: PhotoRefusal) -> CoreError {
    CoreError::invalid(
        "photo",
        match refusal {
            PhotoRefusal::NoPhotos => "not-kept",
            PhotoRefusal::OwnRecord => "own-record",
            PhotoRefusal::OneRecord => "one-record",
        },
    )
}

/// Tags a student, or takes the tag and all that was said of them away.
pub(crate) fn tag_student(
    inner: &Inner,
    place: Option<&str>,
    student: &str,
    on: bool,
) -> Result<u64, CoreError> {
    let (at, student) = (At::of(inner, place)?, id(student)?);
    if on {
        return change(inner, at, &[student], |_| ());
    }
    let before = inner.store.read(|r| Tag::all(r, at))?.remove(&student);
    let revision = piece::change(inner, at, |tx, _| Tag::drop(tx, at, student))?;
    inner.history().did_tag(Tagged { at, before: vec![(student, before)] });
    Ok(revision)
}

/// Sets the level of students on an outcome, or none; tags them. In one step: those whom the photo does not go to are
/// left out.
///
/// # Errors
/// What speaks against the first of them, where it goes to none.
pub(crate) fn tag_level(
    inner: &Inner,
    place: Option<&str>,
    (students, outcome, level): (&[String], &str, Option<&str>),
) -> Result<u64, CoreError> {
    let at = At::of(inner, place)?;
    let students: Vec<UserId> = students.iter().map(|student| id(student)).collect::<Result<_, _>>()?;
    let outcome: OutcomeId = id(outcome)?;
    let level: Option<LevelId> = level.map(id).transpose()?;
    if let Some(level) = level {
        let scale = inner.store.read(|r| {
            let found = r.outcome(outcome)?.ok_or(StoreError::NotFound)?;
            Ok(view::scale_of(r.course(found.course)?.as_ref(), &found))
        })?;
        if scale.position(level).is_none() {
            return Err(CoreError::invalid("level", "unknown"));
        }
    }
    change(inner, at, &students, |tag| tag.set_level(outcome, level))
}

/// Keeps a line about a student's part; tags the student.
pub(crate) fn tag_note(
    inner: &Inner,
    place: Option<&str>,
    (student, text, staff_only): (&str, &str, bool),
) -> Result<u64, CoreError> {
    let (at, student) = (At::of(inner, place)?, id(student)?);
    if text.chars().count() > LINE {
        return Err(CoreError::invalid("tag-note", "too-long"));
    }
    write(inner, at, &[student], |tag| {
        text.clone_into(&mut tag.note);
        tag.staff_only = staff_only;
    })
    .map(|(_, revision)| revision)
}

/// Takes back the last step on the grid: a tap, or all that one drag set.
pub(crate) fn untag(inner: &Inner, place: Option<&str>) -> Result<u64, CoreError> {
    let at = At::of(inner, place)?;
    let step = inner.history().tagged(at).cloned().ok_or_else(|| CoreError::not_found("step"))?;
    let revision = piece::change(inner, at, |tx, _| {
        for (student, before) in &step.before {
            match before {
                Some(tag) => tag.keep(tx, at, *student)?,
                None => Tag::drop(tx, at, *student)?,
            }
        }
        Ok(())
    })?;
    inner.history().took_tag_back();
    Ok(revision)
}

/// Says that the capture shows an outcome, or does not.
pub(crate) fn tag_outcome(
    inner: &Inner,
    place: Option<&str>,
    outcome: &str,
    on: bool,
) -> Result<u64, CoreError> {
    let (at, outcome) = (At::of(inner, place)?, id(outcome)?);
    let first = inner.kept().outcome;
    piece::change(inner, at, |tx, piece| {
        let mut outcomes = shows(tx, at, piece, first)?;
        outcomes.retain(|of| *of != outcome);
        if on {
            outcomes.push(outcome);
        } else {
            for (student, mut tag) in Tag::all(tx, at)? {
                tag.set_level(outcome, None);
                tag.keep(tx, at, student)?;
            }
        }
        piece.outcomes = Some(outcomes);
        Ok(())
    })
}

/// What a capture shows: what was chosen, in the order in which it was; else what was picked last on another screen.
/// Outcomes that the course has no more are left out.
pub(crate) fn shows(
    reader: &Reader<'_>,
    at: At,
    piece: &Piece,
    first: Option<OutcomeId>,
) -> Result<Vec<OutcomeId>, StoreError> {
    let class = reader.class(piece.class_at(at))?.ok_or(StoreError::NotFound)?;
    let known = reader.outcomes(class.course)?;
    let chosen = piece.outcomes.clone().unwrap_or_else(|| first.into_iter().collect());
    Ok(chosen.into_iter().filter(|id| known.iter().any(|(of, _)| of == id)).collect())
}

/// One step on the grid: as [`write`], and it can be taken back.
fn change(inner: &Inner, at: At, students: &[UserId], change: impl Fn(&mut Tag)) -> Result<u64, CoreError> {
    let (before, revision) = write(inner, at, students, change)?;
    inner.history().did_tag(Tagged { at, before });
    Ok(revision)
}

/// Changes what is said of students, who are tagged from then on, where nothing speaks against it; says what was said of
/// each before.
fn write(
    inner: &Inner,
    at: At,
    students: &[UserId],
    change: impl Fn(&mut Tag),
) -> Result<(Before, u64), CoreError> {
    let (allowed, refused_first) = inner.store.read(|r| {
        let piece = Piece::read(r, at)?.unwrap_or_default();
        let (members, mut tags) = (self::students(r, at, &piece)?, Tag::all(r, at)?);
        let (mut allowed, mut first) = (vec![], None);
        for student in students {
            let of = members.iter().find(|m| m.user == *student).ok_or(StoreError::NotFound)?;
            match refusal(&piece, &members, &tags, of) {
                Some(against) => first = first.or(Some(against)),
                None => {
                    allowed.push(*student);
                    tags.entry(*student).or_default();
                }
            }
        }
        Ok((allowed, first))
    })?;
    if let (true, Some(against)) = (allowed.is_empty(), refused_first) {
        return Err(refused(against));
    }
    let mut before = Before::new();
    let revision = piece::change(inner, at, |tx, _| {
        let mut tags = Tag::all(tx, at)?;
        for student in &allowed {
            let was = tags.remove(student);
            let mut tag = was.clone().unwrap_or_default();
            change(&mut tag);
            tag.keep(tx, at, *student)?;
            before.push((*student, was));
        }
        Ok(())
    })?;
    Ok((before, revision))
}
