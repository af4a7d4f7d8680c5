//! `notyet-server import`: a roster, a course's standards or a school's words from files, all or nothing.

use super::{At, Complaint, open, say};
use crate::import::{Refused, Report, RosterOptions};
use chrono_tz::Tz;
use clap::Args;
use notyet_interop::case;
use notyet_interop::oneroster::{Roster, read_files, read_zip};
use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct Import {
    #[command(flatten)]
    at: At,
    /// The school's time zone, needed the first time: it decides on which day work was done.
    #[arg(long, value_name = "ZONE", conflicts_with = "course")]
    zone: Option<Tz>,
    /// Which school of the roster, by name or sourcedId; needed if its classes belong to several.
    #[arg(long, value_name = "NAME", conflicts_with = "course")]
    roster_school: Option<String>,
    /// Import FILE as the standards of this course: its code or title as in the roster.
    #[arg(long, value_name = "CODE")]
    course: Option<String>,
    /// Import FILE as the school's own words for an outcome and for a level (JSON).
    #[arg(long, conflicts_with_all = ["course", "zone", "roster_school"])]
    words: bool,
    /// A roster (OneRoster 1.1 or 1.2: a zip, or a folder of CSV files), or with --course a CASE package (JSON).
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

pub(super) async fn import(it: Import) -> Result<(), Complaint> {
    let unreadable = |error: io::Error| Complaint(format!("{} cannot be read: {error}.", it.file.display()));
    let done = match it.course {
        None if it.words => {
            let bytes = fs::read(&it.file).map_err(unreadable)?;
            let words = serde_json::from_slice(&bytes)
                .map_err(|error| Complaint(format!("{}: {error}.", name(&it.file))))?;
            open(&it.at)?.import_words(words).await?
        }
        Some(course) => {
            let bytes = fs::read(&it.file).map_err(unreadable)?;
            let framework = case::read(&name(&it.file), &bytes)?;
            open(&it.at)?.import_standards(framework, course).await?
        }
        None => {
            let roster = roster(&it.file, unreadable)?;
            let options = RosterOptions { zone: it.zone, school: it.roster_school };
            open(&it.at)?.import_roster(roster, options).await?
        }
    };
    match done {
        Ok(report) => say(&sentences(&report)),
        Err(Refused(faults)) => Err(Complaint(faults.join("\n"))),
    }
}

fn roster(path: &Path, unreadable: impl Fn(io::Error) -> Complaint) -> Result<Roster, Complaint> {
    if !path.is_dir() {
        return Ok(read_zip(&fs::read(path).map_err(unreadable)?)?);
    }
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(path).map_err(&unreadable)? {
        let path = entry.map_err(&unreadable)?.path();
        if path.is_file() {
            files.insert(name(&path), fs::read(&path).map_err(&unreadable)?);
        }
    }
    Ok(read_files(files)?)
}

fn name(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn sentences(report: &Report) -> String {
    let changed = match report.changed {
        0 => "Nothing changed.".to_owned(),
        1 => "1 change.".to_owned(),
        many => format!("{many} changes."),
    };
    let notes: String = report.notes.iter().map(|note| format!("\nNote: {note}")).collect();
    format!("{}. {changed}{notes}", report.summary)
}
