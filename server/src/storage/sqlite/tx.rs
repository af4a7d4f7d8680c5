//! Rows in and out of SQLite inside one transaction. Nothing here decides; each method is one statement, or the
//! two that belong together.

use super::super::words::{unreadable, word};
use super::super::{
    Attachment, Device, Fields, Membership, Opens, Owner, Person, Room, Stored, StoredOp, Tx, UploadRows,
    bytes_of,
};
use super::known::{Counter, Known};
use super::rows::{device, get, get_some, membership, op, person};
use notyet_model::clock::Hlc;
use notyet_model::ids::{AttachmentId, ClassId, CourseId, DeviceId, OpId, UserId};
use notyet_model::register::wins;
use notyet_protocol::digest::Digest;
use notyet_protocol::mutant::{self, Mutant};
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::{Envelope, Page};
use rusqlite::{Connection, Row, ToSql, params};
use serde_json::Value;
use std::sync::Arc;

/// Columns in the order of [`device`].
const DEVICE: &str =
    "SELECT id, user, name, token_sha256, enrolled, token_since, next_sha256, revoked, parent, doubled
       FROM device";

/// Columns in the order of [`op`].
macro_rules! ops {
    () => {
        "SELECT id, class, student, kind, v, actor, dev, dseq, eff, flags, received, mac, body FROM op "
    };
}

/// An operation's values in the order of its columns.
macro_rules! values {
    ($it:expr) => {
        params![
            $it.id.to_string(),
            $it.class.map(|id| id.to_string()),
            $it.student.map(|id| id.to_string()),
            $it.kind,
            $it.v,
            $it.actor.to_string(),
            $it.dev.to_string(),
            $it.dseq,
            $it.eff.0 as i64,
            $it.flags,
            $it.received,
            $it.mac,
            $it.text,
        ]
    };
}

pub(super) struct SqliteTx<'a> {
    conn: &'a Connection,
    known: Known,
}

impl<'a> SqliteTx<'a> {
    pub(super) fn new(conn: &'a Connection) -> Self {
        Self { conn, known: Known::default() }
    }

    /// Writes down what was only counted so far. The last thing before the commit.
    pub(super) fn finish(&mut self) -> Stored<()> {
        for (stream, counter) in self.known.moved() {
            self.run(
                "INSERT INTO head (stream, seq, digest) VALUES (?1, ?2, ?3)
                 ON CONFLICT (stream) DO UPDATE SET seq = ?2, digest = ?3",
                &[&stream, &(counter.seq as i64), &counter.digest.to_hex()],
            )?;
        }
        Ok(())
    }

    /// Where a stream stands.
    fn counter(&mut self, stream: &str) -> Stored<Counter> {
        if let Some(counter) = self.known.counter(stream) {
            return Ok(counter);
        }
        let sql = "SELECT seq, digest FROM head WHERE stream = ?1";
        let found = self.one(sql, &[&stream], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
        let Some((seq, digest)) = found else { return Ok(Counter::default()) };
        let digest =
            Digest::from_hex(&digest).ok_or_else(|| unreadable(format!("the digest of {stream}")))?;
        Ok(Counter { seq: seq as u64, digest })
    }

    pub(super) fn one<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        row: impl Fn(&Row<'_>) -> Stored<T>,
    ) -> Stored<Option<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()?.map(row).transpose()
    }

    pub(super) fn all<T>(
        &self,
        sql: &str,
        params: &[&dyn ToSql],
        row: impl Fn(&Row<'_>) -> Stored<T>,
    ) -> Stored<Vec<T>> {
        let mut statement = self.conn.prepare_cached(sql)?;
        let mut rows = statement.query(params)?;
        let mut found = Vec::new();
        while let Some(next) = rows.next()? {
            found.push(row(next)?);
        }
        Ok(found)
    }

    pub(super) fn run(&self, sql: &str, params: &[&dyn ToSql]) -> Stored<()> {
        self.changes(sql, params).map(drop)
    }

    /// How many rows it changed.
    fn changes(&self, sql: &str, params: &[&dyn ToSql]) -> Stored<usize> {
        Ok(self.conn.prepare_cached(sql)?.execute(params)?)
    }
}

impl Tx for SqliteTx<'_> {
    fn meta(&mut self, key: &str) -> Stored<Option<String>> {
        self.one("SELECT v FROM meta WHERE k = ?1", &[&key], |row| Ok(row.get(0)?))
    }

    fn set_meta(&mut self, key: &str, value: &str) -> Stored<()> {
        self.run(
            "INSERT INTO meta (k, v) VALUES (?1, ?2) ON CONFLICT (k) DO UPDATE SET v = ?2",
            &[&key, &value],
        )
    }

    fn person(&mut self, id: UserId) -> Stored<Option<Person>> {
        self.one("SELECT id, name, role, active FROM person WHERE id = ?1", &[&id.to_string()], person)
    }

    fn people(&mut self) -> Stored<Vec<Person>> {
        self.all("SELECT id, name, role, active FROM person ORDER BY id", &[], person)
    }

    fn put_person(&mut self, it: &Person) -> Stored<()> {
        self.run(
            "INSERT INTO person (id, name, role, active) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (id) DO UPDATE SET name = ?2, role = ?3, active = ?4",
            &[&it.id.to_string(), &it.name, &word(&it.role)?, &it.active],
        )
    }

    fn drop_person(&mut self, id: UserId) -> Stored<()> {
        self.known.forget_people();
        let id = id.to_string();
        self.run("DELETE FROM step_up WHERE device IN (SELECT id FROM device WHERE user = ?1)", &[&id])?;
        for sql in [
            "DELETE FROM person WHERE id = ?1",
            "DELETE FROM member WHERE user = ?1",
            "DELETE FROM device WHERE user = ?1",
            "DELETE FROM code WHERE user = ?1",
            "DELETE FROM email WHERE user = ?1",
            "DELETE FROM account WHERE user = ?1",
            "DELETE FROM blob WHERE user = ?1",
            "DELETE FROM upload_part WHERE user = ?1",
            "DELETE FROM attachment WHERE student = ?1",
        ] {
            self.run(sql, &[&id])?;
        }
        Ok(())
    }

    fn is_erased(&mut self, student: UserId) -> Stored<bool> {
        if let Some(is_erased) = self.known.is_erased(student) {
            return Ok(is_erased);
        }
        let sql = "SELECT 1 FROM erased WHERE student = ?1";
        let is_erased = self.one(sql, &[&student.to_string()], |_| Ok(()))?.is_some();
        self.known.note_erased(student, is_erased);
        Ok(is_erased)
    }

    fn put_erased(&mut self, student: UserId, at_ms: i64) -> Stored<()> {
        self.known.forget_people();
        let sql = "INSERT INTO erased (student, at) VALUES (?1, ?2) ON CONFLICT (student) DO NOTHING";
        self.run(sql, &[&student.to_string(), &at_ms])
    }

    fn member(&mut self, class: ClassId, user: UserId) -> Stored<Option<Membership>> {
        if let Some(member) = self.known.member(class, user) {
            return Ok(member);
        }
        let sql = "SELECT class, user, role, left_ms FROM member WHERE class = ?1 AND user = ?2";
        let member = self.one(sql, &[&class.to_string(), &user.to_string()], membership)?;
        self.known.note_member(class, user, member);
        Ok(member)
    }

    fn memberships_of(&mut self, user: UserId) -> Stored<Vec<Membership>> {
        let sql = "SELECT class, user, role, left_ms FROM member WHERE user = ?1 ORDER BY class";
        self.all(sql, &[&user.to_string()], membership)
    }

    fn members_of(&mut self, class: ClassId) -> Stored<Vec<Membership>> {
        let sql = "SELECT class, user, role, left_ms FROM member WHERE class = ?1 ORDER BY user";
        self.all(sql, &[&class.to_string()], membership)
    }

    fn put_member(&mut self, it: &Membership) -> Stored<()> {
        self.known.forget_people();
        self.run(
            "INSERT INTO member (class, user, role, left_ms) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (class, user) DO UPDATE SET role = ?3, left_ms = ?4",
            &[&it.class.to_string(), &it.user.to_string(), &word(&it.role)?, &it.left_ms],
        )
    }

    fn fields(&mut self, entity: &str, id: &str) -> Stored<Fields> {
        if let Some(fields) = self.known.fields(entity, id) {
            return Ok(fields);
        }
        let sql = "SELECT field, value FROM reg WHERE entity = ?1 AND id = ?2 ORDER BY field";
        let fields = self.all(sql, &[&entity, &id], |row| {
            let value: String = row.get(1)?;
            Ok((row.get(0)?, serde_json::from_str(&value).map_err(unreadable)?))
        })?;
        let fields: Fields = Arc::new(fields.into_iter().collect());
        self.known.note_fields(entity, id, &fields);
        Ok(fields)
    }

    fn entities(&mut self, entity: &str) -> Stored<Vec<String>> {
        let sql = "SELECT DISTINCT id FROM reg WHERE entity = ?1 ORDER BY id";
        self.all(sql, &[&entity], |row| Ok(row.get(0)?))
    }

    fn set_field(
        &mut self,
        entity: &str,
        id: &str,
        field: &str,
        at: (Hlc, OpId),
        value: &Value,
    ) -> Stored<()> {
        let sql = "SELECT eff, op FROM reg WHERE entity = ?1 AND id = ?2 AND field = ?3";
        let old = self
            .one(sql, &[&entity, &id, &field], |row| Ok((Hlc(row.get::<_, i64>(0)? as u64), get(row, 1)?)))?;
        if old.is_some_and(|old| !wins(at, old)) {
            return Ok(());
        }
        self.known.forget_fields(entity, id);
        self.run(
            "INSERT INTO reg (entity, id, field, eff, op, value) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (entity, id, field) DO UPDATE SET eff = ?4, op = ?5, value = ?6",
            &[&entity, &id, &field, &(at.0.0 as i64), &at.1.to_string(), &value.to_string()],
        )
    }

    fn drop_fields(&mut self, entity: &str, id: &str, by: OpId) -> Stored<()> {
        self.known.forget_fields(entity, id);
        self.run(
            "DELETE FROM reg WHERE entity = ?1 AND id = ?2 AND op = ?3",
            &[&entity, &id, &by.to_string()],
        )
    }

    fn owned(&mut self, entity: &str, by: Owner) -> Stored<Vec<String>> {
        // The field stands in the text, so that the index on it can be used.
        let (field, id) = match by {
            Owner::Course(id) => ("course", id.to_string()),
            Owner::Outcome(id) => ("outcome", id.to_string()),
            Owner::Class(id) => ("class", id.to_string()),
            Owner::Round(id) => ("round", id.to_string()),
        };
        let sql =
            format!("SELECT id FROM reg WHERE entity = ?1 AND field = '{field}' AND value = ?2 ORDER BY id");
        self.all(&sql, &[&entity, &format!("\"{id}\"")], |row| Ok(row.get(0)?))
    }

    fn ops_of(&mut self, entity: &str, id: &str) -> Stored<Vec<OpId>> {
        let sql = "SELECT DISTINCT op FROM reg WHERE entity = ?1 AND id = ?2 ORDER BY op";
        self.all(sql, &[&entity, &id], |row| get(row, 0))
    }

    fn ops_of_course(&mut self, course: CourseId) -> Stored<Vec<(String, OpId)>> {
        let sql = include_str!("ops_of_course.sql");
        self.all(sql, &[&course.to_string()], |row| Ok((row.get(0)?, get(row, 1)?)))
    }

    fn taught_by(&mut self, user: UserId) -> Stored<Vec<UserId>> {
        let sql = "
            SELECT DISTINCT now.user
              FROM member me
              JOIN member now ON now.class = me.class AND now.role = 'student' AND now.left_ms IS NULL
             WHERE me.user = ?1 AND me.role = 'teacher' AND me.left_ms IS NULL
             ORDER BY now.user";
        self.all(sql, &[&user.to_string()], |row| get(row, 0))
    }

    fn records_beside(&mut self, user: UserId) -> Stored<Vec<(ClassId, UserId)>> {
        let sql = include_str!("records_beside.sql");
        self.all(sql, &[&user.to_string()], |row| Ok((get(row, 0)?, get(row, 1)?)))
    }

    fn op(&mut self, id: OpId) -> Stored<Option<StoredOp>> {
        self.one(concat!(ops!(), "WHERE id = ?1"), &[&id.to_string()], op)
    }

    fn ops_about(&mut self, student: UserId) -> Stored<Vec<StoredOp>> {
        self.all(concat!(ops!(), "WHERE student = ?1 ORDER BY id"), &[&student.to_string()], op)
    }

    fn ops_of_kind(&mut self, kind: &str) -> Stored<Vec<StoredOp>> {
        self.all(concat!(ops!(), "WHERE kind = ?1 ORDER BY id"), &[&kind], op)
    }

    fn replace_op(&mut self, it: &StoredOp) -> Stored<()> {
        self.run(
            "UPDATE op SET class = ?2, student = ?3, kind = ?4, v = ?5, actor = ?6, dev = ?7, dseq = ?8, eff = ?9,
                    flags = ?10, received = ?11, mac = ?12, body = ?13
             WHERE id = ?1",
            values!(it),
        )
    }

    fn ops_concerning(&mut self, user: UserId, after: Option<OpId>, at_most: usize) -> Stored<Vec<StoredOp>> {
        let sql = concat!(ops!(), "WHERE (student = ?1 OR actor = ?1) AND id > ?2 ORDER BY id LIMIT ?3");
        let after = after.map(|id| id.to_string()).unwrap_or_default();
        self.all(sql, &[&user.to_string(), &after, &(at_most as i64)], op)
    }

    fn is_counted_twice(&mut self, dev: DeviceId, dseq: u64, id: OpId) -> Stored<bool> {
        let sql = "SELECT 1 FROM op WHERE dev = ?1 AND dseq = ?2 AND id <> ?3 LIMIT 1";
        Ok(self.one(sql, &[&dev.to_string(), &(dseq as i64), &id.to_string()], |_| Ok(()))?.is_some())
    }

    fn count_ops(&mut self) -> Stored<u64> {
        let count = self.one("SELECT count(*) FROM op", &[], |row| Ok(row.get::<_, i64>(0)?))?;
        Ok(count.unwrap_or(0) as u64)
    }

    fn streams(&mut self) -> Stored<Vec<String>> {
        self.finish()?;
        // A stream may have lost its counter or its rows; both count as holding something.
        let sql = "SELECT stream FROM head UNION SELECT stream FROM feed ORDER BY stream";
        self.all(sql, &[], |row| Ok(row.get(0)?))
    }

    fn streams_of(&mut self, op: OpId) -> Stored<Vec<String>> {
        let sql = "SELECT stream FROM feed WHERE op = ?1 ORDER BY stream";
        self.all(sql, &[&op.to_string()], |row| Ok(row.get(0)?))
    }

    fn insert_op(&mut self, it: &StoredOp) -> Stored<()> {
        self.run(
            "INSERT INTO op (id, class, student, kind, v, actor, dev, dseq, eff, flags, received, mac, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
            values!(it),
        )
    }

    fn append(&mut self, stream: &str, op: OpId) -> Stored<()> {
        let counter = self.counter(stream)?;
        if mutant::on(Mutant::SlotGivenAgain) && op.0.as_bytes()[15] == 0 && counter.seq > 0 {
            let first = "UPDATE OR IGNORE feed SET op = ?2 WHERE stream = ?1 AND seq = 1";
            return self.run(first, &[&stream, &op.to_string()]);
        }
        let skips = mutant::on(Mutant::SeqSkipped) && op.0.as_bytes()[15] & 15 == 0;
        let seq = counter.seq + if skips { 2 } else { 1 };
        let digest = counter.digest.then(seq, op);
        let added = self.changes(
            "INSERT INTO feed (stream, seq, op, digest) VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (stream, op) DO NOTHING",
            &[&stream, &(seq as i64), &op.to_string(), &digest.to_hex()],
        )?;
        if added > 0 {
            self.known.count(stream, Counter { seq, digest });
        }
        Ok(())
    }

    fn head(&mut self, stream: &str) -> Stored<u64> {
        Ok(self.counter(stream)?.seq)
    }

    fn digest_at(&mut self, stream: &str, seq: u64) -> Stored<Option<String>> {
        let sql = "SELECT digest FROM feed WHERE stream = ?1 AND seq = ?2";
        self.one(sql, &[&stream, &(seq as i64)], |row| Ok(row.get(0)?))
    }

    fn page(&mut self, stream: &str, from: u64, room: Room) -> Stored<Page> {
        let head = self.head(stream)?;
        let mut page = Page { from, head, ..Page::default() };
        let sql = "SELECT feed.seq, feed.digest, op.eff, op.flags, op.mac, op.body
                   FROM feed JOIN op ON op.id = feed.op
                   WHERE feed.stream = ?1 AND feed.seq > ?2 ORDER BY feed.seq LIMIT ?3";
        let mut statement = self.conn.prepare_cached(sql)?;
        let first = i64::try_from(from).unwrap_or(i64::MAX);
        let mut rows = statement.query(params![stream, first, room.ops as i64])?;
        let mut bytes = 0;
        while let Some(row) = rows.next()? {
            let text: String = row.get(5)?;
            let envelope = Envelope {
                seq: row.get::<_, i64>(0)? as u64,
                eff: Hlc(row.get::<_, i64>(2)? as u64),
                flags: row.get(3)?,
                mac: row.get(4)?,
                op: RawOp::from_text(text).map_err(unreadable)?,
            };
            bytes += bytes_of(&envelope);
            if bytes > room.bytes {
                break;
            }
            page.digest = row.get(1)?;
            page.ops.push(envelope);
        }
        let last = page.ops.last().map_or(from, |op| op.seq);
        page.more = last < head;
        if page.ops.is_empty() {
            page.digest = self.digest_at(stream, from)?.unwrap_or_else(|| Digest::default().to_hex());
        }
        Ok(page)
    }

    fn attachment(&mut self, id: AttachmentId) -> Stored<Option<Attachment>> {
        let sql = "SELECT id, class, student, actor, at, bound FROM attachment WHERE id = ?1";
        self.one(sql, &[&id.to_string()], |row| {
            Ok(Attachment {
                id: get(row, 0)?,
                class: get(row, 1)?,
                student: get(row, 2)?,
                actor: get(row, 3)?,
                at_ms: row.get(4)?,
                bound: get_some(row, 5)?,
            })
        })
    }

    fn put_attachment(&mut self, it: &Attachment) -> Stored<()> {
        self.run(
            "INSERT INTO attachment (id, class, student, actor, at) VALUES (?1, ?2, ?3, ?4, ?5)
             ON CONFLICT (id) DO NOTHING",
            &[
                &it.id.to_string(),
                &it.class.to_string(),
                &it.student.to_string(),
                &it.actor.to_string(),
                &it.at_ms,
            ],
        )
    }

    fn bind_attachment(&mut self, id: AttachmentId, op: OpId) -> Stored<()> {
        self.run("UPDATE attachment SET bound = ?2 WHERE id = ?1", &[&id.to_string(), &op.to_string()])
    }

    fn device(&mut self, id: DeviceId) -> Stored<Option<Device>> {
        self.one(&format!("{DEVICE} WHERE id = ?1"), &[&id.to_string()], device)
    }

    fn devices(&mut self) -> Stored<Vec<Device>> {
        self.all(&format!("{DEVICE} ORDER BY id"), &[], device)
    }

    fn device_by_token(&mut self, token_sha256: &str) -> Stored<Option<Device>> {
        let sql = format!("{DEVICE} WHERE token_sha256 = ?1 OR next_sha256 = ?1");
        self.one(&sql, &[&token_sha256], device)
    }

    fn put_device(&mut self, it: &Device) -> Stored<()> {
        self.run(
            "INSERT INTO device
                    (id, user, name, token_sha256, enrolled, token_since, next_sha256, revoked, parent, doubled)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
             ON CONFLICT (id) DO UPDATE SET
                    name = ?3, token_sha256 = ?4, token_since = ?6, next_sha256 = ?7, revoked = ?8,
                    doubled = ?10",
            &[
                &it.id.to_string(),
                &it.user.to_string(),
                &it.name,
                &it.token_sha256,
                &it.enrolled,
                &it.token_since,
                &it.next_sha256,
                &it.revoked,
                &it.parent.map(|id| id.to_string()),
                &it.doubled,
            ],
        )
    }

    fn code(&mut self, hash: &str, now_ms: i64) -> Stored<Option<Opens>> {
        let sql = "SELECT user, class FROM code WHERE hash = ?1 AND expires > ?2 AND device IS NULL";
        self.one(sql, &[&hash, &now_ms], |row| match get_some(row, 0)? {
            Some(user) => Ok(Opens::Person(user)),
            None => Ok(Opens::Class(get(row, 1)?)),
        })
    }

    fn put_code(&mut self, hash: &str, opens: Opens, expires_ms: i64, now_ms: i64) -> Stored<()> {
        self.run("DELETE FROM code WHERE expires <= ?1", &[&now_ms])?;
        let (user, class) = match opens {
            Opens::Person(user) => (Some(user.to_string()), None),
            Opens::Class(class) => (None, Some(class.to_string())),
        };
        let sql = "INSERT INTO code (hash, user, class, expires) VALUES (?1, ?2, ?3, ?4)";
        self.run(sql, &[&hash, &user, &class, &expires_ms])
    }

    fn drop_code(&mut self, hash: &str) -> Stored<()> {
        self.run("DELETE FROM code WHERE hash = ?1", &[&hash])
    }

    fn spend_code(&mut self, hash: &str, secret_sha256: &str, device: DeviceId) -> Stored<()> {
        let sql = "UPDATE code SET secret_sha256 = ?2, device = ?3 WHERE hash = ?1";
        self.run(sql, &[&hash, &secret_sha256, &device.to_string()])
    }

    fn spent_code(&mut self, hash: &str, secret_sha256: &str, now_ms: i64) -> Stored<Option<DeviceId>> {
        let sql = "SELECT device FROM code WHERE hash = ?1 AND secret_sha256 = ?2 AND expires > ?3";
        self.one(sql, &[&hash, &secret_sha256, &now_ms], |row| get(row, 0))
    }

    fn put_email(&mut self, user: UserId, email: Option<&str>) -> Stored<()> {
        match email {
            Some(email) => self.run(
                "INSERT INTO email (user, email) VALUES (?1, ?2) ON CONFLICT (user) DO UPDATE SET email = ?2",
                &[&user.to_string(), &email],
            ),
            None => self.run("DELETE FROM email WHERE user = ?1", &[&user.to_string()]),
        }
    }

    fn email(&mut self, user: UserId) -> Stored<Option<String>> {
        self.one("SELECT email FROM email WHERE user = ?1", &[&user.to_string()], |row| Ok(row.get(0)?))
    }

    fn people_with_email(&mut self, email: &str) -> Stored<Vec<UserId>> {
        self.all("SELECT user FROM email WHERE email = ?1 ORDER BY user", &[&email], |row| get(row, 0))
    }

    fn account(&mut self, issuer: &str, subject: &str) -> Stored<Option<UserId>> {
        let sql = "SELECT user FROM account WHERE issuer = ?1 AND subject = ?2";
        self.one(sql, &[&issuer, &subject], |row| get(row, 0))
    }

    fn account_of(&mut self, user: UserId, issuer: &str) -> Stored<Option<String>> {
        let sql = "SELECT subject FROM account WHERE user = ?1 AND issuer = ?2";
        self.one(sql, &[&user.to_string(), &issuer], |row| Ok(row.get(0)?))
    }

    fn put_account(&mut self, issuer: &str, subject: &str, user: UserId) -> Stored<()> {
        let sql = "INSERT INTO account (issuer, subject, user) VALUES (?1, ?2, ?3)";
        self.run(sql, &[&issuer, &subject, &user.to_string()])
    }

    fn drop_accounts(&mut self, user: UserId) -> Stored<()> {
        self.run("DELETE FROM account WHERE user = ?1", &[&user.to_string()])
    }

    fn put_step_up(&mut self, hash: &str, device: DeviceId, expires_ms: i64, now_ms: i64) -> Stored<()> {
        self.run("DELETE FROM step_up WHERE expires <= ?1", &[&now_ms])?;
        let sql = "INSERT INTO step_up (grant_sha256, device, expires) VALUES (?1, ?2, ?3)";
        self.run(sql, &[&hash, &device.to_string(), &expires_ms])
    }

    fn take_step_up(&mut self, hash: &str, device: DeviceId, now_ms: i64) -> Stored<bool> {
        let sql = "DELETE FROM step_up WHERE grant_sha256 = ?1 AND device = ?2 AND expires > ?3
                   RETURNING grant_sha256";
        Ok(self.one(sql, &[&hash, &device.to_string(), &now_ms], |_| Ok(()))?.is_some())
    }

    fn photos(&mut self) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM blob UNION SELECT sha256 FROM blob_grant ORDER BY sha256";
        self.all(sql, &[], |row| Ok(row.get(0)?))
    }

    fn grants(&mut self, sha256: &str) -> Stored<Vec<String>> {
        let sql = "SELECT stream FROM blob_grant WHERE sha256 = ?1 ORDER BY stream";
        self.all(sql, &[&sha256], |row| Ok(row.get(0)?))
    }

    fn put_grant(&mut self, sha256: &str, stream: &str) -> Stored<()> {
        let sql =
            "INSERT INTO blob_grant (sha256, stream) VALUES (?1, ?2) ON CONFLICT (sha256, stream) DO NOTHING";
        self.run(sql, &[&sha256, &stream])
    }

    fn wanted(&mut self) -> Stored<Vec<String>> {
        self.all("SELECT sha256 FROM wanted ORDER BY sha256", &[], |row| Ok(row.get(0)?))
    }

    fn want(&mut self, sha256: &str) -> Stored<()> {
        self.run("INSERT INTO wanted (sha256) VALUES (?1) ON CONFLICT (sha256) DO NOTHING", &[&sha256])
    }

    fn drop_want(&mut self, sha256: &str) -> Stored<()> {
        self.run("DELETE FROM wanted WHERE sha256 = ?1", &[&sha256])
    }

    fn drop_grant(&mut self, sha256: &str, stream: &str) -> Stored<()> {
        self.run("DELETE FROM blob_grant WHERE sha256 = ?1 AND stream = ?2", &[&sha256, &stream])
    }

    fn drop_blob(&mut self, sha256: &str) -> Stored<()> {
        self.run("DELETE FROM blob_grant WHERE sha256 = ?1", &[&sha256])?;
        self.drop_uploads(sha256)?;
        self.drop_want(sha256)
    }
}
