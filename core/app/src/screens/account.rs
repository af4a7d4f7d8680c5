//! How one student stands on one outcome, and why: read once, and told by the student's screen and the teacher's alike.

use super::outcome::{Place, WhyLine};
use super::view::{self, Standing};
use notyet_model::calendar::Day;
use notyet_model::explain::{Explanation, explain};
use notyet_model::fact::Judgement;
use notyet_model::forecast::{PracticeResult, practice};
use notyet_model::ids::{ContextId, OutcomeId, UserId};
use notyet_model::level::Policy;
use notyet_model::register::{Course, Outcome};
use notyet_model::result::Record;
use notyet_model::scale::Scale;
use notyet_model::select::{Selection, select};
use notyet_store::{Entry, EntryState, Reader, StoreError};
use notyet_words::why::Telling;
use notyet_words::{Names, Speech, dates, word};
use std::collections::HashMap;

/// What is known of one student on one outcome.
pub(crate) struct Account {
    /// The outcome.
    pub(crate) outcome: Outcome,
    /// The scale that it is judged on, in words of this language.
    pub(crate) scale: Scale,
    /// How its level is worked out.
    pub(crate) policy: Policy,
    /// All that was judged and not refused, in the order of the work.
    pub(crate) judgements: Vec<Entry<Judgement>>,
    /// What of it counts.
    pub(crate) selection: Selection,
    /// Where the student stands.
    pub(crate) standing: Standing,
    /// The kinds of work by name.
    pub(crate) kinds: HashMap<ContextId, String>,
    explanation: Explanation,
}

impl Account {
    /// Reads it, as of `today` in the school's zone.
    pub(crate) fn of(
        reader: &Reader<'_>,
        speech: &Speech,
        student: UserId,
        id: OutcomeId,
        today: Day,
    ) -> Result<Self, StoreError> {
        let outcome = reader.outcome(id)?.ok_or(StoreError::NotFound)?;
        let course = reader.course(outcome.course)?;
        let scale = view::spoken_scale(speech, course.as_ref(), &outcome);
        let policy = course.as_ref().map_or_else(Policy::default, Course::policy);
        let mut judgements = reader.judgements(student, Some(id))?;
        judgements.retain(|entry| entry.state != EntryState::Refused);
        let selection = select(&records(&judgements, &scale), &reader.set_aside(student)?, scale.ladder());
        let explanation = explain(&selection, &policy, scale.ladder(), today);
        let standing = Standing { level: explanation.level.position(), practice: selection.practice };
        let kinds = reader.contexts()?.into_iter().map(|(id, c)| (id, c.name)).collect();
        Ok(Self { outcome, scale, policy, judgements, selection, standing, kinds, explanation })
    }

    /// Why the level is what it is; `opens` says what the sentence about a result opens.
    pub(crate) fn why(
        &self,
        speech: &Speech,
        opens: impl Fn(&Entry<Judgement>) -> Option<String>,
    ) -> Vec<WhyLine> {
        let piece = |id| opens(self.judgements.iter().find(|entry| entry.id == id)?);
        let said = self.telling(speech).why_of(&self.explanation).into_iter();
        said.map(|said| WhyLine { text: said.text, piece: said.of.and_then(piece) }).collect()
    }

    /// What would change it.
    pub(crate) fn change(&self, speech: &Speech) -> Vec<String> {
        self.telling(speech).next(&self.explanation)
    }

    /// Chances so far, latest last, then always one open place.
    pub(crate) fn places(&self, speech: &Speech) -> Vec<Place> {
        let taken = self.selection.counted.iter().map(|c| {
            let kind = c.context().and_then(|k| self.kinds.get(&k)).cloned().unwrap_or_default();
            let day = c.work_day().map_or_else(String::new, |day| dates::short(speech, day));
            // Results of other systems may lie below the lowest level; their place shows that one.
            place(speech, &self.scale, c.reached().unwrap_or(0), kind, day)
        });
        let open =
            Place { sign: None, kind: String::new(), day: String::new(), spoken: speech.text("place-open") };
        taken.chain([open]).collect()
    }

    /// What practice shows.
    pub(crate) fn practice(&self) -> Vec<PracticeResult> {
        practice(&records(&self.judgements, &self.scale), &self.selection, self.scale.ladder())
    }

    fn telling<'a>(&'a self, speech: &'a Speech) -> Telling<'a> {
        Telling { speech, names: Names::Words(&self.scale), kinds: &self.kinds }
    }
}

fn records<'a>(judgements: &'a [Entry<Judgement>], scale: &Scale) -> Vec<Record<'a>> {
    judgements.iter().map(|e| Record::of(e.id, e.eff, &e.body, scale)).collect()
}

fn place(speech: &Speech, scale: &Scale, level: usize, kind: String, day: String) -> Place {
    let args =
        [("level", word(scale, level).into()), ("kind", kind.as_str().into()), ("day", day.as_str().into())];
    let spoken = speech.say(if kind.is_empty() { "place-spoken-bare" } else { "place-spoken" }, &args);
    Place { sign: Some(view::sign_of(scale, Some(level), false)), spoken, kind, day }
}
