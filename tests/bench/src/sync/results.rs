//! Databases with results: one class's 28,000, as a device pulls them, and with the same class many times over beside
//! it, written straight into the tables: pulling ten million would take hours.

use super::apply::connect;
use crate::store::full;
use rusqlite::types::Value;
use rusqlite::{Connection, Row, params_from_iter};
use std::io::Write;
use std::path::Path;
use std::time::Instant;

/// Results of the one class that is looked at.
pub(super) const OF_A_CLASS: u32 = 28_000;

/// Makes the class's database.
pub(super) fn small(folder: &Path) -> anyhow::Result<()> {
    full::fill(folder, OF_A_CLASS)
}

/// Makes a database with so many results in it, unless a run before this one has.
pub(super) fn large(folder: &Path, results: u32, out: &mut impl Write) -> anyhow::Result<()> {
    // Written last, so that it stands only where everything else does.
    let stamp = folder.join("made-of");
    let wanted = format!("{results} results");
    if std::fs::read_to_string(&stamp).is_ok_and(|made| made == wanted) {
        return Ok(());
    }
    if folder.exists() {
        std::fs::remove_dir_all(folder)?;
    }
    let began = Instant::now();
    small(folder)?;
    let conn = connect(folder, true)?;
    conn.pragma_update(None, "synchronous", "OFF")?;
    // A page of an index that is written to all over stays at hand.
    conn.pragma_update(None, "cache_size", -512 * 1024)?;
    let class = Class::read(&conn)?;
    let classes = results.div_ceil(OF_A_CLASS);
    for nth in 1..classes {
        conn.execute_batch("BEGIN IMMEDIATE")?;
        class.again(&conn, nth)?;
        conn.execute_batch("COMMIT")?;
        if nth % 20 == 0 {
            let made = (u64::from(nth) + 1) * u64::from(OF_A_CLASS);
            writeln!(out, "{made} of {results} results are written, {:.0} s", began.elapsed().as_secs_f64())?;
        }
    }
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    writeln!(out, "a database of {results} results took {:.0} s to make", began.elapsed().as_secs_f64())?;
    Ok(std::fs::write(stamp, wanted)?)
}

/// The rows of the class, table by table.
struct Class {
    tables: Vec<Table>,
    /// How far its numbers go.
    last_n: i64,
    last_seq: i64,
}

struct Table {
    name: &'static str,
    columns: Vec<String>,
    rows: Vec<Vec<Value>>,
}

impl Class {
    fn read(conn: &Connection) -> anyhow::Result<Self> {
        let of_class = [
            ("op", "SELECT * FROM op WHERE student IS NOT NULL AND kind <> 'set'"),
            (
                "instream",
                "SELECT i.* FROM instream i JOIN cur USING (s) JOIN op ON op.n = i.op
                  WHERE cur.stream LIKE 'T:%' AND op.student IS NOT NULL AND op.kind <> 'set'",
            ),
            ("level", "SELECT * FROM level"),
            ("entity", "SELECT * FROM entity WHERE entity LIKE 'member/%' OR entity LIKE 'class/%'"),
        ];
        let tables = of_class.map(|(name, sql)| Table::read(conn, name, sql));
        let last = |sql: &str| conn.query_row(sql, [], |row| row.get(0));
        Ok(Self {
            tables: tables.into_iter().collect::<Result<_, _>>()?,
            last_n: last("SELECT max(n) FROM op")?,
            last_seq: last("SELECT max(seq) FROM instream")?,
        })
    }

    /// Writes it once more, as the class of this number.
    fn again(&self, conn: &Connection, nth: u32) -> anyhow::Result<()> {
        for table in &self.tables {
            let places = vec!["?"; table.columns.len()].join(", ");
            let mut insert = conn.prepare(&format!("INSERT INTO {} VALUES ({places})", table.name))?;
            for row in &table.rows {
                let other =
                    table.columns.iter().zip(row).map(|(column, value)| self.other(column, value, nth));
                insert.execute(params_from_iter(other))?;
            }
        }
        Ok(())
    }

    fn other(&self, column: &str, value: &Value, nth: u32) -> Value {
        match (column, value) {
            ("n" | "op", Value::Integer(n)) => Value::Integer(n + self.last_n * i64::from(nth)),
            ("seq", Value::Integer(seq)) => Value::Integer(seq + self.last_seq * i64::from(nth)),
            ("id" | "student" | "class", Value::Blob(id)) => {
                let mut id = id.clone();
                id[4..6].copy_from_slice(&(nth as u16).to_be_bytes());
                Value::Blob(id)
            }
            ("body", Value::Text(text)) => {
                Value::Text(renamed(text, &["{\"id\":\"", "\"class\":\"", "\"student\":\""], nth))
            }
            ("entity", Value::Text(name)) => Value::Text(renamed(name, &["class/", "member/"], nth)),
            ("fields", Value::Text(text)) => {
                Value::Text(renamed(text, &["\"class\":\"", "\"user\":\""], nth))
            }
            (_, value) => value.clone(),
        }
    }
}

impl Table {
    fn read(conn: &Connection, name: &'static str, sql: &str) -> anyhow::Result<Self> {
        let mut read = conn.prepare(sql)?;
        let columns: Vec<String> = read.column_names().map(str::to_owned).collect();
        let values =
            |row: &Row<'_>| (0..columns.len()).map(|n| row.get(n)).collect::<rusqlite::Result<Vec<Value>>>();
        let rows = read.query_map([], values)?.collect::<Result<Vec<_>, _>>()?;
        anyhow::ensure!(!rows.is_empty(), "the class has no rows in {name}");
        Ok(Self { name, columns, rows })
    }
}

/// The text with other ids after these words: their second group of digits becomes the number.
fn renamed(text: &str, after: &[&str], nth: u32) -> String {
    let mut text = text.to_owned();
    for word in after {
        if let Some(at) = text.find(word) {
            let group = at + word.len() + 9;
            text.replace_range(group..group + 4, &format!("{nth:04x}"));
        }
    }
    text
}
