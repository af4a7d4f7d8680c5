//! A class's dashboard: its students, its outcomes and all their levels, read as a screen reads them from a store that
//! is in use. Beside it the bare rows of those levels, and the same dashboard in a database with all that a school has
//! recorded in years.

use super::apply::connect;
use super::figure::{Bar, figure, median_ms};
use super::results;
use notyet_store::testing::{CLASS, COURSE};
use notyet_store::{DbKey, Store, StoreError, SystemEnv};
use rusqlite::Connection;
use std::io::Write;
use std::sync::Arc;
use std::time::Instant;

/// How often it is read.
const TIMES: usize = 200;
const UNMEASURED: usize = 10;

pub(super) fn run(args: &super::Args, out: &mut impl Write) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let (small, large) = (folder.path().join("small"), folder.path().join("large"));
    let large = args.keep.as_ref().map_or(large, |keep| keep.join(args.results.to_string()));
    results::small(&small)?;
    results::large(&large, args.results, out)?;
    let bare = connect(&small, true)?;
    let [small, large] =
        [small, large].map(|folder| Store::open(&folder, &DbKey([7; 32]), Arc::new(SystemEnv)));
    let (small, large) = (small?, large?);
    let students = small.read(students)?;
    let (mut ours, mut rows, mut much) = (vec![], vec![], vec![]);
    for n in 0..UNMEASURED + TIMES {
        let began = Instant::now();
        let in_small = small.read(dashboard)?;
        let took = began.elapsed();
        let began = Instant::now();
        let in_rows = bare_rows(&bare, &students)?;
        let took_rows = began.elapsed();
        let began = Instant::now();
        let in_large = large.read(dashboard)?;
        let took_large = began.elapsed();
        anyhow::ensure!(
            in_small > 0 && (in_rows, in_large) == (in_small, in_small),
            "{in_small}, {in_rows} and {in_large} levels"
        );
        if n >= UNMEASURED {
            ours.push(took);
            rows.push(took_rows);
            much.push(took_large);
        }
    }
    let [ours, rows, much] = [ours, rows, much].map(|mut times| median_ms(&mut times));
    let from = format!("{ours:.2} ms beside {rows:.2} ms");
    figure(out, "class dashboard, beside its bare rows", ours / rows, Bar::AtMost(2.0, 1.5), &from)?;
    let what = format!("the same with {} results, beside {}", args.results, results::OF_A_CLASS);
    let from = format!("{much:.2} ms beside {ours:.2} ms");
    figure(out, &what, much / ours, Bar::AtMost(2.0, 1.5), &from)
}

fn students(r: &notyet_store::Reader<'_>) -> Result<Vec<[u8; 16]>, StoreError> {
    Ok(r.members(CLASS)?.into_iter().map(|member| *member.user.0.as_bytes()).collect())
}

/// What the screen needs; answers how many levels there are.
fn dashboard(r: &notyet_store::Reader<'_>) -> Result<usize, StoreError> {
    std::hint::black_box((r.members(CLASS)?, r.outcomes(COURSE)?));
    Ok(std::hint::black_box(r.levels_of_class(CLASS)?).len())
}

type LevelRow = ([u8; 16], [u8; 16], Option<u32>, Option<u32>, u32, Option<i32>, i64);

fn bare_rows(conn: &Connection, students: &[[u8; 16]]) -> anyhow::Result<usize> {
    let mut read = conn.prepare_cached(
        "SELECT student, outcome, level, practice, counted, last_day, last_at FROM level WHERE student = ?",
    )?;
    let mut levels: Vec<LevelRow> = vec![];
    for student in students {
        let mut rows = read.query([student])?;
        while let Some(row) = rows.next()? {
            levels.push((
                row.get(0)?,
                row.get(1)?,
                row.get(2)?,
                row.get(3)?,
                row.get(4)?,
                row.get(5)?,
                row.get(6)?,
            ));
        }
    }
    Ok(std::hint::black_box(levels).len())
}
