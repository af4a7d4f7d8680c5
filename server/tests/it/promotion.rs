//! A standby that takes a primary's place: who has the old store open notices, and nothing goes on as if it were the
//! same.

use crate::cluster::Cluster;
use crate::contract::op;
use crate::running::{Server, imported_at, run, text};
use crate::store::until;
use notyet_server::storage::postgres::{OpenFault, Postgres};
use notyet_server::storage::{Mark, Storage, StorageFault, read, write};
use std::process::Stdio;
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
