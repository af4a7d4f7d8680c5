//! Which results may count. Everything recorded about one student and one outcome comes in; what comes out as
//! [`Counted`] is the only thing that a level can be worked out from, and nothing else can make one.
//!
//! Source: the product's features 26, 28, 29, 32 and 35.

use crate::calendar::Day;
use crate::fact::{Purpose, Support};
use crate::ids::{ContextId, OpId};
use crate::ladder::Ladder;
use crate::quiz;
use crate::result::{By, Mark, Record, Score};
use std::collections::{BTreeMap, BTreeSet};

/// A result that counts: summative, independent, by a teacher, with a level or points, and neither baseline,
/// excused, corrected nor taken back. Only [`select`] makes one, so no method can ever see another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Counted {
    id: OpId,
    own: Score,
    whole: Score,
    reached: Option<usize>,
    context: Option<ContextId>,
    work_day: Option<Day>,
    work_at_ms: Option<i64>,
}

impl Counted {
    /// Its operation.
    pub fn id(&self) -> OpId {
        self.id
    }

    /// Its own points.
    pub fn own(&self) -> Score {
        self.own
    }

    /// The points of the whole piece that it is of: of its quiz, where it is one question of several; else its
    /// own. The methods that weigh pieces of work against each other read these.
    pub fn whole(&self) -> Score {
        self.whole
    }

    /// The highest level that it reaches, lowest 0; `None` below the lowest.
    pub fn reached(&self) -> Option<usize> {
        self.reached
    }

    /// Whether it reaches a level.
    pub fn reaches(&self, level: usize) -> bool {
        self.reached >= Some(level)
    }

    /// The kind of work.
    pub fn context(&self) -> Option<ContextId> {
        self.context
    }

    /// The calendar day of the work, if it is known.
    pub fn work_day(&self) -> Option<Day> {
        self.work_day
    }

    /// Whether the day of the work is known.
    pub(crate) fn is_dated(&self) -> bool {
        self.work_day.is_some()
    }

    /// What results are ordered by: the time of the work, an unknown one first, then the id.
    pub(crate) fn order(&self) -> (Option<Day>, Option<i64>, OpId) {
        (self.work_day, self.work_at_ms, self.id)
    }

    /// What a further result would look like; for [`crate::explain`], which asks "what if".
    pub(crate) fn imagined(level: usize, context: Option<ContextId>, day: Day, ladder: &Ladder) -> Self {
        let score = Score::of(ladder.points(level), ladder);
        Self {
            id: OpId::from_bytes([0xff; 16]),
            own: score,
            whole: score,
            reached: Some(level),
            context,
            work_day: Some(day),
            work_at_ms: Some(i64::MAX),
        }
    }
}

/// Why a result does not count. Where several reasons hold, the first of this list is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Reason {
    /// It was taken back.
    TakenBack,
    /// A later record corrects it.
    Corrected,
    /// A teacher excused it.
    Excused,
    /// It tells what was known before the course.
    Baseline,
    /// The student's own judgement.
    OwnJudgement,
    /// Another student's.
    PeerJudgement,
    /// Rows without a level for the whole.
    RowsAlone,
    /// Its level is none of the scale's.
    OtherScale,
    /// It has neither a level nor points.
    NoMark,
    /// Practice.
    Practice,
    /// Done with help.
    WithHelp,
}

/// A result that does not count, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// Its operation.
    pub id: OpId,
    /// The first reason that applies.
    pub reason: Reason,
}

/// Results that later facts took out of the count.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SetAside {
    /// Taken back by their author, a co-teacher or an administrator.
    pub taken_back: BTreeSet<OpId>,
    /// Excused by a teacher.
    pub excused: BTreeSet<OpId>,
}

/// Everything recorded, told apart.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Selection {
    /// What counts, ordered by the time of the work (an unknown time first), then by id.
    pub counted: Vec<Counted>,
    /// What does not, in the same order.
    pub excluded: Vec<Excluded>,
    /// The level of the latest practice by a teacher that stands; enters no level and no grade.
    pub practice: Option<usize>,
}

/// Tells apart what counts from what does not. The order of `records` does not matter.
pub fn select(records: &[Record<'_>], aside: &SetAside, ladder: &Ladder) -> Selection {
    let corrected = corrected(records, &aside.taken_back);
    let mut ordered: Vec<&Record<'_>> = records.iter().collect();
    ordered.sort_unstable_by_key(|r| (r.work_day, r.work_at_ms, r.id));
    let mut selection = Selection { counted: Vec::with_capacity(ordered.len()), ..Selection::default() };
    let mut questions = Vec::new();
    for record in ordered {
        match place(record, aside, &corrected, ladder) {
            Ok((own, reached)) => {
                if let Mark::Question(question) = record.mark {
                    questions.push((selection.counted.len(), question));
                }
                selection.counted.push(Counted {
                    id: record.id,
                    own,
                    whole: own,
                    reached,
                    context: record.context,
                    work_day: record.work_day,
                    work_at_ms: record.work_at_ms,
                });
            }
            Err(reason) => {
                if reason == Reason::Practice {
                    selection.practice = level_of(&record.mark, ladder);
                }
                selection.excluded.push(Excluded { id: record.id, reason });
            }
        }
    }
    for (at, whole) in quiz::wholes(&questions, ladder.unit(), |at| selection.counted[at].id) {
        selection.counted[at].whole = whole;
    }
    selection
}

/// A result's points and the level that they reach, or why it does not count.
fn place(
    record: &Record<'_>,
    aside: &SetAside,
    corrected: &BTreeSet<OpId>,
    ladder: &Ladder,
) -> Result<(Score, Option<usize>), Reason> {
    if aside.taken_back.contains(&record.id) {
        return Err(Reason::TakenBack);
    }
    if corrected.contains(&record.id) {
        return Err(Reason::Corrected);
    }
    if aside.excused.contains(&record.id) {
        return Err(Reason::Excused);
    }
    if record.baseline {
        return Err(Reason::Baseline);
    }
    match record.by {
        By::Teacher => {}
        By::Student => return Err(Reason::OwnJudgement),
        By::Peer => return Err(Reason::PeerJudgement),
    }
    let placed = match record.mark {
        Mark::Level(level) if level < ladder.levels() => {
            (Score::of(ladder.points(level), ladder), Some(level))
        }
        Mark::Points(score) => (score, ladder.reached(score.units)),
        Mark::Question(question) => (question.own, ladder.reached(question.own.units)),
        Mark::RowsAlone => return Err(Reason::RowsAlone),
        Mark::Level(_) | Mark::OtherScale => return Err(Reason::OtherScale),
        Mark::Nothing => return Err(Reason::NoMark),
    };
    match (record.purpose, record.support) {
        (Purpose::Formative, _) => Err(Reason::Practice),
        (Purpose::Summative, Support::Supported) => Err(Reason::WithHelp),
        (Purpose::Summative, Support::Independent) => Ok(placed),
    }
}

/// The level that a mark stands for, if it stands for one.
pub(crate) fn level_of(mark: &Mark, ladder: &Ladder) -> Option<usize> {
    match mark {
        Mark::Level(level) => Some(*level),
        Mark::Points(score) => ladder.reached(score.units),
        Mark::Question(question) => ladder.reached(question.own.units),
        Mark::RowsAlone | Mark::OtherScale | Mark::Nothing => None,
    }
}

/// Records that a standing record corrects. Among several leaves of one chain of corrections, the one with the
/// greatest (eff, id) stands.
fn corrected(records: &[Record<'_>], taken_back: &BTreeSet<OpId>) -> BTreeSet<OpId> {
    let mut corrected = BTreeSet::new();
    if records.iter().all(|r| r.supersedes.is_empty()) {
        return corrected;
    }
    let standing = || records.iter().filter(|r| !taken_back.contains(&r.id));
    let mut chains = Chains::default();
    for record in standing() {
        for old in record.supersedes {
            corrected.insert(*old);
            chains.join(record.id, *old);
        }
    }
    let mut stands = BTreeMap::new();
    let leaves: Vec<_> = standing().filter(|r| !corrected.contains(&r.id)).collect();
    for leaf in &leaves {
        let best = stands.entry(chains.root(leaf.id)).or_insert((leaf.eff, leaf.id));
        *best = (*best).max((leaf.eff, leaf.id));
    }
    for leaf in leaves {
        if stands.get(&chains.root(leaf.id)).is_some_and(|(_, id)| *id != leaf.id) {
            corrected.insert(leaf.id);
        }
    }
    corrected
}

/// Which records belong to one chain of corrections.
#[derive(Default)]
struct Chains(BTreeMap<OpId, OpId>);

impl Chains {
    fn root(&self, id: OpId) -> OpId {
        let mut at = id;
        while let Some(up) = self.0.get(&at) {
            at = *up;
        }
        at
    }

    fn join(&mut self, a: OpId, b: OpId) {
        let (a, b) = (self.root(a), self.root(b));
        if a != b {
            self.0.insert(a.max(b), a.min(b));
        }
    }
}

#[cfg(test)]
mod tests;
