//! What the server may have forgotten: which confirmed operations are in doubt, since when, and until when. Nothing
//! that is in doubt is hidden or thrown away; it is offered to the server with the word that it gave for it.

use crate::StoreError;
use notyet_protocol::epoch::Epoch;
use rusqlite::{Connection, params};

/// Begins another epoch: every stream is read again from its start, all that the feed had shown is in doubt, and own
/// work that it had not shown waits again; so does what was refused, because what was missing may come back.
pub(crate) fn begin_epoch(conn: &Connection, epoch: &Epoch) -> Result<(), StoreError> {
    let doubtful = "INSERT OR IGNORE INTO doubt (op, epoch) SELECT n, (SELECT epoch FROM session) FROM op WHERE state = 3";
    conn.prepare_cached(doubtful)?.execute([])?;
    conn.prepare_cached("UPDATE session SET epoch = ?")?.execute([epoch.to_string()])?;
    conn.prepare_cached("UPDATE instream SET seq = NULL")?.execute([])?;
    conn.prepare_cached("UPDATE cur SET seq = 0, digest = zeroblob(32)")?.execute([])?;
    conn.prepare_cached("UPDATE op SET state = 1 WHERE mine = 1 AND state IN (2, 4)")?.execute([])?;
    conn.prepare_cached("DELETE FROM refused")?.execute([])?;
    let alone = crate::attachment::ALONE;
    let again = format!("UPDATE attachment SET full_up = 0, thumb_up = {alone} WHERE mine = 1 AND bound = 0");
    conn.prepare_cached(&again)?.execute([])?;
    Ok(())
}

/// Starts one stream again; what it held is kept, without its places, and in doubt.
pub(crate) fn restart(conn: &Connection, stream: &str) -> Result<(), StoreError> {
    let of_stream = "SELECT i.op FROM instream i JOIN cur c ON c.s = i.s WHERE c.stream = ?1";
    conn.prepare_cached(&format!(
        "INSERT OR IGNORE INTO doubt (op, epoch)
         SELECT n, (SELECT epoch FROM session) FROM op WHERE state = 3 AND n IN ({of_stream})"
    ))?
    .execute([stream])?;
    conn.prepare_cached("UPDATE instream SET seq = NULL WHERE s = (SELECT s FROM cur WHERE stream = ?)")?
        .execute([stream])?;
    conn.prepare_cached("UPDATE cur SET seq = 0, digest = zeroblob(32) WHERE stream = ?")?
        .execute([stream])?;
    Ok(())
}

/// Takes an operation out of doubt; answers whether it was in doubt.
pub(crate) fn settle(conn: &Connection, n: i64) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached("DELETE FROM doubt WHERE op = ?")?.execute([n])? > 0)
}

/// Whether anything is in doubt.
pub(crate) fn is_any(conn: &Connection) -> Result<bool, StoreError> {
    let mut read = conn.prepare_cached("SELECT EXISTS (SELECT 1 FROM doubt)")?;
    Ok(read.query_row([], |row| row.get(0))?)
}

/// Whether a stream holds anything that is in doubt.
pub(crate) fn is_in(conn: &Connection, s: i64) -> Result<bool, StoreError> {
    let mut read = conn.prepare_cached(
        "SELECT EXISTS (SELECT 1 FROM doubt d JOIN instream i ON i.op = d.op WHERE i.s = ?)",
    )?;
    Ok(read.query_row(params![s], |row| row.get(0))?)
}
