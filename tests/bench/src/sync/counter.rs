//! How many observations the server takes over HTTP, judged, signed, routed and committed, with what there is to read
//! answered. Beside it the least that a total order costs: the same rows of operations, counters and places written to
//! the same tables by a loop that does nothing else, with a commit for each frame. Frames of 500 from two devices at the
//! same time; then one observation at a time from sixteen, each of which waits for its commit, as in a school where
//! everybody records: the server may commit for several of them at once, and the loop may not.

use super::figure::{Bar, figure, median};
use super::school::School;
use super::week::{Lesson, Teacher};
use anyhow::Context as _;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Enrolment, Fate, SyncRequest};
use notyet_sim::school::{CLASS, LEE, ORTIZ};
use notyet_sync::{Token, Transport};
use rusqlite::{Connection, params};
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// Observations pushed one at a time, each of them waiting for its commit.
const SINGLE: usize = 2_000;

pub(super) async fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    for (frame, count, devices) in [(500, args.observations as usize, 2), (1, SINGLE, 16)] {
        let (mut served, mut counted) = (vec![], vec![]);
        for round in 0..args.rounds {
            let school = School::open(&args.server, &[ORTIZ, LEE], devices / 2).await?;
            let mut pushes = vec![];
            for nth in 0..devices {
                pushes.push(observations(&school, nth, count / devices, u64::from(round)).await?);
            }
            let all: Vec<RawOp> = pushes.iter().flatten().cloned().collect();
            served.push(count as f64 / over_http(&school, pushes, frame).await?);
            counted.push(count as f64 / bare(&school, &all, frame)?);
        }
        let (served, counted) = (median(&mut served), median(&mut counted));
        let what =
            format!("server over HTTP in frames of {frame} from {devices} devices, beside bare counter rows");
        let from = format!("{served:.0} a second beside {counted:.0}");
        figure(out, &what, served / counted, Bar::AtLeast(0.5, 0.7), &from)?;
    }
    Ok(())
}

async fn observations(school: &School, nth: usize, count: usize, seed: u64) -> anyhow::Result<Vec<RawOp>> {
    let lesson = Lesson::before(count);
    let mut device = school.device(nth, false, lesson.clone())?;
    device.drain().await?;
    Teacher::new(&device.store, &lesson, seed * 100 + nth as u64).records(count)?;
    Ok(device.store.outbox(count, usize::MAX)?)
}

/// Seconds until every device's observations are stored.
async fn over_http(school: &School, pushes: Vec<Vec<RawOp>>, frame: usize) -> anyhow::Result<f64> {
    let mut clients = tokio::task::JoinSet::new();
    let mut requests = vec![];
    for (who, ops) in school.enrolments().iter().zip(pushes) {
        let request = SyncRequest::new("bench", who.epoch.clone());
        requests.push((school.process().transport(), who.clone(), request, ops));
    }
    for (transport, who, request, _) in &mut requests {
        while read(&**transport, who, request).await? {}
    }
    let began = Instant::now();
    for (transport, who, request, ops) in requests {
        clients.spawn(push(transport, who, request, ops, frame));
    }
    while let Some(pushed) = clients.join_next().await {
        pushed??;
    }
    Ok(began.elapsed().as_secs_f64())
}

async fn push(
    transport: Arc<dyn Transport>,
    who: Enrolment,
    mut request: SyncRequest,
    ops: Vec<RawOp>,
    frame: usize,
) -> anyhow::Result<()> {
    for ops in ops.chunks(frame) {
        request.push = ops.to_vec();
        read(&*transport, &who, &mut request).await?;
    }
    Ok(())
}

/// One request; moves the cursors on by what it brought. Answers whether it brought anything.
async fn read(transport: &dyn Transport, who: &Enrolment, request: &mut SyncRequest) -> anyhow::Result<bool> {
    let answer = transport.sync(&Token::new(who.token.clone()), request).await?;
    let stored = answer.acks.iter().filter(|ack| ack.fate == Fate::Stored).count();
    anyhow::ensure!(stored == request.push.len(), "{stored} of {} stored", request.push.len());
    request.push.clear();
    for (stream, page) in &answer.pages {
        request.cur.insert(stream.clone(), page.cursor());
    }
    Ok(!answer.pages.is_empty())
}

/// Seconds for the rows alone, in an empty copy of the server's tables.
fn bare(school: &School, ops: &[RawOp], frame: usize) -> anyhow::Result<f64> {
    let folder = tempfile::tempdir()?;
    let theirs = Connection::open(school.home().join("school.db"))?;
    let mut conn = Connection::open(folder.path().join("bare.db"))?;
    for table in ["op", "feed", "head"] {
        let mut read =
            theirs.prepare("SELECT sql FROM sqlite_schema WHERE tbl_name = ? AND sql IS NOT NULL")?;
        for sql in read.query_map([table], |row| row.get::<_, String>(0))? {
            conn.execute_batch(&sql?)?;
        }
    }
    conn.pragma_update(None, "journal_mode", "WAL")?;
    conn.pragma_update(None, "synchronous", "FULL")?;
    conn.pragma_update(None, "secure_delete", true)?;
    conn.pragma_update(None, "foreign_keys", true)?;
    let rows: Vec<_> =
        ops.iter().map(|raw| raw.read().map(|op| (op, raw.text()))).collect::<Result<_, _>>()?;
    let began = Instant::now();
    for frame in rows.chunks(frame) {
        let tx = conn.transaction()?;
        for (op, text) in frame {
            let id = op.id.to_string();
            let student = op.student.context("an observation is about a student")?.to_string();
            tx.prepare_cached(
                "INSERT INTO op (id, class, student, kind, v, actor, dev, dseq, eff, flags, received, mac, body)
                 VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
            )?
            .execute(params![
                id,
                CLASS.to_string(),
                student,
                op.k,
                op.v,
                op.actor.to_string(),
                op.dev.to_string(),
                op.dseq as i64,
                op.hlc.0 as i64,
                "00".repeat(16),
                text
            ])?;
            for stream in [format!("T:{CLASS}"), format!("S:{CLASS}:{student}")] {
                let next = "INSERT INTO head (stream, seq, digest) VALUES (?, 1, ?)
                            ON CONFLICT (stream) DO UPDATE SET seq = seq + 1 RETURNING seq";
                let digest = "00".repeat(32);
                let seq: i64 =
                    tx.prepare_cached(next)?.query_row(params![stream, digest], |row| row.get(0))?;
                tx.prepare_cached("INSERT INTO feed (stream, seq, op, digest) VALUES (?, ?, ?, ?)")?
                    .execute(params![stream, seq, id, digest])?;
            }
        }
        tx.commit()?;
    }
    Ok(began.elapsed().as_secs_f64())
}
