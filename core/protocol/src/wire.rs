//! Requests and answers of the HTTP interface. Field names are short because they repeat in every frame.

use crate::certificate::Certificate;
use crate::epoch::Epoch;
pub use crate::fault::Fault;
use crate::op::RawOp;
use crate::room::{RoomNews, RoomWord};
pub use crate::sign_in::{Proof, SignInBegun, SignInOffer, SignInRequest, StepUpRequest, SteppedUp};
use notyet_model::authority::{Refusal, Role};
use notyet_model::clock::Hlc;
use notyet_model::ids::{ClassId, DeviceId, OpId, SchoolId, UserId};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// How a device proves that it may join. `POST /v1/device`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "by", rename_all = "snake_case")]
pub enum Join {
    /// A one-time staff code, which enrols one device for the person it was made for.
    StaffCode {
        /// As typed: letters in any case, spaces and dashes ignored.
        code: String,
    },
    /// A class code: gives the student role, ever, and only once a teacher has matched the name.
    ClassCode {
        /// As typed.
        code: String,
        /// The name that the student typed.
        name: String,
    },
    /// A one-time code that a teacher made for one student of theirs, read from the teacher's screen: enrols one device
    /// for that student. Gives the student role, ever.
    StudentCode {
        /// From [`OpenedDoor`].
        code: String,
    },
    /// What the school's provider of accounts sent back with the browser; enrols staff only. Needs
    /// [`DeviceRequest::secret`], whose SHA-256 began the sign-in.
    SchoolAccount {
        /// From [`SignInBegun`]; the device has seen that the same came back.
        state: String,
        /// The provider's code.
        code: String,
        /// The provider's name for itself, if it came with the code.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        iss: Option<String>,
    },
    /// What a device that was enrolled shows to a server that does not know its token any more.
    Certificate {
        /// From its [`Enrolment`].
        certificate: Certificate,
    },
    /// Asks what became of an earlier class-code request.
    Ticket {
        /// From [`Joined::Waiting`].
        ticket: String,
    },
}

/// `POST /v1/device`
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DeviceRequest {
    /// [`crate::PROTO`] of the device.
    pub proto: u32,
    /// The app's version.
    pub app: String,
    /// The device's name, for its owner's list of devices ("Ms Ortiz's tablet").
    pub device_name: String,
    /// 64 hexadecimal digits of chance, made on the device and the same for every try of one enrolment: whoever asks
    /// again with them gets the same answer, so that a lost one costs nothing. Empty: a lost answer is lost.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub secret: String,
    /// The proof.
    pub join: Join,
}

/// What comes of asking to join.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "state", rename_all = "snake_case")]
#[allow(clippy::large_enum_variant, reason = "one is made at a sign-in, and none is kept")]
pub enum Joined {
    /// The device is enrolled.
    Enrolled(Enrolment),
    /// A teacher has to match the name first; ask again with this ticket.
    Waiting {
        /// Opaque; 256 bits.
        ticket: String,
        /// Asking again sooner than this many milliseconds is refused.
        again_ms: u64,
    },
    /// The teacher did not confirm the name.
    Declined,
}

/// What an enrolled device knows about itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolment {
    /// The school.
    pub school: SchoolId,
    /// The person.
    pub user: UserId,
    /// Their role.
    pub role: Role,
    /// Their whole name.
    pub name: String,
    /// The device's id, minted by the server.
    pub device: DeviceId,
    /// Opaque bearer token; the server keeps its SHA-256.
    pub token: String,
    /// Brings the device back in when the server has forgotten it.
    pub certificate: Certificate,
    /// The server's present store.
    pub epoch: Epoch,
    /// The server's clock, UTC milliseconds.
    pub now: i64,
    /// What one request may hold.
    pub limits: Limits,
    /// The same 256 bits at each sign-in of this person, lower-case hexadecimal, known to the server alone: on a
    /// shared device they open what a forgotten PIN does not. Absent: a server from before there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sign_in: Option<String>,
}

/// What the server takes in one request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Operations in one push.
    pub push_ops: u32,
    /// Bytes of one inflated body.
    pub inflated_bytes: u64,
    /// Bytes of one photo.
    pub blob_bytes: u64,
    /// Bytes of one piece of a photo; what is longer goes piece by piece (see [`crate::upload`]). 0: the server takes
    /// photos whole only.
    #[serde(default, skip_serializing_if = "is_none")]
    pub piece_bytes: u64,
}

/// For numbers that older versions did not have.
fn is_none(number: &u64) -> bool {
    *number == 0
}

impl Default for Limits {
    fn default() -> Self {
        Self { push_ops: 2_000, inflated_bytes: 4 << 20, blob_bytes: 4 << 20, piece_bytes: 256 << 10 }
    }
}

/// How far a device has read a stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The last sequence number that it holds; 0: none.
    pub seq: u64,
    /// The beginning of the stream's digest up to there ([`CHAIN_CHARS`] hexadecimal digits): whether both sides mean
    /// the same history.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub chain: String,
}

impl Cursor {
    /// A cursor that says only how far.
    pub fn at(seq: u64) -> Self {
        Self { seq, chain: String::new() }
    }
}

/// How much of a digest a cursor carries: 64 bits, enough to tell histories of one school apart.
pub const CHAIN_CHARS: usize = 16;

/// `POST /v1/sync`: pushes and pulls in one round trip.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SyncRequest {
    /// [`crate::PROTO`] of the device.
    pub proto: u32,
    /// The app's version.
    pub app: String,
    /// The epoch that the device's cursors belong to.
    pub epoch: Epoch,
    /// The device's wall clock, UTC milliseconds.
    pub now: i64,
    /// Operations to store, in the order of their `dseq`.
    #[serde(default)]
    pub push: Vec<RawOp>,
    /// What the server once accepted and seems to have forgotten.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub offer: Vec<Offer>,
    /// Cursors by stream (see [`notyet_model::stream::Stream`]).
    #[serde(default)]
    pub cur: BTreeMap<String, Cursor>,
    /// What an adult says of this moment in their classes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub room: Vec<RoomWord>,
    /// How many operations the answer's pages may hold together, where the network is fast enough for more than
    /// [`USUAL_OPS`]. The server gives as many as it sees fit; one from before there was a choice gives the usual number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub most: Option<u32>,
    /// The device has what it pushes: in the answer, [`Envelope::op`] of one of these is its number in `push`, from 0, if
    /// it is the same byte for byte. A server from before this was asked for sends it whole.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub brief: bool,
}

/// Operations of an answer that nobody has asked to be larger.
pub const USUAL_OPS: u32 = 500;
/// Times the usual size: how large a request or an answer becomes where the network is fast enough.
pub const LARGE_TIMES: usize = 4;

impl SyncRequest {
    /// A request of this version of the wire that carries nothing and knows nothing.
    pub fn new(app: impl Into<String>, epoch: Epoch) -> Self {
        let (push, offer, cur, room) = (vec![], vec![], BTreeMap::new(), vec![]);
        let (proto, app) = (crate::proto(), app.into());
        Self { proto, app, epoch, now: 0, push, offer, cur, room, most: None, brief: false }
    }
}

/// What became of one operation that was pushed or offered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ack {
    /// The operation.
    pub id: OpId,
    /// Its fate.
    #[serde(flatten)]
    pub fate: Fate,
}

/// Stored now, stored before, or refused for a reason.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "fate", content = "code", rename_all = "snake_case")]
pub enum Fate {
    /// In the feed now.
    Stored,
    /// Was in the feed already, byte for byte.
    Dup,
    /// Not taken; the device keeps it and shows why.
    Refused(Refusal),
}

/// An operation in the feed, with the server's word for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Envelope {
    /// Its place in the stream that it was pulled from.
    pub seq: u64,
    /// When it takes effect: the earlier of its own clock and the server's at receipt plus a minute.
    pub eff: Hlc,
    /// Bit 0: came late; bit 1: its clock is disputed.
    #[serde(default)]
    pub flags: u32,
    /// The server's signature over operation, `eff` and `flags`; hexadecimal. See [`crate::mac`].
    pub mac: String,
    /// The operation, byte for byte; see also [`SyncRequest::brief`].
    pub op: RawOp,
}

/// An operation that the server once accepted, with the word that it gave for it then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// The latest epoch in which the device saw it in the feed.
    pub epoch: Epoch,
    /// See [`Envelope::eff`].
    pub eff: Hlc,
    /// See [`Envelope::flags`].
    #[serde(default)]
    pub flags: u32,
    /// See [`Envelope::mac`].
    pub mac: String,
    /// The operation, byte for byte.
    pub op: RawOp,
}

/// What comes next in one stream.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page {
    /// The cursor that it continues.
    pub from: u64,
    /// Operations from `from + 1` on, without a gap.
    pub ops: Vec<Envelope>,
    /// The last sequence number of the stream.
    pub head: u64,
    /// The hash chain up to the last operation of this page; hexadecimal. See [`crate::digest`].
    pub digest: String,
    /// Whether the stream goes on after this page.
    pub more: bool,
}

impl Page {
    /// How far a device is that has taken it in.
    pub fn cursor(&self) -> Cursor {
        let seq = self.from + self.ops.len() as u64;
        let chain = if seq > 0 { self.digest.chars().take(CHAIN_CHARS).collect() } else { String::new() };
        Cursor { seq, chain }
    }
}

/// The answer to a [`SyncRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct SyncAnswer {
    /// The server's present store; a later one than asked with means that cursors mean nothing any more.
    pub epoch: Epoch,
    /// The server's clock, UTC milliseconds.
    pub now: i64,
    /// Which kinds of fact the server knows, in one word ([`crate::kinds`]). Empty: a server from before there was one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub kinds: String,
    /// One for each operation that was pushed or offered.
    #[serde(default)]
    pub acks: Vec<Ack>,
    /// There are two of this device: it was copied, and both have recorded under its count. Said until it has shown its
    /// certificate and goes on as a device of its own; what it has recorded stays what it is.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub forked: bool,
    /// Streams whose cursor is of another history than the server's: to be read again from the start, where their page
    /// in this answer begins.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub again: Vec<String>,
    /// Pages by stream; streams without news are absent.
    #[serde(default)]
    pub pages: BTreeMap<String, Page>,
    /// Photos (by SHA-256) that this person may read and whose bytes the server has lost: whoever has them uploads them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub want: Vec<String>,
    /// Streams that this person may read (no longer listed: no longer readable; the device drops them).
    pub streams: Vec<String>,
    /// People who ask to join a class of this teacher. Not facts: kept in the server for minutes.
    #[serde(default)]
    pub joins: Vec<JoinRequest>,
    /// What is so at this moment in the classes that this person teaches. Absent: a server from before it was said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<Vec<RoomNews>>,
    /// The token that follows the present one, once that is a week old. The present one works until this is first
    /// used; the device writes it down before it uses it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
}

/// `POST /v1/erase`: everything about one student, everywhere, for good. Administrators alone, who have just proved
/// anew who they are ([`StepUpRequest`]).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EraseRequest {
    /// [`crate::PROTO`] of the device.
    pub proto: u32,
    /// From [`SteppedUp`].
    pub grant: String,
    /// The student.
    pub student: UserId,
}

/// What an erasure came to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Erased {
    /// How many operations are blank now.
    pub ops: u32,
    /// How many photos were destroyed; a picture and its thumbnail count as one.
    pub photos: u32,
    /// Photos (SHA-256 of the picture) that are part of other students' records, too, and therefore still there. A
    /// person has to look whether the erased student can be seen in them.
    pub shared: Vec<SharedPhoto>,
}

/// A photo that was in an erased student's record and is in another's.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SharedPhoto {
    /// SHA-256 of the picture's bytes.
    pub sha256: String,
    /// In whose record it still is.
    pub student: UserId,
}

/// Someone who typed a class code and waits for a teacher to match their name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinRequest {
    /// Names the request when it is decided.
    pub id: String,
    /// The class.
    pub class: ClassId,
    /// The name as typed.
    pub name: String,
}

/// `POST /v1/join`: a teacher's decision on a [`JoinRequest`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct JoinDecision {
    /// The request.
    pub id: String,
    /// The roster's student whom the name belongs to; absent: declined.
    pub student: Option<UserId>,
}

/// `POST /v1/door`: a teacher lets students of their class in, for at most ten minutes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDoor {
    /// [`crate::PROTO`] of the device.
    pub proto: u32,
    /// The class.
    pub class: ClassId,
    /// A student of that class, for a code that enrols one device of theirs; absent: a class code, for everybody.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student: Option<UserId>,
}

/// The answer to an [`OpenDoor`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenedDoor {
    /// In groups, as it is read out. For [`Join::ClassCode`] or, where a student was named, [`Join::StudentCode`].
    pub code: String,
    /// For how long it opens anything, milliseconds.
    pub open_ms: i64,
}

/// `POST /v1/wait`: answers when a stream has grown past what the device holds, when another epoch has begun, or
/// after 25 s.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitRequest {
    /// The epoch that the device's cursors belong to.
    pub epoch: Epoch,
    /// Cursors by stream.
    pub cur: BTreeMap<String, Cursor>,
    /// How many join requests the device shows; another number wakes it.
    #[serde(default)]
    pub joins: u32,
    /// [`crate::room::digest`] of what the device has heard of its classes; another one wakes it. Absent: it hears nothing
    /// of them, and is not woken.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub room: Option<String>,
}

/// The answer to a [`WaitRequest`]: heads of the streams that have grown; empty after the time is up.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitAnswer {
    /// Heads by stream.
    pub heads: BTreeMap<String, u64>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fates_and_faults_read_plainly_on_the_wire() {
        let ack = Ack { id: OpId::from_bytes([0; 16]), fate: Fate::Refused(Refusal::NotYourLane) };
        let text = serde_json::to_string(&ack).unwrap();
        assert_eq!(
            text,
            r#"{"id":"00000000-0000-0000-0000-000000000000","fate":"refused","code":"not_your_lane"}"#
        );
        assert_eq!(serde_json::from_str::<Ack>(&text).unwrap(), ack);
        let fault = Fault::Version { oldest: 1, newest: 2 };
        let text = serde_json::to_string(&fault).unwrap();
        assert_eq!(text, r#"{"error":"version","oldest":1,"newest":2}"#);
        assert_eq!(serde_json::from_str::<Fault>(&text).unwrap(), fault);
    }
}
