//! The way to a retake, step by step and in any order.

use super::*;
use crate::fact::samples::op;
use crate::fact::{Evidence, Practice, RetakeConditions, RetakeDecision, RetakeRequest};
use crate::flow::testing::{DAY_MS, OUTCOME, TASK, at_bat, fact, shuffled, taken_back};
use crate::ids::CourseId;
use crate::scale::preset_level;
use proptest::prelude::*;

const SCOPE: Scope = Scope { outcome: OUTCOME, task: Some(TASK) };
const WARM_UP: TaskId = TaskId::from_bytes([0x72; 16]);

fn asks(minutes: u32, tasks: &[TaskId]) -> Conditions {
    Conditions { minutes, tasks: tasks.to_vec(), note: String::new() }
}

/// Practice that was done and logged at noon of the n-th day.
fn practice(n: u8, minutes: u32, task: Option<TaskId>) -> Fact {
    let day = i32::from(n);
    let work_at_ms = i64::from(day) * DAY_MS + DAY_MS / 2;
    let (term, note, supersedes) = (None, String::new(), vec![]);
    let body =
        Practice { outcome: OUTCOME, task, term, minutes, note, work_at_ms, work_day: Day(day), supersedes };
    fact(n, Body::Practice(body))
}

fn request(n: u8) -> Fact {
    let body =
        RetakeRequest { outcome: OUTCOME, task: Some(TASK), text: String::new(), day: Day(i32::from(n)) };
    fact(n, Body::RetakeRequest(body))
}

fn decided(n: u8, of: u8, decision: Decision) -> Fact {
    fact(n, Body::RetakeDecision(RetakeDecision { request: op(of), decision, day: Day(i32::from(n)) }))
}

fn approved(n: u8, of: u8) -> Fact {
    decided(n, of, Decision::Approved)
}

fn returned(n: u8, of: u8) -> Fact {
    decided(n, of, Decision::Returned { reason: "One more paragraph first".into() })
}

fn set(n: u8, task: Option<TaskId>, conditions: Conditions) -> Fact {
    fact(n, Body::RetakeConditions(RetakeConditions { outcome: OUTCOME, task, conditions }))
}

/// What is asserted of a state, without borrowing.
fn state(facts: &[Fact], otherwise: &Conditions) -> (String, Result<(), Rule>, Result<OpId, Rule>) {
    let standing = Standing::of(facts);
    let retake = Retake::of(&standing, SCOPE, otherwise);
    let stage = match retake.stage {
        Stage::NothingToRetake => "nothing".into(),
        Stage::Earning => "earning".into(),
        Stage::Asked { request } => format!("asked {}", request.id.0.as_bytes()[0]),
        Stage::Returned { request, reason } => {
            format!("returned {}: {reason}", request.id.0.as_bytes()[0])
        }
        Stage::Approved { request } => format!("approved {}", request.id.0.as_bytes()[0]),
    };
    (stage, retake.may_ask(), retake.may_take())
}

#[test]
fn a_retake_is_earned_asked_for_approved_and_taken_and_earned_anew() {
    let conditions = asks(30, &[WARM_UP]);
    let none = || Err(Rule::NotApproved);
    let missing =
        |minutes, tasks: &[TaskId]| Err(Rule::NotEarned(Missing { minutes, tasks: tasks.to_vec() }));
    let steps = [
        (practice(1, 90, Some(WARM_UP)), "nothing", Err(Rule::NothingToRetake), none()),
        (at_bat(2, 2), "earning", missing(30, &[WARM_UP]), none()),
        (practice(3, 20, None), "earning", missing(10, &[WARM_UP]), none()),
        (practice(4, 5, Some(WARM_UP)), "earning", missing(5, &[]), none()),
        (practice(5, 25, None), "earning", Ok(()), none()),
        (request(6), "asked 6", Err(Rule::Waits), none()),
        (returned(7, 6), "returned 6: One more paragraph first", Ok(()), none()),
        (request(8), "asked 8", Err(Rule::Waits), none()),
        (approved(9, 8), "approved 8", Err(Rule::Approved), Ok(op(8))),
        (practice(10, 5, None), "approved 8", Err(Rule::Approved), Ok(op(8))),
        (at_bat(11, 11), "earning", missing(30, &[WARM_UP]), none()),
    ];
    let mut facts = Vec::new();
    for (step, stage, may_ask, may_take) in steps {
        facts.push(step);
        assert_eq!(state(&facts, &conditions), (stage.to_owned(), may_ask, may_take), "{}", facts.len());
    }
    let standing = Standing::of(&facts);
    let retake = Retake::of(&standing, SCOPE, &conditions);
    assert_eq!(retake.used, [Used { request: op(8), at_bat: op(11) }]);
    assert_eq!((retake.minutes, retake.conditions), (0, conditions));
}

#[test]
fn a_rule_says_what_comes_first() {
    let missing = Missing { minutes: 10, tasks: vec![WARM_UP] };
    assert_eq!(Rule::NotEarned(missing).to_string(), "10 minutes and 1 tasks come first");
}

#[test]
fn evidence_of_a_task_does_it_as_well_as_the_log() {
    let work = Evidence { task: Some(WARM_UP), ..Evidence::of(vec![OUTCOME], 3 * DAY_MS, Day(3)) };
    let facts = [at_bat(2, 2), fact(3, Body::Evidence(work.clone()))];
    assert_eq!(state(&facts, &asks(0, &[WARM_UP])).1, Ok(()));
    let early = Evidence { work_at_ms: 2 * DAY_MS, work_day: Day(2), ..work };
    let missing = Missing { minutes: 0, tasks: vec![WARM_UP] };
    let facts = [at_bat(2, 2), fact(3, Body::Evidence(early))];
    assert_eq!(state(&facts, &asks(0, &[WARM_UP])).1, Err(Rule::NotEarned(missing)));
}

#[test]
fn practice_of_another_outcome_or_before_the_at_bat_earns_nothing() {
    let mut other = practice(3, 30, None);
    let Body::Practice(body) = &mut other.body else { panic!() };
    body.outcome = OutcomeId::from_bytes([9; 16]);
    // The at-bat was in the afternoon of that day, the practice at its noon.
    let facts = [at_bat(2, 2), practice(2, 30, None), other];
    let facts = [facts[0].clone(), Fact { id: op(50), ..facts[1].clone() }, facts[2].clone()];
    let missing = Missing { minutes: 30, tasks: vec![] };
    assert_eq!(state(&facts, &asks(30, &[])).1, Err(Rule::NotEarned(missing)));
}

#[test]
fn what_happened_at_the_very_moment_of_the_at_bat_is_not_after_it() {
    let chance = at_bat(2, 2);
    let Body::Judgement(judgement) = &chance.body else { panic!() };
    let at_ms = judgement.work_at_ms;
    let mut log = practice(2, 30, None);
    let Body::Practice(body) = &mut log.body else { panic!() };
    body.work_at_ms = at_ms;
    let log = Fact { id: op(3), ..log };
    let missing = Missing { minutes: 30, tasks: vec![] };
    assert_eq!(state(&[chance.clone(), log], &asks(30, &[])).1, Err(Rule::NotEarned(missing)));
    let mut word = returned(4, 1);
    word.eff = crate::clock::Hlc::at_ms(at_ms);
    assert_eq!(state(&[chance, request(1), word], &asks(0, &[])).0, "earning");
}

#[test]
fn conditions_for_the_task_come_before_those_for_the_outcome_and_both_before_the_rest() {
    let own = |facts: &[Fact]| {
        let standing = Standing::of(facts);
        Retake::of(&standing, SCOPE, &asks(1, &[])).conditions.minutes
    };
    let mut facts = vec![at_bat(1, 1)];
    assert_eq!(own(&facts), 1);
    facts.push(set(2, None, asks(2, &[])));
    assert_eq!(own(&facts), 2);
    facts.push(set(3, Some(TASK), asks(3, &[])));
    facts.push(set(4, None, asks(4, &[])));
    facts.push(set(5, Some(WARM_UP), asks(5, &[])));
    assert_eq!(own(&facts), 3);
    facts.push(set(6, Some(TASK), asks(6, &[])));
    assert_eq!(own(&facts), 6);
    let mut elsewhere = set(7, Some(TASK), asks(7, &[]));
    let Body::RetakeConditions(body) = &mut elsewhere.body else { panic!() };
    body.outcome = OutcomeId::from_bytes([9; 16]);
    facts.push(elsewhere);
    assert_eq!(own(&facts), 6);
}

#[test]
fn a_task_says_what_earns_it_else_the_course() {
    let course_id = CourseId::from_bytes([1; 16]);
    let fields = serde_json::json!({"course": course_id, "title": "Letter", "outcomes": [OUTCOME]});
    let mut task: Task = crate::register::view(fields.as_object().unwrap()).unwrap();
    let mut course = Course::titled("English 7");
    assert_eq!(conditions(&course, Some(&task)), Conditions::default());
    course.retake = Some(asks(10, &[]));
    assert_eq!(conditions(&course, Some(&task)), asks(10, &[]));
    task.retake = Some(asks(20, &[WARM_UP]));
    assert_eq!(conditions(&course, Some(&task)), asks(20, &[WARM_UP]));
    assert_eq!(conditions(&course, None), asks(10, &[]));
}

#[test]
fn an_approval_is_used_by_work_that_was_done_after_it() {
    let facts = |day, id| [at_bat(2, 2), request(3), approved(4, 3), at_bat(id, day)];
    for day in [3, 4] {
        // Noon of the fourth day is the approval; the at-bat of the fourth is of its afternoon.
        let expected = if day == 3 { "approved 3" } else { "earning" };
        assert_eq!(state(&facts(day, 9), &asks(0, &[])).0, expected);
    }
    // A correction keeps the time of the work, and so does not use what was approved meanwhile.
    let mut corrected = at_bat(9, 2);
    let Body::Judgement(body) = &mut corrected.body else { panic!() };
    body.supersedes = vec![op(2)];
    assert_eq!(state(&[at_bat(2, 2), request(3), approved(4, 3), corrected], &asks(0, &[])).0, "approved 3");
}

#[test]
fn a_clock_that_stands_wrong_is_caught_by_the_day_or_by_the_moment() {
    // The approval's device is years behind: its day is the school's all the same.
    let mut behind = approved(4, 3);
    behind.eff = crate::clock::Hlc(1);
    assert_eq!(state(&[at_bat(2, 2), request(3), behind, at_bat(9, 3)], &asks(0, &[])).0, "approved 3");
    // At the very moment of the approval is not after it.
    let mut same = at_bat(9, 4);
    let Body::Judgement(body) = &mut same.body else { panic!() };
    body.work_at_ms = approved(4, 3).eff.ms();
    assert_eq!(state(&[at_bat(2, 2), request(3), approved(4, 3), same], &asks(0, &[])).0, "approved 3");
}

#[test]
fn two_approvals_take_two_at_bats() {
    let mut facts = vec![at_bat(1, 1), request(2), request(3), approved(4, 2), approved(5, 3)];
    facts.push(at_bat(6, 6));
    assert_eq!(state(&facts, &asks(0, &[])).0, "approved 3");
    facts.push(at_bat(7, 7));
    assert_eq!(state(&facts, &asks(0, &[])).0, "earning");
    let standing = Standing::of(&facts);
    let used = Retake::of(&standing, SCOPE, &asks(0, &[])).used;
    let one = |request, at_bat| Used { request: op(request), at_bat: op(at_bat) };
    assert_eq!(used, [one(2, 6), one(3, 7)]);
}

#[test]
fn asking_for_the_outcome_is_not_asking_for_the_task() {
    let mut whole = request(3);
    let Body::RetakeRequest(body) = &mut whole.body else { panic!() };
    body.task = None;
    assert_eq!(scope_of(&whole), Some(Scope { outcome: OUTCOME, task: None }));
    assert_eq!(scope_of(&at_bat(2, 2)), None);
    assert_eq!(state(&[at_bat(2, 2), whole], &asks(0, &[])).0, "earning");
}

#[test]
fn a_return_is_over_once_another_chance_was_taken() {
    let facts = [at_bat(1, 1), request(2), returned(3, 2), at_bat(4, 4)];
    assert_eq!(state(&facts, &asks(0, &[])).0, "earning");
}

#[test]
fn an_approval_stands_although_the_at_bat_before_it_was_taken_back() {
    let facts = [at_bat(1, 1), request(2), approved(3, 2), taken_back(4, 1)];
    assert_eq!(state(&facts, &asks(9, &[])).0, "approved 2");
}

/// A history of steps, one a day, with a key that shuffles it.
fn histories() -> impl Strategy<Value = (Vec<Fact>, Vec<u8>)> {
    prop::collection::vec((0u8..9, 0u8..12, any::<u8>()), 0..12).prop_map(|steps| {
        let keys = steps.iter().map(|(.., key)| *key).collect();
        let fact = |(n, (step, of, _)): (usize, &(u8, u8, u8))| {
            let n = n as u8 + 1;
            match step {
                0 | 1 => at_bat(n, i32::from(n) - i32::from(*of) % 3),
                2 => practice(n, u32::from(*of) * 5, None),
                3 => practice(n, 5, Some(WARM_UP)),
                4 => request(n),
                5 => approved(n, *of),
                6 => returned(n, *of),
                7 => set(n, None, asks(u32::from(*of) * 10, &[WARM_UP])),
                _ => taken_back(n, *of),
            }
        };
        (steps.iter().enumerate().map(fact).collect(), keys)
    })
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn a_retake_is_the_same_in_any_order((facts, keys) in histories()) {
        let mixed = shuffled(&facts, &keys);
        let (one, other) = (Standing::of(&facts), Standing::of(&mixed));
        let otherwise = asks(20, &[]);
        prop_assert_eq!(Retake::of(&one, SCOPE, &otherwise), Retake::of(&other, SCOPE, &otherwise));
    }

    #[test]
    fn whoever_meets_the_conditions_may_ask_again_however_often_and_however_late(
        (mut facts, _) in histories(), late in 20i32..100_000,
    ) {
        // What is open is closed: every approval is taken, every request that waits is returned.
        let mut n = 100;
        let mut next = |make: &dyn Fn(u8) -> Fact| { n += 1; make(n) };
        facts.push(next(&|n| at_bat(n, 15)));
        loop {
            let standing = Standing::of(&facts);
            let more = match Retake::of(&standing, SCOPE, &asks(0, &[])).stage {
                Stage::Approved { .. } => next(&|n| at_bat(n, 300 + i32::from(n))),
                Stage::Asked { request } => {
                    let of = request.id.0.as_bytes()[0];
                    next(&|n| returned(n, of))
                }
                _ => break,
            };
            facts.push(more);
        }
        let mut log = next(&|n| practice(n, 600, Some(WARM_UP)));
        let Body::Practice(body) = &mut log.body else { panic!() };
        (body.work_day, body.work_at_ms) = (Day(1_000 + late), i64::from(1_000 + late) * DAY_MS);
        facts.push(log);
        let standing = Standing::of(&facts);
        prop_assert_eq!(Retake::of(&standing, SCOPE, &asks(600, &[WARM_UP])).may_ask(), Ok(()));
    }

    #[test]
    fn an_approval_waits_for_ever((mut facts, _) in histories(), later in 50u8..200, minutes in 0u32..600) {
        let before = state(&facts, &asks(0, &[]));
        facts.push(practice(later, minutes, None));
        facts.push(set(later.saturating_add(1), Some(TASK), asks(minutes, &[WARM_UP])));
        let after = state(&facts, &asks(0, &[]));
        if before.0.starts_with("approved") {
            prop_assert_eq!(before, after);
        }
    }

    #[test]
    fn no_level_opens_or_closes_a_retake((facts, _) in histories(), level in 1u8..=4) {
        let mut others = facts.clone();
        for fact in &mut others {
            if let Body::Judgement(judgement) = &mut fact.body {
                judgement.level = Some(preset_level(level));
            }
        }
        prop_assert_eq!(state(&facts, &asks(20, &[])), state(&others, &asks(20, &[])));
    }

    #[test]
    fn practice_never_takes_a_retake_further_away((mut facts, _) in histories(), minutes in 0u32..=600) {
        let missing = |facts: &[Fact]| {
            let standing = Standing::of(facts);
            let missing = Retake::of(&standing, SCOPE, &asks(60, &[WARM_UP])).missing;
            (missing.minutes, missing.tasks.len())
        };
        let before = missing(&facts);
        facts.push(practice(99, minutes, None));
        let after = missing(&facts);
        prop_assert!(after.0 <= before.0 && after.1 <= before.1);
    }
}
