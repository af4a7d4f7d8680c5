//! Tag: whose work a capture shows, and what it shows. The class's names stand here and on Today, not on Capture.

use super::also::AlsoChip;
use super::capture::{LevelOption, OutcomeChoice};
use super::parts::{Empty, PhotoTile, Sign, UndoBar};

/// One student of the class, tagged or not.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TagSeat {
    /// The student.
    pub student: String,
    /// The short name ("Amara O.").
    pub name: String,
    /// Whether it is their work, too.
    pub tagged: bool,
    /// The level that was tapped on the outcome of the grid.
    pub level: Option<String>,
    /// Its sign.
    pub sign: Option<Sign>,
    /// A line about this student's part; may be empty.
    pub note: String,
    /// Whether the line is for staff alone.
    pub staff_only: bool,
    /// Who reads the line: "Amara O. and Amara's teachers read this."
    pub readers: String,
    /// Why the photo does not go into this student's record, and what to do instead.
    pub refusal: Option<String>,
    /// All of it in one breath.
    pub spoken: String,
}

/// A capture that was saved and can still be taken back.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct SavedPiece {
    /// "Saved for 5".
    pub text: String,
    /// What it might show, too.
    pub also: Vec<AlsoChip>,
    /// Taking it back: it stands again as it was tagged.
    pub undo: UndoBar,
}

/// All of Tag.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TagScreen {
    /// The database's revision.
    pub revision: u64,
    /// "7B".
    pub class_title: String,
    /// Its photos, oldest first.
    pub photos: Vec<PhotoTile>,
    /// The outcomes of the class; those are chosen that the work shows.
    pub outcomes: Vec<OutcomeChoice>,
    /// The outcome on which the grid's levels are; absent: none is chosen.
    pub judged: Option<String>,
    /// The levels of that outcome, lowest first.
    pub levels: Vec<LevelOption>,
    /// The students of the class, in the order of lists.
    pub seats: Vec<TagSeat>,
    /// "3 tagged", and whether the last step on the grid can be taken back.
    pub count: UndoBar,
    /// Who was tagged and has left the class meanwhile.
    pub gone: Option<String>,
    /// What was saved; the grid is over then.
    pub saved: Option<SavedPiece>,
    /// When there is nobody to tag.
    pub empty: Option<Empty>,
}

use super::{also, capture, view};
use crate::history::Captured;
use crate::intents::{self, Piece, PieceAt, Tag};
use notyet_model::ids::{OutcomeId, UserId};
use notyet_model::register::{Course, Member, Outcome, PhotoRefusal};
use notyet_model::scale::Scale;
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, word};
use std::collections::BTreeMap;

/// What Tag needs besides the database.
pub(crate) struct Asked {
    /// Where the capture was begun.
    pub(crate) at: PieceAt,
    /// The outcome of the grid; absent: the first that is chosen.
    pub(crate) judged: Option<OutcomeId>,
    /// The outcome that was picked last on another screen.
    pub(crate) first: Option<OutcomeId>,
    /// What was saved, if it was, and nothing was begun here since.
    pub(crate) saved: Option<Captured>,
    /// Whether the last step on the grid can be taken back.
    pub(crate) can_undo: bool,
}

/// Reads Tag.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    asked: &Asked,
) -> Result<TagScreen, StoreError> {
    let at = asked.at;
    let piece = Piece::read(reader, at)?.unwrap_or_default();
    let class = reader.class(piece.class_at(at))?.ok_or(StoreError::NotFound)?;
    let course = reader.course(class.course)?;
    let outcomes = reader.outcomes(class.course)?;
    let shown = intents::shows(reader, at, &piece, asked.first)?;
    let judged = asked.judged.filter(|id| shown.contains(id)).or(shown.first().copied());
    let outcome = judged.and_then(|judged| outcomes.iter().find(|(id, _)| *id == judged));
    let scale = outcome.map(|(_, outcome)| view::spoken_scale(speech, course.as_ref(), outcome));
    let rubric = match outcome.and_then(|(_, outcome)| outcome.rubric) {
        Some(version) => reader.rubric(version)?,
        None => None,
    };
    let members = intents::students(reader, at, &piece)?;
    let tags = Tag::all(reader, at)?;
    let grid = Grid { speech, piece: &piece, members: &members, tags: &tags, on: judged.zip(scale.as_ref()) };
    let seats: Vec<TagSeat> = members.iter().map(|member| grid.seat(member)).collect();
    let tagged = seats.iter().filter(|seat| seat.tagged).count();
    let choice = |(id, outcome): &(OutcomeId, _)| OutcomeChoice {
        chosen: shown.contains(id),
        ..capture::outcome_choice(*id, outcome)
    };
    Ok(TagScreen {
        revision,
        photos: view::tiles(reader, speech, &piece.photos, None)?,
        outcomes: outcomes.iter().map(choice).collect(),
        judged: judged.map(|id| id.to_string()),
        levels: scale
            .as_ref()
            .map(|scale| capture::level_options(speech, scale, rubric.as_ref(), None, None))
            .unwrap_or_default(),
        count: UndoBar {
            text: speech.say("tag-count", &[("count", tagged.into())]),
            can_undo: asked.can_undo,
            can_redo: false,
        },
        gone: grid.gone(reader, at, &class.title)?,
        saved: match &asked.saved {
            Some(captured) => Some(saved(reader, speech, (course.as_ref(), &outcomes), captured)?),
            None => None,
        },
        empty: seats.is_empty().then(|| Empty {
            title: speech.text("today-empty-class-title"),
            text: speech.text("today-empty-class-text"),
        }),
        class_title: class.title,
        seats,
    })
}

fn saved(
    reader: &Reader<'_>,
    speech: &Speech,
    course: (Option<&Course>, &[(OutcomeId, Outcome)]),
    captured: &Captured,
) -> Result<SavedPiece, StoreError> {
    let Captured { students, shows, also, .. } = captured;
    Ok(SavedPiece {
        text: speech.say("tag-saved", &[("count", students.len().into())]),
        also: also::read(reader, speech, course, students, shows, also)?,
        undo: UndoBar { text: speech.text("capture-saved"), can_undo: true, can_redo: false },
    })
}

/// What the seats are made of.
struct Grid<'a> {
    speech: &'a Speech,
    piece: &'a Piece,
    members: &'a [Member],
    tags: &'a BTreeMap<UserId, Tag>,
    /// The outcome of the grid, and its scale.
    on: Option<(OutcomeId, &'a Scale)>,
}

impl Grid<'_> {
    fn seat(&self, member: &Member) -> TagSeat {
        let name = [("name", member.short.as_str().into())];
        let tag = self.tags.get(&member.user);
        let level = self.on.and_then(|(outcome, scale)| {
            let level = tag?.level(outcome)?;
            Some((level, scale, scale.position(level)?))
        });
        let refusal = intents::refusal(self.piece, self.members, self.tags, member);
        let refusal = refusal.map(|refusal| self.speech.say(refusal_key(refusal), &name));
        let said = match (tag, &level) {
            (_, Some((_, scale, position))) => word(scale, *position).to_owned(),
            (Some(_), None) => self.speech.text("tag-tagged"),
            (None, None) => self.speech.text("tag-untagged"),
        };
        let heard = [said.as_str()].into_iter().chain(refusal.as_deref()).collect::<Vec<_>>().join(". ");
        let Tag { note, staff_only, .. } = tag.cloned().unwrap_or_default();
        let readers = if staff_only {
            self.speech.text("tag-readers-staff")
        } else {
            self.speech.say("tag-readers", &name)
        };
        TagSeat {
            student: member.user.to_string(),
            tagged: tag.is_some(),
            level: level.map(|(level, ..)| level.to_string()),
            // What a group is judged on is practice.
            sign: level.map(|(_, scale, position)| view::sign_of(scale, Some(position), true)),
            spoken: self
                .speech
                .say("today-row-spoken", &[("name", member.short.as_str().into()), ("reason", heard.into())]),
            note,
            staff_only,
            readers,
            refusal,
            name: member.short.clone(),
        }
    }

    /// Whoever was tagged and learns here no more; what was said of them is kept and not saved.
    fn gone(&self, reader: &Reader<'_>, at: PieceAt, class: &str) -> Result<Option<String>, StoreError> {
        let left = self.tags.keys().find(|user| !self.members.iter().any(|member| member.user == **user));
        let Some(left) = left else { return Ok(None) };
        let known = reader.member(self.piece.class_at(at), *left)?;
        Ok(known.map(|member| {
            let args = [("name", member.short.as_str().into()), ("class", class.into())];
            self.speech.say("tag-gone", &args)
        }))
    }
}

fn refusal_key(refusal: PhotoRefusal) -> &'static str {
    match refusal {
        PhotoRefusal::NoPhotos => "tag-no-photos",
        PhotoRefusal::OwnRecord => "tag-own-record",
        PhotoRefusal::OneRecord => "tag-one-record",
    }
}
