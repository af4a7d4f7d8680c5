//! What every transport promises, run against each: the in-memory one, and HTTP to a real listener.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops where it stands")]

use notyet_model::authority::{Refusal, Role};
use notyet_model::clock::Hlc;
use notyet_model::fact::{BlobRef, Body};
use notyet_model::ids::{AttachmentId, OpId, UserId};
use notyet_protocol::PROTO;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::op::{Op, Origin, RawOp};
use notyet_protocol::upload::Uploaded;
use notyet_protocol::wire::{
    Ack, Cursor, DeviceRequest, Enrolment, Fate, Fault, Join, JoinDecision, Joined, OpenDoor, SyncAnswer,
    SyncRequest, WaitAnswer, WaitRequest,
};
use notyet_sim::device::jpeg;
use notyet_sim::on_both;
use notyet_sim::school::{AMARA, BEN, CLASS, LEE, ORTIZ, OUTCOMES, evidence, feedback, own_judgement};
use notyet_sim::world::World;
use notyet_sync::{Token, TransportError};
use std::collections::BTreeMap;

on_both! {
    a_staff_code_enrols_one_device_and_no_second
    a_token_that_opens_nothing_is_signed_out
    a_version_that_the_server_does_not_speak_is_said_so
    what_is_pushed_comes_back_in_the_same_answer_byte_for_byte
    a_push_that_is_repeated_is_known
    a_refused_operation_holds_up_no_other
    the_bell_rings_when_a_stream_has_grown
    the_bell_rings_when_somebody_knocks
    a_student_waits_for_the_teacher_and_stays_a_student
    a_teachers_code_lets_one_student_in
    a_student_whom_the_teacher_declines_stays_out
    a_picture_is_read_by_those_who_were_given_it_and_by_nobody_else
    bytes_that_are_not_those_of_their_name_are_not_taken
    a_picture_longer_than_asked_for_is_not_read
}

/// The time that a wait is answered after is virtual, so only the in-memory transport can be held to it.
#[tokio::test(start_paused = true)]
async fn a_wait_without_news_is_answered_empty_after_25_seconds() {
    let world = World::in_memory().await;
    let ortiz = staff(&world, ORTIZ).await;
    let cur = ortiz.heads(&world).await;
    let asked_at = tokio::time::Instant::now();
    let news = world
        .transport()
        .wait(&ortiz.token, &WaitRequest { epoch: ortiz.enrolment.epoch.clone(), cur, joins: 0, room: None })
        .await;
    assert_eq!(news, Ok(WaitAnswer::default()));
    assert_eq!(asked_at.elapsed().as_secs(), 25);
}

async fn a_staff_code_enrols_one_device_and_no_second(world: World) {
    let code = world.staff_code(ORTIZ).await;
    let request = device_request(Join::StaffCode { code });
    let Ok(Joined::Enrolled(enrolment)) = world.transport().device(&request).await else {
        panic!("the code enrols")
    };
    assert_eq!((enrolment.user, enrolment.role), (ORTIZ, Role::Teacher));
    assert_eq!(world.transport().device(&request).await, Err(Fault::Code.into()));
}

async fn a_token_that_opens_nothing_is_signed_out(world: World) {
    let transport = world.transport();
    let token = Token::new("0".repeat(64));
    let signed_out = || TransportError::from(Fault::SignedOut);
    assert_eq!(transport.sync(&token, &nothing_known()).await.unwrap_err(), signed_out());
    let wait = WaitRequest { epoch: Epoch::default(), cur: BTreeMap::new(), joins: 0, room: None };
    assert_eq!(transport.wait(&token, &wait).await.unwrap_err(), signed_out());
    let decision = JoinDecision { id: String::new(), student: None };
    assert_eq!(transport.decide_join(&token, &decision).await.unwrap_err(), signed_out());
    let door = OpenDoor { proto: PROTO, class: CLASS, student: None };
    assert_eq!(transport.open_door(&token, &door).await.unwrap_err(), signed_out());
    let name = sha256_hex(&jpeg(1));
    assert_eq!(transport.put_blob(&token, &name, jpeg(1)).await.unwrap_err(), signed_out());
    assert_eq!(transport.get_blob(&token, &name, 1000).await.unwrap_err(), signed_out());
    // An answer to HEAD has no body to say why.
    assert!(transport.head_blob(&token, &name).await.is_err());
}

async fn a_version_that_the_server_does_not_speak_is_said_so(world: World) {
    let ortiz = staff(&world, ORTIZ).await;
    let request = SyncRequest { proto: PROTO + 1, ..nothing_known() };
    let error = world.transport().sync(&ortiz.token, &request).await.unwrap_err();
    assert!(matches!(error, TransportError::Fault(Fault::Version { newest: PROTO, .. })), "{error}");
}

async fn what_is_pushed_comes_back_in_the_same_answer_byte_for_byte(world: World) {
    let mut ortiz = staff(&world, ORTIZ).await;
    let op = ortiz.op(AMARA, &feedback(OUTCOMES[0], "Name the page"));
    // A field of tomorrow stands for all that this server does not know.
    let op = RawOp::from_text(op.text().replacen('{', r#"{ "mood": "sunny","#, 1)).unwrap();
    let answer = ortiz.sync(&world, vec![op.clone()]).await;
    assert_eq!(answer.acks, [Ack { id: op.read().unwrap().id, fate: Fate::Stored }]);
    assert_eq!(times_in(&answer, &op), 1);
}

async fn a_push_that_is_repeated_is_known(world: World) {
    let mut ortiz = staff(&world, ORTIZ).await;
    let op = ortiz.op(AMARA, &feedback(OUTCOMES[0], "Name the page"));
    ortiz.sync(&world, vec![op.clone()]).await;
    let answer = ortiz.sync(&world, vec![op.clone()]).await;
    assert_eq!(answer.acks, [Ack { id: op.read().unwrap().id, fate: Fate::Dup }]);
    assert_eq!(times_in(&answer, &op), 1);
}

async fn a_refused_operation_holds_up_no_other(world: World) {
    let mut ortiz = staff(&world, ORTIZ).await;
    let not_hers = ortiz.op(UserId::from_bytes([0x99; 16]), &own_judgement(OUTCOMES[0], 2));
    let hers = ortiz.op(AMARA, &feedback(OUTCOMES[0], "Name the page"));
    let answer = ortiz.sync(&world, vec![not_hers.clone(), hers.clone()]).await;
    let fates: Vec<Fate> = answer.acks.iter().map(|ack| ack.fate).collect();
    assert_eq!(fates, [Fate::Refused(Refusal::NotThisStudent), Fate::Stored]);
    assert_eq!((times_in(&answer, &not_hers), times_in(&answer, &hers)), (0, 1));
}

async fn the_bell_rings_when_a_stream_has_grown(world: World) {
    let (ortiz, mut lee) = (staff(&world, ORTIZ).await, staff(&world, LEE).await);
    let cur = ortiz.heads(&world).await;
    let teaching = format!("T:{CLASS}");
    let head = cur.get(&teaching).map_or(0, |cursor| cursor.seq);
    let transport = world.transport();
    let request = WaitRequest { epoch: ortiz.enrolment.epoch.clone(), cur, joins: 0, room: None };
    let op = lee.op(BEN, &feedback(OUTCOMES[1], "Read it aloud"));
    let (news, _) = tokio::join!(transport.wait(&ortiz.token, &request), lee.sync(&world, vec![op]));
    assert_eq!(news.unwrap().heads, BTreeMap::from([(teaching, head + 1)]));
}

async fn the_bell_rings_when_somebody_knocks(world: World) {
    let ortiz = staff(&world, ORTIZ).await;
    let request = WaitRequest {
        epoch: ortiz.enrolment.epoch.clone(),
        cur: ortiz.heads(&world).await,
        joins: 0,
        room: None,
    };
    let transport = world.transport();
    let (news, _) = tokio::join!(transport.wait(&ortiz.token, &request), knock(&world));
    assert_eq!(news, Ok(WaitAnswer::default()));
    let joins = ortiz.sync(&world, vec![]).await.joins;
    let typed: Vec<_> = joins.iter().map(|join| (join.class, join.name.as_str())).collect();
    assert_eq!(typed, [(CLASS, "amara o")]);
}

async fn a_student_waits_for_the_teacher_and_stays_a_student(world: World) {
    let ortiz = staff(&world, ORTIZ).await;
    let amara = student(&world, &ortiz, AMARA).await;
    assert_eq!((amara.enrolment.user, amara.enrolment.role), (AMARA, Role::Student));
    let streams = amara.sync(&world, vec![]).await.streams;
    assert!(streams.contains(&format!("S:{CLASS}:{AMARA}")), "{streams:?}");
    assert!(!streams.iter().any(|s| s.starts_with("T:") || s.starts_with("K:")), "{streams:?}");
}

async fn a_teachers_code_lets_one_student_in(world: World) {
    let ortiz = staff(&world, ORTIZ).await;
    let request = OpenDoor { proto: PROTO, class: CLASS, student: Some(BEN) };
    let door = world.transport().open_door(&ortiz.token, &request).await.unwrap();
    let join = device_request(Join::StudentCode { code: door.code });
    let Ok(Joined::Enrolled(enrolment)) = world.transport().device(&join).await else {
        panic!("the code enrols")
    };
    assert_eq!((enrolment.user, enrolment.role), (BEN, Role::Student));
}

async fn a_student_whom_the_teacher_declines_stays_out(world: World) {
    let ortiz = staff(&world, ORTIZ).await;
    let ticket = knock(&world).await;
    let id = ortiz.sync(&world, vec![]).await.joins.remove(0).id;
    world.transport().decide_join(&ortiz.token, &JoinDecision { id, student: None }).await.unwrap();
    assert_eq!(redeem(&world, &ticket).await, Ok(Joined::Declined));
}

async fn a_picture_is_read_by_those_who_were_given_it_and_by_nobody_else(world: World) {
    let transport = world.transport();
    let mut ortiz = staff(&world, ORTIZ).await;
    let (amara, ben) = (student(&world, &ortiz, AMARA).await, student(&world, &ortiz, BEN).await);
    let (full, thumb) = (sha256_hex(&jpeg(1)), sha256_hex(&jpeg(2)));
    assert_eq!(transport.head_blob(&ortiz.token, &full).await, Ok(None));
    transport.put_blob(&ortiz.token, &full, jpeg(1)).await.unwrap();
    transport.put_blob(&ortiz.token, &thumb, jpeg(2)).await.unwrap();
    assert_eq!(
        transport.head_blob(&ortiz.token, &full).await,
        Ok(Some(Uploaded::whole(jpeg(1).len() as u64)))
    );
    assert_eq!(transport.head_blob(&ben.token, &full).await, Ok(None), "another's uploads cannot be seen");
    assert_eq!(transport.get_blob(&amara.token, &full, 1000).await, Err(Fault::NotFound.into()));

    let attachment = AttachmentId::from_bytes([9; 16]);
    let work = ortiz.op(AMARA, &evidence(OUTCOMES[0], attachment));
    let bound = BlobRef { attachment, sha256: full.clone(), thumb, w: 4, h: 3 };
    let bound = ortiz.op(AMARA, &Body::BlobRef(bound));
    let answer = ortiz.sync(&world, vec![work, bound]).await;
    assert!(answer.acks.iter().all(|ack| ack.fate == Fate::Stored), "{:?}", answer.acks);
    assert_eq!(transport.get_blob(&amara.token, &full, 1000).await, Ok(jpeg(1)));
    assert_eq!(transport.get_blob(&ben.token, &full, 1000).await, Err(Fault::NotFound.into()));
}

async fn bytes_that_are_not_those_of_their_name_are_not_taken(world: World) {
    let ortiz = staff(&world, ORTIZ).await;
    let put = world.transport().put_blob(&ortiz.token, &sha256_hex(&jpeg(1)), jpeg(2)).await;
    assert!(matches!(put, Err(TransportError::Fault(Fault::Malformed { .. }))), "{put:?}");
}

async fn a_picture_longer_than_asked_for_is_not_read(world: World) {
    let mut ortiz = staff(&world, ORTIZ).await;
    let (full, thumb) = (sha256_hex(&jpeg(1)), sha256_hex(&jpeg(2)));
    world.transport().put_blob(&ortiz.token, &full, jpeg(1)).await.unwrap();
    world.transport().put_blob(&ortiz.token, &thumb, jpeg(2)).await.unwrap();
    let attachment = AttachmentId::from_bytes([9; 16]);
    let work = ortiz.op(AMARA, &evidence(OUTCOMES[0], attachment));
    let bound =
        ortiz.op(AMARA, &Body::BlobRef(BlobRef { attachment, sha256: full.clone(), thumb, w: 4, h: 3 }));
    ortiz.sync(&world, vec![work, bound]).await;
    let short = world.transport().get_blob(&ortiz.token, &full, 5).await;
    assert!(matches!(short, Err(TransportError::BadAnswer { .. })), "{short:?}");
}

/// Somebody with a token, who speaks to the server without an engine.
struct Person {
    enrolment: Enrolment,
    token: Token,
    dseq: u64,
}

impl Person {
    fn new(enrolment: Enrolment) -> Self {
        Self { token: Token::new(enrolment.token.clone()), enrolment, dseq: 0 }
    }

    fn op(&mut self, student: UserId, body: &Body) -> RawOp {
        self.dseq += 1;
        let mut id = *self.enrolment.device.0.as_bytes();
        id[0] ^= self.dseq as u8;
        let origin = Origin {
            id: OpId::from_bytes(id),
            dev: self.enrolment.device,
            dseq: self.dseq,
            actor: self.enrolment.user,
            hlc: Hlc::at_ms(self.enrolment.now + self.dseq as i64),
            class: Some(CLASS),
            student: Some(student),
        };
        Op::new(origin, body).to_raw()
    }

    async fn sync(&self, world: &World, push: Vec<RawOp>) -> SyncAnswer {
        let epoch = self.enrolment.epoch.clone();
        let request = SyncRequest { push, epoch, ..nothing_known() };
        world.transport().sync(&self.token, &request).await.unwrap()
    }

    /// Cursors at the ends of all streams.
    async fn heads(&self, world: &World) -> BTreeMap<String, Cursor> {
        let pages = self.sync(world, vec![]).await.pages;
        pages.into_iter().map(|(stream, page)| (stream, Cursor::at(page.head))).collect()
    }
}

fn device_request(join: Join) -> DeviceRequest {
    DeviceRequest {
        proto: PROTO,
        app: "contract".into(),
        device_name: "a tablet".into(),
        secret: String::new(),
        join,
    }
}

fn nothing_known() -> SyncRequest {
    SyncRequest::new("contract", Epoch::default())
}

async fn staff(world: &World, person: UserId) -> Person {
    let code = world.staff_code(person).await;
    match world.transport().device(&device_request(Join::StaffCode { code })).await {
        Ok(Joined::Enrolled(enrolment)) => Person::new(enrolment),
        other => panic!("the code enrols: {other:?}"),
    }
}

/// A student who came in by class code, matched by this teacher.
async fn student(world: &World, teacher: &Person, student: UserId) -> Person {
    let ticket = knock(world).await;
    let id = teacher.sync(world, vec![]).await.joins.remove(0).id;
    let decision = JoinDecision { id, student: Some(student) };
    world.transport().decide_join(&teacher.token, &decision).await.unwrap();
    match redeem(world, &ticket).await {
        Ok(Joined::Enrolled(enrolment)) => Person::new(enrolment),
        other => panic!("the teacher let them in: {other:?}"),
    }
}

async fn knock(world: &World) -> String {
    let code = world.class_code().await;
    let join = Join::ClassCode { code, name: "amara o".into() };
    match world.transport().device(&device_request(join)).await {
        Ok(Joined::Waiting { ticket, .. }) => ticket,
        other => panic!("a class code makes them wait: {other:?}"),
    }
}

async fn redeem(world: &World, ticket: &str) -> Result<Joined, TransportError> {
    world.pass(10_000);
    world.transport().device(&device_request(Join::Ticket { ticket: ticket.to_owned() })).await
}

fn times_in(answer: &SyncAnswer, op: &RawOp) -> usize {
    let own = format!("T:{CLASS}");
    answer.pages.get(&own).map_or(0, |page| page.ops.iter().filter(|envelope| envelope.op == *op).count())
}
