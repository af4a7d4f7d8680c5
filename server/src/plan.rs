//! What the school's own systems say a school consists of, and the difference to what is known: only that is
//! written, as operations of the server itself. An import makes such a plan; so may a test.

use crate::env::{Env, random};
use crate::epoch;
use crate::feed::{Desk, append};
use crate::ledger::{Entry, Ledger};
use crate::memory::Memory;
use crate::storage::{Person, StorageFault, Stored, Tx};
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Set};
use notyet_model::ids::{
    ClassId, ContextId, CourseId, DeviceId, OpId, OutcomeId, RubricId, SchoolId, UserId,
};
use notyet_model::register::{Class, ClassRole, Context, Course, Entity, Member, Outcome, Rubric, School};
use notyet_protocol::op::{Op, Origin};
use serde::Serialize;
use serde_json::{Map, Value};

/// The actor of what the server itself writes.
pub const SYSTEM: UserId = UserId::from_bytes([0; 16]);
const SYSTEM_DEVICE: DeviceId = DeviceId::from_bytes([0; 16]);

/// Entities as they shall be. What a plan does not name stays as it is; a field that is null in it, too.
#[derive(Clone, Debug, Default)]
pub struct Plan {
    people: Vec<Person>,
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
    let mut changed = 0;
    for person in &plan.people {
        if tx.person(person.id)?.as_ref() != Some(person) {
            admit(desk.ledger, person)?;
            tx.put_person(person)?;
            changed += 1;
        }
    }
    let mut pen = Pen::take(tx, desk.now_ms)?;
    for wanted in &plan.entities {
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
        let op = pen.write(env, desk.now_ms, wanted, &body);
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

/// The server's own clock and count, which go on where they stopped.
struct Pen {
    clock: Hlc,
    dseq: u64,
}

impl Pen {
    fn take(tx: &mut dyn Tx, now_ms: i64) -> Stored<Self> {
        let mut number = |key| -> Stored<u64> {
            let text = tx.meta(key)?.unwrap_or_else(|| "0".to_owned());
            text.parse().map_err(|_| StorageFault::Damaged(format!("the server's {key} is no number")))
        };
        Ok(Self { clock: Hlc(number("clock")?).tick(now_ms), dseq: number("dseq")? })
    }

    fn write(&mut self, env: &dyn Env, now_ms: i64, wanted: &Wanted, body: &Body) -> Op {
        self.clock = self.clock.tick(now_ms);
        self.dseq += 1;
        let id = uuid::Builder::from_unix_timestamp_millis(now_ms.max(0) as u64, &random(env)).into_uuid();
        let origin = Origin {
            id: OpId(id),
            dev: SYSTEM_DEVICE,
            dseq: self.dseq,
            actor: SYSTEM,
            hlc: self.clock,
            class: wanted.class,
            student: wanted.student,
        };
        Op::new(origin, body)
    }

    fn put_down(self, tx: &mut dyn Tx) -> Stored<()> {
        tx.set_meta("clock", &self.clock.0.to_string())?;
        tx.set_meta("dseq", &self.dseq.to_string())
    }
}
