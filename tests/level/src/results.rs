//! The results of a case: as another gradebook reports them, and as the model takes them.

use crate::decimal::{Decimal, Number};
use crate::fault::Fault;
use crate::json::{Object, objects};
use crate::scale::Scale;
use crate::time::{Moment, NO_MOMENT};
use crate::unit::Unit;
use chrono_tz::Tz;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Purpose, Support};
use notyet_model::ids::{ContextId, OpId};
use notyet_model::result::{By, Mark, Question, Record, Score};
use serde_json::value::RawValue;
use std::collections::HashMap;

/// One result as it was reported.
pub(crate) struct Reported {
    mark: Reading,
    moment: Option<Moment>,
    context: Option<ContextId>,
    purpose: Purpose,
    support: Support,
    by: By,
}

/// What it says of the work.
enum Reading {
    /// Neither a score nor a percent.
    Nothing,
    Points(Number),
    Question { quiz: u64, own: Number, share: Share, possible: Number, worth: Number },
}

/// Which part of a question was answered.
#[derive(Clone, Copy)]
enum Share {
    Percent(Number),
    /// A score out of the points of the question.
    OutOf(Number, Number),
}

/// What the results of a case have in common: the school's zone, and the names of its quizzes and kinds of work.
pub(crate) struct Reader<'c> {
    zone: Tz,
    scale: &'c Scale,
    quizzes: HashMap<String, u64>,
    contexts: HashMap<String, ContextId>,
}

impl<'c> Reader<'c> {
    pub(crate) fn new(zone: Tz, scale: &'c Scale) -> Self {
        Self { zone, scale, quizzes: HashMap::new(), contexts: HashMap::new() }
    }

    /// The results of a list.
    pub(crate) fn results(&mut self, list: &[&RawValue]) -> Result<Vec<Reported>, Fault> {
        objects(list, |result| self.result(result))
    }

    fn result(&mut self, result: &Object<'_>) -> Result<Reported, Fault> {
        let submitted = self.moment(result, "submitted_at")?;
        let assessed = self.moment(result, "assessed_at")?;
        let context = key(result, "context")?;
        let purpose = result.one_of("kind", &[("summative", Purpose::Summative), ("formative", Purpose::Formative)])?;
        let support =
            result.one_of("support", &[("independent", Support::Independent), ("supported", Support::Supported)])?;
        let by = result.one_of("by", &[("teacher", By::Teacher), ("student", By::Student), ("peer", By::Peer)])?;
        Ok(Reported {
            mark: self.mark(result)?,
            moment: submitted.or(assessed),
            context: context.map(|name| self.context(name)),
            purpose: purpose.unwrap_or(Purpose::Summative),
            support: support.unwrap_or(Support::Independent),
            by: by.unwrap_or(By::Teacher),
        })
    }

    fn moment(&self, result: &Object<'_>, name: &str) -> Result<Option<Moment>, Fault> {
        let read = |text: &str| {
            Moment::read(text, self.zone).ok_or_else(|| Fault::of(name, format!("“{text}” {NO_MOMENT}")))
        };
        result.text(name)?.map(|text| read(&text)).transpose()
    }

    /// Percent × points possible when a percent is set, else the score. In a quiz, a question without points of
    /// its own weighs nothing, and one without a percent was answered as far as its score says.
    fn mark(&mut self, result: &Object<'_>) -> Result<Reading, Fault> {
        let (score, percent) = (result.number("score")?, result.number("percent")?);
        let possible = result.number("possible")?;
        let quiz = key(result, "quiz")?;
        let own = match (percent, score) {
            (Some(percent), _) => percent.times(self.scale.worth()?),
            (None, Some(score)) => score,
            (None, None) => return Ok(Reading::Nothing),
        };
        let Some(quiz) = quiz else { return Ok(Reading::Points(own)) };
        let possible = possible.unwrap_or(Number::whole(0));
        let next = self.quizzes.len() as u64;
        Ok(Reading::Question {
            quiz: *self.quizzes.entry(quiz).or_insert(next),
            own,
            share: percent.map_or(Share::OutOf(own, possible), Share::Percent),
            possible,
            worth: self.scale.worth()?,
        })
    }

    fn context(&mut self, name: String) -> ContextId {
        let next = self.contexts.len() as u64 + 1;
        *self.contexts.entry(name).or_insert_with(|| ContextId::from_bytes(u128::from(next).to_be_bytes()))
    }

    /// The kinds of work by name.
    pub(crate) fn kinds(self) -> HashMap<ContextId, String> {
        self.contexts.into_iter().map(|(name, id)| (id, name)).collect()
    }
}

/// The name of a quiz or of a kind of work: a text, or a number as it is written.
fn key(result: &Object<'_>, name: &str) -> Result<Option<String>, Fault> {
    match result.get(name).map(RawValue::get) {
        Some(number) if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => Ok(Some(number.to_owned())),
        // A number and a text that looks like it are two names.
        _ => Ok(result.text(name)?.map(|text| format!("“{text}”"))),
    }
}

impl Reported {
    /// All numbers that are counted in the unit of the case.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = Decimal> {
        let numbers = match self.mark {
            Reading::Nothing => [None, None, None],
            Reading::Points(own) => [Some(own), None, None],
            Reading::Question { own, share: Share::Percent(percent), possible, .. } => {
                [Some(own), Some(percent), Some(possible)]
            }
            Reading::Question { own, share: Share::OutOf(..), possible, .. } => [Some(own), Some(possible), None],
        };
        numbers.into_iter().flatten().map(|number| number.decimal)
    }
}

/// The results as the model takes them; those of one moment keep their order.
pub(crate) fn records(reported: &[Reported], unit: Unit) -> Vec<Record<'static>> {
    let record = |(at, result): (u128, &Reported)| Record {
        id: OpId::from_bytes(at.to_be_bytes()),
        eff: Hlc(0),
        by: result.by,
        purpose: result.purpose,
        support: result.support,
        baseline: false,
        mark: mark(&result.mark, unit),
        context: result.context,
        work_day: result.moment.map(|moment| moment.day),
        work_at_ms: result.moment.map(|moment| moment.at_ms),
        supersedes: &[],
    };
    (0..).zip(reported).map(record).collect()
}

fn mark(reading: &Reading, unit: Unit) -> Mark {
    let score = |number: Number| Score { units: unit.count(number.decimal), double: number.double };
    match *reading {
        Reading::Nothing => Mark::Nothing,
        Reading::Points(own) => Mark::Points(score(own)),
        Reading::Question { quiz, own, share, possible, worth } => {
            let share = match share {
                Share::Percent(percent) => score(percent),
                Share::OutOf(..) if possible.decimal.is_zero() => score(Number::whole(0)),
                Share::OutOf(above, below) => Score {
                    units: unit.count_quotient(above.decimal, below.decimal),
                    double: above.double / below.double,
                },
            };
            Mark::Question(Question { quiz, own: score(own), share, possible: score(possible), worth: score(worth) })
        }
    }
}
