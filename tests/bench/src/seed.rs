//! A folder as a host of the JVM keeps it, for measuring calls from Kotlin: a teacher listed without a PIN, one class
//! of 40 students, 28,000 results. It owns nothing that ships.

use clap::Args as ClapArgs;
use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::{OutcomeId, SchoolId, UserId};
use notyet_model::register::ClassRole;
use notyet_store::testing::{AMARA, BEN, C3, COURSE, ESSAY, Feed, ORTIZ, PROJECT, at_bat, enrol, feedback};
use notyet_store::{KeyStore, People, Store, StoreError, SystemEnv};
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;

/// How many rows Today has.
const STUDENTS: u8 = 40;
/// Outcomes of the course, and results of each student on each: 28,000 in all.
const OUTCOMES: u8 = 35;
const RESULTS: i32 = 20;
#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Where to.
    folder: PathBuf,
}

/// A secret is a file, as the host of the JVM keeps it.
struct Files(PathBuf);

impl KeyStore for Files {
    fn secret(&self, name: &str) -> Result<Option<Vec<u8>>, StoreError> {
        match std::fs::read(self.0.join(name)) {
            Ok(secret) => Ok(Some(secret)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    fn set_secret(&self, name: &str, value: &[u8]) -> Result<(), StoreError> {
        Ok(std::fs::write(self.0.join(name), value)?)
    }
}

/// Makes the folder.
pub(crate) fn run(args: &Args) -> anyhow::Result<()> {
    let secrets = args.folder.join("secrets");
    std::fs::create_dir_all(&secrets)?;
    let people = People::open(&args.folder, Arc::new(Files(secrets)), Arc::new(SystemEnv))?;
    let (id, key) = people.begin()?;
    people.keep(&id, "Ms O.", (SchoolId::from_bytes([1; 16]), ORTIZ))?;
    let store = Store::open(&people.folder(&id), &key, Arc::new(SystemEnv))?;
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
