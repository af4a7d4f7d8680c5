//! Brings a database to the tables that this program knows: forward only, numbered steps, all in one
//! transaction. Steps are plain SQL and never import living types.

use crate::StoreError;
use rusqlite::{Connection, TransactionBehavior};

/// Step n leads from version n to n + 1. A released step is never changed.
const STEPS: &[&str] = &[
    include_str!("../migrations/0001_first.sql"),
    include_str!("../migrations/0002_doubt.sql"),
    include_str!("../migrations/0003_erased.sql"),
    include_str!("../migrations/0004_heads.sql"),
    include_str!("../migrations/0005_draft.sql"),
];

/// The version that this program writes.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// The file's version; 0 for a new one.
pub(crate) fn version(conn: &Connection) -> Result<u32, StoreError> {
    Ok(conn.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

/// Runs what is missing. A newer file is refused before anything is touched.
pub(crate) fn migrate(conn: &mut Connection) -> Result<(), StoreError> {
    run(conn, STEPS)
}

fn run(conn: &mut Connection, steps: &[&str]) -> Result<(), StoreError> {
    let known = steps.len() as u32;
    let found = version(conn)?;
    if found > known {
        return Err(StoreError::Newer { found, known });
    }
    if found == known {
        return Ok(());
    }
    let tx = conn.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for step in &steps[found as usize..] {
        tx.execute_batch(step)?;
    }
    tx.pragma_update(None, "user_version", known)?;
    Ok(tx.commit()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(conn: &Connection) -> Vec<(String, String)> {
        conn.prepare("SELECT name, coalesce(sql, '') FROM sqlite_schema ORDER BY name")
            .unwrap()
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))
            .unwrap()
            .map(Result::unwrap)
            .collect()
    }

    const NEXT: &str = "ALTER TABLE meta ADD COLUMN note TEXT; CREATE TABLE later (x INTEGER) STRICT;";

    #[test]
    fn a_database_migrated_step_by_step_equals_a_fresh_one() {
        let mut steps = STEPS.to_vec();
        steps.push(NEXT);
        let mut fresh = Connection::open_in_memory().unwrap();
        run(&mut fresh, &steps).unwrap();
        let mut migrated = Connection::open_in_memory().unwrap();
        for n in 1..=steps.len() {
            run(&mut migrated, &steps[..n]).unwrap();
        }
        assert_eq!(schema(&migrated), schema(&fresh));
        assert_eq!(version(&migrated).unwrap(), version(&fresh).unwrap());
    }

    #[test]
    fn a_broken_step_leaves_everything_as_it_was() {
        let mut conn = Connection::open_in_memory().unwrap();
        migrate(&mut conn).unwrap();
        let before = schema(&conn);
        let mut steps = STEPS.to_vec();
        steps.push(NEXT);
        steps.push("CREATE TABLE op (x INTEGER)");
        assert!(run(&mut conn, &steps).is_err());
        assert_eq!(schema(&conn), before);
        assert_eq!(version(&conn).unwrap(), VERSION);
    }

    #[test]
    fn a_newer_database_is_refused_and_untouched() {
        let mut conn = Connection::open_in_memory().unwrap();
        conn.pragma_update(None, "user_version", VERSION + 3).unwrap();
        let refused = migrate(&mut conn).unwrap_err();
        assert!(
            matches!(refused, StoreError::Newer { found, known } if found == VERSION + 3 && known == VERSION)
        );
        assert_eq!(schema(&conn), []);
    }
}
