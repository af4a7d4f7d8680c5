//! Conversions from one scale to another: a table that a person publishes, from every level of the one scale
//! to a level of the other. A table that turned mastery into less, or less into mastery, is refused. Nothing
//! here converts points, and no judgement is ever rewritten: a converted level is shown beside the table that
//! made it.

use crate::ids::LevelId;
use crate::scale::Scale;
use serde::{Deserialize, Serialize};

/// One line of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Line {
    /// A level of the scale that is left.
    pub from: LevelId,
    /// The level of the other scale that it becomes.
    pub to: LevelId,
}

/// Why lines are no conversion. Levels are named by their words.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadConversion {
    /// A level that is converted has no line.
    #[error("the level “{0}” becomes nothing")]
    Unmapped(String),
    /// A level that is converted has two lines.
    #[error("the level “{0}” becomes two levels")]
    Twice(String),
    /// A line begins at a level that is not one of the first scale's.
    #[error("the level {0} is not one of the scale that is converted")]
    UnknownFrom(LevelId),
    /// A line ends at a level that is not one of the second scale's.
    #[error("the level {0} is not one of the scale that is converted to")]
    UnknownTo(LevelId),
    /// A level becomes less than the level below it does.
    #[error("the level “{0}” becomes less than the level below it")]
    Falling(String),
    /// A level at or above mastery becomes one below mastery.
    #[error("the level “{0}” is mastery and becomes less")]
    MasteryLost(String),
    /// A level below mastery becomes one at or above mastery.
    #[error("the level “{0}” is less than mastery and becomes mastery")]
    MasteryGiven(String),
    /// The second scale counts its lowest level as mastery, so that levels below mastery cannot be said in
    /// it.
    #[error("the scale that is converted to has no level below mastery")]
    NothingBelowMastery,
}

/// A checked conversion: every level becomes one, higher ones never less, and mastery stays mastery.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conversion {
    from: Scale,
    to: Scale,
    /// For each position of `from`, the position of `to`.
    becomes: Vec<usize>,
}

impl Conversion {
    /// The conversion that these lines say, in any order.
    pub fn new(from: &Scale, to: &Scale, lines: &[Line]) -> Result<Self, BadConversion> {
        if let Some(stray) = lines.iter().find(|line| from.position(line.from).is_none()) {
            return Err(BadConversion::UnknownFrom(stray.from));
        }
        let mut becomes: Vec<usize> = Vec::new();
        for (at, level) in from.levels().iter().enumerate() {
            let mut own = lines.iter().filter(|line| line.from == level.id);
            let line = own.next().ok_or_else(|| BadConversion::Unmapped(level.word.clone()))?;
            if own.next().is_some() {
                return Err(BadConversion::Twice(level.word.clone()));
            }
            let new = to.position(line.to).ok_or(BadConversion::UnknownTo(line.to))?;
            match (at >= from.mastery(), new >= to.mastery()) {
                (true, false) => return Err(BadConversion::MasteryLost(level.word.clone())),
                (false, true) => return Err(BadConversion::MasteryGiven(level.word.clone())),
                _ => {}
            }
            if becomes.last().is_some_and(|below| new < *below) {
                return Err(BadConversion::Falling(level.word.clone()));
            }
            becomes.push(new);
        }
        Ok(Self { from: from.clone(), to: to.clone(), becomes })
    }

    /// A table to begin with, by where a level stands to mastery. Below mastery the lowest level becomes the
    /// lowest and the one next to mastery the one next to mastery; from mastery up, mastery becomes mastery
    /// and the top the top. Between these ends, k of n steps become ⌊k · m / n⌋ of m, so that nobody is said
    /// to have shown more than they have; a level that is the only one below mastery becomes the lowest.
    ///
    /// ```
    /// use notyet_model::ids::LevelId;
    /// use notyet_model::scale::{Level, Scale, preset_level};
    /// use notyet_model::taxonomy::conversion::Conversion;
    ///
    /// let id = |n: u8| LevelId::from_bytes([n; 16]);
    /// let level = |n: u8| Level { id: id(n), word: n.to_string(), plain: String::new(), points: n.into() };
    /// let zero_to_five = Scale::new((0..=5).map(level).collect(), id(3)).unwrap();
    /// let conversion = Conversion::suggested(&zero_to_five, &Scale::preset()).unwrap();
    /// let becomes: Vec<_> = (0..=5).map(|level| conversion.convert(level)).collect();
    /// assert_eq!(becomes, [Some(0), Some(0), Some(1), Some(2), Some(2), Some(3)]);
    /// assert_eq!(conversion.lines()[5].to, preset_level(4));
    /// ```
    pub fn suggested(from: &Scale, to: &Scale) -> Result<Self, BadConversion> {
        if from.mastery() > 0 && to.mastery() == 0 {
            return Err(BadConversion::NothingBelowMastery);
        }
        let above = |scale: &Scale| scale.levels().len() - 1 - scale.mastery();
        let becomes = (0..from.levels().len()).map(|at| match at.checked_sub(from.mastery()) {
            Some(steps) => to.mastery() + share(steps, above(from), above(to)),
            None => share(at, from.mastery() - 1, to.mastery() - 1),
        });
        Ok(Self { from: from.clone(), to: to.clone(), becomes: becomes.collect() })
    }

    /// The position on the second scale that a position on the first becomes; `None` beyond the first scale's
    /// top.
    pub fn convert(&self, level: usize) -> Option<usize> {
        self.becomes.get(level).copied()
    }

    /// The scale that is left.
    pub fn from(&self) -> &Scale {
        &self.from
    }

    /// The scale that is arrived at.
    pub fn to(&self) -> &Scale {
        &self.to
    }

    /// The table as it is published: a line for each level of the first scale, lowest first.
    pub fn lines(&self) -> Vec<Line> {
        let line = |(level, becomes): (&crate::scale::Level, &usize)| Line {
            from: level.id,
            to: self.to.levels()[*becomes].id,
        };
        self.from.levels().iter().zip(&self.becomes).map(line).collect()
    }

    /// The table read from the other side: for each level of the second scale, lowest first, the positions on
    /// the first that become it; none where nothing does.
    pub fn sources(&self) -> Vec<Vec<usize>> {
        let of = |new| (0..self.becomes.len()).filter(|at| self.becomes[*at] == new).collect();
        (0..self.to.levels().len()).map(of).collect()
    }
}

/// `k` of `n` steps as steps of `m`, rounded down; none of none.
fn share(k: usize, n: usize, m: usize) -> usize {
    // A scale has at most a hundred levels.
    (k * m).checked_div(n).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::super::tests::scale_of;
    use super::*;
    use proptest::prelude::*;

    fn becomes(from: (usize, usize), to: (usize, usize)) -> Vec<usize> {
        Conversion::suggested(&scale_of(1, from.0, from.1), &scale_of(2, to.0, to.1)).unwrap().becomes
    }

    fn table(lines: &[(usize, usize)]) -> Result<Conversion, BadConversion> {
        let (from, to) = (scale_of(1, 3, 1), scale_of(2, 4, 2));
        let line = |(a, b): &(usize, usize)| Line { from: from.levels()[*a].id, to: to.levels()[*b].id };
        Conversion::new(&from, &to, &lines.iter().map(line).collect::<Vec<_>>())
    }

    #[test]
    fn scales_alike_become_each_other_level_by_level() {
        assert_eq!(becomes((4, 2), (4, 2)), [0, 1, 2, 3]);
    }

    #[test]
    fn both_ends_meet_and_what_is_between_rounds_down() {
        assert_eq!(becomes((6, 4), (4, 2)), [0, 0, 0, 1, 2, 3]);
        assert_eq!(becomes((4, 2), (8, 4)), [0, 3, 4, 7]);
        assert_eq!(becomes((5, 2), (4, 2)), [0, 1, 2, 2, 3]);
    }

    #[test]
    fn one_level_says_no_more_than_it_knows() {
        assert_eq!(becomes((2, 1), (4, 2)), [0, 2]);
        assert_eq!(becomes((1, 0), (4, 2)), [2]);
    }

    #[test]
    fn levels_below_mastery_need_one_to_become() {
        let refused = Conversion::suggested(&scale_of(1, 2, 1), &scale_of(2, 2, 0));
        assert_eq!(refused, Err(BadConversion::NothingBelowMastery));
        let both = Conversion::suggested(&scale_of(1, 2, 0), &scale_of(2, 2, 0)).unwrap();
        assert_eq!([0, 1].map(|level| both.convert(level)), [Some(0), Some(1)]);
    }

    #[test]
    fn a_published_table_may_stand_in_any_order_and_shows_both_sides() {
        let conversion = table(&[(2, 3), (0, 0), (1, 2)]).unwrap();
        assert_eq!([0, 1, 2, 3].map(|level| conversion.convert(level)), [Some(0), Some(2), Some(3), None]);
        assert_eq!(conversion.sources(), [vec![0], vec![], vec![1], vec![2]]);
        assert_eq!((conversion.from(), conversion.to()), (&scale_of(1, 3, 1), &scale_of(2, 4, 2)));
        assert_eq!(
            Conversion::new(conversion.from(), conversion.to(), &conversion.lines()),
            Ok(conversion.clone())
        );
    }

    #[test]
    fn a_table_that_is_no_conversion_says_which_level_and_why() {
        use BadConversion::{Falling, MasteryGiven, MasteryLost, Twice, Unmapped};
        let word = |n: usize| format!("level {n}");
        assert_eq!(table(&[(0, 0), (1, 2)]), Err(Unmapped(word(2))));
        assert_eq!(table(&[(0, 0), (0, 1), (1, 2), (2, 3)]), Err(Twice(word(0))));
        assert_eq!(table(&[(0, 0), (1, 3), (2, 2)]), Err(Falling(word(2))));
        assert_eq!(table(&[(0, 0), (1, 1), (2, 3)]), Err(MasteryLost(word(1))));
        assert_eq!(table(&[(0, 2), (1, 2), (2, 3)]), Err(MasteryGiven(word(0))));
    }

    #[test]
    fn levels_of_other_scales_are_named() {
        let (from, to, other) = (scale_of(1, 1, 0), scale_of(2, 1, 0), scale_of(3, 1, 0).levels()[0].id);
        let (a, b) = (from.levels()[0].id, to.levels()[0].id);
        let lines = |line| Conversion::new(&from, &to, &[line, Line { from: a, to: b }][..2]);
        assert_eq!(lines(Line { from: other, to: b }), Err(BadConversion::UnknownFrom(other)));
        let refused = Conversion::new(&from, &to, &[Line { from: a, to: other }]);
        assert_eq!(refused, Err(BadConversion::UnknownTo(other)));
    }

    fn any_scale(kind: u8) -> impl Strategy<Value = Scale> {
        (1usize..=6, 0usize..6).prop_map(move |(levels, mastery)| scale_of(kind, levels, mastery % levels))
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn there_and_back_mastered_stays_mastered_and_not_yet_not_yet(a in any_scale(1), b in any_scale(2)) {
            if let (Ok(there), Ok(back)) = (Conversion::suggested(&a, &b), Conversion::suggested(&b, &a)) {
                for level in 0..a.levels().len() {
                    let again = back.convert(there.convert(level).unwrap()).unwrap();
                    prop_assert_eq!(again >= a.mastery(), level >= a.mastery());
                    // Each way rounds down, so nobody comes back with more.
                    prop_assert!(again <= level);
                }
            }
        }

        #[test]
        fn a_suggested_table_is_one_that_may_be_published(a in any_scale(1), b in any_scale(2)) {
            if let Ok(suggested) = Conversion::suggested(&a, &b) {
                prop_assert_eq!(Conversion::new(&a, &b, &suggested.lines()), Ok(suggested));
            }
        }

        #[test]
        fn any_table_that_is_taken_keeps_mastery_and_order(
            a in any_scale(1), b in any_scale(2), becomes in prop::collection::vec(0usize..6, 6),
        ) {
            let to = |n: usize| b.levels()[n % b.levels().len()].id;
            let lines: Vec<Line> =
                a.levels().iter().zip(&becomes).map(|(l, n)| Line { from: l.id, to: to(*n) }).collect();
            if let Ok(taken) = Conversion::new(&a, &b, &lines) {
                let new: Vec<usize> = (0..a.levels().len()).map(|l| taken.convert(l).unwrap()).collect();
                prop_assert!(new.is_sorted());
                let kept = |(old, new): (usize, &usize)| (old >= a.mastery()) == (*new >= b.mastery());
                prop_assert!(new.iter().enumerate().all(kept));
            }
        }
    }
}
