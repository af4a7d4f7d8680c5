//! Feedback, what is asked about it and what comes of it.

use super::*;
use crate::fact::samples::op;
use crate::fact::{Answer, Evidence, Kind, Practice, Question, Understood};
use crate::flow::testing::{DAY_MS, OUTCOME, at_bat, fact, shuffled, taken_back};
use proptest::prelude::*;

const OTHER: OutcomeId = OutcomeId::from_bytes([9; 16]);

/// Feedback of the n-th noon.
fn given(n: u8, outcome: OutcomeId, next_step: &str) -> Fact {
    let (day, next_step) = (i32::from(n), next_step.to_owned());
    let at_ms = i64::from(day) * DAY_MS + DAY_MS / 2;
    fact(n, Body::Feedback(Feedback { next_step, ..Feedback::on(outcome, at_ms, Day(day)) }))
}

fn question(n: u8, of: u8) -> Fact {
    fact(n, Body::Question(Question { feedback: op(of), text: "Which claim?".into() }))
}

fn answer(n: u8, of: u8) -> Fact {
    fact(n, Body::Answer(Answer { question: op(of), text: "The first".into() }))
}

fn understood(n: u8, of: u8) -> Fact {
    fact(n, Body::Understood(Understood { feedback: op(of) }))
}

fn reworded(n: u8, of: u8, text: &str) -> Fact {
    fact(n, Body::Rewording(Rewording { feedback: op(of), text: text.into(), voice: None }))
}

fn work(n: u8, outcome: OutcomeId, day: i32) -> Fact {
    let at_ms = i64::from(day) * DAY_MS + DAY_MS / 2;
    fact(n, Body::Evidence(Evidence::of(vec![OTHER, outcome], at_ms, Day(day))))
}

fn stages(facts: &[Fact]) -> Vec<Stage> {
    threads(&Standing::of(facts)).iter().map(|thread| thread.stage).collect()
}

#[test]
fn a_thread_goes_from_given_to_understood_and_may_open_again() {
    let steps = [
        (given(1, OUTCOME, "Quote"), Stage::Given),
        (question(2, 1), Stage::Asked),
        (answer(3, 2), Stage::Answered),
        (question(4, 1), Stage::Asked),
        (understood(5, 1), Stage::Understood),
        (question(6, 1), Stage::Asked),
        (answer(7, 4), Stage::Asked),
        (answer(8, 6), Stage::Answered),
        (understood(9, 1), Stage::Understood),
        (taken_back(10, 9), Stage::Answered),
    ];
    let mut facts = Vec::new();
    for (step, stage) in steps {
        facts.push(step);
        assert_eq!(stages(&facts), [stage], "{}", facts.len());
    }
    let standing = Standing::of(&facts);
    let expected = vec![
        Asked { question: &facts[1], answers: vec![&facts[2]] },
        Asked { question: &facts[3], answers: vec![&facts[6]] },
        Asked { question: &facts[5], answers: vec![&facts[7]] },
    ];
    assert_eq!(threads(&standing)[0].questions, expected);
}

#[test]
fn a_thread_stays_with_feedback_that_is_mended() {
    let mut mended = given(5, OUTCOME, "Use a quotation");
    let Body::Feedback(body) = &mut mended.body else { panic!() };
    body.supersedes = vec![op(1)];
    let mut facts =
        vec![given(1, OUTCOME, "Use a quoation"), question(2, 1), answer(3, 2), reworded(4, 1, "I quote")];
    facts.push(mended);
    facts.push(understood(6, 1));
    let standing = Standing::of(&facts);
    let all = threads(&standing);
    let seen: Vec<_> = all.iter().map(|t| (t.fact.id, t.questions.len(), t.stage, t.next_step())).collect();
    assert_eq!(seen, [(op(5), 1, Stage::Understood, "I quote")]);
    let mut judged = at_bat(7, 7);
    let Body::Judgement(body) = &mut judged.body else { panic!() };
    body.purpose = Purpose::Formative;
    let mut again = judged.clone();
    again.id = op(8);
    let Body::Judgement(body) = &mut again.body else { panic!() };
    body.supersedes = vec![op(7)];
    let mut with = given(6, OTHER, "Explain");
    let Body::Feedback(body) = &mut with.body else { panic!() };
    body.judgement = Some(op(7));
    assert!(ask_for_next_step(&Standing::of(&[judged, again, with])).is_empty());
}

#[test]
fn understanding_one_piece_says_nothing_of_another() {
    let mut facts = vec![given(1, OUTCOME, "Quote"), given(2, OUTCOME, "Explain"), understood(3, 2)];
    assert_eq!(stages(&facts), [Stage::Given, Stage::Understood]);
    facts.push(question(4, 1));
    assert_eq!(stages(&facts), [Stage::Asked, Stage::Understood]);
}

#[test]
fn the_next_step_is_the_students_once_they_have_written_it() {
    let step = |facts: &[Fact]| threads(&Standing::of(facts))[0].next_step().to_owned();
    let mut facts = vec![given(1, OUTCOME, "Use a quotation")];
    assert_eq!(step(&facts), "Use a quotation");
    facts.push(reworded(2, 1, "I quote"));
    facts.push(reworded(3, 1, "I quote twice"));
    facts.push(reworded(4, 9, "Elsewhere"));
    assert_eq!(step(&facts), "I quote twice");
    // Spoken words are heard, not read: what is read stays the teacher's.
    facts.push(reworded(5, 1, " "));
    assert_eq!(step(&facts), "Use a quotation");
}

#[test]
fn what_was_done_stands_beside_the_feedback_that_came_before_it() {
    let practice = Practice {
        outcome: OUTCOME,
        task: None,
        term: None,
        minutes: 5,
        note: String::new(),
        work_at_ms: 4 * DAY_MS,
        work_day: Day(4),
        supersedes: vec![],
    };
    let mut own = at_bat(13, 5);
    let Body::Judgement(body) = &mut own.body else { panic!() };
    body.lane = Lane::Own;
    let mut elsewhere = own.clone();
    elsewhere.id = op(14);
    let Body::Judgement(body) = &mut elsewhere.body else { panic!() };
    body.outcome = OTHER;
    let facts = [
        given(2, OUTCOME, "Quote"),
        given(3, OTHER, "Elsewhere"),
        given(8, OUTCOME, "Explain"),
        work(10, OUTCOME, 2),
        work(11, OUTCOME, 3),
        fact(12, Body::Practice(practice.clone())),
        own,
        elsewhere,
        at_bat(15, 6),
        work(16, OUTCOME, 8),
        work(17, OUTCOME, 9),
        work(18, OUTCOME, 3),
        work(20, OTHER, 4),
        fact(19, Body::Practice(Practice { outcome: OTHER, ..practice })),
    ];
    let standing = Standing::of(&facts);
    let done = |at: usize| -> Vec<(u8, i32)> {
        threads(&standing)[at].done.iter().map(|d| (d.fact.id.0.as_bytes()[0], d.day.0)).collect()
    };
    assert_eq!(done(0), [(11, 3), (18, 3), (12, 4), (13, 5), (16, 8)]);
    assert_eq!(done(2), [(17, 9)]);
}

#[test]
fn threads_stand_by_the_time_of_the_feedback() {
    let mut late = given(1, OUTCOME, "Quote");
    late.id = op(30);
    let facts = [given(3, OUTCOME, "Explain"), late];
    let order: Vec<OpId> = threads(&Standing::of(&facts)).iter().map(|thread| thread.fact.id).collect();
    assert_eq!(order, [op(30), op(3)]);
}

#[test]
fn one_responds_to_what_stands() {
    let facts = [
        given(1, OUTCOME, "Quote"),
        given(2, OUTCOME, " "),
        question(3, 1),
        given(4, OTHER, ""),
        taken_back(5, 4),
    ];
    let standing = Standing::of(&facts);
    let threads = threads(&standing);
    assert_eq!(may_respond(&threads, op(1)), Ok(()));
    assert_eq!(may_respond(&threads, op(4)), Err(Rule::NoSuchFeedback));
    assert_eq!(may_reword(&threads, op(1)), Ok(()));
    assert_eq!(may_reword(&threads, op(2)), Err(Rule::NoNextStep));
    assert_eq!(may_reword(&threads, op(4)), Err(Rule::NoSuchFeedback));
    assert_eq!(may_answer(&threads, op(3)), Ok(()));
    assert_eq!(may_answer(&threads, op(1)), Err(Rule::NoSuchQuestion));
}

#[test]
fn a_formative_judgement_asks_for_a_next_step_until_one_is_given() {
    let formative = |n: u8, change: &dyn Fn(&mut Judgement)| {
        let mut fact = at_bat(n, i32::from(n));
        let Body::Judgement(judgement) = &mut fact.body else { panic!() };
        judgement.purpose = Purpose::Formative;
        change(judgement);
        fact
    };
    let asks = |facts: &[Fact]| -> Vec<OpId> {
        ask_for_next_step(&Standing::of(facts)).iter().map(|fact| fact.id).collect()
    };
    let mut facts = vec![
        formative(1, &|_| {}),
        formative(2, &|judgement| judgement.lane = Lane::Own),
        formative(3, &|judgement| judgement.outcome = OTHER),
        at_bat(4, 4),
        formative(5, &|_| {}),
        given(6, OUTCOME, " "),
    ];
    assert_eq!(asks(&facts), [op(1), op(3), op(5)]);
    facts.push(given(2, OUTCOME, "Quote"));
    facts.last_mut().unwrap().id = op(7);
    assert_eq!(asks(&facts), [op(3), op(5)]);
    // Given before the work was done, but with this judgement.
    let mut with = given(4, OTHER, "Explain");
    let Body::Feedback(body) = &mut with.body else { panic!() };
    body.judgement = Some(op(5));
    facts.push(Fact { id: op(8), ..with });
    assert!(asks(&facts).is_empty());
}

#[test]
fn feedback_of_the_same_day_comes_with_the_judgement() {
    let mut judged = at_bat(1, 3);
    let Body::Judgement(body) = &mut judged.body else { panic!() };
    body.purpose = Purpose::Formative;
    for (day, asks) in [(2, true), (3, false), (4, false)] {
        let facts = [judged.clone(), given(day, OUTCOME, "Quote")];
        assert_eq!(!ask_for_next_step(&Standing::of(&facts)).is_empty(), asks, "{day}");
    }
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn threads_are_the_same_in_any_order_and_every_piece_of_work_stands_beside_one(
        steps in prop::collection::vec((0u8..9, 0u8..8, any::<u8>()), 0..9),
    ) {
        let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
            let n = n as u8;
            match step {
                0 | 1 => given(n, OUTCOME, "Quote"),
                2 => given(n, OTHER, ""),
                3 => question(n, *of),
                4 => answer(n, *of),
                5 => understood(n, *of),
                6 => reworded(n, *of, "I quote"),
                7 => work(n, OUTCOME, i32::from(*of)),
                _ => taken_back(n, *of),
            }
        }).collect();
        let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
        let mixed = shuffled(&facts, &keys);
        let (one, other) = (Standing::of(&facts), Standing::of(&mixed));
        let all = threads(&one);
        prop_assert_eq!(&all, &threads(&other));
        prop_assert_eq!(ask_for_next_step(&one), ask_for_next_step(&other));
        for fact in one.facts().iter().filter(|fact| fact.body.which() == Kind::Evidence) {
            let beside = all.iter().filter(|thread| thread.feedback.outcome == OUTCOME);
            let count = beside.filter(|thread| thread.done.iter().any(|done| done.fact == *fact)).count();
            prop_assert!(count <= 1);
        }
        // "I understand" always closes a thread.
        let mut more = facts.clone();
        let ids = all.iter().map(|thread| thread.fact.id.0.as_bytes()[0]);
        more.extend(ids.enumerate().map(|(n, of)| understood(100 + n as u8, of)));
        prop_assert_eq!(stages(&more), vec![Stage::Understood; all.len()]);
    }
}
