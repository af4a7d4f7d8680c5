//! Walk: one outcome and one kind of work, the class as seats. A name is tapped, then a level; all of it is practice.

use super::capture::{self, KindChoice, LevelOption, OutcomeChoice};
use super::names::initials;
use super::parts::{Empty, Sign, UndoBar};
use super::seating::{self, SeatTable};
use super::view;
use notyet_model::calendar::Day;
use notyet_model::fact::{Judgement, Lane, Purpose};
use notyet_model::ids::{ClassId, ContextId, OutcomeId, UserId};
use notyet_model::register::{ClassRole, Member};
use notyet_model::scale::Scale;
use notyet_store::{Entry, Reader, StoreError};
use notyet_words::{Speech, word};

/// One student at their seat.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Seat {
    /// The student.
    pub student: String,
    /// The short name ("Amara O.").
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// The level that was tapped on this walk: the latest of today in this kind of work.
    pub level: Option<String>,
    /// Its sign.
    pub sign: Option<Sign>,
    /// Whether they are here today, as far as an adult of the class has said.
    pub is_here: bool,
    /// Name and level, or that they are not here, in one breath.
    pub spoken: String,
}

/// All of Walk.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WalkScreen {
    /// The database's revision.
    pub revision: u64,
    /// "7B".
    pub class_title: String,
    /// The outcomes of the class.
    pub outcomes: Vec<OutcomeChoice>,
    /// The school's kinds of work.
    pub kinds: Vec<KindChoice>,
    /// Lowest first; which one is chosen, each seat says.
    pub levels: Vec<LevelOption>,
    /// The students, in the order of lists.
    pub seats: Vec<Seat>,
    /// The same students as they sit.
    pub tables: Vec<SeatTable>,
    /// What was saved last; names no student.
    pub undo: Option<UndoBar>,
    /// "Saved 12 · open 17 · not here 2".
    pub footer: String,
    /// When there is nobody or nothing to walk with.
    pub empty: Option<Empty>,
}

/// What Walk needs besides the database.
pub(crate) struct Asked {
    /// Who walks.
    pub(crate) teacher: UserId,
    /// The class; absent: the first.
    pub(crate) class: Option<ClassId>,
    /// The outcome; absent: the first of the class.
    pub(crate) outcome: Option<OutcomeId>,
    /// The kind of work; absent: the first that is practice.
    pub(crate) kind: Option<ContextId>,
    /// Now, and the present day in the school's zone.
    pub(crate) now: (i64, Day),
    /// The undo bar of what was saved last.
    pub(crate) undo: Option<UndoBar>,
}

/// Reads Walk.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    asked: Asked,
) -> Result<WalkScreen, StoreError> {
    let classes = view::classes_of(reader, asked.teacher, ClassRole::Teacher)?;
    let chosen = classes.iter().find(|(id, _)| Some(*id) == asked.class).or(classes.first());
    let (class_id, class) = chosen.ok_or(StoreError::NotFound)?;
    let course = reader.course(class.course)?;
    let outcomes = reader.outcomes(class.course)?;
    let contexts = reader.contexts()?;
    let kind = (asked.kind.and_then(|id| contexts.iter().find(|(c, _)| *c == id)))
        .or_else(|| contexts.iter().find(|(_, c)| !c.at_bat))
        .or(contexts.first())
        .map(|(id, _)| *id);
    let outcome = outcomes.iter().find(|(o, _)| Some(*o) == asked.outcome).or(outcomes.first());
    let mut members = reader.members(*class_id)?;
    members.retain(|m| m.active && m.role == ClassRole::Student);
    let scale = outcome
        .map_or_else(Scale::preset, |(_, outcome)| view::spoken_scale(speech, course.as_ref(), outcome));
    let rubric = match outcome.and_then(|(_, outcome)| outcome.rubric) {
        Some(version) => reader.rubric(version)?,
        None => None,
    };
    let (now_ms, today) = asked.now;
    let not_here = reader.room(*class_id, today, now_ms)?.not_here;
    let mut seats = Vec::new();
    if let Some((id, _)) = outcome {
        for member in &members {
            let judged = latest_today(reader, member.user, *id, kind, today)?;
            seats.push(seat(speech, &scale, member, judged.as_ref(), !not_here.contains(&member.user)));
        }
    }
    let saved = seats.iter().filter(|seat| seat.level.is_some()).count();
    // Who is not here is no longer to be walked to; a level from before they left counts as saved.
    let away = seats.iter().filter(|seat| seat.level.is_none() && !seat.is_here).count();
    let counts =
        [("saved", saved.into()), ("open", (seats.len() - saved - away).into()), ("away", away.into())];
    Ok(WalkScreen {
        revision,
        class_title: class.title.clone(),
        outcomes: outcome.map(|(id, _)| capture::outcome_choices(&outcomes, None, *id)).unwrap_or_default(),
        kinds: capture::kind_choices(&contexts, kind),
        levels: capture::level_options(speech, &scale, rubric.as_ref(), None, None),
        undo: asked.undo,
        footer: speech.say(if away == 0 { "walk-footer" } else { "walk-footer-away" }, &counts),
        empty: seats.is_empty().then(|| Empty {
            title: speech.text("today-empty-class-title"),
            text: speech.text("student-empty-text"),
        }),
        tables: match seats.is_empty() {
            true => Vec::new(),
            false => seating::tables(reader, speech, *class_id, &members)?,
        },
        seats,
    })
}

/// The latest practice of today in this kind of work that a teacher judged and that stands.
pub(crate) fn latest_today(
    reader: &Reader<'_>,
    student: UserId,
    outcome: OutcomeId,
    kind: Option<ContextId>,
    today: Day,
) -> Result<Option<Entry<Judgement>>, StoreError> {
    let judgements = view::standing_judgements(reader.judgements(student, Some(outcome))?);
    let is_of_this_walk = |judgement: &Judgement| {
        judgement.work_day == today
            && judgement.lane == Lane::Teacher
            && judgement.purpose == Purpose::Formative
            && judgement.context == kind
            && judgement.level.is_some()
    };
    Ok(judgements.into_iter().rev().find(|entry| is_of_this_walk(&entry.body)))
}

fn seat(
    speech: &Speech,
    scale: &Scale,
    member: &Member,
    judged: Option<&Entry<Judgement>>,
    is_here: bool,
) -> Seat {
    let level = judged.and_then(|entry| entry.body.level);
    let position = level.and_then(|level| scale.position(level));
    let open = if is_here { "walk-open" } else { "today-not-here" };
    let said = position.map_or_else(|| speech.text(open), |p| word(scale, p).to_owned());
    Seat {
        student: member.user.to_string(),
        initials: initials(&member.name),
        is_here,
        level: level.filter(|_| position.is_some()).map(|level| level.to_string()),
        // All of a walk is practice.
        sign: position.map(|p| view::sign_of(scale, Some(p), true)),
        spoken: speech
            .say("today-row-spoken", &[("name", member.short.as_str().into()), ("reason", said.into())]),
        name: member.short.clone(),
    }
}
