//! Rosters: files of a folder, each after a line `=== name`. They are read whole, or refused with sentences.

use notyet_interop::oneroster::read_files;
use std::collections::BTreeMap;

pub(crate) fn run(data: &[u8]) {
    let (mut files, mut name) = (BTreeMap::<String, Vec<u8>>::new(), String::new());
    for line in data.split_inclusive(|byte| *byte == b'\n') {
        match line.strip_prefix(b"=== ") {
            Some(named) => name = String::from_utf8_lossy(named).trim().to_owned(),
            None => files.entry(name.clone()).or_default().extend_from_slice(line),
        }
    }
    if let Err(faults) = read_files(files) {
        assert!(!faults.to_string().is_empty());
    }
}
