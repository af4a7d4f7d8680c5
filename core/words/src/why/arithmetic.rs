//! The arithmetic of a method in sentences, step by step.

use super::Telling;
use fluent_bundle::FluentValue;
use notyet_model::explain::{Explanation, Operation, Step, Term};
use notyet_model::level::Level;
use notyet_model::method::Method;

/// So many scores are named in one sentence; of more, it says how many there are.
const MOST_SCORES: usize = 6;

impl Telling<'_> {
    /// Which of the counted results the method takes, and what it does with them.
    pub(super) fn arithmetic(&self, why: &Explanation, steps: &[Step], said: &mut Vec<String>) {
        let used = why.shown_by().count();
        let taken = match why.policy.method {
            Method::MeanOfRecent(_) => Some("why-takes-latest"),
            Method::MeanOfTop(_) => Some("why-takes-highest"),
            Method::TimesMastery(_) => Some("why-takes-mastery"),
            _ => None,
        };
        if let Some(key) = taken.filter(|_| used < why.counted.len()) {
            said.push(self.speech.say(key, &[("count", used.into())]));
        }
        if let (Level::NotEnough, Method::TimesMastery(times)) = (why.level, why.policy.method) {
            let needed = ("count", times.get().into());
            said.push(self.speech.say("why-times-mastery", &[needed]));
        }
        let of_quiz =
            |term: &Term| matches!(term, Term::Whole(at) if why.counted[*at].whole != why.counted[*at].own);
        if steps.iter().flat_map(|step| &step.terms).any(of_quiz) {
            said.push(self.speech.text("why-quiz"));
        }
        for step in steps {
            self.step(why, steps, step, said);
        }
    }

    fn step(&self, why: &Explanation, steps: &[Step], step: &Step, said: &mut Vec<String>) {
        let term = |at: usize| step.terms.get(at).map_or(String::new(), |term| self.term(why, steps, *term));
        let gives = ("gives", FluentValue::from(self.names.value(self.speech, &why.ladder, step.gives)));
        let count = ("count", FluentValue::from(step.terms.len()));
        let scores = ("scores", FluentValue::from(self.scores(why, steps, step)));
        if step.operation == (Operation::Trend { replaced: true }) {
            said.push(self.speech.text("step-trend-replaced"));
        }
        said.push(match step.operation {
            Operation::Greatest => self.speech.say("step-highest", &[gives]),
            Operation::Latest => self.speech.say("step-latest", &[gives]),
            Operation::Mean => self.speech.say("step-mean", &[scores, gives]),
            Operation::Middle => self.speech.say("step-middle", &[count, scores, gives]),
            Operation::MostFrequent => self.speech.say("step-frequent", &[count, gives]),
            Operation::Blend(percent) => {
                let rest = 100u16.saturating_sub(percent);
                self.speech.say("step-blend", &[("percent", percent.into()), ("rest", rest.into()), gives])
            }
            Operation::Towards(percent) => {
                let (from, to) = (("from", term(0).into()), ("to", term(1).into()));
                self.speech.say("step-towards", &[from, ("percent", percent.into()), to, gives])
            }
            Operation::Trend { .. } => self.speech.say("step-trend", &[count, gives]),
            Operation::Round => self.speech.say("step-round", &[gives]),
        });
    }

    /// "2, 3 and 4", or "20 results".
    fn scores(&self, why: &Explanation, steps: &[Step], step: &Step) -> String {
        let count = step.terms.len();
        if count > MOST_SCORES {
            return self.speech.say("scores-many", &[("count", count.into())]);
        }
        let mut terms = step.terms.iter().map(|term| self.term(why, steps, *term));
        let first = terms.next().unwrap_or_default();
        terms.zip(2..).fold(first, |so_far, (next, at)| {
            let key = if at == count { "list-last" } else { "list-next" };
            self.speech.say(key, &[("list", so_far.into()), ("next", next.into())])
        })
    }

    fn term(&self, why: &Explanation, steps: &[Step], term: Term) -> String {
        let score = match term {
            Term::Own(at) => why.counted.get(at).map(|line| line.own),
            Term::Whole(at) => why.counted.get(at).map(|line| line.whole),
            Term::Step(at) => {
                let step = steps.get(at).map(|step| self.names.value(self.speech, &why.ladder, step.gives));
                return step.unwrap_or_default();
            }
        };
        let named = |score| self.names.score(self.speech, &why.ladder, score, why.policy.arithmetic);
        score.map_or(String::new(), named)
    }
}
