//! What the student is told about their practice: what the last pieces were, once they have said how ready
//! they feel themselves. No probability, no word of the forecast, nothing about others.

use super::practice::{PracticeResult, in_order};
use crate::flow::readiness::State;
use std::collections::BTreeMap;

/// That the student has said how ready they feel, whatever they said; "not ready yet" opens the facts as well
/// as any other answer. The facts ask for it so that they cannot stand in for the student's own judgement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OwnConfidence(());

impl OwnConfidence {
    /// That they have said it of the chance that lies ahead; `None` while they have not.
    pub fn said(readiness: &State<'_>) -> Option<Self> {
        readiness.may_see_practice().then_some(Self(()))
    }
}

/// So many pieces at one level.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PiecesAt {
    /// The position on the scale, lowest 0.
    pub level: usize,
    /// How many; at least 1.
    pub pieces: usize,
}

/// "Your last 3 practice pieces: 2 at Demonstrating."
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PracticeFacts {
    /// How many pieces these are: 3, or as many as there are.
    pub pieces: usize,
    /// How many stand at which level, the highest level first; together they are all the pieces.
    pub at: Vec<PiecesAt>,
}

const LATEST: usize = 3;

/// What the last practice pieces of one student on one outcome were. `None` before the first one that has a
/// level. The order of `practice` does not matter.
pub fn practice_facts(practice: &[PracticeResult], _said: OwnConfidence) -> Option<PracticeFacts> {
    let levels: Vec<usize> = in_order(practice).iter().rev().filter_map(|p| p.level).take(LATEST).collect();
    let mut at: BTreeMap<usize, usize> = BTreeMap::new();
    for level in &levels {
        *at.entry(*level).or_default() += 1;
    }
    (!levels.is_empty()).then(|| PracticeFacts {
        pieces: levels.len(),
        at: at.into_iter().rev().map(|(level, pieces)| PiecesAt { level, pieces }).collect(),
    })
}

#[cfg(test)]
mod tests {
    use super::super::practice::tests::{any_levels, pieces};
    use super::*;
    use crate::fact::Kind;
    use crate::fact::samples::sample;
    use crate::flow::testing::fact;
    use proptest::prelude::*;

    const SAID: OwnConfidence = OwnConfidence(());

    #[test]
    fn the_facts_open_with_any_answer_and_with_no_other_key() {
        assert_eq!(OwnConfidence::said(&State::NotSaid), None);
        let said = &fact(1, sample(Kind::Readiness));
        assert_eq!(OwnConfidence::said(&State::NotYet { said, next: None }), Some(SAID));
        assert_eq!(OwnConfidence::said(&State::Ready { said }), Some(SAID));
    }

    #[test]
    fn the_last_three_pieces_are_told_by_level() {
        let practice = pieces(&[Some(3), Some(2), None, Some(1), Some(2)]);
        let at = vec![PiecesAt { level: 2, pieces: 2 }, PiecesAt { level: 1, pieces: 1 }];
        assert_eq!(practice_facts(&practice, SAID), Some(PracticeFacts { pieces: 3, at }));
    }

    #[test]
    fn fewer_pieces_are_told_as_what_they_are_and_none_as_nothing() {
        let at = vec![PiecesAt { level: 0, pieces: 1 }];
        assert_eq!(practice_facts(&pieces(&[Some(0)]), SAID), Some(PracticeFacts { pieces: 1, at }));
        assert_eq!(practice_facts(&pieces(&[None]), SAID), None);
    }

    proptest! {
        #![proptest_config(crate::testing::cases())]

        #[test]
        fn the_order_of_recording_does_not_matter(levels in any_levels(), turn in 0usize..8) {
            let practice = pieces(&levels);
            let mut turned = practice.clone();
            turned.rotate_left(turn.min(practice.len()));
            prop_assert_eq!(practice_facts(&turned, SAID), practice_facts(&practice, SAID));
        }
    }
}
