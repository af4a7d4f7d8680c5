//! Cells as values: needed text, dates, yes or no, words from a list. Each broken rule becomes a fault and a
//! placeholder, which never leaves the reader, because a file with faults yields no roster.

use chrono::NaiveDate;

use super::PHOTOS_COLUMN;
use super::fault::{Fault, Rule};
use super::roster::{Metadata, Photos, Role, Status, Use};
use super::table::{Row, Table};

const STATUSES: &[&str] = &["active", "tobedeleted", "inactive"];
const FLAGS: &[&str] = &["true", "false"];
const USES: &[&str] = &["at_bat", "practice"];
const PHOTOS: &[&str] = &["yes", "own_record", "no"];
const ROLES: &[&str] = &[
    "student",
    "teacher",
    "aide",
    "proctor",
    "counselor",
    "administrator",
    "principal",
    "siteAdministrator",
    "districtAdministrator",
    "systemAdministrator",
    "guardian",
    "parent",
    "relative",
    "ext:…",
];

/// One row under reading.
pub(super) struct Cells<'a> {
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    pub(super) faults: &'a mut Vec<Fault>,
}

impl Cells<'_> {
    pub(super) fn broken(&mut self, column: &str, rule: Rule, value: Option<&str>) {
        let value = value.map(str::to_owned);
        self.faults.push(self.table.fault(Some(self.row.number), Some(column), rule, value));
    }

    pub(super) fn text(&self, column: &str) -> Option<String> {
        self.table.cell(self.row, column).map(str::to_owned)
    }

    pub(super) fn needed(&mut self, column: &str) -> String {
        self.text(column).unwrap_or_else(|| {
            self.broken(column, Rule::Filled, None);
            String::new()
        })
    }

    /// A list as OneRoster writes it: separated by commas inside one cell.
    pub(super) fn list(&self, column: &str) -> Vec<String> {
        let cell = self.table.cell(self.row, column).unwrap_or("");
        cell.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
    }

    /// A day; exports that write a time after it are read for the day as written.
    pub(super) fn date(&mut self, column: &str) -> Option<NaiveDate> {
        let cell = self.table.cell(self.row, column)?;
        let date = cell.split_once('T').map_or(cell, |(date, _)| date);
        let parsed = NaiveDate::parse_from_str(date, "%Y-%m-%d").ok().filter(|_| date.len() == 10);
        if parsed.is_none() {
            self.broken(column, Rule::Date, Some(cell));
        }
        parsed
    }

    pub(super) fn needed_date(&mut self, column: &str) -> Option<NaiveDate> {
        self.needed(column);
        self.date(column)
    }

    /// The end of a span that began on `begin`, as `begin_column` says; it must not lie before.
    pub(super) fn end(
        &mut self,
        column: &str,
        begin: Option<NaiveDate>,
        begin_column: &'static str,
    ) -> Option<NaiveDate> {
        let end = self.date(column)?;
        if begin.is_some_and(|begin| end < begin) {
            self.broken(column, Rule::NotBefore { column: begin_column }, Some(&end.to_string()));
        }
        Some(end)
    }

    fn word(&mut self, column: &str, words: &'static [&'static str]) -> Option<&'static str> {
        let cell = self.table.cell(self.row, column)?;
        let known = words.iter().find(|word| word.eq_ignore_ascii_case(cell)).copied();
        if known.is_none() {
            self.broken(column, Rule::OneOf(words), Some(cell));
        }
        known
    }

    pub(super) fn flag(&mut self, column: &str) -> Option<bool> {
        self.word(column, FLAGS).map(|word| word == "true")
    }

    pub(super) fn status(&mut self) -> Status {
        match self.word("status", STATUSES) {
            Some("tobedeleted" | "inactive") => Status::ToBeDeleted,
            _ => Status::Active,
        }
    }

    pub(super) fn purpose(&mut self) -> Option<Use> {
        self.word(super::USE_COLUMN, USES)
            .map(|word| if word == "at_bat" { Use::AtBat } else { Use::Practice })
    }

    pub(super) fn photos(&mut self) -> Option<Photos> {
        self.word(PHOTOS_COLUMN, PHOTOS).map(|word| match word {
            "yes" => Photos::Yes,
            "no" => Photos::No,
            _ => Photos::OwnRecord,
        })
    }

    pub(super) fn role(&mut self) -> Role {
        let cell = self.needed("role");
        if cell.is_empty() || cell.starts_with("ext:") {
            return Role::Other;
        }
        match self.word("role", ROLES) {
            Some("student") => Role::Student,
            Some("teacher") => Role::Teacher,
            Some("aide") => Role::Aide,
            Some("proctor") => Role::Proctor,
            Some("counselor") => Role::Counselor,
            Some("guardian" | "parent" | "relative") => Role::Guardian,
            Some(word) if word.to_lowercase().ends_with("administrator") || word == "principal" => {
                Role::Administrator
            }
            _ => Role::Other,
        }
    }

    pub(super) fn metadata(&self) -> Metadata {
        self.table.metadata(self.row)
    }
}
