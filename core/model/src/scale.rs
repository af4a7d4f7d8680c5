//! Scales: a school's own levels, lowest first, and which of them counts as mastery. Levels have stable ids;
//! their order lives here and nowhere else.

use crate::ids::LevelId;
use crate::ladder::{BadLadder, Ladder};
use serde::{Deserialize, Serialize};

/// Levels and results are kept in thousandths of a point.
pub const UNIT: i64 = 1000;

/// One level of a scale.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Level {
    /// Stable for ever; judgements name it.
    pub id: LevelId,
    /// The level's word, as the school says it ("Demonstrating").
    pub word: String,
    /// The plain line under the word ("I can do it").
    pub plain: String,
    /// In thousandths of a point ([`UNIT`]).
    pub points: i64,
}

/// The most levels that a scale has.
pub const MOST_LEVELS: usize = 100;

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
    ladder: Ladder,
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
        if levels.is_empty() || levels.len() > MOST_LEVELS {
            return Err(BadScale::Count(levels.len()));
        }
        for (i, level) in levels.iter().enumerate() {
            if levels[..i].iter().any(|l| l.id == level.id) {
                return Err(BadScale::Repeated(level.id));
            }
        }
        let mastery = levels.iter().position(|l| l.id == mastery).ok_or(BadScale::NoMastery)?;
        let points: Vec<i64> = levels.iter().map(|l| l.points).collect();
        let mastery_points = points[mastery];
        let ladder = Ladder::new(points, mastery_points, UNIT).map_err(|fault| match fault {
            BadLadder::NotRising(level) => BadScale::NotRising(levels[level - 1].word.clone()),
            BadLadder::Empty | BadLadder::NoUnit => BadScale::Count(levels.len()),
        })?;
        Ok(Self { levels, mastery, ladder })
    }

    /// The preset: Not yet, Approaching, Demonstrating (mastery), Exceeding; 1 to 4 points. Its ids are the
    /// same in every school, so that imported rubrics meet it without a mapping.
    pub fn preset() -> Self {
        let level = |n: u8, word: &str, plain: &str| Level {
            id: preset_level(n),
            word: word.into(),
            plain: plain.into(),
            points: i64::from(n) * UNIT,
        };
        let levels = vec![
            level(1, "Not yet", "I am starting"),
            level(2, "Approaching", "I am getting there"),
            level(3, "Demonstrating", "I can do it"),
            level(4, "Exceeding", "I can go further"),
        ];
        Self::new(levels, preset_level(3)).expect("four levels whose points rise")
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

    /// The levels' points and those of mastery, for arithmetic. Its unit is a thousandth of a point.
    pub fn ladder(&self) -> &Ladder {
        &self.ladder
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

    /// Rubrics of every school name the preset's levels by these ids.
    #[test]
    fn the_ids_of_the_preset_never_change() {
        assert_eq!(preset_level(3).to_string(), "6e6f7479-6574-4d73-a361-6c6580000003");
        assert_eq!(
            (preset_level(3).0.get_version_num(), preset_level(3).0.get_variant()),
            (4, uuid::Variant::RFC4122)
        );
    }
}
