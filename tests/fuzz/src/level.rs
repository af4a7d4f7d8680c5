//! Any results under any method on any scale: told apart, folded to a level, explained, and worked out again from the
//! explanation.

use std::collections::BTreeSet;

use arbitrary::{Result, Unstructured};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::explain::{check, explain};
use notyet_model::fact::{Purpose, Support};
use notyet_model::ids::{ContextId, OpId};
use notyet_model::ladder::Ladder;
use notyet_model::level::{Level, Policy, class, level};
use notyet_model::method::{Arithmetic, AtBatsParts, Method, Value};
use notyet_model::result::{By, Mark, Question, Record, Score};
use notyet_model::select::{SetAside, select};

pub(crate) fn run(data: &[u8]) {
    // Bytes that are too few say nothing.
    let _ = read(&mut Unstructured::new(data));
}

fn read(u: &mut Unstructured<'_>) -> Result<()> {
    let (ladder, policy, today) = (ladder(u)?, policy(u)?, Day(u.arbitrary()?));
    let aside = SetAside { taken_back: ids(u)?, excused: ids(u)? };
    let corrections: Vec<Vec<OpId>> =
        (0..4).map(|_| Ok(ids(u)?.into_iter().collect())).collect::<Result<_>>()?;
    let mut records: Vec<Record<'_>> = Vec::new();
    while !u.is_empty() && records.len() < 64 {
        let next = record(u, &corrections, &ladder)?;
        if records.iter().all(|record| record.id != next.id) {
            records.push(next);
        }
    }

    let selection = select(&records, &aside, &ladder);
    assert_eq!(selection.counted.len() + selection.excluded.len(), records.len());
    let found = level(&selection.counted, &policy, &ladder);
    assert_eq!(found == Level::NoEvidence, selection.counted.is_empty());
    assert!(found.position().is_none_or(|position| position < ladder.levels()));
    let why = explain(&selection, &policy, &ladder, today);
    // A double that is no number is not equal to itself, but reads the same.
    assert_eq!(format!("{:?}", why.level), format!("{found:?}"));
    let mut doubles =
        selection.counted.iter().flat_map(|counted| [counted.own().double, counted.whole().double]);
    if doubles.all(f64::is_finite) && found.value().and_then(Value::double).is_none_or(f64::is_finite) {
        assert_eq!(check(&why), Ok(()), "{why:#?}");
    }
    assert_eq!(why.counted.len(), selection.counted.len());
    assert!(why.change.is_none_or(|change| found.position() < Some(change.level) && change.more > 0));
    for stat in [class::Stat::Mean, class::Stat::Median] {
        let _ = class::figure(&[found, found, Level::NoEvidence], stat);
    }

    records.reverse();
    let turned = select(&records, &aside, &ladder);
    assert_eq!(format!("{turned:?}"), format!("{selection:?}"));
    Ok(())
}

fn ladder(u: &mut Unstructured<'_>) -> Result<Ladder> {
    let mut points = vec![u.arbitrary::<i64>()? >> u.int_in_range(0..=63)?];
    for _ in 0..u.int_in_range(0..=6)? {
        let step = i64::from(u.arbitrary::<u32>()? >> u.int_in_range(0..=31)?) + 1;
        points.push(points[points.len() - 1].saturating_add(step));
    }
    points.dedup();
    let mastery = if u.ratio(7, 8)? { *u.choose(&points)? } else { u.arbitrary()? };
    let unit = *u.choose(&[1, 1000, 1000, i64::MAX])?;
    Ok(Ladder::new(points, mastery, unit).expect("points rise"))
}

fn policy(u: &mut Unstructured<'_>) -> Result<Policy> {
    let name = *u.choose(&[
        "at_bats",
        "highest",
        "most_recent",
        "mean",
        "median",
        "mode",
        "mean_of_recent_n",
        "mean_of_top_n",
        "n_mastery",
        "weighted_average",
        "standard_decaying_average",
        "power_law",
    ])?;
    let rule = AtBatsParts {
        chances: number(u)?,
        successes: number(u)?,
        contexts: number(u)?,
        span_days: number(u)?,
        misses_to_reopen: number(u)?,
    };
    let method = Method::named(name, Some(u.int_in_range(1..=100)?), Some(rule)).unwrap_or_default();
    Ok(Policy { method, arithmetic: *u.choose(&[Arithmetic::Exact, Arithmetic::Canvas])? })
}

/// Mostly one that a school would choose.
fn number(u: &mut Unstructured<'_>) -> Result<u32> {
    if u.ratio(7, 8)? { u.int_in_range(0..=9) } else { u.arbitrary() }
}

fn record<'a>(u: &mut Unstructured<'_>, corrections: &'a [Vec<OpId>], ladder: &Ladder) -> Result<Record<'a>> {
    Ok(Record {
        id: id(u)?,
        eff: Hlc(u.arbitrary()?),
        by: *u.choose(&[By::Teacher, By::Teacher, By::Teacher, By::Teacher, By::Student, By::Peer])?,
        purpose: *u.choose(&[
            Purpose::Summative,
            Purpose::Summative,
            Purpose::Summative,
            Purpose::Formative,
        ])?,
        support: *u.choose(&[Support::Independent, Support::Independent, Support::Supported])?,
        baseline: u.ratio(1, 16)?,
        mark: mark(u, ladder)?,
        context: match u.int_in_range(0..=4)? {
            0 => None,
            n => Some(ContextId::from_bytes([n; 16])),
        },
        work_day: match u.int_in_range(0..=9)? {
            0 => None,
            1 => Some(Day(u.arbitrary()?)),
            _ => Some(Day(u.int_in_range(0..=30)?)),
        },
        work_at_ms: u.arbitrary()?,
        supersedes: if u.ratio(1, 8)? { u.choose(corrections)? } else { &[] },
    })
}

fn mark(u: &mut Unstructured<'_>, ladder: &Ladder) -> Result<Mark> {
    Ok(match u.int_in_range(0..=9)? {
        0 => Mark::OtherScale,
        1 => Mark::RowsAlone,
        2 => Mark::Nothing,
        3 | 4 => Mark::Points(score(u, ladder)?),
        5 => Mark::Question(Question {
            quiz: u.int_in_range(0..=2)?,
            own: score(u, ladder)?,
            share: score(u, ladder)?,
            possible: score(u, ladder)?,
            worth: score(u, ladder)?,
        }),
        _ => Mark::Level(u.int_in_range(0..=ladder.levels() - 1)?),
    })
}

fn score(u: &mut Unstructured<'_>, ladder: &Ladder) -> Result<Score> {
    let units = match u.int_in_range(0..=3)? {
        0 => u.arbitrary()?,
        1 => ladder.points(u.int_in_range(0..=7)?),
        _ => u.int_in_range(-10_000..=10_000)?,
    };
    let score = Score::of(units, ladder);
    Ok(if u.ratio(1, 8)? { Score { double: u.arbitrary()?, ..score } } else { score })
}

fn ids(u: &mut Unstructured<'_>) -> Result<BTreeSet<OpId>> {
    (0..*u.choose(&[0, 0, 1, 2])?).map(|_| id(u)).collect()
}

/// One of few, so that records meet.
fn id(u: &mut Unstructured<'_>) -> Result<OpId> {
    Ok(OpId::from_bytes([u.arbitrary::<u8>()? & 0x3f; 16]))
}
