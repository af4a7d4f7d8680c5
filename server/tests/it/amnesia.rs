//! A server whose database was put back from a copy, or went missing, and devices that hold what it has forgotten.

use crate::blobs::{bound, jpeg};
use crate::school::{
    ADEYEMI, AMARA, BEN, CLASS_7B, CLASS_7D, FakeEnv, HERE, ORTIZ, Phone, TestSchool, evidence, heads,
    judged, member, person, request,
};
use notyet_model::authority::Refusal;
use notyet_model::fact::Lane;
use notyet_model::ids::{AttachmentId, OpId};
use notyet_model::register::ClassRole;
use notyet_protocol::digest::sha256_hex;
use notyet_protocol::epoch::Epoch;
use notyet_protocol::op::Op;
use notyet_protocol::wire::{
    Ack, Cursor, Enrolment, Fate, Fault, Join, Joined, Offer, SyncAnswer, SyncRequest,
};
use notyet_server::storage::Person;
use notyet_server::{Plan, Service};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

/// A copy of a school's database, taken while it was served.
pub(crate) struct Copy(tempfile::TempDir);

impl Copy {
    pub(crate) async fn of(school: &TestSchool) -> Self {
        school.service.checkpoint().await.unwrap();
        let folder = tempfile::tempdir().unwrap();
        fs::copy(school.folder.path().join("school.db"), folder.path().join("school.db")).unwrap();
        Self(folder)
    }

    /// Puts the copy in the database's place and serves it.
    pub(crate) fn put_back(&self, school: TestSchool) -> TestSchool {
        let TestSchool { folder, env, service } = school;
        drop(service);
        remove_database(folder.path());
        fs::copy(self.0.path().join("school.db"), folder.path().join("school.db")).unwrap();
        serve(folder, env)
    }
}

fn remove_database(folder: &Path) {
    for name in ["school.db", "school.db-wal", "school.db-shm"] {
        let _ = fs::remove_file(folder.join(name));
    }
}

fn serve(folder: tempfile::TempDir, env: Arc<FakeEnv>) -> TestSchool {
    let service = Service::open(folder.path(), None, env.clone()).unwrap();
    TestSchool { folder, env, service }
}

/// Everything that an answer shows, as a device would offer it.
pub(crate) fn offers(answer: &SyncAnswer) -> Vec<Offer> {
    let mut found = BTreeMap::new();
    for envelope in answer.pages.values().flat_map(|page| &page.ops) {
        let (eff, flags, mac) = (envelope.eff, envelope.flags, envelope.mac.clone());
        let offer = Offer { epoch: answer.epoch.clone(), eff, flags, mac, op: envelope.op.clone() };
        found.insert((eff, envelope.op.id()), offer);
    }
    found.into_values().collect()
}

pub(crate) async fn ask(school: &TestSchool, phone: &Phone, request: SyncRequest) -> SyncAnswer {
    school.service.sync(&phone.token(), request).await.unwrap()
}

pub(crate) async fn offer(
    school: &TestSchool,
    phone: &Phone,
    epoch: &Epoch,
    offer: Vec<Offer>,
) -> SyncAnswer {
    ask(school, phone, SyncRequest { offer, ..SyncRequest::new("test", epoch.clone()) }).await
}

pub(crate) async fn come_back(school: &TestSchool, enrolment: &Enrolment) -> Result<Enrolment, Fault> {
    let join = Join::Certificate { certificate: enrolment.certificate.clone() };
    match school.service.device(request(join), HERE).await? {
        Joined::Enrolled(enrolment) => Ok(enrolment),
        other => panic!("{other:?}"),
    }
}

fn seen(answer: &SyncAnswer, id: OpId) -> bool {
    answer.pages.values().flat_map(|page| &page.ops).any(|envelope| envelope.op.id() == Some(id))
}

#[tokio::test]
async fn a_database_that_is_put_back_begins_an_epoch_and_takes_back_what_it_signed() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let copy = Copy::of(&school).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    let held = adeyemi.sync(vec![]).await;
    school.service.checkpoint().await.unwrap();
    // The author has left by the time when a colleague's tablet comes by, and is not asked.
    let school = copy.put_back(school);
    let mut change = Plan::default();
    change.member(&member(CLASS_7B, ORTIZ, ClassRole::Teacher, false));
    school.service.apply(change).await.unwrap();
    school.env.pass_ms(30 * 24 * 3_600_000);

    let asked = SyncRequest { cur: heads(&held), ..SyncRequest::new("test", held.epoch.clone()) };
    let answer = ask(&school, &adeyemi, asked).await;
    assert_eq!((held.epoch.n(), answer.epoch.n()), (1, 2));
    assert!(!seen(&answer, op.id), "it was forgotten");
    let answer = offer(&school, &adeyemi, &answer.epoch, offers(&held)).await;
    let fate = |id| answer.acks.iter().find(|ack| ack.id == id).map(|ack| ack.fate);
    assert_eq!(fate(op.id), Some(Fate::Stored));
    assert!(answer.acks.iter().all(|ack| ack.id == op.id || ack.fate == Fate::Dup));
    assert_eq!(answer.epoch.n(), 2, "what was forgotten in an epoch that is over proves nothing new");
    let again =
        |answer: &SyncAnswer| offers(answer).into_iter().find(|it| it.op.id() == Some(op.id)).unwrap();
    let (before, after) = (again(&held), again(&answer));
    assert_eq!((before.eff, before.flags, before.mac), (after.eff, after.flags, after.mac), "the same word");
}

/// In between, a server that was put back from a copy does not know that somebody has left.
#[tokio::test]
async fn a_photo_of_work_from_after_leaving_is_not_bound_once_the_leaving_is_known_again() {
    let (early, after) = (AttachmentId::from_bytes([7; 16]), AttachmentId::from_bytes([8; 16]));
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    for bytes in [jpeg("picture"), jpeg("thumb")] {
        school.service.put_blob(&ortiz.token(), &sha256_hex(&bytes), bytes).await.unwrap();
    }
    let before = ortiz.op(CLASS_7B, AMARA, &evidence(vec![early]));
    assert_eq!(ortiz.push(&before).await, Fate::Stored);
    let copy = Copy::of(&school).await;
    school.env.pass_ms(1_000);
    let mut change = Plan::default();
    change.member(&member(CLASS_7B, ORTIZ, ClassRole::Teacher, false));
    school.service.apply(change).await.unwrap();
    let held = adeyemi.sync(vec![]).await;
    school.service.checkpoint().await.unwrap();
    let school = copy.put_back(school);
    school.env.pass_ms(1_000);
    let asked = SyncRequest { cur: heads(&held), ..SyncRequest::new("test", held.epoch.clone()) };
    let epoch = ask(&school, &adeyemi, asked).await.epoch;
    let push = async |op: Op| {
        let request = SyncRequest { push: vec![op.to_raw()], ..SyncRequest::new("test", epoch.clone()) };
        ask(&school, &ortiz, request).await.acks[0].fate
    };
    let work = ortiz.op(CLASS_7B, AMARA, &evidence(vec![after]));
    assert_eq!(push(work).await, Fate::Stored, "the leaving was forgotten");
    let told = offer(&school, &adeyemi, &epoch, offers(&held)).await;
    assert!(told.acks.iter().any(|ack| ack.fate == Fate::Stored), "and is known again");
    let bind = |id| ortiz.op(CLASS_7B, AMARA, &bound(id, "picture", "thumb"));
    assert_eq!(push(bind(after)).await, Fate::Refused(Refusal::NotYourClass));
    assert_eq!(push(bind(early)).await, Fate::Stored, "what was done before");
}

#[tokio::test]
async fn what_was_pushed_in_an_epoch_that_is_over_is_neither_taken_nor_judged() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let copy = Copy::of(&school).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    school.service.checkpoint().await.unwrap();
    let school = copy.put_back(school);
    let late = SyncRequest { push: vec![op.to_raw()], ..ortiz.sync_request(vec![]) };
    let answer = ask(&school, &ortiz, late).await;
    assert_eq!((answer.acks, answer.epoch.n()), (vec![], 2));
}

#[tokio::test]
async fn a_signature_that_is_not_the_schools_brings_nothing_in() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    let epoch = ortiz.enrolment.epoch.clone();
    for mac in ["00".repeat(16), "0".into(), String::new()] {
        let forged = Offer { epoch: epoch.clone(), eff: op.hlc, flags: 0, mac, op: op.to_raw() };
        let answer = offer(&school, &ortiz, &epoch, vec![forged]).await;
        assert_eq!(answer.acks, [Ack { id: op.id, fate: Fate::Refused(Refusal::Receipt) }]);
        assert_eq!(answer.epoch, epoch);
    }
    assert!(!ortiz.sees(op.id).await);
}

#[tokio::test]
async fn a_loss_that_nobody_noticed_is_found_by_what_a_device_has_read() {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let copy = Copy::of(&school).await;
    let lost = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&lost).await, Fate::Stored);
    let held = adeyemi.sync(vec![]).await;
    fs::remove_file(school.folder.path().join("keys/watermark")).unwrap();
    let school = copy.put_back(school);
    // Something else has taken the lost one's number since.
    let other = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    let pushed = ask(&school, &ortiz, ortiz.sync_request(vec![other.to_raw()])).await;
    assert_eq!((pushed.acks[0].fate, pushed.epoch.n()), (Fate::Stored, 1));

    let cur = read(&held);
    let mine = adeyemi.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    let push = vec![mine.to_raw()];
    let asked = SyncRequest { push, cur, ..SyncRequest::new("test", held.epoch.clone()) };
    let answer = ask(&school, &adeyemi, asked).await;
    assert_eq!(answer.again.len(), 1, "{:?}", answer.again);
    assert_eq!(answer.acks, [], "what may lean on something lost is not judged yet");
    assert!(answer.pages[&answer.again[0]].from == 0 && seen(&answer, other.id) && !seen(&answer, lost.id));
    let answer = offer(&school, &adeyemi, &held.epoch, offers(&held)).await;
    assert_eq!(answer.epoch.n(), 2);
    let fates: Vec<_> = answer.acks.iter().filter(|ack| ack.fate == Fate::Stored).map(|ack| ack.id).collect();
    assert_eq!(fates, [lost.id]);
    assert!(ortiz_sees(&school, &ortiz, lost.id).await && ortiz_sees(&school, &ortiz, other.id).await);
}

/// What an answer holds, as far as a device has read it.
fn read(answer: &SyncAnswer) -> BTreeMap<String, Cursor> {
    let chained = heads(answer).into_iter().map(|(stream, cursor)| {
        let chain = answer.pages[&stream].digest[..16].to_owned();
        (stream, Cursor { chain, ..cursor })
    });
    chained.collect()
}

#[tokio::test]
async fn what_was_forgotten_with_the_right_to_read_it_comes_back_and_nobody_else_learns_of_it() {
    let school = TestSchool::open().await;
    let (amara, ben) = (school.student(AMARA, CLASS_7B).await, school.student(BEN, CLASS_7B).await);
    let copy = Copy::of(&school).await;
    let mut change = Plan::default();
    change.member(&member(CLASS_7D, AMARA, ClassRole::Student, true));
    school.service.apply(change).await.unwrap();
    let held = amara.sync(vec![]).await;
    let hers = format!("S:{CLASS_7D}:{AMARA}");
    fs::remove_file(school.folder.path().join("keys/watermark")).unwrap();
    let school = copy.put_back(school);

    let asked = SyncRequest { cur: read(&held), ..SyncRequest::new("test", held.epoch.clone()) };
    let answer = ask(&school, &amara, asked).await;
    assert!(answer.again.contains(&hers) && !answer.streams.contains(&hers), "{:?}", answer.again);
    let guess = |stream: &str, chain: &str| {
        let cur = BTreeMap::from([(stream.to_owned(), Cursor { chain: chain.into(), ..Cursor::at(1) })]);
        ask(&school, &ben, SyncRequest { cur, ..SyncRequest::new("test", held.epoch.clone()) })
    };
    for stream in [[format!("S:{CLASS_7B}:{AMARA}")], [hers.clone()]] {
        assert_eq!(guess(&stream[0], &"0".repeat(16)).await.again, stream, "there or not");
        assert_eq!(guess(&stream[0], "").await.again, Vec::<String>::new());
    }
    let answer = offer(&school, &amara, &held.epoch, offers(&held)).await;
    assert_eq!(answer.epoch.n(), 2);
    assert!(answer.streams.contains(&hers), "she is in the class again");
}

async fn ortiz_sees(school: &TestSchool, ortiz: &Phone, id: OpId) -> bool {
    seen(&ask(school, ortiz, SyncRequest::new("test", Epoch::default())).await, id)
}

#[tokio::test]
async fn a_school_whose_database_is_gone_comes_back_from_its_devices() {
    let school = TestSchool::open().await;
    let (ortiz, amara) = (school.staff(ORTIZ).await, school.student(AMARA, CLASS_7B).await);
    let op = ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
    assert_eq!(ortiz.push(&op).await, Fate::Stored);
    let (held, id) = (ortiz.sync(vec![]).await, school.service.school());
    let TestSchool { folder, env, service } = school;
    drop(service);
    remove_database(folder.path());
    let school = serve(folder, env);
    assert_eq!(school.service.school(), id, "the ledger knows whose it is");
    assert_eq!(
        school.service.sync(&ortiz.token(), SyncRequest::new("test", Epoch::default())).await.unwrap_err(),
        Fault::SignedOut
    );
    let back = come_back(&school, &ortiz.enrolment).await.unwrap();
    assert_eq!((back.device, back.user, back.role), (ortiz.enrolment.device, ORTIZ, ortiz.enrolment.role));
    assert_eq!(back.epoch.n(), 2);
    let offered = SyncRequest { offer: offers(&held), ..SyncRequest::new("test", back.epoch.clone()) };
    let answer = school.service.sync(&back.token, offered).await.unwrap();
    assert!(answer.acks.iter().all(|ack| ack.fate == Fate::Stored), "{:?}", answer.acks);
    let hers = come_back(&school, &amara.enrolment).await.unwrap();
    let answer = school.service.sync(&hers.token, SyncRequest::new("test", hers.epoch)).await.unwrap();
    assert!(seen(&answer, op.id), "the roster came back, too");
}

#[tokio::test]
async fn who_was_shut_out_stays_out_whatever_is_put_back() {
    let school = TestSchool::open().await;
    let (lost, kept) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let copy = Copy::of(&school).await;
    school.service.revoke(lost.enrolment.device).await.unwrap();
    let mut change = Plan::default();
    change.person(Person { active: false, ..person(ADEYEMI, kept.enrolment.role) });
    school.service.apply(change).await.unwrap();
    let school = copy.put_back(school);
    for phone in [&lost, &kept] {
        let nothing = SyncRequest::new("test", Epoch::default());
        assert_eq!(school.service.sync(&phone.token(), nothing).await.unwrap_err(), Fault::SignedOut);
        assert_eq!(come_back(&school, &phone.enrolment).await.unwrap_err(), Fault::SignedOut);
    }
}

#[tokio::test]
async fn a_device_that_the_database_knows_comes_back_as_another() {
    let school = TestSchool::open().await;
    let ortiz = school.staff(ORTIZ).await;
    let copy = come_back(&school, &ortiz.enrolment).await.unwrap();
    assert_ne!(copy.device, ortiz.enrolment.device);
    assert_eq!(ortiz.sync(vec![]).await.acks, [], "and the first goes on");
}

#[tokio::test]
async fn every_opening_after_the_first_finds_the_epoch_that_was() {
    let school = TestSchool::open().await;
    let before = school.staff(ORTIZ).await.enrolment.epoch;
    let TestSchool { folder, env, service } = school;
    drop(service);
    let school = serve(folder, env);
    assert_eq!(school.staff(ORTIZ).await.enrolment.epoch, before);
}
