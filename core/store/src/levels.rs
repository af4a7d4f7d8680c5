//! The materialised levels: which results of a student and an outcome the model is given, and where its answer
//! is kept. How a level follows is the model's business alone.

use crate::excused::Excused;
use crate::{StoreError, entity};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Excusal, Judgement, Lane};
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_model::level::{Policy, level};
use notyet_model::outcome::own_scale;
use notyet_model::register::{Course, Entity, Outcome};
use notyet_model::result::Record;
use notyet_model::scale::Scale;
use notyet_model::select::{Reason, Selection, SetAside, select};
use rusqlite::{Connection, OptionalExtension, params};
use serde::Deserialize;
use std::collections::HashSet;
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

/// Works out the levels of a student on an outcome again.
pub(crate) fn refresh(
    conn: &Connection,
    student: UserId,
    outcome: OutcomeId,
    change: Change,
) -> Result<(), StoreError> {
    let results = results(conn, student, outcome)?;
    let excused = Excused::of(conn, student)?;
    let rule = Rule::of(conn, outcome)?;
    if change == Change::Confirmed {
        let confirmed: Vec<&Known> = results.iter().filter(|r| r.confirmed).collect();
        let taken_back = confirmed.iter().filter(|r| r.gone).map(|r| r.id).collect();
        let aside = SetAside { taken_back, excused: excused.confirmed.clone() };
        keep(conn, student, outcome, CONFIRMED, rule.fold(&confirmed, &aside))?;
    }
    let differs = |r: &Known| !r.confirmed || r.gone_unsent || excused.differs(r.id);
    let overlaid = match results.iter().any(differs) {
        true => {
            let all: Vec<&Known> = results.iter().collect();
            let taken_back = all.iter().filter(|r| r.gone || r.gone_unsent).map(|r| r.id).collect();
            rule.fold(&all, &SetAside { taken_back, excused: excused.overlaid })
        }
        false => None,
    };
    keep(conn, student, outcome, OVERLAID, overlaid)
}

/// Works out every level again.
pub(crate) fn refresh_all(conn: &Connection) -> Result<(), StoreError> {
    conn.execute("DELETE FROM level", [])?;
    for (student, outcome) in pairs(conn)? {
        refresh(conn, student, outcome, Change::Confirmed)?;
    }
    Ok(())
}

/// Works out the levels of these outcomes again, of every student.
pub(crate) fn refresh_outcomes(conn: &Connection, outcomes: &HashSet<OutcomeId>) -> Result<(), StoreError> {
    for (student, outcome) in pairs(conn)?.into_iter().filter(|(_, o)| outcomes.contains(o)) {
        refresh(conn, student, outcome, Change::Confirmed)?;
    }
    Ok(())
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

/// A result, and what is known of it.
struct Known {
    id: OpId,
    eff: Hlc,
    judgement: Judgement,
    confirmed: bool,
    /// Taken back by a confirmed retraction.
    gone: bool,
    /// Taken back by an unsent one.
    gone_unsent: bool,
}

/// An operation's text, of which only the body is wanted.
#[derive(Deserialize)]
pub(crate) struct BodyOf<T> {
    pub(crate) b: T,
}

fn results(conn: &Connection, student: UserId, outcome: OutcomeId) -> Result<Vec<Known>, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT o.id, coalesce(o.eff, o.hlc), o.state = 3, o.body,
                EXISTS (SELECT 1 FROM retracted r JOIN op t ON t.n = r.op
                         WHERE r.target = o.id AND t.student = o.student AND t.state = 3),
                EXISTS (SELECT 1 FROM retracted r JOIN op t ON t.n = r.op
                         WHERE r.target = o.id AND t.student = o.student AND t.state < 3)
           FROM op o
          WHERE o.student = ? AND o.kind = 'judgement' AND o.outcome = ? AND o.state <> 4",
    )?;
    let mut rows = read.query(params![student.0, outcome.0])?;
    let mut results = Vec::new();
    while let Some(row) = rows.next()? {
        // The outcome column is filled only from a body that could be read.
        let body: BodyOf<Judgement> = serde_json::from_str(row.get_ref(3)?.as_str().unwrap_or(""))?;
        results.push(Known {
            id: OpId(row.get(0)?),
            eff: Hlc(row.get::<_, i64>(1)?.max(0) as u64),
            judgement: body.b,
            confirmed: row.get(2)?,
            gone: row.get(4)?,
            gone_unsent: row.get(5)?,
        });
    }
    Ok(results)
}

/// How an outcome's levels are worked out: its course's scale and policy, and its own mastery level.
struct Rule {
    scale: Scale,
    policy: Policy,
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

    fn fold(&self, results: &[&Known], aside: &SetAside) -> Option<Folded> {
        if results.is_empty() {
            return None;
        }
        let records: Vec<Record<'_>> =
            results.iter().map(|r| Record::of(r.id, r.eff, &r.judgement, &self.scale)).collect();
        let selection = select(&records, aside, self.scale.ladder());
        Some(Folded {
            level: level(&selection.counted, &self.policy, self.scale.ladder()).position(),
            practice: selection.practice,
            counted: selection.counted.len(),
            last: last_of(results, &selection),
        })
    }
}

/// The latest work that a teacher judged and that stands.
fn last_of(results: &[&Known], selection: &Selection) -> Option<(Day, i64)> {
    let fallen: HashSet<OpId> = selection
        .excluded
        .iter()
        .filter(|e| matches!(e.reason, Reason::TakenBack | Reason::Corrected))
        .map(|e| e.id)
        .collect();
    results
        .iter()
        .filter(|r| r.judgement.lane == Lane::Teacher && !fallen.contains(&r.id))
        .map(|r| (r.judgement.work_day, r.judgement.work_at_ms))
        .max()
}

fn keep(
    conn: &Connection,
    student: UserId,
    outcome: OutcomeId,
    layer: u8,
    folded: Option<Folded>,
) -> Result<(), StoreError> {
    let Some(folded) = folded else {
        conn.prepare_cached("DELETE FROM level WHERE student = ? AND outcome = ? AND layer = ?")?
            .execute(params![student.0, outcome.0, layer])?;
        return Ok(());
    };
    conn.prepare_cached(
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
