//! An explanation in sentences: what counts, how the level follows, what does not count and why, and what would
//! change it. Each is at most a dozen words, and names what is before what comes next.

mod arithmetic;
mod at_bats;
mod change;
mod class;
mod excluded;
#[cfg(test)]
mod tests;

use crate::{Names, Speech, dates};
use fluent_bundle::FluentValue;
use notyet_model::explain::{Explanation, Line, Reasoning};
use notyet_model::ids::{ContextId, OpId};
use notyet_model::level::Level;
use notyet_model::method::Method;
use std::collections::HashMap;

/// How many results are named one by one; before them stands the number of the others.
const MOST_NAMED: usize = 12;

/// How an explanation is told.
#[derive(Clone, Copy)]
pub struct Telling<'a> {
    /// In which language.
    pub speech: &'a Speech,
    /// By which names.
    pub names: Names<'a>,
    /// The kinds of work by name; a kind that is not among them is left out.
    pub kinds: &'a HashMap<ContextId, String>,
}

/// A sentence, and the one result that it is about, where it is about one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The sentence.
    pub text: String,
    /// The result's operation.
    pub of: Option<OpId>,
}

impl Telling<'_> {
    /// Why the level is what it is.
    pub fn why(&self, why: &Explanation) -> Vec<String> {
        self.why_of(why).into_iter().map(|said| said.text).collect()
    }

    /// The same, each sentence with the result that it is about.
    pub fn why_of(&self, why: &Explanation) -> Vec<Said> {
        let (mut said, mut rest) = (Vec::new(), Vec::new());
        if why.level == Level::NoEvidence {
            said.push(Said { text: self.speech.text("why-none"), of: None });
        }
        match &why.reasoning {
            Reasoning::AtBats(tests) => {
                self.results(why, why.shown_by(), true, &mut said);
                self.results(why, why.also_counted(), false, &mut said);
                self.tests(why, tests, &mut rest);
            }
            Reasoning::Arithmetic(steps) => {
                self.results(why, why.counted.iter(), true, &mut said);
                self.arithmetic(why, steps, &mut rest);
            }
        }
        self.excluded(&why.excluded, &mut rest);
        said.extend(rest.into_iter().map(|text| Said { text, of: None }));
        said
    }

    /// The latest of some results, each by itself, after the number of those before them.
    fn results<'e>(
        &self,
        why: &Explanation,
        lines: impl Iterator<Item = &'e Line>,
        shows: bool,
        said: &mut Vec<Said>,
    ) {
        let lines: Vec<&Line> = lines.collect();
        let earlier = lines.len().saturating_sub(MOST_NAMED);
        if earlier > 0 {
            let text = self.speech.say("why-earlier", &[("count", earlier.into())]);
            said.push(Said { text, of: None });
        }
        let each = |line: &&Line| Said { text: self.result(why, line, shows), of: Some(line.id) };
        said.extend(lines[earlier..].iter().map(each));
    }

    /// "You showed Demonstrating on 12 Nov: Letter or essay."
    fn result(&self, why: &Explanation, line: &Line, shows: bool) -> String {
        let kind = line.context.and_then(|id| self.kinds.get(&id)).filter(|_| shows);
        let key = match (shows, line.day, kind) {
            (true, Some(_), Some(_)) => "why-shown-kind",
            (true, Some(_), None) => "why-shown",
            (true, None, Some(_)) => "why-shown-undated-kind",
            (true, None, None) => "why-shown-undated",
            (false, Some(_), _) => "why-also",
            (false, None, _) => "why-also-undated",
        };
        let mut args = vec![("level", FluentValue::from(self.mark(why, line)))];
        args.extend(line.day.map(|day| ("day", dates::short(self.speech, day).into())));
        args.extend(kind.map(|kind| ("kind", kind.as_str().into())));
        self.speech.say(key, &args)
    }

    /// What a result is said to show: a level by the at-bats rule, else its points.
    fn mark(&self, why: &Explanation, line: &Line) -> String {
        match why.policy.method {
            Method::AtBats(_) => self.names.level(self.speech, &why.ladder, line.reached),
            _ => self.names.score(self.speech, &why.ladder, line.own, why.policy.arithmetic),
        }
    }

    /// A level by its name.
    fn level(&self, why: &Explanation, level: usize) -> FluentValue<'static> {
        self.names.level(self.speech, &why.ladder, Some(level)).into()
    }
}
