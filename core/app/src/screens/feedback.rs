//! Feedback: what teachers left for a student, what is new first; and one piece of it, with the questions and answers
//! on it, the next step in whose words, and what the student did afterwards.

use super::parts::{Empty, NextStep, PhotoTile, UndoBar};
use super::voice::{self, VoiceDraft, VoiceTile};

/// A piece of feedback in the list.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeedbackRow {
    /// The feedback.
    pub feedback: String,
    /// "From Ms Ortiz, 12 Nov".
    pub caption: String,
    /// The next step, or what else was said.
    pub text: String,
    /// "C3 · Your question waits", "C3".
    pub note: String,
    /// All of it in one breath.
    pub spoken: String,
}

/// All of Feedback.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct FeedbackScreen {
    /// The database's revision.
    pub revision: u64,
    /// What the student has not opened yet, or what was answered since; the latest first.
    pub fresh: Vec<FeedbackRow>,
    /// The rest, the latest first, at most 100.
    pub earlier: Vec<FeedbackRow>,
    /// Before anybody left something.
    pub empty: Option<Empty>,
}

/// What a student answers to feedback in words of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Reply {
    /// A question; at most 2,000 letters.
    Question,
    /// The next step in one's own words; at most 200 letters.
    Rewording,
}

/// A question or an answer.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ThreadLine {
    /// Whether the student wrote it.
    pub mine: bool,
    /// "You, 12 Nov" or "Ms Ortiz, 12 Nov".
    pub caption: String,
    /// What was written.
    pub text: String,
}

/// Something that the student did afterwards.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct DoneLine {
    /// "You added a piece", with its day.
    pub text: String,
    /// The piece that it opens; absent where there is none.
    pub piece: Option<String>,
}

/// One piece of feedback and all that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ThreadScreen {
    /// The database's revision.
    pub revision: u64,
    /// The feedback.
    pub feedback: String,
    /// The outcome that it is pegged to.
    pub outcome: String,
    /// "C3".
    pub code: String,
    /// "I can back up a claim …"
    pub i_can: String,
    /// The next step as it stands, in the student's words once they said it; absent where there is none.
    pub step: Option<NextStep>,
    /// The teacher's words, where the student's stand above.
    pub step_before: Option<String>,
    /// The next step in the student's own voice, once they said it.
    pub step_said: Option<VoiceTile>,
    /// What went well; may be empty.
    pub went_well: String,
    /// What to improve; may be empty.
    pub improve: String,
    /// The address of a page to learn from.
    pub resource: Option<String>,
    /// Photos that came with it.
    pub photos: Vec<PhotoTile>,
    /// Voice notes that came with it.
    pub voices: Vec<VoiceTile>,
    /// "Ms Ortiz saw Approaching."; stands folded under "Show level".
    pub level: Option<String>,
    /// Questions and answers, the earliest first.
    pub lines: Vec<ThreadLine>,
    /// Whether the student said "I understand" and asked nothing since.
    pub is_understood: bool,
    /// What the student did on the outcome since, the earliest first.
    pub done: Vec<DoneLine>,
    /// The question that is typed and not sent.
    pub question_draft: String,
    /// The rewording that is typed and not saved.
    pub rewording_draft: String,
    /// The voice note of the rewording that is not saved.
    pub rewording_voice: VoiceDraft,
    /// What was saved last for this feedback.
    pub undo: Option<UndoBar>,
}

use super::evidence::{self, author};
use super::view;
use crate::intents::{Reworded, question_note, read_note};
use notyet_model::fact::{Body, Feedback, Kind};
use notyet_model::flow::feedback::{Stage, Thread, threads};
use notyet_model::flow::{Fact, Standing};
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_store::{Medium, Reader, StoreError};
use notyet_words::{Speech, dates, word};

/// How many earlier pieces the list shows at most.
const MAX_EARLIER: usize = 100;

/// All that belongs to feedback.
const KINDS: &[Kind] = &[
    Kind::Feedback,
    Kind::Question,
    Kind::Answer,
    Kind::Understood,
    Kind::Rewording,
    Kind::Evidence,
    Kind::Practice,
    Kind::Judgement,
    Kind::Retraction,
];

/// The facts of which a student's threads are made.
pub(crate) fn facts(reader: &Reader<'_>, student: UserId) -> Result<Vec<Fact>, StoreError> {
    reader.facts(student, KINDS)
}

/// How much of a thread was written by teachers, so that an answer makes it new again.
pub(crate) fn answers(thread: &Thread<'_>) -> usize {
    thread.questions.iter().map(|asked| asked.answers.len()).sum()
}

/// Reads the list.
pub(crate) fn list(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    me: UserId,
) -> Result<FeedbackScreen, StoreError> {
    let facts = facts(reader, me)?;
    let standing = Standing::of(&facts);
    let (mut fresh, mut earlier) = (vec![], vec![]);
    for thread in threads(&standing).iter().rev() {
        let seen: Option<usize> =
            reader.note(me, &read_note(thread.fact.id))?.and_then(|text| text.parse().ok());
        let list = if seen.is_none_or(|seen| seen < answers(thread)) { &mut fresh } else { &mut earlier };
        list.push(row(reader, speech, thread)?);
    }
    earlier.truncate(MAX_EARLIER);
    let empty = fresh.is_empty() && earlier.is_empty();
    let empty = empty.then(|| Empty {
        title: speech.text("feedback-empty-title"),
        text: speech.text("feedback-empty-text"),
    });
    Ok(FeedbackScreen { revision, fresh, earlier, empty })
}

fn row(reader: &Reader<'_>, speech: &Speech, thread: &Thread<'_>) -> Result<FeedbackRow, StoreError> {
    let code = reader.outcome(thread.feedback.outcome)?.map(|o| o.code).unwrap_or_default();
    let stage = match thread.stage {
        Stage::Given => None,
        Stage::Asked => Some("feedback-stage-asked"),
        Stage::Answered => Some("feedback-stage-answered"),
        Stage::Understood => Some("feedback-stage-understood"),
    };
    let note = match stage {
        Some(stage) => {
            let stage = speech.text(stage);
            speech.say("feedback-note", &[("code", code.into()), ("stage", stage.into())])
        }
        None => code,
    };
    let (caption, text) =
        (caption(reader, speech, thread.fact, thread.feedback)?, gist(reader, speech, thread)?);
    Ok(FeedbackRow {
        feedback: thread.fact.id.to_string(),
        spoken: speech.say(
            "feedback-spoken",
            &[
                ("caption", caption.as_str().into()),
                ("text", text.as_str().into()),
                ("note", note.as_str().into()),
            ],
        ),
        caption,
        text,
        note,
    })
}

/// The next step as it stands, else what is to improve, else what went well.
pub(crate) fn gist(reader: &Reader<'_>, speech: &Speech, thread: &Thread<'_>) -> Result<String, StoreError> {
    let parts = [thread.next_step(), &thread.feedback.improve, &thread.feedback.went_well];
    if let Some(said) = parts.into_iter().find(|part| !part.trim().is_empty()) {
        return Ok(said.to_owned());
    }
    let first = view::first_medium(reader, &thread.feedback.attachments)?;
    let is_spoken = matches!(first, Some(Medium::Voice { .. }));
    Ok(speech.text(if is_spoken { "feedback-voice" } else { "feedback-photo" }))
}

fn caption(
    reader: &Reader<'_>,
    speech: &Speech,
    fact: &Fact,
    feedback: &Feedback,
) -> Result<String, StoreError> {
    Ok(view::caption(speech, author(reader, fact)?, feedback.work_day))
}

/// The newest next step (on one outcome) as it stands.
pub(crate) fn newest_step(
    reader: &Reader<'_>,
    speech: &Speech,
    student: UserId,
    on: Option<OutcomeId>,
) -> Result<Option<NextStep>, StoreError> {
    let facts = facts(reader, student)?;
    let standing = Standing::of(&facts);
    let all = threads(&standing);
    let is_wanted = |thread: &&Thread<'_>| {
        on.is_none_or(|id| thread.feedback.outcome == id) && !thread.feedback.next_step.trim().is_empty()
    };
    all.iter().rev().find(is_wanted).map(|thread| next_step(reader, speech, thread)).transpose()
}

/// The next step as it stands, in the student's words once they said it.
fn next_step(reader: &Reader<'_>, speech: &Speech, thread: &Thread<'_>) -> Result<NextStep, StoreError> {
    let is_own = thread.next_step() != thread.feedback.next_step;
    Ok(NextStep {
        text: thread.next_step().to_owned(),
        outcome: thread.feedback.outcome.to_string(),
        caption: if is_own {
            speech.text("thread-own-words")
        } else {
            caption(reader, speech, thread.fact, thread.feedback)?
        },
    })
}

/// Reads one piece. `undo` is what was saved last for it.
pub(crate) fn thread(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    me: UserId,
    id: OpId,
    undo: Option<UndoBar>,
) -> Result<ThreadScreen, StoreError> {
    let facts = facts(reader, me)?;
    let standing = Standing::of(&facts);
    let all = threads(&standing);
    let id = standing.heir(id);
    let thread = all.iter().find(|thread| thread.fact.id == id).ok_or(StoreError::NotFound)?;
    let feedback = thread.feedback;
    let outcome = reader.outcome(feedback.outcome)?.ok_or(StoreError::NotFound)?;
    let is_written = thread.reworded.is_some_and(|(_, words)| !words.text.trim().is_empty());
    let draft = Reworded::read(reader, me, id)?;
    let has_step = !feedback.next_step.trim().is_empty();
    Ok(ThreadScreen {
        revision,
        feedback: id.to_string(),
        outcome: feedback.outcome.to_string(),
        code: outcome.code.clone(),
        i_can: outcome.i_can.clone(),
        step: has_step.then(|| next_step(reader, speech, thread)).transpose()?,
        step_before: (has_step && is_written).then(|| feedback.next_step.clone()),
        step_said: step_said(reader, speech, thread)?,
        went_well: feedback.went_well.clone(),
        improve: feedback.improve.clone(),
        resource: feedback.resource.as_ref().map(|link| link.as_str().to_owned()),
        photos: view::tiles(reader, speech, &feedback.attachments, Some(feedback.work_day))?,
        voices: voice::tiles(reader, speech, &feedback.attachments, Some(feedback.work_day))?,
        level: level(reader, speech, &standing, thread, &outcome)?,
        lines: lines(reader, speech, me, thread)?,
        is_understood: thread.stage == Stage::Understood,
        done: thread
            .done
            .iter()
            .map(|done| done_line(reader, speech, done.day, done.fact))
            .collect::<Result<_, _>>()?,
        question_draft: reader.note(me, &question_note(id))?.unwrap_or_default(),
        rewording_voice: voice::draft(reader, speech, &draft.voice)?,
        rewording_draft: draft.text,
        undo,
    })
}

/// The next step in the student's own voice, with the day on which they said it.
pub(crate) fn step_said(
    reader: &Reader<'_>,
    speech: &Speech,
    thread: &Thread<'_>,
) -> Result<Option<VoiceTile>, StoreError> {
    let Some((fact, words)) = thread.reworded else { return Ok(None) };
    let day = notyet_model::calendar::Day::of_ms(fact.eff.ms(), reader.zone()?);
    Ok(voice::tiles(reader, speech, words.voice.as_slice(), Some(day))?.pop())
}

/// The level that the feedback goes with.
fn level(
    reader: &Reader<'_>,
    speech: &Speech,
    standing: &Standing<'_>,
    thread: &Thread<'_>,
    outcome: &notyet_model::register::Outcome,
) -> Result<Option<String>, StoreError> {
    let judged = thread.feedback.judgement.and_then(|id| standing.find(standing.heir(id), Kind::Judgement));
    let Some(Body::Judgement(judgement)) = judged.map(|fact| &fact.body) else { return Ok(None) };
    let course = reader.course(outcome.course)?;
    let scale = view::spoken_scale(speech, course.as_ref(), outcome);
    let Some(at) = judgement.level.and_then(|level| scale.position(level)) else { return Ok(None) };
    let name = author(reader, thread.fact)?;
    Ok(Some(speech.say("assess-theirs", &[("name", name.into()), ("theirs", word(&scale, at).into())])))
}

fn lines(
    reader: &Reader<'_>,
    speech: &Speech,
    me: UserId,
    thread: &Thread<'_>,
) -> Result<Vec<ThreadLine>, StoreError> {
    let zone = reader.zone()?;
    let mut lines = vec![];
    for asked in &thread.questions {
        for fact in std::iter::once(&asked.question).chain(&asked.answers) {
            let text = match &fact.body {
                Body::Question(question) => question.text.clone(),
                Body::Answer(answer) => answer.text.clone(),
                _ => continue,
            };
            let day = dates::short(speech, notyet_model::calendar::Day::of_ms(fact.eff.ms(), zone));
            let mine = fact.actor == me;
            let caption = if mine {
                speech.say("thread-you", &[("day", day.into())])
            } else {
                speech.say("thread-they", &[("name", author(reader, fact)?.into()), ("day", day.into())])
            };
            lines.push(ThreadLine { mine, caption, text });
        }
    }
    Ok(lines)
}

fn done_line(
    reader: &Reader<'_>,
    speech: &Speech,
    day: notyet_model::calendar::Day,
    fact: &Fact,
) -> Result<DoneLine, StoreError> {
    let day = ("day", dates::short(speech, day).into());
    let (key, what, piece) = match &fact.body {
        Body::Evidence(body) => ("done-piece", evidence::title(reader, speech, body)?, Some(fact.id)),
        Body::Judgement(judgement) => ("done-judged", String::new(), judgement.evidence),
        Body::Practice(practice) => ("done-practice", practice.note.clone(), None),
        _ => ("done-practice", String::new(), None),
    };
    let text = speech.say(key, &[day, ("what", what.into())]);
    Ok(DoneLine { text, piece: piece.map(|id| id.to_string()) })
}
