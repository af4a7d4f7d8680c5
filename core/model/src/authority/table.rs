//! The rules against the table that was written by hand: every kind, every actor, every cell.

use super::world::{
    ABROAD, ACTORS, ADEYEMI, AMARA, At, BEN, CLASS_7B, CLASS_7S, HUMANITIES, OFFICE, ORTIZ, ROUND, SCHOOL,
    actor,
};
use super::*;
use crate::fact::{Body, Kind, Lane, Retraction, Set, samples};
use crate::ids::OpId;
use crate::register::{ClassRole, Entity, PeerReview};
use crate::stream::{Place, Stream, route};
use std::collections::{BTreeMap, BTreeSet};

const TABLE: &str = include_str!("table.txt");

/// One numbered part of the table: its columns, and the cells of each row.
struct Part {
    columns: Vec<&'static str>,
    rows: BTreeMap<String, Vec<&'static str>>,
}

impl Part {
    /// Reads a part. A line that starts with `--` gives the source of the rows below it, up to an empty line; a row
    /// without a source, a row twice, and a cell too many or too few are faults of the table.
    fn read(number: u8) -> Self {
        let title = format!("{number}. ");
        let lines = TABLE.lines().skip_while(|line| !line.starts_with(&title)).skip(1);
        let (mut columns, mut rows, mut sourced): (Vec<&str>, _, _) = (vec![], BTreeMap::new(), false);
        for line in lines.take_while(|line| !line.starts_with(|c: char| c.is_ascii_digit())) {
            let words: Vec<&str> = line.split_whitespace().collect();
            if words.is_empty() {
                sourced = false;
            } else if words[0] == "--" {
                sourced = true;
            } else if columns.is_empty() {
                columns = words[1..].to_vec();
            } else {
                assert!(sourced, "without a source: {line}");
                // A row's name fills the first column, which is 21 characters wide.
                let (name, cells) = line.split_at(line.char_indices().nth(20).unwrap().0);
                let cells: Vec<&str> = cells.split_whitespace().collect();
                assert_eq!(cells.len(), columns.len(), "{line}");
                assert_eq!(rows.insert(name.trim().to_owned(), cells), None, "twice: {line}");
            }
        }
        Self { columns, rows }
    }

    /// Compares every cell with what the program says; the rows and the actors must be just those of the program.
    fn holds(&self, columns: &[&str], rows: &[(String, Vec<String>)]) {
        assert_eq!(self.columns, columns);
        let known: BTreeSet<&str> = rows.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(self.rows.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
        for (name, cells) in rows {
            assert_eq!(&self.rows[name], cells, "{name}: table, then program, of {columns:?}");
        }
    }
}

fn cell(result: Result<(), Refusal>) -> String {
    match result {
        Ok(()) => "yes",
        Err(Refusal::NotYourRole) => "role",
        Err(Refusal::NotYourLane) => "lane",
        Err(Refusal::NotYourClass) => "class",
        Err(Refusal::NotThisStudent) => "student",
        Err(other) => other.code(),
    }
    .to_owned()
}

fn yes(may: bool) -> String {
    if may { "yes" } else { "no" }.to_owned()
}

fn of_all(at: At, of_one: impl Fn(&Relations) -> String) -> Vec<String> {
    ACTORS.iter().map(|name| of_one(&actor(name, at))).collect()
}

const ABOUT: About = About { class: Some(CLASS_7B), student: Some(AMARA), course: None };

/// Every kind of fact, each in all the shapes that a rule tells apart.
fn facts() -> Vec<(String, Body)> {
    let mut facts = vec![];
    for kind in Kind::ALL {
        let name = |shape: &str| format!("{}/{shape}", kind.as_str());
        match samples::sample(*kind) {
            Body::Set(_) => {}
            Body::Judgement(mut it) => {
                for (shape, lane, corrects) in [
                    ("teacher", Lane::Teacher, false),
                    ("self", Lane::Own, false),
                    ("correcting", Lane::Teacher, true),
                ] {
                    it.lane = lane;
                    it.supersedes = corrects.then(|| samples::op(9)).into_iter().collect();
                    facts.push((name(shape), Body::Judgement(it.clone())));
                }
            }
            Body::Habit(mut it) => {
                for (shape, lane) in [("teacher", Lane::Teacher), ("self", Lane::Own)] {
                    it.lane = lane;
                    facts.push((name(shape), Body::Habit(it.clone())));
                }
            }
            Body::Feedback(mut it) => {
                facts.push((name("correcting"), Body::Feedback(it.clone())));
                it.supersedes.clear();
                facts.push((kind.as_str().to_owned(), Body::Feedback(it)));
            }
            Body::Evidence(mut it) => {
                facts.push((name("correcting"), Body::Evidence(it.clone())));
                it.supersedes.clear();
                facts.push((kind.as_str().to_owned(), Body::Evidence(it)));
            }
            Body::PeerComment(it) => {
                let it = crate::fact::PeerComment { round: ROUND, ..it };
                facts.push((kind.as_str().to_owned(), Body::PeerComment(it)));
            }
            body => facts.push((kind.as_str().to_owned(), body)),
        }
    }
    facts
}

fn set(entity: Entity, id: &str) -> Body {
    Body::Set(Set { entity: entity.as_str().to_owned(), id: id.to_owned(), fields: serde_json::Map::new() })
}

#[test]
fn who_may_write_which_fact_is_what_the_table_says() {
    let row = |(name, body): &(String, Body)| {
        (name.clone(), of_all(At::Work, |who| cell(may_write(who, ABOUT, body))))
    };
    Part::read(1).holds(&ACTORS, &facts().iter().map(row).collect::<Vec<_>>());
}

#[test]
fn who_may_set_which_fields_is_what_the_table_says() {
    let mut rows = vec![];
    for entity in Entity::ALL {
        let mut row = |name: String, course| {
            let about = About { course, student: None, ..ABOUT };
            rows.push((name, of_all(At::Work, |who| cell(may_write(who, about, &set(*entity, "x"))))));
        };
        row(entity.as_str().to_owned(), Some(HUMANITIES));
        if let Entity::Outcome | Entity::Rubric | Entity::Sample = entity {
            row(format!("{}/school-wide", entity.as_str()), None);
        }
    }
    Part::read(2).holds(&ACTORS, &rows);
}

#[test]
fn an_entity_that_this_program_does_not_know_waits_for_one_that_does() {
    let set = Set { entity: "poem".into(), id: "x".into(), fields: serde_json::Map::new() };
    let may = may_write(&actor("teach", At::Work), ABOUT, &Body::Set(set));
    assert_eq!(may, Err(Refusal::KindUnknown));
}

/// The kinds of each row are those that the first part gives to such an author.
#[test]
fn who_may_take_back_whose_fact_is_what_the_table_says() {
    let first = Part::read(1);
    let facts = facts();
    let writes = |name: &str, row: &str| {
        let column = ACTORS.iter().position(|actor| *actor == name).unwrap();
        first.rows[row][column] == "yes"
    };
    let is_work = |row: &str| row.starts_with("evidence") || row.ends_with(".ref");
    type Holds<'a> = &'a dyn Fn(&str) -> bool;
    let rows: [(&str, UserId, Option<ClassRole>, Holds<'_>); 5] = [
        ("Ms Ortiz's", ORTIZ, Some(ClassRole::Teacher), &|row| writes("teach", row)),
        ("The office's", OFFICE, None, &|row| writes("office", row)),
        ("Amara's work", AMARA, Some(ClassRole::Student), &|row| writes("self", row) && is_work(row)),
        ("Amara's word", AMARA, Some(ClassRole::Student), &|row| writes("self", row) && !is_work(row)),
        ("Ben's comment", BEN, Some(ClassRole::Student), &|row| row == "peer.comment"),
    ];
    let take_back = Body::Retraction(Retraction { of: vec![OpId::from_bytes([1; 16])] });
    let mut found = BTreeMap::new();
    for (name, author, role, holds) in rows {
        for (row, body) in facts.iter().filter(|(row, _)| holds(row)) {
            let fact = Written { class: CLASS_7B, author, role, body };
            let cells = of_all(At::Work, |who| {
                yes(may_write(who, ABOUT, &take_back).is_ok() && may_change(who, fact))
            });
            let known = found.entry(name.to_owned()).or_insert(cells.clone());
            assert_eq!(*known, cells, "{name}: {row} is not like the others");
        }
    }
    Part::read(3).holds(&ACTORS, &found.into_iter().collect::<Vec<_>>());
}

#[test]
fn who_may_read_which_stream_is_what_the_table_says() {
    let streams = [
        ("C:school", Stream::Common(SCHOOL)),
        ("K:school", Stream::Staff(SCHOOL)),
        ("P:7B", Stream::Class(CLASS_7B)),
        ("T:7B", Stream::Teaching(CLASS_7B)),
        ("S:7B:Amara", Stream::Student(CLASS_7B, AMARA)),
        ("S:7S:Amara", Stream::Student(CLASS_7S, AMARA)),
        ("W:school:Amara", Stream::Wide(SCHOOL, AMARA)),
        ("R:round:Ben", Stream::Review(ROUND, BEN)),
        ("G:school", Stream::Safeguarding(SCHOOL)),
    ];
    let row = |(name, stream): &(&str, Stream)| {
        ((*name).to_owned(), of_all(At::Now, |who| yes(may_read(who, stream))))
    };
    Part::read(4).holds(&ACTORS, &streams.iter().map(row).collect::<Vec<_>>());
}

#[test]
fn where_an_operation_goes_is_what_the_table_says() {
    let streams = [
        Stream::Teaching(CLASS_7B),
        Stream::Student(CLASS_7B, AMARA),
        Stream::Wide(SCHOOL, AMARA),
        Stream::Review(ROUND, BEN),
        Stream::Class(CLASS_7B),
        Stream::Common(SCHOOL),
    ];
    let place = Place {
        school: SCHOOL,
        class: Some(CLASS_7B),
        student: Some(AMARA),
        actor: BEN,
        classes: &[CLASS_7B],
        school_wide: false,
        taken_back: &[],
    };
    let wide = Place { school_wide: true, ..place };
    let mut rows = vec![];
    let mut row = |name: String, place: &Place<'_>, body: &Body| -> Vec<Stream> {
        let routed = route(place, body).unwrap();
        assert!(routed.iter().all(|stream| streams.contains(stream)), "{name}: {routed:?}");
        rows.push((name, streams.iter().map(|stream| yes(routed.contains(stream))).collect()));
        routed
    };
    let (mut note, mut level) = (vec![], vec![]);
    for (name, body) in facts().iter().filter(|(name, _)| !name.ends_with("/correcting")) {
        match body {
            Body::Retraction(_) | Body::Habit(_) => {}
            Body::Judgement(it) if it.lane == Lane::Teacher => {
                row(name.clone(), &place, body);
                level = row("judgement/wide".into(), &wide, body);
            }
            Body::StaffNote(_) => note = row(name.clone(), &wide, body),
            // That an outcome is school-wide changes nothing for other kinds.
            _ => drop(row(name.clone(), &wide, body)),
        }
    }
    row("habit".into(), &wide, &samples::sample(Kind::Habit));
    let take_back = samples::sample(Kind::Retraction);
    row("retraction/note".into(), &Place { taken_back: &note, ..place }, &take_back);
    row("retraction/wide".into(), &Place { taken_back: &level, ..place }, &take_back);
    for entity in Entity::ALL {
        let name = format!("set {}", entity.as_str());
        match entity {
            Entity::Member => {
                for (role, user, student) in [("teacher", ADEYEMI, None), ("student", AMARA, Some(AMARA))] {
                    let fields = serde_json::json!({"class": CLASS_7B, "user": user, "role": role,
                        "name": "Name", "short": "Name", "active": true});
                    let fields = fields.as_object().unwrap().clone();
                    let body = Body::Set(Set { entity: "member".into(), id: "x".into(), fields });
                    row(format!("{name}/{role}"), &Place { student, ..place }, &body);
                }
            }
            Entity::PeerReview => drop(row(name, &place, &set(*entity, &PeerReview::key(ROUND, BEN)))),
            Entity::Course | Entity::Outcome | Entity::Rubric | Entity::Sample => {
                row(format!("{name}/wide"), &wide, &set(*entity, "x"));
                row(name, &place, &set(*entity, "x"));
            }
            _ => drop(row(name, &place, &set(*entity, "x"))),
        }
    }
    let columns = ["T:7B", "S:Amara", "W:Amara", "R", "P:7B", "C:school"];
    Part::read(5).holds(&columns, &rows);
}

#[test]
fn nobody_of_another_school_reads_what_all_of_this_one_do() {
    let abroad = actor("abroad", At::Now);
    assert_eq!(abroad.school, ABROAD);
    assert!(may_read(&abroad, &Stream::Common(ABROAD)) && !may_read(&abroad, &Stream::Common(SCHOOL)));
}
