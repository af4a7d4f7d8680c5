//! The manifest: which version of OneRoster this is, and how each file is meant. Nothing of the files themselves.

use std::collections::BTreeMap;

use super::fault::{Fault, Rule};
use super::roster::Mode;
use super::table::Table;

const MODES: &[&str] = &["bulk", "delta", "absent"];
const VERSIONS: &[&str] = &["1.1", "1.2"];

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Version {
    V1_1,
    V1_2,
}

pub(super) struct Manifest {
    pub(super) version: Version,
    /// Lower-case stem of the file's name → how it is meant; absent files are left out.
    pub(super) modes: BTreeMap<String, Mode>,
}

impl Manifest {
    /// None, after a fault, if there is nothing to go by.
    pub(super) fn read(table: &Table, faults: &mut Vec<Fault>) -> Option<Manifest> {
        if !table.require(&["propertyName", "value"], faults) {
            return None;
        }
        let mut manifest = Manifest { version: Version::V1_2, modes: BTreeMap::new() };
        let mut version_seen = false;
        for row in &table.rows {
            let property = table.cell(row, "propertyName").unwrap_or("").to_lowercase();
            let value = table.cell(row, "value").unwrap_or("");
            let mut one_of = |words| {
                let rule = Rule::OneOf(words);
                faults.push(table.fault(Some(row.number), Some("value"), rule, Some(value.to_owned())));
            };
            if property == "oneroster.version" {
                version_seen = true;
                match value.get(..3) {
                    Some("1.1") => manifest.version = Version::V1_1,
                    Some("1.2") => manifest.version = Version::V1_2,
                    _ => one_of(VERSIONS),
                }
            } else if let Some(stem) = property.strip_prefix("file.") {
                match value.to_lowercase().as_str() {
                    "bulk" => _ = manifest.modes.insert(stem.to_owned(), Mode::Bulk),
                    "delta" => _ = manifest.modes.insert(stem.to_owned(), Mode::Delta),
                    "absent" => {}
                    _ => one_of(MODES),
                }
            }
        }
        if !version_seen {
            let value = Some("oneroster.version".to_owned());
            faults.push(table.fault(None, Some("propertyName"), Rule::PropertyPresent, value));
        }
        Some(manifest)
    }
}
