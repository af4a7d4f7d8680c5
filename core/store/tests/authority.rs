//! What a device lets people record, against the table that was written by hand: every kind of fact and entity, every
//! person of the table that can be signed in on a device. The server is held to the same table by way of the model's
//! tests, so what a device lets pass is taken, and what it refuses would be refused.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{Body, Kind, Parsed, Set};
use notyet_model::ids::{AttachmentId, ClassId, CourseId, OutcomeId, RoundId, UserId};
use notyet_model::register::{ClassRole, Entity, Member, PeerReview, Seat};
use notyet_store::testing::*;
use notyet_store::{DbKey, Send, Store, StoreError, TestEnv};
use serde_json::{Map, Value, json};
use std::path::Path;
use std::sync::Arc;

const TABLE: &str = include_str!("../../model/src/authority/table.txt");
/// One of every kind, as the model writes them.
const SAMPLES: &str = include_str!("../../model/src/fact/wire.txt");

const ROUND: RoundId = RoundId::from_bytes([0xaa; 16]);
const WIDE: OutcomeId = OutcomeId::from_bytes([0xc9; 16]);
const FRESH: OutcomeId = OutcomeId::from_bytes([0xca; 16]);
const OTHER_CLASS: ClassId = ClassId::from_bytes([0x8b; 16]);
const OTHER_COURSE: CourseId = CourseId::from_bytes([0xcb; 16]);
const SOMEBODY: UserId = UserId::from_bytes([0xb4; 16]);
/// The photo of the sample of a `blob.ref`.
const PHOTO: AttachmentId = AttachmentId::from_bytes([0xa8; 16]);

/// The columns that a device can be in. A `leaver` records now, after having left, and so is a `gone`; a device of
/// another school (`abroad`) has another database.
const ACTORS: [&str; 15] = [
    "self", "gone", "mate", "peer", "past", "other", "teach", "co", "t.gone", "next", "share", "stranger",
    "office", "head", "lead",
];

/// The rows of a part of the table: a name, and what it says of each of [`ACTORS`].
fn part(number: u8) -> Vec<(String, Vec<&'static str>)> {
    let title = format!("{number}. ");
    let lines = TABLE.lines().skip_while(|line| !line.starts_with(&title)).skip(1);
    let mut lines = lines.take_while(|line| !line.starts_with(|c: char| c.is_ascii_digit()));
    let head = lines.by_ref().find(|line| !line.trim().is_empty()).unwrap();
    let columns: Vec<&str> = head.split_whitespace().skip(1).collect();
    let rows = lines.filter(|line| !line.trim().is_empty() && !line.starts_with("--"));
    rows.map(|line| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let cells = ACTORS.map(|actor| words[1 + columns.iter().position(|it| *it == actor).unwrap()]);
        (words[0].to_owned(), cells.to_vec())
    })
    .collect()
}

fn cell(answer: Result<(), StoreError>) -> String {
    match answer {
        Ok(()) => "yes".into(),
        Err(StoreError::Refused(Refusal::NotYourRole)) => "role".into(),
        Err(StoreError::Refused(Refusal::NotYourLane)) => "lane".into(),
        Err(StoreError::Refused(Refusal::NotYourClass)) => "class".into(),
        Err(StoreError::Refused(Refusal::NotThisStudent)) => "student".into(),
        Err(other) => other.to_string(),
    }
}

fn member(class: ClassId, user: UserId, role: &str, active: bool) -> Body {
    let fields = json!({"class": class, "user": user, "role": role, "name": "A name", "short": "A",
        "sort": "A", "active": active});
    set(Entity::Member, Member::key(class, user), &fields)
}

fn set(entity: Entity, id: impl ToString, fields: &Value) -> Body {
    let fields = fields.as_object().unwrap().clone();
    Body::Set(Set { entity: entity.as_str().to_owned(), id: id.to_string(), fields })
}

/// A device of this person, which has pulled everything.
fn device(folder: &Path, actor: &str) -> Store {
    let mut feed = Feed::of_school();
    feed.set(
        "outcome",
        WIDE,
        json!({"course": COURSE, "code": "S1", "i_can": "I can argue", "school_wide": true}),
    );
    let row = AttachmentId::from_bytes([1; 16]);
    feed.set(
        "peer.round",
        ROUND,
        json!({"class": CLASS, "outcome": C3, "rows": [row], "state": "open", "starters": []}),
    );
    let (user, role) = match actor {
        "self" | "gone" => (AMARA, Role::Student),
        "mate" | "peer" | "past" => (BEN, Role::Student),
        "other" => (SOMEBODY, Role::Student),
        "teach" => (ORTIZ, Role::Teacher),
        "co" | "t.gone" => (HALE, Role::Teacher),
        "office" | "head" => (SOMEBODY, Role::Administrator),
        _ => (SOMEBODY, Role::Teacher),
    };
    feed.now_ms += 1;
    match actor {
        "gone" => drop(feed.record(ORTIZ, Some(AMARA), &member(CLASS, AMARA, "student", false))),
        "t.gone" => drop(feed.record(ORTIZ, None, &member(CLASS, HALE, "teacher", false))),
        "head" => drop(feed.member(SOMEBODY, ClassRole::Teacher, "Sam Head")),
        "peer" | "past" => {
            let work = feed.record(AMARA, Some(AMARA), &Body::Evidence(evidence(C3, vec![])));
            let review =
                json!({"round": ROUND, "reviewer": BEN, "of": [{"student": AMARA, "evidence": work}]});
            feed.set("peer.review", PeerReview::key(ROUND, BEN), review);
        }
        "next" | "share" | "stranger" => {
            let course: Value = if actor == "next" { json!(COURSE) } else { json!(OTHER_COURSE) };
            feed.set("course", OTHER_COURSE, json!({"title": "Social studies"}));
            feed.set("class", OTHER_CLASS, json!({"title": "8B", "course": course}));
            feed.record(ORTIZ, None, &member(OTHER_CLASS, SOMEBODY, "teacher", true));
        }
        _ => {}
    }
    if actor == "past" {
        feed.now_ms += 1;
        feed.set("peer.round", ROUND, json!({"state": {"closed": {"at_ms": START_MS}}}));
    }
    let mut streams = match role {
        Role::Student => feed.of_student(user),
        Role::Teacher | Role::Administrator => feed.of_teacher(),
    };
    streams.push(format!("R:{ROUND}:{user}"));
    let store = Store::open(folder, &DbKey([7; 32]), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, user, role).unwrap();
    feed.sync(&store, &streams).unwrap();
    let file = store.write_photo(b"a picture").unwrap();
    store.write(|tx| tx.add_attachment(PHOTO, (CLASS, AMARA), &file, 1)).unwrap();
    store
}

/// A sample of this kind in the shape that the table's row names.
fn fact(row: &str) -> Body {
    let (kind, shape) = row.split_once('/').unwrap_or((row, ""));
    let sample = SAMPLES.lines().filter_map(|line| line.split_once(' ')).find(|(of, _)| *of == kind);
    let mut fields: Map<String, Value> = serde_json::from_str(sample.unwrap().1).unwrap();
    // Photos that are not here are another matter.
    for photos in ["attachments", "voice"] {
        fields.remove(photos);
    }
    match (kind, shape) {
        ("judgement" | "habit", "self") => drop(fields.insert("lane".into(), json!("self"))),
        ("judgement" | "habit", _) => drop(fields.insert("lane".into(), json!("teacher"))),
        ("peer.comment", _) => drop(fields.insert("round".into(), json!(ROUND))),
        _ => {}
    }
    if shape != "correcting" && matches!(kind, "judgement" | "feedback" | "evidence") {
        fields.remove("supersedes");
    }
    match Body::parse(kind, 1, &Value::Object(fields).to_string()) {
        Ok(Parsed::Known(body)) => body,
        other => panic!("{row}: {other:?}"),
    }
}

/// Fields of the entity that the table's row names.
fn entity(row: &str) -> Body {
    let (word, wide) = row.split_once('/').map_or((row, false), |(word, _)| (word, true));
    let entity = Entity::parse(word).unwrap();
    let outcome = if wide { WIDE } else { C3 };
    let fields = match entity {
        Entity::School => json!({"name": "Another name", "zone": "Europe/Lisbon"}),
        Entity::Context => json!({"name": "Debate", "at_bat": true, "position": 3}),
        Entity::Class => json!({"title": "7X", "course": COURSE}),
        Entity::Member => return member(CLASS, SOMEBODY, "teacher", true),
        Entity::Course => json!({"title": "Humanities 7"}),
        Entity::Outcome => json!({"course": COURSE, "code": "C9", "i_can": "I can end", "school_wide": wide}),
        Entity::Rubric => {
            json!({"outcome": outcome, "rows": [{"id": FRESH, "title": "Ending", "cells": []}]})
        }
        Entity::Sample => json!({"outcome": outcome, "row": FRESH, "level": FRESH, "text": "The hummingbird",
            "source": "teacher", "active": true}),
        Entity::Task => json!({"course": COURSE, "title": "Letter", "outcomes": [C3]}),
        Entity::Term => json!({"course": COURSE, "word": "claim", "meaning": "What you say is true"}),
        Entity::Phrase => json!({"course": COURSE, "author": ORTIZ, "part": "next_step", "text": "Quote",
            "active": true}),
        Entity::Wording => {
            json!({"course": COURSE, "of": {"outcome": C3}, "text": "I prove it", "active": true})
        }
        Entity::MasteryDay => json!({"class": CLASS, "day": 20_000, "outcomes": [C3]}),
        Entity::PeerRound => json!({"class": CLASS, "outcome": C3, "rows": [FRESH], "state": "open",
            "starters": [{"id": FRESH, "text": "I can see"}]}),
        Entity::PeerReview => json!({"round": ROUND, "reviewer": BEN,
            "of": [{"student": AMARA, "evidence": FRESH}]}),
        Entity::Seat => json!({"class": CLASS, "user": BEN, "table": 2, "place": 1}),
    };
    let id = match entity {
        Entity::School => SCHOOL.to_string(),
        Entity::Course => COURSE.to_string(),
        Entity::PeerReview => PeerReview::key(ROUND, BEN),
        Entity::Seat => Seat::key(CLASS, BEN),
        _ => FRESH.to_string(),
    };
    set(entity, id, &fields)
}

/// Compares each cell with what the actor's device answers.
fn holds(number: u8, subject: Option<(ClassId, UserId)>, body: impl Fn(&str) -> Body) -> usize {
    let rows = part(number);
    for (nth, actor) in ACTORS.iter().enumerate() {
        let folder = tempfile::tempdir().unwrap();
        let store = device(folder.path(), actor);
        for (row, cells) in &rows {
            let answer = store.write(|tx| tx.append(subject, &body(row), Send::Held)).map(drop);
            assert_eq!(cell(answer), cells[nth], "{row} by {actor}");
        }
    }
    rows.len()
}

#[test]
fn a_device_lets_people_record_what_the_table_says() {
    let rows = holds(1, Some((CLASS, AMARA)), fact);
    assert!(rows >= Kind::ALL.len() - 1, "every kind but fields has a row: {rows}");
}

#[test]
fn a_device_lets_people_set_what_the_table_says() {
    let rows = holds(2, None, entity);
    assert!(rows >= Entity::ALL.len(), "every entity has a row: {rows}");
}

#[test]
fn what_stands_stays_what_and_whose_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed = Feed::of_school();
    let rubric = json!({"outcome": C3, "rows": [{"id": FRESH, "title": "Ending", "cells": []}]});
    feed.set("rubric", FRESH, rubric.clone());
    feed.set("class", OTHER_CLASS, json!({"title": "8B", "course": OTHER_COURSE}));
    feed.record(ORTIZ, None, &member(OTHER_CLASS, ORTIZ, "teacher", true));
    let store = Store::open(folder.path(), &DbKey([7; 32]), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, ORTIZ, Role::Teacher).unwrap();
    let streams = feed.of_teacher();
    feed.sync(&store, &streams).unwrap();
    let says = |body: &Body| store.write(|tx| tx.append(None, body, Send::Held)).map(drop).unwrap_err();
    let other = json!({"rows": [{"id": FRESH, "title": "Beginning", "cells": []}]});
    assert!(matches!(says(&set(Entity::Rubric, FRESH, &other)), StoreError::Refused(Refusal::IdReused)));
    let moved = json!({"course": OTHER_COURSE});
    assert!(matches!(says(&set(Entity::Outcome, C3, &moved)), StoreError::Refused(Refusal::BadReference)));
    store.write(|tx| tx.append(None, &set(Entity::Rubric, FRESH, &rubric), Send::Held)).unwrap();
}
