//! The demonstration school's roster says what the demonstration course says.

mod support;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use notyet_interop::archive::zip_folder;
use notyet_interop::names::{PersonName, short_names};
use notyet_interop::oneroster::{Mode, Role, Roster, Use, read_files, read_zip};
use support::{fixture, folder};

fn roster() -> Roster {
    read_zip(&fixture("demo/roster.zip")).expect("the demonstration school is without fault")
}

fn today() -> NaiveDate {
    day(2026, 11, 23)
}

fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).expect("a day")
}

/// Display names of those who are in the class on the day, in the file's order.
fn members<'a>(roster: &'a Roster, class: &str, role: Role) -> Vec<&'a PersonName> {
    let current = roster.enrollments_on(today()).into_iter();
    current
        .filter(|it| it.class == class && it.role == role)
        .map(|it| {
            &roster.users.iter().find(|user| user.sourced_id == it.user).expect("the user is there").name
        })
        .collect()
}

fn shown(names: &[&PersonName]) -> Vec<String> {
    names.iter().map(|name| name.display()).collect()
}

#[test]
fn the_zip_is_the_folder_to_the_byte() {
    assert!(
        zip_folder(&folder("demo/roster")).unwrap() == fixture("demo/roster.zip"),
        "run the zip_folder example"
    );
}

#[test]
fn the_zip_and_the_folder_read_the_same() {
    assert_eq!(read_files(folder("demo/roster")), Ok(roster()));
}

#[test]
fn nothing_in_it_needs_a_warning_and_every_file_is_whole() {
    let roster = roster();
    assert_eq!(roster.warnings, []);
    assert!(roster.modes.values().all(|mode| *mode == Mode::Bulk));
}

#[test]
fn the_two_classes_hold_the_24_students_by_name() {
    let roster = roster();
    assert_eq!(
        shown(&members(&roster, "class-7b", Role::Student)),
        [
            "Amara Okafor",
            "Amara Diallo",
            "Ben Whitaker",
            "Chidi Nwosu",
            "Đặng Hồng Nhung",
            "Zofia Wiśniewska",
            "José Luis Hernández Ortiz",
            "ليان الخطيب",
            "נועם בן־דוד",
            "김서연",
            "王子涵",
            "Aarav Krishnamurthy-Venkataraman",
            "Gurleen Kaur",
            "Siobhán Ní Dhomhnaill",
            "Kaʻiulani Kealoha",
            "Mehmet Yıldız",
            "Abdirahman Xasan Warsame",
            "João Pedro da Silva",
            "Thiri",
            "Bo Li",
        ]
    );
    assert_eq!(
        shown(&members(&roster, "class-7d", Role::Student)),
        ["Олена Шевченко", "Þórdís Jónsdóttir", "Marie-Claire Toussaint", "Nizhoni Begay"]
    );
}

#[test]
fn ms_ortiz_leads_both_classes_and_mr_adeyemi_teaches_with_her_in_7b() {
    let roster = roster();
    assert_eq!(shown(&members(&roster, "class-7b", Role::Teacher)), ["Ms Ortiz", "Mr Adeyemi"]);
    assert_eq!(shown(&members(&roster, "class-7d", Role::Teacher)), ["Ms Ortiz"]);
    let leads = roster.enrollments.iter().filter(|it| it.primary).map(|it| it.user.as_str());
    assert_eq!(leads.collect::<Vec<_>>(), ["staff-ortiz", "staff-ortiz"]);
}

#[test]
fn the_student_who_left_is_on_record_and_in_no_class() {
    let roster = roster();
    let kofi = roster.users.iter().find(|user| user.name.display() == "Kofi Mensah").unwrap();
    let enrollment = roster.enrollments.iter().find(|it| it.user == kofi.sourced_id).unwrap();
    assert!(!kofi.enabled);
    assert_eq!(enrollment.end, NaiveDate::from_ymd_opt(2026, 10, 16));
    assert!(!roster.enrollments_on(today()).contains(&enrollment));
    assert!(!roster.enrollments_on(day(2026, 10, 16)).contains(&enrollment), "not enabled on any day");
}

#[test]
fn bo_joined_last_week() {
    let roster = roster();
    let bo = roster.enrollments.iter().find(|it| it.user == "student-24").unwrap();
    assert_eq!(bo.begin, NaiveDate::from_ymd_opt(2026, 11, 16));
    assert!(!roster.enrollments_on(day(2026, 11, 15)).contains(&bo));
    assert!(roster.enrollments_on(day(2026, 11, 16)).contains(&bo));
}

#[test]
fn everyone_has_one_role_at_the_school() {
    let roster = roster();
    let mut count: BTreeMap<&str, usize> = BTreeMap::new();
    for user in &roster.users {
        let roles: Vec<Role> = roster.roles_of(&user.sourced_id).map(|grant| grant.role).collect();
        let expected = if user.sourced_id.starts_with("staff") { Role::Teacher } else { Role::Student };
        assert_eq!(roles, [expected], "{}", user.sourced_id);
        *count.entry(if expected == Role::Teacher { "staff" } else { "students" }).or_default() += 1;
    }
    assert_eq!(count, BTreeMap::from([("staff", 2), ("students", 25)]));
}

#[test]
fn the_two_amaras_have_short_names_of_their_own() {
    let roster = roster();
    let names: Vec<PersonName> = members(&roster, "class-7b", Role::Student).into_iter().cloned().collect();
    let short =
        short_names(&names, |family| family.char_indices().nth(1).map_or(family, |(end, _)| &family[..end]));
    assert_eq!(
        short,
        [
            "Amara O.",
            "Amara D.",
            "Ben",
            "Chidi",
            "Nhung",
            "Zofia",
            "José Luis",
            "ليان",
            "נועם",
            "서연",
            "子涵",
            "Aarav",
            "Gurleen",
            "Siobhán",
            "Kaʻiulani",
            "Mehmet",
            "Abdirahman",
            "João Pedro",
            "Thiri",
            "Bo",
        ]
    );
}

#[test]
fn the_kinds_of_work_say_what_they_may_be_used_for() {
    let roster = roster();
    let of = |purpose| {
        let kinds = roster.categories.iter().filter(move |kind| kind.purpose == Some(purpose));
        kinds.map(|kind| kind.title.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(
        of(Use::AtBat),
        ["Letter or essay", "Timed writing", "Debate", "Project", "Social Studies document question"]
    );
    assert_eq!(of(Use::Practice), ["Exit ticket", "Questioning", "Notebook page", "Draft", "Peer round"]);
}
