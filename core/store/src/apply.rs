//! Taking in a server's answer, inside one transaction: what became of pushed operations, the next pages of
//! streams, and streams that may no longer be read. The cursor moves with what it stands for, or not at all.

use crate::clock::signed;
use crate::fold::{self, Touched, state};
use crate::levels::{Change, Levels};
use crate::rows::Rows;
use crate::{FeedFault, StoreError, Topic, Topics, Tx, attachment, doubt, entity, erase, strange};
use notyet_model::authority::Refusal;
use notyet_model::fact::Body;
use notyet_model::ids::{OpId, UserId};
use notyet_protocol::digest::Digest;
use notyet_protocol::erasure::{self, Erasure};
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::Op;
use notyet_protocol::wire::{Ack, Envelope, Fate, Page, SyncAnswer};
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::{BTreeSet, HashSet};

/// What was taken in.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counted {
    /// False: the answer was of an epoch that is over, and was ignored.
    pub(crate) current: bool,
    pub(crate) read: u32,
    pub(crate) pulled: u32,
    pub(crate) acked: u32,
    pub(crate) refused: u32,
    pub(crate) settled: u32,
    /// A student was forgotten, or work about one.
    pub(crate) erased: bool,
    pub(crate) started_again: bool,
    pub(crate) more: bool,
}

/// Forgets photos of a record.
type ForgetPhotos = fn(&Connection, OpId, &mut Vec<String>) -> Result<(), StoreError>;

/// One answer on its way in.
pub(crate) struct Intake<'t, 'a> {
    pub(crate) tx: &'t mut Tx<'a>,
    pub(crate) rows: Rows<'a>,
    received_at_ms: i64,
    touched: Touched,
    /// Entities that lost operations.
    left: BTreeSet<String>,
    /// Students whose record the school erased.
    pub(crate) erased: HashSet<UserId>,
    /// Whether anything is in doubt. Taking in only ever settles doubts.
    doubts: bool,
    /// Who is signed in.
    me: UserId,
    /// Own operations that the server did not have, and that a page of this answer has shown.
    shown: HashSet<i64>,
    pub(crate) counted: Counted,
}

impl<'t, 'a> Intake<'t, 'a> {
    pub(crate) fn new(tx: &'t mut Tx<'a>, received_at_ms: i64) -> Result<Self, StoreError> {
        let me = tx.session()?.ok_or(StoreError::SignedOut)?.enrolment.user;
        Ok(Self {
            rows: Rows::new(tx.conn)?,
            me,
            tx,
            received_at_ms,
            touched: Touched::default(),
            left: BTreeSet::new(),
            erased: HashSet::new(),
            doubts: true,
            shown: HashSet::new(),
            counted: Counted::default(),
        })
    }

    pub(crate) fn take(mut self, answer: &SyncAnswer) -> Result<Counted, StoreError> {
        let epoch = self.tx.epoch()?;
        if answer.epoch.is_before(&epoch) {
            return Ok(self.counted);
        }
        self.counted.current = true;
        let new_epoch = answer.epoch != epoch;
        self.counted.started_again = new_epoch || !answer.again.is_empty();
        if new_epoch {
            doubt::begin_epoch(self.tx.conn, &answer.epoch)?;
            Levels::new(self.tx.conn).refresh_all()?;
        }
        for stream in &answer.again {
            doubt::restart(self.tx.conn, stream)?;
        }
        // Before the fates: they are the same server's word.
        strange::offer_again(self.tx.conn, &answer.kinds, &mut self.touched)?;
        self.doubts = doubt::is_any(self.tx.conn)?;
        self.erased = erase::erased(self.tx.conn)?;
        for sha256 in &answer.want {
            attachment::asked_for(self.tx.conn, sha256)?;
        }
        for (stream, page) in &answer.pages {
            // Pages that continue cursors of the old epoch belong to a history that is gone.
            if answer.streams.contains(stream) && (!new_epoch || page.from == 0) {
                self.page(stream, page)?;
            }
        }
        // After the pages: what they have shown needs no answer any more.
        for ack in &answer.acks {
            self.ack(ack)?;
        }
        for stream in held_streams(self.tx.conn)? {
            // What may have been forgotten is offered before it goes.
            let kept = mutant::on(Mutant::GoneStreamKept);
            let goes = !kept && !answer.streams.contains(&stream.1);
            if goes && !(self.doubts && doubt::is_in(self.tx.conn, stream.0)?) {
                self.drop_stream(stream.0)?;
            }
        }
        self.fold_left()?;
        if mutant::on(Mutant::LevelsNotRefolded) {
            self.touched.pairs.clear();
        }
        self.tx.settle(&self.touched, Change::Confirmed)?;
        self.tx.clock.save(self.tx.conn)?;
        Ok(self.counted)
    }

    fn ack(&mut self, ack: &Ack) -> Result<(), StoreError> {
        let Some((n, was)) = self.rows.find(ack.id.0)? else { return Ok(()) };
        let unsent = was == state::HELD || was == state::WAITING;
        if was == state::CONFIRMED {
            if self.shown.remove(&n) && matches!(ack.fate, Fate::Stored | Fate::Dup) {
                self.counted.acked += 1;
            }
            return self.answered(n, ack);
        }
        match ack.fate {
            Fate::Stored | Fate::Dup if unsent || was == state::REFUSED => {
                self.set_state(n, state::ACKNOWLEDGED)?;
                self.tx.conn.prepare_cached("DELETE FROM refused WHERE op = ?")?.execute([n])?;
                self.counted.acked += 1;
            }
            Fate::Refused(_) if mutant::on(Mutant::RefusedSwallowed) => {
                self.tx.conn.prepare_cached("DELETE FROM op WHERE n = ?")?.execute([n])?;
                return Ok(());
            }
            Fate::Refused(Refusal::Erased) => {
                self.counted.settled += 1;
                self.counted.erased = true;
                erase::leaves_traces(self.tx.conn)?;
                return self.forget(n, attachment::forget);
            }
            // The server has lost the bytes that it said it had.
            Fate::Refused(Refusal::Blob) if attachment::upload_again(self.tx.conn, n)? => {
                self.counted.acked += 1;
                self.touched.topics = self.touched.topics.with(Topic::Photos);
                return Ok(());
            }
            Fate::Refused(code) if unsent || was == state::ACKNOWLEDGED => {
                self.set_state(n, state::REFUSED)?;
                self.tx
                    .conn
                    .prepare_cached("INSERT OR REPLACE INTO refused (op, code, at) VALUES (?, ?, ?)")?
                    .execute(params![n, code.code(), self.received_at_ms])?;
                self.counted.refused += 1;
            }
            _ => return Ok(()),
        }
        attachment::let_go(self.tx.conn, n, &mut self.tx.remove)?;
        self.touched.topics = self.touched.topics.with(Topic::Work);
        fold::touch_levels(self.tx.conn, n, ack.id, &mut self.touched)
    }

    /// The server's word on something that was in doubt.
    fn answered(&mut self, n: i64, ack: &Ack) -> Result<(), StoreError> {
        if !self.settles(n)? {
            return Ok(());
        }
        self.counted.settled += 1;
        match ack.fate {
            // A newer server has accepted it, and will again.
            Fate::Stored | Fate::Dup | Fate::Refused(Refusal::KindUnknown) => Ok(()),
            Fate::Refused(_) => self.forget(n, attachment::forget),
        }
    }

    /// Takes an operation out of doubt; answers whether it was in doubt.
    fn settles(&self, n: i64) -> Result<bool, StoreError> {
        Ok(self.doubts && doubt::settle(self.tx.conn, n)?)
    }

    fn set_state(&self, n: i64, state: u8) -> Result<(), StoreError> {
        self.tx.conn.prepare_cached("UPDATE op SET state = ? WHERE n = ?")?.execute(params![state, n])?;
        Ok(())
    }

    fn page(&mut self, stream: &str, page: &Page) -> Result<(), StoreError> {
        let feed = |fault| StoreError::Feed { stream: stream.to_owned(), fault };
        let (s, have, mut digest) = cursor(self.tx.conn, stream)?;
        if page.from > have {
            return Err(feed(FeedFault::Gap { have, from: page.from }));
        }
        let mut seq = page.from;
        for envelope in &page.ops {
            if envelope.seq != seq + 1 {
                return Err(feed(FeedFault::Gap { have: seq, from: envelope.seq.saturating_sub(1) }));
            }
            seq = envelope.seq;
            // A page that comes again, or overlaps with what is here, must not count twice.
            if seq > have {
                let id = self.envelope(s, envelope).map_err(|e| match e {
                    StoreError::Feed { fault, .. } => feed(fault),
                    other => other,
                })?;
                digest = digest.then(seq, id);
                self.counted.read += 1;
            }
        }
        if seq < have {
            return Ok(());
        }
        if Digest::from_hex(&page.digest) != Some(digest) && !mutant::on(Mutant::DigestSkipped) {
            return Err(feed(FeedFault::Digest { seq }));
        }
        self.tx
            .conn
            .prepare_cached("UPDATE cur SET seq = ?, digest = ?, head = ? WHERE s = ?")?
            .execute(params![signed(seq), digest.0, signed(page.head), s])?;
        self.counted.more |= page.more;
        Ok(())
    }

    fn envelope(&mut self, s: i64, envelope: &Envelope) -> Result<OpId, StoreError> {
        let unreadable = |_| StoreError::Feed {
            stream: String::new(),
            fault: FeedFault::Unreadable { seq: envelope.seq },
        };
        let op = envelope.op.read().map_err(unreadable)?;
        let conn = self.tx.conn;
        match erasure::of(&op) {
            Some(Erasure::Blank) => return self.slot(s, envelope, op.id).map(|()| op.id),
            Some(Erasure::Notice(student)) if !mutant::on(Mutant::NoticePassedOver) => self.erase(student)?,
            Some(Erasure::Notice(_)) | None => {}
        }
        if op.student.is_some_and(|student| self.erased.contains(&student)) {
            return self.slot(s, envelope, op.id).map(|()| op.id);
        }
        let body = fold::body_of(&op);
        let (n, was) = self.row_of(&op, body.as_ref(), envelope)?;
        let news = match was {
            Some(state::CONFIRMED) => !has_word(conn, n, envelope)?,
            _ => true,
        };
        if let (Some(was), true) = (was, news) {
            self.confirm(n, was, envelope)?;
        }
        self.place(s, n, envelope.seq)?;
        if let (Some(body), true) = (&body, news) {
            fold::confirmed(conn, n, &op, body, envelope.eff, &mut self.touched)?;
        }
        self.tx.clock.hlc = self.tx.clock.hlc.witness(envelope.eff);
        Ok(op.id)
    }

    /// An operation's row, and in which state it was; none: it is new here.
    fn row_of(
        &mut self,
        op: &Op,
        body: Option<&Body>,
        envelope: &Envelope,
    ) -> Result<(i64, Option<u8>), StoreError> {
        // Of what this person recorded most is here; what others did is tried without asking first.
        if op.actor == self.me
            && let Some((n, was)) = self.rows.find(op.id.0)?
        {
            return Ok((n, Some(was)));
        }
        let dropped = body.is_none() && mutant::on(Mutant::UnknownKindsDropped);
        let blank = dropped.then(|| erasure::blank(op.id).to_raw());
        let text = blank.as_ref().unwrap_or(&envelope.op).text();
        if let Some(n) = self.rows.insert.add(op, text, body, state::CONFIRMED, Some(envelope))? {
            self.counted.pulled += 1;
            return Ok((n, None));
        }
        let (n, was) = self.rows.find(op.id.0)?.ok_or(StoreError::NotFound)?;
        Ok((n, Some(was)))
    }

    /// Notes where in a stream an operation stands: no doubt about it any more.
    pub(crate) fn place(&mut self, s: i64, n: i64, seq: u64) -> Result<(), StoreError> {
        self.rows.place(s, n, seq)?;
        self.settles(n)?;
        Ok(())
    }

    /// An own operation, or one known from an earlier epoch, has been shown by the feed.
    fn confirm(&mut self, n: i64, was: u8, envelope: &Envelope) -> Result<(), StoreError> {
        let conn = self.tx.conn;
        self.rows.confirm(n, envelope)?;
        if mutant::on(Mutant::OwnTimeKept) {
            conn.prepare_cached("UPDATE op SET eff = hlc WHERE n = ? AND mine = 1")?.execute([n])?;
        }
        match was {
            state::HELD | state::WAITING => {
                self.shown.insert(n);
                attachment::let_go(conn, n, &mut self.tx.remove)?;
            }
            state::REFUSED => {
                self.shown.insert(n);
                conn.prepare_cached("DELETE FROM refused WHERE op = ?")?.execute([n])?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Forgets a stream and every confirmed operation that no other stream holds. Photos that the server has yet to
    /// be given stay until it has them.
    fn drop_stream(&mut self, s: i64) -> Result<(), StoreError> {
        let conn = self.tx.conn;
        let mut read = conn.prepare_cached(
            "SELECT o.n FROM instream i JOIN op o ON o.n = i.op
              WHERE i.s = ?1 AND o.state = 3
                AND NOT EXISTS (SELECT 1 FROM instream j WHERE j.op = i.op AND j.s <> ?1)",
        )?;
        let leaving = read.query_map([s], |row| row.get(0))?.collect::<Result<Vec<i64>, _>>()?;
        for n in leaving {
            self.forget(n, attachment::leave)?;
        }
        conn.prepare_cached("DELETE FROM cur WHERE s = ?")?.execute([s])?;
        Ok(())
    }

    /// Forgets one operation and what followed from it, its photos by `photos`.
    pub(crate) fn forget(&mut self, n: i64, photos: ForgetPhotos) -> Result<(), StoreError> {
        let id: uuid::Uuid =
            self.tx.conn.prepare_cached("SELECT id FROM op WHERE n = ?")?.query_row([n], |row| row.get(0))?;
        self.take_back(n, OpId(id), photos)?;
        self.tx.conn.prepare_cached("DELETE FROM op WHERE n = ?")?.execute([n])?;
        Ok(())
    }

    /// Undoes what followed from an operation.
    pub(crate) fn take_back(&mut self, n: i64, id: OpId, photos: ForgetPhotos) -> Result<(), StoreError> {
        let conn = self.tx.conn;
        let entity: Option<String> =
            conn.prepare_cached("SELECT entity FROM op WHERE n = ?")?.query_row([n], |row| row.get(0))?;
        fold::touch_levels(conn, n, id, &mut self.touched)?;
        photos(conn, id, &mut self.tx.remove)?;
        if let Some(entity) = entity {
            self.left.insert(entity);
        }
        let gone = Topics::from(Topic::Work).with(Topic::Roster).with(Topic::Photos);
        self.touched.topics = self.touched.topics.and(gone);
        Ok(())
    }

    /// Folds the entities again that lost some of their operations.
    fn fold_left(&mut self) -> Result<(), StoreError> {
        for entity in std::mem::take(&mut self.left) {
            entity::fold_again(self.tx.conn, &entity)?;
            self.touched.rules.insert(entity.clone());
            self.touched.entities.insert(entity);
        }
        Ok(())
    }
}

/// Whether the server's word on an operation is the one that is here.
fn has_word(conn: &Connection, n: i64, envelope: &Envelope) -> Result<bool, StoreError> {
    let word: (Option<i64>, Option<String>) = conn
        .prepare_cached("SELECT eff, mac FROM op WHERE n = ?")?
        .query_row([n], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(word == (Some(signed(envelope.eff.0)), Some(envelope.mac.clone())))
}

fn held_streams(conn: &Connection) -> Result<Vec<(i64, String)>, StoreError> {
    let mut read = conn.prepare_cached("SELECT s, stream FROM cur")?;
    let rows = read.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// A stream's row, its cursor and its digest; starts one that is new here.
fn cursor(conn: &Connection, stream: &str) -> Result<(i64, u64, Digest), StoreError> {
    let known = conn
        .prepare_cached("SELECT s, seq, digest FROM cur WHERE stream = ?")?
        .query_row([stream], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get(2)?)))
        .optional()?;
    if let Some((s, seq, digest)) = known {
        return Ok((s, seq.max(0) as u64, Digest(digest)));
    }
    let zero = Digest::default();
    let s = conn
        .prepare_cached("INSERT INTO cur (stream, seq, digest) VALUES (?, 0, ?)")?
        .insert(params![stream, zero.0])?;
    Ok((s, 0, zero))
}
