//! Makes codes: one-time ones for staff, and doors of minutes for classes. Both are made at the server's terminal.

use super::{Answered, Service};
use crate::called::{ids, people_called};
use crate::codes::{CLASS_CODE_MS, Code, STAFF_CODE_MS};
use crate::storage::{Opens, Person, Stored, Tx};
use notyet_model::ids::ClassId;
use notyet_protocol::wire::Fault;

/// Why there is no staff code for this person.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotForStaff {
    /// Nobody of that id or name.
    #[error("Nobody in the school has that name or id.")]
    Unknown,
    /// A student, who joins with a class code.
    #[error("{0} is a student and joins with a class code.")]
    Student(String),
    /// Someone whose account the school has closed.
    #[error("{0} is no longer active in the roster.")]
    Left(String),
    /// Several people of that name.
    #[error("Several people have that name. Give one of these ids: {}.", .0.join(", "))]
    Several(Vec<String>),
}

impl Service {
    /// A fresh one-time code that enrols one device of this person within 15 minutes.
    pub async fn staff_code(&self, person: &str) -> Result<Result<(Code, Person), NotForStaff>, Fault> {
        let code = Code::staff(&*self.env);
        let (hash, now_ms, asked) = (code.hash(&self.folder.keys), self.env.now_ms(), person.to_owned());
        let made = self.write(move |tx| {
            let person = match staff_called(tx, &asked)? {
                Ok(person) => person,
                Err(reason) => return Ok(Err(reason)),
            };
            tx.put_code(&hash, Opens::Person(person.id), now_ms + STAFF_CODE_MS, now_ms)?;
            Ok(Ok(person))
        });
        Ok(made.await?.map(|person| (code, person)))
    }

    /// Opens the door of a class for at most 10 minutes. `class` is its title or id; [`Fault::NotFound`] when no
    /// class is called that.
    pub async fn class_code(&self, class: &str, open_ms: i64) -> Result<(Code, String), Fault> {
        let code = Code::class(&*self.env);
        let (hash, now_ms, asked) = (code.hash(&self.folder.keys), self.env.now_ms(), class.to_owned());
        let open_ms = open_ms.clamp(0, CLASS_CODE_MS);
        let made = self.write(move |tx| -> Answered<String> {
            let Some((class, title)) = class_called(tx, &asked)? else { return Ok(Err(Fault::NotFound)) };
            tx.put_code(&hash, Opens::Class(class), now_ms + open_ms, now_ms)?;
            Ok(Ok(title))
        });
        Ok((code, made.await??))
    }
}

pub(super) fn staff_called(tx: &mut dyn Tx, asked: &str) -> Stored<Result<Person, NotForStaff>> {
    let (staff, students) = people_called(tx, asked)?;
    Ok(match (&staff[..], &students[..]) {
        ([one], _) if one.active => Ok(one.clone()),
        ([one], _) => Err(NotForStaff::Left(one.name.clone())),
        ([], [student, ..]) => Err(NotForStaff::Student(student.name.clone())),
        ([], []) => Err(NotForStaff::Unknown),
        (several, _) => Err(NotForStaff::Several(ids(several))),
    })
}

fn class_called(tx: &mut dyn Tx, asked: &str) -> Stored<Option<(ClassId, String)>> {
    for id in tx.entities("class")? {
        let fields = tx.fields("class", &id)?;
        let title = fields.get("title").and_then(|title| title.as_str()).unwrap_or_default();
        if id == asked.trim() || title.to_lowercase() == asked.trim().to_lowercase() {
            return Ok(id.parse().ok().map(|class| (class, title.to_owned())));
        }
    }
    Ok(None)
}
