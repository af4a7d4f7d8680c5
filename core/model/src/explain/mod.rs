//! Why a level is what it is, and what would change it: as data, so that every shell says it in its own words and
//! [`check()`] can work the level out again from the explanation alone.
//!
//! Source: the product's feature 52.

mod at_bats;
mod change;
mod check;
mod steps;

pub use at_bats::LevelTest;
pub use change::Change;
pub use check::{Mismatch, check};
pub use steps::{Operation, Step, Term};

use crate::calendar::Day;
use crate::ids::{ContextId, OpId};
use crate::ladder::Ladder;
use crate::level::{Level, Policy, level};
use crate::method::Method;
use crate::result::Score;
use crate::select::{Counted, Excluded, Selection};

/// One counted result.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Line {
    /// Its operation.
    pub id: OpId,
    /// The day of the work, if it is known.
    pub day: Option<Day>,
    /// The kind of work.
    pub context: Option<ContextId>,
    /// The highest level that it reaches, lowest 0; `None` below the lowest.
    pub reached: Option<usize>,
    /// Its own points.
    pub own: Score,
    /// The points of the whole piece that it is of; see [`Counted::whole`].
    pub whole: Score,
    /// Whether the level rests on it.
    pub shows: bool,
}

/// How the level follows from the counted results.
#[derive(Clone, Debug, PartialEq)]
pub enum Reasoning {
    /// The at-bats rule: what each level from the highest reached downwards was tested for. The last test is the
    /// one that held; where none did, there is no level.
    AtBats(Vec<LevelTest>),
    /// Every other method: arithmetic, each step from results or from steps before it. The last step gives the
    /// level; where the method asks for more results, there is none.
    Arithmetic(Vec<Step>),
}

/// Why, and what next.
#[derive(Clone, Debug, PartialEq)]
pub struct Explanation {
    /// The level.
    pub level: Level,
    /// How it was worked out.
    pub policy: Policy,
    /// The points of the scale.
    pub ladder: Ladder,
    /// What counted, each result once, in the order of the work.
    pub counted: Vec<Line>,
    /// What did not count, and why.
    pub excluded: Vec<Excluded>,
    /// How the level follows.
    pub reasoning: Reasoning,
    /// What would reach a higher level; `None` at the top of the scale.
    pub change: Option<Change>,
}

impl Explanation {
    /// The results that the level rests on, in the order of the work.
    pub fn shown_by(&self) -> impl Iterator<Item = &Line> {
        self.counted.iter().filter(|line| line.shows)
    }

    /// The counted results that it does not rest on.
    pub fn also_counted(&self) -> impl Iterator<Item = &Line> {
        self.counted.iter().filter(|line| !line.shows)
    }
}

/// Explains the level of a selection as of `today`, which only the advice on what to do next depends on.
pub fn explain(selection: &Selection, policy: &Policy, ladder: &Ladder, today: Day) -> Explanation {
    let counted = &selection.counted;
    let standing = level(counted, policy, ladder);
    let (reasoning, shows) = match policy.method {
        Method::AtBats(rule) => {
            let tests = at_bats::tests(counted, &rule, ladder);
            let shows = tests.last().filter(|test| test.shown).map_or(vec![], |test| test.reaching.clone());
            (Reasoning::AtBats(tests), shows)
        }
        _ => {
            let shows = steps::used(counted, policy, ladder);
            (Reasoning::Arithmetic(steps::steps(counted, policy, ladder, &shows)), shows)
        }
    };
    let mut lines: Vec<Line> = counted.iter().map(line).collect();
    for at in shows {
        lines[at].shows = true;
    }
    Explanation {
        level: standing,
        policy: *policy,
        ladder: ladder.clone(),
        counted: lines,
        excluded: selection.excluded.clone(),
        reasoning,
        change: change::change(counted, standing.position(), policy, ladder, today),
    }
}

fn line(counted: &Counted) -> Line {
    Line {
        id: counted.id(),
        day: counted.work_day(),
        context: counted.context(),
        reached: counted.reached(),
        own: counted.own(),
        whole: counted.whole(),
        shows: false,
    }
}

#[cfg(test)]
mod tests;
