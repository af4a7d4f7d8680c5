//! The materialised levels: which results of a student and an outcome the model is given, and where its answer
//! is kept. How a level follows is the model's business alone. Results are read from one index, never from bodies.

use crate::aside::Aside;
use crate::columns::how;
use crate::{StoreError, entity};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Excusal, Purpose, Support};
use notyet_model::ids::{ContextId, LevelId, OpId, OutcomeId, UserId};
use notyet_model::level::{Policy, level};
use notyet_model::outcome::own_scale;
use notyet_model::register::{Course, Entity, Outcome};
use notyet_model::result::{By, Mark, Record};
use notyet_model::scale::Scale;
use notyet_model::select::{Reason, Selection, SetAside, select};
use rusqlite::{Connection, OptionalExtension, Row, params};
use serde::Deserialize;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use uuid::Uuid;

/// What the feed alone says.
const CONFIRMED: u8 = 0;
/// The same with own unsent work.
const OVERLAID: u8 = 1;

/// Which layers may have changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Change {
    /// Own unsent work only.
    Unsent,
    /// What the feed says.
    Confirmed,
}

/// Results as the index has them. It is named, because nothing tells the planner how much better than others it is.
macro_rules! results {
    ($rest:literal) => {
        concat!(
            "SELECT id, state, coalesce(eff, hlc), work_day, work_at, lane, mark, context, how, corrects, student, outcome
               FROM op INDEXED BY op_result
              WHERE kind = 'judgement' AND outcome IS NOT NULL AND student IS NOT NULL AND state <> 4 ",
            $rest
        )
    };
}

const OF_PAIR: &str = results!("AND student = ? AND outcome = ?");
const OF_ALL: &str = results!("ORDER BY student, outcome");

/// Works out levels again, in one transaction. What it has looked up once for a student or an outcome it keeps, so
/// entities and retractions are in their place before.
pub(crate) struct Levels<'a> {
    conn: &'a Connection,
    rules: HashMap<OutcomeId, Rc<Rule>>,
    aside: Option<(UserId, Rc<Aside>)>,
}

impl<'a> Levels<'a> {
    pub(crate) fn new(conn: &'a Connection) -> Self {
        Self { conn, rules: HashMap::new(), aside: None }
    }

    /// The levels of a student on an outcome.
    pub(crate) fn refresh(
        &mut self,
        student: UserId,
        outcome: OutcomeId,
        change: Change,
    ) -> Result<(), StoreError> {
        let mut read = self.conn.prepare_cached(OF_PAIR)?;
        let mut rows = read.query(params![student.0, outcome.0])?;
        let mut results = Vec::new();
        while let Some(row) = rows.next()? {
            results.push(Known::read(row)?);
        }
        let folded = self.fold(student, outcome, &results, change)?;
        if let Some(confirmed) = folded.confirmed {
            self.put(student, outcome, CONFIRMED, confirmed)?;
        }
        self.put(student, outcome, OVERLAID, folded.overlaid)
    }

    /// The levels of these outcomes, of every student.
    pub(crate) fn refresh_outcomes(&mut self, outcomes: &HashSet<OutcomeId>) -> Result<(), StoreError> {
        for (student, outcome) in pairs(self.conn)?.into_iter().filter(|(_, o)| outcomes.contains(o)) {
            self.refresh(student, outcome, Change::Confirmed)?;
        }
        Ok(())
    }

    /// Every level, by one scan.
    pub(crate) fn refresh_all(&mut self) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM level")?.execute([])?;
        let mut read = self.conn.prepare_cached(OF_ALL)?;
        let mut rows = read.query([])?;
        let (mut pair, mut results) = (None, Vec::new());
        while let Some(row) = rows.next()? {
            let next = Some((UserId(row.get(10)?), OutcomeId(row.get(11)?)));
            if next != pair {
                self.insert(pair, &results)?;
                results.clear();
                pair = next;
            }
            results.push(Known::read(row)?);
        }
        self.insert(pair, &results)
    }

    fn insert(&mut self, pair: Option<(UserId, OutcomeId)>, results: &[Known]) -> Result<(), StoreError> {
        let Some((student, outcome)) = pair else { return Ok(()) };
        let folded = self.fold(student, outcome, results, Change::Confirmed)?;
        for (layer, folded) in [(CONFIRMED, folded.confirmed.flatten()), (OVERLAID, folded.overlaid)] {
            if folded.is_some() {
                self.put(student, outcome, layer, folded)?;
            }
        }
        Ok(())
    }

    fn fold(
        &mut self,
        student: UserId,
        outcome: OutcomeId,
        results: &[Known],
        change: Change,
    ) -> Result<Layers, StoreError> {
        let (aside, rule) = (self.aside(student)?, self.rule(outcome)?);
        let has_unsent = results.iter().any(|r| !r.confirmed || aside.differs(r.id));
        Ok(Layers {
            confirmed: (change == Change::Confirmed)
                .then(|| rule.fold(results.iter().filter(|r| r.confirmed), &aside.confirmed)),
            overlaid: if has_unsent { rule.fold(results.iter(), &aside.overlaid) } else { None },
        })
    }

    fn aside(&mut self, student: UserId) -> Result<Rc<Aside>, StoreError> {
        match &self.aside {
            Some((of, aside)) if *of == student => Ok(aside.clone()),
            _ => {
                let aside = Rc::new(Aside::of(self.conn, student)?);
                self.aside = Some((student, aside.clone()));
                Ok(aside)
            }
        }
    }

    fn rule(&mut self, outcome: OutcomeId) -> Result<Rc<Rule>, StoreError> {
        if let Some(rule) = self.rules.get(&outcome) {
            return Ok(rule.clone());
        }
        let rule = Rc::new(Rule::of(self.conn, outcome)?);
        self.rules.insert(outcome, rule.clone());
        Ok(rule)
    }

    fn put(
        &self,
        student: UserId,
        outcome: OutcomeId,
        layer: u8,
        folded: Option<Folded>,
    ) -> Result<(), StoreError> {
        let Some(folded) = folded else {
            self.conn
                .prepare_cached("DELETE FROM level WHERE student = ? AND outcome = ? AND layer = ?")?
                .execute(params![student.0, outcome.0, layer])?;
            return Ok(());
        };
        self.conn
            .prepare_cached(
                "INSERT INTO level (student, outcome, layer, level, practice, counted, last_day, last_at)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?)
                 ON CONFLICT (student, outcome, layer) DO UPDATE SET
                        level = excluded.level, practice = excluded.practice, counted = excluded.counted,
                        last_day = excluded.last_day, last_at = excluded.last_at",
            )?
            .execute(params![
                student.0,
                outcome.0,
                layer,
                folded.level.map(|l| l as i64),
                folded.practice.map(|l| l as i64),
                folded.counted as i64,
                folded.last.map(|(day, _): (Day, i64)| day.0),
                folded.last.map_or(0, |(_, at)| at),
            ])?;
        Ok(())
    }
}

/// The whole table as text, for comparing.
#[cfg(any(test, feature = "test-support"))]
pub(crate) fn dump(conn: &Connection) -> Result<Vec<String>, StoreError> {
    let mut read = conn.prepare(
        "SELECT concat_ws('|', hex(student), hex(outcome), layer, coalesce(level, '-'), coalesce(practice, '-'),
                               counted, coalesce(last_day, '-'), last_at)
           FROM level ORDER BY student, outcome, layer",
    )?;
    let rows = read.query_map([], |row| row.get(0))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn pairs(conn: &Connection) -> Result<Vec<(UserId, OutcomeId)>, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT DISTINCT student, outcome FROM op
          WHERE student IS NOT NULL AND kind = 'judgement' AND outcome IS NOT NULL",
    )?;
    let pairs = read.query_map([], |row| Ok((UserId(row.get(0)?), OutcomeId(row.get(1)?))))?;
    Ok(pairs.collect::<Result<_, _>>()?)
}

/// A result, as its columns have it.
struct Known {
    id: OpId,
    confirmed: bool,
    eff: Hlc,
    day: Option<Day>,
    at_ms: Option<i64>,
    by: By,
    mark: Option<LevelId>,
    context: Option<ContextId>,
    how: u8,
    corrects: Vec<OpId>,
}

impl Known {
    /// From a row of [`results`].
    fn read(row: &Row<'_>) -> Result<Self, StoreError> {
        Ok(Self {
            id: OpId(row.get(0)?),
            confirmed: row.get::<_, u8>(1)? == 3,
            eff: Hlc(row.get::<_, i64>(2)?.max(0) as u64),
            day: row.get::<_, Option<i32>>(3)?.map(Day),
            at_ms: row.get(4)?,
            by: if row.get::<_, u8>(5)? == 0 { By::Teacher } else { By::Student },
            mark: row.get::<_, Option<Uuid>>(6)?.map(LevelId),
            context: row.get::<_, Option<Uuid>>(7)?.map(ContextId),
            how: row.get(8)?,
            corrects: match row.get_ref(9)?.as_blob_or_null() {
                Ok(Some(ids)) => ids.as_chunks().0.iter().map(|id| OpId::from_bytes(*id)).collect(),
                _ => Vec::new(),
            },
        })
    }

    fn has(&self, bit: u8) -> bool {
        self.how & bit != 0
    }

    fn record(&self, scale: &Scale) -> Record<'_> {
        Record {
            id: self.id,
            eff: self.eff,
            by: self.by,
            purpose: if self.has(how::SUMMATIVE) { Purpose::Summative } else { Purpose::Formative },
            support: if self.has(how::SUPPORTED) { Support::Supported } else { Support::Independent },
            baseline: self.has(how::BASELINE),
            mark: match self.mark {
                None => Mark::RowsAlone,
                Some(level) => scale.position(level).map_or(Mark::OtherScale, Mark::Level),
            },
            context: self.context,
            work_day: self.day,
            work_at_ms: self.at_ms,
            supersedes: &self.corrects,
        }
    }
}

/// How an outcome's levels are worked out: its course's scale and policy, and its own mastery level.
struct Rule {
    scale: Scale,
    policy: Policy,
}

/// What is to be kept.
struct Layers {
    /// Absent: it has not changed.
    confirmed: Option<Option<Folded>>,
    overlaid: Option<Folded>,
}

/// A row of the level table.
struct Folded {
    level: Option<usize>,
    practice: Option<usize>,
    counted: usize,
    last: Option<(Day, i64)>,
}

impl Rule {
    /// Until outcome and course have arrived, the presets stand in; their arrival folds again.
    fn of(conn: &Connection, outcome: OutcomeId) -> Result<Self, StoreError> {
        let outcome: Option<Outcome> = entity::view(conn, Entity::Outcome, &outcome.0.to_string())?;
        let course: Option<Course> = match &outcome {
            Some(outcome) => entity::view(conn, Entity::Course, &outcome.course.to_string())?,
            None => None,
        };
        let policy = course.as_ref().map_or_else(Policy::default, Course::policy);
        let scale = course.and_then(|c| c.scale).unwrap_or_else(Scale::preset);
        let scale = match outcome {
            Some(outcome) => own_scale(&outcome, &scale),
            None => scale,
        };
        Ok(Self { scale, policy })
    }

    fn fold<'a>(&self, results: impl Iterator<Item = &'a Known>, aside: &SetAside) -> Option<Folded> {
        let records: Vec<Record<'_>> = results.map(|r| r.record(&self.scale)).collect();
        if records.is_empty() {
            return None;
        }
        let selection = select(&records, aside, self.scale.ladder());
        Some(Folded {
            level: level(&selection.counted, &self.policy, self.scale.ladder()).position(),
            practice: selection.practice,
            counted: selection.counted.len(),
            last: last_of(&records, &selection),
        })
    }
}

/// The latest work that a teacher judged and that stands.
fn last_of(records: &[Record<'_>], selection: &Selection) -> Option<(Day, i64)> {
    let fallen: HashSet<OpId> = selection
        .excluded
        .iter()
        .filter(|e| matches!(e.reason, Reason::TakenBack | Reason::Corrected))
        .map(|e| e.id)
        .collect();
    records
        .iter()
        .filter(|r| r.by == By::Teacher && !fallen.contains(&r.id))
        .filter_map(|r| r.work_day.zip(r.work_at_ms))
        .max()
}

/// An operation's text, of which only the body is wanted.
#[derive(Deserialize)]
pub(crate) struct BodyOf<T> {
    pub(crate) b: T,
}

/// The levels that an operation bears on itself: a judgement on its own, an excusal on those of what it excuses.
pub(crate) fn pairs_of(conn: &Connection, op: Uuid) -> Result<Vec<(UserId, OutcomeId)>, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT kind, student, outcome, body FROM op WHERE id = ? AND kind IN ('judgement', 'excusal')",
    )?;
    let mut rows = read.query([op])?;
    let Some(row) = rows.next()? else { return Ok(Vec::new()) };
    if row.get_ref(0)?.as_str() == Ok("judgement") {
        let pair = row.get::<_, Option<Uuid>>(1)?.zip(row.get::<_, Option<Uuid>>(2)?);
        return Ok(pair
            .map(|(student, outcome)| (UserId(student), OutcomeId(outcome)))
            .into_iter()
            .collect());
    }
    let text = row.get_ref(3)?.as_str().unwrap_or("");
    let Ok(BodyOf::<Excusal> { b }) = serde_json::from_str(text) else { return Ok(Vec::new()) };
    let mut pairs = Vec::new();
    for target in b.of {
        let mut read = conn.prepare_cached(
            "SELECT student, outcome FROM op
              WHERE id = ? AND kind = 'judgement' AND student IS NOT NULL AND outcome IS NOT NULL",
        )?;
        let found = read.query_row([target.0], |row| Ok((UserId(row.get(0)?), OutcomeId(row.get(1)?))));
        pairs.extend(found.optional()?);
    }
    Ok(pairs)
}
