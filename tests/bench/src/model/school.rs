//! Made-up classes to measure: the same ones in every run.

use std::collections::HashSet;

use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Judgement, Lane, Purpose, Support};
use notyet_model::ids::{ContextId, OpId, OutcomeId};
use notyet_model::scale::{Scale, preset_level};
use notyet_model::select::{Recorded, Selection, select};

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
    pub(super) recorded: Vec<Vec<Recorded>>,
    pub(super) selected: Vec<Selection>,
}

/// What all classes share.
pub(super) struct School {
    pub(super) scale: Scale,
    taken_back: HashSet<OpId>,
}

impl Default for School {
    fn default() -> Self {
        Self { scale: Scale::preset(), taken_back: HashSet::new() }
    }
}

impl School {
    pub(super) fn class(&self, students: usize, outcomes: usize, results: usize, kind: Results) -> Class {
        let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
        let lists = students * outcomes;
        let recorded: Vec<Vec<Recorded>> =
            (0..lists).map(|_| (0..results).map(|_| record(kind, &mut chance)).collect()).collect();
        let selected = self.select(&recorded);
        Class { recorded, selected }
    }

    pub(super) fn select(&self, recorded: &[Vec<Recorded>]) -> Vec<Selection> {
        recorded.iter().map(|list| select(list, &self.taken_back, &self.scale)).collect()
    }
}

fn record(kind: Results, chance: &mut Chance) -> Recorded {
    let (level, context, day) = match kind {
        Results::Usual => (1 + chance.below(4), chance.below(4), chance.below(365)),
        Results::NeverEnough => (3, 0, 0),
    };
    let judgement = Judgement {
        evidence: None,
        outcome: OutcomeId::from_bytes([1; 16]),
        rubric_version: None,
        level: Some(preset_level(level as u8)),
        rows: Vec::new(),
        purpose: Purpose::Summative,
        support: Support::Independent,
        lane: Lane::Teacher,
        task: None,
        context: Some(ContextId::from_bytes([context as u8; 16])),
        work_at_ms: (i64::from(TODAY) - 365 + day as i64) * 86_400_000 + chance.below(86_400_000) as i64,
        work_day: Day(TODAY - 365 + day as i32),
        supersedes: Vec::new(),
    };
    let mut id = [0; 16];
    id[..8].copy_from_slice(&chance.next().to_be_bytes());
    Recorded { id: OpId::from_bytes(id), eff: Hlc(chance.next()), judgement }
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
