//! Reading: every question that a screen or the sync engine asks of one state.

use crate::{AttachmentRow, Counts, Entry, LevelRow, RefusedRow, Session, StoreError, WaitingRow};
use chrono_tz::Tz;
use notyet_model::calendar::Day;
use notyet_model::fact::{Evidence, Feedback, Judgement};
use notyet_model::ids::{AttachmentId, ClassId, ContextId, CourseId, OpId, OutcomeId, RubricId, UserId};
use notyet_model::register::{Class, Context, Course, Member, Outcome, Rubric, School};
use notyet_protocol::wire::JoinRequest;
use rusqlite::Connection;
use std::collections::{HashMap, HashSet};

/// One state of the store.
pub struct Reader<'a> {
    #[allow(dead_code)]
    pub(crate) conn: &'a Connection,
}

impl Reader<'_> {
    /// The number of a state not later than the one that is read.
    pub fn revision(&self) -> u64 {
        unimplemented!()
    }

    /// Who is signed in.
    pub fn session(&self) -> Result<Option<Session>, StoreError> {
        unimplemented!()
    }

    /// A small text kept under a name.
    pub fn meta(&self, key: &str) -> Result<Option<String>, StoreError> {
        let _ = key;
        unimplemented!()
    }

    /// The school.
    pub fn school(&self) -> Result<Option<School>, StoreError> {
        unimplemented!()
    }

    /// The school's time zone; UTC until it is known.
    pub fn zone(&self) -> Result<Tz, StoreError> {
        unimplemented!()
    }

    /// Classes, by title.
    pub fn classes(&self) -> Result<Vec<(ClassId, Class)>, StoreError> {
        unimplemented!()
    }

    /// A course.
    pub fn course(&self, id: CourseId) -> Result<Option<Course>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Everyone of a class, those who left included, in the order of lists.
    pub fn members(&self, class: ClassId) -> Result<Vec<Member>, StoreError> {
        let _ = class;
        unimplemented!()
    }

    /// One person in a class.
    pub fn member(&self, class: ClassId, user: UserId) -> Result<Option<Member>, StoreError> {
        let _ = (class, user);
        unimplemented!()
    }

    /// Who teaches a class now.
    pub fn teachers(&self, class: ClassId) -> Result<Vec<Member>, StoreError> {
        let _ = class;
        unimplemented!()
    }

    /// Outcomes of a course, in its order.
    pub fn outcomes(&self, course: CourseId) -> Result<Vec<(OutcomeId, Outcome)>, StoreError> {
        let _ = course;
        unimplemented!()
    }

    /// An outcome.
    pub fn outcome(&self, id: OutcomeId) -> Result<Option<Outcome>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// A version of a rubric.
    pub fn rubric(&self, id: RubricId) -> Result<Option<Rubric>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// Kinds of work, in the school's order.
    pub fn contexts(&self) -> Result<Vec<(ContextId, Context)>, StoreError> {
        unimplemented!()
    }

    /// Levels of a class's students on its course's outcomes.
    pub fn levels_of_class(&self, class: ClassId) -> Result<Vec<LevelRow>, StoreError> {
        let _ = class;
        unimplemented!()
    }

    /// All levels of a student.
    pub fn levels_of_student(&self, user: UserId) -> Result<Vec<LevelRow>, StoreError> {
        let _ = user;
        unimplemented!()
    }

    /// Judgements of a student, in the order of the work.
    pub fn judgements(
        &self,
        student: UserId,
        outcome: Option<OutcomeId>,
    ) -> Result<Vec<Entry<Judgement>>, StoreError> {
        let _ = (student, outcome);
        unimplemented!()
    }

    /// Evidence of a student, latest work first.
    pub fn evidence(
        &self,
        student: UserId,
        outcome: Option<OutcomeId>,
        limit: usize,
    ) -> Result<Vec<Entry<Evidence>>, StoreError> {
        let _ = (student, outcome, limit);
        unimplemented!()
    }

    /// Feedback to a student, in the order of the work.
    pub fn feedback(
        &self,
        student: UserId,
        outcome: Option<OutcomeId>,
    ) -> Result<Vec<Entry<Feedback>>, StoreError> {
        let _ = (student, outcome);
        unimplemented!()
    }

    /// What was taken back.
    pub fn retracted(&self, student: UserId) -> Result<HashSet<OpId>, StoreError> {
        let _ = student;
        unimplemented!()
    }

    /// A photo.
    pub fn attachment(&self, id: AttachmentId) -> Result<Option<AttachmentRow>, StoreError> {
        let _ = id;
        unimplemented!()
    }

    /// The day of each student's latest feedback from this class.
    pub fn last_feedback(&self, class: ClassId) -> Result<HashMap<UserId, Day>, StoreError> {
        let _ = class;
        unimplemented!()
    }

    /// The day of each student's latest judged work in this class.
    pub fn last_record(&self, class: ClassId) -> Result<HashMap<UserId, Day>, StoreError> {
        let _ = class;
        unimplemented!()
    }

    /// Own work that the server does not have, oldest first.
    pub fn waiting(&self, limit: usize) -> Result<Vec<WaitingRow>, StoreError> {
        let _ = limit;
        unimplemented!()
    }

    /// How much that is.
    pub fn not_sent(&self) -> Result<Counts, StoreError> {
        unimplemented!()
    }

    /// Own work that the server did not take, latest first.
    pub fn refused(&self, limit: usize) -> Result<Vec<RefusedRow>, StoreError> {
        let _ = limit;
        unimplemented!()
    }

    /// Who asks to join; kept in memory only.
    pub fn joins(&self) -> Result<Vec<JoinRequest>, StoreError> {
        unimplemented!()
    }

    /// When the server last answered, by this device's clock: UTC milliseconds.
    pub fn last_sync_ms(&self) -> Result<Option<i64>, StoreError> {
        unimplemented!()
    }
}
