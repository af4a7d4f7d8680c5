//! A folder as a host of the JVM keeps it, for measuring calls from Kotlin: a teacher signed in, one class of 40
//! students, 28,000 results. It owns nothing that ships.

use clap::Args as ClapArgs;
use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::{OutcomeId, UserId};
use notyet_model::register::ClassRole;
use notyet_store::testing::{AMARA, BEN, C3, COURSE, ESSAY, Feed, ORTIZ, PROJECT, at_bat, enrol, feedback};
use notyet_store::{DbKey, Store, SystemEnv};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

/// How many rows Today has.
const STUDENTS: u8 = 40;
/// Outcomes of the course, and results of each student on each: 28,000 in all.
const OUTCOMES: u8 = 35;
const RESULTS: i32 = 20;
/// The key of a folder that lives as long as a benchmark.
const KEY: [u8; 32] = [0x5a; 32];

#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Where to.
    folder: PathBuf,
}

/// Makes the folder.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    std::fs::create_dir_all(args.folder.join("secrets"))?;
    std::fs::write(args.folder.join("secrets/database-key"), KEY)?;
    let store = Store::open(&args.folder, &DbKey(KEY), Arc::new(SystemEnv))?;
    let mut feed = Feed::of_school();
    let outcomes: Vec<OutcomeId> = (0..OUTCOMES).map(|n| OutcomeId::from_bytes([0xa0 + n; 16])).collect();
    for (n, id) in outcomes.iter().enumerate() {
        let i_can = format!("I can do thing {n}.");
        feed.set("outcome", id, json!({"course": COURSE, "code": format!("K{n}"), "i_can": i_can}));
    }
    let mut students = vec![AMARA, BEN];
    // The school of the store's tests has two students already.
    for n in 2..STUDENTS {
        let student = UserId::from_bytes([n; 16]);
        feed.member(student, ClassRole::Student, &format!("Student {n}"));
        students.push(student);
    }
    for student in students {
        feed.record(ORTIZ, Some(student), &Body::Feedback(feedback(C3, "Use a quotation for each claim")));
        for outcome in &outcomes {
            for n in 0..RESULTS {
                let kind = if n % 2 == 0 { ESSAY } else { PROJECT };
                let level = 1 + (n % 4) as u8;
                feed.record(
                    ORTIZ,
                    Some(student),
                    &Body::Judgement(at_bat(*outcome, level, kind, n - RESULTS)),
                );
            }
        }
    }
    enrol(&store, ORTIZ, Role::Teacher)?;
    while feed.sync(&store, &feed.of_teacher())?.more {}
    Ok(())
}
