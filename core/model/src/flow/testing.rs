//! What the tests of the flows share.

use super::Fact;
use crate::calendar::Day;
use crate::clock::Hlc;
use crate::fact::samples::{op, sample};
use crate::fact::{Body, Judgement, Kind, Lane, Purpose, Retraction, Support};
use crate::ids::{OutcomeId, TaskId, UserId};
use crate::scale::preset_level;

pub(super) const OUTCOME: OutcomeId = crate::fact::samples::OUTCOME;
pub(super) const TASK: TaskId = TaskId::from_bytes([0x71; 16]);
pub(crate) const AMARA: UserId = UserId::from_bytes([0x61; 16]);
pub(crate) const ORTIZ: UserId = UserId::from_bytes([0x62; 16]);

/// Milliseconds of a day.
pub(super) const DAY_MS: i64 = 86_400_000;

/// A fact about Amara that took effect at the n-th noon.
pub(crate) fn fact(n: u8, body: Body) -> Fact {
    Fact { id: op(n), student: Some(AMARA), actor: AMARA, eff: noon(i32::from(n)), body }
}

/// Noon of a day.
pub(super) fn noon(day: i32) -> Hlc {
    Hlc::at_ms(i64::from(day) * DAY_MS + DAY_MS / 2)
}

/// Takes back what has this number.
pub(crate) fn taken_back(n: u8, of: u8) -> Fact {
    fact(n, Body::Retraction(Retraction { of: vec![op(of)] }))
}

/// A teacher's at-bat in the task on a day, recorded in its afternoon.
pub(super) fn at_bat(n: u8, day: i32) -> Fact {
    let Body::Judgement(judgement) = sample(Kind::Judgement) else { panic!() };
    let body = Body::Judgement(Judgement {
        outcome: OUTCOME,
        level: Some(preset_level(2)),
        purpose: Purpose::Summative,
        support: Support::Independent,
        lane: Lane::Teacher,
        baseline: false,
        task: Some(TASK),
        work_at_ms: i64::from(day) * DAY_MS + DAY_MS / 4 * 3,
        work_day: Day(day),
        supersedes: vec![],
        ..judgement
    });
    Fact { actor: ORTIZ, eff: Hlc(noon(day).0 + 1), ..fact(n, body) }
}

/// The same facts in the order of these keys, some of them twice.
pub(crate) fn shuffled(facts: &[Fact], keys: &[u8]) -> Vec<Fact> {
    let key = |n: usize| keys.get(n % keys.len().max(1)).copied().unwrap_or(0);
    let mut keyed: Vec<(u8, &Fact)> = facts.iter().enumerate().map(|(n, fact)| (key(n), fact)).collect();
    keyed.extend(facts.iter().enumerate().filter(|(n, _)| key(n + 1) % 5 == 0).map(|(n, f)| (key(n + 2), f)));
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, fact)| fact.clone()).collect()
}
