//! Student: one student across outcomes, as their teacher sees them.

use super::parts::{Empty, NextStep, PhotoTile, Sign};

/// An outcome of the profile. There is no sum of them, and no order by level.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ProfileRow {
    /// The outcome.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can back up a claim …"
    pub i_can: String,
    /// Where the student stands.
    pub sign: Sign,
    /// "Approaching · 3 days ago": the level, and when there was work on it last.
    pub note: String,
    /// All of it in one breath.
    pub spoken: String,
}

/// Something that waits for the teacher.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct Waiting {
    /// "Ready to show C4".
    pub text: String,
    /// The outcome that it is about, which it opens.
    pub outcome: String,
}

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

/// A line that teachers alone read.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct StaffLine {
    /// In its author's words.
    pub text: String,
    /// "Ms Ortiz, 12 Nov · C3".
    pub caption: String,
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
    /// What else waits, in the course's order.
    pub waits: Vec<Waiting>,
    /// The jagged profile: every outcome of the class, in the course's order.
    pub outcomes: Vec<ProfileRow>,
    /// The newest photos first, at most 12.
    pub photos: Vec<PhotoTile>,
    /// What teachers wrote for each other, the newest first, at most 12.
    pub staff_lines: Vec<StaffLine>,
    /// When the class has no outcomes yet.
    pub empty: Option<Empty>,
}

use super::evidence::author;
use super::feedback;
use super::names::initials;
use super::room;
use super::view::{self, Standing};
use notyet_model::calendar::Day;
use notyet_model::fact::{Body, Evidence, Kind as Facts};
use notyet_model::flow::feedback::{Stage, threads};
use notyet_model::ids::{ClassId, OutcomeId, UserId};
use notyet_model::plan::day::Kind;
use notyet_model::register::{Course, Outcome};
use notyet_store::{Entry, LevelRow, Reader, StoreError};
use notyet_words::{Speech, dates};

/// Reads Student, as of `today` in the school's zone.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    class_id: ClassId,
    student: UserId,
    today: Day,
) -> Result<StudentScreen, StoreError> {
    let member = reader.member(class_id, student)?.ok_or(StoreError::NotFound)?;
    let class = reader.class(class_id)?.ok_or(StoreError::NotFound)?;
    let course = reader.course(class.course)?;
    let outcomes = reader.outcomes(class.course)?;
    let profile = Profile {
        speech,
        course: course.as_ref(),
        levels: reader.levels_of_student(student)?,
        work: reader.evidence(student, None, MOST_WORK)?,
        today,
    };
    let feedback = view::standing_feedback(reader.feedback(student, None)?);
    let needs = room::needs(reader, student, &outcomes)?;
    let waits = |(id, outcome): &(OutcomeId, Outcome)| {
        // A question stands on the screen in full.
        let waits = needs.iter().any(|need| need.outcome == *id && need.kind != Kind::Question);
        let text = room::need_text(speech, Kind::Ready, &outcome.code);
        waits.then(|| Waiting { text, outcome: id.to_string() })
    };
    Ok(StudentScreen {
        revision,
        student: student.to_string(),
        initials: initials(&member.name),
        name: member.name,
        class_title: class.title,
        next_step: view::agreed_step(speech, &feedback),
        questions: questions(reader, speech, student)?,
        waits: outcomes.iter().filter_map(waits).collect(),
        photos: view::photos(reader, speech, &profile.work)?,
        staff_lines: staff_lines(reader, speech, student)?,
        empty: outcomes.is_empty().then(|| Empty {
            title: speech.text("student-empty-title"),
            text: speech.text("student-empty-text"),
        }),
        outcomes: outcomes.iter().map(|(id, outcome)| profile.row(*id, outcome)).collect(),
    })
}

/// How many pieces are looked through for photos and for when there was work last.
const MOST_WORK: usize = 200;

/// What the rows of the profile are made of.
struct Profile<'a> {
    speech: &'a Speech,
    course: Option<&'a Course>,
    levels: Vec<LevelRow>,
    work: Vec<Entry<Evidence>>,
    today: Day,
}

impl Profile<'_> {
    fn row(&self, id: OutcomeId, outcome: &Outcome) -> ProfileRow {
        let (speech, scale) = (self.speech, view::spoken_scale(self.speech, self.course, outcome));
        let row = view::outcome_row(speech, &scale, id, outcome, Standing::of(&self.levels, id));
        let (note, spoken) = match self.last_day(id) {
            None => (row.level, row.spoken),
            Some(day) => {
                let last = self.since(day);
                let note = [("level", row.level.into()), ("last", last.as_str().into())];
                let spoken = [("said", row.spoken.into()), ("last", last.as_str().into())];
                (speech.say("student-row-note", &note), speech.say("student-row-spoken", &spoken))
            }
        };
        ProfileRow { outcome: row.outcome, code: row.code, i_can: row.i_can, sign: row.sign, note, spoken }
    }

    /// The day of the latest work, judged or not.
    fn last_day(&self, outcome: OutcomeId) -> Option<Day> {
        let judged = self.levels.iter().find(|row| row.outcome == outcome).and_then(|row| row.last_day);
        let of = |entry: &&Entry<Evidence>| !entry.retracted && entry.body.outcomes.contains(&outcome);
        judged.max(self.work.iter().filter(of).map(|entry| entry.body.work_day).max())
    }

    fn since(&self, day: Day) -> String {
        let days = self.today.since(day).max(0);
        self.speech.say("student-last", &[("count", days.into())])
    }
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
                about: feedback::gist(reader, speech, thread)?,
                text: question.text.clone(),
            });
        }
    }
    Ok(open)
}

/// How many lines for teachers are shown.
const MOST_LINES: usize = 12;

fn staff_lines(reader: &Reader<'_>, speech: &Speech, student: UserId) -> Result<Vec<StaffLine>, StoreError> {
    let facts = reader.facts(student, &[Facts::StaffNote, Facts::Retraction])?;
    let standing = notyet_model::flow::Standing::of(&facts);
    let zone = reader.zone()?;
    let mut lines = vec![];
    for fact in standing.facts().iter().rev() {
        let Body::StaffNote(note) = &fact.body else { continue };
        let code = match note.outcome {
            Some(outcome) => reader.outcome(outcome)?.map(|outcome| outcome.code),
            None => None,
        };
        let day = dates::short(speech, Day::of_ms(fact.eff.ms(), zone));
        let args = [
            ("name", author(reader, fact)?.into()),
            ("day", day.into()),
            ("code", code.unwrap_or_default().into()),
        ];
        let caption = speech.say("student-staff-line", &args).trim_end_matches([' ', '·']).to_owned();
        lines.push(StaffLine { text: note.text.clone(), caption });
        if lines.len() == MOST_LINES {
            break;
        }
    }
    Ok(lines)
}
