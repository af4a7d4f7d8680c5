//! Ways of breaking the demonstration school's roster and of saying what should be found.

use notyet_interop::oneroster::{Fault, Rule, read_files};

use super::{Files, folder, replace};

pub(crate) fn demo() -> Files {
    folder("demo/roster")
}

pub(crate) fn faults(files: Files) -> Vec<Fault> {
    read_files(files).expect_err("the roster is broken").all().to_vec()
}

pub(crate) fn fault(
    file: &str,
    row: Option<u64>,
    column: Option<&str>,
    rule: Rule,
    value: Option<&str>,
) -> Fault {
    let (column, value) = (column.map(str::to_owned), value.map(str::to_owned));
    Fault { file: file.to_owned(), row, column, rule, value }
}

pub(crate) fn sentences(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(Fault::to_string).collect()
}

/// Breaks the demonstration school in one place and expects one fault and its sentence.
pub(crate) fn one(file: &str, from: &str, to: &str, expected: Fault, sentence: &str) {
    let mut files = demo();
    replace(&mut files, file, from, to);
    let found = faults(files);
    assert_eq!(found, [expected]);
    assert_eq!(sentences(&found), [sentence]);
}
