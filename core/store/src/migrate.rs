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
    include_str!("../migrations/0005_results.sql"),
    include_str!("../migrations/0006_note.sql"),
    include_str!("../migrations/0007_voice.sql"),
    include_str!("../migrations/0008_document.sql"),
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
    use crate::columns::{Columns, ResultColumns};
    use crate::testing::{C3, ESSAY, at_bat};
    use notyet_model::fact::{Body, Judgement, Purpose, Support};
    use notyet_model::ids::{ContextId, LevelId, OpId};
    use rusqlite::params;

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
    fn results_that_an_older_version_kept_have_the_columns_of_fresh_ones() {
        let sample = at_bat(C3, 2, ESSAY, 0);
        let judgements = [
            Judgement {
                supersedes: vec![OpId::from_bytes([1; 16]), OpId::from_bytes([2; 16])],
                ..sample.clone()
            },
            Judgement { support: Support::Supported, context: None, baseline: true, ..sample.clone() },
            Judgement { level: None, purpose: Purpose::Formative, ..sample },
        ];
        let mut conn = Connection::open_in_memory().unwrap();
        run(&mut conn, &STEPS[..4]).unwrap();
        let body = |judgement: &Judgement| Body::Judgement(judgement.clone());
        for (n, judgement) in judgements.iter().enumerate() {
            let text = format!(r#"{{"b":{}}}"#, body(judgement).to_json());
            conn.execute(
                "INSERT INTO op (n, id, kind, outcome, actor, dseq, hlc, state, mine, body)
                 VALUES (?1, unhex(printf('%032d', ?1)), 'judgement', x'00', x'00', 0, 0, 3, 0, ?2)",
                params![n as i64, text],
            )
            .unwrap();
        }
        run(&mut conn, STEPS).unwrap();
        let mut read = conn.prepare("SELECT mark, context, how, corrects FROM op ORDER BY n").unwrap();
        let found: Vec<ResultColumns> = read
            .query_map([], |row| {
                Ok(ResultColumns {
                    mark: row.get::<_, Option<_>>(0)?.map(LevelId),
                    context: row.get::<_, Option<_>>(1)?.map(ContextId),
                    how: row.get(2)?,
                    corrects: row.get(3)?,
                })
            })
            .unwrap()
            .map(Result::unwrap)
            .collect();
        let fresh = judgements.iter().map(|it| Columns::of(&body(it)).result.unwrap()).collect::<Vec<_>>();
        assert_eq!(found, fresh);
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
