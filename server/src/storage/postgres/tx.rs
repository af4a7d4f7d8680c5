//! Rows in and out of PostgreSQL inside one transaction of one school: every statement names the school first.
//! Nothing here decides; a method that changes what others decide by asks for the school to be written alone.

use super::counters::Counters;
use super::pool::Connection;
use super::rows::{attachment, device, envelope, membership, op, person};
use super::session::Session;
use crate::storage::words::{unreadable, word};
use crate::storage::{
    Attachment, Device, Fields, Membership, Opens, Owner, Person, Room, StorageFault, Stored, StoredOp, Tx,
    UploadRows, bytes_of,
};
use notyet_model::clock::Hlc;
use notyet_model::ids::{AttachmentId, ClassId, CourseId, DeviceId, OpId, UserId};
use notyet_model::register::wins;
use notyet_protocol::digest::Digest;
use notyet_protocol::wire::Page;
use serde_json::Value;
use std::sync::Arc;

/// Rows of a page that are read at once; most pages of a device that is up to date hold fewer.
const CHUNK: usize = 100;

/// Columns in the order of [`device`].
macro_rules! devices {
    () => {
        "SELECT id, \"user\", name, token_sha256, enrolled, token_since, next_sha256, revoked, parent, doubled
           FROM device "
    };
}

/// Columns in the order of [`op`].
macro_rules! ops {
    () => {
        "SELECT id, class, student, kind, v, actor, dev, dseq, eff, flags, received, mac, body FROM op "
    };
}

/// An operation's values in the order of its columns, the school's first.
macro_rules! values {
    ($tx:expr, $it:expr) => {
        &[
            &$tx.school,
            &$it.id.0,
            &$it.class.map(|id| id.0),
            &$it.student.map(|id| id.0),
            &$it.kind,
            &i32::from($it.v),
            &$it.actor.0,
            &$it.dev.0,
            &$it.dseq,
            &($it.eff.0 as i64),
            &i64::from($it.flags),
            &$it.received,
            &$it.mac,
            &$it.text,
        ]
    };
}

/// How a transaction stands to the others of its school.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    /// In a snapshot.
    Read,
    /// Beside other writers: facts, which change nothing that another fact is judged by.
    Beside,
    /// Alone: people, memberships, registers, devices, codes.
    Alone,
}

/// See the module.
pub(super) struct PostgresTx<'a> {
    pub(super) session: Session<'a>,
    counters: Counters,
    pub(super) school: i32,
    mode: Mode,
}

impl<'a> PostgresTx<'a> {
    pub(super) fn new(connection: &'a mut Connection, school: i32, mode: Mode) -> Self {
        Self { session: Session::new(connection), counters: Counters::default(), school, mode }
    }

    /// Whether the work may succeed when it is done again, alone.
    pub(super) fn collided(&self) -> bool {
        self.session.collided
    }

    /// Gives what was appended its numbers.
    pub(super) fn count(&mut self) -> Stored<()> {
        self.counters.count(&mut self.session, self.school)
    }

    /// Ends a transaction beside others; it is done again alone.
    pub(super) fn alone(&mut self) -> Stored<()> {
        if self.mode == Mode::Beside {
            self.session.collided = true;
            return Err(StorageFault::Other("this is written alone".to_owned()));
        }
        Ok(())
    }
}

impl Tx for PostgresTx<'_> {
    fn meta(&mut self, key: &str) -> Stored<Option<String>> {
        let sql = "SELECT v FROM meta WHERE school = $1 AND k = $2";
        self.session.one(sql, &[&self.school, &key], |row| Ok(row.try_get(0)?))
    }

    fn set_meta(&mut self, key: &str, value: &str) -> Stored<()> {
        self.alone()?;
        self.session.run(
            "INSERT INTO meta (school, k, v) VALUES ($1, $2, $3) ON CONFLICT (school, k) DO UPDATE SET v = $3",
            &[&self.school, &key, &value],
        )
    }

    fn person(&mut self, id: UserId) -> Stored<Option<Person>> {
        let sql = "SELECT id, name, role, active FROM person WHERE school = $1 AND id = $2";
        self.session.one(sql, &[&self.school, &id.0], person)
    }

    fn people(&mut self) -> Stored<Vec<Person>> {
        let sql = "SELECT id, name, role, active FROM person WHERE school = $1 ORDER BY id";
        self.session.all(sql, &[&self.school], person)
    }

    fn put_person(&mut self, it: &Person) -> Stored<()> {
        self.alone()?;
        self.session.run(
            "INSERT INTO person (school, id, name, role, active) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (school, id) DO UPDATE SET name = $3, role = $4, active = $5",
            &[&self.school, &it.id.0, &it.name, &word(&it.role)?, &it.active],
        )
    }

    fn drop_person(&mut self, id: UserId) -> Stored<()> {
        self.alone()?;
        for sql in [
            "DELETE FROM step_up USING device
              WHERE step_up.school = $1 AND device.school = $1 AND step_up.device = device.id AND device.\"user\" = $2",
            "DELETE FROM person WHERE school = $1 AND id = $2",
            "DELETE FROM member WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM device WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM code WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM email WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM account WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM blob WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM upload_part WHERE school = $1 AND \"user\" = $2",
            "DELETE FROM attachment WHERE school = $1 AND student = $2",
        ] {
            self.session.run(sql, &[&self.school, &id.0])?;
        }
        Ok(())
    }

    fn is_erased(&mut self, student: UserId) -> Stored<bool> {
        let sql = "SELECT 1 FROM erased WHERE school = $1 AND student = $2";
        Ok(self.session.one(sql, &[&self.school, &student.0], |_| Ok(()))?.is_some())
    }

    fn put_erased(&mut self, student: UserId, at_ms: i64) -> Stored<()> {
        self.alone()?;
        self.session.run(
            "INSERT INTO erased (school, student, at) VALUES ($1, $2, $3) ON CONFLICT (school, student) DO NOTHING",
            &[&self.school, &student.0, &at_ms],
        )
    }

    fn member(&mut self, class: ClassId, user: UserId) -> Stored<Option<Membership>> {
        let sql = "SELECT class, \"user\", role, left_ms FROM member
                   WHERE school = $1 AND class = $2 AND \"user\" = $3";
        self.session.one(sql, &[&self.school, &class.0, &user.0], membership)
    }

    fn memberships_of(&mut self, user: UserId) -> Stored<Vec<Membership>> {
        let sql = "SELECT class, \"user\", role, left_ms FROM member
                   WHERE school = $1 AND \"user\" = $2 ORDER BY class";
        self.session.all(sql, &[&self.school, &user.0], membership)
    }

    fn members_of(&mut self, class: ClassId) -> Stored<Vec<Membership>> {
        let sql = "SELECT class, \"user\", role, left_ms FROM member
                   WHERE school = $1 AND class = $2 ORDER BY \"user\"";
        self.session.all(sql, &[&self.school, &class.0], membership)
    }

    fn put_member(&mut self, it: &Membership) -> Stored<()> {
        self.alone()?;
        self.session.run(
            "INSERT INTO member (school, class, \"user\", role, left_ms) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (school, class, \"user\") DO UPDATE SET role = $4, left_ms = $5",
            &[&self.school, &it.class.0, &it.user.0, &word(&it.role)?, &it.left_ms],
        )
    }

    fn fields(&mut self, entity: &str, id: &str) -> Stored<Fields> {
        let sql = "SELECT field, value FROM reg WHERE school = $1 AND entity = $2 AND id = $3 ORDER BY field";
        let fields = self.session.all(sql, &[&self.school, &entity, &id], |row| {
            let value: &str = row.try_get(1)?;
            Ok((row.try_get(0)?, serde_json::from_str(value).map_err(unreadable)?))
        })?;
        Ok(Arc::new(fields.into_iter().collect()))
    }

    fn entities(&mut self, entity: &str) -> Stored<Vec<String>> {
        let sql = "SELECT DISTINCT id FROM reg WHERE school = $1 AND entity = $2 ORDER BY id";
        self.session.all(sql, &[&self.school, &entity], |row| Ok(row.try_get(0)?))
    }

    fn set_field(
        &mut self,
        entity: &str,
        id: &str,
        field: &str,
        at: (Hlc, OpId),
        value: &Value,
    ) -> Stored<()> {
        self.alone()?;
        let sql = "SELECT eff, op FROM reg WHERE school = $1 AND entity = $2 AND id = $3 AND field = $4";
        let old = self.session.one(sql, &[&self.school, &entity, &id, &field], |row| {
            Ok((Hlc(row.try_get::<_, i64>(0)? as u64), OpId(row.try_get(1)?)))
        })?;
        if old.is_some_and(|old| !wins(at, old)) {
            return Ok(());
        }
        self.session.run(
            "INSERT INTO reg (school, entity, id, field, eff, op, value) VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (school, entity, id, field) DO UPDATE SET eff = $5, op = $6, value = $7",
            &[&self.school, &entity, &id, &field, &(at.0.0 as i64), &at.1.0, &value.to_string()],
        )
    }

    fn drop_fields(&mut self, entity: &str, id: &str, by: OpId) -> Stored<()> {
        self.alone()?;
        let sql = "DELETE FROM reg WHERE school = $1 AND entity = $2 AND id = $3 AND op = $4";
        self.session.run(sql, &[&self.school, &entity, &id, &by.0])
    }

    fn owned(&mut self, entity: &str, by: Owner) -> Stored<Vec<String>> {
        // The field stands in the text, so that the index on it can be used.
        macro_rules! by {
            ($field:literal) => {
                concat!(
                    "SELECT id FROM reg WHERE school = $1 AND entity = $2 AND field = '",
                    $field,
                    "' AND octet_length(value) < 99 AND value = $3 ORDER BY id"
                )
            };
        }
        let (sql, id) = match by {
            Owner::Course(id) => (by!("course"), id.to_string()),
            Owner::Outcome(id) => (by!("outcome"), id.to_string()),
            Owner::Class(id) => (by!("class"), id.to_string()),
            Owner::Round(id) => (by!("round"), id.to_string()),
        };
        self.session.all(sql, &[&self.school, &entity, &format!("\"{id}\"")], |row| Ok(row.try_get(0)?))
    }

    fn ops_of(&mut self, entity: &str, id: &str) -> Stored<Vec<OpId>> {
        let sql = "SELECT DISTINCT op FROM reg WHERE school = $1 AND entity = $2 AND id = $3 ORDER BY op";
        self.session.all(sql, &[&self.school, &entity, &id], |row| Ok(OpId(row.try_get(0)?)))
    }

    fn ops_of_course(&mut self, course: CourseId) -> Stored<Vec<(String, OpId)>> {
        let sql = include_str!("ops_of_course.sql");
        let values = (self.school, course.to_string());
        self.session.all(sql, &[&values.0, &values.1], |row| Ok((row.try_get(0)?, OpId(row.try_get(1)?))))
    }

    fn taught_by(&mut self, user: UserId) -> Stored<Vec<UserId>> {
        let sql = "
            SELECT DISTINCT now.\"user\"
              FROM member me
              JOIN member now ON now.school = $1 AND now.class = me.class AND now.role = 'student'
                             AND now.left_ms IS NULL
             WHERE me.school = $1 AND me.\"user\" = $2 AND me.role = 'teacher' AND me.left_ms IS NULL
             ORDER BY now.\"user\"";
        self.session.all(sql, &[&self.school, &user.0], |row| Ok(UserId(row.try_get(0)?)))
    }

    fn records_beside(&mut self, user: UserId) -> Stored<Vec<(ClassId, UserId)>> {
        let sql = include_str!("records_beside.sql");
        self.session
            .all(sql, &[&self.school, &user.0], |row| Ok((ClassId(row.try_get(0)?), UserId(row.try_get(1)?))))
    }

    fn op(&mut self, id: OpId) -> Stored<Option<StoredOp>> {
        self.session.one(concat!(ops!(), "WHERE school = $1 AND id = $2"), &[&self.school, &id.0], op)
    }

    fn ops_about(&mut self, student: UserId) -> Stored<Vec<StoredOp>> {
        let sql = concat!(ops!(), "WHERE school = $1 AND student = $2 ORDER BY id");
        self.session.all(sql, &[&self.school, &student.0], op)
    }

    fn ops_of_kind(&mut self, kind: &str) -> Stored<Vec<StoredOp>> {
        let sql = concat!(ops!(), "WHERE school = $1 AND kind = $2 ORDER BY id");
        self.session.all(sql, &[&self.school, &kind], op)
    }

    fn replace_op(&mut self, it: &StoredOp) -> Stored<()> {
        self.alone()?;
        self.session.run(
            "UPDATE op SET class = $3, student = $4, kind = $5, v = $6, actor = $7, dev = $8, dseq = $9, eff = $10,
                    flags = $11, received = $12, mac = $13, body = $14
             WHERE school = $1 AND id = $2",
            values!(self, it),
        )
    }

    fn ops_concerning(&mut self, user: UserId, after: Option<OpId>, at_most: usize) -> Stored<Vec<StoredOp>> {
        let sql = concat!(
            ops!(),
            "WHERE school = $1 AND (student = $2 OR actor = $2) AND ($3::uuid IS NULL OR id > $3)
             ORDER BY id LIMIT $4"
        );
        let after = after.map(|id| id.0);
        self.session.all(sql, &[&self.school, &user.0, &after, &(at_most as i64)], op)
    }

    fn is_counted_twice(&mut self, dev: DeviceId, dseq: u64, id: OpId) -> Stored<bool> {
        let sql = "SELECT 1 FROM op WHERE school = $1 AND dev = $2 AND dseq = $3 AND id <> $4 LIMIT 1";
        let found = self.session.one(sql, &[&self.school, &dev.0, &(dseq as i64), &id.0], |_| Ok(()));
        Ok(found?.is_some())
    }

    fn count_ops(&mut self) -> Stored<u64> {
        let sql = "SELECT count(*) FROM op WHERE school = $1";
        let count = self.session.one(sql, &[&self.school], |row| Ok(row.try_get::<_, i64>(0)?))?;
        Ok(count.unwrap_or(0) as u64)
    }

    fn streams(&mut self) -> Stored<Vec<String>> {
        let sql = "SELECT stream FROM head WHERE school = $1
                    UNION SELECT stream FROM feed WHERE school = $1 ORDER BY 1";
        self.session.all(sql, &[&self.school], |row| Ok(row.try_get(0)?))
    }

    fn streams_of(&mut self, op: OpId) -> Stored<Vec<String>> {
        let sql = "SELECT stream FROM feed WHERE school = $1 AND op = $2 ORDER BY stream";
        self.session.all(sql, &[&self.school, &op.0], |row| Ok(row.try_get(0)?))
    }

    fn insert_op(&mut self, it: &StoredOp) -> Stored<()> {
        self.session.run(
            "INSERT INTO op (school, id, class, student, kind, v, actor, dev, dseq, eff, flags, received, mac, body)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)",
            values!(self, it),
        )?;
        self.counters.inserted(it.id);
        Ok(())
    }

    fn append(&mut self, stream: &str, op: OpId) -> Stored<()> {
        self.counters.append(stream, op);
        Ok(())
    }

    fn head(&mut self, stream: &str) -> Stored<u64> {
        self.count()?;
        let sql = "SELECT seq FROM head WHERE school = $1 AND stream = $2";
        let seq = self.session.one(sql, &[&self.school, &stream], |row| Ok(row.try_get::<_, i64>(0)?))?;
        Ok(seq.unwrap_or(0) as u64)
    }

    fn digest_at(&mut self, stream: &str, seq: u64) -> Stored<Option<String>> {
        self.count()?;
        let sql = "SELECT digest FROM feed WHERE school = $1 AND stream = $2 AND seq = $3";
        let seq = i64::try_from(seq).unwrap_or(i64::MAX);
        self.session.one(sql, &[&self.school, &stream, &seq], |row| Ok(row.try_get(0)?))
    }

    fn page(&mut self, stream: &str, from: u64, room: Room) -> Stored<Page> {
        let head = self.head(stream)?;
        let mut page = Page { from, head, ..Page::default() };
        let (mut last, mut bytes) = (from, 0);
        let sql = "SELECT feed.seq, feed.digest, op.eff, op.flags, op.mac, op.body
                   FROM feed JOIN op ON op.school = $1 AND op.id = feed.op
                   WHERE feed.school = $1 AND feed.stream = $2 AND feed.seq > $3 ORDER BY feed.seq LIMIT $4";
        'reading: while page.ops.len() < room.ops && last < head {
            let wanted = CHUNK.min(room.ops - page.ops.len());
            let after = i64::try_from(last).unwrap_or(i64::MAX);
            let rows = self.session.all(sql, &[&self.school, &stream, &after, &(wanted as i64)], envelope)?;
            if rows.is_empty() {
                break;
            }
            for (envelope, digest) in rows {
                bytes += bytes_of(&envelope);
                if bytes > room.bytes {
                    break 'reading;
                }
                last = envelope.seq;
                page.digest = digest;
                page.ops.push(envelope);
            }
        }
        page.more = last < head;
        if page.ops.is_empty() {
            page.digest = self.digest_at(stream, from)?.unwrap_or_else(|| Digest::default().to_hex());
        }
        Ok(page)
    }

    fn attachment(&mut self, id: AttachmentId) -> Stored<Option<Attachment>> {
        let sql = "SELECT id, class, student, actor, at, bound FROM attachment WHERE school = $1 AND id = $2";
        self.session.one(sql, &[&self.school, &id.0], attachment)
    }

    fn put_attachment(&mut self, it: &Attachment) -> Stored<()> {
        // Who was judged before another named it for somebody else is judged again, whether that one's row is met
        // here or by the insertion, which is therefore without ON CONFLICT.
        match self.attachment(it.id)? {
            Some(known) if (known.class, known.student) != (it.class, it.student) => self.alone(),
            Some(_) => Ok(()),
            None => self.session.run(
                "INSERT INTO attachment (school, id, class, student, actor, at) VALUES ($1, $2, $3, $4, $5, $6)",
                &[&self.school, &it.id.0, &it.class.0, &it.student.0, &it.actor.0, &it.at_ms],
            ),
        }
    }

    fn bind_attachment(&mut self, id: AttachmentId, op: OpId) -> Stored<()> {
        let sql = "UPDATE attachment SET bound = $3 WHERE school = $1 AND id = $2";
        self.session.run(sql, &[&self.school, &id.0, &op.0])
    }

    fn device(&mut self, id: DeviceId) -> Stored<Option<Device>> {
        let sql = concat!(devices!(), "WHERE school = $1 AND id = $2");
        self.session.one(sql, &[&self.school, &id.0], device)
    }

    fn devices(&mut self) -> Stored<Vec<Device>> {
        let sql = concat!(devices!(), "WHERE school = $1 ORDER BY id");
        self.session.all(sql, &[&self.school], device)
    }

    fn device_by_token(&mut self, token_sha256: &str) -> Stored<Option<Device>> {
        let sql = concat!(devices!(), "WHERE school = $1 AND (token_sha256 = $2 OR next_sha256 = $2)");
        self.session.one(sql, &[&self.school, &token_sha256], device)
    }

    fn put_device(&mut self, it: &Device) -> Stored<()> {
        self.alone()?;
        self.session.run(
            "INSERT INTO device
                    (school, id, \"user\", name, token_sha256, enrolled, token_since, next_sha256, revoked, parent,
                     doubled)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
             ON CONFLICT (school, id) DO UPDATE SET
                    name = $4, token_sha256 = $5, token_since = $7, next_sha256 = $8, revoked = $9,
                    doubled = $11",
            &[
                &self.school,
                &it.id.0,
                &it.user.0,
                &it.name,
                &it.token_sha256,
                &it.enrolled,
                &it.token_since,
                &it.next_sha256,
                &it.revoked,
                &it.parent.map(|id| id.0),
                &it.doubled,
            ],
        )
    }

    fn put_email(&mut self, user: UserId, email: Option<&str>) -> Stored<()> {
        self.alone()?;
        match email {
            Some(email) => self.session.run(
                "INSERT INTO email (school, \"user\", email) VALUES ($1, $2, $3)
                 ON CONFLICT (school, \"user\") DO UPDATE SET email = $3",
                &[&self.school, &user.0, &email],
            ),
            None => {
                let sql = "DELETE FROM email WHERE school = $1 AND \"user\" = $2";
                self.session.run(sql, &[&self.school, &user.0])
            }
        }
    }

    fn email(&mut self, user: UserId) -> Stored<Option<String>> {
        let sql = "SELECT email FROM email WHERE school = $1 AND \"user\" = $2";
        self.session.one(sql, &[&self.school, &user.0], |row| Ok(row.try_get(0)?))
    }

    fn people_with_email(&mut self, email: &str) -> Stored<Vec<UserId>> {
        let sql = "SELECT \"user\" FROM email WHERE school = $1 AND email = $2 ORDER BY \"user\"";
        self.session.all(sql, &[&self.school, &email], |row| Ok(UserId(row.try_get(0)?)))
    }

    fn account(&mut self, issuer: &str, subject: &str) -> Stored<Option<UserId>> {
        let sql = "SELECT \"user\" FROM account WHERE school = $1 AND issuer = $2 AND subject = $3";
        self.session.one(sql, &[&self.school, &issuer, &subject], |row| Ok(UserId(row.try_get(0)?)))
    }

    fn account_of(&mut self, user: UserId, issuer: &str) -> Stored<Option<String>> {
        let sql = "SELECT subject FROM account WHERE school = $1 AND \"user\" = $2 AND issuer = $3";
        self.session.one(sql, &[&self.school, &user.0, &issuer], |row| Ok(row.try_get(0)?))
    }

    fn put_account(&mut self, issuer: &str, subject: &str, user: UserId) -> Stored<()> {
        self.alone()?;
        let sql = "INSERT INTO account (school, issuer, subject, \"user\") VALUES ($1, $2, $3, $4)";
        self.session.run(sql, &[&self.school, &issuer, &subject, &user.0])
    }

    fn drop_accounts(&mut self, user: UserId) -> Stored<()> {
        self.alone()?;
        self.session.run("DELETE FROM account WHERE school = $1 AND \"user\" = $2", &[&self.school, &user.0])
    }

    fn put_step_up(&mut self, hash: &str, device: DeviceId, expires_ms: i64, now_ms: i64) -> Stored<()> {
        self.alone()?;
        self.session
            .run("DELETE FROM step_up WHERE school = $1 AND expires <= $2", &[&self.school, &now_ms])?;
        let sql = "INSERT INTO step_up (school, grant_sha256, device, expires) VALUES ($1, $2, $3, $4)";
        self.session.run(sql, &[&self.school, &hash, &device.0, &expires_ms])
    }

    fn take_step_up(&mut self, hash: &str, device: DeviceId, now_ms: i64) -> Stored<bool> {
        self.alone()?;
        let sql =
            "DELETE FROM step_up WHERE school = $1 AND grant_sha256 = $2 AND device = $3 AND expires > $4
                   RETURNING grant_sha256";
        Ok(self.session.one(sql, &[&self.school, &hash, &device.0, &now_ms], |_| Ok(()))?.is_some())
    }

    fn code(&mut self, hash: &str, now_ms: i64) -> Stored<Option<Opens>> {
        let sql = "SELECT \"user\", class FROM code
                   WHERE school = $1 AND hash = $2 AND expires > $3 AND device IS NULL";
        self.session.one(sql, &[&self.school, &hash, &now_ms], |row| match row.try_get(0)? {
            Some(user) => Ok(Opens::Person(UserId(user))),
            None => Ok(Opens::Class(ClassId(row.try_get(1)?))),
        })
    }

    fn put_code(&mut self, hash: &str, opens: Opens, expires_ms: i64, now_ms: i64) -> Stored<()> {
        self.alone()?;
        self.session.run("DELETE FROM code WHERE school = $1 AND expires <= $2", &[&self.school, &now_ms])?;
        let (user, class) = match opens {
            Opens::Person(user) => (Some(user.0), None),
            Opens::Class(class) => (None, Some(class.0)),
        };
        let sql = "INSERT INTO code (school, hash, \"user\", class, expires) VALUES ($1, $2, $3, $4, $5)";
        self.session.run(sql, &[&self.school, &hash, &user, &class, &expires_ms])
    }

    fn drop_code(&mut self, hash: &str) -> Stored<()> {
        self.alone()?;
        self.session.run("DELETE FROM code WHERE school = $1 AND hash = $2", &[&self.school, &hash])
    }

    fn spend_code(&mut self, hash: &str, secret_sha256: &str, device: DeviceId) -> Stored<()> {
        self.alone()?;
        let sql = "UPDATE code SET secret_sha256 = $3, device = $4 WHERE school = $1 AND hash = $2";
        self.session.run(sql, &[&self.school, &hash, &secret_sha256, &device.0])
    }

    fn spent_code(&mut self, hash: &str, secret_sha256: &str, now_ms: i64) -> Stored<Option<DeviceId>> {
        let sql = "SELECT device FROM code
                   WHERE school = $1 AND hash = $2 AND secret_sha256 = $3 AND expires > $4";
        let values = (self.school, now_ms);
        self.session
            .one(sql, &[&values.0, &hash, &secret_sha256, &values.1], |row| Ok(DeviceId(row.try_get(0)?)))
    }

    fn wanted(&mut self) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM wanted WHERE school = $1 ORDER BY sha256";
        self.session.all(sql, &[&self.school], |row| Ok(row.try_get(0)?))
    }

    fn want(&mut self, sha256: &str) -> Stored<()> {
        let sql =
            "INSERT INTO wanted (school, sha256) VALUES ($1, $2) ON CONFLICT (school, sha256) DO NOTHING";
        self.session.run(sql, &[&self.school, &sha256])
    }

    fn drop_want(&mut self, sha256: &str) -> Stored<()> {
        self.session.run("DELETE FROM wanted WHERE school = $1 AND sha256 = $2", &[&self.school, &sha256])
    }

    fn drop_grant(&mut self, sha256: &str, stream: &str) -> Stored<()> {
        self.alone()?;
        let sql = "DELETE FROM blob_grant WHERE school = $1 AND sha256 = $2 AND stream = $3";
        self.session.run(sql, &[&self.school, &sha256, &stream])
    }

    fn drop_blob(&mut self, sha256: &str) -> Stored<()> {
        self.alone()?;
        let sql = "DELETE FROM blob_grant WHERE school = $1 AND sha256 = $2";
        self.session.run(sql, &[&self.school, &sha256])?;
        self.drop_uploads(sha256)?;
        self.drop_want(sha256)
    }

    fn photos(&mut self) -> Stored<Vec<String>> {
        let sql = "SELECT sha256 FROM blob WHERE school = $1
                    UNION SELECT sha256 FROM blob_grant WHERE school = $1 ORDER BY 1";
        self.session.all(sql, &[&self.school], |row| Ok(row.try_get(0)?))
    }

    fn grants(&mut self, sha256: &str) -> Stored<Vec<String>> {
        let sql = "SELECT stream FROM blob_grant WHERE school = $1 AND sha256 = $2 ORDER BY stream";
        self.session.all(sql, &[&self.school, &sha256], |row| Ok(row.try_get(0)?))
    }

    fn put_grant(&mut self, sha256: &str, stream: &str) -> Stored<()> {
        self.session.run(
            "INSERT INTO blob_grant (school, sha256, stream) VALUES ($1, $2, $3)
             ON CONFLICT (school, sha256, stream) DO NOTHING",
            &[&self.school, &sha256, &stream],
        )
    }
}
