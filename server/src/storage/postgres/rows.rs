//! Rows of PostgreSQL as values. What is not what was written counts as damage.

use crate::storage::words::{parse, unreadable};
use crate::storage::{Attachment, Device, Membership, Person, Stored, StoredOp};
use notyet_model::authority::Role;
use notyet_model::clock::Hlc;
use notyet_model::ids::{AttachmentId, ClassId, DeviceId, OpId, UserId};
use notyet_model::register::ClassRole;
use notyet_protocol::op::RawOp;
use notyet_protocol::wire::Envelope;
use tokio_postgres::Row;

pub(super) fn person(row: &Row) -> Stored<Person> {
    Ok(Person {
        id: UserId(row.try_get(0)?),
        name: row.try_get(1)?,
        role: parse::<Role>(row.try_get(2)?)?,
        active: row.try_get(3)?,
    })
}

pub(super) fn membership(row: &Row) -> Stored<Membership> {
    Ok(Membership {
        class: ClassId(row.try_get(0)?),
        user: UserId(row.try_get(1)?),
        role: parse::<ClassRole>(row.try_get(2)?)?,
        left_ms: row.try_get(3)?,
    })
}

pub(super) fn device(row: &Row) -> Stored<Device> {
    Ok(Device {
        id: DeviceId(row.try_get(0)?),
        user: UserId(row.try_get(1)?),
        name: row.try_get(2)?,
        token_sha256: row.try_get(3)?,
        enrolled: row.try_get(4)?,
        token_since: row.try_get(5)?,
        next_sha256: row.try_get(6)?,
        revoked: row.try_get(7)?,
        parent: row.try_get::<_, Option<_>>(8)?.map(DeviceId),
        doubled: row.try_get(9)?,
    })
}

pub(super) fn attachment(row: &Row) -> Stored<Attachment> {
    Ok(Attachment {
        id: AttachmentId(row.try_get(0)?),
        class: ClassId(row.try_get(1)?),
        student: UserId(row.try_get(2)?),
        actor: UserId(row.try_get(3)?),
        at_ms: row.try_get(4)?,
        bound: row.try_get::<_, Option<_>>(5)?.map(OpId),
    })
}

pub(super) fn op(row: &Row) -> Stored<StoredOp> {
    Ok(StoredOp {
        id: OpId(row.try_get(0)?),
        class: row.try_get::<_, Option<_>>(1)?.map(ClassId),
        student: row.try_get::<_, Option<_>>(2)?.map(UserId),
        kind: row.try_get(3)?,
        v: u16::try_from(row.try_get::<_, i32>(4)?).map_err(unreadable)?,
        actor: UserId(row.try_get(5)?),
        dev: DeviceId(row.try_get(6)?),
        dseq: row.try_get(7)?,
        eff: Hlc(row.try_get::<_, i64>(8)? as u64),
        flags: u32::try_from(row.try_get::<_, i64>(9)?).map_err(unreadable)?,
        received: row.try_get(10)?,
        mac: row.try_get(11)?,
        text: row.try_get(12)?,
    })
}

/// An envelope, and the digest of its stream up to it.
pub(super) fn envelope(row: &Row) -> Stored<(Envelope, String)> {
    let envelope = Envelope {
        seq: row.try_get::<_, i64>(0)? as u64,
        eff: Hlc(row.try_get::<_, i64>(2)? as u64),
        flags: u32::try_from(row.try_get::<_, i64>(3)?).map_err(unreadable)?,
        mac: row.try_get(4)?,
        op: RawOp::from_text(row.try_get(5)?).map_err(unreadable)?,
    };
    Ok((envelope, row.try_get(1)?))
}
