//! Made-up classes to measure: the same ones in every run.

use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::ids::{ContextId, OpId};
use notyet_model::result::{Mark, Record};
use notyet_model::scale::Scale;
use notyet_model::select::{Selection, SetAside, select};

/// The day on which explanations are asked for; results are of the year before.
pub(super) const TODAY: i32 = 20_800;

/// What a student's results on one outcome look like.
#[derive(Clone, Copy)]
pub(super) enum Results {
    /// All levels, four kinds of work, over a year.
    Usual,
    /// Always at mastery, in one kind of work on one day, so that a rule that asks for more looks at all of them.
    NeverEnough,
}

/// What was recorded on each outcome of each student, and what of it counts.
pub(super) struct Class {
    pub(super) records: Vec<Vec<Record<'static>>>,
    pub(super) selected: Vec<Selection>,
}

/// What all classes share.
pub(super) struct School {
    pub(super) scale: Scale,
    aside: SetAside,
}

impl Default for School {
    fn default() -> Self {
        Self { scale: Scale::preset(), aside: SetAside::default() }
    }
}

impl School {
    pub(super) fn class(&self, students: usize, outcomes: usize, results: usize, kind: Results) -> Class {
        self.drawn(students, outcomes, results, kind, 0)
    }

    /// Ten classes of a size, each its own.
    pub(super) fn ten(&self, students: usize, outcomes: usize, results: usize, kind: Results) -> Vec<Class> {
        (0..10).map(|seed| self.drawn(students, outcomes, results, kind, seed)).collect()
    }

    fn drawn(&self, students: usize, outcomes: usize, results: usize, kind: Results, seed: u64) -> Class {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15 + seed);
        let list = |_| (0..results).map(|_| record(kind, &mut chance)).collect();
        let records: Vec<Vec<Record<'static>>> = (0..students * outcomes).map(list).collect();
        let selected = self.select(&records);
        Class { records, selected }
    }

    pub(super) fn select(&self, records: &[Vec<Record<'_>>]) -> Vec<Selection> {
        records.iter().map(|list| select(list, &self.aside, self.scale.ladder())).collect()
    }
}

fn record(kind: Results, chance: &mut Chance) -> Record<'static> {
    let (level, context, day) = match kind {
        Results::Usual => (chance.below(4), chance.below(4), chance.below(365)),
        Results::NeverEnough => (2, 0, 0),
    };
    let day = TODAY - 365 + day as i32;
    let mut id = [0; 16];
    id[..8].copy_from_slice(&chance.next().to_be_bytes());
    Record {
        eff: Hlc(chance.next()),
        context: Some(ContextId::from_bytes([context as u8; 16])),
        work_at_ms: Some(i64::from(day) * 86_400_000 + chance.below(86_400_000) as i64),
        ..Record::chance(OpId::from_bytes(id), Mark::Level(level as usize), Some(Day(day)))
    }
}

/// Marsaglia's xorshift: enough to look like a class, and the same on every machine.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }
}
