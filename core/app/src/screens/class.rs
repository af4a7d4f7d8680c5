//! Class: everyone of a class with their jagged profile, in the order of the roster; never a sum, and never by level.

use super::names::initials;
use super::parts::{Empty, Sign};
use super::today::ClassChoice;
use super::view::{self, Standing};
use notyet_model::ids::{ClassId, OutcomeId, UserId};
use notyet_model::register::{ClassRole, Course, Member, Outcome};
use notyet_model::scale::Scale;
use notyet_store::{LevelRow, Reader, StoreError};
use notyet_words::Speech;
use std::collections::HashMap;

/// Where a student stands on one outcome, as a row shows it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClassSign {
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// Where the student stands.
    pub sign: Sign,
}

/// One student of the class.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClassRow {
    /// The student.
    pub student: String,
    /// The short name ("Amara O.").
    pub name: String,
    /// The whole name, in which a search looks.
    pub whole_name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// The jagged profile: every outcome of the course, in its order.
    pub signs: Vec<ClassSign>,
    /// Name and profile in one breath.
    pub spoken: String,
}

/// All of Class.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ClassScreen {
    /// The database's revision.
    pub revision: u64,
    /// "7B"; empty while there is no class.
    pub class_title: String,
    /// The teacher's classes.
    pub classes: Vec<ClassChoice>,
    /// The students of the chosen class, in the order of the roster.
    pub students: Vec<ClassRow>,
    /// When there is no class, nobody in it, or no outcome yet; in the last case the students are there all the same.
    pub empty: Option<Empty>,
}

/// Reads Class for a teacher; `asked` absent or not theirs: the first of their classes.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    teacher: UserId,
    asked: Option<ClassId>,
) -> Result<ClassScreen, StoreError> {
    let classes = view::classes_of(reader, teacher, ClassRole::Teacher)?;
    let chosen = view::chosen_class(&classes, asked);
    let class = classes.iter().find(|(id, _)| Some(*id) == chosen);
    let (mut members, mut columns, mut levels) = (Vec::new(), Vec::new(), Vec::new());
    if let Some((id, class)) = class {
        members = reader.members(*id)?;
        members.retain(|m| m.active && m.role == ClassRole::Student);
        let (course, outcomes) = (reader.course(class.course)?, reader.outcomes(class.course)?);
        columns = outcomes.into_iter().map(|o| Column::of(speech, course.as_ref(), o)).collect();
        levels = reader.levels_of_class(*id)?;
    }
    let standings: HashMap<(UserId, OutcomeId), Standing> =
        levels.iter().map(|row: &LevelRow| ((row.student, row.outcome), Standing::from(row))).collect();
    let empty = if class.is_none() {
        Some(("today-empty-title", "today-empty-text"))
    } else if members.is_empty() {
        Some(("today-empty-class-title", "today-empty-class-text"))
    } else if columns.is_empty() {
        Some(("student-empty-title", "student-empty-text"))
    } else {
        None
    };
    Ok(ClassScreen {
        revision,
        class_title: class.map(|(_, class)| class.title.clone()).unwrap_or_default(),
        students: members.into_iter().map(|member| row(speech, &columns, &standings, member)).collect(),
        empty: empty.map(|(title, text)| Empty { title: speech.text(title), text: speech.text(text) }),
        classes: view::class_choices(classes, chosen),
    })
}

/// An outcome, with the scale that it is judged on in words.
struct Column {
    id: OutcomeId,
    code: String,
    scale: Scale,
}

impl Column {
    fn of(speech: &Speech, course: Option<&Course>, (id, outcome): (OutcomeId, Outcome)) -> Self {
        Self { id, scale: view::spoken_scale(speech, course, &outcome), code: outcome.code }
    }
}

fn row(
    speech: &Speech,
    columns: &[Column],
    standings: &HashMap<(UserId, OutcomeId), Standing>,
    member: Member,
) -> ClassRow {
    let mut signs = Vec::with_capacity(columns.len());
    let mut spoken = String::new();
    for Column { id, code, scale } in columns {
        let standing = standings.get(&(member.user, *id)).copied().unwrap_or_default();
        let level = view::level_text(speech, scale, standing);
        let said =
            speech.say("class-sign-spoken", &[("code", code.as_str().into()), ("level", level.into())]);
        spoken = match spoken.is_empty() {
            true => said,
            false => speech.say("list-next", &[("list", spoken.into()), ("next", said.into())]),
        };
        signs.push(ClassSign {
            outcome: id.to_string(),
            code: code.clone(),
            sign: view::sign(scale, standing),
        });
    }
    ClassRow {
        student: member.user.to_string(),
        initials: initials(&member.name),
        spoken: match spoken.is_empty() {
            true => member.short.clone(),
            false => {
                let args = [("name", member.short.as_str().into()), ("levels", spoken.into())];
                speech.say("class-row-spoken", &args)
            }
        },
        name: member.short,
        whole_name: member.name,
        signs,
    }
}
