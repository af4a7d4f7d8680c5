//! Where a student stands on each outcome of a course: the only thing that a mark is worked out from. There is
//! a level here or there is none; practice, habits and forecasts have no way in.

use crate::fraction::Fraction;
use crate::ids::OutcomeId;
use crate::level::Level;
use crate::method::Value;
use crate::scale::Scale;

/// Scales count in thousandths of a point.
const UNITS_OF_A_POINT: usize = 1000;

/// A level that has been shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The position on the outcome's scale, lowest 0.
    pub level: usize,
    /// In points: the level's own, or the exact value of a method that answers in between.
    pub points: Fraction,
}

/// A level that the outcome's scale does not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the scale of outcome {outcome} has no level at position {level}")]
pub struct NoSuchLevel {
    /// The outcome.
    pub outcome: OutcomeId,
    /// The position that was named.
    pub level: usize,
}

/// One outcome of a course, and where one student stands on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing<'a> {
    outcome: OutcomeId,
    place: u32,
    scale: &'a Scale,
    shown: Option<Shown>,
}

impl<'a> Standing<'a> {
    /// An outcome without a level: no evidence yet, which is not the lowest level and not zero. `place` is the outcome's
    /// position in the course and orders what people read; `scale` carries the outcome's own mastery.
    pub fn no_evidence(outcome: OutcomeId, place: u32, scale: &'a Scale) -> Self {
        Self { outcome, place, scale, shown: None }
    }

    /// The same outcome at a level of its scale, by position.
    pub fn at_level(self, level: usize) -> Result<Self, NoSuchLevel> {
        let known = self.scale.levels().get(level).ok_or(NoSuchLevel { outcome: self.outcome, level })?;
        Ok(Self { shown: Some(Shown { level, points: Fraction::thousandths(known.points) }), ..self })
    }

    /// The same outcome at exact points, for methods that answer between levels; the level is the highest that
    /// the points reach, or the lowest of all.
    pub fn at_points(self, points: Fraction) -> Self {
        let reached = self.scale.levels().partition_point(|l| Fraction::thousandths(l.points) <= points);
        Self { shown: Some(Shown { level: reached.saturating_sub(1), points }), ..self }
    }

    /// The same outcome at what its results amount to. A method that asks for more results before it speaks of a
    /// level leaves it without one; below the scale's lowest level stands the lowest.
    pub fn at(self, level: &Level) -> Self {
        let points = match level.value() {
            None => return Self { shown: None, ..self },
            Some(Value::Exact(units)) => units.over(UNITS_OF_A_POINT),
            // Canvas's arithmetic rounds to hundredths.
            Some(Value::Double(points)) => Fraction::ratio((points * 100.0).round() as i128, 100),
        };
        let level = level.position().unwrap_or(0);
        let own = || Fraction::thousandths(self.scale.ladder().points(level));
        Self { shown: Some(Shown { level, points: points.unwrap_or_else(own) }), ..self }
    }

    /// Which outcome.
    pub fn outcome(&self) -> OutcomeId {
        self.outcome
    }

    /// Its position in the course.
    pub fn place(&self) -> u32 {
        self.place
    }

    /// Its scale, with the outcome's own mastery.
    pub fn scale(&self) -> &'a Scale {
        self.scale
    }

    /// What has been shown; `None`: no evidence yet.
    pub fn shown(&self) -> Option<Shown> {
        self.shown
    }

    /// The position of the scale's highest level.
    pub(super) fn top(&self) -> usize {
        self.scale.levels().len() - 1
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::scale::{self, preset_level};
    use proptest::prelude::*;

    pub(in super::super) fn outcome(n: u8) -> OutcomeId {
        OutcomeId::from_bytes([n; 16])
    }

    /// The n-th outcome of a course, at a level or without evidence.
    pub(in super::super) fn standing(n: u8, scale: &Scale, level: Option<usize>) -> Standing<'_> {
        let open = Standing::no_evidence(outcome(n), u32::from(n), scale);
        level.map_or(open, |l| open.at_level(l).unwrap())
    }

    pub(in super::super) fn standings<'a>(scale: &'a Scale, levels: &[Option<usize>]) -> Vec<Standing<'a>> {
        (1..).zip(levels).map(|(n, level)| standing(n, scale, *level)).collect()
    }

    /// Points 0, 1.5 and 4; the second of three levels is mastery.
    pub(in super::super) fn three_levels() -> Scale {
        let level = |n, points| scale::Level {
            id: preset_level(n),
            word: n.to_string(),
            plain: String::new(),
            points,
        };
        Scale::new(vec![level(1, 0), level(2, 1500), level(3, 4000)], preset_level(2)).unwrap()
    }

    /// 1 to `most` outcomes of a scale with so many levels; one in four without evidence.
    pub(in super::super) fn any_levels(
        levels: usize,
        most: usize,
    ) -> impl Strategy<Value = Vec<Option<usize>>> {
        prop::collection::vec(prop::option::weighted(0.75, 0..levels), 1..=most)
    }

    #[test]
    fn a_level_has_its_scales_points() {
        let scale = three_levels();
        let shown = Shown { level: 1, points: Fraction::thousandths(1500) };
        assert_eq!(standing(1, &scale, Some(1)).shown(), Some(shown));
        assert_eq!(standing(1, &scale, None).shown(), None);
        let beyond = standing(1, &scale, None).at_level(3);
        assert_eq!(beyond, Err(NoSuchLevel { outcome: outcome(1), level: 3 }));
    }

    #[test]
    fn a_level_that_was_worked_out_keeps_its_exact_points() {
        let scale = Scale::preset();
        let at = |level: Level| standing(1, &scale, Some(0)).at(&level).shown();
        let shown = |level, num, den| Some(Shown { level, points: Fraction::new(num, den).unwrap() });
        let exact = |units, position| Level::Shown { value: Value::Exact(units), position };
        assert_eq!(at(exact(Fraction::new(8000, 3).unwrap(), Some(1))), shown(1, 8, 3));
        assert_eq!(at(exact(Fraction::whole(500), None)), shown(0, 1, 2));
        assert_eq!(at(Level::Shown { value: Value::Double(2.67), position: Some(1) }), shown(1, 267, 100));
        // Too fine for 128 bits: the level's own points.
        let finest = Fraction::ratio(i128::MAX - 1, i128::MAX).unwrap();
        assert_eq!(at(exact(finest, Some(2))), shown(2, 3, 1));
        assert_eq!((at(Level::NoEvidence), at(Level::NotEnough)), (None, None));
    }

    #[test]
    fn points_stand_at_the_highest_level_that_they_reach() {
        let scale = three_levels();
        let level = |points| standing(1, &scale, None).at_points(Fraction::thousandths(points)).shown();
        let at = |level, points| Some(Shown { level, points: Fraction::thousandths(points) });
        assert_eq!(level(1499), at(0, 1499));
        assert_eq!(level(1500), at(1, 1500));
        assert_eq!(level(9000), at(2, 9000));
        assert_eq!(level(-1), at(0, -1));
    }
}
