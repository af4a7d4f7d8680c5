//! Home: what a student can do, what they have left, and what comes next.

use super::parts::{Banner, Empty, NextStep, OutcomeRow};

/// All of Home.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct HomeScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student's whole name.
    pub name: String,
    /// "7B · Argue it fairly".
    pub class_line: String,
    /// The newest next step.
    pub next: Option<NextStep>,
    /// Outcomes at or above the level that counts, in the course's order.
    pub can_do: Vec<OutcomeRow>,
    /// At most three, those with work first.
    pub have_left: Vec<OutcomeRow>,
    /// The rest, folded under "More later".
    pub later: Vec<OutcomeRow>,
    /// At most one.
    pub banner: Option<Banner>,
    /// Before the class has arrived.
    pub empty: Option<Empty>,
}

use super::feedback;
use super::sync;
use super::view::{self, Standing};
use notyet_model::ids::UserId;
use notyet_store::{Reader, StoreError};
use notyet_words::Speech;

/// How many outcomes "I have left" shows before "More later".
const LEFT_AT_ONCE: usize = 3;

/// Reads Home.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    student: UserId,
    device: sync::Device,
    is_signed_out: bool,
) -> Result<HomeScreen, StoreError> {
    let levels = reader.levels_of_student(student)?;
    let (mut can_do, mut left, mut class_line, mut name) = (vec![], vec![], String::new(), String::new());
    for (class_id, class) in reader.classes()? {
        let Some(member) = reader.member(class_id, student)?.filter(|m| m.active) else { continue };
        let course = reader.course(class.course)?;
        name = member.name;
        if class_line.is_empty() {
            let course_title = course.as_ref().map(|c| c.title.clone()).unwrap_or_default();
            class_line = speech.say(
                "home-class",
                &[("class", class.title.as_str().into()), ("course", course_title.into())],
            );
        }
        for (id, outcome) in reader.outcomes(class.course)? {
            let scale = view::spoken_scale(speech, course.as_ref(), &outcome);
            let standing = Standing::of(&levels, id);
            let row = view::outcome_row(speech, &scale, id, &outcome, standing);
            if standing.level >= Some(scale.mastery()) {
                can_do.push(row);
            } else {
                left.push((!standing.has_work(), row));
            }
        }
    }
    // Those with work first; a stable sort keeps the course's order otherwise.
    left.sort_by_key(|(untouched, _)| *untouched);
    let mut have_left: Vec<OutcomeRow> = left.into_iter().map(|(_, row)| row).collect();
    let later = have_left.split_off(have_left.len().min(LEFT_AT_ONCE));
    let empty = (can_do.is_empty() && have_left.is_empty())
        .then(|| Empty { title: speech.text("home-empty-title"), text: speech.text("home-empty-text") });
    Ok(HomeScreen {
        revision,
        name,
        class_line,
        next: feedback::newest_step(reader, speech, student, None)?,
        can_do,
        have_left,
        later,
        banner: sync::banner(reader, speech, device, is_signed_out)?,
        empty,
    })
}
