//! Results for tests: quick to write down, in the preset's scale unless said otherwise.

use super::{AtBats, AtBatsParts, Count, DecayRate, LatestWeight, MasteryTimes, Method};
use crate::calendar::Day;
use crate::clock::Hlc;
use crate::fact::{Purpose, Support};
use crate::ids::{ContextId, OpId};
use crate::ladder::Ladder;
use crate::result::{By, Mark, Record, Score};
use crate::scale::Scale;
use crate::select::{Counted, SetAside, select};
use proptest::prelude::*;

/// Every method, some with more than one parameter.
pub(crate) fn every_method() -> Vec<Method> {
    let count = |n| Count::try_from(n).unwrap();
    let rule = |chances, successes, contexts, span_days, misses_to_reopen| {
        let parts = AtBatsParts { chances, successes, contexts, span_days, misses_to_reopen };
        Method::AtBats(AtBats::try_from(parts).unwrap())
    };
    vec![
        Method::default(),
        rule(1, 1, 0, 0, 0),
        rule(3, 3, 3, 14, 1),
        rule(5, 2, 1, 0, 3),
        rule(4, 3, 2, 30, 2),
        rule(2, 1, 2, 3, 0),
        Method::Highest,
        Method::MostRecent,
        Method::Mean,
        Method::Median,
        Method::Mode,
        Method::MeanOfRecent(count(1)),
        Method::MeanOfRecent(count(3)),
        Method::MeanOfTop(count(2)),
        Method::MeanOfTop(count(5)),
        Method::TimesMastery(MasteryTimes::try_from(2).unwrap()),
        Method::TimesMastery(MasteryTimes::default()),
        Method::LatestAndEarlier(LatestWeight::default()),
        Method::LatestAndEarlier(LatestWeight::try_from(1).unwrap()),
        Method::RecursiveDecay(DecayRate::default()),
        Method::RecursiveDecay(DecayRate::try_from(99).unwrap()),
        Method::PowerLaw,
    ]
}

/// One of them.
pub(crate) fn any_method() -> impl Strategy<Value = Method> {
    prop::sample::select(every_method())
}

pub(crate) fn id(n: usize) -> OpId {
    let mut bytes = [0; 16];
    bytes[8..].copy_from_slice(&(n as u64).to_be_bytes());
    OpId::from_bytes(bytes)
}

pub(crate) fn kind(n: u8) -> Option<ContextId> {
    (n > 0).then(|| ContextId::from_bytes([n; 16]))
}

/// A result that counts: the n-th recorded, with a mark, in a kind of work (0: none), on a day.
pub(crate) fn at_bat(n: usize, mark: Mark, context: u8, day: i32) -> Record<'static> {
    Record {
        eff: Hlc(n as u64),
        context: kind(context),
        work_at_ms: Some(i64::from(day) * 86_400_000),
        ..Record::chance(id(n), mark, Some(Day(day)))
    }
}

/// A result on the n-th level of the preset, counted from 1 as its points are.
pub(crate) fn on_level(n: usize, level: usize, context: u8, day: i32) -> Record<'static> {
    at_bat(n, Mark::Level(level - 1), context, day)
}

/// A scale of whole points from 0 to 5, mastery at 3: Canvas's default for an outcome.
pub(crate) fn zero_to_five() -> Ladder {
    Ladder::new((0..=5).map(|n| n * 1000).collect(), 3000, 1000).unwrap()
}

/// Counted results of so many points, a day apart, in this order.
pub(crate) fn scores(points: &[f64], ladder: &Ladder) -> Vec<Counted> {
    let score = |points: f64| Score { units: (points * ladder.unit() as f64).round() as i64, double: points };
    let records: Vec<_> =
        points.iter().enumerate().map(|(n, p)| at_bat(n, Mark::Points(score(*p)), 1, n as i32)).collect();
    counted(&records, ladder)
}

pub(crate) fn counted(records: &[Record<'_>], ladder: &Ladder) -> Vec<Counted> {
    select(records, &SetAside::default(), ladder).counted
}

/// Up to so many results on the preset's levels, within a month, some without a time or a kind of work.
pub(crate) fn any_records(most: usize) -> impl Strategy<Value = Vec<Record<'static>>> {
    let one = (1usize..=4, 0u8..=3, 0i32..30, prop::bool::weighted(0.1));
    prop::collection::vec(one, 0..=most).prop_map(|cases| {
        let record = |(n, (level, context, day, undated))| {
            let mut record = on_level(n, level, context, day);
            if undated {
                (record.work_day, record.work_at_ms) = (None, None);
            }
            record
        };
        cases.into_iter().enumerate().map(record).collect()
    })
}

/// Something that is recorded and never counts.
pub(crate) fn any_excluded(n: usize) -> impl Strategy<Value = Record<'static>> {
    (1usize..=4, 0u8..=3, 0i32..30, 0usize..6).prop_map(move |(level, context, day, why)| {
        let mut record = on_level(n, level, context, day);
        match why {
            0 => record.purpose = Purpose::Formative,
            1 => record.support = Support::Supported,
            2 => record.by = By::Student,
            3 => record.by = By::Peer,
            4 => record.baseline = true,
            _ => record.mark = Mark::RowsAlone,
        }
        record
    })
}

pub(crate) fn preset() -> Ladder {
    Scale::preset().ladder().clone()
}
