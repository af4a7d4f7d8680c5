//! Makes codes: one-time ones for staff at the server's terminal, doors of minutes for classes there or on a teacher's
//! device, and one-time ones for a teacher's students.

use super::join::{student_of, teaches};
use super::{Answered, Service, check_proto};
use crate::called::{ids, people_called};
use crate::codes::{CLASS_CODE_MS, Code, STAFF_CODE_MS};
use crate::storage::{Opens, Person, Stored, Tx};
use notyet_model::ids::ClassId;
use notyet_protocol::wire::{Fault, OpenDoor, OpenedDoor};

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
        let code = Code::one_time(&*self.env);
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

    /// `POST /v1/door`. [`Fault::NotFound`]: no class of this teacher's, or no student of that class.
    pub async fn open_door(&self, token: &str, request: OpenDoor) -> Result<OpenedDoor, Fault> {
        check_proto(request.proto)?;
        self.who(token).await?;
        let code = match request.student {
            Some(_) => Code::one_time(&*self.env),
            None => Code::class(&*self.env),
        };
        let (hash, now_ms, school) = (code.hash(&self.folder.keys), self.env.now_ms(), self.folder.school);
        let (class, token) = (request.class, token.to_owned());
        let opened = self.write(move |tx| -> Answered<()> {
            if let Err(fault) = teaches(tx, school, &token, class)? {
                return Ok(Err(fault));
            }
            let opens = match request.student {
                None => Opens::Class(class),
                Some(student) => match student_of(tx, class, student)? {
                    Some(person) => Opens::Person(person.id),
                    None => return Ok(Err(Fault::NotFound)),
                },
            };
            Ok(Ok(tx.put_code(&hash, opens, now_ms + CLASS_CODE_MS, now_ms)?))
        });
        opened.await??;
        Ok(OpenedDoor { code: code.to_string(), open_ms: CLASS_CODE_MS })
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
