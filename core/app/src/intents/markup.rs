//! What is changed of a photo before it is saved: kept change by change in a note of the device, so that it outlives the
//! app; made into a picture when it is done or its draft is saved. That picture takes the place of the photo in the
//! draft, and the unchanged photo goes from the disk when the draft is saved.

use super::check::{class_of, id};
use super::feedback::FeedbackDraft;
use super::own_class;
use super::photo::{copy_of, fault_in_words};
use super::piece::{self, Piece};
use super::work::{At, Draft, MOST_PHOTOS, subject_of};
use crate::core::Inner;
use crate::error::CoreError;
use crate::history::{PhotoCopy, Subject};
use crate::screens::markup::{self, MarkupScreen, PhotoEdge, PhotoEdit, PhotoLine, PhotoPart, PhotoSpot};
use crate::screens::place::DraftPlace;
use notyet_media::{Area, Edit, Orientation, PHOTO_SIDE, Picture, Side, Spot, Stroke, mark_up};
use notyet_model::ids::{AttachmentId, OutcomeId, UserId};
use notyet_store::{Reader, StoreError, Tx};
use serde::{Deserialize, Serialize};

/// Changes of one photo. Each is applied anew for every picture that is shown.
const MOST_EDITS: usize = 100;

/// The long side of the picture on the screen, in pixels.
const SHOWN_SIDE: u16 = 1280;

/// What was changed of one photo, as its note keeps it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct Marks {
    /// The unchanged photo, once a picture was made of it; before that it is the photo itself.
    base: Option<AttachmentId>,
    edits: Vec<Edit>,
    /// Taken back, the latest last.
    undone: Vec<Edit>,
    /// Whether the picture in the draft lacks something of `edits`.
    open: bool,
}

impl Marks {
    fn of(reader: &Reader<'_>, student: UserId, photo: AttachmentId) -> Result<Self, StoreError> {
        let text = reader.note(student, &note(photo))?;
        Ok(text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default())
    }

    fn keep(&self, tx: &mut Tx<'_>, student: UserId, photo: AttachmentId) -> Result<(), StoreError> {
        let is_untouched = self.base.is_none() && self.edits.is_empty() && self.undone.is_empty();
        if is_untouched {
            return tx.drop_note(student, &note(photo));
        }
        tx.set_note(student, &note(photo), &serde_json::to_string(self)?)
    }

    fn picture(&self, inner: &Inner, photo: AttachmentId, side: u16) -> Result<Picture, CoreError> {
        let base = self.base.unwrap_or(photo);
        let PhotoCopy { jpeg, orientation } =
            copy_of(inner, base)?.ok_or_else(|| CoreError::not_found("photo"))?;
        let turned = Orientation::from_exif(orientation.into()).unwrap_or_default();
        mark_up(&jpeg, turned, &self.edits, side).map_err(|fault| fault_in_words(&fault))
    }
}

fn note(photo: AttachmentId) -> String {
    format!("markup/{photo}")
}

/// The draft that lists a photo, or will list the picture that is made of it.
enum List {
    /// A student's, under the name of its note.
    Work(String),
    /// A teacher's feedback on an outcome.
    Feedback(OutcomeId),
    /// A teacher's capture.
    Capture(piece::At),
}

impl List {
    /// Puts a picture in the place of another one; at the end, where that is not in the list. `None` takes it out.
    fn put(
        &self,
        tx: &mut Tx<'_>,
        student: UserId,
        old: AttachmentId,
        new: Option<AttachmentId>,
    ) -> Result<(), StoreError> {
        match self {
            Self::Work(note) => {
                let mut draft = Draft::read(tx, student, note)?;
                replace(&mut draft.photos, old, new);
                tx.set_note(student, note, &draft.to_json())
            }
            Self::Feedback(outcome) => {
                let mut draft = FeedbackDraft::of(tx, student, *outcome)?;
                replace(&mut draft.photos, old, new);
                draft.keep(tx, student, *outcome)
            }
            Self::Capture(at) => {
                let mut piece = Piece::read(tx, *at)?.ok_or(StoreError::NotFound)?;
                replace(&mut piece.photos, old, new);
                piece.keep(tx, *at)
            }
        }
    }
}

fn replace(photos: &mut Vec<AttachmentId>, old: AttachmentId, new: Option<AttachmentId>) {
    match (photos.iter().position(|photo| *photo == old), new) {
        (Some(at), Some(new)) => photos[at] = new,
        (Some(at), None) => _ = photos.remove(at),
        (None, Some(new)) => photos.push(new),
        (None, None) => {}
    }
}

/// A photo that is looked at in Markup.
struct Open {
    subject: Subject,
    list: List,
    photo: AttachmentId,
    marks: Marks,
}

impl Open {
    fn of(inner: &Inner, place: &DraftPlace, photo: &str) -> Result<Self, CoreError> {
        let photo: AttachmentId = id(photo)?;
        let (subject, list) = match place {
            DraftPlace::Work { place } => {
                let at = At::of(place)?;
                let subject = inner.store.read(|r| {
                    let me = own_class::learner(inner, r)?;
                    let draft = Draft::read(r, me, &at.note())?;
                    listed(draft.photos.contains(&photo))?;
                    subject_of(r, me, at, &draft)
                })?;
                (subject, List::Work(at.note()))
            }
            DraftPlace::Feedback { student, outcome } => {
                let (student, outcome): (UserId, OutcomeId) = (id(student)?, id(outcome)?);
                let subject = (class_of(inner, student)?, student);
                inner.store.read(|r| {
                    let drawn = FeedbackDraft::of(r, student, outcome)?.photos.contains(&photo);
                    let work = r.evidence(student, Some(outcome), usize::MAX)?;
                    listed(drawn || work.iter().any(|piece| piece.body.attachments.contains(&photo)))
                })?;
                (subject, List::Feedback(outcome))
            }
            DraftPlace::Capture { student } => {
                let at = piece::At::of(inner, student.as_deref())?;
                let piece = inner.store.read(|r| Piece::read(r, at))?.unwrap_or_default();
                listed(piece.photos.contains(&photo))?;
                (piece.subject(at), List::Capture(at))
            }
            DraftPlace::OwnWords { .. } | DraftPlace::Rewording { .. } => {
                return Err(CoreError::not_found("photo"));
            }
        };
        let marks = inner.store.read(|r| Marks::of(r, subject.1, photo))?;
        Ok(Self { subject, list, photo, marks })
    }
}

fn listed(is_listed: bool) -> Result<(), StoreError> {
    if is_listed { Ok(()) } else { Err(StoreError::NotFound) }
}

/// Reads Markup.
pub(crate) fn markup(inner: &Inner, place: &DraftPlace, photo: &str) -> Result<MarkupScreen, CoreError> {
    let Open { photo, marks, .. } = Open::of(inner, place, photo)?;
    let picture = marks.picture(inner, photo, SHOWN_SIDE)?;
    let counts = (marks.edits.len(), marks.undone.len());
    Ok(markup::of(&inner.speech(), inner.store.revision(), picture, counts))
}

/// Changes the photo once more; what was taken back before is gone.
pub(crate) fn edit_photo(
    inner: &Inner,
    place: &DraftPlace,
    photo: &str,
    edit: &PhotoEdit,
) -> Result<u64, CoreError> {
    let edit = parsed(edit)?;
    change(inner, place, photo, |marks| {
        if marks.edits.len() >= MOST_EDITS {
            return Err(CoreError::invalid("markup", "too-many"));
        }
        marks.undone.clear();
        marks.edits.push(edit);
        Ok(())
    })
}

/// Takes the latest change back.
pub(crate) fn undo_edit(inner: &Inner, place: &DraftPlace, photo: &str) -> Result<u64, CoreError> {
    change(inner, place, photo, |marks| {
        let edit = marks.edits.pop().ok_or_else(|| CoreError::not_found("step"))?;
        marks.undone.push(edit);
        Ok(())
    })
}

/// Puts there again what was taken back last.
pub(crate) fn redo_edit(inner: &Inner, place: &DraftPlace, photo: &str) -> Result<u64, CoreError> {
    change(inner, place, photo, |marks| {
        let edit = marks.undone.pop().ok_or_else(|| CoreError::not_found("step"))?;
        marks.edits.push(edit);
        Ok(())
    })
}

fn change(
    inner: &Inner,
    place: &DraftPlace,
    photo: &str,
    change: impl FnOnce(&mut Marks) -> Result<(), CoreError>,
) -> Result<u64, CoreError> {
    let Open { subject, photo, mut marks, .. } = Open::of(inner, place, photo)?;
    change(&mut marks)?;
    marks.open = true;
    let ((), written) = inner.store.write(|tx| marks.keep(tx, subject.1, photo))?;
    Ok(written.revision)
}

/// Makes the picture and puts it into the draft. Without a change the photo stands there as it was taken.
pub(crate) fn finish_photo(inner: &Inner, place: &DraftPlace, photo: &str) -> Result<u64, CoreError> {
    finish(inner, Open::of(inner, place, photo)?)
}

fn finish(inner: &Inner, Open { subject, list, photo, marks }: Open) -> Result<u64, CoreError> {
    if !marks.open {
        return Ok(inner.store.revision());
    }
    let student = subject.1;
    let made = if marks.edits.is_empty() {
        None
    } else {
        if let List::Feedback(outcome) = list {
            let drawn = inner.store.read(|r| Ok(FeedbackDraft::of(r, student, outcome)?.photos))?;
            if drawn.len() >= MOST_PHOTOS && !drawn.contains(&photo) {
                return Err(CoreError::invalid("photo", "too-many"));
            }
        }
        let picture = marks.picture(inner, photo, PHOTO_SIDE)?;
        Some((AttachmentId(inner.store.env().new_id()), inner.store.write_photo(&picture.bytes)?))
    };
    let ((), written) = inner.store.write(|tx| {
        if Marks::of(tx, student, photo)? != marks {
            // Another change came while the picture was made.
            return Err(StoreError::Locked);
        }
        tx.drop_note(student, &note(photo))?;
        let shown = match (&made, &list) {
            (Some((new, file)), _) => {
                // It lies upright.
                tx.add_attachment(*new, subject, file, Orientation::Upright.exif())?;
                let base = Some(marks.base.unwrap_or(photo));
                Marks { base, open: false, ..marks.clone() }.keep(tx, student, *new)?;
                Some(*new)
            }
            (None, List::Feedback(_)) => None,
            (None, List::Work(_) | List::Capture(_)) => Some(marks.base.unwrap_or(photo)),
        };
        list.put(tx, student, photo, shown)?;
        // The picture that was made before; the photo itself stays as long as changes can be taken back.
        if marks.base.is_some() { tx.drop_noted_photo(photo).map(|_| ()) } else { Ok(()) }
    })?;
    Ok(written.revision)
}

/// Makes the pictures of a student's draft that were left in the middle of a change, as by an app that was killed: what
/// somebody hid is never saved in the open.
pub(super) fn finish_work(inner: &Inner, note: &str, subject: Subject) -> Result<(), CoreError> {
    let photos = inner.store.read(|r| Ok(Draft::read(r, subject.1, note)?.photos))?;
    finish_all(inner, subject, &photos, || List::Work(note.to_owned()))
}

/// The same for the pictures of feedback.
pub(super) fn finish_drawings(inner: &Inner, subject: Subject, outcome: OutcomeId) -> Result<(), CoreError> {
    let photos = inner.store.read(|r| Ok(FeedbackDraft::of(r, subject.1, outcome)?.photos))?;
    finish_all(inner, subject, &photos, || List::Feedback(outcome))
}

/// The same for the photos of a capture.
pub(super) fn finish_capture(inner: &Inner, at: piece::At) -> Result<(), CoreError> {
    let piece = inner.store.read(|r| Piece::read(r, at))?.unwrap_or_default();
    finish_all(inner, piece.subject(at), &piece.photos, || List::Capture(at))
}

fn finish_all(
    inner: &Inner,
    subject: Subject,
    photos: &[AttachmentId],
    list: impl Fn() -> List,
) -> Result<(), CoreError> {
    for photo in photos {
        let marks = inner.store.read(|r| Marks::of(r, subject.1, *photo))?;
        finish(inner, Open { subject, list: list(), photo: *photo, marks })?;
    }
    Ok(())
}

/// Forgets how a picture was made, and destroys the unchanged photo, unless a record carries that.
pub(super) fn forget(tx: &mut Tx<'_>, student: UserId, photo: AttachmentId) -> Result<(), StoreError> {
    if let Some(base) = Marks::of(tx, student, photo)?.base {
        tx.drop_noted_photo(base)?;
    }
    tx.drop_note(student, &note(photo))
}

fn parsed(edit: &PhotoEdit) -> Result<Edit, CoreError> {
    Ok(match edit {
        PhotoEdit::Crop { area } => {
            let area = Area::between(spot(area.from), spot(area.to));
            Edit::Crop(area.ok_or_else(|| CoreError::invalid("markup", "too-small"))?)
        }
        PhotoEdit::Cut { edge } => Edit::Crop(without(*edge)),
        PhotoEdit::Turn => Edit::Turn,
        PhotoEdit::Draw { line, colour } => Edit::Draw { stroke: parsed_line(line)?, colour: rgb(*colour) },
        PhotoEdit::Ring { part, width, colour } => {
            let line = PhotoLine { points: round(*part), width: *width };
            Edit::Draw { stroke: parsed_line(&line)?, colour: rgb(*colour) }
        }
        PhotoEdit::Blur { part } => {
            let Spot(x, y) = spot(middle(*part));
            let corner = |middle: Side| if middle < Side::MAX / 2 { 0 } else { Side::MAX };
            let centre = Spot(Side::MAX / 2, Side::MAX / 2);
            Edit::Blur(Area::between(Spot(corner(x), corner(y)), centre).expect("a quarter has room"))
        }
        PhotoEdit::Rub { line } => Edit::Rub(parsed_line(line)?),
    })
}

fn rgb(colour: u32) -> [u8; 3] {
    let [_, red, green, blue] = colour.to_be_bytes();
    [red, green, blue]
}

/// What is cut off at one step.
const STEP: Side = Side::MAX / 20;

/// All but a strip at this edge.
fn without(edge: PhotoEdge) -> Area {
    let (mut start, mut end) = (Spot(0, 0), Spot(Side::MAX, Side::MAX));
    match edge {
        PhotoEdge::Left => start.0 = STEP,
        PhotoEdge::Right => end.0 = Side::MAX - STEP,
        PhotoEdge::Top => start.1 = STEP,
        PhotoEdge::Bottom => end.1 = Side::MAX - STEP,
    }
    Area::between(start, end).expect("the rest is wide and high")
}

fn middle(part: PhotoPart) -> PhotoSpot {
    let (x, y) = match part {
        PhotoPart::TopLeft => (0.25, 0.25),
        PhotoPart::TopRight => (0.75, 0.25),
        PhotoPart::BottomLeft => (0.25, 0.75),
        PhotoPart::BottomRight => (0.75, 0.75),
    };
    PhotoSpot { x, y }
}

/// A ring within a quarter, closed.
fn round(part: PhotoPart) -> Vec<PhotoSpot> {
    const POINTS: u8 = 48;
    const RADIUS: f64 = 0.2;
    let PhotoSpot { x, y } = middle(part);
    let at = |n: u8| std::f64::consts::TAU * f64::from(n) / f64::from(POINTS);
    (0..=POINTS).map(|n| PhotoSpot { x: x + RADIUS * at(n).cos(), y: y + RADIUS * at(n).sin() }).collect()
}

fn parsed_line(line: &PhotoLine) -> Result<Stroke, CoreError> {
    let points: Vec<Spot> = line.points.iter().copied().map(spot).collect();
    if points.is_empty() || side(line.width) == 0 {
        return Err(CoreError::invalid("markup", "too-small"));
    }
    Stroke::through(&points, side(line.width)).ok_or_else(|| CoreError::invalid("markup", "too-long"))
}

fn spot(spot: PhotoSpot) -> Spot {
    Spot(side(spot.x), side(spot.y))
}

/// A finger may slide off the picture: its edge is as far as it goes.
fn side(part: f64) -> Side {
    (part.clamp(0.0, 1.0) * f64::from(Side::MAX)).round() as Side
}
