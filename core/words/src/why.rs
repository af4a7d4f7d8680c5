//! An explanation in sentences: what shows the level, what did not count, and what would change it.

use crate::{Speech, dates, word};
use notyet_model::explain::{Explanation, Showing};
use notyet_model::ids::ContextId;
use notyet_model::scale::Scale;
use notyet_model::select::Reason;
use std::collections::HashMap;

/// Why the level is what it is.
pub fn because(
    speech: &Speech,
    scale: &Scale,
    why: &Explanation,
    kinds: &HashMap<ContextId, String>,
) -> Vec<String> {
    let mut sentences = Vec::new();
    if why.level.is_none() {
        sentences.push(speech.text("why-none"));
    }
    sentences.extend(why.shown_by.iter().map(|showing| shown(speech, scale, showing, kinds)));
    sentences.extend(why.also_counted.iter().map(|showing| {
        speech.say(
            "why-also",
            &[("day", dates::short(speech, showing.day).into()), ("level", level(scale, showing))],
        )
    }));
    for (reason, key) in [(Reason::Practice, "why-practice"), (Reason::WithHelp, "why-help")] {
        let count = why.excluded.iter().filter(|e| e.reason == reason).count();
        if count > 0 {
            sentences.push(speech.say(key, &[("count", count.into())]));
        }
    }
    sentences
}

fn shown(speech: &Speech, scale: &Scale, showing: &Showing, kinds: &HashMap<ContextId, String>) -> String {
    let day = ("day", dates::short(speech, showing.day).into());
    match showing.context.and_then(|id| kinds.get(&id)) {
        Some(kind) => speech
            .say("why-shown-kind", &[("level", level(scale, showing)), day, ("kind", kind.as_str().into())]),
        None => speech.say("why-shown", &[("level", level(scale, showing)), day]),
    }
}

fn level<'a>(scale: &'a Scale, showing: &Showing) -> fluent_bundle::FluentValue<'a> {
    word(scale, showing.level).into()
}

/// What would change it.
pub fn change(speech: &Speech, scale: &Scale, why: &Explanation) -> Vec<String> {
    let Some(change) = why.change else {
        return if why.level.is_some() { vec![speech.text("change-top")] } else { vec![] };
    };
    let key = if change.another_context { "change-more-kind" } else { "change-more" };
    let mut sentences =
        vec![speech.say(key, &[("count", change.more.into()), ("level", word(scale, change.level).into())])];
    if let Some(from) = change.from {
        let key = if change.more == 1 { "change-from-one" } else { "change-from" };
        sentences.push(speech.say(key, &[("day", dates::short(speech, from).into())]));
    }
    sentences
}
