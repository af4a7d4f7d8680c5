//! Rubrics: the version that a judgement saw, the words of the level now and of the next (feature 38), and
//! one row, one level up (feature 20). A version is never written twice, so a judgement's words stay what
//! they were.

use crate::fact::{Judgement, RowLevel};
use crate::ids::{LevelId, OutcomeId, RowId, RubricId};
use crate::register::{MOST_ROWS, Rubric};
use crate::scale::Scale;
use std::collections::{BTreeMap, BTreeSet};

/// Why a rubric does not describe the levels of a scale.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRubric {
    /// There must be one to four rows.
    #[error("a rubric has 1 to {MOST_ROWS} rows, not {0}")]
    Rows(usize),
    /// Two rows share an id.
    #[error("two rows share the id {0}")]
    Repeated(RowId),
    /// A row describes a level of another scale.
    #[error("the row “{row}” describes {level}, which is not one of the scale's levels")]
    UnknownLevel {
        /// The row's title.
        row: String,
        /// The level that it describes.
        level: LevelId,
    },
    /// A row describes one level twice.
    #[error("the row “{row}” describes “{level}” twice")]
    Twice {
        /// The row's title.
        row: String,
        /// The level's word.
        level: String,
    },
}

/// The rubric of an outcome laid out along its scale: a row's words at each level, where it has some.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Criteria<'a> {
    rows: Vec<Row<'a>>,
    levels: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row<'a> {
    id: RowId,
    title: &'a str,
    words: Vec<Option<&'a str>>,
}

/// A level and its words in one row; `None` where the rubric has none.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Described<'a> {
    /// Position on the scale.
    pub level: usize,
    /// In the student's words.
    pub words: Option<&'a str>,
}

/// One row's words at the level now and at the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowGap<'a> {
    /// The row.
    pub row: RowId,
    /// Its title.
    pub title: &'a str,
    /// The level now; `None` before there is one.
    pub now: Option<Described<'a>>,
    /// The next level; `None` at the top.
    pub next: Option<Described<'a>>,
}

/// Why there is nothing to focus on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoFocus {
    /// The row is not one of the rubric's.
    #[error("the row {0} is not one of the rubric's")]
    UnknownRow(RowId),
    /// There is no level above.
    #[error("there is no level above the top")]
    AtTheTop,
}

/// One row, one level up, and the rows that stand back meanwhile.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Focus<'a> {
    /// The row, at its level now.
    pub row: RowGap<'a>,
    /// The level to reach.
    pub aim: Described<'a>,
    /// The other rows, in the order of the rubric.
    pub dimmed: Vec<RowId>,
}

impl<'a> Criteria<'a> {
    /// Lays a rubric out along a scale. A level without words, or with empty ones, has none.
    pub fn new(rubric: &'a Rubric, scale: &Scale) -> Result<Self, BadRubric> {
        if rubric.rows.is_empty() || rubric.rows.len() > MOST_ROWS {
            return Err(BadRubric::Rows(rubric.rows.len()));
        }
        let mut rows: Vec<Row> = Vec::new();
        for row in &rubric.rows {
            if rows.iter().any(|earlier| earlier.id == row.id) {
                return Err(BadRubric::Repeated(row.id));
            }
            let mut words = vec![None; scale.levels().len()];
            let mut described = BTreeSet::new();
            for cell in &row.cells {
                let unknown = || BadRubric::UnknownLevel { row: row.title.clone(), level: cell.level };
                let at = scale.position(cell.level).ok_or_else(unknown)?;
                if !described.insert(at) {
                    let level = scale.levels()[at].word.clone();
                    return Err(BadRubric::Twice { row: row.title.clone(), level });
                }
                words[at] = Some(cell.text.as_str()).filter(|text| !text.trim().is_empty());
            }
            rows.push(Row { id: row.id, title: &row.title, words });
        }
        Ok(Self { rows, levels: scale.levels().len() })
    }

    /// Each row's words at the level now and at the next, in the order of the rubric. Before there is a
    /// level, the next is the lowest; a level beyond the scale counts as its top.
    pub fn gap(&self, now: Option<usize>) -> Vec<RowGap<'a>> {
        self.rows.iter().map(|row| self.gap_of(row, now)).collect()
    }

    fn gap_of(&self, row: &Row<'a>, now: Option<usize>) -> RowGap<'a> {
        let now = now.map(|now| now.min(self.levels - 1));
        let next = now.map_or(0, |now| now + 1);
        let described = |level: usize| Described { level, words: row.words[level] };
        RowGap {
            row: row.id,
            title: row.title,
            now: now.map(described),
            next: (next < self.levels).then(|| described(next)),
        }
    }

    /// One row, one level above where the student stands in it.
    pub fn focus(&self, row: RowId, now: Option<usize>) -> Result<Focus<'a>, NoFocus> {
        let found = self.rows.iter().find(|r| r.id == row).ok_or(NoFocus::UnknownRow(row))?;
        let gap = self.gap_of(found, now);
        let aim = gap.next.ok_or(NoFocus::AtTheTop)?;
        let dimmed = self.rows.iter().map(|r| r.id).filter(|id| *id != row).collect();
        Ok(Focus { row: gap, aim, dimmed })
    }

    /// Levels that a row has no words for, as rows and positions, in the order of the rubric: what is left to
    /// write.
    pub fn unworded(&self) -> Vec<(RowId, usize)> {
        let of_row = |row: &Row| {
            let id = row.id;
            let empty = |(at, words): (usize, &Option<&str>)| words.is_none().then_some((id, at));
            row.words.iter().enumerate().filter_map(empty).collect::<Vec<_>>()
        };
        self.rows.iter().flat_map(of_row).collect()
    }
}

/// The row to work on next, of those that were judged: the one at the lowest level, the first of them in the order
/// of the rubric. None where no row of this rubric was judged.
pub fn row_to_work_on(rubric: &Rubric, scale: &Scale, judged: &[RowLevel]) -> Option<RowId> {
    let level = |row: &RowId| {
        let of_row = judged.iter().find(|level| level.row_id == *row)?;
        scale.position(of_row.level_id)
    };
    let rows = rubric.rows.iter().map(|row| row.id);
    rows.filter_map(|row| Some((level(&row)?, row))).min_by_key(|(level, _)| *level).map(|(_, row)| row)
}

/// The rubric that a judgement was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Seen<'a> {
    /// The person had no rubric before them.
    None,
    /// This version.
    Version(&'a Rubric),
    /// A version of this id, which is not here (yet), or belongs to another outcome.
    NotHere(RubricId),
}

/// The versions of one outcome's rubric.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Versions<'a>(BTreeMap<RubricId, &'a Rubric>);

impl<'a> Versions<'a> {
    /// Those of this outcome among rubrics of any.
    pub fn of(outcome: OutcomeId, rubrics: impl IntoIterator<Item = (RubricId, &'a Rubric)>) -> Self {
        Self(rubrics.into_iter().filter(|(_, rubric)| rubric.outcome == outcome).collect())
    }

    /// The version that a judgement is pinned to: its words are read from there, whatever the rubric says
    /// today.
    pub fn seen(&self, judgement: &Judgement) -> Seen<'a> {
        match judgement.rubric_version {
            None => Seen::None,
            Some(id) => self.0.get(&id).map_or(Seen::NotHere(id), |rubric| Seen::Version(rubric)),
        }
    }
}

/// The rows whose words are not the same in two versions: changed, new or gone, in the order of their ids.
/// The order of rows and of a row's levels does not matter.
pub fn reworded(then: &Rubric, now: &Rubric) -> Vec<RowId> {
    let (then, now) = (words_of(then), words_of(now));
    let ids: BTreeSet<RowId> = then.keys().chain(now.keys()).copied().collect();
    ids.into_iter().filter(|id| then.get(id) != now.get(id)).collect()
}

type Words<'a> = (&'a str, BTreeMap<LevelId, &'a str>);

fn words_of(rubric: &Rubric) -> BTreeMap<RowId, Words<'_>> {
    let mut words: BTreeMap<RowId, Words> = BTreeMap::new();
    for row in &rubric.rows {
        let cells = row.cells.iter().map(|cell| (cell.level, cell.text.as_str())).collect();
        words.insert(row.id, (&row.title, cells));
    }
    words
}

#[cfg(test)]
mod tests;
