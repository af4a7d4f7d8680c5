//! An embedded database's file as tables of texts, for what goes between it and another kind of database. Knows no
//! table by name: what the steps of the tables made is what there is.

use super::{MIGRATIONS, connect, migrate};
use crate::storage::{StorageFault, Stored};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};
use std::path::Path;

/// A table and its columns.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::storage) struct Table {
    pub(in crate::storage) name: String,
    pub(in crate::storage) columns: Vec<String>,
}

/// One row, column by column; `None` for NULL.
pub(in crate::storage) type Cells = Vec<Option<String>>;

/// A file, open.
pub(in crate::storage) struct TableFile(Connection);

impl TableFile {
    /// Opens a file, made with all tables if it is not there.
    pub(in crate::storage) fn open(path: &Path) -> Stored<Self> {
        let mut connection = connect(path)?;
        migrate(&mut connection, MIGRATIONS)?;
        Ok(Self(connection))
    }

    /// All tables, by name; one that others refer to comes before them.
    pub(in crate::storage) fn tables(&self) -> Stored<Vec<Table>> {
        let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'
                    ORDER BY name = 'op' DESC, name";
        let mut statement = self.0.prepare(sql)?;
        let names: rusqlite::Result<Vec<String>> = statement.query_map([], |row| row.get(0))?.collect();
        let mut tables = vec![];
        for name in names? {
            let mut statement = self.0.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")?;
            let columns: rusqlite::Result<_> = statement.query_map([&name], |row| row.get(0))?.collect();
            tables.push(Table { name, columns: columns? });
        }
        Ok(tables)
    }

    /// Adds rows, all or none.
    pub(in crate::storage) fn add(&mut self, table: &Table, rows: &[Cells]) -> Stored<()> {
        let places: Vec<String> = (1..=table.columns.len()).map(|n| format!("?{n}")).collect();
        let sql = format!(
            "INSERT INTO \"{}\" ({}) VALUES ({})",
            table.name,
            quoted(&table.columns),
            places.join(", ")
        );
        let transaction = self.0.transaction()?;
        {
            let mut statement = transaction.prepare(&sql)?;
            for row in rows {
                statement.execute(params_from_iter(row))?;
            }
        }
        Ok(transaction.commit()?)
    }

    /// Hands out all rows of a table, at most so many at once, in the order in which they were added.
    pub(in crate::storage) fn rows(
        &self,
        table: &Table,
        at_once: usize,
        mut take: impl FnMut(Vec<Cells>) -> Stored<()>,
    ) -> Stored<()> {
        let sql = format!("SELECT {} FROM \"{}\"", quoted(&table.columns), table.name);
        let mut statement = self.0.prepare(&sql)?;
        let mut rows = statement.query([])?;
        let mut taken = vec![];
        while let Some(row) = rows.next()? {
            let cells: Stored<Cells> =
                (0..table.columns.len()).map(|column| text(row.get(column)?)).collect();
            taken.push(cells?);
            if taken.len() == at_once {
                take(std::mem::take(&mut taken))?;
            }
        }
        if taken.is_empty() { Ok(()) } else { take(taken) }
    }

    /// Folds the log into the file, and takes back the mark that it has one.
    pub(in crate::storage) fn close(self) -> Stored<()> {
        Ok(self.0.pragma_update(None, "journal_mode", "DELETE")?)
    }
}

/// A list of columns for a statement, of either database.
pub(in crate::storage) fn quoted(columns: &[String]) -> String {
    let quoted: Vec<String> = columns.iter().map(|column| format!("\"{column}\"")).collect();
    quoted.join(", ")
}

/// Tables hold texts and whole numbers, nothing else.
fn text(value: Value) -> Stored<Option<String>> {
    match value {
        Value::Null => Ok(None),
        Value::Integer(number) => Ok(Some(number.to_string())),
        Value::Text(text) => Ok(Some(text)),
        Value::Real(_) | Value::Blob(_) => {
            Err(StorageFault::Damaged("a cell is neither text nor a whole number".to_owned()))
        }
    }
}
