//! From the domain to what screens share: signs, level words, outcome rows. Pure functions over what the store
//! read; every screen builds its parts here, so that a level looks and sounds the same everywhere.

use super::parts::{NextStep, OutcomeHead, OutcomeRow, PhotoState, PhotoTile, Sign};
use super::today::ClassChoice;
use notyet_model::calendar::Day;
use notyet_model::fact::{Evidence, Feedback, Judgement};
use notyet_model::ids::{AttachmentId, ClassId, OpId, OutcomeId, UserId};
use notyet_model::outcome::own_scale;
use notyet_model::register::{Class, ClassRole, Course, Outcome};
use notyet_model::scale::Scale;
use notyet_store::{AttachmentState, Entry, EntryState, LevelRow, Medium, Reader, StoreError};
use notyet_words::{Speech, dates, word};
use std::collections::HashSet;

/// How many photos a screen shows at most.
const MAX_PHOTOS: usize = 12;

/// The scale that an outcome is judged on: its course's, with its own level that counts as mastery.
pub(crate) fn scale_of(course: Option<&Course>, outcome: &Outcome) -> Scale {
    let scale = course.and_then(|c| c.scale.clone()).unwrap_or_else(Scale::preset);
    own_scale(outcome, &scale)
}

/// The same in words: a school's own, or the preset's in this language.
pub(crate) fn spoken_scale(speech: &Speech, course: Option<&Course>, outcome: &Outcome) -> Scale {
    notyet_words::spoken(speech, &scale_of(course, outcome))
}

/// Where a student stands on one outcome.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Standing {
    /// Position of the level.
    pub(crate) level: Option<usize>,
    /// Position of the latest practice.
    pub(crate) practice: Option<usize>,
}

impl From<&LevelRow> for Standing {
    fn from(row: &LevelRow) -> Self {
        Self { level: row.level.map(|l| l as usize), practice: row.practice.map(|l| l as usize) }
    }
}

impl Standing {
    /// That of one outcome among a student's.
    pub(crate) fn of(levels: &[LevelRow], outcome: OutcomeId) -> Self {
        levels.iter().find(|row| row.outcome == outcome).map(Self::from).unwrap_or_default()
    }

    /// Whether anything at all was judged.
    pub(crate) fn has_work(self) -> bool {
        self.level.or(self.practice).is_some()
    }
}

/// The sign of a level.
pub(crate) fn sign_of(scale: &Scale, level: Option<usize>, practice_only: bool) -> Sign {
    Sign {
        level: level.map(|l| l as u32),
        mastery: scale.mastery() as u32,
        levels: scale.levels().len() as u32,
        practice_only,
    }
}

/// The sign of where a student stands.
pub(crate) fn sign(scale: &Scale, standing: Standing) -> Sign {
    match standing.level {
        Some(level) => sign_of(scale, Some(level), false),
        None => sign_of(scale, standing.practice, standing.practice.is_some()),
    }
}

/// A level in words: "Approaching", "In practice: Approaching".
pub(crate) fn level_text(speech: &Speech, scale: &Scale, standing: Standing) -> String {
    match (standing.level, standing.practice) {
        (Some(level), _) => word(scale, level).to_owned(),
        (None, Some(practice)) => speech.say("level-in-practice", &[("level", word(scale, practice).into())]),
        (None, None) => speech.text("level-none"),
    }
}

fn spoken(speech: &Speech, scale: &Scale, outcome: &Outcome, standing: Standing) -> String {
    let i_can = ("i-can", outcome.i_can.as_str().into());
    match (standing.level, standing.practice) {
        (Some(level), _) => match scale.levels().get(level + 1) {
            Some(next) => speech.say(
                "level-spoken-next",
                &[i_can, ("level", word(scale, level).into()), ("next", next.word.as_str().into())],
            ),
            None => speech.say("level-spoken", &[i_can, ("level", word(scale, level).into())]),
        },
        (None, Some(practice)) => {
            speech.say("level-spoken-practice", &[i_can, ("level", word(scale, practice).into())])
        }
        (None, None) => speech.say("level-spoken-none", &[i_can]),
    }
}

/// An outcome in a list.
pub(crate) fn outcome_row(
    speech: &Speech,
    scale: &Scale,
    id: OutcomeId,
    outcome: &Outcome,
    standing: Standing,
) -> OutcomeRow {
    OutcomeRow {
        outcome: id.to_string(),
        code: outcome.code.clone(),
        i_can: outcome.i_can.clone(),
        sign: sign(scale, standing),
        level: level_text(speech, scale, standing),
        spoken: spoken(speech, scale, outcome, standing),
    }
}

/// The head of everything about one outcome.
pub(crate) fn outcome_head(
    speech: &Speech,
    scale: &Scale,
    id: OutcomeId,
    outcome: &Outcome,
    standing: Standing,
) -> OutcomeHead {
    OutcomeHead {
        outcome: id.to_string(),
        code: outcome.code.clone(),
        i_can: outcome.i_can.clone(),
        sign: sign(scale, standing),
        level: level_text(speech, scale, standing),
        plain: standing
            .level
            .and_then(|l| scale.levels().get(l))
            .map(|l| l.plain.clone())
            .unwrap_or_default(),
        spoken: spoken(speech, scale, outcome, standing),
    }
}

/// Photos of pieces of evidence, which come newest first.
pub(crate) fn photos(
    reader: &Reader<'_>,
    speech: &Speech,
    evidence: &[Entry<Evidence>],
) -> Result<Vec<PhotoTile>, StoreError> {
    let mut found = Vec::new();
    for entry in evidence.iter().filter(|e| !e.retracted) {
        found.append(&mut tiles(reader, speech, &entry.body.attachments, Some(entry.body.work_day))?);
        if found.len() >= MAX_PHOTOS {
            break;
        }
    }
    found.truncate(MAX_PHOTOS);
    Ok(found)
}

/// Those of these attachments that are photos, as tiles, in this order. Without a day: of work that is not saved yet.
pub(crate) fn tiles(
    reader: &Reader<'_>,
    speech: &Speech,
    photos: &[AttachmentId],
    day: Option<Day>,
) -> Result<Vec<PhotoTile>, StoreError> {
    let tile = |id: &AttachmentId| {
        let row = reader.attachment(*id)?;
        // A voice note is heard and a document opened.
        if row.as_ref().is_some_and(|row| row.medium != Medium::Photo) {
            return Ok(None);
        }
        let state = state_of(row.map(|row| row.state));
        let day = day.map(|day| dates::short(speech, day)).unwrap_or_default();
        let spoken = match day.is_empty() {
            true => speech.text("photo-not-saved"),
            false => speech.say("photo-of-day", &[("day", day.as_str().into())]),
        };
        Ok(Some(PhotoTile { attachment: id.to_string(), state, spoken, day }))
    };
    photos.iter().filter_map(|id| tile(id).transpose()).collect()
}

/// What the first of a record's attachments is, which stands for the record in a list; `None` without any.
pub(crate) fn first_medium(
    reader: &Reader<'_>,
    attachments: &[AttachmentId],
) -> Result<Option<Medium>, StoreError> {
    let Some(first) = attachments.first() else { return Ok(None) };
    Ok(Some(reader.attachment(*first)?.map_or(Medium::Photo, |row| row.medium)))
}

/// How far the bytes of an attachment have come on this device.
pub(crate) fn state_of(state: Option<AttachmentState>) -> PhotoState {
    match state {
        Some(AttachmentState::Captured | AttachmentState::Ready) => PhotoState::Ready,
        Some(AttachmentState::Unreadable) => PhotoState::Unreadable,
        Some(AttachmentState::Coming) | None => PhotoState::Coming,
    }
}

/// Feedback that stands: not refused, not taken back and not corrected, in the order given.
pub(crate) fn standing_feedback(feedback: Vec<Entry<Feedback>>) -> Vec<Entry<Feedback>> {
    standing(feedback, |body| &body.supersedes)
}

/// Judgements that stand, likewise.
pub(crate) fn standing_judgements(judgements: Vec<Entry<Judgement>>) -> Vec<Entry<Judgement>> {
    standing(judgements, |body| &body.supersedes)
}

fn standing<T>(mut entries: Vec<Entry<T>>, supersedes: impl Fn(&T) -> &[OpId]) -> Vec<Entry<T>> {
    entries.retain(|e| !e.retracted && e.state != EntryState::Refused);
    let corrected: HashSet<OpId> = entries.iter().flat_map(|e| supersedes(&e.body).to_vec()).collect();
    entries.retain(|e| !corrected.contains(&e.id));
    entries
}

/// "From Ms Ortiz, 12 Nov".
pub(crate) fn caption(speech: &Speech, author: String, day: Day) -> String {
    let day = dates::short(speech, day);
    speech.say("next-step-from", &[("name", author.into()), ("day", day.into())])
}

/// The newest next step among standing feedback, as a teacher reads it.
pub(crate) fn agreed_step(speech: &Speech, feedback: &[Entry<Feedback>]) -> Option<NextStep> {
    let entry = feedback.iter().rev().find(|e| !e.body.next_step.is_empty())?;
    let day = dates::short(speech, entry.body.work_day);
    Some(NextStep {
        text: entry.body.next_step.clone(),
        outcome: entry.body.outcome.to_string(),
        caption: speech.say("next-step-agreed", &[("day", day.into())]),
    })
}

/// Classes in which this person has this role now, in the order of their titles.
pub(crate) fn classes_of(
    reader: &Reader<'_>,
    user: UserId,
    role: ClassRole,
) -> Result<Vec<(ClassId, Class)>, StoreError> {
    let mut mine = Vec::new();
    for (id, class) in reader.classes()? {
        if reader.member(id, user)?.is_some_and(|m| m.active && m.role == role) {
            mine.push((id, class));
        }
    }
    mine.sort_by(|(_, a), (_, b)| a.title.cmp(&b.title));
    Ok(mine)
}

/// The class that is on screen: the one that was asked for, or the first.
pub(crate) fn chosen_class(classes: &[(ClassId, Class)], asked: Option<ClassId>) -> Option<ClassId> {
    asked
        .filter(|id| classes.iter().any(|(class, _)| class == id))
        .or(classes.first().map(|(class, _)| *class))
}

/// Classes to choose from, as a teacher's screens show them.
pub(crate) fn class_choices(classes: Vec<(ClassId, Class)>, chosen: Option<ClassId>) -> Vec<ClassChoice> {
    let choice = |(id, class): (ClassId, Class)| ClassChoice {
        class_id: id.to_string(),
        title: class.title,
        chosen: Some(id) == chosen,
    };
    classes.into_iter().map(choice).collect()
}

/// The class in which this teacher meets this student.
pub(crate) fn class_of_student(
    reader: &Reader<'_>,
    teacher: UserId,
    student: UserId,
) -> Result<(ClassId, Class), StoreError> {
    for (id, class) in classes_of(reader, teacher, ClassRole::Teacher)? {
        if reader.member(id, student)?.is_some_and(|m| m.active && m.role == ClassRole::Student) {
            return Ok((id, class));
        }
    }
    Err(StoreError::NotFound)
}
