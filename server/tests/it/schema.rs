//! A school's rows as every version of the tables left them, in either database: this program opens each, and finds
//! everything.

#[path = "../../../tests/fixtures/schema/text.rs"]
mod text;

use crate::cluster::{cluster, database};
use crate::school::{ADEYEMI, AMARA, BEN, C1, CHIDI, CLASS_7B, ORTIZ, TestSchool, evidence, judged};
use notyet_model::fact::{BlobRef, Body, Lane};
use notyet_model::ids::AttachmentId;
use notyet_model::register::Entity;
use notyet_protocol::digest::{Digest, sha256_hex};
use notyet_protocol::wire::Fate;
use notyet_server::storage::postgres::Postgres;
use notyet_server::storage::sqlite::SqliteStorage;
use notyet_server::storage::{Part, Room, Storage, read, write};
use rusqlite::Connection;
use std::path::Path;

const PHOTO: AttachmentId = AttachmentId::from_bytes([7; 16]);
const SCHOOL: &str = "greenfield";

/// A small school after some lessons, with something in every table.
async fn some_lessons() -> TestSchool {
    let school = TestSchool::open().await;
    let (ortiz, adeyemi) = (school.staff(ORTIZ).await, school.staff(ADEYEMI).await);
    let amara = school.student(AMARA, CLASS_7B).await;
    for op in [
        ortiz.op(CLASS_7B, AMARA, &judged(Lane::Teacher)),
        adeyemi.op(CLASS_7B, BEN, &judged(Lane::Teacher)),
        ortiz.op(CLASS_7B, AMARA, &evidence(vec![PHOTO])),
        ortiz.fields(Entity::Outcome, C1, serde_json::json!({"i_can": "I can back a claim"})),
    ] {
        let by = if op.actor == ADEYEMI { &adeyemi } else { &ortiz };
        assert_eq!(by.push(&op).await, Fate::Stored);
    }
    assert_eq!(amara.push(&amara.op(CLASS_7B, AMARA, &judged(Lane::Own))).await, Fate::Stored);
    let pictures: [&[u8]; 2] =
        [&[0xff, 0xd8, 0xff, 0xda, 0, 2, 1, 0xff, 0xd9], &[0xff, 0xd8, 0xff, 0xda, 0, 2, 2, 0xff, 0xd9]];
    for picture in pictures {
        ortiz.service.put_blob(&ortiz.token(), &sha256_hex(picture), picture.to_vec()).await.unwrap();
    }
    let [sha256, thumb] = pictures.map(sha256_hex);
    let blob = Body::BlobRef(BlobRef { attachment: PHOTO, sha256: sha256.clone(), thumb, w: 4, h: 3 });
    assert_eq!(ortiz.push(&ortiz.op(CLASS_7B, AMARA, &blob)).await, Fate::Stored);
    school.service.staff_code(&ORTIZ.to_string()).await.unwrap().unwrap();
    let now = 1_795_000_000_000;
    let part = Part { start: 0, bytes: 4, length: 99, object: "0".into(), at_ms: now };
    write(&*crate::kept::rows(school.folder.path()), |tx| {
        tx.put_email(ORTIZ, Some("ortiz@greenfield.example"))?;
        tx.put_account("https://accounts.example", "ortiz", ORTIZ)?;
        tx.put_step_up("5e", ortiz.enrolment.device, i64::MAX, now)?;
        tx.put_part("bb", ORTIZ, &part)?;
        tx.want(&sha256)?;
        tx.put_erased(CHIDI, now)
    })
    .unwrap();
    school.service.checkpoint().await.unwrap();
    school
}

/// What can be read of a school: every stream's digest follows from what stands in it, and people, devices, members and
/// accounts are there.
fn holds_everything(storage: &dyn Storage, case: &str) {
    let all = Room { ops: 1000, bytes: 16 << 20 };
    read(storage, |tx| {
        let streams = tx.streams()?;
        assert!(streams.len() > 3, "{case}: {streams:?}");
        for stream in streams {
            let page = tx.page(&stream, 0, all)?;
            let mut digest = Digest::default();
            for envelope in &page.ops {
                digest = digest.then(envelope.seq, envelope.op.id().unwrap());
            }
            assert_eq!(
                (page.head, &page.digest),
                (page.ops.len() as u64, &digest.to_hex()),
                "{case}: {stream}"
            );
        }
        assert_eq!(tx.people()?.len(), 6, "{case}");
        assert_eq!(tx.memberships_of(AMARA)?.len(), 1, "{case}");
        assert_eq!(tx.fields("outcome", &C1.to_string())?["i_can"], "I can back a claim", "{case}");
        assert_eq!(tx.attachment(PHOTO)?.map(|it| it.student), Some(AMARA), "{case}");
        let devices = tx.devices()?;
        assert!(devices.len() >= 3 && devices.iter().all(|it| it.doubled.is_none()), "{case}: {devices:?}");
        assert_eq!(
            tx.device_by_token(&devices[0].token_sha256)?.map(|it| it.id),
            Some(devices[0].id),
            "{case}"
        );
        Ok(())
    })
    .unwrap();
}

/// Nothing of what an older version had is gone or another, where the newer has a place for it.
fn nothing_is_lost(before: &Connection, after: &Connection, case: &str) {
    let now = text::tables(after);
    for (table, columns) in text::tables(before) {
        let Some(kept) = now.get(&table) else { continue };
        let common: Vec<String> = columns.into_iter().filter(|column| kept.contains(column)).collect();
        let [mut was, mut is] = [before, after].map(|conn| text::rows(conn, &table, &common));
        was.sort();
        is.sort();
        assert_eq!(is, was, "{case}: {table}");
    }
}

#[tokio::test]
async fn a_file_of_every_version_is_opened_and_holds_everything() {
    let school = some_lessons().await;
    let newest = Connection::open(school.folder.path().join("school.db")).unwrap();
    let steps = text::steps("src/storage/sqlite");
    assert_eq!(text::version(&newest), steps.len());
    for n in 1..=steps.len() {
        let case = format!("SQLite, version {n}");
        let made = || match n == steps.len() {
            true => text::dump(&newest),
            false => text::older(&newest, &steps[..n], ""),
        };
        let sql = text::kept(&text::folder("sqlite").join(format!("{n:04}.sql")), made);
        let folder = tempfile::tempdir().unwrap();
        let [was, is] = ["was.db", "is.db"].map(|name| folder.path().join(name));
        text::restore(&sql, &was);
        text::restore(&sql, &is);
        holds_everything(&SqliteStorage::open(&is).unwrap(), &case);
        let [was, is] = [was, is].map(|path| Connection::open(path).unwrap());
        nothing_is_lost(&was, &is, &case);
        assert_eq!(text::tables(&is), text::tables(&newest), "{case}");
    }
}

/// The name of an address's database.
fn name(address: &str) -> &str {
    address.split("dbname=").nth(1).unwrap()
}

/// What this version makes of the newest file's rows.
fn newest_of(file: &str) -> String {
    let (address, folder) = (database(), tempfile::tempdir().unwrap());
    let path = folder.path().join("school.db");
    text::restore(file, &path);
    Postgres::open(&address).unwrap().add(SCHOOL).unwrap().unwrap().replace_by(&path).unwrap();
    address
}

/// What an older version would have made of the same rows: see [`text::older`].
fn older(newest: &str, steps: &[String], scratch: &Path) -> String {
    let address = database();
    let sql = |statements: &str| cluster().sql(name(&address), statements);
    sql("SET ROLE school; CREATE SCHEMA notyet;
         CREATE TABLE notyet.migration (n INTEGER PRIMARY KEY, at TIMESTAMPTZ NOT NULL DEFAULT now())");
    for (step, n) in steps.iter().zip(1..) {
        sql(&format!(
            "SET ROLE school; SET search_path TO notyet; {step}; INSERT INTO migration (n) VALUES ({n})"
        ));
    }
    let columns = "SELECT table_name || '|' || string_agg(quote_ident(column_name), ',' ORDER BY ordinal_position)
                     FROM information_schema.columns WHERE table_schema = 'notyet' AND table_name <> 'migration'
                    GROUP BY table_name ORDER BY table_name <> 'school', table_name <> 'op', table_name";
    for line in sql(columns).lines() {
        let (table, columns) = line.split_once('|').unwrap();
        let file = scratch.join(table);
        let file = file.display();
        cluster().sql(name(newest), &format!("COPY (SELECT {columns} FROM notyet.{table}) TO '{file}'"));
        sql(&format!("COPY notyet.{table} ({columns}) FROM '{file}'"));
    }
    address
}

#[test]
fn a_database_of_every_version_is_opened_and_holds_everything() {
    let file = text::folder("sqlite").join(format!("{:04}.sql", text::steps("src/storage/sqlite").len()));
    let file = std::fs::read_to_string(file).expect("the newest file of an embedded database is kept");
    let steps = text::steps("src/storage/postgres");
    let scratch = tempfile::tempdir().unwrap();
    open_to_all(scratch.path());
    let mut newest = None;
    for n in 1..=steps.len() {
        let case = format!("PostgreSQL, version {n}");
        let made = || {
            let newest = newest.get_or_insert_with(|| newest_of(&file));
            let address =
                if n == steps.len() { newest.clone() } else { older(newest, &steps[..n], scratch.path()) };
            cluster().dump(name(&address))
        };
        let sql = text::kept(&text::folder("postgres").join(format!("{n:04}.sql")), made);
        let address = database();
        cluster().sql(name(&address), &format!("SET ROLE school; {sql}"));
        let storage = Postgres::open(&address).unwrap().school(SCHOOL).unwrap().unwrap();
        holds_everything(&storage, &case);
        let taken = cluster().sql(name(&address), "SELECT max(n) FROM notyet.migration");
        assert_eq!(taken, steps.len().to_string(), "{case}");
        // Its rows are those of the embedded database that they came from, as far as that version had them.
        let folder = tempfile::tempdir().unwrap();
        let [was, is] = ["was.db", "is.db"].map(|name| folder.path().join(name));
        text::restore(&file, &was);
        storage.copy_to(&is).unwrap();
        let [was, is] = [was, is].map(|path| Connection::open(path).unwrap());
        if n == steps.len() {
            nothing_is_lost(&was, &is, &case);
        } else {
            for (table, columns) in [("op", "id"), ("feed", "stream"), ("head", "digest"), ("member", "user")]
            {
                let columns = [columns.to_owned()];
                let [mut was, mut is] = [&was, &is].map(|conn| text::rows(conn, table, &columns));
                was.sort();
                is.sort();
                assert_eq!(is, was, "{case}: {table}");
            }
        }
    }
}

/// PostgreSQL runs as somebody else.
fn open_to_all(folder: &Path) {
    use std::os::unix::fs::PermissionsExt;
    std::fs::set_permissions(folder, PermissionsExt::from_mode(0o777)).unwrap();
}
