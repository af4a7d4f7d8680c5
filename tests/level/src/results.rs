//! The results of a case: as another gradebook reports them, and as the model takes them.

use crate::decimal::{Decimal, Number};
use crate::fault::Fault;
use crate::json::{Object, objects};
use crate::scale::Scale;
use crate::time::{Moment, NO_MOMENT};
use crate::unit::Unit;
use chrono_tz::Tz;
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Purpose, Support};
use notyet_model::ids::{ContextId, OpId};
use notyet_model::result::{By, Mark, Question, Record, Score};
use serde_json::value::RawValue;
use std::collections::HashMap;

const NO_WORTH: &str = "needs scale.points_possible, which is not there";
const TOO_LARGE: &str = "comes to too many points; at most 15 digits stand before the point";

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
    Question(Box<Quizzed>),
}

/// One question of a quiz.
struct Quizzed {
    quiz: u64,
    /// What it scores by itself.
    own: Number,
    /// The part that was answered; absent, what its score is of its points.
    percent: Option<Number>,
    /// Its points in the quiz; 0 where it has none.
    possible: Number,
    /// What a whole quiz scores.
    worth: Number,
}

/// What the results of a case have in common: the school's zone, and the names of its quizzes and kinds of work.
pub(crate) struct Reader<'c> {
    zone: Tz,
    scale: &'c Scale,
    quizzes: HashMap<Name, u64>,
    contexts: HashMap<Name, ContextId>,
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
        let context = name(result, "context")?;
        let purpose =
            result.one_of("kind", &[("summative", Purpose::Summative), ("formative", Purpose::Formative)])?;
        let support = result
            .one_of("support", &[("independent", Support::Independent), ("supported", Support::Supported)])?;
        let by =
            result.one_of("by", &[("teacher", By::Teacher), ("student", By::Student), ("peer", By::Peer)])?;
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
        let quiz = name(result, "quiz")?;
        let worth = |field| self.scale.worth().ok_or_else(|| Fault::of(field, NO_WORTH));
        let own = match (percent, score) {
            (Some(percent), _) => {
                percent.times(worth("percent")?).ok_or_else(|| Fault::of("percent", TOO_LARGE))?
            }
            (None, Some(score)) => score,
            (None, None) => return Ok(Reading::Nothing),
        };
        let Some(quiz) = quiz else { return Ok(Reading::Points(own)) };
        let worth = worth("quiz")?;
        let possible = possible.unwrap_or(Number::whole(0));
        let next = self.quizzes.len() as u64;
        Ok(Reading::Question(Box::new(Quizzed {
            quiz: *self.quizzes.entry(quiz).or_insert(next),
            own,
            percent,
            possible,
            worth,
        })))
    }

    fn context(&mut self, name: Name) -> ContextId {
        let next = self.contexts.len() as u128;
        *self.contexts.entry(name).or_insert_with(|| ContextId::from_bytes(next.to_be_bytes()))
    }

    /// The kinds of work by name.
    pub(crate) fn kinds(self) -> HashMap<ContextId, String> {
        self.contexts.into_iter().map(|(name, id)| (id, name.1)).collect()
    }
}

/// The name of a quiz or of a kind of work, after whether it is a text: a number and a text that looks like it are
/// two names.
type Name = (bool, String);

/// A text, or a number as it is written.
fn name(result: &Object<'_>, member: &str) -> Result<Option<Name>, Fault> {
    match result.get(member).map(RawValue::get) {
        Some(number) if number.starts_with(|c: char| c == '-' || c.is_ascii_digit()) => {
            Ok(Some((false, number.to_owned())))
        }
        _ => Ok(result.text(member)?.map(|text| (true, text.into_owned()))),
    }
}

impl Reported {
    /// The day of the work at school, if it is known.
    pub(crate) fn day(&self) -> Option<Day> {
        self.moment.map(|moment| moment.day)
    }

    /// All numbers that are counted in the unit of the case, and how large the score of a quiz can become.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = Decimal> {
        let numbers = match &self.mark {
            Reading::Nothing => [None; 3],
            Reading::Points(own) => [Some(own.decimal), None, None],
            Reading::Question(question) => {
                let Quizzed { own, percent, possible, worth, .. } = question.as_ref();
                let share = own.decimal.over(possible.decimal, 3).map(Decimal::thousandths);
                let whole = share.map(|share| share.times(worth.decimal));
                [
                    Some(own.decimal),
                    Some(possible.decimal),
                    percent.map_or(whole, |percent| Some(percent.decimal)),
                ]
            }
        };
        numbers.into_iter().flatten()
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
        work_day: result.day(),
        work_at_ms: result.moment.map(|moment| moment.at_ms),
        supersedes: &[],
    };
    (0..).zip(reported).map(record).collect()
}

fn mark(reading: &Reading, unit: Unit) -> Mark {
    let score = |number: Number| Score { units: unit.count(number.decimal), double: number.double };
    match reading {
        Reading::Nothing => Mark::Nothing,
        Reading::Points(own) => Mark::Points(score(*own)),
        Reading::Question(question) => {
            let Quizzed { quiz, own, percent, possible, worth } = question.as_ref();
            let share = match percent {
                Some(percent) => score(*percent),
                None if possible.decimal.is_zero() => score(Number::whole(0)),
                None => Score {
                    units: unit.count_quotient(own.decimal, possible.decimal),
                    double: own.double / possible.double,
                },
            };
            let (own, possible, worth) = (score(*own), score(*possible), score(*worth));
            Mark::Question(Question { quiz: *quiz, own, share, possible, worth })
        }
    }
}
