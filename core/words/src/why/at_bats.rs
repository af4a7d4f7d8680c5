//! The at-bats rule in sentences: what has been shown of a level that is not there yet, word by word of the rule.

use super::Telling;
use crate::dates;
use notyet_model::explain::{Explanation, LevelTest};

impl Telling<'_> {
    /// What the levels above the one that is shown were tested for. Where the same results stand for several
    /// levels, the highest speaks for them.
    pub(super) fn tests(&self, why: &Explanation, tests: &[LevelTest], said: &mut Vec<String>) {
        if !why.counted.is_empty() && why.level.value().is_none() {
            said.push(self.speech.text("why-not-yet"));
        }
        let mut before: &[usize] = &[];
        for test in tests.iter().filter(|test| !test.shown) {
            if test.reaching != before {
                self.test(why, test, said);
            }
            before = &test.reaching;
        }
        let unshown = tests.iter().filter(|test| !test.shown);
        said.extend(unshown.filter_map(|test| self.reopened(why, test)).next().into_iter().flatten());
    }

    fn test(&self, why: &Explanation, test: &LevelTest, said: &mut Vec<String>) {
        let times = test.reaching.len();
        if times == 0 {
            return;
        }
        said.push(
            self.speech.say("why-times", &[("count", times.into()), ("level", self.level(why, test.level))]),
        );
        if times > 1 && test.contexts < test.need.contexts {
            said.push(self.speech.say("why-kinds", &[("count", test.contexts.into())]));
        }
        if times > 1 && test.days < i64::from(test.need.span_days) {
            said.push(self.speech.say("why-days", &[("count", test.days.into())]));
        }
    }

    /// A level that misses in a row have opened again: what was shown of it stays on record.
    fn reopened(&self, why: &Explanation, test: &LevelTest) -> Option<[String; 2]> {
        let earlier = why.counted.iter().take(test.reopened_at);
        let line = earlier.rev().find(|line| line.reached >= Some(test.level))?;
        let again = self.speech.say("why-anew", &[("level", self.level(why, test.level))]);
        Some(match line.day {
            Some(day) => {
                let day = dates::month(self.speech, day);
                [again, self.speech.say("why-anew-kept", &[("day", day.into())])]
            }
            None => [again, self.speech.text("why-anew-kept-undated")],
        })
    }
}
