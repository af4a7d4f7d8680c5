//! A database with several years of results: opening it until the first screen is read, and screens after that.

use super::capture::{outcome, student};
use super::{median_us, verdict};
use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::OutcomeId;
use notyet_model::register::ClassRole;
use notyet_model::stream::Stream;
use notyet_store::testing::{CLASS, COURSE, ESSAY, Feed, HALE, ORTIZ, PROJECT, at_bat, enrol, feedback};
use notyet_store::{DbKey, Send, Store, StoreError, SystemEnv};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const KEY: DbKey = DbKey([7; 32]);
const BAR_MS: f64 = 200.0;
const STUDENTS: u32 = 40;
const OUTCOMES: u32 = 40;
const TIMES: usize = 21;

pub(super) fn run(folder: &Path, results: u32, out: &mut impl Write) -> anyhow::Result<()> {
    let started = Instant::now();
    fill(folder, results)?;
    writeln!(out, "pulling {results} results with their levels: {:.1} s", started.elapsed().as_secs_f64())?;
    let (mut opened, mut cold, mut warm, mut after) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for n in 0..TIMES as u32 {
        let started = Instant::now();
        let store = Store::open(folder, &KEY, Arc::new(SystemEnv))?;
        opened.push(started.elapsed());
        store.read(today)?;
        cold.push(started.elapsed());
        let started = Instant::now();
        let rows = store.read(|r| r.levels_of_student(student(n)))?;
        anyhow::ensure!(rows.len() == OUTCOMES as usize, "{} rows", rows.len());
        warm.push(started.elapsed());
        let body = Body::Judgement(at_bat(outcome(n), 3, ESSAY, 0));
        store.write(|tx| tx.append(Some((CLASS, student(n))), &body, Send::Now))?;
        let started = Instant::now();
        store.read(|r| r.levels_of_student(student(n)))?;
        after.push(started.elapsed());
    }
    writeln!(out, "open: {:.1} ms", median_us(&mut opened) / 1e3)?;
    verdict(out, "open to the first screen read, ms", median_us(&mut cold) / 1e3, BAR_MS)?;
    writeln!(out, "a screen of {OUTCOMES} rows: {:.0} µs", median_us(&mut warm))?;
    writeln!(out, "the same right after a capture: {:.0} µs", median_us(&mut after))?;
    let store = Store::open(folder, &KEY, Arc::new(SystemEnv))?;
    let mut screens = Vec::new();
    for _ in 0..TIMES {
        let started = Instant::now();
        store.read(today)?;
        screens.push(started.elapsed());
    }
    writeln!(out, "Today, once it is open: {:.0} µs", median_us(&mut screens))?;
    Ok(())
}

/// What a teacher's first screen asks for.
fn today(r: &notyet_store::Reader<'_>) -> Result<(), StoreError> {
    std::hint::black_box((r.session()?, r.school()?, r.zone()?, r.classes()?, r.members(CLASS)?));
    std::hint::black_box((r.course(COURSE)?, r.outcomes(COURSE)?, r.contexts()?, r.levels_of_class(CLASS)?));
    std::hint::black_box((r.last_feedback(CLASS)?, r.last_record(CLASS)?, r.not_sent()?, r.joins()?));
    Ok(())
}

/// Makes the database as a device gets it: by pulling.
pub(crate) fn fill(folder: &Path, results: u32) -> anyhow::Result<()> {
    let store = Store::open(folder, &KEY, Arc::new(SystemEnv))?;
    enrol(&store, ORTIZ, Role::Teacher)?;
    let mut feed = Feed::of_school();
    for n in 0..OUTCOMES {
        let id: OutcomeId = outcome(n);
        let fields = serde_json::json!({"course": COURSE, "code": format!("K{n}"), "i_can": "I can do this",
            "position": n});
        feed.set("outcome", id, fields);
    }
    let mut streams = feed.of_teacher();
    for n in 0..STUDENTS {
        feed.member(student(n), ClassRole::Student, &format!("Student {n}"));
        streams.push(Stream::Student(CLASS, student(n)).to_string());
    }
    for n in 0..results {
        let context = if n.is_multiple_of(3) { PROJECT } else { ESSAY };
        let (user, on) = (student(n % STUDENTS), outcome(n / STUDENTS));
        let judgement = at_bat(on, 1 + (n % 4) as u8, context, (n / 200) as i32);
        feed.record(HALE, Some(user), &Body::Judgement(judgement));
        if n.is_multiple_of(5) {
            feed.record(HALE, Some(user), &Body::Feedback(feedback(on, "Quote the line that shows it")));
        }
    }
    while feed.sync(&store, &streams)?.more {}
    let levels = store.read(|r| r.levels_of_class(CLASS))?;
    let counted: u32 = levels.iter().map(|row| row.counted).sum();
    anyhow::ensure!(counted == results, "{counted} of {results} results are there");
    Ok(())
}
