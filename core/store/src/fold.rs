//! From operations to rows: what a confirmed one and an own unsent one lead to, and which levels and entities have to be worked out again. Does not decide what is confirmed.

use crate::attachment::Found;
use crate::clock::signed;
use crate::columns::Columns;
use crate::levels::{self, Change, Levels};
use crate::{StoreError, Topic, Topics, attachment, entity, strange};
use notyet_model::clock::Hlc;
use notyet_model::fact::{Body, Name, Parsed, Retraction, Set};
use notyet_model::ids::{AttachmentId, OpId, OutcomeId, UserId};
use notyet_model::register::{Entity, Outcome};
use notyet_protocol::op::Op;
use notyet_protocol::wire::Envelope;
use rusqlite::{CachedStatement, Connection, params};
use std::collections::{BTreeSet, HashSet};

/// The states of the `op` table.
pub(crate) mod state {
    /// Durable here, not offered to the server.
    pub(crate) const HELD: u8 = 0;
    /// To be pushed.
    pub(crate) const WAITING: u8 = 1;
    /// The server has it; the feed has not shown it yet.
    pub(crate) const ACKNOWLEDGED: u8 = 2;
    /// The feed has shown it.
    pub(crate) const CONFIRMED: u8 = 3;
    /// The server did not take it.
    pub(crate) const REFUSED: u8 = 4;
}

/// What a transaction has touched and has to put right before it commits.
#[derive(Debug, Default)]
pub(crate) struct Touched {
    pub(crate) pairs: BTreeSet<(UserId, OutcomeId)>,
    pub(crate) entities: BTreeSet<String>,
    /// Entities on which rules of levels depend.
    pub(crate) rules: BTreeSet<String>,
    pub(crate) topics: Topics,
}

impl Touched {
    /// The photos that a fact brings or keeps, about which the screens hear.
    fn attachments(&mut self, body: &Body) -> Vec<AttachmentId> {
        let ids = attachments(body);
        if !ids.is_empty() {
            self.topics = self.topics.with(Topic::Photos);
        }
        ids
    }

    /// Merges entities, then works out levels.
    pub(crate) fn settle(&self, conn: &Connection, change: Change) -> Result<(), StoreError> {
        for entity in &self.entities {
            entity::merge(conn, entity)?;
        }
        let mut levels = Levels::new(conn);
        let outcomes = self.outcomes_of_rules(conn)?;
        if !outcomes.is_empty() {
            levels.refresh_outcomes(&outcomes)?;
        }
        // Those of these outcomes, too: a level whose last fact has gone is found by nothing else.
        for (student, outcome) in &self.pairs {
            levels.refresh(*student, *outcome, change)?;
        }
        Ok(())
    }

    fn outcomes_of_rules(&self, conn: &Connection) -> Result<HashSet<OutcomeId>, StoreError> {
        let mut found = HashSet::new();
        for entity in &self.rules {
            match entity.split_once('/') {
                Some(("outcome", id)) => found.extend(id.parse::<OutcomeId>().ok()),
                Some(("course", course)) => {
                    let outcomes = entity::list::<Outcome>(conn, Entity::Outcome, "")?;
                    let of_course = outcomes.into_iter().filter(|(_, o)| o.course.to_string() == course);
                    found.extend(of_course.filter_map(|(id, _)| id.parse::<OutcomeId>().ok()));
                }
                _ => {}
            }
        }
        Ok(found)
    }
}

/// The body of an operation, if it is of a known kind and has its shape. Others are kept and folded nowhere.
pub(crate) fn body_of(op: &Op) -> Option<Body> {
    match op.body() {
        Ok(Parsed::Known(body)) => Some(body),
        Ok(Parsed::Unknown) => None,
        Err(e) => {
            tracing::warn!(
                kind = e.kind,
                "an operation's body cannot be read; it is kept and folded nowhere"
            );
            None
        }
    }
}

/// Adds operations.
pub(crate) struct Insert<'a>(CachedStatement<'a>);

impl<'a> Insert<'a> {
    pub(crate) fn new(conn: &'a Connection) -> Result<Self, StoreError> {
        let add = conn.prepare_cached(
            "INSERT INTO op (id, kind, class, student, outcome, lane, entity, actor, dseq, hlc,
                             eff, flags, mac, work_day, work_at, state, mine, body, mark, context, how, corrects)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
             ON CONFLICT (id) DO NOTHING",
        )?;
        Ok(Self(add))
    }

    /// Adds one; answers its row number, or none where its id is here already.
    pub(crate) fn add(
        &mut self,
        op: &Op,
        text: &str,
        body: Option<&Body>,
        state: u8,
        word: Option<&Envelope>,
    ) -> Result<Option<i64>, StoreError> {
        let columns = body.map(Columns::of).unwrap_or_default();
        let result = columns.result.as_ref();
        let added = self.0.insert(params![
            op.id.0,
            strange::word(op, body),
            op.class.map(|c| c.0),
            op.student.map(|s| s.0),
            columns.outcome.map(|o| o.0),
            columns.lane,
            columns.entity,
            op.actor.0,
            signed(op.dseq),
            signed(op.hlc.0),
            word.map(|w| signed(w.eff.0)),
            word.map_or(0, |w| w.flags),
            word.map(|w| &w.mac),
            columns.day.map(|day| day.0),
            columns.at_ms,
            state,
            word.is_none(),
            text,
            result.and_then(|it| it.mark).map(|level| level.0),
            result.and_then(|it| it.context).map(|context| context.0),
            result.map(|it| it.how),
            result.and_then(|it| it.corrects.as_deref()),
        ]);
        match added {
            Err(rusqlite::Error::StatementChangedRows(0)) => Ok(None),
            added => Ok(Some(added?)),
        }
    }
}

/// What a confirmed operation leads to. Doing it again changes nothing.
pub(crate) fn confirmed(
    conn: &Connection,
    n: i64,
    op: &Op,
    body: &Body,
    eff: Hlc,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    if let Body::Set(set) = body {
        entity::fold(conn, set, eff, op.id)?;
        touch_entity(set, touched);
        return Ok(());
    }
    if let Some(found) = Found::of(body) {
        attachment::bind(conn, op, &found, eff)?;
        touched.topics = touched.topics.with(Topic::Photos);
        return Ok(());
    }
    attachment::expect(conn, op, &touched.attachments(body))?;
    fact(conn, n, op, body, touched)
}

/// What an own operation leads to as soon as it is recorded.
pub(crate) fn recorded(
    conn: &Connection,
    n: i64,
    op: &Op,
    body: &Body,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    if let Body::Set(_) = body {
        // Of what the feed has not shown, a screen sees the seats.
        touched.topics = touched.topics.with(Topic::Roster);
        return Ok(());
    }
    if body.binds().is_some() {
        return Ok(());
    }
    attachment::carry(conn, op, &touched.attachments(body))?;
    fact(conn, n, op, body, touched)
}

/// The photos, voice notes and documents that a fact brings or keeps.
pub(crate) fn attachments(body: &Body) -> Vec<AttachmentId> {
    let attachment = |name| match name {
        Name::Attachment(id) => Some(id),
        _ => None,
    };
    body.names().into_iter().filter_map(attachment).collect()
}

/// Every fact is work; a few kinds move levels.
fn fact(conn: &Connection, n: i64, op: &Op, body: &Body, touched: &mut Touched) -> Result<(), StoreError> {
    touched.topics = touched.topics.with(Topic::Work);
    if let Body::Retraction(Retraction { of }) = body {
        for target in of {
            conn.prepare_cached("INSERT OR IGNORE INTO retracted (target, op) VALUES (?, ?)")?
                .execute(params![target.0, n])?;
        }
    }
    match body {
        Body::Judgement(judgement) => {
            touched.pairs.extend(op.student.map(|student| (student, judgement.outcome)));
            Ok(())
        }
        Body::Retraction(_) | Body::Excusal(_) => touch_levels(conn, n, op.id, touched),
        _ => Ok(()),
    }
}

/// Marks the levels that an operation bears on: its own, those that it excuses, those of what it takes back.
pub(crate) fn touch_levels(
    conn: &Connection,
    n: i64,
    id: OpId,
    touched: &mut Touched,
) -> Result<(), StoreError> {
    touched.pairs.extend(levels::pairs_of(conn, id.0)?);
    let mut read = conn.prepare_cached("SELECT target FROM retracted WHERE op = ?")?;
    let mut rows = read.query([n])?;
    while let Some(row) = rows.next()? {
        touched.pairs.extend(levels::pairs_of(conn, row.get(0)?)?);
    }
    Ok(())
}

fn touch_entity(set: &Set, touched: &mut Touched) {
    let entity = entity::name(&set.entity, &set.id);
    let bears_on_levels = match Entity::parse(&set.entity) {
        Some(Entity::Outcome) => ["mastery", "course"].iter().any(|f| set.fields.contains_key(*f)),
        Some(Entity::Course) => ["scale", "method", "at_bats"].iter().any(|f| set.fields.contains_key(*f)),
        _ => false,
    };
    if bears_on_levels {
        touched.rules.insert(entity.clone());
    }
    touched.entities.insert(entity);
    touched.topics = touched.topics.with(Topic::Roster);
}
