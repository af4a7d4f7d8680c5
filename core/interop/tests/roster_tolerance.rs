//! What a roster may look like without anyone having to mend it.

mod support;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use notyet_interop::oneroster::{Mode, Role, Status, Warning, read_files, read_zip};
use support::{Files, fixture, folder, replace};

fn demo() -> Files {
    folder("demo/roster")
}

fn rewrite(files: &mut Files, change: impl Fn(String) -> String) {
    for content in files.values_mut() {
        *content = change(String::from_utf8(content.clone()).expect("the fixture is UTF-8")).into_bytes();
    }
}

/// Each line without quotes, cells in the opposite order.
fn reversed(text: &str) -> String {
    let line = |line: &str| line.split(',').rev().collect::<Vec<_>>().join(",") + "\n";
    text.lines().map(line).collect()
}

#[test]
fn byte_order_marks_line_feeds_and_blank_lines_change_nothing() {
    let mut files = demo();
    rewrite(&mut files, |text| format!("\u{feff}{}\n\n", text.replace("\r\n", "\n\n")));
    assert_eq!(read_files(files), read_files(demo()));
}

#[test]
fn blank_lines_count_as_rows_as_they_do_in_a_spreadsheet() {
    for ending in ["\n", "\r\n", "\r"] {
        let mut files = demo();
        replace(&mut files, "orgs.csv", "Harbor Street School", "");
        rewrite(&mut files, |text| text.replace("\r\n", &ending.repeat(2)));
        let faults = read_files(files).unwrap_err();
        assert_eq!(
            faults.to_string(),
            "orgs.csv, row 5, column name: this cell must not be empty.",
            "{ending:?}"
        );
    }
}

#[test]
fn columns_may_stand_in_any_order() {
    let mut files = demo();
    for file in ["users.csv", "enrollments.csv", "manifest.csv"] {
        let text = String::from_utf8(files[file].clone()).unwrap();
        files.insert(file.to_owned(), reversed(&text).into_bytes());
    }
    assert_eq!(read_files(files), read_files(demo()));
}

#[test]
fn headers_and_file_names_may_be_written_in_any_case() {
    let mut files: Files = demo().into_iter().map(|(name, content)| (name.to_uppercase(), content)).collect();
    replace(&mut files, "ENROLLMENTS.CSV", "classSourcedId", "CLASSSOURCEDID");
    assert_eq!(read_files(files).unwrap().enrollments, read_files(demo()).unwrap().enrollments);
}

#[test]
fn extension_columns_are_kept_and_other_columns_are_not() {
    let mut files = demo();
    replace(&mut files, "orgs.csv", "parentSourcedId", "parentSourcedId,metadata.city,password");
    replace(
        &mut files,
        "orgs.csv",
        "Harbor District,district,,",
        "Harbor District,district,,,Harbor City,secret",
    );
    replace(&mut files, "orgs.csv", "school,,harbor-district", "school,,harbor-district,,");
    let roster = read_files(files).unwrap();
    assert_eq!(
        roster.orgs[0].metadata,
        BTreeMap::from([("metadata.city".to_owned(), "Harbor City".to_owned())])
    );
    assert_eq!(roster.orgs[1].metadata, BTreeMap::new());
    assert!(!format!("{roster:?}").contains("secret"));
}

#[test]
fn rows_marked_for_deletion_are_kept_with_their_status_and_may_point_at_what_is_gone() {
    let mut files = demo();
    replace(
        &mut files,
        "enrollments.csv",
        "enr-7b-student-03,,,class-7b",
        "enr-7b-student-03,tobedeleted,2026-11-20T08:00:00Z,class-6b",
    );
    replace(&mut files, "users.csv", "student-25,,", "student-25,inactive,");
    let roster = read_files(files).unwrap();
    let gone = roster.enrollments.iter().find(|it| it.sourced_id == "enr-7b-student-03").unwrap();
    assert_eq!((gone.status, gone.class.as_str()), (Status::ToBeDeleted, "class-6b"));
    assert!(!roster.enrollments_on(NaiveDate::from_ymd_opt(2026, 11, 23).unwrap()).contains(&gone));
    assert_eq!(roster.users.last().unwrap().status, Status::ToBeDeleted);
}

#[test]
fn an_enrollment_holds_from_its_first_to_its_last_day() {
    let mut files = demo();
    replace(&mut files, "users.csv", "false,kofi", "true,kofi");
    let roster = read_files(files).unwrap();
    let held = |month, day| {
        let day = NaiveDate::from_ymd_opt(2026, month, day).unwrap();
        roster.enrollments_on(day).iter().any(|it| it.user == "student-25")
    };
    assert_eq!([held(8, 30), held(8, 31), held(10, 16), held(10, 17)], [false, true, true, false]);
}

#[test]
fn a_package_of_changes_may_point_at_what_came_before() {
    let files = Files::from([
        (
            "manifest.csv".to_owned(),
            b"propertyName,value\noneroster.version,1.2\nfile.enrollments,delta\nfile.users,absent\n"
                .to_vec(),
        ),
        (
            "enrollments.csv".to_owned(),
            b"sourcedId,status,dateLastModified,classSourcedId,userSourcedId,role\n\
              e1,tobedeleted,2026-11-20T08:00:00Z,c1,u1,student\n"
                .to_vec(),
        ),
    ]);
    let roster = read_files(files.clone()).unwrap();
    assert_eq!(roster.modes, BTreeMap::from([("enrollments".to_owned(), Mode::Delta)]));
    assert_eq!(roster.enrollments[0].status, Status::ToBeDeleted);

    let mut without_status = files;
    replace(&mut without_status, "enrollments.csv", "status", "state");
    assert_eq!(
        read_files(without_status).unwrap_err().to_string(),
        "enrollments.csv, column status: this column is needed and is not there."
    );
}

#[test]
fn a_file_that_the_manifest_calls_absent_is_not_read_and_said_so() {
    let mut files = demo();
    replace(&mut files, "manifest.csv", "file.categories,bulk", "file.categories,absent");
    files.insert("notes.txt".to_owned(), b"hello".to_vec());
    let roster = read_files(files).unwrap();
    assert_eq!(roster.categories, []);
    let warnings: Vec<String> = roster.warnings.iter().map(Warning::to_string).collect();
    assert_eq!(
        warnings,
        [
            "notes.txt: not read, because it is no OneRoster file.",
            "categories.csv: not read, because manifest.csv does not list it as bulk or delta.",
        ]
    );
}

#[test]
fn a_user_without_a_role_is_a_warning() {
    let mut files = demo();
    replace(&mut files, "roles.csv", "role-student-25,,,student-25,", "role-student-25,,,student-24,");
    let roster = read_files(files).unwrap();
    assert_eq!(roster.warnings, [Warning::NoRole { user: "student-25".to_owned(), row: 28 }]);
    assert_eq!(
        roster.warnings[0].to_string(),
        "users.csv, row 28: \"student-25\" stands in no row of roles.csv."
    );
}

#[test]
fn one_roster_1_1_keeps_the_role_in_the_users_own_row() {
    let mut files = demo();
    files.remove("roles.csv");
    replace(&mut files, "manifest.csv", "oneroster.version,1.2", "oneroster.version,1.1");
    replace(&mut files, "manifest.csv", "file.roles,bulk", "file.roles,absent");
    let users = concat!(
        "sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,userIds,givenName,familyName,",
        "middleName,identifier,email,sms,phone,agentSourcedIds,grades,password\n",
        "staff-ortiz,active,2026-08-01T00:00:00.000Z,true,\"harbor-street,harbor-district\",teacher,elena.ortiz,,",
        "Elena,Ortiz,,,elena@harborstreet.example,,,,,\n",
        "student-01,active,2026-08-01T00:00:00.000Z,true,harbor-street,student,amara.okafor,,Amara,Okafor,,,,,,,07,\n",
    );
    files.insert("users.csv".to_owned(), users.into());
    let enrollments = concat!(
        "sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate\n",
        "e1,active,2026-08-01T00:00:00.000Z,class-7b,harbor-street,student-01,student,false,,\n",
    );
    files.insert("enrollments.csv".to_owned(), enrollments.into());
    let roster = read_files(files).unwrap();
    let ortiz: Vec<_> =
        roster.roles_of("staff-ortiz").map(|it| (it.role, it.org.as_deref(), it.primary)).collect();
    assert_eq!(
        ortiz,
        [(Role::Teacher, Some("harbor-street"), true), (Role::Teacher, Some("harbor-district"), false)]
    );
    assert_eq!(roster.roles_of("student-01").map(|it| it.role).collect::<Vec<_>>(), [Role::Student]);
    assert_eq!(roster.warnings, []);
}

#[test]
fn a_role_of_the_schools_own_is_kept_as_other() {
    let mut files = demo();
    replace(&mut files, "roles.csv", "staff-adeyemi,primary,teacher", "staff-adeyemi,primary,ext:librarian");
    let roster = read_files(files).unwrap();
    assert_eq!(roster.roles_of("staff-adeyemi").map(|it| it.role).collect::<Vec<_>>(), [Role::Other]);
}

#[test]
fn the_sample_zips_and_folder_read_the_same_people() {
    let roster = read_zip(&fixture("samples/oneroster/or12_full_bulk.zip")).unwrap();
    assert_eq!(read_files(folder("samples/oneroster/or12_full_bulk")).as_ref(), Ok(&roster));
    let gradebook = read_zip(&fixture("samples/oneroster/or12_gradebook_bulk.zip")).unwrap();
    assert_eq!((&gradebook.users, &gradebook.classes), (&roster.users, &roster.classes));

    let names: Vec<_> =
        roster.users.iter().map(|user| (user.sourced_id.as_str(), user.name.display())).collect();
    assert_eq!(names, [("user-agent", "Given Family".to_owned()), ("user-1", "Given Family".to_owned())]);
    assert_eq!(roster.classes[0].title, "Algebra One A");
    assert_eq!(roster.classes[0].terms, ["as-1"]);
    assert_eq!(roster.sessions[1].end, NaiveDate::from_ymd_opt(2025, 6, 1).unwrap());
    assert_eq!(roster.enrollments[0].role, Role::Teacher);
    assert!(roster.enrollments[0].primary);
    assert_eq!(roster.categories[0].purpose, None);
    assert_eq!(roster.warnings, []);
}
