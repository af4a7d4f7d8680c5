//! Practice as the forecast sees it: one student's formative results on one outcome, in the order of the work.

use super::tracing::Answer;
use crate::calendar::Day;
use crate::ids::OpId;

/// One formative result of a student on one outcome. Taken apart from the judgement on purpose: whoever makes
/// one has chosen practice, and nothing else of the judgement can leak in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PracticeResult {
    /// Its operation.
    pub id: OpId,
    /// The calendar day of the work.
    pub day: Day,
    /// When the work was done, UTC milliseconds.
    pub at_ms: i64,
    /// The position of its level on the scale, lowest 0; `None` where the work was judged by rows alone.
    pub level: Option<usize>,
    /// The position that counts as mastery for this outcome.
    pub mastery: usize,
}

impl PracticeResult {
    /// Right at or above mastery, wrong below it, not given without a level for the whole.
    pub fn answer(&self) -> Answer {
        match self.level {
            Some(level) if level >= self.mastery => Answer::Right,
            Some(_) => Answer::Wrong,
            None => Answer::NotGiven,
        }
    }
}

/// By day, then moment, then id: the same order whatever the order of recording.
pub(super) fn in_order(practice: &[PracticeResult]) -> Vec<PracticeResult> {
    let mut ordered = practice.to_vec();
    ordered.sort_by_key(|p| (p.day, p.at_ms, p.id));
    ordered
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use proptest::prelude::*;

    /// The n-th piece of work, one a day, at the preset's mastery.
    pub(in super::super) fn piece(n: u8, level: Option<usize>) -> PracticeResult {
        let day = i32::from(n);
        let at_ms = i64::from(n) * 86_400_000;
        PracticeResult { id: OpId::from_bytes([n; 16]), day: Day(day), at_ms, level, mastery: 2 }
    }

    pub(in super::super) fn pieces(levels: &[Option<usize>]) -> Vec<PracticeResult> {
        (1..).zip(levels).map(|(n, level)| piece(n, *level)).collect()
    }

    pub(in super::super) fn any_levels() -> impl Strategy<Value = Vec<Option<usize>>> {
        prop::collection::vec(prop::option::weighted(0.9, 0usize..4), 0..8)
    }

    #[test]
    fn right_is_at_or_above_mastery() {
        let answers =
            pieces(&[Some(1), Some(2), Some(3), None]).iter().map(PracticeResult::answer).collect::<Vec<_>>();
        assert_eq!(answers, [Answer::Wrong, Answer::Right, Answer::Right, Answer::NotGiven]);
    }

    #[test]
    fn work_is_ordered_by_day_then_moment_then_id() {
        let at = |id, day, at_ms| PracticeResult {
            id: OpId::from_bytes([id; 16]),
            day: Day(day),
            at_ms,
            level: None,
            mastery: 2,
        };
        let ordered = [at(4, 1, 9), at(1, 2, 0), at(2, 2, 0), at(3, 2, 1)];
        let mut turned = ordered;
        turned.reverse();
        assert_eq!(in_order(&turned), ordered);
    }
}
