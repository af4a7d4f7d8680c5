//! The whole chain: the façade against a real server; the story in two windows, twice on one folder, so that what was
//! kept is found again; and a whole lesson of a class.

use anyhow::Result;

use super::rust::cargo_test;
use super::tally::{Counted, Tally};
use crate::run;

const LESSON: &str = "a whole lesson, and one hash at its end";

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    cargo_test(tally, "e2e", &["--package", "notyet-e2e"])?;
    let (folder, classroom) = (tempfile::tempdir()?, tempfile::tempdir()?);
    for name in ["the story in two windows", "the story again, on what was kept", LESSON] {
        let told =
            if name == LESSON { run::whole_lesson(classroom.path()) } else { run::headless(folder.path()) };
        let mut counted = Counted::default();
        match &told {
            Ok(()) => counted.passed += 1,
            Err(error) => {
                println!("{error:#}");
                counted.failed += 1;
                counted.names.push(name.to_owned());
            }
        }
        tally.count(name, counted, told.is_ok());
    }
    Ok(())
}
