//! Feedback and what comes of it (features 30, 39, 41 and 42): each piece with its questions and answers, whether
//! the student understands it, the next step in whose words, and what the student did afterwards.

use super::standing::{Fact, Standing};
use crate::calendar::Day;
use crate::fact::{Body, Feedback, Judgement, Lane, Purpose, Rewording};
use crate::ids::{OpId, OutcomeId};

/// A question about feedback and the answers to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Fact,
    /// The answers, the earliest first.
    pub answers: Vec<&'a Fact>,
}

/// Where a piece of feedback stands between teacher and student.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Given.
    Given,
    /// A question waits for an answer.
    Asked,
    /// Every question has an answer; the student has not said whether that helps.
    Answered,
    /// "I understand", and no question since.
    Understood,
}

/// Something that a student did after feedback.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Done<'a> {
    /// The day of the work.
    pub day: Day,
    /// Evidence, an entry of the practice log, or the student's own judgement.
    pub fact: &'a Fact,
}

/// A piece of feedback with everything that belongs to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Thread<'a> {
    /// Where it was given.
    pub fact: &'a Fact,
    /// What was said.
    pub feedback: &'a Feedback,
    /// The questions, the earliest first.
    pub questions: Vec<Asked<'a>>,
    /// Where it stands.
    pub stage: Stage,
    /// The next step in the student's own words, written or said aloud: the latest, and where it was recorded.
    pub reworded: Option<(&'a Fact, &'a Rewording)>,
    /// What the student did on the outcome afterwards, until the next feedback on it, by the time of the work.
    pub done: Vec<Done<'a>>,
}

/// Why a step cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Rule {
    /// The feedback was taken back or corrected.
    #[error("this feedback no longer stands")]
    NoSuchFeedback,
    /// The question was taken back, or the feedback that it is about.
    #[error("this question no longer stands")]
    NoSuchQuestion,
    /// There is no next step to say in other words.
    #[error("this feedback has no next step")]
    NoNextStep,
}

/// A student's feedback, by the time at which it was given.
pub fn threads<'a>(standing: &Standing<'a>) -> Vec<Thread<'a>> {
    let given = feedback(standing);
    let next_on = |at: usize, outcome: OutcomeId| {
        given[at + 1..].iter().find(|(_, later)| later.outcome == outcome).map(|(_, later)| time_of(later))
    };
    let thread = |(at, (fact, feedback)): (usize, &(&'a Fact, &'a Feedback))| {
        let questions = questions(standing, fact);
        Thread {
            fact,
            feedback,
            stage: stage(standing, fact, &questions),
            reworded: reworded(standing, fact),
            done: done(standing, feedback, next_on(at, feedback.outcome)),
            questions,
        }
    };
    given.iter().enumerate().map(thread).collect()
}

impl<'a> Thread<'a> {
    /// The next step as it stands: in the student's words where they are written, else in the teacher's.
    pub fn next_step(&self) -> &'a str {
        match self.reworded {
            Some((_, reworded)) if !reworded.text.trim().is_empty() => &reworded.text,
            _ => &self.feedback.next_step,
        }
    }
}

/// Whether the student may ask about feedback or say that they understand it: as often as they like, in any
/// order.
pub fn may_respond(threads: &[Thread<'_>], feedback: OpId) -> Result<(), Rule> {
    threads.iter().any(|thread| thread.fact.id == feedback).then_some(()).ok_or(Rule::NoSuchFeedback)
}

/// Whether the student may reword the next step.
pub fn may_reword(threads: &[Thread<'_>], feedback: OpId) -> Result<(), Rule> {
    let thread = threads.iter().find(|thread| thread.fact.id == feedback).ok_or(Rule::NoSuchFeedback)?;
    let has_step = !thread.feedback.next_step.trim().is_empty();
    has_step.then_some(()).ok_or(Rule::NoNextStep)
}

/// Whether a teacher may answer a question: also again.
pub fn may_answer(threads: &[Thread<'_>], question: OpId) -> Result<(), Rule> {
    let mut questions = threads.iter().flat_map(|thread| &thread.questions);
    questions.any(|asked| asked.question.id == question).then_some(()).ok_or(Rule::NoSuchQuestion)
}

/// A teacher's formative judgements that ask for a next step (feature 30): no feedback with one goes with them,
/// and none was given on the outcome on the day of the work or later.
pub fn ask_for_next_step<'a>(standing: &Standing<'a>) -> Vec<&'a Fact> {
    let given = feedback(standing);
    let has_step = |id: OpId, judgement: &Judgement| {
        given.iter().filter(|(_, f)| !f.next_step.trim().is_empty()).any(|(_, f)| {
            f.judgement.map(|judged| standing.heir(judged)) == Some(id)
                || (f.outcome == judgement.outcome && f.work_day >= judgement.work_day)
        })
    };
    let formative = standing.each(|body| match body {
        Body::Judgement(j) if j.lane == Lane::Teacher && j.purpose == Purpose::Formative => Some(j),
        _ => None,
    });
    formative.filter(|(fact, j)| !has_step(fact.id, j)).map(|(fact, _)| fact).collect()
}

type WorkTime = (Day, i64);

fn time_of(feedback: &Feedback) -> WorkTime {
    (feedback.work_day, feedback.work_at_ms)
}

fn feedback<'a>(standing: &Standing<'a>) -> Vec<(&'a Fact, &'a Feedback)> {
    let given = standing.each(|body| match body {
        Body::Feedback(feedback) => Some(feedback),
        _ => None,
    });
    let mut given: Vec<_> = given.collect();
    given.sort_by_key(|(fact, feedback)| (time_of(feedback), fact.id));
    given
}

fn questions<'a>(standing: &Standing<'a>, feedback: &Fact) -> Vec<Asked<'a>> {
    let asked = standing.each(|body| match body {
        Body::Question(question) if standing.heir(question.feedback) == feedback.id => Some(()),
        _ => None,
    });
    let answers = |question: &Fact| {
        let answers = standing.each(|body| match body {
            Body::Answer(answer) if answer.question == question.id => Some(()),
            _ => None,
        });
        answers.map(|(fact, ())| fact).collect()
    };
    asked.map(|(question, ())| Asked { question, answers: answers(question) }).collect()
}

/// "I understand" closes what was asked before it, answered or not: the student may have found out alone.
fn stage(standing: &Standing<'_>, feedback: &Fact, questions: &[Asked<'_>]) -> Stage {
    let understood = standing.latest(|body| match body {
        Body::Understood(understood) if standing.heir(understood.feedback) == feedback.id => Some(()),
        _ => None,
    });
    let since = understood.map(|(fact, ())| (fact.eff, fact.id));
    let mut open = questions.iter().filter(|q| Some((q.question.eff, q.question.id)) > since).peekable();
    match (open.peek().is_some(), since) {
        (false, None) => Stage::Given,
        (false, Some(_)) => Stage::Understood,
        (true, _) if open.all(|asked| !asked.answers.is_empty()) => Stage::Answered,
        (true, _) => Stage::Asked,
    }
}

fn reworded<'a>(standing: &Standing<'a>, feedback: &Fact) -> Option<(&'a Fact, &'a Rewording)> {
    standing.latest(|body| match body {
        Body::Rewording(rewording) if standing.heir(rewording.feedback) == feedback.id => Some(rewording),
        _ => None,
    })
}

fn done<'a>(standing: &Standing<'a>, feedback: &Feedback, until: Option<WorkTime>) -> Vec<Done<'a>> {
    let outcome = feedback.outcome;
    let work = standing.each(|body| match body {
        Body::Evidence(e) if e.outcomes.contains(&outcome) => Some((e.work_day, e.work_at_ms)),
        Body::Practice(p) if p.outcome == outcome => Some((p.work_day, p.work_at_ms)),
        Body::Judgement(j) if j.outcome == outcome && j.lane == Lane::Own => Some((j.work_day, j.work_at_ms)),
        _ => None,
    });
    let is_after = |time: WorkTime| time > time_of(feedback) && until.is_none_or(|until| time <= until);
    let mut found: Vec<(WorkTime, &Fact)> =
        work.filter(|(_, time)| is_after(*time)).map(|(fact, time)| (time, fact)).collect();
    found.sort_by_key(|(time, fact)| (*time, fact.id));
    found.into_iter().map(|((day, _), fact)| Done { day, fact }).collect()
}

#[cfg(test)]
mod tests;
