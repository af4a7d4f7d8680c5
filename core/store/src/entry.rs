//! The shapes in which the store hands out what it holds.

use notyet_model::calendar::Day;
use notyet_model::clock::Hlc;
use notyet_model::fact::DocumentFormat;
use notyet_model::ids::{AttachmentId, ClassId, OpId, OutcomeId, UserId};
use notyet_protocol::wire::Enrolment;

/// Who is signed in, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// What the server said at enrolment.
    pub enrolment: Enrolment,
    /// The server's address.
    pub server_url: String,
}

/// How far a record has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum EntryState {
    /// Durable here; not offered to the server yet; undo leaves no trace.
    Held,
    /// Waits to be sent.
    Waiting,
    /// The server has it.
    Sent,
    /// The server did not take it; it counts nowhere.
    Refused,
}

/// A record with its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry<T> {
    /// Its operation.
    pub id: OpId,
    /// Who recorded it.
    pub actor: UserId,
    /// The class that it came from.
    pub class: ClassId,
    /// Whom it is about.
    pub student: UserId,
    /// How far it has come.
    pub state: EntryState,
    /// When it took effect: the server's word, or the device's clock until then.
    pub eff: Hlc,
    /// Whether it was taken back.
    pub retracted: bool,
    /// What was recorded.
    pub body: T,
}

/// The level of one student on one outcome, own waiting work included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LevelRow {
    /// Who.
    pub student: UserId,
    /// On what.
    pub outcome: OutcomeId,
    /// Position on the course's scale, lowest 0; absent: nothing counts yet.
    pub level: Option<u32>,
    /// Position of the latest practice that stands.
    pub practice: Option<u32>,
    /// How many results count.
    pub counted: u32,
    /// The day of the latest work that a teacher judged and that stands.
    pub last_day: Option<Day>,
    /// The moment of that work, UTC milliseconds; 0 when there is none.
    pub last_at_ms: i64,
}

/// Where a photo's bytes are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum AttachmentState {
    /// Captured here, not processed yet.
    Captured,
    /// Here.
    Ready,
    /// Captured here; no decoder could read it. Kept.
    Unreadable,
    /// Recorded elsewhere; the full picture is not here yet (its thumbnail may be).
    Coming,
}

/// What an attachment is. All but a picture come in one size.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Medium {
    /// A picture, or nobody has said yet.
    Photo,
    /// Sound.
    Voice {
        /// How long it is, in milliseconds.
        ms: u32,
    },
    /// A document.
    Document {
        /// Of which kind.
        format: DocumentFormat,
        /// How large it is, in bytes.
        bytes: u32,
    },
}

/// What is known of a photo, a voice note or a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttachmentRow {
    /// Which.
    pub id: AttachmentId,
    /// Where its bytes are.
    pub state: AttachmentState,
    /// Pixels across once processed; 0 before.
    pub w: u32,
    /// Pixels down once processed; 0 before.
    pub h: u32,
    /// What it is.
    pub medium: Medium,
}

/// Own work that the server does not have yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WaitingRow {
    /// Its operation.
    pub id: OpId,
    /// Its kind on the wire.
    pub kind: String,
    /// The class.
    pub class: Option<ClassId>,
    /// The subject.
    pub student: Option<UserId>,
    /// The outcome, where it has one.
    pub outcome: Option<OutcomeId>,
    /// When it was recorded, by this device's clock: UTC milliseconds.
    pub recorded_at_ms: i64,
    /// Still held (undo leaves no trace), or waiting to be sent.
    pub held: bool,
}

/// Own work that the server did not take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Its operation.
    pub id: OpId,
    /// Its kind on the wire.
    pub kind: String,
    /// The class.
    pub class: Option<ClassId>,
    /// The subject.
    pub student: Option<UserId>,
    /// The outcome, where it has one.
    pub outcome: Option<OutcomeId>,
    /// When it was recorded, by this device's clock: UTC milliseconds.
    pub recorded_at_ms: i64,
    /// The reason's code; see [`notyet_model::authority::Refusal::code`].
    pub code: String,
}

/// How far a device has come in fetching what its person may read, in operations over all streams.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// Those that are here.
    pub done: u64,
    /// All of them.
    pub all: u64,
}

/// How much is not with the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// Records still held.
    pub held: u32,
    /// Records waiting to be sent.
    pub waiting: u32,
    /// Own photos whose bytes the server does not have (unreadable ones not counted).
    pub photos: u32,
    /// Records that the server did not take.
    pub refused: u32,
}
