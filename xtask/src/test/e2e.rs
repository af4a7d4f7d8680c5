//! The whole chain: the façade against a real server, and the story in two windows, twice on one folder, so that
//! what was kept is found again.

use anyhow::Result;

use super::rust::cargo_test;
use super::tally::{Counted, Tally};
use crate::run;

pub(super) fn run(tally: &mut Tally) -> Result<()> {
    cargo_test(tally, "e2e", &["--package", "notyet-e2e"])?;
    let folder = tempfile::tempdir()?;
    for name in ["the story in two windows", "the story again, on what was kept"] {
        let told = run::headless(folder.path());
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
