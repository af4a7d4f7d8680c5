//! One CSV file as rows of text cells under named columns. It knows rows, columns and characters, and nothing of
//! what the columns mean.

use std::collections::BTreeMap;

use csv::{ByteRecord, ReaderBuilder};

use super::fault::{Fault, Rule};

/// A file whose header was read. Rows that are broken are left out: each has left a fault behind.
pub(super) struct Table {
    pub(super) file: String,
    /// Header in lower case → position.
    columns: BTreeMap<String, usize>,
    /// Headers as written, for extension columns.
    headers: Vec<String>,
    pub(super) rows: Vec<Row>,
    /// Rows that were left out because of faults.
    pub(super) broken: Vec<BrokenRow>,
}

pub(super) struct BrokenRow {
    pub(super) number: u64,
    /// Its sourcedId, where that much can be read. None if it may have swallowed other rows.
    pub(super) id: Option<String>,
}

pub(super) struct Row {
    /// As a spreadsheet counts: the header is row 1, blank lines count.
    pub(super) number: u64,
    cells: Vec<String>,
}

impl Table {
    /// Reads a file: any order of columns, byte order mark or none (the parser drops it), LF or CRLF, quoted or bare cells.
    pub(super) fn read(file: &str, bytes: &[u8], faults: &mut Vec<Fault>) -> Table {
        let mut table = Table {
            file: file.to_owned(),
            columns: BTreeMap::new(),
            headers: Vec::new(),
            rows: Vec::new(),
            broken: Vec::new(),
        };
        let mut reader = ReaderBuilder::new().has_headers(false).flexible(true).from_reader(bytes);
        let mut record = ByteRecord::new();
        let mut number = 0;
        // Reading from memory into byte records has no error left to report; the loop ends either way.
        while let Ok(true) = reader.read_byte_record(&mut record) {
            let start = record.position().map_or(0, |position| position.byte() as usize);
            let raw = &bytes[start..reader.position().byte() as usize];
            number += 1 + blank_lines(raw, start > 0 && bytes[start - 1] == b'\r');
            if table.headers.is_empty() {
                if !table.read_header(&record, number, faults) {
                    table.broken.push(BrokenRow { number, id: None });
                    return table;
                }
            } else if swallows_the_rest(raw) {
                faults.push(table.fault(Some(number), None, Rule::ClosedQuote, None));
                table.broken.push(BrokenRow { number, id: None });
            } else if record.iter().any(|cell| !cell.is_empty()) {
                match table.read_row(&record, number, faults) {
                    Some(row) => table.rows.push(row),
                    None => table.broken.push(BrokenRow { number, id: table.id_of(&record) }),
                }
            }
        }
        table
    }

    /// Returns whether the header can be read. One cell in another encoding (UTF-16, most often) means that all are.
    fn read_header(&mut self, record: &ByteRecord, number: u64, faults: &mut Vec<Fault>) -> bool {
        if let Some(cell) = record.iter().find(|cell| std::str::from_utf8(cell).is_err()) {
            faults.push(self.not_utf8(number, None, cell));
            return false;
        }
        for (position, cell) in record.iter().enumerate() {
            let header = String::from_utf8_lossy(cell).trim().to_owned();
            let taken = self.columns.insert(header.to_lowercase(), position);
            if taken.is_some() && !header.is_empty() {
                faults.push(self.fault(Some(number), Some(&header), Rule::ColumnOnce, None));
            }
            self.headers.push(header);
        }
        true
    }

    fn read_row(&self, record: &ByteRecord, number: u64, faults: &mut Vec<Fault>) -> Option<Row> {
        if record.len() != self.headers.len() {
            let rule = Rule::CellCount { expected: self.headers.len(), found: record.len() };
            faults.push(self.fault(Some(number), None, rule, None));
            return None;
        }
        let mut cells = Vec::with_capacity(record.len());
        for (position, cell) in record.iter().enumerate() {
            match std::str::from_utf8(cell) {
                Ok(text) => cells.push(text.trim().to_owned()),
                Err(_) => faults.push(self.not_utf8(number, self.headers.get(position), cell)),
            }
        }
        (cells.len() == self.headers.len()).then_some(Row { number, cells })
    }

    fn id_of(&self, record: &ByteRecord) -> Option<String> {
        let cell = record.get(*self.columns.get("sourcedid")?)?;
        std::str::from_utf8(cell).ok().map(|id| id.trim().to_owned()).filter(|id| !id.is_empty())
    }

    fn not_utf8(&self, number: u64, header: Option<&String>, cell: &[u8]) -> Fault {
        let value = String::from_utf8_lossy(cell).into_owned();
        self.fault(Some(number), header.map(String::as_str), Rule::Utf8, Some(value))
    }

    /// Says that these columns are needed. Returns whether all are there. A header that cannot be read has left its fault
    /// already.
    pub(super) fn require(&self, columns: &[&str], faults: &mut Vec<Fault>) -> bool {
        if self.headers.is_empty() && !self.broken.is_empty() {
            return false;
        }
        let before = faults.len();
        for column in columns {
            if !self.columns.contains_key(&column.to_lowercase()) {
                faults.push(self.fault(None, Some(column), Rule::ColumnPresent, None));
            }
        }
        faults.len() == before
    }

    /// The trimmed text of a cell; None if it is empty or the file has no such column.
    pub(super) fn cell<'a>(&self, row: &'a Row, column: &str) -> Option<&'a str> {
        let position = *self.columns.get(&column.to_lowercase())?;
        row.cells.get(position).map(String::as_str).filter(|cell| !cell.is_empty())
    }

    /// Filled cells of extension columns, by header as written.
    pub(super) fn metadata(&self, row: &Row) -> BTreeMap<String, String> {
        let filled = self.headers.iter().zip(&row.cells).filter(|(_, cell)| !cell.is_empty());
        filled
            .filter(|(header, _)| header.to_lowercase().starts_with("metadata."))
            .map(|(header, cell)| (header.clone(), cell.clone()))
            .collect()
    }

    pub(super) fn fault(
        &self,
        row: Option<u64>,
        column: Option<&str>,
        rule: Rule,
        value: Option<String>,
    ) -> Fault {
        Fault { file: self.file.clone(), row, column: column.map(str::to_owned), rule, value }
    }
}

/// Blank lines before a record: the parser skips them, a spreadsheet counts them. `after_cr` says that the record
/// before ended on a carriage return, whose line feed then belongs to that ending.
fn blank_lines(raw: &[u8], after_cr: bool) -> u64 {
    let mut rest = if after_cr { raw.strip_prefix(b"\n").unwrap_or(raw) } else { raw };
    let mut count = 0;
    loop {
        let after = rest.strip_prefix(b"\r\n").or_else(|| rest.strip_prefix(b"\n"));
        match after.or_else(|| rest.strip_prefix(b"\r")) {
            Some(after) => {
                count += 1;
                rest = after;
            }
            None => return count,
        }
    }
}

/// Whether a record spans lines because of a quotation mark without its partner: the parser would then take every
/// row that follows as part of one cell, and people would vanish without a word.
fn swallows_the_rest(raw: &[u8]) -> bool {
    raw.trim_ascii().contains(&b'\n') && raw.iter().filter(|&&byte| byte == b'"').count() % 2 == 1
}
