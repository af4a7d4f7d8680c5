//! Tasks in order, what waits for what, and what comes next.

use super::*;
use crate::calendar::Day;
use crate::fact::{Evidence, TaskFeel};
use crate::flow::Fact;
use crate::flow::testing::{OUTCOME, TASK, at_bat, fact, shuffled, taken_back};
use crate::ids::StepId;
use proptest::prelude::*;
use serde_json::json;
use std::sync::LazyLock;

const OTHER: OutcomeId = OutcomeId::from_bytes([9; 16]);

fn id(n: u8) -> TaskId {
    TaskId::from_bytes([n; 16])
}

static PARAGRAPH: LazyLock<Task> = LazyLock::new(|| {
    let fields = json!({"course": id(99).0, "title": "Paragraph", "outcomes": [OUTCOME]});
    crate::register::view(fields.as_object().unwrap()).unwrap()
});

/// A task at a position, after others, in a step (0: its own).
fn task(position: u32, after: &[u8], step: u8) -> Task {
    let step = (step > 0).then(|| StepId::from_bytes([0x50 + step; 16]));
    Task { position, after: after.iter().map(|n| id(*n)).collect(), step, ..PARAGRAPH.clone() }
}

/// Tasks numbered from 1.
fn numbered(tasks: &[Task]) -> Vec<(TaskId, &Task)> {
    tasks.iter().enumerate().map(|(n, task)| (id(n as u8 + 1), task)).collect()
}

fn order(path: &Path) -> Vec<Vec<u8>> {
    let number = |activity: &Activity| activity.task.0.as_bytes()[0];
    path.steps().iter().map(|step| step.activities.iter().map(number).collect()).collect()
}

fn set(ids: &[u8]) -> BTreeSet<TaskId> {
    ids.iter().map(|n| id(*n)).collect()
}

#[test]
fn tasks_stand_by_prerequisite_then_by_position_then_by_id() {
    let tasks = [task(3, &[], 0), task(1, &[3], 0), task(2, &[], 0), task(2, &[77], 0)];
    let path = Path::of(&numbered(&tasks)).unwrap();
    assert_eq!(order(&path), [[3], [2], [4], [1]]);
    assert_eq!(path.steps()[1].activities[0].after, [0]);
    assert!(path.steps()[2].activities[0].after.is_empty());
    assert_eq!(path, Path::despite_circles(&numbered(&tasks)));
}

#[test]
fn whoever_finishes_a_step_sees_the_next() {
    let tasks = [task(1, &[], 0), task(2, &[1], 0), task(3, &[2], 0)];
    let path = Path::of(&numbered(&tasks)).unwrap();
    let open = |n| State::Open(vec![id(n)]);
    assert_eq!(path.states(&set(&[])), [open(1), State::Waits(vec![0]), State::Waits(vec![1])]);
    assert_eq!(path.states(&set(&[1])), [State::Done, open(2), State::Waits(vec![1])]);
    assert_eq!(path.states(&set(&[2])), [open(1), State::Done, open(3)]);
    assert_eq!(path.next(&set(&[1]), None), [id(2)]);
    assert_eq!(path.next(&set(&[1, 2, 3]), None), []);
}

#[test]
fn one_activity_of_a_step_is_enough_and_opens_what_waits_for_another() {
    // 2 and 3 stand for each other; 3 itself comes after 1; 4 waits for 3.
    let tasks = [task(1, &[], 0), task(2, &[], 5), task(2, &[1], 5), task(3, &[3], 0)];
    let path = Path::of(&numbered(&tasks)).unwrap();
    assert_eq!(order(&path), [vec![1], vec![2, 3], vec![4]]);
    let states = path.states(&set(&[]));
    assert_eq!(states[1..], [State::Open(vec![id(2)]), State::Waits(vec![1])]);
    assert_eq!(path.states(&set(&[1]))[1], State::Open(vec![id(2), id(3)]));
    assert_eq!(path.states(&set(&[2]))[1..], [State::Done, State::Open(vec![id(4)])]);
}

#[test]
fn a_step_all_of_whose_activities_wait_says_for_what() {
    let tasks = [task(1, &[], 0), task(2, &[], 0), task(3, &[1, 2], 5), task(3, &[1], 5)];
    let path = Path::of(&numbered(&tasks)).unwrap();
    assert_eq!(path.states(&set(&[]))[2], State::Waits(vec![0, 1]));
    assert_eq!(path.states(&set(&[1]))[2], State::Open(vec![id(4)]));
}

#[test]
fn what_comes_next_for_an_outcome_is_of_that_outcome() {
    let mut tasks = [task(1, &[], 0), task(2, &[], 0), task(3, &[2], 0)];
    tasks[1].outcomes = vec![OTHER];
    tasks[2].outcomes = vec![OUTCOME, OTHER];
    let path = Path::of(&numbered(&tasks)).unwrap();
    assert_eq!(path.next(&set(&[]), None), [id(1)]);
    assert_eq!(path.next(&set(&[]), Some(OTHER)), [id(2)]);
    assert_eq!(path.next(&set(&[2]), Some(OTHER)), [id(3)]);
    assert_eq!(path.next(&set(&[]), Some(OutcomeId::from_bytes([8; 16]))), []);
}

#[test]
fn tasks_that_wait_for_each_other_are_named_and_still_walked() {
    // 2, 3 and 4 wait for each other; 5 waits for the circle without being on it, 1 is free.
    let tasks = [task(9, &[], 0), task(3, &[4], 0), task(2, &[2], 0), task(4, &[3], 0), task(1, &[4], 0)];
    let circle = Circle { tasks: vec![id(2), id(3), id(4)] };
    assert_eq!(circle.to_string(), "3 tasks wait for each other");
    assert_eq!(Path::of(&numbered(&tasks)), Err(circle));
    let path = Path::despite_circles(&numbered(&tasks));
    assert_eq!(order(&path), [[1], [3], [4], [5], [2]]);
    assert_eq!(path.next(&set(&[1]), None), [id(3)]);
    assert_eq!(path.next(&set(&[1, 3, 4, 5]), None), [id(2)]);
}

#[test]
fn two_circles_are_both_named_and_a_step_cannot_wait_for_itself() {
    let tasks = [task(1, &[2], 0), task(1, &[1], 0), task(2, &[3, 1], 0), task(3, &[3], 0)];
    assert_eq!(Path::of(&numbered(&tasks)), Err(Circle { tasks: vec![id(1), id(2), id(3)] }));
    let within = [task(1, &[], 5), task(2, &[1], 5)];
    assert_eq!(Path::of(&numbered(&within)), Err(Circle { tasks: vec![id(1), id(2)] }));
    let path = Path::despite_circles(&numbered(&within));
    assert_eq!(path.states(&set(&[])), [State::Open(vec![id(1), id(2)])]);
}

#[test]
fn a_task_is_done_when_work_names_it() {
    let work = Evidence { task: Some(id(1)), ..Evidence::of(vec![OUTCOME], 0, Day(0)) };
    let crate::fact::Body::Practice(log) = crate::fact::samples::sample(crate::fact::Kind::Practice) else {
        panic!()
    };
    let mut own = at_bat(4, 4);
    let Body::Judgement(judgement) = &mut own.body else { panic!() };
    (judgement.lane, judgement.task) = (Lane::Own, Some(id(7)));
    let log = crate::fact::Practice { task: Some(id(2)), supersedes: vec![], ..log };
    let mut facts = vec![fact(1, Body::Evidence(work)), fact(2, Body::Practice(log)), at_bat(3, 3), own];
    assert_eq!(done(&Standing::of(&facts)), BTreeSet::from([id(1), id(2), TASK]));
    facts.push(taken_back(9, 1));
    assert_eq!(done(&Standing::of(&facts)), BTreeSet::from([id(2), TASK]));
}

fn felt(n: u8, task: u8, feel: Feel) -> Fact {
    fact(n, Body::TaskFeel(TaskFeel { task: id(task), feel }))
}

#[test]
fn the_latest_word_on_a_task_stands() {
    let facts = [felt(1, 1, Feel::Stuck), felt(2, 1, Feel::AboutRight), felt(3, 2, Feel::TooEasy)];
    let expected = BTreeMap::from([(id(1), Feel::AboutRight), (id(2), Feel::TooEasy)]);
    assert_eq!(feels(&Standing::of(&facts)), expected);
    assert_eq!(feels(&Standing::of(&[facts[2].clone(), facts[1].clone(), facts[0].clone()])), expected);
}

/// Up to six tasks, each after some of them, in up to two common steps.
fn courses() -> impl Strategy<Value = (Vec<Task>, Vec<u8>)> {
    prop::collection::vec((0u32..4, prop::collection::vec(1u8..8, 0..3), 0u8..4, any::<u8>()), 0..7).prop_map(
        |tasks| {
            let keys = tasks.iter().map(|(.., key)| *key).collect();
            // Steps 1 and 2 are common, the others a task's own.
            let make = |(position, after, step, _): &(u32, Vec<u8>, u8, u8)| {
                task(*position, after, if *step < 3 { *step } else { 0 })
            };
            (tasks.iter().map(make).collect(), keys)
        },
    )
}

proptest! {
    #![proptest_config(crate::testing::cases())]

    #[test]
    fn a_path_is_the_same_in_any_order_and_ends_only_when_all_is_done((tasks, keys) in courses()) {
        let numbered = numbered(&tasks);
        let mut keyed: Vec<(u8, (TaskId, &Task))> = keys.into_iter().zip(numbered.iter().copied()).collect();
        keyed.sort_by_key(|(key, _)| *key);
        let mut mixed: Vec<(TaskId, &Task)> = keyed.into_iter().map(|(_, task)| task).collect();
        mixed.extend(numbered.first().copied());
        prop_assert_eq!(Path::of(&mixed), Path::of(&numbered));
        let path = Path::despite_circles(&numbered);
        prop_assert_eq!(&path, &Path::despite_circles(&mixed));
        prop_assert_eq!(path.steps().iter().map(|step| step.activities.len()).sum::<usize>(), tasks.len());
        // Walk it: one activity of the next step at a time, and every step is reached once.
        let mut done = BTreeSet::new();
        for _ in path.steps() {
            let next = path.next(&done, None);
            prop_assert!(!next.is_empty());
            done.insert(next[0]);
        }
        prop_assert!(path.next(&done, None).is_empty());
        prop_assert!(path.states(&done).iter().all(|state| *state == State::Done));
    }

    #[test]
    fn a_path_has_a_circle_exactly_when_something_waits_for_itself((tasks, _) in courses()) {
        let numbered = numbered(&tasks);
        let step = |id: TaskId| {
            let (_, task) = numbered.iter().find(|(other, _)| *other == id)?;
            Some(task.step.map_or(id.0, |step| step.0))
        };
        // Everything that a step waits for, directly or not.
        let mut waits: BTreeSet<_> = numbered
            .iter()
            .flat_map(|(id, task)| task.after.iter().map(|before| (step(*id), step(*before))))
            .filter(|(_, before)| before.is_some())
            .collect();
        for _ in &tasks {
            let more: Vec<_> = waits
                .iter()
                .flat_map(|(a, b)| waits.iter().filter(move |(c, _)| c == b).map(move |(_, d)| (*a, *d)))
                .collect();
            waits.extend(more);
        }
        let on_one: Vec<TaskId> = numbered
            .iter()
            .map(|(id, _)| *id)
            .filter(|id| waits.contains(&(step(*id), step(*id))))
            .collect();
        let circle = Path::of(&numbered).err().map_or(vec![], |circle| circle.tasks);
        prop_assert_eq!(circle, on_one);
    }

    #[test]
    fn what_is_done_and_how_it_feels_is_the_same_in_any_order(
        steps in prop::collection::vec((0u8..4, 0u8..8, any::<u8>()), 0..8),
    ) {
        let facts: Vec<Fact> = steps.iter().enumerate().map(|(n, (step, of, _))| {
            let n = n as u8;
            match step {
                0 => at_bat(n, 1),
                1 => felt(n, *of % 2, [Feel::Stuck, Feel::TooEasy][usize::from(*of) / 4]),
                2 => {
                    let work = Evidence { task: Some(id(*of)), ..Evidence::of(vec![OUTCOME], 0, Day(0)) };
                    fact(n, Body::Evidence(work))
                }
                _ => taken_back(n, *of),
            }
        }).collect();
        let keys: Vec<u8> = steps.iter().map(|(.., key)| *key).collect();
        let mixed = shuffled(&facts, &keys);
        let (one, other) = (Standing::of(&facts), Standing::of(&mixed));
        prop_assert_eq!(done(&one), done(&other));
        prop_assert_eq!(feels(&one), feels(&other));
    }
}
