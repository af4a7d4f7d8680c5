//! One case: what is asked, and what the model answers.

use crate::fault::Fault;
use crate::json::{Object, list};
use crate::results::{Reader, Reported, records, set_aside};
use crate::scale::Scale;
use crate::time::{Moment, NO_MOMENT};
use crate::unit::Unit;
use chrono_tz::Tz;
use notyet_model::calendar::Day;
use notyet_model::explain::explain;
use notyet_model::ladder::Ladder;
use notyet_model::level::class::{Stat, figure};
use notyet_model::level::{Level, Policy, level};
use notyet_model::method::{Arithmetic, AtBats, AtBatsParts, Method, UnknownMethod, Value};
use notyet_model::select::select;
use notyet_words::why::Telling;
use notyet_words::{Names, Speech, plain, word};
use serde::Serialize;
use std::collections::HashMap;

/// What a case about levels is answered with.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    /// In points; null where there is none.
    level: Option<f64>,
    /// Its word, where the scale has words.
    #[serde(skip_serializing_if = "Option::is_none")]
    word: Option<String>,
    mastered: bool,
    /// Results that count; of a class, students that have a level.
    counted: usize,
    why: Vec<String>,
    next: Vec<String>,
}

/// How levels are asked for.
struct Asked {
    policy: Policy,
    zone: Tz,
    scale: Scale,
    today: Option<Day>,
}

/// The level of one student's results.
pub(crate) fn student(case: &Object<'_>, method: &str, speech: &Speech) -> Result<Answer, Fault> {
    let asked = Asked::read(case, "method", method)?;
    let results = case.list("results")?.ok_or_else(|| Fault::missing("results"))?;
    let mut reader = Reader::new(asked.zone, &asked.scale);
    let results = reader.results(&results).map_err(|fault| fault.inside("results"))?;
    let kinds = reader.kinds();
    let (unit, ladder) = asked.measure(results.iter())?;
    let selection = select(&records(&results, unit), &set_aside(&results), &ladder);
    let today = asked.today.or_else(|| results.iter().filter_map(Reported::day).max());
    let mut explanation = explain(&selection, &asked.policy, &ladder, today.unwrap_or(Day(0)));
    if let (Some(change), None) = (&mut explanation.change, today) {
        // Without any day there is none to count from.
        change.from = None;
    }
    let names = asked.scale.words().map_or(Names::Points, Names::Words);
    let telling = Telling { speech, names, kinds: &kinds };
    let position = explanation.level.position();
    let said = asked.scale.words().zip(position).map(|(scale, at)| word(scale, at).to_owned());
    let answer = Answer::of(
        explanation.level.value(),
        &ladder,
        selection.counted.len(),
        telling.why(&explanation),
        telling.next(&explanation),
    );
    Ok(Answer { word: said, ..answer })
}

/// The mean or the median of the levels of a class.
pub(crate) fn class(case: &Object<'_>, speech: &Speech) -> Result<Answer, Fault> {
    let of = case.text("of")?.ok_or_else(|| Fault::missing("of"))?;
    let asked = Asked::read(case, "of", &of)?;
    let stat = case
        .one_of("stat", &[("mean", Stat::Mean), ("median", Stat::Median)])?
        .ok_or_else(|| Fault::missing("stat"))?;
    let students = case.object("by_student")?.ok_or_else(|| Fault::missing("by_student"))?;
    let mut reader = Reader::new(asked.zone, &asked.scale);
    // A fault names a student by their place: names are nobody's business in a log.
    let read = |(at, (_, raw)): (usize, (&str, _))| {
        let results = list(raw).map_err(|rule| Fault::of(format!("by_student[{at}]"), rule))?;
        reader.results(&results).map_err(|fault| fault.inside(format!("by_student[{at}]")))
    };
    let students: Vec<Vec<Reported>> =
        students.members().into_iter().enumerate().map(read).collect::<Result<_, _>>()?;
    let (unit, ladder) = asked.measure(students.iter().flatten())?;
    let level_of = |results: &Vec<Reported>| {
        let selection = select(&records(results, unit), &set_aside(results), &ladder);
        level(&selection.counted, &asked.policy, &ladder)
    };
    let levels: Vec<Level> = students.iter().map(level_of).collect();
    let with = levels.iter().filter(|level| level.value().is_some()).count();
    let telling = Telling { speech, names: Names::Points, kinds: &HashMap::new() };
    let why = telling.class(stat, with, levels.len() - with);
    Ok(Answer::of(figure(&levels, stat), &ladder, with, why, vec![]))
}

impl Answer {
    fn of(
        level: Option<Value>,
        ladder: &Ladder,
        counted: usize,
        why: Vec<String>,
        next: Vec<String>,
    ) -> Self {
        let said = |texts: Vec<String>| texts.iter().map(|text| plain(text)).collect();
        Self {
            // Adding zero makes a negative zero one.
            level: level.map(|value| value.points(ladder) + 0.0),
            word: None,
            mastered: level.is_some_and(|value| value.is_mastery(ladder)),
            counted,
            why: said(why),
            next: said(next),
        }
    }
}

impl Asked {
    /// Reads everything but the results; `field` is where the method's name stood.
    fn read(case: &Object<'_>, field: &str, method: &str) -> Result<Self, Fault> {
        let named = |n, rule| {
            Method::named(method, n, rule).map_err(|unknown| match unknown {
                UnknownMethod::Name(_) => Fault::of(field, unknown),
                UnknownMethod::Parameter(_) => Fault::of("n", unknown),
                UnknownMethod::AtBats(_) => Fault::of("at_bats", unknown),
            })
        };
        // What a method does not take is not read.
        let method = match named(None, None)? {
            Method::AtBats(_) => named(None, at_bats(case)?)?,
            Method::Highest
            | Method::MostRecent
            | Method::Mean
            | Method::Median
            | Method::Mode
            | Method::PowerLaw => named(None, None)?,
            _ => named(case.whole("n")?, None)?,
        };
        let arithmetic = case.one_of("rounding", &[("canvas", Arithmetic::Canvas)])?.unwrap_or_default();
        let zone = match case.text("zone")? {
            Some(name) => {
                name.parse().map_err(|_| Fault::of("zone", format!("there is no time zone “{name}”")))?
            }
            None => Tz::UTC,
        };
        let today = case.text("today")?.map(|text| {
            let moment = Moment::read(&text, zone).map(|moment| moment.day);
            moment.ok_or_else(|| Fault::of("today", format!("“{text}” {NO_MOMENT}")))
        });
        Ok(Self {
            policy: Policy { method, arithmetic },
            zone,
            scale: Scale::read(case)?,
            today: today.transpose()?,
        })
    }

    /// The unit that suits all numbers, and the scale in it.
    fn measure<'r>(&self, results: impl Iterator<Item = &'r Reported>) -> Result<(Unit, Ladder), Fault> {
        let numbers = self.scale.numbers().chain(results.flat_map(Reported::numbers));
        let unit = Unit::of(numbers, self.policy.arithmetic);
        Ok((unit, self.scale.ladder(self.policy.method, unit)?))
    }
}

/// The numbers of the at-bats rule; those that are not there are the default's.
fn at_bats(case: &Object<'_>) -> Result<Option<AtBatsParts>, Fault> {
    let Some(rule) = case.object("at_bats")? else { return Ok(None) };
    let read = |name, default: u32| match rule.whole(name).map_err(|fault| fault.inside("at_bats"))? {
        None => Ok(default),
        Some(n) => u32::try_from(n)
            .map_err(|_| Fault::of(format!("at_bats.{name}"), format!("{n} is not 0 to {}", u32::MAX))),
    };
    let default = AtBatsParts::from(AtBats::default());
    Ok(Some(AtBatsParts {
        chances: read("chances", default.chances)?,
        successes: read("successes", default.successes)?,
        contexts: read("contexts", default.contexts)?,
        span_days: read("span_days", default.span_days)?,
        misses_to_reopen: read("misses_to_reopen", default.misses_to_reopen)?,
    }))
}
