//! Student: one student across outcomes, as their teacher sees them.

use super::parts::{Empty, NextStep, OutcomeRow, PhotoTile};

/// A question that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OpenQuestion {
    /// The question.
    pub question: String,
    /// "Asked on 12 Nov about C3".
    pub caption: String,
    /// The next step, or what else was said, that it is about.
    pub about: String,
    /// What is asked.
    pub text: String,
}

/// All of Student.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StudentScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student.
    pub student: String,
    /// The whole name.
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// The class's title.
    pub class_title: String,
    /// The last next step that was agreed.
    pub next_step: Option<NextStep>,
    /// What the student asks and nobody has answered, the earliest first.
    pub questions: Vec<OpenQuestion>,
    /// Every outcome of the class, in the course's order.
    pub outcomes: Vec<OutcomeRow>,
    /// The newest photos first, at most 12.
    pub photos: Vec<PhotoTile>,
    /// When the class has no outcomes yet.
    pub empty: Option<Empty>,
}

use super::feedback;
use super::names::initials;
use super::view::{self, Standing};
use notyet_model::calendar::Day;
use notyet_model::fact::Body;
use notyet_model::flow::feedback::{Stage, threads};
use notyet_model::ids::{ClassId, UserId};
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, dates};

/// Reads Student.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    class_id: ClassId,
    student: UserId,
) -> Result<StudentScreen, StoreError> {
    let member = reader.member(class_id, student)?.ok_or(StoreError::NotFound)?;
    let class = reader.class(class_id)?.ok_or(StoreError::NotFound)?;
    let course = reader.course(class.course)?;
    let levels = reader.levels_of_student(student)?;
    let outcomes: Vec<OutcomeRow> = reader
        .outcomes(class.course)?
        .iter()
        .map(|(id, outcome)| {
            let scale = view::spoken_scale(speech, course.as_ref(), outcome);
            view::outcome_row(speech, &scale, *id, outcome, Standing::of(&levels, *id))
        })
        .collect();
    let feedback = view::standing_feedback(reader.feedback(student, None)?);
    Ok(StudentScreen {
        revision,
        student: student.to_string(),
        initials: initials(&member.name),
        name: member.name,
        class_title: class.title,
        next_step: view::agreed_step(speech, &feedback),
        questions: questions(reader, speech, student)?,
        photos: view::photos(reader, speech, &reader.evidence(student, None, 200)?)?,
        empty: outcomes.is_empty().then(|| Empty {
            title: speech.text("student-empty-title"),
            text: speech.text("student-empty-text"),
        }),
        outcomes,
    })
}

/// Questions without an answer on feedback that the student does not say to understand.
fn questions(reader: &Reader<'_>, speech: &Speech, student: UserId) -> Result<Vec<OpenQuestion>, StoreError> {
    let facts = feedback::facts(reader, student)?;
    let standing = notyet_model::flow::Standing::of(&facts);
    let zone = reader.zone()?;
    let mut open = vec![];
    for thread in threads(&standing).iter().filter(|thread| thread.stage == Stage::Asked) {
        let code = reader.outcome(thread.feedback.outcome)?.map(|o| o.code).unwrap_or_default();
        for asked in thread.questions.iter().filter(|asked| asked.answers.is_empty()) {
            let Body::Question(question) = &asked.question.body else { continue };
            let day = dates::short(speech, Day::of_ms(asked.question.eff.ms(), zone));
            open.push(OpenQuestion {
                question: asked.question.id.to_string(),
                caption: speech.say("student-asked", &[("day", day.into()), ("code", code.as_str().into())]),
                about: feedback::gist(speech, thread),
                text: question.text.clone(),
            });
        }
    }
    Ok(open)
}
