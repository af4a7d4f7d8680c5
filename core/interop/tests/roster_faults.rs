//! Each way in which a roster can be broken is named with file, row, column and rule.

mod support;

use notyet_interop::oneroster::{Fault, Rule, read_files};
use support::{Files, folder, replace};

fn demo() -> Files {
    folder("demo/roster")
}

fn faults(files: Files) -> Vec<Fault> {
    read_files(files).expect_err("the roster is broken").all().to_vec()
}

fn fault(file: &str, row: Option<u64>, column: Option<&str>, rule: Rule, value: Option<&str>) -> Fault {
    let (column, value) = (column.map(str::to_owned), value.map(str::to_owned));
    Fault { file: file.to_owned(), row, column, rule, value }
}

fn sentences(faults: &[Fault]) -> Vec<String> {
    faults.iter().map(Fault::to_string).collect()
}

/// Breaks the demonstration school in one place and expects one fault and its sentence.
fn one(file: &str, from: &str, to: &str, expected: Fault, sentence: &str) {
    let mut files = demo();
    replace(&mut files, file, from, to);
    let found = faults(files);
    assert_eq!(found, [expected]);
    assert_eq!(sentences(&found), [sentence]);
}

#[test]
fn an_enrollment_in_a_class_that_is_not_there() {
    one(
        "enrollments.csv",
        "class-7b,harbor-street,student-03",
        "class-7x,harbor-street,student-03",
        fault(
            "enrollments.csv",
            Some(7),
            Some("classSourcedId"),
            Rule::IdExists { file: "classes.csv" },
            Some("class-7x"),
        ),
        "enrollments.csv, row 7, column classSourcedId: \"class-7x\" is no sourcedId in classes.csv.",
    );
}

#[test]
fn a_list_of_references_names_the_one_that_leads_nowhere() {
    one(
        "classes.csv",
        "\"fall-2026,spring-2027\",English Language Arts,,5",
        "\"fall-2026,summer-2027\",English Language Arts,,5",
        fault(
            "classes.csv",
            Some(3),
            Some("termSourcedIds"),
            Rule::IdExists { file: "academicSessions.csv" },
            Some("summer-2027"),
        ),
        "classes.csv, row 3, column termSourcedIds: \"summer-2027\" is no sourcedId in academicSessions.csv.",
    );
}

#[test]
fn an_id_that_stands_twice() {
    one(
        "categories.csv",
        "kind-project",
        "kind-debate",
        fault(
            "categories.csv",
            Some(5),
            Some("sourcedId"),
            Rule::IdOnce { first_row: 4 },
            Some("kind-debate"),
        ),
        "categories.csv, row 5, column sourcedId: \"kind-debate\" already stands in row 4.",
    );
}

#[test]
fn a_cell_that_is_empty_and_must_not_be() {
    one(
        "classes.csv",
        "class-7d,,,7D,",
        "class-7d,,,,",
        fault("classes.csv", Some(3), Some("title"), Rule::Filled, None),
        "classes.csv, row 3, column title: this cell must not be empty.",
    );
}

#[test]
fn a_user_without_any_name() {
    one(
        "users.csv",
        "Thiri,-",
        ",-",
        fault("users.csv", Some(26), Some("givenName"), Rule::Named, None),
        "users.csv, row 26, column givenName: a user needs a given name or a family name.",
    );
}

#[test]
fn a_date_that_is_none() {
    one(
        "enrollments.csv",
        "2026-10-16",
        "16/10/2026",
        fault("enrollments.csv", Some(29), Some("endDate"), Rule::Date, Some("16/10/2026")),
        "enrollments.csv, row 29, column endDate: \"16/10/2026\" is not a date. Write it like 2026-11-23.",
    );
}

#[test]
fn a_day_that_the_calendar_does_not_have() {
    one(
        "academicSessions.csv",
        "fall-2026,,,Fall 2026,semester,2026-08-31",
        "fall-2026,,,Fall 2026,semester,2026-02-30",
        fault("academicSessions.csv", Some(3), Some("startDate"), Rule::Date, Some("2026-02-30")),
        "academicSessions.csv, row 3, column startDate: \"2026-02-30\" is not a date. Write it like 2026-11-23.",
    );
}

#[test]
fn an_end_before_its_beginning() {
    one(
        "enrollments.csv",
        "2026-10-16",
        "2025-10-16",
        fault(
            "enrollments.csv",
            Some(29),
            Some("endDate"),
            Rule::NotBefore { column: "beginDate" },
            Some("2025-10-16"),
        ),
        "enrollments.csv, row 29, column endDate: \"2025-10-16\" is before the date in beginDate.",
    );
}

#[test]
fn a_role_that_nobody_knows() {
    let found = {
        let mut files = demo();
        replace(&mut files, "enrollments.csv", "student-03,student,", "student-03,pupil,");
        faults(files)
    };
    assert_eq!(
        sentences(&found),
        [concat!(
            "enrollments.csv, row 7, column role: \"pupil\" is none of: student, teacher, aide, proctor, counselor, ",
            "administrator, principal, siteAdministrator, districtAdministrator, systemAdministrator, guardian, ",
            "parent, relative, ext:…."
        )]
    );
}

#[test]
fn a_kind_of_work_with_a_use_that_nobody_knows() {
    one(
        "categories.csv",
        "Debate,,at_bat",
        "Debate,,at bat",
        fault(
            "categories.csv",
            Some(4),
            Some("metadata.notyet.use"),
            Rule::OneOf(&["at_bat", "practice"]),
            Some("at bat"),
        ),
        "categories.csv, row 4, column metadata.notyet.use: \"at bat\" is none of: at_bat, practice.",
    );
}

#[test]
fn a_name_order_that_nobody_knows() {
    one(
        "users.csv",
        "family_first",
        "surname first",
        fault(
            "users.csv",
            Some(8),
            Some("metadata.notyet.nameOrder"),
            Rule::OneOf(&["given_first", "family_first"]),
            Some("surname first"),
        ),
        "users.csv, row 8, column metadata.notyet.nameOrder: \"surname first\" is none of: given_first, family_first.",
    );
}

#[test]
fn a_flag_that_is_neither_true_nor_false() {
    one(
        "users.csv",
        "false,kofi",
        "gone,kofi",
        fault("users.csv", Some(28), Some("enabledUser"), Rule::OneOf(&["true", "false"]), Some("gone")),
        "users.csv, row 28, column enabledUser: \"gone\" is none of: true, false.",
    );
}

#[test]
fn a_status_that_nobody_knows() {
    one(
        "orgs.csv",
        "harbor-street,,",
        "harbor-street,deleted,",
        fault(
            "orgs.csv",
            Some(3),
            Some("status"),
            Rule::OneOf(&["active", "tobedeleted", "inactive"]),
            Some("deleted"),
        ),
        "orgs.csv, row 3, column status: \"deleted\" is none of: active, tobedeleted, inactive.",
    );
}

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

#[test]
fn every_fault_of_every_file_is_told_at_once_in_reading_order() {
    let mut files = demo();
    replace(&mut files, "orgs.csv", "Harbor Street School", "");
    replace(&mut files, "courses.csv", "07,harbor-street", "07,harbour-street");
    replace(&mut files, "users.csv", "true,ben.whitaker", "yes,ben.whitaker");
    replace(&mut files, "users.csv", "Thiri,-", "-,-");
    replace(
        &mut files,
        "enrollments.csv",
        "class-7b,harbor-street,student-24",
        "class-7b,harbor-street,student-99",
    );
    let Err(faults) = read_files(files) else { panic!("the roster is broken") };
    assert_eq!(
        faults.to_string(),
        "orgs.csv, row 3, column name: this cell must not be empty.\n\
         users.csv, row 6, column enabledUser: \"yes\" is none of: true, false.\n\
         users.csv, row 26, column givenName: a user needs a given name or a family name.\n\
         courses.csv, row 2, column orgSourcedId: \"harbour-street\" is no sourcedId in orgs.csv.\n\
         enrollments.csv, row 28, column userSourcedId: \"student-99\" is no sourcedId in users.csv."
    );
}

#[test]
fn a_long_or_unprintable_value_is_shown_short_and_visible() {
    let mut files = demo();
    let long = format!("\t{}", "x".repeat(80));
    replace(&mut files, "categories.csv", "Debate,,at_bat", &format!("Debate,,a{long}"));
    let shown = format!("\"a\\t{}…\"", "x".repeat(58));
    assert_eq!(
        sentences(&faults(files)),
        [format!("categories.csv, row 4, column metadata.notyet.use: {shown} is none of: at_bat, practice.")]
    );
}
