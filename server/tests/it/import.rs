//! Rosters and standards: what an import makes of them, once, again, and changed.

use crate::school::FakeEnv;
use notyet_interop::case::{self, Framework};
use notyet_interop::oneroster::{Roster, read_files};
use notyet_model::fact::{Body, Parsed};
use notyet_model::register::{Class, Context, Entity, Member, Outcome, Rubric, Task, view};
use notyet_protocol::wire::{Join, Joined, SyncRequest};
use notyet_server::Service;
use notyet_server::import::{OwnWords, Refused, Report, RosterOptions};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

pub(crate) fn fixture(path: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures").join(path)
}

/// The demonstration roster with some text of one file replaced.
fn roster(change: Option<(&str, &str, &str)>) -> Roster {
    let mut files = BTreeMap::new();
    for entry in std::fs::read_dir(fixture("demo/roster")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let mut text = std::fs::read_to_string(&path).unwrap();
        if let Some((_, from, to)) = change.filter(|(file, ..)| *file == name) {
            assert!(text.contains(from), "{from}");
            text = text.replace(from, to);
        }
        files.insert(name, text.into_bytes());
    }
    read_files(files).unwrap()
}

fn standards(from: &str, to: &str) -> Framework {
    let text = std::fs::read_to_string(fixture("demo/standards.json")).unwrap();
    assert!(text.contains(from), "{from}");
    case::read("standards.json", text.replace(from, to).as_bytes()).unwrap()
}

struct Imported {
    _folder: tempfile::TempDir,
    service: Arc<Service>,
}

impl Imported {
    fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let env = FakeEnv::new();
        let service = crate::kept::service(folder.path(), env);
        Self { _folder: folder, service }
    }

    async fn demo() -> Self {
        let school = Self::open();
        school.roster(None).await.unwrap();
        school.standards("C1", "C1").await.unwrap();
        school
    }

    async fn roster(&self, change: Option<(&str, &str, &str)>) -> Result<Report, Refused> {
        let options = RosterOptions { zone: Some(chrono_tz::America::New_York), school: None };
        self.service.import_roster(roster(change), options).await.unwrap()
    }

    async fn standards(&self, from: &str, to: &str) -> Result<Report, Refused> {
        self.service.import_standards(standards(from, to), "ela7".into()).await.unwrap()
    }

    /// Everything that Ms Ortiz receives, as merged fields by (entity, id), later writes over earlier ones.
    async fn registers(&self) -> BTreeMap<(String, String), serde_json::Map<String, serde_json::Value>> {
        let (code, _) = self.service.staff_code("Ms Ortiz").await.unwrap().unwrap();
        let join = crate::school::request(Join::StaffCode { code: code.to_string() });
        let Joined::Enrolled(me) = self.service.device(join, crate::school::HERE).await.unwrap() else {
            panic!()
        };
        let request = SyncRequest::new("test", me.epoch);
        let answer = self.service.sync(&me.token, request).await.unwrap();
        let mut merged: BTreeMap<_, serde_json::Map<_, _>> = BTreeMap::new();
        for envelope in answer.pages.values().flat_map(|page| &page.ops) {
            if let Ok(Parsed::Known(Body::Set(set))) = envelope.op.read().unwrap().body() {
                merged.entry((set.entity, set.id)).or_default().extend(set.fields);
            }
        }
        merged
    }

    async fn all<T: serde::de::DeserializeOwned>(&self, entity: Entity) -> Vec<T> {
        let registers = self.registers().await;
        let of_kind = registers.iter().filter(|((kind, _), _)| kind == entity.as_str());
        of_kind.map(|(_, fields)| view(fields).unwrap()).collect()
    }

    async fn member(&self, name: &str) -> Member {
        self.all::<Member>(Entity::Member).await.into_iter().find(|m| m.name == name).unwrap()
    }
}

#[tokio::test]
async fn the_demonstration_school_comes_in_whole() {
    let school = Imported::open();
    let report = school.roster(None).await.unwrap();
    assert_eq!(report.summary, "24 students, 2 classes, 2 teachers, 1 who left");
    let report = school.standards("C1", "C1").await.unwrap();
    assert_eq!(report.summary, "12 outcomes, 12 rubrics and 4 tasks for English Language Arts, grade 7");
    let mut classes: Vec<String> =
        school.all::<Class>(Entity::Class).await.into_iter().map(|c| c.title).collect();
    classes.sort();
    assert_eq!(classes, ["7B", "7D"]);
    assert_eq!(school.member("Amara Okafor").await.short, "Amara O.");
    assert_eq!(school.member("Ben Whitaker").await.short, "Ben");
    assert_eq!(school.member("Ms Ortiz").await.short, "Ms Ortiz");
    assert!(!school.member("Kofi Mensah").await.active, "he left");
    let outcomes: Vec<Outcome> = school.all(Entity::Outcome).await;
    let r2 = outcomes.iter().find(|o| o.code == "R2").unwrap();
    assert_eq!(r2.mastery, Some(notyet_model::scale::preset_level(2)));
    let rubrics: Vec<Rubric> = school.all(Entity::Rubric).await;
    assert!(rubrics.iter().all(|rubric| rubric.rows.iter().all(|row| row.cells.len() == 4)));
}

#[tokio::test]
async fn the_same_files_again_change_nothing() {
    let school = Imported::demo().await;
    assert_eq!(school.roster(None).await.unwrap().changed, 0);
    assert_eq!(school.standards("C1", "C1").await.unwrap().changed, 0);
}

#[tokio::test]
async fn a_changed_roster_changes_only_what_changed() {
    let school = Imported::demo().await;
    let report = school.roster(Some(("users.csv", "Whitaker", "Whittaker"))).await.unwrap();
    assert_eq!(report.changed, 2, "the person and the seat");
    assert_eq!(school.member("Ben Whittaker").await.short, "Ben");
}

#[tokio::test]
async fn a_student_who_is_no_longer_in_the_roster_has_left_and_is_kept() {
    let school = Imported::demo().await;
    let row = "enr-7b-student-03,,,class-7b,harbor-street,student-03,student,false,2026-08-31,\n";
    let crlf = row.replace('\n', "\r\n");
    let text = std::fs::read_to_string(fixture("demo/roster/enrollments.csv")).unwrap();
    let row = if text.contains(&crlf) { crlf.as_str() } else { row };
    let report = school.roster(Some(("enrollments.csv", row, ""))).await.unwrap();
    assert_eq!(
        (report.changed, report.summary.as_str()),
        (1, "23 students, 2 classes, 2 teachers, 2 who left")
    );
    assert_eq!(school.roster(None).await.unwrap().changed, 1, "and comes back");
}

#[tokio::test]
async fn a_changed_rubric_is_a_new_version_and_an_outcome_that_points_at_it() {
    let school = Imported::demo().await;
    let before: Vec<Rubric> = school.all(Entity::Rubric).await;
    let report = school.standards("I say which side I am on.", "I say on which side I am.").await.unwrap();
    assert_eq!(report.changed, 2);
    let after: Vec<Rubric> = school.all(Entity::Rubric).await;
    assert_eq!(after.len(), before.len() + 1);
    assert!(before.iter().all(|old| after.contains(old)), "a version is never written twice");
}

#[tokio::test]
async fn a_level_that_the_course_does_not_have_is_a_fault_and_nothing_is_imported() {
    let school = Imported::open();
    school.roster(None).await.unwrap();
    let Refused(faults) = school.standards("\"Approaching\"", "\"Nearly\"").await.unwrap_err();
    assert!(faults[0].contains("“Nearly”") && faults[0].contains("Not yet, Approaching"), "{faults:?}");
    assert_eq!(school.all::<Outcome>(Entity::Outcome).await, []);
}

#[tokio::test]
async fn the_courses_tasks_come_in_with_their_outcomes_and_what_comes_first() {
    let school = Imported::demo().await;
    let mut tasks: Vec<Task> = school.all(Entity::Task).await;
    tasks.sort_by_key(|task| task.position);
    let told: Vec<_> =
        tasks.iter().map(|t| (t.title.as_str(), t.outcomes.len(), t.dok.map(u8::from))).collect();
    let expected = [
        ("One paragraph: should school start later?", 3, Some(2)),
        ("Exit ticket: which quotation fits best, and why?", 2, Some(2)),
        ("Letter to the town council", 5, Some(3)),
        ("Show it your way", 4, Some(4)),
    ];
    assert_eq!(told, expected);
    let firsts: Vec<usize> = tasks.iter().map(|task| task.after.len()).collect();
    assert_eq!(firsts, [0, 1, 0, 0]);
    let kinds: Vec<Context> = school.all(Entity::Context).await;
    assert!(
        tasks.iter().all(|task| task.context.is_some())
            && kinds.iter().any(|kind| kind.name == "Exit ticket")
    );
    assert_eq!(school.standards("C1", "C1").await.unwrap().changed, 0, "the same again changes nothing");
    // No task waits any more, and the letter says less.
    let apart =
        school.standards(r#""associationType": "precedes""#, r#""associationType": "isPeerOf""#).await;
    assert_eq!(apart.unwrap().changed, 1);
    assert!(school.all::<Task>(Entity::Task).await.iter().all(|task| task.after.is_empty()));
}

#[tokio::test]
async fn a_task_of_a_kind_of_work_that_the_school_has_not_is_refused_with_those_that_it_has() {
    let school = Imported::demo().await;
    let Refused(faults) = school.standards(r#""Exit ticket""#, r#""Quiz""#).await.unwrap_err();
    assert_eq!(faults.len(), 1, "{faults:?}");
    let sentence = "Task “Exit ticket: which quotation fits best, and why?”: the kind of work “Quiz” is none of the \
        school's: ";
    assert!(faults[0].starts_with(sentence) && faults[0].contains("Notebook page"), "{faults:?}");
}

#[tokio::test]
async fn the_first_roster_needs_the_schools_time_zone_and_later_ones_keep_it() {
    let school = Imported::open();
    let import = async || school.service.import_roster(roster(None), RosterOptions::default()).await.unwrap();
    let Refused(faults) = import().await.unwrap_err();
    assert!(faults[0].contains("--zone America/New_York"));
    school.roster(None).await.unwrap();
    assert_eq!(import().await.unwrap().changed, 0);
}

#[tokio::test]
async fn standards_of_an_unknown_course_name_the_courses_that_there_are() {
    let school = Imported::open();
    let import = async || {
        let done = school.service.import_standards(standards("C1", "C1"), "Maths".into()).await;
        done.unwrap().unwrap_err().0
    };
    assert_eq!(import().await, ["The school has no courses yet. Import its roster first."]);
    school.roster(None).await.unwrap();
    let known = "No course is called “maths”. There are: ELA7 (English Language Arts, grade 7).";
    assert_eq!(import().await, [known]);
}

#[tokio::test]
async fn guardians_get_no_account_and_a_staff_seat_as_student_is_passed_over() {
    let school = Imported::open();
    let report =
        school.roster(Some(("enrollments.csv", "staff-adeyemi,teacher", "staff-adeyemi,student"))).await;
    let report = report.unwrap();
    assert_eq!(report.summary, "24 students, 2 classes, 1 teacher, 1 who left");
    assert!(report.notes[0].contains("Mr Adeyemi is staff"), "{:?}", report.notes);
    let school = Imported::open();
    let report =
        school.roster(Some(("roles.csv", "staff-adeyemi,primary,teacher", "staff-adeyemi,primary,guardian")));
    report.await.unwrap();
    let guardian = school.service.staff_code("Mr Adeyemi").await.unwrap();
    assert!(guardian.is_ok(), "the enrolment says that he teaches");
}

/// Whose addresses are kept, in order.
fn emails(school: &Imported) -> Vec<String> {
    let storage = crate::kept::rows(school._folder.path());
    let kept = notyet_server::storage::read(&*storage, |tx| {
        let people = tx.people()?;
        people.into_iter().map(|person| tx.email(person.id)).collect::<Result<Vec<_>, _>>()
    });
    let mut kept: Vec<String> = kept.unwrap().into_iter().flatten().collect();
    kept.sort();
    kept
}

#[tokio::test]
async fn addresses_are_kept_of_present_staff_alone_and_only_if_they_are_one_persons() {
    const STUDENT: &str = "student-01,,,true,amara.okafor,,Amara,Okafor,,,";
    let school = Imported::open();
    let with = |address: &str| ("users.csv", STUDENT.to_owned(), format!("{STUDENT}{address}"));
    let (file, from, to) = with("amara@harborstreet.example");
    let report = school.roster(Some((file, &from, &to))).await.unwrap();
    assert_eq!(emails(&school), ["elena.ortiz@harborstreet.example", "tunde.adeyemi@harborstreet.example"]);
    assert!(!report.notes.iter().any(|note| note.contains("e-mail")), "{:?}", report.notes);

    let (file, from, to) = with("Elena.Ortiz@HarborStreet.example");
    let report = school.roster(Some((file, &from, &to))).await.unwrap();
    assert_eq!(emails(&school), ["tunde.adeyemi@harborstreet.example"], "a student has it, too");
    let note = "1 e-mail address belongs to more than one person in the roster, so nobody can sign in to the school's account by it.";
    assert!(report.notes.iter().any(|said| said == note), "{:?}", report.notes);

    let closed = ("users.csv", "staff-adeyemi,,,true", "staff-adeyemi,,,false");
    school.roster(Some(closed)).await.unwrap();
    assert_eq!(emails(&school), ["elena.ortiz@harborstreet.example"]);
    assert_eq!(school.roster(Some(closed)).await.unwrap().changed, 0);
}

fn words(text: &str) -> OwnWords {
    serde_json::from_str(text).unwrap()
}

const GOAL: &str = r#"{"language":"en","one":"goal","other":"goals","definite":"the goal"}"#;

#[tokio::test]
async fn a_schools_own_words_are_kept_also_when_its_roster_comes_again() {
    let school = Imported::demo().await;
    let goal = words(&format!(r#"{{"outcome":[{GOAL}]}}"#));
    let report = school.service.import_words(goal.clone()).await.unwrap().unwrap();
    assert_eq!((report.summary.as_str(), report.changed), ("A word for an outcome", 1));
    assert_eq!(school.service.import_words(goal).await.unwrap().unwrap().changed, 0);
    assert_eq!(school.roster(None).await.unwrap().changed, 0);
}

#[tokio::test]
async fn words_that_are_none_are_refused_with_the_reason() {
    let school = Imported::demo().await;
    let refused = async |text: &str| school.service.import_words(words(text)).await.unwrap().unwrap_err().0;
    assert_eq!(refused("{}").await, ["The file names neither \"outcome\" nor \"level\"."]);
    assert_eq!(refused(r#"{"level":[]}"#).await, ["The word for a level is there in no language."]);
    let empty = Imported::open().service.import_words(words(&format!(r#"{{"outcome":[{GOAL}]}}"#))).await;
    assert_eq!(empty.unwrap().unwrap_err().0, ["There is no school yet. Import its roster first."]);
    let other = r#"{"outcome":[{"language":"es","one":"meta","other":"metas","definite":"el meta","gender":"feminine"}]}"#;
    let fault = serde_json::from_str::<OwnWords>(other).unwrap_err().to_string();
    assert!(fault.starts_with("the article does not agree with the gender"), "{fault}");
}
