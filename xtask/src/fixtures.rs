//! `cargo xtask fixtures`: writes what is to be kept for ever of the present versions and is not there yet: messages of
//! the wire, a device's database and a school's rows. The tests that hold them write them; what is there is never changed.

use anyhow::Result;

use crate::setup::{self, Part};
use crate::steps::{cargo, shown};

/// The tests, in their order: the last fills its database from a file that the one before has written.
const WRITERS: [(&str, &str, &str); 4] = [
    ("notyet-sim", "recorded", ""),
    ("notyet-store", "schema", ""),
    ("notyet-server", "it", "schema::a_file_of_every_version"),
    ("notyet-server", "it", "schema::a_database_of_every_version"),
];

/// The command.
pub(crate) fn run() -> Result<()> {
    setup::ensure(&[Part::Rust, Part::Server])?;
    for (package, test, only) in WRITERS {
        let mut command = cargo();
        command.args(["test", "--package", package, "--test", test, "--", only]);
        shown(command.env("NOTYET_WRITE_FIXTURES", "1"))?;
    }
    Ok(())
}
