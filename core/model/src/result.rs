//! One result on one outcome, as it was recorded or as another system reports it, before it is decided whether
//! it counts. Judgements of ours become results here; imported ones are made directly.

use crate::calendar::Day;
use crate::clock::Hlc;
use crate::fact::{Judgement, Lane, Purpose, Support};
use crate::ids::{ContextId, OpId};
use crate::ladder::Ladder;
use crate::scale::Scale;

/// A number of points, as units and as a double.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// In the ladder's units. All of our arithmetic reads this.
    pub units: i64,
    /// The same number as the double that another gradebook holds for it. Only Canvas's arithmetic reads this.
    pub double: f64,
}

impl Score {
    /// The score of so many of a ladder's units.
    pub fn of(units: i64, ladder: &Ladder) -> Self {
        Self { units, double: ladder.double(units) }
    }
}

/// Who judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum By {
    /// A teacher.
    Teacher,
    /// The student whose work it is.
    Student,
    /// Another student. Ours comment and never judge; other systems let them.
    Peer,
}

/// What was judged of the whole.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mark {
    /// A level, counted from 0 at the lowest. One above the highest is of another scale.
    Level(usize),
    /// A level of another scale.
    OtherScale,
    /// Rows of the rubric, without a level for the whole.
    RowsAlone,
    /// Points, as other systems report them.
    Points(Score),
    /// One question of a quiz, as other systems report it.
    Question(Question),
    /// Neither a level nor points.
    Nothing,
}

/// One question of a quiz.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Question {
    /// Which quiz; questions of one quiz are weighed together by the methods that look at whole pieces of work.
    pub quiz: u64,
    /// What this question alone would score on the outcome.
    pub own: Score,
    /// The share that was answered, 0 to 1, in units to the one.
    pub share: Score,
    /// What the question was worth in the quiz.
    pub possible: Score,
    /// What a whole quiz scores on the outcome.
    pub worth: Score,
}

/// A result, before it is decided whether it counts.
#[derive(Clone, Debug, PartialEq)]
pub struct Record<'a> {
    /// Its operation.
    pub id: OpId,
    /// When it took effect: as the server says, or the device's own clock while it is pending.
    pub eff: Hlc,
    /// Who judged.
    pub by: By,
    /// Practice, or a chance to show mastery.
    pub purpose: Purpose,
    /// Alone, or with help.
    pub support: Support,
    /// Whether it tells what was known before the course (a pre-test, last year's level).
    pub baseline: bool,
    /// What was judged.
    pub mark: Mark,
    /// The kind of work.
    pub context: Option<ContextId>,
    /// The calendar day of the work in the school's zone, if it is known.
    pub work_day: Option<Day>,
    /// When the work was done, UTC milliseconds, if it is known.
    pub work_at_ms: Option<i64>,
    /// The results that this one corrects.
    pub supersedes: &'a [OpId],
}

impl<'a> Record<'a> {
    /// A chance to show mastery as most results of other systems are one: a teacher's, summative, alone, of no
    /// particular kind of work, and correcting nothing.
    pub fn chance(id: OpId, mark: Mark, work_day: Option<Day>) -> Self {
        Self {
            id,
            eff: Hlc(0),
            by: By::Teacher,
            purpose: Purpose::Summative,
            support: Support::Independent,
            baseline: false,
            mark,
            context: None,
            work_day,
            work_at_ms: None,
            supersedes: &[],
        }
    }

    /// The result that a judgement records, on the scale of its outcome.
    pub fn of(id: OpId, eff: Hlc, judgement: &'a Judgement, scale: &Scale) -> Self {
        Self {
            id,
            eff,
            by: match judgement.lane {
                Lane::Teacher => By::Teacher,
                Lane::Own => By::Student,
            },
            purpose: judgement.purpose,
            support: judgement.support,
            baseline: judgement.baseline,
            mark: match judgement.level {
                None => Mark::RowsAlone,
                Some(level) => scale.position(level).map_or(Mark::OtherScale, Mark::Level),
            },
            context: judgement.context,
            work_day: Some(judgement.work_day),
            work_at_ms: Some(judgement.work_at_ms),
            supersedes: &judgement.supersedes,
        }
    }
}
