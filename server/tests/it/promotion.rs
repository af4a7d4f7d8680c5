//! A standby that takes a primary's place: who has the old store open notices, and nothing goes on as if it were the
//! same.

use crate::cluster::Cluster;
use crate::contract::op;
use crate::running::{Server, imported_at, run, text};
use crate::school::{
    ADEYEMI, AMARA, CLASS_7B, FakeEnv, HERE, ORTIZ, Phone, TestSchool, judged, plan, request,
};
use crate::store::until;
use notyet_model::fact::Lane;
use notyet_model::ids::OpId;
use notyet_protocol::op::Op;
use notyet_protocol::wire::{Cursor, Fate, Join, Joined, Offer, SyncAnswer, SyncRequest};
use notyet_server::storage::postgres::{OpenFault, Postgres};
use notyet_server::storage::{Mark, Storage, StorageFault, read, write};
use notyet_server::{Folder, Service};
use std::collections::{BTreeMap, BTreeSet};
use std::process::Stdio;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncReadExt;

#[test]
fn a_store_that_was_replaced_is_not_read_or_written_until_it_is_opened_again() {
    let primary = Cluster::start();
    primary.sql("postgres", "CREATE DATABASE notyet OWNER school");
    let standby = primary.standby();
    let address = primary.either(&standby, "notyet");
    let database = Postgres::open(&address).unwrap();
    let school = database.add("abbey").unwrap().unwrap();
    write(&school, |tx| tx.insert_op(&op(1))).unwrap();
    let line = |mark| match mark {
        Mark::Line(line) => line,
        Mark::Taken(_) => panic!("a database has a line of history"),
    };
    let before = line(school.mark().unwrap());
    until("the standby", || standby.sql("notyet", "SELECT to_regclass('notyet.op') IS NOT NULL") == "t");
    let fault = Postgres::open(&standby.address("school", "notyet")).map(drop).unwrap_err();
    assert!(matches!(&fault, OpenFault::Standby { .. }), "{fault}");
    assert!(fault.to_string().contains("is a standby that only reads. Name the primary"), "{fault}");
    until("what was written", || standby.sql("notyet", "SELECT count(*) FROM notyet.op") == "1");
    primary.kill();
    standby.promote();
    until("the end", || matches!(read(&school, |tx| tx.op(op(1).id)), Err(StorageFault::Replaced)));
    assert!(matches!(write(&school, |tx| tx.insert_op(&op(2))), Err(StorageFault::Replaced)));
    assert!(matches!(school.version(), Err(StorageFault::Replaced)));
    let again = Postgres::open(&address).unwrap().school("abbey").unwrap().unwrap();
    assert_eq!(read(&again, |tx| tx.op(op(1).id)).unwrap(), Some(op(1)));
    let after = line(again.mark().unwrap());
    assert_eq!((before.ends_with("/00000001"), after), (true, before.replace("/00000001", "/00000002")));
}

#[tokio::test]
async fn a_server_whose_database_was_replaced_ends_and_says_that_it_must_be_started_again() {
    let primary = Cluster::start();
    primary.sql("postgres", "CREATE DATABASE notyet OWNER school");
    let folder = tempfile::tempdir().unwrap();
    let standby = primary.standby();
    let address = primary.either(&standby, "notyet");
    let at = ["--folder", text(folder.path()), "--database", &address];
    let of_school = [&at[..], &["--school", "abbey"]].concat();
    let (exit, _, err) = run(&[&["init"], &of_school[..]].concat()).await;
    assert_eq!(exit, 0, "{err}");
    imported_at(&of_school).await;
    let mut server = Server::serving_heard(&at, Stdio::piped()).await;
    let me = server.school("abbey").enrolled(&of_school).await;
    let wanted = primary.sql("notyet", "SELECT count(*) FROM notyet.device");
    until("the standby", || standby.sql("notyet", "SELECT count(*) FROM notyet.device") == wanted);
    primary.kill();
    standby.promote();
    let ended = tokio::time::timeout(Duration::from_secs(60), server.child.wait());
    let ended = ended.await.expect("the server ends by itself").unwrap();
    let mut said = String::new();
    server.child.stderr.take().unwrap().read_to_string(&mut said).await.unwrap();
    assert_eq!(ended.code(), Some(1), "{said}");
    assert!(said.contains("another database has taken the place of the one"), "{said}");
    assert!(said.contains("it must be started again"), "{said}");
    let again = Server::serving(&at).await;
    assert!(!again.school("abbey").sync(&me, &[]).await.streams.is_empty());
}

/// How often a standby is promoted; `cargo xtask promote` says more.
fn times() -> u32 {
    std::env::var("NOTYET_PROMOTIONS").map_or(3, |text| text.parse().unwrap())
}

/// The service of the one school in a database, as a server that has just started opens it.
fn started(address: &str, folder: &std::path::Path, env: Arc<FakeEnv>) -> Arc<Service> {
    let school = Postgres::open(address).unwrap().school("abbey").unwrap().unwrap();
    Service::of(Folder::over(Arc::new(school), None, folder, None, &*env).unwrap(), env)
}

/// A device: what it recorded, and what it has seen in the feed with the server's word.
struct Tablet {
    phone: Phone,
    recorded: Vec<Op>,
    seen: BTreeMap<OpId, Offer>,
}

impl Tablet {
    fn of(phone: Phone) -> Self {
        Self { phone, recorded: vec![], seen: BTreeMap::new() }
    }

    /// Records a level and sends it; whether it was acknowledged.
    async fn record(&mut self) -> bool {
        let op = self.phone.op(CLASS_7B, AMARA, &judged(Lane::Teacher));
        let sent =
            self.phone.service.sync(&self.phone.token(), self.phone.sync_request(vec![op.to_raw()])).await;
        let Ok(answer) = sent else { return false };
        assert_eq!(answer.acks.iter().map(|ack| ack.fate).collect::<Vec<_>>(), [Fate::Stored]);
        self.recorded.push(op);
        self.take(&answer);
        true
    }

    fn take(&mut self, answer: &SyncAnswer) {
        for it in answer.pages.values().flat_map(|page| &page.ops) {
            let (eff, flags, mac) = (it.eff, it.flags, it.mac.clone());
            let offer = Offer { epoch: answer.epoch.clone(), eff, flags, mac, op: it.op.clone() };
            self.seen.insert(it.op.id().unwrap(), offer);
        }
        for (stream, page) in &answer.pages {
            let seq = page.from + page.ops.len() as u64;
            self.phone.cursors.insert(stream.clone(), Cursor { seq, ..Cursor::default() });
        }
    }

    /// Meets a server that may have forgotten: comes in again if it is not known, takes the epoch over, offers what it
    /// has seen and sends again what it has recorded.
    async fn come_back(&mut self, service: &Arc<Service>) {
        self.phone.service = service.clone();
        let join = Join::Certificate { certificate: self.phone.enrolment.certificate.clone() };
        match service.device(request(join), HERE).await.unwrap() {
            Joined::Enrolled(enrolment) => self.phone.enrolment = enrolment,
            other => panic!("{other:?}"),
        }
        self.phone.cursors.clear();
        let offers: Vec<Offer> = self.seen.values().cloned().collect();
        for offer in offers.chunks(200) {
            let request = SyncRequest { offer: offer.to_vec(), ..self.phone.sync_request(vec![]) };
            let answer = service.sync(&self.phone.token(), request).await.unwrap();
            assert!(
                answer.acks.iter().all(|ack| matches!(ack.fate, Fate::Stored | Fate::Dup)),
                "{:?}",
                answer.acks
            );
        }
        for ops in self.recorded.chunks(200) {
            let answer = self.phone.sync(ops.iter().map(Op::to_raw).collect()).await;
            assert!(
                answer.acks.iter().all(|ack| matches!(ack.fate, Fate::Stored | Fate::Dup)),
                "{:?}",
                answer.acks
            );
        }
    }
}

/// Everything that was acknowledged is in the feed of whoever was promoted once the devices have come by, and each
/// time the standby had missed some of it.
#[tokio::test(flavor = "multi_thread")]
async fn nothing_that_was_acknowledged_is_missing_after_promotions_once_devices_come_back() {
    let mut primary = Cluster::start();
    primary.sql("postgres", "CREATE DATABASE notyet OWNER school");
    Postgres::open(&primary.address("school", "notyet")).unwrap().add("abbey").unwrap().unwrap();
    let (folder, env) = (tempfile::tempdir().unwrap(), FakeEnv::new());
    let service = started(&primary.address("school", "notyet"), folder.path(), env.clone());
    service.apply(plan(service.school())).await.unwrap();
    let mut school = TestSchool { folder, env, service };
    let mut tablets = [Tablet::of(school.staff(ORTIZ).await), Tablet::of(school.staff(ADEYEMI).await)];
    for round in 1..=times() {
        let standby = primary.standby();
        let [ortiz, adeyemi] = &mut tablets;
        for _ in 0..5 {
            // Side by side, so that each has a session before it matters.
            assert_eq!(tokio::join!(ortiz.record(), adeyemi.record()), (true, true), "round {round}");
        }
        // From here on the standby hears nothing more, as when the line to it is down.
        standby.sql("postgres", "ALTER SYSTEM SET primary_conninfo = ''");
        standby.sql("postgres", "SELECT pg_reload_conf()");
        until("deafness", || standby.sql("postgres", "SELECT count(*) FROM pg_stat_wal_receiver") == "0");
        let (mine, theirs) = tokio::join!(
            recorded_until_it_fails(ortiz, Some(&primary)),
            recorded_until_it_fails(adeyemi, None)
        );
        assert!(mine > 0, "round {round}: {mine} {theirs}");
        standby.promote();
        school.service =
            started(&standby.address("school", "notyet"), school.folder.path(), school.env.clone());
        let all: BTreeSet<OpId> = tablets.iter().flat_map(|it| &it.recorded).map(|op| op.id).collect();
        let held = standby.sql("notyet", "SELECT count(*) FROM notyet.op WHERE kind = 'judgement'");
        assert!(held.parse::<usize>().unwrap() < all.len(), "round {round}: nothing was lost");
        for tablet in &mut tablets {
            tablet.come_back(&school.service).await;
        }
        let stream = tablets[1].phone.pull_all().await.remove(&format!("T:{CLASS_7B}")).unwrap();
        let held: BTreeSet<OpId> = stream.iter().copied().collect();
        assert_eq!(all.difference(&held).count(), 0, "round {round}");
        assert_eq!(held.len(), stream.len(), "round {round}: something is there twice");
        for tablet in &mut tablets {
            let answer = tablet.phone.sync(vec![]).await;
            tablet.take(&answer);
            assert_eq!(answer.epoch.n(), u64::from(round) + 1);
        }
        primary = standby;
    }
}

/// Records as fast as it can until the server answers no more; whoever has the primary kills it after ten.
async fn recorded_until_it_fails(tablet: &mut Tablet, primary: Option<&Cluster>) -> u32 {
    let mut acknowledged = 0;
    while tablet.record().await {
        acknowledged += 1;
        if let (10, Some(primary)) = (acknowledged, primary) {
            primary.kill();
        }
    }
    acknowledged
}
