//! Conference: a teacher beside one student. What was agreed, the outcome in focus, how the student judges the work,
//! the work itself, and what recording needs. Nothing of anybody else.

use super::also::AlsoChip;
use super::capture::{KindChoice, LevelOption, OutcomeChoice};
use super::document::{self, DocumentTile};
use super::parts::{NextStep, OutcomeHead, PhotoTile, Sign, UndoBar};
use super::voice::{self, VoiceDraft, VoiceTile};

/// One row of the rubric as the student judged it.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OwnRow {
    /// "Choosing: Approaching".
    pub text: String,
    /// The level's sign.
    pub sign: Sign,
}

/// The student's own judgement of the outcome on screen. It stands folded, so that it does not lead the teacher's eye.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OwnJudgement {
    /// "Amara has judged".
    pub head: String,
    /// "12 Nov".
    pub day: String,
    /// The whole, where it was judged, then row by row.
    pub rows: Vec<OwnRow>,
    /// One line of reflection; may be empty.
    pub reflection: String,
}

/// Work that was written.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct WorkText {
    /// In the student's words.
    pub text: String,
    /// "12 Nov".
    pub day: String,
}

/// The three parts of feedback; each may be empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct FeedbackParts {
    /// What went well.
    pub went_well: String,
    /// What to improve.
    pub improve: String,
    /// One next step.
    pub next_step: String,
}

/// A teacher's own phrases for each part, those used most often on this outcome first; at most 12 of each.
#[derive(Clone, Debug, Default, PartialEq, Eq, uniffi::Record)]
pub struct PhraseBank {
    /// For what went well.
    pub went_well: Vec<String>,
    /// For what to improve.
    pub improve: Vec<String>,
    /// For the next step.
    pub next_step: Vec<String>,
}

/// Where the student says the next step in their own words.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct OwnWords {
    /// "In Amara's words".
    pub label: String,
    /// "Hold while Amara speaks".
    pub hold: String,
    /// What they wrote before this visit, themselves or beside a teacher; empty if nothing, or once it is said anew.
    pub before: String,
    /// What was saved in this visit; empty if nothing.
    pub saved: String,
    /// What is typed and was not saved, in this visit or an earlier one; empty if nothing.
    pub typed: String,
    /// What they said aloud, in this visit or an earlier one.
    pub said: Option<VoiceTile>,
    /// The voice note that was not saved.
    pub voice: VoiceDraft,
}

/// All of Conference. A student opens on Practice, Alone, whatever came before.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ConferenceScreen {
    /// The database's revision.
    pub revision: u64,
    /// The student.
    pub student: String,
    /// The short name ("Amara O.").
    pub name: String,
    /// Two letters for the disc.
    pub initials: String,
    /// The last next step agreed before this visit, whatever outcome it is on.
    pub agreed: Option<NextStep>,
    /// The outcome on screen.
    pub head: OutcomeHead,
    /// The outcomes of the class, the one in focus first.
    pub outcomes: Vec<OutcomeChoice>,
    /// How the student judges the outcome on screen.
    pub own: Option<OwnJudgement>,
    /// Whether the device may be handed to the student, to judge the newest work themselves.
    pub can_hand_over: bool,
    /// Photos of this outcome, those of the newest work first, at most 12.
    pub photos: Vec<PhotoTile>,
    /// Those of them that were taken for one piece of work in this visit and can still be taken out of it. Its only photo
    /// is taken back by Undo.
    pub taken: Vec<String>,
    /// Voice notes of this outcome's work, newest first, at most 3.
    pub voices: Vec<VoiceTile>,
    /// Documents of this outcome's work, newest first, at most 3.
    pub documents: Vec<DocumentTile>,
    /// What was written for this outcome, newest first, at most 3.
    pub texts: Vec<WorkText>,
    /// The school's kinds of work.
    pub kinds: Vec<KindChoice>,
    /// Whether At-bat may be offered for the chosen kind of work.
    pub at_bat_allowed: bool,
    /// What the student says of the next chance: "Amara said: ready".
    pub readiness: String,
    /// Lowest first.
    pub levels: Vec<LevelOption>,
    /// The feedback saved in this visit.
    pub feedback: FeedbackParts,
    /// The feedback that is typed and was not saved, in this visit or an earlier one.
    pub typed: Option<FeedbackParts>,
    /// Photos that were drawn on for the feedback saved in this visit.
    pub drawn: Vec<PhotoTile>,
    /// Photos that were drawn on for the feedback that was not saved; each can be changed or taken out.
    pub drawing: Vec<PhotoTile>,
    /// Voice notes of the feedback saved in this visit.
    pub said: Vec<VoiceTile>,
    /// The voice note of the feedback that was not saved.
    pub voice: VoiceDraft,
    /// What the teacher wrote before.
    pub phrases: PhraseBank,
    /// Where the student says the next step in their own words, once there is one.
    pub own_words: Option<OwnWords>,
    /// What the work recorded in this visit might show, too.
    pub also: Vec<AlsoChip>,
    /// What was saved last for this student.
    pub undo: Option<UndoBar>,
    /// "3 not sent yet. They are safe on this tablet."; absent when all is sent.
    pub not_sent: Option<String>,
}

use super::names::initials;
use super::view::{self, Standing};
use super::{also, capture, feedback, phrases, sync};
use crate::history::Subject;
use crate::intents::{FeedbackDraft, reworded};
use notyet_model::calendar::Day;
use notyet_model::fact::{Evidence, Feedback, Judgement, Kind, Lane, Rewording, RowLevel};
use notyet_model::flow::feedback::threads;
use notyet_model::flow::readiness::State;
use notyet_model::flow::standing;
use notyet_model::ids::{AttachmentId, ContextId, LevelId, OpId, OutcomeId, UserId};
use notyet_model::outcome::rubric::row_to_work_on;
use notyet_model::register::{Outcome, Rubric};
use notyet_model::scale::Scale;
use notyet_store::{Entry, Reader, StoreError};
use notyet_words::{Speech, dates, word};
use std::collections::HashSet;

/// How many voice notes the screen shows at most, and how many documents.
const MAX_ALONE: usize = 3;
/// How many written pieces the screen shows at most.
const MAX_TEXTS: usize = 3;

/// What Conference needs besides the database.
pub(crate) struct Asked {
    /// The class and the student.
    pub(crate) subject: Subject,
    /// The outcome; absent: the one that the last next step is on, else the first of the class.
    pub(crate) outcome: Option<OutcomeId>,
    /// The kind of work; absent: the first that is practice.
    pub(crate) kind: Option<ContextId>,
    /// What sentences call the device.
    pub(crate) device: sync::Device,
    /// Who asks.
    pub(crate) teacher: UserId,
    /// What this visit recorded: it is not yet "agreed before".
    pub(crate) visited: HashSet<OpId>,
}

/// What was saved in this visit for the outcome on screen.
#[derive(Clone, Debug, Default)]
pub(crate) struct Visit {
    /// The level.
    pub(crate) level: Option<LevelId>,
    /// The piece of work that was recorded in this visit.
    pub(crate) work: Option<(OpId, Evidence)>,
    /// The outcomes that its work shows; empty where there is none.
    pub(crate) shows: Vec<OutcomeId>,
    /// The feedback.
    pub(crate) feedback: Option<Feedback>,
    /// The next step in the student's own words.
    pub(crate) own_words: Option<Rewording>,
    /// The undo bar.
    pub(crate) undo: Option<UndoBar>,
}

/// Reads Conference. `visit` is asked for once the outcome is known.
pub(crate) fn read(
    reader: &Reader<'_>,
    speech: &Speech,
    revision: u64,
    asked: &Asked,
    visit: impl FnOnce(OutcomeId) -> Visit,
) -> Result<ConferenceScreen, StoreError> {
    let (class_id, student) = asked.subject;
    let member = reader.member(class_id, student)?.ok_or(StoreError::NotFound)?;
    let class = reader.class(class_id)?.ok_or(StoreError::NotFound)?;
    let course = reader.course(class.course)?;
    let outcomes = reader.outcomes(class.course)?;
    let agreed = last_agreed(view::standing_feedback(reader.feedback(student, None)?), &asked.visited);
    let focus = agreed.as_ref().map(|entry| entry.body.outcome);
    let find = |id: Option<OutcomeId>| id.and_then(|id| outcomes.iter().find(|(o, _)| *o == id));
    let (id, outcome) =
        find(asked.outcome).or(find(focus)).or(outcomes.first()).ok_or(StoreError::NotFound)?;
    let scale = view::spoken_scale(speech, course.as_ref(), outcome);
    let visit = visit(*id);
    let standing = Standing::of(&reader.levels_of_student(student)?, *id);
    let rubric = match outcome.rubric {
        Some(version) => reader.rubric(version)?,
        None => None,
    };
    let contexts = reader.contexts()?;
    let kind = asked
        .kind
        .and_then(|id| contexts.iter().find(|(c, _)| *c == id))
        .or_else(|| contexts.iter().find(|(_, c)| !c.at_bat))
        .or(contexts.first());
    let judgements = view::standing_judgements(reader.judgements(student, Some(*id))?);
    let own = judgements.iter().rev().find(|e| e.body.lane == Lane::Own);
    let evidence = reader.evidence(student, Some(*id), 200)?;
    let draft = FeedbackDraft::of(reader, student, *id)?;
    let row = rubric.as_ref().and_then(|r| row_to_work_on(r, &scale, rows_judged_last(&judgements)));
    Ok(ConferenceScreen {
        revision,
        student: student.to_string(),
        initials: initials(&member.name),
        agreed: agreed.map(|entry| agreed_step(speech, &outcomes, *id, &entry)),
        head: view::outcome_head(speech, &scale, *id, outcome, standing),
        outcomes: capture::outcome_choices(&outcomes, focus, *id),
        own: own.map(|entry| own_judgement(speech, &member.short, &scale, rubric.as_ref(), entry, &evidence)),
        // A phone may be without the PIN that returns.
        can_hand_over: asked.device == sync::Device::Tablet,
        photos: view::photos(reader, speech, &evidence)?,
        taken: taken(reader, visit.work.as_ref())?,
        voices: newest(&evidence, |work, day| voice::tiles(reader, speech, work, day))?,
        documents: newest(&evidence, |work, day| document::tiles(reader, speech, work, day))?,
        texts: texts(speech, &evidence),
        at_bat_allowed: kind.is_some_and(|(_, c)| c.at_bat),
        kinds: capture::kind_choices(&contexts, kind.map(|k| k.0)),
        readiness: readiness(reader, speech, asked.subject, &member.short, *id)?,
        levels: capture::level_options(speech, &scale, rubric.as_ref(), row, visit.level),
        drawn: {
            let saved = visit.feedback.as_ref().map(|feedback| feedback.attachments.as_slice());
            view::tiles(reader, speech, saved.unwrap_or_default(), None)?
        },
        said: {
            let saved =
                visit.feedback.as_ref().map(|feedback| (feedback.attachments.as_slice(), feedback.work_day));
            let (attachments, day) = saved.unzip();
            voice::tiles(reader, speech, attachments.unwrap_or_default(), day)?
        },
        voice: voice::draft(reader, speech, &draft.voice)?,
        drawing: view::tiles(reader, speech, &draft.photos, None)?,
        feedback: visit.feedback.map(parts).unwrap_or_default(),
        phrases: phrases::read(reader, asked.teacher, asked.subject, *id)?,
        own_words: match reworded(reader, student, *id)? {
            Some(step) => {
                Some(own_words(reader, speech, (student, &member.short), step, visit.own_words, &draft)?)
            }
            None => None,
        },
        typed: draft.has_parts().then_some(FeedbackParts {
            went_well: draft.went_well,
            improve: draft.improve,
            next_step: draft.next_step,
        }),
        also: match visit.shows.is_empty() {
            true => vec![],
            false => {
                let said: Vec<OutcomeId> = visit.shows.into_iter().filter(|shown| shown != id).collect();
                also::read(reader, speech, (course.as_ref(), &outcomes), &[student], &[*id], &said)?
            }
        },
        undo: visit.undo,
        not_sent: sync::not_sent(reader, speech, asked.device)?,
        name: member.short,
    })
}

/// What the student says of a step, `saved` in this visit.
fn own_words(
    reader: &Reader<'_>,
    speech: &Speech,
    (student, name): (UserId, &str),
    step: OpId,
    saved: Option<Rewording>,
    draft: &FeedbackDraft,
) -> Result<OwnWords, StoreError> {
    let facts = reader.facts(student, &[Kind::Feedback, Kind::Rewording, Kind::Retraction])?;
    let standing = standing::Standing::of(&facts);
    let threads = threads(&standing);
    let thread = threads.iter().find(|thread| thread.fact.id == step);
    let before = thread.and_then(|thread| thread.reworded).filter(|_| saved.is_none());
    let named = |key: &str| speech.say(key, &[("name", name.into())]);
    Ok(OwnWords {
        label: named("conference-own-words"),
        hold: named("conference-own-words-hold"),
        before: before.map(|(_, words)| words.text.clone()).unwrap_or_default(),
        saved: saved.map(|words| words.text).unwrap_or_default(),
        typed: draft.own_words.clone(),
        said: thread.map(|thread| feedback::step_said(reader, speech, thread)).transpose()?.flatten(),
        voice: voice::draft(reader, speech, &draft.own_voice)?,
    })
}

fn parts(feedback: Feedback) -> FeedbackParts {
    let Feedback { went_well, improve, next_step, .. } = feedback;
    FeedbackParts { went_well, improve, next_step }
}

fn last_agreed(feedback: Vec<Entry<Feedback>>, visited: &HashSet<OpId>) -> Option<Entry<Feedback>> {
    feedback.into_iter().rev().find(|e| !e.body.next_step.is_empty() && !visited.contains(&e.id))
}

/// The step under the day on which it was agreed, and under its outcome's code where that is not the one on screen.
fn agreed_step(
    speech: &Speech,
    outcomes: &[(OutcomeId, Outcome)],
    shown: OutcomeId,
    entry: &Entry<Feedback>,
) -> NextStep {
    let (id, day) = (entry.body.outcome, dates::short(speech, entry.body.work_day));
    let other = outcomes.iter().find(|(o, _)| *o == id && id != shown);
    NextStep {
        text: entry.body.next_step.clone(),
        outcome: id.to_string(),
        caption: match other {
            Some((_, outcome)) => speech
                .say("next-step-agreed-on", &[("day", day.into()), ("code", outcome.code.as_str().into())]),
            None => speech.say("next-step-agreed", &[("day", day.into())]),
        },
    }
}

/// The rows of the latest judgement that has some, whoever made it.
fn rows_judged_last(judgements: &[Entry<Judgement>]) -> &[RowLevel] {
    judgements.iter().rev().map(|e| e.body.rows.as_slice()).find(|rows| !rows.is_empty()).unwrap_or_default()
}

fn own_judgement(
    speech: &Speech,
    name: &str,
    scale: &Scale,
    rubric: Option<&Rubric>,
    entry: &Entry<Judgement>,
    evidence: &[Entry<Evidence>],
) -> OwnJudgement {
    let judgement = &entry.body;
    let at = |level: LevelId| scale.position(level);
    let sign = |position| view::sign_of(scale, Some(position), false);
    let whole =
        judgement.level.and_then(at).map(|p| OwnRow { text: word(scale, p).to_owned(), sign: sign(p) });
    let rows = judgement.rows.iter().filter_map(|judged| {
        let row = rubric?.rows.iter().find(|row| row.id == judged.row_id)?;
        let position = at(judged.level_id)?;
        let args = [("row", row.title.as_str().into()), ("level", word(scale, position).into())];
        Some(OwnRow { text: speech.say("conference-own-row", &args), sign: sign(position) })
    });
    let piece = judgement.evidence.and_then(|id| evidence.iter().find(|e| e.id == id && !e.retracted));
    OwnJudgement {
        head: speech.say("conference-judged", &[("name", name.into())]),
        day: dates::short(speech, judgement.work_day),
        rows: whole.into_iter().chain(rows).collect(),
        reflection: piece.map(|e| e.body.text.clone()).unwrap_or_default(),
    }
}

/// Photos of a piece of several that is not sent.
fn taken(reader: &Reader<'_>, work: Option<&(OpId, Evidence)>) -> Result<Vec<String>, StoreError> {
    match work {
        Some((op, work)) if work.attachments.len() > 1 && reader.is_held(*op)? => {
            Ok(work.attachments.iter().map(ToString::to_string).collect())
        }
        _ => Ok(vec![]),
    }
}

/// The tiles of the newest pieces.
fn newest<T>(
    evidence: &[Entry<Evidence>],
    tiles: impl Fn(&[AttachmentId], Option<Day>) -> Result<Vec<T>, StoreError>,
) -> Result<Vec<T>, StoreError> {
    let mut found = vec![];
    for entry in evidence.iter().filter(|e| !e.retracted) {
        found.append(&mut tiles(&entry.body.attachments, Some(entry.body.work_day))?);
        if found.len() >= MAX_ALONE {
            break;
        }
    }
    found.truncate(MAX_ALONE);
    Ok(found)
}

fn texts(speech: &Speech, evidence: &[Entry<Evidence>]) -> Vec<WorkText> {
    let written = evidence.iter().filter(|e| !e.retracted && !e.body.text.trim().is_empty());
    written
        .take(MAX_TEXTS)
        .map(|e| WorkText { text: e.body.text.clone(), day: dates::short(speech, e.body.work_day) })
        .collect()
}

/// What the student says of the chance that lies ahead; said in this class or another one.
pub(crate) fn readiness(
    reader: &Reader<'_>,
    speech: &Speech,
    (_, student): Subject,
    name: &str,
    outcome: OutcomeId,
) -> Result<String, StoreError> {
    let facts = reader.facts(student, &[Kind::Readiness, Kind::Judgement, Kind::Retraction])?;
    let key = match State::of(&standing::Standing::of(&facts), outcome, None) {
        State::NotSaid => "conference-not-said",
        State::NotYet { .. } => "conference-not-ready",
        State::Nearly { .. } => "conference-nearly-ready",
        State::Ready { .. } => "conference-ready",
    };
    Ok(speech.say(key, &[("name", name.into())]))
}
