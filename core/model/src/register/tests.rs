//! One entity of every kind with every field filled, and what holds for all of them.

use super::*;
use crate::fact::{LINE, LIST, MARK, TEXT};
use serde_json::json;
use std::collections::BTreeSet;
use uuid::Uuid;

const OWN_ID: &str = "0e0e0e0e-0e0e-0e0e-0e0e-0e0e0e0e0e0e";

fn id(n: u8) -> String {
    Uuid::from_bytes([n; 16]).to_string()
}

fn sample(entity: Entity) -> Value {
    let resource = json!({"title": "Quoting", "link": "https://school.org/quoting"});
    let retake = json!({"minutes": 20, "tasks": [id(0x21)], "note": "with feedback"});
    let scale = serde_json::to_value(Scale::preset()).unwrap();
    let at_bats = serde_json::to_value(AtBats::default()).unwrap();
    let method = serde_json::to_value(Method::Highest).unwrap();
    match entity {
        Entity::School => json!({"name": "Hill School", "zone": "Europe/Lisbon", "sharing": "closed",
            "safeguarding_lead": id(0x21)}),
        Entity::Context => json!({"name": "Essay", "at_bat": true, "position": 1}),
        Entity::Course => json!({"title": "English 7", "scale": scale, "method": method, "at_bats": at_bats,
            "retake": retake, "retakes_per_day": 3}),
        Entity::Class => json!({"title": "7B", "course": id(1)}),
        Entity::Outcome => json!({"course": id(1), "code": "C3", "i_can": "I can", "formal": "Cite",
            "kind": "skill", "standards": ["W.7.1b"], "mastery": id(2), "rubric": id(3), "position": 2, "school_wide": true, "also_in": [id(4)],
            "progress": {"when": "weekly", "how": "pages"}, "independent_mastery": {"when": "twice", "how": "alone"}}),
        Entity::Rubric => json!({"outcome": id(1), "rows": [{"id": id(2), "title": "Choosing",
            "cells": [{"level": id(3), "text": "I say"}]}]}),
        Entity::Member => json!({"class": id(1), "user": id(2), "role": "student", "name": "Amara Okafor",
            "short": "Amara O.", "sort": "Okafor", "active": true, "photos": "own_record"}),
        Entity::Task => {
            json!({"course": id(1), "title": "Letter", "directions": "Write", "outcomes": [id(2)],
            "context": id(3), "dok": 3, "position": 4, "step": id(0x31), "after": [id(4)], "retake": retake,
            "ways": [{"id": id(0x32), "title": "Podcast"}], "own_ideas": true, "resources": [resource]})
        }
        Entity::Term => {
            json!({"course": id(1), "word": "claim", "forms": ["claims"], "meaning": "What you say",
            "outcomes": [id(2)]})
        }
        Entity::Phrase => json!({"course": id(1), "author": id(2), "part": "next_step", "outcome": id(3),
            "text": "Use a quotation", "active": true}),
        Entity::Sample => json!({"outcome": id(1), "row": id(2), "level": id(3), "text": "The hummingbird",
            "link": "https://school.org/a", "attachments": [id(4)], "source": "given", "active": true}),
        Entity::Wording => {
            json!({"course": id(1), "of": {"outcome": id(2)}, "text": "I prove it", "active": true})
        }
        Entity::MasteryDay => json!({"class": id(1), "day": 20_000, "title": "Mastery Day",
            "outcomes": [id(2)], "places": 4}),
        Entity::PeerRound => json!({"class": id(1), "outcome": id(2), "rubric": id(3), "rows": [id(4)],
            "starters": [{"id": id(0x33), "text": "I can see"}], "task": id(5), "state": {"closed": {"at_ms": 7}}}),
        Entity::PeerReview => json!({"round": id(1), "reviewer": id(2),
            "of": [{"student": id(3), "evidence": id(4)}]}),
        Entity::Seat => json!({"class": id(1), "user": id(2), "table": 3, "place": 4}),
    }
}

fn fields(value: &Value) -> &Map<String, Value> {
    value.as_object().unwrap()
}

/// The fields as this program writes the typed view of them.
fn written(entity: Entity, value: &Value) -> Value {
    fn again<T: Serialize + DeserializeOwned>(fields: &Map<String, Value>) -> Value {
        serde_json::to_value(view::<T>(fields).unwrap()).unwrap()
    }
    let fields = fields(value);
    match entity {
        Entity::School => again::<School>(fields),
        Entity::Context => again::<Context>(fields),
        Entity::Course => again::<Course>(fields),
        Entity::Class => again::<Class>(fields),
        Entity::Outcome => again::<Outcome>(fields),
        Entity::Rubric => again::<Rubric>(fields),
        Entity::Member => again::<Member>(fields),
        Entity::Task => again::<Task>(fields),
        Entity::Term => again::<Term>(fields),
        Entity::Phrase => again::<Phrase>(fields),
        Entity::Sample => again::<Sample>(fields),
        Entity::Wording => again::<SharedWording>(fields),
        Entity::MasteryDay => again::<MasteryDay>(fields),
        Entity::PeerRound => again::<PeerRound>(fields),
        Entity::PeerReview => again::<PeerReview>(fields),
        Entity::Seat => again::<Seat>(fields),
    }
}

#[test]
fn every_entity_survives_the_wire_and_keeps_its_rules() {
    for entity in Entity::ALL {
        let value = sample(*entity);
        assert_eq!(written(*entity, &value), value, "{entity:?}");
        assert_eq!(check(*entity, fields(&value)), Ok(()), "{entity:?}");
        assert_eq!(check(*entity, &Map::new()), Err(BadEntity::Shape(*entity)));
    }
    let fault = BadEntity::Shape(Entity::PeerRound).to_string();
    assert_eq!(fault, "the fields do not make a peer.round");
}

#[test]
fn every_id_in_an_entity_is_named_but_those_that_it_defines() {
    for entity in Entity::ALL {
        let text = sample(*entity).to_string();
        let mut written: BTreeSet<Uuid> = ids_in(&text);
        if let Entity::Course | Entity::School = entity {
            // A course's scale defines its levels.
            written.retain(|id| *id == Uuid::from_bytes([0x21; 16]));
        }
        written.retain(|id| !(0x31..=0x33).contains(&id.as_bytes()[0]));
        if *entity == Entity::Rubric {
            written.remove(&Uuid::from_bytes([2; 16]));
        }
        let named = names(*entity, OWN_ID, fields(&sample(*entity))).unwrap();
        let mut named = ids_in(&format!("{named:?}"));
        named.remove(&OWN_ID.parse().unwrap());
        assert_eq!(named, written, "{entity:?}");
    }
    assert_eq!(names(Entity::Task, OWN_ID, &Map::new()), None);
    assert_eq!(names(Entity::Outcome, "C3", fields(&sample(Entity::Outcome))), None);
}

fn ids_in(text: &str) -> BTreeSet<Uuid> {
    let words = text.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
    words.filter(|word| word.len() == 36).filter_map(|word| word.parse().ok()).collect()
}

#[test]
fn an_outcomes_own_level_and_rubric_must_be_its_own() {
    use crate::fact::Name;
    use crate::ids::{LevelId, OutcomeId, RubricId};
    let outcome: OutcomeId = OWN_ID.parse().unwrap();
    let expected = vec![
        Name::Course(CourseId::from_bytes([1; 16])),
        Name::Course(CourseId::from_bytes([4; 16])),
        Name::Level { level: LevelId::from_bytes([2; 16]), outcome },
        Name::Rubric { rubric: RubricId::from_bytes([3; 16]), outcome },
    ];
    assert_eq!(names(Entity::Outcome, OWN_ID, fields(&sample(Entity::Outcome))), Some(expected));
}

/// Changes one field of a sample and says which rule that breaks.
fn broken(entity: Entity, field: &str, value: Value) -> Option<String> {
    let mut json = sample(entity);
    let mut at = &mut json;
    for part in field.split('/') {
        at = match part.parse::<usize>() {
            Ok(n) => &mut at[n],
            Err(_) => &mut at[part],
        };
    }
    *at = value;
    check(entity, fields(&json)).err().map(|fault| fault.to_string())
}

#[test]
fn every_text_of_an_entity_has_its_limit_and_says_what_it_must() {
    let table = [
        (Entity::School, "name", LINE, true),
        (Entity::Context, "name", LINE, true),
        (Entity::Course, "title", LINE, true),
        (Entity::Course, "retake/note", LINE, false),
        (Entity::Class, "title", LINE, true),
        (Entity::Outcome, "code", MARK, true),
        (Entity::Outcome, "i_can", TEXT, true),
        (Entity::Outcome, "formal", TEXT, false),
        (Entity::Outcome, "progress/when", LINE, false),
        (Entity::Outcome, "independent_mastery/how", LINE, false),
        (Entity::Rubric, "rows/0/title", LINE, true),
        (Entity::Rubric, "rows/0/cells/0/text", TEXT, false),
        (Entity::Member, "name", LINE, true),
        (Entity::Task, "title", LINE, true),
        (Entity::Task, "directions", TEXT, false),
        (Entity::Task, "retake/note", LINE, false),
        (Entity::Task, "ways/0/title", LINE, true),
        (Entity::Task, "resources/0/title", LINE, true),
        (Entity::Term, "word", LINE, true),
        (Entity::Term, "forms/0", LINE, true),
        (Entity::Term, "meaning", TEXT, true),
        (Entity::Phrase, "text", LINE, true),
        (Entity::Sample, "text", TEXT, false),
        (Entity::Wording, "text", LINE, true),
        (Entity::MasteryDay, "title", LINE, false),
        (Entity::PeerRound, "starters/0/text", LINE, true),
    ];
    for (entity, field, limit, needed) in table {
        let name = field.rsplit('/').find(|part| part.parse::<usize>().is_err()).unwrap();
        assert_eq!(broken(entity, field, "é".repeat(limit).into()), None, "{entity:?} {field}");
        let fault = format!("{name} is longer than {limit} characters");
        assert_eq!(broken(entity, field, "é".repeat(limit + 1).into()), Some(fault), "{entity:?} {field}");
        let fault = needed.then(|| format!("{name} must say something"));
        assert_eq!(broken(entity, field, "".into()), fault, "{entity:?} {field}");
    }
}

#[test]
fn every_list_of_an_entity_has_its_ends_and_no_repetition() {
    let cell = |n: u8| json!({"level": id(n), "text": "I say"});
    let row = |n: u8| json!({"id": id(n), "title": "Choosing", "cells": []});
    let way = |n: u8| json!({"id": id(n), "title": "Podcast"});
    let starter = |n: u8| json!({"id": id(n), "text": "I can see"});
    let piece = |n: u8| json!({"student": id(99), "evidence": id(n)});
    let plain = |n: u8| json!(id(n));
    type Make<'a> = &'a dyn Fn(u8) -> Value;
    let table: &[(Entity, &str, usize, usize, Make<'_>)] = &[
        (Entity::Course, "retake/tasks", 0, LIST, &plain),
        (Entity::Outcome, "standards", 0, LIST, &plain),
        (Entity::Rubric, "rows", 1, 4, &row),
        (Entity::Rubric, "rows/0/cells", 0, 100, &cell),
        (Entity::Task, "outcomes", 1, LIST, &plain),
        (Entity::Task, "after", 0, LIST, &plain),
        (Entity::Task, "ways", 0, LIST, &way),
        (Entity::Term, "forms", 0, LIST, &plain),
        (Entity::Term, "outcomes", 0, LIST, &plain),
        (Entity::Sample, "attachments", 0, LIST, &plain),
        (Entity::MasteryDay, "outcomes", 0, LIST, &plain),
        (Entity::PeerRound, "rows", 1, 4, &plain),
        (Entity::PeerRound, "starters", 1, LIST, &starter),
        (Entity::PeerReview, "of", 0, LIST, &piece),
    ];
    for (entity, field, least, most, make) in table {
        let name = field.rsplit('/').next().unwrap();
        let list = |n: usize| -> Value { (0..n).map(|n| make(n as u8)).collect::<Vec<_>>().into() };
        assert_eq!(broken(*entity, field, list(*most)), None, "{entity:?} {field}");
        let many = format!("{name} names more than {most}");
        assert_eq!(broken(*entity, field, list(most + 1)), Some(many), "{entity:?} {field}");
        let few = (*least > 0).then(|| format!("{name} names fewer than {least}"));
        assert_eq!(broken(*entity, field, list(0)), few, "{entity:?} {field}");
        let twice = vec![make(1), make(1)];
        assert_eq!(broken(*entity, field, twice.into()), Some(format!("{name} names the same one twice")));
    }
}

#[test]
fn nobody_reviews_their_own_work() {
    let own = json!([{"student": id(2), "evidence": id(4)}]);
    let fault = "of names the person's own work".to_owned();
    assert_eq!(broken(Entity::PeerReview, "of", own), Some(fault));
}

#[test]
fn sample_work_shows_something() {
    let mut bare = sample(Entity::Sample);
    for (field, empty) in [("text", json!("")), ("link", Value::Null), ("attachments", json!([]))] {
        assert_eq!(check(Entity::Sample, fields(&bare)), Ok(()), "{field}");
        bare[field] = empty;
    }
    let fault = check(Entity::Sample, fields(&bare)).unwrap_err();
    assert_eq!(fault.to_string(), "text must say something");
    for (field, full) in
        [("text", json!("x")), ("link", json!("https://a.b")), ("attachments", json!([id(1)]))]
    {
        let mut one = bare.clone();
        one[field] = full;
        assert_eq!(check(Entity::Sample, fields(&one)), Ok(()), "{field}");
    }
}

#[test]
fn a_depth_of_knowledge_is_one_to_four() {
    for (depth, fits) in [(0, false), (1, true), (4, true), (5, false)] {
        assert_eq!(broken(Entity::Task, "dok", depth.into()).is_none(), fits);
    }
}

#[test]
fn what_is_not_set_is_not_written_so_that_an_import_resets_nothing() {
    let bare = serde_json::to_value(Outcome::worded(CourseId::from_bytes([1; 16]), "C3", "I can")).unwrap();
    assert!(bare.get("school_wide").is_none() && bare.get("also_in").is_none());
    assert!(bare.get("progress").is_none() && bare.get("independent_mastery").is_none());
    let half = Expectation { when: "weekly".into(), how: String::new() };
    assert!(!half.is_empty() && !Expectation { when: String::new(), how: "pages".into() }.is_empty());
    let course = serde_json::to_value(Course::titled("English 7")).unwrap();
    assert_eq!(course, json!({"title": "English 7"}));
}

#[test]
fn a_review_is_kept_under_its_round_and_its_reviewer_and_a_seat_under_its_class_and_who_sits_there() {
    let (round, reviewer) = (crate::ids::RoundId::from_bytes([1; 16]), UserId::from_bytes([2; 16]));
    assert_eq!(PeerReview::key(round, reviewer), format!("{}/{}", id(1), id(2)));
    let class = ClassId::from_bytes([1; 16]);
    assert_eq!(Member::key(class, reviewer), format!("{}/{}", id(1), id(2)));
    assert_eq!(Seat::key(class, reviewer), format!("{}/{}", id(1), id(2)));
}

#[test]
fn a_view_takes_defaults_and_refuses_what_lacks_a_required_field() {
    let fields = json!({"name": "Essay", "at_bat": true, "colour": "kept elsewhere"});
    let context: Option<Context> = view(fields.as_object().unwrap());
    assert_eq!(context, Some(Context { name: "Essay".into(), at_bat: true, position: 0 }));
    assert_eq!(view::<Context>(json!({"name": "Essay"}).as_object().unwrap()), None);
}

#[test]
fn a_course_without_a_method_asks_for_at_bats_by_its_own_numbers() {
    let mut course = Course::titled("English 7");
    assert_eq!(course.policy(), Policy::default());
    let parts = crate::method::AtBatsParts { chances: 5, ..AtBats::default().into() };
    let rule = AtBats::try_from(parts).unwrap();
    course.at_bats = Some(rule);
    assert_eq!(course.policy(), Policy::of(Method::AtBats(rule)));
    course.method = Some(Method::Mean);
    assert_eq!(course.policy(), Policy::of(Method::Mean));
}

#[test]
fn the_later_write_wins_and_of_two_at_once_the_greater_id() {
    let write = |eff: u64, id: u8| (Hlc(eff), OpId::from_bytes([id; 16]));
    assert!(wins(write(2, 1), write(1, 9)));
    assert!(!wins(write(1, 9), write(2, 1)));
    assert!(wins(write(1, 2), write(1, 1)));
    assert!(!wins(write(1, 1), write(1, 1)));
}

#[test]
fn every_entity_has_its_own_word() {
    let words: Vec<&str> = Entity::ALL.iter().map(|entity| entity.as_str()).collect();
    let all = "school context course class outcome rubric member task term phrase sample wording \
               mastery_day peer.round peer.review seat";
    assert_eq!(words, all.split_whitespace().collect::<Vec<_>>());
    for entity in Entity::ALL {
        assert_eq!(Entity::parse(entity.as_str()), Some(*entity));
    }
    assert_eq!(Entity::parse("poem"), None);
}

#[test]
fn a_photo_of_a_group_needs_the_leave_of_everyone_whom_it_is_tagged_to() {
    use PhotoUse::{No, OwnRecord, Yes};
    let table: [(PhotoUse, &[PhotoUse], Option<PhotoRefusal>); 7] = [
        (Yes, &[], None),
        (Yes, &[Yes, Yes], None),
        (OwnRecord, &[], None),
        (OwnRecord, &[Yes], Some(PhotoRefusal::OwnRecord)),
        (Yes, &[Yes, OwnRecord], Some(PhotoRefusal::OneRecord)),
        (No, &[], Some(PhotoRefusal::NoPhotos)),
        (No, &[OwnRecord], Some(PhotoRefusal::NoPhotos)),
    ];
    for (of, others, refusal) in table {
        assert_eq!(of.refuses(others.iter().copied()), refusal, "{of:?} beside {others:?}");
    }
}

#[test]
fn where_the_school_has_said_nothing_a_photo_stands_in_the_students_own_record() {
    let member = serde_json::json!({
        "class": id(1), "user": id(2), "role": "student", "name": "Amara", "short": "Amara", "active": true
    });
    let member: Member = serde_json::from_value(member).unwrap();
    assert_eq!(member.photos, PhotoUse::OwnRecord);
}
