//! From files to a roster: finds the files, reads each, checks the ids between them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashSet};
use std::slice::from_ref;

use crate::Faults;
use crate::archive::{ArchiveFault, ArchiveRule, Limits, unzip};

use super::cells::Cells;
use super::fault::{Fault, Rule};
use super::links::Loaded;
use super::manifest::{Manifest, Version};
use super::people;
use super::records::{category, class, course, org, session};
use super::roster::{Mode, RoleGrant, Roster, User, Warning};
use super::table::Table;

/// All files that OneRoster 1.1 and 1.2 know, apart from the manifest.
const KNOWN: &[&str] = &[
    "academicSessions",
    "categories",
    "classes",
    "classResources",
    "courseResources",
    "courses",
    "demographics",
    "enrollments",
    "lineItemLearningObjectiveIds",
    "lineItemScoreScales",
    "lineItems",
    "orgs",
    "resources",
    "resultLearningObjectiveIds",
    "resultScoreScales",
    "results",
    "roles",
    "scoreScales",
    "userProfiles",
    "userResources",
    "users",
];

/// Files without which a whole roster says nothing.
const NEEDED: &[&str] =
    &["academicSessions.csv", "orgs.csv", "courses.csv", "classes.csv", "users.csv", "enrollments.csv"];

/// Reads a zip with the CSV files at its top. Memory: at most [`Limits::default`] and the roster itself.
pub fn read_zip(bytes: &[u8]) -> Result<Roster, Faults<Fault>> {
    match unzip(bytes, Limits::default()) {
        Ok(files) => read_entries(files),
        Err(found) => Err(Faults::of(found.into_iter().map(Fault::from).collect())),
    }
}

/// Reads the files of a folder, by name. The same limits hold as inside a zip.
pub fn read_files(files: BTreeMap<String, Vec<u8>>) -> Result<Roster, Faults<Fault>> {
    let Limits { file_bytes, total_bytes, .. } = Limits::default();
    let (mut faults, mut total) = (Vec::new(), 0);
    for (name, content) in &files {
        let length = content.len() as u64;
        total += length;
        if length > file_bytes {
            faults.push(ArchiveFault::of(name, ArchiveRule::FileSize { limit: file_bytes }).into());
        } else if total > total_bytes {
            faults.push(ArchiveFault::of(name, ArchiveRule::TotalSize { limit: total_bytes }).into());
            break;
        }
    }
    Faults::or(faults, files).and_then(read_entries)
}

fn read_entries(entries: impl IntoIterator<Item = (String, Vec<u8>)>) -> Result<Roster, Faults<Fault>> {
    let mut reading = Reading::default();
    reading.sort_in(entries);
    reading.read()
}

#[derive(Default)]
struct Reading {
    /// Lower-case name → name as written, content.
    files: BTreeMap<String, (String, Vec<u8>)>,
    faults: Vec<Fault>,
    warnings: Vec<Warning>,
}

impl Reading {
    fn sort_in(&mut self, entries: impl IntoIterator<Item = (String, Vec<u8>)>) {
        for (name, content) in entries {
            let lower = name.to_lowercase();
            if name.starts_with("__MACOSX/") || lower.ends_with(".ds_store") {
                continue;
            }
            let stem = lower.strip_suffix(".csv");
            let is_known = stem
                .is_some_and(|stem| stem == "manifest" || KNOWN.iter().any(|k| k.eq_ignore_ascii_case(stem)));
            if name.contains('/') && stem.is_some() {
                self.file_fault(&name, Rule::NoFolders);
            } else if !is_known {
                self.warnings.push(Warning::NotOneRoster { file: name });
            } else if let Entry::Vacant(place) = self.files.entry(lower) {
                place.insert((name, content));
            } else {
                self.file_fault(&name, Rule::FileOnce);
            }
        }
    }

    fn read(mut self) -> Result<Roster, Faults<Fault>> {
        let Some(manifest) = self.table("manifest.csv") else {
            self.file_fault("manifest.csv", Rule::FilePresent);
            return Err(Faults::of(self.faults));
        };
        let Some(manifest) = Manifest::read(&manifest, &mut self.faults) else {
            return Err(Faults::of(self.faults));
        };
        self.check_presence(&manifest);

        let orgs = self.load("orgs.csv", &manifest, &["sourcedId", "name", "type"], org);
        let sessions = self.load(
            "academicSessions.csv",
            &manifest,
            &["sourcedId", "title", "type", "startDate", "endDate"],
            session,
        );
        let courses = self.load("courses.csv", &manifest, &["sourcedId", "title", "orgSourcedId"], course);
        let classes = self.load(
            "classes.csv",
            &manifest,
            &["sourcedId", "title", "courseSourcedId", "schoolSourcedId"],
            class,
        );
        let mut user_columns = vec!["sourcedId", "enabledUser", "givenName", "familyName"];
        let is_1_1 = manifest.version == Version::V1_1;
        if is_1_1 {
            user_columns.extend(["role", "orgSourcedIds"]);
        }
        let mut grants_1_1 = Vec::new();
        let users = self.load("users.csv", &manifest, &user_columns, |cells| {
            let user = people::user(cells);
            if is_1_1 {
                grants_1_1.push((cells.row.number, people::roles_in_user_row(cells)));
            }
            (user.sourced_id.clone(), user)
        });
        let mut roles = if is_1_1 {
            Loaded::new("users.csv", users.mode)
        } else {
            let columns = ["sourcedId", "userSourcedId", "role", "orgSourcedId"];
            self.load("roles.csv", &manifest, &columns, |cells| {
                (cells.text("sourcedId").unwrap_or_default(), people::role_grant(cells))
            })
        };
        for (row, grants) in grants_1_1 {
            grants.into_iter().for_each(|grant| roles.add("", row, grant, &mut self.faults));
        }
        let enrollments = self.load(
            "enrollments.csv",
            &manifest,
            &["sourcedId", "classSourcedId", "userSourcedId", "role"],
            |cells| {
                let enrollment = people::enrollment(cells);
                (enrollment.sourced_id.clone(), enrollment)
            },
        );
        let categories = self.load("categories.csv", &manifest, &["sourcedId", "title"], category);

        let out = &mut self.faults;
        orgs.check("parentSourcedId", &orgs, out, |it| (it.status, it.parent.as_slice()));
        sessions.check("parentSourcedId", &sessions, out, |it| (it.status, it.parent.as_slice()));
        courses.check("orgSourcedId", &orgs, out, |it| (it.status, from_ref(&it.org)));
        courses.check("schoolYearSourcedId", &sessions, out, |it| (it.status, it.school_year.as_slice()));
        classes.check("courseSourcedId", &courses, out, |it| (it.status, from_ref(&it.course)));
        classes.check("schoolSourcedId", &orgs, out, |it| (it.status, from_ref(&it.school)));
        classes.check("termSourcedIds", &sessions, out, |it| (it.status, &it.terms));
        users.check("primaryOrgSourcedId", &orgs, out, |it| (it.status, it.primary_org.as_slice()));
        let org_column = if is_1_1 { "orgSourcedIds" } else { "orgSourcedId" };
        roles.check(org_column, &orgs, out, |it| (it.status, it.org.as_slice()));
        roles.check("userSourcedId", &users, out, |it| (it.status, from_ref(&it.user)));
        enrollments.check("classSourcedId", &classes, out, |it| (it.status, from_ref(&it.class)));
        enrollments.check("schoolSourcedId", &orgs, out, |it| (it.status, it.school.as_slice()));
        enrollments.check("userSourcedId", &users, out, |it| (it.status, from_ref(&it.user)));
        self.warn_of_users_without_role(&users, &roles);

        let roster = Roster {
            modes: manifest.modes,
            orgs: orgs.items,
            sessions: sessions.items,
            courses: courses.items,
            classes: classes.items,
            users: users.items,
            roles: roles.items,
            enrollments: enrollments.items,
            categories: categories.items,
            warnings: self.warnings,
        };
        Faults::or(self.faults, roster)
    }

    fn file_fault(&mut self, file: &str, rule: Rule) {
        self.faults.push(Fault { file: file.to_owned(), row: None, column: None, rule, value: None });
    }

    fn table(&mut self, file: &str) -> Option<Table> {
        let (name, content) = self.files.remove(&file.to_lowercase())?;
        Some(Table::read(&name, &content, &mut self.faults))
    }

    /// Each file that the manifest announces is there, and a whole roster announces what it needs. A package of changes
    /// may leave out what did not change.
    fn check_presence(&mut self, manifest: &Manifest) {
        let is_delta = manifest.modes.values().any(|mode| *mode == Mode::Delta);
        let mut needed: Vec<&str> = if is_delta { Vec::new() } else { NEEDED.to_vec() };
        if !is_delta && manifest.version == Version::V1_2 {
            needed.push("roles.csv");
        }
        for stem in KNOWN {
            let (file, lower) = (format!("{stem}.csv"), stem.to_lowercase());
            let is_announced = manifest.modes.contains_key(&lower);
            let is_there = self.files.contains_key(&format!("{lower}.csv"));
            if (is_announced || needed.contains(&file.as_str())) && !is_there {
                self.file_fault(&file, Rule::FilePresent);
            } else if is_there && !is_announced {
                if needed.contains(&file.as_str()) {
                    self.file_fault(&file, Rule::FileListed);
                } else {
                    self.warnings.push(Warning::NotListed { file });
                }
            }
        }
    }

    fn load<T>(
        &mut self,
        file: &'static str,
        manifest: &Manifest,
        columns: &[&str],
        mut read: impl FnMut(&mut Cells<'_>) -> (String, T),
    ) -> Loaded<T> {
        let mode = manifest.modes.get(&file.trim_end_matches(".csv").to_lowercase()).copied();
        let mut loaded = Loaded::new(file, mode);
        if mode.is_none() {
            return loaded;
        }
        let Some(table) = self.table(file) else {
            loaded.whole = false;
            return loaded;
        };
        let mut columns = columns.to_vec();
        if mode == Some(Mode::Delta) {
            columns.push("status");
        }
        if !table.require(&columns, &mut self.faults) {
            loaded.whole = false;
            return loaded;
        }
        loaded.know_broken(&table);
        for row in &table.rows {
            let (id, item) = read(&mut Cells { table: &table, row, faults: &mut self.faults });
            loaded.add(&id, row.number, item, &mut self.faults);
        }
        loaded
    }

    fn warn_of_users_without_role(&mut self, users: &Loaded<User>, roles: &Loaded<RoleGrant>) {
        if roles.mode != Some(Mode::Bulk) {
            return;
        }
        let with_role: HashSet<&str> = roles.items.iter().map(|grant| grant.user.as_str()).collect();
        for (user, row) in users.items.iter().zip(&users.rows) {
            if !with_role.contains(user.sourced_id.as_str()) {
                self.warnings.push(Warning::NoRole { user: user.sourced_id.clone(), row: *row });
            }
        }
    }
}
