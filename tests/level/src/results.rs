//! The results of a case: as another gradebook reports them, and as the model takes them.

use crate::decimal::{Decimal, Number};
use crate::fault::Fault;
use crate::json::{Object, number, objects};
use crate::scale::Scale;
use crate::time::{Moment, NO_MOMENT};
use crate::unit::Unit;
use chrono_tz::Tz;
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Purpose, Support};
use notyet_model::ids::{ContextId, OpId};
use notyet_model::result::{By, Mark, Question, Record, Score};
use notyet_model::select::SetAside;
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
    baseline: bool,
    /// When it was recorded, among the others; the later of two corrections of one result stands.
    recorded: Hlc,
    corrects: Vec<OpId>,
    aside: Option<Aside>,
}

/// What a later word took it out of the count for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aside {
    TakenBack,
    Excused,
}

/// What it says of the work.
enum Reading {
    /// Neither a score nor a percent.
    Nothing,
    /// Rows of a rubric, without a mark for the whole.
    RowsAlone,
    /// A level of another scale.
    OtherScale,
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
        let results = objects(list, |result| self.result(result))?;
        let last = id(results.len() as u128);
        match results.iter().position(|result| result.corrects.iter().any(|at| *at >= last)) {
            Some(at) => Err(Fault::of(format!("[{at}].corrects"), "names a place where there is no result")),
            None => Ok(results),
        }
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
            baseline: result.flag("baseline")?,
            recorded: Hlc(recorded(result)?),
            corrects: corrects(result)?,
            aside: result
                .one_of("set_aside", &[("taken_back", Aside::TakenBack), ("excused", Aside::Excused)])?,
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
            (None, None) => {
                let is_rows = result.one_of("mark", &[("rows", true), ("other_scale", false)])?;
                return Ok(match is_rows {
                    None => Reading::Nothing,
                    Some(true) => Reading::RowsAlone,
                    Some(false) => Reading::OtherScale,
                });
            }
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

/// The number by which results are ordered as they were recorded; absent, 0.
fn recorded(result: &Object<'_>) -> Result<u64, Fault> {
    let number = result.whole("recorded")?.unwrap_or(0);
    u64::try_from(number).map_err(|_| Fault::of("recorded", format!("{number} is below 0")))
}

/// The results that this one corrects, by their places in the list, counted from 0.
fn corrects(result: &Object<'_>) -> Result<Vec<OpId>, Fault> {
    let read = |(at, raw): (usize, &RawValue)| {
        let place = number(raw).ok().and_then(|number| u128::try_from(number.decimal.whole()?).ok());
        place.map(id).ok_or_else(|| Fault::of(format!("corrects[{at}]"), "is no place in the list"))
    };
    result.list("corrects")?.unwrap_or_default().into_iter().enumerate().map(read).collect()
}

/// What stands for a result of this place: in the order of the list, which decides between results of one moment.
fn id(place: u128) -> OpId {
    OpId::from_bytes(place.to_be_bytes())
}

impl Reported {
    /// The day of the work at school, if it is known.
    pub(crate) fn day(&self) -> Option<Day> {
        self.moment.map(|moment| moment.day)
    }

    /// All numbers that are counted in the unit of the case, and how large the score of a quiz can become.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = Decimal> {
        let numbers = match &self.mark {
            Reading::Nothing | Reading::RowsAlone | Reading::OtherScale => [None; 3],
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
pub(crate) fn records(reported: &[Reported], unit: Unit) -> Vec<Record<'_>> {
    let record = |(at, result)| of_place(at, result, unit);
    (0..).zip(reported).map(record).collect()
}

fn of_place(place: u128, result: &Reported, unit: Unit) -> Record<'_> {
    Record {
        id: id(place),
        eff: result.recorded,
        by: result.by,
        purpose: result.purpose,
        support: result.support,
        baseline: result.baseline,
        mark: mark(&result.mark, unit),
        context: result.context,
        work_day: result.day(),
        work_at_ms: result.moment.map(|moment| moment.at_ms),
        supersedes: &result.corrects,
    }
}

/// What a later word took out of the count.
pub(crate) fn set_aside(reported: &[Reported]) -> SetAside {
    let of = |which| {
        let places = (0..).zip(reported).filter(|(_, result)| result.aside == Some(which));
        places.map(|(place, _)| id(place)).collect()
    };
    SetAside { taken_back: of(Aside::TakenBack), excused: of(Aside::Excused) }
}

fn mark(reading: &Reading, unit: Unit) -> Mark {
    let score = |number: Number| Score { units: unit.count(number.decimal), double: number.double };
    match reading {
        Reading::Nothing => Mark::Nothing,
        Reading::RowsAlone => Mark::RowsAlone,
        Reading::OtherScale => Mark::OtherScale,
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
