//! Ids: each once in its file, and each reference to one that exists. References into a file that was not sent whole
//! (delta or absent) cannot be judged here and are left to the importer; so are those of rows marked for deletion.

use std::collections::HashMap;

use super::fault::{Fault, Rule};
use super::roster::{Mode, Status};
use super::table::Table;

/// The rows of one file as values, with what checking their ids takes.
pub(super) struct Loaded<T> {
    pub(super) file: &'static str,
    pub(super) mode: Option<Mode>,
    pub(super) items: Vec<T>,
    pub(super) rows: Vec<u64>,
    ids: HashMap<String, u64>,
    /// False if rows are unreadable down to their ids: what is not here may well be in the file.
    pub(super) whole: bool,
}

impl<T> Loaded<T> {
    pub(super) fn new(file: &'static str, mode: Option<Mode>) -> Self {
        Self { file, mode, items: Vec::new(), rows: Vec::new(), ids: HashMap::new(), whole: true }
    }

    /// Adds a row; says so if its id stands in an earlier one.
    pub(super) fn add(&mut self, id: &str, row: u64, item: T, faults: &mut Vec<Fault>) {
        self.items.push(item);
        self.rows.push(row);
        if id.is_empty() {
            return;
        }
        match self.ids.get(id) {
            None => _ = self.ids.insert(id.to_owned(), row),
            Some(&first_row) => faults.push(Fault {
                file: self.file.to_owned(),
                row: Some(row),
                column: Some("sourcedId".to_owned()),
                rule: Rule::IdOnce { first_row },
                value: Some(id.to_owned()),
            }),
        }
    }

    /// Takes note of rows that were left out because of faults, so that references to them are no second fault.
    pub(super) fn know_broken(&mut self, table: &Table) {
        self.whole = table.broken.iter().all(|row| row.id.is_some());
        let known = table.broken.iter().filter_map(|row| Some((row.id.clone()?, row.number)));
        self.ids.extend(known);
    }

    /// Says which references of this file's active rows lead nowhere. `of` gives a row's status and references.
    pub(super) fn check<'a, U>(
        &'a self,
        column: &str,
        target: &Loaded<U>,
        faults: &mut Vec<Fault>,
        of: impl Fn(&'a T) -> (Status, &'a [String]),
    ) {
        if target.mode != Some(Mode::Bulk) || !target.whole {
            return;
        }
        for (item, row) in self.items.iter().zip(&self.rows) {
            let (status, references) = of(item);
            if status == Status::ToBeDeleted {
                continue;
            }
            for id in references.iter().filter(|id| !id.is_empty() && !target.ids.contains_key(*id)) {
                faults.push(Fault {
                    file: self.file.to_owned(),
                    row: Some(*row),
                    column: Some(column.to_owned()),
                    rule: Rule::IdExists { file: target.file },
                    value: Some(id.clone()),
                });
            }
        }
    }
}
