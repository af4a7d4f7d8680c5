//! Fields of entities: who sets those of which, and that what they name is there and theirs.

use crate::lesson::{DAY, Lesson, NOWHERE, ROUND, TASK, TERM, entities, evidence, with};
use crate::school::{
    AMARA, BEN, C1, C3, CHIDI, CLASS_7B, CLASS_7D, COURSE, FOREIGN, ORTIZ, OTHER_COURSE, Phone, ROW, RUBRIC,
    member,
};
use notyet_model::authority::Refusal::{
    BadReference, IdReused, KindUnknown, Malformed, NotThisStudent, NotYourClass, NotYourRole,
};
use notyet_model::ids::{AttachmentId, ClassId, CourseId, UserId};
use notyet_model::register::{Class, ClassRole, Entity, PeerReview, Seat};
use notyet_model::scale::preset_level;
use notyet_model::stream::Stream;
use notyet_protocol::op::Op;
use notyet_protocol::wire::Fate;
use notyet_server::Plan;
use serde_json::{Value, json};
use uuid::Uuid;

fn id(n: u8) -> String {
    Uuid::from_bytes([n; 16]).to_string()
}

/// One entity of every kind that a teacher of the course sets, and for each what would make it wrong: a thing that
/// is not there, or of another course or class.
fn of_teachers(it: &Lesson) -> Vec<(Entity, String, Value, Vec<Value>)> {
    let outcome = json!({"course": COURSE, "code": "C9", "i_can": "I can end", "mastery": preset_level(2)});
    let rubric = json!({"outcome": C1, "rows": [{"id": id(0x31), "title": "Ending", "cells": []}]});
    let phrase = json!({"course": COURSE, "author": ORTIZ, "part": "next_step", "outcome": C3,
        "text": "Use a quotation", "active": true});
    let sample = json!({"outcome": C3, "row": ROW, "level": preset_level(3), "text": "The hummingbird",
        "source": "teacher", "active": true});
    let wording = json!({"course": COURSE, "of": {"outcome": C3}, "text": "I prove it", "active": true});
    let review =
        json!({"round": ROUND, "reviewer": AMARA, "of": [{"student": BEN, "evidence": it.bens_work}]});
    let cells = |level: Value| json!([{"id": ROW, "title": "x", "cells": [{"level": level, "text": "I"}]}]);
    let mut all = vec![
        (
            Entity::Course,
            COURSE.to_string(),
            json!({"retake": {"minutes": 20, "tasks": [TASK]}}),
            vec![json!({"retake": {"minutes": 20, "tasks": [NOWHERE]}})],
        ),
        (Entity::Outcome, id(0x30), outcome, vec![json!({"mastery": NOWHERE}), json!({"rubric": RUBRIC})]),
        (Entity::Rubric, id(0x32), rubric, vec![json!({"rows": cells(json!(NOWHERE))})]),
        (Entity::Phrase, id(0x33), phrase, vec![json!({"outcome": FOREIGN}), json!({"author": NOWHERE})]),
        (Entity::Sample, id(0x34), sample, vec![json!({"row": NOWHERE}), json!({"level": NOWHERE})]),
        (Entity::Wording, id(0x35), wording, vec![json!({"of": {"term": NOWHERE}})]),
        (
            Entity::PeerReview,
            PeerReview::key(ROUND, AMARA),
            review,
            vec![
                json!({"of": [{"student": BEN, "evidence": it.work}]}),
                json!({"of": [{"student": CHIDI, "evidence": it.bens_work}]}),
                json!({"of": [{"student": BEN, "evidence": it.bens_level}]}),
                json!({"reviewer": BEN}),
            ],
        ),
        (
            Entity::Seat,
            Seat::key(CLASS_7B, AMARA),
            json!({"class": CLASS_7B, "user": AMARA, "table": 2, "place": 1}),
            vec![],
        ),
    ];
    for (entity, _, fields) in entities() {
        let (id, forged) = match entity {
            Entity::Task => (
                id(0x36),
                vec![
                    json!({"outcomes": [FOREIGN]}),
                    json!({"context": NOWHERE}),
                    json!({"after": [NOWHERE]}),
                ],
            ),
            Entity::Term => (id(0x37), vec![json!({"outcomes": [NOWHERE]})]),
            Entity::MasteryDay => (id(0x38), vec![json!({"outcomes": [FOREIGN]})]),
            _ => (
                id(0x39),
                vec![json!({"rows": [NOWHERE]}), json!({"task": NOWHERE}), json!({"rubric": NOWHERE})],
            ),
        };
        all.push((entity, id, fields, forged));
    }
    all
}

#[tokio::test]
async fn a_teacher_sets_what_is_of_their_course_and_class_and_a_student_nothing() {
    let it = Lesson::open().await;
    let table = of_teachers(&it);
    let mut kinds: Vec<&str> = table.iter().map(|(entity, ..)| entity.as_str()).collect();
    kinds.extend(["school", "context", "class", "member"]);
    kinds.sort_unstable();
    let mut known: Vec<&str> = Entity::ALL.iter().map(|entity| entity.as_str()).collect();
    known.sort_unstable();
    assert_eq!(kinds, known);
    for (entity, id, fields, forged) in &table {
        let by = |who: &Phone, fields: &Value| {
            let op = who.fields(*entity, id, fields.clone());
            // A seat is about whoever sits there.
            Op { student: (*entity == Entity::Seat).then_some(AMARA), ..op }
        };
        let set = |fields: &Value| by(&it.ortiz, fields);
        let by_amara = by(&it.amara, fields);
        assert_eq!(it.amara.push(&by_amara).await, Fate::Refused(NotYourRole), "{entity:?}");
        for forged in forged {
            let fate = it.ortiz.push(&set(&with(fields, forged))).await;
            assert_eq!(fate, Fate::Refused(BadReference), "{entity:?} {forged}");
        }
        let op = set(fields);
        assert_eq!(it.ortiz.push(&op).await, Fate::Stored, "{entity:?}");
        assert!(it.adeyemi.sees(op.id).await, "{entity:?}");
        let for_staff = matches!(entity, Entity::Phrase | Entity::Seat);
        let for_amara = it.amara.sees(op.id).await;
        assert_eq!(for_amara, !for_staff, "{entity:?}");
        let for_ben = it.ben.sees(op.id).await;
        assert_eq!(for_ben, !for_staff && *entity != Entity::PeerReview, "{entity:?}");
    }
}

#[tokio::test]
async fn a_seat_is_in_the_record_of_whoever_sits_there_and_of_one_class() {
    let it = Lesson::open().await;
    let seat = |class: ClassId, user: UserId| json!({"class": class, "user": user, "table": 2, "place": 1});
    let set = |id: String, fields: Value, student: Option<UserId>| Op {
        student,
        ..it.ortiz.fields(Entity::Seat, id, fields)
    };
    let amaras = Seat::key(CLASS_7B, AMARA);
    let table = [
        (set(amaras.clone(), seat(CLASS_7B, AMARA), None), NotThisStudent),
        (set(amaras.clone(), seat(CLASS_7B, AMARA), Some(BEN)), NotThisStudent),
        (set(amaras.clone(), seat(CLASS_7B, BEN), Some(BEN)), BadReference),
        (set(Seat::key(CLASS_7B, CHIDI), seat(CLASS_7B, CHIDI), Some(CHIDI)), BadReference),
        (set(Seat::key(CLASS_7D, CHIDI), seat(CLASS_7D, CHIDI), Some(CHIDI)), NotYourClass),
    ];
    for (op, why) in table {
        assert_eq!(it.ortiz.push(&op).await, Fate::Refused(why), "{}", op.b);
    }
    let op = set(amaras, seat(CLASS_7B, AMARA), Some(AMARA));
    assert_eq!(it.ortiz.push(&op).await, Fate::Stored);
}

#[tokio::test]
async fn an_administrator_sets_what_is_the_schools_and_nobody_writes_the_roster() {
    let it = Lesson::open().await;
    let school = it.school.service.school().to_string();
    let general = json!({"course": COURSE, "code": "S1", "i_can": "I can argue", "school_wide": true,
        "also_in": [OTHER_COURSE]});
    let rows =
        json!([{"id": id(0x42), "title": "Arguing", "cells": [{"level": preset_level(3), "text": "I"}]}]);
    let table = [
        (Entity::School, school.clone(), json!({"sharing": "closed", "safeguarding_lead": ORTIZ})),
        (Entity::Context, id(0x40), json!({"name": "Debate", "at_bat": true})),
        (Entity::Outcome, id(0x41), general.clone()),
        (Entity::Rubric, id(0x43), json!({"outcome": id(0x41), "rows": rows})),
        (Entity::Course, OTHER_COURSE.to_string(), json!({"title": "Maps and globes"})),
    ];
    for (entity, id, fields) in &table {
        let by_teacher = it.ortiz.push(&it.ortiz.fields(*entity, id, fields.clone())).await;
        let why = if *entity == Entity::Course { NotYourClass } else { NotYourRole };
        assert_eq!(by_teacher, Fate::Refused(why), "{entity:?}");
        let op = it.office.fields(*entity, id, fields.clone());
        assert_eq!(it.office.push(&op).await, Fate::Stored, "{entity:?}");
        assert_eq!(it.chidi.sees(op.id).await, *entity != Entity::Course, "{entity:?}");
    }
    let forged = [
        (Entity::School, id(0x44), json!({"name": "Mine", "zone": "Asia/Tokyo"})),
        (Entity::School, school, json!({"safeguarding_lead": NOWHERE})),
        (Entity::Outcome, id(0x45), with(&general, &json!({"rubric": RUBRIC}))),
        (Entity::Outcome, id(0x45), with(&general, &json!({"also_in": [NOWHERE]}))),
        (Entity::Outcome, id(0x41), json!({"course": OTHER_COURSE})),
    ];
    for (entity, id, fields) in forged {
        let fate = it.office.push(&it.office.fields(entity, &id, fields.clone())).await;
        assert_eq!(fate, Fate::Refused(BadReference), "{entity:?} {fields}");
    }
    for who in [&it.office, &it.ortiz, &it.amara] {
        for (entity, id) in
            [(Entity::Class, CLASS_7B.to_string()), (Entity::Member, format!("{CLASS_7B}/{AMARA}"))]
        {
            let op = who.fields(entity, id, json!({"title": "Mine", "active": false}));
            assert_eq!(who.push(&op).await, Fate::Refused(NotYourRole));
        }
    }
}

#[tokio::test]
async fn what_is_of_another_course_or_class_is_not_theirs() {
    let it = Lesson::open().await;
    let task = entities().remove(0).2;
    let day = entities().remove(2).2;
    let table = [
        (Entity::Task, id(0x50), with(&task, &json!({"course": OTHER_COURSE}))),
        (Entity::Task, id(0x50), with(&task, &json!({"course": CourseId::from_bytes([0x66; 16])}))),
        (Entity::MasteryDay, id(0x51), with(&day, &json!({"class": CLASS_7D}))),
        (Entity::MasteryDay, id(0x51), with(&day, &json!({"class": ClassId::from_bytes([0x66; 16])}))),
        (Entity::PeerReview, PeerReview::key(ROUND, BEN), json!({"round": id(0x52)})),
        (Entity::Outcome, FOREIGN.to_string(), json!({"i_can": "I can read maps"})),
    ];
    for (entity, id, fields) in table {
        let fate = it.ortiz.push(&it.ortiz.fields(entity, &id, fields.clone())).await;
        assert_eq!(fate, Fate::Refused(NotYourClass), "{entity:?} {fields}");
    }
    let mut elsewhere = it.ortiz.fields(Entity::MasteryDay, DAY, json!({"title": "Catch-up"}));
    elsewhere.class = Some(CLASS_7D);
    assert_eq!(it.ortiz.push(&elsewhere).await, Fate::Refused(NotYourClass));
    let mut about_amara = it.ortiz.fields(Entity::Term, TERM, json!({"word": "a claim"}));
    about_amara.student = Some(AMARA);
    assert_eq!(it.ortiz.push(&about_amara).await, Fate::Refused(NotThisStudent));
}

#[tokio::test]
async fn an_entity_stays_what_and_whose_it_is() {
    let it = Lesson::open().await;
    let general = json!({"course": COURSE, "code": "S1", "i_can": "I can argue", "school_wide": true});
    let general = it.office.fields(Entity::Outcome, id(0x60), general);
    assert_eq!(it.office.push(&general).await, Fate::Stored);
    let rubric = |of: Value| json!({"outcome": of, "rows": [{"id": ROW, "title": "x", "cells": []}]});
    let version = json!({"outcome": C3, "rows": [{"id": ROW, "title": "Choosing better", "cells": []}]});
    let table = [
        // Adeyemi teaches both classes, and still moves nothing from one to the other.
        (Entity::MasteryDay, DAY.to_string(), json!({"class": CLASS_7D}), BadReference),
        (Entity::PeerRound, ROUND.to_string(), json!({"class": CLASS_7D}), BadReference),
        (Entity::Outcome, id(0x60), json!({"school_wide": false}), NotYourRole),
        (Entity::Outcome, C3.to_string(), json!({"school_wide": true}), NotYourRole),
        (Entity::Outcome, C3.to_string(), json!({"course": OTHER_COURSE}), NotYourClass),
        (Entity::Rubric, id(0x62), rubric(json!(id(0x60))), NotYourRole),
        (Entity::Rubric, id(0x62), rubric(json!(NOWHERE)), NotYourRole),
        (Entity::Rubric, RUBRIC.to_string(), version, IdReused),
        (Entity::Task, id(0xab).to_uppercase(), entities().remove(0).2, BadReference),
        (Entity::Task, "C3".into(), entities().remove(0).2, BadReference),
        (Entity::Task, TASK.to_string(), json!({"title": ""}), Malformed),
        (Entity::Task, TASK.to_string(), json!({"outcomes": "all"}), Malformed),
        (Entity::Task, TASK.to_string(), json!({"a\0b": 1}), Malformed),
        (Entity::Task, TASK.to_string(), json!({"x".repeat(101): 1}), Malformed),
        (Entity::Task, id(0x61), json!({"course": COURSE}), Malformed),
    ];
    for (entity, id, fields, why) in table {
        let fate = it.adeyemi.push(&it.adeyemi.fields(entity, &id, fields.clone())).await;
        assert_eq!(fate, Fate::Refused(why), "{entity:?} {fields}");
    }
    let same = json!({"outcome": C3, "rows": [{"id": ROW, "title": "Choosing", "cells": []}]});
    assert_eq!(it.adeyemi.push(&it.adeyemi.fields(Entity::Rubric, RUBRIC, same)).await, Fate::Stored);
    let mut poem = it.adeyemi.fields(Entity::Task, TASK, json!({}));
    poem.b =
        serde_json::value::RawValue::from_string(r#"{"entity":"poem","id":"x","fields":{}}"#.into()).unwrap();
    assert_eq!(it.adeyemi.push(&poem).await, Fate::Refused(KindUnknown));
}

#[tokio::test]
async fn a_phrase_is_put_into_nobody_elses_mouth_and_a_students_photo_is_no_sample() {
    let it = Lesson::open().await;
    let phrase =
        json!({"course": COURSE, "author": ORTIZ, "part": "improve", "text": "Quote it", "active": true});
    let put =
        async |who: &Phone, fields: Value| who.push(&who.fields(Entity::Phrase, id(0x70), fields)).await;
    assert_eq!(put(&it.adeyemi, phrase.clone()).await, Fate::Refused(BadReference));
    assert_eq!(put(&it.ortiz, phrase).await, Fate::Stored);
    assert_eq!(put(&it.adeyemi, json!({"active": false})).await, Fate::Stored, "a co-teacher puts it away");
    let photo = AttachmentId::from_bytes([7; 16]);
    let work = with(&evidence(), &json!({"attachments": [photo]}));
    it.stored(&it.amara, AMARA, "evidence", &work).await;
    let sample = json!({"outcome": C3, "level": preset_level(3), "attachments": [photo], "source": "given",
        "active": true});
    let fate = it.ortiz.push(&it.ortiz.fields(Entity::Sample, id(0x71), sample)).await;
    assert_eq!(fate, Fate::Refused(BadReference));
}

#[tokio::test]
async fn a_new_class_on_the_course_gets_its_tasks_and_terms_and_staff_its_phrases() {
    let it = Lesson::open().await;
    let next_year = ClassId::from_bytes([0x8b; 16]);
    let phrase =
        json!({"course": COURSE, "author": ORTIZ, "part": "improve", "text": "Quote it", "active": true});
    let phrase = it.ortiz.fields(Entity::Phrase, id(0x70), phrase);
    assert_eq!(it.ortiz.push(&phrase).await, Fate::Stored);
    let mut plan = Plan::default();
    plan.class(next_year, &Class { title: "8B".into(), course: COURSE });
    plan.member(&member(next_year, ORTIZ, ClassRole::Teacher, true));
    it.school.service.apply(plan).await.unwrap();
    let held = it.ortiz.pull_all().await;
    let of_class = &held[&Stream::Class(next_year).to_string()];
    assert!(!of_class.contains(&phrase.id));
    assert!(held[&Stream::Teaching(next_year).to_string()].contains(&phrase.id));
    let pulled = it.ortiz.sync(vec![]).await;
    let text = serde_json::to_string(&pulled.pages[&Stream::Class(next_year).to_string()]).unwrap();
    for name in ["Letter to the town council", "What you say is true"] {
        assert!(text.contains(name));
    }
    assert!(!text.contains(&DAY.to_string()) && !text.contains(&ROUND.to_string()), "those are 7B's");
}

#[tokio::test]
async fn fields_from_before_a_teacher_left_are_taken_for_fourteen_days_and_marked() {
    let it = Lesson::open().await;
    let before = it.ortiz.fields(Entity::Task, TASK, json!({"title": "Letter to the mayor"}));
    let mut plan = Plan::default();
    plan.member(&member(CLASS_7B, ORTIZ, ClassRole::Teacher, false));
    it.school.service.apply(plan).await.unwrap();
    it.school.env.pass_ms(1_000);
    let after = it.ortiz.fields(Entity::Task, TASK, json!({"title": "Letter to nobody"}));
    let acks = it.ortiz.sync(vec![before.to_raw(), after.to_raw()]).await.acks;
    let fates: Vec<Fate> = acks.iter().map(|ack| ack.fate).collect();
    assert_eq!(fates, [Fate::Stored, Fate::Refused(NotYourClass)]);
    let pages = it.adeyemi.sync(vec![]).await.pages;
    let mut envelopes = pages.values().flat_map(|page| &page.ops);
    assert!(envelopes.any(|it| it.op.read().unwrap().id == before.id && it.flags == 1));
}

/// A field of a newer version may be called like what this one finds entities by, and hold anything.
#[tokio::test]
async fn a_field_that_nobody_knows_is_kept_whatever_it_is_called_and_holds() {
    let it = Lesson::open().await;
    let unknown = json!({"round": "long ".repeat(2_000), "class": [0, null, "\0"], "x".repeat(100): "é"});
    let op = it.adeyemi.fields(Entity::Task, TASK, unknown);
    assert_eq!(it.adeyemi.push(&op).await, Fate::Stored);
    assert!(it.adeyemi.sees(op.id).await);
}
