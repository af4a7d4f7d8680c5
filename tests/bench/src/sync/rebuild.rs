//! Working out all levels of a class anew from 28,000 results, as after a change of the model. Beside it a bare scan of
//! the index from which results are read.

use super::apply::connect;
use super::figure::{Bar, figure, median_ms};
use super::results;
use notyet_store::{DbKey, Store, SystemEnv};
use rusqlite::Connection;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// How often it is done.
const TIMES: usize = 21;

pub(super) fn run(_: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    results::small(folder.path())?;
    let bare = connect(folder.path(), true)?;
    let store = Store::open(folder.path(), &DbKey([7; 32]), Arc::new(SystemEnv))?;
    let (mut ours, mut scans) = (vec![], vec![]);
    for _ in 0..TIMES {
        let began = Instant::now();
        store.rebuild_levels()?;
        ours.push(began.elapsed());
        let began = Instant::now();
        let scanned = scan(&bare)?;
        scans.push(began.elapsed());
        anyhow::ensure!(scanned == results::OF_A_CLASS, "{scanned} results were scanned");
    }
    anyhow::ensure!(store.levels_agree()?, "a rebuild leads to other levels");
    let (ours, scans) = (median_ms(&mut ours), median_ms(&mut scans));
    let from = format!("{ours:.1} ms beside {scans:.1} ms");
    figure(out, "rebuild of a class, beside a covering scan", ours / scans, Bar::AtMost(2.0, 1.5), &from)
}

/// Every column of every entry, taken out as the rows' readers take them.
fn scan(conn: &Connection) -> anyhow::Result<u32> {
    let mut read = conn.prepare_cached(
        "SELECT student, outcome, work_day, work_at, id, state, eff, hlc, lane, mark, context, how, corrects
           FROM op INDEXED BY op_result WHERE kind = 'judgement' AND outcome IS NOT NULL AND student IS NOT NULL",
    )?;
    let (mut rows, mut seen) = (read.query([])?, 0);
    while let Some(row) = rows.next()? {
        for column in 0..13 {
            std::hint::black_box(row.get_ref(column)?);
        }
        seen += 1;
    }
    Ok(seen)
}
