//! What would change a level, in sentences.

use super::Telling;
use crate::dates;
use fluent_bundle::FluentValue;
use notyet_model::explain::{Change, Explanation};
use notyet_model::method::Method;

impl Telling<'_> {
    /// What would change it: "Next: Demonstrating. One more time, in another kind of work, from 3 December."
    pub fn next(&self, why: &Explanation) -> Vec<String> {
        let Some(change) = why.change else {
            let top = why.level.position() == Some(why.ladder.levels() - 1);
            return if top { vec![self.speech.text("change-top")] } else { vec![] };
        };
        let next = self.speech.say("change-next", &[("level", self.level(why, change.level))]);
        vec![next, self.more(why, &change)]
    }

    fn more(&self, why: &Explanation, change: &Change) -> String {
        let mut args = vec![("count", FluentValue::from(change.more))];
        if !matches!(why.policy.method, Method::AtBats(_)) {
            args.push(("level", self.level(why, change.at)));
            return self.speech.say("change-results", &args);
        }
        let key = match (change.another_context, change.from) {
            (false, None) => "change-more",
            (true, None) => "change-more-kind",
            (false, Some(_)) => "change-more-from",
            (true, Some(_)) => "change-more-kind-from",
        };
        args.extend(change.from.map(|day| ("day", dates::month(self.speech, day).into())));
        self.speech.say(key, &args)
    }
}
