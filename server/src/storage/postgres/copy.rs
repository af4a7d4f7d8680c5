//! A school's rows as an embedded database's file, and such a file's rows in the place of a school's. Goes by the
//! columns that both have; a test holds that these are all.

use super::{Mode, Postgres, PostgresStorage};
use crate::storage::sqlite::tables::{Cells, Table, TableFile, quoted};
use crate::storage::{StorageFault, Stored};
use std::collections::HashMap;
use std::path::Path;
use tokio_postgres::types::ToSql;

/// Rows that are on their way at once.
const AT_ONCE: usize = 1_000;

/// Types of a table's columns, by name.
type Types = HashMap<String, String>;

impl PostgresStorage {
    /// Everything at one moment, as a file.
    pub(super) fn copy_rows(&self, path: &Path) -> Stored<()> {
        let mut file = TableFile::open(path)?;
        let mut lent = self.database.begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")?;
        for table in file.tables()? {
            let types = self.database.types(&mut lent, &table)?;
            let columns: Vec<String> = table.columns.iter().map(|column| as_text(column, &types)).collect();
            // Operations in the order in which they came, as the embedded database counts them.
            let order = if table.name == "op" { "ORDER BY received, id" } else { "" };
            lent.batch(&format!(
                "DECLARE rows NO SCROLL CURSOR FOR SELECT {} FROM notyet.\"{}\" WHERE school = {} {order}",
                columns.join(", "),
                table.name,
                self.school
            ))?;
            loop {
                let sql = format!("FETCH {AT_ONCE} FROM rows");
                let rows = pollster::block_on(lent.connection().client.query(&sql, &[]))?;
                let cells: Result<Vec<Cells>, tokio_postgres::Error> = rows
                    .iter()
                    .map(|row| (0..table.columns.len()).map(|column| row.try_get(column)).collect())
                    .collect();
                file.add(&table, &cells?)?;
                if rows.len() < AT_ONCE {
                    break;
                }
            }
            lent.batch("CLOSE rows")?;
        }
        lent.batch("COMMIT")?;
        lent.give_back();
        file.close()
    }

    /// Puts a file's rows in the place of everything that the school has, in one transaction.
    pub fn replace_by(&self, path: &Path) -> Stored<()> {
        let file = TableFile::open(path)?;
        let tables = file.tables()?;
        let mut lent = self.database.begin(&format!("BEGIN; {}", self.lock(Mode::Alone)))?;
        // What refers to others goes first.
        for table in tables.iter().rev() {
            lent.batch(&format!("DELETE FROM notyet.\"{}\" WHERE school = {}", table.name, self.school))?;
        }
        for table in &tables {
            let types = self.database.types(&mut lent, table)?;
            let sql = insert(table, &types)?;
            file.rows(table, AT_ONCE, |rows| {
                let columns: Vec<Vec<Option<String>>> = (0..table.columns.len())
                    .map(|column| rows.iter().map(|row| row[column].clone()).collect())
                    .collect();
                let mut values: Vec<&(dyn ToSql + Sync)> = vec![&self.school];
                values.extend(columns.iter().map(|column| column as &(dyn ToSql + Sync)));
                pollster::block_on(lent.connection().client.execute(&sql, &values))?;
                Ok(())
            })?;
        }
        lent.batch("COMMIT")?;
        lent.give_back();
        self.database.changes.committed(self.school);
        file.close()
    }
}

impl Postgres {
    fn types(&self, lent: &mut super::Lent<'_>, table: &Table) -> Stored<Types> {
        let sql = "SELECT column_name::text, udt_name::text FROM information_schema.columns
                    WHERE table_schema = 'notyet' AND table_name = $1";
        let rows = pollster::block_on(lent.connection().client.query(sql, &[&table.name]))?;
        Ok(rows
            .iter()
            .map(|row| Ok((row.try_get(0)?, row.try_get(1)?)))
            .collect::<Result<_, tokio_postgres::Error>>()?)
    }
}

/// The embedded database says yes and no as 1 and 0.
fn as_text(column: &str, types: &Types) -> String {
    match types.get(column).map(String::as_str) {
        Some("bool") => format!("\"{column}\"::int::text"),
        _ => format!("\"{column}\"::text"),
    }
}

fn insert(table: &Table, types: &Types) -> Stored<String> {
    let (mut values, mut arrays) = (vec![], vec![]);
    for (n, column) in table.columns.iter().enumerate() {
        let cast = match types.get(column).map(String::as_str) {
            Some("bool") => "::int::bool".to_owned(),
            Some(name) => format!("::{name}"),
            None => {
                let what = format!("the table {} has no column {column}", table.name);
                return Err(StorageFault::Damaged(what));
            }
        };
        values.push(format!("c{n}{cast}"));
        arrays.push(format!("${}::text[]", n + 2));
    }
    let names: Vec<String> = (0..arrays.len()).map(|n| format!("c{n}")).collect();
    Ok(format!(
        "INSERT INTO notyet.\"{}\" (school, {}) SELECT $1, {} FROM unnest({}) AS row ({})",
        table.name,
        quoted(&table.columns),
        values.join(", "),
        arrays.join(", "),
        names.join(", ")
    ))
}
