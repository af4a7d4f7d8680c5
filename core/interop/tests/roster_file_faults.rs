//! Each way in which a whole file, a header, a row or the manifest of a roster can be broken is named.

mod support;

use notyet_interop::oneroster::Rule;
use support::broken_roster::{demo, fault, faults, one, sentences};
use support::replace;

#[test]
fn a_column_that_is_needed() {
    one(
        "users.csv",
        "familyName",
        "surname",
        fault("users.csv", None, Some("familyName"), Rule::ColumnPresent, None),
        "users.csv, column familyName: this column is needed and is not there.",
    );
}

#[test]
fn a_column_that_stands_twice() {
    one(
        "courses.csv",
        "subjectCodes",
        "Subjects",
        fault("courses.csv", Some(1), Some("Subjects"), Rule::ColumnOnce, None),
        "courses.csv, row 1, column Subjects: this column is there more than once.",
    );
}

#[test]
fn a_row_with_too_few_cells_is_one_fault_and_not_also_a_reference_that_leads_nowhere() {
    one(
        "classes.csv",
        "class-7d,,,7D,07,ela-7,",
        "class-7d,,,7D,ela-7,",
        fault("classes.csv", Some(3), None, Rule::CellCount { expected: 14, found: 13 }, None),
        "classes.csv, row 3: the header has 14 columns, this row has 13 cells.",
    );
}

#[test]
fn a_quotation_mark_that_never_closes_does_not_swallow_people() {
    let mut files = demo();
    let text = String::from_utf8(files["users.csv"].clone()).unwrap();
    let at = text.find("harbor-street,,,family_first").unwrap();
    let text = format!("{}harbor-street,,,\"family_first{}", &text[..at], &text[at + 28..]);
    files.insert("users.csv".to_owned(), text.into_bytes());
    let found = faults(files);
    assert_eq!(found, [fault("users.csv", Some(8), None, Rule::ClosedQuote, None)]);
    assert_eq!(sentences(&found), ["users.csv, row 8: a quotation mark opens in this row and never closes."]);
}

#[test]
fn text_in_another_encoding() {
    let mut files = demo();
    let name: &[u8] = "João Pedro".as_bytes();
    let users = &files["users.csv"];
    let at = users.windows(name.len()).position(|window| window == name).unwrap();
    let bent = [&users[..at], b"Jo\xe3o Pedro", &users[at + name.len()..]].concat();
    files.insert("users.csv".to_owned(), bent);
    let found = faults(files);
    assert_eq!(
        found,
        [fault("users.csv", Some(24), Some("givenName"), Rule::Utf8, Some("Jo\u{fffd}o Pedro"))]
    );
    assert_eq!(
        sentences(&found),
        [
            "users.csv, row 24, column givenName: the text \"Jo\u{fffd}o Pedro\" is not UTF-8. Export it again as UTF-8."
        ]
    );
}

#[test]
fn a_file_in_utf_16_is_one_fault() {
    let mut files = demo();
    let text = String::from_utf8(files["users.csv"].clone()).unwrap();
    let utf_16 = text.encode_utf16().flat_map(u16::to_le_bytes);
    files.insert("users.csv".to_owned(), [0xff, 0xfe].into_iter().chain(utf_16).collect());
    let value = "\u{fffd}\u{fffd}s\0o\0u\0r\0c\0e\0d\0I\0d\0";
    assert_eq!(faults(files), [fault("users.csv", Some(1), None, Rule::Utf8, Some(value))]);
}

#[test]
fn a_manifest_that_is_no_manifest() {
    let mut files = demo();
    files.insert("manifest.csv".to_owned(), b"name,value\n".to_vec());
    assert_eq!(faults(files), [fault("manifest.csv", None, Some("propertyName"), Rule::ColumnPresent, None)]);
}

#[test]
fn a_file_without_a_single_row() {
    let mut files = demo();
    files.insert("categories.csv".to_owned(), Vec::new());
    assert_eq!(
        sentences(&faults(files)),
        [
            "categories.csv, column sourcedId: this column is needed and is not there.",
            "categories.csv, column title: this column is needed and is not there.",
        ]
    );
}

#[test]
fn a_file_that_is_needed() {
    let mut files = demo();
    files.remove("enrollments.csv");
    let found = faults(files);
    assert_eq!(found, [fault("enrollments.csv", None, None, Rule::FilePresent, None)]);
    assert_eq!(sentences(&found), ["enrollments.csv: this file is needed and is not there."]);
}

#[test]
fn no_manifest() {
    let mut files = demo();
    files.remove("manifest.csv");
    assert_eq!(faults(files), [fault("manifest.csv", None, None, Rule::FilePresent, None)]);
}

#[test]
fn a_manifest_that_calls_a_needed_file_absent() {
    one(
        "manifest.csv",
        "file.roles,bulk",
        "file.roles,absent",
        fault("roles.csv", None, None, Rule::FileListed, None),
        "roles.csv: manifest.csv must list this file as bulk or delta.",
    );
}

#[test]
fn a_manifest_of_a_version_that_is_not_read() {
    one(
        "manifest.csv",
        "oneroster.version,1.2",
        "oneroster.version,2.0",
        fault("manifest.csv", Some(3), Some("value"), Rule::OneOf(&["1.1", "1.2"]), Some("2.0")),
        "manifest.csv, row 3, column value: \"2.0\" is none of: 1.1, 1.2.",
    );
}

#[test]
fn a_manifest_without_a_version() {
    one(
        "manifest.csv",
        "oneroster.version",
        "version",
        fault("manifest.csv", None, Some("propertyName"), Rule::PropertyPresent, Some("oneroster.version")),
        "manifest.csv, column propertyName: the property \"oneroster.version\" is needed and is not there.",
    );
}

#[test]
fn a_manifest_with_a_word_that_nobody_knows() {
    let mut files = demo();
    replace(&mut files, "manifest.csv", "file.demographics,absent", "file.demographics,none");
    assert_eq!(
        sentences(&faults(files)),
        ["manifest.csv, row 10, column value: \"none\" is none of: bulk, delta, absent."]
    );
}

#[test]
fn two_files_of_one_name() {
    let mut files = demo();
    files.insert("Users.csv".to_owned(), files["users.csv"].clone());
    let found = faults(files);
    assert_eq!(found, [fault("users.csv", None, None, Rule::FileOnce, None)]);
    assert_eq!(sentences(&found), ["users.csv: this file is there more than once."]);
}
