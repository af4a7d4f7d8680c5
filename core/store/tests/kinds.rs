//! Every kind of fact and entity on a device: kept, asked for, and refused where it would be refused later.

#![allow(clippy::unwrap_used, reason = "helpers of tests, which clippy takes for a program's")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::fact::{Body, Excusal, Kind, Lane, Parsed, Set};
use notyet_model::ids::{OpId, RoundId, StarterId, TaskId, UserId};
use notyet_model::plan::day::Table;
use notyet_model::register::{Entity, PeerReview, Seat};
use notyet_protocol::epoch::Epoch;
use notyet_store::testing::*;
use notyet_store::{DbKey, Send, Store, StoreError, TestEnv};
use serde_json::{Value, json};
use std::path::Path;
use std::sync::Arc;

/// One of every kind, as the model writes them.
const SAMPLES: &str = include_str!("../../model/src/fact/wire.txt");
const ROUND: RoundId = RoundId::from_bytes([0xaa; 16]);
const NOWHERE: OpId = OpId::from_bytes([0x99; 16]);

fn body(kind: &str, json: &str) -> Body {
    match Body::parse(kind, 1, json) {
        Ok(Parsed::Known(body)) => body,
        other => panic!("{kind}: {other:?}"),
    }
}

fn samples() -> Vec<Body> {
    let lines = SAMPLES.lines().filter_map(|line| line.split_once(' '));
    lines.map(|(kind, json)| body(kind, json)).collect()
}

fn of(kind: Kind) -> Body {
    samples().into_iter().find(|body| body.which() == kind).unwrap()
}

/// A device of this person that has pulled what they may read of the feed.
fn device(folder: &Path, feed: &mut Feed, user: UserId, role: Role) -> Store {
    let store = Store::open(folder, &DbKey([7; 32]), Arc::new(TestEnv::new(1))).unwrap();
    enrol(&store, user, role).unwrap();
    pull(&store, feed, user, role);
    store
}

fn pull(store: &Store, feed: &mut Feed, user: UserId, role: Role) -> notyet_store::Applied {
    let mut streams = match role {
        Role::Student => feed.of_student(user),
        Role::Teacher | Role::Administrator => feed.of_teacher(),
    };
    streams.push(format!("R:{ROUND}:{user}"));
    feed.sync(store, &streams).unwrap()
}

fn refusal(store: &Store, subject: Option<UserId>, body: &Body) -> Option<Refusal> {
    match store.write(|tx| tx.append(subject.map(|student| (CLASS, student)), body, Send::Now)) {
        Err(StoreError::Refused(why)) => Some(why),
        Err(other) => panic!("{other}"),
        Ok(_) => None,
    }
}

fn level_of(store: &Store) -> Option<(Option<u32>, u32)> {
    let rows = store.read(|r| r.levels_of_student(AMARA)).unwrap();
    rows.first().map(|row| (row.level, row.counted))
}

#[test]
fn every_kind_that_the_feed_brings_is_kept_once() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed = Feed::of_school();
    let store = device(folder.path(), &mut feed, ORTIZ, Role::Teacher);
    let samples = samples();
    assert_eq!(samples.len(), Kind::ALL.len());
    for body in &samples {
        let about = (body.which() != Kind::Set).then_some(AMARA);
        feed.record(HALE, about, body);
    }
    assert_eq!(pull(&store, &mut feed, ORTIZ, Role::Teacher).pulled as usize, samples.len());
    assert_eq!(pull(&store, &mut feed, ORTIZ, Role::Teacher).pulled, 0);
    assert!(store.levels_agree().unwrap());
    feed.epoch = Epoch::new(2, "second");
    assert_eq!(pull(&store, &mut feed, ORTIZ, Role::Teacher).pulled, 0, "all of it is still here");
}

#[test]
fn a_device_refuses_what_the_server_would() {
    let (at_school, at_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut feed = Feed::of_school();
    let said = feed.record(ORTIZ, Some(AMARA), &Body::Feedback(feedback(C3, "Quote")));
    let to_ben = feed.record(ORTIZ, Some(BEN), &Body::Feedback(feedback(C3, "Quote")));
    let ortiz = device(at_school.path(), &mut feed, ORTIZ, Role::Teacher);
    let amara = device(at_home.path(), &mut feed, AMARA, Role::Student);
    let question = |id: OpId| body("question", &json!({"feedback": id, "text": "Which?"}).to_string());
    let note = of(Kind::StaffNote);
    let mut habit = of(Kind::Habit);
    assert_eq!(refusal(&ortiz, Some(AMARA), &habit), None);
    assert_eq!(refusal(&amara, Some(AMARA), &habit), Some(Refusal::NotYourLane));
    if let Body::Habit(it) = &mut habit {
        it.lane = Lane::Own;
    }
    let table = [
        (&amara, &habit, None),
        (&amara, &question(said), None),
        (&amara, &question(NOWHERE), None),
        (&amara, &question(to_ben), None),
        (&ortiz, &question(said), Some(Refusal::NotYourRole)),
        (&ortiz, &note, None),
        (&amara, &note, Some(Refusal::NotYourRole)),
        (&amara, &of(Kind::PeerComment), Some(Refusal::NotYourRole)),
        (&amara, &of(Kind::GradeDecision), Some(Refusal::NotYourRole)),
    ];
    for (device, body, why) in table {
        assert_eq!(refusal(device, Some(AMARA), body), why, "{body:?}");
    }
    let answer = |id: OpId| body("answer", &json!({"question": id, "text": "The first"}).to_string());
    assert_eq!(refusal(&ortiz, Some(AMARA), &answer(said)), Some(Refusal::BadReference), "not a question");
    assert_eq!(refusal(&amara, Some(BEN), &question(to_ben)), Some(Refusal::NotThisStudent));
    let blank = body("question", &json!({"feedback": said, "text": " "}).to_string());
    assert_eq!(refusal(&amara, Some(AMARA), &blank), Some(Refusal::Malformed));
}

#[test]
fn a_teacher_takes_back_a_students_work_and_not_what_they_say() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed = Feed::of_school();
    let said = feed.record(ORTIZ, Some(AMARA), &Body::Feedback(feedback(C3, "Quote")));
    let question = body("question", &json!({"feedback": said, "text": "Which?"}).to_string());
    let question = feed.record(AMARA, Some(AMARA), &question);
    let work = feed.record(AMARA, Some(AMARA), &Body::Evidence(evidence(C3, vec![])));
    let hale = device(folder.path(), &mut feed, HALE, Role::Teacher);
    assert_eq!(refusal(&hale, Some(AMARA), &retraction(&[question])), Some(Refusal::BadReference));
    assert_eq!(refusal(&hale, Some(AMARA), &retraction(&[said, work])), None);
}

#[test]
fn an_excused_result_stands_and_does_not_count_until_the_excusal_is_taken_back() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed = Feed::of_school();
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    let drill = feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 1, ESSAY, 1)));
    let store = device(folder.path(), &mut feed, ORTIZ, Role::Teacher);
    let all = level_of(&store);
    assert_eq!(all.map(|(_, counted)| counted), Some(2));
    let excusal = Body::Excusal(Excusal { of: vec![drill], reason: "Fire drill".into() });
    let append = |body: &Body, send| store.write(|tx| tx.append(Some((CLASS, AMARA)), body, send)).unwrap().0;
    let held = append(&excusal, Send::Held);
    assert_eq!(level_of(&store), Some((Some(1), 1)), "unsent work shows");
    store.write(|tx| tx.remove_held(held)).unwrap();
    assert_eq!(level_of(&store), all);
    let sent = append(&excusal, Send::Now);
    pull(&store, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(level_of(&store), Some((Some(1), 1)));
    let set_aside = store.read(|r| r.set_aside(AMARA)).unwrap();
    assert_eq!(set_aside.excused.into_iter().collect::<Vec<_>>(), [drill]);
    let undo = append(&retraction(&[sent]), Send::Held);
    assert_eq!(level_of(&store), all);
    store.write(|tx| tx.remove_held(undo)).unwrap();
    assert_eq!(level_of(&store), Some((Some(1), 1)));
    feed.record(HALE, Some(AMARA), &retraction(&[sent]));
    pull(&store, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(level_of(&store), all);
    assert!(store.levels_agree().unwrap());
}

#[test]
fn an_excusal_counts_whenever_it_comes_and_whatever_the_server_says_to_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed = Feed::of_school();
    let drill = feed.compose(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 1, ESSAY, 1)));
    let excusal = Body::Excusal(Excusal { of: vec![drill.id], reason: "Fire drill".into() });
    feed.record(HALE, Some(AMARA), &excusal);
    feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 2, ESSAY, 0)));
    let store = device(folder.path(), &mut feed, ORTIZ, Role::Teacher);
    feed.append(&drill.to_raw());
    pull(&store, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(level_of(&store), Some((Some(1), 1)), "excused before it came");
    let other = feed.record(HALE, Some(AMARA), &Body::Judgement(at_bat(C3, 4, ESSAY, 2)));
    pull(&store, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(level_of(&store).map(|(_, counted)| counted), Some(2));
    let mistaken = Body::Excusal(Excusal { of: vec![other], reason: "A mistake".into() });
    store.write(|tx| tx.append(Some((CLASS, AMARA)), &mistaken, Send::Now)).unwrap();
    assert_eq!(level_of(&store).map(|(_, counted)| counted), Some(1));
    feed.refuse(Some(Refusal::NotYourClass));
    pull(&store, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(level_of(&store).map(|(_, counted)| counted), Some(2), "refused: it excuses nothing");
    assert!(store.levels_agree().unwrap());
}

fn set(entity: Entity, id: impl ToString, fields: &Value) -> Body {
    let fields = fields.as_object().unwrap().clone();
    Body::Set(Set { entity: entity.as_str().to_owned(), id: id.to_string(), fields })
}

#[test]
fn a_teacher_sets_what_is_of_their_course_and_nobody_else_does() {
    let (at_school, at_home) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut feed = Feed::of_school();
    let ortiz = device(at_school.path(), &mut feed, ORTIZ, Role::Teacher);
    let amara = device(at_home.path(), &mut feed, AMARA, Role::Student);
    let id = TaskId::from_bytes([1; 16]);
    let task = |course: Value| {
        set(Entity::Task, id, &json!({"course": course, "title": "Letter", "outcomes": [C3]}))
    };
    let rubric = json!({"outcome": C3, "rows": [{"id": id, "title": "Choosing", "cells": []}]});
    let elsewhere = json!(TaskId::from_bytes([9; 16]));
    let day = |class: Value| set(Entity::MasteryDay, id, &json!({"class": class, "day": 20_000}));
    let table = [
        (&ortiz, task(json!(COURSE)), None),
        (&ortiz, set(Entity::Rubric, id, &rubric), None),
        (&ortiz, set(Entity::Outcome, C3, &json!({"i_can": "I can back up a claim"})), None),
        (&ortiz, day(json!(CLASS)), None),
        (&ortiz, task(elsewhere.clone()), Some(Refusal::NotYourClass)),
        (&ortiz, day(elsewhere.clone()), Some(Refusal::NotYourClass)),
        // Of no course that there is, so not a teacher's.
        (&ortiz, task(json!(5)), Some(Refusal::NotYourRole)),
        (&ortiz, set(Entity::Task, id, &json!({"title": "alone"})), Some(Refusal::NotYourRole)),
        (&ortiz, set(Entity::Class, CLASS, &json!({"title": "Mine"})), Some(Refusal::NotYourRole)),
        (&ortiz, set(Entity::School, SCHOOL, &json!({"name": "Mine"})), Some(Refusal::NotYourRole)),
        (&amara, task(json!(COURSE)), Some(Refusal::NotYourRole)),
    ];
    for (device, body, why) in table {
        assert_eq!(refusal(device, None, &body), why, "{body:?}");
    }
    let poem = Body::Set(Set { entity: "poem".into(), id: "x".into(), fields: serde_json::Map::new() });
    assert_eq!(refusal(&ortiz, None, &poem), Some(Refusal::KindUnknown));
    pull(&ortiz, &mut feed, ORTIZ, Role::Teacher);
    let outcome = ortiz.read(|r| r.outcome(C3)).unwrap().unwrap();
    assert_eq!(outcome.i_can, "I can back up a claim");
}

#[test]
fn a_seat_stands_at_once_and_until_the_feed_has_another_for_it() {
    let (folder, other) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let mut feed = Feed::of_school();
    let ortiz = device(folder.path(), &mut feed, ORTIZ, Role::Teacher);
    let seat = |table: u16| Seat { class: CLASS, user: AMARA, table: Some(Table(table)), place: 1 };
    let body =
        |table| set(Entity::Seat, Seat::key(CLASS, AMARA), &serde_json::to_value(seat(table)).unwrap());
    let sits = |store: &Store| store.read(|r| r.seats(CLASS)).unwrap().get(&AMARA).copied();
    assert_eq!(sits(&ortiz), None);
    for table in [2, 3] {
        assert_eq!(refusal(&ortiz, Some(AMARA), &body(table)), None);
        assert_eq!(sits(&ortiz), Some(seat(table)), "before any network");
    }
    pull(&ortiz, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(sits(&ortiz), Some(seat(3)), "the feed has both");
    feed.now_ms += 1;
    feed.record(HALE, Some(AMARA), &body(5));
    pull(&ortiz, &mut feed, ORTIZ, Role::Teacher);
    assert_eq!(sits(&ortiz), Some(seat(5)), "the other teacher moved her");
    let amara = device(other.path(), &mut feed, AMARA, Role::Student);
    assert_eq!(refusal(&amara, Some(AMARA), &body(1)), Some(Refusal::NotYourRole));
    assert_eq!(sits(&amara), None, "where somebody sits is for staff");
}

#[test]
fn a_student_comments_on_anothers_work_while_a_round_asks_them_to() {
    let folder = tempfile::tempdir().unwrap();
    let mut feed = Feed::of_school();
    let starter = StarterId::from_bytes([1; 16]);
    let round = json!({"class": CLASS, "outcome": C3, "rows": [starter], "state": "open",
        "starters": [{"id": starter, "text": "I can see"}]});
    feed.set("peer.round", ROUND, round);
    let work = feed.record(AMARA, Some(AMARA), &Body::Evidence(evidence(C3, vec![])));
    let review = json!({"round": ROUND, "reviewer": BEN, "of": [{"student": AMARA, "evidence": work}]});
    feed.set("peer.review", PeerReview::key(ROUND, BEN), review);
    let ben = device(folder.path(), &mut feed, BEN, Role::Student);
    let comment =
        json!({"round": ROUND, "evidence": work, "row": starter, "starter": starter, "text": "two"});
    let comment = body("peer.comment", &comment.to_string());
    assert_eq!(refusal(&ben, Some(AMARA), &comment), None);
    assert_eq!(refusal(&ben, Some(BEN), &comment), Some(Refusal::NotYourRole));
    assert_eq!(refusal(&ben, Some(AMARA), &of(Kind::Question)), Some(Refusal::NotThisStudent));
    feed.now_ms += 1;
    feed.set("peer.round", ROUND, json!({"state": {"closed": {"at_ms": START_MS}}}));
    pull(&ben, &mut feed, BEN, Role::Student);
    assert_eq!(refusal(&ben, Some(AMARA), &comment), Some(Refusal::NotThisStudent));
}
