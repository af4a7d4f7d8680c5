//! Any judgements under any rule on any scale: told apart, folded to a level, explained.

use std::collections::{BTreeSet, HashSet};

use arbitrary::{Result, Unstructured};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::explain::explain;
use notyet_model::fact::{Judgement, Lane, Purpose, Support};
use notyet_model::ids::{ContextId, LevelId, OpId, OutcomeId};
use notyet_model::level::{AtBats, AtBatsParts, Policy, level};
use notyet_model::scale::{Level, Scale};
use notyet_model::select::{Counted, Recorded, select};

pub(crate) fn run(data: &[u8]) {
    // Bytes that are too few say nothing.
    let _ = read(&mut Unstructured::new(data));
}

fn read(u: &mut Unstructured<'_>) -> Result<()> {
    let (scale, policy, today) = (scale(u)?, policy(u)?, Day(u.arbitrary()?));
    let retracted: HashSet<_> = (0..u.int_in_range(0..=3)?).map(|_| id(u)).collect::<Result<_>>()?;
    let mut recorded: Vec<Recorded> = Vec::new();
    while !u.is_empty() && recorded.len() < 64 {
        let next = record(u)?;
        if recorded.iter().all(|record| record.id != next.id) {
            recorded.push(next);
        }
    }

    let selection = select(&recorded, &retracted, &scale);
    let found = level(&selection.counted, &policy, &scale);
    let why = explain(&selection, &policy, &scale, today);
    assert_eq!(selection.counted.len() + selection.excluded.len(), recorded.len());
    assert_eq!(found.position().is_none(), selection.counted.is_empty());
    assert_eq!(why.level, found.position());
    assert!(why.level.is_none_or(|level| level < scale.levels().len()));
    assert!(why.change.is_none_or(|change| why.level < Some(change.level)));
    let named: Vec<_> = why.shown_by.iter().chain(&why.also_counted).map(|showing| showing.id).collect();
    assert_eq!(named.len(), selection.counted.len());
    assert_eq!(
        named.into_iter().collect::<BTreeSet<_>>(),
        selection.counted.iter().map(Counted::id).collect::<BTreeSet<_>>()
    );

    recorded.reverse();
    assert_eq!(select(&recorded, &retracted, &scale), selection);
    Ok(())
}

fn scale(u: &mut Unstructured<'_>) -> Result<Scale> {
    let number = u.int_in_range(1..=6)?;
    let mut points: i64 = u.arbitrary::<i32>()?.into();
    let mut levels = Vec::new();
    for n in 0..number {
        let id = LevelId::from_bytes([n; 16]);
        levels.push(Level { id, word: n.to_string(), plain: String::new(), points });
        points += i64::from(u.arbitrary::<u16>()?) + 1;
    }
    let mastery = u.int_in_range(0..=number - 1)?;
    Ok(Scale::new(levels, LevelId::from_bytes([mastery; 16])).expect("points rise"))
}

fn policy(u: &mut Unstructured<'_>) -> Result<Policy> {
    let parts = AtBatsParts {
        chances: u.int_in_range(0..=9)?,
        successes: u.int_in_range(0..=9)?,
        contexts: u.int_in_range(0..=9)?,
        span_days: u.int_in_range(0..=40)?,
        misses_to_reopen: u.int_in_range(0..=9)?,
    };
    Ok(AtBats::try_from(parts).map(Policy::AtBats).unwrap_or_default())
}

fn record(u: &mut Unstructured<'_>) -> Result<Recorded> {
    let judgement = Judgement {
        evidence: None,
        outcome: OutcomeId::from_bytes([1; 16]),
        rubric_version: None,
        // One more than a scale has.
        level: u
            .ratio(15, 16)?
            .then(|| u.int_in_range(0..=6))
            .transpose()?
            .map(|n| LevelId::from_bytes([n; 16])),
        rows: Vec::new(),
        purpose: if u.ratio(3, 4)? { Purpose::Summative } else { Purpose::Formative },
        support: if u.ratio(3, 4)? { Support::Independent } else { Support::Supported },
        lane: if u.ratio(3, 4)? { Lane::Teacher } else { Lane::Own },
        task: None,
        context: match u.int_in_range(0..=4)? {
            0 => None,
            n => Some(ContextId::from_bytes([n; 16])),
        },
        work_at_ms: u.arbitrary()?,
        work_day: if u.ratio(7, 8)? { Day(u.int_in_range(0..=30)?) } else { Day(u.arbitrary()?) },
        supersedes: (0..*u.choose(&[0, 0, 0, 0, 0, 1, 1, 2])?).map(|_| id(u)).collect::<Result<_>>()?,
    };
    Ok(Recorded { id: id(u)?, eff: Hlc(u.arbitrary()?), judgement })
}

/// One of few, so that records meet.
fn id(u: &mut Unstructured<'_>) -> Result<OpId> {
    Ok(OpId::from_bytes([u.arbitrary::<u8>()? & 0x3f; 16]))
}
