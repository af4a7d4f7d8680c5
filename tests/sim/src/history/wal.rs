//! How a database was some commits ago: SQLite's log up to there. The layout is that of the file format's own
//! description: a header of 32 bytes, then frames of a header of 24 and a page; a frame that ends a commit says how
//! many pages the database has then.

use std::path::Path;

const HEADER: usize = 32;
const FRAME_HEADER: usize = 24;
/// From so many frames on SQLite copies pages into the database, which cannot be undone by cutting the log.
const CHECKPOINTED: usize = 1000;

/// How long the log was `behind` commits ago; absent: it does not reach back so far.
pub(crate) fn length_without(log: &Path, behind: usize) -> Option<u64> {
    let log = std::fs::read(log).ok()?;
    let header = log.get(..HEADER)?;
    let page = u32::from_be_bytes(header.get(8..12)?.try_into().ok()?) as usize;
    let (mut ends, mut frames) = (vec![], 0);
    for (nth, frame) in log[HEADER..].chunks_exact(FRAME_HEADER + page).enumerate() {
        // What stands behind frames of this log's salt was left by the one before.
        if frame[8..16] != header[16..24] {
            break;
        }
        frames = nth + 1;
        if frame[4..8] != [0; 4] {
            ends.push(HEADER + frames * (FRAME_HEADER + page));
        }
    }
    let end = ends.len().checked_sub(behind + 1).filter(|_| frames < CHECKPOINTED)?;
    Some(ends[end] as u64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_log_that_is_cut_holds_what_was_committed_by_then() {
        let folder = tempfile::tempdir().unwrap();
        let (file, log) = (folder.path().join("a.db"), folder.path().join("a.db-wal"));
        let db = rusqlite::Connection::open(&file).unwrap();
        db.pragma_update(None, "journal_mode", "WAL").unwrap();
        db.execute_batch("CREATE TABLE t (n)").unwrap();
        for n in 0..5 {
            db.execute("INSERT INTO t VALUES (?)", [n]).unwrap();
        }
        assert_eq!(length_without(&log, 0), Some(std::fs::metadata(&log).unwrap().len()));
        assert_eq!(length_without(&log, 6), None, "the table is the first commit");
        let length = length_without(&log, 2).unwrap();
        let (copy, copied_log) = (folder.path().join("b.db"), folder.path().join("b.db-wal"));
        std::fs::copy(&file, &copy).unwrap();
        std::fs::copy(&log, &copied_log).unwrap();
        std::fs::File::options().write(true).open(&copied_log).unwrap().set_len(length).unwrap();
        let behind = rusqlite::Connection::open(&copy).unwrap();
        let last: i64 = behind.query_row("SELECT max(n) FROM t", [], |row| row.get(0)).unwrap();
        assert_eq!(last, 2);
    }
}
