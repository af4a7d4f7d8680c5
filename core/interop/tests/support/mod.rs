//! Fixtures for the tests of this crate, and small hands for bending them.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::disallowed_methods, reason = "fixtures lie on the disk")]

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;

pub(crate) mod broken_roster;
pub(crate) mod random;
pub(crate) mod schema;

/// Files of a folder by name.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The bytes of a file under `tests/fixtures`.
pub(crate) fn fixture(path: &str) -> Vec<u8> {
    fs::read(root().join(path)).expect("the fixture is there")
}

/// All files of a folder under `tests/fixtures`, by name.
pub(crate) fn folder(path: &str) -> Files {
    let entries = fs::read_dir(root().join(path)).expect("the folder is there");
    let paths = entries.map(|entry| entry.expect("the folder can be listed").path());
    paths
        .map(|path| {
            let name = path.file_name().and_then(|name| name.to_str()).expect("names are UTF-8");
            (name.to_owned(), fs::read(&path).expect("the fixture can be read"))
        })
        .collect()
}

/// Replaces `from`, which must be there exactly once, in one file.
pub(crate) fn replace(files: &mut Files, file: &str, from: &str, to: &str) {
    let text = String::from_utf8(files[file].clone()).expect("the fixture is UTF-8");
    assert_eq!(text.matches(from).count(), 1, "{from:?} in {file}");
    files.insert(file.to_owned(), text.replace(from, to).into_bytes());
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures")
}
