//! The points of a scale and which of them count as mastery: all that arithmetic needs to know of it. Words and
//! ids of levels are the scale's business.

/// The points of levels, lowest first, in units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ladder {
    points: Vec<i64>,
    mastery: i64,
    unit: i64,
}

/// Why points are no ladder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadLadder {
    /// There must be at least one level.
    #[error("a scale has at least one level")]
    Empty,
    /// Points must rise from level to level.
    #[error("the points of level {0} (counted from 1) do not rise above the level below it")]
    NotRising(usize),
    /// A point has at least one unit.
    #[error("a point has at least one unit")]
    NoUnit,
}

impl Ladder {
    /// A ladder of these points, lowest first. Whatever reaches `mastery` points counts as mastery; a result of
    /// another system need not stand on a level to do so. `unit` is the number of units in one point.
    pub fn new(points: Vec<i64>, mastery: i64, unit: i64) -> Result<Self, BadLadder> {
        if points.is_empty() {
            return Err(BadLadder::Empty);
        }
        if unit < 1 {
            return Err(BadLadder::NoUnit);
        }
        match points.windows(2).position(|pair| pair[1] <= pair[0]) {
            Some(below) => Err(BadLadder::NotRising(below + 2)),
            None => Ok(Self { points, mastery, unit }),
        }
    }

    /// How many levels there are; at least 1.
    pub fn levels(&self) -> usize {
        self.points.len()
    }

    /// The points of a level, counted from 0 at the lowest; those of the highest for any beyond.
    pub fn points(&self, level: usize) -> i64 {
        self.points.get(level).copied().unwrap_or(self.highest())
    }

    /// The points of the lowest level.
    pub fn lowest(&self) -> i64 {
        self.points[0]
    }

    /// The points of the highest level.
    pub fn highest(&self) -> i64 {
        self.points[self.points.len() - 1]
    }

    /// The points from which on a result counts as mastery.
    pub fn mastery_points(&self) -> i64 {
        self.mastery
    }

    /// The lowest level that counts as mastery; the number of levels where none does.
    pub fn mastery(&self) -> usize {
        self.points.partition_point(|points| *points < self.mastery)
    }

    /// The highest level whose points are not above these; `None` below the lowest.
    pub fn reached(&self, points: i64) -> Option<usize> {
        self.points.partition_point(|level| *level <= points).checked_sub(1)
    }

    /// The smallest distance between neighbouring levels. A ladder of one level has none: then its points above
    /// zero, and one whole point where it has no such.
    pub fn smallest_step(&self) -> i64 {
        let steps = self.points.windows(2).map(|pair| pair[1].saturating_sub(pair[0]));
        steps.min().unwrap_or(if self.lowest() > 0 { self.lowest() } else { self.unit })
    }

    /// How many units make a point.
    pub fn unit(&self) -> i64 {
        self.unit
    }

    /// Units as the double that stands for that many points.
    pub fn double(&self, units: i64) -> f64 {
        units as f64 / self.unit as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn ladder(points: &[i64], mastery: i64) -> Ladder {
        Ladder::new(points.to_vec(), mastery, 1000).unwrap()
    }

    #[test]
    fn points_that_repeat_or_fall_are_refused_by_the_level_that_does() {
        assert_eq!(Ladder::new(vec![], 0, 1), Err(BadLadder::Empty));
        assert_eq!(Ladder::new(vec![1, 2, 2], 0, 1), Err(BadLadder::NotRising(3)));
        assert_eq!(Ladder::new(vec![1, 0], 0, 1), Err(BadLadder::NotRising(2)));
        assert_eq!(Ladder::new(vec![1], 0, 0), Err(BadLadder::NoUnit));
    }

    #[test]
    fn a_result_reaches_the_highest_level_that_is_not_above_it() {
        let ladder = ladder(&[1000, 2000, 4000], 2000);
        let reached: Vec<_> = [999, 1000, 1999, 2000, 3999, 4000, 9000].map(|p| ladder.reached(p)).into();
        assert_eq!(reached, [None, Some(0), Some(0), Some(1), Some(1), Some(2), Some(2)]);
    }

    #[test]
    fn mastery_is_the_lowest_level_that_has_its_points() {
        let levels = |mastery| ladder(&[1000, 2000, 4000], mastery).mastery();
        assert_eq!([0, 1000, 1001, 4000, 4001].map(levels), [0, 0, 1, 2, 3]);
    }

    #[test]
    fn the_smallest_step_is_between_neighbours_and_of_one_level_its_own_points() {
        assert_eq!(ladder(&[0, 1000, 1500, 4000], 0).smallest_step(), 500);
        assert_eq!(ladder(&[3000], 0).smallest_step(), 3000);
        assert_eq!((ladder(&[0], 0).smallest_step(), ladder(&[-5], 0).smallest_step()), (1000, 1000));
    }

    #[test]
    fn a_level_beyond_the_highest_has_the_highests_points() {
        let ladder = ladder(&[1000, 2000], 0);
        assert_eq!([0, 1, 2].map(|level| ladder.points(level)), [1000, 2000, 2000]);
        assert_eq!((ladder.lowest(), ladder.highest(), ladder.levels()), (1000, 2000, 2));
        assert_eq!((ladder.mastery_points(), ladder.unit(), ladder.double(1500)), (0, 1000, 1.5));
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn a_level_is_reached_by_its_own_points_and_not_by_one_less(
            points in prop::collection::btree_set(-5000i64..5000, 1..12),
        ) {
            let points: Vec<i64> = points.into_iter().collect();
            let ladder = Ladder::new(points.clone(), 0, 1000).unwrap();
            for (at, own) in points.iter().enumerate() {
                prop_assert_eq!(ladder.reached(*own), Some(at));
                prop_assert_eq!(ladder.reached(own - 1), at.checked_sub(1));
            }
        }
    }
}
