//! Whose record it is: who takes back and corrects what, who reads it in another class or another year, and what
//! the school shares.

use crate::lesson::{Lesson, TASK, body, evidence, judgement, with};
use crate::school::{
    ADEYEMI, AMARA, BEN, C1, C3, CLASS_7B, CLASS_7D, COURSE, OFFICE, OTHER_COURSE, Phone, RUBRIC, member,
    person,
};
use notyet_model::authority::Refusal::{BadReference, NotThisStudent, NotYourRole};
use notyet_model::authority::Role;
use notyet_model::ids::{AttachmentId, ClassId, OpId, OutcomeId, UserId};
use notyet_model::register::{Class, ClassRole, Entity};
use notyet_model::stream::Stream;
use notyet_protocol::wire::Fate;
use notyet_server::Plan;
use serde_json::{Value, json};

const SOCIAL_STUDIES: ClassId = ClassId::from_bytes([0x75; 16]);
const RIVERA: UserId = UserId::from_bytes([7; 16]);
const GENERAL: OutcomeId = OutcomeId::from_bytes([0xce; 16]);

fn take_back(of: &[OpId]) -> Value {
    json!({"of": of})
}

#[tokio::test]
async fn facts_are_taken_back_by_their_author_another_teacher_or_the_office_and_a_students_word_by_nobody_else()
 {
    let it = Lesson::open().await;
    let question = json!({"feedback": it.feedback, "text": "Which one?"});
    let question = it.stored(&it.amara, AMARA, "question", &question).await;
    let answer = json!({"question": question, "text": "The first"});
    let answer = it.stored(&it.ortiz, AMARA, "answer", &answer).await;
    let request = it.stored(&it.amara, AMARA, "amendment.request", &json!({"text": "Not mine"})).await;
    let reply = json!({"request": request, "decision": "approved"});
    let reply = it.stored(&it.office, AMARA, "amendment.answer", &reply).await;
    let table = [
        (&it.amara, answer, BadReference),
        (&it.ortiz, question, BadReference),
        (&it.adeyemi, request, BadReference),
        (&it.adeyemi, it.judged_herself, BadReference),
        (&it.ortiz, reply, BadReference),
        (&it.amara, reply, BadReference),
        (&it.amara, it.note, BadReference),
    ];
    for (who, of, why) in table {
        it.refused(who, "retraction", &take_back(&[of]), why).await;
    }
    for (who, of) in [
        (&it.adeyemi, answer),
        (&it.amara, question),
        (&it.adeyemi, it.work),
        (&it.office, request),
        (&it.office, it.judged),
        (&it.office, reply),
        (&it.ortiz, it.note),
    ] {
        it.stored(who, AMARA, "retraction", &take_back(&[of])).await;
    }
}

#[tokio::test]
async fn a_retraction_is_heard_by_those_who_heard_what_it_takes_back() {
    let it = Lesson::open().await;
    it.refused(&it.ortiz, "retraction", &take_back(&[it.judged, it.note]), BadReference).await;
    let note = it.stored(&it.ortiz, AMARA, "retraction", &take_back(&[it.note])).await;
    let level = it.stored(&it.ortiz, AMARA, "retraction", &take_back(&[it.judged, it.feedback])).await;
    assert!(it.adeyemi.sees(note).await && it.adeyemi.sees(level).await);
    assert!(!it.amara.sees(note).await && it.amara.sees(level).await);
}

#[tokio::test]
async fn an_administrator_corrects_a_level_and_writes_none_of_their_own() {
    let it = Lesson::open().await;
    it.refused(&it.office, "judgement", &judgement(), NotYourRole).await;
    let correcting = |id| with(&judgement(), &json!({"supersedes": [id]}));
    it.refused(&it.office, "judgement", &correcting(it.judged_herself), BadReference).await;
    it.stored(&it.office, AMARA, "judgement", &correcting(it.judged)).await;
}

#[tokio::test]
async fn what_was_taken_back_is_put_back_only_on_the_same_outcome_and_lane() {
    let it = Lesson::open().await;
    let own = it.stored(&it.amara, AMARA, "retraction", &take_back(&[it.judged_herself])).await;
    let feedback = it.stored(&it.ortiz, AMARA, "retraction", &take_back(&[it.feedback])).await;
    let level = it.stored(&it.ortiz, AMARA, "retraction", &take_back(&[it.judged])).await;
    let again = |undo| with(&judgement(), &json!({"supersedes": [undo]}));
    for undo in [own, feedback] {
        it.refused(&it.ortiz, "judgement", &again(undo), BadReference).await;
    }
    it.stored(&it.ortiz, AMARA, "judgement", &again(level)).await;
}

#[tokio::test]
async fn who_corrects_a_piece_of_work_keeps_its_photos() {
    let it = Lesson::open().await;
    let photo = json!({"attachments": [AttachmentId::from_bytes([7; 16])]});
    let work = it.stored(&it.amara, AMARA, "evidence", &with(&evidence(), &photo)).await;
    it.refused(&it.adeyemi, "evidence", &with(&evidence(), &photo), BadReference).await;
    let corrected = with(&with(&evidence(), &photo), &json!({"supersedes": [work]}));
    it.stored(&it.adeyemi, AMARA, "evidence", &corrected).await;
}

#[tokio::test]
async fn the_office_puts_right_what_concerns_a_student_who_has_left() {
    let it = Lesson::open().await;
    let mut plan = Plan::default();
    plan.member(&member(CLASS_7B, AMARA, ClassRole::Student, false));
    it.school.service.apply(plan).await.unwrap();
    it.school.env.pass_ms(20 * 24 * 3_600_000);
    it.refused(&it.ortiz, "retraction", &take_back(&[it.judged]), NotThisStudent).await;
    it.stored(&it.office, AMARA, "retraction", &take_back(&[it.judged])).await;
    let of_nobody = it.office.op(CLASS_7D, AMARA, &body("retraction", &take_back(&[it.judged])));
    assert_eq!(it.office.push(&of_nobody).await, Fate::Refused(NotThisStudent));
}

/// Amara also learns Social Studies, with Mr Rivera; the school has an outcome of its own.
async fn with_social_studies(it: &Lesson) -> Phone {
    let mut plan = Plan::default();
    plan.person(person(RIVERA, Role::Teacher))
        .class(SOCIAL_STUDIES, &Class { title: "7S".into(), course: OTHER_COURSE })
        .member(&member(SOCIAL_STUDIES, RIVERA, ClassRole::Teacher, true))
        .member(&member(SOCIAL_STUDIES, AMARA, ClassRole::Student, true));
    it.school.service.apply(plan).await.unwrap();
    let general = json!({"course": COURSE, "code": "S1", "i_can": "I can argue", "school_wide": true,
        "also_in": [OTHER_COURSE]});
    let general = it.office.fields(Entity::Outcome, GENERAL, general);
    assert_eq!(it.office.push(&general).await, Fate::Stored);
    it.school.staff(RIVERA).await
}

async fn give_leave(it: &Lesson, leave: bool) {
    let (school, sharing) = (it.school.service.school(), if leave { "school_wide" } else { "closed" });
    let op = it.office.fields(Entity::School, school, json!({"sharing": sharing}));
    assert_eq!(it.office.push(&op).await, Fate::Stored);
}

#[tokio::test]
async fn levels_on_school_wide_outcomes_reach_the_students_other_teachers_with_the_schools_leave() {
    let it = Lesson::open().await;
    let rivera = with_social_studies(&it).await;
    let general = with(&judgement(), &json!({"outcome": GENERAL, "rubric_version": null, "task": null}));
    let level = it.stored(&it.ortiz, AMARA, "judgement", &general).await;
    let own = it.stored(&it.amara, AMARA, "judgement", &with(&general, &json!({"lane": "self"}))).await;
    let said = json!({"outcome": GENERAL, "next_step": "canary", "work_at_ms": 5, "work_day": 20_775});
    let said = it.stored(&it.ortiz, AMARA, "feedback", &said).await;
    let wide = Stream::Wide(it.school.service.school(), AMARA).to_string();
    let offered = async || rivera.sync(vec![]).await.streams.contains(&wide);
    assert!(offered().await, "the product's default");
    give_leave(&it, false).await;
    assert!(!offered().await);
    give_leave(&it, true).await;
    let held = rivera.pull_all().await;
    assert_eq!(held[&wide], [level]);
    assert!(!held.values().flatten().any(|id| [own, said, it.judged].contains(id)));
    let undo = it.stored(&it.ortiz, AMARA, "retraction", &take_back(&[level])).await;
    assert_eq!(rivera.pull_all().await[&wide], [level, undo]);
    assert!(!it.chidi.sees(level).await && !it.ben.sees(level).await);
    let judged_there = rivera.op(SOCIAL_STUDIES, AMARA, &body("judgement", &general));
    assert_eq!(rivera.push(&judged_there).await, Fate::Stored);
    assert!(it.ortiz.sees(judged_there.id).await, "and the other way round");
    let in_7b = rivera.op(CLASS_7B, AMARA, &body("judgement", &general));
    assert!(matches!(rivera.push(&in_7b).await, Fate::Refused(_)));
}

#[tokio::test]
async fn an_outcome_that_becomes_the_whole_schools_is_known_to_all_with_its_rubric_and_its_courses_rules() {
    let it = Lesson::open().await;
    let rivera = with_social_studies(&it).await;
    let there = body("judgement", &with(&judgement(), &json!({"task": null})));
    let op = rivera.op(SOCIAL_STUDIES, AMARA, &there);
    assert_eq!(rivera.push(&op).await, Fate::Refused(BadReference), "C3 is another course's");
    let rules = json!({"method": {"method": "highest"}});
    let rules = it.ortiz.fields(Entity::Course, COURSE, rules);
    assert_eq!(it.ortiz.push(&rules).await, Fate::Stored);
    let wide = it.office.fields(Entity::Outcome, C3, json!({"school_wide": true, "also_in": [OTHER_COURSE]}));
    assert_eq!(it.office.push(&wide).await, Fate::Stored);
    let op = rivera.op(SOCIAL_STUDIES, AMARA, &there);
    assert_eq!(rivera.push(&op).await, Fate::Stored);
    let common = Stream::Common(it.school.service.school()).to_string();
    let pages = rivera.sync(vec![]).await.pages;
    let text = serde_json::to_string(&pages[&common]).unwrap();
    for name in [C3.to_string(), RUBRIC.to_string(), "Argue it fairly".to_owned(), "highest".to_owned()] {
        assert!(text.contains(&name), "{name}");
    }
    assert!(!text.contains(&C1.to_string()) && !text.contains(&TASK.to_string()));
    let later = it.ortiz.fields(Entity::Course, COURSE, json!({"title": "Argue it well"}));
    assert_eq!(it.ortiz.push(&later).await, Fate::Stored);
    assert!(rivera.sees(later.id).await);
}

#[tokio::test]
async fn a_new_class_on_the_course_brings_its_teacher_the_students_earlier_record() {
    let it = Lesson::open().await;
    let next_year = ClassId::from_bytes([0x8b; 16]);
    let rivera = with_social_studies(&it).await;
    assert!(!rivera.sees(it.judged).await, "another course is another course");
    let mut plan = Plan::default();
    plan.class(next_year, &Class { title: "8B".into(), course: COURSE })
        .member(&member(next_year, RIVERA, ClassRole::Teacher, true))
        .member(&member(next_year, AMARA, ClassRole::Student, true))
        .member(&member(CLASS_7B, AMARA, ClassRole::Student, false));
    it.school.service.apply(plan).await.unwrap();
    assert!(rivera.sees(it.judged).await && it.amara.sees(it.judged).await);
    assert!(!rivera.sees(it.bens_level).await && !rivera.sees(it.note).await);
    let streams = rivera.sync(vec![]).await.streams;
    assert!(!streams.contains(&Stream::Teaching(CLASS_7B).to_string()));
}

#[tokio::test]
async fn the_safeguarding_lead_alone_is_offered_what_was_passed_on() {
    let it = Lesson::open().await;
    let school = it.school.service.school();
    let passed_on = Stream::Safeguarding(school).to_string();
    let name = async |lead: UserId| {
        let op = it.office.fields(Entity::School, school, json!({"safeguarding_lead": lead}));
        assert_eq!(it.office.push(&op).await, Fate::Stored);
    };
    let offered = async || {
        let mut offered = vec![];
        for who in [&it.ortiz, &it.adeyemi, &it.office, &it.amara, &it.ben, &it.chidi] {
            if who.sync(vec![]).await.streams.contains(&passed_on) {
                offered.push(who.user());
            }
        }
        offered
    };
    assert_eq!(offered().await, []);
    name(ADEYEMI).await;
    assert_eq!(offered().await, [ADEYEMI]);
    name(OFFICE).await;
    assert_eq!(offered().await, [OFFICE]);
    name(BEN).await;
    assert_eq!(offered().await, [], "a student never is");
}
