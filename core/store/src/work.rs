//! Reading what was recorded: levels, judgements, evidence, feedback, photos. Own unsent work is laid over what
//! the feed has said; refused work is shown as such and counts nowhere.

use crate::aside::Aside;
use crate::fold::state;
use crate::levels::BodyOf;
use crate::{AttachmentRow, AttachmentState, Entry, EntryState, LevelRow, Reader, StoreError, attachment};
use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::{Evidence, Feedback, Judgement};
use notyet_model::ids::{AttachmentId, ClassId, OpId, OutcomeId, UserId};
use notyet_model::register::ClassRole;
use notyet_model::select::SetAside;
use rusqlite::{OptionalExtension, Row, Rows, Statement, params};
use serde::de::DeserializeOwned;
use std::collections::{HashMap, HashSet};

/// Which entries of a kind about a student, in the order of the work. A retraction that was not refused takes
/// back what it names of the same student.
macro_rules! entries {
    ($rest:literal) => {
        concat!(
            "SELECT o.id, o.actor, o.class, o.student, o.state, coalesce(o.eff, o.hlc), o.body,
                    EXISTS (SELECT 1 FROM retracted r JOIN op t ON t.n = r.op
                             WHERE r.target = o.id AND t.student = o.student AND t.state <> 4)
               FROM op o
              WHERE o.student = ?1 AND o.kind = ?2 AND o.class IS NOT NULL ",
            $rest
        )
    };
}

const OF_STUDENT: &str = entries!("ORDER BY o.work_day, o.work_at, o.id");
const OF_OUTCOME: &str = entries!("AND o.outcome = ?3 ORDER BY o.work_day, o.work_at, o.id");
const LATEST_FIRST: &str = entries!("ORDER BY o.work_day DESC, o.work_at DESC, o.id DESC");

/// Levels, each student's together, and the layer with own unsent work after the other.
macro_rules! levels {
    ($which:literal) => {
        concat!(
            "SELECT student, outcome, level, practice, counted, last_day, last_at FROM level ",
            $which,
            " ORDER BY student, outcome, layer"
        )
    };
}

const LEVELS_OF_STUDENT: &str = levels!("WHERE student = ?");
const LEVELS_OF_STUDENTS: &str = levels!("WHERE student IN (SELECT unhex(value) FROM json_each(?))");

impl Reader<'_> {
    /// Levels of a class's students, those who left included, on its course's outcomes; own unsent work counts. One
    /// statement, however many they are.
    pub fn levels_of_class(&self, class: ClassId) -> Result<Vec<LevelRow>, StoreError> {
        let Some(course) = self.class(class)?.map(|c| c.course) else { return Ok(Vec::new()) };
        let outcomes: HashSet<OutcomeId> = self.outcomes(course)?.into_iter().map(|(id, _)| id).collect();
        let students = self.members(class)?.into_iter().filter(|m| m.role == ClassRole::Student);
        let students: Vec<String> = students.map(|m| m.user.0.simple().to_string()).collect();
        let mut read = self.conn.prepare_cached(LEVELS_OF_STUDENTS)?;
        let mut rows = levels(read.query([serde_json::to_string(&students)?])?)?;
        rows.retain(|row| outcomes.contains(&row.outcome));
        Ok(rows)
    }

    /// All levels of a student; own unsent work counts.
    pub fn levels_of_student(&self, user: UserId) -> Result<Vec<LevelRow>, StoreError> {
        let mut read = self.conn.prepare_cached(LEVELS_OF_STUDENT)?;
        levels(read.query([user.0])?)
    }

    /// Judgements of a student (on one outcome), in the order of the work.
    pub fn judgements(
        &self,
        student: UserId,
        outcome: Option<OutcomeId>,
    ) -> Result<Vec<Entry<Judgement>>, StoreError> {
        self.entries("judgement", student, outcome)
    }

    /// Feedback to a student (on one outcome), in the order of the work.
    pub fn feedback(
        &self,
        student: UserId,
        outcome: Option<OutcomeId>,
    ) -> Result<Vec<Entry<Feedback>>, StoreError> {
        self.entries("feedback", student, outcome)
    }

    /// Evidence of a student (that belongs to one outcome), latest work first.
    pub fn evidence(
        &self,
        student: UserId,
        outcome: Option<OutcomeId>,
        limit: usize,
    ) -> Result<Vec<Entry<Evidence>>, StoreError> {
        self.latest("evidence", student, limit, |entry: &Entry<Evidence>| {
            outcome.is_none_or(|o| entry.body.outcomes.contains(&o))
        })
    }

    /// Feedback to a student by one teacher, latest first.
    pub fn feedback_by(
        &self,
        teacher: UserId,
        student: UserId,
        limit: usize,
    ) -> Result<Vec<Entry<Feedback>>, StoreError> {
        self.latest("feedback", student, limit, |entry| entry.actor == teacher)
    }

    fn latest<T: DeserializeOwned>(
        &self,
        kind: &str,
        student: UserId,
        limit: usize,
        wanted: impl Fn(&Entry<T>) -> bool,
    ) -> Result<Vec<Entry<T>>, StoreError> {
        let mut read = self.conn.prepare_cached(LATEST_FIRST)?;
        let mut rows = read.query(params![student.0, kind])?;
        let mut found = Vec::new();
        while let (true, Some(row)) = (found.len() < limit, rows.next()?) {
            found.extend(entry::<T>(row)?.filter(&wanted));
        }
        Ok(found)
    }

    /// What was taken back of a student's record, by retractions that were not refused.
    pub fn retracted(&self, student: UserId) -> Result<HashSet<OpId>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT r.target FROM op o JOIN retracted r ON r.op = o.n
              WHERE o.student = ? AND o.kind = 'retraction' AND o.state <> 4",
        )?;
        let rows = read.query_map([student.0], |row| Ok(OpId(row.get(0)?)))?;
        Ok(rows.collect::<Result<_, _>>()?)
    }

    /// What was taken out of the count of a student's results; own unsent work counts.
    pub fn set_aside(&self, student: UserId) -> Result<SetAside, StoreError> {
        Ok(Aside::of(self.conn, student)?.overlaid)
    }

    /// A photo, a voice note or a document.
    pub fn attachment(&self, id: AttachmentId) -> Result<Option<AttachmentRow>, StoreError> {
        let mut read =
            self.conn.prepare_cached("SELECT state, w, h, ms, format, bytes FROM attachment WHERE id = ?")?;
        let row = read.query_row([id.0], |row| {
            let state = match row.get(0)? {
                attachment::state::CAPTURED => AttachmentState::Captured,
                attachment::state::READY => AttachmentState::Ready,
                attachment::state::UNREADABLE => AttachmentState::Unreadable,
                _ => AttachmentState::Coming,
            };
            Ok(AttachmentRow {
                id,
                state,
                w: row.get(1)?,
                h: row.get(2)?,
                medium: attachment::medium(row, 3)?,
            })
        });
        Ok(row.optional()?)
    }

    /// The day of each student's latest feedback from this class that stands.
    pub fn last_feedback(&self, class: ClassId) -> Result<HashMap<UserId, Day>, StoreError> {
        self.last_days(class, "feedback")
    }

    /// The day of each student's latest work that a teacher judged in this class and that stands.
    pub fn last_record(&self, class: ClassId) -> Result<HashMap<UserId, Day>, StoreError> {
        self.last_days(class, "judgement")
    }

    fn last_days(&self, class: ClassId, kind: &str) -> Result<HashMap<UserId, Day>, StoreError> {
        let mut read = self.conn.prepare_cached(
            "SELECT o.work_day FROM op o
              WHERE o.student = ?1 AND o.kind = ?2 AND o.class = ?3 AND o.state <> 4
                AND coalesce(o.lane, 0) = 0
                AND NOT EXISTS (SELECT 1 FROM retracted r JOIN op t ON t.n = r.op
                                 WHERE r.target = o.id AND t.student = o.student AND t.state <> 4)
              ORDER BY o.work_day DESC LIMIT 1",
        )?;
        let mut days = HashMap::new();
        for student in self.members(class)?.into_iter().filter(|m| m.role == ClassRole::Student) {
            let day = read
                .query_row(params![student.user.0, kind, class.0], |row| row.get::<_, Option<i32>>(0))
                .optional()?;
            days.extend(day.flatten().map(|day| (student.user, Day(day))));
        }
        Ok(days)
    }

    fn entries<T: DeserializeOwned>(
        &self,
        kind: &str,
        student: UserId,
        outcome: Option<OutcomeId>,
    ) -> Result<Vec<Entry<T>>, StoreError> {
        match outcome {
            Some(outcome) => {
                let mut read = self.conn.prepare_cached(OF_OUTCOME)?;
                collect(&mut read, params![student.0, kind, outcome.0])
            }
            None => {
                let mut read = self.conn.prepare_cached(OF_STUDENT)?;
                collect(&mut read, params![student.0, kind])
            }
        }
    }
}

/// Levels from rows of [`levels!`].
fn levels(mut found: Rows<'_>) -> Result<Vec<LevelRow>, StoreError> {
    let mut rows: Vec<LevelRow> = Vec::new();
    while let Some(row) = found.next()? {
        let row = LevelRow {
            student: UserId(row.get(0)?),
            outcome: OutcomeId(row.get(1)?),
            level: row.get(2)?,
            practice: row.get(3)?,
            counted: row.get(4)?,
            last_day: row.get::<_, Option<i32>>(5)?.map(Day),
            last_at_ms: row.get(6)?,
        };
        // The layer with own unsent work comes second and stands in front.
        match rows.last_mut() {
            Some(last) if (last.student, last.outcome) == (row.student, row.outcome) => *last = row,
            _ => rows.push(row),
        }
    }
    Ok(rows)
}

fn collect<T: DeserializeOwned>(
    read: &mut Statement<'_>,
    params: &[&dyn rusqlite::ToSql],
) -> Result<Vec<Entry<T>>, StoreError> {
    let mut rows = read.query(params)?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        entries.extend(entry(row)?);
    }
    Ok(entries)
}

/// An entry from a row of [`entries`]; none when its body has not its kind's shape.
fn entry<T: DeserializeOwned>(row: &Row<'_>) -> Result<Option<Entry<T>>, StoreError> {
    let Ok(body) = serde_json::from_str::<BodyOf<T>>(row.get_ref(6)?.as_str().unwrap_or("")) else {
        return Ok(None);
    };
    Ok(Some(Entry {
        id: OpId(row.get(0)?),
        actor: UserId(row.get(1)?),
        class: ClassId(row.get(2)?),
        student: UserId(row.get(3)?),
        state: match row.get(4)? {
            state::HELD => EntryState::Held,
            state::WAITING => EntryState::Waiting,
            state::REFUSED => EntryState::Refused,
            _ => EntryState::Sent,
        },
        eff: Hlc(row.get::<_, i64>(5)?.max(0) as u64),
        retracted: row.get(7)?,
        body: body.b,
    }))
}
