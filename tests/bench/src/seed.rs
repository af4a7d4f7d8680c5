//! A folder as a host of the JVM keeps it, for measuring calls from Kotlin and screens: a teacher listed without a PIN,
//! and one class with results. It owns nothing that ships.

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

/// Outcomes of the course.
const OUTCOMES: u8 = 35;

#[derive(ClapArgs)]
pub(crate) struct Args {
    /// Where to.
    folder: PathBuf,
    /// How many students the class has, and Today rows; at least two.
    #[arg(long, default_value_t = 40)]
    students: u16,
    /// How many results each of them has on each of 35 outcomes. 20 make 28,000 of 40 students.
    #[arg(long, default_value_t = 20)]
    results: i32,
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
    for n in 2..args.students {
        let [high, low] = n.to_be_bytes();
        let student = UserId::from_bytes(std::array::from_fn(|at| if at % 2 == 0 { high } else { low }));
        feed.member(student, ClassRole::Student, &format!("Student {n}"));
        students.push(student);
    }
    for student in students {
        feed.record(ORTIZ, Some(student), &Body::Feedback(feedback(C3, "Use a quotation for each claim")));
        for outcome in &outcomes {
            for n in 0..args.results {
                let kind = if n % 2 == 0 { ESSAY } else { PROJECT };
                let level = 1 + (n % 4) as u8;
                feed.record(
                    ORTIZ,
                    Some(student),
                    &Body::Judgement(at_bat(*outcome, level, kind, n - args.results)),
                );
            }
        }
    }
    enrol(&store, ORTIZ, Role::Teacher)?;
    while feed.sync(&store, &feed.of_teacher())?.more {}
    Ok(())
}
