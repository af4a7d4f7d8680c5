//! What a teacher records in a class in a busy week: results of all sorts, feedback in words, notes, corrections. Follows
//! from a number, so that every run and every side has the same.

use super::school::{AT_BATS, OUTCOMES, STUDENTS, outcome, student};
use notyet_model::calendar::Day;
use notyet_model::fact::{
    Body, Evidence, Feedback, Habit, Judgement, Lane, Purpose, Retraction, StaffNote, Support,
};
use notyet_model::ids::{OpId, OutcomeId, UserId};
use notyet_model::scale::preset_level;
use notyet_sim::school::CLASS;
use notyet_store::{Env, Send, Store, SystemEnv};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::Uuid;

/// Between two taps: half a minute, more or less.
const BETWEEN_MS: i64 = 30_000;

/// Records in one transaction.
const MANY: usize = 500;

/// A clock that stands where the lesson is.
pub(super) struct Lesson {
    now_ms: AtomicI64,
}

impl Lesson {
    /// So long ago that this many records end at the present.
    pub(super) fn before(records: usize) -> Arc<Self> {
        let span_ms = BETWEEN_MS * 2 * records as i64;
        Arc::new(Self { now_ms: AtomicI64::new(SystemEnv.now_ms() - span_ms) })
    }
}

impl Env for Lesson {
    fn now_ms(&self) -> i64 {
        self.now_ms.load(Ordering::Relaxed)
    }

    fn new_id(&self) -> Uuid {
        let mut chance = [0; 10];
        self.fill(&mut chance);
        uuid::Builder::from_unix_timestamp_millis(self.now_ms().max(0) as u64, &chance).into_uuid()
    }

    fn fill(&self, bytes: &mut [u8]) {
        SystemEnv.fill(bytes);
    }
}

/// The same numbers each time, as if by chance.
pub(super) struct Dice(pub(super) u64);

impl Dice {
    pub(super) fn roll(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        words[self.roll(words.len() as u64) as usize]
    }
}

/// Who records, and what they recorded last, for what is corrected and taken back.
pub(super) struct Teacher {
    store: Store,
    lesson: Arc<Lesson>,
    dice: Dice,
    last: Vec<(UserId, OutcomeId, OpId)>,
}

impl Teacher {
    pub(super) fn new(store: &Store, lesson: &Arc<Lesson>, seed: u64) -> Self {
        Self { store: store.clone(), lesson: lesson.clone(), dice: Dice(seed), last: vec![] }
    }

    /// Records so many observations and lets them go.
    pub(super) fn records(&mut self, count: usize) -> anyhow::Result<()> {
        // One transaction for many: how long recording takes is another benchmark's.
        let store = self.store.clone();
        for begun in (0..count).step_by(MANY) {
            store.write(|tx| {
                for _ in begun..count.min(begun + MANY) {
                    let (user, body) = self.next();
                    let id = tx.append(Some((CLASS, user)), &body, Send::Now)?;
                    if let Body::Judgement(judgement) = &body {
                        self.last.push((user, judgement.outcome, id));
                    }
                }
                Ok(())
            })?;
        }
        Ok(())
    }

    fn next(&mut self) -> (UserId, Body) {
        let dice = &mut self.dice;
        let now_ms = self.lesson.now_ms.fetch_add(dice.roll(2 * BETWEEN_MS as u64) as i64, Ordering::Relaxed);
        let user = student(dice.roll(u64::from(STUDENTS)) as u32);
        let on = outcome(dice.roll(u64::from(OUTCOMES)) as u32);
        let day = Day((now_ms / 86_400_000) as i32);
        let body = match dice.roll(20) {
            0..=10 => Body::Judgement(result(dice, on, now_ms, day, vec![])),
            11..=14 => Body::Feedback(feedback(dice, on, now_ms, day)),
            15..=16 => Body::Evidence(Evidence {
                text: format!("{}; {}", dice.pick(&WENT_WELL), dice.pick(&NEXT)),
                context: Some(AT_BATS[dice.roll(3) as usize]),
                ..Evidence::of(vec![on], now_ms, day)
            }),
            17 => Body::Habit(Habit {
                habit: dice.pick(&HABITS).into(),
                note: String::new(),
                lane: Lane::Teacher,
                day,
            }),
            18 => Body::StaffNote(StaffNote { text: dice.pick(&NEXT).into(), outcome: Some(on) }),
            _ => return self.corrects(user, on, now_ms, day),
        };
        (user, body)
    }

    /// Another level for what was recorded last, or the record taken back.
    fn corrects(&mut self, user: UserId, on: OutcomeId, now_ms: i64, day: Day) -> (UserId, Body) {
        match self.last.pop() {
            Some((user, _, id)) if self.dice.roll(4) == 0 => {
                (user, Body::Retraction(Retraction { of: vec![id] }))
            }
            Some((user, on, id)) => {
                (user, Body::Judgement(result(&mut self.dice, on, now_ms, day, vec![id])))
            }
            None => (user, Body::Judgement(result(&mut self.dice, on, now_ms, day, vec![]))),
        }
    }
}

fn result(dice: &mut Dice, outcome: OutcomeId, now_ms: i64, day: Day, supersedes: Vec<OpId>) -> Judgement {
    let is_practice = dice.roll(3) == 0;
    Judgement {
        evidence: None,
        outcome,
        rubric_version: None,
        level: Some(preset_level(1 + dice.roll(4) as u8)),
        rows: vec![],
        purpose: if is_practice { Purpose::Formative } else { Purpose::Summative },
        support: if dice.roll(6) == 0 { Support::Supported } else { Support::Independent },
        lane: Lane::Teacher,
        baseline: false,
        task: None,
        context: Some(AT_BATS[dice.roll(3) as usize]),
        work_at_ms: now_ms,
        work_day: day,
        supersedes,
    }
}

fn feedback(dice: &mut Dice, outcome: OutcomeId, now_ms: i64, day: Day) -> Feedback {
    let went_well = if dice.roll(2) == 0 { dice.pick(&WENT_WELL).into() } else { String::new() };
    Feedback { went_well, next_step: dice.pick(&NEXT).into(), ..Feedback::on(outcome, now_ms, day) }
}

const HABITS: [&str; 4] = ["Comes prepared", "Helps others", "Keeps at it", "Asks when stuck"];

const WENT_WELL: [&str; 10] = [
    "Your claim is clear",
    "You chose a strong quotation",
    "The order of your paragraphs helps",
    "You checked your units",
    "Your graph says what it shows",
    "You tried a second way",
    "You explained why, not only what",
    "Good use of the new words",
    "You listened before you answered",
    "The ending comes back to the question",
];

const NEXT: [&str; 16] = [
    "Use a quotation for each claim",
    "Say what each quotation shows",
    "Begin with the question that you answer",
    "Read it aloud and mark where you stop",
    "Name the source after the sentence",
    "Draw the two cases beside each other",
    "Write down the units at every step",
    "Compare your estimate with the result",
    "Ask one classmate what is unclear",
    "Cut one sentence from each paragraph",
    "Show where the pattern breaks",
    "Use last week's words once more",
    "Explain it to someone who was away",
    "Try the same with a fraction",
    "Join two short sentences with because",
    "Find one place where the opposite is true",
];
