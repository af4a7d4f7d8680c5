//! What one student's learning looks like: the jagged profile across outcomes (feature 17), curves over time for
//! an outcome and for each rubric row (22), and the places of the at-bats (32). All of it is about one student;
//! no type here has room for another one, for an average, or for a count of what was missed.

use crate::calendar::Day;
use crate::fact::Support;
use crate::ids::{ContextId, OpId, OutcomeId, RowId};
use std::collections::BTreeMap;

/// What stands behind an outcome's sign; levels are positions on the scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// No work yet.
    NoWork,
    /// Practice only: its latest level.
    InPractice(usize),
    /// The level that was shown.
    Shown(usize),
}

/// Where the student stands with one outcome.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// Order in the course, lowest first.
    pub position: u32,
    /// The level that was shown, if any.
    pub shown: Option<usize>,
    /// The latest level in practice, if any.
    pub practice: Option<usize>,
    /// The position that counts as mastery: where the ring closes.
    pub mastery: usize,
}

/// One outcome of a profile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Which outcome.
    pub outcome: OutcomeId,
    /// Its sign.
    pub sign: Sign,
    /// The position that counts as mastery.
    pub mastery: usize,
}

/// The jagged profile: every outcome in the order of the course, which is never an order by level.
pub fn profile(standings: &BTreeMap<OutcomeId, Standing>) -> Vec<Entry> {
    let mut course: Vec<(&OutcomeId, &Standing)> = standings.iter().collect();
    course.sort_by_key(|(outcome, standing)| (standing.position, **outcome));
    let entry = |(outcome, standing): (&OutcomeId, &Standing)| Entry {
        outcome: *outcome,
        sign: match (standing.shown, standing.practice) {
            (Some(level), _) => Sign::Shown(level),
            (None, Some(level)) => Sign::InPractice(level),
            (None, None) => Sign::NoWork,
        },
        mastery: standing.mastery,
    };
    course.into_iter().map(entry).collect()
}

/// Whose judgement a piece carries, and what for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// A teacher's, of a chance to show mastery.
    AtBat,
    /// A teacher's, of practice.
    Practice,
    /// The student's own.
    Own,
    /// From before the course: a pre-test, last year.
    Baseline,
}

/// One judged piece of work.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its judgement.
    pub id: OpId,
    /// The day of the work.
    pub day: Day,
    /// The moment of the work, UTC milliseconds.
    pub at_ms: i64,
    /// Whose judgement.
    pub by: By,
    /// Alone, or with help.
    pub support: Support,
    /// The level of the whole, if it was judged as a whole.
    pub level: Option<usize>,
    /// The levels of its rubric rows.
    pub rows: BTreeMap<RowId, usize>,
}

/// A point of a curve; it opens its piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dot {
    /// The judgement.
    pub id: OpId,
    /// The day of the work.
    pub day: Day,
    /// Its level.
    pub level: usize,
    /// Whose judgement.
    pub by: By,
    /// Alone (filled), or with help (hollow).
    pub support: Support,
}

/// A day on which the shown level became another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// From this day on.
    pub from: Day,
    /// The shown level; `None` once nothing counts any more.
    pub level: Option<usize>,
}

/// An outcome over time.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Curve {
    /// A dot for each piece that was judged as a whole, in the order of the work.
    pub dots: Vec<Dot>,
    /// The stepped line: the shown level, and nothing in between.
    pub line: Vec<Step>,
}

/// The curve of an outcome. `shown` is the shown level at the end of each day on which it was worked out; days
/// that change nothing make no step.
pub fn curve(pieces: &[Piece], shown: &BTreeMap<Day, Option<usize>>) -> Curve {
    let dots = in_order(pieces).into_iter().filter_map(|p| p.level.map(|level| dot(p, level))).collect();
    let mut line: Vec<Step> = Vec::new();
    for (from, level) in shown {
        if line.last().and_then(|step| step.level) != *level {
            line.push(Step { from: *from, level: *level });
        }
    }
    Curve { dots, line }
}

/// The dots of each rubric row, in the order of the work. A row has no line: rows never enter a level.
pub fn rows(pieces: &[Piece]) -> BTreeMap<RowId, Vec<Dot>> {
    let mut rows: BTreeMap<RowId, Vec<Dot>> = BTreeMap::new();
    for piece in in_order(pieces) {
        for (row, level) in &piece.rows {
            rows.entry(*row).or_default().push(dot(piece, *level));
        }
    }
    rows
}

fn in_order(pieces: &[Piece]) -> Vec<&Piece> {
    let mut pieces: Vec<&Piece> = pieces.iter().collect();
    pieces.sort_by_key(|p| (p.day, p.at_ms, p.id));
    pieces
}

fn dot(piece: &Piece, level: usize) -> Dot {
    Dot { id: piece.id, day: piece.day, level, by: piece.by, support: piece.support }
}

/// A chance that was taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AtBat {
    /// Its judgement.
    pub id: OpId,
    /// The day of the work.
    pub day: Day,
    /// The moment of the work, UTC milliseconds.
    pub at_ms: i64,
    /// The kind of work.
    pub context: Option<ContextId>,
    /// The level that it showed.
    pub level: usize,
}

/// The place that is always open for one chance more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OpenPlace;

/// The places of an outcome: one for each at-bat, and by its type always one that is open. There is no “of
/// three” and no count of misses in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Places {
    /// The chances that were taken, latest last.
    pub taken: Vec<AtBat>,
    /// One more.
    pub open: OpenPlace,
}

/// The places of an outcome, in the order of the work.
pub fn places(at_bats: &[AtBat]) -> Places {
    let mut taken = at_bats.to_vec();
    taken.sort_by_key(|a| (a.day, a.at_ms, a.id));
    Places { taken, open: OpenPlace }
}

#[cfg(test)]
mod tests;
