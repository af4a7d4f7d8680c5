//! What a server's rows say of a class, and the levels that the model makes of it. Nothing of a device is asked: people
//! and rules come from the server's merged fields, results from the operations that it keeps.

use crate::Line;
use anyhow::Context as _;
use chrono_tz::Tz;
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::explain::explain;
use notyet_model::fact::{Body, Judgement, Parsed};
use notyet_model::ids::{ClassId, ContextId, CourseId, OpId, OutcomeId, UserId};
use notyet_model::level::Policy;
use notyet_model::outcome::own_scale;
use notyet_model::register::{Class, ClassRole, Context, Course, Entity, Outcome, School, view};
use notyet_model::result::Record;
use notyet_model::scale::Scale;
use notyet_model::select::{SetAside, select};
use notyet_protocol::op::RawOp;
use notyet_server::storage::{Stored, StoredOp, Tx, read};
use notyet_server::{Env, Folder, SystemEnv};
use notyet_words::why::Telling;
use notyet_words::{Names, Speech, plain, spoken, word};
use serde::de::DeserializeOwned;
use std::collections::{BTreeMap, HashMap};
use std::path::Path;
use std::str::FromStr;

/// A class, as the server's rows have it.
pub struct Rows {
    /// The school's, in which a day begins.
    pub zone: Tz,
    /// The present day in it.
    pub today: Day,
    pub(crate) kinds: HashMap<ContextId, String>,
    students: Vec<UserId>,
    outcomes: BTreeMap<OutcomeId, Outcome>,
    courses: BTreeMap<CourseId, Course>,
    results: Vec<Row>,
    aside: BTreeMap<UserId, SetAside>,
}

/// A judgement.
pub(crate) struct Row {
    pub(crate) id: OpId,
    pub(crate) eff: Hlc,
    pub(crate) student: UserId,
    pub(crate) body: Judgement,
}

impl Rows {
    /// Reads the class of this title; the server may go on running over its folder.
    pub fn read(folder: &Path, class: &str) -> anyhow::Result<Self> {
        let folder = Folder::open(folder, None, None, &SystemEnv)?;
        let school = folder.school.to_string();
        let rows = read(&*folder.storage, |tx| Self::of(tx, &school, class))?;
        rows.with_context(|| format!("no class is called “{class}”"))
    }

    fn of(tx: &mut dyn Tx, school: &str, class: &str) -> Stored<Option<Self>> {
        let classes = all::<ClassId, Class>(tx, Entity::Class)?;
        let Some((id, class)) = classes.into_iter().find(|(_, it)| it.title == class) else {
            return Ok(None);
        };
        let here =
            |it: &notyet_server::storage::Membership| it.role == ClassRole::Student && it.left_ms.is_none();
        let students = tx.members_of(id)?.into_iter().filter(here).map(|it| it.user).collect();
        let outcomes = all::<OutcomeId, Outcome>(tx, Entity::Outcome)?;
        let fields = tx.fields(Entity::School.as_str(), school)?;
        let zone = view::<School>(&fields).and_then(|it| it.zone.parse().ok()).unwrap_or(Tz::UTC);
        Ok(Some(Self {
            zone,
            today: Day::of_ms(SystemEnv.now_ms(), zone),
            kinds: all::<ContextId, Context>(tx, Entity::Context)?
                .into_iter()
                .map(|(id, it)| (id, it.name))
                .collect(),
            students,
            outcomes: outcomes.into_iter().filter(|(_, it)| it.course == class.course).collect(),
            courses: all(tx, Entity::Course)?,
            results: tx.ops_of_kind("judgement")?.iter().filter_map(Row::of).collect(),
            aside: aside(tx)?,
        }))
    }

    /// Each student with each outcome.
    pub(crate) fn pairs(&self) -> impl Iterator<Item = (UserId, OutcomeId)> {
        self.students.iter().flat_map(|student| self.outcomes.keys().map(|outcome| (*student, *outcome)))
    }

    /// How levels on an outcome are worked out.
    pub(crate) fn rule(&self, outcome: OutcomeId) -> (Scale, Policy) {
        let outcome = &self.outcomes[&outcome];
        let course = self.courses.get(&outcome.course);
        let scale = course.and_then(|it| it.scale.clone()).unwrap_or_else(Scale::preset);
        (own_scale(outcome, &scale), course.map_or_else(Policy::default, Course::policy))
    }

    /// What was judged, in the order of the work.
    pub(crate) fn results(&self, student: UserId, outcome: OutcomeId) -> Vec<&Row> {
        let of = |row: &&Row| row.student == student && row.body.outcome == outcome;
        let mut found: Vec<&Row> = self.results.iter().filter(of).collect();
        found.sort_by_key(|row| (row.body.work_day, row.body.work_at_ms, row.id));
        found
    }

    /// What later facts took out of the count.
    pub(crate) fn aside(&self, student: UserId) -> &SetAside {
        static NOTHING: SetAside = SetAside {
            taken_back: std::collections::BTreeSet::new(),
            excused: std::collections::BTreeSet::new(),
        };
        self.aside.get(&student).unwrap_or(&NOTHING)
    }

    /// Every level of the class and why it stands.
    pub fn lines(&self) -> Vec<Line> {
        let speech = Speech::new("en");
        self.pairs().map(|(student, outcome)| self.line(&speech, student, outcome)).collect()
    }

    fn line(&self, speech: &Speech, student: UserId, outcome: OutcomeId) -> Line {
        let (scale, policy) = self.rule(outcome);
        let scale = spoken(speech, &scale);
        let found = self.results(student, outcome);
        let records: Vec<Record<'_>> =
            found.iter().map(|row| Record::of(row.id, row.eff, &row.body, &scale)).collect();
        let selection = select(&records, self.aside(student), scale.ladder());
        let explanation = explain(&selection, &policy, scale.ladder(), self.today);
        let telling = Telling { speech, names: Names::Words(&scale), kinds: &self.kinds };
        let said = |texts: Vec<String>| texts.iter().map(|text| plain(text)).collect();
        Line {
            level: explanation.level.position().map(|at| word(&scale, at).to_owned()),
            next: said(telling.next(&explanation)),
            outcome: outcome.to_string(),
            student: student.to_string(),
            why: said(telling.why(&explanation)),
        }
    }
}

impl Row {
    fn of(op: &StoredOp) -> Option<Self> {
        match body(op)? {
            Body::Judgement(body) => Some(Self { id: op.id, eff: op.eff, student: op.student?, body }),
            _ => None,
        }
    }
}

/// Taken back, or excused by something that was not itself taken back.
fn aside(tx: &mut dyn Tx) -> Stored<BTreeMap<UserId, SetAside>> {
    let mut aside: BTreeMap<UserId, SetAside> = BTreeMap::new();
    for op in tx.ops_of_kind("retraction")? {
        if let (Some(student), Some(Body::Retraction(it))) = (op.student, body(&op)) {
            aside.entry(student).or_default().taken_back.extend(it.of);
        }
    }
    for op in tx.ops_of_kind("excusal")? {
        if let (Some(student), Some(Body::Excusal(it))) = (op.student, body(&op)) {
            let aside = aside.entry(student).or_default();
            if !aside.taken_back.contains(&op.id) {
                aside.excused.extend(it.of);
            }
        }
    }
    Ok(aside)
}

/// The body of an operation of a kind and version that is known.
fn body(op: &StoredOp) -> Option<Body> {
    match RawOp::from_text(op.text.clone()).ok()?.read().ok()?.body() {
        Ok(Parsed::Known(body)) => Some(body),
        Ok(Parsed::Unknown) | Err(_) => None,
    }
}

/// All entities of a kind that can be read.
fn all<I: FromStr + Ord, T: DeserializeOwned>(tx: &mut dyn Tx, entity: Entity) -> Stored<BTreeMap<I, T>> {
    let mut found = BTreeMap::new();
    for id in tx.entities(entity.as_str())? {
        let fields = tx.fields(entity.as_str(), &id)?;
        if let (Ok(id), Some(it)) = (id.parse(), view(&fields)) {
            found.insert(id, it);
        }
    }
    Ok(found)
}
