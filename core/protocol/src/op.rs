//! Operations: the unit that is recorded, pushed, stored and pulled. Their exact bytes are kept everywhere, so
//! that fields a program does not know survive it.

use notyet_model::clock::Hlc;
use notyet_model::fact::{BadBody, Body, Parsed};
use notyet_model::ids::{ClassId, DeviceId, OpId, UserId};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

/// An operation. Immutable; `id` is also its idempotency key.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Op {
    /// UUIDv7, minted where it was recorded.
    pub id: OpId,
    /// The device that recorded it.
    pub dev: DeviceId,
    /// Counts up on that device from 1; two operations with the same pair (dev, dseq) betray a cloned device.
    pub dseq: u64,
    /// Who recorded it.
    pub actor: UserId,
    /// The device's hybrid clock.
    pub hlc: Hlc,
    /// The kind of the body.
    pub k: String,
    /// The version of that kind.
    pub v: u16,
    /// The class that it belongs to.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub class: Option<ClassId>,
    /// Its one subject.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub student: Option<UserId>,
    /// The body, as it was written.
    pub b: Box<RawValue>,
}

/// Where, when and by whom an operation is recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Origin {
    /// The operation's id.
    pub id: OpId,
    /// The recording device.
    pub dev: DeviceId,
    /// Its count.
    pub dseq: u64,
    /// The recording person.
    pub actor: UserId,
    /// The device's clock.
    pub hlc: Hlc,
    /// The class.
    pub class: Option<ClassId>,
    /// The subject.
    pub student: Option<UserId>,
}

impl Op {
    /// An operation of a known kind.
    pub fn new(origin: Origin, body: &Body) -> Self {
        let (kind, version) = body.kind();
        Self {
            id: origin.id,
            dev: origin.dev,
            dseq: origin.dseq,
            actor: origin.actor,
            hlc: origin.hlc,
            k: kind.to_owned(),
            v: version,
            class: origin.class,
            student: origin.student,
            b: RawValue::from_string(body.to_json()).expect("a body's text is JSON"),
        }
    }

    /// The body, read.
    pub fn body(&self) -> Result<Parsed, BadBody> {
        Body::parse(&self.k, self.v, self.b.get())
    }

    /// The bytes that are kept, signed and passed on.
    pub fn to_raw(&self) -> RawOp {
        let text = serde_json::to_string(self).expect("an operation holds nothing that JSON cannot say");
        RawOp(RawValue::from_string(text).expect("serde_json wrote it"))
    }
}

/// An operation as the exact text in which it was first written.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct RawOp(pub Box<RawValue>);

impl RawOp {
    /// Takes text from a database or the wire; it must be JSON.
    pub fn from_text(text: String) -> Result<Self, serde_json::Error> {
        RawValue::from_string(text).map(Self)
    }

    /// The exact text.
    pub fn text(&self) -> &str {
        self.0.get()
    }

    /// Its id alone, which also what cannot be read as an operation may have.
    pub fn id(&self) -> Option<OpId> {
        #[derive(Deserialize)]
        struct Named {
            id: OpId,
        }
        serde_json::from_str::<Named>(self.0.get()).ok().map(|named| named.id)
    }

    /// The operation in it.
    pub fn read(&self) -> Result<Op, serde_json::Error> {
        serde_json::from_str(self.0.get())
    }
}

impl PartialEq for RawOp {
    fn eq(&self, other: &Self) -> bool {
        self.text() == other.text()
    }
}

impl Eq for RawOp {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_that_this_program_does_not_know_survive_it() {
        let text = r#"{"id":"00000000-0000-0000-0000-000000000001","dev":"00000000-0000-0000-0000-000000000002",
            "dseq":1,"actor":"00000000-0000-0000-0000-000000000003","hlc":5,"k":"poem","v":9,
            "mood":"sunny","b":{"lines":[1,2]}}"#;
        let raw = RawOp::from_text(text.to_owned()).unwrap();
        assert_eq!(raw.read().unwrap().body(), Ok(Parsed::Unknown));
        let wire = serde_json::to_string(&raw).unwrap();
        assert!(wire.contains(r#""mood":"sunny""#));
        assert_eq!(serde_json::from_str::<RawOp>(&wire).unwrap(), raw);
    }
}
