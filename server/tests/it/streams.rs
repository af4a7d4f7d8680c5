//! What a device receives: its own streams, whole, in order, without a gap, and nothing else.

use crate::school::{
    ADEYEMI, AMARA, BEN, CHIDI, CLASS_7B, CLASS_7D, COURSE, OFFICE, ORTIZ, OTHER_COURSE, TestSchool,
    feedback, heads, judged, member, outcome,
};
use notyet_model::fact::{Body, Lane};
use notyet_model::ids::{ClassId, OutcomeId};
use notyet_model::register::{Class, ClassRole};
use notyet_model::stream::Stream;
use notyet_protocol::digest::{Digest, from_hex};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::mac;
use notyet_protocol::wire::{Cursor, Fate};
use notyet_server::Plan;
use std::collections::BTreeMap;

#[tokio::test]
async fn a_student_never_receives_what_is_another_students_not_even_its_place_or_number() {
    let school = TestSchool::open().await;
    let (ortiz, amara, ben) = (
        school.staff(ORTIZ).await,
        school.student(AMARA, CLASS_7B).await,
        school.student(BEN, CLASS_7B).await,
    );
    let cursors = heads(&ben.sync(vec![]).await);
    let before = ben.pull_all().await;
    let secret = Body::Feedback(feedback("canary-of-amara"));
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &secret)).await, Fate::Stored);
    assert_eq!(amara.push(&amara.op(CLASS_7B, AMARA, &judged(Lane::Own))).await, Fate::Stored);
    assert_eq!(ben.pull_all().await, before);
    let theirs = [
        Stream::Student(CLASS_7B, AMARA),
        Stream::Teaching(CLASS_7B),
        Stream::Staff(school.service.school()),
    ];
    let mut asking = ben.sync_request(vec![]);
    asking.cur = theirs.iter().map(|stream| (stream.to_string(), Cursor::at(0))).collect();
    let answer = school.service.sync(&ben.token(), asking).await.unwrap();
    let text = serde_json::to_string(&answer).unwrap();
    assert!(!text.contains("canary-of-amara") && !text.contains(&AMARA.to_string()));
    assert!(theirs.iter().all(|stream| !answer.pages.contains_key(&stream.to_string())));
    let mut cur = cursors;
    cur.insert(theirs[0].to_string(), Cursor::at(0));
    let woken = school.service.wait(&ben.token(), ben.wait_request(cur)).await.unwrap();
    assert_eq!(
        woken.heads,
        BTreeMap::from([(theirs[0].to_string(), 0)]),
        "not theirs to hold; no count is told"
    );
}

#[tokio::test]
async fn each_person_is_offered_the_streams_of_the_hand_written_table() {
    let school = TestSchool::open().await;
    let id = school.service.school();
    let (common, staff) = (Stream::Common(id), Stream::Staff(id));
    let (p7b, p7d) = (Stream::Class(CLASS_7B), Stream::Class(CLASS_7D));
    let (t7b, t7d) = (Stream::Teaching(CLASS_7B), Stream::Teaching(CLASS_7D));
    let table = [
        (school.staff(ORTIZ).await, vec![common, staff, p7b, t7b]),
        (school.staff(ADEYEMI).await, vec![common, staff, p7b, p7d, t7b, t7d]),
        (school.staff(OFFICE).await, vec![common, staff]),
        (school.student(AMARA, CLASS_7B).await, vec![common, p7b, Stream::Student(CLASS_7B, AMARA)]),
        (school.student(CHIDI, CLASS_7D).await, vec![common, p7d, Stream::Student(CLASS_7D, CHIDI)]),
    ];
    for (who, streams) in table {
        let expected: Vec<String> = streams.iter().map(ToString::to_string).collect();
        assert_eq!(who.sync(vec![]).await.streams, expected, "{}", who.enrolment.name);
    }
}

#[tokio::test]
async fn pages_are_dense_bounded_signed_and_chained() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let text = "A paragraph of advice. ".repeat(80);
    for _ in 0..6 {
        let ops = (0..100).map(|_| ortiz.op(CLASS_7B, AMARA, &Body::Feedback(feedback(&text))).to_raw());
        assert_eq!(ortiz.sync(ops.collect()).await.acks.len(), 100);
    }
    let key = std::fs::read_to_string(school.folder.path().join("keys/school.key")).unwrap();
    let key = mac::SchoolKey(from_hex(&key).unwrap().try_into().unwrap());
    let (mut request, mut digests, mut rounds) = (ortiz.sync_request(vec![]), BTreeMap::new(), 0);
    request.cur.clear();
    loop {
        let answer = school.service.sync(&ortiz.token(), request.clone()).await.unwrap();
        assert!(notyet_protocol::codec::encode(&answer).len() <= 512 << 10);
        assert!(answer.pages.values().map(|page| page.ops.len()).sum::<usize>() <= 500);
        for (stream, page) in &answer.pages {
            let (mut seq, mut digest) =
                (page.from, *digests.entry(stream.clone()).or_insert(Digest::default()));
            for envelope in &page.ops {
                seq += 1;
                assert_eq!(envelope.seq, seq);
                digest = digest.then(seq, envelope.op.read().unwrap().id);
                let mac = from_hex(&envelope.mac).unwrap().try_into().unwrap();
                assert!(mac::verify(&key, envelope.op.text(), envelope.eff, envelope.flags, &mac));
            }
            assert_eq!(digest.to_hex(), page.digest);
            assert_eq!(page.more, seq < page.head);
            digests.insert(stream.clone(), digest);
            request.cur.insert(stream.clone(), Cursor::at(seq));
        }
        rounds += 1;
        if answer.pages.values().all(|page| !page.more) {
            break;
        }
    }
    assert!(rounds > 1, "the test has more than one page");
    let taught = Stream::Teaching(CLASS_7B).to_string();
    assert_eq!(request.cur[&taught].seq, 602, "600 facts and two students");
    (request.cur, request.most) = (BTreeMap::new(), Some(u32::MAX));
    let roomy = school.service.sync(&ortiz.token(), request).await.unwrap();
    assert_eq!(roomy.pages[&taught].ops.len(), 602, "a device that has room gets more at once");
}

#[tokio::test]
async fn many_who_push_at_once_leave_no_gap() {
    let school = TestSchool::open().await;
    let mut teachers = vec![];
    for n in 0..8 {
        teachers.push(school.staff(if n % 2 == 0 { ORTIZ } else { ADEYEMI }).await);
    }
    let tasks = teachers.into_iter().map(|who| {
        tokio::spawn(async move {
            for _ in 0..10 {
                let op = who.op(CLASS_7B, BEN, &judged(Lane::Teacher));
                assert_eq!(who.push(&op).await, Fate::Stored);
            }
            who
        })
    });
    let mut last = None;
    for task in tasks.collect::<Vec<_>>() {
        last = Some(task.await.unwrap());
    }
    let page =
        last.unwrap().sync(vec![]).await.pages.remove(&Stream::Teaching(CLASS_7B).to_string()).unwrap();
    let seqs: Vec<u64> = page.ops.iter().map(|op| op.seq).collect();
    assert_eq!(seqs, (1..=82).collect::<Vec<_>>());
}

#[tokio::test]
async fn cursors_of_another_epoch_mean_nothing() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let mut request = ortiz.sync_request(vec![]);
    request.cur = heads(&ortiz.sync(vec![]).await);
    assert!(school.service.sync(&ortiz.token(), request.clone()).await.unwrap().pages.is_empty());
    request.epoch = Epoch::new(99, "of another school");
    let answer = school.service.sync(&ortiz.token(), request).await.unwrap();
    assert!(answer.pages.values().all(|page| page.from == 0 && !page.ops.is_empty()));
    assert_eq!(answer.epoch, ortiz.enrolment.epoch);
}

#[tokio::test]
async fn a_student_who_has_left_a_class_keeps_their_own_record_and_receives_nothing_else_of_it() {
    let school = TestSchool::open().await;
    let ben = school.student(BEN, CLASS_7B).await;
    let mut plan = Plan::default();
    plan.member(&member(CLASS_7B, BEN, ClassRole::Student, false));
    school.service.apply(plan).await.unwrap();
    let expected = [Stream::Common(school.service.school()), Stream::Student(CLASS_7B, BEN)];
    assert_eq!(ben.sync(vec![]).await.streams, expected.map(|stream| stream.to_string()));
}

#[tokio::test]
async fn a_new_class_on_a_course_gets_what_the_course_holds_and_what_comes_later() {
    let school = TestSchool::open().await;
    let next_year = ClassId::from_bytes([0x8b; 16]);
    let mut plan = Plan::default();
    plan.class(next_year, &Class { title: "7B next year".into(), course: COURSE });
    plan.member(&member(next_year, ORTIZ, ClassRole::Teacher, true));
    school.service.apply(plan).await.unwrap();
    let ortiz = school.staff(ORTIZ).await;
    let kinds = async || {
        let page = &ortiz.sync(vec![]).await.pages[&Stream::Class(next_year).to_string()];
        let texts = page.ops.iter().map(|op| op.op.read().unwrap().b.get().to_owned());
        let mut kinds: Vec<String> = texts
            .map(|b| serde_json::from_str::<serde_json::Value>(&b).unwrap()["entity"].to_string())
            .collect();
        kinds.sort();
        kinds
    };
    let before = [r#""class""#, r#""course""#, r#""member""#, r#""outcome""#, r#""outcome""#, r#""rubric""#];
    assert_eq!(kinds().await, before);
    let mut plan = Plan::default();
    plan.outcome(OutcomeId::from_bytes([0xc5; 16]), &outcome(COURSE, "C5", None));
    plan.outcome(OutcomeId::from_bytes([0xc6; 16]), &outcome(OTHER_COURSE, "M2", None));
    school.service.apply(plan).await.unwrap();
    assert_eq!(kinds().await.len(), before.len() + 1);
}

#[tokio::test]
async fn a_plan_that_says_what_is_known_writes_nothing() {
    let school = TestSchool::open().await;
    let again = crate::school::plan(school.service.school());
    assert_eq!(school.service.apply(again).await.unwrap(), 0);
}

#[tokio::test]
async fn a_student_who_waits_is_woken_by_what_concerns_them() {
    let school = TestSchool::open().await;
    let (ortiz, amara) = (school.staff(ORTIZ).await, school.student(AMARA, CLASS_7B).await);
    let cur = heads(&amara.sync(vec![]).await);
    let (service, token, request) = (school.service.clone(), amara.token(), amara.wait_request(cur));
    let waiting = tokio::spawn(async move { service.wait(&token, request).await });
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    let own = Stream::Student(CLASS_7B, AMARA).to_string();
    assert_eq!(waiting.await.unwrap().unwrap().heads, BTreeMap::from([(own, 2)]));
}

#[tokio::test(start_paused = true)]
async fn a_wait_without_news_ends_after_twenty_five_seconds_and_at_once_when_the_server_stops() {
    let school = TestSchool::open().await;
    let amara = school.student(AMARA, CLASS_7B).await;
    let cur = heads(&amara.sync(vec![]).await);
    let request = amara.wait_request(cur);
    let began = tokio::time::Instant::now();
    let answer = school.service.wait(&amara.token(), request.clone()).await.unwrap();
    assert!(answer.heads.is_empty());
    assert_eq!(began.elapsed().as_secs(), 25);
    school.service.close();
    let began = tokio::time::Instant::now();
    school.service.wait(&amara.token(), request).await.unwrap();
    assert_eq!(began.elapsed().as_secs(), 0);
}
