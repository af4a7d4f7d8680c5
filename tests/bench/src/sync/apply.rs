//! Taking in a pull, page by page: operations, their places, registers and levels. Beside it the least that it could be:
//! the same rows of operations inserted into the same table with the same indexes, in as many transactions.

use super::figure::{Bar, figure, median};
use super::school::School;
use super::week::{Lesson, Teacher};
use notyet_protocol::digest::to_hex;
use notyet_protocol::wire::{Enrolment, SyncAnswer, SyncRequest};
use notyet_sim::school::{LEE, ORTIZ};
use notyet_store::{DbKey, Store, SystemEnv};
use notyet_sync::{Token, Transport};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::io::Write;
use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

const KEY: DbKey = DbKey([7; 32]);

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let school = School::open(&args.server, &[ORTIZ, LEE], 1).await?;
    let lesson = Lesson::before(args.observations as usize);
    let mut from = school.device(0, true, lesson.clone())?;
    from.drain().await?;
    Teacher::new(&from.store, &lesson, 3).records(args.observations as usize)?;
    from.drain().await?;
    let reader = &school.enrolments()[1];
    let answers = answers(&*school.process().transport(), reader).await?;
    let count: usize =
        answers.iter().flat_map(|answer| answer.pages.values()).map(|page| page.ops.len()).sum();
    for is_encrypted in [true, false] {
        let (mut applied, mut inserted) = (vec![], vec![]);
        for _ in 0..args.rounds {
            let folder = tempfile::tempdir()?;
            applied.push(count as f64 / apply(&folder.path().join("ours"), reader, &answers, is_encrypted)?);
            let (ours, bare) = (folder.path().join("ours"), folder.path().join("bare"));
            inserted.push(count as f64 / insert(&ours, &bare, is_encrypted)?);
        }
        let (applied, inserted) = (median(&mut applied), median(&mut inserted));
        let from = format!("{applied:.0} a second beside {inserted:.0}");
        match is_encrypted {
            true => {
                let bar = Bar::AtLeast(0.25, 0.33);
                figure(out, "applying a pull, beside bare inserts", applied / inserted, bar, &from)?;
            }
            false => writeln!(out, "the same, plain: {:.3}; {from}", applied / inserted)?,
        }
    }
    Ok(())
}

/// What a device that has nothing is told until it has everything.
pub(super) async fn answers(transport: &dyn Transport, who: &Enrolment) -> anyhow::Result<Vec<SyncAnswer>> {
    let (token, mut request) = (Token::new(who.token.clone()), SyncRequest::new("bench", who.epoch.clone()));
    let mut answers = vec![];
    loop {
        let answer = transport.sync(&token, &request).await?;
        if answer.pages.is_empty() {
            return Ok(answers);
        }
        for (stream, page) in &answer.pages {
            request.cur.insert(stream.clone(), page.cursor());
        }
        answers.push(answer);
    }
}

/// Seconds to take these in.
fn apply(folder: &Path, who: &Enrolment, answers: &[SyncAnswer], is_encrypted: bool) -> anyhow::Result<f64> {
    let store = open(folder, is_encrypted)?;
    store.write(|tx| tx.enrol(who, "http://school.test"))?;
    let began = Instant::now();
    for answer in answers {
        store.apply(answer, 0, 0)?;
    }
    Ok(began.elapsed().as_secs_f64())
}

fn open(folder: &Path, is_encrypted: bool) -> anyhow::Result<Store> {
    Ok(match is_encrypted {
        true => Store::open(folder, &KEY, Arc::new(SystemEnv))?,
        false => Store::open_unencrypted(folder, Arc::new(SystemEnv))?,
    })
}

/// Seconds to insert the operations of one store into the empty table of another.
fn insert(from: &Path, into: &Path, is_encrypted: bool) -> anyhow::Result<f64> {
    drop(open(into, is_encrypted)?);
    let rows = {
        let conn = connect(from, is_encrypted)?;
        let mut read = conn.prepare("SELECT * FROM op ORDER BY n")?;
        let columns = read.column_count();
        let rows = read.query_map([], |row| {
            (0..columns).map(|n| row.get(n)).collect::<rusqlite::Result<Vec<Value>>>()
        })?;
        rows.collect::<Result<Vec<_>, _>>()?
    };
    let conn = connect(into, is_encrypted)?;
    let places = vec!["?"; rows.first().map_or(0, Vec::len)].join(", ");
    let sql = format!("INSERT INTO op VALUES ({places})");
    let began = Instant::now();
    for page in rows.chunks(500) {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        for row in page {
            conn.prepare_cached(&sql)?.execute(params_from_iter(row))?;
        }
        conn.execute_batch("COMMIT")?;
    }
    Ok(began.elapsed().as_secs_f64())
}

/// A store's file, opened as the store opens it for what the server will send again.
pub(super) fn connect(folder: &Path, is_encrypted: bool) -> anyhow::Result<Connection> {
    let conn = Connection::open(folder.join("notyet.db"))?;
    if is_encrypted {
        conn.pragma_update(None, "key", format!("x'{}'", to_hex(&KEY.0)))?;
        conn.pragma_update(None, "cipher_compatibility", 4)?;
        conn.pragma_update(None, "cipher_hmac_algorithm", "HMAC_SHA256")?;
    }
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "NORMAL")?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    conn.pragma_update(None, "temp_store", "MEMORY")?;
    conn.pragma_update(None, "cache_size", -16 * 1024)?;
    conn.pragma_update(None, "wal_autocheckpoint", 4096)?;
    Ok(conn)
}
