//! What the server asks of a database: one trait for transactions, one for what can be done inside them. The rules
//! (who may, what goes where) are written once above it; an implementation only keeps rows. It never decides
//! anything and knows no clock.

pub mod postgres;
pub mod sqlite;
mod uploads;
mod words;

pub use uploads::{Part, UploadRows};

use notyet_model::authority::Role;
use notyet_model::clock::Hlc;
use notyet_model::ids::{AttachmentId, ClassId, CourseId, DeviceId, OpId, OutcomeId, RoundId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::wire::{Envelope, Page};
use serde_json::{Map, Value};
use std::path::Path;
use std::sync::Arc;

/// A database's own trouble; nothing of the transaction was kept.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StorageFault {
    /// The file's content is not what was written.
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// No room left on the disk.
    #[error("the disk is full")]
    Full,
    /// Another store stands in the place of the one that was opened: a standby that was promoted, or another cluster.
    #[error(
        "another database has taken the place of the one that this server began with; it must be started again"
    )]
    Replaced,
    /// The ledger beside the keys, without which nothing may be forgotten or begun.
    #[error("the ledger beside the school's key: {0}")]
    Ledger(String),
    /// Anything else, in the database's words.
    #[error("the database answered: {0}")]
    Other(String),
}

impl From<std::io::Error> for StorageFault {
    /// A photo's place, asked within a transaction.
    fn from(error: std::io::Error) -> Self {
        if crate::blobs::is_full(&error) { Self::Full } else { Self::Other(error.to_string()) }
    }
}

/// What a transaction's work gives.
pub type Stored<T> = Result<T, StorageFault>;

/// The work of one transaction. A write may be called once more, after everything that it did was undone, when it met
/// another writer; so it keeps nothing outside the transaction but what its last call leaves. A read is called once.
pub type Work<'a> = &'a mut dyn FnMut(&mut dyn Tx) -> Stored<()>;

/// What tells that a database has gone back in time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// How many operations it has taken in, erased ones included. Only grows.
    Taken(u64),
    /// The line of history that it is on: another one after a standby took over or a copy was put back.
    Line(String),
}

/// A database. All methods block; call them where blocking is allowed.
pub trait Storage: Send + Sync + 'static {
    /// Reads in one snapshot.
    fn read(&self, work: Work<'_>) -> Stored<()>;

    /// Writes in one transaction, durable when this returns; with an error nothing of it was kept.
    fn write(&self, work: Work<'_>) -> Stored<()>;

    /// A number that changes whenever anyone, other processes included, has committed. [`StorageFault::Replaced`]:
    /// nothing more can be read or written, and the store must be opened again.
    fn version(&self) -> Stored<i64>;

    /// Folds what lies beside the database into it; called before the process ends.
    fn checkpoint(&self) -> Stored<()>;

    /// Sees to it that what was erased is not on the disk any more either, as far as the database can.
    fn scrub(&self) -> Stored<()>;

    /// How far the database is, for [`crate::Folder`] to see whether it has gone back.
    fn mark(&self) -> Stored<Mark>;

    /// Writes everything as it is at one moment into a new file: an embedded database, whatever this one is. With an
    /// error the file may be there, and is worth nothing.
    fn copy_to(&self, path: &Path) -> Stored<()>;

    /// What the database itself finds wrong with its rows, a sentence each; PostgreSQL leaves that to `pg_amcheck`.
    fn integrity(&self) -> Stored<Vec<String>>;
}

/// Calls a transaction's work and hands its value out.
pub fn read<T>(storage: &dyn Storage, work: impl FnOnce(&mut dyn Tx) -> Stored<T>) -> Stored<T> {
    let mut work = Some(work);
    handed_out(
        move |tx| match work.take() {
            Some(work) => work(tx),
            None => Err(StorageFault::Other("a snapshot was read twice".into())),
        },
        |inner| storage.read(inner),
    )
}

/// Calls a transaction's work and hands its value out: that of its last call.
pub fn write<T>(storage: &dyn Storage, work: impl FnMut(&mut dyn Tx) -> Stored<T>) -> Stored<T> {
    handed_out(work, |inner| storage.write(inner))
}

fn handed_out<T>(
    mut work: impl FnMut(&mut dyn Tx) -> Stored<T>,
    run: impl FnOnce(Work<'_>) -> Stored<()>,
) -> Stored<T> {
    let mut value = None;
    run(&mut |tx| {
        value = Some(work(tx)?);
        Ok(())
    })?;
    value.ok_or_else(|| StorageFault::Other("a transaction did not run".into()))
}

/// The merged fields of an entity, shared with what the transaction remembers.
pub type Fields = Arc<Map<String, Value>>;

/// A person of the school.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Who.
    pub id: UserId,
    /// The whole name.
    pub name: String,
    /// What they are in the school.
    pub role: Role,
    /// Whether their devices are served.
    pub active: bool,
}

/// A person in a class.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Membership {
    /// The class.
    pub class: ClassId,
    /// The person.
    pub user: UserId,
    /// Their role in it.
    pub role: ClassRole,
    /// When they left (UTC milliseconds, as the server learned it); `None` while they are in it.
    pub left_ms: Option<i64>,
}

/// An operation as it is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredOp {
    /// Its id.
    pub id: OpId,
    /// Its class.
    pub class: Option<ClassId>,
    /// Its subject.
    pub student: Option<UserId>,
    /// Its kind.
    pub kind: String,
    /// The kind's version.
    pub v: u16,
    /// Who recorded it.
    pub actor: UserId,
    /// On which device.
    pub dev: DeviceId,
    /// That device's count.
    pub dseq: i64,
    /// When it takes effect.
    pub eff: Hlc,
    /// See [`notyet_protocol::wire::Envelope::flags`].
    pub flags: u32,
    /// When it came, UTC milliseconds.
    pub received: i64,
    /// The server's signature, hexadecimal.
    pub mac: String,
    /// The operation, byte for byte.
    pub text: String,
}

/// Whose an attachment is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// The attachment.
    pub id: AttachmentId,
    /// The class of the work that it belongs to.
    pub class: ClassId,
    /// The student.
    pub student: UserId,
    /// Who recorded it; nobody else binds bytes to it.
    pub actor: UserId,
    /// When they did, UTC milliseconds: by their clock, or the server's if that was earlier. 0: not noted.
    pub at_ms: i64,
    /// The operation that bound bytes to it.
    pub bound: Option<OpId>,
}

/// What an entity belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Owner {
    /// A class follows a course; outcomes, tasks, terms … belong to one.
    Course(CourseId),
    /// Rubrics and sample work belong to an outcome.
    Outcome(OutcomeId),
    /// Mastery Days and peer rounds belong to a class.
    Class(ClassId),
    /// What one student reviews belongs to a peer round.
    Round(RoundId),
}

/// An enrolled device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Minted here.
    pub id: DeviceId,
    /// Its owner.
    pub user: UserId,
    /// Its name, for its owner's list.
    pub name: String,
    /// SHA-256 of its token, hexadecimal.
    pub token_sha256: String,
    /// When it was enrolled, UTC milliseconds.
    pub enrolled: i64,
    /// Since when its token has been in use, UTC milliseconds.
    pub token_since: i64,
    /// SHA-256 of the token that was offered to follow; its first use ends the present one.
    pub next_sha256: Option<String>,
    /// When it was revoked; its tokens open nothing since.
    pub revoked: Option<i64>,
    /// The device whose certificate it came in by; revoking that one revokes this one, too.
    pub parent: Option<DeviceId>,
    /// When it was seen that there are two of it, UTC milliseconds.
    pub doubled: Option<i64>,
}

/// What a code opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// Enrols one device of this person.
    Person(UserId),
    /// Lets students ask to join this class.
    Class(ClassId),
}

/// How much of one stream a page may hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    /// Operations.
    pub ops: usize,
    /// Bytes of operations' text and what surrounds them.
    pub bytes: usize,
}

/// What surrounds an operation's text in an answer: numbers, signature, field names.
const ENVELOPE_BYTES: usize = 160;

/// How much of a [`Room`] an envelope takes.
pub fn bytes_of(envelope: &Envelope) -> usize {
    envelope.op.text().len() + ENVELOPE_BYTES
}

/// What can be done inside a transaction. Lists are ordered by id unless it says otherwise.
#[allow(
    missing_docs,
    reason = "a getter and a setter for each of the records above, whose fields say the rest"
)]
pub trait Tx: UploadRows {
    fn meta(&mut self, key: &str) -> Stored<Option<String>>;
    fn set_meta(&mut self, key: &str, value: &str) -> Stored<()>;

    fn person(&mut self, id: UserId) -> Stored<Option<Person>>;
    fn people(&mut self) -> Stored<Vec<Person>>;
    fn put_person(&mut self, person: &Person) -> Stored<()>;
    /// Forgets a person, their places in classes, their devices, and what was kept about attachments in their record.
    fn drop_person(&mut self, id: UserId) -> Stored<()>;
    /// Whether this student's record was erased.
    fn is_erased(&mut self, student: UserId) -> Stored<bool>;
    fn put_erased(&mut self, student: UserId, at_ms: i64) -> Stored<()>;

    fn member(&mut self, class: ClassId, user: UserId) -> Stored<Option<Membership>>;
    fn memberships_of(&mut self, user: UserId) -> Stored<Vec<Membership>>;
    fn members_of(&mut self, class: ClassId) -> Stored<Vec<Membership>>;
    fn put_member(&mut self, member: &Membership) -> Stored<()>;

    /// Merged fields; empty: there is no such entity.
    fn fields(&mut self, entity: &str, id: &str) -> Stored<Fields>;
    /// Ids of all entities of a kind.
    fn entities(&mut self, entity: &str) -> Stored<Vec<String>>;
    /// Writes one field, unless a later write stands already.
    fn set_field(
        &mut self,
        entity: &str,
        id: &str,
        field: &str,
        at: (Hlc, OpId),
        value: &Value,
    ) -> Stored<()>;
    /// Forgets what one operation wrote into an entity.
    fn drop_fields(&mut self, entity: &str, id: &str, by: OpId) -> Stored<()>;
    /// Ids of all entities of a kind that belong to this.
    fn owned(&mut self, entity: &str, by: Owner) -> Stored<Vec<String>>;
    /// The operations whose writes stand in an entity.
    fn ops_of(&mut self, entity: &str, id: &str) -> Stored<Vec<OpId>>;
    /// The operations whose writes stand in a course and in what belongs to it, oldest first, each with the kind
    /// of entity that it writes.
    fn ops_of_course(&mut self, course: CourseId) -> Stored<Vec<(String, OpId)>>;

    /// Students who learn in a class that this person teaches.
    fn taught_by(&mut self, user: UserId) -> Stored<Vec<UserId>>;
    /// The places of those students in other classes on the same course, those that they have left included.
    fn records_beside(&mut self, user: UserId) -> Stored<Vec<(ClassId, UserId)>>;

    fn op(&mut self, id: OpId) -> Stored<Option<StoredOp>>;
    fn insert_op(&mut self, op: &StoredOp) -> Stored<()>;
    /// Puts another operation of the same id in one's place: a blank one.
    fn replace_op(&mut self, op: &StoredOp) -> Stored<()>;
    /// Everything whose subject is this student. Reads all operations.
    fn ops_about(&mut self, student: UserId) -> Stored<Vec<StoredOp>>;
    /// All operations of a kind. Reads all operations.
    fn ops_of_kind(&mut self, kind: &str) -> Stored<Vec<StoredOp>>;
    /// Operations about this person or by them whose ids follow `after`, at most so many.
    fn ops_concerning(&mut self, user: UserId, after: Option<OpId>, at_most: usize) -> Stored<Vec<StoredOp>>;
    /// Whether a device has given this count to another operation, too: then there are two of it.
    fn is_counted_twice(&mut self, dev: DeviceId, dseq: u64, id: OpId) -> Stored<bool>;
    /// How many operations there are.
    fn count_ops(&mut self) -> Stored<u64>;
    /// All streams that hold something, by name.
    fn streams(&mut self) -> Stored<Vec<String>>;
    /// The streams that hold an operation, by name.
    fn streams_of(&mut self, op: OpId) -> Stored<Vec<String>>;
    /// Gives the operation the stream's next number, unless the stream has it already.
    fn append(&mut self, stream: &str, op: OpId) -> Stored<()>;
    /// The last number of a stream; 0: it is empty.
    fn head(&mut self, stream: &str) -> Stored<u64>;
    /// The digest up to a number of a stream, hexadecimal; `None`: the stream has no such number.
    fn digest_at(&mut self, stream: &str, seq: u64) -> Stored<Option<String>>;
    /// What follows `from` in a stream, as far as there is room; `more` says whether it goes on.
    fn page(&mut self, stream: &str, from: u64, room: Room) -> Stored<Page>;

    fn attachment(&mut self, id: AttachmentId) -> Stored<Option<Attachment>>;
    /// Keeps an attachment as the first who named it said.
    fn put_attachment(&mut self, attachment: &Attachment) -> Stored<()>;
    /// Notes the operation that binds bytes to an attachment.
    fn bind_attachment(&mut self, id: AttachmentId, op: OpId) -> Stored<()>;

    fn device(&mut self, id: DeviceId) -> Stored<Option<Device>>;
    /// All devices, revoked or not.
    fn devices(&mut self) -> Stored<Vec<Device>>;
    /// The device of a token or of the one that is offered to follow, revoked or not.
    fn device_by_token(&mut self, token_sha256: &str) -> Stored<Option<Device>>;
    fn put_device(&mut self, device: &Device) -> Stored<()>;

    /// What a code opens that has neither expired nor been spent.
    fn code(&mut self, hash: &str, now_ms: i64) -> Stored<Option<Opens>>;
    /// Keeps a code and drops all that have expired.
    fn put_code(&mut self, hash: &str, opens: Opens, expires_ms: i64, now_ms: i64) -> Stored<()>;
    fn drop_code(&mut self, hash: &str) -> Stored<()>;
    /// Notes which device a code enrolled, and the hash of the secret by which that device may ask again.
    fn spend_code(&mut self, hash: &str, secret_sha256: &str, device: DeviceId) -> Stored<()>;
    /// The device that an unexpired code enrolled for this secret.
    fn spent_code(&mut self, hash: &str, secret_sha256: &str, now_ms: i64) -> Stored<Option<DeviceId>>;

    /// The address of a member of staff, in lower case; `None` forgets it.
    fn put_email(&mut self, user: UserId, email: Option<&str>) -> Stored<()>;
    fn email(&mut self, user: UserId) -> Stored<Option<String>>;
    fn people_with_email(&mut self, email: &str) -> Stored<Vec<UserId>>;
    /// Whose an account of a provider is.
    fn account(&mut self, issuer: &str, subject: &str) -> Stored<Option<UserId>>;
    /// Which account of a provider is this person's.
    fn account_of(&mut self, user: UserId, issuer: &str) -> Stored<Option<String>>;
    fn put_account(&mut self, issuer: &str, subject: &str, user: UserId) -> Stored<()>;
    /// Forgets which accounts are this person's.
    fn drop_accounts(&mut self, user: UserId) -> Stored<()>;

    /// Keeps that a device's owner has proved anew who they are, and drops what has expired.
    fn put_step_up(&mut self, hash: &str, device: DeviceId, expires_ms: i64, now_ms: i64) -> Stored<()>;
    /// Takes it back. Whether it was there, unexpired and this device's.
    fn take_step_up(&mut self, hash: &str, device: DeviceId, now_ms: i64) -> Stored<bool>;

    /// Hashes of all photos that were uploaded or that somebody may read.
    fn photos(&mut self) -> Stored<Vec<String>>;
    /// Streams whose readers may read a blob.
    fn grants(&mut self, sha256: &str) -> Stored<Vec<String>>;
    fn put_grant(&mut self, sha256: &str, stream: &str) -> Stored<()>;
    fn drop_grant(&mut self, sha256: &str, stream: &str) -> Stored<()>;
    /// Forgets who has uploaded a blob and who may read it, and that it is missing.
    fn drop_blob(&mut self, sha256: &str) -> Stored<()>;
    /// Hashes of photos whose bytes are missing.
    fn wanted(&mut self) -> Stored<Vec<String>>;
    fn want(&mut self, sha256: &str) -> Stored<()>;
    fn drop_want(&mut self, sha256: &str) -> Stored<()>;
}
