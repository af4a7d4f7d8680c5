//! A folder as a host of the JVM keeps it, for measuring calls from Kotlin: a teacher signed in, one class of 40
//! students with feedback. It owns nothing that ships.

use clap::Args as ClapArgs;
use notyet_model::authority::Role;
use notyet_model::fact::Body;
use notyet_model::ids::UserId;
use notyet_model::register::ClassRole;
use notyet_store::testing::{C3, Feed, ORTIZ, enrol, feedback};
use notyet_store::{DbKey, Store, SystemEnv};
use std::path::PathBuf;
use std::sync::Arc;

/// How many rows Today has.
const STUDENTS: u8 = 40;
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
    // The school of the store's tests has two students already.
    for n in 2..STUDENTS {
        let student = UserId::from_bytes([n; 16]);
        feed.member(student, ClassRole::Student, &format!("Student {n}"));
        feed.record(ORTIZ, Some(student), &Body::Feedback(feedback(C3, "Use a quotation for each claim")));
    }
    enrol(&store, ORTIZ, Role::Teacher)?;
    feed.sync(&store, &feed.of_teacher())?;
    Ok(())
}
