//! Practice as the forecast sees it: one student's formative results on one outcome, in the order of the work.

use super::tracing::Answer;
use crate::calendar::Day;
use crate::ids::OpId;
use crate::ladder::Ladder;
use crate::result::Record;
use crate::select::{Reason, Selection, level_of};
use std::collections::BTreeSet;

/// One formative result of a student on one outcome. Taken apart from the judgement on purpose: whoever makes
/// one has chosen practice, and nothing else of the judgement can leak in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PracticeResult {
    /// Its operation.
    pub id: OpId,
    /// The calendar day of the work, if it is known.
    pub day: Option<Day>,
    /// When the work was done, UTC milliseconds, if it is known.
    pub at_ms: Option<i64>,
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

/// The practice among one student's records on one outcome, as [`crate::select::select`] has told it apart: a
/// teacher's formative results that stand, alone or with help, and work that was judged by rows alone.
pub fn practice(records: &[Record<'_>], selection: &Selection, ladder: &Ladder) -> Vec<PracticeResult> {
    let is_practice = |reason| matches!(reason, Reason::Practice | Reason::RowsAlone);
    let ids: BTreeSet<OpId> =
        selection.excluded.iter().filter(|e| is_practice(e.reason)).map(|e| e.id).collect();
    let result = |record: &Record<'_>| PracticeResult {
        id: record.id,
        day: record.work_day,
        at_ms: record.work_at_ms,
        level: level_of(&record.mark, ladder),
        mastery: ladder.mastery(),
    };
    records.iter().filter(|record| ids.contains(&record.id)).map(result).collect()
}

/// By day, then moment, then id, what is not known first: the same order whatever the order of recording.
pub(super) fn in_order(practice: &[PracticeResult]) -> Vec<PracticeResult> {
    let mut ordered = practice.to_vec();
    ordered.sort_by_key(|p| (p.day, p.at_ms, p.id));
    ordered
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::fact::{Purpose, Support};
    use crate::method::testing::{id, on_level};
    use crate::result::{By, Mark};
    use crate::scale::Scale;
    use crate::select::{SetAside, select};
    use proptest::prelude::*;

    /// The n-th piece of work, one a day, at the preset's mastery.
    pub(in super::super) fn piece(n: u8, level: Option<usize>) -> PracticeResult {
        let day = Some(Day(i32::from(n)));
        let at_ms = Some(i64::from(n) * 86_400_000);
        PracticeResult { id: OpId::from_bytes([n; 16]), day, at_ms, level, mastery: 2 }
    }

    pub(in super::super) fn pieces(levels: &[Option<usize>]) -> Vec<PracticeResult> {
        (1..).zip(levels).map(|(n, level)| piece(n, *level)).collect()
    }

    pub(in super::super) fn any_levels() -> impl Strategy<Value = Vec<Option<usize>>> {
        prop::collection::vec(prop::option::weighted(0.9, 0usize..4), 0..8)
    }

    #[test]
    fn practice_is_what_a_teacher_judged_formatively_and_what_stands() {
        let scale = Scale::preset();
        let mut records: Vec<Record<'_>> = (1..=7).map(|n| on_level(n, 3, 1, n as i32)).collect();
        records[0].purpose = Purpose::Formative;
        (records[1].purpose, records[1].support) = (Purpose::Formative, Support::Supported);
        records[2].mark = Mark::RowsAlone;
        (records[3].purpose, records[3].by) = (Purpose::Formative, By::Student);
        (records[4].purpose, records[4].baseline) = (Purpose::Formative, true);
        records[5].purpose = Purpose::Formative;
        let aside = SetAside { taken_back: [id(6)].into(), ..SetAside::default() };
        let selection = select(&records, &aside, scale.ladder());
        let expected = |n: usize, level| PracticeResult {
            id: id(n),
            day: Some(Day(n as i32)),
            at_ms: Some(n as i64 * 86_400_000),
            level,
            mastery: 2,
        };
        assert_eq!(
            practice(&records, &selection, scale.ladder()),
            [expected(1, Some(2)), expected(2, Some(2)), expected(3, None)]
        );
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
            day: Some(Day(day)),
            at_ms: Some(at_ms),
            level: None,
            mastery: 2,
        };
        let ordered = [at(4, 1, 9), at(1, 2, 0), at(2, 2, 0), at(3, 2, 1)];
        let mut turned = ordered;
        turned.reverse();
        assert_eq!(in_order(&turned), ordered);
    }
}
