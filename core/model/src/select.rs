//! Which results may count. Everything recorded about one student and one outcome comes in; what comes out as
//! [`Counted`] is the only thing that a level can be worked out from, and nothing else can make one.

use crate::calendar::Day;
use crate::clock::Hlc;
use crate::fact::{Judgement, Lane, Purpose, Support};
use crate::ids::{ContextId, OpId};
use crate::scale::Scale;
use std::collections::{HashMap, HashSet};

/// A judgement as it lies in the feed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its operation.
    pub id: OpId,
    /// When it took effect: as the server says, or the device's own clock while it is pending.
    pub eff: Hlc,
    /// What was judged.
    pub judgement: Judgement,
}

/// A result that counts: summative, independent, by a teacher, not superseded, not taken back. Only
/// [`select`] makes one, so no method can ever see another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counted {
    id: OpId,
    level: usize,
    context: Option<ContextId>,
    work_day: Day,
    work_at_ms: i64,
}

impl Counted {
    /// Its operation.
    pub fn id(&self) -> OpId {
        self.id
    }

    /// The position of its level on the scale, lowest 0.
    pub fn level(&self) -> usize {
        self.level
    }

    /// The kind of work.
    pub fn context(&self) -> Option<ContextId> {
        self.context
    }

    /// The calendar day of the work.
    pub fn work_day(&self) -> Day {
        self.work_day
    }

    /// What a further result would look like; for [`crate::explain`], which asks "what if".
    pub(crate) fn imagined(level: usize, context: Option<ContextId>, work_day: Day) -> Self {
        Self { id: OpId::from_bytes([0xff; 16]), level, context, work_day, work_at_ms: i64::MAX }
    }
}

/// Why a result does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Reason {
    /// Practice.
    Practice,
    /// Done with help.
    WithHelp,
    /// The student's own judgement.
    OwnJudgement,
    /// A later record corrects it.
    Corrected,
    /// It was taken back.
    TakenBack,
    /// Rows without a level for the whole.
    RowsAlone,
    /// Its level is none of the scale's.
    OtherScale,
}

/// A result that does not count, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Its operation.
    pub id: OpId,
    /// The first reason that applies.
    pub reason: Reason,
}

/// Everything recorded, told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// What counts, ordered by the time of the work, then by id.
    pub counted: Vec<Counted>,
    /// What does not, in the same order.
    pub excluded: Vec<Excluded>,
    /// The level of the latest practice by a teacher that stands; enters no level and no grade.
    pub practice: Option<usize>,
}

/// Tells apart what counts from what does not. The order of `recorded` does not matter.
pub fn select(recorded: &[Recorded], retracted: &HashSet<OpId>, scale: &Scale) -> Selection {
    let corrected = corrected(recorded, retracted);
    let mut ordered: Vec<&Recorded> = recorded.iter().collect();
    ordered.sort_by_key(|r| (r.judgement.work_day, r.judgement.work_at_ms, r.id));
    let mut selection = Selection::default();
    for record in ordered {
        let judgement = &record.judgement;
        let level = judgement.level.and_then(|id| scale.position(id));
        let reason = if retracted.contains(&record.id) {
            Some(Reason::TakenBack)
        } else if corrected.contains(&record.id) {
            Some(Reason::Corrected)
        } else if judgement.lane == Lane::Own {
            Some(Reason::OwnJudgement)
        } else if judgement.level.is_none() {
            Some(Reason::RowsAlone)
        } else if level.is_none() {
            Some(Reason::OtherScale)
        } else if judgement.purpose == Purpose::Formative {
            selection.practice = level;
            Some(Reason::Practice)
        } else if judgement.support == Support::Supported {
            Some(Reason::WithHelp)
        } else {
            None
        };
        match (reason, level) {
            (None, Some(level)) => selection.counted.push(Counted {
                id: record.id,
                level,
                context: judgement.context,
                work_day: judgement.work_day,
                work_at_ms: judgement.work_at_ms,
            }),
            (reason, _) => selection
                .excluded
                .push(Excluded { id: record.id, reason: reason.unwrap_or(Reason::OtherScale) }),
        }
    }
    selection
}

/// Records that a standing record corrects. Among several leaves of one chain of corrections, the one with the
/// greatest (eff, id) stands.
fn corrected(recorded: &[Recorded], retracted: &HashSet<OpId>) -> HashSet<OpId> {
    let standing: HashMap<OpId, &Recorded> =
        recorded.iter().filter(|r| !retracted.contains(&r.id)).map(|r| (r.id, r)).collect();
    let mut corrected: HashSet<OpId> = HashSet::new();
    let mut group: HashMap<OpId, OpId> = HashMap::new();
    for record in standing.values() {
        for old in &record.judgement.supersedes {
            corrected.insert(*old);
            join(&mut group, record.id, *old);
        }
    }
    let mut best: HashMap<OpId, &Recorded> = HashMap::new();
    let leaves: Vec<&&Recorded> = standing.values().filter(|r| !corrected.contains(&r.id)).collect();
    for leaf in &leaves {
        let root = root_of(&group, leaf.id);
        let stands = best.entry(root).or_insert(leaf);
        if (leaf.eff, leaf.id) > (stands.eff, stands.id) {
            *stands = leaf;
        }
    }
    for leaf in leaves {
        if best.get(&root_of(&group, leaf.id)).is_some_and(|stands| stands.id != leaf.id) {
            corrected.insert(leaf.id);
        }
    }
    corrected
}

fn root_of(group: &HashMap<OpId, OpId>, id: OpId) -> OpId {
    let mut at = id;
    while let Some(up) = group.get(&at) {
        at = *up;
    }
    at
}

fn join(group: &mut HashMap<OpId, OpId>, a: OpId, b: OpId) {
    let (a, b) = (root_of(group, a), root_of(group, b));
    if a != b {
        group.insert(a.max(b), a.min(b));
    }
}

#[cfg(test)]
pub(crate) mod tests {
    use super::*;
    use crate::ids::OutcomeId;
    use crate::scale::preset_level;

    pub(crate) fn id(n: u8) -> OpId {
        OpId::from_bytes([n; 16])
    }

    /// A counting result on the preset's n-th level (from 1), on a day.
    pub(crate) fn at_bat(n: u8, level: u8, context: u8, day: i32) -> Recorded {
        Recorded {
            id: id(n),
            eff: Hlc(u64::from(n)),
            judgement: Judgement {
                evidence: None,
                outcome: OutcomeId::from_bytes([1; 16]),
                rubric_version: None,
                level: Some(preset_level(level)),
                rows: vec![],
                purpose: Purpose::Summative,
                support: Support::Independent,
                lane: Lane::Teacher,
                task: None,
                context: (context > 0).then(|| ContextId::from_bytes([context; 16])),
                work_at_ms: i64::from(day) * 86_400_000,
                work_day: Day(day),
                supersedes: vec![],
            },
        }
    }

    fn reasons(selection: &Selection) -> Vec<(OpId, Reason)> {
        selection.excluded.iter().map(|e| (e.id, e.reason)).collect()
    }

    #[test]
    fn practice_help_and_own_judgement_never_count() {
        let mut recorded =
            vec![at_bat(1, 3, 1, 0), at_bat(2, 2, 1, 1), at_bat(3, 2, 1, 2), at_bat(4, 4, 1, 3)];
        recorded[1].judgement.purpose = Purpose::Formative;
        recorded[2].judgement.support = Support::Supported;
        recorded[3].judgement.lane = Lane::Own;
        let selection = select(&recorded, &HashSet::new(), &Scale::preset());
        assert_eq!(selection.counted.iter().map(Counted::id).collect::<Vec<_>>(), [id(1)]);
        assert_eq!(
            reasons(&selection),
            [(id(2), Reason::Practice), (id(3), Reason::WithHelp), (id(4), Reason::OwnJudgement)]
        );
        assert_eq!(selection.practice, Some(1));
    }

    #[test]
    fn a_correction_stands_for_what_it_corrects_until_it_is_taken_back() {
        let mut recorded = vec![at_bat(1, 2, 1, 0), at_bat(2, 3, 1, 0)];
        recorded[1].judgement.supersedes = vec![id(1)];
        let selection = select(&recorded, &HashSet::new(), &Scale::preset());
        assert_eq!(reasons(&selection), [(id(1), Reason::Corrected)]);
        let back = select(&recorded, &HashSet::from([id(2)]), &Scale::preset());
        assert_eq!(reasons(&back), [(id(2), Reason::TakenBack)]);
        assert_eq!(back.counted[0].id(), id(1));
    }

    #[test]
    fn of_two_corrections_of_one_record_the_later_stands_in_any_order() {
        let mut recorded = vec![at_bat(1, 2, 1, 0), at_bat(2, 3, 1, 0), at_bat(3, 4, 1, 0)];
        recorded[1].judgement.supersedes = vec![id(1)];
        recorded[2].judgement.supersedes = vec![id(1)];
        let forward = select(&recorded, &HashSet::new(), &Scale::preset());
        recorded.reverse();
        assert_eq!(select(&recorded, &HashSet::new(), &Scale::preset()), forward);
        assert_eq!(forward.counted.iter().map(Counted::id).collect::<Vec<_>>(), [id(3)]);
    }

    #[test]
    fn a_circle_of_corrections_ends() {
        let mut recorded = vec![at_bat(1, 2, 1, 0), at_bat(2, 3, 1, 0)];
        recorded[0].judgement.supersedes = vec![id(2)];
        recorded[1].judgement.supersedes = vec![id(1)];
        assert!(select(&recorded, &HashSet::new(), &Scale::preset()).counted.is_empty());
    }
}
