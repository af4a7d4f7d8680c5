//! What practice lets one expect: knowledge tracing over right and wrong answers.

use crate::fault::Fault;
use crate::json::{Object, number};
use notyet_model::forecast::{Answer as Given, Params, ParamsParts, trace};
use serde::Serialize;

/// What a forecast is answered with. It is no level, and says so.
#[derive(Debug, Serialize)]
pub(crate) struct Answer {
    level: Option<f64>,
    mastered: bool,
    /// Answers that were given.
    counted: usize,
    why: [&'static str; 0],
    next: [&'static str; 0],
    /// That the next answer is right.
    p: f64,
    /// That it is known, after the last answer and what was learnt of it.
    known: f64,
}

const PARAMETERS: [&str; 5] = ["p_L0", "p_T", "p_G", "p_S", "p_F"];

/// The forecast from a list of answers: 1 right, 0 wrong, -1 none.
pub(crate) fn forecast(case: &Object<'_>) -> Result<Answer, Fault> {
    let params = match case.object("params")? {
        Some(params) => read(&params).map_err(|fault| fault.inside("params"))?,
        None => Params::default(),
    };
    let obs = case.list("obs")?.ok_or_else(|| Fault::missing("obs"))?;
    let answer = |(at, raw)| match number(raw).map(|number| number.decimal.whole()) {
        Ok(Some(1)) => Ok(Given::Right),
        Ok(Some(0)) => Ok(Given::Wrong),
        Ok(Some(-1)) => Ok(Given::NotGiven),
        Ok(_) => Err(Fault::of(format!("obs[{at}]"), format!("{} is not 1, 0 or -1", raw.get()))),
        Err(rule) => Err(Fault::of(format!("obs[{at}]"), rule)),
    };
    let answers: Vec<Given> = obs.into_iter().enumerate().map(answer).collect::<Result<_, _>>()?;
    let counted = answers.iter().filter(|answer| **answer != Given::NotGiven).count();
    let after = trace(answers, &params);
    Ok(Answer {
        level: None,
        mastered: false,
        counted,
        why: [],
        next: [],
        p: after.next_right(),
        known: after.known(),
    })
}

fn read(params: &Object<'_>) -> Result<Params, Fault> {
    let defaults = [0.3, 0.1, 0.2, 0.1, 0.0];
    let mut read = defaults;
    for (at, name) in PARAMETERS.into_iter().enumerate() {
        if let Some(number) = params.number(name)? {
            read[at] = number.double;
        }
        if !(0.0..=1.0).contains(&read[at]) {
            return Err(Fault::of(name, format!("{} is not 0 to 1", read[at])));
        }
    }
    let [start, learn, guess, slip, forget] = read;
    // Other programs' parameters are taken as they are, those under which a right answer speaks against knowing too.
    Params::as_given(ParamsParts { start, learn, guess, slip, forget }).map_err(|bad| Fault::of("p_L0", bad))
}
