//! How ready a student is to show an outcome, in their own judgement; what practice says stands beside it only after
//! that. "Not ready yet" is a normal answer with a next step.

/// How sure a student is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, uniffi::Enum)]
pub enum Sureness {
    /// "Not ready yet."
    NotYet,
    /// "Nearly."
    Nearly,
    /// "Ready."
    Ready,
}

/// What the student said of the chance that lies ahead.
#[derive(Clone, Debug, PartialEq, Eq, uniffi::Record)]
pub struct ReadyPart {
    /// What was said; absent: nothing since the last chance.
    pub said: Option<Sureness>,
    /// What comes first, where it is not ready yet; else empty.
    pub next: String,
    /// "Your last 3 practice pieces: 2 at Demonstrating."; empty before the student said how ready they are.
    pub practice: String,
}

use notyet_model::fact::{Body, Kind, Wording};
use notyet_model::flow::readiness::{NextStep, State};
use notyet_model::flow::{Fact, Standing};
use notyet_model::forecast::{OwnConfidence, PracticeResult, practice_facts};
use notyet_model::ids::{OutcomeId, UserId};
use notyet_model::scale::Scale;
use notyet_store::{Reader, StoreError};
use notyet_words::{Speech, word};

/// What a student says of outcomes, read once.
pub(crate) struct Sayings(Vec<Fact>);

impl Sayings {
    /// All of one student's.
    pub(crate) fn of(reader: &Reader<'_>, student: UserId) -> Result<Self, StoreError> {
        const KINDS: &[Kind] = &[
            Kind::OwnWords,
            Kind::Readiness,
            Kind::Judgement,
            Kind::Feedback,
            Kind::Excusal,
            Kind::Retraction,
        ];
        Ok(Self(reader.facts(student, KINDS)?))
    }

    /// The student's own words for an outcome; empty where there are none.
    pub(crate) fn words(&self, outcome: OutcomeId) -> String {
        let standing = Standing::of(&self.0);
        let latest = standing.latest(|body| match body {
            Body::OwnWords(words) if words.of == Wording::Outcome(outcome) => Some(words.text.clone()),
            _ => None,
        });
        latest.map(|(_, text)| text).unwrap_or_default()
    }

    /// How ready the student is, and what practice says once they have said so.
    pub(crate) fn ready(
        &self,
        speech: &Speech,
        scale: &Scale,
        outcome: OutcomeId,
        practice: &[PracticeResult],
    ) -> ReadyPart {
        let standing = Standing::of(&self.0);
        let state = State::of(&standing, outcome, None);
        let said = match state {
            State::NotSaid => None,
            State::NotYet { .. } => Some(Sureness::NotYet),
            State::Nearly { .. } => Some(Sureness::Nearly),
            State::Ready { .. } => Some(Sureness::Ready),
        };
        let step = |next: NextStep<'_>| match next {
            NextStep::Own(text) => text.to_owned(),
            NextStep::Given(fact) => match &fact.body {
                Body::Feedback(feedback) => feedback.next_step.clone(),
                _ => String::new(),
            },
        };
        let next = match state {
            State::NotYet { next: Some(next), .. } => {
                speech.say("ready-next", &[("step", step(next).into())])
            }
            State::NotYet { next: None, .. } => speech.text("ready-next-none"),
            _ => String::new(),
        };
        let facts = OwnConfidence::said(&state).and_then(|said| practice_facts(practice, said));
        let practice = facts.map_or_else(String::new, |facts| {
            let at = facts.at.iter().map(|at| {
                let level = word(scale, at.level).to_owned();
                speech.say("ready-practice-at", &[("count", at.pieces.into()), ("level", level.into())])
            });
            let list = at.collect::<Vec<_>>().join(", ");
            speech.say("ready-practice", &[("count", facts.pieces.into()), ("list", list.into())])
        });
        ReadyPart { said, next, practice }
    }
}
