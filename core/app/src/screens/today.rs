//! Today: the class that a teacher works with, those who have waited longest first.

use super::parts::{Banner, Empty, UndoBar};
use super::seating::{self, Seating};

/// One student of the class.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TodayRow {
    /// The student.
    pub student: String,
    /// The whole name.
    pub name: String,
    /// The short name ("Amara O."), for a seat.
    pub short: String,
    /// Two letters for the disc.
    pub initials: String,
    /// Why they stand here: "No feedback yet", "Feedback on 12 Nov", "Not here today", in the plan also "Asked about C3".
    pub reason: String,
    /// What else they wait for: "Asked about C3", "Ready to show C4".
    pub needs: Vec<String>,
    /// What is so at this moment: "Mr Adeyemi is with Ben L.", "Later today".
    pub now: Option<String>,
    /// Whether they are here today, as far as an adult of the class has said.
    pub is_here: bool,
    /// Whether this person sees to them later today.
    pub is_later: bool,
    /// Whether they are here and have had no feedback today.
    pub waits: bool,
    /// Whether a question of theirs waits for an answer.
    pub asked: bool,
    /// Whether they say that they are ready to show something.
    pub ready: bool,
    /// Name and reason in one breath.
    pub spoken: String,
    /// What a reader hears of the button for all else that can be done with the name: "More about Ben Li".
    pub more: String,
}

/// A class to choose.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClassChoice {
    /// The class.
    pub class_id: String,
    /// "7B".
    pub title: String,
    /// Whether it is the one on screen.
    pub chosen: bool,
}

/// Someone who typed the class code and waits.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JoinRow {
    /// Names the request when it is decided.
    pub request: String,
    /// The name as typed.
    pub typed: String,
    /// Students of that class, those whose name is nearest to what was typed first.
    pub candidates: Vec<JoinCandidate>,
}

/// A student whom a request may belong to.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct JoinCandidate {
    /// The student.
    pub student: String,
    /// The whole name.
    pub name: String,
}

/// All of Today.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct TodayScreen {
    /// The database's revision.
    pub revision: u64,
    /// "Tuesday 24 November".
    pub date: String,
    /// The teacher's classes.
    pub classes: Vec<ClassChoice>,
    /// Whom to sit down with next, in this order, and why: at most as many as the day has conferences left.
    pub plan: Vec<TodayRow>,
    /// The students of the chosen class, those who have waited longest first.
    pub students: Vec<TodayRow>,
    /// The same students as they sit.
    pub seating: Seating,
    /// Requests to join.
    pub joining: Vec<JoinRow>,
    /// At most one.
    pub banner: Option<Banner>,
    /// What was saved last and can still be taken back; names no student.
    pub undo: Option<UndoBar>,
    /// "Saved 28 · open 3".
    pub footer: String,
    /// When there is no class or nobody in it.
    pub empty: Option<Empty>,
}

use super::names::likeness;
use super::{room::Room, sync, view};
use notyet_model::calendar::Day;
use notyet_model::ids::{ClassId, UserId};
use notyet_model::register::{ClassRole, Member};
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, dates};
use std::collections::HashSet;

/// How many students a request to join offers.
const MAX_CANDIDATES: usize = 40;

/// What Today needs besides the database.
pub(crate) struct Asked<'a> {
    /// The teacher.
    pub(crate) teacher: UserId,
    /// The class to show; absent: the first.
    pub(crate) class: Option<ClassId>,
    /// Now, and the present day in the school's zone.
    pub(crate) now: (i64, Day),
    /// The undo bar of what was saved last.
    pub(crate) undo: Option<UndoBar>,
    /// Whether the last move of a seat in a class can be taken back.
    pub(crate) can_undo_seat: &'a dyn Fn(ClassId) -> bool,
    /// What sentences call the device.
    pub(crate) device: sync::Device,
    /// Whether the server does not know this device any more.
    pub(crate) is_signed_out: bool,
}

/// Reads Today.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    asked: Asked<'_>,
) -> Result<TodayScreen, StoreError> {
    let classes = view::classes_of(reader, asked.teacher, ClassRole::Teacher)?;
    let chosen = view::chosen_class(&classes, asked.class);
    let room = match chosen {
        Some(class) => Room::read(reader, class, asked.now)?,
        None => Room::default(),
    };
    let (_, today) = asked.now;
    let students = room.students(speech, today);
    let empty = if classes.is_empty() {
        Some(("today-empty-title", "today-empty-text"))
    } else if students.is_empty() {
        Some(("today-empty-class-title", "today-empty-class-text"))
    } else {
        None
    };
    let seating = match chosen {
        Some(class) => seating::seating(reader, speech, class, &room.members, (asked.can_undo_seat)(class))?,
        None => Seating::default(),
    };
    let joining = joining(reader)?;
    Ok(TodayScreen {
        revision,
        date: dates::long(speech, today),
        banner: match joining.len() {
            // Whom the server does not know can let nobody in.
            n if n == 0 || asked.is_signed_out => {
                sync::banner(reader, speech, asked.device, asked.is_signed_out)?
            }
            n => Some(Banner {
                kind: super::parts::BannerKind::Joining,
                text: speech.say("banner-joining", &[("count", n.into())]),
                action: speech.text("action-see"),
            }),
        },
        classes: view::class_choices(classes, chosen),
        plan: room.plan(speech, today),
        students,
        seating,
        joining,
        undo: asked.undo,
        footer: match chosen {
            Some(class) => {
                let saved = saved_today(reader, class, today)?;
                let is_open = |m: &&Member| room.is_here(m.user) && !saved.contains(&m.user);
                let open = room.members.iter().filter(is_open).count();
                speech.say("today-footer", &[("saved", saved.len().into()), ("open", open.into())])
            }
            None => String::new(),
        },
        empty: empty.map(|(title, text)| Empty { title: speech.text(title), text: speech.text(text) }),
    })
}

/// Students about whom something was recorded today.
fn saved_today(reader: &Reader<'_>, class: ClassId, today: Day) -> Result<HashSet<UserId>, StoreError> {
    let (judged, said) = (reader.last_record(class)?, reader.last_feedback(class)?);
    let today = judged.iter().chain(&said).filter(|(_, day)| **day == today);
    Ok(today.map(|(student, _)| *student).collect())
}

fn joining(reader: &Reader<'_>) -> Result<Vec<JoinRow>, StoreError> {
    reader
        .joins()?
        .into_iter()
        .map(|request| {
            let mut members: Vec<Member> = reader
                .members(request.class)?
                .into_iter()
                .filter(|m| m.active && m.role == ClassRole::Student)
                .collect();
            members.sort_by_key(|m| std::cmp::Reverse(likeness(&request.name, &m.name)));
            members.truncate(MAX_CANDIDATES);
            Ok(JoinRow {
                request: request.id,
                typed: request.name,
                candidates: members
                    .into_iter()
                    .map(|m| JoinCandidate { student: m.user.to_string(), name: m.name })
                    .collect(),
            })
        })
        .collect()
}
