//! What a school calls things, by their ids: people, classes, outcomes, tasks, levels. For pages that people read.

use crate::storage::{Stored, Tx};
use chrono_tz::Tz;
use notyet_model::authority::Role;
use notyet_model::ids::{SchoolId, UserId};
use notyet_model::register::{Entity, School, view};
use notyet_model::scale::Scale;
use serde_json::{Map, Value};
use std::collections::{BTreeSet, HashMap};

/// Fields by which something is called, the best first.
const CALLED: [&str; 5] = ["i_can", "title", "name", "word", "text"];

/// See the module.
pub(super) struct Names {
    of: HashMap<String, String>,
    students: BTreeSet<UserId>,
    /// The school's zone: in it times are said.
    pub(super) zone: Tz,
}

impl Names {
    pub(super) fn read(tx: &mut dyn Tx, school: SchoolId) -> Stored<Self> {
        let mut of = HashMap::new();
        for level in Scale::preset().levels() {
            of.insert(level.id.to_string(), level.word.clone());
        }
        for entity in Entity::ALL {
            for id in tx.entities(entity.as_str())? {
                let fields = tx.fields(entity.as_str(), &id)?;
                if let Some(name) = called(&fields) {
                    of.insert(id, name);
                }
                for value in fields.values() {
                    inner(value, &mut of);
                }
            }
        }
        let mut students = BTreeSet::new();
        for person in tx.people()? {
            of.insert(person.id.to_string(), person.name);
            if person.role == Role::Student {
                students.insert(person.id);
            }
        }
        let fields = tx.fields(Entity::School.as_str(), &school.to_string())?;
        let zone = view::<School>(&fields).and_then(|it| it.zone.parse().ok()).unwrap_or(Tz::UTC);
        Ok(Self { of, students, zone })
    }

    /// What the thing or person of this id is called.
    pub(super) fn of(&self, id: &str) -> Option<&str> {
        self.of.get(id).map(String::as_str)
    }

    /// What a page about `student` calls a person: other students stay unnamed.
    pub(super) fn person(&self, id: UserId, student: UserId) -> String {
        if id == crate::SYSTEM {
            "the school's system".to_owned()
        } else if id != student && self.students.contains(&id) {
            "another student".to_owned()
        } else {
            self.of(&id.to_string()).unwrap_or("somebody who is no longer known").to_owned()
        }
    }

    /// The same for any id.
    pub(super) fn thing(&self, id: &str, student: UserId) -> Option<String> {
        match id.parse::<UserId>() {
            Ok(person) if self.students.contains(&person) => Some(self.person(person, student)),
            _ => self.of(id).map(str::to_owned),
        }
    }
}

fn called(fields: &Map<String, Value>) -> Option<String> {
    let name =
        CALLED.iter().find_map(|field| fields.get(*field)?.as_str().filter(|text| !text.is_empty()))?;
    match fields.get("code").and_then(Value::as_str).filter(|code| !code.is_empty()) {
        Some(code) => Some(format!("{code} {name}")),
        None => Some(name.to_owned()),
    }
}

/// What stands inside entities and has an id of its own: levels of scales, rows of rubrics.
fn inner(value: &Value, of: &mut HashMap<String, String>) {
    match value {
        Value::Array(list) => list.iter().for_each(|value| inner(value, of)),
        Value::Object(fields) => {
            if let (Some(id), Some(name)) = (fields.get("id").and_then(Value::as_str), called(fields)) {
                of.entry(id.to_owned()).or_insert(name);
            }
            fields.values().for_each(|value| inner(value, of));
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
