//! What becomes of pushed operations: who may, what their bodies may name, and what a repeated push does.

use crate::school::{
    ADEYEMI, AMARA, BEN, C1, CHIDI, CLASS_7B, CLASS_7D, FOREIGN, OFFICE, ORTIZ, ROW, TestSchool,
    another_device, evidence, feedback, judged, judgement, member, retraction,
};
use notyet_model::authority::Refusal::{
    BadReference, IdReused, KindUnknown, Malformed, NotThisStudent, NotYou, NotYourClass, NotYourLane,
    NotYourRole, TooLarge,
};
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Feedback, Judgement, Lane, RowLevel, Set};
use notyet_model::ids::{
    AttachmentId, ClassId, ContextId, LevelId, OpId, OutcomeId, RowId, RubricId, TaskId,
};
use notyet_model::register::ClassRole;
use notyet_model::scale::preset_level;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Fate, Fault};
use notyet_server::Plan;

const DAY_MS: i64 = 24 * 3_600_000;
const NOWHERE: OpId = OpId::from_bytes([0x99; 16]);

#[tokio::test]
async fn what_a_teacher_records_reaches_the_student_and_the_co_teacher() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let amara = school.student(AMARA, CLASS_7B).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    assert!(amara.sees(op.id).await && adeyemi.sees(op.id).await);
}

#[tokio::test]
async fn a_push_that_is_repeated_changes_nothing_and_other_content_under_its_id_is_refused() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    let before = ortiz.pull_all().await;
    assert_eq!(ortiz.push(&op).await, Fate::Dup);
    let mut other = ortiz.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    other.id = op.id;
    assert_eq!(ortiz.push(&other).await, Fate::Refused(IdReused));
    let mut spaced = op.to_raw().text().to_owned();
    spaced.insert(1, ' ');
    let acks = ortiz.sync(vec![RawOp::from_text(spaced).unwrap()]).await.acks;
    assert_eq!(acks[0].fate, Fate::Refused(IdReused), "identical means byte for byte");
    assert_eq!(ortiz.pull_all().await, before);
}

#[tokio::test]
async fn another_persons_operation_cannot_be_repeated() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    assert_eq!(adeyemi.push(&op).await, Fate::Refused(NotYou));
}

#[tokio::test]
async fn a_forged_actor_device_class_or_student_is_refused_and_stored_nowhere() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let amara = school.student(AMARA, CLASS_7B).await;
    let mut as_ortiz = amara.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    as_ortiz.actor = ORTIZ;
    let mut on_no_device = amara.op(CLASS_7B, AMARA, &judged(Lane::Own));
    on_no_device.dev = another_device();
    let mut on_her_teachers = amara.op(CLASS_7B, AMARA, &judged(Lane::Own));
    on_her_teachers.dev = ortiz.enrolment.device;
    let mut nowhere = amara.op(CLASS_7B, AMARA, &judged(Lane::Own));
    nowhere.class = None;
    let mut nobody = amara.op(CLASS_7B, AMARA, &judged(Lane::Own));
    nobody.student = None;
    let table = [
        (&amara, as_ortiz, NotYou),
        (&amara, on_no_device, NotYou),
        (&amara, on_her_teachers, NotYou),
        (&amara, nowhere, NotYourClass),
        (&amara, nobody, NotThisStudent),
        (&amara, amara.op(CLASS_7B, BEN, &judged(Lane::Own)), NotThisStudent),
        (&amara, amara.op(CLASS_7D, AMARA, &judged(Lane::Own)), NotYourClass),
        (&amara, amara.op(CLASS_7B, AMARA, &judged(Lane::Teacher)), NotYourLane),
        (&amara, amara.op(CLASS_7B, AMARA, &Body::Feedback(feedback("Well done"))), NotYourRole),
        (&ortiz, ortiz.op(CLASS_7D, CHIDI, &judged(Lane::Teacher)), NotYourClass),
        (&ortiz, ortiz.op(CLASS_7B, CHIDI, &judged(Lane::Teacher)), NotThisStudent),
        (&ortiz, ortiz.op(CLASS_7B, ADEYEMI, &judged(Lane::Teacher)), NotThisStudent),
        (&ortiz, ortiz.op(CLASS_7B, CHIDI, &judged(Lane::Own)), NotThisStudent),
        (&ortiz, ortiz.op(ClassId::from_bytes([0; 16]), AMARA, &judged(Lane::Teacher)), NotYourClass),
    ];
    let adeyemi = school.staff(ADEYEMI).await;
    for (who, op, refusal) in table {
        assert_eq!(who.push(&op).await, Fate::Refused(refusal), "{op:?}");
        assert!(!adeyemi.sees(op.id).await, "{op:?}");
    }
}

#[tokio::test]
async fn nobody_writes_entities_and_an_administrator_writes_no_facts() {
    let school = TestSchool::open().await;
    let (ortiz, office) = (school.staff(ORTIZ).await, school.staff(OFFICE).await);
    let title = serde_json::json!({"title": "Mine"});
    let set =
        Set { entity: "class".into(), id: CLASS_7B.to_string(), fields: title.as_object().unwrap().clone() };
    for who in [&ortiz, &office] {
        let op = who.op(CLASS_7B, AMARA, &Body::Set(set.clone()));
        assert_eq!(who.push(&op).await, Fate::Refused(NotYourRole));
    }
    let op = office.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(office.push(&op).await, Fate::Refused(NotYourRole));
}

#[tokio::test]
async fn everything_that_a_judgement_names_must_be_of_its_course_and_school() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let with = |change: &dyn Fn(&mut Judgement)| {
        let mut it = judgement(Lane::Teacher);
        change(&mut it);
        Body::Judgement(it)
    };
    let row = |row: RowId, level: LevelId| vec![RowLevel { row_id: row, level_id: level }];
    let other_level = LevelId::from_bytes([9; 16]);
    let refused = [
        with(&|it| it.outcome = FOREIGN),
        with(&|it| it.outcome = OutcomeId::from_bytes([9; 16])),
        with(&|it| it.outcome = C1),
        with(&|it| it.rubric_version = Some(RubricId::from_bytes([9; 16]))),
        with(&|it| it.context = Some(ContextId::from_bytes([9; 16]))),
        with(&|it| it.task = Some(TaskId::from_bytes([9; 16]))),
        with(&|it| it.level = Some(other_level)),
        with(&|it| it.rows = row(RowId::from_bytes([9; 16]), preset_level(2))),
        with(&|it| it.rows = row(ROW, other_level)),
        with(&|it| it.evidence = Some(NOWHERE)),
        with(&|it| it.supersedes = vec![NOWHERE]),
    ];
    for body in refused {
        let fate = ortiz.push(&ortiz.op(CLASS_7B, AMARA, &body)).await;
        assert_eq!(fate, Fate::Refused(BadReference), "{body:?}");
    }
    let stored = with(&|it| it.rows = row(ROW, preset_level(2)));
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &stored)).await, Fate::Stored);
}

#[tokio::test]
async fn what_is_corrected_or_pointed_at_must_be_of_the_same_class_student_outcome_and_lane() {
    let school = TestSchool::open().await;
    let adeyemi = school.staff(ADEYEMI).await;
    let amara = school.student(AMARA, CLASS_7B).await;
    let of_ben = adeyemi.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    let own = amara.op(CLASS_7B, AMARA, &judged(Lane::Own));
    let work = adeyemi.op(CLASS_7B, AMARA, &evidence(vec![]));
    let others_work = adeyemi.op(CLASS_7B, BEN, &evidence(vec![]));
    let mut on_c1 = judgement(Lane::Teacher);
    (on_c1.outcome, on_c1.rubric_version) = (C1, None);
    let on_c1 = adeyemi.op(CLASS_7B, AMARA, &Body::Judgement(on_c1));
    for op in [&of_ben, &work, &others_work, &on_c1] {
        assert_eq!(adeyemi.push(op).await, Fate::Stored);
    }
    assert_eq!(amara.push(&own).await, Fate::Stored);
    for target in [&of_ben, &own, &work, &on_c1] {
        let mut it = judgement(Lane::Teacher);
        it.supersedes = vec![target.id];
        let fate = adeyemi.push(&adeyemi.op(CLASS_7B, AMARA, &Body::Judgement(it))).await;
        assert_eq!(fate, Fate::Refused(BadReference), "{target:?}");
    }
    for target in [&others_work, &of_ben, &own] {
        let mut it = judgement(Lane::Teacher);
        it.evidence = Some(target.id);
        let fate = adeyemi.push(&adeyemi.op(CLASS_7B, AMARA, &Body::Judgement(it))).await;
        assert_eq!(fate, Fate::Refused(BadReference), "{target:?}");
    }
    for judgement in [of_ben.id, work.id, on_c1.id] {
        let it = Feedback { judgement: Some(judgement), ..feedback("Quote") };
        let fate = adeyemi.push(&adeyemi.op(CLASS_7B, AMARA, &Body::Feedback(it))).await;
        assert_eq!(fate, Fate::Refused(BadReference));
    }
    let fate = adeyemi.push(&adeyemi.op(CLASS_7B, AMARA, &retraction(vec![of_ben.id]))).await;
    assert_eq!(fate, Fate::Refused(BadReference), "“wrong child” is taken back in that child's stream");
}

#[tokio::test]
async fn facts_are_taken_back_by_their_author_or_a_teacher_of_the_class_and_by_nobody_else() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let amara = school.student(AMARA, CLASS_7B).await;
    let judged_by_ortiz = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    let own = amara.op(CLASS_7B, AMARA, &judged(Lane::Own));
    assert_eq!(ortiz.push(&judged_by_ortiz).await, Fate::Stored);
    assert_eq!(amara.push(&own).await, Fate::Stored);
    let of = |id| retraction(vec![id]);
    let table = [
        (&amara, of(judged_by_ortiz.id), Fate::Refused(BadReference)),
        (&amara, retraction(vec![own.id, judged_by_ortiz.id]), Fate::Refused(BadReference)),
        (&amara, retraction(vec![]), Fate::Refused(Malformed)),
        (&amara, of(own.id), Fate::Stored),
        (&adeyemi, of(judged_by_ortiz.id), Fate::Stored),
        (&ortiz, of(judged_by_ortiz.id), Fate::Stored),
    ];
    for (who, body, fate) in table {
        assert_eq!(who.push(&who.op(CLASS_7B, AMARA, &body)).await, fate, "{body:?}");
    }
}

#[tokio::test]
async fn a_teacher_takes_back_redoes_and_corrects() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let first = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    let undo = ortiz.op(CLASS_7B, AMARA, &retraction(vec![first.id]));
    let mut redo = judgement(Lane::Teacher);
    redo.supersedes = vec![first.id, undo.id];
    let redo = ortiz.op(CLASS_7B, AMARA, &Body::Judgement(redo));
    let acks = ortiz.sync(vec![first.to_raw(), undo.to_raw(), redo.to_raw()]).await.acks;
    assert_eq!(acks.iter().map(|ack| ack.fate).collect::<Vec<_>>(), [Fate::Stored; 3]);
}

#[tokio::test]
async fn a_body_that_breaks_its_kinds_rules_is_refused() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let mut empty = judgement(Lane::Teacher);
    empty.level = None;
    for body in [Body::Judgement(empty), Body::Feedback(feedback(" "))] {
        let fate = ortiz.push(&ortiz.op(CLASS_7B, AMARA, &body)).await;
        assert_eq!(fate, Fate::Refused(Malformed), "{body:?}");
    }
    let long = Body::Feedback(feedback(&"long ".repeat(20_000)));
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &long)).await, Fate::Refused(TooLarge));
}

#[tokio::test]
async fn one_bad_operation_never_holds_up_the_others() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let first = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    let mut poem = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    poem.k = "poem".into();
    let shapeless = r#"{"id":"00000000-0000-0000-0000-0000000000aa","hlc":"noon"}"#;
    let shapeless = RawOp::from_text(shapeless.into()).unwrap();
    let nameless = RawOp::from_text("[1,2]".into()).unwrap();
    let last = ortiz.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    let push = vec![first.to_raw(), poem.to_raw(), shapeless, nameless, last.to_raw()];
    let fates: Vec<Fate> = ortiz.sync(push).await.acks.iter().map(|ack| ack.fate).collect();
    assert_eq!(fates, [Fate::Stored, Fate::Refused(KindUnknown), Fate::Refused(Malformed), Fate::Stored]);
}

#[tokio::test]
async fn a_clock_that_runs_ahead_is_held_to_the_servers_and_marked_and_never_refused() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let now = notyet_server::Env::now_ms(&*school.env);
    let push = async |ms: i64| {
        let mut op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
        op.hlc = Hlc::at_ms(ms);
        let answer = ortiz.sync(vec![op.to_raw()]).await;
        assert_eq!(answer.acks[0].fate, Fate::Stored);
        let mut envelopes = answer.pages.values().flat_map(|page| &page.ops);
        let envelope = envelopes.find(|it| it.op.read().unwrap().id == op.id).unwrap();
        (envelope.eff.ms(), envelope.flags)
    };
    assert_eq!(push(now - 400 * DAY_MS).await, (now - 400 * DAY_MS, 0));
    assert_eq!(push(now + 50_000).await, (now + 50_000, 0));
    assert_eq!(push(now + 400 * DAY_MS).await, (now + 60_000, 2));
}

#[tokio::test]
async fn work_from_before_a_student_left_is_taken_for_fourteen_days_and_marked() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let before = ortiz.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    let late = ortiz.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    let mut plan = Plan::default();
    plan.member(&member(CLASS_7B, BEN, ClassRole::Student, false));
    school.service.apply(plan).await.unwrap();
    school.env.pass_ms(DAY_MS);
    let after = ortiz.op(CLASS_7B, BEN, &judged(Lane::Teacher));
    let answer = ortiz.sync(vec![before.to_raw(), after.to_raw()]).await;
    let fates: Vec<Fate> = answer.acks.iter().map(|ack| ack.fate).collect();
    assert_eq!(fates, [Fate::Stored, Fate::Refused(NotThisStudent)]);
    let mut envelopes = answer.pages.values().flat_map(|page| &page.ops);
    assert!(envelopes.any(|it| it.op.read().unwrap().id == before.id && it.flags == 1));
    school.env.pass_ms(14 * DAY_MS);
    assert_eq!(ortiz.push(&late).await, Fate::Refused(NotThisStudent));
}

#[tokio::test]
async fn work_recorded_on_an_earlier_device_of_the_same_person_is_taken() {
    let school = TestSchool::open().await;
    let (old, new) = (school.staff(ORTIZ).await, school.staff(ORTIZ).await);
    let op = old.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(new.push(&op).await, Fate::Stored);
}

#[tokio::test]
async fn an_attachment_stays_with_the_student_and_the_author_who_first_named_it() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let photo = evidence(vec![AttachmentId::from_bytes([7; 16])]);
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &photo)).await, Fate::Stored);
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, BEN, &photo)).await, Fate::Refused(BadReference));
    assert_eq!(adeyemi.push(&adeyemi.op(CLASS_7B, AMARA, &photo)).await, Fate::Refused(BadReference));
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &photo)).await, Fate::Stored);
}

#[tokio::test]
async fn a_push_of_more_than_two_thousand_or_of_another_version_is_refused_whole() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher)).to_raw();
    let many = ortiz.sync_request(vec![op; 2_001]);
    assert!(matches!(school.service.sync(&ortiz.token(), many).await, Err(Fault::TooLarge)));
    let mut newer = ortiz.sync_request(vec![]);
    newer.proto += 1;
    let refused = school.service.sync(&ortiz.token(), newer).await;
    assert!(matches!(refused, Err(Fault::Version { oldest: 1, newest: 1 })));
    assert!(matches!(school.service.sync("x", ortiz.sync_request(vec![])).await, Err(Fault::SignedOut)));
}
