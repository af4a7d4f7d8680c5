//! What can be wrong with a roster, said so that a school's technician finds the cell and knows the rule.

use std::fmt;

use crate::archive::{ArchiveFault, ArchiveRule};
use crate::faults::quoted;

/// One broken rule at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The file's name, or `the zip` where the archive itself is meant.
    pub file: String,
    /// The row as a spreadsheet counts it: the header is row 1. None: the whole file.
    pub row: Option<u64>,
    /// The column's header. None: the whole row or file.
    pub column: Option<String>,
    /// The rule that is broken.
    pub rule: Rule,
    /// What stands there instead, if anything does.
    pub value: Option<String>,
}

/// The rules that a roster must keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Rule {
    /// The zip and its entries can be unpacked.
    Archive(ArchiveRule),
    /// CSV files lie at the top, not in a folder.
    NoFolders,
    /// Each file is there once, whatever the case of its letters.
    FileOnce,
    /// A needed file is there.
    FilePresent,
    /// The manifest lists a needed file as bulk or delta.
    FileListed,
    /// Text is UTF-8.
    Utf8,
    /// A quotation that opens also closes.
    ClosedQuote,
    /// A needed column is there.
    ColumnPresent,
    /// Each column is there once.
    ColumnOnce,
    /// Each row has as many cells as the header.
    CellCount {
        /// Columns in the header.
        expected: usize,
        /// Cells in this row.
        found: usize,
    },
    /// The manifest holds a property.
    PropertyPresent,
    /// A cell is not empty.
    Filled,
    /// A user has a given name or a family name.
    Named,
    /// A date is written 2026-11-23.
    Date,
    /// A value is one of these, whatever the case of its letters.
    OneOf(&'static [&'static str]),
    /// A sourcedId stands once in its file.
    IdOnce {
        /// The row where it stands first.
        first_row: u64,
    },
    /// An id that is referred to exists in this file.
    IdExists {
        /// The file that should hold it.
        file: &'static str,
    },
    /// A date is not before the date in this column.
    NotBefore {
        /// The column with the earlier date.
        column: &'static str,
    },
}

impl From<ArchiveFault> for Fault {
    fn from(fault: ArchiveFault) -> Self {
        let file = fault.file.unwrap_or_else(|| "the zip".to_owned());
        Self { file, row: None, column: None, rule: Rule::Archive(fault.rule), value: None }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(row) = self.row {
            write!(f, ", row {row}")?;
        }
        if let Some(column) = &self.column {
            write!(f, ", column {column}")?;
        }
        write!(f, ": ")?;
        let value = || quoted(self.value.as_deref().unwrap_or(""));
        match &self.rule {
            Rule::Archive(rule) => write!(f, "{rule}"),
            Rule::NoFolders => {
                write!(f, "this file lies in a folder. Put the CSV files at the top of the zip.")
            }
            Rule::FileOnce => write!(f, "this file is there more than once."),
            Rule::FilePresent => write!(f, "this file is needed and is not there."),
            Rule::FileListed => write!(f, "manifest.csv must list this file as bulk or delta."),
            Rule::Utf8 => write!(f, "the text {} is not UTF-8. Export it again as UTF-8.", value()),
            Rule::ClosedQuote => write!(f, "a quotation mark opens in this row and never closes."),
            Rule::ColumnPresent => write!(f, "this column is needed and is not there."),
            Rule::ColumnOnce => write!(f, "this column is there more than once."),
            Rule::CellCount { expected, found } => {
                write!(f, "the header has {expected} columns, this row has {found} cells.")
            }
            Rule::PropertyPresent => write!(f, "the property {} is needed and is not there.", value()),
            Rule::Filled => write!(f, "this cell must not be empty."),
            Rule::Named => write!(f, "a user needs a given name or a family name."),
            Rule::Date => write!(f, "{} is not a date. Write it like 2026-11-23.", value()),
            Rule::OneOf(words) => write!(f, "{} is none of: {}.", value(), words.join(", ")),
            Rule::IdOnce { first_row } => write!(f, "{} already stands in row {first_row}.", value()),
            Rule::IdExists { file } => write!(f, "{} is no sourcedId in {file}.", value()),
            Rule::NotBefore { column } => write!(f, "{} is before the date in {column}.", value()),
        }
    }
}
