//! `cargo xtask level`: works levels out for any other gradebook to be compared with. It reads one case per line as
//! JSON and writes one answer per line, in the same order; a line that cannot be read is answered with an error
//! that names line, field and rule, and the rest goes on. Empty lines are passed over. It holds one line at a time.
//!
//! A case of one student:
//!
//! ```json
//! {"id": 1, "method": "weighted_average", "n": 65, "rounding": "canvas",
//!  "scale": {"points_possible": 4, "mastery_points": 3, "levels": [0, 1, 2, 3, 4]},
//!  "results": [{"score": 3, "percent": null, "possible": null, "quiz": null, "context": "essay",
//!               "submitted_at": "2026-11-12T10:00:00Z", "assessed_at": null,
//!               "kind": "summative", "support": "independent", "by": "teacher"}]}
//! ```
//!
//! and its answer: `{"id", "level": number|null, ["word",] "mastered", "counted", "why": [sentences], "next": [sentences]}`.
//!
//! # What the fields mean
//! - `id`: anything; echoed as it was written.
//! - `method`: `at_bats`, `highest`, `most_recent`, `mean`, `median`, `mode`, `mean_of_recent_n`, `mean_of_top_n`,
//!   `n_mastery`, `weighted_average`, `standard_decaying_average`, `power_law`; Canvas's `latest`, `average` and
//!   `decaying_average` are the same as `most_recent`, `mean` and `weighted_average`.
//! - `n`: the method's parameter; absent: 65 for both decays, 5 for `n_mastery`, 3 for the means of n.
//! - `rounding`: `"canvas"` means Canvas's arithmetic (doubles, its order) and its rounding to hundredths for
//!   every method; absent, exact arithmetic and no rounding. Nothing else decides which.
//! - `scale`: absent, Canvas's default for an outcome (5 points possible, 3 mastery points, whole points). In a
//!   scale, `mastery_points` must be there and need not be a level; `points_possible` only where something needs
//!   it (a percent, a quiz, levels that are not listed); `levels` must rise and are at most 10,000; absent, every
//!   whole point from 0 to the points possible is a level. With `words`, one for each of `levels`, sentences name a
//!   level by its word and not by its points, and the answer says the `word` of the level.
//! - `results`: absent fields mean a teacher's summative independent result. The score is `percent` × points
//!   possible (the mastery points, where those are not above 0) when a percent is set, else `score`; with neither,
//!   the result does not count. Time is `submitted_at`, else `assessed_at`, in whole seconds; no time sorts first,
//!   and equal times keep the order given. A time without a zone is UTC; a date alone is that day at school.
//! - `quiz`: where a result is one question of a quiz, the mean, the most recent and both decays read the whole
//!   quiz for each of its questions that count: Σ(possible × percent) ÷ Σ possible × points possible. Without a
//!   percent it is score ÷ possible; a question without `possible` weighs nothing; a quiz that weighs nothing
//!   leaves each question its own score.
//! - `results`, further: `baseline` (true: known before the course), `mark` (`"rows"` or `"other_scale"`, where there is
//!   no score), `set_aside` (`"taken_back"` or `"excused"`), `corrects` (the places in this list, from 0, of the results
//!   that it corrects), `recorded` (a number that rises: of two corrections of one result the later stands).
//! - `at_bats`: `chances`, `successes`, `contexts`, `span_days`, `misses_to_reopen`; absent, the default of each.
//!   `zone`: the school's IANA time zone, absent UTC: work days are its calendar days.
//! - `today`: the day that `next` is said for; absent, the day of the latest result.
//!
//! `{"method": "class", "of": method, "stat": "mean"|"median", "by_student": {name: [results]}, …}` answers the
//! figure of the students' levels, without those who have none; `counted` says how many have one. With Canvas's
//! rounding a mean of (rounded) levels is rounded again, a median not.
//!
//! `{"method": "forecast", "params": {"p_L0", "p_T", "p_G", "p_S", "p_F"}, "obs": [1|0|-1]}` answers `p`, that the
//! next answer is right, and `known`; a forecast is no level, so `level` is null.
//!
//! Numbers are read as decimals, exactly, up to 15 digits before the point. NaN and Infinity are not JSON.

mod case;
mod decimal;
mod fault;
mod forecast;
mod json;
mod lines;
mod results;
mod scale;
#[cfg(test)]
mod testing;
mod time;
mod unit;

pub use lines::answer_all;

use fault::Fault;
use json::Object;
use notyet_words::Speech;
use serde::Serialize;
use serde_json::value::RawValue;
use std::fmt;

/// Answers single lines.
///
/// ```
/// let case = br#"{"id": 1, "method": "mean", "results": [{"score": 3}, {"score": 4}]}"#;
/// let answer = notyet_level::Answers::default().answer(1, case).unwrap();
/// assert!(answer.starts_with(r#"{"id":1,"level":3.5,"mastered":true,"counted":2,"#));
/// ```
pub struct Answers {
    speech: Speech,
}

impl Default for Answers {
    fn default() -> Self {
        Self { speech: Speech::new("en") }
    }
}

/// An answer as it is written.
#[derive(Serialize)]
struct Line<'a, T> {
    id: Option<&'a RawValue>,
    #[serde(flatten)]
    answer: T,
}

#[derive(Serialize)]
struct Error {
    error: String,
}

impl Answers {
    /// The answer to a line, counted from 1, as JSON without a line break. `None` where the line is empty.
    pub fn answer(&self, number: u64, line: &[u8]) -> Option<String> {
        if line.trim_ascii().is_empty() {
            return None;
        }
        let text = match std::str::from_utf8(line) {
            Ok(text) => text,
            Err(fault) => {
                return Some(self.error(
                    number,
                    None,
                    format_args!("is not UTF-8 after byte {}", fault.valid_up_to()),
                ));
            }
        };
        let mut case = Object::default();
        let read = case.fill(text);
        let id = case.get("id");
        Some(match read {
            Err(fault) => self.error(number, id, no_json(&fault, text)),
            Ok(()) => match self.of(&case) {
                Ok(reply) => reply.written(id),
                Err(fault) => self.error(number, id, fault),
            },
        })
    }

    fn error(&self, number: u64, id: Option<&RawValue>, what: impl fmt::Display) -> String {
        written(&Line { id, answer: Error { error: format!("line {number}: {what}") } })
    }

    fn of(&self, case: &Object<'_>) -> Result<Reply, Fault> {
        let method = case.text("method")?.ok_or_else(|| Fault::missing("method"))?;
        match method.as_ref() {
            "forecast" => forecast::forecast(case).map(Reply::Forecast),
            "class" => case::class(case, &self.speech).map(Reply::Level),
            name => case::student(case, name, &self.speech).map(Reply::Level),
        }
    }
}

enum Reply {
    Level(case::Answer),
    Forecast(forecast::Answer),
}

impl Reply {
    fn written(&self, id: Option<&RawValue>) -> String {
        match self {
            Self::Level(answer) => written(&Line { id, answer }),
            Self::Forecast(answer) => written(&Line { id, answer }),
        }
    }
}

fn written(line: &impl Serialize) -> String {
    serde_json::to_string(line).expect("an answer holds texts, finite numbers and a value that was read")
}

/// What is wrong with a line that is no JSON object. Numbers that other languages write and JSON does not have are
/// named with their field.
fn no_json(fault: &serde_json::Error, text: &str) -> String {
    let said = fault.to_string();
    // Each case is one line, so what follows would be about line 1.
    let said = said.rsplit_once(" at line ").map_or(said.as_str(), |(said, _)| said);
    let at = fault.column().saturating_sub(1);
    let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
    match ["NaN", "Infinity"].into_iter().find(|name| rest.starts_with(name)) {
        Some(number) => {
            let field = field_before(before).map_or(String::new(), |name| format!("{name}: "));
            format!("{field}{number} is no number in JSON (column {})", at + 1)
        }
        None => format!("is no JSON object: {said} (column {})", at + 1),
    }
}

/// The name of the member whose value begins where the text ends.
fn field_before(text: &str) -> Option<&str> {
    let name = text.trim_end_matches('-').trim_end().strip_suffix(':')?.trim_end().strip_suffix('"')?;
    name.rsplit('"').next()
}
