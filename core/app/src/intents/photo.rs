//! A photo, taken: metadata dropped in memory, encrypted and durable, then saved as a piece of evidence.
//! Decoding and shrinking come later, off this path.

use super::check::{class_of, id};
use super::work::MOST_PHOTOS;
use super::{tag, visit};
use crate::areas::PhotoInput;
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{Action, PhotoCopy, Placed, Subject};
use notyet_media::PhotoFault;
use notyet_model::fact::{Body, Evidence};
use notyet_model::ids::{AttachmentId, ContextId, OpId, OutcomeId, UserId};
use notyet_model::register::PhotoRefusal;
use notyet_store::{Reader, Send, StoreError, Tx, Written};
use notyet_sync::{ProcessedPhoto, Unreadable};

/// Records a photo: a piece of work, or one more photo of the piece that this visit has recorded.
pub(crate) fn record_photo(inner: &Inner, input: &PhotoInput) -> Result<u64, CoreError> {
    let student: UserId = id(&input.student)?;
    let outcome: OutcomeId = id(&input.outcome)?;
    let context: Option<ContextId> = input.kind.as_deref().map(id).transpose()?;
    let subject = (class_of(inner, student)?, student);
    inner.store.read(|r| may_be_kept(r, subject))?.map_err(tag::refused)?;
    let stripped = notyet_media::strip(&input.jpeg).map_err(|fault| fault_in_words(&fault))?;
    let (work_at_ms, work_day) = inner.work_time()?;
    let fresh = Evidence { context, ..Evidence::of(vec![outcome], work_at_ms, work_day) };
    let mut history = inner.history();
    // While it is held, one more photo is of the same piece of work.
    let open = history.work(subject, outcome).filter(|(_, work)| takes_more(work, context));
    let open = open.map(|(placed, work)| (placed.clone(), work.clone()));
    let attachment = AttachmentId(inner.store.env().new_id());
    let file = inner.store.write_photo(&stripped.bytes)?;
    let ((after, before, moved), written) = inner.store.write(|tx| {
        tx.add_attachment(attachment, subject, &file, stripped.orientation.exif())?;
        let (mut work, before) = match open {
            Some((placed, work)) if tx.unhold(placed.op)? => (work, Some(placed)),
            _ => (fresh, None),
        };
        work.attachments.push(attachment);
        let after = write(tx, subject, work)?;
        let moved = match &before {
            Some(placed) => visit::follow(tx, &history, subject, placed.op, after.op)?,
            None => vec![],
        };
        Ok((after, before, moved))
    })?;
    history.rewrote(moved);
    history.did(Action { subject, outcome, before, after, corrects: false, spare: vec![] });
    Ok(written.revision)
}

/// Whether another photo in this kind of work is one of the same piece.
fn takes_more(work: &Evidence, context: Option<ContextId>) -> bool {
    work.context == context && (1..MOST_PHOTOS).contains(&work.attachments.len())
}

/// Takes a photo out of the piece of work that this visit recorded, while that is held. Of its only photo the record is
/// made: that one is taken back with it.
pub(crate) fn remove_work_photo(
    inner: &Inner,
    student: &str,
    outcome: &str,
    photo: &str,
) -> Result<u64, CoreError> {
    let (student, outcome): (UserId, OutcomeId) = (id(student)?, id(outcome)?);
    let photo: AttachmentId = id(photo)?;
    let subject = (class_of(inner, student)?, student);
    let not_here = || CoreError::not_found("photo");
    let mut history = inner.history();
    let (placed, work) = history.work(subject, outcome).ok_or_else(not_here)?;
    let (placed, mut work) = (placed.clone(), work.clone());
    work.attachments.retain(|kept| *kept != photo);
    let Body::Evidence(before) = &placed.body else { return Err(not_here()) };
    if work.attachments.is_empty() || work.attachments.len() == before.attachments.len() {
        return Err(not_here());
    }
    let copy = copy_of(inner, photo)?.ok_or_else(not_here)?;
    let ((after, moved), written) = inner.store.write(|tx| {
        if !tx.unhold(placed.op)? {
            return Err(StoreError::NotFound);
        }
        let after = write(tx, subject, work)?;
        tx.drop_noted_photo(photo)?;
        let moved = visit::follow(tx, &history, subject, placed.op, after.op)?;
        Ok((after, moved))
    })?;
    history.rewrote(moved);
    let spare = vec![(photo, copy)];
    history.did(Action { subject, outcome, before: Some(placed), after, corrects: false, spare });
    Ok(written.revision)
}

fn write(tx: &mut Tx<'_>, subject: Subject, work: Evidence) -> Result<Placed, StoreError> {
    let body = Body::Evidence(work);
    let op = tx.append(Some(subject), &body, Send::Held)?;
    Ok(Placed { op, body, photo: None })
}

/// Whether photos may stand in this student's own record.
pub(super) fn may_be_kept(
    reader: &Reader<'_>,
    (class, student): Subject,
) -> Result<Result<(), PhotoRefusal>, StoreError> {
    let member = reader.member(class, student)?;
    Ok(member.and_then(|member| member.photos.refuses([])).map_or(Ok(()), Err))
}

/// Writes a photo's bytes and the evidence that names them.
pub(crate) fn place(
    inner: &Inner,
    subject: Subject,
    body: &mut Body,
    copy: &PhotoCopy,
) -> Result<(OpId, Written), CoreError> {
    let attachment = AttachmentId(inner.store.env().new_id());
    if let Body::Evidence(evidence) = body {
        evidence.attachments = vec![attachment];
    }
    let file = inner.store.write_photo(&copy.jpeg)?;
    let (op, written) = inner.store.write(|tx| {
        tx.add_attachment(attachment, subject, &file, copy.orientation)?;
        tx.append(Some(subject), body, Send::Held)
    })?;
    Ok((op, written))
}

/// The bytes of a photo that is here, and how they are to be turned.
pub(super) fn copy_of(inner: &Inner, id: AttachmentId) -> Result<Option<PhotoCopy>, CoreError> {
    let waiting = inner.store.photos_to_process()?;
    if let Some((_, orientation)) = waiting.into_iter().find(|(waiting, _)| *waiting == id)
        && let Some(jpeg) = inner.store.raw_photo(id)?
    {
        return Ok(Some(PhotoCopy { jpeg, orientation }));
    }
    // Already processed: it stands upright.
    let jpeg = inner.store.read_photo(id, notyet_store::PhotoSize::Full)?;
    Ok(jpeg.map(|jpeg| PhotoCopy { jpeg, orientation: 1 }))
}

/// Decodes and shrinks a captured photo, for the engine's photo worker.
pub(crate) fn process_photo(jpeg: &[u8], orientation: u8) -> Result<ProcessedPhoto, Unreadable> {
    let turned = notyet_media::Orientation::from_exif(orientation.into()).unwrap_or_default();
    let done = notyet_media::process(jpeg, turned).map_err(|fault| Unreadable { why: fault.to_string() })?;
    Ok(ProcessedPhoto {
        width: done.photo.width.into(),
        height: done.photo.height.into(),
        full: done.photo.bytes,
        thumb: done.thumb.bytes,
    })
}

/// What is not right with a photo, as a rule of its field.
pub(super) fn fault_in_words(fault: &PhotoFault) -> CoreError {
    CoreError::invalid(
        "photo",
        match fault {
            PhotoFault::Truncated => "cut-short",
            PhotoFault::TooManyBytes { .. }
            | PhotoFault::TooLarge { .. }
            | PhotoFault::NeedsHostDecoder { .. } => "too-large",
            _ => "not-a-photo",
        },
    )
}
