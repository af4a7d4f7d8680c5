//! What the school's own systems say a school consists of, and the difference to what is known: only that is
//! written, as operations of the server itself. An import makes such a plan; so may a test.

use crate::email::Email;
use crate::env::Env;
use crate::epoch;
use crate::feed::{Desk, append};
use crate::ledger::{Entry, Ledger};
use crate::memory::Memory;
use crate::pen::Pen;
use crate::storage::{Person, Stored, Tx};
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{ClassId, ContextId, CourseId, OutcomeId, RubricId, SchoolId, TaskId, UserId};
use notyet_model::register::{
    Class, ClassRole, Context, Course, Entity, Member, Outcome, Rubric, School, Task,
};
use notyet_protocol::op::Op;
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeSet;

/// Entities as they shall be. What a plan does not name stays as it is; a field that is null in it, too.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    people: Vec<Person>,
    emails: Vec<(UserId, Option<String>)>,
    entities: Vec<Wanted>,
}

#[derive(Clone, Debug)]
struct Wanted {
    entity: Entity,
    id: String,
    class: Option<ClassId>,
    student: Option<UserId>,
    fields: Map<String, Value>,
}

impl Plan {
    /// A person of the school.
    pub fn person(&mut self, person: Person) -> &mut Self {
        self.people.push(person);
        self
    }

    /// The address by which the school's accounts are matched to a person, or that there is none (any more).
    pub fn email(&mut self, id: UserId, email: Option<Email>) -> &mut Self {
        self.emails.push((id, email.map(|email| email.0)));
        self
    }

    /// The school itself.
    pub fn school(&mut self, id: SchoolId, fields: &School) -> &mut Self {
        self.want(Entity::School, id.to_string(), fields)
    }

    /// A kind of work.
    pub fn context(&mut self, id: ContextId, fields: &Context) -> &mut Self {
        self.want(Entity::Context, id.to_string(), fields)
    }

    /// A course.
    pub fn course(&mut self, id: CourseId, fields: &Course) -> &mut Self {
        self.want(Entity::Course, id.to_string(), fields)
    }

    /// A course with the code that technicians call it by; it is kept beside the course's fields.
    pub fn course_with_code(&mut self, id: CourseId, fields: &Course, code: Option<&str>) -> &mut Self {
        self.course(id, fields);
        if let (Some(wanted), Some(code)) = (self.entities.last_mut(), code) {
            wanted.fields.insert("code".to_owned(), code.into());
        }
        self
    }

    /// A class.
    pub fn class(&mut self, id: ClassId, fields: &Class) -> &mut Self {
        self.want(Entity::Class, id.to_string(), fields).last(Some(id), None)
    }

    /// An outcome.
    pub fn outcome(&mut self, id: OutcomeId, fields: &Outcome) -> &mut Self {
        self.want(Entity::Outcome, id.to_string(), fields)
    }

    /// A version of a rubric; the same id always has the same fields.
    pub fn rubric(&mut self, id: RubricId, fields: &Rubric) -> &mut Self {
        self.want(Entity::Rubric, id.to_string(), fields)
    }

    /// A task. What is empty in it is written as that: it may have been something before.
    pub fn task(&mut self, id: TaskId, fields: &Task) -> &mut Self {
        self.want(Entity::Task, id.to_string(), fields);
        if let Some(wanted) = self.entities.last_mut() {
            let empty = [("directions", Value::from("")), ("after", Value::Array(vec![]))];
            for (field, value) in empty {
                wanted.fields.entry(field).or_insert(value);
            }
        }
        self
    }

    /// A person in a class.
    pub fn member(&mut self, fields: &Member) -> &mut Self {
        let student = (fields.role == ClassRole::Student).then_some(fields.user);
        let id = Member::key(fields.class, fields.user);
        self.want(Entity::Member, id, fields).last(Some(fields.class), student)
    }

    fn want(&mut self, entity: Entity, id: String, fields: &impl Serialize) -> &mut Self {
        let Ok(Value::Object(mut fields)) = serde_json::to_value(fields) else {
            unreachable!("entities are structs, which JSON says as objects")
        };
        fields.retain(|_, value| !value.is_null());
        self.entities.push(Wanted { entity, id, class: None, student: None, fields });
        self
    }

    fn last(&mut self, class: Option<ClassId>, student: Option<UserId>) -> &mut Self {
        if let Some(wanted) = self.entities.last_mut() {
            (wanted.class, wanted.student) = (class, student);
        }
        self
    }
}

/// Writes what differs from what is known, in the plan's order. Returns how many people and entities changed.
pub(crate) fn apply(tx: &mut dyn Tx, desk: &Desk<'_>, env: &dyn Env, plan: &Plan) -> Stored<usize> {
    let mut people = BTreeSet::new();
    for person in &plan.people {
        // The school's own systems may still list them.
        if tx.is_erased(person.id)? {
            continue;
        }
        if tx.person(person.id)?.as_ref() != Some(person) {
            admit(desk.ledger, person)?;
            tx.put_person(person)?;
            people.insert(person.id);
        }
    }
    for (id, email) in &plan.emails {
        if !tx.is_erased(*id)? && tx.email(*id)? != *email {
            tx.put_email(*id, email.as_deref())?;
            people.insert(*id);
        }
    }
    let mut changed = people.len();
    let mut pen = Pen::take(tx, desk.now_ms)?;
    for wanted in &plan.entities {
        if let Some(student) = wanted.student
            && tx.is_erased(student)?
        {
            continue;
        }
        let known = tx.fields(wanted.entity.as_str(), &wanted.id)?;
        let mut fields = wanted.fields.clone();
        let differs = fields.iter().any(|(field, value)| known.get(field) != Some(value));
        if !differs {
            continue;
        }
        // A member's operation is routed by its fields, so it always carries all of them.
        if wanted.entity != Entity::Member {
            fields.retain(|field, value| known.get(field) != Some(value));
        }
        let set = Set { entity: wanted.entity.as_str().to_owned(), id: wanted.id.clone(), fields };
        let body = Body::Set(set);
        let op = Op::new(pen.stamp(env, desk.now_ms, wanted.class, wanted.student), &body);
        append(tx, desk, &op, op.to_raw().text(), &body, 0)?;
        changed += 1;
    }
    pen.put_down(tx)?;
    Ok(changed)
}

/// Keeps in the ledger whether a person is served.
fn admit(ledger: &Ledger, person: &Person) -> Stored<()> {
    let user = person.id;
    match (person.active, Memory::of(ledger)?.shut_out.contains(&user)) {
        (true, true) => epoch::remember(ledger, &Entry::LetIn { user }),
        (false, false) => epoch::remember(ledger, &Entry::ShutOut { user }),
        (true, false) | (false, true) => Ok(()),
    }
}
