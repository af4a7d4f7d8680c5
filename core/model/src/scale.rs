//! Scales: a school's own levels, lowest first, and which of them counts as mastery. Levels have stable ids;
//! their order lives here and nowhere else.

use crate::ids::LevelId;
use serde::{Deserialize, Serialize};

/// One level of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Stable for ever; judgements name it.
    pub id: LevelId,
    /// The level's word, as the school says it ("Demonstrating").
    pub word: String,
    /// The plain line under the word ("I can do it").
    pub plain: String,
    /// Thousandths of a point.
    pub points: i64,
}

/// Why a list of levels is not a scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadScale {
    /// There must be at least one level and at most a hundred.
    #[error("a scale has 1 to 100 levels, not {0}")]
    Count(usize),
    /// Two levels share an id.
    #[error("two levels share the id {0}")]
    Repeated(LevelId),
    /// Points must rise from level to level.
    #[error("the points of “{0}” do not rise above the level below it")]
    NotRising(String),
    /// The level that counts as mastery is none of the scale's.
    #[error("the level that counts as mastery is not one of the scale's")]
    NoMastery,
}

/// Levels from the lowest to the highest.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "ScaleParts", into = "ScaleParts")]
pub struct Scale {
    levels: Vec<Level>,
    mastery: usize,
}

#[derive(Serialize, Deserialize)]
struct ScaleParts {
    levels: Vec<Level>,
    mastery: LevelId,
}

impl TryFrom<ScaleParts> for Scale {
    type Error = BadScale;

    fn try_from(parts: ScaleParts) -> Result<Self, BadScale> {
        Self::new(parts.levels, parts.mastery)
    }
}

impl From<Scale> for ScaleParts {
    fn from(scale: Scale) -> Self {
        let mastery = scale.levels[scale.mastery].id;
        Self { levels: scale.levels, mastery }
    }
}

impl Scale {
    /// A scale of these levels, lowest first, with the level that counts as mastery.
    pub fn new(levels: Vec<Level>, mastery: LevelId) -> Result<Self, BadScale> {
        if levels.is_empty() || levels.len() > 100 {
            return Err(BadScale::Count(levels.len()));
        }
        for (i, level) in levels.iter().enumerate() {
            if levels[..i].iter().any(|l| l.id == level.id) {
                return Err(BadScale::Repeated(level.id));
            }
            if i > 0 && level.points <= levels[i - 1].points {
                return Err(BadScale::NotRising(level.word.clone()));
            }
        }
        let mastery = levels.iter().position(|l| l.id == mastery).ok_or(BadScale::NoMastery)?;
        Ok(Self { levels, mastery })
    }

    /// The preset: Not yet, Approaching, Demonstrating (mastery), Exceeding; 1 to 4 points. Its ids are the
    /// same in every school, so that imported rubrics meet it without a mapping.
    pub fn preset() -> Self {
        let level = |n: u8, word: &str, plain: &str| Level {
            id: preset_level(n),
            word: word.into(),
            plain: plain.into(),
            points: i64::from(n) * 1000,
        };
        Self {
            levels: vec![
                level(1, "Not yet", "I am starting"),
                level(2, "Approaching", "I am getting there"),
                level(3, "Demonstrating", "I can do it"),
                level(4, "Exceeding", "I can go further"),
            ],
            mastery: 2,
        }
    }

    /// The levels, lowest first; never empty.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    /// The position of the level that counts as mastery.
    pub fn mastery(&self) -> usize {
        self.mastery
    }

    /// The same levels with another one counting as mastery (an outcome may set its own).
    pub fn with_mastery(&self, mastery: LevelId) -> Result<Self, BadScale> {
        Self::new(self.levels.clone(), mastery)
    }

    /// Where a level stands, lowest 0; `None` when it belongs to another scale.
    pub fn position(&self, id: LevelId) -> Option<usize> {
        self.levels.iter().position(|l| l.id == id)
    }

    /// The position of the highest level that so many thousandths of a point reach; `None` below the lowest.
    pub fn reached(&self, points: i64) -> Option<usize> {
        self.levels.partition_point(|l| l.points <= points).checked_sub(1)
    }

    /// The smallest rise from one level to the next, in thousandths of a point; always positive. `None` when
    /// the scale has one level. A rise beyond [`i64::MAX`] stands at it.
    pub fn smallest_step(&self) -> Option<i64> {
        self.levels.windows(2).map(|pair| pair[1].points.saturating_sub(pair[0].points)).min()
    }
}

/// The id of the preset's n-th level, counted from 1.
pub const fn preset_level(n: u8) -> LevelId {
    let mut bytes = *b"notyet-scale\x80\x00\x00\x00";
    bytes[6] = 0x40 | (bytes[6] & 0x0f);
    bytes[8] = 0x80 | (bytes[8] & 0x3f);
    bytes[15] = n;
    LevelId::from_bytes(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// A scale of levels with these points; the middle one counts as mastery.
    fn of_points(points: &[i64]) -> Result<Scale, BadScale> {
        let id = |n: usize| LevelId::from_bytes([n as u8; 16]);
        let level = |(n, points): (usize, &i64)| Level {
            id: id(n),
            word: n.to_string(),
            plain: String::new(),
            points: *points,
        };
        Scale::new(points.iter().enumerate().map(level).collect(), id(points.len() / 2))
    }

    #[test]
    fn a_scale_survives_the_wire_and_refuses_falling_points() {
        let scale = Scale::preset();
        let text = serde_json::to_string(&scale).unwrap();
        assert_eq!(serde_json::from_str::<Scale>(&text).unwrap(), scale);
        let mut levels = scale.levels().to_vec();
        levels.swap(0, 1);
        assert_eq!(Scale::new(levels, preset_level(3)), Err(BadScale::NotRising("Not yet".into())));
    }

    #[test]
    fn an_outcome_may_count_from_approaching() {
        let scale = Scale::preset().with_mastery(preset_level(2)).unwrap();
        assert_eq!(scale.mastery(), 1);
        assert_eq!(Scale::preset().with_mastery(LevelId::from_bytes([9; 16])), Err(BadScale::NoMastery));
    }

    #[test]
    fn a_scale_has_one_to_a_hundred_levels() {
        let points: Vec<i64> = (0..101).collect();
        assert_eq!(of_points(&[]), Err(BadScale::Count(0)));
        assert_eq!(of_points(&points[..1]).unwrap().levels().len(), 1);
        assert_eq!(of_points(&points[..100]).unwrap().levels().len(), 100);
        assert_eq!(of_points(&points), Err(BadScale::Count(101)));
    }

    #[test]
    fn points_that_repeat_are_refused_with_the_level_that_does_not_rise() {
        assert_eq!(of_points(&[0, 1000, 1000]), Err(BadScale::NotRising("2".into())));
    }

    #[test]
    fn two_levels_of_one_id_are_refused() {
        let mut levels = Scale::preset().levels().to_vec();
        levels[3].id = preset_level(1);
        assert_eq!(Scale::new(levels, preset_level(3)), Err(BadScale::Repeated(preset_level(1))));
    }

    #[test]
    fn points_reach_the_highest_level_that_asks_for_no_more() {
        let scale = Scale::preset();
        let reached = [999, 1000, 1999, 2000, 3999, 4000, i64::MAX].map(|points| scale.reached(points));
        assert_eq!(reached, [None, Some(0), Some(0), Some(1), Some(2), Some(3), Some(3)]);
    }

    #[test]
    fn the_smallest_step_is_between_neighbours() {
        assert_eq!(Scale::preset().smallest_step(), Some(1000));
        assert_eq!(of_points(&[-500, 0, 125, 1125]).unwrap().smallest_step(), Some(125));
        assert_eq!(of_points(&[i64::MIN, i64::MAX]).unwrap().smallest_step(), Some(i64::MAX));
        assert_eq!(of_points(&[7]).unwrap().smallest_step(), None);
    }

    /// Rubrics of every school name the preset's levels by these ids.
    #[test]
    fn the_ids_of_the_preset_never_change() {
        assert_eq!(preset_level(3).to_string(), "6e6f7479-6574-4d73-a361-6c6580000003");
        assert_eq!(
            (preset_level(3).0.get_version_num(), preset_level(3).0.get_variant()),
            (4, uuid::Variant::RFC4122)
        );
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn a_level_is_reached_by_its_own_points_and_not_by_a_thousandth_less(
            points in prop::collection::btree_set(-5000i64..5000, 1..12),
        ) {
            let points: Vec<i64> = points.into_iter().collect();
            let scale = of_points(&points).unwrap();
            for (at, own) in points.iter().enumerate() {
                prop_assert_eq!(scale.reached(*own), Some(at));
                prop_assert_eq!(scale.reached(own - 1), at.checked_sub(1));
            }
        }
    }
}
