//! An explanation in sentences: what shows the level, what did not count, and what would change it.

use crate::{Speech, dates, word};
use notyet_model::calendar::Day;
use notyet_model::explain::{Explanation, Line};
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
    if why.level.position().is_none() {
        sentences.push(speech.text("why-none"));
    }
    sentences.extend(why.shown_by().map(|line| shown(speech, scale, line, kinds)));
    sentences.extend(why.also_counted().map(|line| {
        speech.say("why-also", &[("day", day(speech, line.day).into()), ("level", level(scale, line))])
    }));
    for (reason, key) in [(Reason::Practice, "why-practice"), (Reason::WithHelp, "why-help")] {
        let count = why.excluded.iter().filter(|e| e.reason == reason).count();
        if count > 0 {
            sentences.push(speech.say(key, &[("count", count.into())]));
        }
    }
    sentences
}

fn shown(speech: &Speech, scale: &Scale, line: &Line, kinds: &HashMap<ContextId, String>) -> String {
    let day = ("day", day(speech, line.day).into());
    match line.context.and_then(|id| kinds.get(&id)) {
        Some(kind) => speech
            .say("why-shown-kind", &[("level", level(scale, line)), day, ("kind", kind.as_str().into())]),
        None => speech.say("why-shown", &[("level", level(scale, line)), day]),
    }
}

fn day(speech: &Speech, day: Option<Day>) -> String {
    day.map_or_else(String::new, |day| dates::short(speech, day))
}

fn level<'a>(scale: &'a Scale, line: &Line) -> fluent_bundle::FluentValue<'a> {
    word(scale, line.reached.unwrap_or(0)).into()
}

/// What would change it.
pub fn change(speech: &Speech, scale: &Scale, why: &Explanation) -> Vec<String> {
    let Some(change) = why.change else {
        return if why.level.position().is_some() { vec![speech.text("change-top")] } else { vec![] };
    };
    let key = if change.another_context { "change-more-kind" } else { "change-more" };
    let mut sentences =
        vec![speech.say(key, &[("count", change.more.into()), ("level", word(scale, change.at).into())])];
    if let Some(from) = change.from {
        let key = if change.more == 1 { "change-from-one" } else { "change-from" };
        sentences.push(speech.say(key, &[("day", dates::short(speech, from).into())]));
    }
    sentences
}
