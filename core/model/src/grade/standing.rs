//! Where a student stands on each outcome of a course: the only thing that a mark is worked out from. There is
//! a level here or there is none; practice, habits and forecasts have no way in.

use crate::fraction::Fraction;
use crate::ids::OutcomeId;
use crate::scale::Scale;

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
    /// An outcome without evidence yet, which is not the lowest level and not zero. `place` is the outcome's
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
    use crate::scale::{Level, preset_level};
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
        let level =
            |n, points| Level { id: preset_level(n), word: n.to_string(), plain: String::new(), points };
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
