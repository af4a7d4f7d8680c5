//! Each way in which a cell of a roster can be broken is named with file, row, column and rule.

mod support;

use notyet_interop::oneroster::{Rule, read_files};
use support::broken_roster::{demo, fault, faults, one, sentences};
use support::replace;

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
fn a_year_of_two_digits_is_no_year() {
    let mut files = demo();
    replace(&mut files, "enrollments.csv", "2026-10-16", "26-10-16");
    assert_eq!(
        sentences(&faults(files)),
        ["enrollments.csv, row 29, column endDate: \"26-10-16\" is not a date. Write it like 2026-11-23."]
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
