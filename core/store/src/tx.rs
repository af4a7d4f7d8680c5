//! One write transaction: what may be written through the door, and what has to be done once it is committed.

use crate::clock::Clock;
use crate::fold::{self, Insert, Touched, state};
use crate::levels::Change;
use crate::{Env, Medium, PhotoFile, Reader, StoreError, Topic, Topics, attachment, rights};
use notyet_model::authority::Refusal;
use notyet_model::fact::Body;
use notyet_model::ids::{AttachmentId, ClassId, OpId, UserId};
use notyet_protocol::op::{Op, Origin};
use notyet_protocol::wire::Enrolment;
use rusqlite::{OptionalExtension, params};
use std::sync::atomic::Ordering;

/// When a record may go to the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Send {
    /// Not before [`Tx::release`], or the next opening of the store.
    Held,
    /// With the next push.
    Now,
}

/// An open write transaction. Reads as well as a [`Reader`], and sees its own writes.
pub struct Tx<'a> {
    reader: Reader<'a>,
    env: &'a dyn Env,
    now_ms: i64,
    pub(crate) clock: Clock,
    topics: Topics,
    pub(crate) remove: Vec<String>,
}

/// What a transaction leaves to be done after its commit.
pub(crate) struct Outcome {
    pub(crate) clock: Clock,
    pub(crate) topics: Topics,
    /// Photo files whose rows are gone.
    pub(crate) remove: Vec<String>,
}

impl<'a> std::ops::Deref for Tx<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> Tx<'a> {
    pub(crate) fn new(reader: Reader<'a>, env: &'a dyn Env, now_ms: i64, clock: Clock) -> Self {
        Self { reader, env, now_ms, clock, topics: Topics::NONE, remove: Vec::new() }
    }

    pub(crate) fn finish(self) -> Outcome {
        Outcome { clock: self.clock, topics: self.topics, remove: self.remove }
    }

    pub(crate) fn touch(&mut self, topics: Topics) {
        self.topics = self.topics.and(topics);
    }

    /// Records a fact of the person signed in, about a student of a class: stamps it, keeps its exact bytes,
    /// and works out the levels that it bears on.
    ///
    /// # Errors
    /// [`StoreError::SignedOut`], and [`StoreError::Refused`] for what this person may not write or what names
    /// something that does not fit.
    pub fn append(
        &mut self,
        subject: Option<(ClassId, UserId)>,
        body: &Body,
        send: Send,
    ) -> Result<OpId, StoreError> {
        let who = self.session()?.ok_or(StoreError::SignedOut)?.enrolment;
        // What is left of someone who signed out has nothing to judge by; it was judged when it was recorded.
        if !self.live.leaving.load(Ordering::Relaxed) {
            rights::check(self, &who, subject, body)?;
        }
        self.record(&who, subject, body, send)
    }

    /// The same for what follows from a record that was taken already, whatever the person may do by now: the server
    /// has the last word, and what it refuses is shown.
    pub(crate) fn append_following(
        &mut self,
        subject: (ClassId, UserId),
        body: &Body,
    ) -> Result<OpId, StoreError> {
        let who = self.session()?.ok_or(StoreError::SignedOut)?.enrolment;
        self.record(&who, Some(subject), body, Send::Now)
    }

    fn record(
        &mut self,
        who: &Enrolment,
        subject: Option<(ClassId, UserId)>,
        body: &Body,
        send: Send,
    ) -> Result<OpId, StoreError> {
        self.clock = Clock { hlc: self.clock.hlc.tick(self.now_ms), dseq: self.clock.dseq + 1 };
        let origin = Origin {
            id: OpId(self.env.new_id()),
            dev: who.device,
            dseq: self.clock.dseq,
            actor: who.user,
            hlc: self.clock.hlc,
            class: subject.map(|(class, _)| class),
            student: subject.map(|(_, student)| student),
        };
        let op = Op::new(origin, body);
        let state = match send {
            Send::Held => state::HELD,
            Send::Now => state::WAITING,
        };
        let added = Insert::new(self.conn)?.add(&op, op.to_raw().text(), Some(body), state, None)?;
        let n = added.ok_or(StoreError::Refused(Refusal::IdReused))?;
        let mut touched = Touched { topics: Topic::Sync.into(), ..Touched::default() };
        fold::recorded(self.conn, n, &op, body, &mut touched)?;
        self.settle(&touched, Change::Unsent)?;
        Ok(op.id)
    }

    /// Removes a held record without trace, and the photos that it carries. False: it was released already, or
    /// is not here.
    pub fn remove_held(&mut self, id: OpId) -> Result<bool, StoreError> {
        let held: Option<i64> = self
            .conn
            .prepare_cached("SELECT n FROM op WHERE id = ? AND state = 0")?
            .query_row([id.0], |row| row.get(0))
            .optional()?;
        let Some(n) = held else { return Ok(false) };
        let work = Topics::from(Topic::Sync).with(Topic::Work).with(Topic::Photos);
        let mut touched = Touched { topics: work, ..Touched::default() };
        fold::touch_levels(self.conn, n, id, &mut touched)?;
        attachment::forget(self.reader.conn, id, &mut self.remove)?;
        self.conn.prepare_cached("DELETE FROM op WHERE n = ?")?.execute([n])?;
        // Its stamp must not be given again, though no row carries it any more.
        self.clock.save(self.conn)?;
        self.settle(&touched, Change::Unsent)?;
        Ok(true)
    }

    /// Lets held records of this student (`None`: all) go to the server; says how many.
    pub fn release(&mut self, student: Option<UserId>) -> Result<u32, StoreError> {
        let released = self
            .conn
            .prepare_cached(
                "UPDATE op SET state = 1 WHERE state < 3 AND state = 0 AND (?1 IS NULL OR student = ?1)",
            )?
            .execute([student.map(|s| s.0)])?;
        if released > 0 {
            self.touch(Topics::from(Topic::Sync).with(Topic::Work));
        }
        Ok(released as u32)
    }

    /// Names a written photo of a student. The evidence that carries it is appended in the same transaction, or it
    /// belongs to a note and is sent once a record carries it.
    /// `orientation` is EXIF's, 1 to 8.
    pub fn add_attachment(
        &mut self,
        id: AttachmentId,
        subject: (ClassId, UserId),
        file: &PhotoFile,
        orientation: u8,
    ) -> Result<(), StoreError> {
        attachment::add(self.conn, id, subject, file, orientation)?;
        self.touch(Topic::Photos.into());
        Ok(())
    }

    /// Names a written voice note or document of a student, as [`Self::add_attachment`] does a photo. The text is the
    /// SHA-256 of its bytes, in lower-case hexadecimal.
    pub fn add_alone(
        &mut self,
        id: AttachmentId,
        subject: (ClassId, UserId),
        file: &PhotoFile,
        what: (&str, Medium),
    ) -> Result<(), StoreError> {
        attachment::add_alone(self.conn, id, subject, file, what)?;
        self.touch(Topic::Photos.into());
        Ok(())
    }

    /// Signs a person in on this database, which is theirs from then on; signing in again replaces token and
    /// device. Another person or school is [`StoreError::Refused`].
    pub fn enrol(&mut self, enrolment: &Enrolment, server_url: &str) -> Result<(), StoreError> {
        if let Some(present) = self.session()?.map(|s| s.enrolment)
            && (present.user, present.school) != (enrolment.user, enrolment.school)
        {
            return Err(StoreError::Refused(Refusal::NotYou));
        }
        self.conn
            .prepare_cached(
                "INSERT INTO session (one, enrolment, server_url, epoch) VALUES (1, ?, ?, ?)
                 ON CONFLICT (one) DO UPDATE SET
                        enrolment = excluded.enrolment, server_url = excluded.server_url",
            )?
            .execute(params![serde_json::to_string(enrolment)?, server_url, enrolment.epoch.to_string()])?;
        self.touch(Topics::from(Topic::Session).with(Topic::Sync));
        Ok(())
    }

    /// Puts the token that the server offered in the present one's place. [`StoreError::NotFound`] when nobody is
    /// signed in.
    pub fn renew_token(&mut self, token: &str) -> Result<(), StoreError> {
        let mut enrolment = self.session()?.ok_or(StoreError::NotFound)?.enrolment;
        token.clone_into(&mut enrolment.token);
        self.conn
            .prepare_cached("UPDATE session SET enrolment = ?")?
            .execute([serde_json::to_string(&enrolment)?])?;
        Ok(())
    }

    /// Keeps a small text under a name.
    pub fn set_meta(&mut self, key: &str, value: &str) -> Result<(), StoreError> {
        self.conn
            .prepare_cached(
                "INSERT INTO meta (k, v) VALUES (?, ?) ON CONFLICT (k) DO UPDATE SET v = excluded.v",
            )?
            .execute([key, value])?;
        self.touch(Topic::Session.into());
        Ok(())
    }

    /// Forgets such a text.
    pub fn delete_meta(&mut self, key: &str) -> Result<(), StoreError> {
        self.conn.prepare_cached("DELETE FROM meta WHERE k = ?")?.execute([key])?;
        self.touch(Topic::Session.into());
        Ok(())
    }

    pub(crate) fn settle(&mut self, touched: &Touched, change: Change) -> Result<(), StoreError> {
        touched.settle(self.conn, change)?;
        self.touch(touched.topics);
        Ok(())
    }
}
