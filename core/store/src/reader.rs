//! Reading one state: who is signed in, the school, its classes, people, courses and outcomes. What was
//! recorded is read in `work`, what is not sent in `queue`.

use crate::store::Live;
use crate::{Session, StoreError, clock, entity};
use chrono_tz::Tz;
use notyet_model::ids::{ClassId, ContextId, CourseId, OutcomeId, RubricId, UserId};
use notyet_model::register::{Class, ClassRole, Context, Course, Entity, Member, Outcome, Rubric, School};
use notyet_protocol::epoch::Epoch;
use notyet_protocol::wire::JoinRequest;
use rusqlite::{Connection, OptionalExtension};
use std::str::FromStr;
use std::sync::PoisonError;

/// One state of the store.
pub struct Reader<'a> {
    pub(crate) conn: &'a Connection,
    pub(crate) live: &'a Live,
    pub(crate) revision: u64,
}

impl Reader<'_> {
    /// The number of a state not later than the one that is read.
    pub fn revision(&self) -> u64 {
        self.revision
    }

    /// Who is signed in.
    pub fn session(&self) -> Result<Option<Session>, StoreError> {
        let row: Option<(String, String)> = self
            .conn
            .prepare_cached("SELECT enrolment, server_url FROM session")?
            .query_row([], |row| Ok((row.get(0)?, row.get(1)?)))
            .optional()?;
        row.map(|(enrolment, server_url)| {
            Ok(Session { enrolment: serde_json::from_str(&enrolment)?, server_url })
        })
        .transpose()
    }

    /// The epoch of the server that the cursors belong to; the default before anyone has signed in.
    pub fn epoch(&self) -> Result<Epoch, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT epoch FROM session")?;
        let text: Option<String> = read.query_row([], |row| row.get(0)).optional()?;
        // What an older version wrote here was no count, and so before every epoch.
        Ok(text.and_then(|text| text.parse().ok()).unwrap_or_default())
    }

    /// A small text kept under a name.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let mut read = self.conn.prepare_cached("SELECT v FROM meta WHERE k = ?")?;
        Ok(read.query_row([key], |row| row.get(0)).optional()?)
    }

    /// When the server last answered, by this device's clock: UTC milliseconds.
    pub fn last_sync_ms(&self) -> Result<Option<i64>, StoreError> {
        clock::number(self.conn, "last_sync_ms")
    }

    /// Who asks to join; kept in memory only, until the next answer.
    pub fn joins(&self) -> Result<Vec<JoinRequest>, StoreError> {
        Ok(self.live.joins.lock().unwrap_or_else(PoisonError::into_inner).clone())
    }

    /// The school.
    pub fn school(&self) -> Result<Option<School>, StoreError> {
        match self.session()? {
            Some(session) => entity::view(self.conn, Entity::School, &session.enrolment.school.0.to_string()),
            None => Ok(None),
        }
    }

    /// The school's time zone; UTC until it is known.
    pub fn zone(&self) -> Result<Tz, StoreError> {
        Ok(self.school()?.and_then(|s| Tz::from_str(&s.zone).ok()).unwrap_or(Tz::UTC))
    }

    /// Classes, by title.
    pub fn classes(&self) -> Result<Vec<(ClassId, Class)>, StoreError> {
        let mut classes = self.keyed::<ClassId, Class>(Entity::Class)?;
        classes.sort_by(|(a, x), (b, y)| (&x.title, a).cmp(&(&y.title, b)));
        Ok(classes)
    }

    /// A class.
    pub fn class(&self, id: ClassId) -> Result<Option<Class>, StoreError> {
        entity::view(self.conn, Entity::Class, &id.to_string())
    }

    /// A course.
    pub fn course(&self, id: CourseId) -> Result<Option<Course>, StoreError> {
        entity::view(self.conn, Entity::Course, &id.to_string())
    }

    /// Everyone of a class, those who left included, in the order of lists.
    pub fn members(&self, class: ClassId) -> Result<Vec<Member>, StoreError> {
        let listed = entity::list::<Member>(self.conn, Entity::Member, &format!("{class}/"))?;
        let mut members: Vec<Member> = listed
            .into_iter()
            .filter(|(user, m)| m.class == class && m.user.to_string() == *user)
            .map(|(_, member)| member)
            .collect();
        members.sort_by(|a, b| (&a.sort, &a.name, a.user).cmp(&(&b.sort, &b.name, b.user)));
        Ok(members)
    }

    /// One person in a class.
    pub fn member(&self, class: ClassId, user: UserId) -> Result<Option<Member>, StoreError> {
        let member: Option<Member> = entity::view(self.conn, Entity::Member, &Member::key(class, user))?;
        Ok(member.filter(|m| (m.class, m.user) == (class, user)))
    }

    /// Who teaches a class now.
    pub fn teachers(&self, class: ClassId) -> Result<Vec<Member>, StoreError> {
        let mut members = self.members(class)?;
        members.retain(|m| m.active && m.role == ClassRole::Teacher);
        Ok(members)
    }

    /// Outcomes of a course, in its order.
    pub fn outcomes(&self, course: CourseId) -> Result<Vec<(OutcomeId, Outcome)>, StoreError> {
        let mut outcomes = self.keyed::<OutcomeId, Outcome>(Entity::Outcome)?;
        outcomes.retain(|(_, o)| o.course == course);
        outcomes.sort_by(|(a, x), (b, y)| (x.position, &x.code, a).cmp(&(y.position, &y.code, b)));
        Ok(outcomes)
    }

    /// An outcome.
    pub fn outcome(&self, id: OutcomeId) -> Result<Option<Outcome>, StoreError> {
        entity::view(self.conn, Entity::Outcome, &id.to_string())
    }

    /// A version of a rubric.
    pub fn rubric(&self, id: RubricId) -> Result<Option<Rubric>, StoreError> {
        entity::view(self.conn, Entity::Rubric, &id.to_string())
    }

    /// Kinds of work, in the school's order.
    pub fn contexts(&self) -> Result<Vec<(ContextId, Context)>, StoreError> {
        let mut contexts = self.keyed::<ContextId, Context>(Entity::Context)?;
        contexts.sort_by(|(a, x), (b, y)| (x.position, &x.name, a).cmp(&(y.position, &y.name, b)));
        Ok(contexts)
    }

    /// All entities of a kind whose ids can be read.
    fn keyed<I: FromStr, T: serde::de::DeserializeOwned>(
        &self,
        kind: Entity,
    ) -> Result<Vec<(I, T)>, StoreError> {
        let listed = entity::list(self.conn, kind, "")?;
        Ok(listed.into_iter().filter_map(|(id, view)| Some((id.parse().ok()?, view))).collect())
    }
}
