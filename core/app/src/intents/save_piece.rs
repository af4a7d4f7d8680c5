//! Saving a capture: each tagged student gets a record of their own, with photos of its own, in which nobody else is
//! named. All of it with one tap, held, and taken back with one.

use super::markup;
use super::piece::{At, Piece};
use super::tag::{self, Tag};
use super::work::{MOST_TEXT, link_of};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Captured, Subject, Written};
use crate::screens::view;
use notyet_model::calendar::Day;
use notyet_model::fact::{
    Body, Evidence, GroupLink, Judgement, Lane, Piece as Part, Purpose, Retraction, StaffNote, Support,
};
use notyet_model::ids::{AttachmentId, ClassId, OpId, OutcomeId, RubricId, UserId};
use notyet_model::scale::Scale;
use notyet_store::{PhotoCopy, Reader, Send, StoreError, Tx};

/// How often photos are copied anew because they were processed meanwhile, which happens to each once.
const TRIES: usize = 3;

/// Saves the capture of a place for all who are tagged.
pub(crate) fn save_piece(inner: &Inner, place: Option<&str>) -> Result<u64, CoreError> {
    let at = At::of(inner, place)?;
    markup::finish_capture(inner, at)?;
    let plan = Plan::of(inner, at)?;
    let copies = plan.students.len();
    let ((ops, photos), revision) =
        with_copies(inner, &plan.attachments, copies, |tx, copies| plan.write(tx, copies))?;
    inner.history().did_capture(Captured {
        at: plan.at,
        students: plan.students.iter().map(|(student, _)| *student).collect(),
        shows: plan.work.outcomes,
        also: vec![],
        piece: plan.piece,
        tags: plan.tags,
        ops,
        photos,
    });
    Ok(revision)
}

/// Takes a saved capture back: what is held goes without a trace, what was sent is retracted, and all of it stands again
/// as it was tagged.
pub(crate) fn undo_piece(inner: &Inner) -> Result<u64, CoreError> {
    let captured = inner.history().captured().cloned().ok_or_else(|| CoreError::not_found("step"))?;
    let Captured { at, mut piece, tags, ops, photos, .. } = captured;
    let owner = piece.subject(at);
    let ((), revision) = with_copies(inner, &photos, 1, |tx, copies| {
        let mut names = name_copies(tx, owner, &copies[0])?.into_iter();
        piece.photos = names.by_ref().take(piece.photos.len()).collect();
        piece.documents = names.by_ref().take(piece.documents.len()).collect();
        // It was heard before it was saved.
        piece.voice = names.next().map(|id| piece.voice.renamed(id)).unwrap_or_default();
        for (subject, op, _) in ops.iter().rev() {
            if !tx.remove_held(*op)? {
                let retraction = Body::Retraction(Retraction { of: vec![*op] });
                tx.append(Some(*subject), &retraction, Send::Now)?;
            }
        }
        for (student, tag) in &tags {
            tag.keep(tx, at, *student)?;
        }
        piece.keep(tx, at)
    })?;
    inner.history().forget_capture();
    Ok(revision)
}

/// The teacher turns to something else: what was saved for the students of the last capture may be sent.
pub(crate) fn leave_piece(inner: &Inner) -> Result<(), CoreError> {
    let students = inner.history().captured().map(|it| it.students.clone()).unwrap_or_default();
    inner.store.write(|tx| students.iter().try_for_each(|student| tx.release(Some(*student)).map(drop)))?;
    inner.link.nudge();
    Ok(())
}

/// The photos, the documents and the voice note of one record, each with the id under which it stands there.
type Photos = Vec<(AttachmentId, PhotoCopy)>;

/// What one tap on Save writes, checked.
struct Plan {
    at: At,
    class: ClassId,
    piece: Piece,
    /// Everybody who is tagged; some may have left the class meanwhile.
    tags: Vec<(UserId, Tag)>,
    /// Those of the class, in the order of lists.
    students: Vec<(UserId, Tag)>,
    outcomes: Vec<Shown>,
    /// Its photos, then its documents, then its voice note.
    attachments: Vec<AttachmentId>,
    /// Without photos, and without anybody's own line.
    work: Evidence,
}

/// An outcome that the work shows, as it is now.
struct Shown {
    id: OutcomeId,
    rubric: Option<RubricId>,
    scale: Scale,
}

impl Plan {
    fn of(inner: &Inner, at: At) -> Result<Self, CoreError> {
        let first = inner.kept().outcome;
        let (piece, members, tags, outcomes) = inner.store.read(|r| {
            let piece = Piece::read(r, at)?.unwrap_or_default();
            let outcomes = outcomes(r, tag::shows(r, at, &piece, first)?)?;
            Ok((piece.clone(), tag::students(r, at, &piece)?, Tag::all(r, at)?, outcomes))
        })?;
        if !piece.has_work() {
            return Err(CoreError::invalid("work", "empty"));
        }
        if piece.text.trim().chars().count() > MOST_TEXT {
            return Err(CoreError::invalid("work", "too-long"));
        }
        if outcomes.is_empty() {
            return Err(CoreError::invalid("outcome", "empty"));
        }
        let against = |m| tag::refusal(&piece, &members, &tags, m);
        let tagged: Vec<_> = members.iter().filter(|m| tags.contains_key(&m.user)).collect();
        if let Some(against) = tagged.iter().find_map(|member| against(member)) {
            return Err(tag::refused(against));
        }
        let students: Vec<_> = tagged
            .iter()
            .filter_map(|member| tags.get(&member.user).map(|tag| (member.user, tag.clone())))
            .collect();
        if students.is_empty() {
            return Err(CoreError::invalid("student", "empty"));
        }
        let (at_ms, day): (i64, Day) = inner.work_time()?;
        let work = Evidence {
            text: piece.text.trim().to_owned(),
            link: link_of(&piece.link)?,
            context: piece.kind,
            ..Evidence::of(outcomes.iter().map(|shown| shown.id).collect(), at_ms, day)
        };
        let attachments =
            piece.photos.iter().chain(&piece.documents).copied().chain(piece.voice.to_save()?).collect();
        let class = piece.class_at(at);
        let tags = tags.into_iter().collect();
        Ok(Self { at, class, piece, tags, students, outcomes, attachments, work })
    }

    /// Writes everybody's record; says which records those are, and the photos of the first.
    fn write(
        &self,
        tx: &mut Tx<'_>,
        copies: &[Photos],
    ) -> Result<(Vec<Written>, Vec<AttachmentId>), StoreError> {
        let (mut ops, mut parts, mut photos) = (vec![], vec![], vec![]);
        for ((student, tag), copies) in self.students.iter().zip(copies) {
            let subject = (self.class, *student);
            let mut work = self.work.clone();
            work.attachments = name_copies(tx, subject, copies)?;
            if photos.is_empty() {
                photos.clone_from(&work.attachments);
            }
            let first = ops.len();
            self.about(tx, subject, tag, work, &mut ops)?;
            parts.push(Part { student: *student, evidence: ops[first].1 });
        }
        if parts.len() > 1 {
            let subject = (self.class, parts[0].student);
            let link = Body::GroupLink(GroupLink { pieces: parts });
            ops.push((subject, tx.append(Some(subject), &link, Send::Held)?, link));
        }
        for attachment in &self.attachments {
            markup::forget(tx, self.at.owner, *attachment)?;
            tx.drop_noted_photo(*attachment)?;
        }
        self.piece.voice.destroy_gone(tx)?;
        for (student, _) in &self.tags {
            Tag::drop(tx, self.at, *student)?;
        }
        Piece::forget(tx, self.at)?;
        Ok((ops, photos))
    }

    /// Writes one student's record: the work first, then each level, then what is for staff alone.
    fn about(
        &self,
        tx: &mut Tx<'_>,
        subject: Subject,
        tag: &Tag,
        mut work: Evidence,
        ops: &mut Vec<Written>,
    ) -> Result<(), StoreError> {
        let mut append = |tx: &mut Tx<'_>, body: Body| {
            let op = tx.append(Some(subject), &body, Send::Held)?;
            ops.push((subject, op, body));
            Ok::<OpId, StoreError>(op)
        };
        let line = tag.note.trim();
        if !line.is_empty() && !tag.staff_only {
            work.text = [work.text.as_str(), line]
                .iter()
                .filter(|t| !t.is_empty())
                .copied()
                .collect::<Vec<_>>()
                .join("\n\n");
        }
        let piece = append(tx, Body::Evidence(work))?;
        for shown in &self.outcomes {
            // One that the scale has lost is on no screen either.
            let Some(level) = tag.level(shown.id).filter(|level| shown.scale.position(*level).is_some())
            else {
                continue;
            };
            let judgement = Judgement {
                evidence: Some(piece),
                outcome: shown.id,
                rubric_version: shown.rubric,
                level: Some(level),
                rows: vec![],
                // At-bat and help are said beside a student, one by one: never for a group.
                purpose: Purpose::Formative,
                support: Support::Independent,
                lane: Lane::Teacher,
                baseline: false,
                task: None,
                context: self.piece.kind,
                work_at_ms: self.work.work_at_ms,
                work_day: self.work.work_day,
                supersedes: vec![],
            };
            append(tx, Body::Judgement(judgement))?;
        }
        if !line.is_empty() && tag.staff_only {
            let note = StaffNote { text: line.to_owned(), outcome: self.outcomes.first().map(|it| it.id) };
            append(tx, Body::StaffNote(note))?;
        }
        Ok(())
    }
}

fn outcomes(reader: &Reader<'_>, chosen: Vec<OutcomeId>) -> Result<Vec<Shown>, StoreError> {
    let mut shown = vec![];
    for id in chosen {
        if let Some(outcome) = reader.outcome(id)? {
            let course = reader.course(outcome.course)?;
            shown.push(Shown {
                id,
                rubric: outcome.rubric,
                scale: view::scale_of(course.as_ref(), &outcome),
            });
        }
    }
    Ok(shown)
}

fn name_copies(
    tx: &mut Tx<'_>,
    subject: Subject,
    copies: &[(AttachmentId, PhotoCopy)],
) -> Result<Vec<AttachmentId>, StoreError> {
    for (id, copy) in copies {
        tx.add_copy(*id, subject, copy)?;
    }
    Ok(copies.iter().map(|(id, _)| *id).collect())
}

/// Writes with so many copies of these photos. Bytes go to the disk before the transaction; where it fails, they go again.
fn with_copies<T>(
    inner: &Inner,
    photos: &[AttachmentId],
    times: usize,
    mut write: impl FnMut(&mut Tx<'_>, &[Photos]) -> Result<T, StoreError>,
) -> Result<(T, u64), CoreError> {
    let mut tries = 0;
    loop {
        tries += 1;
        let copies = copies(inner, photos, times)?;
        match inner.store.write(|tx| write(tx, &copies)) {
            Ok((done, written)) => return Ok((done, written.revision)),
            Err(fault) => {
                for (_, copy) in copies.into_iter().flatten() {
                    inner.store.discard_copy(copy)?;
                }
                // A photo was processed between copying and writing.
                if tries >= TRIES || !matches!(fault, CoreError::NotFound { .. }) {
                    return Err(fault);
                }
            }
        }
    }
}

fn copies(inner: &Inner, photos: &[AttachmentId], times: usize) -> Result<Vec<Photos>, CoreError> {
    let mut all: Vec<Photos> = vec![];
    for _ in 0..times {
        let mut of_one = Photos::new();
        for photo in photos {
            match inner.store.copy_photo(*photo) {
                Ok(copy) => of_one.push((AttachmentId(inner.store.env().new_id()), copy)),
                Err(fault) => {
                    for (_, copy) in all.into_iter().flatten().chain(of_one) {
                        inner.store.discard_copy(copy)?;
                    }
                    return Err(fault);
                }
            }
        }
        all.push(of_one);
    }
    Ok(all)
}
