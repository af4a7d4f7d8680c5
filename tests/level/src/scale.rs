//! The scale of a case: its levels, what is mastery, what a whole piece of work is worth. What a method does not
//! need may be absent.

use crate::decimal::{Decimal, Number};
use crate::fault::Fault;
use crate::json::{Object, number, text};
use crate::unit::Unit;
use notyet_model::ids::LevelId;
use notyet_model::ladder::{BadLadder, Ladder};
use notyet_model::method::Method;
use notyet_model::scale;

/// More levels than this are no scale.
const MOST_LEVELS: usize = 10_000;

/// A scale as it was given.
pub(crate) struct Scale {
    possible: Option<Number>,
    mastery: Number,
    levels: Option<Vec<Number>>,
    words: Option<scale::Scale>,
}

impl Scale {
    /// Reads a scale; without one, Canvas's default for an outcome holds: 5 points, of which 3 are mastery.
    pub(crate) fn read(case: &Object<'_>) -> Result<Self, Fault> {
        match case.object("scale")? {
            None => Ok(Self {
                possible: Some(Number::whole(5)),
                mastery: Number::whole(3),
                levels: None,
                words: None,
            }),
            Some(scale) => Self::of(&scale).map_err(|fault| fault.inside("scale")),
        }
    }

    fn of(scale: &Object<'_>) -> Result<Self, Fault> {
        let levels = scale.list("levels")?.map(|levels| {
            if levels.is_empty() || levels.len() > MOST_LEVELS {
                return Err(Fault::of("levels", format!("{} are not 1 to {MOST_LEVELS}", levels.len())));
            }
            let read = |(at, raw)| number(raw).map_err(|rule| Fault::of(format!("levels[{at}]"), rule));
            levels.into_iter().enumerate().map(read).collect()
        });
        let levels: Option<Vec<Number>> = levels.transpose()?;
        Ok(Self {
            possible: scale.number("points_possible")?,
            mastery: scale.number("mastery_points")?.ok_or_else(|| Fault::missing("mastery_points"))?,
            words: words(scale, levels.as_ref().map(Vec::len))?,
            levels,
        })
    }

    /// What the levels are called; absent, they are told by their points.
    pub(crate) fn words(&self) -> Option<&scale::Scale> {
        self.words.as_ref()
    }

    /// What a whole piece of work scores: the points possible, or the mastery points where those are not above
    /// zero, as in Canvas. `None` where the points possible are not known.
    pub(crate) fn worth(&self) -> Option<Number> {
        self.possible.map(|possible| if possible.decimal.is_positive() { possible } else { self.mastery })
    }

    /// All numbers that are counted in the unit of the case.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = Decimal> {
        let levels = self.levels.iter().flatten();
        levels.chain(&self.possible).chain([&self.mastery]).map(|number| number.decimal)
    }

    /// The points of the levels. Without levels, every whole point from 0 to the points possible is one.
    pub(crate) fn ladder(&self, method: Method, unit: Unit) -> Result<Ladder, Fault> {
        let mastery = unit.count(self.mastery.decimal);
        let points = match &self.levels {
            Some(levels) => levels.iter().map(|level| unit.count(level.decimal)).collect(),
            None => self.whole_points(method, unit)?,
        };
        Ladder::new(points, mastery, unit.per_point()).map_err(|bad| {
            let at = match bad {
                BadLadder::NotRising(level) => format!("scale.levels[{}]", level - 1),
                BadLadder::Empty | BadLadder::NoUnit => "scale.levels".to_owned(),
            };
            Fault::of(at, bad)
        })
    }

    fn whole_points(&self, method: Method, unit: Unit) -> Result<Vec<i64>, Fault> {
        let needs_levels = matches!(method, Method::AtBats(_) | Method::PowerLaw);
        let point = unit.per_point();
        let top = self.possible.and_then(|possible| possible.decimal.floor());
        match top {
            Some(top) if (0..MOST_LEVELS as i64).contains(&top) => Ok((0..=top).map(|n| n * point).collect()),
            // A trend asks for the ends of the scale and the step between two levels.
            Some(top) if top > 0 && matches!(method, Method::PowerLaw) => Ok(vec![0, point, top * point]),
            Some(top) if top > 0 && needs_levels => Err(Fault::of(
                "scale.levels",
                format!("{top} whole points are not 1 to {MOST_LEVELS} levels"),
            )),
            Some(_) if needs_levels => {
                Err(Fault::of("scale.points_possible", "without levels, is not below 0"))
            }
            None if needs_levels => Err(Fault::missing("scale.points_possible")),
            // Nothing is worked out from these.
            _ => Ok(vec![0]),
        }
    }
}

/// A word for each level. What counts as mastery, and the points, are said elsewhere: of these only the words are read.
fn words(scale: &Object<'_>, levels: Option<usize>) -> Result<Option<scale::Scale>, Fault> {
    let Some(words) = scale.list("words")? else { return Ok(None) };
    if levels != Some(words.len()) {
        return Err(Fault::of("words", "are not as many as levels"));
    }
    let level = |(at, raw): (usize, _)| {
        let word = text(raw).map_err(|rule| Fault::of(format!("words[{at}]"), rule))?.into_owned();
        let id = LevelId::from_bytes((at as u128).to_be_bytes());
        Ok(scale::Level { id, word, plain: String::new(), points: at as i64 })
    };
    let levels = words.into_iter().enumerate().map(level).collect::<Result<Vec<_>, _>>()?;
    let lowest = levels[0].id;
    scale::Scale::new(levels, lowest).map(Some).map_err(|bad| Fault::of("words", bad))
}

#[cfg(test)]
mod tests {
    use super::*;
    use notyet_model::method::Arithmetic;

    /// The levels in points and the worth of a scale, or what is wrong with it.
    fn read(json: &str, method: &str) -> Result<(Vec<f64>, f64), String> {
        let mut object = Object::default();
        object.fill(json).unwrap();
        let method = Method::named(method, None, None).unwrap();
        let read = || {
            let scale = Scale::read(&object)?;
            let unit = Unit::of(scale.numbers(), Arithmetic::Exact);
            let ladder = scale.ladder(method, unit)?;
            let levels = (0..ladder.levels()).map(|level| ladder.double(ladder.points(level))).collect();
            Ok((levels, scale.worth().map_or(f64::NAN, |worth| worth.double)))
        };
        read().map_err(|fault: Fault| fault.to_string())
    }

    #[test]
    fn without_levels_every_whole_point_is_one() {
        let scale = r#"{"scale": {"points_possible": 4.5, "mastery_points": 3}}"#;
        assert_eq!(read(scale, "at_bats"), Ok((vec![0.0, 1.0, 2.0, 3.0, 4.0], 4.5)));
        assert_eq!(read("{}", "at_bats"), Ok((vec![0.0, 1.0, 2.0, 3.0, 4.0, 5.0], 5.0)));
        assert_eq!(
            read(r#"{"scale": {"points_possible": 0, "mastery_points": 3}}"#, "power_law"),
            Ok((vec![0.0], 3.0))
        );
    }

    #[test]
    fn levels_may_lie_anywhere_as_long_as_they_rise() {
        let scale = |levels: &str| {
            format!(r#"{{"scale": {{"mastery_points": 2, "points_possible": 4, "levels": {levels}}}}}"#)
        };
        assert_eq!(read(&scale("[-1, 0.125, 4]"), "mean"), Ok((vec![-1.0, 0.125, 4.0], 4.0)));
        for (levels, said) in [
            ("[]", "scale.levels: 0 are not 1 to 10000"),
            (
                "[1, 1]",
                "scale.levels[1]: the points of level 2 (counted from 1) do not rise above the level below it",
            ),
            (
                "[1, 2, 0]",
                "scale.levels[2]: the points of level 3 (counted from 1) do not rise above the level below it",
            ),
            ("[1, \"2\"]", "scale.levels[1]: \"2\" is not a number"),
            ("4", "scale.levels: 4 is not a list"),
        ] {
            assert_eq!(read(&scale(levels), "mean"), Err(said.to_owned()));
        }
        let many = |count| scale(&format!("{:?}", (0..count).collect::<Vec<_>>()));
        assert_eq!(read(&many(10_000), "mean").map(|(levels, _)| levels.len()), Ok(10_000));
        assert_eq!(read(&many(10_001), "mean"), Err("scale.levels: 10001 are not 1 to 10000".to_owned()));
    }

    #[test]
    fn what_a_method_does_not_need_may_be_absent_or_odd() {
        let scale = |possible: &str| {
            format!(r#"{{"scale": {{"mastery_points": 2, "points_possible": {possible}}}}}"#)
        };
        let levels = |possible, method| read(&scale(possible), method).map(|(levels, _)| levels);
        for odd in ["null", "-1", "10000", "123456789"] {
            assert_eq!(levels(odd, "mean"), Ok(vec![0.0]), "{odd}");
        }
        assert_eq!(levels("99", "mean").map(|levels| levels.len()), Ok(100));
        assert_eq!(levels("1000000", "power_law"), Ok(vec![0.0, 1.0, 1_000_000.0]));
        assert_eq!(levels("null", "at_bats"), Err("scale.points_possible: is not there".to_owned()));
        assert_eq!(
            levels("-1", "power_law"),
            Err("scale.points_possible: without levels, is not below 0".to_owned())
        );
        assert_eq!(
            levels("10000", "at_bats"),
            Err("scale.levels: 10000 whole points are not 1 to 10000 levels".to_owned())
        );
        assert_eq!(read(r#"{"scale": {}}"#, "mean"), Err("scale.mastery_points: is not there".to_owned()));
    }
}
