//! What this program or the server does not know. An operation of an unknown kind or version is kept byte for byte and
//! folded nowhere; once this program knows it, it is folded as if it had just come, and once the server knows it, it
//! is offered again.

use crate::columns::Columns;
use crate::fold::{self, Touched, body_of, state};
use crate::{StoreError, Topic};
use notyet_model::authority::Refusal;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Kind, vocabulary};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::Op;
use rusqlite::{Connection, OptionalExtension, params};
use std::borrow::Cow;

/// Under this name the `meta` table keeps what the program knew that opened the database last.
const KNOWN: &str = "kinds";
/// Under this one, the server's word for what it knows.
const SERVER_KNOWS: &str = "server_kinds";

/// The word in the `kind` column: by it an operation is asked for, so a version of a known kind that this program
/// cannot read has one of its own.
pub(crate) fn word<'a>(op: &'a Op, body: Option<&Body>) -> Cow<'a, str> {
    match body {
        None if Kind::parse(&op.k).is_some() => Cow::Owned(strange_word(&op.k, &op.v.to_string())),
        _ => Cow::Borrowed(&op.k),
    }
}

fn strange_word(kind: &str, version: &str) -> String {
    format!("{kind}@{version}")
}

/// Whether the database was last opened by a program that knew other kinds.
pub(crate) fn has_to_learn(conn: &Connection) -> Result<bool, StoreError> {
    Ok(text(conn, KNOWN)?.as_ref() != Some(&vocabulary()))
}

/// Folds what has been here for longer than this program has known it.
pub(crate) fn learn(conn: &Connection, touched: &mut Touched) -> Result<(), StoreError> {
    let (knows, knew) = (vocabulary(), text(conn, KNOWN)?);
    keep(conn, KNOWN, &knows)?;
    // A database from before this was noted has been opened by no program that knew another vocabulary.
    let Some(knew) = knew else { return Ok(()) };
    let fresh = knows.lines().filter(|line| !knew.lines().any(|known| known == *line));
    for (kind, version) in fresh.filter_map(|line| line.split_once(' ')) {
        if !mutant::on(Mutant::UpdateNotFolded) {
            fold_kind(conn, kind, &strange_word(kind, version), touched)?;
        }
    }
    Ok(())
}

fn fold_kind(conn: &Connection, kind: &str, strange: &str, touched: &mut Touched) -> Result<(), StoreError> {
    let mut read = conn.prepare("SELECT n, state, eff, body FROM op WHERE kind IN (?, ?) ORDER BY n")?;
    let rows =
        read.query_map([kind, strange], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?)))?;
    let rows: Vec<(i64, u8, Option<i64>, String)> = rows.collect::<Result<_, _>>()?;
    for (n, was, eff, text) in rows {
        let op: Op = serde_json::from_str(&text)?;
        let Some(body) = body_of(&op) else { continue };
        let columns = Columns::of(&body);
        conn.prepare_cached(
            "UPDATE op SET kind = ?, outcome = ?, lane = ?, entity = ?, work_day = ?, work_at = ? WHERE n = ?",
        )?
        .execute(params![
            op.k,
            columns.outcome.map(|outcome| outcome.0),
            columns.lane,
            columns.entity,
            columns.day.map(|day| day.0),
            columns.at_ms,
            n,
        ])?;
        match (was, eff) {
            (state::CONFIRMED, Some(eff)) => {
                fold::confirmed(conn, n, &op, &body, Hlc(eff.max(0) as u64), touched)?;
            }
            (state::REFUSED, _) => {}
            _ => fold::recorded(conn, n, &op, &body, touched)?,
        }
    }
    Ok(())
}

/// Lets go what an older server did not know, if this word says that it knows other kinds than before; so does what it
/// had once, and did not know any more when it was offered.
pub(crate) fn offer_again(
    conn: &Connection,
    server_knows: &str,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    if server_knows.is_empty() || text(conn, SERVER_KNOWS)?.as_deref() == Some(server_knows) {
        return Ok(());
    }
    keep(conn, SERVER_KNOWS, server_knows)?;
    let unknown = Refusal::KindUnknown.code();
    let let_go = conn
        .prepare_cached(
            "UPDATE op SET state = ? WHERE state = ? AND n IN (SELECT op FROM refused WHERE code = ?)",
        )?
        .execute(params![state::WAITING, state::REFUSED, unknown])?;
    conn.prepare_cached("DELETE FROM refused WHERE code = ?")?.execute([unknown])?;
    conn.prepare_cached(
        "INSERT OR IGNORE INTO doubt (op, epoch)
         SELECT n, '' FROM op
          WHERE state = ? AND mac <> '' AND NOT EXISTS (SELECT 1 FROM instream i WHERE i.op = op.n AND i.seq IS NOT NULL)",
    )?
    .execute([state::CONFIRMED])?;
    if let_go > 0 {
        touched.topics = touched.topics.with(Topic::Work).with(Topic::Sync);
    }
    Ok(())
}

fn text(conn: &Connection, key: &str) -> Result<Option<String>, StoreError> {
    let mut read = conn.prepare_cached("SELECT v FROM meta WHERE k = ?")?;
    Ok(read.query_row([key], |row| row.get(0)).optional()?)
}

fn keep(conn: &Connection, key: &str, value: &str) -> Result<(), StoreError> {
    conn.prepare_cached(
        "INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v",
    )?
    .execute([key, value])?;
    Ok(())
}

/// Whether every operation that this program can read stands under the columns that its body leads to.
#[cfg(any(test, feature = "test-support"))]
pub(crate) fn is_all_folded(conn: &Connection) -> Result<bool, StoreError> {
    let mut read = conn.prepare("SELECT kind, outcome, entity, work_day, work_at, body FROM op")?;
    let mut rows = read.query([])?;
    while let Some(row) = rows.next()? {
        let op: Op = serde_json::from_str(row.get_ref(5)?.as_str().unwrap_or(""))?;
        let Some(body) = body_of(&op) else { continue };
        let right = Columns::of(&body);
        let columns = (row.get(1)?, row.get(2)?, row.get(3)?, row.get(4)?);
        let right = (right.outcome.map(|it| it.0), right.entity, right.day.map(|day| day.0), right.at_ms);
        let kind: String = row.get(0)?;
        if columns != right || kind != op.k {
            return Ok(false);
        }
    }
    Ok(true)
}
